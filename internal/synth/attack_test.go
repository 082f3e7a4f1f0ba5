package synth

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// dots is a picture of single bright spots on grey, each wide enough to survive
// resampling, with their places.
func dots() (*image.RGBA, []geom.Point) {
	img := image.NewRGBA(image.Rect(0, 0, 300, 200))
	places := []geom.Point{{X: 60, Y: 50}, {X: 240.5, Y: 60}, {X: 150, Y: 100.5}, {X: 90, Y: 150}, {X: 220, Y: 140}}
	for y := range 200 {
		for x := range 300 {
			v := 40.0
			for _, p := range places {
				d := p.Distance(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
				v += 200 * math.Exp(-d*d/18)
			}
			img.SetRGBA(x, y, color.RGBA{uint8(v), uint8(v), uint8(v), 255})
		}
	}
	return img, places
}

// centroid returns the middle of the brightness around a place.
func centroid(img *image.RGBA, near geom.Point, reach float64) geom.Point {
	var sum, sx, sy float64
	for y := int(near.Y - reach); y <= int(near.Y+reach); y++ {
		for x := int(near.X - reach); x <= int(near.X+reach); x++ {
			v := max(0, float64(img.RGBAAt(x, y).R)-50)
			sum, sx, sy = sum+v, sx+v*(float64(x)+0.5), sy+v*(float64(y)+0.5)
		}
	}
	return geom.Point{X: sx / sum, Y: sy / sum}
}

func TestEveryAttackTellsTheExactWayBack(t *testing.T) {
	source, places := dots()
	for name, attacks := range map[string][]Attack{
		"nothing":        nil,
		"crop":           {Crop(image.Rect(30, 20, 280, 190))},
		"grey":           {Grey()},
		"smaller":        {Rescale(geom.Size{Width: 211, Height: 143})},
		"larger":         {Rescale(geom.Size{Width: 640, Height: 410})},
		"mirror":         {Mirror()},
		"rotate":         {Rotate(17)},
		"back":           {Rotate(-90)},
		"caption":        {Caption("BREAKING", 0.15)},
		"jpeg":           {JPEG(40)},
		"one on another": {Crop(image.Rect(20, 10, 290, 195)), Mirror(), Rotate(-8), Grey(), Rescale(geom.Size{Width: 200, Height: 140}), JPEG(60)},
	} {
		c := Spread(source, attacks...)
		copyFromSource, ok := c.SourceFromCopy.Inverse()
		if !ok {
			t.Errorf("%s can't be undone", name)
			continue
		}
		seen := 0
		for _, p := range places {
			q := copyFromSource.Apply(p)
			scale := copyFromSource.LengthScale(p)
			if !inside(q, c.Image, 9*scale) || name == "caption" && q.Y > 150 {
				continue
			}
			seen++
			found := c.SourceFromCopy.Apply(centroid(c.Image, q, 8*scale))
			if d := found.Distance(p); d > 0.12 {
				t.Errorf("%s: the spot at %v comes back at %v, %.2f px away", name, p, found, d)
			}
		}
		if seen < 3 {
			t.Errorf("%s leaves %d spots to look at", name, seen)
		}
	}
}

func inside(p geom.Point, img *image.RGBA, margin float64) bool {
	return p.X > margin && p.Y > margin && p.X < float64(img.Rect.Dx())-margin && p.Y < float64(img.Rect.Dy())-margin
}

func TestAttacksLeaveTheirSourceAsItIs(t *testing.T) {
	source, _ := dots()
	before := bytes.Clone(source.Pix)
	Spread(source, Mirror(), Grey(), Caption("A", 0.2), Rotate(3), JPEG(50), Crop(image.Rect(1, 1, 50, 50)))
	for name, a := range map[string]Attack{"caption": Caption("A", 0.2), "grey": Grey(), "mirror": Mirror()} {
		a(Copy{source, geom.Identity()})
		if !bytes.Equal(before, source.Pix) {
			t.Fatalf("%s wrote into the source", name)
		}
	}
}

func TestMirroringTwiceGivesTheSamePixels(t *testing.T) {
	source, _ := dots()
	twice := Spread(source, Mirror(), Mirror())
	if !bytes.Equal(twice.Image.Pix, source.Pix) || twice.SourceFromCopy != geom.Identity() {
		t.Errorf("the way back is %v", twice.SourceFromCopy)
	}
}

func TestGreyPicturesAreWrittenInGrey(t *testing.T) {
	source := Draw(3, Compound, geom.Size{Width: 160, Height: 90})
	grey := Spread(source.Image, Grey())
	coloured, plain := EncodeJPEG(source.Image, 80), EncodeJPEG(grey.Image, 80)
	if components(coloured) != 3 || components(plain) != 1 {
		t.Errorf("%d and %d components", components(coloured), components(plain))
	}
}

// components reads the number of components of a baseline JPEG's frame.
func components(data []byte) byte {
	for i := 2; i+9 < len(data) && data[i] == 0xFF; i += 2 + int(data[i+2])<<8 + int(data[i+3]) {
		if data[i+1] == 0xC0 {
			return data[i+9]
		}
	}
	return 0
}

package synth

import (
	"bytes"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// meadow is a picture of texture under a slope of light, with a dark ball on it.
func meadow(ball image.Rectangle) *image.RGBA {
	noise, grass := noiseTile(), newOctave(newDice(9, 1), 7)
	img := image.NewRGBA(image.Rect(0, 0, 260, 180))
	m, r := boxed(ball).Centre(), float64(ball.Dx())/2
	for y := range 180 {
		for x := range 260 {
			v := 90 + 0.25*float32(x) + 12*grass.at(noise, float32(x), float32(y))
			if math.Hypot(float64(x)+0.5-m.X, float64(y)+0.5-m.Y) < r {
				v = 15
			}
			img.SetRGBA(x, y, color.RGBA{uint8(v * 0.8), uint8(v), uint8(v * 0.6), 255})
		}
	}
	return img
}

func TestTouchesChangeTheirBoxesAlone(t *testing.T) {
	ball := image.Rect(100, 70, 130, 100)
	source, other := meadow(ball), Draw(3, Harbour, geom.Size{Width: 260, Height: 180}).Image
	before := bytes.Clone(source.Pix)
	for name, touch := range map[string]Touch{
		"remove":            Remove(ball.Inset(-4)),
		"remove at an edge": Remove(image.Rect(-10, -10, 40, 30)),
		"clone":             CloneTo(ball.Inset(-5), image.Pt(190, 40)),
		"paste":             Paste(other, image.Rect(40, 80, 100, 130), image.Pt(30, 100)),
		"paste over edge":   Paste(other, image.Rect(40, 80, 100, 130), image.Pt(230, 150)),
		"arrow":             Arrow(geom.Point{X: 30, Y: 30}, geom.Point{X: 90, Y: 80}, red),
		"ring":              Encircle(boxed(ball), red),
		"sticker":           Sticker(geom.Point{X: 200, Y: 60}, 25),
		"graphics":          Graphics(Broadcast{Headline: "Headline", Second: "second", Ticker: "ticker", Clock: "12:00", Place: "PLACE", Live: true}),
	} {
		c, boxes := Touched(Copy{source, geom.Identity()}, touch)
		changed := 0
		for y := range 180 {
			for x := range 260 {
				if c.Image.RGBAAt(x, y) == source.RGBAAt(x, y) {
					continue
				}
				changed++
				in := false
				for _, r := range boxes { // shadows reach out by a little
					in = in || float64(x) >= r.Box.MinX-3 && float64(x) < r.Box.MaxX+3 && float64(y) >= r.Box.MinY-3 && float64(y) < r.Box.MaxY+3
				}
				if !in {
					t.Errorf("%s changed (%d, %d), outside %v", name, x, y, boxes)
					return
				}
			}
		}
		if changed < 50 || c.SourceFromCopy != geom.Identity() {
			t.Errorf("%s changed %d pixels; the way back is %v", name, changed, c.SourceFromCopy)
		}
	}
	if !bytes.Equal(before, source.Pix) {
		t.Error("a touch wrote into its source")
	}
}

func TestRemovedThingLeavesTextureAndLightBehind(t *testing.T) {
	ball := image.Rect(100, 70, 130, 100)
	bare, with := meadow(image.Rectangle{}), meadow(ball)
	c, boxes := Touched(Copy{with, geom.Identity()}, Remove(ball.Inset(-3)))
	var sum, dev, n float64
	for y := ball.Min.Y; y < ball.Max.Y; y++ {
		for x := ball.Min.X; x < ball.Max.X; x++ {
			a, b := float64(c.Image.RGBAAt(x, y).G), float64(bare.RGBAAt(x, y).G)
			sum, dev, n = sum+a-b, dev+(a-118)*(a-118), n+1
		}
	}
	// As bright as the ground that it hid, and as rough.
	if math.Abs(sum/n) > 6 || math.Sqrt(dev/n) < 6 || math.Sqrt(dev/n) > 24 {
		t.Errorf("%v: off by %.1f, deviation %.1f", boxes, sum/n, math.Sqrt(dev/n))
	}
}

func TestPlayerAndCollageTellTheExactWayBack(t *testing.T) {
	source, places := dots()
	window, at := Player("0:12 / 0:20", 0.6)(Copy{source, geom.Identity()})
	check := func(name string, img *image.RGBA, back geom.Map, box geom.Rect) {
		t.Helper()
		there, ok := back.Inverse()
		if !ok {
			t.Fatalf("%s can't be undone", name)
		}
		seen := 0
		for _, p := range places {
			q := there.Apply(p)
			scale := there.LengthScale(p)
			reach := 8 * scale
			if q.X < box.MinX+reach || q.X > box.MaxX-reach || q.Y < box.MinY+reach || q.Y > box.MaxY-reach {
				continue
			}
			seen++
			if found := back.Apply(centroid(img, q, reach)); found.Distance(p) > 0.2 {
				t.Errorf("%s: the spot at %v comes back at %v", name, p, found)
			}
		}
		if seen < 2 {
			t.Errorf("%s leaves %d spots to look at", name, seen)
		}
	}
	check("player", window.Image, window.SourceFromCopy, at.Box)
	for _, pictures := range [][]*image.RGBA{{source, source}, {source, source, source}} {
		img, parts := Collage(geom.Size{Width: 620, Height: 420}, 6, pictures...)
		for i, p := range parts {
			check("collage", img, p.SourceFromCollage, boxed(p.Box))
			if i > 0 && !p.Box.Intersect(parts[i-1].Box).Empty() {
				t.Errorf("%v lies over %v", p.Box, parts[i-1].Box)
			}
		}
	}
}

func TestNegativeTwiceIsThePicture(t *testing.T) {
	source, _ := dots()
	once := Spread(source, Invert())
	if twice := Spread(once.Image, Invert()); !bytes.Equal(twice.Image.Pix, source.Pix) || bytes.Equal(once.Image.Pix, source.Pix) {
		t.Error("the negative's negative is not the picture")
	}
}

package thumbnail

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

func scene(seed uint64, kind synth.Kind) *image.RGBA {
	return synth.Draw(seed, kind, geom.Size{Width: 720, Height: 480}).Image
}

func scenes() []*image.RGBA {
	return []*image.RGBA{scene(3, synth.Harbour), scene(5, synth.Convoy), scene(7, synth.Compound)}
}

// small is a picture as a thumbnail has it, within its canvas.
func small(img image.Image, canvas image.Point, part image.Rectangle) *image.RGBA {
	size := geom.Size{Width: part.Dx(), Height: part.Dy()}
	scaled := synth.Spread(rgba(img), synth.Rescale(size)).Image
	out := image.NewRGBA(image.Rectangle{Max: canvas})
	draw.Draw(out, out.Rect, image.Black, image.Point{}, draw.Src)
	draw.Draw(out, part, scaled, image.Point{}, draw.Src)
	return out
}

func rgba(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// saved is what comes back of a JPEG of that quality.
func saved(t testing.TB, img image.Image, quality int) *picture.Picture {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	back, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return picture.FromImage("", back)
}

func each(img *image.RGBA, change func(c color.RGBA) color.RGBA) *image.RGBA {
	out := rgba(img)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.SetRGBA(x, y, change(out.RGBAAt(x, y)))
		}
	}
	return out
}

func sharpened(img *image.RGBA) *image.RGBA {
	out := rgba(img)
	for y := 1; y < out.Rect.Dy()-1; y++ {
		for x := 1; x < out.Rect.Dx()-1; x++ {
			for c := range 3 {
				at := func(dx, dy int) int { return int(img.Pix[img.PixOffset(x+dx, y+dy)+c]) }
				v := at(0, 0) + (4*at(0, 0) - at(1, 0) - at(-1, 0) - at(0, 1) - at(0, -1))
				out.Pix[out.PixOffset(x, y)+c] = uint8(min(255, max(0, v)))
			}
		}
	}
	return out
}

func crop(img *image.RGBA, part image.Rectangle) *image.RGBA {
	return synth.Spread(img, synth.Crop(part)).Image
}

// ways are the forms in which programs and cameras make thumbnails.
var ways = map[string]func(*image.RGBA) *image.RGBA{
	"stretched":          func(p *image.RGBA) *image.RGBA { return small(p, image.Pt(160, 120), image.Rect(0, 0, 160, 120)) },
	"in its shape":       func(p *image.RGBA) *image.RGBA { return small(p, image.Pt(256, 171), image.Rect(0, 0, 256, 171)) },
	"with bars":          func(p *image.RGBA) *image.RGBA { return small(p, image.Pt(160, 120), image.Rect(0, 6, 160, 113)) },
	"cut at the sides":   func(p *image.RGBA) *image.RGBA { return small(p, image.Pt(160, 120), image.Rect(-10, 0, 170, 120)) },
	"cut by a few lines": func(p *image.RGBA) *image.RGBA { return small(p, image.Pt(160, 106), image.Rect(-2, -1, 163, 108)) },
	"sharpened": func(p *image.RGBA) *image.RGBA {
		return sharpened(small(p, image.Pt(160, 107), image.Rect(0, 0, 160, 107)))
	},
}

func TestEveryWayOfMakingAThumbnailIsExplained(t *testing.T) {
	for i, p := range scenes() {
		shown := saved(t, p, 85)
		for name, way := range ways {
			if Differs(saved(t, way(p), 45), shown, false) {
				t.Errorf("scene %d: %s", i, name)
			}
		}
	}
}

func TestToneAndColourOfTheWholeAreExplained(t *testing.T) {
	curve := func(v uint8) uint8 { return uint8(255 * math.Pow(float64(v)/255, 0.6)) }
	for i, p := range scenes() {
		for name, changed := range map[string]*image.RGBA{
			"brighter":   each(p, func(c color.RGBA) color.RGBA { return color.RGBA{curve(c.R), curve(c.G), curve(c.B), 255} }),
			"red filter": each(p, func(c color.RGBA) color.RGBA { return color.RGBA{c.R, c.R, c.R, 255} }),
			"warmer":     each(p, func(c color.RGBA) color.RGBA { return color.RGBA{c.R, c.G, c.B / 2, 255} }),
		} {
			before := saved(t, ways["in its shape"](p), 70)
			if Differs(before, saved(t, changed, 85), false) {
				t.Errorf("scene %d made %s after its thumbnail", i, name)
			}
		}
	}
}

func TestTurnedThumbnailsAreExplainedAndMirroredOnesWhereTheFileMirrors(t *testing.T) {
	p := scene(5, synth.Convoy)
	turned := image.NewRGBA(image.Rect(0, 0, 120, 160))
	stored := ways["stretched"](p)
	for y := range 120 {
		for x := range 160 {
			turned.SetRGBA(119-y, x, stored.RGBAAt(x, y))
		}
	}
	mirrored := synth.Spread(stored, synth.Mirror()).Image
	shown := saved(t, p, 85)
	for name, c := range map[string]struct {
		thumb  *image.RGBA
		allows bool
		want   bool
	}{
		"turned":                         {turned, false, false},
		"mirrored, as the file is":       {mirrored, true, false},
		"mirrored, and the file is not":  {mirrored, false, true},
		"as it is, though file mirrored": {stored, true, false},
	} {
		if got := Differs(saved(t, c.thumb, 75), shown, c.allows); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestOtherContentIsTold(t *testing.T) {
	for i, p := range scenes() {
		thumb := saved(t, ways["with bars"](p), 60)
		covered := rgba(p)
		draw.Draw(covered, image.Rect(400, 200, 592, 392), image.NewUniform(color.RGBA{240, 240, 230, 255}), image.Point{}, draw.Src)
		swapped := rgba(p)
		draw.Draw(swapped, image.Rect(80, 160, 336, 416), scene(11, synth.Convoy), image.Pt(240, 160), draw.Src)
		dark := i == 0 // of a night, what replaces black may be a change of tone
		for name, after := range map[string]*image.RGBA{
			"another picture":    scene(uint64(20+i), synth.Harbour),
			"a part of it":       crop(p, image.Rect(200, 80, 640, 400)),
			"a part painted out": covered,
			"a part of another":  swapped,
		} {
			if told := Differs(thumb, saved(t, after, 85), false); !told && !(dark && name == "a part of another") {
				t.Errorf("scene %d: %s is not told", i, name)
			}
		}
	}
}

func TestWhereNothingCanBeToldNothingIs(t *testing.T) {
	p := scene(3, synth.Harbour)
	shown := saved(t, p, 85)
	plainOne := func(v uint8) *image.RGBA {
		return each(p, func(color.RGBA) color.RGBA { return color.RGBA{v, v, v, 255} })
	}
	glass := ways["stretched"](scene(5, synth.Convoy))
	glass.Pix[3] = 0
	for name, c := range map[string][2]*picture.Picture{
		"tiny":          {saved(t, small(p, image.Pt(40, 30), image.Rect(0, 0, 40, 30)), 75), saved(t, scene(5, synth.Convoy), 85)},
		"both plain":    {saved(t, ways["stretched"](plainOne(40)), 75), saved(t, plainOne(200), 85)},
		"transparent":   {picture.FromImage("", glass), shown},
		"a single line": {saved(t, small(p, image.Pt(300, 2), image.Rect(0, 0, 300, 2)), 75), shown},
	} {
		if Differs(c[0], c[1], false) {
			t.Errorf("%s: told to differ", name)
		}
	}
}

func TestOddShapesEnd(t *testing.T) {
	p := scene(3, synth.Harbour)
	for _, size := range []image.Point{{48, 4000}, {4000, 48}, {49, 51}, {1500, 700}} {
		thumb := picture.FromImage("", small(p, size, image.Rectangle{Max: size}))
		bars := picture.FromImage("", small(p, size, image.Rect(size.X*2/5, size.Y*2/5, size.X*3/5, size.Y*3/5)))
		for _, shown := range []*picture.Picture{picture.FromImage("", p), thumb, bars} {
			Differs(thumb, shown, true)
			Differs(bars, shown, true)
		}
	}
}

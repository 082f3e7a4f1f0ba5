package motion

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"os"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// sheet is a still as it is published: a bar, a picture, a line of text.
func sheet(t testing.TB, side int, bar figure.Colour, chip string, pixels *image.RGBA) *image.RGBA {
	t.Helper()
	s := float64(side)
	d := figure.Drawing{Width: s, Height: s}
	d.Add(figure.Filled(geom.Rect{MaxX: s, MaxY: s}, figure.Ink), figure.Filled(geom.Rect{MinX: 0.03 * s, MinY: 0.03 * s, MaxX: 0.97 * s, MaxY: 0.1 * s}, bar))
	style := figure.Style{Face: figure.SansSemiBold, Pt: 0.03 * s / figure.MillimetresPerPoint, Leading: 0.04 * s, Colour: figure.White}
	set := figure.NewTypesetter()
	set.Paragraph(s, figure.Span{Text: chip, Style: style}).Draw(&d, 0.05*s, 0.045*s, 0, figure.Left)
	height := 0.94 * s * float64(pixels.Rect.Dy()) / float64(pixels.Rect.Dx())
	d.Add(figure.Picture{Box: geom.Rect{MinX: 0.03 * s, MinY: 0.1 * s, MaxX: 0.97 * s, MaxY: 0.1*s + height}, Pixels: pixels})
	set.Paragraph(s, figure.Span{Text: "Foto: Motbilde / prøve", Style: style.In(figure.Sans).Coloured(figure.HeadLine)}).Draw(&d, 0.03*s, 0.12*s+height, 0, figure.Left)
	img, err := raster.Paint(d, 1)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// stills are the found picture and the claim of a drawn pair.
func stills(t testing.TB, side int, kind synth.Kind) (found, claim *image.RGBA) {
	t.Helper()
	scene := synth.Draw(5, kind, geom.Size{Width: side, Height: side * 3 / 4}).Image
	copied := synth.Spread(scene, synth.JPEG(40)).Image
	return sheet(t, side, figure.Source, "FOUND  12 May 1999", scene), sheet(t, side, figure.Claim, "CLAIMED  2 Aug 2025", rgbaOf(copied))
}

func rgbaOf(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

// framesOf draws the source of all frames.
func framesOf(c Clip) (out []*image.RGBA) {
	for n := range c.Holds {
		out = append(out, c.Frame(n))
	}
	return out
}

// shown returns the frames of a GIF as a reader of GIFs shows them.
func shown(g *gif.GIF) (out []*image.RGBA) {
	canvas := image.NewRGBA(image.Rect(0, 0, g.Config.Width, g.Config.Height))
	for _, f := range g.Image {
		draw.Draw(canvas, f.Rect, f, f.Rect.Min, draw.Over)
		now := image.NewRGBA(canvas.Rect)
		copy(now.Pix, canvas.Pix)
		out = append(out, now)
	}
	return out
}

func written(t testing.TB, c Clip) ([]byte, *gif.GIF) {
	t.Helper()
	var out bytes.Buffer
	if err := WriteGIF(t.Context(), &out, c); err != nil {
		t.Fatal(err)
	}
	back, err := gif.DecodeAll(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), back
}

func bytesOf(t testing.TB, g gif.GIF) int {
	t.Helper()
	var out bytes.Buffer
	if err := gif.EncodeAll(&out, &g); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// measured is how a way of making GIFs does on a clip.
type measured struct{ pixels, seen float64 }

func measure(want, got []*image.RGBA) (m measured) {
	for i := range want {
		p, s := apart(want[i], got[i])
		m.pixels += p / float64(len(want))
		m.seen += s / float64(len(want))
	}
	return m
}

func TestFramesLookNearerToTheirSourceThanWithOnePalette(t *testing.T) {
	const side = 200
	found, claim := stills(t, side, synth.Convoy)
	clip := Blink(found, claim, Pace{})
	want := framesOf(clip)
	_, ours := written(t, clip)
	own := measure(want, shown(ours))
	for name, peer := range map[string]gif.GIF{
		"median cut of all frames": plainly(want, medianCut(want, 256)),
		"a net of all frames":      plainly(want, neuralNet(want)),
	} {
		peer.Config.Width, peer.Config.Height = side, side
		theirs := measure(want, shown(&peer))
		t.Logf("ours ΔE %.2f, seen %.3f; %s %.2f, %.3f", own.pixels, own.seen, name, theirs.pixels, theirs.seen)
		if own.seen > 0.6*theirs.seen {
			t.Errorf("%s looks %.3f from the source, ours %.3f", name, theirs.seen, own.seen)
		}
	}
}

// BenchmarkQuality tells what docs/motion.md says: run it with -benchtime 1x.
func BenchmarkQuality(b *testing.B) {
	for name, kind := range map[string]synth.Kind{"convoy": synth.Convoy, "harbour": synth.Harbour} {
		found, claim := stills(b, 540, kind)
		clip := Fade(found, claim, Pace{Steps: 1})
		want := framesOf(clip)
		report := func(method string, got []*image.RGBA, bytes int) {
			m := measure(want, got)
			fmt.Fprintf(os.Stderr, "%-8s %-28s ΔE %.3f  seen %.3f  %d kB\n", name, method, m.pixels, m.seen, bytes/1000)
		}
		file, ours := written(b, clip)
		report("ours", shown(ours), len(file))
		for method, colours := range map[string]func() gif.GIF{
			"one palette, median cut": func() gif.GIF { return plainly(want, medianCut(want, 256)) },
			"one palette, net":        func() gif.GIF { return plainly(want, neuralNet(want)) },
		} {
			g := colours()
			g.Config.Width, g.Config.Height = 540, 540
			report(method, shown(&g), bytesOf(b, g))
		}
	}
}

func BenchmarkGIF1080x1080Of12Frames(b *testing.B) {
	found, claim := stills(b, 1080, synth.Convoy)
	clip := Fade(found, claim, Pace{})
	if len(clip.Holds) != 12 {
		b.Fatalf("%d frames", len(clip.Holds))
	}
	for b.Loop() {
		file, _ := written(b, clip)
		b.ReportMetric(float64(len(file))/1e6, "MB")
	}
}

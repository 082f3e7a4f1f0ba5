package motion

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/png"
	"os"
	"os/exec"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
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
		"a net of all frames":      plainly(want, neuralNet(want, 10)),
		"JuxtaposeJS":              asJuxtapose(want),
	} {
		peer.Config.Width, peer.Config.Height = side, side
		theirs := measure(want, shown(&peer))
		t.Logf("ours ΔE %.2f, seen %.3f; %s %.2f, %.3f", own.pixels, own.seen, name, theirs.pixels, theirs.seen)
		if own.seen > 0.6*theirs.seen {
			t.Errorf("%s looks %.3f from the source, ours %.3f", name, theirs.seen, own.seen)
		}
	}
}

// BenchmarkQuality tells what docs/motion.md says: run it with -benchtime 1x. With
// MOTBILDE_COLOURS it writes the picture there to that file.
func BenchmarkQuality(b *testing.B) {
	var strips []strip
	for _, scene := range []struct {
		name string
		kind synth.Kind
		crop image.Rectangle
	}{{"convoy", synth.Convoy, image.Rect(150, 170, 290, 290)}, {"harbour", synth.Harbour, image.Rect(40, 170, 180, 290)}} {
		const side = 540
		found, claim := stills(b, side, scene.kind)
		clip := Fade(found, claim, Pace{Steps: 1})
		want := framesOf(clip)
		shows := strip{squares(want[0], scene.crop)}
		tell := func(method string, g *gif.GIF, size int, pictured bool) {
			got := shown(g)
			m := measure(want, got)
			fmt.Fprintf(os.Stderr, "%-8s %-28s ΔE %.2f  seen %.2f  %d kB\n", scene.name, method, m.pixels, m.seen, size/1000)
			if pictured {
				shows = append(shows, squares(got[0], scene.crop))
			}
		}
		file, ours := written(b, clip)
		tell("ours", ours, len(file), true)
		for _, peer := range []struct {
			name     string
			gif      gif.GIF
			pictured bool
		}{
			{"as JuxtaposeJS", asJuxtapose(want), true},
			{"one palette, median cut", plainly(want, medianCut(want, 256)), true},
			{"one palette, net", plainly(want, neuralNet(want, 10)), false},
		} {
			peer.gif.Config.Width, peer.gif.Config.Height = side, side
			tell(peer.name, &peer.gif, bytesOf(b, peer.gif), peer.pictured)
		}
		if g, size := byFFmpeg(b, want); g != nil {
			tell("ffmpeg, palette a frame", g, size, false)
		}
		strips = append(strips, shows)
	}
	if name := os.Getenv("MOTBILDE_COLOURS"); name != "" {
		if err := writeStrips(name, strips); err != nil {
			b.Fatal(err)
		}
	}
}

// squares is a part of a picture, its pixels as squares of 2 × 2.
func squares(img *image.RGBA, r image.Rectangle) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, 2*r.Dx(), 2*r.Dy()))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			out.SetRGBA(x, y, img.RGBAAt(r.Min.X+x/2, r.Min.Y+y/2))
		}
	}
	return out
}

// strip is one part of a picture as several ways leave it.
type strip []*image.RGBA

// writeStrips writes strips under each other, with the names of the ways over them.
func writeStrips(name string, strips []strip) error {
	const gap, head = 6, 26
	one := strips[0][0].Rect
	d := figure.Drawing{Width: float64(len(strips[0])*(one.Dx()+gap) - gap), Height: float64(head + len(strips)*(one.Dy()+gap) - gap)}
	d.Add(figure.Filled(geom.Rect{MaxX: d.Width, MaxY: d.Height}, figure.White))
	style := figure.Style{Face: figure.SansSemiBold, Pt: 15 / figure.MillimetresPerPoint, Leading: 19, Colour: figure.Ink}
	set := figure.NewTypesetter()
	for i, way := range []string{"The frame before", "Motbilde", "As JuxtaposeJS", "One palette, median cut"} {
		x := float64(i * (one.Dx() + gap))
		set.Paragraph(float64(one.Dx()), figure.Span{Text: way, Style: style}).Draw(&d, x, 2, 0, figure.Left)
		for row, s := range strips {
			y := float64(head + row*(one.Dy()+gap))
			d.Add(figure.Picture{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + float64(one.Dx()), MaxY: y + float64(one.Dy())}, Pixels: s[i]})
		}
	}
	out, err := raster.Paint(d, 1)
	if err != nil {
		return err
	}
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	if err := png.Encode(file, out); err != nil {
		return err
	}
	return file.Close()
}

// byFFmpeg lets ffmpeg make a GIF with a palette for each frame, as its filters do it.
func byFFmpeg(b *testing.B, frames []*image.RGBA) (*gif.GIF, int) {
	tools, err := video.Locate("")
	if err != nil {
		return nil, 0
	}
	var in bytes.Buffer
	for _, f := range frames {
		in.Write(f.Pix)
	}
	size := fmt.Sprintf("%dx%d", frames[0].Rect.Dx(), frames[0].Rect.Dy())
	cmd := exec.CommandContext(b.Context(), tools.FFmpeg, "-v", "error", "-f", "rawvideo", "-pix_fmt", "rgba", "-s", size, "-r", "5", "-i", "pipe:0",
		"-lavfi", "split[a][b];[a]palettegen=stats_mode=single[p];[b][p]paletteuse=new=1", "-f", "gif", "pipe:1")
	cmd.Stdin = &in
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	g, err := gif.DecodeAll(bytes.NewReader(out))
	if err != nil {
		b.Fatal(err)
	}
	return g, len(out)
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

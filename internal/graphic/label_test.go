package graphic

import (
	"bytes"
	"image"
	"math"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/file"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// labelOf sets the label for a claim of that size.
func labelOf(l words.Language, desk string, w, h int) label {
	b := newSheet(Content{}, Settings{Language: l}, Kit{Desk: desk}, presets[0])
	return b.newLabel(geom.Size{Width: w, Height: h})
}

// claims are the sizes on which publish.md's label was tried, and displayed ones.
var claims = []geom.Size{{Width: 480, Height: 403}, {Width: 1280, Height: 720}, {Width: 405, Height: 720}, {Width: 1152, Height: 288}, {Width: 700, Height: 700}}

func TestTheSimulatorFindsTheLargestCropThatEscapes(t *testing.T) {
	for _, language := range []words.Language{words.English, words.Norwegian} {
		for _, name := range []string{"", "Desk Nord", "The Longest Of All Desks"} {
			for _, size := range claims {
				l := labelOf(language, name, size.Width, size.Height)
				e := l.escape()
				all := l.words()
				inside := func(x, y, share float64) bool {
					w, h := float64(size.Width), float64(size.Height)
					for _, r := range all {
						if r.MinX >= x && r.MinY >= y && r.MaxX <= x+share*w && r.MaxY <= y+share*h {
							return true
						}
					}
					return false
				}
				if inside(e.Crop.MinX*float64(size.Width), e.Crop.MinY*float64(size.Height), e.Share) {
					t.Errorf("%v %q %v: the crop %v holds a word", language, name, size, e.Crop)
				}
				more := e.Share + 0.002
				for i := range 24 {
					for j := range 24 {
						x, y := float64(i)/23*(1-more)*float64(size.Width), float64(j)/23*(1-more)*float64(size.Height)
						if !inside(x, y, more) {
							t.Fatalf("%v %q %v: a crop of %.3f at %v, %v escapes, and %.3f was told", language, name, size, more, x, y, e.Share)
						}
					}
				}
				_, held := l.held(all, 0.30)
				_, held35 := l.held(all, 0.35)
				t.Logf("%v %-26q %4d × %4d: em %.2f %%, escapes up to %.1f %%; of crops of 30 %% %.1f %% hold the word, of 35 %% %.1f %%",
					language.Code(), name, size.Width, size.Height, 100*l.em/float64(min(size.Width, size.Height)), 100*e.Share, 100*held, 100*held35)
				if e.Share > 0.35 {
					t.Errorf("%v %q %v: crops of up to %.3f escape", language, name, size, e.Share)
				}
			}
		}
	}
}

func TestTheLabelIsInTheClaimsPixelsAndNowhereElse(t *testing.T) {
	b := at(shapes["usual"])
	pictures := func(label bool) (out []*image.RGBA) {
		s := chosen(PairKind, "x", words.English)
		s.Label = label
		for _, item := range composed(t, b, s).Drawing.Items {
			if p, ok := item.(figure.Picture); ok {
				out = append(out, p.Pixels)
			}
		}
		return out
	}
	with, without := pictures(true), pictures(false)
	if len(with) != 2 || len(without) != 2 {
		t.Fatalf("%d and %d pictures", len(with), len(without))
	}
	changed := 0
	for i := range with[0].Pix {
		if with[0].Pix[i] != without[0].Pix[i] {
			changed++
		}
	}
	if share := float64(changed) / float64(len(with[0].Pix)); share < 0.02 || share > 0.3 {
		t.Errorf("the label changes %.3f of the claim", share)
	}
	if !bytes.Equal(with[1].Pix, without[1].Pix) {
		t.Error("the label lies on the found picture")
	}
}

func TestAPersonIsToldWhatCropLosesTheLabel(t *testing.T) {
	for _, on := range []bool{true, false} {
		s := chosen(PairKind, "x", words.English)
		s.Label = on
		c := composed(t, shapes["usual"], s)
		if (c.Escape.Share > 0) != on {
			t.Errorf("with the label %v: %v", on, c.Escape)
		}
		if said := c.Escape.Say(words.English); on && !strings.Contains(said, words.English.Percent(c.Escape.Share, 0)) {
			t.Errorf("%v is said as %q", c.Escape, said)
		}
	}
}

func TestAnEnlargementOfMuchOfTheClaimCarriesTheLabel(t *testing.T) {
	b := at(shapes["usual"], geom.Point{X: 0.5, Y: 0.5})
	for side, want := range map[float64]bool{40: false, 190: true} {
		b.Details[0].Mark.SidePx = side
		half := func(label bool) *image.RGBA {
			s := chosen(DetailsKind, "square", words.English)
			s.Label = label
			for _, item := range composed(t, b, s).Drawing.Items {
				if p, ok := item.(figure.Picture); ok {
					return p.Pixels
				}
			}
			return nil
		}
		if got := !bytes.Equal(half(true).Pix, half(false).Pix); got != want {
			t.Errorf("of %v pixels: labelled is %v", side, got)
		}
	}
}

// The goal is a second from a finished comparison to the file, and 900 kB.
func BenchmarkPairToFile(b *testing.B) {
	c := Content{Brief: sample()}
	for _, preset := range []string{"x", "web", "portrait"} {
		b.Run(preset, func(b *testing.B) {
			var bytes int
			for b.Loop() {
				out, err := Compose(b.Context(), c, desk.Draft(c, chosen(PairKind, preset, words.English)), desk)
				if err != nil {
					b.Fatal(err)
				}
				made, err := file.Draw(out.Drawing, 1, file.PNG, figure.About{Description: out.Alt})
				if err != nil {
					b.Fatal(err)
				}
				bytes = len(made.Data)
			}
			b.ReportMetric(float64(bytes), "bytes")
		})
	}
}

func TestLabelledRunsOverNoClaimThatIsTooSmall(t *testing.T) {
	for _, size := range []geom.Size{{Width: 1, Height: 1}, {Width: 3, Height: 900}, {Width: 20, Height: 20}} {
		l := labelOf(words.English, "Desk", size.Width, size.Height)
		out, err := l.burn(image.NewRGBA(image.Rect(0, 0, size.Width, size.Height)))
		if err != nil || out.Rect.Dx() != size.Width {
			t.Errorf("%v: %v", size, err)
		}
		if e := l.escape(); math.IsNaN(e.Share) || e.Share > 1 {
			t.Errorf("%v: %v", size, e)
		}
	}
}

package report

import (
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/words"
)

func TestLetterHasTheSameColumnsOnAnotherSheet(t *testing.T) {
	for _, name := range []string{"told", "several", "endless", "many"} {
		in := cases()[name].Input
		a4 := composed(t, in)
		in.Paper = Letter
		d := composed(t, in)
		if len(d.Pages) < len(a4.Pages) {
			t.Errorf("%s: %d pages on Letter, %d on A4", name, len(d.Pages), len(a4.Pages))
		}
		for i, page := range d.Pages {
			if page.Width != 215.9 || page.Height != 279.4 {
				t.Fatalf("%s, page %d: %v × %v mm", name, i+1, page.Width, page.Height)
			}
			for _, item := range page.Items {
				b := item.Bounds()
				if b.MinX < 19.95-0.2 || b.MaxX > 215.9-19.95+0.2 || b.MinY < 10 || b.MaxY > 267 {
					t.Errorf("%s, page %d: %T at %v leaves the margins: %q", name, i+1, item, b, texts(item))
				}
				if text, ok := item.(figure.Text); ok && b.MaxY > 247.5+0.5 && math.Abs(text.Y-262.5) > 4 {
					t.Errorf("%s, page %d: %q stands below the block", name, i+1, text.String)
				}
			}
		}
		m, err := ReadManifest(d.Attachments[0].Data)
		if err != nil || m.Paper != Letter {
			t.Errorf("%s: the manifest says %q, %v", name, m.Paper, err)
		}
	}
}

func TestTheColumnsLieOnThePaperAsDesigned(t *testing.T) {
	for paper, lines := range map[Paper]float64{A4: 54, Letter: 49} {
		f := paper.form()
		if got := (f.bottom - top) / baseline; math.Abs(got-lines) > 1e-9 {
			t.Errorf("%s: the block has %v lines, want %v", paper, got, lines)
		}
		if margins := f.width - whole - 2*(left+f.aside); math.Abs(margins) > 1e-9 {
			t.Errorf("%s: the margins differ by %v mm", paper, margins)
		}
	}
	if newSheet(words.English).form != Paper("").form() {
		t.Error("what names no paper is not A4")
	}
}

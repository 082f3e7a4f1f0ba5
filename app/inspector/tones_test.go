package inspector

import (
	"image"
	"math"
	"testing"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/words"
)

func TestHistogramIsDrawnWithoutGapsToTheScaleOfBoth(t *testing.T) {
	var claimed, candidate [256]int
	for i := range 256 {
		claimed[i] = int(1000 * math.Exp(-math.Pow(float64(i-80)/20, 2)))
		candidate[i] = int(500 * math.Exp(-math.Pow(float64(i-160)/4, 2)))
	}
	claimed[0] = 900_000 // black does not flatten all else
	for _, name := range []look.Name{look.Dark, look.Light, look.HighContrast} {
		on, theme := image.NewNRGBA(image.Rect(0, 0, 264, 96)), *look.New(name, 1)
		spread{&claimed, &candidate}.draw(on, theme)
		highest := map[bool]int{false: 96, true: 96}
		for x := 2; x < 262; x++ {
			line := false
			for y := 1; y < 95; y++ {
				switch c := on.NRGBAAt(x, y); {
				case near(c.R, theme.Candidate.R) && near(c.G, theme.Candidate.G) && near(c.B, theme.Candidate.B):
					line = true
					highest[true] = min(highest[true], y)
				case near(c.R, theme.Claimed.R) && near(c.G, theme.Claimed.G) && near(c.B, theme.Claimed.B):
					highest[false] = min(highest[false], y)
				}
			}
			if v := x * 256 / 264; v > 150 && v < 170 && !line {
				t.Errorf("%v: the candidate's line has a gap at %d", name, v)
			}
		}
		if highest[true] > 10 || highest[false] < highest[true] {
			t.Errorf("%v: the candidate's peak at row %d, the claim's at %d", name, highest[true], highest[false])
		}
	}
}

func near(a, b uint8) bool { return math.Abs(float64(a)-float64(b)) < 40 }

func TestTonesAreToldAsFarAsTheyAreKnown(t *testing.T) {
	l := words.English
	v := Value{State: Compared, Alignment: align.Alignment{Verdict: align.Match}}
	if toneItems(l, v) != nil {
		t.Error("told without being asked for")
	}
	v.Tones = true
	if n := len(toneItems(l, v)); n != 1 {
		t.Errorf("%d lines before anything is counted", n)
	}
	v.Histograms = &compare.Histograms{Overlap: true}
	before := len(toneItems(l, v))
	v.Difference = &compare.Map{Preview: true}
	if len(toneItems(l, v)) != before {
		t.Error("a curve of a coarse look is shown")
	}
}

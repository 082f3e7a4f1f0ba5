package inspector

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/words"
)

// darker is a recipe with a curve, and what its replay leaves.
func darker() (*recipe.Recipe, recipe.Remains) {
	r := &recipe.Recipe{
		Steps: []recipe.Step{
			recipe.Crop{Share: 0.5, Upright: true, Left: 12, Top: 8, Width: 200, Height: 150},
			recipe.Tone{Brightness: -40, BrightnessTold: true, Contrast: -0.25, ContrastTold: true},
		},
		Saved: provenance.Encoding{Format: provenance.FormatJPEG, Quality: 85, Standard: true, Tables: true},
		Curve: recipe.Curve{From: 10, To: 240, Slope: 0.75},
	}
	for x := range r.Curve.Levels {
		r.Curve.Levels[x] = 0.75 * float64(x)
	}
	return r, recipe.Remains{Before: 42, After: 3.1, Elsewhere: 3.1, Noise: 0.8, Share: 1}
}

func TestEditsTakeThePlaceOfTheTransformWhenTheyAreMeasured(t *testing.T) {
	value := pair(Compared)
	v, _ := open(t, words.English, 296, 698, value)
	has(t, v.transform, "Tone inverted")
	value.Recipe, value.Remains = darker()
	v.Show(value)
	has(t, v.transform, "Crop", "to 50 %, 200 × 150 px at (12, 8)", "Tone", "darkened, contrast −25 %",
		"Compression", "JPEG, quality about 85", "Model", "similarity", "Residual", "0.38 px",
		"One way to make such a picture. It does not show that it was made so, or which came first.",
		"The aligned picture lies 42.0 grey levels of 255 from the claim (root mean square), its replay 3.1. The claim’s own grain is 0.8.")
	if all := strings.Join(texts(v.transform), "\n"); strings.Contains(all, "Tone inverted") {
		t.Errorf("the old rows are still there: %s", all)
	}
	v.SetLanguage(words.Norwegian)
	has(t, v.transform, "Beskjæring", "mørkere, kontrast −25 %", "JPEG, kvalitet rundt 85",
		"Én måte å lage et slikt bilde på. Det viser ikke at det ble gjort slik, eller hvilket bilde som kom først.")

	value.Recipe = &recipe.Recipe{Same: true}
	v.SetLanguage(words.English)
	v.Show(value)
	has(t, v.transform, "No step was measured: every pixel is the same.")
}

func TestToneCurveIsDrawnWhereItWasMeasured(t *testing.T) {
	open(t, words.English, 296, 698, pair(Compared))
	r, _ := darker()
	now := look.Now()
	l := curveLook{ground: now.Select, grid: now.Line, plain: now.Edge, line: now.Text}
	l.size.X, l.size.Y = 101, 101
	img := l.draw(&r.Curve)
	// At half of the candidate's luma the claim has three eighths.
	if got := img.NRGBAAt(49, 64); int(got.R) < (int(l.line.R)+int(l.ground.R))/2 {
		t.Errorf("the curve is %v in its middle, nearer to the ground than to %v", got, l.line)
	}
	if got := img.NRGBAAt(2, 98); got == l.line {
		t.Error("the curve is drawn where nothing was measured")
	}
	if got := img.NRGBAAt(30, 12); got != l.ground {
		t.Errorf("far from it lies %v", got)
	}
}

package report

import (
	"encoding/json"
	"image"
	"image/color"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
)

// pasted is a claim with a dark square laid over its candidate at (150, 30).
func pasted() *trial {
	t := newTrial()
	found := scene(360, 240, false)
	img := image.NewNRGBA(image.Rect(0, 0, 360, 240))
	copy(img.Pix, found.Level(0).Image().Pix)
	for y := 30; y < 70; y++ {
		for x := 150; x < 190; x++ {
			img.SetNRGBA(x, y, color.NRGBA{12, 14, 13, 255})
		}
	}
	claimed := picture.NewPyramid(picture.FromImage("pasted", img))
	claim := t.file(casefile.Claimed, "claim.jpg", claimed)
	candidate := t.file(casefile.Candidate, "found.jpg", found)
	t.compared(claim, candidate, crop(claimed.Size(), found.Size(), 1, 0, 0))
	return t
}

func TestRegionsAreNumberedListedAndAttached(t *testing.T) {
	for l, want := range map[words.Language][]string{
		words.English: {
			"1 region differs in a way that tone, noise and compression do not explain", "What they are is for a person to say.",
			"Regions, strongest first", "No In words Box x, y, w, h (px) ΔL* ΔE₀₀ Mean z", "darker, 2.0 % of the claim", "only on the claim",
			"may have gone unnoticed", "Same 98.0 % · changed 2.0 %",
		},
		words.Norwegian: {"Områder, tydeligst først", "mørkere, 2,0 % av påstandsbildet", "Middel-z"},
	} {
		in := pasted()
		in.Language = l
		d := composed(t, in.Input)
		mustSay(t, said(d.Pages...), want...)
		var m struct {
			Difference struct {
				Changes []struct{ X, Y, Width, Height int }
			}
		}
		if err := json.Unmarshal(d.Attachments[0].Data, &m); err != nil {
			t.Fatal(err)
		}
		if len(m.Difference.Changes) != 1 {
			t.Fatalf("%d changes in the manifest, want 1", len(m.Difference.Changes))
		}
		c := m.Difference.Changes[0]
		got, truth := image.Rect(c.X, c.Y, c.X+c.Width, c.Y+c.Height), image.Rect(150, 30, 190, 70)
		both := got.Intersect(truth)
		if over := float64(both.Dx()*both.Dy()) / float64(got.Dx()*got.Dy()+truth.Dx()*truth.Dy()-both.Dx()*both.Dy()); over < 0.7 {
			t.Errorf("the box is %v, want %v: they share %.2f", got, truth, over)
		}
	}
}

package report

import (
	"bytes"
	"image"
	"image/jpeg"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestRegionsThatDisagreeAreShownEnlargedAsDetailsAre(t *testing.T) {
	trial := detailed(pasted())
	e := &edition{in: trial.Input, l: words.English, s: newSheet(words.English)}
	if err := e.gather(); err != nil {
		t.Fatal(err)
	}
	if err := e.draw(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(e.figures.disagree) != 1 {
		t.Fatalf("%d regions are enlarged, want 1", len(e.figures.disagree))
	}
	shown := e.figures.disagree[0].picture
	if of := e.figures.details[0].picture.Size; shown.Size != of {
		t.Errorf("a region is drawn on %v, a detail on %v", shown.Size, of)
	}
	img, err := jpeg.Decode(bytes.NewReader(shown.Data))
	if err != nil {
		t.Fatal(err)
	}
	at := func(share float64) uint32 {
		r, g, b, _ := img.At(int(share*float64(shown.Size.Width)), shown.Size.Height/2).RGBA()
		return (r + g + b) / 3 >> 8
	}
	if claim, found := at(0.25), at(0.75); claim > 40 || found < 60 {
		t.Errorf("in the middle the claim's half has %d and the other %d: the pasted square is dark, and only on the claim", claim, found)
	}
	text := said(composed(t, trial.Input).Pages...)
	mustSay(t, text, "Figure 8. Where the pictures disagree most, enlarged", "only on the claim", "A claim pixel is", "places that disagree: Figure 8")
	if same := said(composed(t, matched().Input).Pages...); strings.Contains(same, "disagree most") {
		t.Error("pictures that agree have a figure of what disagrees")
	}
}

func TestTheSceneOfARegionHoldsItAndStaysOnTheClaim(t *testing.T) {
	claim := geom.Size{Width: 900, Height: 600}
	for _, box := range []image.Rectangle{image.Rect(0, 0, 12, 10), image.Rect(850, 560, 900, 600), image.Rect(48, 47, 354, 95), image.Rect(400, 0, 430, 400), image.Rect(10, 10, 880, 590)} {
		scene := regionScene(box, claim)
		if r := boxRect(box); scene.Intersect(r) != r {
			t.Errorf("%v: the scene %v doesn't hold it", box, scene)
		}
		if inside := claim.Rect(); scene.Width() <= inside.Width() && scene.Height() <= inside.Height() && scene.Intersect(inside) != scene {
			t.Errorf("%v: the scene %v leaves the claim", box, scene)
		}
		half := figure.Drawing{Items: figure.Brackets(scene, boxRect(box), cardWidth)}
		for _, item := range half.Items {
			if b := item.Bounds(); b.MinX < -0.5 || b.MaxX > cardWidth+0.5 || b.MinY < -0.5 || b.MaxY > cardWidth {
				t.Errorf("%v: corners at %v", box, b)
			}
		}
	}
}

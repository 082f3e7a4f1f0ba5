//go:build display

package main

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/tray"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// TestFrameRateOfAListOf1000Candidates scrolls a list of 1,000 candidates, each
// with a thumbnail of its own that was never on the screen, by two notches of the
// wheel a frame, against a window that redraws one picture as large as the stage.
func TestFrameRateOfAListOf1000Candidates(t *testing.T) {
	value := tray.Value{HasClaim: true, All: 1000, Sort: "Best first"}
	value.Claim = tray.Claim{ID: "claim", Name: "claim.jpg", Line: "480 × 362 · JPEG"}
	for i := range 1000 {
		thumbnail := image.NewRGBA(image.Rect(0, 0, 152, 114))
		for k := range thumbnail.Pix {
			thumbnail.Pix[k] = uint8(k*(i+3)) | 15
		}
		value.Rows = append(value.Rows, tray.Row{
			ID: casefile.ID(fmt.Sprint(i)), Name: fmt.Sprintf("IMG_%04d.jpg", i), Thumbnail: thumbnail,
			Badge: look.BadgeNoMatch, Word: "No match found", Fact: "By this method",
		})
	}
	size := stageSizes[0]
	var list *tray.View
	var content fyne.CanvasObject
	p, bare := newProbe(), newPlain(size.stage)
	fyne.DoAndWait(func() {
		room.window.Resize(size.window)
		list = tray.New(words.English)
		list.Show(value)
		content = container.NewWithoutLayout(list.Object(), p.raster)
		look.Put(list.Object(), 0, 76, 264, 698)
	})
	var shares, scrolls []float64
	for range rounds {
		fyne.DoAndWait(func() { room.window.SetContent(bare.content) })
		flat := bare.probe.steps(bare.step)
		fyne.DoAndWait(func() { room.window.SetContent(content) })
		now := p.steps(func(int) { test.Scroll(room.window.Canvas(), fyne.NewPos(130, 500), 0, -80) })
		shares, scrolls = append(shares, now.rate()/flat.rate()), append(scrolls, now.rate())
	}
	share := of(shares, 0.5)
	t.Logf("%.0f frames a second while scrolling, %.2f of a plain raster's (%.2f to %.2f)", of(scrolls, 0.5), share, of(shares, 0), of(shares, 1))
	if share < least {
		t.Errorf("%.2f of the plain raster's rate, want %.2f", share, least)
	}
}

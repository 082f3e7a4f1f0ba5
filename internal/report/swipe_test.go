package report

import (
	"bytes"
	"image/jpeg"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/words"
)

func TestASwipeStripShowsTheClaimUpToItsLineAndTheFoundPictureBeyond(t *testing.T) {
	trial := matched() // the claim is grey, the found picture is not
	e := &edition{in: trial.Input, l: words.English, s: newSheet(words.English)}
	if err := e.gather(); err != nil {
		t.Fatal(err)
	}
	if err := e.draw(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i, share := range figure.SwipeShares {
		img, err := jpeg.Decode(bytes.NewReader(e.figures.swiped[i].Data))
		if err != nil {
			t.Fatal(err)
		}
		size := e.figures.swiped[i].Size
		coloured := func(from, to float64) (n int) {
			for x := int(from * float64(size.Width)); x < int(to*float64(size.Width)); x++ {
				r, _, b, _ := img.At(x, size.Height/2).RGBA()
				if max(r, b)-min(r, b) > 40<<8 {
					n++
				}
			}
			return n
		}
		if left, right := coloured(0, share-0.03), coloured(share+0.03, 1); left > 0 || right < size.Width/20 {
			t.Errorf("up to %.0f %% %d pixels of a row have colour, beyond it %d", 100*share, left, right)
		}
	}
	plain := cases()["panorama"]
	d := composed(t, plain.Input)
	m, err := ReadManifest(d.Attachments[0].Data)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range m.Figures {
		if f.Name == "figures/swipe-50.jpg" {
			t.Error("pictures too low to show anything stand in a strip")
		}
	}
}

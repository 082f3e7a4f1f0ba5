package detail

import (
	"image"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

func BenchmarkPropose2Megapixels(b *testing.B) {
	p := pairOf(b, synth.Convoy, 3, geom.Size{Width: 1920, Height: 1080}, synth.Crop(image.Rect(100, 60, 1800, 1020)), synth.JPEG(75))
	for b.Loop() {
		if found, err := Propose(b.Context(), p.Pair, Options{Most: Most}); err != nil || len(found) == 0 {
			b.Fatal(len(found), err)
		}
	}
}

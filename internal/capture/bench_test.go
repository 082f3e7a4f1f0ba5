package capture

import (
	"bytes"
	"image/jpeg"
	"testing"

	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// The pyramid is there when the capture is shown; see picture's own benchmarks.
func BenchmarkFind12MP(b *testing.B) {
	img := synth.DrawPost(1, scenes()[:1], synth.Post{Width: 2480}).Image
	stored, err := jpeg.Decode(bytes.NewReader(synth.EncodeJPEG(img, 90)))
	if err != nil {
		b.Fatal(err)
	}
	for name, y := range map[string]*picture.Pyramid{
		"lossless": picture.NewPyramid(picture.FromImage("", img)),
		"jpeg":     picture.NewPyramid(picture.FromImage("", stored)),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if len(Find(y)) == 0 {
					b.Fatal("nothing found")
				}
			}
			b.ReportMetric(float64(y.Size().Pixels())/1e6, "MP")
		})
	}
}

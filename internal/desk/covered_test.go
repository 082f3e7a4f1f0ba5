package desk

import (
	"image"
	"image/color"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/redact"
)

func share(img image.Image, c color.RGBA) float64 {
	n, b := 0, img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if r, g, blue, _ := img.At(x, y).RGBA(); (color.RGBA{uint8(r >> 8), uint8(g >> 8), uint8(blue >> 8), 255}) == c {
				n++
			}
		}
	}
	return float64(n) / float64(b.Dx()*b.Dy())
}

func TestARedactionIsCoveredOnEveryFrameAndThumbnail(t *testing.T) {
	o, _ := ownerOfAPair(t)
	before := o.desk.Snapshot()
	q := geom.Rect{MinX: 60, MinY: 60, MaxX: 240, MaxY: 200}.Quad()
	id := o.mark(casefile.RedactionMark, q[:]...)
	s := o.finished()
	ink := redact.FillOf("")
	candidate, _ := s.Current()
	if s.Covered == before.Covered || share(s.Claim.Thumbnail, ink) < 0.2 || share(candidate.Thumbnail, ink) < 0.05 {
		t.Errorf("covered are %.2f and %.2f of the thumbnails", share(s.Claim.Thumbnail, ink), share(candidate.Thumbnail, ink))
	}
	if share(before.Claim.Thumbnail, ink) > 0.01 {
		t.Error("the thumbnail itself was written to")
	}
	for _, mode := range []compare.Mode{compare.SideBySide, compare.Overlay, compare.OutsideMode} {
		var frame compare.Frame
		o.desk.Frame(0, compare.View{Mode: mode, Opacity: 0.5}, geom.Size{Width: 360, Height: 270}, false, func(f compare.Frame, err error) {
			if frame = f; err != nil {
				t.Error(err)
			}
		})
		o.until("a frame comes", func(Snapshot) bool { return frame.Image != nil })
		if got := share(frame.Image, ink); got < 0.04 {
			t.Errorf("mode %v: %.3f of the frame is covered", mode, got)
		}
	}
	o.desk.RemoveMark(id)
	if s = o.desk.Snapshot(); s.Claim.Thumbnail != before.Claim.Thumbnail || s.Covered == before.Covered {
		t.Error("it is covered after the redaction is gone")
	}
}

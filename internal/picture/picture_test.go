package picture

import (
	"image"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// stored returns an image as a JPEG has it, in some colours.
func stored(w, h int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, w, h), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = uint8(40 + i*7%150)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = uint8(90+i%60), uint8(170-i%70)
	}
	return m
}

func TestSamePixelsLooksAtEveryPixelAndAtNothingElse(t *testing.T) {
	const w, h = 50, 90
	p := FromImage("stored", stored(w, h))
	made := append([]uint8(nil), FromImage("to read", stored(w, h)).Pix()...)
	if !p.SamePixels(New("made", geom.Size{Width: w, Height: h}, made)) {
		t.Error("a stored picture differs from its own pixels")
	}
	for _, at := range []int{0, 4*w*h/2 + 1, 4*w*h - 2} {
		other := append([]uint8(nil), made...)
		other[at] ^= 1
		if p.SamePixels(New("changed", geom.Size{Width: w, Height: h}, other)) {
			t.Errorf("a change of byte %d is not seen", at)
		}
	}
	if p.SamePixels(New("of another shape", geom.Size{Width: h, Height: w}, made)) {
		t.Error("pictures of two shapes have the same pixels")
	}
}

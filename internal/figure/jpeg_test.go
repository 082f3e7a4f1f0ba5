package figure

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"testing"
)

func TestJPEGKeepsColourAtFullResolution(t *testing.T) {
	// Columns of one pixel in red and blue: halved colour would turn them violet.
	img := image.NewRGBA(image.Rect(0, 0, 37, 21))
	for y := range 21 {
		for x := range 37 {
			c := color.RGBA{R: 200, A: 255}
			if x%2 == 1 {
				c = color.RGBA{B: 200, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	got, err := jpeg.Decode(bytes.NewReader(encodeJPEG(img, 95)))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != img.Bounds() {
		t.Fatalf("the decoded picture is %v, want %v", got.Bounds(), img.Bounds())
	}
	for _, x := range []int{0, 1, 18, 35, 36} {
		r, _, b, _ := got.At(x, 10).RGBA()
		wr, _, wb, _ := img.At(x, 10).RGBA()
		if off(r, wr) > 24 || off(b, wb) > 24 {
			t.Errorf("column %d: red %d, blue %d, want %d and %d", x, r>>8, b>>8, wr>>8, wb>>8)
		}
	}
}

func off(a, b uint32) int {
	d := int(a>>8) - int(b>>8)
	return max(d, -d)
}

func TestJPEGLaysTransparencyOnWhite(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 9, 9))
	got, err := jpeg.Decode(bytes.NewReader(encodeJPEG(img, 90)))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := got.At(8, 8).RGBA(); r>>8 < 253 || g>>8 < 253 || b>>8 < 253 {
		t.Errorf("a transparent pixel became %d, %d, %d, want white", r>>8, g>>8, b>>8)
	}
}

func TestJPEGFollowsAGradientAtEveryQuality(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 256, 8))
	for y := range 8 {
		for x := range 256 {
			img.SetRGBA(x, y, color.RGBA{uint8(x), uint8(255 - x), 128, 255})
		}
	}
	for quality, most := range map[int]int{30: 20, 80: 10, 100: 3} {
		got, err := jpeg.Decode(bytes.NewReader(encodeJPEG(img, quality)))
		if err != nil {
			t.Fatal(err)
		}
		worst := 0
		for x := range 256 {
			r, g, b, _ := got.At(x, 4).RGBA()
			worst = max(worst, off(r, uint32(x)<<8), off(g, uint32(255-x)<<8), off(b, 128<<8))
		}
		if worst > most {
			t.Errorf("quality %d is off by %d of 255, want at most %d", quality, worst, most)
		}
	}
}

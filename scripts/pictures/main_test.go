package main

import (
	"image"
	"image/color"
	"testing"
)

func TestFewColoursStayAsTheyAre(t *testing.T) {
	from := image.NewRGBA(image.Rect(0, 0, 8, 4))
	all := []color.RGBA{{10, 20, 30, 255}, {250, 250, 250, 255}, {200, 30, 40, 255}}
	for i := range 32 {
		from.SetRGBA(i%8, i/8, all[i%3])
	}
	got := fewer(from, 4)
	for i := range 32 {
		if c := got.At(i%8, i/8); c != color.Color(all[i%3]) {
			t.Fatalf("pixel %d became %v, was %v", i, c, all[i%3])
		}
	}
}

func TestManyColoursBecomeAsManyAsAreAskedFor(t *testing.T) {
	from := image.NewRGBA(image.Rect(0, 0, 64, 64))
	for y := range 64 {
		for x := range 64 {
			from.SetRGBA(x, y, color.RGBA{uint8(4 * x), uint8(4 * y), uint8(2 * (x + y)), 255})
		}
	}
	got := fewer(from, 16)
	if len(got.Palette) != 16 {
		t.Fatalf("%d colours", len(got.Palette))
	}
	worst := 0
	for i := range got.Pix {
		r, _, _, _ := got.Palette[got.Pix[i]].RGBA()
		worst = max(worst, abs(int(r>>8)-int(from.Pix[4*i])))
	}
	if worst > 80 { // a third of the range: 16 colours share out a cube
		t.Errorf("a colour is %d levels off", worst)
	}
}

func abs(v int) int { return max(v, -v) }

func TestSmallerPixelsAreMeansOfWhatTheyCover(t *testing.T) {
	from := image.NewRGBA(image.Rect(0, 0, 4, 4))
	for i := range 16 {
		from.SetRGBA(i%4, i/4, color.RGBA{uint8(16 * i), 100, 0, 255})
	}
	got := shrunk(from, 3)
	if got.Rect != image.Rect(0, 0, 3, 3) {
		t.Fatalf("it is %v", got.Rect)
	}
	// The first covers pixel 0 whole, a third of 1 and of 4, and a ninth of 5.
	const want = 20
	if c := got.RGBAAt(0, 0); c != (color.RGBA{want, 100, 0, 255}) {
		t.Errorf("the first pixel is %v, want %d", c, want)
	}
}

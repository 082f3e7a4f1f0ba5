package main

import (
	"bytes"
	"fmt"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
)

func TestIconsHaveTheirSizesAndTheirLinesOnWholePixels(t *testing.T) {
	folder := t.TempDir()
	if err := run([]string{"../../assets/icons/app.svg", filepath.Join(folder, "%dx%d", "app.png"), "16", "64"}); err != nil {
		t.Fatal(err)
	}
	for _, size := range []int{16, 64} {
		file, err := os.ReadFile(filepath.Join(folder, fmt.Sprintf("%dx%d", size, size), "app.png"))
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := png.Decode(bytes.NewReader(file))
		if err != nil {
			t.Fatal(err)
		}
		if s := drawn.Bounds().Size(); s.X != size || s.Y != size {
			t.Errorf("it has %v pixels instead of %d", s, size)
		}
		unit := size / 16
		for what, place := range map[string]struct {
			x, y int
			want color.NRGBA
		}{
			"a corner":           {0, 0, color.NRGBA{}},
			"the ground":         {8 * unit, 1 * unit, color.NRGBA{0x1C, 0x1C, 0x1C, 0xFF}},
			"the outer line":     {8 * unit, 3 * unit, color.NRGBA{0xED, 0xED, 0xED, 0xFF}},
			"between both lines": {8 * unit, 4 * unit, color.NRGBA{0x1C, 0x1C, 0x1C, 0xFF}},
			"the inner line":     {8 * unit, 5 * unit, color.NRGBA{0xE6, 0x9F, 0x00, 0xFF}},
		} {
			got := color.NRGBAModel.Convert(drawn.At(place.x, place.y)).(color.NRGBA)
			if got.A < 8 { // hardly anything of the rounded corner
				got = color.NRGBA{}
			}
			if got != place.want {
				t.Errorf("at %d pixels, %s is %v instead of %v", size, what, got, place.want)
			}
		}
	}
}

func TestIconsRefuseWhatCantBeDrawn(t *testing.T) {
	for _, args := range [][]string{
		{"../../assets/icons/app.svg", "x.png"},
		{"../../assets/icons/app.svg", "x.png", "large"},
		{"../../assets/icons/app.svg", "x.png", "0"},
		{"main.go", "x.png", "16"},
		{"gone.svg", "x.png", "16"},
	} {
		if err := run(args); err == nil {
			t.Errorf("%v is accepted", args)
		}
	}
}

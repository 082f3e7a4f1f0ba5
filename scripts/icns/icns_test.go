package main

import (
	"bytes"
	"encoding/binary"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestIconHasEverySizeOfTheProgramsDrawing(t *testing.T) {
	if testing.Short() {
		t.Skip("draws a megapixel")
	}
	folder := t.TempDir()
	file := filepath.Join(folder, "x.icns")
	if err := run(filepath.Join("..", "..", "assets", "icons", "app.svg"), file); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(data[:4]) != "icns" || int(binary.BigEndian.Uint32(data[4:])) != len(data) {
		t.Fatalf("the head is %q of %d bytes", data[:8], len(data))
	}
	want := map[string]int{}
	for _, e := range elements {
		want[e.kind] = e.size
	}
	for rest := data[8:]; len(rest) > 0; {
		kind, length := string(rest[:4]), int(binary.BigEndian.Uint32(rest[4:]))
		img, err := png.Decode(bytes.NewReader(rest[8:length]))
		if err != nil {
			t.Fatalf("%s: %v", kind, err)
		}
		size := want[kind]
		if b := img.Bounds(); b.Dx() != size || b.Dy() != size {
			t.Errorf("%s is %v, not %d", kind, b, size)
		}
		at := func(x, y float64) color.NRGBA { // in parts of the drawing
			place := func(v float64) int { return int((v*body + (1-body)/2) * float64(size)) }
			return color.NRGBAModel.Convert(img.At(place(x), place(y))).(color.NRGBA)
		}
		if margin := color.NRGBAModel.Convert(img.At(0, size/2)).(color.NRGBA); margin.A != 0 {
			t.Errorf("%s has no margin: %v", kind, margin)
		}
		if size >= 64 { // below that a line is no longer a whole pixel wide
			if at(0.5, 0.1) != (color.NRGBA{0x1C, 0x1C, 0x1C, 255}) || at(144.0/512, 0.45) != (color.NRGBA{0xE6, 0x9F, 0, 255}) || at(0.5, 400.0/512) != (color.NRGBA{0xED, 0xED, 0xED, 255}) {
				t.Errorf("%s shows something else: %v, %v, %v", kind, at(0.5, 0.1), at(144.0/512, 0.45), at(0.5, 400.0/512))
			}
		}
		delete(want, kind)
		rest = rest[length:]
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

func TestWhatCannotBeDrawnIsAnError(t *testing.T) {
	for text, want := range map[string]string{
		`<svg width="8" height="8"/>`:                                                "nothing drawn",
		`<svg width="8" height="9"/>`:                                                "no square",
		`<svg width="8" height="8"><path d="M0 0"/></svg>`:                           "there is a path in it",
		`<svg width="8" height="8"><rect width="8" height="8" fill="red"/></svg>`:    "#RRGGBB",
		`<svg width="8" height="8"><rect width="8" height="8" class="a"/></svg>`:     "class is not known",
		`<svg width="8" height="8"><rect width="8" height="8" rx="2" ry="1"/></svg>`: "no parts of circles",
		`<svg width="8" height="8"><rect`:                                            "EOF",
	} {
		if _, err := read([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", text, err)
		}
	}
}

package clip

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"testing"

	"golang.org/x/image/bmp"
)

func TestABitmapOfTheClipboardIsABMPFile(t *testing.T) {
	want := image.NewRGBA(image.Rect(0, 0, 5, 3))
	for i := range 15 {
		want.SetRGBA(i%5, i/5, color.RGBA{uint8(10 * i), uint8(255 - i), 7, 255})
	}
	var file bytes.Buffer
	if err := bmp.Encode(&file, want); err != nil {
		t.Fatal(err)
	}
	dib := file.Bytes()[bmpHeader:] // what stands on the clipboard
	made, ok := bmpOf(dib)
	if !ok {
		t.Fatal("no bitmap")
	}
	got, err := bmp.Decode(bytes.NewReader(made))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 15 {
		if r, g, b, _ := got.At(i%5, i/5).RGBA(); r>>8 != uint32(10*i) || g>>8 != uint32(255-i) || b>>8 != 7 {
			t.Errorf("pixel %d is %d, %d, %d", i, r>>8, g>>8, b>>8)
		}
	}
	paletted := make([]byte, dibHeader+4*256+16)
	binary.LittleEndian.PutUint32(paletted, dibHeader)
	binary.LittleEndian.PutUint16(paletted[14:], 8)
	if made, ok = bmpOf(paletted); !ok || binary.LittleEndian.Uint32(made[10:]) != bmpHeader+dibHeader+4*256 {
		t.Error("the pixels of a paletted one begin elsewhere")
	}
	for name, broken := range map[string][]byte{
		"nothing": nil, "short": dib[:dibHeader-1], "without pixels": dib[:dibHeader],
		"a header beyond it": append([]byte{0xff, 0xff, 0xff, 0xff}, dib[4:]...),
	} {
		if _, ok := bmpOf(broken); ok {
			t.Errorf("%s is taken for a bitmap", name)
		}
	}
}

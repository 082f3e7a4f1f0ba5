package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"slices"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// shades draws a picture of that kind with soft and hard changes.
func shades(kind string, w, h int) image.Image {
	r := image.Rect(0, 0, w, h)
	var img interface {
		image.Image
		Set(x, y int, c color.Color)
	}
	switch kind {
	case "grey":
		img = image.NewGray(r)
	case "grey16":
		img = image.NewGray16(r)
	case "rgb", "rgba":
		img = image.NewNRGBA(r)
	case "rgba16":
		img = image.NewNRGBA64(r)
	case "bits":
		img = image.NewPaletted(r, color.Palette{color.Black, color.White})
	case "palette":
		img = image.NewPaletted(r, color.Palette{color.Black, color.White, color.NRGBA{200, 10, 10, 255}, color.NRGBA{0, 90, 200, 120}, color.NRGBA{9, 9, 200, 0}})
	}
	for y := range h {
		for x := range w {
			a := uint16(65535)
			if (kind == "rgba" || kind == "rgba16") && x < w/2 {
				a = uint16(x * 3000)
			}
			img.Set(x, y, color.NRGBA64{uint16(x * x * 700), uint16(y * 1100), uint16((x + y) * 500), a})
		}
	}
	return img
}

// A file above the limit on working pixels gives what reducing its whole picture gives.
func TestReducedCopyIsThatOfTheWholePicture(t *testing.T) {
	for _, kind := range []string{"grey", "grey16", "rgb", "rgba", "rgba16", "bits", "palette"} {
		img := shades(kind, 101, 67)
		files := map[string]func(*bytes.Buffer) error{
			"png": func(b *bytes.Buffer) error { return png.Encode(b, img) },
			"fast.png": func(b *bytes.Buffer) error {
				e := png.Encoder{CompressionLevel: png.BestSpeed}
				return e.Encode(b, img)
			},
			"tif": func(b *bytes.Buffer) error { return tiff.Encode(b, img, &tiff.Options{Compression: tiff.Deflate}) },
		}
		if kind != "grey16" && kind != "rgba16" {
			files["bmp"] = func(b *bytes.Buffer) error { return bmp.Encode(b, img) }
			files["gif"] = func(b *bytes.Buffer) error { return gif.Encode(b, img, nil) }
		}
		if kind == "rgb" {
			files["jpg"] = func(b *bytes.Buffer) error { b.Write(jpegOf(t, img)); return nil }
		}
		for name, encode := range files {
			t.Run(kind+"."+name, func(t *testing.T) { sameReduced(t, as(t, encode), 3) })
		}
	}
	for _, file := range []string{"lzw.tif", "tiled.tif", "pages.tif", "fax.tif", "interlaced.png", "deep.png", "half.jpg", "progressive.jpg", "cmyk.jpg", "lossy.webp", "lossless.webp", "alpha.webp", "plain.heic", "alpha.heic", "plain.avif", "turned.avif", "p3.avif"} {
		t.Run(file, func(t *testing.T) { sameReduced(t, fixture(t, file), 2) })
	}
	t.Run("strips", func(t *testing.T) { sameReduced(t, strips(t, shades("rgb", 101, 67).(*image.NRGBA), 8), 3) })
	t.Run("deep strips without compression", func(t *testing.T) {
		sameReduced(t, strips(t, shades("rgb", 90, 40).(*image.NRGBA), 1), 2)
	})
}

func sameReduced(t *testing.T, data []byte, by int) {
	t.Helper()
	full := decoded(t, data)
	if full.Stored != full.Picture.Size() || slices.Contains(full.Notes, ReducedCopy) {
		t.Errorf("a whole picture says it is a copy: %v, %v", full.Stored, full.Notes)
	}
	size := full.Picture.Size()
	small := geom.Size{Width: (size.Width + by - 1) / by, Height: (size.Height + by - 1) / by}
	copied, err := Decode(context.Background(), data, Limits{Working: small.Pixels()})
	if err != nil {
		t.Fatal(err)
	}
	if copied.Picture.Size() != small || copied.Stored != size || !slices.Contains(copied.Notes, ReducedCopy) {
		t.Fatalf("a copy of %v, stored %v, notes %v; want %v", copied.Picture.Size(), copied.Stored, copied.Notes, small)
	}
	want := picture.Reduce(full.Picture.Image(), by, picture.Making{})
	off := 0
	for i, v := range copied.Picture.Pix() {
		if d := int(v) - int(want.Pix[i]); (d > 1 || d < -1) && want.Pix[i|3] > 8 {
			off++
		}
	}
	if off > 0 {
		t.Errorf("%d of %d samples differ by more than a level", off, len(want.Pix))
	}
	for _, n := range full.Notes {
		if !slices.Contains(copied.Notes, n) {
			t.Errorf("the copy lacks the note %s", n)
		}
	}
}

// strips packs a picture as TIFF in strips of n rows, without compression.
func strips(t testing.TB, img *image.NRGBA, n int) []byte {
	t.Helper()
	w, h := img.Rect.Dx(), img.Rect.Dy()
	order := binary.LittleEndian
	out := []byte("II*\x00\x00\x00\x00\x00")
	var offsets, counts []uint32
	for y := 0; y < h; y += n {
		offsets = append(offsets, uint32(len(out)))
		for row := y; row < min(h, y+n); row++ {
			for x := range w {
				out = append(out, img.Pix[img.PixOffset(x, row):][:3]...)
			}
		}
		counts = append(counts, uint32(len(out))-offsets[len(offsets)-1])
	}
	var entries []byte
	add := func(tag uint16, values ...uint32) {
		entries = order.AppendUint32(order.AppendUint16(order.AppendUint16(entries, tag), 4), uint32(len(values)))
		if len(values) == 1 {
			entries = order.AppendUint32(entries, values[0])
			return
		}
		entries = order.AppendUint32(entries, uint32(len(out)))
		for _, v := range values {
			out = order.AppendUint32(out, v)
		}
	}
	add(256, uint32(w))
	add(257, uint32(h))
	add(258, 8, 8, 8)
	add(259, 1)
	add(262, 2)
	add(273, offsets...)
	add(277, 3)
	add(278, uint32(n))
	add(279, counts...)
	order.PutUint32(out[4:], uint32(len(out)))
	return append(append(order.AppendUint16(out, uint16(len(entries)/12)), entries...), 0, 0, 0, 0)
}

func TestRowsOfADamagedPNGEndInAnError(t *testing.T) {
	data := pngOf(t, shades("rgb", 101, 67))
	l := Limits{Working: 500}
	for name, change := range map[string]func([]byte) []byte{
		"cut":                func(d []byte) []byte { return d[:len(d)-200] },
		"a flipped byte":     func(d []byte) []byte { d[len(d)/2] ^= 4; return d },
		"without its pixels": func(d []byte) []byte { return append(d[:33:33], d[len(d)-12:]...) },
	} {
		_, err := Decode(context.Background(), change(bytes.Clone(data)), l)
		if e := new(Error); !errors.As(err, &e) || e.Kind != Broken && e.Kind != EndsEarly {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatWouldTakeTooMuchMemoryIsRefusedByTheHeader(t *testing.T) {
	for file, refused := range map[string]bool{
		"interlaced.png": true, "progressive.jpg": true, "lossless.webp": true, "plain.avif": true, "plain.heic": true, "tiled.tif": true, "palette.bmp": true,
	} {
		data := fixture(t, file)
		if e := refusal(t, data, Limits{Memory: 4000, Working: 100}); (e.Kind == TooMuchMemory) != refused || e.Limit != 4000 || e.Size.Empty() {
			t.Errorf("%s: %v", file, e)
		}
		if _, err := Probe(data, Limits{Memory: 4000, Working: 100}); err == nil {
			t.Errorf("%s: Probe has nothing against it", file)
		}
	}
	// What can be read in rows is, where it could not be held as a whole.
	data := pngOf(t, shades("rgb", 400, 300))
	s, err := Decode(context.Background(), data, Limits{Memory: int64(len(data)) + 150_000})
	if err != nil || s.Picture.Size() != (geom.Size{Width: 134, Height: 100}) && s.Picture.Size() != (geom.Size{Width: 200, Height: 150}) {
		t.Errorf("%v, %v", s.Stored, err)
	}
}

func TestHeaderForeseesWhatDecodingHolds(t *testing.T) {
	for _, c := range []struct {
		data []byte
		want int64 // bytes a pixel with the picture
	}{
		{jpegOf(t, shades("grey", 1000, 1000)), 5}, {jpegOf(t, shades("rgb", 1000, 1000)), 6}, {pngOf(t, shades("rgba", 1000, 1000)), 8},
	} {
		h, err := Probe(c.data, Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if got := (h.Holds() - int64(len(c.data))) / 1_000_000; got < c.want-1 || got > c.want+1 {
			t.Error(fmt.Errorf("%s: %d bytes a pixel, want about %d", h.Format, got, c.want))
		}
	}
}

package media

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/picture"
)

// fuzzFormat is FuzzDecode for one format: what no longer begins as it is left
// aside, so that all the time goes into its decoder and what is read around it.
// A reduced copy is asked for too, which takes other ways.
func fuzzFormat(f *testing.F, format *format, files ...string) {
	for _, file := range files {
		data := fixture(f, file)
		f.Add(data)
		f.Add(data[:2*len(data)/3])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if is, err := sniff(data); err != nil || is != format {
			return
		}
		for _, l := range []Limits{{Pixels: 1 << 18}, {Pixels: 1 << 18, Working: 700}} {
			l.Time = 20 * time.Second
			s, err := Decode(context.Background(), data, l)
			var e *Error
			switch {
			case err != nil && !errors.As(err, &e):
				t.Fatalf("%v is no *Error", err)
			case e != nil && (e.Kind == TookTooLong || e.Kind == KindUnset):
				t.Fatal(err)
			case err == nil && len(s.Picture.Pix()) != int(4*s.Picture.Size().Pixels()):
				t.Fatalf("%d bytes for %v", len(s.Picture.Pix()), s.Picture.Size())
			}
		}
	})
}

func FuzzJPEG(f *testing.F) {
	f.Add(jpegOf(f, drawn(24, 16)))
	fuzzFormat(f, jpegFormat, "progressive.jpg", "half.jpg", "cmyk.jpg")
}

func FuzzPNG(f *testing.F) {
	f.Add(pngOf(f, drawn(24, 16)))
	f.Add(pngOf(f, shades("palette", 40, 30)))
	fuzzFormat(f, pngFormat, "interlaced.png", "deep.png")
}

func FuzzGIF(f *testing.F) { fuzzFormat(f, gifFormat, "animated.gif") }
func FuzzBMP(f *testing.F) { fuzzFormat(f, bmpFormat, "palette.bmp") }
func FuzzWebP(f *testing.F) {
	fuzzFormat(f, webpFormat, "lossy.webp", "lossless.webp", "alpha.webp", "animated.webp")
}

func FuzzTIFF(f *testing.F) {
	fuzzFormat(f, tiffFormat, "lzw.tif", "tiled.tif", "pages.tif", "fax.tif", "jpeg.tif", "nibble.tif")
}

func FuzzHEIC(f *testing.F) {
	fuzzFormat(f, heicFormat, "plain.heic", "alpha.heic", "narrow.heic", "deep.heic")
}

func FuzzAVIF(f *testing.F) {
	fuzzFormat(f, avifFormat, "plain.avif", "alpha.avif", "deep.avif", "turned.avif", "cropped.avif", "p3.avif")
}

// FuzzPNGRows holds the rows to the standard library: what both take is the same picture.
func FuzzPNGRows(f *testing.F) {
	for _, kind := range []string{"grey", "grey16", "rgb", "rgba", "rgba16", "bits", "palette"} {
		f.Add(pngOf(f, shades(kind, 40, 30)))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Probe(data, Limits{Pixels: 1 << 16})
		if err != nil || h.format != pngFormat || h.cost.rows == nil {
			return
		}
		whole, err := decodePNG(context.Background(), data, &h)
		rows, failed := h.reduced(context.Background(), data, plan{by: 1, rows: true})
		if err != nil || failed != nil {
			return // one may be stricter; FuzzPNG holds both to an *Error
		}
		want := picture.Reduce(whole, 1, picture.Making{Recolour: h.recolour(whole)})
		if !near8(rows.Pix, want.Pix) {
			t.Fatal("the rows are another picture")
		}
	})
}

// near8 reports whether no sample is off by more than a level, which rounding from 16 bits may do.
func near8(a, b []uint8) bool {
	for i := range a {
		if d := int(a[i]) - int(b[i]); (d > 1 || d < -1) && b[i|3] != 0 {
			return false
		}
	}
	return len(a) == len(b)
}

// FuzzProfile holds that any colour profile is taken or left, and that what is taken converts.
func FuzzProfile(f *testing.F) {
	f.Add(profile(displayP3, table(64)))
	f.Add(profile(displayP3, table(1)))
	f.Fuzz(func(t *testing.T, p []byte) {
		if c, ok := parseProfile(p); ok {
			row := []uint8{0, 128, 255, 255, 9, 9, 9, 9}
			c.table().convert(row)
			if row[3] != 255 || row[7] != 9 {
				t.Fatal("alpha was changed")
			}
		}
	})
}

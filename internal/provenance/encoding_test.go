package provenance

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

func coloured() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 40, 24))
	for y := range 24 {
		for x := range 40 {
			img.SetRGBA(x, y, color.RGBA{uint8(6 * x), uint8(9 * y), uint8(255 - 5*x), 255})
		}
	}
	return img
}

func encoded(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestQualityOfAJPEGIsReadFromItsTables(t *testing.T) {
	for quality := 1; quality <= 100; quality++ {
		want := Encoding{Format: FormatJPEG, Quality: quality, Standard: true, Tables: true, Subsampling: "4:2:0"}
		if got := ReadEncoding(encoded(t, coloured(), quality)); got != want {
			t.Errorf("in colour at quality %d: %+v", quality, got)
		}
		want = Encoding{Format: FormatJPEG, Quality: quality, Standard: true, Tables: true, Grey: true}
		if got := ReadEncoding(encoded(t, image.NewGray(image.Rect(0, 0, 16, 16)), quality)); got != want {
			t.Errorf("in grey at quality %d: %+v", quality, got)
		}
	}
}

func TestFilesOfAnotherProgramAreReadAlike(t *testing.T) {
	for name, want := range map[string]Encoding{
		"magick-35-422.jpg":             {Format: FormatJPEG, Quality: 35, Standard: true, Tables: true, Subsampling: "4:2:2"},
		"magick-92-444-progressive.jpg": {Format: FormatJPEG, Quality: 92, Standard: true, Tables: true, Subsampling: "4:4:4", Progressive: true},
		"magick-77-grey.jpg":            {Format: FormatJPEG, Quality: 77, Standard: true, Tables: true, Grey: true},
	} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		if got := ReadEncoding(data); got != want {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
}

// withTables returns the file with its steps changed, k being the place in the zigzag.
func withTables(t testing.TB, data []byte, change func(table, k, step int) int) []byte {
	t.Helper()
	data = bytes.Clone(data)
	found := 0
	err := container.JPEG(data, func(marker byte, body []byte) bool {
		if marker == markerDQT {
			for at := 0; at+65 <= len(body); at += 65 {
				for k := range 64 {
					body[at+1+k] = byte(min(255, max(1, change(found, k, int(body[at+1+k])))))
				}
				found++
			}
		}
		return true
	})
	if err != nil || found == 0 {
		t.Fatalf("%d tables, %v", found, err)
	}
	return data
}

func TestTablesOfTheirOwnAreToldApart(t *testing.T) {
	data := encoded(t, coloured(), 85)
	near := withTables(t, data, func(_, k, step int) int { return step + 2*(k%3%2) }) // as a camera that rounds up
	if got := ReadEncoding(near); got.Standard || got.Quality < 78 || got.Quality > 85 {
		t.Errorf("near quality 85: %+v", got)
	}
	far := withTables(t, data, func(_, k, _ int) int { return 4 + k/2 }) // a ramp, as no quality has it
	if got := ReadEncoding(far); got.Standard || got.Quality != 0 || !got.Tables || got.Format != FormatJPEG || got.Subsampling != "4:2:0" {
		t.Errorf("far from all: %+v", got)
	}
	mixed := withTables(t, data, func(table, _, step int) int { return step * (1 + 3*table) }) // luma of 85, chroma of less
	if got := ReadEncoding(mixed); got.Standard || got.Quality == 85 {
		t.Errorf("of two qualities: %+v", got)
	}
}

func TestOtherFormatsAreToldByKind(t *testing.T) {
	webp := func(chunk string) []byte {
		body := container.AppendChunk(container.AppendChunk(nil, "VP8X", make([]byte, 10)), chunk, make([]byte, 20))
		return append([]byte("RIFF\x00\x00\x00\x00WEBP"), body...)
	}
	for name, c := range map[string]struct {
		data []byte
		want Encoding
	}{
		"PNG":             {pngFile(t), Encoding{Format: FormatPNG, Lossless: true}},
		"WebP, lossy":     {webp("VP8 "), Encoding{Format: FormatWebP}},
		"WebP, lossless":  {webp("VP8L"), Encoding{Format: FormatWebP, Lossless: true}},
		"no picture":      {[]byte("%PDF-1.7"), Encoding{}},
		"nothing":         {nil, Encoding{}},
		"a bare start":    {[]byte("\xff\xd8\xff"), Encoding{Format: FormatJPEG}},
		"a bare RIFF":     {[]byte("RIFF\x00\x00\x00\x00WEBP"), Encoding{Format: FormatWebP}},
		"frame cut short": {[]byte("\xff\xd8\xff\xc0\x00\x06\x08\x00\x01\x00"), Encoding{Format: FormatJPEG}},
	} {
		if got := ReadEncoding(c.data); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

func TestATableWithAZeroStepIsNone(t *testing.T) {
	data := encoded(t, coloured(), 85)
	at := bytes.Index(data, []byte{0xff, markerDQT})
	data[at+4+1+7] = 0
	if got := ReadEncoding(data); got.Quality != 0 || got.Standard || got.Tables {
		t.Errorf("%+v", got)
	}
}

func FuzzReadEncoding(f *testing.F) {
	f.Add(encoded(f, coloured(), 50))
	f.Add(pngFile(f))
	f.Fuzz(func(t *testing.T, data []byte) {
		if e := ReadEncoding(data); e.Quality < 0 || e.Quality > 100 || e.Standard && e.Quality == 0 {
			t.Errorf("%+v", e)
		}
	})
}

package media

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// seeds are all fixtures, and files of which the standard library writes one.
func seeds(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) == 0 {
		f.Fatal("no fixtures", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		f.Add(data[:2*len(data)/3])
	}
	f.Add(jpegOf(f, drawn(64, 48)))
	f.Add(withSegment(jpegOf(f, drawn(64, 48)), 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), profile(displayP3, table(64))...)))
	f.Add([]byte("II*\x00\xff\xff\xff\xff"))
	f.Add([]byte("GIF89a"))
}

// FuzzDecode holds that any bytes end in a whole picture or in an *Error,
// soon, and never in a panic.
func FuzzDecode(f *testing.F) {
	seeds(f)
	limits := Limits{Pixels: 1 << 20, Time: 20 * time.Second}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Decode(context.Background(), data, limits)
		var e *Error
		switch {
		case err != nil && !errors.As(err, &e):
			t.Fatalf("%v is no *Error", err)
		case e != nil && e.Kind == TookTooLong:
			t.Fatal("it took too long")
		case e != nil && e.Kind == KindUnset:
			t.Fatalf("%v has no kind", e)
		case err == nil && (s.Picture.Size().Empty() || s.Picture.Size().Pixels() > limits.Pixels || s.Format == "" || s.MediaType == ""):
			t.Fatalf("a still of %v, %q, %q", s.Picture.Size(), s.Format, s.MediaType)
		}
	})
}

package lab

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"go.uber.org/goleak"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// write draws a picture with a pattern that depends on seed.
func write(t *testing.T, path string, seed int) {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, 80, 60))
	for y := range 60 {
		for x := range 80 {
			img.SetGray(x, y, color.Gray{uint8((x*x*seed + y*y*7 + x*y*seed) >> 3)})
		}
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(png.Encode(file, img), file.Close()); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, l *Lab, name string, seed int) File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	write(t, path, seed)
	o, err := l.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return o.File
}

func TestAllWhoAskForAPictureShareOne(t *testing.T) {
	l := New()
	file := open(t, l, "a.png", 3)
	var all sync.WaitGroup
	pictures := make([]*picture.Picture, 8)
	pyramids := make([]*picture.Pyramid, 8)
	for i := range pictures {
		all.Go(func() {
			var err1, err2 error
			pictures[i], err1 = l.Picture(t.Context(), file)
			pyramids[i], err2 = l.Pyramid(t.Context(), file)
			if err := errors.Join(err1, err2); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for i := range pictures {
		if pictures[i] != pictures[0] || pyramids[i] != pyramids[0] || pyramids[i].Level(0) != pictures[0] {
			t.Fatal("two pictures or pyramids were made of one file")
		}
	}
	if l.DecodeTime(file) <= 0 {
		t.Error("the time of decoding was not kept")
	}
}

func TestTheSameBytesUnderTwoNamesAreOnePicture(t *testing.T) {
	l := New()
	a, b := open(t, l, "a.png", 3), open(t, l, "other name.png", 3)
	p, err1 := l.Picture(t.Context(), a)
	q, err2 := l.Picture(t.Context(), b)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if a.SHA256 != b.SHA256 || p != q || p.Size() != (geom.Size{Width: 80, Height: 60}) {
		t.Errorf("digests %s and %s, size %v", a.SHA256, b.SHA256, p.Size())
	}
}

func TestFileThatChangedOnDiskIsNotTakenForTheOldOne(t *testing.T) {
	l := New()
	file := open(t, l, "a.png", 3)
	write(t, file.Path, 5)
	if _, err := l.Picture(t.Context(), file); err != nil {
		t.Errorf("what the lab holds should still serve: %v", err)
	}
	var changed *ChangedError
	if _, err := New().Picture(t.Context(), file); !errors.As(err, &changed) || changed.Path != file.Path {
		t.Errorf("got %v, want a ChangedError", err)
	}
}

func TestUnreadableFileKeepsItsDigest(t *testing.T) {
	path := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(path, []byte("abc"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := New().Open(t.Context(), path)
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" // FIPS 180-2's example
	if err == nil || o.File.SHA256 != abc || string(o.Data) != "abc" {
		t.Errorf("digest %s, error %v", o.File.SHA256, err)
	}
}

func TestPreviewFitsItsPlaceAndIsMadeOnce(t *testing.T) {
	l := New()
	file := open(t, l, "a.png", 3)
	v, err1 := l.Preview(t.Context(), file, geom.Size{Width: 20, Height: 20})
	again, err2 := l.Preview(t.Context(), file, geom.Size{Width: 20, Height: 20})
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if got := v.Thumbnail.Bounds().Size(); got != image.Pt(20, 15) {
		t.Errorf("the thumbnail is %v, want 20×15", got)
	}
	if again.Thumbnail != v.Thumbnail {
		t.Error("the same preview was made twice")
	}
	other, err := l.Preview(t.Context(), open(t, l, "b.png", 11), geom.Size{Width: 20, Height: 20})
	if err != nil || v.Fingerprint.Distance(again.Fingerprint) != 0 || v.Fingerprint.Distance(other.Fingerprint) == 0 {
		t.Errorf("the fingerprint does not tell two pictures apart, or not the same one (%v)", err)
	}
}

func TestWhatWasReadIsNotDecodedAgainForItsComparison(t *testing.T) {
	l := New()
	a, b := open(t, l, "a.png", 3), open(t, l, "b.png", 11)
	p, err := l.Picture(t.Context(), b)
	if err := errors.Join(err, os.Remove(a.Path), os.Remove(b.Path)); err != nil {
		t.Fatal(err)
	}
	if _, err := l.Alignment(t.Context(), a, b); err != nil {
		t.Fatal(err)
	}
	if again, err := l.Picture(t.Context(), b); err != nil || again != p {
		t.Errorf("after the comparison the picture is another one (%v)", err)
	}
	if held := l.stills.Bytes(); held != 0 {
		t.Errorf("%d bytes of compared pictures take the room of those that wait", held)
	}
}

func TestLeavingAnAlignmentDoesNotSpoilItForTheNext(t *testing.T) {
	l := New()
	a, b := open(t, l, "a.png", 3), open(t, l, "b.png", 11)
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Alignment(gone, a, b); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled caller got %v", err)
	}
	found, err := l.Alignment(t.Context(), a, b)
	if err != nil || found.Verdict == align.VerdictUnset {
		t.Errorf("the next got %v, %v", found.Verdict, err)
	}
}

func TestResidueIsLookedForOnce(t *testing.T) {
	l := New()
	a, b := open(t, l, "a.png", 3), open(t, l, "b.png", 5)
	placed := align.Alignment{Status: align.Aligned, CandidateFromClaimed: geom.Translation(4, 4).After(geom.Scaling(0.5, 0.5))}
	first, err1 := l.Residue(t.Context(), a, b, placed)
	again, err2 := l.Residue(t.Context(), a, b, placed)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if first == nil || first != again {
		t.Error("the same pair was looked at twice")
	}
}

func TestPartHasThePixelsOfItsPlaceAndNoOthers(t *testing.T) {
	l := New()
	file := open(t, l, "a.png", 3)
	whole, err := l.Picture(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	part := file
	part.Part = image.Rect(10, 20, 43, 51)
	p, err := l.Picture(t.Context(), part)
	if err != nil {
		t.Fatal(err)
	}
	if p.Size() != (geom.Size{Width: 33, Height: 31}) || p.Key() == whole.Key() {
		t.Errorf("%v under the key %q", p.Size(), p.Key())
	}
	for y := range 31 {
		for x := range 33 {
			if got, want := p.Image().NRGBAAt(x, y), whole.Image().NRGBAAt(10+x, 20+y); got != want {
				t.Fatalf("at %d, %d: %v, want %v", x, y, got, want)
			}
		}
	}
	other := file
	other.Part = image.Rect(0, 0, 33, 31)
	if y, err := l.Pyramid(t.Context(), other); err != nil || y.Level(0).SamePixels(p) {
		t.Error("two parts of one size are one picture", err)
	}
	if y, err := l.Pyramid(t.Context(), file); err != nil || y.Size() != whole.Size() {
		t.Error("the whole picture is gone", err)
	}
	outside := file
	outside.Part = image.Rect(50, 0, 81, 10)
	if _, err := l.Picture(t.Context(), outside); err == nil {
		t.Error("a part reaches beyond the picture")
	}
}

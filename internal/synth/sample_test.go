package synth

import (
	"bytes"
	"errors"
	"image"
	"image/jpeg"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// sampled is the sample case, drawn once for all tests.
var sampled = sync.OnceValue(Sample)

func TestSampleIsTheSameOnAnyNumberOfCores(t *testing.T) {
	many := sampled().Files()
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for i, f := range Sample().Files() {
		if !bytes.Equal(f.Data, many[i].Data) {
			t.Errorf("%s differs between one core and %d", f.Name, runtime.NumCPU())
		}
	}
}

func TestSampleClaimLeavesTheButtonOutAndKeepsAScrapOfTheNotice(t *testing.T) {
	claim := sampled().Files()[0]
	if !claim.Claim || claim.Name != "claim.jpg" {
		t.Fatalf("the first file is %q", claim.Name)
	}
	parts := map[string]geom.Rect{}
	for _, r := range claim.Truth.Overlay {
		parts[r.Name] = r.Box
	}
	if box, in := parts[RegionFire]; in {
		t.Errorf("the button is in the claim at %v", box)
	}
	scrap, in := parts[RegionNotice]
	if !in || scrap.MinY != 0 || scrap.Height() < 3 || scrap.Height() > 12 || scrap.MaxX != 640 {
		t.Errorf("the notice's scrap is %v; it should be cut by the upper and the right edge", scrap)
	}
	if n := len(claim.Truth.Vehicles); n < 5 {
		t.Errorf("%d vehicles in the claim", n)
	}
}

func TestSampleHasOneSourceAndItsTruthLeadsThere(t *testing.T) {
	files := sampled().Files()
	claim, sources := decode(t, files[0]), 0
	for _, f := range files[1:] {
		candidate := decode(t, f)
		if !f.Truth.Source {
			if f.Truth.CandidateFromClaimed.Valid() {
				t.Errorf("%s has a transformation and is not the source", f.Name)
			}
			continue
		}
		sources++
		// Grey of the claim against grey of the candidate, at the true place and beside it.
		right, beside := agreement(claim, candidate, f.Truth.CandidateFromClaimed, 0), agreement(claim, candidate, f.Truth.CandidateFromClaimed, 8)
		if right < 0.9 || right < beside+0.1 {
			t.Errorf("correlation %.3f at the true place, %.3f eight pixels beside it", right, beside)
		}
	}
	if sources != 1 {
		t.Errorf("%d sources", sources)
	}
}

func decode(t *testing.T, f File) image.Image {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(f.Data))
	if err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	if got := (geom.Size{Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}); got != f.Size {
		t.Fatalf("%s is %v, not %v", f.Name, got, f.Size)
	}
	return img
}

// agreement correlates the claim's pixels with the candidate's at the mapped place, off pixels aside.
func agreement(claim, candidate image.Image, m geom.Map, off float64) float64 {
	var n, sa, sb, saa, sbb, sab float64
	grey := func(img image.Image, x, y int) float64 {
		r, g, b, _ := img.At(x, y).RGBA()
		return 0.299*float64(r) + 0.587*float64(g) + 0.114*float64(b)
	}
	for y := 4; y < claim.Bounds().Dy()-4; y += 3 {
		for x := 4; x < claim.Bounds().Dx()-4; x += 3 {
			p := m.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			a, b := grey(claim, x, y), grey(candidate, int(math.Floor(p.X+off)), int(math.Floor(p.Y)))
			n++
			sa, sb, saa, sbb, sab = sa+a, sb+b, saa+a*a, sbb+b*b, sab+a*b
		}
	}
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb))
}

func TestWriteSampleWritesOverItselfAndOverNothingElse(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "sample")
	for range 2 {
		claim, candidates, err := WriteSample(folder)
		if err != nil || filepath.Base(claim) != "claim.jpg" || len(candidates) != 4 {
			t.Fatalf("claim %q, %d candidates, %v", claim, len(candidates), err)
		}
	}
	mine := filepath.Join(folder, "candidates", "frame-0932.jpg")
	if err := os.WriteFile(mine, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := WriteSample(folder); !errors.Is(err, fs.ErrExist) {
		t.Fatalf("writing over another's file: %v", err)
	}
	if kept, err := os.ReadFile(mine); err != nil || string(kept) != "mine" {
		t.Fatalf("the file now holds %q, %v", kept, err)
	}
	leftOver, err := filepath.Glob(filepath.Join(folder, "*", ".motbilde-*"))
	if err != nil || leftOver != nil {
		t.Fatalf("left lying: %v, %v", leftOver, err)
	}
}

func BenchmarkSample(b *testing.B) {
	noiseTile()
	b.ResetTimer()
	for b.Loop() {
		Sample()
	}
}

func BenchmarkTile(b *testing.B) {
	t, o := noiseTile(), newOctave(newDice(1, 1), 5)
	var sum float32
	for b.Loop() {
		for i := range 1000 {
			sum += o.at(t, float32(i), float32(i&15))
		}
	}
	if sum == 0 {
		b.Fatal("no noise")
	}
}

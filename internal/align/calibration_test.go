package align

import (
	"context"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// calibrationSwitch is the environment variable that asks for the calibration,
// which takes minutes.
const calibrationSwitch = "MOTBILDE_CALIBRATE"

// calibrationPixels is what the photographs are reduced to: small, so that ten
// thousand pairs take minutes.
const calibrationPixels = 50_000

// TestStrengthHoldsOnUnrelatedPairs counts how often unrelated pairs reach a
// number of false alarms below ε. If the chance model holds, that is at most
// ε for each pair. Photographs of the development set join drawn pictures where
// they are present; two that
// show one thing do not meet.
func TestStrengthHoldsOnUnrelatedPairs(t *testing.T) {
	if os.Getenv(calibrationSwitch) == "" {
		t.Skip("set " + calibrationSwitch + "=1 to run the calibration")
	}
	type item struct {
		origin  string
		subject *Subject
	}
	var items []item
	photographs, _ := filepath.Glob("../../../shared/dev-set/pictures/originals/*.jpg")
	for _, path := range photographs {
		p, err := reduced(path, calibrationPixels)
		if err != nil {
			t.Fatal(err)
		}
		items = append(items, item{filepath.Base(path), NewSubject(p)})
	}
	t.Logf("%d photographs", len(items))
	for seed := range uint64(170 - min(150, len(items))) {
		size := geom.Size{Width: 260, Height: 190}
		items = append(items, item{fmt.Sprint("drawn", seed), NewSubject(newDrawing(260, 190, 1000+seed).render(geom.Identity(), size, nil))})
	}
	ctx := context.Background()
	limits := []float64{0, -1, -2, -3, -4, -6}
	below := make([]int, len(limits))
	pairs, matches := 0, 0
	lowest := math.Inf(1)
	var counting sync.Mutex
	rows.Tasks(len(items), func(i int) {
		for j := range i {
			a, b := items[i], items[j]
			if sameThing(a.origin, b.origin) {
				continue
			}
			best, verdict, err := strongest(ctx, a.subject, b.subject)
			counting.Lock()
			if err != nil {
				t.Error(err)
			}
			pairs++
			for k, l := range limits {
				if best < l {
					below[k]++
				}
			}
			lowest = min(lowest, best)
			if verdict.Accepted() {
				matches++
				t.Logf("called a match: %s and %s, log10 NFA %.1f", a.origin, b.origin, best)
			}
			counting.Unlock()
		}
	})
	for k, l := range limits {
		expected := math.Pow(10, l) * float64(pairs)
		t.Logf("NFA < 1e%.0f: %d of %d pairs, the model allows %.4g", l, below[k], pairs, expected)
	}
	t.Logf("lowest log10 NFA %.2f; %d of %d called a match", lowest, matches, pairs)
	if matches > 0 {
		t.Errorf("%d unrelated pairs were called a match", matches)
	}
	for k, l := range limits[2:] {
		if expected := math.Pow(10, l) * float64(pairs); float64(below[k+2]) > expected+3*math.Sqrt(expected)+3 {
			t.Errorf("NFA < 1e%.0f on %d pairs; the model allows %.3g", l, below[k+2], expected)
		}
	}
}

// strongest returns the smallest log10 NFA that two pictures reach in any
// variant, whatever the dense check says of it, and the verdict where it would count.
func strongest(ctx context.Context, a, b *Subject) (float64, Verdict, error) {
	va, err := a.view(ctx, 0)
	if err != nil {
		return 0, VerdictUnset, err
	}
	vb, err := b.view(ctx, 0)
	if err != nil {
		return 0, VerdictUnset, err
	}
	best := math.Inf(1)
	for _, v := range feature.Variants {
		set := va.set.As(v)
		scene := sceneOf(set, fit.NewField(set.Size, places(set)), vb, vb.index.Match(set, matchRatio))
		if r, ok := scene.Best(); ok {
			best = min(best, r.Log10NFA)
		}
	}
	if best > uncertainLog10NFA {
		return best, NoMatch, nil
	}
	found, err := Find(ctx, a, b, Options{})
	return best, found.Verdict, err
}

// sameThing tells the pictures of the development set that show one thing.
func sameThing(a, b string) bool {
	for _, both := range [...]string{"sk_motorcycle", "cid_2716"} {
		if strings.HasPrefix(a, both) && strings.HasPrefix(b, both) {
			return true
		}
	}
	return a == b
}

func reduced(path string, pixels int) (*picture.Picture, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		return nil, err
	}
	g := picture.FromImage(path, img).Gray(pixels)
	luma := make([]float64, len(g.Pix))
	for i, v := range g.Pix {
		luma[i] = float64(v)
	}
	return toPicture(path, luma, g.Size, nil), nil
}

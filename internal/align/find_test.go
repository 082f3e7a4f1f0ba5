package align

import (
	"context"
	"errors"
	"math"
	"reflect"
	"runtime"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

var (
	whole    = geom.Size{Width: 640, Height: 480}
	plain    = newDrawing(640, 480, 1)
	negative = func(v float64) float64 { return 255 - v }
	gamma    = func(v float64) float64 { return 255 * math.Pow(v/255, 1.8) }
)

func TestChangedCopiesArePlacedWithinATenthOfAPixel(t *testing.T) {
	candidate := plain.render(geom.Identity(), whole, nil)
	small := geom.Size{Width: 300, Height: 240}
	for _, c := range []struct {
		name             string
		claimFromScene   geom.Map
		tone             func(float64) float64
		mirrored, negate bool
		within           float64
	}{
		{"cropped", geom.Translation(-210, -130), nil, false, false, 0.1},
		{"shifted by half a pixel", geom.Translation(-100.5, -90.5), nil, false, false, 0.1},
		{"half size", geom.Scaling(0.5, 0.5), nil, false, false, 0.1},
		{"enlarged", geom.Translation(-300, -200).After(geom.Scaling(1.7, 1.7)), nil, false, false, 0.1},
		{"turned", geom.Translation(40, -60).After(geom.Rotation(0.3)).After(geom.Scaling(0.8, 0.8)), nil, false, false, 0.1},
		{"on its head", geom.Translation(400, 300).After(geom.Rotation(math.Pi)), nil, false, false, 0.1},
		{"stretched", geom.Scaling(0.55, 0.62), nil, false, false, 0.1},
		{"mirrored", geom.Mirroring(300).After(geom.Translation(-150, -100)), nil, true, false, 0.1},
		{"inverted", geom.Translation(-210, -130), negative, false, true, 0.1},
		{"mirrored and inverted", geom.Mirroring(300).After(geom.Translation(-150, -100)), negative, true, true, 0.1},
		{"of another tone", geom.Translation(-210, -130), gamma, false, false, 0.1},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := find(t, plain.render(c.claimFromScene, small, c.tone), candidate)
			if got.Verdict != Match {
				t.Fatalf("verdict %v, log10 NFA %.1f", got.Verdict, got.Log10NFA)
			}
			if got.Mirrored != c.mirrored || got.ToneInverted != c.negate {
				t.Errorf("mirrored %v, inverted %v", got.Mirrored, got.ToneInverted)
			}
			truth, _ := c.claimFromScene.Inverse()
			if e := worstCorner(got.CandidateFromClaimed, truth, small); e > c.within {
				t.Errorf("corners off by %.3f px (told: %.3f)", e, got.CornerErrorPx)
			}
			if !got.HasNFA || got.Log10NFA > -30 {
				t.Errorf("log10 NFA %v of a clean copy", got.Log10NFA)
			}
		})
	}
}

func TestOtherPicturesAreNoMatch(t *testing.T) {
	candidate := plain.render(geom.Identity(), whole, nil)
	for seed := uint64(2); seed < 8; seed++ {
		got := find(t, newDrawing(640, 480, seed).render(geom.Identity(), whole, nil), candidate)
		if got.Verdict != NoMatch || got.Placed() {
			t.Errorf("seed %d: %v, log10 NFA %.1f", seed, got.Verdict, got.Log10NFA)
		}
	}
}

func TestSharedCaptionOverOtherPicturesIsPartial(t *testing.T) {
	render := func(seed uint64) *picture.Picture {
		luma := newDrawing(640, 480, seed).plane(geom.Identity(), whole)
		caption(luma, whole, 0, 360, 640, 110, 9)
		return toPicture("", luma, whole, nil)
	}
	got := find(t, render(21), render(22))
	if got.Verdict != Partial {
		t.Errorf("verdict %v, log10 NFA %.1f, %.2f of the picture-like cells agree", got.Verdict, got.Log10NFA, got.SupportAgrees)
	}
	if got.HasNFA {
		t.Error("a partial agreement has a strength")
	}
	if len(got.Support) == 0 {
		t.Error("the cells that agree are not told")
	}
}

func TestSameGraphicsElsewhereDoNotPlaceThePicture(t *testing.T) {
	crop := geom.Translation(-60, -40)
	size := geom.Size{Width: 520, Height: 400}
	a, b := plain.plane(crop, size), plain.plane(geom.Identity(), whole)
	caption(a, size, 0, 300, 520, 88, 9)
	caption(b, whole, 100, 380, 520, 88, 9)
	got := find(t, toPicture("a", a, size, nil), toPicture("b", b, whole, nil))
	if got.Verdict != Match {
		t.Fatalf("verdict %v", got.Verdict)
	}
	if e := worstCorner(got.CandidateFromClaimed, geom.Translation(60, 40), size); e > 0.5 {
		t.Errorf("placed %.1f px off: by the caption", e)
	}
}

func TestIdenticalPixelsAreIdenticalWhereThereIsDetail(t *testing.T) {
	p := plain.render(geom.Identity(), whole, nil)
	got := find(t, p, plain.render(geom.Identity(), whole, nil))
	if got.Verdict != Identical || got.CandidateFromClaimed != geom.Identity() || got.ClaimCovered != 1 {
		t.Errorf("%v, %v, covered %v", got.Verdict, got.CandidateFromClaimed, got.ClaimCovered)
	}
}

func TestFlatPicturesAreUncertainForTooLittleDetail(t *testing.T) {
	flat := func() *picture.Picture {
		luma := make([]float64, whole.Pixels())
		for i := range luma {
			luma[i] = 90 + float64(i%whole.Width)/40
		}
		return toPicture("flat", luma, whole, nil)
	}
	for name, candidate := range map[string]*picture.Picture{"itself": flat(), "a scene": plain.render(geom.Identity(), whole, nil)} {
		got := find(t, flat(), candidate)
		if got.Verdict != Uncertain || !got.Has(TooLittleDetail) {
			t.Errorf("flat against %s: %v %v", name, got.Verdict, got.Notes)
		}
	}
}

func TestRepeatingPatternIsNoMatch(t *testing.T) {
	checks := func(side int) *picture.Picture {
		luma := make([]float64, whole.Pixels())
		for i := range luma {
			if (i%whole.Width/side+i/whole.Width/side)%2 == 0 {
				luma[i] = 220
			}
		}
		return toPicture("checks", luma, whole, nil)
	}
	if got := find(t, checks(16), checks(23)); got.Verdict.Accepted() {
		t.Errorf("two checkerboards: %v, log10 NFA %.1f", got.Verdict, got.Log10NFA)
	}
}

func TestTinyPicturesAreNoPanic(t *testing.T) {
	scene := plain.render(geom.Identity(), whole, nil)
	for _, size := range []geom.Size{{Width: 1, Height: 1}, {Width: 2, Height: 700}, {Width: 13, Height: 13}, {Width: 900, Height: 3}} {
		tiny := plain.render(geom.Identity(), size, nil)
		for _, got := range []Alignment{find(t, tiny, scene), find(t, scene, tiny), find(t, tiny, tiny)} {
			if got.Verdict.Accepted() {
				t.Errorf("%v: %v", size, got.Verdict)
			}
		}
	}
}

func TestResultIsTheSameOnAnyNumberOfCores(t *testing.T) {
	a := plain.render(geom.Translation(-50, -70).After(geom.Rotation(0.1)), geom.Size{Width: 400, Height: 350}, gamma)
	b := plain.render(geom.Identity(), whole, nil)
	on := func(cores int) Alignment {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		return find(t, a, b)
	}
	if one, two := on(1), on(2); !reflect.DeepEqual(one, two) {
		t.Errorf("one core gives %v, two give %v", one.CandidateFromClaimed, two.CandidateFromClaimed)
	}
}

func TestOneSubjectServesManyAtOnceAndSurvivesACancelledOne(t *testing.T) {
	claim := NewSubject(plain.render(geom.Translation(-200, -100), geom.Size{Width: 300, Height: 240}, nil))
	candidate := NewSubject(plain.render(geom.Identity(), whole, nil))
	cancelled, cancel := context.WithCancel(context.Background())
	cancel()
	var all sync.WaitGroup
	for i := range 6 {
		all.Go(func() {
			ctx := context.Background()
			if i%2 == 0 {
				ctx = cancelled
			}
			got, err := Find(ctx, claim, candidate, Options{})
			if i%2 == 0 {
				if !errors.Is(err, context.Canceled) {
					t.Errorf("a cancelled search gave %v", err)
				}
			} else if err != nil || got.Verdict != Match {
				t.Errorf("%v, error %v", got.Verdict, err)
			}
		})
	}
	all.Wait()
}

func benchmarkFind(b *testing.B, claim, candidate *picture.Picture) {
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		find(b, claim, candidate)
	}
}

func BenchmarkFindCopy03MP(b *testing.B) {
	benchmarkFind(b, plain.render(geom.Translation(-20, -20), geom.Size{Width: 600, Height: 440}, gamma), plain.render(geom.Identity(), whole, nil))
}

func BenchmarkFindCopy1MP(b *testing.B) {
	d, size := newDrawing(1250, 800, 5), geom.Size{Width: 1250, Height: 800}
	benchmarkFind(b, d.render(geom.Translation(-20, -20), size, gamma), d.render(geom.Identity(), size, nil))
}

func BenchmarkFindUnrelated1MP(b *testing.B) {
	size := geom.Size{Width: 1250, Height: 800}
	benchmarkFind(b, newDrawing(1250, 800, 5).render(geom.Identity(), size, nil), newDrawing(1250, 800, 6).render(geom.Identity(), size, nil))
}

package fit

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

var sheet = geom.Size{Width: 1000, Height: 800}

// drawScene makes right pairs that a map carries, with noise, and wrong ones.
func drawScene(truth geom.Map, right, wrong int, noise float64, seed uint64) Scene {
	r := rand.New(rand.NewPCG(seed, 1))
	var s Scene
	var a, b []geom.Point
	turn := math.Atan2(truth[3], truth[0])
	for len(s.Pairs) < right {
		p := geom.Point{X: r.Float64() * 1000, Y: r.Float64() * 800}
		q := truth.Apply(p)
		if !sheet.Rect().Contains(q) {
			continue
		}
		k := truth.LengthScale(p)
		scale, angle := 1.6+3*r.Float64(), r.Float64()*2*math.Pi
		q = q.Add(geom.Point{X: r.NormFloat64() * noise, Y: r.NormFloat64() * noise})
		s.Pairs = append(s.Pairs, Pair{p, q, scale, scale * k * math.Exp(0.1*r.NormFloat64()), angle, angle + turn + 0.05*r.NormFloat64()})
	}
	for range wrong {
		s.Pairs = append(s.Pairs, randomPair(r))
	}
	r.Shuffle(len(s.Pairs), func(i, j int) { s.Pairs[i], s.Pairs[j] = s.Pairs[j], s.Pairs[i] })
	for _, p := range s.Pairs {
		a, b = append(a, p.A), append(b, p.B)
	}
	for range 500 {
		p := randomPair(r)
		a, b = append(a, p.A), append(b, p.B)
	}
	s.A, s.B = NewField(sheet, a), NewField(sheet, b)
	return s
}

func randomPair(r *rand.Rand) Pair {
	return Pair{
		geom.Point{X: r.Float64() * 1000, Y: r.Float64() * 800},
		geom.Point{X: r.Float64() * 1000, Y: r.Float64() * 800},
		1.6 + 3*r.Float64(), 1.6 + 3*r.Float64(), r.Float64() * 2 * math.Pi, r.Float64() * 2 * math.Pi,
	}
}

func cornerError(got, truth geom.Map) float64 {
	worst := 0.0
	for _, c := range sheet.Quad() {
		worst = max(worst, got.Apply(c).Distance(truth.Apply(c)))
	}
	return worst
}

func TestKnownMapsAreFoundAmongWrongMatches(t *testing.T) {
	turned := geom.Translation(400, 120).After(geom.Rotation(0.4)).After(geom.Scaling(0.6, 0.6))
	for _, c := range []struct {
		name    string
		truth   geom.Map
		freedom int
		within  float64
	}{
		{"similarity", turned, 4, 1.0},
		{"affine", geom.Map{0.7, 0.15, 60, -0.05, 0.55, 90, 0, 0, 1}, 6, 1.2},
		{"homography", geom.Map{0.8, 0.05, 40, -0.03, 0.75, 60, 2e-4, 1.5e-4, 1}, 8, 1.5},
	} {
		s := drawScene(c.truth, 150, 300, 0.5, 5)
		got, ok := s.Best()
		if !ok {
			t.Errorf("%s: nothing found", c.name)
			continue
		}
		if got.DegreesOfFreedom != c.freedom {
			t.Errorf("%s: %d degrees of freedom, want %d", c.name, got.DegreesOfFreedom, c.freedom)
		}
		if e := cornerError(got.BFromA, c.truth); e > c.within {
			t.Errorf("%s: corners off by %.2f px", c.name, e)
		}
		if len(got.Inliers) < 140 || len(got.Inliers) > 165 {
			t.Errorf("%s: %d inliers of 150", c.name, len(got.Inliers))
		}
		if got.Log10NFA > -100 {
			t.Errorf("%s: log10 NFA %.1f", c.name, got.Log10NFA)
		}
	}
}

func TestRandomMatchesAreNoMatch(t *testing.T) {
	for seed := range uint64(40) {
		s := drawScene(geom.Identity(), 0, 400, 0, seed)
		if got, ok := s.Best(); ok && got.Log10NFA < 0 {
			t.Errorf("seed %d: log10 NFA %.1f for matches at random", seed, got.Log10NFA)
		}
	}
}

func TestTwoCopiesAreFoundOneAfterTheOther(t *testing.T) {
	one := geom.Scaling(0.4, 0.4)
	two := geom.Translation(500, 400).After(geom.Scaling(0.45, 0.45))
	s := drawScene(one, 120, 50, 0.4, 1)
	s.Pairs = append(s.Pairs, drawScene(two, 90, 50, 0.4, 2).Pairs...)
	var found []geom.Map
	s.Each(8, -6, func(r Result) bool {
		found = append(found, r.BFromA)
		return true
	})
	if len(found) != 2 {
		t.Fatalf("found %d copies, want 2", len(found))
	}
	if cornerError(found[0], one) > 1 || cornerError(found[1], two) > 1 {
		t.Errorf("copies off by %.2f and %.2f px", cornerError(found[0], one), cornerError(found[1], two))
	}
}

func TestALineOfMatchesCarriesNoMoreThanASimilarity(t *testing.T) {
	s := drawScene(geom.Scaling(0.9, 0.9), 200, 0, 0.5, 3)
	for i := range s.Pairs {
		p := &s.Pairs[i]
		p.A.Y = 400 + p.A.Y/400
		p.B = p.A.Times(0.9)
	}
	got, ok := s.Best()
	if !ok || got.DegreesOfFreedom != 4 {
		t.Errorf("found %v, %d degrees of freedom", ok, got.DegreesOfFreedom)
	}
}

// FuzzBestSurvivesAnyMatches feeds matches that a broken picture could give:
// all in one place, on a line, not numbers, infinite.
func FuzzBestSurvivesAnyMatches(f *testing.F) {
	f.Add(uint64(1), byte(0), 50)
	f.Add(uint64(2), byte(1), 80)
	f.Add(uint64(3), byte(2), 30)
	f.Add(uint64(4), byte(3), 60)
	f.Add(uint64(5), byte(4), 7)
	f.Fuzz(func(t *testing.T, seed uint64, kind byte, count int) {
		if count < 0 || count > 200 {
			return
		}
		s := drawScene(geom.Identity(), 0, count, 0, seed)
		for i := range s.Pairs {
			p := &s.Pairs[i]
			switch kind % 6 {
			case 0:
				*p = s.Pairs[0]
			case 1:
				p.A.Y, p.B.Y = 5, 5
			case 2:
				p.ScaleA, p.ScaleB = 0, math.Inf(1)
			case 3:
				p.B = geom.Point{X: math.NaN(), Y: math.Inf(-1)}
			case 4:
				p.B = geom.Point{X: 500, Y: 400}
			case 5:
				p.B, p.ScaleB, p.AngleB = p.A, p.ScaleA, p.AngleA
			}
		}
		s.Each(8, 0, func(r Result) bool {
			if !r.BFromA.Valid() || math.IsNaN(r.Log10NFA) || math.IsNaN(r.TolerancePx) || len(r.Inliers) < minInliers {
				t.Errorf("a wild result: %+v", r)
			}
			return true
		})
	})
}

func BenchmarkBest300RightOf1000(b *testing.B) {
	s := drawScene(geom.Scaling(0.8, 0.8), 300, 700, 0.5, 1)
	for range b.N {
		s.Best()
	}
}

func BenchmarkBest0RightOf500(b *testing.B) {
	s := drawScene(geom.Scaling(0.8, 0.8), 0, 500, 0.5, 1)
	for range b.N {
		s.Best()
	}
}

func TestDoubtfulMatchesHelpToFitAndCountForNothing(t *testing.T) {
	truth := geom.Map{0.8, 0.05, 40, -0.03, 0.75, 60, 0, 0, 1}
	var alone, helped float64
	for seed := range uint64(12) {
		s := drawScene(truth, 25, 60, 1.5, seed)
		before, ok := s.Best()
		if !ok {
			t.Fatalf("seed %d: nothing found", seed)
		}
		s.Doubtful = drawScene(truth, 300, 300, 1.5, seed+100).Pairs
		after, ok := s.Best()
		if !ok {
			t.Fatalf("seed %d: nothing found with the doubtful", seed)
		}
		for _, i := range after.Inliers {
			if i >= len(s.Pairs) {
				t.Fatalf("seed %d: a doubtful match counts", seed)
			}
		}
		if after.Log10NFA > before.Log10NFA+1 {
			t.Errorf("seed %d: log10 NFA %.1f, without the doubtful %.1f", seed, after.Log10NFA, before.Log10NFA)
		}
		alone, helped = alone+cornerError(before.BFromA, truth), helped+cornerError(after.BFromA, truth)
	}
	if helped >= alone {
		t.Errorf("corners off by %.2f px on average, without the doubtful by %.2f", helped/12, alone/12)
	}
	t.Logf("corners off by %.2f px on average, without the doubtful by %.2f", helped/12, alone/12)
}

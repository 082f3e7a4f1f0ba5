package fit

import (
	"encoding/binary"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// A broken picture, or one made to break the program, can give any matches.
// Whatever they are, the search ends, and what it returns can be used.

// hold checks what must be true of a scene's results, whatever the matches.
func hold(t *testing.T, s Scene) {
	t.Helper()
	const limit = 8
	found := 0
	used := make(map[int]bool)
	s.Each(limit, 0, func(r Result) bool {
		found++
		sound(t, s, r)
		for _, i := range r.Inliers {
			if used[i] {
				t.Errorf("pair %d supports two results", i)
			}
			used[i] = true
		}
		return true
	})
	if found > limit {
		t.Errorf("%d results, at most %d were asked for", found, limit)
	}
	one, ok := s.Best()
	two, again := s.Best()
	if ok != again || !reflect.DeepEqual(one, two) {
		t.Errorf("the same matches give %+v and %+v", one, two)
	}
	if ok {
		sound(t, s, one)
	}
}

func sound(t *testing.T, s Scene, r Result) {
	t.Helper()
	if !r.BFromA.Valid() || math.IsNaN(r.Log10NFA) || math.IsInf(r.Log10NFA, 0) || !(r.TolerancePx >= 0 && r.TolerancePx <= reachBPx) {
		t.Errorf("a wild result: %+v", r)
	}
	if !slices.Contains([]int{4, 6, 8}, r.DegreesOfFreedom) || len(r.Inliers) < minInliers || len(r.Inliers) > len(s.Pairs) {
		t.Errorf("%d degrees of freedom from %d inliers of %d pairs", r.DegreesOfFreedom, len(r.Inliers), len(s.Pairs))
	}
	if r.BFromA.CrossesHorizon(s.A.size.Quad()) {
		t.Errorf("the horizon crosses the picture: %v", r.BFromA)
	}
	for _, i := range r.Inliers {
		if e := r.BFromA.Apply(s.Pairs[i].A).Distance(s.Pairs[i].B); !(e <= r.TolerancePx+1e-6) {
			t.Errorf("an inlier is %.3f px off, the tolerance is %.3f", e, r.TolerancePx)
		}
	}
}

// sceneOf indexes the pairs' own places.
func sceneOf(pairs []Pair, a, b geom.Size) Scene {
	var pa, pb []geom.Point
	for _, p := range pairs {
		pa, pb = append(pa, p.A), append(pb, p.B)
	}
	return Scene{A: NewField(a, pa), B: NewField(b, pb), Pairs: pairs}
}

func TestDegenerateMatchesGiveNothingWild(t *testing.T) {
	huge, nan, inf := math.MaxFloat64, math.NaN(), math.Inf(1)
	for _, c := range []struct {
		name string
		pair func(i int) Pair
	}{
		{"one place", func(int) Pair { return Pair{geom.Point{X: 9, Y: 9}, geom.Point{X: 7, Y: 7}, 2, 2, 1, 1} }},
		{"many places to one", func(i int) Pair { return Pair{grid(i), geom.Point{X: 500, Y: 400}, 2, 2, 0, 0} }},
		{"one place to many", func(i int) Pair { return Pair{geom.Point{X: 500, Y: 400}, grid(i), 2, 2, 0, 0} }},
		{"two places", func(i int) Pair { return Pair{grid(i % 2), grid(i % 2), 2, 2, 0, 0} }},
		{"a level line", func(i int) Pair {
			return Pair{geom.Point{X: float64(i), Y: 4}, geom.Point{X: float64(i), Y: 4}, 2, 2, 0, 0}
		}},
		{"a slanting line", func(i int) Pair {
			p := geom.Point{X: 3 * float64(i), Y: 2 * float64(i)}
			return Pair{p, p.Times(0.5), 2, 1, 0, 0}
		}},
		{"a line to a square", func(i int) Pair { return Pair{geom.Point{X: float64(i), Y: 4}, grid(i), 2, 2, 0, 0} }},
		{"a lattice shifted by one", func(i int) Pair { return Pair{grid(i), grid(i + 1), 2, 2, 0, 0} }},
		{"no scale", func(i int) Pair { return Pair{grid(i), grid(i), 0, 0, 0, 0} }},
		{"negative scale", func(i int) Pair { return Pair{grid(i), grid(i), -2, -2, 0, 0} }},
		{"endless scale", func(i int) Pair { return Pair{grid(i), grid(i), 1, inf, 0, 0} }},
		{"no angle", func(i int) Pair { return Pair{grid(i), grid(i), 2, 2, nan, nan} }},
		{"no place", func(i int) Pair { return Pair{grid(i), geom.Point{X: nan, Y: nan}, 2, 2, 0, 0} }},
		{"endless places", func(i int) Pair { return Pair{geom.Point{X: inf, Y: -inf}, grid(i), 2, 2, 0, 0} }},
		{"the largest numbers", func(i int) Pair {
			return Pair{geom.Point{X: huge, Y: huge}, geom.Point{X: -huge, Y: huge}, huge, huge, huge, huge}
		}},
		{"outside the picture", func(i int) Pair { return Pair{grid(i).Times(1e6), grid(i).Times(1e6), 2, 2, 0, 0} }},
		{"one good among not-numbers", func(i int) Pair {
			if i%7 == 0 {
				return Pair{geom.Point{X: nan}, geom.Point{Y: inf}, nan, 0, inf, nan}
			}
			return Pair{grid(i), grid(i).Times(0.8), 2, 1.6, 0, 0}
		}},
	} {
		for _, count := range []int{0, 1, 3, minInliers, 60, 300} {
			var pairs []Pair
			for i := range count {
				pairs = append(pairs, c.pair(i))
			}
			t.Run(c.name, func(t *testing.T) { hold(t, sceneOf(pairs, sheet, sheet)) })
		}
	}
}

// grid is a place of a lattice that fills the sheet.
func grid(i int) geom.Point {
	return geom.Point{X: 25 + 50*float64(i%19), Y: 25 + 50*float64(i/19%15)}
}

// FuzzAnyNumbersAreSurvived reads the pictures' sizes and the matches from
// bytes. A number has few values, so that places coincide often, and a byte of
// each pair may make one of its numbers wild.
func FuzzAnyNumbersAreSurvived(f *testing.F) {
	f.Add([]byte{200, 150, 1, 2, 3, 4, 5, 6, 7, 0})
	f.Add([]byte{1, 1, 0, 0, 0, 0, 0, 0, 0, 0})
	lattice := []byte{255, 255}
	for i := range 60 {
		lattice = append(lattice, byte(i%8*30), byte(i/8*30), byte(i%8*24), byte(i/8*24), 100, 80, 0, 0)
	}
	f.Add(lattice)
	wild := slices.Clone(lattice)
	for i := 9; i < len(wild); i += 24 {
		wild[i] = byte(200 + i%50)
	}
	f.Add(wild)
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) < 2 || len(data) > 2+8*250 {
			return
		}
		a := geom.Size{Width: 1 + 4*int(data[0]), Height: 1 + 3*int(data[1])}
		b := geom.Size{Width: 1 + 3*int(data[1]), Height: 1 + 4*int(data[0])}
		var pairs []Pair
		for data = data[2:]; len(data) >= 8; data = data[8:] {
			pairs = append(pairs, pairOf(data[:8]))
		}
		hold(t, sceneOf(pairs, a, b))
	})
}

// pairOf reads a pair from eight bytes; the last one, from 200 on, says which
// number becomes one that no picture gives.
func pairOf(data []byte) Pair {
	n := [8]float64{
		float64(data[0]) * 4, float64(data[1]) * 3, float64(data[2]) * 4, float64(data[3]) * 3,
		float64(data[4]) / 16, float64(data[5]) / 16, float64(data[6]) / 40, float64(data[6]>>4) / 2,
	}
	if data[7] >= 200 {
		wild := [...]float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -1e300, 5e-324, math.Float64frombits(binary.LittleEndian.Uint64(data))}
		n[data[7]%8] = wild[int(data[7])/8%len(wild)]
	}
	return Pair{geom.Point{X: n[0], Y: n[1]}, geom.Point{X: n[2], Y: n[3]}, n[4], n[5], n[6], n[7]}
}

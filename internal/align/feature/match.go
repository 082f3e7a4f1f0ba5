package feature

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/motbilde/motbilde/internal/rows"
)

// Match is a keypoint of one set and the one of another that resembles it most.
type Match struct {
	From, To int     // numbers of the keypoints
	Ratio    float32 // distance over that of the next best at another place, 0 to 1
}

const (
	// shortlist is the number of nearest sketches whose descriptors are
	// compared exactly; it keeps 99.9 % of the exact nearest neighbours.
	shortlist = 24

	// sketchLow and sketchHigh are the thresholds of the sketch's two bits per
	// entry: about the median and the upper quintile of descriptors' entries.
	sketchLow, sketchHigh = 14, 28

	// samePlacePx is the distance within which two keypoints are one piece of
	// evidence: another orientation or the next scale of the same blob.
	samePlacePx = 3
)

// sketch is two bits of each of a descriptor's entries; the number of bits in
// which two sketches differ follows the distance of their descriptors.
type sketch [4]uint64

func sketchOf(d *Descriptor) (s sketch) {
	for i, v := range d {
		if v >= sketchLow {
			s[i>>6] |= 1 << (i & 63)
		}
		if v >= sketchHigh {
			s[2+i>>6] |= 1 << (i & 63)
		}
	}
	return s
}

// distanceByEntry returns the squared distance of two descriptors; distance is
// this, or where match_simd.go is built the same by vector instructions.
func distanceByEntry(a, b *Descriptor) int {
	sum := 0
	for i := 0; i < len(a); i += 4 {
		d0, d1 := int(a[i])-int(b[i]), int(a[i+1])-int(b[i+1])
		d2, d3 := int(a[i+2])-int(b[i+2]), int(a[i+3])-int(b[i+3])
		sum += d0*d0 + d1*d1 + d2*d2 + d3*d3
	}
	return sum
}

// Index is a set prepared for being searched: light and dark blobs apart,
// since neither can be the other's copy.
type Index struct {
	set    *Set
	groups [2]group
}

type group struct {
	numbers  []int32
	sketches []sketch
}

// NewIndex prepares a set for Match.
func NewIndex(s *Set) *Index {
	x := &Index{set: s}
	for i, k := range s.Keypoints {
		g := &x.groups[side(k.Bright)]
		g.numbers = append(g.numbers, int32(i))
		g.sketches = append(g.sketches, sketchOf(&s.Descriptors[i]))
	}
	return x
}

func side(bright bool) int {
	if bright {
		return 1
	}
	return 0
}

// matchChunk is the number of keypoints that one task looks up.
const matchChunk = 64

// Match finds for each keypoint of from the most similar one of the index, and
// keeps it where the ratio test passes (Lowe 2004) and no better match uses
// the same spot of either picture. The best ratio comes first.
func (x *Index) Match(from *Set, maxRatio float32) []Match {
	parts := make([][]Match, (len(from.Keypoints)+matchChunk-1)/matchChunk)
	rows.Tasks(len(parts), func(p int) {
		var s searcher
		for i := p * matchChunk; i < min(len(from.Keypoints), (p+1)*matchChunk); i++ {
			if to, ratio, ok := s.nearest(x, from, i); ok && ratio <= maxRatio {
				parts[p] = append(parts[p], Match{i, to, ratio})
			}
		}
	})
	return oneToOne(slices.Concat(parts...), from, x.set)
}

// searcher holds scratch space of one goroutine.
type searcher struct {
	far  []uint16
	near []ranked
}

type ranked struct{ number, distance int }

func (s *searcher) nearest(x *Index, from *Set, i int) (to int, ratio float32, ok bool) {
	d := &from.Descriptors[i]
	g := &x.groups[side(from.Keypoints[i].Bright)]
	if len(g.numbers) < 2 {
		return 0, 0, false
	}
	s.shortlist(x.set, g, d)
	best := s.near[0]
	for _, r := range s.near[1:] {
		if r.distance < best.distance { // the lower number of two as near comes first
			best = r
		}
	}
	k := x.set.Keypoints[best.number]
	next, farthest := math.MaxInt, 0
	for _, r := range s.near {
		farthest = max(farthest, r.distance)
		o := &x.set.Keypoints[r.number]
		if r.distance < next && (absolute(k.X-o.X) > samePlacePx || absolute(k.Y-o.Y) > samePlacePx) {
			next = r.distance
		}
	}
	next = min(next, farthest)
	if next == 0 {
		return 0, 0, false
	}
	return best.number, float32(math.Sqrt(float64(best.distance) / float64(next))), true
}

// shortlist fills s.near with the nearest by their sketches, in the order of their numbers.
func (s *searcher) shortlist(set *Set, g *group, d *Descriptor) {
	q := sketchOf(d)
	if cap(s.far) < len(g.sketches) {
		s.far = make([]uint16, len(g.sketches))
	}
	far := s.far[:len(g.sketches)]
	var count [257]int
	for j := range g.sketches {
		t := &g.sketches[j]
		n := bits.OnesCount64(q[0]^t[0]) + bits.OnesCount64(q[1]^t[1]) + bits.OnesCount64(q[2]^t[2]) + bits.OnesCount64(q[3]^t[3])
		far[j] = uint16(n)
		count[n]++
	}
	limit, within := 0, count[0]
	for within < shortlist && limit < 256 {
		limit++
		within += count[limit]
	}
	s.near = s.near[:0]
	for j, n := range far {
		if int(n) <= limit {
			number := int(g.numbers[j])
			s.near = append(s.near, ranked{number, distance(d, &set.Descriptors[number])})
		}
	}
}

// oneToOne keeps the best match of each spot of either picture.
func oneToOne(matches []Match, from, to *Set) []Match {
	slices.SortFunc(matches, func(a, b Match) int {
		return cmp.Or(cmp.Compare(a.Ratio, b.Ratio), cmp.Compare(a.From, b.From))
	})
	type spot struct{ x, y int32 }
	at := func(k Keypoint) spot { return spot{int32(k.X / samePlacePx), int32(k.Y / samePlacePx)} }
	usedFrom, usedTo := make(map[spot]bool, len(matches)), make(map[spot]bool, len(matches))
	kept := matches[:0]
	for _, m := range matches {
		a, b := at(from.Keypoints[m.From]), at(to.Keypoints[m.To])
		if !usedFrom[a] && !usedTo[b] {
			usedFrom[a], usedTo[b] = true, true
			kept = append(kept, m)
		}
	}
	return kept
}

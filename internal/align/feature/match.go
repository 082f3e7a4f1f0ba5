package feature

import (
	"cmp"
	"encoding/binary"
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
	for i := 0; i < len(d); i += 8 {
		eight := binary.LittleEndian.Uint64(d[i:])
		s[i>>6] |= reaching(eight, sketchLow) << (i & 63)
		s[2+i>>6] |= reaching(eight, sketchHigh) << (i & 63)
	}
	return s
}

// reaching returns eight bits, of which the first tells whether the first of
// eight entries, the lowest, is at least so large.
func reaching(eight, threshold uint64) uint64 {
	const everyEntry = 0x0101010101010101
	tops := (eight + (128-threshold)*everyEntry) >> 7 & everyEntry
	return tops * 0x0102040810204080 >> 56 // moves bit 8i to 56 + i
}

// quads holds a descriptor's entries four to a word, 16 bits each. In the
// product of a word with one whose four run backwards, the highest 16 bits are
// the sum of the four products of entries: none of these sums passes 16 bits,
// since an entry has at most seven.
type quads [32]uint64

func quadsOf(d *Descriptor) (q quads) {
	for i := range q {
		q[i] = spread4(binary.LittleEndian.Uint32(d[4*i:]))
	}
	return q
}

func reversedQuadsOf(d *Descriptor) (q quads) {
	for i := range q {
		q[i] = spread4(bits.ReverseBytes32(binary.LittleEndian.Uint32(d[4*i:])))
	}
	return q
}

// spread4 brings four bytes to 16 bits each.
func spread4(v uint32) uint64 {
	w := (uint64(v) | uint64(v)<<16) & 0x0000ffff0000ffff
	return (w | w<<8) & 0x00ff00ff00ff00ff
}

// product returns the scalar product of two descriptors, of which one is reversed.
func (q *quads) product(reversed *quads) int {
	var one, other uint64
	for i := 0; i < len(q); i += 4 {
		one += q[i]*reversed[i]>>48 + q[i+1]*reversed[i+1]>>48
		other += q[i+2]*reversed[i+2]>>48 + q[i+3]*reversed[i+3]>>48
	}
	return int(one + other)
}

// square returns a descriptor's scalar product with itself.
func (d *Descriptor) square() int {
	sum := 0
	for _, v := range d {
		sum += int(v) * int(v)
	}
	return sum
}

// Index is a set prepared for being searched: light and dark blobs differing,
// since neither can be the other's copy.
type Index struct {
	set    *Set
	groups [2]group
}

type group struct {
	numbers  []int32
	sketches []sketch
	reversed []quads
	squares  []int32
}

// NewIndex prepares a set for Match.
func NewIndex(s *Set) *Index {
	x := &Index{set: s}
	for i, k := range s.Keypoints {
		g := &x.groups[side(k.Bright)]
		g.numbers = append(g.numbers, int32(i))
		d := &s.Descriptors[i]
		g.sketches = append(g.sketches, sketchOf(d))
		g.reversed = append(g.reversed, reversedQuadsOf(d))
		g.squares = append(g.squares, int32(d.square()))
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
	s.shortlist(g, d)
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

// shortlist fills s.near with the nearest by their sketches, in the order of
// their numbers, and their squared distances.
func (s *searcher) shortlist(g *group, d *Descriptor) {
	q := sketchOf(d)
	if cap(s.far) < len(g.sketches) {
		s.far = make([]uint16, len(g.sketches))
	}
	far := s.far[:len(g.sketches)]
	// Neighbours are often as far: counted in one place, each would wait for the last.
	var counts [2][257]int32
	for j := range g.sketches {
		t := &g.sketches[j]
		n := bits.OnesCount64(q[0]^t[0]) + bits.OnesCount64(q[1]^t[1]) + bits.OnesCount64(q[2]^t[2]) + bits.OnesCount64(q[3]^t[3])
		far[j] = uint16(n)
		counts[j&1][n]++
	}
	limit, within := 0, counts[0][0]+counts[1][0]
	for within < shortlist && limit < 256 {
		limit++
		within += counts[0][limit] + counts[1][limit]
	}
	s.near = s.near[:0]
	entries, square := quadsOf(d), d.square()
	for j, n := range far {
		if int(n) <= limit {
			distance := square + int(g.squares[j]) - 2*entries.product(&g.reversed[j])
			s.near = append(s.near, ranked{int(g.numbers[j]), distance})
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

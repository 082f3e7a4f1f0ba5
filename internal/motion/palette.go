package motion

import (
	"cmp"
	"math"
	"slices"
)

// The colours of a frame are chosen in three steps:
//
//	pixels ─▶ histogram of bins ─▶ boxes, cut where most error goes ─▶ means, moved to where their colours are
//
// The cut is that of X. Wu (1991), who cuts a box in two where the sum of squared
// errors falls most, here in Oklab and over the colours that there are; the moving
// is S. Lloyd's (1982), a few rounds of it. In the end a colour that most of a
// box's pixels have exactly takes the mean's place: a flat ground must not be
// dithered.

// bin collects the pixels whose channels agree in their highest bits.
type bin struct {
	count   uint32
	r, g, b uint64 // sums
	// usual is the colour that most of the pixels have, if any has: a vote in one
	// pass (R. Boyer and J. Moore, 1981), with the votes it leads by.
	usual rgb
	lead  uint32
}

const (
	binBits = 5
	rounds  = 4 // of Lloyd's method; none leaves 4 % more error, eight take off no more
)

type histogram []bin

func newHistogram() histogram { return make(histogram, 1<<(3*binBits)) }

func (h histogram) add(c rgb) {
	const down = 8 - binBits
	b := &h[c.r()>>down<<(2*binBits)|c.g()>>down<<binBits|c.b()>>down]
	b.count++
	b.r += uint64(c.r())
	b.g += uint64(c.g())
	b.b += uint64(c.b())
	switch {
	case b.lead == 0:
		b.usual, b.lead = c, 1
	case b.usual == c:
		b.lead++
	default:
		b.lead--
	}
}

// sample is one bin as the choice of colours sees it.
type sample struct {
	lab
	weight float64
	count  uint32
	usual  rgb
	lead   uint32
	at     int32 // the number of its colour
}

func (h histogram) samples() []sample {
	var out []sample
	for i := range h {
		b := &h[i]
		if b.count == 0 {
			continue
		}
		n := uint64(b.count)
		mean := rgbOf(uint32((b.r+n/2)/n), uint32((b.g+n/2)/n), uint32((b.b+n/2)/n))
		out = append(out, sample{
			lab: labOf(mean), weight: float64(b.count), count: b.count, usual: b.usual, lead: b.lead,
		})
	}
	return out
}

// box is a run of samples, with its error if all had one colour.
type box struct {
	samples []sample
	cut     int     // where it is best cut, after being sorted along axis
	axis    int     // 0, 1, 2
	gain    float64 // by how much the error falls
}

func along(s sample, axis int) float32 { return [3]float32{s.l, s.a, s.b}[axis] }

// measure finds the best cut of a box.
func (b *box) measure() {
	b.gain, b.cut = 0, 0
	if len(b.samples) < 2 {
		return
	}
	var weight float64
	var sum, squares [3]float64
	for i := range b.samples {
		s := &b.samples[i]
		weight += s.weight
		for k, v := range [3]float32{s.l, s.a, s.b} {
			sum[k] += float64(s.weight * float64(v))
			squares[k] += float64(s.weight * float64(v) * float64(v))
		}
	}
	var spread float64
	for k := range 3 {
		if v := squares[k] - sum[k]*sum[k]/weight; v > spread {
			spread, b.axis = v, k
		}
	}
	if spread <= 0 {
		return
	}
	// A stable sort of samples that came in the order of their bins: always the same.
	slices.SortStableFunc(b.samples, func(p, q sample) int { return cmp.Compare(along(p, b.axis), along(q, b.axis)) })
	var w float64
	var part [3]float64
	for i := range len(b.samples) - 1 {
		s := &b.samples[i]
		w += s.weight
		part[0] += float64(s.weight * float64(s.l))
		part[1] += float64(s.weight * float64(s.a))
		part[2] += float64(s.weight * float64(s.b))
		var gain float64
		for k := range 3 {
			rest := sum[k] - part[k]
			gain += float64(part[k]*part[k]/w) + float64(rest*rest/(weight-w)) - float64(sum[k]*sum[k]/weight)
		}
		if gain > b.gain {
			b.gain, b.cut = gain, i+1
		}
	}
}

// coloursOf returns at most so many colours for the pixels of a histogram, and
// none of an empty one.
func coloursOf(h histogram, most int) []rgb {
	samples := h.samples()
	if len(samples) == 0 {
		return nil
	}
	boxes := []box{{samples: samples}}
	boxes[0].measure()
	for len(boxes) < most {
		widest := 0
		for i := range boxes {
			if boxes[i].gain > boxes[widest].gain {
				widest = i
			}
		}
		b := &boxes[widest]
		if b.gain <= 0 {
			break
		}
		upper := box{samples: b.samples[b.cut:]}
		b.samples = b.samples[:b.cut]
		b.measure()
		upper.measure()
		boxes = append(boxes, upper)
	}
	centres := make([]lab, len(boxes))
	for i := range boxes {
		for k := range boxes[i].samples {
			boxes[i].samples[k].at = int32(i)
		}
	}
	means(centres, samples)
	for range rounds {
		search := newSearch(centres)
		for i := range samples {
			samples[i].at = int32(search.nearest(samples[i].lab))
		}
		means(centres, samples)
	}
	return settled(centres, samples)
}

// means moves each centre to the mean of its samples; one without any stays.
func means(centres []lab, samples []sample) {
	sums := make([][4]float64, len(centres))
	for i := range samples {
		s := &samples[i]
		to := &sums[s.at]
		to[0] += float64(s.weight * float64(s.l))
		to[1] += float64(s.weight * float64(s.a))
		to[2] += float64(s.weight * float64(s.b))
		to[3] += s.weight
	}
	for i, s := range sums {
		if s[3] > 0 {
			centres[i] = lab{float32(s[0] / s[3]), float32(s[1] / s[3]), float32(s[2] / s[3])}
		}
	}
}

// settled returns the centres as colours. Where one colour leads by more than
// half of a centre's pixels, it is that one.
func settled(centres []lab, samples []sample) []rgb {
	counts := make([]uint32, len(centres))
	best := make([]sample, len(centres))
	for i := range samples {
		s := &samples[i]
		counts[s.at] += s.count
		if s.lead > best[s.at].lead {
			best[s.at] = *s
		}
	}
	out := make([]rgb, 0, len(centres))
	for i, c := range centres {
		colour := rgbFrom(c)
		if best[i].lead > counts[i]/2 {
			colour = best[i].usual
		}
		if !slices.Contains(out, colour) {
			out = append(out, colour)
		}
	}
	return out
}

// search finds the nearest of a few hundred colours: they lie by their lightness,
// and the search goes outwards from there until no other can be nearer.
type search struct {
	sorted []lab
	number []int32 // of each of them, as they came
	first  [65]int32
}

func newSearch(centres []lab) *search {
	s := &search{number: make([]int32, len(centres)), sorted: make([]lab, len(centres))}
	for i := range s.number {
		s.number[i] = int32(i)
	}
	slices.SortStableFunc(s.number, func(p, q int32) int { return cmp.Compare(centres[p].l, centres[q].l) })
	for i, n := range s.number {
		s.sorted[i] = centres[n]
	}
	at := 0
	for step := range s.first {
		for at < len(s.sorted) && s.sorted[at].l < float32(step)/64 {
			at++
		}
		s.first[step] = int32(at)
	}
	return s
}

// nearest returns the number of the colour nearest to c; of two equally near the
// one of lower number as they lie.
func (s *search) nearest(c lab) int {
	up := int(s.first[min(64, max(0, int(c.l*64)))])
	down := up - 1
	best, least := 0, float32(math.MaxFloat32)
	for up < len(s.sorted) || down >= 0 {
		if down >= 0 {
			if d := c.l - s.sorted[down].l; d > 0 && d*d >= least {
				down = -1
			} else {
				if apart := c.apart(s.sorted[down]); apart < least {
					least, best = apart, down
				}
				down--
			}
		}
		if up < len(s.sorted) {
			if d := s.sorted[up].l - c.l; d > 0 && d*d >= least {
				up = len(s.sorted)
			} else {
				if apart := c.apart(s.sorted[up]); apart < least {
					least, best = apart, up
				}
				up++
			}
		}
	}
	return int(s.number[best])
}

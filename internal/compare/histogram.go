package compare

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Levels counts pixels by their values, 0 to 255: luma by ITU-R BT.601, rounded.
type Levels struct {
	Luma, R, G, B [256]int
}

// Histograms are the levels of both pictures where both show the same scene; of
// a pair that is not placed each over its own whole.
type Histograms struct {
	Claimed, Candidate Levels
	Overlap            bool // only what both show was counted
	// Step says that every so many pixels of every so many rows of the claim were
	// counted, as they are: no means of several.
	Step   int
	Pixels int // that were counted of the claim
}

// mostCounted is about how many pixels of a picture are counted.
const mostCounted = 1_000_000

// HistogramsOf counts the levels of a pair. The errors are those of Render.
func HistogramsOf(ctx context.Context, p Pair) (*Histograms, error) {
	if p.Claimed == nil || p.Candidate == nil {
		return nil, ErrNoPicture
	}
	h := &Histograms{Overlap: p.Placed && p.CandidateFromClaimed.Valid(), Step: stepOf(p.Claimed.Size())}
	if h.Overlap {
		candidateFromCounted := p.CandidateFromClaimed.After(geom.Scaling(float64(h.Step), float64(h.Step)))
		counted := countedSize(p.Claimed.Size(), h.Step)
		front := counted.Rect().Centre()
		claimed := newLayer(p.Claimed, geom.Scaling(float64(h.Step), float64(h.Step)), front, counted, false)
		candidate := newLayer(p.Candidate, candidateFromCounted, front, counted, false)
		h.Claimed, h.Candidate = countLevels(ctx, counted, claimed, candidate)
	} else {
		for _, one := range []struct {
			of *layer
			to *Levels
		}{{wholeLayer(p, true), &h.Claimed}, {wholeLayer(p, false), &h.Candidate}} {
			*one.to, _ = countLevels(ctx, countedSize(one.of.pyramid.Size(), stepOf(one.of.pyramid.Size())), one.of, nil)
		}
	}
	for _, n := range h.Claimed.Luma {
		h.Pixels += n
	}
	return h, ctx.Err()
}

func wholeLayer(p Pair, claimed bool) *layer {
	of := p.Candidate
	if claimed {
		of = p.Claimed
	}
	step := float64(stepOf(of.Size()))
	counted := countedSize(of.Size(), int(step))
	return newLayer(of, geom.Scaling(step, step), counted.Rect().Centre(), counted, false)
}

func stepOf(size geom.Size) int {
	return max(1, int(math.Ceil(math.Sqrt(float64(size.Pixels())/mostCounted))))
}

func countedSize(size geom.Size, step int) geom.Size {
	return geom.Size{Width: max(1, size.Width/step), Height: max(1, size.Height/step)}
}

// countLevels counts pixel by pixel where both layers have whole pixels; b may be nil.
func countLevels(ctx context.Context, size geom.Size, a, b *layer) (of, beside Levels) {
	type pair [2]Levels
	bands := make([]pair, rows.Bands(size.Height))
	rows.Each(size.Height, func(band, y0, y1 int) {
		first, second := make([]uint32, size.Width), make([]uint32, size.Width)
		for y := y0; y < y1 && ctx.Err() == nil; y++ {
			a.nearestRow(first, 0, y)
			if b != nil {
				b.nearestRow(second, 0, y)
			}
			for i, p := range first {
				q := second[i]
				if p>>24 != 255 || b != nil && q>>24 != 255 {
					continue
				}
				bands[band][0].count(p)
				if b != nil {
					bands[band][1].count(q)
				}
			}
		}
	})
	for i := range bands {
		of.add(&bands[i][0])
		beside.add(&bands[i][1])
	}
	return of, beside
}

func (l *Levels) count(p uint32) {
	l.Luma[levelOf(p)]++
	l.R[p&0xFF]++
	l.G[p>>8&0xFF]++
	l.B[p>>16&0xFF]++
}

func (l *Levels) add(o *Levels) {
	for i := range l.Luma {
		l.Luma[i] += o.Luma[i]
		l.R[i] += o.R[i]
		l.G[i] += o.G[i]
		l.B[i] += o.B[i]
	}
}

// Summary says in figures what a histogram shows.
type Summary struct {
	Mean   float64 // grey levels
	Median int     // grey levels
	// Black and White are the shares of the pixels that are wholly so, 0 to 1.
	Black, White float64
}

// Summarise returns the figures of one histogram; the zero value for an empty one.
func Summarise(counts [256]int) (s Summary) {
	n, sum := 0, 0
	for v, c := range counts {
		n += c
		sum += v * c
	}
	if n == 0 {
		return s
	}
	below := 0
	for v, c := range counts {
		if below += c; 2*below >= n {
			s.Median = v
			break
		}
	}
	s.Mean = float64(sum) / float64(n)
	s.Black, s.White = float64(counts[0])/float64(n), float64(counts[255])/float64(n)
	return s
}

// Doubt returns how far the curve may stray at a luma of the candidate, in grey
// levels: it grows where hardly any pixel says what becomes of it.
func (t *Tone) Doubt(luma int) float64 { return float64(t.doubt[min(max(luma, 0), 255)]) }

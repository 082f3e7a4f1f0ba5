package find

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Broad structure tells the frames of a still scene apart. Fine texture says
// how well a frame is stored and by which part of a pixel it lies, more than
// which one it is; light, shadow, spray and what stands in the picture are
// broad, and compression hardly touches them. So the claim and a frame are held
// against each other band by band of their spatial frequencies, each band
// weighing as much as the others.

// broadRadii are those of the boxes, run twice, between which the bands lie, in
// pixels of half a grid: deviations of 2, 3.7, 6.7 and 13.
var broadRadii = [broadBands + 1]int{2, 4, 8, 16}

const (
	broadBands  = 3
	broadCell   = 16   // pixels of half a grid on a side
	broadNoise  = 0.01 // square of the grey levels that a band of a fine copy is off by
	clearUnlike = -5.0 // of a frame from which the claim was clearly taken: under 1 % is left unexplained
	outlying    = 6.0  // times the median of what is left, which a cell never passes
)

// broad is a claim's structure in half the grid of a frame.
type broad struct {
	w, h   int
	mask   []float32
	shares [broadBands + 1][]float32 // of the mask around each pixel
	bands  [broadBands]plane
	across int // cells in a row
}

// sums are products over the pixels of a cell: claim by claim, claim by frame, frame by frame.
type sums struct {
	n          float32
	aa, ab, bb [broadBands]float32
}

// structure is a frame held against a claim, by cells.
type structure []sums

func newBroad(p plane, mask []float32) *broad {
	b := &broad{w: p.w, h: p.h, mask: mask, across: (p.w + broadCell - 1) / broadCell}
	b.shares = sharesOf(mask, p.w, p.h)
	b.bands = bandsOf(p.pix, mask, b.shares, p.w, p.h)
	return b
}

func sharesOf(mask []float32, w, h int) (out [broadBands + 1][]float32) {
	for i, r := range broadRadii {
		out[i] = blurred(mask, w, h, r)
	}
	return out
}

// bandsOf returns the differences of neighbouring means over the mask.
func bandsOf(pix, mask []float32, shares [broadBands + 1][]float32, w, h int) (out [broadBands]plane) {
	masked := make([]float32, len(pix))
	for i, v := range pix {
		masked[i] = v * mask[i]
	}
	var finer []float32
	for i, r := range broadRadii {
		mean := blurred(masked, w, h, r)
		for j, s := range shares[i] {
			if mask[j] != 0 {
				mean[j] /= s
			}
		}
		if i > 0 {
			for j, v := range mean {
				finer[j] -= v
			}
			out[i-1] = plane{w, h, finer}
		}
		finer = mean
		if i > 0 && i < broadBands {
			finer = append([]float32(nil), mean...)
		}
	}
	return out
}

// held holds a frame against the claim; half is its luma in half the grid, and
// motion carries the whole grid of the model to that of the frame.
func (b *broad) held(half plane, motion geom.Map) structure {
	at := geom.Scaling(0.5, 0.5).After(motion).After(geom.Scaling(2, 2)).Normalised()
	pix, mask, shares := make([]float32, len(b.mask)), b.mask, b.shares
	missing := false
	for y := range b.h {
		for x := range b.w {
			i := y*b.w + x
			if b.mask[i] == 0 {
				continue
			}
			q := at.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
			v, ok := half.at(q.X, q.Y)
			if !ok {
				if !missing {
					missing, mask = true, append([]float32(nil), b.mask...)
				}
				mask[i] = 0
			}
			pix[i] = v
		}
	}
	if missing {
		shares = sharesOf(mask, b.w, b.h)
	}
	bands := bandsOf(pix, mask, shares, b.w, b.h)
	out := make(structure, b.across*((b.h+broadCell-1)/broadCell))
	for y := range b.h {
		for x := range b.w {
			i := y*b.w + x
			if mask[i] == 0 {
				continue
			}
			s := &out[y/broadCell*b.across+x/broadCell]
			s.n++
			for k := range bands {
				u, v := b.bands[k].pix[i], bands[k].pix[i]
				s.aa[k] += float32(u * u)
				s.ab[k] += float32(u * v)
				s.bb[k] += float32(v * v)
			}
		}
	}
	return out
}

// fitted is what a frame leaves unexplained of a claim.
type fitted struct {
	loss  [][broadBands]float64 // of each cell
	total [broadBands]float64   // with what noise makes
	own   [broadBands]float64   // of the claim itself
}

// gainRounds is how often the gains are estimated anew without what lies over the claim.
const gainRounds = 3

// fit finds the gain of each band and what is left. What is left in a cell
// counts as it is up to some times the median, and never more than that
// (Geman and McClure 1987): lettering, glare or a hand over the claim costs
// every frame the same, and a car that is only on one of two pictures still counts.
func (s structure) fit(sign float32) fitted {
	f := fitted{loss: make([][broadBands]float64, len(s))}
	left, list := make([]float64, len(s)), make([]float64, 0, len(s))
	for k := range broadBands {
		list = list[:0]
		n := 0.0
		for _, c := range s {
			if c.n > 0 && c.bb[k] > 0 {
				list = append(list, float64(c.ab[k])/float64(c.bb[k])*float64(sign))
			}
			n += float64(c.n)
			f.own[k] += float64(c.aa[k])
		}
		f.own[k] += float64(n * broadNoise)
		gain := max(0, median(list)) * float64(sign)
		unit := 0.0
		for range gainRounds {
			list = list[:0]
			for i, c := range s {
				if c.n == 0 {
					continue
				}
				left[i] = max(0, float64(c.aa[k])-float64(2*gain*float64(c.ab[k]))+float64(gain*gain*float64(c.bb[k]))) / float64(c.n)
				list = append(list, left[i])
			}
			unit = outlying * max(median(list), 1e-9)
			var ab, bb float64
			for i, c := range s {
				w := unit / (unit + left[i])
				ab += float64(w * w * float64(c.ab[k]))
				bb += float64(w * w * float64(c.bb[k]))
			}
			if bb > 0 {
				gain = ab / bb
			}
			if gain*float64(sign) < 0 {
				gain = 0
			}
		}
		f.total[k] = float64(n * broadNoise)
		for i, c := range s {
			if c.n > 0 {
				f.loss[i][k] = float64(c.n) * left[i] * unit / (unit + left[i])
				f.total[k] += f.loss[i][k]
			}
		}
	}
	return f
}

func median(list []float64) float64 {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	return list[len(list)/2]
}

// unlike is the mean logarithm of the share that is left unexplained in each
// band: about 0 where the frame explains nothing, and the lower the likelier.
func (f fitted) unlike() float64 {
	sum := 0.0
	for k := range broadBands {
		if f.own[k] > 0 {
			sum += math.Log(f.total[k] / f.own[k])
		}
	}
	return sum / broadBands
}

// toldFrom reports whether a frame is worse than this one by more than its
// cells scatter by, and by more than compression does.
func (f fitted) toldFrom(other fitted) bool {
	if len(f.loss) != len(other.loss) {
		return true
	}
	var sum, square float64
	for c := range f.loss {
		d := 0.0
		for k := range broadBands {
			if f.total[k] > 0 {
				d += (other.loss[c][k] - f.loss[c][k]) / f.total[k]
			}
		}
		sum += d
		square += float64(d * d)
	}
	return sum > leastWorse*broadBands && sum > 2*math.Sqrt(square)
}

// leastWorse is a share of what is left unexplained that tells nothing.
const leastWorse = 0.1

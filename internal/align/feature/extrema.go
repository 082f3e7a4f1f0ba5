package feature

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// blob is an extremum of the difference of Gaussians, in its octave's pixels
// with centres at integers.
type blob struct {
	octave, level int
	x, y          float64 // refined
	sigma         float64 // refined, pixels of the octave
	response      float64 // |difference of Gaussians| at the refined place
	bright        bool
}

// extrema returns all blobs, by octave, row band, row and column.
func (s *scaleSpace) extrema() []blob {
	var all []blob
	for i := range s.octaves {
		o := s.octaves[i]
		found := make([][]blob, rows.Bands(o.height))
		rows.Each(o.height, func(band, y0, y1 int) {
			found[band] = o.scan(i, max(y0, borderPx), min(y1, o.height-borderPx))
		})
		for _, f := range found {
			all = append(all, f...)
		}
	}
	return dropDoubles(all)
}

const (
	// nought is what stands for no difference: the differences are kept without a sign.
	nought  = 1 << (laneBits - 1)
	topBits = nought * everyLane
	// weakest is the contrast asked for before refinement, which can only raise it.
	weakest  = contrast / layers / 2
	brightOf = (nought + weakest + 1) >> 1 * everyLane // the least half of a difference above the weakest,
	darkOf   = (nought - weakest - 1) >> 1 * everyLane // and the greatest of one below it
)

// scan looks for extrema in rows y0 to y1−1. The differences of Gaussians are
// made row by row, four to a word, and kept for three rows only. Four pixels at
// once are held against six of their neighbours, halved so that the lanes' top
// bits are free for comparing; the few that pass, among which is every extremum,
// are looked at in full.
func (o octave) scan(number, y0, y1 int) []blob {
	w := o.width
	if y0 >= y1 || w <= 2*borderPx {
		return nil
	}
	var found []blob
	var dog differences
	n := strideOf(w)
	for l := range dog {
		for i := range dog[l] {
			dog[l][i] = make([]uint64, n)
		}
	}
	fill := func(y int) {
		for l := range dog {
			subtract(dog[l][y%3], o.planes[l+1].row(y), o.planes[l].row(y))
		}
	}
	fill(y0 - 1)
	fill(y0)
	first, last := borderPx/perWord, (w-borderPx-1)/perWord
	for y := y0; y < y1; y++ {
		fill(y + 1)
		for l := 1; l <= layers; l++ {
			row, above := dog[l][y%3][first-1:last+2], dog[l][(y+2)%3][first:last+1]
			below := dog[l][(y+1)%3][first : last+1][:len(above)]
			finer := dog[l-1][y%3][first : last+1][:len(above)]
			coarser := dog[l+1][y%3][first : last+1][:len(above)]
			for i, up := range above {
				v := halved(row[i+1])
				high := v | topBits
				bright, dark := high-brightOf, (darkOf|topBits)-v // a lane's top bit tells that it passes
				if (bright|dark)&topBits == 0 {
					continue
				}
				up, down, fine, coarse := halved(up), halved(below[i]), halved(finer[i]), halved(coarser[i])
				bright &= (high - up) & (high - down) & (high - fine) & (high - coarse)
				dark &= ((up | topBits) - v) & ((down | topBits) - v) & ((fine | topBits) - v) & ((coarse | topBits) - v)
				if (bright|dark)&topBits == 0 {
					continue
				}
				before, after := v<<laneBits|halved(row[i])>>(64-laneBits), v>>laneBits|halved(row[i+2])<<(64-laneBits)
				bright &= (high - before) & (high - after)
				dark &= ((before | topBits) - v) & ((after | topBits) - v)
				for left := (bright | dark) & topBits; left != 0; left &= left - 1 {
					x := (first+i)*perWord + bits.TrailingZeros64(left)/laneBits
					if x < borderPx || x >= w-borderPx {
						continue
					}
					c := dog.around(l, x, y)
					if !c.isExtremum() {
						continue
					}
					if b, ok := o.refine(c, l, x, y); ok {
						b.octave = number
						found = append(found, b)
					}
				}
			}
		}
	}
	return found
}

// differences are three rows of each difference of Gaussians; row y is number y%3.
type differences [levels - 1][3][]uint64

// subtract writes nought + coarse − fine.
func subtract(out, coarse, fine []uint64) {
	out, fine = out[:len(coarse)], fine[:len(coarse)]
	for i, c := range coarse {
		out[i] = c + topBits - fine[i]
	}
}

func halved(v uint64) uint64 { return v >> 1 &^ topBits }

// cube holds the differences around a pixel, by level, row and column, with the pixel's own in the middle.
type cube [3][3][3]int32

func (d *differences) around(l, x, y int) (c cube) {
	for dl := range c {
		for dy := range c[dl] {
			c[dl][dy] = apart(fourOf(d[l-1+dl][(y+2+dy)%3], x-1))
		}
	}
	return c
}

// around is the cube of a pixel that scan's rows do not hold.
func (o octave) around(l, x, y int) (c cube) {
	for dl := range c {
		for dy := range c[dl] {
			coarse, fine := o.planes[l+dl].row(y-1+dy), o.planes[l-1+dl].row(y-1+dy)
			c[dl][dy] = apart(fourOf(coarse, x-1) + topBits - fourOf(fine, x-1))
		}
	}
	return c
}

// apart takes the three lower lanes of a difference apart.
func apart(v uint64) [3]int32 {
	return [3]int32{int32(v&lane) - nought, int32(v>>laneBits&lane) - nought, int32(v>>(2*laneBits)&lane) - nought}
}

// isExtremum reports whether the middle is strong and the greatest or the least;
// of two as great beside each other in a row it is the first.
func (c *cube) isExtremum() bool {
	v, before, after := c[1][1][1], c[1][1][0], c[1][1][2]
	if !(v > weakest && v > before && v >= after) && !(v < -weakest && v < before && v <= after) {
		return false
	}
	least, most := v, v
	for l := range c {
		for y := range c[l] {
			row := &c[l][y]
			least, most = min(least, row[0], row[1], row[2]), max(most, row[0], row[1], row[2])
		}
	}
	return v > 0 && v == most || v < 0 && v == least
}

// refine fits a quadratic to the 27 neighbours (Brown and Lowe 2002), moves to
// the neighbour where its top lies, and refuses weak blobs and edges.
func (o octave) refine(c cube, l, x, y int) (blob, bool) {
	w := o.width
	for range refineSteps {
		at := func(dl, dx, dy int) float64 { return float64(c[dl+1][dy+1][dx+1]) }
		v := at(0, 0, 0)
		gx, gy, gs := (at(0, 1, 0)-at(0, -1, 0))/2, (at(0, 0, 1)-at(0, 0, -1))/2, (at(1, 0, 0)-at(-1, 0, 0))/2
		xx, yy, ss := at(0, 1, 0)+at(0, -1, 0)-2*v, at(0, 0, 1)+at(0, 0, -1)-2*v, at(1, 0, 0)+at(-1, 0, 0)-2*v
		xy := (at(0, 1, 1) - at(0, -1, 1) - at(0, 1, -1) + at(0, -1, -1)) / 4
		xs := (at(1, 1, 0) - at(1, -1, 0) - at(-1, 1, 0) + at(-1, -1, 0)) / 4
		ys := (at(1, 0, 1) - at(1, 0, -1) - at(-1, 0, 1) + at(-1, 0, -1)) / 4
		dx, dy, ds, ok := solve3(xx, xy, xs, yy, ys, ss, -gx, -gy, -gs)
		if !ok {
			return blob{}, false
		}
		if math.Abs(dx) <= 0.5 && math.Abs(dy) <= 0.5 && math.Abs(ds) <= 0.5 {
			response := v + (float64(gx*dx)+float64(gy*dy)+float64(gs*ds))/2
			trace, det := xx+yy, float64(xx*yy)-float64(xy*xy)
			if math.Abs(response) < contrastLayer || det <= 0 ||
				float64(trace*trace)*edgeRatio >= (edgeRatio+1)*(edgeRatio+1)*det {
				return blob{}, false
			}
			return blob{
				level: l, x: float64(x) + dx, y: float64(y) + dy, sigma: levelSigma(float64(l) + ds),
				response: math.Abs(response), bright: response < 0,
			}, true
		}
		if math.Abs(dx) > float64(w) || math.Abs(dy) > float64(w) || math.Abs(ds) > levels {
			return blob{}, false
		}
		x, y, l = x+int(math.Round(dx)), y+int(math.Round(dy)), l+int(math.Round(ds))
		if l < 1 || l > layers || x < borderPx || y < borderPx || x >= w-borderPx || y >= o.height-borderPx {
			return blob{}, false
		}
		c = o.around(l, x, y)
	}
	return blob{}, false
}

// solve3 solves a symmetric 3×3 system by Cramer's rule.
func solve3(a, b, c, d, e, f, p, q, r float64) (x, y, z float64, ok bool) {
	// | a b c |   | p |
	// | b d e | · | q |
	// | c e f |   | r |
	A, B, C := float64(d*f)-float64(e*e), float64(c*e)-float64(b*f), float64(b*e)-float64(c*d)
	det := float64(a*A) + float64(b*B) + float64(c*C)
	if math.Abs(det) < 1e-12 {
		return 0, 0, 0, false
	}
	D, E, F := float64(a*f)-float64(c*c), float64(b*c)-float64(a*e), float64(a*d)-float64(b*b)
	x = (float64(A*p) + float64(B*q) + float64(C*r)) / det
	y = (float64(B*p) + float64(D*q) + float64(E*r)) / det
	z = (float64(C*p) + float64(E*q) + float64(F*r)) / det
	return x, y, z, true
}

// dropDoubles removes blobs that two starting pixels led to.
func dropDoubles(blobs []blob) []blob {
	type spot struct{ octave, level, x, y int }
	seen := make(map[spot]struct{}, len(blobs))
	kept := blobs[:0]
	for _, b := range blobs {
		s := spot{b.octave, b.level, int(math.Round(b.x)), int(math.Round(b.y))}
		if _, ok := seen[s]; !ok {
			seen[s] = struct{}{}
			kept = append(kept, b)
		}
	}
	return kept
}

// gridCells is the number of cells across the longer side within which blobs
// compete: small enough that a caption can't win the whole ranking, large
// enough that a cell still holds ten blobs of the cap.
const gridCells = 14

// spread keeps at most limit blobs: the strongest of every grid cell and
// octave first, then the second strongest, and so on. A global ranking would
// let text, whose edges are the sharpest, push the picture out.
func spread(blobs []blob, size geom.Size, limit int) []blob {
	if len(blobs) <= limit {
		return blobs
	}
	side := float64(max(size.Width, size.Height)) / gridCells
	type bucket struct{ octave, cx, cy int }
	order := make([]int, len(blobs))
	where := make([]bucket, len(blobs))
	for i, b := range blobs {
		step := math.Ldexp(1, b.octave)
		where[i] = bucket{b.octave, int(b.x * step / side), int(b.y * step / side)}
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(blobs[j].response, blobs[i].response), cmp.Compare(i, j))
	})
	taken := map[bucket]int{}
	turn := make([]float64, len(blobs))
	for _, i := range order {
		taken[where[i]]++
		// A coarser octave has fewer places to offer, so its turns come more slowly.
		turn[i] = float64(taken[where[i]]) * math.Exp2(octaveShare*float64(blobs[i].octave))
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(turn[i], turn[j]) })
	order = order[:limit]
	slices.Sort(order)
	kept := make([]blob, limit)
	for n, i := range order {
		kept[n] = blobs[i]
	}
	return kept
}

// octaveShare makes each coarser octave take 2⁻ˢʰᵃʳᵉ as many turns as the one before.
const octaveShare = 0.5

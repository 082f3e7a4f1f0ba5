package feature

import (
	"cmp"
	"math"
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

// scan looks for extrema in rows y0 to y1−1. The differences of Gaussians are
// made row by row and kept for three rows only.
func (o octave) scan(number, y0, y1 int) []blob {
	w := o.width
	if y0 >= y1 || w <= 2*borderPx {
		return nil
	}
	const weakest = contrast / layers / 2 // before refinement, which can only raise it
	var found []blob
	var dog [levels - 1][3][]uint16
	for l := range dog {
		for i := range dog[l] {
			dog[l][i] = make([]uint16, perWord*strideOf(w))
		}
	}
	fill := func(y int) {
		for l := range dog {
			subtract(dog[l][y%3], o.planes[l+1].row(y), o.planes[l].row(y))
		}
	}
	fill(y0 - 1)
	fill(y0)
	for y := y0; y < y1; y++ {
		fill(y + 1)
		for l := 1; l <= layers; l++ {
			row := dog[l][y%3][:w]
			before, v := row[borderPx-1], row[borderPx]
			for x := borderPx; x < w-borderPx; x++ {
				after := row[x+1]
				if (v > nought+weakest && v > before && v >= after && isTop(&dog, l, x, y, v)) ||
					(v < nought-weakest && v < before && v <= after && isBottom(&dog, l, x, y, v)) {
					if b, ok := o.refine(l, x, y); ok {
						b.octave = number
						found = append(found, b)
					}
				}
				before, v = v, after
			}
		}
	}
	return found
}

// nought is what stands for no difference: the differences are kept without a sign.
const nought = 1 << (laneBits - 1)

// subtract writes nought + coarse − fine, pixel by pixel.
func subtract(out []uint16, coarse, fine []uint64) {
	fine = fine[:len(coarse)]
	for i, c := range coarse {
		v := c + nought*everyLane - fine[i]
		q := out[:perWord]
		q[0], q[1], q[2], q[3] = uint16(v), uint16(v>>16), uint16(v>>32), uint16(v>>48)
		out = out[perWord:]
	}
}

func isTop(dog *[levels - 1][3][]uint16, l, x, y int, v uint16) bool {
	for dl := l - 1; dl <= l+1; dl++ {
		for r := range 3 {
			if dl == l && r == y%3 {
				continue
			}
			t := dog[dl][r][x-1 : x+2]
			if v < t[0] || v < t[1] || v < t[2] {
				return false
			}
		}
	}
	return true
}

func isBottom(dog *[levels - 1][3][]uint16, l, x, y int, v uint16) bool {
	for dl := l - 1; dl <= l+1; dl++ {
		for r := range 3 {
			if dl == l && r == y%3 {
				continue
			}
			t := dog[dl][r][x-1 : x+2]
			if v > t[0] || v > t[1] || v > t[2] {
				return false
			}
		}
	}
	return true
}

// refine fits a quadratic to the 27 neighbours (Brown and Lowe 2002), moves to
// the neighbour where its top lies, and refuses weak blobs and edges.
func (o octave) refine(l, x, y int) (blob, bool) {
	w := o.width
	at := func(dl, dx, dy int) float64 {
		return float64(o.planes[l+dl+1].at(x+dx, y+dy) - o.planes[l+dl].at(x+dx, y+dy))
	}
	for range refineSteps {
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

package provenance

import "math"

// The quantisation tables of ISO/IEC 10918-1, Annex K, which the Independent
// JPEG Group's program (1991) scales to a quality of 1 to 100, in zigzag order.
var (
	lumaTable = quantisation{
		16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
		26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
		56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
		95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
	}
	chromaTable = quantisation{
		17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
		99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
	}
)

// atQuality scales a table of Annex K as everybody does since that program.
func (q quantisation) atQuality(quality int) quantisation {
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	for k := range q {
		q[k] = min(255, max(1, (q[k]*scale+50)/100))
	}
	return q
}

const (
	// A table is the standard one where no step is off by more than this:
	// programs round differently.
	sameStep = 1
	// farthest is the mean deviation, as a share of the step, up to which a
	// table is told by the quality that lies nearest.
	farthest = 0.12
)

// qualityOf returns the quality whose tables lie nearest to the file's, and
// whether they are its own; 0 where none is near. chroma is nil for a grey picture.
func qualityOf(luma, chroma *quantisation) (quality int, standard bool) {
	least := math.Inf(1)
	for q := 1; q <= 100; q++ {
		off, most := luma.distance(lumaTable.atQuality(q))
		if chroma != nil {
			o, m := chroma.distance(chromaTable.atQuality(q))
			off, most = (off+o)/2, max(most, m)
		}
		if off < least {
			least, quality, standard = off, q, most <= sameStep
		}
	}
	if !standard && least > farthest {
		return 0, false
	}
	return quality, standard
}

// distance returns the mean deviation as a share of the step, and the greatest
// in steps. Steps of over 255 count as 255, as far as most programs go.
func (q *quantisation) distance(from quantisation) (mean float64, most int) {
	for k, step := range q {
		d := min(255, step) - from[k]
		d = max(d, -d)
		mean += float64(d) / float64(from[k])
		most = max(most, d)
	}
	return mean / float64(len(q)), most
}

package compare

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// noise predicts the square of the residual that is usual at a place: a + b·g²
// + c·s², with g the local gradient and s the local deviation of the predicted
// picture. Compression and resampling err most on edges and in texture, so a
// flat sky must not be judged by the noise of foliage.
type noise struct {
	a, b, c float32
	median  float64 // grey levels
}

const (
	// noiseFloor is the least variance, one grey level squared: rounding alone.
	noiseFloor = 1
	// noiseSamples is about how many places the fit looks at.
	noiseSamples = 30_000
	noiseRounds  = 8
	// activityRadius makes windows of 9×9 for the local deviation.
	activityRadius = 4
)

// measureNoise fits the three numbers to the pair's own residuals, again and
// again without the places around which the residuals are three times the
// noise found before: they are changed parts. A changed part is known by its
// neighbourhood and not by the pixel, whose residual may be nought by chance;
// and leaving out single large residuals would shrink the noise of pictures
// that have many. It bears changed parts of up to two fifths.
func measureNoise(residual, predicted []float32, doubt []uint8, m *Map) noise {
	type sample struct{ r2, near, g2, s2 float64 }
	around := make([]float32, len(residual))
	m.boxMeans(squared(residual), zRadius, func(i int, mean float64) { around[i] = float32(mean) })
	w, h := m.Size.Width, m.Size.Height
	step := max(1, int(math.Sqrt(float64(w)*float64(h)/noiseSamples)))
	bands := make([][]sample, rows.Bands(h))
	rows.Each(h, func(band, y0, y1 int) {
		activity := newActivity(predicted, m.Size)
		for y := (y0 + step - 1) / step * step; y < y1; y += step {
			g2, s2 := activity(y)
			for x := step / 2; x < w; x += step {
				if i := w*y + x; m.Mask[i] == Told && doubt[i] < sure {
					r := float64(residual[i])
					bands[band] = append(bands[band], sample{r * r, float64(around[i]), float64(g2[x]), float64(s2[x])})
				}
			}
		}
	})
	samples := slices.Concat(bands...)
	n := noise{a: noiseFloor}
	if len(samples) == 0 {
		n.median = 1
		return n
	}
	squares := make([]float64, len(samples))
	for i, s := range samples {
		squares[i] = s.near
	}
	slices.Sort(squares)
	n.a = float32(max(noiseFloor, squares[len(squares)*3/5]))
	for range noiseRounds {
		var f fit
		for _, s := range samples {
			v := n.variance(float32(s.g2), float32(s.s2))
			if s.near <= 9*float64(v) {
				f.add([3]float64{1, s.g2, s.s2}, min(s.r2, 25*float64(v)), 1/float64(v*v))
			}
		}
		x := f.solve()
		n.a, n.b, n.c = float32(max(x[0], noiseFloor)), float32(x[1]), float32(x[2])
	}
	for i, s := range samples {
		squares[i] = float64(n.variance(float32(s.g2), float32(s.s2)))
	}
	slices.Sort(squares)
	n.median = math.Sqrt(squares[len(squares)/2])
	return n
}

func squared(plane []float32) []float32 {
	out := make([]float32, len(plane))
	for i, v := range plane {
		out[i] = float32(v * v)
	}
	return out
}

func (n noise) variance(g2, s2 float32) float32 {
	return max(noiseFloor, n.a+float32(n.b*g2)+float32(n.c*s2))
}

// newRow returns a function that gives the variance along a row, in a buffer it uses again.
func (n noise) newRow(predicted []float32, size geom.Size) func(y int) []float32 {
	activity := newActivity(predicted, size)
	return func(y int) []float32 {
		g2, s2 := activity(y)
		for x := range g2 {
			g2[x] = n.variance(g2[x], s2[x])
		}
		return g2
	}
}

// newActivity returns a function that gives the squared gradient (central
// differences) and the local variance along a row of the plane, in buffers that
// it uses again.
func newActivity(plane []float32, size geom.Size) func(y int) (g2, s2 []float32) {
	w := size.Width
	g2, s2 := make([]float32, w), make([]float32, w)
	sums, squares := make([]float64, w), make([]float64, w)
	return func(y int) ([]float32, []float32) {
		activityOf(plane, size, y, g2, s2, sums, squares)
		return g2, s2
	}
}

func activityOf(plane []float32, size geom.Size, y int, g2, s2 []float32, sums, squares []float64) {
	w, h := size.Width, size.Height
	clear(sums)
	clear(squares)
	up, at, down := plane[w*max(y-1, 0):], plane[w*y:], plane[w*min(y+1, h-1):]
	from, to := max(0, y-activityRadius), min(h, y+activityRadius+1)
	for v := from; v < to; v++ {
		for x, p := range plane[w*v : w*(v+1)] {
			sums[x] += float64(p)
			squares[x] += float64(p) * float64(p)
		}
	}
	var sum, square float64
	n := 0
	for x := -activityRadius; x < w; x++ {
		if in := x + activityRadius; in < w {
			sum, square, n = sum+sums[in], square+squares[in], n+to-from
		}
		if out := x - activityRadius - 1; out >= 0 {
			sum, square, n = sum-sums[out], square-squares[out], n-(to-from)
		}
		if x < 0 {
			continue
		}
		gx, gy := (at[min(x+1, w-1)]-at[max(x-1, 0)])/2, (down[x]-up[x])/2
		g2[x] = float32(gx*gx) + float32(gy*gy)
		mean := sum / float64(n)
		s2[x] = float32(max(0, square/float64(n)-float64(mean*mean)))
	}
}

// fit gathers weighted normal equations of three unknowns.
type fit struct {
	m [3][3]float64
	v [3]float64
}

func (f *fit) add(x [3]float64, y, weight float64) {
	for i := range 3 {
		for j := range 3 {
			f.m[i][j] += float64(weight * x[i] * x[j])
		}
		f.v[i] += float64(weight * x[i] * y)
	}
}

// solve returns the unknowns, none below 0: of all choices of unknowns held at
// 0 the one of least squares that leaves none negative.
func (f *fit) solve() (best [3]float64) {
	least := math.Inf(1)
	for held := range 8 {
		x, ok := f.without(held)
		if !ok || x[0] < 0 || x[1] < 0 || x[2] < 0 {
			continue
		}
		var cost float64 // without the constant Σ w y²
		for i := range 3 {
			for j := range 3 {
				cost += float64(x[i] * x[j] * f.m[i][j])
			}
			cost -= float64(2 * x[i] * f.v[i])
		}
		if cost < least {
			least, best = cost, x
		}
	}
	return best
}

// without solves for the unknowns whose bit in held is not set, by elimination with pivots.
func (f *fit) without(held int) (x [3]float64, ok bool) {
	var a [3][4]float64
	for i := range 3 {
		copy(a[i][:3], f.m[i][:])
		a[i][3] = f.v[i]
	}
	for i := range 3 {
		if held>>i&1 == 1 {
			for j := range 3 {
				a[i][j], a[j][i] = 0, 0
			}
			a[i][i], a[i][3] = 1, 0
		}
	}
	for c := range 3 {
		p := c
		for r := c + 1; r < 3; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[p][c]) {
				p = r
			}
		}
		if math.Abs(a[p][c]) < 1e-12 {
			return x, false
		}
		a[c], a[p] = a[p], a[c]
		for r := range 3 {
			if r == c {
				continue
			}
			k := a[r][c] / a[c][c]
			for j := c; j < 4; j++ {
				a[r][j] -= float64(k * a[c][j])
			}
		}
	}
	for i := range 3 {
		x[i] = a[i][3] / a[i][i]
	}
	return x, true
}

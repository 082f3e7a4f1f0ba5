package byhand

import (
	"math"

	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// view is the neighbourhood of a point as one turn and scale carries it to the
// other picture, in samples that lie a step of that picture apart.
type view struct {
	s         Sought
	trial     trial
	step      float64  // pixels of To from sample to sample
	finest    float64  // the step at which the less fine of the pictures has a pixel to each sample
	toFrom    geom.Map // linear: offsets on To to offsets on From
	level     *picture.Picture
	levelOver float64 // pixels of To to one of level
	side      int
	patch     []float32 // of From; NaN beside it
	even      []float32 // the same about its mean
	deviation float64
	whole     bool // nothing of the patch lies beside the picture
	known     bool // there is something in it
}

// view reads the neighbourhood for one turn and scale. The step is at least that
// asked for, and such that neither picture is enlarged.
func (s Sought) view(t trial, step float64) *view {
	linear := s.linear(t)
	scale := linear.LengthScale(geom.Point{}) // pixels of To to one of From
	finest := max(1, scale)
	v := &view{s: s, trial: t, step: max(step, finest), finest: finest, side: 2*patchRadius + 1}
	v.toFrom, _ = linear.Inverse()
	from, over := levelOf(s.From, v.step/scale)
	v.level, v.levelOver = levelOf(s.To, v.step)
	v.patch = make([]float32, v.side*v.side)
	inside, pix := 0, from.Pix()
	for i := range v.patch {
		d := geom.Point{X: float64(i%v.side - patchRadius), Y: float64(i/v.side - patchRadius)}.Times(v.step)
		p := s.At.Add(v.toFrom.Apply(d))
		value, ok := luma(from.Size(), pix, p.X/over, p.Y/over)
		v.patch[i] = float32(math.NaN())
		if ok {
			v.patch[i] = value
			inside++
		}
	}
	mean, deviation := spread(v.patch)
	v.even, v.deviation = make([]float32, len(v.patch)), deviation
	for i, value := range v.patch {
		v.even[i] = value - float32(mean)
	}
	v.whole = inside == len(v.patch)
	v.known = float64(inside) >= leastInside*float64(len(v.patch)) && deviation >= leastLevels
	return v
}

// linear is the guess near the point, without its shift, turned and scaled.
func (s Sought) linear(t trial) geom.Map {
	const h = 0.5
	o := s.Guess.Apply(s.At)
	x := s.Guess.Apply(s.At.Add(geom.Point{X: h})).Sub(o).Times(1 / h)
	y := s.Guess.Apply(s.At.Add(geom.Point{Y: h})).Sub(o).Times(1 / h)
	return geom.Scaling(t.scale, t.scale).After(geom.Rotation(t.degrees * math.Pi / 180)).
		After(geom.Map{x.X, y.X, 0, x.Y, y.Y, 0, 0, 0, 1})
}

// levelOf returns the level of a pyramid that has about a pixel to each step,
// and how many of the full pixels are one of it.
func levelOf(p *picture.Pyramid, step float64) (*picture.Picture, float64) {
	n := max(0, min(int(math.Round(math.Log2(max(1, step)))), p.Levels()-1))
	return p.Level(n), math.Exp2(float64(n))
}

// luma interpolates linearly at a point of a picture's pixels; ok is false beside it.
func luma(size geom.Size, pix []uint8, x, y float64) (float32, bool) {
	x, y = x-0.5, y-0.5
	if !(x >= -0.5 && y >= -0.5 && x <= float64(size.Width)-0.5 && y <= float64(size.Height)-0.5) {
		return 0, false
	}
	x, y = min(max(x, 0), float64(size.Width-1)), min(max(y, 0), float64(size.Height-1))
	xi, yi := int(x), int(y)
	fx, fy := float32(x-float64(xi)), float32(y-float64(yi))
	xj, yj := min(xi+1, size.Width-1), min(yi+1, size.Height-1)
	at := func(x, y int) float32 {
		q := pix[4*(y*size.Width+x):][:4]
		if q[3] < 128 {
			return 128 // flat where nothing is
		}
		return 0.299*float32(q[0]) + 0.587*float32(q[1]) + 0.114*float32(q[2])
	}
	top := at(xi, yi) + fx*(at(xj, yi)-at(xi, yi))
	bottom := at(xi, yj) + fx*(at(xj, yj)-at(xi, yj))
	return top + fy*(bottom-top), true
}

// spread returns the mean and the deviation of the values that are there.
func spread(values []float32) (mean, deviation float64) {
	var n, sum, square float64
	for _, v := range values {
		if f := float64(v); f == f {
			n++
			sum += f
			square += float64(f * f)
		}
	}
	if n == 0 {
		return 0, 0
	}
	return sum / n, math.Sqrt(max(0, square/n-float64(sum/n*sum/n)))
}

// peak is the place that agrees best, and the best one that is elsewhere.
type peak struct {
	told      bool // there was something to compare
	at        geom.Point
	agreement float64
	other     float64
	otherAt   geom.Point
	ring      float64 // the best agreement a little way off: along an edge it stays
}

// scores are the correlations of a neighbourhood at every sample within reach
// of a place of To.
type scores struct {
	v      *view
	around geom.Point
	reach  int
	values []float64 // −2 where too little lies on both pictures, −1 where there is nothing
}

// search correlates the neighbourhood at every sample within reach of a place of To.
func (v *view) search(around geom.Point, reach int) scores {
	out := scores{v: v, around: around, reach: reach}
	if !v.known {
		return out
	}
	w := v.side + 2*reach
	field := make([]float32, w*w)
	whole := true
	pix := v.level.Pix()
	for i := range field {
		d := geom.Point{X: float64(i%w - w/2), Y: float64(i/w - w/2)}.Times(v.step)
		p := around.Add(d)
		value, ok := luma(v.level.Size(), pix, p.X/v.levelOver, p.Y/v.levelOver)
		field[i] = value
		if !ok {
			field[i], whole = float32(math.NaN()), false
		}
	}
	n := 2*reach + 1
	out.values = make([]float64, n*n)
	for i := range out.values {
		if whole && v.whole {
			out.values[i] = v.correlateWhole(field, w, i%n, i/n)
		} else {
			out.values[i] = v.correlate(field, w, i%n, i/n)
		}
	}
	return out
}

// peak returns the best place; with a sign of −1 the one that agrees best as a negative.
func (s scores) peak(sign float64) peak {
	out := peak{agreement: -2, other: -2, ring: -2}
	if len(s.values) == 0 {
		return out
	}
	value := func(i int) float64 {
		if s.values[i] <= -1 {
			return s.values[i]
		}
		return sign * s.values[i]
	}
	n, best := 2*s.reach+1, 0
	for i := range s.values {
		if value(i) > value(best) {
			best = i
		}
	}
	if value(best) <= -2 {
		return out
	}
	place := func(i int) geom.Point {
		return s.around.Add(geom.Point{X: float64(i%n - s.reach), Y: float64(i/n - s.reach)}.Times(s.v.step))
	}
	out.told, out.at, out.agreement = true, place(best), value(best)
	for i := range s.values {
		apart := math.Hypot(float64(i%n-best%n), float64(i/n-best/n))
		if apart > apartSteps && value(i) > out.other {
			out.other, out.otherAt = value(i), place(i)
		}
		if math.Abs(apart-ringSteps) < 0.5 && value(i) > out.ring {
			out.ring = value(i)
		}
	}
	return out
}

// correlateWhole returns the zero-mean normalised correlation of the patch with
// the field at an offset, where nothing of either is missing.
func (v *view) correlateWhole(field []float32, w, x, y int) float64 {
	var sb, bb, ab float32
	for row := range v.side {
		line, even := field[(y+row)*w+x:][:v.side], v.even[row*v.side:][:v.side]
		for i, b := range line {
			b -= 128 // so that the sums keep their digits
			sb += b
			bb += b * b
			ab += even[i] * b
		}
	}
	n := float64(len(v.patch))
	vb := float64(bb)/n - float64(float64(sb)/n*float64(sb)/n)
	if vb < leastLevels*leastLevels {
		return -1
	}
	return float64(ab) / n / (v.deviation * math.Sqrt(vb))
}

// correlate does the same where something is missing.
func (v *view) correlate(field []float32, w, x, y int) float64 {
	var n, sa, sb, aa, bb, ab float64
	for row := range v.side {
		line := field[(y+row)*w+x:][:v.side]
		for i, a := range v.patch[row*v.side:][:v.side] {
			b := line[i]
			if a != a || b != b {
				continue
			}
			fa, fb := float64(a), float64(b)
			n++
			sa += fa
			sb += fb
			aa += float64(fa * fa)
			bb += float64(fb * fb)
			ab += float64(fa * fb)
		}
	}
	if n < leastInside*float64(len(v.patch)) {
		return -2
	}
	va, vb := aa/n-float64(sa/n*sa/n), bb/n-float64(sb/n*sb/n)
	if va < leastLevels*leastLevels || vb < leastLevels*leastLevels {
		return -1
	}
	return (ab/n - float64(sa/n*sb/n)) / math.Sqrt(va*vb)
}

// settleSteps is the number of Gauss–Newton steps to a fraction of a sample.
const settleSteps = 8

// settle moves a place by fractions of a step, with turn, scale, gain and offset
// free, until the squares of the differences are least. A place that leaves the
// sample it came from, or agrees less, stays where it was.
func (v *view) settle(from peak, sign float64) geom.Point {
	// Offsets in samples: q = (c −d; d c)·p + (x, y); unknowns c, d, x, y, gain, offset.
	c, d, x, y := 1.0, 0.0, 0.0, 0.0
	gain, offset, pix := 0.0, 0.0, v.level.Pix()
	read := func(px, py float64) (value, gx, gy float32, ok bool) {
		at := func(px, py float64) (float32, bool) {
			p := from.at.Add(geom.Point{X: px, Y: py}.Times(v.step))
			return luma(v.level.Size(), pix, p.X/v.levelOver, p.Y/v.levelOver)
		}
		value, ok = at(px, py)
		l, okL := at(px-0.5, py)
		r, okR := at(px+0.5, py)
		u, okU := at(px, py-0.5)
		b, okB := at(px, py+0.5)
		return value, r - l, b - u, ok && okL && okR && okU && okB
	}
	for range settleSteps {
		var n fit.Normal
		for i, a := range v.patch {
			px, py := float64(i%v.side-patchRadius), float64(i/v.side-patchRadius)
			if a != a || px*px+py*py > patchRadius*patchRadius {
				continue
			}
			value, gx, gy, ok := read(float64(c*px)-float64(d*py)+x, float64(d*px)+float64(c*py)+y)
			if !ok {
				continue
			}
			if gain == 0 {
				n.Add([]float64{float64(value), 1}, float64(a), 1)
				continue
			}
			fx, fy := gain*float64(gx), gain*float64(gy)
			k := 1.0 / patchRadius // so that all unknowns are of one size
			n.Add([]float64{
				(float64(fx*px) + float64(fy*py)) * k, (float64(fy*px) - float64(fx*py)) * k, fx, fy, float64(value), 1,
			}, float64(a)-float64(gain*float64(value))-offset, 1)
		}
		if gain == 0 {
			s, ok := n.Solve(2, 1e-9)
			if !ok || !(s[0]*sign > 0) {
				return from.at
			}
			gain, offset = s[0], s[1]
			continue
		}
		s, ok := n.Solve(6, 1e-6)
		if !ok {
			return from.at
		}
		c, d, x, y = c+s[0]/patchRadius, d+s[1]/patchRadius, x+s[2], y+s[3]
		gain, offset = gain+s[4], offset+s[5]
		if math.Hypot(s[2], s[3]) < settledSteps {
			break
		}
	}
	if !(math.Hypot(x, y) <= 1.5) || !(math.Hypot(c-1, d) < 0.2) || !(gain*sign > 0) {
		return from.at
	}
	return from.at.Add(geom.Point{X: x, Y: y}.Times(v.step))
}

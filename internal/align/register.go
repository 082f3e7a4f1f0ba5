package align

import (
	"math"

	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// registration is one template and one moving plane with the samples to compare.
type registration struct {
	template, moving *plane
	samples          []sample // ordered by tile
	tileStart        [tiles*tiles + 1]int
	frame            geom.Map  // template pixels to coordinates of about −1 to 1
	unit             float64   // template pixels in 1 of them
	seen             []reading // of each sample, at the last state that was looked at
	seenAt           state     // that state: only its map and its tone count
}

// sample is a pixel of the template, in the frame's coordinates, with its value.
type sample struct {
	x, y  float64
	value float64
	at    int // in the template's pixels
}

// state is the present estimate: the map from the frame to the moving plane, and the tone.
type state struct {
	m            geom.Map
	gain, offset float64
	cost         float64 // mean robust cost
	cut          float64 // Tukey's, in grey levels
}

// reading is what a sample meets in the moving picture.
type reading struct {
	residual, v, gx, gy float64
	x, y                float64 // where, in pixels of the moving plane
	ok                  bool
}

// full carries a state back to full pictures' pixels: movingFromTemplate.
func (r *registration) full(s state) geom.Map {
	return geom.Scaling(1/r.moving.ScaleX, 1/r.moving.ScaleY).After(s.m).After(r.frame).
		After(geom.Scaling(r.template.ScaleX, r.template.ScaleY)).Normalised()
}

// start expresses a map of the full pictures in the registration's coordinates.
func (r *registration) start(movingFromTemplate geom.Map) state {
	templateFromFrame, _ := r.frame.Inverse() // a scale and a shift
	m := geom.Scaling(r.moving.ScaleX, r.moving.ScaleY).After(movingFromTemplate).
		After(geom.Scaling(1/r.template.ScaleX, 1/r.template.ScaleY)).After(templateFromFrame).Normalised()
	s := state{m: m}
	r.tone(&s)
	return s
}

// tone sets gain and offset by least squares, twice, without the worst residuals the second time.
func (r *registration) tone(s *state) {
	s.gain, s.offset = 0, 0
	step := max(1, len(r.samples)/toneSamples)
	values := make([][2]float64, 0, len(r.samples)/step+1) // of the moving plane and of the template
	for i := 0; i < len(r.samples); i += step {
		if v, ok := r.read(s.m, r.samples[i]); ok {
			values = append(values, [2]float64{v, r.samples[i].value})
		}
	}
	limit := math.Inf(1)
	for again := range 2 {
		var n, sx, sy, xx, xy float64
		for _, q := range values {
			v, value := q[0], q[1]
			if math.Abs(value-float64(s.gain*v)-s.offset) > limit {
				continue
			}
			n++
			sx += v
			sy += value
			xx += float64(v * v)
			xy += float64(v * value)
		}
		if d := float64(n*xx) - float64(sx*sx); d > 1e-9 {
			s.gain = (float64(n*xy) - float64(sx*sy)) / d
			s.offset = (sy - float64(s.gain*sx)) / n
		}
		if again == 0 {
			var square float64
			for _, q := range values {
				e := q[1] - float64(s.gain*q[0]) - s.offset
				square += float64(e * e)
			}
			limit = 1.5 * math.Sqrt(square/max(1, n))
		}
	}
}

// evenly brings both planes to one lighting where theirs differs, as the
// residuals' means over the tiles tell, and fits the tone anew. Where it is the
// same the planes stay as they are: taking it off is not quite even at the rim.
func (r *registration) evenly(s state) state {
	sums, ok := r.equations(&s, 0, 0)
	if !ok {
		return s
	}
	deviation := s.cut / 4.685 // Tukey's cut over its constant
	var square, n float64
	for t := range sums {
		from, to := r.tileStart[t], r.tileStart[t+1]
		if to-from < leastTile {
			continue
		}
		var sum, count float64
		for _, e := range r.seen[from:to] {
			if e.ok {
				sum += max(-2*deviation, min(2*deviation, e.residual))
				count++
			}
		}
		if count > 0 {
			square += float64(count * (sum / count) * (sum / count))
			n += count
		}
	}
	if n == 0 || math.Sqrt(square/n) <= unevenLevels+float64(unevenShare*deviation) {
		return s
	}
	r.template.flatten()
	r.moving.flatten()
	r.seenAt = state{}
	for i := range r.samples {
		r.samples[i].value = float64(r.template.Pix[r.samples[i].at])
	}
	r.tone(&s)
	return s
}

func (r *registration) read(m geom.Map, q sample) (float64, bool) {
	p := m.Apply(geom.Point{X: q.x, Y: q.y})
	v, _, _, ok := r.moving.slope(p.X, p.Y)
	return v, ok
}

// settle runs Gauss–Newton with one number of parameters.
func (r *registration) settle(s state, freedom int) (state, bool) {
	for range stepsPerStage {
		sums, ok := r.equations(&s, freedom, 0)
		if !ok {
			return s, false
		}
		var all fit.Normal
		for i := range sums {
			all.Plus(&sums[i])
		}
		x, solved := all.Solve(freedom+2, 1e-9)
		if !solved {
			return s, false
		}
		next := s.moved(x[:freedom+2], freedom)
		if !next.m.Valid() {
			return s, false
		}
		far := 0.0
		for _, c := range unitSquare {
			far = max(far, next.m.Apply(c).Distance(s.m.Apply(c)))
		}
		s = next
		if far < settledPx {
			break
		}
		if !(far < r.unit) {
			return s, false
		}
	}
	_, ok := r.equations(&s, 0, 0)
	return s, ok
}

var unitSquare = [4]geom.Point{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: 1, Y: 1}, {X: -1, Y: 1}}

// choose settles with 4, 6 and 8 parameters and takes the fewest that
// describe the pictures as well as more would.
func (r *registration) choose(start state, freedom int) (best state, chosen int, ok bool) {
	for _, f := range []int{4, 6, 8} {
		from := start.simplified(f, freedom)
		if ok && f > freedom {
			from = best // more parameters than the keypoints gave go on from fewer
		}
		s, found := r.settle(from, f)
		if !found {
			continue
		}
		if ok {
			// Costs are compared under one cut.
			r.equations(&s, 0, best.cut)
		}
		if !ok || s.cost < best.cost*(1-betterBy/float64(len(r.samples))) {
			best, chosen, ok = s, f, true
		}
	}
	return best, chosen, ok
}

// simplified drops what fewer parameters can't express.
func (s state) simplified(freedom, have int) state {
	if freedom >= have {
		return s
	}
	if freedom < 8 && have == 8 {
		// The affine map that agrees with the homography at the middle.
		q := s.m.Apply(geom.Point{})
		m := s.m
		s.m = geom.Map{m[0] - float64(m[6]*q.X), m[1] - float64(m[7]*q.X), q.X, m[3] - float64(m[6]*q.Y), m[4] - float64(m[7]*q.Y), q.Y, 0, 0, 1}
	}
	if freedom == 4 {
		sign := s.turn()
		c, d := (s.m[0]+float64(sign*s.m[4]))/2, (s.m[3]-float64(sign*s.m[1]))/2
		s.m = geom.Map{c, -sign * d, s.m[2], d, sign * c, s.m[5], 0, 0, 1}
	}
	return s
}

// turn is −1 where the map turns the plane over, else 1.
func (s *state) turn() float64 {
	if float64(s.m[0]*s.m[4])-float64(s.m[1]*s.m[3]) < 0 {
		return -1
	}
	return 1
}

// moved adds a step of the parameters; the tone comes last.
func (s state) moved(x []float64, freedom int) state {
	switch freedom {
	case 4:
		sign := s.turn()
		s.m[0] += x[0]
		s.m[4] += float64(sign * x[0])
		s.m[3] += x[1]
		s.m[1] -= float64(sign * x[1])
		s.m[2] += x[2]
		s.m[5] += x[3]
	default:
		for i := range freedom {
			s.m[i] += x[i]
		}
	}
	s.gain += x[freedom]
	s.offset += x[freedom+1]
	return s
}

// equations computes the residuals, Tukey's cut (or takes the one given), the
// mean robust cost, and the weighted normal equations of each tile for the
// given number of geometric parameters, or none for 0.
func (r *registration) equations(s *state, freedom int, cut float64) ([]fit.Normal, bool) {
	n := len(r.samples)
	if r.seen == nil {
		r.seen = make([]reading, n)
	}
	seen := r.seen
	if at := r.seenAt; at.m != s.m || at.gain != s.gain || at.offset != s.offset {
		rows.Tasks((n+sampleChunk-1)/sampleChunk, func(c int) {
			for i := c * sampleChunk; i < min(n, (c+1)*sampleChunk); i++ {
				q := r.samples[i]
				p := s.m.Apply(geom.Point{X: q.x, Y: q.y})
				v, gx, gy, ok := r.moving.slope(p.X, p.Y)
				seen[i] = reading{q.value - float64(s.gain*v) - s.offset, v, gx, gy, p.X, p.Y, ok}
			}
		})
		r.seenAt = *s
	}
	if cut <= 0 {
		middle, ok := medianSize(seen)
		if !ok {
			return nil, false
		}
		cut = tukey * max(leastDeviation, middle)
	}
	s.cut = cut
	var costs [tiles * tiles]float64
	sums := make([]fit.Normal, tiles*tiles)
	rows.Tasks(tiles*tiles, func(t int) {
		var row [fit.MaxUnknowns]float64
		for i := r.tileStart[t]; i < r.tileStart[t+1]; i++ {
			e := &seen[i]
			u := e.residual / cut
			if u = 1 - float64(u*u); !e.ok || u <= 0 {
				costs[t]++ // the cost of a residual beyond the cut, in units of it
				continue
			}
			costs[t] += 1 - float64(u*u*u)
			if freedom == 0 {
				continue
			}
			q := r.samples[i]
			s.row(&row, freedom, q, e)
			sums[t].Add(row[:freedom+2], e.residual, u*u)
		}
	})
	s.cost = 0
	for _, c := range costs {
		s.cost += c / float64(n)
	}
	return sums, true
}

// medianSize returns the median of the residuals' sizes, to a thirty-second of a grey level.
func medianSize(seen []reading) (float64, bool) {
	const steps, most = 32, 128
	var count [steps * most]int
	n := 0
	for i := range seen {
		if seen[i].ok {
			count[max(0, min(len(count)-1, int(math.Abs(seen[i].residual)*steps)))]++
			n++
		}
	}
	below := 0
	for i, c := range count {
		if below += c; 2*below >= n {
			return (float64(i) + 0.5) / steps, n >= leastSamples
		}
	}
	return 0, false
}

// row fills in how the moving picture's value at a sample changes with the parameters.
func (s *state) row(row *[fit.MaxUnknowns]float64, freedom int, q sample, e *reading) {
	gx, gy := s.gain*e.gx, s.gain*e.gy
	switch freedom {
	case 4:
		sign := s.turn()
		row[0] = float64(gx*q.x) + float64(sign*float64(gy*q.y))
		row[1] = float64(gy*q.x) - float64(sign*float64(gx*q.y))
		row[2], row[3] = gx, gy
	case 6:
		affineRow(row, q, gx, gy)
	default:
		w := 1 / (float64(s.m[6]*q.x) + float64(s.m[7]*q.y) + 1)
		gx, gy = gx*w, gy*w
		affineRow(row, q, gx, gy)
		slide := float64(gx*e.x) + float64(gy*e.y)
		row[6], row[7] = -slide*q.x, -slide*q.y
	}
	row[freedom], row[freedom+1] = e.v, 1
}

func affineRow(row *[fit.MaxUnknowns]float64, q sample, gx, gy float64) {
	row[0], row[1], row[2] = gx*q.x, gx*q.y, gx
	row[3], row[4], row[5] = gy*q.x, gy*q.y, gy
}

// jackknife returns the 95 % error of the worst of the corners, template pixels
// of the full picture, by leaving out one tile at a time. The covariance of the
// least squares would be too small, since neighbouring pixels err together.
func (r *registration) jackknife(s state, freedom int, corners []geom.Point) float64 {
	sums, ok := r.equations(&s, freedom, s.cut)
	if !ok {
		return 0
	}
	var moved [][]geom.Point
	for t := range sums {
		if r.tileStart[t+1]-r.tileStart[t] < leastTile {
			continue
		}
		var rest fit.Normal
		for o := range sums {
			if o != t {
				rest.Plus(&sums[o])
			}
		}
		x, solved := rest.Solve(freedom+2, 1e-9)
		if !solved {
			continue
		}
		m := r.full(s.moved(x[:freedom+2], freedom))
		at := make([]geom.Point, len(corners))
		for i, c := range corners {
			at[i] = m.Apply(c)
		}
		moved = append(moved, at)
	}
	k := float64(len(moved))
	if k < 3 {
		return 0
	}
	worst := 0.0
	for i := range corners {
		var mean geom.Point
		for _, at := range moved {
			mean = mean.Add(at[i].Times(1 / k))
		}
		var square float64
		for _, at := range moved {
			d := at[i].Sub(mean)
			square += float64(d.X*d.X) + float64(d.Y*d.Y)
		}
		worst = max(worst, (k-1)/k*square)
	}
	return ninetyFive * math.Sqrt(worst)
}

// register prepares one stage: it smooths both planes, picks the template's
// samples within the region, and sorts them into tiles. The overlap is given in
// pixels of both pictures.
func register(template *picture.Gray, moving *tower, step, blur float64, onTemplate, onMoving []geom.Point, region func(geom.Point) bool) *registration {
	// The moving plane that has about one pixel to each of the template's.
	other := moving.at(step / math.Sqrt(template.ScaleX*template.ScaleY))
	ratio := step * math.Sqrt(other.ScaleX*other.ScaleY/(template.ScaleX*template.ScaleY)) // moving pixels to a template pixel
	sharper := 0.0
	if ratio > 1 {
		sharper = 0.5 * math.Sqrt(float64(ratio*ratio)-1)
	}
	r := &registration{
		template: smoothed(template, blur, onTemplate),
		moving:   smoothed(other, math.Hypot(blur*ratio, sharper), onMoving),
	}
	t, box := r.template, boundsOf(onTemplate)
	// Nearer to the overlap's rim one picture was smoothed with what lies beyond
	// it, the other with its mirror image.
	rim := 1 + int(math.Ceil(3*math.Hypot(blur, sharper/max(1, ratio))))
	x0, x1 := int(box.MinX*t.ScaleX)+rim, int(math.Ceil(box.MaxX*t.ScaleX))-rim
	y0, y1 := int(box.MinY*t.ScaleY)+rim, int(math.Ceil(box.MaxY*t.ScaleY))-rim
	if x0 >= x1 || y0 >= y1 {
		return r
	}
	w, h := float64(x1-x0), float64(y1-y0)
	r.unit = math.Hypot(w, h) / 2
	r.frame = geom.Scaling(1/r.unit, 1/r.unit).After(geom.Translation(-float64(x0)-w/2, -float64(y0)-h/2))
	block := max(2, int(math.Sqrt(w*h/wantedSamples)))
	var found [tiles * tiles][]sample
	rows.Tasks(tiles*tiles, func(n int) {
		tx, ty := n%tiles, n/tiles
		fromX, toX := x0+(x1-x0)*tx/tiles, x0+(x1-x0)*(tx+1)/tiles
		fromY, toY := y0+(y1-y0)*ty/tiles, y0+(y1-y0)*(ty+1)/tiles
		for by := fromY; by < toY; by += block {
			for bx := fromX; bx < toX; bx += block {
				if s, ok := t.steepest(bx, by, min(toX, bx+block), min(toY, by+block)); ok &&
					region(geom.Point{X: s.x / t.ScaleX, Y: s.y / t.ScaleY}) {
					p := r.frame.Apply(geom.Point{X: s.x, Y: s.y})
					s.x, s.y = p.X, p.Y
					found[n] = append(found[n], s)
				}
			}
		}
	})
	for n := range found {
		r.tileStart[n] = len(r.samples)
		r.samples = append(r.samples, found[n]...)
	}
	r.tileStart[tiles*tiles] = len(r.samples)
	return r
}

package graphic

import (
	"cmp"
	"image"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
)

// Sizes of marks: shares of the short side of the smaller picture, and their
// least in p.
const (
	lineShare   = 0.0068
	lineLeast   = 0.45
	radiusShare = 0.034
	radiusLeast = 2.4
	badgeShare  = 0.043
	badgeUsual  = 5.2 // the least radius of a badge, in p
	badgeLeast  = 4.6 // and where marks stand so densely that some had to be dropped
	leastRadius = 0.6 // of a shape on the found picture, of that on the claim
	mostRadius  = 1.6
)

// directions are those in which a badge may lie from its detail.
const directions = 16

// mostTries bounds the search for a placing in which no mark meets another.
const mostTries = 20000

// placed is a sign in its place on both pictures, in pixels of the graphic.
type placed struct {
	sign
	centre [2]geom.Point // of the hollow shape
	radius [2]float64    // of it
	badge  [2]geom.Point
	r      float64 // of the badge
	line   float64
}

// obstacle is something that no badge and no leader may lie on: on one of the
// pictures, a row of points.
type obstacle struct {
	on     int
	points []geom.Point
}

// placing is the search for the places of the badges.
type placing struct {
	boxes     [2]geom.Rect
	images    [2]*image.RGBA
	obstacles []obstacle
	line      float64
	tries     int
}

// place finds a place for the badge of every sign: the same direction on both
// pictures, so that none leaves a picture, meets another mark or covers another
// detail; of those left the flattest patch. Where there is none for all, badges
// become smaller, and then the weakest marks are dropped: those whose detail was
// not measured again, or agrees least.
func (b *sheet) place(l pairLayout, signs []sign, images [2]*image.RGBA, obstacles []obstacle) (out []placed, dropped int) {
	short := l.short()
	pair := b.c.Brief.Pair
	sizes := [2]geom.Size{}
	sizes[0], sizes[1] = b.sizes()
	boxes := [2]geom.Rect{l.claim, l.found}
	search := placing{boxes: boxes, images: images, obstacles: obstacles, line: max(lineLeast*b.p, lineShare*short)}
	var all []placed
	for _, s := range signs {
		m := placed{sign: s, line: search.line}
		m.radius[0] = max(radiusShare*short, radiusLeast*b.p)
		scale := (boxes[1].Width() / float64(sizes[1].Width)) / (boxes[0].Width() / float64(sizes[0].Width))
		if !b.s.ClaimsPartOnly {
			scale *= pair.CandidateFromClaimed.LengthScale(s.at[0])
		}
		if math.IsNaN(scale) {
			scale = 1
		}
		m.radius[1] = m.radius[0] * min(mostRadius, max(leastRadius, scale))
		inside := true
		for i, box := range boxes {
			at := onBox(box, sizes[i]).Apply(s.at[i])
			inside = inside && box.Contains(at)
			m.centre[i] = kept(at, box.Grown(-reach*m.radius[i]-haloWidth/2*m.line))
		}
		if !inside {
			dropped++
			continue
		}
		all = append(all, m)
	}
	for _, least := range []float64{badgeUsual, badgeLeast} {
		for i := range all {
			all[i].r = max(badgeShare*short*least/badgeUsual, least*b.p)
		}
		if out := search.solve(all); out != nil {
			return out, dropped
		}
	}
	for len(all) > 0 {
		all = slices.Delete(all, b.weakest(all), b.weakest(all)+1)
		dropped++
		if out := search.solve(all); out != nil {
			return out, dropped
		}
	}
	return nil, dropped
}

// weakest is the place of the mark whose detail agrees least.
func (b *sheet) weakest(all []placed) int {
	agreement := func(m placed) float64 {
		r := b.c.Brief.Details[m.place].Mark.Measured
		if r == nil || !r.Found {
			return -1
		}
		return r.Agreement
	}
	worst := len(all) - 1
	for i := len(all) - 2; i >= 0; i-- {
		if agreement(all[i]) < agreement(all[worst]) {
			worst = i
		}
	}
	return worst
}

// solve places the badges of all marks, or returns nil where that can't be done.
func (p *placing) solve(all []placed) []placed {
	choices := make([][]placed, len(all))
	for i, m := range all {
		if choices[i] = p.choices(all, i, m); len(choices[i]) == 0 {
			return nil
		}
	}
	p.tries = 0
	out := make([]placed, 0, len(all))
	if !p.next(choices, &out) {
		return nil
	}
	return out
}

// choices are the places that a badge may have as far as pictures, details and
// obstacles go, the flattest patch first.
func (p *placing) choices(all []placed, i int, m placed) []placed {
	type choice struct {
		placed
		rough float64
	}
	var out []choice
	for k := range directions {
		sin, cos := math.Sincos(2 * math.Pi * float64(k) / directions)
		c := choice{placed: m}
		ok := true
		for side := range 2 {
			far := m.radius[side] + reach*m.r + 3*m.line
			c.badge[side] = m.centre[side].Add(geom.Point{X: sin, Y: -cos}.Times(far))
			room := p.boxes[side].Grown(-m.extent())
			ok = ok && room.Contains(c.badge[side]) && p.free(all, i, c.placed, side)
		}
		if !ok {
			continue
		}
		for side := range 2 {
			c.rough += roughness(p.images[side], p.boxes[side], c.badge[side], m.extent())
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b choice) int { return cmp.Compare(a.rough, b.rough) })
	places := make([]placed, len(out))
	for k, c := range out {
		places[k] = c.placed
	}
	return places
}

// extent is how far a badge goes from its middle, with its halo.
func (m placed) extent() float64 { return reach*m.r + haloWidth/2*m.line }

// free reports whether badge and leader of a mark lie off the other details and
// off the obstacles on one picture.
func (p *placing) free(all []placed, i int, m placed, side int) bool {
	at, from := m.badge[side], m.centre[side]
	for j, other := range all {
		if j == i {
			continue
		}
		around := reach*other.radius[side] + haloWidth/2*m.line
		if other.centre[side].Distance(at) < around+m.extent() || other.centre[side].DistanceToSegment(from, at) < around {
			return false
		}
	}
	for _, o := range p.obstacles {
		if o.on != side {
			continue
		}
		for k, q := range o.points {
			if at.DistanceToSegment(q, o.points[(k+1)%len(o.points)]) < m.extent() || q.DistanceToSegment(from, at) < 2*m.line {
				return false
			}
		}
	}
	return true
}

// next places the badge of the next mark and all after it.
func (p *placing) next(choices [][]placed, out *[]placed) bool {
	i := len(*out)
	if i == len(choices) {
		return true
	}
	for _, m := range choices[i] {
		if p.tries++; p.tries > mostTries {
			return false
		}
		if !clear(*out, m) {
			continue
		}
		*out = append(*out, m)
		if p.next(choices, out) {
			return true
		}
		*out = (*out)[:i]
	}
	return false
}

// clear reports whether a mark's badge and leader meet none of those that stand.
func clear(stand []placed, m placed) bool {
	for _, other := range stand {
		for side := range 2 {
			a, b := m.badge[side], other.badge[side]
			if a.Distance(b) < m.extent()+other.extent() ||
				b.DistanceToSegment(m.centre[side], a) < other.extent() ||
				a.DistanceToSegment(other.centre[side], b) < m.extent() {
				return false
			}
		}
	}
	return true
}

// roughness is the spread of the light of a square patch of a picture that is
// drawn in a box, grey levels.
func roughness(img *image.RGBA, box geom.Rect, at geom.Point, half float64) float64 {
	if img == nil {
		return 0
	}
	at = at.Sub(geom.Point{X: box.MinX, Y: box.MinY})
	patch := image.Rect(int(at.X-half), int(at.Y-half), int(at.X+half), int(at.Y+half)).Intersect(img.Rect)
	var n, sum, squares float64
	for y := patch.Min.Y; y < patch.Max.Y; y++ {
		row := img.Pix[img.PixOffset(patch.Min.X, y):img.PixOffset(patch.Max.X, y)]
		for i := 0; i+3 < len(row); i += 4 {
			v := float64(int(row[i])+2*int(row[i+1])+int(row[i+2])) / 4
			n++
			sum += v
			squares += v * v
		}
	}
	if n == 0 {
		return 0
	}
	mean := sum / n
	return math.Sqrt(max(0, squares/n-mean*mean))
}

// drawPlaced draws marks over both pictures: leaders, shapes, then badges.
func (b *sheet) drawPlaced(all []placed) {
	for _, m := range all {
		for side := range 2 {
			from, to := m.centre[side], m.badge[side]
			way := to.Sub(from)
			start := from.Add(way.Times(m.radius[side] / max(way.Length(), 1e-9)))
			b.d.Add(hollow(figure.Path{Points: []geom.Point{start, to}}, m.colour(), m.line)...)
			b.d.Add(hollow(m.shape(from, m.radius[side]), m.colour(), m.line)...)
			b.d.Add(b.badge(m.sign, to, m.r, m.line)...)
		}
	}
}

// onBox carries the pixels of a picture into its box.
func onBox(box geom.Rect, size geom.Size) geom.Map {
	return geom.Translation(box.MinX, box.MinY).After(geom.Scaling(box.Width()/float64(max(1, size.Width)), box.Height()/float64(max(1, size.Height))))
}

// kept returns the place within a box that is nearest to a point.
func kept(p geom.Point, box geom.Rect) geom.Point {
	return geom.Point{X: min(max(p.X, box.MinX), max(box.MinX, box.MaxX)), Y: min(max(p.Y, box.MinY), max(box.MinY, box.MaxY))}
}

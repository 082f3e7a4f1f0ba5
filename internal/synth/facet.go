package synth

import "math"

// spot is a place on a surface, as it is painted: where it lies, and what the
// paint made of it.
type spot struct {
	at    vec
	out   vec     // the way the surface faces, unit; a paint may tilt it
	pixel float32 // metres to a pixel of the picture: what is finer must fade

	colour light   // the share of light given back, 0 to 1
	shine  light   // light of its own
	gloss  float32 // the share of the sky that it mirrors when looked at straight
	wet    float32 // 0…1 how much of the scene lies mirrored in it
}

// stuff is what a surface is made of.
type stuff struct {
	paint func(s *spot) // nil leaves the facet's tint as it is
	thin  bool          // lit from either side: leaves, cloth, smoke
}

// facet is a flat triangle.
type facet struct {
	p    [3]vec
	n    [3]vec // the way the surface faces at the corners
	tint light
	of   *stuff
}

// built is what a scene is built of.
type built struct {
	facets []facet
}

var matt = &stuff{}

// triangle adds a triangle; it faces the side that sees its corners counter-clockwise.
func (b *built) triangle(of *stuff, tint light, p, q, r vec) {
	n := q.sub(p).cross(r.sub(p)).unit()
	b.facets = append(b.facets, facet{[3]vec{p, q, r}, [3]vec{n, n, n}, tint, of})
}

// quad adds a flat four-cornered face.
func (b *built) quad(of *stuff, tint light, p, q, r, s vec) {
	b.triangle(of, tint, p, q, r)
	b.triangle(of, tint, p, r, s)
}

// frame is a place with directions of its own: x ahead, y to its left, z up.
type frame struct {
	at     vec
	dx, dy vec
}

// framed returns the frame at a place, turned by radians from the world's x towards its y.
func framed(at vec, turn float64) frame {
	s, c := math.Sincos(turn)
	return frame{at, vec{c, s, 0}, vec{-s, c, 0}}
}

func (f frame) to(x, y, z float64) vec {
	return f.at.along(f.dx, x).along(f.dy, y).add(vec{0, 0, z})
}

// in returns a point of the world in the frame's own metres.
func (f frame) in(p vec) vec {
	d := p.sub(f.at)
	return vec{d.dot(f.dx), d.dot(f.dy), d.z}
}

// block adds a box between two corners given in a frame, without its underside.
func (b *built) block(f frame, of *stuff, tint light, lo, hi vec) {
	b.wedge(f, of, tint, lo, hi, 0, 0)
}

// wedge adds a box whose upper face is drawn in by metres along x and y.
func (b *built) wedge(f frame, of *stuff, tint light, lo, hi vec, inX, inY float64) {
	c := [8]vec{
		f.to(lo.x, lo.y, lo.z), f.to(hi.x, lo.y, lo.z), f.to(hi.x, hi.y, lo.z), f.to(lo.x, hi.y, lo.z),
		f.to(lo.x+inX, lo.y+inY, hi.z), f.to(hi.x-inX, lo.y+inY, hi.z), f.to(hi.x-inX, hi.y-inY, hi.z), f.to(lo.x+inX, hi.y-inY, hi.z),
	}
	b.quad(of, tint, c[4], c[5], c[6], c[7])
	b.quad(of, tint, c[0], c[1], c[5], c[4])
	b.quad(of, tint, c[1], c[2], c[6], c[5])
	b.quad(of, tint, c[2], c[3], c[7], c[6])
	b.quad(of, tint, c[3], c[0], c[4], c[7])
}

// beam adds a square bar from one point to another.
func (b *built) beam(of *stuff, tint light, from, to vec, thick float64) {
	along := to.sub(from).unit()
	side := along.cross(vec{0, 0, 1})
	if side.length() < 1e-6 {
		side = vec{1, 0, 0}
	}
	side = side.unit()
	up := side.cross(along)
	var ring [2][4]vec
	for i, p := range [2]vec{from, to} {
		for k, s := range [4][2]float64{{-1, -1}, {1, -1}, {1, 1}, {-1, 1}} {
			ring[i][k] = p.along(side, s[0]*thick/2).along(up, s[1]*thick/2)
		}
	}
	for k := range 4 {
		j := (k + 1) % 4
		b.quad(of, tint, ring[0][j], ring[0][k], ring[1][k], ring[1][j])
	}
}

// tube adds a round upright body of sides faces, from radius r0 below to r1
// above, and its lid.
func (b *built) tube(of *stuff, tint light, foot vec, height, r0, r1 float64, sides int) {
	top := foot.add(vec{0, 0, height})
	lean := (r0 - r1) / height
	for i := range sides {
		s0, c0 := math.Sincos(2 * math.Pi * float64(i) / float64(sides))
		s1, c1 := math.Sincos(2 * math.Pi * float64(i+1) / float64(sides))
		p, q := foot.add(vec{r0 * c0, r0 * s0, 0}), foot.add(vec{r0 * c1, r0 * s1, 0})
		r, s := top.add(vec{r1 * c1, r1 * s1, 0}), top.add(vec{r1 * c0, r1 * s0, 0})
		n0, n1 := vec{c0, s0, lean}.unit(), vec{c1, s1, lean}.unit()
		b.facets = append(b.facets,
			facet{[3]vec{p, q, r}, [3]vec{n0, n1, n1}, tint, of},
			facet{[3]vec{p, r, s}, [3]vec{n0, n1, n0}, tint, of})
		b.triangle(of, tint, top, s, r)
	}
}

// gabled adds a house with a gabled roof over its longer side: walls to the
// eaves, a roof rising to the ridge that stands over by a little.
func (b *built) gabled(f frame, wall, roof *stuff, paint, tiles light, length, width, eaves, ridge float64) {
	l, w := length/2, width/2
	b.block(f, wall, paint, vec{-l, -w, 0}, vec{l, w, eaves})
	for _, s := range [2]float64{-1, 1} {
		p, q, r := f.to(s*l, -s*w, eaves), f.to(s*l, s*w, eaves), f.to(s*l, 0, ridge)
		b.triangle(wall, paint, p, q, r)
		const over = 0.4
		fall := (ridge - eaves) / w * over
		a, c := f.to(-s*(l+over), -s*(w+over), eaves-fall), f.to(s*(l+over), -s*(w+over), eaves-fall)
		d, e := f.to(s*(l+over), 0, ridge), f.to(-s*(l+over), 0, ridge)
		b.quad(roof, tiles, a, c, d, e)
		// Its underside hides the sky above the eaves.
		b.quad(roof, tiles.times(0.5), c, a, e, d)
	}
}

// crown adds the leaves of a tree: small cards strewn through an ellipsoid, each
// lit as the ellipsoid is.
func (b *built) crown(d *dice, of *stuff, tint light, middle, radius vec, cards int, size float64) {
	for range cards {
		dir := vec{d.between(-1, 1), d.between(-1, 1), d.between(-1, 1)}
		l := dir.length()
		if l > 1 || l < 0.2 {
			dir = dir.times(0.8 / max(l, 0.01))
		}
		at := middle.add(vec{dir.x * radius.x, dir.y * radius.y, dir.z * radius.z})
		n := vec{dir.x / radius.x, dir.y / radius.y, dir.z / radius.z}.unit().add(vec{d.between(-0.5, 0.5), d.between(-0.5, 0.5), d.between(-0.2, 0.5)}).unit()
		u := vec{d.between(-1, 1), d.between(-1, 1), d.between(-1, 1)}.unit()
		v := u.cross(vec{d.between(-1, 1), d.between(-1, 1), d.between(-1, 1)}).unit()
		s := size * d.between(0.6, 1.3)
		shade := float32(d.between(0.7, 1.15) * (0.62 + 0.38*min(1, dir.length())))
		p, q, r := at.along(u, s), at.along(v, s), at.along(u, -0.6*s).along(v, -0.6*s)
		b.facets = append(b.facets, facet{[3]vec{p, q, r}, [3]vec{n, n, n}, tint.times(shade), of})
	}
}

var leaf = &stuff{thin: true}

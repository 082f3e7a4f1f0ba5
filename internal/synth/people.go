package synth

import "math"

// figure is how somebody stands.
type figure struct {
	at         vec     // between the feet
	turn       float64 // radians; 0 looks along −y
	tall       float64 // metres
	coat, legs light

	socks         light // below the knee; zero is like the legs
	skin, hair    light
	arms          [2]vec  // where the hands are: metres out, forward and up from the shoulders; zero hangs down
	stride        float64 // metres that the feet are apart along the way
	sits          bool    // what is below the hips is left out
	broad         float64 // 1 is an adult
	far           bool    // too far away for hands and a round head to be seen
	scarf, fringe light   // worn around the neck; zero without
}

// skins and hairs of people, linear.
var (
	skins = []light{{0.52, 0.33, 0.24}, {0.45, 0.27, 0.18}, {0.55, 0.37, 0.29}, {0.26, 0.14, 0.08}, {0.13, 0.065, 0.04}, {0.48, 0.30, 0.21}}
	hairs = []light{{0.02, 0.015, 0.012}, {0.05, 0.03, 0.02}, {0.16, 0.10, 0.05}, {0.30, 0.22, 0.12}, {0.25, 0.25, 0.25}, {0.03, 0.02, 0.015}}
)

// person adds somebody. Nobody's face is drawn: heads are plain balls.
func (b *built) person(g figure) {
	s, c := math.Sincos(g.turn)
	f := frame{g.at, vec{c, s, 0}, vec{s, -c, 0}} // x to the right of the picture when facing it, y forward
	k := g.tall / 1.75
	w := 0.22 * k * g.broad
	hip, neck := 0.86*k, 1.46*k
	shin := g.socks
	if shin == (light{}) {
		shin = g.legs
	}
	if !g.sits {
		for i, side := range [2]float64{-1, 1} {
			foot := f.to(side*0.10*k, g.stride*(0.5-float64(i)), 0.04)
			knee := f.to(side*0.11*k, 0.35*g.stride*(0.5-float64(i))+0.10*math.Abs(g.stride), 0.46*k)
			b.beam(matt, g.legs, f.to(side*0.09*k, 0, hip+0.04), knee, 0.17*k)
			b.beam(matt, shin, knee, foot, 0.125*k)
			b.beam(matt, light{0.03, 0.03, 0.03}, foot, foot.along(f.dy, 0.2*k), 0.09*k)
		}
	}
	// The trunk: narrower at the hips.
	ring := func(z, wide, deep float64) [6]vec {
		var r [6]vec
		for i := range r {
			sn, cs := math.Sincos(2 * math.Pi * (float64(i) + 0.5) / 6)
			r[i] = f.to(wide*cs, deep*sn, z)
		}
		return r
	}
	rings := [4][6]vec{ring(hip, 0.78*w, 0.13*k*g.broad), ring(hip+0.28*k, 0.86*w, 0.135*k*g.broad), ring(neck-0.1*k, w*1.05, 0.135*k*g.broad), ring(neck+0.01*k, 0.42*w, 0.08*k)}
	for i := 0; i+1 < len(rings); i++ {
		for j := range 6 {
			n := (j + 1) % 6
			b.quad(matt, g.coat, rings[i][j], rings[i][n], rings[i+1][n], rings[i+1][j])
		}
	}
	for i, side := range [2]float64{-1, 1} {
		shoulder := f.to(side*w*1.02, 0, neck-0.09*k)
		reach := g.arms[i]
		if reach == (vec{}) {
			reach = vec{0.06, 0.08, -0.56}
		}
		hand := shoulder.along(f.dx, side*reach.x*k).along(f.dy, reach.y*k).add(vec{0, 0, reach.z * k})
		if g.far {
			b.beam(matt, g.coat, shoulder, hand, 0.1*k)
			continue
		}
		elbow := shoulder.add(hand).times(0.5).along(f.dx, side*0.07*k).add(vec{0, 0, -0.05 * k})
		b.beam(matt, g.coat, shoulder, elbow, 0.115*k)
		b.beam(matt, g.coat, elbow, hand, 0.09*k)
		b.ball(matt, g.skin, hand, 0.05*k, 4)
	}
	head := f.to(0, 0.02*k, neck+0.155*k)
	sides := 7
	if g.far {
		sides = 5
	} else {
		b.beam(matt, g.skin, f.to(0, 0, neck-0.02), head, 0.11*k)
	}
	b.ball(matt, g.skin, head, 0.108*k, sides)
	b.ball(matt, g.hair, head.along(f.dy, -0.022*k).add(vec{0, 0, 0.028 * k}), 0.108*k, sides)
	if g.scarf != (light{}) {
		b.tube(matt, g.scarf, f.to(0, 0, neck-0.07*k), 0.085*k, 0.13*k, 0.105*k, 7)
		b.quad(matt, g.fringe, f.to(0.02, 0.15*k, neck-0.34*k), f.to(0.13, 0.15*k, neck-0.34*k), f.to(0.12, 0.13*k, neck-0.04*k), f.to(0.03, 0.13*k, neck-0.04*k))
	}
}

// ball adds a sphere of about 2·sides² faces, lit as a round one.
func (b *built) ball(of *stuff, tint light, middle vec, radius float64, sides int) {
	stacks := max(2, sides/2+1)
	at := func(i, j int) vec {
		su, cu := math.Sincos(math.Pi * float64(i) / float64(stacks))
		sv, cv := math.Sincos(2 * math.Pi * float64(j) / float64(sides))
		return vec{su * cv, su * sv, cu}
	}
	for i := range stacks {
		for j := range sides {
			n := [4]vec{at(i, j), at(i+1, j), at(i+1, j+1), at(i, j+1)}
			p := [4]vec{}
			for k := range n {
				p[k] = middle.along(n[k], radius)
			}
			if i < stacks-1 {
				b.facets = append(b.facets, facet{[3]vec{p[0], p[1], p[2]}, [3]vec{n[0], n[1], n[2]}, tint, of})
			}
			if i > 0 {
				b.facets = append(b.facets, facet{[3]vec{p[0], p[2], p[3]}, [3]vec{n[0], n[2], n[3]}, tint, of})
			}
		}
	}
}

package scenery

import (
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// clothes are what somebody wears.
type clothes struct{ coat, legs, hat, skin colour }

var skins = [...]colour{rgb(206, 164, 138), rgb(188, 140, 112), rgb(150, 106, 80), rgb(104, 72, 54), rgb(214, 176, 152)}

// dressed chooses clothes: muted, with now and then a bright coat.
func dressed(d *dice) clothes {
	coats := [...]colour{
		rgb(44, 52, 70), rgb(58, 58, 60), rgb(92, 40, 40), rgb(44, 66, 52), rgb(110, 88, 62), rgb(28, 30, 34), rgb(74, 84, 96),
		rgb(176, 142, 52), rgb(168, 54, 44), rgb(62, 96, 140), rgb(140, 132, 120), rgb(92, 70, 100), rgb(196, 192, 184),
	}
	hats := [...]colour{rgb(40, 32, 28), rgb(70, 50, 34), rgb(24, 24, 26), rgb(140, 110, 70), rgb(150, 48, 44), rgb(48, 70, 110), rgb(120, 120, 122), rgb(90, 66, 44)}
	return clothes{
		coat: coats[d.Below(len(coats))].Times(float32(d.Between(0.75, 1.15))),
		legs: [...]colour{rgb(40, 46, 62), rgb(34, 34, 36), rgb(74, 70, 62), rgb(52, 60, 76)}[d.Below(4)],
		hat:  hats[d.Below(len(hats))], skin: skins[d.Below(len(skins))],
	}
}

// cloth is a paint with folds.
func cloth(c colour, plane int) paint {
	return func(h *hit) {
		n := trace.Noise(h.At.X*6+h.At.Z*2, h.At.Y*6-h.At.Z*2.5, plane)
		h.Albedo = c.Times(float32(1 + 0.14*n))
		k := 0.22 * fade(h, 0.12)
		tilt(h, vec{X: k * n, Y: k * trace.Noise(h.At.X*6, h.At.Z*4, plane+1), Z: 0.3 * k * n})
	}
}

// stance is how somebody stands.
type stance struct {
	tall   float64
	stride float64 // metres between the feet
	lift   [2]vec  // where the hands are, in the body's frame from the shoulder; zero hangs
	sunk   float64 // metres below the surface that they stand in
	seated bool
}

// person puts somebody who looks along +x turned by yaw. Nobody has a face: the
// head is turned away, or too small for one.
func (s *stage) person(thing int32, d *dice, at vec, yaw float64, c clothes, st stance) (hands [2]vec) {
	k := st.tall
	if k == 0 {
		k = d.Between(1.6, 1.85)
	}
	u := k / 1.75
	at.Z -= st.sunk
	place := func(x, y, z float64) vec { return at.Add(turned(vec{X: x * u, Y: y * u, Z: z * u}, yaw)) }
	coat, legs := cloth(c.coat, d.Below(99)), cloth(c.legs, d.Below(99))
	hip := 0.88
	if st.seated {
		hip = 0.45
	}
	for i, side := range [2]float64{-1, 1} {
		step := st.stride / 2 * side
		if st.seated {
			s.Put(thing, trace.Limb(trace.Drum, place(0, 0.1*side, hip), place(0.42, 0.12*side, hip+0.04), 0.085*u, legs),
				trace.Limb(trace.Drum, place(0.42, 0.12*side, hip), place(0.46, 0.12*side, 0.05), 0.07*u, legs))
		} else {
			knee := place(step*0.5+0.04, 0.09*side, 0.48)
			s.Put(thing, trace.Limb(trace.Drum, place(0, 0.08*side, hip+0.02), knee, 0.088*u, legs),
				trace.Limb(trace.Drum, knee, place(step, 0.09*side, 0.06), 0.068*u, legs),
				trace.Upright(trace.Ball, place(step+0.06, 0.09*side, 0.05), vec{X: 0.14, Y: 0.06, Z: 0.07}, yaw, trace.Plain(rgb(30, 28, 27))))
		}
		shoulder := place(0, 0.185*side, hip+0.49)
		hand := st.lift[i]
		if hand == (vec{}) {
			hand = vec{X: 0.06 - step*0.5, Y: 0.07 * side, Z: -0.56}
		}
		tip := shoulder.Add(turned(hand.Times(u), yaw))
		elbow := shoulder.Add(tip).Times(0.5).Add(turned(vec{X: -0.05, Y: 0.05 * side, Z: -0.03}, yaw))
		s.Put(thing, trace.Limb(trace.Drum, shoulder, elbow, 0.062*u, coat), trace.Limb(trace.Drum, elbow, tip, 0.05*u, coat),
			trace.Upright(trace.Ball, elbow, vec{X: 0.064, Y: 0.064, Z: 0.064}.Times(u), 0, coat),
			trace.Upright(trace.Ball, shoulder, vec{X: 0.068, Y: 0.068, Z: 0.068}.Times(u), 0, coat),
			trace.Upright(trace.Ball, tip, vec{X: 0.055, Y: 0.05, Z: 0.06}.Times(u), yaw, trace.Plain(c.skin)))
		hands[i] = tip
	}
	body := trace.Upright(trace.Ball, place(0, 0, hip+0.3), vec{X: 0.15, Y: 0.238, Z: 0.35}.Times(u), yaw, coat)
	skirt := trace.Upright(trace.Box, place(0, 0, hip-0.02), vec{X: 0.15, Y: 0.215, Z: 0.24}.Times(u), yaw, coat)
	skirt.TaperX, skirt.TaperY = 0.18, 0.12
	head := place(0.03, 0, hip+0.74)
	s.Put(thing, body, skirt,
		trace.Upright(trace.Ball, place(0.01, 0, hip+0.56), vec{X: 0.085, Y: 0.105, Z: 0.1}.Times(u), yaw, cloth(c.hat.To(c.coat, 0.5), 4)),
		trace.Upright(trace.Ball, head, vec{X: 0.098, Y: 0.08, Z: 0.12}.Times(u), yaw, trace.Plain(c.skin)),
		trace.Upright(trace.Ball, head.Add(turned(vec{X: -0.022, Z: 0.035}, yaw)), vec{X: 0.102, Y: 0.09, Z: 0.105}.Times(u), yaw, cloth(c.hat, 6)))
	return hands
}

// crown puts a broad-leaved tree of that height; its trunk leans a little.
func (s *stage) tree(d *dice, at vec, tall float64, c colour, bare bool) {
	bark := worn(rgb(84, 74, 64), 17)
	top := at.Add(vec{X: d.Between(-0.3, 0.3), Y: d.Between(-0.3, 0.3), Z: tall * 0.62})
	s.Put(0, trace.Limb(trace.Drum, at.Add(vec{Z: -0.3}), at.Add(top.Sub(at).Times(0.5)), 0.028*tall, bark),
		trace.Limb(trace.Drum, at.Add(top.Sub(at).Times(0.5)), top, 0.017*tall, bark))
	n := 46
	for i := range n {
		k := (float64(i) + 0.5) / float64(n)
		z := 1 - 1.75*k
		r := math.Sqrt(max(0, 1-z*z)) * d.Between(0.45, 1.12)
		a := 2.39996*float64(i) + d.Between(-0.3, 0.3)
		p := at.Add(vec{X: 0.27 * tall * r * math.Cos(a), Y: 0.27 * tall * r * math.Sin(a), Z: tall * (0.66 + 0.3*z)})
		if i%3 == 0 {
			s.Put(0, trace.Limb(trace.Drum, top, p, 0.006*tall, bark))
		}
		if bare {
			continue
		}
		size := tall * d.Between(0.06, 0.13)
		b := trace.Upright(trace.Ball, p, vec{X: size * 1.15, Y: size * 1.15, Z: size * 0.9}, d.Unit(), leaves(c.Times(float32(d.Between(0.8, 1.2))), d.Below(50)))
		b.Holes, b.Leaf = 0.55, 0.055
		s.Put(0, b)
	}
}

// conifer puts a spruce of that height: whorls of hanging branches.
func (s *stage) conifer(d *dice, at vec, tall float64, needles paint, whorls int) {
	s.Put(0, trace.Limb(trace.Spire, at.Add(vec{Z: -0.4}), at.Add(vec{Z: tall}), 0.022*tall, worn(rgb(74, 62, 52), 8)))
	for i := range whorls {
		k := float64(i) / float64(whorls)
		z := tall * (0.07 + 0.9*k*(1.3-0.3*k))
		r := tall * 0.18 * (1.03 - k*(1.3-0.3*k)) * d.Between(0.85, 1.1)
		many := 6
		if k > 0.6 {
			many = 4
		}
		turn := d.Between(0, 6)
		for j := range many {
			sin, cos := math.Sincos(turn + 2*math.Pi*float64(j)/float64(many) + d.Between(-0.25, 0.25))
			long := r*d.Between(0.8, 1.15) + 0.012*tall
			end := vec{X: long * cos, Y: long * sin, Z: -0.34*long - 0.02*tall}
			from := at.Add(vec{Z: z})
			x := end.Times(0.56)
			y := vec{X: -sin, Y: cos}.Times(0.36*long + 0.004*tall)
			b := solid{Shape: trace.Ball, At: from.Add(end.Times(0.5)), X: x, Y: y, Z: vec{X: 0.1 * cos, Y: 0.1 * sin, Z: 1}.Times(0.13*long + 0.012*tall), Paint: needles}
			b.Holes, b.Leaf = 0.5, 0.07
			s.Put(0, b)
		}
	}
}

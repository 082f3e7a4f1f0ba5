package synth

import "math"

// hullOf adds a ship's hull in a frame whose x is ahead: length and beam at the
// deck, which lies at that height; bluff is how full the bow is, 0 to 1.
func (b *built) hullOf(f frame, of *stuff, paint, deck light, length, beam, height, bluff float64) {
	const stations = 26
	side := func(t, s float64) (lower, upper vec) {
		x := (t - 0.5) * length
		half := beam / 2
		fore := max(0, (t-0.72)/0.28)
		aft := max(0, (0.10-t)/0.10)
		full := math.Sqrt(max(0, 1-math.Pow(fore, 1.6+bluff)))
		water := math.Sqrt(max(0, 1-math.Pow(min(1, fore*1.12), 1.4+bluff*0.6)))
		narrow := 1 - 0.25*aft*aft
		rise := 2.4 * fore * fore // the bow stands higher
		return f.to(x-3.5*fore*fore, s*half*water*(1-0.5*aft), -1), f.to(x, s*half*full*narrow, height+rise)
	}
	for k := range stations {
		t0, t1 := float64(k)/stations, float64(k+1)/stations
		for _, s := range [2]float64{-1, 1} {
			a, d := side(t0, s)
			q, r := side(t1, s)
			if s < 0 {
				b.quad(of, paint, a, q, r, d)
			} else {
				b.quad(of, paint, q, a, d, r)
			}
		}
		_, l0 := side(t0, 1)
		_, l1 := side(t1, 1)
		_, r0 := side(t0, -1)
		_, r1 := side(t1, -1)
		down := vec{0, 0, -0.9}
		b.quad(of, deck, r0.add(down), r1.add(down), l1.add(down), l0.add(down))
	}
	a, d := side(0, -1)
	q, r := side(0, 1)
	b.quad(of, paint, q, a, d, r)
}

// house adds a ship's white deckhouse with its row of windows.
func (p *port) house(f frame, lo, hi vec, funnel light) {
	white := light{0.62, 0.62, 0.60}
	p.block(f, p.steel, white, lo, hi)
	glass := light{0.03, 0.04, 0.05}
	storeys := int((hi.z - lo.z) / 2.9)
	for k := range storeys {
		z := lo.z + 1.4 + 2.9*float64(k)
		high := 0.9
		if k == storeys-1 {
			high = 1.3
		}
		for y := lo.y + 1; y < hi.y-1; y += 2.2 {
			w := 1.0
			if k == storeys-1 {
				w = 1.9
			}
			for _, x := range [2]float64{lo.x - 0.03, hi.x + 0.03} {
				p.quad(p.steel, glass, f.to(x, y, z), f.to(x, y+w, z), f.to(x, y+w, z+high), f.to(x, y, z+high))
			}
		}
		for x := lo.x + 1; x < hi.x-1; x += 2.2 {
			for _, y := range [2]float64{lo.y - 0.03, hi.y + 0.03} {
				p.quad(p.steel, glass, f.to(x, y, z), f.to(x+1, y, z), f.to(x+1, y, z+high), f.to(x, y, z+high))
			}
		}
	}
	// Wings of the bridge, funnel and mast.
	p.block(f, p.steel, white, vec{hi.x - 3, lo.y - 5, hi.z - 3}, vec{hi.x, hi.y + 5, hi.z - 2.2})
	p.block(f, p.steel, funnel, vec{lo.x - 6, -2.5, lo.z}, vec{lo.x - 1.5, 2.5, hi.z + 2})
	p.beam(p.steel, white, f.to((lo.x+hi.x)/2, 0, hi.z), f.to((lo.x+hi.x)/2, 0, hi.z+9), 0.5)
	p.beam(p.steel, white, f.to((lo.x+hi.x)/2, -3, hi.z+6), f.to((lo.x+hi.x)/2, 3, hi.z+6), 0.3)
}

// ships lie at the quay and pass on the water.
func (p *port) ships() {
	d := p.dice
	hulls := []light{{0.02, 0.045, 0.11}, {0.035, 0.11, 0.09}, {0.18, 0.03, 0.025}, {0.04, 0.04, 0.045}}
	// The container ship at the quay; later it has been warped along.
	from := len(p.facets)
	x := -20 + d.between(-20, 20) + 46*p.moment
	f := framed(vec{x, -18.5, 0}, 0)
	length, beam, high := 196.0, 30.0, 10.5
	p.hullOf(f, p.hull, hulls[int(d.between(0, 4))], light{0.16, 0.07, 0.05}, length, beam, high, 0.3)
	for bay := range 10 {
		bx := -58 + float64(bay)*13.3
		if bay > 7 {
			bx += 4
		}
		wide := 10
		if bay > 8 {
			wide = 6
		}
		most := d.between(1.2, 5)
		for k := range wide {
			n := int(min(5, max(0, most+d.between(-1.2, 1.2))))
			at := f.to(bx, (float64(k)-float64(wide)/2)*2.7, 0)
			p.stack(at.x, at.y, n, high-quayTop)
		}
	}
	p.house(f, vec{-83, -12, high - 1}, vec{-71, 12, high + 22}, []light{{0.45, 0.05, 0.03}, {0.02, 0.08, 0.25}, {0.5, 0.36, 0.05}}[int(d.between(0, 3))])
	p.part("ship", from)
	// A tug under way, and its wake.
	from = len(p.facets)
	at := vec{d.between(-70, -20) + 44*p.moment, -50 - d.between(0, 12) + 4*p.moment, 0}
	turn := d.between(-0.1, 0.5)
	f = framed(at, turn)
	p.hullOf(f, p.hull, light{0.05, 0.05, 0.055}, light{0.20, 0.06, 0.04}, 28, 10, 3.2, 1)
	p.block(f, p.steel, light{0.6, 0.6, 0.58}, vec{-4, -3, 2.4}, vec{6, 3, 5})
	p.wedge(f, p.steel, light{0.6, 0.6, 0.58}, vec{-1, -2.2, 5}, vec{4.4, 2.2, 7.6}, 0.4, 0.3)
	p.block(f, p.steel, light{0.03, 0.04, 0.05}, vec{-0.9, -2.15, 5.9}, vec{4.45, 2.15, 7})
	p.block(f, p.steel, light{0.5, 0.20, 0.03}, vec{-3.4, -1.7, 5}, vec{-1.8, 1.7, 8.2})
	p.part("tug", from)
	p.wake(f, 28, 120)
	// A yacht further off.
	from = len(p.facets)
	f = framed(vec{d.between(60, 120) - 40*p.moment, -62 - d.between(0, 30), 0}, 2.6+d.between(-0.3, 0.3))
	p.hullOf(f, p.hull, light{0.62, 0.62, 0.62}, light{0.32, 0.2, 0.1}, 13, 4, 1.5, 0)
	p.triangle(leaf, light{0.75, 0.74, 0.7}, f.to(-4.5, 0.2, 2.6), f.to(1.2, 0.2, 2.6), f.to(1.3, 0.2, 16))
	p.triangle(leaf, light{0.75, 0.74, 0.7}, f.to(1.6, 0.3, 2.2), f.to(6.2, 0, 1.8), f.to(1.4, 0.2, 14))
	p.part("yacht", from)
}

// wake lays white water behind a ship in its frame.
func (p *port) wake(f frame, length, reach float64) {
	foam := &stuff{paint: func(s *spot) {
		q := f.in(s.at)
		behind := -length/2 - q.x
		arm := 2.2 + 0.16*(behind+length)
		k := 0.6*math.Exp(-(behind+length)/70)*math.Exp(-math.Pow((math.Abs(q.y)-arm)/1.2, 2)) +
			0.8*math.Exp(-max(0, behind)/45)*smooth64(5, 1, math.Abs(q.y))*smooth64(-4, 2, behind)
		p.sea.paint(s)
		n := p.chop.at(p.noise, float32(s.at.x), float32(s.at.y)) + 0.6*p.ripple.at(p.noise, float32(s.at.x), float32(s.at.y))
		white := float32(k) * smooth(-1, 1.2, n)
		for i := range s.colour {
			s.colour[i] = lerp(s.colour[i], 0.7, white)
		}
		s.wet *= 1 - white
	}}
	const z = 0.04
	p.quad(foam, light{}, f.to(-reach-length, -24, z), f.to(length/2+2, -24, z), f.to(length/2+2, 24, z), f.to(-reach-length, 24, z))
}

package trace

import "math"

const (
	mostMirrors = 2    // that a ray is followed by
	skin        = 1e-3 // metres that a new ray starts above its surface
)

// look follows one ray. State are random bits of its own; skyward asks how much
// of the sky the place sees.
func (w *World) look(o, d Vec, state uint64, depth int, skyward bool) (s sample) {
	c, ok := w.nearest(o, d, skin, 1e5, false)
	if !ok {
		s.light, s.away, s.open = w.Sky(d), 1e5, 1
		s.normal = [3]float32{0, 0, 1}
		return w.veiled(s, o, d, state, 6000, true)
	}
	h := Hit{At: o.Along(d, c.t), Ray: d, Away: c.t}
	if c.solid != nil {
		h.Local, h.Face, h.Normal = c.solid.local(h.At), c.g, c.solid.normal(c.g)
		if h.Normal.Dot(d) > 0 {
			h.Normal, h.Face = h.Normal.Times(-1), h.Face.Times(-1)
		}
		h.Half = c.solid.half
		h.AxisX, h.AxisY, h.AxisZ = c.solid.X.Times(1/h.Half.X), c.solid.Y.Times(1/h.Half.Y), c.solid.Z.Times(1/h.Half.Z)
		s.thing = c.solid.Thing
	} else {
		h.Local, h.Face, h.Normal = h.At, Vec{0, 0, 1}, w.Ground.normal(h.At.X, h.At.Y)
		s.thing = w.Ground.Thing
	}
	flat := h.Normal
	if c.solid != nil {
		c.solid.Paint(&h)
	} else {
		w.Ground.Paint(&h)
	}
	s.away, s.normal = float32(c.t), [3]float32{float32(flat.X), float32(flat.Y), float32(flat.Z)}
	from := h.At.Along(flat, skin+2e-5*c.t)
	dice := Dice{state}
	s.light = h.Glow.Add(h.Albedo.By(w.direct(&h, from, flat, &dice)))
	up := float32(0.5 + 0.5*h.Normal.Z)
	s.sky = h.Albedo.By(w.Below.To(w.Above, up))
	if s.open = 0.75; skyward {
		s.open = w.openTo(from, flat, &dice)
	}
	if h.Mirror > 0 && depth < mostMirrors {
		m := d.Along(h.Normal, -2*d.Dot(h.Normal))
		if k := m.Dot(flat); k < 0.02 {
			m = m.Along(flat, 0.02-k)
		}
		r := w.look(from, m.Unit(), dice.Next(), depth+1, false)
		s.light = s.light.Times(1 - h.Mirror).Add(r.light.Add(r.sky.Times(r.open)).Times(h.Mirror))
		s.sky = s.sky.Times(1 - h.Mirror)
	}
	return w.veiled(s, o, d, state, c.t, false)
}

// direct is the light of sun and lamps that falls on a place.
func (w *World) direct(h *Hit, from, flat Vec, dice *Dice) (sum Colour) {
	if k := h.Normal.Dot(w.Sun.To); w.Sun.Light != (Colour{}) && (k > 0 || h.Soft > 0) {
		to := w.Sun.To
		if w.Sun.Spread > 0 {
			to = to.Along(scattered(dice), w.Sun.Spread).Unit()
		}
		start := from
		if flat.Dot(to) < 0 {
			start = from.Along(flat, -2*(skin+2e-5*h.Away)) // from behind, through the leaf
		}
		if k < 0 {
			k = -k * float64(h.Soft)
		}
		if k > 0 && (h.Soft > 0 || flat.Dot(to) > 0) {
			if _, dark := w.nearest(start, to, skin, 3000, true); !dark {
				sum = w.Sun.Light.Times(float32(k))
			}
		}
	}
	return sum.Add(w.lamplight(h, from, dice))
}

// lamplight is the light of the lamps. Of those that light a place only the two
// brightest throw shadows: the others' would hardly be seen.
func (w *World) lamplight(h *Hit, from Vec, dice *Dice) (sum Colour) {
	var brightest [2]Colour
	var lamps [2]*Lamp
	for i := range w.Lamps {
		l := &w.Lamps[i]
		q := l.At.Sub(h.At)
		away := q.Length()
		if away > l.Reach {
			continue
		}
		k := max(h.Normal.Dot(q)/away, float64(h.Soft)*0.5)
		if k <= 0 {
			continue
		}
		fade := 1 - away/l.Reach
		light := l.Light.Times(float32(k * fade * fade / (0.3 + away*away)))
		for j := range brightest {
			if light.luma() > brightest[j].luma() {
				light, brightest[j] = brightest[j], light
				l, lamps[j] = lamps[j], l
			}
		}
		sum = sum.Add(light)
	}
	for j, l := range lamps {
		if l == nil {
			continue
		}
		if brightest[j].luma() > 0.004 {
			q := l.At.Sub(h.At)
			away := q.Length()
			if _, dark := w.nearest(from, q.Times(1/away).Along(scattered(dice), 0.02), skin, away-0.25, true); dark {
				continue
			}
		}
		sum = sum.Add(brightest[j])
	}
	return sum
}

// openTo tells how much of the sky a place sees: one ray at random, which is
// right on average. What stands farther away than Reach counts less.
func (w *World) openTo(from, flat Vec, dice *Dice) float32 {
	if w.Reach <= 0 {
		return 1
	}
	d := flat.Add(scattered(dice).Times(0.999)).Unit()
	if d.Dot(flat) <= 0 {
		return 1
	}
	c, ok := w.nearest(from, d, skin, w.Reach, false)
	if !ok {
		return 1
	}
	k := float32(c.t / w.Reach)
	return 0.12 + 0.88*k*k
}

// scattered returns a direction, all alike.
func scattered(d *Dice) Vec {
	z := d.Between(-1, 1)
	s, c := math.Sincos(d.Between(0, 2*math.Pi))
	r := math.Sqrt(1 - z*z)
	return Vec{r * c, r * s, z}
}

// veiled lays the air, and what floats in it, over a sample.
func (w *World) veiled(s sample, o, d Vec, state uint64, away float64, sky bool) sample {
	if w.Haze.Metres > 0 && !sky {
		through := away
		if w.Haze.Top > 0 {
			// The mean of exp(−z/top) along the way, from five places.
			sum := 0.0
			for k := range 5 {
				sum += math.Exp(-max(0, o.Z+d.Z*away*(float64(k)+0.5)/5) / w.Haze.Top)
			}
			through *= sum / 5
		}
		k := float32(math.Exp(-through / w.Haze.Metres))
		s.light = w.Haze.Light.To(s.light, k)
		s.sky = s.sky.Times(k)
	}
	if len(w.Puffs) == 0 {
		return s
	}
	columns := w.crossed(o, d, away)
	if columns == 0 {
		return s
	}
	clear := float32(1)
	var smoke Colour
	for i := range w.Puffs { // nearest first; see Settle
		p := &w.Puffs[i]
		if columns>>p.Column&1 == 0 {
			continue
		}
		q := p.At.Sub(o)
		t := q.Dot(d)
		if t < -p.Radius || t-p.Radius > away {
			continue
		}
		side := q.Along(d, -t)
		r := side.Length() / p.Radius
		if r >= 1.25 {
			continue
		}
		// Its shape: a ball whose rim is torn by noise seen from here.
		u, v := side.Dot(sideways(d)), side.Z
		n := Rough(u/p.Radius*2.1+float64(p.Grain)*3.7, v/p.Radius*2.1, p.Grain, 3, 0.6)
		deep := p.Thick * Smooth(1.15, 0.15, r+0.42*n)
		if t < p.Radius {
			deep *= max(0, (t+p.Radius)/(2*p.Radius))
		}
		if t+p.Radius > away {
			deep *= (away - t + p.Radius) / (2 * p.Radius)
		}
		if deep <= 0.002 {
			continue
		}
		k := float32(math.Exp(-deep))
		lit := float32(Smooth(-0.9, 0.9, -side.Unit().Dot(w.Sun.To)*r*0.9+0.5*n-0.15))
		smoke = smoke.Add(p.Dark.To(p.Light, lit).Times(clear * (1 - k)))
		if clear *= k; clear < 0.01 {
			break
		}
	}
	s.light = s.light.Times(clear).Add(smoke)
	s.sky = s.sky.Times(clear)
	return s
}

// sideways is a level direction across a ray.
func sideways(d Vec) Vec { return Vec{d.Y, -d.X, 0}.Unit() }

package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// pass is a road that climbs a mountain's side in hairpins, seen from across the valley.
func (s *stage) pass() {
	d := s.dice(1)
	plane := int(s.seed % 97)
	s.camera = trace.Camera{Eye: vec{X: d.Between(-6, 6), Y: 22, Z: 40}, Yaw: d.Between(-0.05, 0.05), Pitch: 0.035, Focal: 1.3}
	s.film.Exposure, s.film.Contrast = 0.80, 1.0
	s.Sun = trace.Sun{To: vec{X: [2]float64{-0.75, 0.75}[d.Below(2)], Y: -0.25, Z: d.Between(0.5, 0.65)}.Unit(), Light: colour{2.6, 2.4, 2.05}, Spread: 0.008}
	s.Sky = ridges(clouded(plane, 0.42), plane, 0.30, colour{0.42, 0.53, 0.68}, colour{0.27, 0.36, 0.46})
	s.Above, s.Below, s.Reach = colour{0.40, 0.50, 0.68}, colour{0.26, 0.24, 0.18}, 18
	s.Haze = trace.Haze{Light: colour{0.56, 0.68, 0.84}, Metres: 1700}

	slope := func(x, y float64) float64 {
		k := trace.Smooth(90, 230, y)
		h := -14 + 0.50*k*max(0, y-95) + 0.0011*k*max(0, math.Abs(x)-40)*math.Abs(x)
		return h
	}
	// Legs from side to side, each higher than the last.
	legs := 5 + d.Below(2)
	var through []vec
	turn := [2]float64{-1, 1}[d.Below(2)]
	y := 92.0
	through = append(through, vec{X: -turn * 200, Y: y - 40}, vec{X: -turn * 120, Y: y - 12})
	for i := range legs {
		w := d.Between(38, 56) * (1 - 0.02*float64(i))
		cx := d.Between(-9, 9)
		through = append(through,
			vec{X: cx - turn*w*0.6, Y: y + 3}, vec{X: cx + turn*w*0.2, Y: y + 8}, vec{X: cx + turn*w*0.88, Y: y + 12},
			vec{X: cx + turn*w*1.04, Y: y + 18}, vec{X: cx + turn*w*0.88, Y: y + 24})
		y += 26
		turn = -turn
	}
	through = append(through, vec{X: -turn * 20, Y: y + 30}, vec{X: 30, Y: y + 70}, vec{X: 60, Y: y + 120})
	road := newRoute(through...)
	// It climbs evenly: the height of the slope, averaged along the way.
	raw := make([]float64, len(road.p))
	for i, p := range road.p {
		raw[i] = slope(p.X, p.Y)
	}
	for i := range road.p {
		sum, n := 0.0, 0.0
		for k := max(0, i-50); k <= min(len(raw)-1, i+50); k += 5 {
			sum, n = sum+raw[k], n+1
		}
		road.p[i].Z = sum / n
	}
	const cell, w, h = 1.0, 620, 620
	const minX, minY = -310.0, 10.0
	grid := nearGrid(road, minX, minY, cell, w, h, 16)
	s.Ground = trace.NewGround(minX, minY, cell, w, h, func(x, y float64) float64 {
		z := slope(x, y)
		crag := 1 - math.Abs(trace.Rough(x*0.013, y*0.017, plane, 5, 0.5))
		z += trace.Smooth(60, 160, y) * (16*(crag-0.75) + 7*trace.Rough(x*0.014, y*0.009, plane+9, 3, 0.5) + 1.1*trace.Rough(x*0.08, y*0.08, plane+12, 3, 0.5))
		z += trace.Smooth(180, 330, y) * 30 * (1 - math.Abs(trace.Rough(x*0.02, y*0.02, plane+3, 4, 0.5)))
		away, level := grid.at(x, y)
		z = level + (z-level)*trace.Smooth(4.4, 15, away)
		return z
	}, s.mountain(grid, plane))
	s.rail(road, d)
	needles := leaves(rgb(58, 80, 50), 3)
	for range 420 {
		x, y := d.Between(-200, 200), d.Between(40, 330)
		away, _ := grid.at(x, y)
		n := s.normalAt(x, y)
		if away < 8 || n.Z < 0.74 || trace.Rough(x*0.02, y*0.02, plane+20, 3, 0.5) < -0.25+0.002*(y-100) {
			continue
		}
		s.conifer(d, vec{X: x, Y: y, Z: s.Ground.Height(x, y)}, d.Between(5, 10), needles, 7)
	}
	s.climbing(road)
}

func (s *stage) normalAt(x, y float64) vec {
	const e = 1.5
	g := s.Ground
	return vec{X: g.Height(x-e, y) - g.Height(x+e, y), Y: g.Height(x, y-e) - g.Height(x, y+e), Z: 2 * e}.Unit()
}

// mountain paints rock where it is steep, grass and heath where it isn't, and the road.
func (s *stage) mountain(grid *near, plane int) paint {
	return func(h *hit) {
		x, y, z := h.At.X, h.At.Y, h.At.Z
		away, _ := grid.at(x, y)
		if away < 3.7 {
			asphalt(h, 0, plane)
			h.Albedo = h.Albedo.Times(1.18)
			if away > 3.15 {
				h.Albedo = rgb(138, 128, 112).Times(float32(1 + 0.1*trace.Noise(x*3, y*3, 3)))
			} else if k := fade(h, 0.35); k > 0 && (away > 2.85 && away < 3.02 || away < 0.08 && math.Mod(x+y+1e4, 5) < 3) {
				h.Albedo = h.Albedo.To(rgb(222, 220, 210), float32(0.8*k))
			}
			return
		}
		steep := 1 - h.Normal.Z
		up := 0.75*y + 1.15*z // along the face: by y and z apart, noise runs down it in hairs
		n := trace.Rough(x*0.06, y*0.06+z*0.04, plane, 5, 0.6)
		fine := trace.Rough(x*0.55, up*0.55, plane+5, 4, 0.62)
		strata := trace.Rough((x+y)*0.02, z*0.42+0.05*x+0.7*n, plane+8, 4, 0.55)
		block := trace.Rough(x*0.13+0.8*n, up*0.10+0.8*strata, plane+17, 4, 0.5)
		rock := rgb(128, 120, 110).To(rgb(104, 100, 98), float32(trace.Smooth(-0.3, 0.5, trace.Rough(x*0.03, up*0.03, plane+18, 4, 0.6))))
		rock = rock.To(rgb(152, 136, 112), float32(trace.Smooth(0.0, 0.9, n)*0.55)).Times(float32(1 + 0.13*strata + 0.15*fine + 0.16*block))
		rock = rock.To(rgb(58, 56, 57), float32(0.75*trace.Smooth(0.08, 0.0, math.Abs(block)))) // cracks between blocks
		grass := rgb(94, 100, 60).Times(float32(1+0.16*n+0.16*fine)).To(rgb(132, 118, 76), float32(trace.Smooth(-0.3, 0.8, trace.Rough(x*0.018, y*0.018, plane+2, 4, 0.6))))
		k := trace.Smooth(0.19, 0.33, steep+0.06*n+0.05*fine+0.0011*(z-40))
		h.Albedo = grass.To(rock, float32(k))
		if away < 8 { // cut and fill beside the road
			h.Albedo = h.Albedo.To(rgb(150, 142, 130).Times(float32(1+0.22*fine)), float32(trace.Smooth(7.5, 4.5, away)*0.8))
		}
		t := 0.16 + 0.5*k
		tilt(h, vec{X: t * trace.Rough(x*0.3, up*0.3, plane+11, 5, 0.62), Y: t * trace.Rough(x*0.3, up*0.3, plane+15, 5, 0.62), Z: t * (0.5*strata + 0.4*block)})
	}
}

// rail puts guard stones along the outer edge.
func (s *stage) rail(r route, d *dice) {
	stone := worn(rgb(176, 172, 164), 4)
	for along := 0.0; along < r.length(); along += 3.2 {
		p, on := r.at(along)
		side := vec{X: on.Y, Y: -on.X}
		if side.Y > 0 {
			side = side.Times(-1) // towards the valley
		}
		at := p.Along(side, 3.35)
		at.Z = s.Ground.Height(at.X, at.Y)
		s.Put(0, trace.Upright(trace.Box, at.Add(vec{Z: 0.25}), vec{X: 0.55, Y: 0.2, Z: 0.42}, math.Atan2(on.Y, on.X), stone))
	}
}

// climbing puts what drives on the road.
func (s *stage) climbing(r route) {
	paints := [...]colour{rgb(186, 36, 30), rgb(222, 220, 212), rgb(46, 76, 130), rgb(214, 170, 52), rgb(60, 64, 66)}
	for i := range 6 {
		d := s.dice(uint64(100 + i))
		way := [2]float64{1, -1}[d.Below(2)]
		along := r.length() * (0.2 + 0.13*float64(i) + d.Between(-0.04, 0.04))
		along += way * float64(s.moment) * d.Between(30, 50)
		p, on := r.at(along)
		on = on.Times(way)
		at := p.Add(vec{X: on.Y, Y: -on.X}.Unit().Times(1.5))
		at.Z = s.Ground.Height(at.X, at.Y) + 0.03
		f := pitched(at, on)
		if i == 2 {
			s.bus(s.thing("coach"), f, 11, rgb(226, 222, 210), rgb(170, 46, 40), false)
			continue
		}
		s.car(s.thing(fmt.Sprintf("car %d", i+1)), f, paints[d.Below(len(paints))], d.Chance(0.5), false)
	}
}

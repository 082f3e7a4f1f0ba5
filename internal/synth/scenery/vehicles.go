package scenery

import (
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// frame is where a vehicle stands: x forward, z up, on sloping ground too.
type frame struct {
	at      vec
	x, y, z vec
}

func level(at vec, yaw float64) frame {
	return frame{at, turned(vec{X: 1}, yaw), turned(vec{Y: 1}, yaw), vec{Z: 1}}
}

// pitched returns a frame that points along a direction of the world.
func pitched(at, along vec) frame {
	x := along.Unit()
	y := vec{Z: 1}.Cross(x).Unit()
	return frame{at, x, y, x.Cross(y)}
}

func (f frame) world(p vec) vec { return f.at.Along(f.x, p.X).Along(f.y, p.Y).Along(f.z, p.Z) }

// part returns a solid in the frame.
func (f frame) part(shape trace.Shape, at, half vec, p paint) solid {
	return solid{Shape: shape, At: f.world(at), X: f.x.Times(half.X), Y: f.y.Times(half.Y), Z: f.z.Times(half.Z), Paint: p}
}

func tapered(s solid, x, y float64) solid {
	s.TaperX, s.TaperY = x, y
	return s
}

// wheels puts wheels on the axles at those lengths.
func (s *stage) wheels(thing int32, f frame, half, radius float64, axles ...float64) {
	for _, x := range axles {
		for _, side := range [2]float64{-1, 1} {
			at := f.world(vec{X: x, Y: side * half, Z: radius})
			s.Put(thing,
				solid{Shape: trace.Drum, At: at, X: f.x.Times(radius), Y: f.z.Times(radius), Z: f.y.Times(0.11), Paint: trace.Plain(rgb(38, 37, 36))},
				solid{Shape: trace.Drum, At: at.Along(f.y, side*0.02), X: f.x.Times(radius * 0.62), Y: f.z.Times(radius * 0.62), Z: f.y.Times(0.11), Paint: steel(rgb(136, 138, 140))})
		}
	}
}

// car puts a family car; lights says whether its lamps burn.
func (s *stage) car(thing int32, f frame, c colour, estate, lights bool) {
	body := lacquer(c)
	s.Put(thing,
		tapered(f.part(trace.Box, vec{Z: 0.5}, vec{X: 2.15, Y: 0.87, Z: 0.24}, body), 0, 0),
		tapered(f.part(trace.Box, vec{X: 0.02, Z: 0.82}, vec{X: 2.1, Y: 0.87, Z: 0.12}, body), 0.07, 0.1),
		f.part(trace.Box, vec{Z: 0.32}, vec{X: 2.08, Y: 0.84, Z: 0.1}, trace.Plain(rgb(30, 30, 31))))
	shift, long, slope := -0.25, 1.28, 0.42
	if estate {
		shift, long, slope = -0.55, 1.55, 0.3
	}
	cabin := f.part(trace.Box, vec{X: shift, Z: 1.18}, vec{X: long, Y: 0.79, Z: 0.27}, windows(c, long))
	s.Put(thing, tapered(cabin, slope, 0.2),
		tapered(f.part(trace.Box, vec{X: shift, Z: 1.46}, vec{X: long * (1 - slope) * 1.02, Y: 0.645, Z: 0.035}, body), 0.1, 0.1))
	s.wheels(thing, f, 0.80, 0.33, 1.32, -1.3)
	front, rear := rgb(222, 224, 224), rgb(120, 18, 16)
	lamp, tail := steel(front), lacquer(rear)
	if lights {
		lamp, tail = shining(colour{7, 6.6, 5.6}), shining(colour{1.8, 0.09, 0.06})
	}
	for _, side := range [2]float64{-1, 1} {
		s.Put(thing, f.part(trace.Box, vec{X: 2.12, Y: side * 0.62, Z: 0.68}, vec{X: 0.05, Y: 0.17, Z: 0.08}, lamp),
			f.part(trace.Box, vec{X: -2.12, Y: side * 0.68, Z: 0.74}, vec{X: 0.05, Y: 0.12, Z: 0.12}, tail),
			f.part(trace.Ball, vec{X: 0.72, Y: side * 0.95, Z: 0.98}, vec{X: 0.07, Y: 0.11, Z: 0.07}, body))
		if lights {
			s.Lamps = append(s.Lamps, trace.Lamp{At: f.world(vec{X: 3.4, Y: side * 0.62, Z: 0.5}), Light: colour{5, 4.6, 3.8}, Reach: 9})
		}
	}
	s.Put(thing, f.part(trace.Box, vec{X: 2.14, Z: 0.5}, vec{X: 0.03, Y: 0.27, Z: 0.06}, trace.Plain(rgb(220, 220, 216))),
		f.part(trace.Box, vec{X: -2.14, Z: 0.62}, vec{X: 0.03, Y: 0.27, Z: 0.06}, trace.Plain(rgb(220, 220, 216))))
}

// windows paints a cabin: glass between pillars.
func windows(c colour, long float64) paint {
	body := lacquer(c)
	return func(h *hit) {
		x, z := h.Local.X, h.Local.Z
		pillar := math.Abs(x) < 0.05 || math.Abs(math.Abs(x)-long*0.86) < 0.07
		if math.Abs(h.Face.Y) < 0.5 {
			pillar = math.Abs(h.Local.Y) > 0.66
		}
		if h.Face.Z > 0.7 || z > 0.2 || z < -0.22 || pillar {
			body(h)
			return
		}
		glassy(h)
	}
}

// van puts a delivery van or, longer, a bus.
func (s *stage) bus(thing int32, f frame, long float64, c, band colour, lights bool) {
	half := vec{X: long / 2, Y: 1.22, Z: 1.3}
	s.Put(thing, tapered(f.part(trace.Box, vec{Z: 1.72}, half, func(h *hit) {
		lacquer(c)(h)
		x, z := h.Local.X, h.Local.Z
		if math.Abs(h.Face.Z) > 0.5 {
			return
		}
		glass := z > -0.1 && z < 0.85
		if math.Abs(h.Face.Y) > 0.5 {
			glass = glass && math.Mod(math.Abs(x)+0.1, 1.5) > 0.12 && math.Abs(x) < half.X-0.25
		} else {
			glass = z > -0.35 && z < 0.95 && math.Abs(h.Local.Y) < 1.05 && h.Face.X > 0 || glass && math.Abs(h.Local.Y) < 1
		}
		if glass {
			glassy(h)
			if lights {
				h.Glow = colour{0.55, 0.44, 0.26}.Times(float32(0.7 + 0.5*trace.Hash(int(x*2), 1, 7)))
			}
		} else if z < -0.45 && z > -0.75 {
			h.Albedo = band
		}
	}), 0.02, 0.06),
		f.part(trace.Box, vec{Z: 0.38}, vec{X: half.X - 0.05, Y: 1.18, Z: 0.12}, trace.Plain(rgb(36, 36, 38))))
	s.wheels(thing, f, 1.13, 0.48, long/2-1.9, -long/2+2.2)
	lamp := steel(rgb(224, 224, 220))
	if lights {
		lamp = shining(colour{7, 6.6, 5.6})
	}
	for _, side := range [2]float64{-1, 1} {
		s.Put(thing, f.part(trace.Box, vec{X: half.X, Y: side * 0.9, Z: 0.8}, vec{X: 0.05, Y: 0.2, Z: 0.1}, lamp))
		if lights {
			s.Lamps = append(s.Lamps, trace.Lamp{At: f.world(vec{X: half.X + 1.4, Y: side * 0.8, Z: 0.7}), Light: colour{6, 5.4, 4.4}, Reach: 10})
		}
	}
}

// truck puts a lorry with a canvas or a tank on its back.
func (s *stage) truck(thing int32, f frame, c colour, tank bool) {
	cab := lacquer(c)
	s.Put(thing,
		tapered(f.part(trace.Box, vec{X: 2.7, Z: 1.75}, vec{X: 0.95, Y: 1.15, Z: 0.95}, func(h *hit) {
			if z := h.Local.Z; z > 0.05 && z < 0.75 && (h.Face.X > 0.7 && math.Abs(h.Local.Y) < 1 || math.Abs(h.Face.Y) > 0.7 && math.Abs(h.Local.X-0.15) < 0.55) {
				glassy(h)
				return
			}
			cab(h)
		}), 0.2, 0.1),
		f.part(trace.Box, vec{X: 3.62, Z: 0.85}, vec{X: 0.12, Y: 1.15, Z: 0.25}, trace.Plain(rgb(44, 44, 44))),
		f.part(trace.Box, vec{X: -0.2, Z: 0.85}, vec{X: 3.6, Y: 0.5, Z: 0.14}, trace.Plain(rgb(48, 47, 45))))
	if tank {
		s.Put(thing, solid{Shape: trace.Drum, At: f.world(vec{X: -1.1, Z: 1.95}), X: f.y.Times(1.15), Y: f.z.Times(0.95), Z: f.x.Times(2.7), Paint: lacquer(c.To(rgb(200, 200, 196), 0.4))},
			f.part(trace.Box, vec{X: -1.1, Z: 2.92}, vec{X: 2.3, Y: 0.24, Z: 0.05}, steel(rgb(120, 120, 120))))
	} else {
		canvas := cloth(c.To(rgb(126, 118, 92), 0.55), 12)
		s.Put(thing, f.part(trace.Box, vec{X: -1.15, Z: 1.2}, vec{X: 2.65, Y: 1.2, Z: 0.25}, cab),
			f.part(trace.Box, vec{X: -1.15, Z: 1.98}, vec{X: 2.6, Y: 1.17, Z: 0.55}, canvas),
			f.part(trace.Gable, vec{X: -1.15, Z: 2.75}, vec{X: 2.62, Y: 1.2, Z: 0.23}, canvas))
		for x := -3.4; x < 1.4; x += 1.1 {
			s.Put(thing, f.part(trace.Box, vec{X: x, Z: 2.0}, vec{X: 0.05, Y: 1.2, Z: 0.58}, canvas))
		}
	}
	s.wheels(thing, f, 1.02, 0.52, 2.55, -1.6, -2.8)
	for _, side := range [2]float64{-1, 1} {
		s.Put(thing, f.part(trace.Box, vec{X: 3.66, Y: side * 0.85, Z: 1.05}, vec{X: 0.05, Y: 0.16, Z: 0.1}, steel(rgb(220, 220, 214))))
	}
}

// boat puts an open boat of that length on the water.
func (s *stage) boat(thing int32, f frame, long float64, c colour) {
	hull := lacquer(c)
	wood := boards(rgb(150, 118, 84), 0.12, false, 3)
	for _, side := range [2]float64{-1, 1} {
		s.Put(thing,
			solid{Shape: trace.Box, At: f.world(vec{X: -0.08 * long, Y: side * 0.62, Z: 0.2}), X: f.x.Times(0.36 * long), Y: f.y.Times(0.03), Z: f.z.Times(0.28).Along(f.y, side*0.08), Paint: hull},
			solid{Shape: trace.Box, At: f.world(vec{X: 0.37 * long, Y: side * 0.36, Z: 0.24}), X: f.x.Times(0.12*long).Along(f.y, -side*0.3), Y: f.y.Times(0.03), Z: f.z.Times(0.32).Along(f.y, side*0.06), Paint: hull})
	}
	s.Put(thing, f.part(trace.Box, vec{X: -0.44 * long, Z: 0.2}, vec{X: 0.03, Y: 0.64, Z: 0.28}, hull),
		f.part(trace.Box, vec{X: -0.04 * long, Z: 0.06}, vec{X: 0.42 * long, Y: 0.58, Z: 0.05}, wood),
		f.part(trace.Box, vec{X: -0.2 * long, Z: 0.32}, vec{X: 0.14, Y: 0.62, Z: 0.03}, wood),
		f.part(trace.Box, vec{X: 0.14 * long, Z: 0.32}, vec{X: 0.14, Y: 0.6, Z: 0.03}, wood))
}

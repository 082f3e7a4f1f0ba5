package scenery

import (
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// front says what a house's walls look like.
type front struct {
	wall       paint
	frame      colour  // of windows and doors
	storey     float64 // metres from floor to floor
	pitch      float64 // metres from window to window
	wide, high float64 // of a window
	sill       float64 // metres above the floor
	shop       bool    // large panes on the ground floor
	lit        float64 // share of windows with light
	warm       colour  // of that light
	night      float32 // how bright that light is
	plane      int
}

// facade paints walls with windows, each with a frame, a cross, curtains, and
// the shadow of its recess.
func facade(f front, half vec) paint {
	return func(h *hit) {
		flat := h.Normal
		f.wall(h)
		if math.Abs(h.Face.Z) > 0.5 {
			return
		}
		u, v := over(h)
		wide := half.X
		if math.Abs(h.Face.X) > math.Abs(h.Face.Y) {
			wide = half.Y
		}
		v += half.Z
		floor := int(v / f.storey)
		v -= float64(floor) * f.storey
		many := math.Floor((2*wide - 0.5) / f.pitch)
		if many < 1 || (float64(floor)+0.9)*f.storey > 2*half.Z {
			return
		}
		u += many * f.pitch / 2
		col := math.Floor(u / f.pitch)
		if col < 0 || col >= many {
			return
		}
		u -= (col + 0.5) * f.pitch
		w, top, low := f.wide/2, f.sill+f.high, f.sill
		if f.shop && floor == 0 {
			w, top, low = f.pitch*0.43, f.storey*0.84, 0.35
		}
		id := trace.Hash(int(col)+7*int(math.Floor(h.Normal.X*9)), floor, f.plane+int(math.Floor(h.Normal.Y*9))*13)
		du, dv := w-math.Abs(u), min(v-low, top-v)
		const board = 0.10
		switch {
		case du < -board || dv < -board:
			if du > -0.16 && v < low && v > low-0.22 { // what rain has washed down from the sill
				h.Albedo = h.Albedo.Times(0.88)
			}
			return
		case du < 0 || dv < 0:
			h.Albedo, h.Mirror, h.Normal = f.frame, 0, flat
			return
		}
		cross := math.Abs(u) < 0.028 || math.Abs(v-(low+0.66*(top-low))) < 0.028
		if (cross && !(f.shop && floor == 0)) || du < 0.055 || dv < 0.055 {
			h.Albedo, h.Mirror = f.frame.Times(0.86), 0
			return
		}
		h.Normal = flat
		glassy(h)
		// Panes never lie quite in one plane.
		tilt(h, vec{X: 0.012 * (id - 0.5), Y: 0.012 * (trace.Hash(int(id*999), 3, 1) - 0.5), Z: 0.02 * (id - 0.5)})
		curtain := trace.Smooth(0.34+0.3*id, 0.30+0.3*id, du/w) * 0.8
		if id < f.lit {
			glow := f.warm.Times(f.night * float32(0.55+0.6*trace.Hash(int(id*1e5), 1, 2)))
			up := float32(trace.Smooth(low-0.4, top, v))
			h.Glow = glow.Times(0.5 + 0.6*up).Times(float32(1 - 0.45*curtain*(0.8+0.4*math.Sin(u*60))))
			if k := trace.Hash(int(col), floor, f.plane+5); k < 0.5 && math.Abs(u-0.3*(k-0.25)) < 0.12 && v < low+0.35+0.3*k {
				h.Glow = h.Glow.Times(0.25) // something on the sill
			}
		} else if !f.shop || floor > 0 {
			h.Albedo = h.Albedo.To(rgb(188, 184, 176).Times(0.55), float32(curtain*0.75))
		}
		if dv < 0.16 && v > (low+top)/2 {
			h.Albedo, h.Mirror = h.Albedo.Times(0.5), h.Mirror*0.6
		}
	}
}

// house puts a house with a pitched roof, its ridge along its x; half sizes in metres.
func (s *stage) house(at, half vec, yaw, rise float64, f front, roof paint) {
	s.Put(0, trace.Upright(trace.Box, at.Add(vec{Z: half.Z}), half, yaw, facade(f, half)))
	r := vec{X: half.X + 0.35, Y: half.Y + 0.45, Z: rise / 2}
	s.Put(0, trace.Upright(trace.Gable, at.Add(vec{Z: 2*half.Z + rise/2 - 0.22}), r, yaw, roof))
	// The gable's wall under the roof, and the eaves.
	s.Put(0, trace.Upright(trace.Gable, at.Add(vec{Z: 2*half.Z + rise/2 - 0.36}), vec{X: half.X, Y: half.Y, Z: rise / 2}, yaw, f.wall))
	trim := trace.Plain(f.frame.Times(0.9))
	for _, side := range [2]float64{-1, 1} {
		s.Put(0, s.beside(at, yaw, vec{Y: side * (half.Y + 0.42), Z: 2*half.Z - 0.2}, vec{X: half.X + 0.33, Y: 0.04, Z: 0.09}, trim))
		s.Put(0, s.beside(at, yaw, vec{X: side * half.X, Y: half.Y, Z: half.Z}, vec{X: 0.09, Y: 0.09, Z: half.Z}, trim))
		s.Put(0, s.beside(at, yaw, vec{X: side * half.X, Y: -half.Y, Z: half.Z}, vec{X: 0.09, Y: 0.09, Z: half.Z}, trim))
	}
	s.Put(0, s.beside(at, yaw, vec{Z: 0.16}, vec{X: half.X + 0.05, Y: half.Y + 0.05, Z: 0.24}, worn(rgb(120, 118, 116), 5)))
	s.Put(0, s.beside(at, yaw, vec{X: 0.35 * half.X, Y: 0.2, Z: 2*half.Z + rise}, vec{X: 0.32, Y: 0.32, Z: 0.7}, worn(rgb(128, 72, 58), 9)))
}

// beside returns a box at a place in the frame of something that stands at a place, turned.
func (s *stage) beside(at vec, yaw float64, off, half vec, p paint) solid {
	return trace.Upright(trace.Box, at.Add(turned(off, yaw)), half, yaw, p)
}

// turned carries a vector of a frame that is turned by yaw into the world.
func turned(v vec, yaw float64) vec {
	sin, cos := math.Sincos(yaw)
	return vec{X: v.X*cos - v.Y*sin, Y: v.X*sin + v.Y*cos, Z: v.Z}
}

// door puts a door with a lamp over it on the side of a house that faces −y in its frame.
func (s *stage) door(at vec, yaw float64, off vec, c colour) {
	s.Put(0,
		s.beside(at, yaw, off.Add(vec{Z: 1.12}), vec{X: 0.62, Y: 0.05, Z: 1.17}, trace.Plain(rgb(224, 222, 214))),
		s.beside(at, yaw, off.Add(vec{Y: -0.04, Z: 1.05}), vec{X: 0.48, Y: 0.05, Z: 1.05}, lacquer(c)),
		s.beside(at, yaw, off.Add(vec{Y: -0.4, Z: 0.1}), vec{X: 0.9, Y: 0.5, Z: 0.12}, worn(rgb(150, 148, 144), 3)))
}

// post puts a street lamp and returns where its light is.
func (s *stage) post(at vec, high float64, to vec, glow colour, snowy bool) vec {
	dark := steel(rgb(52, 54, 56))
	tip := at.Add(vec{Z: high}).Add(to)
	s.Put(0, trace.Limb(trace.Drum, at, at.Add(vec{Z: high}), 0.07, dark),
		trace.Limb(trace.Drum, at, at.Add(vec{Z: 0.9}), 0.11, dark))
	if to.Length() > 0.1 {
		s.Put(0, trace.Limb(trace.Drum, at.Add(vec{Z: high}), tip, 0.045, dark))
	}
	head := vec{X: 0.2, Y: 0.2, Z: 0.13}
	s.Put(0, trace.Upright(trace.Ball, tip.Add(vec{Z: -0.1}), vec{X: 0.15, Y: 0.15, Z: 0.15}, 0, shining(glow)),
		trace.Upright(trace.Spire, tip.Add(vec{Z: 0.1}), head.Add(vec{X: 0.08, Y: 0.08}), 0, dark))
	if snowy {
		s.Put(0, trace.Upright(trace.Ball, tip.Add(vec{Z: 0.14}), vec{X: 0.2, Y: 0.2, Z: 0.1}, 0, trace.Plain(rgb(238, 240, 246))))
	}
	return tip.Add(vec{Z: -0.1})
}

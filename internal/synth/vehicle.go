package synth

import "math"

// model builds a vehicle into a body; warm is how hot its engine runs, 0 to 1.
type model struct {
	build  func(b *body, warm float32)
	length float64 // metres, bumper to bumper
	width  float64
	height float64
	speed  float64 // share of a full dust trail that it raises
}

var (
	cargoTruck   = model{buildCargoTruck, 7.8, 2.5, 2.9, 0.9}
	tankTruck    = model{buildTankTruck, 8.2, 2.5, 2.8, 0.8}
	carrier      = model{buildCarrier, 6.9, 2.8, 2.4, 1}
	pickup       = model{buildPickup, 5.2, 1.9, 1.8, 1}
	gunPickup    = model{buildGunPickup, 5.2, 1.9, 2.4, 1}
	van          = model{buildVan, 5.6, 2.1, 2.4, 0.7}
	trackedHeavy = model{buildTracked, 7.2, 3.4, 2.5, 1}
)

// glass and canvas are cold against sheet metal; both face the sky.
const (
	glass  = 0.16
	canvas = 0.52
	metal  = 0.72
	rubber = 0.82
)

func buildCargoTruck(b *body, warm float32) {
	wheels(b, 0.52, 1.22, []float64{2.45, -1.35, -2.55}, warm)
	b.box(vec{-3.9, -1.0, 0.6}, vec{3.8, 1.0, 1.0}, 0.42, 0, 0, 0)
	cab(b, 1.65, 3.85, 1.2, 2.55, metal, warm)
	// The canvas over its hoops.
	b.box(vec{-3.85, -1.25, 1.0}, vec{1.45, 1.25, 1.55}, 0.52, 0, 0, 0)
	b.box(vec{-3.8, -1.22, 1.55}, vec{1.4, 1.22, 2.85}, canvas, 0.05, 0.05, 0.42)
	for x := -2.9; x < 1; x += 1.0 {
		b.plate(canvas+0.13, 2, vec{0, 0, 1}, vec{x, -0.8, 2.87}, vec{x + 0.12, -0.8, 2.87}, vec{x + 0.12, 0.8, 2.87}, vec{x, 0.8, 2.87})
	}
	b.plate(0.2, 2, vec{-1, 0, 0.05}, vec{-3.87, -0.85, 1.7}, vec{-3.87, 0.85, 1.7}, vec{-3.84, 0.7, 2.6}, vec{-3.84, -0.7, 2.6})
	b.sources = append(b.sources, source{vec{3.3, 0, 1.2}, 1.0, 0.5 * warm}, source{vec{1.6, -1.2, 0.8}, 0.7, 0.45 * warm})
}

func buildTankTruck(b *body, warm float32) {
	wheels(b, 0.52, 1.22, []float64{2.75, -1.5, -2.7}, warm)
	b.box(vec{-4.0, -1.0, 0.6}, vec{4.0, 1.0, 1.0}, 0.42, 0, 0, 0)
	cab(b, 1.95, 4.05, 1.2, 2.5, metal, warm)
	// A tank of eight sides, warm below where the load still is.
	const n = 10
	for i := range n {
		s0, c0 := math.Sincos(2 * math.Pi * float64(i) / n)
		s1, c1 := math.Sincos(2 * math.Pi * float64(i+1) / n)
		at := func(x, c, s float64) vec { return vec{x, 1.15 * c, 1.9 + 0.9*s} }
		value := 0.62 - 0.16*float32(s0+s1)/2
		f := face{points: []vec{at(-4, c0, s0), at(-4, c1, s1), at(1.7, c1, s1), at(1.7, c0, s0)}, value: value, group: vec{-1.1, (c0 + c1) * 0.5, 1.9 + (s0+s1)*0.4}, both: true}
		b.faces = append(b.faces, f)
	}
	for _, x := range [2]float64{-4, 1.7} {
		var rim []vec
		for i := range n {
			s, c := math.Sincos(2 * math.Pi * float64(i) / n)
			rim = append(rim, vec{x, 1.15 * c, 1.9 + 0.9*s})
		}
		b.plate(0.66, 0, vec{math.Copysign(1, x), 0, 0}, rim...)
	}
	b.box(vec{-3.4, -0.25, 2.78}, vec{1.2, 0.25, 2.9}, 0.75, 0, 0, 0)
	b.sources = append(b.sources, source{vec{3.5, 0, 1.2}, 1.0, 0.5 * warm}, source{vec{-1, 0, 1.2}, 1.6, 0.1})
}

func buildCarrier(b *body, warm float32) {
	wheels(b, 0.56, 1.34, []float64{2.35, 0.95, -0.75, -2.15}, warm)
	b.box(vec{-3.3, -1.2, 0.55}, vec{3.4, 1.2, 1.2}, 0.50, 0.1, 0.1, 0)
	b.box(vec{-3.4, -1.38, 1.2}, vec{3.5, 1.38, 1.95}, 0.60, 1.5, 0.35, 0.42)
	b.box(vec{-0.6, -0.6, 1.95}, vec{0.7, 0.6, 2.4}, 0.66, 0.25, 0.25, 0.2)
	b.box(vec{0.6, -0.06, 2.1}, vec{2.3, 0.06, 2.22}, 0.78, 0, 0, 0)
	for _, y := range [2]float64{-0.5, 0.5} {
		b.plate(0.3, 2, vec{0, 0, 1}, vec{-2.7, y - 0.3, 1.97}, vec{-1.6, y - 0.3, 1.97}, vec{-1.6, y + 0.3, 1.97}, vec{-2.7, y + 0.3, 1.97})
	}
	b.plate(glass, 2, vec{1, 0, 0.6}, vec{1.9, -0.75, 1.93}, vec{2.25, -0.75, 1.78}, vec{2.25, 0.75, 1.78}, vec{1.9, 0.75, 1.93})
	b.sources = append(b.sources, source{vec{1.6, 0.8, 1.9}, 0.75, 0.5 * warm}, source{vec{0.6, 1.4, 1.7}, 0.5, 0.5 * warm})
}

func buildPickup(b *body, warm float32) {
	wheels(b, 0.38, 0.92, []float64{1.6, -1.55}, warm)
	b.box(vec{-2.6, -0.93, 0.42}, vec{2.6, 0.93, 1.0}, 0.56, 0.05, 0, 0.03)
	b.box(vec{-0.55, -0.86, 1.0}, vec{1.25, 0.86, 1.72}, 0.58, 0.65, 0.2, 0.18)
	b.plate(glass, 2, vec{1, 0, 0.6}, vec{1.2, -0.74, 1.08}, vec{1.2, 0.74, 1.08}, vec{0.66, 0.6, 1.68}, vec{0.66, -0.6, 1.68})
	b.plate(0.25, 2, vec{0, 0, 1}, vec{-2.45, -0.75, 1.01}, vec{-0.65, -0.75, 1.01}, vec{-0.65, 0.75, 1.01}, vec{-2.45, 0.75, 1.01})
	b.sources = append(b.sources, source{vec{1.9, 0, 0.95}, 0.8, 0.55 * warm})
}

func buildGunPickup(b *body, warm float32) {
	buildPickup(b, warm)
	b.box(vec{-1.75, -0.12, 1.0}, vec{-1.5, 0.12, 1.75}, 0.62, 0, 0, 0)
	b.box(vec{-2.2, -0.1, 1.75}, vec{0.1, 0.1, 1.95}, 0.8, 0, 0, 0)
	person(b, -2.25, 0.1, 1.0)
	person(b, -1.0, -0.45, 1.0)
}

func buildVan(b *body, warm float32) {
	wheels(b, 0.4, 0.98, []float64{1.7, -1.7}, warm)
	b.box(vec{-2.8, -1.02, 0.45}, vec{2.75, 1.02, 1.25}, 0.58, 0.1, 0, 0.02)
	b.box(vec{-2.8, -1.0, 1.25}, vec{2.0, 1.0, 2.35}, 0.55, 0.75, 0.1, 0.14)
	b.plate(glass, 2, vec{1, 0, 0.6}, vec{1.93, -0.84, 1.32}, vec{1.93, 0.84, 1.32}, vec{1.32, 0.76, 2.2}, vec{1.32, -0.76, 2.2})
	b.plate(0.7, 2, vec{0, 0, 1}, vec{-1.5, -0.5, 2.37}, vec{-0.7, -0.5, 2.37}, vec{-0.7, 0.5, 2.37}, vec{-1.5, 0.5, 2.37})
	b.sources = append(b.sources, source{vec{2.3, 0, 1.1}, 0.7, 0.55 * warm})
}

func buildTracked(b *body, warm float32) {
	for _, y := range [2]float64{-1.7, 1.15} {
		b.box(vec{-3.3, y, 0.1}, vec{3.3, y + 0.55, 0.95}, 0.74, 0.5, 0.35, 0)
	}
	for _, y := range [2]float64{-1.72, 1.72} {
		for x := -2.5; x < 2.6; x += 1.0 {
			disc(b, x, y, 0.36, 0.5, 0.92)
		}
	}
	b.box(vec{-3.45, -1.6, 0.85}, vec{3.45, 1.6, 1.4}, 0.58, 1.1, 0.15, 0.05)
	b.box(vec{-1.5, -1.25, 1.4}, vec{1.5, 1.25, 2.15}, 0.60, 0.55, 0.25, 0.35)
	b.box(vec{1.2, -0.11, 1.65}, vec{5.6, 0.11, 1.87}, 0.62, 0, 0, 0)
	b.box(vec{-0.6, -0.75, 2.15}, vec{0.1, -0.15, 2.35}, 0.66, 0.1, 0.1, 0.1)
	for x := -3.2; x < -1.7; x += 0.36 {
		b.plate(0.3, 2, vec{0, 0, 1}, vec{x, -1.0, 1.42}, vec{x + 0.14, -1.0, 1.42}, vec{x + 0.14, 1.0, 1.42}, vec{x, 1.0, 1.42})
	}
	b.sources = append(b.sources, source{vec{-2.5, 0, 1.3}, 1.15, 0.55 * warm}, source{vec{-3.2, 1.3, 1.1}, 0.6, 0.4 * warm})
}

// cab adds a driver's cab with its cold windscreen between two ends.
func cab(b *body, back, front, half, top float64, value, warm float32) {
	b.box(vec{back, -half, 0.75}, vec{front, half, 1.5}, value, 0.05, 0, 0)
	b.box(vec{back, -half, 1.5}, vec{front - 0.05, half, top}, value-0.02, 0.35, 0.05, 0.12)
	b.plate(glass, 2, vec{1, 0, 0.6}, vec{front - 0.06, -half + 0.2, 1.6}, vec{front - 0.06, half - 0.2, 1.6}, vec{front - 0.33, half - 0.3, top - 0.15}, vec{front - 0.33, -half + 0.3, top - 0.15})
	for _, side := range [2]float64{-1, 1} {
		y := side * (half - 0.03)
		b.plate(glass+0.04, 1, vec{0, side, 0.15}, vec{back + 0.4, y, 1.62}, vec{front - 0.5, y, 1.62}, vec{front - 0.6, y - side*0.08, top - 0.2}, vec{back + 0.45, y - side*0.08, top - 0.2})
	}
	b.plate(0.75+0.2*warm, 2, vec{1, 0, 0}, vec{front + 0.01, -half + 0.35, 0.85}, vec{front + 0.01, half - 0.35, 0.85}, vec{front + 0.01, half - 0.35, 1.3}, vec{front + 0.01, -half + 0.35, 1.3})
}

func wheels(b *body, radius, half float64, axles []float64, warm float32) {
	for _, x := range axles {
		for _, y := range [2]float64{-half, half} {
			b.wheel(x, y, radius, 0.32, rubber+0.16*warm)
		}
	}
}

// person adds somebody standing at (x, y) on a floor at z.
func person(b *body, x, y, z float64) {
	b.box(vec{x - 0.16, y - 0.24, z}, vec{x + 0.16, y + 0.24, z + 0.9}, 0.86, 0.02, 0.02, 0.06)
	b.box(vec{x - 0.11, y - 0.11, z + 0.9}, vec{x + 0.11, y + 0.11, z + 1.15}, 1.0, 0.03, 0.03, 0.03)
}

func disc(b *body, x, y, radius, z float64, value float32) {
	const n = 10
	rim := make([]vec, n)
	for i := range rim {
		s, c := math.Sincos(2 * math.Pi * float64(i) / n)
		rim[i] = vec{x + radius*c, y, z + radius*s}
	}
	b.faces = append(b.faces, face{points: rim, value: value, order: 1, group: vec{x, y, z}, out: vec{0, y, 0}})
}

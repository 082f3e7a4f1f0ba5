package synth

import "math"

// village is what people have built on the coast's left shore.
type village struct {
	dice  *dice
	coast *coast
}

func newVillage(d *dice, c *coast) *village { return &village{d, c} }

// The colours that wooden houses are painted in, and their roofs.
var (
	housePaint = [][3]float32{{0.48, 0.09, 0.06}, {0.80, 0.80, 0.76}, {0.62, 0.42, 0.12}, {0.78, 0.77, 0.72}, {0.42, 0.08, 0.06}, {0.30, 0.37, 0.40}}
	roofPaint  = [][3]float32{{0.13, 0.13, 0.14}, {0.30, 0.13, 0.09}, {0.20, 0.20, 0.21}}
)

// asphalt is the roads' colour, and tells where nothing can be built.
var (
	asphalt     = [3]float32{0.25, 0.25, 0.255}
	paintedLine = [3]float32{0.6, 0.6, 0.56}
)

// build puts houses, a church, a road, gardens and a quay into the grid.
func (v *village) build(f *field) {
	v.road(f)
	d := v.dice
	taken := [][3]float64{}
	free := func(x, y, room float64) bool {
		for _, t := range taken {
			if math.Hypot(x-t[0], y-t[1]) < room+t[2] {
				return false
			}
		}
		return true
	}
	place := func(x, y, length, width, eaves, turn float64, paint, roof [3]float32) bool {
		shore := v.inland(f, x, y)
		if shore < 2.6 || shore > 9 || !free(x, y, length*0.62) || v.onRoad(f, x, y, length, width, turn) {
			return false
		}
		taken = append(taken, [3]float64{x, y, length * 0.62})
		v.house(f, x, y, length, width, eaves, turn, paint, roof)
		return true
	}
	// The church stands alone: its tower is the highest thing of the village.
	cx, cy := v.shelf(f, 262, 52)
	if place(cx, cy, 22, 10, 6.5, 0.5, housePaint[1], roofPaint[0]) {
		sin, cos := math.Sincos(0.5)
		v.house(f, cx-12*cos, cy-12*sin, 6, 6, 15, 0.5, housePaint[1], roofPaint[0])
	}
	for range 420 {
		along, back := d.between(60, 520), d.between(12, 96)
		x, y := v.shelf(f, along, back)
		turn := d.between(-0.25, 0.25) + float64(int(d.between(0, 2)))*math.Pi/2
		place(x, y, d.between(9, 15), d.between(7, 9.5), d.between(3.2, 5.6), turn, housePaint[int(d.between(0, float64(len(housePaint))))], roofPaint[int(d.between(0, float64(len(roofPaint))))])
	}
	// Boathouses on the water's edge, red and close together.
	for along := 150.0; along < 330; along += d.between(8.5, 12) {
		x, y := v.shelf(f, along, 4)
		v.house(f, x, y, 9, 5.5, 2.8, d.between(-0.12, 0.12), housePaint[4*int(d.between(0, 2))], roofPaint[int(d.between(0, 3))])
	}
	v.quay(f, 236)
	v.quay(f, 300)
}

// onRoad reports whether a house would stand on a road.
func (v *village) onRoad(f *field, x, y, length, width, turn float64) (on bool) {
	f.each(x, y, length+1.5, width+1.5, turn, func(p *plot, _, _ float64) { on = on || p.albedo == asphalt || p.albedo == paintedLine })
	return on
}

// inland is how high above the sea the ground lies, as a sign of where it can be built on.
func (v *village) inland(f *field, x, y float64) float64 {
	var p plot
	if !f.at(x, y, &p) || p.wall > 0 {
		return -1
	}
	return float64(p.height)
}

// shelf returns the place on the left shore at that y, so many metres from the water.
func (v *village) shelf(f *field, y, back float64) (float64, float64) {
	for x := 150.0; x > f.minX; x -= f.cell {
		var p plot
		if f.at(x, y, &p) && p.height > 0 {
			return x - back, y
		}
	}
	return f.minX, y
}

// each hands the points of the grid within a turned rectangle their place in
// its frame, along and across, in metres from its middle.
func (f *field) each(x, y, length, width, turn float64, put func(p *plot, along, across float64)) {
	sin, cos := math.Sincos(turn)
	reach := math.Hypot(length, width)/2 + f.cell
	x0, x1 := max(0, int((x-reach-f.minX)/f.cell)), min(f.w-1, int((x+reach-f.minX)/f.cell))
	y0, y1 := max(0, int((y-reach-f.minY)/f.cell)), min(f.h-1, int((y+reach-f.minY)/f.cell))
	for gy := y0; gy <= y1; gy++ {
		for gx := x0; gx <= x1; gx++ {
			dx, dy := f.minX+float64(gx)*f.cell-x, f.minY+float64(gy)*f.cell-y
			along, across := dx*cos+dy*sin, dy*cos-dx*sin
			if math.Abs(along) <= length/2 && math.Abs(across) <= width/2 {
				put(&f.v[gy*f.w+gx], along, across)
			}
		}
	}
}

// house puts a house with a gabled roof; eaves is the height of its walls.
func (v *village) house(f *field, x, y, length, width, eaves, turn float64, paint, roof [3]float32) {
	var ground plot
	f.at(x, y, &ground)
	base := max(ground.height, 1.2)
	// A garden around it.
	f.each(x, y, length+7, width+7, turn, func(p *plot, _, _ float64) {
		if p.wall == 0 && p.height > 0 && p.albedo != asphalt && p.albedo != paintedLine {
			p.albedo = [3]float32{0.15, 0.24, 0.08}
		}
	})
	f.each(x, y, length, width, turn, func(p *plot, along, across float64) {
		gable := 0.75 * (width/2 - math.Abs(across))
		p.wall = float32(eaves+gable) + base - p.height
		p.daytime = paint
		p.albedo = roof
		if across > 0 { // one side of the roof is older
			for i := range p.albedo {
				p.albedo[i] *= 1.12
			}
		}
	})
	f.each(x+0.2*length*math.Cos(turn), y+0.2*length*math.Sin(turn), 1.7, 1.7, turn, func(p *plot, _, _ float64) {
		p.wall, p.albedo, p.daytime = float32(eaves+0.42*width)+base-p.height+0.9, [3]float32{0.40, 0.27, 0.22}, [3]float32{0.40, 0.27, 0.22}
	})
}

// road lays the road along the shore and its lanes down to the water.
func (v *village) road(f *field) {
	lay := func(x, y, radius float64) {
		f.each(x, y, 2*radius, 2*radius, 0, func(p *plot, along, across float64) {
			if p.height > 0 && math.Hypot(along, across) < radius {
				p.albedo = asphalt
			}
		})
	}
	bend := func(y float64) float64 { return 33 + 9*math.Sin(y/47) }
	for y := f.minY; y < f.minY+float64(f.h)*f.cell; y += 0.6 {
		// The shore's own small bays are no matter of the road's.
		var sum float64
		for k := -30.0; k <= 30; k += 15 {
			x, _ := v.shelf(f, y+k, 0)
			sum += x / 5
		}
		lay(sum-bend(y), y, 3.1)
		if int(y)%9 < 4 {
			f.each(sum-bend(y), y, 0.9, 0.9, 0, func(p *plot, _, _ float64) { p.albedo = paintedLine })
		}
	}
	for _, y := range []float64{120, 205, 236, 300, 372, 440} {
		x, _ := v.shelf(f, y, 3)
		for k := 0.0; k < 105; k += 0.8 {
			lay(x-k, y+6*math.Sin(k/26), 1.9)
		}
	}
}

// quay builds a pier from the shore into the water, with boats beside it.
func (v *village) quay(f *field, y float64) {
	x, _ := v.shelf(f, y, 0)
	plank := [3]float32{0.34, 0.29, 0.23}
	f.each(x+19, y, 44, 5, 0, func(p *plot, along, _ float64) {
		p.wall, p.albedo, p.daytime = 1.6-p.height, plank, [3]float32{0.12, 0.10, 0.08}
		if int(along+100)%3 == 0 {
			p.albedo = [3]float32{0.28, 0.24, 0.19}
		}
	})
	f.each(x+40, y, 5, 22, 0, func(p *plot, _, _ float64) {
		p.wall, p.albedo, p.daytime = 1.6-p.height, plank, [3]float32{0.12, 0.10, 0.08}
	})
	for i, at := range [][3]float64{{x + 12, y + 6, 0.05}, {x + 23, y - 6.5, -0.1}, {x + 47, y + 3, 1.5}, {x + 33, y + 7, 0.1}} {
		hull := [][3]float32{{0.82, 0.82, 0.80}, {0.14, 0.25, 0.42}, {0.80, 0.80, 0.78}, {0.50, 0.10, 0.08}}[i]
		v.boat(f, at[0], at[1], 8+2*float64(i%2), at[2], hull)
	}
}

// boat lays a boat at its mooring.
func (v *village) boat(f *field, x, y, length, turn float64, hull [3]float32) {
	f.each(x, y, length, length*0.36, turn, func(p *plot, along, across float64) {
		k := 1 - math.Pow(max(0, along)/(length/2), 2)
		if math.Abs(across) > length*0.18*k {
			return
		}
		p.wall, p.daytime, p.albedo = 1.1-p.height, hull, [3]float32{0.50, 0.42, 0.30}
		if math.Abs(across) > length*0.18*k-0.8 {
			p.albedo = hull
		}
		if along < -0.05*length && along > -0.33*length && math.Abs(across) < length*0.11 {
			p.wall, p.albedo = 2.7-p.height, [3]float32{0.84, 0.84, 0.82}
		}
	})
}

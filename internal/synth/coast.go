package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// coast is the land that the sample's film was shot in: a fjord between
// mountains in daylight, with a village on its left shore. It is held in two
// grids, a fine one around the village and a coarse one that reaches to the
// mountains. x runs to the right, y away, both in metres; the sea lies at 0.
type coast struct {
	near, far field
	noise     tile
	fine      octave // 7 m, what a grid's cell does not hold
	swell     octave // of the water
	ripple    octave
	cloud     octave
	wisp      octave
}

// field is a grid of land.
type field struct {
	minX, minY, cell float64
	w, h             int
	v                []plot
}

// plot is the land at one point of a grid.
type plot struct {
	height  float32    // metres; below 0 is water
	albedo  [3]float32 // share of red, green and blue that it gives back
	sun     float32    // 0…1 how much of the sun's light it gets, by its slope and what shades it
	wall    float32    // metres above the ground of something built; its side is seen where it begins
	daytime [3]float32 // colour of that side
}

// sunward points to the sun, of length 1: low, behind the camera's right shoulder.
var sunward = vec{0.66, -0.52, 0.543}

// shoreOf returns how many metres inland a place lies, negative on the water.
// The fjord narrows and turns to the right, and ends at a far shore.
func (c *coast) shoreOf(wobble, coarse octave, x, y float64) float64 {
	middle := 330 + 0.00006*y*y
	half := 360 - 0.035*y
	n := float64(wobble.at(c.noise, float32(x), float32(y)))
	m := float64(coarse.at(c.noise, float32(x), float32(y)))
	d := math.Abs(x-middle) - half + 16*n + 55*m
	return max(d, y-4300+60*m)
}

// newCoast computes the land. It takes some 0.6 s of a core.
func newCoast(seed uint64) *coast {
	d := newDice(seed, 91)
	c := &coast{noise: noiseTile(), fine: newOctave(d, 7), swell: newOctave(d, 26), ripple: newOctave(d, 5.5), cloud: newOctave(d, 900), wisp: newOctave(d, 240)}
	s := newSurvey(c, d)
	c.far = field{minX: -2600, minY: -300, cell: 6, w: 1000, h: 960}
	c.near = field{minX: -330, minY: 20, cell: 0.8, w: 640, h: 720}
	for _, f := range []*field{&c.near, &c.far} {
		f.v = make([]plot, f.w*f.h)
		s.fill(f)
	}
	v := newVillage(d, c)
	v.build(&c.near)
	c.near.shine(1.5)
	c.far.shine(9)
	return c
}

// survey says what the land is like at a place.
type survey struct {
	c              *coast
	wobble, coarse octave
	ridges         []octave
	wood, patch    octave
	crown          octave
	seed           uint64
}

func newSurvey(c *coast, d *dice) *survey {
	s := &survey{c: c, wobble: newOctave(d, 120), coarse: newOctave(d, 900), wood: newOctave(d, 60), patch: newOctave(d, 22), crown: newOctave(d, 6.5), seed: d.next()}
	for wave := 1500.0; wave > 10; wave /= 2.05 {
		s.ridges = append(s.ridges, newOctave(d, wave))
	}
	return s
}

func (s *survey) fill(f *field) {
	rows.Each(f.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range f.w {
				f.v[y*f.w+x] = s.at(f.minX+float64(x)*f.cell, f.minY+float64(y)*f.cell, f.cell)
			}
		}
	})
}

// at returns the land without buildings; cell is how fine it is asked for.
func (s *survey) at(x, y, cell float64) (p plot) {
	t, shore := s.c.noise, s.c.shoreOf(s.wobble, s.coarse, x, y)
	if shore < 0 {
		p.height = float32(max(-6, 0.25*shore))
		return p
	}
	// A shelf of fields, then slopes that steepen and break into ridges.
	rise := float32(max(0, shore-110))
	h := float32(min(shore, 5)*0.5 + 0.035*min(shore, 110))
	up := smooth(0, 700, rise)
	fx, fy := float32(x), float32(y)
	size, sum := float32(1), float32(0)
	for i, o := range s.ridges {
		n := o.at(t, fx, fy)
		if i < 5 {
			n = 0.9 - 1.3*abs32(n) // ridged
		}
		sum += size * n
		size *= 0.48
	}
	h += rise*0.42 + up*(250+190*sum) + 9*sum*smooth(0, 60, rise)
	h = max(h, 0.6)
	steep := smooth(0.5, 1.1, abs32(sum-0.3))
	wood, patch := s.wood.at(t, fx, fy), s.patch.at(t, fx, fy)
	crown := s.crown.at(t, fx, fy)
	grain := 1 + 0.10*patch + 0.05*crown
	mix3 := func(to [3]float32, k float32) {
		for i := range p.albedo {
			p.albedo[i] = lerp(p.albedo[i], to[i], k)
		}
	}
	// Fields on the shelf, each parcel of its own green.
	id, edge, _ := parcel(s.seed, fx*0.8+fy*0.25, fy*0.8-fx*0.25)
	tone := float32(mix(id)>>40) / (1 << 24)
	p.albedo = [3]float32{0.15 + 0.15*tone, 0.24 + 0.05*tone, 0.075 + 0.04*tone}
	mix3([3]float32{0.10, 0.15, 0.06}, smooth(1.6, 0.6, edge)) // the ditch between
	// Wood climbs to 380 m and thins out.
	woods := smooth(-0.35, 0.35, wood+rise/90-0.9) * smooth(430, 330, h+40*patch)
	mix3([3]float32{0.055 + 0.03*tone, 0.105 + 0.02*tone, 0.05}, woods)
	if woods > 0 {
		h += woods * (5 + 3*crown)
	}
	mix3([3]float32{0.24, 0.22, 0.15}, smooth(330, 450, h+50*patch)*(1-0.4*woods)) // heath
	mix3([3]float32{0.26, 0.25, 0.245}, smooth(430, 560, h+70*wood)+0.5*steep*up)  // rock
	snow := smooth(560, 720, h+70*patch-110*steep+30*wood)
	mix3([3]float32{0.86, 0.88, 0.92}, snow)
	mix3([3]float32{0.36, 0.33, 0.28}, smooth(9, 2, float32(shore))) // stones of the shore
	for i := range p.albedo {
		p.albedo[i] *= grain
	}
	p.height = h
	return p
}

// shine works out how much sun each point gets: by its slope, and whether
// something stands in the way within reach.
func (f *field) shine(pace float64) {
	rows.Each(f.h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range f.w {
				p := &f.v[y*f.w+x]
				// By their places: a copy would read the sun that another band writes.
				l, r := &f.v[y*f.w+max(x-1, 0)], &f.v[y*f.w+min(x+1, f.w-1)]
				n, s := &f.v[min(y+1, f.h-1)*f.w+x], &f.v[max(y-1, 0)*f.w+x]
				dx := float64(r.height+r.wall-l.height-l.wall) / (2 * f.cell)
				dy := float64(n.height+n.wall-s.height-s.wall) / (2 * f.cell)
				lit := (sunward.z - dx*sunward.x - dy*sunward.y) / math.Sqrt(1+dx*dx+dy*dy)
				p.sun = float32(max(0, lit)) * f.unshaded(x, y, pace)
			}
		}
	})
}

// unshaded is 1 where nothing stands between a point and the sun, 0 where it is
// well within a shadow.
func (f *field) unshaded(x, y int, pace float64) float32 {
	p := &f.v[y*f.w+x]
	level, open := float64(max(p.height+p.wall, 0)), float32(1)
	for k := 1; k <= 40; k++ {
		away := pace * float64(k) * (1 + 0.05*float64(k))
		gx, gy := x+int(math.Round(away*sunward.x/f.cell)), y+int(math.Round(away*sunward.y/f.cell))
		if gx < 0 || gy < 0 || gx >= f.w || gy >= f.h {
			break
		}
		q := &f.v[gy*f.w+gx]
		if over := float64(q.height+q.wall) - level - away*sunward.z/math.Hypot(sunward.x, sunward.y); over > 0 {
			open = min(open, float32(1-over/(0.25+0.04*away)))
		}
	}
	return max(open, 0)
}

// at returns the land at a place, between the grid's points, and whether the
// grid reaches there.
func (f *field) at(x, y float64, p *plot) bool {
	gx, gy := (x-f.minX)/f.cell, (y-f.minY)/f.cell
	if !(gx >= 0 && gy >= 0 && gx < float64(f.w-1) && gy < float64(f.h-1)) {
		return false
	}
	ix, iy := int(gx), int(gy)
	fx, fy := float32(gx-float64(ix)), float32(gy-float64(iy))
	i := iy*f.w + ix
	a, b, c, d := &f.v[i], &f.v[i+1], &f.v[i+f.w], &f.v[i+f.w+1]
	wa, wb, wc, wd := (1-fx)*(1-fy), fx*(1-fy), (1-fx)*fy, fx*fy
	p.height = wa*a.height + wb*b.height + wc*c.height + wd*d.height
	p.sun = wa*a.sun + wb*b.sun + wc*c.sun + wd*d.sun
	for k := range p.albedo {
		p.albedo[k] = wa*a.albedo[k] + wb*b.albedo[k] + wc*c.albedo[k] + wd*d.albedo[k]
	}
	// What is built has edges: of the nearest point, not between.
	nearest := [2][2]*plot{{a, b}, {c, d}}[int(fy+0.5)][int(fx+0.5)]
	p.wall = 0
	if nearest.wall > 0 {
		*p = *nearest
	}
	return true
}

package trace

import "math"

// Vec is a point or a direction in metres: x right, y away, z up.
type Vec struct{ X, Y, Z float64 }

// Add returns a + b.
func (a Vec) Add(b Vec) Vec { return Vec{a.X + b.X, a.Y + b.Y, a.Z + b.Z} }

// Sub returns a − b.
func (a Vec) Sub(b Vec) Vec { return Vec{a.X - b.X, a.Y - b.Y, a.Z - b.Z} }

// Times returns k·a.
func (a Vec) Times(k float64) Vec { return Vec{a.X * k, a.Y * k, a.Z * k} }

// Along returns a + k·b.
func (a Vec) Along(b Vec, k float64) Vec { return Vec{a.X + k*b.X, a.Y + k*b.Y, a.Z + k*b.Z} }

// Dot returns the scalar product.
func (a Vec) Dot(b Vec) float64 { return a.X*b.X + a.Y*b.Y + a.Z*b.Z }

// Cross returns the vector product.
func (a Vec) Cross(b Vec) Vec {
	return Vec{a.Y*b.Z - a.Z*b.Y, a.Z*b.X - a.X*b.Z, a.X*b.Y - a.Y*b.X}
}

// Length returns the length.
func (a Vec) Length() float64 { return math.Sqrt(a.Dot(a)) }

// Unit returns the direction of a, with length 1.
func (a Vec) Unit() Vec { return a.Times(1 / max(a.Length(), 1e-12)) }

func (a Vec) axis(i int) float64 {
	switch i {
	case 0:
		return a.X
	case 1:
		return a.Y
	}
	return a.Z
}

// Colour is light or a share of light, linear in red, green and blue.
type Colour [3]float32

// Times returns the colour k times as bright.
func (c Colour) Times(k float32) Colour { return Colour{c[0] * k, c[1] * k, c[2] * k} }

// Add returns the sum of two lights.
func (c Colour) Add(d Colour) Colour { return Colour{c[0] + d[0], c[1] + d[1], c[2] + d[2]} }

// By returns light c as a surface of colour d gives it back.
func (c Colour) By(d Colour) Colour { return Colour{c[0] * d[0], c[1] * d[1], c[2] * d[2]} }

// To goes the share k of the way from c to d.
func (c Colour) To(d Colour, k float32) Colour {
	return Colour{c[0] + (d[0]-c[0])*k, c[1] + (d[1]-c[1])*k, c[2] + (d[2]-c[2])*k}
}

func (c Colour) luma() float32 { return 0.25*c[0] + 0.65*c[1] + 0.10*c[2] }

// Dice is a stream of random numbers (SplitMix64; Steele, Lea, Flood 2014),
// written out so that pictures don't change with the standard library.
type Dice struct{ state uint64 }

// NewDice returns the stream of that number below a seed.
func NewDice(seed, stream uint64) *Dice { return &Dice{mix(seed^0x7AB1E) ^ mix(stream+0x5EED)} }

// Next returns 64 bits.
func (d *Dice) Next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	return mix(d.state)
}

// Unit returns a number in 0 ≤ u < 1.
func (d *Dice) Unit() float64 { return float64(d.Next()>>11) / (1 << 53) }

// Between returns a number in lo ≤ u < hi.
func (d *Dice) Between(lo, hi float64) float64 { return lo + (hi-lo)*d.Unit() }

// Below returns a whole number in 0 ≤ k < n.
func (d *Dice) Below(n int) int { return int(d.Unit() * float64(n)) }

// Chance is true with that probability.
func (d *Dice) Chance(p float64) bool { return d.Unit() < p }

func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// Hash returns a number in 0 ≤ u < 1 that depends on three whole numbers alone.
func Hash(x, y, z int) float64 {
	return float64(hash(x, y, z)>>40) / (1 << 24)
}

func hash(x, y, z int) uint64 {
	return mix(uint64(uint32(x))*0x9E3779B97F4A7C15 ^ uint64(uint32(y))*0xC2B2AE3D27D4EB4F ^ uint64(uint32(z))*0x165667B19E3779F9)
}

// Noise is smooth noise of about −1…1 with waves about two units long: gradients
// on a lattice (Perlin 1985) in the plane z of a stack.
func Noise(x, y float64, z int) float64 {
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	x, y = x-fx, y-fy
	u, v := x*x*x*(x*(x*6-15)+10), y*y*y*(y*(y*6-15)+10)
	a := slope(ix, iy, z, x, y)
	b := slope(ix+1, iy, z, x-1, y)
	c := slope(ix, iy+1, z, x, y-1)
	d := slope(ix+1, iy+1, z, x-1, y-1)
	a += u * (b - a)
	c += u * (d - c)
	return 1.5 * (a + v*(c-a))
}

// compass holds 64 directions, so that noise needs no sine.
var compass = func() (t [64][2]float64) {
	for i := range t {
		s, c := math.Sincos(2 * math.Pi * float64(i) / 64)
		t[i] = [2]float64{c, s}
	}
	return t
}()

func slope(ix, iy, iz int, x, y float64) float64 {
	g := &compass[hash(ix, iy, iz)>>58]
	return g[0]*x + g[1]*y
}

// Rough sums octaves of noise, each finer by two and weaker by gain, turned so
// that their lattices never line up.
func Rough(x, y float64, z, octaves int, gain float64) float64 {
	sum, size := 0.0, 1.0
	for i := range octaves {
		sum += size * Noise(x, y, z+i)
		size *= gain
		x, y = 1.63*x-1.19*y+17.3, 1.19*x+1.63*y-8.1
	}
	return sum
}

// Smooth rises from 0 at lo to 1 at hi (also where lo > hi, then it falls).
func Smooth(lo, hi, v float64) float64 {
	t := (v - lo) / (hi - lo)
	if t <= 0 {
		return 0
	}
	if t >= 1 {
		return 1
	}
	return t * t * (3 - 2*t)
}

package synth

import (
	"math"
	"sync"
)

// dice is a stream of random numbers (SplitMix64; Steele, Lea, Flood 2014). It
// is written out so that pictures don't change with the standard library.
type dice struct{ state uint64 }

func newDice(seed, stream uint64) *dice { return &dice{mix(seed) ^ mix(stream+0x51ED)} }

func (d *dice) next() uint64 {
	d.state += 0x9E3779B97F4A7C15
	return mix(d.state)
}

// unit returns a number in 0 ≤ u < 1.
func (d *dice) unit() float64 { return float64(d.next()>>11) / (1 << 53) }

// between returns a number in lo ≤ u < hi.
func (d *dice) between(lo, hi float64) float64 { return lo + (hi-lo)*d.unit() }

func mix(z uint64) uint64 {
	z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
	z = (z ^ (z >> 27)) * 0x94D049BB133111EB
	return z ^ (z >> 31)
}

// A tile is a square of band-passed white noise that repeats seamlessly. Noise
// made in this way has no lattice and no preferred direction, which is what
// gives the usual gradient noise away. Deviation 1, wavelength tileWave texels.
type tile struct{ v []float32 }

const (
	tileSide = 512
	tileWave = 6.0
)

// noiseTile is the one tile of the program: scenes differ by where and how they
// look into it. Making it takes some 10 ms, so that it is made on first use.
var noiseTile = sync.OnceValue(func() tile {
	d := newDice(0x7EE1, 1)
	white := make([]float32, tileSide*tileSide)
	for i := range white {
		white[i] = float32(d.unit() - 0.5)
	}
	fine, coarse := blurTile(white, 1.1), blurTile(white, 2.6)
	var sum float64
	for i := range fine {
		fine[i] -= coarse[i]
		sum += float64(fine[i]) * float64(fine[i])
	}
	k := float32(1 / math.Sqrt(sum/float64(len(fine))))
	for i := range fine {
		fine[i] *= k
	}
	return tile{fine}
})

func blurTile(in []float32, sigma float64) []float32 {
	taps := gaussian(sigma)
	r := len(taps) / 2
	mid, out := make([]float32, len(in)), make([]float32, len(in))
	const mask = tileSide - 1
	for y := range tileSide {
		row := in[y*tileSide : (y+1)*tileSide]
		for x := range tileSide {
			var s float32
			for k, t := range taps {
				s += t * row[(x+k-r)&mask]
			}
			mid[y*tileSide+x] = s
		}
	}
	for y := range tileSide {
		row := out[y*tileSide : (y+1)*tileSide]
		for k, t := range taps {
			from := mid[((y+k-r)&mask)*tileSide:][:tileSide]
			for x, v := range from {
				row[x] += t * v
			}
		}
	}
	return out
}

// gaussian returns the taps of a normalised kernel of that deviation, in texels or pixels.
func gaussian(sigma float64) []float32 {
	r := int(math.Ceil(3 * sigma))
	taps := make([]float32, 2*r+1)
	var sum float64
	for i := range taps {
		sum += math.Exp(-float64((i-r)*(i-r)) / (2 * sigma * sigma))
	}
	for i := range taps {
		taps[i] = float32(math.Exp(-float64((i-r)*(i-r))/(2*sigma*sigma)) / sum)
	}
	return taps
}

// at samples the tile at texel (x, y), bilinear. The coordinates are taken
// around, and must stay above −2³⁰.
func (t tile) at(x, y float32) float32 {
	const mask = tileSide - 1
	x += 1 << 14
	y += 1 << 14
	ix, iy := int(x), int(y)
	fx, fy := x-float32(ix), y-float32(iy)
	upper, lower := t.v[(iy&mask)*tileSide:], t.v[((iy+1)&mask)*tileSide:]
	x0, x1 := ix&mask, (ix+1)&mask
	a := upper[x0] + fx*(upper[x1]-upper[x0])
	b := lower[x0] + fx*(lower[x1]-lower[x0])
	return a + fy*(b-a)
}

// An octave looks into the tile at one wavelength, turned and shifted so that
// two octaves never line up.
type octave struct{ a, b, dx, dy float32 }

// newOctave returns an octave of that wavelength in metres (or pixels).
func newOctave(d *dice, wavelength float64) octave {
	s, c := math.Sincos(d.between(0, 2*math.Pi))
	k := tileWave / wavelength
	return octave{float32(k * c), float32(k * s), float32(d.between(0, tileSide)), float32(d.between(0, tileSide))}
}

func (o octave) at(t tile, x, y float32) float32 {
	return t.at(o.a*x-o.b*y+o.dx, o.b*x+o.a*y+o.dy)
}

// pixelNoise returns two independent numbers of deviation about 1 for a pixel:
// sums of four uniform bytes, near enough to a normal distribution for grain.
func pixelNoise(seed uint64, x, y int) (a, b float32) {
	h := mix(seed ^ uint64(uint32(x))*0x9E3779B97F4A7C15 ^ uint64(uint32(y))<<32)
	sum := func(v uint32) float32 {
		return float32(int(v&255)+int(v>>8&255)+int(v>>16&255)+int(v>>24)-510) / 148
	}
	return sum(uint32(h)), sum(uint32(h >> 32))
}

func smooth(lo, hi, v float32) float32 {
	t := (v - lo) / (hi - lo)
	if t <= 0 {
		return 0
	}
	if t >= 1 {
		return 1
	}
	return t * t * (3 - 2*t)
}

func lerp(a, b, t float32) float32 { return a + (b-a)*t }

func abs32(v float32) float32 {
	if v < 0 {
		return -v
	}
	return v
}

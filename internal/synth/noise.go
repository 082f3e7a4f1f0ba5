package synth

import (
	"math"
	"sync"

	"github.com/motbilde/motbilde/internal/rows"
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
// It is held in bytes, so that three tiles fit the processor's cache.
type tile struct{ v []int8 }

const tileUnit = 26 // steps to a deviation: ±4.9 deviations fit a byte

const (
	tileSide = 512
	tileWave = 6.0
)

// noiseTile is the plain tile: scenes differ by where and how they look into
// it. Making one takes some 10 ms, so that each is made on first use.
var noiseTile = sync.OnceValue(func() tile { return newTile(bandPassed(1, tileSide)) })

// turfTile and gritTile hold two octaves each, for one look where two would be
// needed: what is finest is looked up most. Their wavelengths are tileWave and
// twice that.
var (
	turfTile = sync.OnceValue(func() tile { return twoOctaves(2, 1.2) })
	gritTile = sync.OnceValue(func() tile { return twoOctaves(4, 1) })
)

// twoOctaves adds the finer octave, weighted, to the coarser one.
func twoOctaves(stream uint64, weight float32) tile {
	fine, coarse := bandPassed(stream, tileSide), bandPassed(stream+1, tileSide/2)
	const half = tileSide / 2
	for y := range tileSide {
		a, b := coarse[(y/2)*half:][:half], coarse[((y+1)/2%half)*half:][:half]
		row := fine[y*tileSide:][:tileSide]
		for x := range row {
			l, r := x/2, (x+1)/2%half
			row[x] = weight*row[x] + (a[l]+a[r]+b[l]+b[r])/4
		}
	}
	return newTile(fine)
}

func newTile(v []float32) tile {
	t := tile{make([]int8, len(v))}
	for i, n := range v {
		t.v[i] = int8(math.RoundToEven(float64(min(max(n*tileUnit, -127), 127))))
	}
	return t
}

// bandPassed returns white noise between two blurs, side texels square, of deviation 1.
func bandPassed(stream uint64, side int) []float32 {
	d := newDice(0x7EE1, stream)
	white := make([]float32, side*side)
	for i := range white {
		white[i] = float32(d.unit() - 0.5)
	}
	fine, coarse := blurTile(white, side, 1.1), blurTile(white, side, 2.6)
	var sum float64
	for i := range fine {
		fine[i] -= coarse[i]
		sum += float64(fine[i]) * float64(fine[i])
	}
	k := float32(1 / math.Sqrt(sum/float64(len(fine))))
	for i := range fine {
		fine[i] *= k
	}
	return fine
}

// blurTile blurs a square that repeats; its side is a power of two.
func blurTile(in []float32, side int, sigma float64) []float32 {
	taps := gaussian(sigma)
	r := len(taps) / 2
	mid, out := make([]float32, len(in)), make([]float32, len(in))
	rows.Each(side, func(_, y0, y1 int) {
		wide := make([]float32, side+2*r)
		for y := y0; y < y1; y++ {
			row := in[y*side : (y+1)*side]
			copy(wide[r:], row)
			copy(wide[:r], row[side-r:])
			copy(wide[side+r:], row[:r])
			to := mid[y*side : (y+1)*side]
			for k, t := range taps {
				for x, v := range wide[k:][:side] {
					to[x] += t * v
				}
			}
		}
	})
	rows.Each(side, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			row := out[y*side : (y+1)*side]
			for k, t := range taps {
				for x, v := range mid[((y+k-r)&(side-1))*side:][:side] {
					row[x] += t * v
				}
			}
		}
	})
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
	upper, lower := t.v[(iy&mask)*tileSide:][:tileSide], t.v[((iy+1)&mask)*tileSide:][:tileSide]
	x0, x1 := ix&mask, (ix+1)&mask
	a := float32(upper[x0]) + fx*float32(int(upper[x1])-int(upper[x0]))
	b := float32(lower[x0]) + fx*float32(int(lower[x1])-int(lower[x0]))
	return (a + fy*(b-a)) * (1.0 / tileUnit)
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

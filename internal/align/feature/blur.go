package feature

import (
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// Blur smooths by any sigma, in fixed point, two pixels to a 64-bit word, each in
// a lane of 32 bits: one multiplication and two additions then serve two pixels,
// which is well over twice as fast as floating point without vector
// instructions, and gives the same bits on every architecture. A value has 10
// fractional bits, a weight 14; the sum of their products just fits the lane.
// (The scale space, whose sigmas are fixed, has kernels of its own.)
//
// A word holds pixel k of a row and the one half a row further on. So a shift
// along the row is a shift of whole words, and no lane ever meets another:
//
//	row    0 1 2 3 4 5 6 7        word   0   1   2   3
//	                              low    0   1   2   3
//	                              high   4   5   6   7
const (
	blurOne    = 1 << 10 // a grey level
	weightBits = 14      // of the taps, which add up to 1<<weightBits
	rounding   = 1<<(weightBits-1) | 1<<(weightBits-1+32)
	lanes      = 0x3ffff | 0x3ffff<<32 // the bits of a value in either lane
)

// canvas is a plane that Blur works on, in 1/blurOne grey levels.
type canvas struct {
	width, height int
	pix           []uint32
}

func (l canvas) row(y int) []uint32 { return l.pix[y*l.width : (y+1)*l.width] }

// gaussian returns the taps of a Gaussian from its centre outwards, cut at
// three standard deviations and adding up to 1<<weightBits when mirrored.
func gaussian(sigma float64) []uint64 {
	radius := max(1, int(math.Ceil(3*sigma)))
	taps := make([]float64, radius+1)
	sum := 0.0
	for i := range taps {
		taps[i] = math.Exp(-float64(i*i) / float64(2*sigma*sigma))
		sum += taps[i]
		if i > 0 {
			sum += taps[i]
		}
	}
	out := make([]uint64, radius+1)
	rest := uint64(1 << weightBits)
	for i := radius; i > 0; i-- {
		out[i] = uint64(math.Round(taps[i] / sum * (1 << weightBits)))
		rest -= 2 * out[i]
	}
	out[0] = rest
	return out
}

// Blur returns a plane of values 0 to 255 smoothed by a Gaussian; a sigma below
// a third of a pixel changes nothing.
func Blur(pix []float32, width, height int, sigma float64) []float32 {
	out := make([]float32, width*height)
	if sigma < 1.0/3 {
		copy(out, pix)
		return out
	}
	from, to := canvas{width, height, make([]uint32, width*height)}, canvas{width, height, make([]uint32, width*height)}
	from.fill(pix)
	blur(to, from, gaussian(sigma))
	rows.Each(height, func(_, y0, y1 int) {
		for i := y0 * width; i < y1*width; i++ {
			out[i] = float32(float32(int32(to.pix[i])) * (1.0 / blurOne))
		}
	})
	return out
}

// fill takes over a plane of values 0 to 255.
func (l canvas) fill(pix []float32) {
	rows.Each(l.height, func(_, y0, y1 int) {
		in, out := pix[y0*l.width:y1*l.width], l.pix[y0*l.width:y1*l.width]
		for i := range out {
			out[i] = uint32(int32(float32(in[i]*blurOne) + 0.5))
		}
	})
}

// blurBand is the number of rows that one task smooths: twice the usual band,
// since each has to read the taps' reach above and below it.
const blurBand = 64

// blur smooths from into to, of the same size, by the symmetric taps. Edges
// repeat their mirror image. Each row is first summed down its column of
// source rows, which the cache holds, then along itself, both by symmetric
// pairs: half of the multiplications, and no intermediate plane.
func blur(to, from canvas, taps []uint64) {
	r := len(taps) - 1
	w, h := from.width, from.height
	n := (w + 1) / 2
	rows.Tasks((h+blurBand-1)/blurBand, func(band int) {
		y0, y1 := band*blurBand, min(h, (band+1)*blurBand)
		ring := make([]uint64, (2*r+1)*n)
		at := func(y int) []uint64 { i := (y + r) % (2*r + 1); return ring[i*n : (i+1)*n] }
		for y := y0 - r; y < y0+r; y++ {
			pack(at(y), from.row(mirrored(y, h)))
		}
		line := make([]uint64, n+2*r)
		sums := make([]uint64, n)
		before, after := make([][]uint64, r+1), make([][]uint64, r+1)
		for y := y0; y < y1; y++ {
			pack(at(y+r), from.row(mirrored(y+r, h)))
			for i := range r + 1 {
				before[i], after[i] = at(y-i), at(y+i)
			}
			symmetric(line[r:r+n], before, after, taps, sums)
			extend(line, n, r, w)
			along(sums, line, taps)
			unpack(to.row(y), sums)
		}
	})
}

// pack puts a row's two halves side by side; the last high lane of an odd row repeats the last pixel.
func pack(out []uint64, row []uint32) {
	n := len(out)
	low, high := row[:n], row[n:]
	for k, v := range high {
		out[k] = uint64(low[k]) | uint64(v)<<32
	}
	if len(high) < n {
		out[n-1] = uint64(low[n-1]) | uint64(row[len(row)-1])<<32
	}
}

func unpack(row []uint32, in []uint64) {
	n := len(in)
	low, high := row[:n], row[n:]
	for k := range high {
		low[k], high[k] = uint32(in[k]), uint32(in[k]>>32)
	}
	if len(high) < n {
		low[n-1] = uint32(in[n-1])
	}
}

// extend fills the r words before and after the n middle ones of a line: at the
// row's ends with its mirror image, at the seam with the other lane's pixels.
func extend(line []uint64, n, r, w int) {
	pixel := func(x int) uint64 {
		if x = mirrored(x, w); x < n {
			return line[r+x] & 0xffffffff
		}
		return line[r+x-n] >> 32
	}
	if 2*n > w { // the lane beyond an odd row's end
		line[r+n-1] = line[r+n-1]&0xffffffff | pixel(w)<<32
	}
	for i := 1; i <= r; i++ {
		line[r-i] = pixel(-i) | pixel(n-i)<<32
		line[r+n-1+i] = pixel(n-1+i) | pixel(2*n-1+i)<<32
	}
}

// symmetric writes taps[0]·a[0] + Σ taps[i]·(a[i] + b[i]) to out, rounded. It
// needs sums as scratch space, which may be out.
func symmetric(out []uint64, a, b [][]uint64, taps, sums []uint64) {
	n := len(sums)
	middle, k := a[0][:n], taps[0]
	i := 1
	switch len(taps) % 3 {
	case 0:
		a1, b1, a2, b2 := a[1][:n], b[1][:n], a[2][:n], b[2][:n]
		k1, k2 := taps[1], taps[2]
		for x := range sums {
			sums[x] = rounding + k*middle[x] + k1*(a1[x]+b1[x]) + k2*(a2[x]+b2[x])
		}
		i = 3
	case 2:
		a1, b1, k1 := a[1][:n], b[1][:n], taps[1]
		for x := range sums {
			sums[x] = rounding + k*middle[x] + k1*(a1[x]+b1[x])
		}
		i = 2
	default:
		for x := range sums {
			sums[x] = rounding + k*middle[x]
		}
	}
	// Three pairs to a pass are what the registers hold.
	for ; i < len(taps); i += 3 {
		a1, b1, a2, b2, a3, b3 := a[i][:n], b[i][:n], a[i+1][:n], b[i+1][:n], a[i+2][:n], b[i+2][:n]
		k1, k2, k3 := taps[i], taps[i+1], taps[i+2]
		for x := range sums {
			sums[x] += k1*(a1[x]+b1[x]) + k2*(a2[x]+b2[x]) + k3*(a3[x]+b3[x])
		}
	}
	out = out[:n]
	for x, v := range sums {
		out[x] = v >> weightBits & lanes
	}
}

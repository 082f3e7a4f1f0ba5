package feature

import (
	"github.com/motbilde/motbilde/internal/rows"
)

// The scale space is smoothed by whole numbers, four pixels to a 64-bit word,
// each in a lane of 16 bits, without vector instructions and with the same bits
// on every architecture. A value has 8 bits of grey and 7 of fraction:
//
//	row    0 1 2 3 | 4 5 6 7 | 8 9        word 0   1   2
//	                                      low  0   4   8
//	                                           1   5   9
//	                                           2   6   (the mirror image
//	                                      high 3   7    of 9 and 8)
//
// A row's neighbours above and below are whole words of other rows, and two
// values add up within their lane. To be weighed, the four lanes are taken apart
// into a word of the even pixels and one of the odd, with 32 bits for each; in
// these the sums go on along the row, and are rounded once, at the end. So a
// kernel treats rows and columns alike, to the last bit.
const (
	one       = 128 // a grey level
	greatest  = 255*one + one - 1
	perWord   = 4
	laneBits  = 16
	lane      = 1<<laneBits - 1
	everyLane = 1 | 1<<16 | 1<<32 | 1<<48
	evenLanes = lane | lane<<32
)

// level is one smoothed plane of the scale space, in 1/one grey levels.
type level struct {
	width, height int
	stride        int      // words in a row
	words         []uint64 // one more than the rows need, so that two neighbours can always be read at once
}

// strideOf is the number of words that a row of pixels takes.
func strideOf(width int) int { return (width + perWord - 1) / perWord }

// wordsOf is the number of words that a plane takes.
func wordsOf(width, height int) int { return strideOf(width)*height + 1 }

func newLevel(width, height int, words []uint64) level {
	n := wordsOf(width, height)
	return level{width, height, strideOf(width), words[:n:n]}
}

func (l level) row(y int) []uint64 { return l.words[y*l.stride : (y+1)*l.stride] }

// place returns the word in which a row has a pixel, and by how many bits it is shifted there.
func place(x int) (word int, shift uint) {
	return int(uint(x) / perWord), uint(x) % perWord * laneBits & 63
}

// fourOf returns a row's pixel and the three to its right, the first in the
// lowest lane. There must be a word after the pixel's.
func fourOf(row []uint64, x int) uint64 {
	word, shift := place(x)
	p := row[word : word+2]
	return p[0]>>shift | p[1]<<(63-shift)<<1
}

// fill takes over a plane of values 0 to 255.
func (l level) fill(pix []float32) {
	rows.Each(l.height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			in, out := pix[y*l.width:(y+1)*l.width], l.row(y)
			for i := range out {
				if len(in) < perWord {
					out[i] = 0
					for j, v := range in {
						out[i] |= fixed(v) << (j * laneBits)
					}
					break
				}
				out[i] = fixed(in[0]) | fixed(in[1])<<16 | fixed(in[2])<<32 | fixed(in[3])<<48
				in = in[perWord:]
			}
		}
	})
}

func fixed(v float32) uint64 { return uint64(uint32(max(0, min(greatest, int32(float32(v*one)+0.5))))) }

// kernel is a symmetric filter of five taps: centre, near at a distance of
// step, far at twice that, in sixteenths. Its variance is
// step²·(2·near + 8·far)/16.
type kernel struct {
	centre, near, far uint64
	step              int // 1 or 2
}

// bandRows is the number of rows that one task smooths: more than the usual
// band, since each has to look for the rows above and below it anew.
const bandRows = 64

// smooth writes from, smoothed by the kernel, to a level of the same size.
// Beyond the edges the picture's mirror image goes on.
func (k kernel) smooth(to, from level) {
	h, n := from.height, from.stride
	rows.Tasks((h+bandRows-1)/bandRows, func(band int) {
		even, odd := make([]uint64, n+2), make([]uint64, n+2)
		for y := band * bandRows; y < min(h, (band+1)*bandRows); y++ {
			row := func(dy int) []uint64 { return from.row(mirrored(y+dy*k.step, h)) }
			k.down(even[1:n+1], odd[1:n+1], row(-2), row(-1), row(0), row(1), row(2))
			reflect(even, odd, from.width)
			if k.step == 1 {
				k.along(to.row(y), even, odd)
			} else {
				k.alongWide(to.row(y), even, odd)
			}
		}
	})
}

// What smooth calls down, along and alongWide are these three, or where
// lanes_simd.go is built the same by vector instructions.

// downWords weighs five rows. The usual weights are written out: then they are
// shifts and additions.
func (k kernel) downWords(even, odd, a, b, c, d, e []uint64) {
	switch [3]uint64{k.centre, k.near, k.far} {
	case [3]uint64{8, 3, 1}:
		down831(even, odd, a, b, c, d, e)
	case [3]uint64{6, 3, 2}:
		down632(even, odd, a, b, c, d, e)
	default:
		k.downAny(even, odd, a, b, c, d, e)
	}
}

func (k kernel) downAny(even, odd, a, b, c, d, e []uint64) {
	n := len(even)
	odd, a, b, c, d, e = odd[:n], a[:n], b[:n], c[:n], d[:n], e[:n]
	for i, centre := range c {
		near, far := b[i]+d[i], a[i]+e[i]
		even[i] = k.centre*(centre&evenLanes) + k.near*(near&evenLanes) + k.far*(far&evenLanes)
		odd[i] = k.centre*(centre>>16&evenLanes) + k.near*(near>>16&evenLanes) + k.far*(far>>16&evenLanes)
	}
}

// alongWords weighs five pixels of a line that has a word more at either end.
func (k kernel) alongWords(out, even, odd []uint64) {
	switch [3]uint64{k.centre, k.near, k.far} {
	case [3]uint64{8, 3, 1}:
		along831(out, even, odd)
	case [3]uint64{6, 3, 2}:
		along632(out, even, odd)
	default:
		k.alongAny(out, even, odd)
	}
}

func (k kernel) alongAny(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		evenBefore, evenAfter := e1<<32|e0>>32, e1>>32|e2<<32
		oddBefore, oddAfter := o1<<32|o0>>32, o1>>32|o2<<32
		e := k.centre*e1 + k.near*(oddBefore+o1) + k.far*(evenBefore+evenAfter)
		o := k.centre*o1 + k.near*(e1+evenAfter) + k.far*(oddBefore+oddAfter)
		out[i] = joined(e, o)
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}

// alongWideWords weighs every second of nine pixels of such a line.
func (k kernel) alongWideWords(out, even, odd []uint64) {
	switch [3]uint64{k.centre, k.near, k.far} {
	case [3]uint64{8, 3, 1}:
		alongWide831(out, even, odd)
	case [3]uint64{6, 3, 2}:
		alongWide632(out, even, odd)
	default:
		k.alongWideAny(out, even, odd)
	}
}

func (k kernel) alongWideAny(out, even, odd []uint64) {
	n := len(out)
	e0, e1, o0, o1 := even[0], even[1], odd[0], odd[1]
	even, odd = even[2:n+2], odd[2:n+2]
	for i, e2 := range even {
		o2 := odd[i]
		e := k.centre*e1 + k.near*((e1<<32|e0>>32)+(e1>>32|e2<<32)) + k.far*(e0+e2)
		o := k.centre*o1 + k.near*((o1<<32|o0>>32)+(o1>>32|o2<<32)) + k.far*(o0+o2)
		out[i] = joined(e, o)
		e0, e1, o0, o1 = e1, e2, o1, o2
	}
}

// joined divides the sums of even and of odd pixels by 256 and makes one word
// of them. Halves are rounded to even: then a negative is smoothed to the
// negative of what its picture is smoothed to.
func joined(even, odd uint64) uint64 {
	const each = 1 | 1<<32
	even += 127*each + even>>8&each
	odd += 127*each + odd>>8&each
	return even>>8&evenLanes | odd<<8&^evenLanes
}

// reflect fills a line's first word, its last and what its row leaves of the one
// before that with the row's mirror image. The row has at least a word's pixels.
func reflect(even, odd []uint64, width int) {
	even[0], odd[0] = odd[1]<<32|odd[1]>>32, even[1]<<32|even[1]>>32
	last := len(even) * perWord
	for x := width + perWord; x < last; x++ { // both counted from the line's first pixel
		from := 2*(width+perWord) - 1 - x // of the other parity
		source, target := even, odd
		if from&1 == 1 {
			source, target = odd, even
		}
		v := source[from/perWord] >> uint(from&2<<4) & (1<<32 - 1)
		shift := uint(x & 2 << 4)
		target[x/perWord] = target[x/perWord]&^((1<<32-1)<<shift) | v<<shift
	}
}

// mirrored brings an index back into 0..n-1 by reflection at the outer edges
// of the first and last pixel.
func mirrored(i, n int) int {
	for i < 0 || i >= n {
		if i < 0 {
			i = -1 - i
		} else {
			i = 2*n - 1 - i
		}
	}
	return i
}

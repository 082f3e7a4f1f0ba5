package figure

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/rows"
)

// A baseline JPEG writer (ITU-T T.81, 1992) that keeps colour at full
// resolution. The standard library's halves it in both directions, which
// smears red lettering and the steps of a heat map; that one has no switch.
//
//	pixels ─▶ Y, Cb, Cr blocks of 8 × 8 ─▶ cosine transform ─▶ quantise ─▶ zigzag ─▶ Huffman
//
// The transform of a block depends on the block alone and runs in row bands in
// parallel; the bits are written in order by one goroutine.

// zigzag[k] is the place of the k-th coefficient in its block.
var zigzag = func() (order [64]uint8) {
	x, y, up := 0, 0, true
	for k := range order {
		order[k] = uint8(8*y + x)
		switch {
		case up && x == 7:
			y, up = y+1, false
		case up && y == 0:
			x, up = x+1, false
		case up:
			x, y = x+1, y-1
		case y == 7:
			x, up = x+1, true
		case x == 0:
			y, up = y+1, true
		default:
			x, y = x-1, y+1
		}
	}
	return order
}()

// The quantisation steps of Annex K for quality 50, by rows.
var lumaSteps = [64]int{
	16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55,
	14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62,
	18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
	49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
}

var chromaSteps = [64]int{
	17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99,
	24, 26, 56, 99, 99, 99, 99, 99, 47, 66, 99, 99, 99, 99, 99, 99,
	99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
	99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
}

// huffman is a code table of Annex K: how many codes there are of each length,
// and the symbols in the order of their codes.
type huffman struct {
	class   byte // as in the file: 0x00 and 0x01 for DC, 0x10 and 0x11 for AC
	lengths [16]byte
	symbols []byte
	code    [256]uint16
	bits    [256]uint8
}

var (
	dcSymbols = []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}
	dcLuma    = newHuffman(0x00, [16]byte{0, 1, 5, 1, 1, 1, 1, 1, 1}, dcSymbols)
	dcChroma  = newHuffman(0x01, [16]byte{0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1}, dcSymbols)
	acLuma    = newHuffman(0x10, [16]byte{0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125}, []byte{
		0x01, 0x02, 0x03, 0x00, 0x04, 0x11, 0x05, 0x12, 0x21, 0x31, 0x41, 0x06, 0x13, 0x51, 0x61, 0x07,
		0x22, 0x71, 0x14, 0x32, 0x81, 0x91, 0xA1, 0x08, 0x23, 0x42, 0xB1, 0xC1, 0x15, 0x52, 0xD1, 0xF0,
		0x24, 0x33, 0x62, 0x72, 0x82, 0x09, 0x0A, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x25, 0x26, 0x27, 0x28,
		0x29, 0x2A, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48, 0x49,
		0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69,
		0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89,
		0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0xA2, 0xA3, 0xA4, 0xA5, 0xA6, 0xA7,
		0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3, 0xC4, 0xC5,
		0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA, 0xE1, 0xE2,
		0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF1, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8,
		0xF9, 0xFA,
	})
	acChroma = newHuffman(0x11, [16]byte{0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119}, []byte{
		0x00, 0x01, 0x02, 0x03, 0x11, 0x04, 0x05, 0x21, 0x31, 0x06, 0x12, 0x41, 0x51, 0x07, 0x61, 0x71,
		0x13, 0x22, 0x32, 0x81, 0x08, 0x14, 0x42, 0x91, 0xA1, 0xB1, 0xC1, 0x09, 0x23, 0x33, 0x52, 0xF0,
		0x15, 0x62, 0x72, 0xD1, 0x0A, 0x16, 0x24, 0x34, 0xE1, 0x25, 0xF1, 0x17, 0x18, 0x19, 0x1A, 0x26,
		0x27, 0x28, 0x29, 0x2A, 0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x43, 0x44, 0x45, 0x46, 0x47, 0x48,
		0x49, 0x4A, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58, 0x59, 0x5A, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68,
		0x69, 0x6A, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7A, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87,
		0x88, 0x89, 0x8A, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9A, 0xA2, 0xA3, 0xA4, 0xA5,
		0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xB2, 0xB3, 0xB4, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xC2, 0xC3,
		0xC4, 0xC5, 0xC6, 0xC7, 0xC8, 0xC9, 0xCA, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8, 0xD9, 0xDA,
		0xE2, 0xE3, 0xE4, 0xE5, 0xE6, 0xE7, 0xE8, 0xE9, 0xEA, 0xF2, 0xF3, 0xF4, 0xF5, 0xF6, 0xF7, 0xF8,
		0xF9, 0xFA,
	})
)

// newHuffman numbers the codes: of each length in turn, each one more than the last.
func newHuffman(class byte, lengths [16]byte, symbols []byte) *huffman {
	h := &huffman{class: class, lengths: lengths, symbols: symbols}
	code, k := uint16(0), 0
	for length, n := range lengths {
		for range n {
			h.code[symbols[k]], h.bits[symbols[k]] = code, uint8(length+1)
			code++
			k++
		}
		code <<= 1
	}
	return h
}

// cosines[u][x] is the weight of sample x in frequency u.
var cosines = func() (c [8][8]float64) {
	for u := range 8 {
		k := 0.5
		if u == 0 {
			k = math.Sqrt(0.125)
		}
		for x := range 8 {
			c[u][x] = k * math.Cos(float64(2*x+1)*float64(u)*math.Pi/16)
		}
	}
	return c
}()

// encodeJPEG writes the picture, laid on white, as a baseline JPEG.
func encodeJPEG(img *image.RGBA, quality int) []byte {
	width, height := img.Rect.Dx(), img.Rect.Dy()
	across, down := (width+7)/8, (height+7)/8
	luma, chroma := steps(lumaSteps, quality), steps(chromaSteps, quality)

	blocks := make([][3][64]int16, across*down)
	rows.Tasks(down, func(y int) {
		for x := range across {
			samples := block(img, 8*x, 8*y)
			out := &blocks[y*across+x]
			out[0] = transform(&samples[0], &luma)
			out[1] = transform(&samples[1], &chroma)
			out[2] = transform(&samples[2], &chroma)
		}
	})

	w := &bitWriter{out: make([]byte, 0, width*height/4+1024)}
	w.header(width, height, luma, chroma)
	var last [3]int
	for i := range blocks {
		for c := range 3 {
			dc, ac := dcLuma, acLuma
			if c > 0 {
				dc, ac = dcChroma, acChroma
			}
			w.block(&blocks[i][c], last[c], dc, ac)
			last[c] = int(blocks[i][c][0])
		}
	}
	return w.finish()
}

// steps scales a table to a quality of 1 to 100, as everybody does since the
// Independent JPEG Group's first program.
func steps(table [64]int, quality int) [64]int {
	scale := 200 - 2*quality
	if quality < 50 {
		scale = 5000 / quality
	}
	for i := range table {
		table[i] = min(255, max(1, (table[i]*scale+50)/100))
	}
	return table
}

// block returns 8 × 8 pixels as Y, Cb and Cr about 0 (JFIF); the last row and
// column repeat beyond the picture's edge.
func block(img *image.RGBA, x0, y0 int) (out [3][64]float64) {
	for i := range 64 {
		x, y := min(x0+i%8, img.Rect.Dx()-1), min(y0+i/8, img.Rect.Dy()-1)
		p := img.Pix[y*img.Stride+4*x:]
		paper := 255 - float64(p[3]) // premultiplied pixels: what is left shows white
		r, g, b := float64(p[0])+paper, float64(p[1])+paper, float64(p[2])+paper
		out[0][i] = 0.299*r + 0.587*g + 0.114*b - 128
		out[1][i] = -0.168736*r - 0.331264*g + 0.5*b
		out[2][i] = 0.5*r - 0.418688*g - 0.081312*b
	}
	return out
}

// transform returns the quantised coefficients in zigzag order.
func transform(samples *[64]float64, steps *[64]int) (out [64]int16) {
	var half, full [64]float64
	for y := range 8 {
		for u := range 8 {
			var sum float64
			for x := range 8 {
				sum += float64(cosines[u][x] * samples[8*y+x])
			}
			half[8*y+u] = sum
		}
	}
	for v := range 8 {
		for u := range 8 {
			var sum float64
			for y := range 8 {
				sum += float64(cosines[v][y] * half[8*y+u])
			}
			full[8*v+u] = sum
		}
	}
	for k, place := range zigzag {
		out[k] = int16(math.Round(full[place] / float64(steps[place])))
	}
	return out
}

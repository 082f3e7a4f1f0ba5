package picture

import (
	"encoding/binary"
	"image"
)

// Matrix says how luma and chroma become RGB. The zero value is JPEG's own
// definition (JFIF: Rec. 601, full range).
type Matrix struct {
	Standard Standard
	Studio   bool // luma 16 to 235 and chroma 16 to 240, as in video, WebP and some HEIC
}

// Standard names the weights of red, green and blue in luma.
type Standard uint8

// The standards, by the ITU's recommendations.
const (
	Rec601 Standard = iota
	Rec709
	Rec2020
)

// coefficients of a conversion, in 1/65536:
// R = y·Y + rCr·Cr + offset, and so on, with Cb and Cr about 0.
type coefficients struct{ y, offset, rCr, gCb, gCr, bCb int32 }

// jfif holds the coefficients of image/color.YCbCrToRGB, so that both agree
// on every pixel: y is 0x10101, which takes 255 to the top of its 16 bits.
var jfif = coefficients{y: 0x10101, rCr: 91881, gCb: -22554, gCr: -46802, bCb: 116130}

func (m Matrix) coefficients() coefficients {
	if m == (Matrix{}) {
		return jfif
	}
	red, blue := 0.299, 0.114
	switch m.Standard {
	case Rec709:
		red, blue = 0.2126, 0.0722
	case Rec2020:
		red, blue = 0.2627, 0.0593
	}
	green := 1 - red - blue
	lumaScale, chromaScale, black := 1., 1., 0.
	if m.Studio {
		lumaScale, chromaScale, black = 255./219, 255./224, 16
	}
	fixed := func(v float64) int32 {
		if v < 0 {
			return int32(v*65536 - 0.5)
		}
		return int32(v*65536 + 0.5)
	}
	return coefficients{
		y: fixed(lumaScale), offset: 32768 - fixed(lumaScale*black),
		rCr: fixed(2 * (1 - red) * chromaScale), bCb: fixed(2 * (1 - blue) * chromaScale),
		gCb: fixed(-2 * (1 - blue) * blue / green * chromaScale),
		gCr: fixed(-2 * (1 - red) * red / green * chromaScale),
	}
}

// yCbCrRows converts luma and chroma; the chroma sample of a block holds for all of its pixels.
func yCbCrRows(m *image.YCbCr, k coefficients) rowReader {
	b := m.Bounds()
	shift := 0
	switch m.SubsampleRatio {
	case image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420:
		shift = 1
	case image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410:
		shift = 2
	}
	w := b.Dx()
	return func(y int, out []uint8) {
		at := m.YOffset(b.Min.X, b.Min.Y+y)
		luma := m.Y[at : at+w]
		c := m.COffset(b.Min.X, b.Min.Y+y)
		samples := (b.Max.X-1)>>shift - b.Min.X>>shift + 1
		cb, cr := m.Cb[c:c+samples], m.Cr[c:c+samples]
		if shift == 1 && b.Min.X&1 == 0 {
			k.pairs(out, luma, cb, cr)
			return
		}
		for x, v := range luma {
			i := (b.Min.X+x)>>shift - b.Min.X>>shift
			r, g, bl := k.chroma(cb[i], cr[i])
			k.write(out[4*x:4*x+4:4*x+4], v, r, g, bl)
		}
	}
}

// pairs converts a row where two pixels side by side share their chroma.
func (k coefficients) pairs(out, luma, cb, cr []uint8) {
	n := len(luma) / 2
	for i := range n {
		r, g, b := k.chroma(cb[i], cr[i])
		first, second := k.y*int32(luma[2*i]), k.y*int32(luma[2*i+1])
		q := out[8*i : 8*i+8 : 8*i+8]
		binary.LittleEndian.PutUint64(q, uint64(packed(first+r, first+g, first+b))|uint64(packed(second+r, second+g, second+b))<<32)
	}
	if x := 2 * n; x < len(luma) {
		r, g, b := k.chroma(cb[n], cr[n])
		k.write(out[4*x:4*x+4:4*x+4], luma[x], r, g, b)
	}
}

// chroma returns what a chroma sample adds to each of red, green and blue.
func (k coefficients) chroma(cb, cr uint8) (r, g, b int32) {
	u, v := int32(cb)-128, int32(cr)-128
	return k.rCr*v + k.offset, k.gCb*u + k.gCr*v + k.offset, k.bCb*u + k.offset
}

func (k coefficients) write(q []uint8, luma uint8, r, g, b int32) {
	y := k.y * int32(luma)
	binary.LittleEndian.PutUint32(q, packed(y+r, y+g, y+b))
}

// packed clamps three values in 1/65536 to bytes, 0 below and 255 above, and
// puts them in order with an opaque alpha.
func packed(r, g, b int32) uint32 {
	if uint32(r|g|b)&0xff000000 != 0 {
		r, g, b = clamp24(r), clamp24(g), clamp24(b)
	}
	return uint32(r)>>16 | uint32(g)>>8&0xff00 | uint32(b)&0xff0000 | 0xff000000
}

func clamp24(v int32) int32 { return max(0, min(0xffffff, v)) }

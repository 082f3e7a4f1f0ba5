package compare

import "encoding/binary"

// Pixels travel through the renderer as uint32, R in the lowest byte, as the
// memory of an image holds them. Interpolation works on all four channels of
// two neighbouring pixels at once: the bytes of a uint64 are spread over
// 16-bit lanes, where a value times a weight of 8 bits still fits. A lane
// holds a·256 + (b − a)·f, which is a·(256 − f) + b·f and so never negative;
// that (b − a) borrows from its neighbour in between cancels out.
const (
	lanes64 = 0x00FF00FF00FF00FF
	half64  = 0x0080008000800080
	lanes32 = 0x00FF00FF
	half32  = 0x00800080
)

// between returns the pixel at weights fx and fy (0 to 255, in 1/256 of a
// pixel) between four neighbours: upper and lower each hold two, left one low.
// The loops call its two halves themselves: as a whole it is too long for the
// compiler to inline.
func between(upper, lower uint64, fx uint32, fy uint64) uint32 {
	return across(down(upper&lanes64, lower&lanes64, fy), down(upper>>8&lanes64, lower>>8&lanes64, fy), fx)
}

// down interpolates lanes of the upper and the lower row.
func down(upper, lower, fy uint64) uint64 {
	return (upper<<8 + (lower-upper)*fy + half64) >> 8 & lanes64
}

// across interpolates the left and the right pixel of even and odd lanes.
func across(even, odd uint64, fx uint32) uint32 {
	e, o := uint32(even), uint32(odd)
	return (e<<8+(uint32(even>>32)-e)*fx+half32)>>8&lanes32 | (o<<8+(uint32(odd>>32)-o)*fx+half32)&^lanes32
}

func load64(b []uint8) uint64 { return binary.LittleEndian.Uint64(b) }

func load32(b []uint8) uint32 { return binary.LittleEndian.Uint32(b) }

// premultiply turns a pixel of straight alpha into a premultiplied one.
func premultiply(p uint32) uint32 {
	a := p >> 24
	if a == 255 {
		return p
	}
	return scaleLanes(p&lanes32, a) | scaleLanes(p>>8&0xFF, a)<<8 | a<<24
}

// scaleLanes returns the two 8-bit lanes of p times a/255, rounded.
func scaleLanes(p, a uint32) uint32 {
	p = p*a + half32
	return (p + p>>8&lanes32) >> 8 & lanes32
}

// over lays a premultiplied pixel over a premultiplied ground.
func over(p, ground uint32) uint32 {
	a := p >> 24
	if a == 255 || ground == 0 {
		return p
	}
	a = 255 - a
	return p + (scaleLanes(ground&lanes32, a) | scaleLanes(ground>>8&lanes32, a)<<8)
}

// mix returns a·(256 − f)/256 + b·f/256 in all four channels, f 0 to 256.
func mix(a, b, f uint32) uint32 {
	e := (a&lanes32*(256-f) + b&lanes32*f + half32) >> 8 & lanes32
	o := (a>>8&lanes32*(256-f) + b>>8&lanes32*f + half32) >> 8 & lanes32
	return e | o<<8
}

// raster is the part of a picture's level that the samplers look at.
type raster struct {
	pix           []uint8
	width, height int
	opaque        bool
}

// at returns the premultiplied pixel between the four around column x and row
// y, repeating the picture's edge.
func (r *raster) at(x, y int, fx uint32, fy uint64) uint32 {
	x1, y1 := min(max(x+1, 0), r.width-1), min(max(y+1, 0), r.height-1)
	x, y = min(max(x, 0), r.width-1), min(max(y, 0), r.height-1)
	upper, lower := r.pix[4*r.width*y:], r.pix[4*r.width*y1:]
	return between(pairOf(upper, x, x1), pairOf(lower, x, x1), fx, fy)
}

func pairOf(row []uint8, left, right int) uint64 {
	return uint64(premultiply(load32(row[4*left:]))) |
		uint64(premultiply(load32(row[4*right:])))<<32
}

// A place in a raster is held in fixed point with 32 fractional bits: over
// 100 000 steps the error stays below 1/20 000 of a pixel.
const fixedBits = 32

func fixed(v float64) int64 { return int64(v * (1 << fixedBits)) }

// level fills dst along one row of the raster: the first value lies at column
// u of row v, the next du further. All places lie within the inner pixels, so
// that a right and a lower neighbour exist.
func (r *raster) level(dst []uint32, u, du, v int64) {
	y := int(v >> fixedBits)
	fy := uint64(v) >> (fixedBits - 8) & 0xFF
	upper := r.pix[4*r.width*y : 4*r.width*(y+1)]
	lower := r.pix[4*r.width*(y+1) : 4*r.width*(y+2)]
	lower = lower[:len(upper)]
	for i := range dst {
		o := int(u>>fixedBits) * 4
		p, q := load64(upper[o:]), load64(lower[o:])
		dst[i] = across(down(p&lanes64, q&lanes64, fy), down(p>>8&lanes64, q>>8&lanes64, fy), uint32(u>>(fixedBits-8))&0xFF)
		u += du
	}
}

// slanted fills dst along a slanted line, as level does along a row.
func (r *raster) slanted(dst []uint32, u, v, du, dv int64) {
	stride := 4 * r.width
	for i := range dst {
		o := int(v>>fixedBits)*stride + int(u>>fixedBits)*4
		p, q, fy := load64(r.pix[o:]), load64(r.pix[o+stride:]), uint64(v)>>(fixedBits-8)&0xFF
		dst[i] = across(down(p&lanes64, q&lanes64, fy), down(p>>8&lanes64, q>>8&lanes64, fy), uint32(u>>(fixedBits-8))&0xFF)
		u += du
		v += dv
	}
}

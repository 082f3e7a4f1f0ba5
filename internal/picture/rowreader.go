package picture

import (
	"image"
	"image/color"
)

// A rowReader writes row y of an image, counted from its top, as R G B A with
// straight alpha. It may be called from several goroutines.
type rowReader func(y int, out []uint8)

// rowReaderOf chooses the reader for the image's type; opaque is true where
// the type has no alpha, so that nobody needs to look for it.
func rowReaderOf(img image.Image, matrix Matrix) (read rowReader, opaque bool) {
	b := img.Bounds()
	switch m := img.(type) {
	case *image.YCbCr:
		return yCbCrRows(m, matrix.coefficients()), true
	case *image.NYCbCrA:
		colour := yCbCrRows(&m.YCbCr, matrix.coefficients())
		return func(y int, out []uint8) {
			colour(y, out)
			at := m.AOffset(b.Min.X, b.Min.Y+y)
			for i, a := range m.A[at : at+b.Dx()] {
				out[4*i+3] = a
			}
		}, false
	case *image.Gray:
		return func(y int, out []uint8) {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for i, v := range m.Pix[at : at+b.Dx()] {
				q := out[4*i : 4*i+4 : 4*i+4]
				q[0], q[1], q[2], q[3] = v, v, v, 255
			}
		}, true
	case *image.Gray16:
		return func(y int, out []uint8) {
			at := m.PixOffset(b.Min.X, b.Min.Y+y)
			for i := 0; i < len(out); i += 4 {
				v := eight(m.Pix[at+i/2:])
				out[i], out[i+1], out[i+2], out[i+3] = v, v, v, 255
			}
		}, true
	case *image.NRGBA:
		return func(y int, out []uint8) {
			copy(out, m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):])
		}, false
	case *image.RGBA:
		return func(y int, out []uint8) {
			copy(out, m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):])
			for i := 0; i < len(out); i += 4 {
				if out[i+3] != 255 {
					straighten(out[i : i+4 : i+4])
				}
			}
		}, false
	case *image.NRGBA64:
		return func(y int, out []uint8) {
			from := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for i := range out {
				out[i] = eight(from[2*i:])
			}
		}, false
	case *image.RGBA64:
		return func(y int, out []uint8) { straight64(m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):], out) }, false
	case *image.CMYK:
		return func(y int, out []uint8) {
			from := m.Pix[m.PixOffset(b.Min.X, b.Min.Y+y):]
			for i := 0; i < len(out); i += 4 {
				white := 255 - uint32(from[i+3])
				for c := range 3 {
					out[i+c] = uint8(((255-uint32(from[i+c]))*white + 127) / 255)
				}
				out[i+3] = 255
			}
		}, true
	case *image.Paletted:
		return palettedRows(m), false
	}
	return func(y int, out []uint8) {
		for x := range b.Dx() {
			c := color.NRGBAModel.Convert(img.At(b.Min.X+x, b.Min.Y+y)).(color.NRGBA)
			out[4*x], out[4*x+1], out[4*x+2], out[4*x+3] = c.R, c.G, c.B, c.A
		}
	}, false
}

// palettedRows looks every index up in a table; an index without a colour is transparent.
func palettedRows(m *image.Paletted) rowReader {
	var table [256][4]uint8
	for i, c := range m.Palette[:min(256, len(m.Palette))] {
		q := color.NRGBAModel.Convert(c).(color.NRGBA)
		table[i] = [4]uint8{q.R, q.G, q.B, q.A}
	}
	b := m.Bounds()
	return func(y int, out []uint8) {
		at := m.PixOffset(b.Min.X, b.Min.Y+y)
		for i, index := range m.Pix[at : at+b.Dx()] {
			copy(out[4*i:4*i+4], table[index][:])
		}
	}
}

// eight rounds a big-endian 16-bit sample to the nearest 8-bit one.
func eight(sample []uint8) uint8 {
	v := uint32(sample[0])<<8 | uint32(sample[1])
	return uint8((v*255 + 32767) / 65535)
}

// straighten divides one pixel's colours by its alpha, rounding.
func straighten(q []uint8) {
	a := uint32(q[3])
	if a == 0 {
		q[0], q[1], q[2] = 0, 0, 0
		return
	}
	for c := range 3 {
		q[c] = uint8(min(255, (uint32(q[c])*255+a/2)/a))
	}
}

// straight64 divides colours by alpha while they still have 16 bits.
func straight64(from, out []uint8) {
	for i := 0; i < len(out); i += 4 {
		var v [4]uint32
		for c := range v {
			v[c] = uint32(from[2*(i+c)])<<8 | uint32(from[2*(i+c)+1])
		}
		a := v[3]
		for c := range 3 {
			if a == 0 {
				out[i+c] = 0
				continue
			}
			out[i+c] = uint8(min(255, (v[c]*255+a/2)/a))
		}
		out[i+3] = uint8((a*255 + 32767) / 65535)
	}
}

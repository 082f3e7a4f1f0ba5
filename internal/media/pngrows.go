package media

import (
	"bytes"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"io"

	"github.com/motbilde/motbilde/internal/picture"
)

// pngRows is a PNG that isn't interlaced, read row by row (ISO/IEC 15948): the
// standard library's decoder holds all of it.
type pngRows struct {
	depth, samples int
	colour         byte
	palette        [256][4]uint8
	key            []uint16 // the samples that are transparent, where a tRNS chunk names them
	packed         []io.Reader
}

// The colour types, and how many samples each has.
const (
	pngGrey, pngRGB, pngPalette, pngGreyAlpha, pngRGBA = 0, 2, 3, 4, 6
)

var pngSamples = map[byte]int{pngGrey: 1, pngRGB: 3, pngPalette: 1, pngGreyAlpha: 2, pngRGBA: 4}

// costPNG is that of the standard library's images, and of half of one more for
// the passes of an interlaced one.
func costPNG(header []byte) (c cost, sample image.Image) {
	depth, colour, interlaced := header[8], header[9], header[12] != 0
	switch {
	case colour == pngGrey && depth == 16:
		c, sample = whole(2), &image.Gray16{}
	case colour == pngGrey:
		c, sample = whole(4), &image.Gray{} // with a transparent level it has alpha
	case colour == pngPalette:
		c, sample = whole(1), &image.Paletted{}
	case depth == 16:
		c, sample = whole(8), &image.NRGBA64{}
	default:
		c, sample = whole(4), &image.NRGBA{}
	}
	if interlaced {
		c.pixel *= 1.5
	} else {
		c.rows = readPNGRows
	}
	return c, sample
}

func readPNGRows(ctx context.Context, data []byte, h *Header, how picture.Making, to *picture.Reducer) error {
	p, err := openPNGRows(data)
	if err != nil {
		return err
	}
	unpacked, err := zlib.NewReader(&patientReader{ctx, io.MultiReader(p.packed...)})
	if err != nil {
		return err
	}
	length := (h.stored.Width*p.samples*p.depth + 7) / 8
	each := max(1, p.samples*p.depth/8) // bytes from a pixel to the one before
	now, before := make([]byte, 1+length), make([]byte, 1+length)
	out := make([]uint8, 4*h.stored.Width)
	for range h.stored.Height {
		if _, err := io.ReadFull(unpacked, now); err != nil {
			return err
		}
		if err := unfilter(now[0], now[1:], before[1:], each); err != nil {
			return err
		}
		p.convert(now[1:], out)
		if how.Recolour != nil {
			how.Recolour(out)
		}
		to.Add(out)
		now, before = before, now
	}
	switch n, err := unpacked.Read(now[:1]); {
	case n > 0:
		return errors.New("png: more pixels than the header says")
	case err != nil && err != io.EOF: // the checksum of all of it
		return err
	}
	return nil
}

func openPNGRows(data []byte) (p pngRows, err error) {
	p.depth, p.colour = int(data[24]), data[25]
	if p.samples = pngSamples[p.colour]; p.samples == 0 || !pngDepth(p.colour, p.depth) || data[26] != 0 || data[27] != 0 {
		return p, errors.New("png: a bad colour type, depth or method")
	}
	hasPalette := false
	for at := 8; ; {
		if at+12 > len(data) {
			return p, io.ErrUnexpectedEOF
		}
		length := int64(binary.BigEndian.Uint32(data[at:]))
		end := int64(at) + 12 + length
		if end > int64(len(data)) {
			return p, io.ErrUnexpectedEOF
		}
		name, body := string(data[at+4:at+8]), data[at+8:end-4]
		critical := name == "IHDR" || name == "PLTE" || name == "tRNS" || name == "IDAT" || name == "IEND"
		if critical && crc32.ChecksumIEEE(data[at+4:end-4]) != binary.BigEndian.Uint32(data[end-4:]) {
			return p, errors.New("png: an invalid checksum")
		}
		switch name {
		case "PLTE":
			if len(body)%3 != 0 || len(body) > 3*256 {
				return p, errors.New("png: a bad palette")
			}
			hasPalette = true
			for i := 0; i < len(body); i += 3 {
				p.palette[i/3] = [4]uint8{body[i], body[i+1], body[i+2], 255}
			}
		case "tRNS":
			p.transparent(body)
		case "IDAT":
			p.packed = append(p.packed, bytes.NewReader(body))
		case "IEND":
			if p.colour == pngPalette && !hasPalette {
				return p, errors.New("png: no palette")
			}
			return p, nil
		}
		at = int(end)
	}
}

func pngDepth(colour byte, depth int) bool {
	switch depth {
	case 1, 2, 4:
		return colour == pngGrey || colour == pngPalette
	case 8:
		return true
	}
	return depth == 16 && colour != pngPalette
}

func (p *pngRows) transparent(body []byte) {
	if p.colour == pngPalette {
		for i, a := range body[:min(len(body), 256)] {
			p.palette[i][3] = a
		}
		return
	}
	for i := 0; i+1 < len(body) && len(p.key) < p.samples; i += 2 {
		p.key = append(p.key, binary.BigEndian.Uint16(body[i:]))
	}
}

// unfilter undoes a row's filter (9.2): what was stored is the difference from
// a guess by the pixels to the left, above, and left above.
func unfilter(filter byte, now, above []byte, each int) error {
	switch filter {
	case 0:
	case 1:
		for i := each; i < len(now); i++ {
			now[i] += now[i-each]
		}
	case 2:
		for i := range now {
			now[i] += above[i]
		}
	case 3:
		for i := range now {
			left := 0
			if i >= each {
				left = int(now[i-each])
			}
			now[i] += uint8((left + int(above[i])) / 2)
		}
	case 4:
		each = min(each, len(now))
		for i := range each {
			now[i] += above[i]
		}
		left, corner := now[:len(now)-each], above[:len(now)-each]
		now, above = now[each:], above[each:]
		for i := range left {
			now[i] += paeth(int(left[i]), int(above[i]), int(corner[i]))
		}
	default:
		return errors.New("png: a bad filter")
	}
	return nil
}

// paeth returns that of left, above and corner which is nearest to left + above − corner.
func paeth(left, above, corner int) uint8 {
	byLeft, byAbove := above-corner, left-corner
	byCorner := max(byLeft+byAbove, -byLeft-byAbove)
	byLeft, byAbove = max(byLeft, -byLeft), max(byAbove, -byAbove)
	switch {
	case byLeft <= byAbove && byLeft <= byCorner:
		return uint8(left)
	case byAbove <= byCorner:
		return uint8(above)
	}
	return uint8(corner)
}

// convert writes a row as R G B A.
func (p *pngRows) convert(row, out []uint8) {
	n := p.samples
	switch { // most pictures that are large
	case p.depth == 8 && p.colour == pngRGB && p.key == nil:
		for x := range len(out) / 4 {
			from, q := row[3*x:3*x+3:3*x+3], out[4*x:4*x+4:4*x+4]
			q[0], q[1], q[2], q[3] = from[0], from[1], from[2], 255
		}
		return
	case p.depth == 8 && p.colour == pngRGBA:
		copy(out, row)
		return
	}
	for x := range len(out) / 4 {
		q := out[4*x : 4*x+4 : 4*x+4]
		var v [4]uint16
		for c := range n {
			v[c] = p.sample(row, n*x+c)
		}
		if p.colour == pngPalette {
			copy(q, p.palette[v[0]][:])
			continue
		}
		q[3] = 255
		if len(p.key) == n {
			hidden := true
			for c, k := range p.key {
				hidden = hidden && v[c] == k
			}
			if hidden {
				q[3] = 0
			}
		}
		for c := range n {
			v[c] = uint16(p.eight(v[c]))
		}
		switch p.colour {
		case pngGrey:
			q[0], q[1], q[2] = uint8(v[0]), uint8(v[0]), uint8(v[0])
		case pngGreyAlpha:
			q[0], q[1], q[2], q[3] = uint8(v[0]), uint8(v[0]), uint8(v[0]), uint8(v[1])
		case pngRGB:
			q[0], q[1], q[2] = uint8(v[0]), uint8(v[1]), uint8(v[2])
		case pngRGBA:
			q[0], q[1], q[2], q[3] = uint8(v[0]), uint8(v[1]), uint8(v[2]), uint8(v[3])
		}
	}
}

// sample returns sample i of a row as it is stored.
func (p *pngRows) sample(row []uint8, i int) uint16 {
	switch p.depth {
	case 8:
		return uint16(row[i])
	case 16:
		return binary.BigEndian.Uint16(row[2*i:])
	}
	perByte := 8 / p.depth
	shift := 8 - p.depth*(i%perByte+1)
	return uint16(row[i/perByte]>>shift) & (1<<p.depth - 1)
}

// eight takes a stored sample to 8 bits.
func (p *pngRows) eight(v uint16) uint8 {
	most := uint32(1)<<p.depth - 1
	return uint8((uint32(v)*255 + most/2) / most)
}

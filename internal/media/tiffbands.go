package media

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

const (
	tagBitsPerSample   = 258
	tagSamplesPerPixel = 277
	tagRowsPerStrip    = 278
	tagPlanar          = 284
)

// stripTags are what a strip needs to be understood without the rest.
var stripTags = []uint16{
	tagWidth, tagHeight, tagBitsPerSample, 259, 262, 266, tagStripOffsets, tagSamplesPerPixel, tagRowsPerStrip,
	tagStripByteCounts, tagPlanar, 292, 293, 317, 320, 338, 339,
}

// costTIFF is that of the image and of the largest strip unpacked, in a buffer that grows.
func costTIFF(d container.Directory, h *Header) cost {
	deep, samples := d.Number(tagBitsPerSample), max(1, d.Number(tagSamplesPerPixel))
	c := whole(4)
	switch {
	case samples == 1 && deep <= 8:
		c = whole(1)
	case samples == 1:
		c = whole(2)
	case deep > 8:
		c = whole(8)
	}
	strip := float64(samples) * float64(max(1, deep)) / 8
	high := d.Number(tagRowsPerStrip)
	if d.Numbers(tagTileOffsets) == nil && high > 0 && high*4 <= int64(h.stored.Height) && d.Number(tagPlanar) != 2 {
		c.rows = readTIFFStrips
		strip *= float64(high) / float64(h.stored.Height)
	} else if d.Numbers(tagTileOffsets) != nil {
		strip = 0 // of one tile
	}
	c.pixel += 2.5 * strip
	return c
}

// readTIFFStrips decodes a picture strip by strip: each as a file of its own.
func readTIFFStrips(ctx context.Context, data []byte, h *Header, how picture.Making, to *picture.Reducer) error {
	d, ok := container.OpenDirectory(data)
	offsets, counts, high := d.Numbers(tagStripOffsets), d.Numbers(tagStripByteCounts), d.Number(tagRowsPerStrip)
	strips := (int64(h.stored.Height) + high - 1) / max(1, high)
	if !ok || high < 1 || int64(len(offsets)) < strips || int64(len(counts)) < strips {
		return errors.New("tiff: the tables of strips are too short")
	}
	for i := range strips {
		n := min(high, int64(h.stored.Height)-i*high)
		if offsets[i]+counts[i] > int64(len(data)) {
			return fmt.Errorf("tiff: strip %d: %w", i+1, errStripOutside)
		}
		img, err := tiff.Decode(newPatientBytes(ctx, stripFile(data, d, n, data[offsets[i]:offsets[i]+counts[i]])))
		if err != nil {
			return err
		}
		if b := img.Bounds(); b.Dx() != h.stored.Width || int64(b.Dy()) != n {
			return errors.New("tiff: a strip of another size")
		}
		if i == 0 {
			h.noteDepth(img)
			how.Recolour = h.recolour(img)
		}
		to.AddImage(img, how)
	}
	return nil
}

var errStripOutside = errors.New("it lies outside the file")

// stripFile returns a TIFF of n rows that has nothing but one strip.
func stripFile(data []byte, d container.Directory, n int64, strip []byte) []byte {
	order := binary.AppendByteOrder(binary.LittleEndian)
	if data[0] == 'M' {
		order = binary.BigEndian
	}
	replaced := map[uint16]uint32{tagHeight: uint32(n), tagRowsPerStrip: uint32(n), tagStripOffsets: 8, tagStripByteCounts: uint32(len(strip))}
	out := slices.Concat(data[:4], []byte{0, 0, 0, 0}, strip)
	if len(out)%2 == 1 {
		out = append(out, 0)
	}
	var entries []byte
	count := 0
	for _, tag := range stripTags {
		raw, each := d.Value(tag)
		kind := map[int]uint16{1: 1, 2: 3, 4: 4}[each]
		if v, ok := replaced[tag]; ok {
			raw, each, kind = order.AppendUint32(nil, v), 4, 4
		}
		if kind == 0 || len(raw) == 0 {
			continue
		}
		count++
		entries = order.AppendUint32(order.AppendUint16(order.AppendUint16(entries, tag), kind), uint32(len(raw)/each))
		if len(raw) <= 4 {
			entries = append(append(entries, raw...), make([]byte, 4-len(raw))...)
			continue
		}
		entries = order.AppendUint32(entries, uint32(len(out)))
		out = append(out, raw...)
	}
	at := order.AppendUint32(nil, uint32(len(out)))
	copy(out[4:], at)
	return append(append(order.AppendUint16(out, uint16(count)), entries...), 0, 0, 0, 0)
}

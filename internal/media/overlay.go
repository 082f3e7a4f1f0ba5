package media

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// The HEIC decoder, in the version that is used, has three faults: it leaves
// the second chroma plane empty, it lets the first and last bytes of its result
// be overwritten, and it copies rows of narrow pictures with the wrong length.
// All of them spare
// a picture that it has to put together in RGB, on a canvas
// of its own. So the file is rewritten to ask for just that: a new primary
// item, an overlay (ISO/IEC 23008-12, 6.6.2.2) of the old one on a canvas with
// a spare row above and below:
//
//	ftyp  meta  mdat               as received
//	ftyp  free  mdat  mdat  meta   as decoded: nothing that offsets point to has moved
//	                  |     '- the old boxes, with one more item
//	                  '- the overlay: canvas size and where the old item lies on it
const (
	canvasMargin    = 1  // rows above and below
	narrowestCanvas = 64 // columns
)

// errNoOverlay says that the boxes have a form in which an item can't be put.
var errNoOverlay = errors.New("the item tables can't be extended")

// onOverlay returns the file with the overlay as its primary item, and the
// canvas's size; size is that of the upright picture, and ground the level of
// the canvas behind it.
func onOverlay(data []byte, size geom.Size, ground uint32) (rewritten []byte, canvas geom.Size, err error) {
	var meta []byte
	var metaAt, at int
	err = container.Boxes(data, func(name string, content []byte) bool {
		end := cap(data) - cap(content) + len(content)
		if name == "meta" && meta == nil {
			meta, metaAt = content, at
		}
		at = end
		return true
	})
	if err != nil || len(meta) < 4 {
		return nil, canvas, errNoOverlay
	}
	canvas = geom.Size{Width: max(size.Width, narrowestCanvas), Height: size.Height + 2*canvasMargin}
	overlay := []byte{0, 1} // version; fields of 32 bits
	overlay = appendAll(overlay, 2, ground, ground, ground, 0xffff)
	overlay = appendAll(overlay, 4, uint32(canvas.Width), uint32(canvas.Height), 0, canvasMargin)

	out := slices.Grow(slices.Clone(data), len(meta)+1024)
	copy(out[metaAt+4:], "free")
	offset := uint32(len(out) + 8)
	out = appendBox(out, "mdat", overlay)
	item, err := newItem(meta, offset, uint32(len(overlay)))
	if err != nil {
		return nil, canvas, err
	}
	extended, err := item.extend(meta[4:], canvas)
	if err != nil {
		return nil, canvas, err
	}
	return appendBox(out, "meta", append(slices.Clone(meta[:4]), extended...)), canvas, nil
}

// addedItem is the overlay as an entry of the item tables.
type addedItem struct{ id, of, offset, length uint32 }

// newItem chooses a number that no item has.
func newItem(meta []byte, offset, length uint32) (addedItem, error) {
	item := addedItem{offset: offset, length: length}
	var ok bool
	if item.of, ok = primaryItem(container.Box(meta[4:], "pitm")); !ok {
		return item, errNoOverlay
	}
	iinf := container.Box(meta[4:], "iinf")
	if len(iinf) < 8 {
		return item, errNoOverlay
	}
	first := 6
	if iinf[0] != 0 {
		first = 8
	}
	highest := item.of
	_ = container.Boxes(iinf[first:], func(name string, c []byte) bool { // what is cut off is no item
		switch {
		case name == "infe" && len(c) >= 8 && c[0] == 3:
			highest = max(highest, binary.BigEndian.Uint32(c[4:]))
		case name == "infe" && len(c) >= 8:
			highest = max(highest, uint32(binary.BigEndian.Uint16(c[4:])))
		}
		return true
	})
	if highest >= 0xffff {
		return item, errNoOverlay
	}
	item.id = highest + 1
	return item, nil
}

// extend returns the boxes of meta with the item in each table.
func (a addedItem) extend(boxes []byte, canvas geom.Size) (out []byte, err error) {
	referred := false
	walked := container.Boxes(boxes, func(name string, c []byte) bool {
		c = slices.Clone(c)
		switch name {
		case "pitm":
			c = appendAll([]byte{0, 0, 0, 0}, 2, a.id)
		case "iinf":
			c, err = a.inInfo(c)
		case "iref":
			referred = true
			c, err = a.inReferences(c)
		case "iloc":
			c, err = a.inLocations(c)
		case "iprp":
			c, err = a.inProperties(c, canvas)
		}
		out = appendBox(out, name, c)
		return err == nil
	})
	if err != nil || walked != nil {
		return nil, errors.Join(errNoOverlay, err, walked)
	}
	if !referred {
		c, err := a.inReferences([]byte{0, 0, 0, 0})
		return appendBox(out, "iref", c), err
	}
	return out, nil
}

func (a addedItem) inInfo(iinf []byte) ([]byte, error) {
	switch {
	case len(iinf) >= 6 && iinf[0] == 0:
		binary.BigEndian.PutUint16(iinf[4:], binary.BigEndian.Uint16(iinf[4:])+1)
	case len(iinf) >= 8:
		binary.BigEndian.PutUint32(iinf[4:], binary.BigEndian.Uint32(iinf[4:])+1)
	default:
		return nil, errNoOverlay
	}
	entry := appendAll([]byte{2, 0, 0, 0}, 2, a.id, 0)
	return appendBox(iinf, "infe", append(entry, "iovl\x00"...)), nil
}

func (a addedItem) inReferences(iref []byte) ([]byte, error) {
	if len(iref) < 4 {
		return nil, errNoOverlay
	}
	width := 2
	if iref[0] != 0 {
		width = 4
	}
	c := appendAll(nil, width, a.id)
	c = appendAll(c, 2, 1)
	return appendBox(iref, "dimg", appendAll(c, width, a.of)), nil
}

func (a addedItem) inLocations(iloc []byte) ([]byte, error) {
	if len(iloc) < 8 || iloc[0] > 2 {
		return nil, errNoOverlay
	}
	version := iloc[0]
	offsetSize, lengthSize, baseSize, indexSize := int(iloc[4]>>4), int(iloc[4]&15), int(iloc[5]>>4), int(iloc[5]&15)
	if lengthSize == 0 || offsetSize+baseSize == 0 {
		return nil, errNoOverlay
	}
	idSize := 2
	if version == 2 {
		idSize = 4
		binary.BigEndian.PutUint32(iloc[6:], binary.BigEndian.Uint32(iloc[6:])+1)
	} else {
		binary.BigEndian.PutUint16(iloc[6:], binary.BigEndian.Uint16(iloc[6:])+1)
	}
	c := appendAll(iloc, idSize, a.id)
	if version > 0 {
		c = appendAll(c, 2, 0) // offsets count from the file's beginning
	}
	c = appendAll(c, 2, 0) // in this file
	base, offset := uint32(0), a.offset
	if offsetSize == 0 {
		base, offset = a.offset, 0
	}
	c = appendAll(c, baseSize, base)
	c = appendAll(c, 2, 1)
	if version > 0 {
		c = appendAll(c, indexSize, 0)
	}
	return appendAll(appendAll(c, offsetSize, offset), lengthSize, a.length), nil
}

// inProperties gives the item its size as a new property.
func (a addedItem) inProperties(iprp []byte, canvas geom.Size) (out []byte, err error) {
	count, associated := uint32(0), false
	walked := container.Boxes(iprp, func(name string, c []byte) bool {
		c = slices.Clone(c)
		switch {
		case name == "ipco":
			_ = container.Boxes(c, func(string, []byte) bool { count++; return true }) // counted again by the decoder
			c = appendBox(c, "ispe", appendAll([]byte{0, 0, 0, 0}, 4, uint32(canvas.Width), uint32(canvas.Height)))
		case name == "ipma" && !associated:
			associated = true
			c, err = a.associate(c, count+1)
		}
		out = appendBox(out, name, c)
		return err == nil
	})
	if err != nil || walked != nil || !associated {
		return nil, errNoOverlay
	}
	return out, nil
}

func (a addedItem) associate(ipma []byte, property uint32) ([]byte, error) {
	if len(ipma) < 8 || count32(ipma[4:]) == 0 {
		return nil, errNoOverlay
	}
	idSize, indexSize := 2, 1
	if ipma[0] > 0 {
		idSize = 4
	}
	if ipma[3]&1 != 0 {
		indexSize = 2
	}
	if property > 0x7f && indexSize == 1 {
		return nil, errNoOverlay
	}
	binary.BigEndian.PutUint32(ipma[4:], count32(ipma[4:])+1)
	return appendAll(appendAll(appendAll(ipma, idSize, a.id), 1, 1), indexSize, property), nil
}

func count32(b []byte) uint32 { return binary.BigEndian.Uint32(b) }

// appendAll appends numbers, most significant byte first, in fields of width bytes.
func appendAll(to []byte, width int, numbers ...uint32) []byte {
	for _, n := range numbers {
		for i := width - 1; i >= 0; i-- {
			to = append(to, byte(uint64(n)>>(8*i)))
		}
	}
	return to
}

func appendBox(to []byte, name string, content []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(8+len(content)))
	return append(append(to, name...), content...)
}

package media

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"io"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// wholeBoxes reports whether no top-level box reaches over the end of the file.
func wholeBoxes(data []byte) bool {
	return !errors.Is(container.Boxes(data, func(string, []byte) bool { return true }), io.ErrUnexpectedEOF)
}

// property is an item property of HEIF.
type property struct {
	name    string
	content []byte
}

// primaryProperties returns the properties of the file's primary item, in
// the order in which transforming ones are to be applied (ISO/IEC 23008-12).
func primaryProperties(data []byte) ([]property, error) {
	meta := container.Box(data, "meta")
	if len(meta) < 4 {
		return nil, errors.New("no meta box")
	}
	meta = meta[4:]
	primary, ok := primaryItem(container.Box(meta, "pitm"))
	if !ok {
		return nil, errors.New("no primary item")
	}
	var all []property
	iprp := container.Box(meta, "iprp")
	_ = container.Boxes(container.Box(iprp, "ipco"), func(name string, content []byte) bool {
		all = append(all, property{name, content})
		return len(all) < 1<<15
	})
	var own []property
	_ = container.Boxes(iprp, func(name string, content []byte) bool {
		if name == "ipma" {
			for _, index := range associations(content, primary) {
				if index >= 1 && index <= len(all) {
					own = append(own, all[index-1])
				}
			}
		}
		return true
	})
	return own, nil
}

func primaryItem(pitm []byte) (id uint32, ok bool) {
	switch {
	case len(pitm) >= 6 && pitm[0] == 0:
		return uint32(binary.BigEndian.Uint16(pitm[4:])), true
	case len(pitm) >= 8 && pitm[0] != 0:
		return binary.BigEndian.Uint32(pitm[4:]), true
	}
	return 0, false
}

// associations returns the numbers, from 1, of the properties that an item has.
func associations(ipma []byte, item uint32) (indices []int) {
	if len(ipma) < 8 {
		return nil
	}
	wideID, wideIndex := ipma[0] > 0, ipma[3]&1 != 0
	count := binary.BigEndian.Uint32(ipma[4:])
	rest := ipma[8:]
	take := func(n int) (v uint32, ok bool) {
		if len(rest) < n {
			return 0, false
		}
		for _, b := range rest[:n] {
			v = v<<8 | uint32(b)
		}
		rest = rest[n:]
		return v, true
	}
	size := map[bool]int{false: 1, true: 2}
	for range count {
		id, ok := take(2 * size[wideID])
		n, okN := take(1)
		if !ok || !okN {
			return indices
		}
		for range n {
			v, ok := take(size[wideIndex])
			if !ok {
				return indices
			}
			if id == item {
				essential := uint32(1) << (8*size[wideIndex] - 1)
				indices = append(indices, int(v&^essential))
			}
		}
	}
	return indices
}

func inspectHEIF(data []byte, h *Header) error {
	own, err := primaryProperties(data)
	if err != nil {
		return err
	}
	if string(data[8:12]) == "avis" || string(data[8:12]) == "hevc" || container.Box(data, "moov") != nil {
		h.note(FirstOfSeveral)
	}
	h.deep, h.alpha = itemTraits(data)
	h.cost = cost{pixel: 23, fixed: 64 << 20} // measured: the memory of the decoder's own machine, and what is copied out of it
	if h.alpha {
		h.cost.pixel += 8 // on black and on white
	}
	if h.deep {
		h.cost.pixel *= 2
	}
	for _, p := range own {
		c := p.content
		switch {
		case p.name == "ispe" && len(c) >= 12:
			h.Size = geom.Size{Width: int(binary.BigEndian.Uint32(c[4:])), Height: int(binary.BigEndian.Uint32(c[8:]))}
			if h.Size.Pixels() > h.stored.Pixels() {
				h.stored = h.Size // the decoder makes all of it, whatever the aperture keeps
			}
		case p.name == "colr" && len(c) > 4 && (string(c[:4]) == "prof" || string(c[:4]) == "rICC"):
			if len(c) <= longestProfile {
				h.profile = c[4:]
			}
		case p.name == "colr" && len(c) >= 11 && string(c[:4]) == "nclx":
			h.nclx(binary.BigEndian.Uint16(c[4:]), binary.BigEndian.Uint16(c[6:]), binary.BigEndian.Uint16(c[8:]), c[10]&0x80 != 0)
		case p.name == "clap" && len(c) >= 32:
			h.aperture = cleanAperture(c, h.Size)
			if !h.aperture.Empty() {
				h.Size = geom.Size{Width: h.aperture.Dx(), Height: h.aperture.Dy()}
			}
		case p.name == "irot" && len(c) >= 1:
			h.orientation = turned(h.orientation, [4]picture.Orientation{picture.Upright, picture.TurnLeft, picture.HalfTurn, picture.TurnRight}[c[0]&3])
		case p.name == "imir" && len(c) >= 1:
			h.orientation = turned(h.orientation, [2]picture.Orientation{picture.Flip, picture.Mirror}[c[0]&1])
		case p.name == "pixi" && len(c) >= 6 && c[5] > 8:
			h.note(ReducedTo8Bit)
		}
	}
	return nil
}

// itemTraits looks over the properties of all items: the tiles of a picture
// carry its depth, and a second item its alpha.
func itemTraits(data []byte) (deep, alpha bool) {
	iprp := container.Box(container.Box(data, "meta")[4:], "iprp")
	_ = container.Boxes(container.Box(iprp, "ipco"), func(name string, c []byte) bool { // what is cut off has no say
		switch {
		case name == "hvcC" && len(c) > 18: // ISO/IEC 14496-15, 8.3.3.1
			deep = deep || c[17]&7 != 0 || c[18]&7 != 0
		case name == "av1C" && len(c) > 2: // AV1 in ISOBMFF, 2.3.3: high_bitdepth
			deep = deep || c[2]&0x40 != 0
		case name == "auxC" && len(c) > 4:
			alpha = alpha || bytes.Contains(c[4:], []byte("alpha")) || bytes.HasPrefix(c[4:], []byte("urn:mpeg:hevc:2015:auxid:1"))
		}
		return true
	})
	return deep, alpha
}

// cleanAperture returns the rectangle that a clap box keeps of a picture: its
// width, height and the offset of its middle, as fractions. It is empty where
// the fractions don't fall on pixels or leave the picture.
func cleanAperture(clap []byte, size geom.Size) image.Rectangle {
	var v [4]float64
	for i := range v {
		over, under := int32(binary.BigEndian.Uint32(clap[8*i:])), int32(binary.BigEndian.Uint32(clap[8*i+4:]))
		if under == 0 {
			return image.Rectangle{}
		}
		v[i] = float64(over) / float64(under)
	}
	x, y := (float64(size.Width)-v[0])/2+v[2], (float64(size.Height)-v[1])/2+v[3]
	for _, f := range []float64{x, y, v[0], v[1]} {
		if f != math.Trunc(f) || f < 0 || f > 1<<30 {
			return image.Rectangle{}
		}
	}
	r := image.Rect(int(x), int(y), int(x+v[0]), int(y+v[1]))
	if !r.In(image.Rect(0, 0, size.Width, size.Height)) {
		return image.Rectangle{}
	}
	return r
}

// nclx takes over a colour space by the numbers of ITU-T H.273.
func (h *Header) nclx(primaries, transfer, matrix uint16, full bool) {
	switch primaries {
	case 9:
		h.gamut = gamut2020
	case 12:
		h.gamut = gamutP3
	}
	if transfer == 16 || transfer == 18 {
		h.note(HighDynamic)
		h.gamut = gamutSRGB
	}
	h.matrix.Studio = !full
	switch matrix {
	case 1:
		h.matrix.Standard = picture.Rec709
	case 9, 10:
		h.matrix.Standard = picture.Rec2020
	}
}

// turned returns the orientation of doing first, then next.
func turned(first, next picture.Orientation) picture.Orientation {
	a, b := axesOf(first), axesOf(next)
	both := [4]int{
		b[0]*a[0] + b[1]*a[2], b[0]*a[1] + b[1]*a[3],
		b[2]*a[0] + b[3]*a[2], b[2]*a[1] + b[3]*a[3],
	}
	for o := picture.Upright; o <= picture.TurnLeft; o++ {
		if axesOf(o) == both {
			return o
		}
	}
	return picture.Upright
}

// axesOf returns the 2×2 matrix of an orientation, on axes about the middle, y down.
func axesOf(o picture.Orientation) [4]int {
	switch o {
	case picture.Mirror:
		return [4]int{-1, 0, 0, 1}
	case picture.HalfTurn:
		return [4]int{-1, 0, 0, -1}
	case picture.Flip:
		return [4]int{1, 0, 0, -1}
	case picture.Transpose:
		return [4]int{0, 1, 1, 0}
	case picture.TurnRight:
		return [4]int{0, -1, 1, 0}
	case picture.Transverse:
		return [4]int{0, -1, -1, 0}
	case picture.TurnLeft:
		return [4]int{0, 1, -1, 0}
	}
	return [4]int{1, 0, 0, 1}
}

package container

import "encoding/binary"

// Directory is a directory of a TIFF structure, as in TIFF files and EXIF blocks.
type Directory struct {
	data    []byte
	order   binary.ByteOrder
	entries []byte // 12 bytes each
	Next    uint32 // where the next directory lies; 0 means none
}

// OpenDirectory reads the first directory; ok is false where there is none.
func OpenDirectory(data []byte) (d Directory, ok bool) {
	if len(data) < 8 {
		return d, false
	}
	switch string(data[:4]) {
	case "II*\x00":
		d.order = binary.LittleEndian
	case "MM\x00*":
		d.order = binary.BigEndian
	default:
		return d, false
	}
	return d.at(data, int64(d.order.Uint32(data[4:])))
}

// Following reads the next directory; ok is false where there is none.
func (d Directory) Following() (next Directory, ok bool) {
	if d.Next == 0 {
		return next, false
	}
	next.order = d.order
	return next.at(d.data, int64(d.Next))
}

// Between returns a part of the data by its place in them; nil where it reaches beyond.
func (d Directory) Between(from, length int64) []byte {
	if from < 0 || length < 0 || from > int64(len(d.data)) || length > int64(len(d.data))-from {
		return nil
	}
	return d.data[from : from+length]
}

func (d Directory) at(data []byte, at int64) (Directory, bool) {
	if at+2 > int64(len(data)) {
		return d, false
	}
	end := at + 2 + 12*int64(d.order.Uint16(data[at:]))
	if end > int64(len(data)) {
		return d, false
	}
	d.data, d.entries = data, data[at+2:end]
	if end+4 <= int64(len(data)) {
		d.Next = d.order.Uint32(data[end:])
	}
	return d, true
}

// Value returns the bytes of a tag's values, and the size of one; nil where
// the tag is absent or points outside the data.
func (d Directory) Value(tag uint16) (raw []byte, each int) {
	sizes := [...]int{1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}
	for at := 0; at < len(d.entries); at += 12 {
		e := d.entries[at : at+12]
		if d.order.Uint16(e) != tag {
			continue
		}
		kind := int(d.order.Uint16(e[2:]))
		if kind >= len(sizes) || sizes[kind] == 0 {
			return nil, 0
		}
		length := int64(d.order.Uint32(e[4:])) * int64(sizes[kind])
		if length <= 4 {
			return e[8 : 8+length], sizes[kind]
		}
		from := int64(d.order.Uint32(e[8:]))
		if from+length > int64(len(d.data)) {
			return nil, 0
		}
		return d.data[from : from+length], sizes[kind]
	}
	return nil, 0
}

// Numbers returns a tag's values as whole numbers.
func (d Directory) Numbers(tag uint16) []int64 {
	raw, each := d.Value(tag)
	var out []int64
	for at := 0; each > 0 && at+each <= len(raw); at += each {
		switch each {
		case 1:
			out = append(out, int64(raw[at]))
		case 2:
			out = append(out, int64(d.order.Uint16(raw[at:])))
		case 4:
			out = append(out, int64(d.order.Uint32(raw[at:])))
		}
	}
	return out
}

// Number returns a tag's first value, 0 where there is none.
func (d Directory) Number(tag uint16) int64 {
	if all := d.Numbers(tag); len(all) > 0 {
		return all[0]
	}
	return 0
}

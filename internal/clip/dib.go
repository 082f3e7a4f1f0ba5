package clip

import "encoding/binary"

// What a device-independent bitmap begins with, as Windows hands it over.
const (
	bmpHeader     = 14
	dibHeader     = 40
	mostDIBHeader = 124
	bitFields     = 3
)

// bmpOf returns a bitmap as a BMP file: Windows carries it on the clipboard
// without the header of one. ok is false where it is none.
func bmpOf(dib []byte) (file []byte, ok bool) {
	if len(dib) < dibHeader {
		return nil, false
	}
	le := binary.LittleEndian
	header, bits, packing, colours := uint64(le.Uint32(dib)), le.Uint16(dib[14:]), le.Uint32(dib[16:]), uint64(le.Uint32(dib[32:]))
	if header < dibHeader || header > mostDIBHeader || colours > 1<<16 {
		return nil, false
	}
	if colours == 0 && bits <= 8 {
		colours = 1 << bits
	}
	pixels := header + 4*colours
	if packing == bitFields && header == dibHeader {
		pixels += 3 * 4 // the masks stand behind the header
	}
	if pixels >= uint64(len(dib)) {
		return nil, false
	}
	file = make([]byte, bmpHeader, bmpHeader+len(dib))
	copy(file, "BM")
	le.PutUint32(file[2:], uint32(bmpHeader+len(dib)))
	le.PutUint32(file[10:], uint32(bmpHeader+pixels))
	return append(file, dib...), true
}

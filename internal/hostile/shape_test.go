package hostile_test

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"strings"
)

var (
	le = binary.LittleEndian
	be = binary.BigEndian
)

// span is a part of a file: a chunk, a segment, a box.
type span struct{ from, to int }

// partsOf cuts a file into the parts of its format; none where it has no parts that are known.
func partsOf(data []byte) (parts []span) {
	var next func(at int) int
	at := 0
	starts := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case starts("\x89PNG"):
		at = 8
		next = func(at int) int { return at + 12 + int(be.Uint32(data[at:])) }
	case starts("\xff\xd8"):
		at = 2
		next = func(at int) int {
			if data[at] != 0xff || data[at+1] == 0xda {
				return len(data)
			}
			return at + 2 + int(be.Uint16(data[at+2:]))
		}
	case starts("RIFF"):
		at = 12
		next = func(at int) int { return at + 8 + (int(le.Uint32(data[at+4:]))+1)&^1 }
	case len(data) > 8 && string(data[4:8]) == "ftyp":
		next = func(at int) int { return at + int(be.Uint32(data[at:])) }
	default:
		return nil
	}
	for at+12 <= len(data) {
		to := next(at)
		if to <= at || to > len(data) {
			break
		}
		parts = append(parts, span{at, to})
		at = to
	}
	return parts
}

// withSize states another size in the header, by the format; ok is false where there is no header that is known.
func withSize(data []byte, width, height int) (out []byte, ok bool) {
	out = bytes.Clone(data)
	starts := func(s string) bool { return bytes.HasPrefix(out, []byte(s)) }
	switch {
	case len(out) < 34:
	case starts("\x89PNG"):
		be.PutUint32(out[16:], uint32(width))
		be.PutUint32(out[20:], uint32(height))
		mendPNG(out)
		return out, true
	case starts("\xff\xd8"):
		for _, p := range partsOf(out) {
			if m := out[p.from+1]; m >= 0xc0 && m <= 0xc2 {
				be.PutUint16(out[p.from+5:], uint16(height))
				be.PutUint16(out[p.from+7:], uint16(width))
				return out, true
			}
		}
	case starts("GIF8"):
		le.PutUint16(out[6:], uint16(width))
		le.PutUint16(out[8:], uint16(height))
		if at := bytes.IndexByte(out[13:], 0x2c) + 13; at > 13 && at+9 < len(out) { // most often the frame
			le.PutUint16(out[at+5:], uint16(width))
			le.PutUint16(out[at+7:], uint16(height))
		}
		return out, true
	case starts("BM"):
		le.PutUint32(out[18:], uint32(width))
		le.PutUint32(out[22:], uint32(height))
		return out, true
	case starts("RIFF"):
		for _, p := range partsOf(out) {
			body := out[p.from+8 : p.to]
			switch name := string(out[p.from : p.from+4]); {
			case name == "VP8X" && len(body) >= 10:
				w, h := width-1, height-1
				copy(body[4:], []byte{byte(w), byte(w >> 8), byte(w >> 16), byte(h), byte(h >> 8), byte(h >> 16)})
			case name == "VP8 " && len(body) >= 10:
				le.PutUint16(body[6:], uint16(min(width, 0x3fff)))
				le.PutUint16(body[8:], uint16(min(height, 0x3fff)))
			case name == "VP8L" && len(body) >= 5:
				le.PutUint32(body[1:], uint32(min(width-1, 0x3fff)|min(height-1, 0x3fff)<<14)|le.Uint32(body[1:])&0xf0000000)
			}
		}
		return out, true
	case starts("II*\x00"):
		return out, tiffSize(out, le, width, height)
	case starts("MM\x00*"):
		return out, tiffSize(out, be, width, height)
	case string(out[4:8]) == "ftyp":
		for at := 0; ; {
			n := bytes.Index(out[at:], []byte("ispe"))
			if n < 0 || at+n+16 > len(out) {
				return out, at > 0
			}
			at += n + 4
			be.PutUint32(out[at+4:], uint32(width))
			be.PutUint32(out[at+8:], uint32(height))
		}
	}
	return out, false
}

func tiffSize(out []byte, order binary.ByteOrder, width, height int) bool {
	at := int(order.Uint32(out[4:]))
	if at+2 > len(out) {
		return false
	}
	n := int(order.Uint16(out[at:]))
	for i := range n {
		e := at + 2 + 12*i
		if e+12 > len(out) {
			return false
		}
		tag := order.Uint16(out[e:])
		value := map[uint16]int{256: width, 257: height, 278: height}[tag] // one strip
		if value > 0 {
			order.PutUint16(out[e+2:], 4) // LONG
			order.PutUint32(out[e+4:], 1)
			order.PutUint32(out[e+8:], uint32(value))
		}
	}
	return true
}

// mendPNG sets the checksums right, so that a change reaches behind them.
func mendPNG(data []byte) {
	for _, p := range partsOf(data) {
		be.PutUint32(data[p.to-4:], crc32.ChecksumIEEE(data[p.from+4:p.to-4]))
	}
}

// mendCase sets the checksums of case and log right in a case file whose
// structure is that of the file before the change, so that a change reaches
// behind them.
func mendCase(data, before []byte) {
	if len(data) != len(before) {
		return
	}
	at := int(le.Uint32(before[len(before)-6:])) // of the directory
	for at+46 <= len(before)-22 {
		name := int(le.Uint16(before[at+28:]))
		local, size := int(le.Uint32(before[at+42:])), int(le.Uint32(before[at+24:]))
		from := local + 30 + name
		if !strings.HasPrefix(string(before[at+46:at+46+name]), "originals/") { // those are held to their digest
			sum := crc32.ChecksumIEEE(data[from : from+size])
			le.PutUint32(data[local+14:], sum)
			le.PutUint32(data[at+16:], sum)
		}
		at += 46 + name
	}
}

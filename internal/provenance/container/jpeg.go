package container

import (
	"encoding/binary"
	"errors"
	"io"
)

// Markers of ISO/IEC 10918-1 that delimit or that stand alone.
const (
	markerTEM  = 0x01
	markerRST0 = 0xd0
	markerSOI  = 0xd8
	markerEOI  = 0xd9
	markerSOS  = 0xda
)

// JPEG calls visit with every segment up to the first scan; visit
// returns false to stop. It returns io.ErrUnexpectedEOF where the data end first.
func JPEG(data []byte, visit func(marker byte, body []byte) bool) error {
	at := 2
	for {
		for at < len(data) && data[at] != 0xff { // bytes that belong nowhere: decoders skip them too
			at++
		}
		for at < len(data) && data[at] == 0xff {
			at++
		}
		if at >= len(data) {
			return io.ErrUnexpectedEOF
		}
		marker := data[at]
		at++
		switch {
		case marker == 0 || marker == markerTEM || marker >= markerRST0 && marker <= markerSOI:
			continue
		case marker == markerEOI:
			return nil
		}
		if at+2 > len(data) {
			return io.ErrUnexpectedEOF
		}
		length := int(binary.BigEndian.Uint16(data[at:]))
		if length < 2 {
			return errors.New("a segment shorter than its own length")
		}
		if at+length > len(data) {
			return io.ErrUnexpectedEOF
		}
		if !visit(marker, data[at+2:at+length]) || marker == markerSOS {
			return nil
		}
		at += length
	}
}

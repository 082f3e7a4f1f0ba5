package container

import (
	"encoding/binary"
	"errors"
	"io"
)

// Boxes calls visit with every box of ISO/IEC 14496-12 in body until it
// returns false. It returns io.ErrUnexpectedEOF where a box reaches over the end.
func Boxes(body []byte, visit func(name string, content []byte) bool) error {
	for len(body) > 0 {
		if len(body) < 8 {
			return io.ErrUnexpectedEOF
		}
		length, head := uint64(binary.BigEndian.Uint32(body)), uint64(8)
		name := string(body[4:8])
		switch length {
		case 0: // to the end
			length = uint64(len(body))
		case 1:
			if len(body) < 16 {
				return io.ErrUnexpectedEOF
			}
			length, head = binary.BigEndian.Uint64(body[8:]), 16
		}
		if length < head {
			return errors.New("a box shorter than its own header")
		}
		if length > uint64(len(body)) {
			return io.ErrUnexpectedEOF
		}
		if !visit(name, body[head:length]) {
			return nil
		}
		body = body[length:]
	}
	return nil
}

// Box returns the content of the first box of that name; nil where there is none.
func Box(body []byte, name string) (content []byte) {
	_ = Boxes(body, func(n string, c []byte) bool { // what is cut off is not looked for
		if n == name {
			content = c
		}
		return content == nil
	})
	return content
}

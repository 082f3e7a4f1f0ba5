package container

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
)

// PNG calls visit with every chunk until it returns false. It returns
// io.ErrUnexpectedEOF where the data end before the IEND chunk.
func PNG(data []byte, visit func(name string, body []byte) bool) error {
	at := 8
	for {
		if at+8 > len(data) {
			return io.ErrUnexpectedEOF
		}
		length, name := int64(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		if int64(at)+12+length > int64(len(data)) {
			return io.ErrUnexpectedEOF
		}
		if !visit(name, data[at+8:at+8+int(length)]) || name == "IEND" {
			return nil
		}
		at += 12 + int(length)
	}
}

// Inflated unpacks a zlib stream up to limit bytes; what is damaged or longer gives nil.
func Inflated(packed []byte, limit int64) []byte {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil
	}
	out, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil || int64(len(out)) > limit {
		return nil
	}
	return out
}

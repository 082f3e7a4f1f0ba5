package container

import "encoding/binary"

// RIFF calls visit with every chunk of a RIFF body until it returns
// false. A last chunk that is cut off is visited with what is there.
func RIFF(body []byte, visit func(name string, chunk []byte) bool) {
	for len(body) >= 8 {
		name, length := string(body[:4]), int64(binary.LittleEndian.Uint32(body[4:]))
		body = body[8:]
		if !visit(name, body[:min(length, int64(len(body)))]) {
			return
		}
		body = body[min(length+length&1, int64(len(body))):]
	}
}

// AppendChunk appends a RIFF chunk, padded to an even length.
func AppendChunk(to []byte, name string, chunk []byte) []byte {
	to = binary.LittleEndian.AppendUint32(append(to, name...), uint32(len(chunk)))
	to = append(to, chunk...)
	if len(chunk)&1 != 0 {
		to = append(to, 0)
	}
	return to
}

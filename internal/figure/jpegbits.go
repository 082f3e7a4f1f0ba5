package figure

import "math/bits"

// bitWriter writes the segments and the bit stream of a JPEG.
type bitWriter struct {
	out   []byte
	held  uint32 // bits not yet written, from the right
	count uint   // how many
}

// segment writes a marker with its length and content.
func (w *bitWriter) segment(marker byte, content ...byte) {
	n := len(content) + 2
	w.out = append(w.out, 0xFF, marker, byte(n>>8), byte(n))
	w.out = append(w.out, content...)
}

// header writes everything before the bit stream.
func (w *bitWriter) header(width, height int, luma, chroma [64]int) {
	w.out = append(w.out, 0xFF, 0xD8)
	w.segment(0xE0, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0)
	var tables []byte
	for i, table := range [][64]int{luma, chroma} {
		tables = append(tables, byte(i))
		for _, place := range zigzag {
			tables = append(tables, byte(table[place]))
		}
	}
	w.segment(0xDB, tables...)
	w.segment(0xC0, 8, byte(height>>8), byte(height), byte(width>>8), byte(width), 3,
		1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1) // 0x11: one block a unit, so no colour is halved
	for _, h := range []*huffman{dcLuma, acLuma, dcChroma, acChroma} {
		content := append([]byte{h.class}, h.lengths[:]...)
		w.segment(0xC4, append(content, h.symbols...)...)
	}
	w.segment(0xDA, 3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0)
}

// bits writes the n lowest bits of a value. A byte of ones is followed by a
// zero byte, so that it can't be taken for a marker.
func (w *bitWriter) bits(value uint32, n uint) {
	w.held = w.held<<n | value&(1<<n-1)
	w.count += n
	for w.count >= 8 {
		b := byte(w.held >> (w.count - 8))
		w.out = append(w.out, b)
		if b == 0xFF {
			w.out = append(w.out, 0)
		}
		w.count -= 8
	}
}

// symbol writes a Huffman code.
func (w *bitWriter) symbol(h *huffman, s byte) { w.bits(uint32(h.code[s]), uint(h.bits[s])) }

// block writes one block: the difference of its mean to the last one's, then
// each coefficient with the run of zeros before it.
func (w *bitWriter) block(c *[64]int16, last int, dc, ac *huffman) {
	size, value := magnitude(int(c[0]) - last)
	w.symbol(dc, byte(size))
	w.bits(value, size)
	zeros := 0
	for _, v := range c[1:] {
		if v == 0 {
			zeros++
			continue
		}
		for ; zeros > 15; zeros -= 16 {
			w.symbol(ac, 0xF0)
		}
		size, value = magnitude(int(v))
		w.symbol(ac, byte(zeros<<4)|byte(size))
		w.bits(value, size)
		zeros = 0
	}
	if zeros > 0 {
		w.symbol(ac, 0)
	}
}

// magnitude returns the number of bits of a value and the bits that tell it
// from others of that size: a negative one is written less 1.
func magnitude(v int) (size uint, value uint32) {
	size = uint(bits.Len(uint(max(v, -v))))
	if v < 0 {
		v--
	}
	return size, uint32(v) & (1<<size - 1)
}

// finish fills the last byte with ones and ends the file.
func (w *bitWriter) finish() []byte {
	if w.count > 0 {
		w.bits(1<<(8-w.count)-1, 8-w.count)
	}
	return append(w.out, 0xFF, 0xD9)
}

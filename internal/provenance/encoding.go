package provenance

import (
	"bytes"

	"github.com/bep/imagemeta"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Encoding says how the pixels of a file are stored, as far as its structure
// tells: of this copy, not of those that it was made from. The zero value is
// an encoding that this package does not read.
type Encoding struct {
	Format Format
	// Lossless says that the file holds the pixels it was given, exactly.
	Lossless bool

	// Of a JPEG alone:

	// Quality is that of the Independent JPEG Group's tables that are the
	// file's own, or lie close to them, 1 to 100; 0 where none does.
	Quality int
	// Standard says that the file's tables are those of Quality. Photoshop and
	// many cameras have tables of their own.
	Standard bool
	// Tables says that quantisation tables were read.
	Tables bool
	// Subsampling is how colour is thinned against luma: "4:4:4", "4:2:2",
	// "4:2:0", …; empty for a grey picture, and for a ratio without such a name.
	Subsampling string
	Grey        bool // one component
	Progressive bool
}

// Format is a way of storing pixels.
type Format string

// The formats that an Encoding tells apart.
const (
	FormatJPEG Format = "jpeg"
	FormatPNG  Format = "png"
	FormatWebP Format = "webp"
)

// ReadEncoding reads how the file's pixels are stored. It never fails: what is
// absent, damaged or beyond the limits leaves its fields empty.
func ReadEncoding(data []byte) (e Encoding) {
	format, ok := formatOf(data)
	if !ok {
		return e
	}
	switch format {
	case imagemeta.JPEG:
		e.Format = FormatJPEG
		guard(func() { e.readJPEG(data) })
	case imagemeta.PNG:
		e.Format, e.Lossless = FormatPNG, true
	case imagemeta.WebP:
		e.Format = FormatWebP
		guard(func() { e.Lossless = losslessWebP(data) })
	}
	return e
}

// losslessWebP reports whether the first picture of a WebP file is stored in
// its lossless form (chunk VP8L).
func losslessWebP(data []byte) (lossless bool) {
	seen := 0
	container.RIFF(data[12:], func(name string, _ []byte) bool {
		lossless = name == "VP8L"
		seen++
		return !lossless && name != "VP8 " && seen < mostSegment
	})
	return lossless
}

// Markers of ISO/IEC 10918-1.
const (
	markerSOF0 = 0xc0
	markerSOF2 = 0xc2
	markerDHT  = 0xc4
	markerJPG  = 0xc8
	markerDAC  = 0xcc
	markerSOFF = 0xcf
	markerDQT  = 0xdb
	markerCOM  = 0xfe
)

// readJPEG reads the frame header and the quantisation tables before the first scan.
func (e *Encoding) readJPEG(data []byte) {
	var tables [4]*quantisation
	var frame []byte
	seen := 0
	_ = container.JPEG(data, func(marker byte, body []byte) bool { // a file that ends early has said what it has
		switch {
		case marker == markerDQT:
			readTables(body, &tables)
		case marker >= markerSOF0 && marker <= markerSOFF && marker != markerDHT && marker != markerJPG && marker != markerDAC && frame == nil:
			frame, e.Progressive = bytes.Clone(body), marker == markerSOF2
		}
		seen++
		return seen < mostSegment
	})
	const head, each = 6, 3 // bytes of the header, and of a component in it
	if len(frame) < head || frame[5] == 0 || len(frame) < head+each*int(frame[5]) {
		return
	}
	components := int(frame[5])
	component := func(i int) (h, v int, table *quantisation) {
		c := frame[head+each*i:]
		return int(c[1] >> 4), int(c[1] & 15), tables[c[2]&3]
	}
	h, v, luma := component(0)
	if luma == nil {
		return
	}
	if components == 1 {
		e.Grey, e.Tables = true, true
		e.Quality, e.Standard = qualityOf(luma, nil)
		return
	}
	ch, cv, chroma := component(1)
	if components != 3 || chroma == nil {
		return
	}
	e.Subsampling, e.Tables = subsampling(h, v, ch, cv), true
	e.Quality, e.Standard = qualityOf(luma, chroma)
}

// subsampling names how often luma is stored for each colour, across and down.
func subsampling(h, v, ch, cv int) string {
	if ch == 0 || cv == 0 || h%ch != 0 || v%cv != 0 {
		return ""
	}
	return map[[2]int]string{
		{1, 1}: "4:4:4", {2, 1}: "4:2:2", {2, 2}: "4:2:0", {1, 2}: "4:4:0", {4, 1}: "4:1:1",
	}[[2]int{h / ch, v / cv}]
}

// quantisation is a table of steps in the order of the file, which is the zigzag.
type quantisation [64]int

// readTables reads the tables of one segment; a later one replaces an earlier.
func readTables(body []byte, into *[4]*quantisation) {
	for len(body) > 0 {
		wide, id := body[0]>>4, body[0]&15
		length := 64
		if wide != 0 {
			length = 128
		}
		if wide > 1 || id > 3 || len(body) < 1+length {
			return
		}
		var q quantisation
		for k := range q {
			if q[k] = int(body[1+k]); wide == 1 {
				q[k] = int(body[1+2*k])<<8 | int(body[2+2*k])
			}
			if q[k] == 0 { // no decoder can divide by it
				return
			}
		}
		into[id] = &q
		body = body[1+length:]
	}
}

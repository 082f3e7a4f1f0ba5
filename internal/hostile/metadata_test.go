package hostile_test

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"hash/crc32"
	"image"
	"image/png"
	"io"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

func sizeOf(width, height int) geom.Size { return geom.Size{Width: width, Height: height} }

func sortSeeds(all []seed) {
	slices.SortFunc(all, func(a, b seed) int { return cmp.Compare(a.name, b.name) })
}

// withMetadata gives a JPEG the mark in EXIF, XMP, IPTC, a colour profile and a comment.
func withMetadata(data []byte, mark string) []byte {
	segments := [][]byte{
		append([]byte{0xe1}, append([]byte("Exif\x00\x00"), exifOf(mark)...)...),
		append([]byte{0xe1}, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmpOf(mark)...)...),
		append([]byte{0xed}, append([]byte("Photoshop 3.0\x008BIM\x04\x04\x00\x00"), iptcOf(mark)...)...),
		append([]byte{0xe2}, append([]byte("ICC_PROFILE\x00\x01\x01"), profileOf(mark)...)...),
		append([]byte{0xfe}, mark...),
	}
	out := bytes.Clone(data[:2])
	for _, s := range segments {
		out = append(out, 0xff, s[0])
		out = be.AppendUint16(out, uint16(len(s)+1))
		out = append(out, s[1:]...)
	}
	return append(out, data[2:]...)
}

// pngWithMetadata gives a PNG the mark in EXIF, XMP, texts plain and packed, and a colour profile.
func pngWithMetadata(data []byte, mark string) []byte {
	out := bytes.Clone(data[:33])
	for _, c := range [][2]string{
		{"iCCP", "profile\x00\x00" + string(deflated(profileOf(mark)))},
		{"eXIf", string(exifOf(mark))},
		{"tEXt", "Comment\x00" + mark},
		{"zTXt", "Author\x00\x00" + string(deflated([]byte(mark)))},
		{"iTXt", "XML:com.adobe.xmp\x00\x00\x00\x00\x00" + string(xmpOf(mark))},
	} {
		out = appendChunk(out, c[0], []byte(c[1]))
	}
	return append(out, data[33:]...)
}

func appendChunk(out []byte, name string, body []byte) []byte {
	out = be.AppendUint32(out, uint32(len(body)))
	out = append(append(out, name...), body...)
	return be.AppendUint32(out, crc32.ChecksumIEEE(out[len(out)-len(body)-4:]))
}

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	if _, err := w.Write(data); err != nil {
		panic(err) // memory doesn't fail
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// exifOf is an EXIF block with the mark as description, artist, copyright and software.
func exifOf(mark string) []byte {
	tags := []uint16{0x010e, 0x0131, 0x013b, 0x8298}
	out := []byte("II*\x00\x08\x00\x00\x00")
	out = le.AppendUint16(out, uint16(len(tags)))
	for _, tag := range tags {
		out = le.AppendUint16(out, tag)
		out = le.AppendUint16(out, 2)
		out = le.AppendUint32(out, uint32(len(mark)+1))
		out = le.AppendUint32(out, uint32(8+2+12*len(tags)+4))
	}
	out = le.AppendUint32(out, 0)
	return append(append(out, mark...), 0)
}

func xmpOf(mark string) []byte {
	return []byte(`<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Credit="` +
		mark + `"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`)
}

// iptcOf is the body of an image resource: a name, a length, a record with a caption.
func iptcOf(mark string) []byte {
	record := append(be.AppendUint16([]byte{0x1c, 2, 120}, uint16(len(mark))), mark...)
	return append(be.AppendUint32(nil, uint32(len(record))), record...)
}

// profileOf is a colour profile with a description.
func profileOf(mark string) []byte {
	out := make([]byte, 128)
	copy(out[16:], "RGB XYZ ")
	copy(out[36:], "acsp")
	out = be.AppendUint32(out, 1)
	out = append(out, "desc"...)
	out = be.AppendUint32(be.AppendUint32(out, 144), uint32(12+len(mark)+1))
	out = append(out, "desc\x00\x00\x00\x00"...)
	out = be.AppendUint32(out, uint32(len(mark)+1))
	out = append(append(out, mark...), 0)
	be.PutUint32(out, uint32(len(out)))
	return out
}

func encodePNG(w io.Writer, img image.Image) error { return png.Encode(w, img) }

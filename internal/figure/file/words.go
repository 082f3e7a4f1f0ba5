package file

import (
	"encoding/binary"
	"encoding/xml"
	"errors"
	"hash/crc32"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
)

// Where a file's words stand, and that its colours are sRGB:
//
//	PNG   sRGB, iTXt "Description" and "Copyright", iTXt "XML:com.adobe.xmp"
//	JPEG  APP1 with XMP, APP2 with a profile
//	WebP  XMP and ICCP
//
// In XMP the alt text is Iptc4xmpCore:AltTextAccessibility (IPTC Photo Metadata
// Standard 2021.1) and the credit dc:rights.

var errTooLong = errors.New("its words are too long")

// inPNG puts the words between a PNG's header and its pixels.
func inPNG(data []byte, about figure.About) []byte {
	const header = 8 + 8 + 13 + 4 // the signature and IHDR, always first
	out := append([]byte(nil), data[:header]...)
	out = chunk(out, "sRGB", []byte{0}) // perceptual, as for photographs
	for _, t := range [...]struct{ keyword, text string }{{"Description", about.Description}, {"Copyright", about.Credit}} {
		if t.text != "" {
			out = chunk(out, "iTXt", []byte(t.keyword+"\x00\x00\x00"+about.Language+"\x00\x00"+t.text))
		}
	}
	if packet := xmp(about); packet != "" {
		out = chunk(out, "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+packet))
	}
	return append(out, data[header:]...)
}

func chunk(out []byte, kind string, content []byte) []byte {
	out = binary.BigEndian.AppendUint32(out, uint32(len(content)))
	start := len(out)
	out = append(append(out, kind...), content...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
}

// inJPEG puts the words after a JPEG's first segment, which is JFIF's.
func inJPEG(data []byte, about figure.About) ([]byte, error) {
	first := 4 + int(binary.BigEndian.Uint16(data[4:])) // the picture's start, the marker, and what its length counts
	out := append([]byte(nil), data[:first]...)
	var segments [2][]byte
	if packet := xmp(about); packet != "" {
		segments[0] = []byte("http://ns.adobe.com/xap/1.0/\x00" + packet)
	}
	segments[1] = append([]byte("ICC_PROFILE\x00\x01\x01"), profile...)
	for i, content := range segments {
		switch length := len(content) + 2; {
		case length > 0xFFFF:
			return nil, errTooLong
		case len(content) > 0:
			out = append(out, 0xFF, 0xE1+byte(i))
			out = binary.BigEndian.AppendUint16(out, uint16(length))
			out = append(out, content...)
		}
	}
	return append(out, data[first:]...), nil
}

// xmp returns the words as a packet of XMP (ISO 16684-1), "" where there are none.
func xmp(about figure.About) string {
	var inside strings.Builder
	add := func(element, text string) {
		if text == "" {
			return
		}
		inside.WriteString("<" + element + "><rdf:Alt>")
		for _, language := range [...]string{"x-default", about.Language} {
			if language != "" {
				inside.WriteString(`<rdf:li xml:lang="` + escaped(language) + `">` + escaped(text) + "</rdf:li>")
			}
		}
		inside.WriteString("</rdf:Alt></" + element + ">")
	}
	add("Iptc4xmpCore:AltTextAccessibility", about.Description)
	add("dc:rights", about.Credit)
	if inside.Len() == 0 {
		return ""
	}
	return "<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""` +
		` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">` +
		inside.String() + `</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>`
}

func escaped(s string) string {
	var out strings.Builder
	if err := xml.EscapeText(&out, []byte(s)); err != nil {
		panic("file: " + err.Error()) // a strings.Builder takes everything
	}
	return out.String()
}

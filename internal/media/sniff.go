package media

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The picture formats that are read.
var (
	jpegFormat = &format{name: "JPEG", mediaType: "image/jpeg", inspect: inspectJPEG, decode: decodeJPEG, whole: wholeJPEG}
	pngFormat  = &format{name: "PNG", mediaType: "image/png", inspect: inspectPNG, decode: decodePNG, whole: wholePNG}
	gifFormat  = &format{name: "GIF", mediaType: "image/gif", inspect: inspectGIF, decode: decodeGIF, whole: wholeUnknown}
	webpFormat = &format{name: "WebP", mediaType: "image/webp", inspect: inspectWebP, decode: decodeWebP, whole: wholeRIFF}
	tiffFormat = &format{name: "TIFF", mediaType: "image/tiff", inspect: inspectTIFF, decode: decodeTIFF, whole: wholeTIFF}
	bmpFormat  = &format{name: "BMP", mediaType: "image/bmp", inspect: inspectBMP, decode: decodeBMP, whole: wholeUnknown}
	heicFormat = &format{name: "HEIC", mediaType: "image/heic", inspect: inspectHEIF, decode: decodeHEIC, whole: wholeBoxes}
	avifFormat = &format{name: "AVIF", mediaType: "image/avif", inspect: inspectHEIF, decode: decodeAVIF, whole: wholeBoxes}
)

// Formats returns the names of the picture formats that are read.
func Formats() []string {
	var names []string
	for _, f := range []*format{jpegFormat, pngFormat, gifFormat, webpFormat, tiffFormat, bmpFormat, heicFormat, avifFormat} {
		names = append(names, f.name)
	}
	return names
}

// wholeUnknown serves formats whose decoders tell a missing end by themselves.
func wholeUnknown([]byte) bool { return true }

// signature is the beginning of a format that is known but not read.
type signature struct {
	at    int
	bytes string
	kind  Kind
	name  string
}

// signatures are looked at in this order. The names are names of formats, or
// the words "text", "web page" and "program", which package problem translates.
var signatures = []signature{
	{0, "FLV\x01", Video, "FLV"},
	{0, "\x30\x26\xb2\x75\x8e\x66\xcf\x11", Video, "WMV"},
	{0, "OggS", Video, "Ogg"},
	{0, "\x00\x00\x01\xba", Video, "MPEG"},
	{0, "\x00\x00\x01\xb3", Video, "MPEG"},
	{0, ".RMF", Video, "RealMedia"},
	{0, "\x00\x00\x00\x0cjP  \r\n", OtherFormat, "JPEG 2000"},
	{0, "\xff\x4f\xff\x51", OtherFormat, "JPEG 2000"},
	{0, "\x00\x00\x00\x0cJXL \r\n", OtherFormat, "JPEG XL"},
	{0, "\xff\x0a", OtherFormat, "JPEG XL"},
	{0, "8BPS", OtherFormat, "Photoshop"},
	{0, "\x00\x00\x01\x00", OtherFormat, "ICO"},
	{0, "\x76\x2f\x31\x01", OtherFormat, "OpenEXR"},
	{0, "#?RADIANCE", OtherFormat, "Radiance HDR"},
	{0, "qoif", OtherFormat, "QOI"},
	{0, "gimp xcf", OtherFormat, "GIMP"},
	{0, "FUJIFILMCCD-RAW", OtherFormat, "Fujifilm RAW"},
	{0, "IIRO", OtherFormat, "Olympus RAW"},
	{0, "IIRS", OtherFormat, "Olympus RAW"},
	{0, "IIU\x00", OtherFormat, "Panasonic RAW"},
	{0, "II+\x00", OtherFormat, "BigTIFF"},
	{0, "MM\x00+", OtherFormat, "BigTIFF"},
	{0, "DDS ", OtherFormat, "DDS"},
	{0, "%PDF-", NotAPicture, "PDF"},
	{0, "%!PS", NotAPicture, "PostScript"},
	{0, "PK\x03\x04", NotAPicture, "ZIP"},
	{0, "PK\x05\x06", NotAPicture, "ZIP"},
	{0, "Rar!\x1a\x07", NotAPicture, "RAR"},
	{0, "7z\xbc\xaf\x27\x1c", NotAPicture, "7z"},
	{0, "\x1f\x8b", NotAPicture, "gzip"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NotAPicture, "Office"},
	{0, "{\\rtf", NotAPicture, "RTF"},
	{0, "SQLite format 3\x00", NotAPicture, "SQLite"},
	{0, "MZ", NotAPicture, "program"},
	{0, "\x7fELF", NotAPicture, "program"},
	{0, "ID3", NotAPicture, "MP3"},
	{0, "fLaC", NotAPicture, "FLAC"},
	{257, "ustar", NotAPicture, "tar"},
}

// sniff tells by the first bytes what a file is; the file's name plays no
// part. It returns an *Error for what is not read.
func sniff(data []byte) (*format, error) {
	starts := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case len(data) == 0:
		return nil, &Error{Kind: Empty}
	case starts("\xff\xd8\xff"), string(data) == "\xff\xd8":
		return jpegFormat, nil
	case starts("\x89PNG\r\n\x1a\n"):
		return pngFormat, nil
	case starts("GIF87a"), starts("GIF89a"):
		return gifFormat, nil
	case starts("RIFF") && len(data) >= 12:
		switch string(data[8:12]) {
		case "WEBP":
			return webpFormat, nil
		case "AVI ":
			return nil, &Error{Kind: Video, Detail: "AVI"}
		case "WAVE":
			return nil, &Error{Kind: NotAPicture, Detail: "WAV"}
		}
	case starts("II*\x00"), starts("MM\x00*"):
		return tiffFormat, nil
	case starts("\x1a\x45\xdf\xa3"):
		return nil, &Error{Kind: Video, Detail: sniffMatroska(data)}
	case starts("BM") && len(data) >= 18 && bmpHeaderSize(data):
		return bmpFormat, nil
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return sniffBoxes(data)
	}
	for _, s := range signatures {
		if len(data) >= s.at+len(s.bytes) && string(data[s.at:s.at+len(s.bytes)]) == s.bytes {
			return nil, &Error{Kind: s.kind, Detail: s.name}
		}
	}
	if name := sniffVideo(data); name != "" {
		return nil, &Error{Kind: Video, Detail: name}
	}
	if name := sniffNetpbm(data); name {
		return nil, &Error{Kind: OtherFormat, Detail: "Netpbm"}
	}
	what := sniffText(data)
	if what == "playlist" {
		return nil, &Error{Kind: Playlist}
	}
	return nil, &Error{Kind: NotAPicture, Detail: what}
}

// bmpHeaderSize reports whether the second header has one of the sizes that
// were ever defined: "BM" alone begins many a text.
func bmpHeaderSize(data []byte) bool {
	switch binary.LittleEndian.Uint32(data[14:]) {
	case 12, 16, 40, 52, 56, 64, 108, 124:
		return true
	}
	return false
}

// sniffBoxes tells still pictures from videos by the brands of ISO/IEC
// 14496-12: the major one first, then those that the file is compatible with.
func sniffBoxes(data []byte) (*format, error) {
	end := min(int(binary.BigEndian.Uint32(data)), len(data), 4096)
	var brands []string
	for at := 8; at+4 <= end; at += 4 {
		if at != 12 { // the minor version
			brands = append(brands, string(data[at:at+4]))
		}
	}
	if len(brands) == 0 {
		brands = []string{string(data[8:12])}
	}
	for _, brand := range brands {
		switch brand {
		case "avif", "avis":
			return avifFormat, nil
		case "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs":
			return heicFormat, nil
		case "jxl ":
			return nil, &Error{Kind: OtherFormat, Detail: "JPEG XL"}
		case "crx ":
			return nil, &Error{Kind: OtherFormat, Detail: "Canon RAW"}
		}
	}
	switch major := brands[0]; {
	case major == "mif1" || major == "msf1" || major == "mif2" || major == "miaf":
		switch {
		case bytes.Contains(data[:min(len(data), 1<<16)], []byte("av01")):
			return avifFormat, nil
		case bytes.Contains(data[:min(len(data), 1<<16)], []byte("hvc1")):
			return heicFormat, nil
		}
		return nil, &Error{Kind: OtherFormat, Detail: "HEIF"}
	case major == "M4A " || major == "M4B ":
		return nil, &Error{Kind: NotAPicture, Detail: "M4A"}
	case major == "qt  ":
		return nil, &Error{Kind: Video, Detail: "MOV"}
	case strings.HasPrefix(major, "3g"):
		return nil, &Error{Kind: Video, Detail: "3GP"}
	}
	return nil, &Error{Kind: Video, Detail: "MP4"}
}

// sniffVideo names the containers that have no signature at the beginning.
func sniffVideo(data []byte) string {
	if len(data) >= 8 {
		switch string(data[4:8]) { // QuickTime before it had file types
		case "moov", "mdat", "wide", "pnot":
			return "MOV"
		}
	}
	for _, packet := range []struct{ first, length int }{{0, 188}, {4, 192}} { // plain, and with a time code as on Blu-ray
		n := 0
		for at := packet.first; at < len(data) && data[at] == 0x47; at += packet.length {
			n++
		}
		if n >= 3 && packet.first+n*packet.length >= min(len(data), 8*packet.length) {
			return "MPEG-TS"
		}
	}
	return ""
}

// sniffNetpbm reports the beginning of PBM, PGM, PPM or PAM.
func sniffNetpbm(data []byte) bool {
	return len(data) >= 3 && data[0] == 'P' && data[1] >= '1' && data[1] <= '7' &&
		(data[2] == '\n' || data[2] == ' ' || data[2] == '\r' || data[2] == '\t')
}

// sniffText names what begins as text: "playlist", "SVG", "web page", "XML" or
// "text"; empty for anything else.
func sniffText(data []byte) string {
	head := data[:min(len(data), 4096)]
	text, ok := asText(head)
	if !ok {
		return ""
	}
	text = strings.ToLower(strings.TrimSpace(text))
	switch {
	case namesOtherFiles(text):
		return "playlist"
	case strings.Contains(text, "<svg"):
		return "SVG"
	case strings.Contains(text, "<!doctype html"), strings.Contains(text, "<html"), strings.Contains(text, "<head"), strings.Contains(text, "<body"):
		return "web page"
	case strings.HasPrefix(text, "<?xml"):
		return "XML"
	}
	return "text"
}

// asText returns the beginning of a text in UTF-8, UTF-16 with a byte order
// mark, or an 8-bit code; ok is false where control characters tell otherwise.
func asText(head []byte) (text string, ok bool) {
	if len(head) >= 2 && (head[0] == 0xff && head[1] == 0xfe || head[0] == 0xfe && head[1] == 0xff) {
		var order binary.ByteOrder = binary.LittleEndian
		if head[0] == 0xfe {
			order = binary.BigEndian
		}
		var units []uint16
		for at := 2; at+1 < len(head); at += 2 {
			units = append(units, order.Uint16(head[at:]))
		}
		head = []byte(string(utf16.Decode(units)))
	}
	head = bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	odd := 0
	for _, c := range head {
		switch {
		case c == 0:
			return "", false
		case c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			odd++
		}
	}
	high := 0
	if !utf8.Valid(head[:max(0, len(head)-utf8.UTFMax)]) {
		for _, c := range head {
			if c >= 0x80 {
				high++
			}
		}
	}
	return string(head), odd == 0 && 3*high <= len(head)
}

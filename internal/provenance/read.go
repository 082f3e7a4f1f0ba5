package provenance

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"path"
	"strings"
	"time"

	"github.com/bep/imagemeta"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Limits on what is read of one file's metadata: more than any camera or
// agency writes, little enough for a hostile file to end soon.
const (
	mostTags    = 4000
	longestTag  = 16 << 10
	mostRead    = 64 << 20 // bytes, with everything that is read twice
	mostTime    = 2 * time.Second
	longestXMP  = 1 << 20
	mostPackets = 4   // of XMP
	mostSegment = 400 // segments, chunks or boxes looked at for credentials and text
)

// Read returns what the file says about itself by EXIF, XMP, IPTC and the text
// chunks of PNG. It never fails: what is absent, damaged or beyond the limits
// leaves its fields empty. Where several say the same thing, EXIF comes
// first, then XMP, then IPTC.
func Read(data []byte) (facts Facts) {
	format, ok := formatOf(data)
	if !ok {
		return Facts{}
	}
	s := statements{}
	guard(func() { s.embedded(data, format, wanted) })
	guard(func() { s.chunks(data, format, wanted) })
	guard(func() { facts = s.facts() })
	guard(func() { facts.Credentials = hasCredentials(data, format) })
	facts.Thumbnail = Thumbnail(data).JPEG != nil
	return facts
}

// guard keeps a panic in a reader of hostile tags from going further; what was
// gathered before it stands.
func guard(work func()) {
	defer func() { _ = recover() }()
	work()
}

func formatOf(data []byte) (imagemeta.ImageFormat, bool) {
	starts := func(s string) bool { return bytes.HasPrefix(data, []byte(s)) }
	switch {
	case starts("\xff\xd8\xff"):
		return imagemeta.JPEG, true
	case starts("\x89PNG\r\n\x1a\n"):
		return imagemeta.PNG, true
	case starts("II*\x00"), starts("MM\x00*"):
		return imagemeta.TIFF, true
	case starts("RIFF") && len(data) >= 12 && string(data[8:12]) == "WEBP":
		return imagemeta.WebP, true
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		if strings.HasPrefix(string(data[8:12]), "avi") {
			return imagemeta.AVIF, true
		}
		return imagemeta.HEIF, true
	}
	return 0, false
}

// statements gathers tags by source and name, as "exif.Make".
type statements map[string]string

var sourceNames = map[imagemeta.Source]string{imagemeta.EXIF: "exif.", imagemeta.XMP: "xmp.", imagemeta.IPTC: "iptc."}

// wanted are the tags that become facts; the others are not even read.
var wanted = map[string]bool{
	"Make": true, "Model": true, "LensModel": true, "Lens": true, "Software": true, "CreatorTool": true,
	"DateTimeOriginal": true, "OffsetTimeOriginal": true, "SubSecTimeOriginal": true, "DateTimeDigitized": true, "CreateDate": true,
	"DateTime": true, "ModifyDate": true, "OffsetTime": true, "DateCreated": true, "TimeCreated": true,
	"Artist": true, "Creator": true, "By-line": true, "Copyright": true, "CopyrightNotice": true, "Rights": true,
	"Credit": true, "ImageDescription": true, "Description": true, "Caption-Abstract": true, "Headline": true,
	"GPSLatitude": true, "GPSLongitude": true, "City": true, "Country": true, "Country-PrimaryLocationName": true,
	"DigitalSourceType": true, "OffsetTimeDigitized": true,
	"SerialNumber": true, "CameraSerialNumber": true, "LensSerialNumber": true, "OwnerName": true,
	"ProcessingSoftware": true, "ImageEditor": true, "OriginatingProgram": true, "History": true,
	"DocumentID": true, "OriginalDocumentID": true,
}

// structured are the XMP properties that become facts and hold structures.
var structured = []string{"xmpMM:History[", "xmpMM:DerivedFrom/"}

// nameOf is the tag's name. The library knows numbers below 32 by their
// meaning for GPS alone, in whichever directory they stand.
func nameOf(tag imagemeta.TagInfo) string {
	if tag.Source != imagemeta.EXIF || !strings.HasPrefix(tag.Tag, "GPS") || strings.HasSuffix(tag.Namespace, "GPSInfoIFD") {
		return tag.Tag
	}
	switch interoperability := strings.HasSuffix(tag.Namespace, "InteroperabilityIFD"); {
	case tag.Tag == "GPSDOP" && !interoperability:
		return "ProcessingSoftware"
	case tag.Tag == "GPSLatitudeRef" && interoperability:
		return "InteropIndex"
	case tag.Tag == "GPSLatitude" && interoperability:
		return "InteropVersion"
	}
	return imagemeta.UnknownPrefix + tag.Tag
}

func (s statements) embedded(data []byte, format imagemeta.ImageFormat, wanted map[string]bool) {
	var packets [][]byte
	s.decode(data, format, wanted, &packets)
	for _, packet := range packets {
		s.xmp(packet, wanted)
	}
}

// xmp reads one XMP packet: its plain properties by the library, which leaves
// structures out, and those by a walk of its own.
func (s statements) xmp(packet []byte, wanted map[string]bool) {
	s.decode(packed(packet), imagemeta.WebP, wanted, nil)
	guard(func() {
		walkXMP(packet, func(path, value string) {
			for _, start := range structured {
				if strings.HasPrefix(path, start) {
					s.add("xmp."+path, value)
				}
			}
		})
	})
}

func (s statements) decode(data []byte, format imagemeta.ImageFormat, wanted map[string]bool, packets *[][]byte) {
	decode(data, format, func(tag imagemeta.TagInfo) bool {
		thumbnail := tag.Source == imagemeta.EXIF && !strings.HasPrefix(tag.Namespace, "IFD0")
		return wanted[nameOf(tag)] && !thumbnail
	}, func(tag imagemeta.TagInfo) { s.add(sourceNames[tag.Source]+nameOf(tag), tag.Value) }, packets)
}

// add keeps the first statement under a name that is not empty.
func (s statements) add(name string, value any) {
	if s[name] != "" {
		return
	}
	s[name] = shorten(CleanText(textOf(value)))
}

func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case []byte:
		return string(v)
	case []string:
		return strings.Join(v, ", ")
	case float64:
		return decimal(v)
	}
	return fmt.Sprint(value)
}

func decimal(degrees float64) string {
	if math.IsNaN(degrees) || math.Abs(degrees) > 180 {
		return ""
	}
	return fmt.Sprintf("%.5f", degrees)
}

// errBudget ends the reading of a file that asks for more than it may.
var errBudget = errors.New("the metadata ask for more than the limits allow")

// budget is a reader that ends when bytes or time are used up.
type budget struct {
	io.ReadSeeker
	left  int64
	until time.Time
}

func newBudget(data []byte) *budget {
	return &budget{ReadSeeker: bytes.NewReader(data), left: mostRead, until: time.Now().Add(mostTime)}
}

func (b *budget) Read(p []byte) (int, error) {
	if b.left <= 0 || time.Now().After(b.until) {
		return 0, errBudget
	}
	n, err := b.ReadSeeker.Read(p)
	b.left -= int64(n)
	return n, err
}

// chunks reads the text chunks of PNG, which the metadata library leaves out.
func (s statements) chunks(data []byte, format imagemeta.ImageFormat, wanted map[string]bool) {
	pngTexts(data, format, func(keyword, text string) {
		if keyword == xmpKeyword {
			s.xmp([]byte(text), wanted)
		} else {
			s.add("png."+keyword, text)
		}
	})
}

// xmpKeyword is that of the chunk with an XMP packet.
const xmpKeyword = "XML:com.adobe.xmp"

func pngTexts(data []byte, format imagemeta.ImageFormat, tell func(keyword, text string)) {
	if format != imagemeta.PNG {
		return
	}
	seen, packets := 0, 0
	_ = container.PNG(data, func(name string, body []byte) bool { // a file that ends early has said what it has
		seen++
		switch keyword, text := pngText(name, body); {
		case keyword == xmpKeyword && len(text) <= longestXMP:
			if packets++; packets <= mostPackets {
				tell(keyword, text)
			}
		case keyword != "" && keyword != xmpKeyword && len(text) <= longestTag:
			tell(keyword, text)
		}
		return seen < mostSegment && packets <= mostPackets
	})
}

// packed wraps an XMP packet as a WebP file without a picture, a form in which
// the metadata library takes one.
func packed(xmp []byte) []byte {
	chunks := container.AppendChunk(nil, "VP8X", []byte{0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	chunks = container.AppendChunk(chunks, "XMP ", xmp)
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(4+len(chunks)))
	return append(append(out, "WEBP"...), chunks...)
}

// pngText returns the keyword and text of a tEXt, zTXt or iTXt chunk; the
// first two are Latin-1 by the format.
func pngText(chunk string, body []byte) (keyword, text string) {
	word, rest, ok := bytes.Cut(body, []byte{0})
	if !ok || len(word) == 0 || len(word) > 79 {
		return "", ""
	}
	keyword = string(word)
	switch chunk {
	case "tEXt":
		return keyword, fromLatin1(rest)
	case "zTXt":
		if len(rest) > 1 {
			return keyword, fromLatin1(container.Inflated(rest[1:], longestTag))
		}
	case "iTXt":
		if len(rest) < 2 {
			return "", ""
		}
		compressed := rest[0] == 1
		_, rest, _ = bytes.Cut(rest[2:], []byte{0}) // language
		_, rest, _ = bytes.Cut(rest, []byte{0})     // the keyword in that language
		if compressed {
			rest = container.Inflated(rest, longestXMP)
		}
		return keyword, string(rest)
	}
	return "", ""
}

func fromLatin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// first returns the first of the named statements that is not empty.
func (s statements) first(names ...string) string {
	for _, name := range names {
		if s[name] != "" {
			return s[name]
		}
	}
	return ""
}

func (s statements) facts() Facts {
	f := Facts{
		Lens:        s.first("exif.LensModel", "xmp.Lens", "xmp.LensModel"),
		Software:    s.first("exif.Software", "xmp.CreatorTool", "xmp.Software", "png.Software"),
		Artist:      s.first("exif.Artist", "xmp.Creator", "iptc.By-line", "png.Author"),
		Copyright:   s.first("exif.Copyright", "xmp.Rights", "iptc.CopyrightNotice", "png.Copyright"),
		Credit:      s.first("xmp.Credit", "iptc.Credit"),
		Description: s.first("exif.ImageDescription", "xmp.Description", "iptc.Caption-Abstract", "iptc.Headline", "xmp.Headline", "png.Description", "png.Title", "png.Comment"),
		Modified:    s.modified(),
		Place:       joined(", ", s.first("xmp.City", "iptc.City"), s.first("xmp.Country", "iptc.Country-PrimaryLocationName")),
		GPS:         s.pair("exif.GPSLatitude", "exif.GPSLongitude"),
	}
	if f.GPS == "" {
		f.GPS = s.pair("xmp.GPSLatitude", "xmp.GPSLongitude")
	}
	if source := s["xmp.DigitalSourceType"]; source != "" {
		f.SourceType = CleanText(path.Base(source)) // an address whose last element is the word
	}
	f.Taken = s.taken()
	s.edits(&f)
	f.Camera = camera(s.first("exif.Make", "xmp.Make"), s.first("exif.Model", "xmp.Model"))
	return f
}

// pair returns two statements only where both are there.
func (s statements) pair(a, b string) string {
	if s[a] == "" || s[b] == "" {
		return ""
	}
	return s[a] + ", " + s[b]
}

// dated returns the first of EXIF's dates that a clock set, with the offset from UTC that stands beside it.
func (s statements) dated(names ...[2]string) string {
	for _, name := range names {
		if date := s["exif."+name[0]]; strings.Trim(date, "0: ") != "" { // some cameras write noughts before their clock is set
			return date + s["exif."+name[1]]
		}
	}
	return ""
}

func (s statements) modified() string {
	if t := s.dated([2]string{"DateTime", "OffsetTime"}, [2]string{"ModifyDate", "OffsetTime"}); t != "" {
		return t
	}
	return s["xmp.ModifyDate"]
}

func (s statements) taken() string {
	if t := s.dated([2]string{"DateTimeOriginal", "OffsetTimeOriginal"}, [2]string{"DateTimeDigitized", "OffsetTimeDigitized"}, [2]string{"CreateDate", "OffsetTimeDigitized"}); t != "" {
		return t
	}
	if t := s.first("xmp.DateTimeOriginal", "xmp.DateCreated", "xmp.CreateDate"); t != "" {
		return t
	}
	return joined(" ", s.first("iptc.DateCreated", "png.Creation Time"), s["iptc.TimeCreated"])
}

// camera joins make and model, and leaves out a make that the model repeats.
func camera(maker, model string) string {
	if strings.HasPrefix(strings.ToLower(model), strings.ToLower(maker)) {
		return model
	}
	return joined(" ", maker, model)
}

func joined(by, a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + by + b
}

package provenance

import "strings"

// TraceKind says what a trace leads to.
type TraceKind string

// The kinds of traces.
const (
	Position TraceKind = "position" // where somebody was
	Serial   TraceKind = "serial"   // which device, or which file it was made from
	Person   TraceKind = "person"   // who made, owned, wrote or is shown
)

// Trace is something in a file by which a person, a place or a device can be found.
type Trace struct {
	Kind  TraceKind
	Tag   string // where it stands, as "exif.BodySerialNumber"
	Value string // one clean line
}

// traces are the tags that lead to somebody, in the order in which they are told.
var traces = []struct {
	kind TraceKind
	tags []string
}{
	{Position, []string{
		"GPSLatitude", "GPSLongitude", "GPSDestLatitude", "GPSDestLongitude", "GPSAreaInformation",
		"Sub-location", "Location", "City", "Province-State", "State", "Country-PrimaryLocationName", "Country",
	}},
	{Serial, []string{
		"SerialNumber", "BodySerialNumber", "CameraSerialNumber", "LensSerialNumber", "InternalSerialNumber", "ImageUniqueID",
		"DocumentID", "InstanceID", "OriginalDocumentID", "HostComputer",
	}},
	{Person, []string{
		"CameraOwnerName", "OwnerName", "Artist", "Creator", "By-line", "Author", "XPAuthor", "Copyright", "CopyrightNotice", "Rights",
		"Writer-Editor", "CaptionWriter", "Contact", "CiEmailWork", "CiTelWork", "PersonInImage",
	}},
}

// Traces returns what a file tells of positions, devices and persons, for
// whoever is about to give it away. It reads EXIF, XMP, IPTC and the text chunks
// of PNG within the limits of Read. Makers' own notes are not read, nor is what
// can be seen in the picture: an empty list is no promise.
func Traces(data []byte) (all []Trace) {
	format, ok := formatOf(data)
	if !ok {
		return nil
	}
	tags := map[string]bool{}
	for _, t := range traces {
		for _, tag := range t.tags {
			tags[tag] = true
		}
	}
	s := statements{}
	guard(func() { s.embedded(data, format, tags) })
	guard(func() { s.chunks(data, format, tags) })
	seen := map[string]bool{}
	for _, t := range traces {
		for _, tag := range t.tags {
			for _, source := range []string{"exif.", "xmp.", "iptc.", "png."} {
				value := strings.TrimSpace(s[source+tag])
				if value == "" || seen[string(t.kind)+value] {
					continue
				}
				seen[string(t.kind)+value] = true
				all = append(all, Trace{Kind: t.kind, Tag: source + tag, Value: value})
			}
		}
	}
	return all
}

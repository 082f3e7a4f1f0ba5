package provenance

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/bep/imagemeta"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Tag is one statement embedded in a file, each part as one clean line of text.
type Tag struct {
	Source string // "EXIF", "EXIF thumbnail", "GPS", "XMP", "IPTC", "PNG", "JPEG"
	Name   string // as its standard names it: "Make", "xmpMM:History[2]/stEvt:action"
	Value  string
}

// Embedded is what a file carries beside its picture.
type Embedded struct {
	Tags      []Tag
	Thumbnail image.Image // upright; nil where there is none that can be read
}

// mostShown is how many tags are listed of one file.
const mostShown = 1000

// Tags lists all that the file says about itself, in the file's order: EXIF,
// XMP, IPTC, the text chunks of PNG, and the quantisation tables of JPEG. Notes
// of a camera's maker and other data without a public meaning stand by their
// size. Of two tags of one source and name the first counts, as for Facts.
func Tags(data []byte) []Tag {
	format, ok := formatOf(data)
	if !ok {
		return nil
	}
	var l tagList
	guard(func() { l.embedded(data, format) })
	guard(func() { l.texts(data, format) })
	if format == imagemeta.JPEG {
		guard(func() { l.structure(data) })
	}
	return l.tags
}

type tagList struct {
	tags []Tag
	seen map[[2]string]bool
}

func (l *tagList) add(source, name, value string) {
	t := Tag{shorten(CleanText(source)), shorten(CleanText(name)), shorten(CleanText(value))}
	key := [2]string{t.Source, t.Name}
	if t.Name == "" || t.Value == "" || l.seen[key] || len(l.tags) >= mostShown {
		return
	}
	if l.seen == nil {
		l.seen = map[[2]string]bool{}
	}
	l.seen[key] = true
	l.tags = append(l.tags, t)
}

func (l *tagList) embedded(data []byte, format imagemeta.ImageFormat) {
	var packets [][]byte
	decode(data, format, func(tag imagemeta.TagInfo) bool { return tag.Source != imagemeta.XMP }, func(tag imagemeta.TagInfo) {
		source, name := strings.ToUpper(strings.TrimSuffix(sourceNames[tag.Source], ".")), nameOf(tag)
		if tag.Source == imagemeta.EXIF {
			switch group := path.Base(tag.Namespace); {
			case strings.HasPrefix(tag.Namespace, "IFD1"):
				source = "EXIF thumbnail"
			case group == "GPSInfoIFD":
				source = "GPS"
			}
		}
		l.add(source, name, printed(name, tag.Value))
	}, &packets)
	for _, packet := range packets {
		l.xmp(packet)
	}
}

func (l *tagList) xmp(packet []byte) {
	guard(func() { walkXMP(packet, func(path, value string) { l.add("XMP", path, value) }) })
}

func (l *tagList) texts(data []byte, format imagemeta.ImageFormat) {
	pngTexts(data, format, func(keyword, text string) {
		if keyword == xmpKeyword {
			l.xmp([]byte(text))
		} else {
			l.add("PNG", keyword, text)
		}
	})
}

// printed writes a value for people; bytes without a known meaning as their number.
func printed(name string, value any) string {
	if b, ok := value.([]byte); ok && (strings.HasPrefix(name, "MakerNote") || !printable(b)) {
		return fmt.Sprintf("(%d bytes)", len(b))
	}
	if text, ok := value.(string); ok && strings.HasPrefix(name, "MakerNote") {
		return fmt.Sprintf("(%d bytes)", len(text))
	}
	if v, ok := value.(float64); ok {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return textOf(value)
}

func printable(b []byte) bool {
	return !slices.ContainsFunc(bytes.TrimRight(b, "\x00"), func(c byte) bool { return c < ' ' && c != '\n' && c != '\r' && c != '\t' })
}

// structure lists how the frame of a JPEG is coded, and its quantisation tables by rows.
func (l *tagList) structure(data []byte) {
	var tables [4]*quantisation
	seen := 0
	_ = container.JPEG(data, func(marker byte, body []byte) bool { // a file that ends early has said what it has
		if marker == markerDQT {
			readTables(body, &tables)
		}
		if marker == markerCOM {
			l.add("JPEG", "Comment", string(body))
		}
		seen++
		return seen < mostSegment
	})
	e := ReadEncoding(data)
	if e.Progressive {
		l.add("JPEG", "Coding", "progressive")
	}
	l.add("JPEG", "Subsampling", e.Subsampling)
	for i, q := range tables {
		if q != nil {
			l.add("JPEG", fmt.Sprintf("Quantisation table %d", i), q.byRows())
		}
	}
}

// byRows writes the steps as they lie in the block.
func (q *quantisation) byRows() string {
	var square [8][8]int
	x, y, up := 0, 0, true
	for _, step := range q { // the zigzag of ISO/IEC 10918-1, figure A.6
		square[y][x] = step
		switch {
		case up && x == 7:
			y, up = y+1, false
		case up && y == 0:
			x, up = x+1, false
		case up:
			x, y = x+1, y-1
		case y == 7:
			x, up = x+1, true
		case x == 0:
			y, up = y+1, true
		default:
			x, y = x-1, y+1
		}
	}
	var rows []string
	for _, row := range square {
		rows = append(rows, strings.Trim(fmt.Sprint(row), "[]"))
	}
	return strings.Join(rows, " / ")
}

// decode lets the metadata library read the tags that are wanted. Packets of
// XMP are handed over as they are where there is a place for them.
func decode(data []byte, format imagemeta.ImageFormat, wants func(imagemeta.TagInfo) bool, tell func(imagemeta.TagInfo), packets *[][]byte) {
	options := imagemeta.Options{
		R:               newBudget(data),
		ImageFormat:     format,
		Sources:         imagemeta.EXIF | imagemeta.XMP | imagemeta.IPTC,
		ShouldHandleTag: wants,
		HandleTag: func(tag imagemeta.TagInfo) error {
			tell(tag)
			return nil
		},
		LimitNumTags: mostTags, LimitTagSize: longestTag,
	}
	if packets != nil {
		options.HandleXMP = func(r io.Reader) error {
			packet, err := io.ReadAll(io.LimitReader(r, longestXMP))
			if err == nil && len(*packets) < mostPackets {
				*packets = append(*packets, packet)
			}
			if err == nil {
				_, err = io.Copy(io.Discard, r) // the library wants it read to its end
			}
			return err
		}
	}
	_, _ = imagemeta.Decode(options) // an error ends the reading; what was read until then stands
}

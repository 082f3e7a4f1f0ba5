package provenance

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/bep/imagemeta"
)

// exifBlock is an EXIF block with an orientation and a thumbnail of so many
// bytes by its own word.
func exifBlock(thumbnail []byte, length, orientation int) []byte {
	order := binary.BigEndian
	b := []byte("MM\x00*\x00\x00\x00\x08")
	entry := func(tag, kind int, value uint32) {
		b = order.AppendUint16(order.AppendUint16(b, uint16(tag)), uint16(kind))
		b = order.AppendUint32(b, 1)
		if kind == 3 {
			value <<= 16
		}
		b = order.AppendUint32(b, value)
	}
	b = order.AppendUint16(b, 1)
	entry(tagOrientation, 3, uint32(orientation))
	b = order.AppendUint32(b, uint32(len(b)+4)) // the next directory follows
	b = order.AppendUint16(b, 2)
	entry(tagThumbnail, 4, uint32(len(b)+2*12+4))
	entry(tagThumbnailLength, 4, uint32(length))
	b = order.AppendUint32(b, 0)
	return append(b, thumbnail...)
}

func withThumbnail(t testing.TB, thumbnail []byte, length int) []byte {
	return withSegment(jpegFile(t), markerAPP1, append([]byte("Exif\x00\x00"), exifBlock(thumbnail, length, 6)...))
}

func TestThumbnailIsFoundInEveryContainer(t *testing.T) {
	small := jpegFile(t)
	block := exifBlock(small, len(small), 6)
	webp := append([]byte("RIFF\x00\x00\x00\x00WEBP"), append([]byte("EXIF"), binary.LittleEndian.AppendUint32(nil, uint32(len(block)))...)...)
	for name, data := range map[string][]byte{
		"JPEG": withThumbnail(t, small, len(small)),
		"PNG":  withChunk(pngFile(t), "eXIf", block),
		"WebP": append(webp, block...),
	} {
		got := Thumbnail(data)
		if !bytes.Equal(got.JPEG, small) || got.Orientation != 6 || !Read(data).Thumbnail {
			t.Errorf("%s: %d bytes, orientation %d", name, len(got.JPEG), got.Orientation)
		}
	}
}

func TestWhatIsNoThumbnailIsNone(t *testing.T) {
	small := jpegFile(t)
	for name, data := range map[string][]byte{
		"no EXIF":        small,
		"too long":       withThumbnail(t, small, len(small)+1),
		"a wild length":  withThumbnail(t, small, 1<<32-1),
		"not JPEG":       withThumbnail(t, pngFile(t), 60),
		"nothing of it":  withThumbnail(t, small, 0),
		"nothing at all": nil,
	} {
		if got := Thumbnail(data); got.JPEG != nil {
			t.Errorf("%s: %d bytes", name, len(got.JPEG))
		}
	}
}

func tagOf(tags []Tag, source, name string) string {
	if i := slices.IndexFunc(tags, func(t Tag) bool { return t.Source == source && t.Name == name }); i >= 0 {
		return tags[i].Value
	}
	return ""
}

func TestTagsOfEverySourceAreListed(t *testing.T) {
	data := withSegment(withThumbnail(t, jpegFile(t), 10), markerAPP1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), historyPacket...))
	data = withSegment(data, markerCOM, []byte("a word"))
	tags := Tags(data)
	for _, want := range []Tag{
		{"EXIF", "Orientation", "6"},
		{"EXIF thumbnail", "ThumbnailLength", "10"},
		{"XMP", "m:DerivedFrom/r:instanceID", "iid:7"},
		{"XMP", "m:History[3]/e:when", "2019-05-03T10:00:00Z"},
		{"JPEG", "Comment", "a word"},
	} {
		prefixed := want
		for own, usual := range map[string]string{"m:": "xmpMM:", "r:": "stRef:", "e:": "stEvt:"} {
			if strings.HasPrefix(prefixed.Name, own) {
				prefixed.Name = usual + prefixed.Name[len(own):]
			}
			prefixed.Name = strings.ReplaceAll(prefixed.Name, "/"+own, "/"+usual)
		}
		if got := tagOf(tags, prefixed.Source, prefixed.Name); got != want.Value {
			t.Errorf("%+v: %q", prefixed, got)
		}
	}
	if q := tagOf(tags, "JPEG", "Quantisation table 0"); !strings.HasPrefix(q, "8 6 5 8 12 20 26 31 / 6 6 7 10 13 29 30 28 / ") { // Annex K at quality 75
		t.Errorf("by rows: %q", q)
	}
	if got := tagOf(Tags(withChunk(pngFile(t), "tEXt", []byte("Author\x00A. B."))), "PNG", "Author"); got != "A. B." {
		t.Errorf("PNG: %q", got)
	}
}

// TestTagsHoldWhatExifToolReads lets an independent program read real files:
// each text that it finds must be in the list.
func TestTagsHoldWhatExifToolReads(t *testing.T) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed: no independent reader to compare with")
	}
	files, _ := filepath.Glob("../../../shared/dev-set/pictures/claims/real_bridge-*.jp*g")
	made := filepath.Join(t.TempDir(), "made.jpg")
	if err := os.WriteFile(made, jpegFile(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(
		tool, "-q", "-overwrite_original", "-EXIF:UserComment=by hand", "-EXIF:Make=Å", "-IPTC:CodedCharacterSet=UTF8", "-IPTC:City=Bodø", "-IPTC:Keywords=a", "-IPTC:Keywords=b",
		"-XMP-xmpMM:History=[{Action=saved,Parameters=from here}]", "-XMP-dc:Subject=one", "-XMP-iptcExt:PersonInImage=Kari", made,
	).CombinedOutput(); err != nil {
		t.Skipf("exiftool could not write: %v: %s", err, out)
	}
	texts := 0
	for _, file := range append(files, made) {
		out, err := exec.Command(tool, "-j", "-n", "-G1", "-IFD0:ImageDescription", "-IFD0:Make", "-IFD0:Model", "-IFD0:Software", "-ExifIFD:UserComment", "-IPTC:City", "-XMP:all", file).Output()
		if err != nil {
			t.Fatal(err)
		}
		var told []map[string]any
		if err := json.Unmarshal(out, &told); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all strings.Builder
		for _, tag := range Tags(data) {
			all.WriteString(tag.Value + "\n")
		}
		for name, value := range told[0] {
			lists, _ := value.([]any)
			if text, ok := value.(string); ok {
				lists = []any{text}
			}
			for _, v := range lists {
				text, ok := v.(string)
				dated := strings.Contains(name, "Date") || strings.Contains(name, "When") // which exiftool writes in its own form
				if !ok || dated || name == "SourceFile" || name == "XMP-x:XMPToolkit" || len(text) > longestText {
					continue
				}
				if texts++; !strings.Contains(all.String(), CleanText(text)) {
					t.Errorf("%s: %s is %q by exiftool", filepath.Base(file), name, text)
				}
			}
		}
	}
	if texts < 6 {
		t.Errorf("exiftool found %d texts only", texts)
	}
}

func TestTagsAreBounded(t *testing.T) {
	var packet strings.Builder
	packet.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description><a><rdf:Seq>`)
	for range 3 * mostShown {
		packet.WriteString("<rdf:li>" + strings.Repeat("å", 50) + "</rdf:li>")
	}
	if got := len(Tags(withChunk(pngFile(t), "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+packet.String())))); got != mostShown {
		t.Errorf("%d tags", got)
	}
}

func TestPacketsOfXMPAreCounted(t *testing.T) {
	data := pngFile(t)
	for range 50 {
		data = withChunk(data, "iTXt", []byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"+xmpPacket))
	}
	told := 0
	pngTexts(data, imagemeta.PNG, func(string, string) { told++ })
	if told != mostPackets {
		t.Errorf("%d packets are read", told)
	}
}

func FuzzTags(f *testing.F) {
	f.Add(withThumbnail(f, jpegFile(f), 300))
	f.Add(withChunk(pngFile(f), "eXIf", exifBlock(jpegFile(f), 20, 9)))
	f.Add(packed([]byte(historyPacket)))
	f.Add(packed([]byte(xmpPacket)))
	f.Add(tinyTIFF())
	f.Add([]byte("\x00\x00\x00\x10ftypheic\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		tags := Tags(data)
		if len(tags) > mostShown {
			t.Fatalf("%d tags", len(tags))
		}
		for _, tag := range tags {
			for _, text := range []string{tag.Source, tag.Name, tag.Value} {
				if text == "" || text != CleanText(text) || len(text) > 8*longestText {
					t.Fatalf("not a clean, short text: %q", text)
				}
			}
		}
		if e := Thumbnail(data); len(e.JPEG) > largestThumbnail || e.JPEG != nil && (e.Orientation < 1 || e.Orientation > 8) {
			t.Fatalf("a thumbnail of %d bytes, orientation %d", len(e.JPEG), e.Orientation)
		}
	})
}

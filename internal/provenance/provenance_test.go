package provenance

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

func jpegFile(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16)), nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 16, 16))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func withSegment(data []byte, marker byte, body []byte) []byte {
	out := append([]byte{}, data[:2]...)
	out = binary.BigEndian.AppendUint16(append(out, 0xff, marker), uint16(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

func withChunk(data []byte, name string, body []byte) []byte {
	out := append([]byte{}, data[:33]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	out = append(append(out, name...), body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[len(out)-len(body)-4:]))
	return append(out, data[33:]...)
}

// xmpPacket says who made the picture, and how, by its own account.
const xmpPacket = `<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmp:CreatorTool="Paint 3" xmp:CreateDate="2017-11-14T09:00:00+01:00" photoshop:Credit="Byrået" ext:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
<dc:creator><rdf:Seq><rdf:li>Kari Nordmann</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">En vei&#10;om natten</rdf:li></rdf:Alt></dc:description>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`

var xmpFacts = Facts{
	Taken: "2017-11-14T09:00:00+01:00", Software: "Paint 3", Artist: "Kari Nordmann", Credit: "Byrået",
	Description: "En vei om natten", SourceType: "trainedAlgorithmicMedia",
}

func TestXMPIsReadFromJPEGAndPNG(t *testing.T) {
	text := append([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), xmpPacket...)
	for name, data := range map[string][]byte{
		"JPEG": withSegment(jpegFile(t), 0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmpPacket...)),
		"PNG":  withChunk(pngFile(t), "iTXt", text),
		"WebP": packed([]byte(xmpPacket)),
	} {
		if got := Read(data); got != xmpFacts {
			t.Errorf("%s: got %+v, want %+v", name, got, xmpFacts)
		}
	}
}

func TestTextChunksOfPNGAreRead(t *testing.T) {
	data := withChunk(withChunk(pngFile(t), "tEXt", []byte("Software\x00Tegneprogram \xe6\xf8\xe5")), "tEXt", []byte("Author\x00A. B."))
	if got, want := Read(data), (Facts{Software: "Tegneprogram æøå", Artist: "A. B."}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestCredentialsAreSeenAndNothingElse(t *testing.T) {
	jumbf := append([]byte("JP\x00\x01\x00\x00\x00\x01\x00\x00\x00\x40jumb\x00\x00\x00\x20jumdc2pa"), make([]byte, 40)...)
	box := append(binary.BigEndian.AppendUint32(nil, 32), append([]byte("uuid"), append(append([]byte{}, credentialsUUID...), 0, 0, 0, 0, 0, 0, 0, 0)...)...)
	heif := append([]byte("\x00\x00\x00\x10ftypheic\x00\x00\x00\x00"), box...)
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"JPEG with":         {withSegment(jpegFile(t), 0xeb, jumbf), true},
		"JPEG with a JUMBF": {withSegment(jpegFile(t), 0xeb, []byte("JP\x00\x01other")), false},
		"JPEG without":      {jpegFile(t), false},
		"PNG with":          {withChunk(pngFile(t), "caBX", jumbf), true},
		"PNG without":       {pngFile(t), false},
		"HEIC with":         {heif, true},
		"HEIC without":      {heif[:16], false},
	} {
		if got := Read(c.data); got.Credentials != c.want {
			t.Errorf("%s: credentials are %v", name, got.Credentials)
		}
	}
}

func TestFileWithoutStatementsIsEmpty(t *testing.T) {
	for name, data := range map[string][]byte{"nothing": nil, "text": []byte("hello"), "JPEG": jpegFile(t), "PNG": pngFile(t), "a broken TIFF": []byte("II*\x00\xff\xff\xff\xff")} {
		if got := Read(data); !got.Empty() {
			t.Errorf("%s: got %+v", name, got)
		}
	}
}

func TestStatementsAreOneCleanLineOfBoundedLength(t *testing.T) {
	long := strings.Repeat("å", 3000)
	data := withChunk(withChunk(pngFile(t), "iTXt", []byte("Software\x00\x00\x00\x00\x00a\u202eb\x1b[31m\n c")), "iTXt", []byte("Description\x00\x00\x00\x00\x00"+long))
	got := Read(data)
	if got.Software != "ab[31m  c" {
		t.Errorf("software %q", got.Software)
	}
	if want := strings.Repeat("å", longestText) + "…"; got.Description != want {
		t.Errorf("description of %d bytes", len(got.Description))
	}
}

// TestFactsAgreeWithExifTool lets an independent program write and read the tags.
func TestFactsAgreeWithExifTool(t *testing.T) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed: no independent reader to compare with")
	}
	want := Facts{
		Taken: "2014:03:22 21:04:05+02:00", Modified: "2015:01:02 03:04:05-05:00", Camera: "NIKON D3", Lens: "35 mm", Software: "Film 9", Artist: "Åse Øye",
		Copyright: "© Byrå", Description: "Конвой ночью", GPS: "59.91390, 10.75220",
		BodySerial: "2051234", LensSerial: "L 77", Owner: "Åse Ø", Programs: "digiKam 7; Paint 3; Rawtool 2",
		History: "created, 2015-01-02T03:00:00; saved ×2, Rawtool 2, 2015-01-02T03:04:05", DocumentID: "xmp.did:2", OriginalID: "xmp.did:1", DerivedFrom: "xmp.did:0",
	}
	for _, name := range []string{"a.jpg", "a.png", "a.tif"} {
		path := filepath.Join(t.TempDir(), name)
		data := jpegFile(t)
		switch filepath.Ext(name) {
		case ".png":
			data = pngFile(t)
		case ".tif":
			data = tinyTIFF()
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		command := exec.Command(
			tool, "-q", "-overwrite_original", "-n", "-charset", "exif=UTF8", "-EXIF:DateTimeOriginal="+want.Taken[:19], "-EXIF:OffsetTimeOriginal=+02:00",
			"-EXIF:ModifyDate="+want.Modified[:19], "-EXIF:OffsetTime=-05:00", "-EXIF:Make=NIKON", "-EXIF:Model=D3", "-EXIF:LensModel="+want.Lens, "-EXIF:Software="+want.Software,
			"-EXIF:Artist="+want.Artist, "-EXIF:Copyright="+want.Copyright, "-EXIF:ImageDescription="+want.Description,
			"-EXIF:SerialNumber="+want.BodySerial, "-EXIF:LensSerialNumber="+want.LensSerial, "-EXIF:OwnerName="+want.Owner,
			"-EXIF:ProcessingSoftware=digiKam 7", "-XMP-xmp:CreatorTool=Paint 3", "-XMP-xmpMM:DocumentID=xmp.did:2", "-XMP-xmpMM:OriginalDocumentID=xmp.did:1",
			"-XMP-xmpMM:DerivedFrom={DocumentID=xmp.did:0}", "-XMP-xmpMM:History=[{Action=created,When=2015:01:02 03:00:00},{Action=saved,SoftwareAgent=Rawtool 2,When=2015:01:02 03:02:00},{Action=saved,SoftwareAgent=Rawtool 2,When=2015:01:02 03:04:05}]",
			"-EXIF:GPSLatitude=59.9139", "-EXIF:GPSLatitudeRef=N", "-EXIF:GPSLongitude=10.7522", "-EXIF:GPSLongitudeRef=E", path,
		)
		if out, err := command.CombinedOutput(); err != nil {
			t.Skipf("%s: exiftool could not write: %v: %s", name, err, out)
		}
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := Read(data); got != want {
			t.Errorf("%s:\ngot  %+v\nwant %+v", name, got, want)
		}
	}
}

// tinyTIFF is a grey picture of one pixel.
func tinyTIFF() []byte {
	entries := [][3]uint32{{256, 3, 1}, {257, 3, 1}, {258, 3, 8}, {259, 3, 1}, {262, 3, 1}, {273, 4, 0}, {277, 3, 1}, {278, 3, 1}, {279, 4, 1}}
	b := []byte("II*\x00\x08\x00\x00\x00")
	b = binary.LittleEndian.AppendUint16(b, uint16(len(entries)))
	pixel := uint32(8 + 2 + 12*len(entries) + 4)
	for _, e := range entries {
		value := e[2]
		if e[0] == 273 {
			value = pixel
		}
		b = binary.LittleEndian.AppendUint16(b, uint16(e[0]))
		b = binary.LittleEndian.AppendUint16(b, uint16(e[1]))
		b = binary.LittleEndian.AppendUint32(b, 1)
		b = binary.LittleEndian.AppendUint32(b, value)
	}
	return append(binary.LittleEndian.AppendUint32(b, 0), 99)
}

// TestDevSetAgreesWithExifTool compares real cameras' files, where they are at hand.
func TestDevSetAgreesWithExifTool(t *testing.T) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		t.Skip("exiftool is not installed: no independent reader to compare with")
	}
	files, _ := filepath.Glob("../../../shared/dev-set/pictures/originals/*.jp*g")
	if len(files) == 0 {
		t.Skip("the development set is not here")
	}
	files = files[:min(len(files), 40)]
	out, err := exec.Command(tool, append([]string{"-j", "-EXIF:DateTimeOriginal", "-EXIF:Software", "-EXIF:Model"}, files...)...).Output()
	if err != nil {
		t.Skip("exiftool could not read the set:", err)
	}
	var told []struct{ SourceFile, DateTimeOriginal, Software, Model any }
	if err := json.Unmarshal(out, &told); err != nil {
		t.Fatal(err)
	}
	for _, e := range told {
		data, err := os.ReadFile(e.SourceFile.(string))
		if err != nil {
			t.Fatal(err)
		}
		got := Read(data)
		if date, ok := e.DateTimeOriginal.(string); ok && !strings.HasPrefix(got.Taken, date) {
			t.Errorf("%s: taken %q, want %q", e.SourceFile, got.Taken, date)
		}
		if software, ok := e.Software.(string); ok && got.Software != CleanText(software) {
			t.Errorf("%s: software %q, want %q", e.SourceFile, got.Software, software)
		}
		if model, ok := e.Model.(string); ok && !strings.Contains(got.Camera, CleanText(model)) {
			t.Errorf("%s: camera %q, want %q in it", e.SourceFile, got.Camera, model)
		}
	}
}

// FuzzFacts holds that any bytes end in clean, short statements, and soon.
func FuzzFacts(f *testing.F) {
	f.Add(jpegFile(f))
	f.Add(withSegment(jpegFile(f), 0xe1, append([]byte("http://ns.adobe.com/xap/1.0/\x00"), xmpPacket...)))
	f.Add(withSegment(jpegFile(f), 0xe1, append([]byte("Exif\x00\x00"), tinyTIFF()...)))
	f.Add(withChunk(pngFile(f), "tEXt", []byte("Software\x00x")))
	f.Add(packed([]byte(xmpPacket)))
	f.Add(packed([]byte(historyPacket)))
	f.Add(tinyTIFF())
	f.Add([]byte("\x00\x00\x00\x10ftypheic\x00\x00\x00\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := Read(data)
		for _, text := range []string{
			s.Taken, s.Modified, s.Camera, s.Lens, s.Software, s.Artist, s.Copyright, s.Credit, s.Description, s.GPS, s.Place, s.SourceType,
			s.BodySerial, s.LensSerial, s.Owner, s.Programs, s.History, s.DocumentID, s.OriginalID, s.DerivedFrom,
		} {
			if text != CleanText(text) || len(text) > 8*longestText {
				t.Fatalf("a statement of %d bytes that is not clean: %q", len(text), text)
			}
		}
	})
}

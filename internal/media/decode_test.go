package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/jpeg"
	"image/png"
	"path/filepath"
	"testing"
	"time"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
)

// drawn returns the four quarters as an image.
func drawn(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i, q := range quarters {
		r := image.Rect(i%2*width/2, i/2*height/2, (i%2+1)*width/2, (i/2+1)*height/2)
		draw.Draw(img, r, image.NewUniform(color.NRGBA{q[0], q[1], q[2], q[3]}), image.Point{}, draw.Src)
	}
	return img
}

func as(t testing.TB, write func(*bytes.Buffer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func jpegOf(t testing.TB, img image.Image) []byte {
	return as(t, func(b *bytes.Buffer) error { return jpeg.Encode(b, img, &jpeg.Options{Quality: 95}) })
}

func pngOf(t testing.TB, img image.Image) []byte {
	return as(t, func(b *bytes.Buffer) error { return png.Encode(b, img) })
}

// exifBlock is an EXIF block that holds nothing but an orientation.
func exifBlock(order binary.AppendByteOrder, mark string, orientation int) []byte {
	b := append([]byte(mark), 0, 0, 0, 0, 0, 0)
	b = b[:2]
	b = order.AppendUint16(b, 42)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 1)
	b = order.AppendUint16(b, 0x112)
	b = order.AppendUint16(b, 3)
	b = order.AppendUint32(b, 1)
	b = order.AppendUint16(b, uint16(orientation))
	b = order.AppendUint16(b, 0)
	return order.AppendUint32(b, 0)
}

// withSegment puts a segment behind a JPEG's first marker.
func withSegment(data []byte, marker byte, body []byte) []byte {
	out := append([]byte{}, data[:2]...)
	out = binary.BigEndian.AppendUint16(append(out, 0xff, marker), uint16(len(body)+2))
	return append(append(out, body...), data[2:]...)
}

// withChunk puts a chunk behind a PNG's header.
func withChunk(data []byte, name string, body []byte) []byte {
	out := append([]byte{}, data[:33]...)
	out = binary.BigEndian.AppendUint32(out, uint32(len(body)))
	out = append(append(out, name...), body...)
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[len(out)-len(body)-4:]))
	return append(out, data[33:]...)
}

// turnedQuarters are the quarters of the upright picture when the stored one
// shows them in reading order, by EXIF orientation.
var turnedQuarters = map[int][4][4]uint8{
	1: quartered(0, 1, 2, 3), 2: quartered(1, 0, 3, 2), 3: quartered(3, 2, 1, 0), 4: quartered(2, 3, 0, 1),
	5: quartered(0, 2, 1, 3), 6: quartered(2, 0, 3, 1), 7: quartered(3, 1, 2, 0), 8: quartered(1, 3, 0, 2),
}

func TestEveryOrientationStandsUpright(t *testing.T) {
	// 70 rows are more than two bands, and no multiple of one.
	img := drawn(100, 70)
	flat := jpegOf(t, img)
	for o, want := range turnedQuarters {
		little := append([]byte("Exif\x00\x00"), exifBlock(binary.LittleEndian, "II", o)...)
		big := exifBlock(binary.BigEndian, "MM", o)
		for name, data := range map[string][]byte{
			"JPEG": withSegment(flat, 0xe1, little),
			"PNG":  withChunk(pngOf(t, img), "eXIf", big),
			"TIFF": orientedTIFF(t, img, o),
			"WebP": orientedWebP(fixture(t, "lossy.webp"), big),
		} {
			s := decoded(t, data)
			size := s.Picture.Size()
			if (size.Width < size.Height) != (o >= 5) {
				t.Errorf("%s, orientation %d: size %v", name, o, size)
			}
			if got := middles(s.Picture); !near(got, want, 4) {
				t.Errorf("%s, orientation %d: quarters %v, want %v", name, o, got, want)
			}
			if s.Oriented != (o != 1) {
				t.Errorf("%s, orientation %d: oriented is %v", name, o, s.Oriented)
			}
		}
	}
}

// orientedTIFF sets the orientation in the place of a tag that nothing needs.
func orientedTIFF(t testing.TB, img image.Image, o int) []byte {
	data := as(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) })
	at := int(binary.LittleEndian.Uint32(data[4:]))
	for i := range int(binary.LittleEndian.Uint16(data[at:])) {
		e := data[at+2+12*i:]
		if binary.LittleEndian.Uint16(e) == 273 { // kept, but its neighbour, 277, may go
			continue
		}
		if binary.LittleEndian.Uint16(e) == 282 { // resolution
			binary.LittleEndian.PutUint16(e, 274)
			binary.LittleEndian.PutUint16(e[2:], 3)
			binary.LittleEndian.PutUint32(e[4:], 1)
			binary.LittleEndian.PutUint32(e[8:], uint32(o))
			sortTags(data[at+2:], int(binary.LittleEndian.Uint16(data[at:])))
			return data
		}
	}
	t.Fatal("no tag to replace")
	return nil
}

// sortTags orders the entries of a directory, as TIFF demands.
func sortTags(entries []byte, n int) {
	for i := range n {
		for j := i; j > 0 && binary.LittleEndian.Uint16(entries[12*j:]) < binary.LittleEndian.Uint16(entries[12*j-12:]); j-- {
			var keep [12]byte
			copy(keep[:], entries[12*j:])
			copy(entries[12*j:12*j+12], entries[12*j-12:12*j])
			copy(entries[12*j-12:], keep[:])
		}
	}
}

// orientedWebP wraps a simple WebP with an EXIF chunk.
func orientedWebP(simple, exif []byte) []byte {
	body := []byte("WEBPVP8X\x0a\x00\x00\x00\x08\x00\x00\x00\x3f\x00\x00\x2f\x00\x00")
	body = append(body, simple[12:]...)
	body = append(append(body, "EXIF"...), 0, 0, 0, 0)
	binary.LittleEndian.PutUint32(body[len(body)-4:], uint32(len(exif)))
	body = append(body, exif...)
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func TestEveryWayToStoreColoursComesOutTheSame(t *testing.T) {
	img := drawn(64, 48)
	paletted := image.NewPaletted(img.Rect, nil)
	for _, q := range quarters {
		paletted.Palette = append(paletted.Palette, color.NRGBA{q[0], q[1], q[2], q[3]})
	}
	deep, opaque := image.NewNRGBA64(img.Rect), image.NewRGBA(img.Rect)
	for _, to := range []draw.Image{paletted, deep, opaque} {
		draw.Draw(to, img.Rect, img, image.Point{}, draw.Src)
	}
	for name, data := range map[string][]byte{
		"PNG": pngOf(t, img), "PNG with a palette": pngOf(t, paletted), "PNG of 16 bits": pngOf(t, deep),
		"GIF":             as(t, func(b *bytes.Buffer) error { return gif.Encode(b, paletted, nil) }),
		"BMP":             as(t, func(b *bytes.Buffer) error { return bmp.Encode(b, opaque) }),
		"TIFF":            as(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, nil) }),
		"TIFF, deflated":  as(t, func(b *bytes.Buffer) error { return tiff.Encode(b, img, &tiff.Options{Compression: tiff.Deflate}) }),
		"TIFF of 16 bits": as(t, func(b *bytes.Buffer) error { return tiff.Encode(b, deep, nil) }),
	} {
		s := decoded(t, data)
		if got := middles(s.Picture); !near(got, quarters, 0) {
			t.Errorf("%s: quarters %v", name, got)
		}
		if s.Picture.Key() != provenance.Digest(data) {
			t.Errorf("%s: the key is not the file's digest", name)
		}
	}
}

func TestAlphaStaysStraight(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 8, 8))
	for i := range 64 {
		img.SetNRGBA(i%8, i/8, color.NRGBA{200, 100, 50, uint8(4 * i)})
	}
	p := decoded(t, pngOf(t, img)).Picture
	if !bytes.Equal(p.Pix(), img.Pix) {
		t.Error("colours under alpha changed")
	}
	if p.Opaque() {
		t.Error("a transparent picture passes for opaque")
	}
}

func TestGreyJPEGIsGrey(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 32, 32))
	draw.Draw(grey, grey.Rect, image.NewUniform(color.Gray{130}), image.Point{}, draw.Src)
	s := decoded(t, jpegOf(t, grey))
	for _, q := range middles(s.Picture) {
		if q != ([4]uint8{130, 130, 130, 255}) {
			t.Errorf("got %v, want grey 130", q)
		}
	}
}

func refusal(t testing.TB, data []byte, l Limits) *Error {
	t.Helper()
	_, err := Decode(context.Background(), data, l)
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an *Error", err)
	}
	return e
}

func TestCutFilesEndEarlyWhereverTheyAreCut(t *testing.T) {
	files := map[string][]byte{
		"png": pngOf(t, drawn(64, 48)), "jpg": jpegOf(t, drawn(64, 48)), "bmp": as(t, func(b *bytes.Buffer) error { return bmp.Encode(b, drawn(64, 48)) }),
		"tif": as(t, func(b *bytes.Buffer) error { return tiff.Encode(b, drawn(64, 48), nil) }),
	}
	for _, name := range []string{"progressive.jpg", "interlaced.png", "lossy.webp", "lossless.webp", "alpha.webp", "lzw.tif", "plain.heic", "plain.avif"} {
		files[name] = fixture(t, name)
	}
	for name, data := range files {
		for n := 1; n < len(data); n += 1 + len(data)/40 {
			s, err := Decode(context.Background(), data[:n], Limits{})
			var e *Error
			switch {
			case err == nil && bytes.Equal(s.Picture.Pix(), decoded(t, data).Picture.Pix()):
				// Nothing but bytes that carry no picture was cut off.
			case !errors.As(err, &e):
				t.Errorf("%s cut at %d of %d: got %v", name, n, len(data), err)
			case n >= 40 && e.Kind != EndsEarly:
				t.Errorf("%s cut at %d of %d: got %v, want that it ends early", name, n, len(data), e)
			}
		}
	}
}

func TestJPEGWithoutItsEndMarkIsWhole(t *testing.T) {
	data := jpegOf(t, drawn(64, 48))
	s := decoded(t, data[:len(data)-2])
	if !bytes.Equal(s.Picture.Pix(), decoded(t, data).Picture.Pix()) {
		t.Error("the pixels differ from those of the whole file")
	}
	if len(s.Notes) != 1 || s.Notes[0] != EndMarkMissing {
		t.Errorf("notes %v", s.Notes)
	}
}

func TestHugeHeadersAreRefusedBeforeDecoding(t *testing.T) {
	bomb := pngOf(t, drawn(64, 48))
	binary.BigEndian.PutUint32(bomb[16:], 60000)
	binary.BigEndian.PutUint32(bomb[20:], 60000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	tall := jpegOf(t, drawn(64, 48))
	at := bytes.Index(tall, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(tall[at+5:], 65000)
	binary.BigEndian.PutUint16(tall[at+7:], 65000)
	wide := fixture(t, "lzw.tif")
	bitmap := as(t, func(b *bytes.Buffer) error { return bmp.Encode(b, drawn(8, 8)) })
	binary.LittleEndian.PutUint32(bitmap[18:], 100000)
	binary.LittleEndian.PutUint32(bitmap[22:], 100000)
	frame := append([]byte("GIF89a"), 0xff, 0xff, 0xff, 0xff, 0, 0, 0)
	motion := fixture(t, "animated.webp")
	copy(motion[24:], "\xff\xff\xff\xff\xff\xff")
	still := fixture(t, "plain.avif")
	at = bytes.Index(still, []byte("ispe"))
	binary.BigEndian.PutUint32(still[at+8:], 100000)
	binary.BigEndian.PutUint32(still[at+12:], 100000)
	for name, data := range map[string][]byte{"PNG": bomb, "JPEG": tall, "BMP": bitmap, "GIF": frame, "WebP": motion, "AVIF": still} {
		start := time.Now()
		if e := refusal(t, data, Limits{}); e.Kind != TooManyPixels || e.Limit != DefaultPixels || e.Size.Pixels() <= DefaultPixels {
			t.Errorf("%s: got %v", name, e)
		}
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s: refused only after %v", name, d)
		}
	}
	if e := refusal(t, wide, Limits{Pixels: 100}); e.Kind != TooManyPixels {
		t.Errorf("TIFF: got %v", e)
	}
}

func TestLimitOnBytesHoldsForDecoding(t *testing.T) {
	if e := refusal(t, pngOf(t, drawn(64, 48)), Limits{Bytes: 10}); e.Kind != TooLarge || e.Limit != 10 {
		t.Errorf("got %v", e)
	}
}

func TestOtherFilesAreNamed(t *testing.T) {
	for _, c := range []struct {
		data   string
		kind   Kind
		detail string
	}{
		{"", Empty, ""},
		{"hello, this is text\n", NotAPicture, "text"},
		{"Dette er æøå.\r\n", NotAPicture, "text"},
		{"\xff\xfeh\x00i\x00", NotAPicture, "text"},
		{"BMW is a make of cars, said the text", NotAPicture, "text"},
		{"<!DOCTYPE html><html><body>", NotAPicture, "web page"},
		{"\xef\xbb\xbf  <HTML lang=nb>", NotAPicture, "web page"},
		{`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>`, NotAPicture, "SVG"},
		{`<?xml version="1.0"?><note/>`, NotAPicture, "XML"},
		{"%PDF-1.7\n%\xe2\xe3", NotAPicture, "PDF"},
		{"PK\x03\x04\x14\x00\x00\x00", NotAPicture, "ZIP"},
		{"ID3\x03\x00", NotAPicture, "MP3"},
		{"\x00\x01\x02\x03\x04\x05\x06\x07\x08", NotAPicture, ""},
		{"8BPS\x00\x01", OtherFormat, "Photoshop"},
		{"\xff\x0a\xfa\x9f", OtherFormat, "JPEG XL"},
		{"\x00\x00\x00\x18ftypcrx \x00\x00\x00\x01crx isom", OtherFormat, "Canon RAW"},
		{"P6\n2 2\n255\n", OtherFormat, "Netpbm"},
		{"\x00\x00\x00\x08wide\x00\x00\x00\x00mdat", Video, "MOV"},
		{"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42", Video, "MP4"},
		{"RIFF\x00\x00\x00\x00AVI LIST", Video, "AVI"},
		{"II*\x00\x10\x00\x00\x00CR\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00", OtherFormat, "RAW"},
	} {
		if e := refusal(t, []byte(c.data), Limits{}); e.Kind != c.kind || e.Detail != c.detail {
			t.Errorf("%q: got %v (%q), want %v (%q)", c.data, e.Kind, e.Detail, c.kind, c.detail)
		}
	}
}

func TestNameOfAFileDoesNotDecideItsFormat(t *testing.T) {
	path := filepath.Join(t.TempDir(), "photo.png")
	write(t, path, jpegOf(t, drawn(64, 48)))
	data, err := Read(context.Background(), path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if s := decoded(t, data); s.MediaType != "image/jpeg" {
		t.Errorf("media type %s", s.MediaType)
	}
}

func TestPanicInADecoderBecomesAnError(t *testing.T) {
	_, err := guarded(context.Background(), func() (Still, error) {
		picture.FromImage("", panicking{image.Rect(0, 0, 100, 100)})
		return Still{}, nil
	})
	var e *Error
	if !errors.As(err, &e) || e.Kind != Broken {
		t.Errorf("got %v", err)
	}
}

// panicking is an image whose pixels can't be read, on whatever goroutine.
type panicking struct{ image.Rectangle }

func (p panicking) ColorModel() color.Model { return color.NRGBAModel }
func (p panicking) Bounds() image.Rectangle { return p.Rectangle }
func (p panicking) At(x, y int) color.Color { panic(fmt.Sprintf("no pixel at (%d, %d)", x, y)) }

func TestCancelledWorkReturnsAtOnceWithTheCancellation(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Decode(ctx, jpegOf(t, drawn(64, 48)), Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestSlowDecodingEndsWithTheTime(t *testing.T) {
	release := make(chan struct{})
	defer close(release)
	ctx, cancel := context.WithTimeoutCause(context.Background(), time.Millisecond, errTimeUp)
	defer cancel()
	_, err := guarded(ctx, func() (int, error) { <-release; return 0, nil })
	var e *Error
	if err = explain(context.Background(), err, Limits{Time: time.Second}); !errors.As(err, &e) || e.Kind != TookTooLong || e.Limit != 1 {
		t.Errorf("got %v", err)
	}
}

func TestProbeTellsTheUprightSize(t *testing.T) {
	data := withSegment(jpegOf(t, drawn(64, 48)), 0xe1, append([]byte("Exif\x00\x00"), exifBlock(binary.BigEndian, "MM", 6)...))
	h, err := Probe(data, Limits{})
	if err != nil || h.Size.Width != 48 || h.Size.Height != 64 || h.MediaType != "image/jpeg" {
		t.Errorf("got %+v, %v", h, err)
	}
}

package hostile_test

import (
	"bytes"
	"compress/lzw"
	"compress/zlib"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
)

// TestHeadersOf65535AreRefusedByTheLimit gives the header of each format the
// largest size, or the largest that its format can state.
func TestHeadersOf65535AreRefusedByTheLimit(t *testing.T) {
	tried := 0
	for _, s := range seeds(t) {
		data, ok := withSize(s.data, 65535, 65535)
		if !ok {
			continue
		}
		start := busy()
		_, err := media.Decode(context.Background(), data, media.Limits{})
		var m *media.Error
		if !errors.As(err, &m) {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		if err := explained(err); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		if took := busy() - start; took > mostTime {
			t.Errorf("%s took %v", s.name, took)
		}
		switch m.Kind {
		case media.TooManyPixels, media.TooMuchMemory:
			tried++
		case media.Broken, media.EndsEarly, media.Unsupported, media.OtherFormat, media.Video: // refused by something else first
		default:
			t.Errorf("%s: %v", s.name, err)
		}
	}
	if tried < 25 {
		t.Errorf("only %d headers were refused for their size", tried)
	}
}

// bombs are small files that ask for much: each is named by what it pretends.
func bombs(t testing.TB) map[string][]byte {
	t.Helper()
	side, halved := 8100, 8100 // beyond what is worked on, and with what a test may take
	within := 1500
	if os.Getenv(longVariable) != "" {
		side, halved, within = 15000, 11000, 6400
	}
	out := map[string][]byte{
		"a PNG of nothing but zeros":           pngBomb(side, side, 8, 2, 0),
		"the same, 16 bits with alpha":         pngBomb(halved, halved, 16, 6, 0),
		"the same, interlaced":                 pngBomb(side, side, 8, 0, 1),
		"a PNG with more pixels than it says":  pngBombOf(10, 10, 8, 2, 0, 256<<20),
		"a PNG with a profile without end":     pngWith(t, "iCCP", append([]byte("p\x00\x00"), zeros(64<<20)...)),
		"a PNG with a text without end":        pngWith(t, "zTXt", append([]byte("Author\x00\x00"), zeros(64<<20)...)),
		"a PNG with XMP without end":           pngWith(t, "iTXt", append([]byte("XML:com.adobe.xmp\x00\x01\x00\x00\x00"), zeros(64<<20)...)),
		"a GIF with a huge canvas and 1 pixel": gifOf(side, side, 1, 1),
		"a GIF with a huge frame":              gifOf(side, side, side, side),
		"a GIF with a frame over its canvas":   gifOf(10, 10, 65535, 65535),
		"a TIFF of deflated zeros":             tiffBomb(t, side, side, 32946),
		"a TIFF of LZW zeros":                  tiffBomb(t, side, side, 5),
		"a TIFF with one pixel a strip":        tiffStrips(60000),
		"a BMP without pixels":                 bmpOf(side, side),
		"a TIFF with a strip of 256 MB":        tiffOf(map[uint16][]uint32{256: {10}, 257: {10}, 258: {8}, 259: {8}, 262: {1}, 277: {1}, 278: {10}}, zeros(256<<20)),
	}
	for _, s := range seeds(t) {
		for _, name := range []string{"lossy.webp", "lossless.webp", "alpha.webp", "animated.webp", "plain.avif", "alpha.avif", "deep.avif", "plain.heic", "alpha.heic", "lzw.tif", "tiled.tif", "fax.tif", "progressive.jpg", "half.jpg", "cmyk.jpg"} {
			if s.name == name {
				for _, side := range []int{within, 15000} { // within the limit on memory, and beyond it
					data, _ := withSize(s.data, side, side)
					out[fmt.Sprintf("%d × %d in %s", side, side, name)] = data
				}
			}
		}
	}
	return out
}

// TestBombsStayWithinTime reads what unpacks to far more than it is. The peak
// of the whole process is held by TestMain.
func TestBombsStayWithinTime(t *testing.T) {
	folder, reduced := t.TempDir(), 0
	for name, data := range bombs(t) {
		t.Run(name, func(t *testing.T) {
			start := busy()
			path := filepath.Join(folder, "bomb")
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			e := casework.Import(context.Background(), lab.New(), path, casefile.Candidate)
			took := busy() - start
			if e.Problem != nil {
				if err := explained(e.Problem); err != nil {
					t.Error(err)
				}
			}
			if e.Problem == nil && e.Pixels.Pixels() > media.DefaultWorking || e.Reduced() && e.Stored.Pixels() <= media.DefaultWorking {
				t.Errorf("a picture of %v is worked on at %v", e.Stored, e.Pixels)
			}
			if e.Reduced() {
				reduced++
			}
			if took > 2*mostTime {
				t.Errorf("it took %v", took)
			}
			peak, _ := peakMemory()
			t.Logf("%d bytes, %v, %d MB at most until now: %v %v", len(data), took.Round(time.Millisecond), peak>>20, e.Pixels, e.Problem)
		})
	}
	if reduced < 3 {
		t.Errorf("only %d were worked on as a reduced copy", reduced)
	}
}

// A reduced copy says so wherever its figures go.
func TestReducedCopyIsTold(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.png")
	if err := os.WriteFile(path, pngBomb(9001, 8000, 1, 0, 0), 0o600); err != nil {
		t.Fatal(err)
	}
	e := casework.Import(context.Background(), lab.New(), path, casefile.Candidate)
	if e.Problem != nil || e.Stored != sizeOf(9001, 8000) || e.Pixels != sizeOf(4501, 4000) {
		t.Fatalf("%v of %v: %v", e.Pixels, e.Stored, e.Problem)
	}
	line, err := casework.NewLine(casefile.Evidence{}, e, casefile.Comparison{}, nil).Encode()
	if err != nil || !bytes.Contains(line, []byte(`"candidateStored":{"width":9001,"height":8000}`)) || bytes.Contains(line, []byte("claimStored")) {
		t.Errorf("%s, %v", line, err)
	}
	e.ID = "large"
	var file bytes.Buffer
	open := func(casefile.Evidence) (io.ReadCloser, error) { return os.Open(path) }
	if err := archive.Write(&file, archive.Document{Case: casefile.Case{Evidence: []casefile.Evidence{e}}}, open); err != nil {
		t.Fatal(err)
	}
	back, err := archive.Read(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || back.Case.Evidence[0].Stored != e.Stored {
		t.Errorf("the case file says %v, %v", back.Case.Evidence[0].Stored, err)
	}
}

// zeros is a zlib stream that unpacks to n zeros.
func zeros(n int64) []byte {
	var b bytes.Buffer
	w, err := zlib.NewWriterLevel(&b, zlib.BestSpeed)
	if err == nil {
		_, err = io.CopyN(w, endless{}, n)
	}
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // memory doesn't fail
	}
	return b.Bytes()
}

type endless struct{}

func (endless) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// pngBomb has all the pixels that its header states, all of them 0.
func pngBomb(width, height, depth, colour, interlace int) []byte {
	samples := map[int]int{0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
	row := int64(width*samples*depth+7) / 8
	return pngBombOf(width, height, depth, colour, interlace, (row+1)*int64(height))
}

func pngBombOf(width, height, depth, colour, interlace int, unpacked int64) []byte {
	header := be.AppendUint32(be.AppendUint32(nil, uint32(width)), uint32(height))
	header = append(header, byte(depth), byte(colour), 0, 0, byte(interlace))
	out := appendChunk([]byte("\x89PNG\r\n\x1a\n"), "IHDR", header)
	return appendChunk(appendChunk(out, "IDAT", zeros(unpacked)), "IEND", nil)
}

func pngWith(t testing.TB, chunk string, body []byte) []byte {
	t.Helper()
	small := pngBomb(8, 8, 8, 2, 0)
	return append(appendChunk(bytes.Clone(small[:33]), chunk, body), small[33:]...)
}

// gifOf has a canvas and one frame with all of its pixels, all 0.
func gifOf(width, height, frameWidth, frameHeight int) []byte {
	out := []byte("GIF89a")
	for _, v := range []int{width, height} {
		out = le.AppendUint16(out, uint16(v))
	}
	out = append(out, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2c, 0, 0, 0, 0)
	for _, v := range []int{frameWidth, frameHeight} {
		out = le.AppendUint16(out, uint16(v))
	}
	out = append(out, 0, 2)
	var packed bytes.Buffer
	w := lzw.NewWriter(&packed, lzw.LSB, 2)
	_, err := io.CopyN(w, endless{}, int64(frameWidth)*int64(frameHeight))
	if err = errors.Join(err, w.Close()); err != nil {
		panic(err) // memory doesn't fail
	}
	for rest := packed.Bytes(); len(rest) > 0; {
		n := min(255, len(rest))
		out = append(append(out, byte(n)), rest[:n]...)
		rest = rest[n:]
	}
	return append(out, 0, 0x3b)
}

func tiffBomb(t testing.TB, width, height, compression int) []byte {
	t.Helper()
	packed := []byte(nil)
	if compression == 5 {
		var b bytes.Buffer
		w := lzw.NewWriter(&b, lzw.MSB, 8)
		if _, err := io.CopyN(w, endless{}, 3*int64(width)*int64(height)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		packed = b.Bytes()
	} else {
		packed = zeros(3 * int64(width) * int64(height))
	}
	return tiffOf(map[uint16][]uint32{256: {uint32(width)}, 257: {uint32(height)}, 259: {uint32(compression)}, 278: {uint32(height)}}, packed)
}

// tiffStrips states a strip for each row, all of them the same bytes.
func tiffStrips(rows int) []byte {
	offsets, counts := make([]uint32, rows), make([]uint32, rows)
	for i := range offsets {
		offsets[i], counts[i] = 8, 8
	}
	return tiffOf(map[uint16][]uint32{256: {1000}, 257: {uint32(rows)}, 259: {1}, 278: {1}, 273: offsets, 279: counts}, make([]byte, 8))
}

// tiffOf is an RGB picture with these tags, and one strip with the pixels unless the tags say another.
func tiffOf(tags map[uint16][]uint32, pixels []byte) []byte {
	out := append([]byte("II*\x00\x00\x00\x00\x00"), pixels...)
	for tag, values := range map[uint16][]uint32{258: {8, 8, 8}, 262: {2}, 277: {3}, 273: {8}, 279: {uint32(len(pixels))}} {
		if tags[tag] == nil {
			tags[tag] = values
		}
	}
	var directory []byte
	n := 0
	for tag := uint16(0); tag < 1000; tag++ {
		values := tags[tag]
		if values == nil {
			continue
		}
		n++
		directory = le.AppendUint16(le.AppendUint16(directory, tag), 4)
		directory = le.AppendUint32(directory, uint32(len(values)))
		if len(values) == 1 {
			directory = le.AppendUint32(directory, values[0])
			continue
		}
		directory = le.AppendUint32(directory, uint32(len(out)))
		for _, v := range values {
			out = le.AppendUint32(out, v)
		}
	}
	le.PutUint32(out[4:], uint32(len(out)))
	return binary.LittleEndian.AppendUint32(append(le.AppendUint16(out, uint16(n)), directory...), 0)
}

// bmpOf states a size and has no pixels.
func bmpOf(width, height int) []byte {
	out := append([]byte("BM"), make([]byte, 52)...)
	le.PutUint32(out[10:], 54)
	le.PutUint32(out[14:], 40)
	le.PutUint32(out[18:], uint32(width))
	le.PutUint32(out[22:], uint32(height))
	le.PutUint16(out[26:], 1)
	le.PutUint16(out[28:], 24)
	return out
}

// Names may hold anything that a file system takes.
func TestNamesAreShownCleanAndNeverFollowed(t *testing.T) {
	folder := t.TempDir()
	var data bytes.Buffer
	if err := encodePNG(&data, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		"a\x1b[2Jb.png", "photo\u202egpj.exe", "a\nb.png", "..png", "...", "-rf.png", "a\u2066b\u2069.png", "\xff\xfe.png", "$(id).png", "a\\..\\b.png", "C:x.png", "\u200b.png", string(bytes.Repeat([]byte("å"), 120)) + ".png",
	} {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data.Bytes(), 0o600); err != nil {
			t.Logf("the system takes no file %q: %v", name, err)
			continue
		}
		e := casework.Import(context.Background(), lab.New(), path, casefile.Candidate)
		if e.Problem != nil {
			t.Errorf("%q: %v", name, e.Problem)
		}
		if err := clean(e.Name); err != nil || e.Name == "" || filepath.Base(e.Name) != e.Name {
			t.Errorf("%q is shown as %q: %v", name, e.Name, err)
		}
		missing := casework.Import(context.Background(), lab.New(), path+"x", casefile.Candidate)
		if err := explained(missing.Problem); err != nil {
			t.Errorf("%q: %v", name, err)
		}
	}
	for _, path := range []string{"/dev/zero", "/dev/stdin", "/proc/self/mem", folder, "", "http://example.org/a.png", "\x00", filepath.Join(folder, "..", "..", "none")} {
		e := casework.Import(context.Background(), lab.New(), path, casefile.Candidate)
		if e.Problem == nil {
			t.Errorf("%q is read", path)
		} else if err := explained(e.Problem); err != nil {
			t.Error(fmt.Errorf("%q: %w", path, err))
		}
	}
}

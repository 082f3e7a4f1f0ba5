package media

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// The quarters of every drawn picture: upper left, upper right, lower left, lower right.
var quarters = [4][4]uint8{{220, 40, 40, 255}, {40, 200, 40, 255}, {40, 60, 220, 255}, {240, 240, 240, 255}}

// middles returns the colours in the middles of the four quarters.
func middles(p *picture.Picture) (out [4][4]uint8) {
	w, h := p.Size().Width, p.Size().Height
	for i := range out {
		x, y := w/4+i%2*(w/2), h/4+i/2*(h/2)
		copy(out[i][:], p.Pix()[4*(y*w+x):])
	}
	return out
}

// near reports whether no channel of any quarter is further off than within;
// the colour under full transparency counts for nothing.
func near(a, b [4][4]uint8, within int) bool {
	for i := range a {
		for c := range 4 {
			if d := int(a[i][c]) - int(b[i][c]); (d > within || d < -within) && (c == 3 || a[i][3]|b[i][3] != 0) {
				return false
			}
		}
	}
	return true
}

// quartered reorders the quarters: [1 0 3 2] is the mirrored picture.
func quartered(order ...int) (out [4][4]uint8) {
	for i, from := range order {
		out[i] = quarters[from]
	}
	return out
}

func fixture(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decoded(t testing.TB, data []byte) Still {
	t.Helper()
	s, err := Decode(context.Background(), data, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryFormatShowsItsColoursUpright(t *testing.T) {
	upright := quartered(0, 1, 2, 3)
	glass := upright
	glass[0][3] = 128
	black, white := [4]uint8{0, 0, 0, 255}, [4]uint8{255, 255, 255, 255}
	small, large := geom.Size{Width: 64, Height: 48}, geom.Size{Width: 160, Height: 128}
	turned := geom.Size{Width: 48, Height: 64}
	for _, c := range []struct {
		file, format string
		size         geom.Size
		want         [4][4]uint8
		within       int
		oriented     bool
		notes        []Note
	}{
		{"progressive.jpg", "JPEG", small, upright, 3, false, nil},
		{"half.jpg", "JPEG", small, upright, 3, false, nil},
		{"cmyk.jpg", "JPEG", small, upright, 3, false, nil},
		{"interlaced.png", "PNG", small, upright, 0, false, nil},
		{"deep.png", "PNG", small, upright, 0, false, []Note{ReducedTo8Bit}},
		{"animated.gif", "GIF", geom.Size{Width: 96, Height: 64}, upright, 0, false, []Note{FirstOfSeveral}},
		{"lossy.webp", "WebP", small, upright, 2, false, nil},
		{"lossless.webp", "WebP", small, glass, 0, false, nil},
		{"alpha.webp", "WebP", small, glass, 2, false, nil},
		{"animated.webp", "WebP", small, upright, 2, false, []Note{FirstOfSeveral}},
		{"lzw.tif", "TIFF", small, upright, 0, false, nil},
		{"tiled.tif", "TIFF", small, upright, 0, false, nil},
		{"pages.tif", "TIFF", small, upright, 0, false, []Note{FirstOfSeveral}},
		{"fax.tif", "TIFF", small, [4][4]uint8{black, white, black, white}, 0, false, nil},
		{"palette.bmp", "BMP", small, upright, 0, false, nil},
		{"plain.heic", "HEIC", large, upright, 3, false, nil},
		{"full.heic", "HEIC", large, upright, 3, false, nil},
		{"studio.heic", "HEIC", large, upright, 3, false, nil},
		{"narrow.heic", "HEIC", small, upright, 3, false, nil},
		{"alpha.heic", "HEIC", large, glass, 3, false, nil},
		{"plain.avif", "AVIF", small, upright, 3, false, nil},
		{"alpha.avif", "AVIF", small, glass, 3, false, nil},
		{"deep.avif", "AVIF", small, upright, 3, false, []Note{ReducedTo8Bit}},
		{"turned.avif", "AVIF", turned, quartered(3, 1, 2, 0), 3, true, nil},
	} {
		t.Run(c.file, func(t *testing.T) {
			s := decoded(t, fixture(t, c.file))
			s.Notes = slices.DeleteFunc(s.Notes, func(n Note) bool { return n == SystemDecoder })
			if s.Format != c.format || s.Picture.Size() != c.size || s.Oriented != c.oriented || !slices.Equal(s.Notes, c.notes) {
				t.Errorf("got %s %v, oriented %v, notes %v", s.Format, s.Picture.Size(), s.Oriented, s.Notes)
			}
			got := middles(s.Picture)
			if c.file == "animated.gif" { // its first frame lies at (16, 8) of the canvas
				got = middlesWithin(s.Picture, 16, 8, small)
			}
			if !near(got, c.want, c.within) {
				t.Errorf("quarters %v, want %v within %d", got, c.want, c.within)
			}
		})
	}
}

// middlesWithin returns the middles of the quarters of a part of the picture.
func middlesWithin(p *picture.Picture, left, top int, size geom.Size) (out [4][4]uint8) {
	for i := range out {
		x, y := left+size.Width/4+i%2*(size.Width/2), top+size.Height/4+i/2*(size.Height/2)
		copy(out[i][:], p.Pix()[4*(y*p.Size().Width+x):])
	}
	return out
}

func TestFirstFrameSmallerThanTheCanvasLeavesTheRestTransparent(t *testing.T) {
	p := decoded(t, fixture(t, "animated.gif")).Picture
	if p.Opaque() || p.Pix()[3] != 0 {
		t.Error("the canvas outside the frame is not transparent")
	}
}

func TestApertureOfAnAVIFIsApplied(t *testing.T) {
	p := decoded(t, fixture(t, "cropped.avif")).Picture
	if p.Size() != (geom.Size{Width: 32, Height: 48}) {
		t.Fatalf("size %v, want 32 × 48", p.Size())
	}
	if got, want := middles(p), quartered(1, 1, 3, 3); !near(got, want, 3) {
		t.Errorf("quarters %v, want the right half %v", got, want)
	}
}

func TestNamedGamutIsConverted(t *testing.T) {
	s := decoded(t, fixture(t, "p3.avif"))
	// A file that says Display P3 means more saturated colours by the same numbers.
	want := fromP3
	if got := middles(s.Picture); !near(got, want, 4) || !slices.Contains(s.Notes, ProfileApplied) {
		t.Errorf("quarters %v, want %v, notes %v", got, want, s.Notes)
	}
}

func TestVariantsThatAreNotReadAreNamed(t *testing.T) {
	for file, format := range map[string]string{"jpeg.tif": "TIFF", "nibble.tif": "TIFF", "deep.heic": "HEIC"} {
		if e := refusal(t, fixture(t, file), Limits{}); e.Kind != Unsupported || e.Format != format || e.Detail == "" {
			t.Errorf("%s: got %v", file, e)
		}
	}
}

// TestTurnsOfAHEICAreAppliedOnce gives the file each turn and mirror as its
// own properties; the decoder applies them by itself.
func TestTurnsOfAHEICAreAppliedOnce(t *testing.T) {
	for name, c := range map[string]struct {
		property []byte
		want     [4][4]uint8
	}{
		"irot": {[]byte{1}, quartered(1, 3, 0, 2)}, "imir": {[]byte{1}, quartered(1, 0, 3, 2)},
	} {
		s := decoded(t, withProperty(t, fixture(t, "plain.heic"), name, c.property))
		if got := middles(s.Picture); !near(got, c.want, 3) || !s.Oriented {
			t.Errorf("%s: quarters %v, want %v", name, got, c.want)
		}
	}
}

// withProperty gives the primary item of a HEIF file another property, in
// a new meta box behind all the others.
func withProperty(t testing.TB, data []byte, name string, content []byte) []byte {
	t.Helper()
	meta := container.Box(data, "meta")
	primary, _ := primaryItem(container.Box(meta[4:], "pitm"))
	var boxes []byte
	_ = container.Boxes(meta[4:], func(box string, c []byte) bool {
		if box == "iprp" {
			ipco, ipma, count := container.Box(c, "ipco"), slices.Clone(container.Box(c, "ipma")), byte(0)
			_ = container.Boxes(ipco, func(string, []byte) bool { count++; return true })
			at := bytes.Index(ipma[8:], []byte{byte(primary >> 8), byte(primary)}) + 8
			ipma[at+2]++
			end := at + 2 + int(ipma[at+2])
			ipma = slices.Insert(ipma, end, 0x80|(count+1))
			c = appendBox(appendBox(nil, "ipco", appendBox(slices.Clone(ipco), name, content)), "ipma", ipma)
		}
		boxes = appendBox(boxes, box, c)
		return true
	})
	out := slices.Clone(data)
	copy(out[bytes.Index(out, []byte("meta")):], "free")
	return appendBox(out, "meta", append(slices.Clone(meta[:4]), boxes...))
}

func TestVideosAreNamed(t *testing.T) {
	for file, container := range map[string]string{
		"video.mp4": "MP4", "video.mov": "MOV", "video.webm": "WebM", "video.avi": "AVI", "video.ts": "MPEG-TS",
	} {
		if e := refusal(t, fixture(t, file), Limits{}); e.Kind != Video || e.Detail != container {
			t.Errorf("%s: got %v, want a video (%s)", file, e, container)
		}
	}
}

package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/provenance/container"
)

var (
	red, blue, green = color.NRGBA{255, 0, 0, 255}, color.NRGBA{0, 0, 255, 255}, color.NRGBA{0, 255, 0, 255}
	nothing          = color.NRGBA{}
)

// drawnGIF is an animation of 8 by 8 pixels: red all over; blue on its upper
// left quarter; green on the lower right one. The second frame is disposed of
// as given.
func drawnGIF(t *testing.T, disposal byte) string {
	t.Helper()
	colours := color.Palette{color.Transparent, red, blue, green}
	frame := func(r image.Rectangle, c uint8) *image.Paletted {
		p := image.NewPaletted(r, colours)
		for i := range p.Pix {
			p.Pix[i] = c
		}
		return p
	}
	all := &gif.GIF{
		Image:    []*image.Paletted{frame(image.Rect(0, 0, 8, 8), 1), frame(image.Rect(0, 0, 4, 4), 2), frame(image.Rect(4, 4, 8, 8), 3)},
		Delay:    []int{5, 0, 30},
		Disposal: []byte{gif.DisposalNone, disposal, gif.DisposalNone},
	}
	all.Image[1].SetColorIndex(1, 1, 0) // transparent: what was there shows
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, all); err != nil {
		t.Fatal(err)
	}
	return fileOf(t, "moves.gif", b.Bytes())
}

func fileOf(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// seenAt returns the colours of some pixels on each frame.
func seenAt(t *testing.T, a *Animation, points ...image.Point) (out [][]color.NRGBA) {
	t.Helper()
	if err := a.Each(context.Background(), func(_ int, canvas *image.NRGBA) error {
		var of []color.NRGBA
		for _, p := range points {
			of = append(of, canvas.NRGBAAt(p.X, p.Y))
		}
		out = append(out, of)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFramesOfAGIFAreDrawnOverEachOther(t *testing.T) {
	for disposal, want := range map[byte]color.NRGBA{gif.DisposalNone: blue, gif.DisposalBackground: nothing, gif.DisposalPrevious: red} {
		a, err := OpenAnimation(drawnGIF(t, disposal))
		if err != nil || len(a.Frames) != 3 || a.Short {
			t.Fatalf("%+v: %v", a, err)
		}
		got := seenAt(t, a, image.Pt(0, 0), image.Pt(1, 1), image.Pt(7, 7))
		if got[0][0] != red || got[1][0] != blue || got[1][1] != red || got[2][2] != green || got[2][0] != want {
			t.Errorf("disposal %d: %v", disposal, got)
		}
		if a.Frames[1].At != 50*time.Millisecond || a.Frames[2].At != 150*time.Millisecond || a.Frames[2].Shown != 300*time.Millisecond {
			t.Errorf("times: %v, %v, %v", a.Frames[1].At, a.Frames[2].At, a.Frames[2].Shown)
		}
	}
}

func TestGIFThatBreaksOffGivesTheFramesBefore(t *testing.T) {
	data, err := os.ReadFile(drawnGIF(t, gif.DisposalNone))
	if err != nil {
		t.Fatal(err)
	}
	a, err := OpenAnimation(fileOf(t, "cut.gif", data[:len(data)-12]))
	if err != nil || len(a.Frames) != 2 || !a.Short {
		t.Errorf("%+v: %v", a, err)
	}
}

func TestFramesOfAWebPAreBlendedAndDisposedOf(t *testing.T) {
	for _, c := range []struct {
		flags byte // of the second frame
		want  [2]color.NRGBA
	}{
		{0x00, [2]color.NRGBA{blue, blue}},    // blended, stays
		{0x01, [2]color.NRGBA{blue, nothing}}, // blended, then emptied
		{0x02, [2]color.NRGBA{blue, blue}},    // put in place, stays
	} {
		data := webpOf(8, 8,
			webpFrame(image.Rect(0, 0, 8, 8), 50, 0, red), webpFrame(image.Rect(0, 0, 4, 4), 5, c.flags, blue), webpFrame(image.Rect(4, 4, 8, 8), 300, 0, green))
		a, err := OpenAnimation(fileOf(t, "moves.webp", data))
		if err != nil || len(a.Frames) != 3 || a.Short {
			t.Fatalf("%+v: %v", a, err)
		}
		got := seenAt(t, a, image.Pt(0, 0), image.Pt(7, 7))
		if got[0][0] != red || got[1][0] != c.want[0] || got[2][0] != c.want[1] || got[2][1] != green {
			t.Errorf("flags %d: %v", c.flags, got)
		}
		if a.Frames[1].At != 50*time.Millisecond || a.Frames[2].At != 150*time.Millisecond {
			t.Errorf("times: %v, %v", a.Frames[1].At, a.Frames[2].At)
		}
	}
	// A transparent frame that is put in place empties it; blended it changes nothing.
	for flags, want := range map[byte]color.NRGBA{0x00: red, 0x02: nothing} {
		a, err := OpenAnimation(fileOf(t, "clear.webp", webpOf(8, 8, webpFrame(image.Rect(0, 0, 8, 8), 50, 0, red), webpFrame(image.Rect(0, 0, 4, 4), 50, flags, nothing))))
		if err != nil {
			t.Fatal(err)
		}
		if got := seenAt(t, a, image.Pt(0, 0)); got[1][0] != want {
			t.Errorf("transparent, flags %d: %v", flags, got)
		}
	}
}

func TestBrokenFrameOfAnAnimationIsAnError(t *testing.T) {
	outside := webpFrame(image.Rect(6, 0, 14, 8), 50, 0, red)
	cut := webpFrame(image.Rect(0, 0, 8, 8), 50, 0, red)
	for name, bad := range map[string][]byte{"outside": outside, "cut": cut[:26]} {
		a, err := OpenAnimation(fileOf(t, name+".webp", webpOf(8, 8, webpFrame(image.Rect(0, 0, 8, 8), 50, 0, red), bad)))
		if err != nil {
			t.Fatal(err)
		}
		seen := 0
		if err := a.Each(context.Background(), func(int, *image.NRGBA) error { seen++; return nil }); err == nil || seen != 1 {
			t.Errorf("%s: %d frames and %v", name, seen, err)
		}
	}
}

// webpOf packs frames into a file, as the WebP container specification has it.
func webpOf(width, height int, frames ...[]byte) []byte {
	extended := append([]byte{0x12, 0, 0, 0}, append(put24(width-1), put24(height-1)...)...)
	body := container.AppendChunk([]byte("WEBP"), "VP8X", extended)
	body = container.AppendChunk(body, "ANIM", make([]byte, 6))
	for _, f := range frames {
		body = container.AppendChunk(body, "ANMF", f)
	}
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func put24(n int) []byte { return []byte{byte(n), byte(n >> 8), byte(n >> 16)} }

// webpFrame is an ANMF chunk's content: a place, a time in milliseconds, flags,
// and a lossless picture of one colour.
func webpFrame(r image.Rectangle, ms int, flags byte, c color.NRGBA) []byte {
	out := bytes.Join([][]byte{put24(r.Min.X / 2), put24(r.Min.Y / 2), put24(r.Dx() - 1), put24(r.Dy() - 1), put24(ms), {flags}}, nil)
	return container.AppendChunk(out, "VP8L", losslessOf(r.Dx(), r.Dy(), c))
}

// losslessOf is a VP8L picture of one colour: no transforms, no cache of
// colours, and five codes of one symbol each, which take no bits a pixel.
func losslessOf(width, height int, c color.NRGBA) []byte {
	var bits []bool
	put := func(value, n int) {
		for i := range n {
			bits = append(bits, value>>i&1 == 1)
		}
	}
	put(width-1, 14)
	put(height-1, 14)
	put(1, 1) // alpha is used
	put(0, 3) // version
	put(0, 1) // no transform
	put(0, 1) // no cache
	put(0, 1) // one set of codes
	for _, symbol := range []uint8{c.G, c.R, c.B, c.A} {
		put(1, 1) // a simple code
		put(0, 1) // of one symbol
		put(1, 1) // of eight bits
		put(int(symbol), 8)
	}
	put(1, 1) // distances: one symbol, of one bit
	put(0, 1)
	put(0, 1)
	put(0, 1)
	out := []byte{0x2f}
	for i := 0; i < len(bits); i += 8 {
		b := byte(0)
		for j := 0; j < 8 && i+j < len(bits); j++ {
			if bits[i+j] {
				b |= 1 << j
			}
		}
		out = append(out, b)
	}
	return append(out, 0, 0) // a reader may look ahead
}

package media

import (
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/picture"
)

// photograph draws soft shapes with fine grain, so that a JPEG of it has about
// the bytes of a photograph's.
func photograph(width, height int) *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	noise := uint32(1)
	for y := range height {
		for x := range width {
			noise = noise*1664525 + 1013904223
			grain := int(noise>>28) - 8
			u, v := float64(x)/90, float64(y)/70
			shade := 128 + 60*math.Sin(u) + 50*math.Cos(v+math.Sin(u/3))
			at := func(k float64) uint8 { return uint8(max(0, min(255, int(shade*k)+grain))) }
			img.SetNRGBA(x, y, color.NRGBA{at(1), at(.9), at(.7), 255})
		}
	}
	return img
}

func benchmarkDecode(b *testing.B, data []byte) {
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Decode(context.Background(), data, Limits{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecodeJPEG12Megapixels(b *testing.B) {
	benchmarkDecode(b, jpegOf(b, photograph(4000, 3000)))
}

func BenchmarkDecodeTurnedJPEG12Megapixels(b *testing.B) {
	data := jpegOf(b, photograph(4000, 3000))
	benchmarkDecode(b, withSegment(data, 0xe1, append([]byte("Exif\x00\x00"), exifBlock(binary.BigEndian, "MM", 6)...)))
}

func BenchmarkDecodeP3JPEG12Megapixels(b *testing.B) {
	data := jpegOf(b, photograph(4000, 3000))
	benchmarkDecode(b, withSegment(data, 0xe2, append([]byte("ICC_PROFILE\x00\x01\x01"), profile(displayP3, table(1024))...)))
}

func BenchmarkDecodePNG2Megapixels(b *testing.B) {
	benchmarkDecode(b, pngOf(b, photograph(1600, 1250)))
}

// BenchmarkMakeFromYCbCr12Megapixels is the part of the decoding that this program does itself.
func BenchmarkMakeFromYCbCr12Megapixels(b *testing.B) {
	img := image.NewYCbCr(image.Rect(0, 0, 4000, 3000), image.YCbCrSubsampleRatio420)
	for b.Loop() {
		picture.FromImage("", img)
	}
}

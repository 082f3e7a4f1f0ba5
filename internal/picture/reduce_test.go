package picture

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestReducedPixelIsTheMeanOfItsBox(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 97, 61))
	for i := range img.Pix {
		img.Pix[i] = uint8(i * i * 31 / 7)
	}
	img.SetNRGBA(0, 0, color.NRGBA{255, 0, 0, 0}) // what is transparent has no colour
	for _, by := range []int{1, 2, 3, 7} {
		out := Reduce(img, by, Making{})
		for y := range out.Rect.Dy() {
			for x := range out.Rect.Dx() {
				var sum [4]float64
				n := 0.
				for sy := y * by; sy < min(61, (y+1)*by); sy++ {
					for sx := x * by; sx < min(97, (x+1)*by); sx++ {
						c := img.NRGBAAt(sx, sy)
						a := float64(c.A)
						sum[0], sum[1], sum[2], sum[3], n = sum[0]+float64(c.R)*a, sum[1]+float64(c.G)*a, sum[2]+float64(c.B)*a, sum[3]+a, n+1
					}
				}
				got := out.NRGBAAt(x, y)
				if sum[3] == 0 {
					if got.A != 0 {
						t.Fatalf("by %d at (%d, %d): %v, want nothing", by, x, y, got)
					}
					continue
				}
				for c, v := range []uint8{got.R, got.G, got.B} {
					if d := float64(v) - sum[c]/sum[3]; d > 0.501 || d < -0.501 {
						t.Fatalf("by %d at (%d, %d): %v, want %v", by, x, y, got, sum[c]/sum[3])
					}
				}
				if d := float64(got.A) - sum[3]/n; d > 0.501 || d < -0.501 {
					t.Fatalf("by %d at (%d, %d): alpha %v, want %v", by, x, y, got.A, sum[3]/n)
				}
			}
		}
		r := NewReducer(geom.Size{Width: 97, Height: 61}, by)
		for y := 0; y < 61; y += 8 { // in bands
			r.AddImage(img.SubImage(image.Rect(0, y, 97, min(61, y+8))), Making{})
		}
		if !bytes.Equal(r.Image().Pix, out.Pix) {
			t.Errorf("by %d: rows one by one give another picture", by)
		}
	}
}

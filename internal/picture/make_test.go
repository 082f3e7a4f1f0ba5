package picture

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

func TestOrientationMovesEveryPixelToItsPlace(t *testing.T) {
	const w, h = 37, 45
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetNRGBA(x, y, color.NRGBA{uint8(x), uint8(y), 7, 255})
		}
	}
	place := map[Orientation]func(x, y int) (int, int){
		1: func(x, y int) (int, int) { return x, y }, 2: func(x, y int) (int, int) { return w - 1 - x, y },
		3: func(x, y int) (int, int) { return w - 1 - x, h - 1 - y }, 4: func(x, y int) (int, int) { return x, h - 1 - y },
		5: func(x, y int) (int, int) { return y, x }, 6: func(x, y int) (int, int) { return h - 1 - y, x },
		7: func(x, y int) (int, int) { return h - 1 - y, w - 1 - x }, 8: func(x, y int) (int, int) { return y, w - 1 - x },
	}
	for o, at := range place {
		p := Make("", img, Making{Orientation: o})
		for y := range h {
			for x := range w {
				ux, uy := at(x, y)
				if q := p.Pix()[4*(uy*p.Size().Width+ux):]; q[0] != uint8(x) || q[1] != uint8(y) {
					t.Fatalf("orientation %d: (%d, %d) is not at (%d, %d)", o, x, y, ux, uy)
				}
			}
		}
	}
}

// TestChromaColoursAreThoseOfTheStandardLibrary compares with an independent
// conversion, over all subsampling ratios and odd sizes.
func TestChromaColoursAreThoseOfTheStandardLibrary(t *testing.T) {
	for ratio := image.YCbCrSubsampleRatio444; ratio <= image.YCbCrSubsampleRatio410; ratio++ {
		img := image.NewYCbCr(image.Rect(0, 0, 67, 41), ratio)
		for i := range img.Y {
			img.Y[i] = uint8(i * 31)
		}
		for i := range img.Cb {
			img.Cb[i], img.Cr[i] = uint8(i*17), uint8(i*91+3)
		}
		part := img.SubImage(image.Rect(3, 5, 60, 40)).(*image.YCbCr)
		for _, m := range []*image.YCbCr{img, part} {
			p := FromImage("", m)
			for y := range m.Rect.Dy() {
				for x := range m.Rect.Dx() {
					c := m.YCbCrAt(m.Rect.Min.X+x, m.Rect.Min.Y+y)
					r, g, b := color.YCbCrToRGB(c.Y, c.Cb, c.Cr)
					if q := p.Pix()[4*(y*m.Rect.Dx()+x):]; q[0] != r || q[1] != g || q[2] != b || q[3] != 255 {
						t.Fatalf("%v at (%d, %d): got %v, want %d %d %d", ratio, x, y, q[:4], r, g, b)
					}
				}
			}
		}
	}
}

// TestStudioRangeReachesBlackAndWhite checks the ends and the primaries of
// video colours, by the definition of Rec. 601 and Rec. 709.
func TestStudioRangeReachesBlackAndWhite(t *testing.T) {
	for _, c := range []struct {
		matrix Matrix
		ycbcr  color.YCbCr
		want   [3]uint8
	}{
		{Matrix{Studio: true}, color.YCbCr{Y: 16, Cb: 128, Cr: 128}, [3]uint8{0, 0, 0}},
		{Matrix{Studio: true}, color.YCbCr{Y: 235, Cb: 128, Cr: 128}, [3]uint8{255, 255, 255}},
		{Matrix{Studio: true}, color.YCbCr{Y: 81, Cb: 90, Cr: 240}, [3]uint8{254, 0, 0}},
		{Matrix{Standard: Rec709, Studio: true}, color.YCbCr{Y: 63, Cb: 102, Cr: 240}, [3]uint8{255, 1, 0}},
		{Matrix{Standard: Rec709}, color.YCbCr{Y: 54, Cb: 99, Cr: 255}, [3]uint8{254, 0, 0}},
		{Matrix{Standard: Rec2020}, color.YCbCr{Y: 67, Cb: 92, Cr: 255}, [3]uint8{254, 0, 0}},
		{Matrix{Standard: Rec2020, Studio: true}, color.YCbCr{Y: 235, Cb: 128, Cr: 128}, [3]uint8{255, 255, 255}},
	} {
		m := image.NewYCbCr(image.Rect(0, 0, 2, 2), image.YCbCrSubsampleRatio420)
		for i := range m.Y {
			m.Y[i] = c.ycbcr.Y
		}
		m.Cb[0], m.Cr[0] = c.ycbcr.Cb, c.ycbcr.Cr
		q := Make("", m, Making{YCbCr: c.matrix}).Pix()
		for i, v := range c.want {
			if d := int(q[i]) - int(v); d < -2 || d > 2 {
				t.Errorf("%+v of %+v: got %v, want %v", c.matrix, c.ycbcr, q[:3], c.want)
			}
		}
	}
}

func TestEveryTypeOfImageComesOutAsItsColoursSay(t *testing.T) {
	box := image.Rect(2, 3, 21, 40) // not at the origin: every offset must be respected
	images := []draw.Image{
		image.NewNRGBA(box), image.NewRGBA(box), image.NewNRGBA64(box), image.NewRGBA64(box),
		image.NewGray(box), image.NewGray16(box), image.NewCMYK(box), image.NewAlpha(box),
	}
	for _, img := range images {
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				img.Set(x, y, color.NRGBA{uint8(11 * x), uint8(6 * y), uint8(x * y), uint8(100 + 3*y)})
			}
		}
		p := FromImage("", img)
		for y := range box.Dy() {
			for x := range box.Dx() {
				want := color.NRGBA64Model.Convert(img.At(box.Min.X+x, box.Min.Y+y)).(color.NRGBA64)
				q := p.Pix()[4*(y*box.Dx()+x):]
				for c, v := range [4]uint16{want.R, want.G, want.B, want.A} {
					if d := int(q[c])*257 - int(v); d < -400 || d > 400 {
						t.Fatalf("%T at (%d, %d): got %v, want %v", img, x, y, q[:4], want)
					}
				}
			}
		}
	}
}

func TestOpaqueIsToldByThePixels(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 300, 200))
	draw.Draw(img, img.Rect, image.White, image.Point{}, draw.Src)
	if !FromImage("", img).Opaque() {
		t.Error("white passes for transparent")
	}
	img.Pix[len(img.Pix)-1] = 254
	if FromImage("", img).Opaque() {
		t.Error("the last pixel's alpha was not seen")
	}
}

package synth

import (
	"bytes"
	"image"
	"image/jpeg"
	"math"

	"github.com/disintegration/imaging"
	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// Copy is a picture made from another one, and the exact way back.
type Copy struct {
	Image *image.RGBA
	// SourceFromCopy carries a point of the copy to the picture that it was made from.
	SourceFromCopy geom.Map
}

// Attack is one thing that people do to a picture before they spread it. It
// returns a new copy and leaves the one it was given as it is.
type Attack func(Copy) Copy

// Spread applies the attacks one after the other to an opaque picture.
func Spread(source *image.RGBA, attacks ...Attack) Copy {
	c := Copy{source, geom.Identity()}
	for _, a := range attacks {
		c = a(c)
	}
	return c
}

func sizeOf(img *image.RGBA) geom.Size {
	return geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
}

// opaque takes over the pixels of a picture without transparency: straight and
// premultiplied alpha are the same there.
func opaque(img *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}

// Crop keeps a part of the picture, cut to what there is of it.
func Crop(part image.Rectangle) Attack {
	return func(c Copy) Copy {
		part := part.Intersect(c.Image.Rect)
		back := geom.Translation(float64(part.Min.X), float64(part.Min.Y))
		return Copy{opaque(imaging.Crop(c.Image, part)), c.SourceFromCopy.After(back)}
	}
}

// Grey takes the colour out (luma of Rec. 601, as JPEG has it).
func Grey() Attack {
	return func(c Copy) Copy {
		return Copy{opaque(imaging.Grayscale(c.Image)), c.SourceFromCopy}
	}
}

// Rescale resamples to that size with a bicubic filter, wide enough when it makes smaller.
func Rescale(to geom.Size) Attack {
	return func(c Copy) Copy {
		from := sizeOf(c.Image)
		back := geom.Scaling(float64(from.Width)/float64(to.Width), float64(from.Height)/float64(to.Height))
		return Copy{opaque(imaging.Resize(c.Image, to.Width, to.Height, imaging.CatmullRom)), c.SourceFromCopy.After(back)}
	}
}

// Mirror turns left to right.
func Mirror() Attack {
	return func(c Copy) Copy {
		back := geom.Mirroring(float64(c.Image.Rect.Dx()))
		return Copy{opaque(imaging.FlipH(c.Image)), c.SourceFromCopy.After(back)}
	}
}

// Rotate turns clockwise about the middle, by degrees, and keeps the size; what
// comes in from outside is black.
func Rotate(degrees float64) Attack {
	return func(c Copy) Copy {
		size := sizeOf(c.Image)
		middle := size.Rect().Centre()
		turned := geom.Translation(middle.X, middle.Y).
			After(geom.Rotation(degrees * math.Pi / 180)).
			After(geom.Translation(-middle.X, -middle.Y))
		back, _ := turned.Inverse() // a rotation always has one
		out := image.NewRGBA(c.Image.Rect)
		draw.Draw(out, out.Rect, image.Black, image.Point{}, draw.Src)
		m := [6]float64{turned[0], turned[1], turned[2], turned[3], turned[4], turned[5]}
		draw.CatmullRom.Transform(out, m, c.Image, c.Image.Rect, draw.Over, nil)
		return Copy{out, c.SourceFromCopy.After(back)}
	}
}

// Caption lays a black bar with white lettering over the lower edge, as news
// accounts do; share is the bar's part of the height.
func Caption(text string, share float64) Attack {
	return func(c Copy) Copy {
		size := sizeOf(c.Image)
		out := image.NewRGBA(c.Image.Rect)
		copy(out.Pix, c.Image.Pix)
		height := share * float64(size.Height)
		top := float64(size.Height) - height
		draw.Draw(out, image.Rect(0, int(top), size.Width, size.Height), image.Black, image.Point{}, draw.Src)
		at := geom.Point{X: float64(size.Width) / 2, Y: top + 0.68*height}
		letter(out, text, at, 0.5*height, fromMiddle, white)
		return Copy{out, c.SourceFromCopy}
	}
}

// JPEG compresses with the quality 1 to 100 of the standard library's encoder
// and decodes again: the losses of one more save.
func JPEG(quality int) Attack {
	return func(c Copy) Copy {
		return Copy{decodedJPEG(EncodeJPEG(c.Image, quality)), c.SourceFromCopy}
	}
}

// decodedJPEG returns the pixels of a JPEG file that this package wrote.
func decodedJPEG(data []byte) *image.RGBA {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		panic("synth: " + err.Error()) // written by EncodeJPEG
	}
	out := image.NewRGBA(img.Bounds())
	draw.Draw(out, out.Rect, img, image.Point{}, draw.Src)
	return out
}

// EncodeJPEG returns the picture as a JPEG file of that quality, 1 to 100. A
// picture without colour is written in grey.
func EncodeJPEG(img *image.RGBA, quality int) []byte {
	var out bytes.Buffer
	out.Grow(len(img.Pix) / 8)
	var encoded image.Image = img
	if grey, ok := asGrey(img); ok {
		encoded = grey
	}
	if err := jpeg.Encode(&out, encoded, &jpeg.Options{Quality: quality}); err != nil {
		panic("synth: " + err.Error()) // the buffer takes everything; only a side over 65 535 could fail
	}
	return out.Bytes()
}

func asGrey(img *image.RGBA) (*image.Gray, bool) {
	grey := image.NewGray(img.Rect)
	for i := range grey.Pix {
		p := img.Pix[4*i : 4*i+3 : 4*i+3]
		if p[0] != p[1] || p[1] != p[2] {
			return nil, false
		}
		grey.Pix[i] = p[0]
	}
	return grey, true
}

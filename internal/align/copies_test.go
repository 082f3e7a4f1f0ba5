package align

import (
	"fmt"
	"image"
	"math"
	"math/rand/v2"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// exposed is one file made of an exposure: developed, perhaps cut and scaled, and compressed.
func exposed(img *image.RGBA, r *rand.Rand, claim bool) *picture.Picture {
	var attacks []synth.Attack
	if claim && r.IntN(2) == 0 {
		attacks = append(attacks, cropped(img.Rect, r, 0.8))
	}
	if claim && r.IntN(2) == 0 {
		attacks = append(attacks, scaled(0.6+0.4*r.Float64()))
	}
	attacks = append(attacks, toned(0.92+0.16*r.Float64(), 6*r.Float64()-3, 0.95+0.1*r.Float64()), noised(1+3*r.Float64(), r.Uint64()), synth.JPEG(45+r.IntN(50)))
	return pictured(synth.Spread(img, attacks...).Image)
}

func pictured(img *image.RGBA) *picture.Picture { return picture.FromImage("", img) }

func cropped(of image.Rectangle, r *rand.Rand, least float64) synth.Attack {
	k := least + (1-least)*r.Float64()
	w, h := int(k*float64(of.Dx())), int(k*float64(of.Dy()))
	x, y := r.IntN(of.Dx()-w+1), r.IntN(of.Dy()-h+1)
	return synth.Crop(image.Rect(x, y, x+w, y+h))
}

func scaled(k float64) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		b := c.Image.Rect
		return synth.Rescale(geom.Size{Width: int(k * float64(b.Dx())), Height: int(k * float64(b.Dy()))})(c)
	}
}

// perLevel changes every channel by the same table.
func perLevel(f func(v float64) float64) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		var table [256]uint8
		for i := range table {
			table[i] = uint8(max(0, min(255, math.Round(f(float64(i))))))
		}
		out := image.NewRGBA(c.Image.Rect)
		for i, v := range c.Image.Pix {
			out.Pix[i] = v
			if i%4 < 3 {
				out.Pix[i] = table[v]
			}
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
	}
}

func toned(gain, offset, power float64) synth.Attack {
	return perLevel(func(v float64) float64 { return gain*255*math.Pow(v/255, power) + offset })
}

// noised adds noise of that deviation in grey levels, the same to the three channels in part.
func noised(deviation float64, seed uint64) synth.Attack {
	return func(c synth.Copy) synth.Copy {
		r := rand.New(rand.NewPCG(seed, 5))
		out := image.NewRGBA(c.Image.Rect)
		for i := 0; i < len(out.Pix); i += 4 {
			shared := 0.8 * deviation * r.NormFloat64()
			for k := range 3 {
				out.Pix[i+k] = uint8(max(0, min(255, math.Round(float64(c.Image.Pix[i+k])+shared+0.6*deviation*r.NormFloat64()))))
			}
			out.Pix[i+3] = 255
		}
		return synth.Copy{Image: out, SourceFromCopy: c.SourceFromCopy}
	}
}

// copied are the kinds of copies made here; each gives the claim for a source.
var copied = []struct {
	name    string
	overlay bool
	attacks func(of image.Rectangle, r *rand.Rand) []synth.Attack
}{
	{"recompressed", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{synth.JPEG(12 + r.IntN(60))}
	}},
	{"rescaled", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{scaled(0.3 + 0.6*r.Float64()), synth.JPEG(30 + r.IntN(50))}
	}},
	{"cropped, grey", false, func(of image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{cropped(of, r, 0.5), synth.Grey(), scaled(0.7 + 0.6*r.Float64()), synth.JPEG(25 + r.IntN(60))}
	}},
	{"toned, noised", false, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{toned(0.7+0.6*r.Float64(), 40*r.Float64()-20, 0.6+0.9*r.Float64()), noised(2+10*r.Float64(), r.Uint64()), synth.JPEG(40 + r.IntN(50))}
	}},
	{"turned, mirrored", false, func(of image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{synth.Mirror(), synth.Rotate(12*r.Float64() - 6), synth.JPEG(40 + r.IntN(50))}
	}},
	{"caption", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{scaled(0.6 + 0.4*r.Float64()), synth.Caption("Said to show the bridge this morning", 0.08+0.1*r.Float64()), synth.JPEG(30 + r.IntN(60))}
	}},
	{"ticker, logo", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{television(r), synth.JPEG(30 + r.IntN(60))}
	}},
	{"lettering over it", true, func(_ image.Rectangle, r *rand.Rand) []synth.Attack {
		return []synth.Attack{lettered(r), noised(1+3*r.Float64(), r.Uint64()), synth.JPEG(30 + r.IntN(60))}
	}},
}

func photographCopies(photographs []string) []momentPair {
	var out []momentPair
	for i, path := range photographs {
		for k := range 5 {
			kind := copied[(3*i+k)%len(copied)]
			out = append(out, copyOf(fmt.Sprintf("%s %s", filepath.Base(path), kind.name), heldApart(filepath.Base(path)), kind.overlay,
				func() (*image.RGBA, error) { return opened(path, 500_000) }, uint64(100*i+k), kind.attacks))
		}
	}
	return out
}

func copyOf(name string, held, overlay bool, source func() (*image.RGBA, error), seed uint64, attacks func(image.Rectangle, *rand.Rand) []synth.Attack) momentPair {
	group := plainCopy
	if overlay {
		group = graphicCopy
	}
	return momentPair{name: name, group: group, held: held, make: func() (*picture.Picture, *picture.Picture, error) {
		r := rand.New(rand.NewPCG(seed, 41))
		img, err := source()
		if err != nil {
			return nil, nil, err
		}
		claim := synth.Spread(img, attacks(img.Rect, r)...).Image
		return pictured(claim), pictured(synth.Spread(img, synth.JPEG(75+r.IntN(20))).Image), nil
	}}
}

func drawnCopies() []momentPair {
	var out []momentPair
	for i := range 32 {
		seed, kind := uint64(60+i), [...]synth.Kind{synth.Convoy, synth.Road, synth.Compound, synth.Harbour}[i%4]
		k := copied[i%len(copied)]
		out = append(out, copyOf(fmt.Sprintf("drawn%d %s", i, k.name), i%4 >= 2, k.overlay,
			func() (*image.RGBA, error) {
				return synth.Draw(seed, kind, geom.Size{Width: 960, Height: 540}).Image, nil
			}, seed, k.attacks))
	}
	return out
}

// television lays a ticker with small lettering, a clock and a round logo over a picture.
func television(r *rand.Rand) synth.Attack {
	band, x := 0.06+0.05*r.Float64(), r.Float64()
	return func(c synth.Copy) synth.Copy {
		c = synth.Caption("BREAKING  ·  fire in the harbour is out, police say  ·  rain by night  ·  more at ten", band)(c)
		img := c.Image
		side := img.Rect.Dy() / 9
		at := image.Pt(side/3+int(x*float64(img.Rect.Dx()-2*side)), side/3)
		paint(img, image.Rect(at.X, at.Y, at.X+side, at.Y+side), func(u, v float64) (colour [3]float64, cover float64) {
			d := math.Hypot(u-0.5, v-0.5)
			switch {
			case d > 0.5:
				return colour, 0
			case d > 0.42 || math.Abs(u-0.5) < 0.06 || math.Abs(v-0.5) < 0.06:
				return [3]float64{250, 250, 250}, 1
			}
			return [3]float64{200, 20, 40 + 60*v}, 0.9
		})
		return c
	}
}

// lettered lays large half-transparent letters of blocks across a picture, as a
// watermark is, or opaque ones as a meme has them.
func lettered(r *rand.Rand) synth.Attack {
	cover := [...]float64{0.3, 0.5, 1}[r.IntN(3)]
	size, seed := 0.04+0.08*r.Float64(), r.Uint64()
	return func(c synth.Copy) synth.Copy {
		r := rand.New(rand.NewPCG(seed, 1))
		img := image.NewRGBA(c.Image.Rect)
		copy(img.Pix, c.Image.Pix)
		h := size * float64(img.Rect.Dy())
		y := int((0.15 + 0.6*r.Float64()) * float64(img.Rect.Dy()))
		for x := 0.1 * float64(img.Rect.Dx()); x < 0.9*float64(img.Rect.Dx()); x += 0.8 * h {
			glyph := r.Uint32()
			paint(img, image.Rect(int(x), y, int(x+0.7*h), y+int(h)), func(u, v float64) ([3]float64, float64) {
				if glyph>>(uint(u*3)+3*uint(v*5))&1 == 0 {
					return [3]float64{}, 0
				}
				return [3]float64{255, 255, 255}, cover
			})
		}
		return synth.Copy{Image: img, SourceFromCopy: c.SourceFromCopy}
	}
}

// paint lays colours over a box of a picture; u and v run from 0 to 1.
func paint(img *image.RGBA, box image.Rectangle, f func(u, v float64) (colour [3]float64, cover float64)) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if !image.Pt(x, y).In(img.Rect) {
				continue
			}
			colour, cover := f((float64(x-box.Min.X)+0.5)/float64(box.Dx()), (float64(y-box.Min.Y)+0.5)/float64(box.Dy()))
			p := img.Pix[img.PixOffset(x, y):]
			for k := range 3 {
				p[k] = uint8(float64(p[k]) + cover*(colour[k]-float64(p[k])) + 0.5)
			}
		}
	}
}

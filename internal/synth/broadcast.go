package synth

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// Broadcast is what an invented news channel lays over its pictures.
type Broadcast struct {
	Headline, Second string // of the lower third
	Ticker           string // runs along the lower edge
	Clock            string
	Place            string // in the upper left corner; empty without
	Live             bool
}

// The parts of a broadcast's graphics.
const (
	RegionLowerThird = "lower third"
	RegionTicker     = "ticker"
	RegionChannel    = "channel"
	RegionClock      = "clock"
	RegionPlace      = "place"
)

var (
	channelBlue = color.RGBA{14, 34, 74, 255}
	channelTeal = color.RGBA{20, 168, 160, 255}
	channelRed  = color.RGBA{206, 32, 40, 255}
)

// Graphics lays a broadcast's graphics over a picture.
func Graphics(b Broadcast) Touch {
	return func(c Copy) (Copy, []Region) {
		out := cloned(c.Image)
		size := sizeOf(out)
		p := pen{img: out, unit: float64(size.Height) / 1080, cx: float64(size.Width) / 2}
		half := float64(size.Width) / 2 / p.unit
		parts := []Region{
			{RegionLowerThird, p.lowerThird(b, half)},
			{RegionTicker, p.ticker(b.Ticker, half)},
			{RegionClock, p.clock(b.Clock, half)},
			{RegionChannel, p.channel(half, b.Live)},
		}
		if b.Place != "" {
			parts = append(parts, Region{RegionPlace, p.place(b.Place, half)})
		}
		return Copy{out, c.SourceFromCopy}, parts
	}
}

// band fills a box, from one colour on its left to another on its right.
func (p pen) band(x0, y0, x1, y1 float64, from, to color.RGBA, cover float64) geom.Rect {
	a, b := p.at(x0, y0), p.at(x1, y1)
	box := geom.Rect{MinX: a.X, MinY: a.Y, MaxX: b.X, MaxY: b.Y}
	for y := int(a.Y); y <= int(b.Y); y++ {
		ky := min(float64(y)+1, b.Y) - max(float64(y), a.Y)
		for x := int(a.X); x <= int(b.X); x++ {
			k := ky * (min(float64(x)+1, b.X) - max(float64(x), a.X))
			t := (float64(x) - a.X) / (b.X - a.X)
			m := func(u, v uint8) uint8 { return uint8(float64(u) + (float64(v)-float64(u))*min(max(t, 0), 1)) }
			p.blend(x, y, color.RGBA{m(from.R, to.R), m(from.G, to.G), m(from.B, to.B), 255}, cover*max(k, 0))
		}
	}
	return box
}

func (p pen) lowerThird(b Broadcast, half float64) geom.Rect {
	x0, x1 := -half+96, half-96
	p.band(x0+4, 806, x1+4, 966, color.RGBA{A: 255}, color.RGBA{A: 255}, 0.22)
	box := p.band(x0, 800, x1, 898, color.RGBA{250, 250, 250, 255}, color.RGBA{226, 230, 234, 255}, 0.97)
	box = box.Union(p.band(x0, 898, x1, 960, channelBlue, color.RGBA{24, 62, 116, 255}, 0.96))
	p.band(x0, 800, x0+14, 960, channelTeal, channelTeal, 1)
	p.band(x0, 897, x1, 899, color.RGBA{A: 255}, color.RGBA{A: 255}, 0.18)
	high := 62.0
	if wide := letter(image.NewRGBA(image.Rect(0, 0, 1, 1)), b.Headline, geom.Point{}, high, fromLeft, white).Width(); wide > x1-x0-80 {
		high *= (x1 - x0 - 80) / wide
	}
	p.write(b.Headline, x0+40, 871, high, fromLeft, color.RGBA{16, 24, 40, 255})
	p.write(b.Second, x0+40, 941, 36, fromLeft, color.RGBA{236, 240, 246, 255})
	return box
}

func (p pen) ticker(text string, half float64) geom.Rect {
	box := p.band(-half, 1008, half, 1060, color.RGBA{8, 14, 28, 255}, color.RGBA{14, 24, 46, 255}, 0.93)
	p.write(text, -half+330, 1046, 31, fromLeft, color.RGBA{230, 232, 238, 255})
	p.band(-half, 1008, -half+290, 1060, channelTeal, channelTeal, 1)
	p.write("NULL 24", -half+145, 1047, 32, fromMiddle, white)
	return box
}

func (p pen) clock(text string, half float64) geom.Rect {
	box := p.band(half-236, 1008, half-96, 1060, channelBlue, channelBlue, 1)
	p.write(text, half-166, 1048, 36, fromMiddle, white)
	return box
}

// channel draws the invented channel's mark: a ring cut by a bar.
func (p pen) channel(half float64, live bool) geom.Rect {
	x, y := half-150.0, 96.0
	box := p.ring(x, y, 30, 42, white, 0.92)
	box = box.Union(p.stroke(x-52, y+30, x+52, y-30, 13, channelTeal, 0.95))
	box = box.Union(p.write("KANAL NULL", x, y+76, 25, fromMiddle, p.faint(white, 0.92)))
	if live {
		box = box.Union(p.band(x-176, y-22, x-76, y+22, channelRed, channelRed, 0.96))
		p.write("LIVE", x-126, y+10, 28, fromMiddle, white)
	}
	return box
}

func (p pen) place(text string, half float64) geom.Rect {
	ink := letter(image.NewRGBA(image.Rect(0, 0, 1, 1)), text, geom.Point{}, 34, fromLeft, white)
	wide := ink.Width() + 52
	box := p.band(-half+96, 72, -half+96+wide, 124, channelBlue, channelBlue, 0.9)
	p.band(-half+96, 72, -half+104, 124, channelTeal, channelTeal, 1)
	p.write(text, -half+126, 110, 34, fromLeft, white)
	return box
}

// Player shows a picture as a window that plays a video does, clock the time it
// is at, progress how much of the film is over, 0 to 1. Its copy is the whole
// window; the box is where the picture lies in it.
func Player(clock string, progress float64) func(Copy) (Copy, Region) {
	return func(c Copy) (Copy, Region) {
		size := sizeOf(c.Image)
		const width = 1280
		wide := width - 80
		high := int(float64(wide)*float64(size.Height)/float64(size.Width) + 0.5)
		img := image.NewRGBA(image.Rect(0, 0, width, high+176))
		at := image.Rect(40, 74, 40+wide, 74+high)
		playerFrame(img, at, "film_02.mp4", clock, progress)
		draw.CatmullRom.Scale(img, at, c.Image, c.Image.Rect, draw.Src, nil)
		back := geom.Scaling(float64(size.Width)/float64(wide), float64(size.Height)/float64(high)).After(geom.Translation(-float64(at.Min.X), -float64(at.Min.Y)))
		return Copy{img, c.SourceFromCopy.After(back)}, Region{RegionPicture, boxed(at)}
	}
}

// RegionPicture is where the picture lies within a window or a page.
const RegionPicture = "picture"

// playerFrame draws the window around the picture.
func playerFrame(img *image.RGBA, at image.Rectangle, title, clock string, progress float64) {
	w := img.Rect.Dx()
	fill := func(r image.Rectangle, v uint8) {
		draw.Draw(img, r, image.NewUniform(color.RGBA{v, v, v, 255}), image.Point{}, draw.Src)
	}
	fill(img.Rect, 24)
	fill(image.Rect(0, 0, w, 44), 44)
	p := pen{img: img, unit: 1}
	for i, c := range []color.RGBA{{236, 95, 87, 255}, {244, 190, 79, 255}, {98, 196, 84, 255}} {
		p.ring(26+24*float64(i), 22, 0, 7, c, 1)
	}
	letter(img, title, geom.Point{X: float64(w) / 2, Y: 28}, 17, fromMiddle, color.RGBA{210, 210, 210, 255})
	// The bar below: play, how far, how loud.
	y := float64(at.Max.Y + 46)
	p.shape(geom.Rect{MinX: 44, MinY: y - 12, MaxX: 66, MaxY: y + 12}, white, 0.92, func(px, py float64) float64 {
		return min(px-46, 0.866*(64-px)-1.5*max(py-y, y-py)+4)
	})
	line := func(x0, x1 int, v uint8) { fill(image.Rect(x0, int(y)-2, x1, int(y)+2), v) }
	long := w - 320
	line(100, 100+long, 84)
	head := 100 + int(float64(long)*progress)
	line(100, head, 226)
	p.ring(float64(head), y, 0, 8, white, 1)
	letter(img, clock, geom.Point{X: float64(w - 198), Y: y + 6}, 17, fromLeft, color.RGBA{190, 190, 190, 255})
	p.ring(float64(w-62), y, 7, 9, color.RGBA{190, 190, 190, 255}, 1)
}

// CollagePart is one picture of a collage.
type CollagePart struct {
	Box image.Rectangle // where it lies in the collage, pixels
	// SourceFromCollage carries a point of the collage within the box to the picture.
	SourceFromCollage geom.Map
}

// Collage sets two or three pictures into one post, with a gap of pixels between
// them: side by side, or the first wide and two below it. Each is scaled to fill
// its place and cut at its sides.
func Collage(size geom.Size, gap int, pictures ...*image.RGBA) (*image.RGBA, []CollagePart) {
	if len(pictures) != 2 && len(pictures) != 3 {
		panic(fmt.Sprintf("synth: a collage of %d pictures", len(pictures)))
	}
	w, h := size.Width, size.Height
	var boxes []image.Rectangle
	if len(pictures) == 2 {
		boxes = []image.Rectangle{image.Rect(0, 0, (w-gap)/2, h), image.Rect((w+gap+1)/2, 0, w, h)}
	} else {
		upper := int(float64(h) * 0.58)
		boxes = []image.Rectangle{image.Rect(0, 0, w, upper), image.Rect(0, upper+gap, (w-gap)/2, h), image.Rect((w+gap+1)/2, upper+gap, w, h)}
	}
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	parts := make([]CollagePart, len(boxes))
	for i, box := range boxes {
		from := sizeOf(pictures[i])
		k := math.Max(float64(box.Dx())/float64(from.Width), float64(box.Dy())/float64(from.Height))
		scaled := geom.Size{Width: int(math.Ceil(float64(from.Width) * k)), Height: int(math.Ceil(float64(from.Height) * k))}
		cut := image.Rect(0, 0, box.Dx(), box.Dy()).Add(image.Pt((scaled.Width-box.Dx())/2, (scaled.Height-box.Dy())/2))
		c := Spread(pictures[i], Rescale(scaled), Crop(cut))
		draw.Draw(out, box, c.Image, image.Point{}, draw.Src)
		parts[i] = CollagePart{box, c.SourceFromCopy.After(geom.Translation(-float64(box.Min.X), -float64(box.Min.Y)))}
	}
	return out, parts
}

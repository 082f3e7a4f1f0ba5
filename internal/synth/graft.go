package synth

import (
	"image"
	"image/color"
	"math"

	"github.com/disintegration/imaging"

	"github.com/motbilde/motbilde/internal/geom"
)

// A Touch changes a part of a copy. It returns a new copy and the boxes of what
// it changed, in the copy's pixels, and leaves the one it was given as it is.
type Touch func(Copy) (Copy, []Region)

// Touched applies touches one after the other. None of them changes the copy's
// size, so that all boxes hold for the last copy.
func Touched(c Copy, touches ...Touch) (Copy, []Region) {
	var all []Region
	for _, t := range touches {
		var boxes []Region
		c, boxes = t(c)
		all = append(all, boxes...)
	}
	return c, all
}

// The names of what a Touch changed.
const (
	RegionRemoved  = "removed"
	RegionPasted   = "pasted"
	RegionGraphics = "graphics"
	RegionMark     = "mark"
	RegionSticker  = "sticker"
)

func cloned(img *image.RGBA) *image.RGBA {
	out := image.NewRGBA(img.Rect)
	copy(out.Pix, img.Pix)
	return out
}

func boxed(r image.Rectangle) geom.Rect {
	return geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)}
}

// graft copies the part of from that lies by offset beside box into to, and
// carries the difference along its rim smoothly into it, so that light and
// colour go on across the rim (Pérez, Gangnet, Blake 2003, "Poisson image
// editing"). Without round the whole box is filled, else the ellipse in it.
// Where the box ends at the picture's edge there is no rim to keep to.
func graft(to, from *image.RGBA, box image.Rectangle, offset image.Point, round bool) {
	box = box.Intersect(to.Rect).Intersect(from.Rect.Sub(offset))
	if box.Empty() {
		return
	}
	// The box with a rim of a pixel around it.
	corner := box.Min.Sub(image.Pt(1, 1))
	w, h := box.Dx()+2, box.Dy()+2
	place := make([]uint8, w*h)
	for y := range h {
		for x := range w {
			at := corner.Add(image.Pt(x, y))
			dx, dy := (float64(x)+0.5)/float64(w)*2-1, (float64(y)+0.5)/float64(h)*2-1
			switch {
			case at.In(box) && (!round || dx*dx+dy*dy < 1):
				place[y*w+x] = inBox
			case !at.In(to.Rect) || !at.Add(offset).In(from.Rect):
				place[y*w+x] = offPicture
			}
		}
	}
	for c := range 3 {
		// The membrane: on the rim the difference, inside harmonic.
		m := make([]float32, w*h)
		for i := range m {
			if at := corner.Add(image.Pt(i%w, i/w)); place[i] == onRim {
				m[i] = float32(to.Pix[to.PixOffset(at.X, at.Y)+c]) - float32(from.Pix[from.PixOffset(at.X+offset.X, at.Y+offset.Y)+c])
			}
		}
		stretch(m, place, w)
		for i := range m {
			if place[i] == inBox {
				at := corner.Add(image.Pt(i%w, i/w))
				v := float32(from.Pix[from.PixOffset(at.X+offset.X, at.Y+offset.Y)+c]) + m[i]
				to.Pix[to.PixOffset(at.X, at.Y)+c] = uint8(min(max(v, 0), 255) + 0.5)
			}
		}
	}
}

// What a pixel is to a graft.
const (
	onRim = iota // its value is given
	inBox
	offPicture // there is no picture
)

// widest is up to which width and height together a membrane is stretched at once.
const widest = 400

// stretch makes the values inside harmonic between those of the rim, in rows of
// width w. A wide membrane settles too slowly: it begins as that of half the size.
func stretch(m []float32, place []uint8, w int) {
	h := len(m) / w
	if w+h <= widest {
		relax(m, place, w, w+h, 1.9) // over-relaxed: settles in about as many rounds as it is wide
		return
	}
	halfW, halfH := (w+1)/2, (h+1)/2
	half, halfPlace := make([]float32, halfW*halfH), make([]uint8, halfW*halfH)
	for y := range halfH {
		for x := range halfW {
			sum, n, what := float32(0), float32(0), uint8(offPicture)
			for _, at := range [4][2]int{{2 * x, 2 * y}, {2*x + 1, 2 * y}, {2 * x, 2*y + 1}, {2*x + 1, 2*y + 1}} {
				if at[0] >= w || at[1] >= h {
					continue
				}
				switch i := at[1]*w + at[0]; place[i] {
				case onRim:
					sum, n, what = sum+m[i], n+1, onRim
				case inBox:
					if what == offPicture {
						what = inBox
					}
				}
			}
			if halfPlace[y*halfW+x] = what; n > 0 {
				half[y*halfW+x] = sum / n
			}
		}
	}
	stretch(half, halfPlace, halfW)
	for i := range m {
		if place[i] == inBox {
			m[i] = half[i/w/2*halfW+i%w/2]
		}
	}
	relax(m, place, w, 40, 1)
}

// relax brings each value inside nearer to the mean of its neighbours, for so many rounds.
func relax(m []float32, place []uint8, w, rounds int, by float32) {
	for range rounds {
		for i := w; i < len(m)-w; i++ {
			if place[i] != inBox {
				continue
			}
			sum, n := float32(0), float32(0)
			for _, j := range [4]int{i - 1, i + 1, i - w, i + w} {
				if place[j] != offPicture {
					sum, n = sum+m[j], n+1
				}
			}
			if n > 0 {
				m[i] += by * (sum/n - m[i])
			}
		}
	}
}

// Remove fills a box from its surroundings: with the nearby part whose rim is
// most like the box's own. The box must hold all of what is to vanish, its
// shadow too.
func Remove(box image.Rectangle) Touch {
	return func(c Copy) (Copy, []Region) {
		out := cloned(c.Image)
		part := box.Intersect(out.Rect)
		graft(out, c.Image, part, alike(c.Image, part), false)
		return Copy{out, c.SourceFromCopy}, []Region{{RegionRemoved, boxed(part)}}
	}
}

// alike returns the offset to the part of the picture whose rim is most like
// that of the box, without touching it.
func alike(img *image.RGBA, box image.Rectangle) (best image.Point) {
	const reach = 5
	// Of a large box fewer pixels are looked at, in fewer places: on a photograph
	// of 12 million pixels the search took minutes.
	stride := max(2, (box.Dx()+box.Dy())/160)
	step := max(4, min(box.Dx(), box.Dy())/32)
	var around []image.Point
	for y := box.Min.Y - reach; y < box.Max.Y+reach; y += stride {
		for x := box.Min.X - reach; x < box.Max.X+reach; x += stride {
			if at := image.Pt(x, y); !at.In(box) && at.In(img.Rect) {
				around = append(around, at)
			}
		}
	}
	least := math.Inf(1)
	cost := func(by image.Point, limit float64) float64 {
		if other := box.Add(by); !other.In(img.Rect) || !other.Inset(-2).Intersect(box).Empty() {
			return math.Inf(1)
		}
		sum := 0.0
		for _, at := range around {
			if !at.Add(by).In(img.Rect) {
				return math.Inf(1)
			}
			p, q := img.Pix[img.PixOffset(at.X, at.Y):][:3], img.Pix[img.PixOffset(at.X+by.X, at.Y+by.Y):][:3]
			for i := range p {
				d := float64(p[i]) - float64(q[i])
				sum += d * d
			}
			if sum > limit {
				return sum
			}
		}
		// What lies near is likelier to look alike inside as well.
		return sum * (1 + 0.4*math.Hypot(float64(by.X), float64(by.Y))/float64(img.Rect.Dy()))
	}
	try := func(by image.Point) {
		if k := cost(by, least); k < least {
			least, best = k, by
		}
	}
	reachX, reachY := min(img.Rect.Dx(), 5*box.Dx()+60), min(img.Rect.Dy(), 3*box.Dy()+60)
	for dy := -reachY; dy <= reachY; dy += step {
		for dx := -reachX; dx <= reachX; dx += step {
			try(image.Pt(dx, dy))
		}
	}
	near := best
	for dy := 1 - step; dy < step; dy++ {
		for dx := 1 - step; dx < step; dx++ {
			try(near.Add(image.Pt(dx, dy)))
		}
	}
	return best
}

// CloneTo copies a part of the picture to another place of it, its upper left
// corner at a point.
func CloneTo(part image.Rectangle, at image.Point) Touch {
	return func(c Copy) (Copy, []Region) {
		return pasted(c, c.Image, part, at)
	}
}

// Paste copies a part of another picture into this one, its upper left corner at
// a point.
func Paste(from *image.RGBA, part image.Rectangle, at image.Point) Touch {
	return func(c Copy) (Copy, []Region) {
		return pasted(c, from, part, at)
	}
}

func pasted(c Copy, from *image.RGBA, part image.Rectangle, at image.Point) (Copy, []Region) {
	out := cloned(c.Image)
	box := image.Rectangle{at, at.Add(part.Size())}
	graft(out, from, box, part.Min.Sub(at), true)
	return Copy{out, c.SourceFromCopy}, []Region{{RegionPasted, boxed(box.Intersect(out.Rect))}}
}

// Invert turns the picture into its negative.
func Invert() Attack {
	return func(c Copy) Copy {
		out := cloned(c.Image)
		for i := range out.Pix {
			if i&3 != 3 {
				out.Pix[i] = 255 - out.Pix[i]
			}
		}
		return Copy{out, c.SourceFromCopy}
	}
}

// Blur softens by a Gaussian of that deviation in pixels.
func Blur(sigma float64) Attack {
	return func(c Copy) Copy {
		return Copy{opaque(imaging.Blur(c.Image, sigma)), c.SourceFromCopy}
	}
}

// Watermark strews a word over the whole picture, as picture agencies do: slanted
// and faint. It covers everything, so its region is the whole picture.
func Watermark(text string, cover float64) Touch {
	return func(c Copy) (Copy, []Region) {
		out := cloned(c.Image)
		w, h := out.Rect.Dx(), out.Rect.Dy()
		high := float64(h) / 22
		layer := image.NewRGBA(image.Rect(0, 0, int(high*16), int(high*1.6)))
		ink := letter(layer, text, geom.Point{X: float64(layer.Rect.Dx()) / 2, Y: 1.2 * high}, high, fromMiddle, white)
		stepX, stepY := ink.Width()+1.6*high, 4.2*high
		const sin, cos = 0.34202, 0.93969 // 20 degrees
		for y := range h {
			for x := range w {
				u, v := float64(x)*cos-float64(y)*sin+1e5*stepX, float64(x)*sin+float64(y)*cos+1e5*stepY
				row := math.Floor(v / stepY)
				u += math.Mod(row, 2) * stepX / 2
				lx, ly := int(math.Mod(u, stepX)+ink.MinX-0.8*high), int(math.Mod(v, stepY))
				if !image.Pt(lx, ly).In(layer.Rect) {
					continue
				}
				k := float64(layer.Pix[layer.PixOffset(lx, ly)+3]) / 255 * cover
				pen{img: out}.blend(x, y, white, k)
			}
		}
		return Copy{out, c.SourceFromCopy}, []Region{{RegionGraphics, boxed(out.Rect)}}
	}
}

// Arrow draws an arrow with its tip at a point, as people do on a phone.
func Arrow(from, tip geom.Point, c color.RGBA) Touch {
	return func(cp Copy) (Copy, []Region) {
		out := cloned(cp.Image)
		p := pen{img: out, unit: float64(out.Rect.Dy()) / 1080}
		thick := 11 * p.unit
		l := tip.Distance(from)
		u := tip.Sub(from).Times(1 / l)
		side := geom.Point{X: -u.Y, Y: u.X}
		head := min(5.2*thick, 0.5*l)
		segments := [3][2]geom.Point{{from, tip.Sub(u.Times(0.6 * thick))}, {tip, tip.Sub(u.Times(head)).Add(side.Times(0.62 * head))}, {tip, tip.Sub(u.Times(head)).Sub(side.Times(0.62 * head))}}
		var points []geom.Point
		for _, s := range segments {
			points = append(points, s[0], s[1])
		}
		box := bounds(points)
		box = geom.Rect{MinX: box.MinX - thick, MinY: box.MinY - thick, MaxX: box.MaxX + thick, MaxY: box.MaxY + thick}
		depth := func(x, y, half float64) float64 {
			d := math.Inf(1)
			for _, s := range segments {
				d = min(d, fromSegment(x, y, s[0], s[1]))
			}
			return half - d
		}
		p.shape(box, color.RGBA{0, 0, 0, 255}, 0.35, func(x, y float64) float64 { return depth(x-2*p.unit, y-3*p.unit, thick/2+1) })
		p.shape(box, c, 1, func(x, y float64) float64 { return depth(x, y, thick/2) })
		return Copy{out, cp.SourceFromCopy}, []Region{{RegionMark, box.Intersect(boxed(out.Rect))}}
	}
}

// Encircle draws an ellipse by hand around a box.
func Encircle(around geom.Rect, c color.RGBA) Touch {
	return func(cp Copy) (Copy, []Region) {
		out := cloned(cp.Image)
		p := pen{img: out, unit: float64(out.Rect.Dy()) / 1080}
		m, rx, ry := around.Centre(), around.Width()*0.66, around.Height()*0.66
		thick := 8 * p.unit
		box := geom.Rect{MinX: m.X - 1.1*rx - thick, MinY: m.Y - 1.1*ry - thick, MaxX: m.X + 1.1*rx + thick, MaxY: m.Y + 1.1*ry + thick}
		p.shape(box, c, 1, func(x, y float64) float64 {
			a := math.Atan2((y-m.Y)/ry, (x-m.X)/rx)
			wobble := 1 + 0.035*math.Sin(2*a+0.6) + 0.02*math.Sin(3*a)
			r := math.Hypot((x-m.X)/rx, (y-m.Y)/ry) / wobble
			return thick/2*(1+0.25*math.Sin(a)) - math.Abs(r-1)*math.Hypot(rx*math.Cos(a), ry*math.Sin(a))
		})
		return Copy{out, cp.SourceFromCopy}, []Region{{RegionMark, box.Intersect(boxed(out.Rect))}}
	}
}

// Sticker lays a round sticker over the picture: an exclamation mark on yellow,
// its middle at a point, radius in pixels.
func Sticker(at geom.Point, radius float64) Touch {
	return func(c Copy) (Copy, []Region) {
		out := cloned(c.Image)
		p := pen{img: out, unit: 1}
		disc := func(dx, dy, r float64, col color.RGBA, cover float64) {
			p.shape(geom.Rect{MinX: at.X + dx - r, MinY: at.Y + dy - r, MaxX: at.X + dx + r, MaxY: at.Y + dy + r}, col, cover, func(x, y float64) float64 {
				return r - math.Hypot(x-at.X-dx, y-at.Y-dy)
			})
		}
		disc(0.03*radius, 0.06*radius, radius*1.02, color.RGBA{0, 0, 0, 255}, 0.3)
		disc(0, 0, radius, white, 1)
		disc(0, 0, 0.9*radius, color.RGBA{250, 196, 40, 255}, 1)
		disc(-0.12*radius, -0.16*radius, 0.7*radius, color.RGBA{255, 214, 84, 255}, 0.6)
		ink := color.RGBA{60, 34, 8, 255}
		bar := geom.Rect{MinX: at.X - 0.17*radius, MinY: at.Y - 0.62*radius, MaxX: at.X + 0.17*radius, MaxY: at.Y + 0.2*radius}
		p.shape(bar, ink, 1, func(x, y float64) float64 {
			k := (y - bar.MinY) / bar.Height()
			return min((0.17-0.07*k)*radius-math.Abs(x-at.X), y-bar.MinY, bar.MaxY-y)
		})
		disc(0, 0.46*radius, 0.14*radius, ink, 1)
		box := geom.Rect{MinX: at.X - radius*1.05, MinY: at.Y - radius*1.05, MaxX: at.X + radius*1.1, MaxY: at.Y + radius*1.1}
		return Copy{out, c.SourceFromCopy}, []Region{{RegionSticker, box.Intersect(boxed(out.Rect))}}
	}
}

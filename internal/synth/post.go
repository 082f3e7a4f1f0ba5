package synth

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// Interface says what a captured post was shown by.
type Interface int

// The interfaces. None is that of any platform: they share what most have.
const (
	PhoneFeed   Interface = iota // the picture as wide as the screen
	PhoneCard                    // the picture within margins
	PhoneViewer                  // the picture alone on black
	DesktopFeed                  // a card in the middle of three columns
)

// Post says how the capture of a post is drawn. The zero value is a phone's
// feed, light, with square corners.
type Post struct {
	Interface Interface
	Dark      bool
	Width     int  // of the capture, pixels; 0 is 1080
	Rounded   bool // the pictures' corners
	Bars      bool // a picture stands between black bars, that make a square of it
	Lettered  bool // lettering and a button lie over the picture
	// Written is what the post says; nil is chance words. With it the rest of the
	// page is drawn as bars, so that nothing else is there to read.
	Written *Written
}

// Written is the wording of a drawn post.
type Written struct{ Account, When, Text string }

// Capture is a drawn screenshot of a post with its truth. Its image is opaque
// and read only.
type Capture struct {
	Image    *image.RGBA
	Pictures []image.Rectangle // where the post's pictures lie, their bars left out
}

// screen draws an interface; its unit is a point, as platforms count.
type screen struct {
	img                       *image.RGBA
	unit                      float64 // pixels
	page, card, ink, faint    color.RGBA
	accent                    color.RGBA
	dice                      *dice
	post                      Post
	left, right, y, width, hi int // of the column that is written, pixels
	truth                     []image.Rectangle
	sender                    bool // the next account that is drawn is the post's own
}

// DrawPost draws the screenshot of a post with these pictures, none to two of
// them. The seed chooses words, colours and heights.
func DrawPost(seed uint64, pictures []*image.RGBA, o Post) Capture {
	s := newScreen(seed, o)
	switch o.Interface {
	case PhoneViewer:
		s.viewer(pictures)
	case DesktopFeed:
		s.desktop(pictures)
	default:
		s.phone(pictures)
	}
	return Capture{s.img, s.truth}
}

func newScreen(seed uint64, o Post) *screen {
	d := newDice(seed, 83)
	if o.Width == 0 {
		o.Width = 1080
	}
	s := &screen{dice: d, post: o, width: o.Width}
	points := 390.0
	s.hi = int(float64(o.Width) * d.between(1.8, 2.2))
	if o.Interface == DesktopFeed {
		points, s.hi = 1440, int(float64(o.Width)*d.between(0.52, 0.66))
	}
	s.unit = float64(o.Width) / points
	grey := func(v float64) color.RGBA { return color.RGBA{uint8(v), uint8(v), uint8(v), 255} }
	s.page, s.card, s.ink, s.faint = grey(250+d.between(0, 6)), color.RGBA{255, 255, 255, 255}, grey(d.between(8, 30)), grey(d.between(100, 140))
	if o.Interface == DesktopFeed {
		s.page = color.RGBA{240, 242, 245, 255}
	} else {
		s.card = s.page
	}
	if o.Dark {
		v := d.between(0, 28)
		s.page = color.RGBA{uint8(v), uint8(v * 1.1), uint8(v * 1.25), 255}
		s.card, s.ink, s.faint = s.page, grey(d.between(228, 250)), grey(d.between(110, 150))
		if o.Interface == DesktopFeed {
			s.card = color.RGBA{s.page.R + 18, s.page.G + 18, s.page.B + 19, 255}
		}
	}
	if o.Interface == PhoneViewer {
		s.page, s.card, s.ink, s.faint = grey(0), grey(0), grey(240), grey(150)
	}
	s.accent = color.RGBA{uint8(d.between(20, 230)), uint8(d.between(40, 200)), uint8(d.between(60, 230)), 255}
	s.img = image.NewRGBA(image.Rect(0, 0, o.Width, s.hi))
	s.fill(s.img.Rect, s.page)
	s.left, s.right = 0, o.Width
	return s
}

func (s *screen) px(points float64) int { return int(math.Round(points * s.unit)) }

func (s *screen) fill(r image.Rectangle, c color.RGBA) {
	draw.Draw(s.img, r, image.NewUniform(c), image.Point{}, draw.Src)
}

// disc draws a filled circle, ring a circle's line, both about a place in pixels.
func (s *screen) disc(x, y, radius int, c color.RGBA) { s.ring(x, y, radius, radius, c) }

func (s *screen) ring(x, y, radius, thick int, c color.RGBA) {
	p := pen{img: s.img, unit: 1}
	p.ring(float64(x), float64(y), float64(radius-thick), float64(radius), c, 1)
}

// vocabulary is what the posts' text is made of.
var vocabulary = []string{
	"convoy", "seen", "near", "the", "border", "last", "night", "footage", "shows", "vehicles", "leaving", "town",
	"officials", "say", "proof", "of", "new", "picture", "from", "our", "reporter", "road", "by", "morning",
}

func (s *screen) words(width, height int) string {
	n := max(1, int(float64(width)/(float64(height)*3.2)))
	text := ""
	for range n {
		if text != "" {
			text += " "
		}
		text += vocabulary[int(s.dice.between(0, float64(len(vocabulary))))]
	}
	return text
}

// line writes a line of text of that share of the width, and steps below it.
func (s *screen) line(x int, points, share float64, c color.RGBA) {
	h := s.px(points)
	width := int(float64(s.right-x-s.px(16)) * share)
	if s.post.Written != nil {
		s.bar(x, h, width, c)
		return
	}
	letter(s.img, s.words(width, h), geom.Point{X: float64(x), Y: float64(s.y + h)}, float64(h), fromLeft, c)
	s.y += int(1.45 * float64(h))
}

// bar stands for a line of text that is nobody's.
func (s *screen) bar(x, height, width int, c color.RGBA) {
	at := image.Rect(x, s.y+height/3, x+width, s.y+height)
	s.fill(at, blendOf(s.card, c))
	s.round(at, at.Dy()/2, s.card)
	s.y += int(1.45 * float64(height))
}

// wording writes what the post says, line by line.
func (s *screen) wording(text string) {
	h := s.px(16)
	for _, line := range wrapped(text, float64(h), float64(s.right-s.left-s.px(32))) {
		s.put(line, s.left+s.px(16), h, s.ink)
	}
}

func (s *screen) put(text string, x, height int, c color.RGBA) {
	letter(s.img, text, geom.Point{X: float64(x), Y: float64(s.y + height)}, float64(height), fromLeft, c)
	s.y += int(1.45 * float64(height))
}

func (s *screen) paragraph(lines int) {
	for i := range lines {
		share := s.dice.between(0.85, 1)
		if i == lines-1 {
			share = s.dice.between(0.3, 0.8)
		}
		s.line(s.left+s.px(16), 15, share, s.ink)
	}
}

// account draws the sender: a disc, a name, a date.
func (s *screen) account() {
	top := s.y
	s.disc(s.left+s.px(36), top+s.px(22), s.px(20), s.accent)
	s.disc(s.left+s.px(36), top+s.px(16), s.px(7), s.faint)
	s.y += s.px(4)
	if w := s.post.Written; w != nil && s.sender {
		s.put(w.Account, s.left+s.px(66), s.px(15), s.ink)
		s.put(w.When, s.left+s.px(66), s.px(12), s.faint)
		s.sender = false
	} else {
		s.line(s.left+s.px(66), 15, 0.45, s.ink)
		s.line(s.left+s.px(66), 12, 0.3, s.faint)
	}
	s.y = top + s.px(54)
}

// own draws the post's sender and what the post says, most lines by chance.
func (s *screen) own(most float64) {
	s.sender = true
	s.account()
	if w := s.post.Written; w != nil {
		s.wording(w.Text)
		return
	}
	s.paragraph(1 + int(s.dice.between(0, most)))
}

// actions draws the row of signs under a post.
func (s *screen) actions() {
	s.y += s.px(10)
	for i := range 4 {
		x := s.left + s.px(28) + i*(s.right-s.left-s.px(60))/4
		s.ring(x, s.y+s.px(10), s.px(8), max(1, s.px(1.6)), s.faint)
		if s.post.Written != nil {
			continue
		}
		letter(s.img, s.words(1, 1)[:2], geom.Point{X: float64(x + s.px(14)), Y: float64(s.y + s.px(15))}, float64(s.px(12)), fromLeft, s.faint)
	}
	s.y += s.px(34)
}

func (s *screen) statusBar() {
	letter(s.img, "21:47", geom.Point{X: float64(s.px(28)), Y: float64(s.px(30))}, float64(s.px(15)), fromLeft, s.ink)
	r := image.Rect(s.width-s.px(48), s.px(18), s.width-s.px(24), s.px(30))
	s.fill(r, s.ink)
	s.fill(r.Inset(max(1, s.px(1.5))), s.page)
	s.y = s.px(50)
}

func (s *screen) phone(pictures []*image.RGBA) {
	s.statusBar()
	s.own(4)
	s.y += s.px(s.dice.between(6, 14))
	margin := 0
	if s.post.Interface == PhoneCard {
		margin = s.px(s.dice.between(10, 20))
	}
	s.pictures(pictures, s.left+margin, s.right-margin, int(0.62*float64(s.hi)))
	s.actions()
	s.fill(image.Rect(0, s.y, s.width, s.y+max(1, s.px(0.7))), blendOf(s.page, s.faint))
	s.y += s.px(14)
	bar := s.hi - s.px(60)
	if s.y+s.px(60) < bar {
		s.account()
	}
	for s.y+s.px(30) < bar {
		s.paragraph(1)
	}
	s.fill(image.Rect(0, bar, s.width, s.hi), s.page)
	s.fill(image.Rect(0, bar, s.width, bar+1), blendOf(s.page, s.faint))
	for i := range 5 {
		s.ring((2*i+1)*s.width/10, bar+s.px(26), s.px(11), max(1, s.px(2)), s.ink)
	}
}

func (s *screen) viewer(pictures []*image.RGBA) {
	s.statusBar()
	s.ring(s.px(28), s.y+s.px(20), s.px(9), max(1, s.px(2)), s.ink)
	size := pictures[0].Rect.Size()
	high := min(s.width*size.Y/size.X, s.hi-s.px(230))
	s.y = (s.hi - high) / 2
	s.pictures(pictures[:1], s.left, s.right, high)
	s.y = s.hi - s.px(90)
	s.paragraph(1)
	s.actions()
}

func (s *screen) desktop(pictures []*image.RGBA) {
	s.fill(image.Rect(0, 0, s.width, s.px(56)), s.card)
	s.fill(image.Rect(0, s.px(56), s.width, s.px(56)+1), blendOf(s.card, s.faint))
	s.disc(s.px(40), s.px(28), s.px(16), s.accent)
	s.left, s.right, s.y = s.px(70), s.px(400), s.px(18)
	s.line(s.left, 15, 0.6, s.ink)
	// The columns at the sides.
	for _, column := range [2][2]float64{{20, 330}, {1110, 1420}} {
		s.left, s.right, s.y = s.px(column[0]), s.px(column[1]), s.px(80)
		for s.y < s.hi-s.px(80) {
			s.account()
			s.y += s.px(s.dice.between(4, 40))
		}
	}
	// The card.
	s.left, s.right, s.y = s.px(s.dice.between(390, 420)), s.px(s.dice.between(1010, 1060)), s.px(76)
	card := image.Rect(s.left, s.y, s.right, s.hi-s.px(10))
	s.fill(card, blendOf(s.card, s.faint))
	s.fill(card.Inset(1), s.card)
	s.y += s.px(14)
	s.own(3)
	s.y += s.px(10)
	margin := 1
	if s.post.Rounded {
		margin = s.px(16)
	}
	s.pictures(pictures, s.left+margin, s.right-margin, s.hi-s.px(80)-s.y)
	s.actions()
}

// blendOf returns a colour a fifth of the way from one to another.
func blendOf(from, to color.RGBA) color.RGBA {
	k := func(a, b uint8) uint8 { return uint8((4*int(a) + int(b)) / 5) }
	return color.RGBA{k(from.R, to.R), k(from.G, to.G), k(from.B, to.B), 255}
}

// pictures lays the pictures side by side between two columns of pixels, no
// higher than that, and steps below them.
func (s *screen) pictures(all []*image.RGBA, left, right, most int) {
	if len(all) == 0 {
		return
	}
	gap := max(2, s.px(2))
	width := (right - left - gap*(len(all)-1)) / len(all)
	size := all[0].Rect.Size()
	height := min(width*size.Y/size.X, most)
	box := height
	if s.post.Bars {
		box = min(max(height, width), most)
	}
	for i, picture := range all {
		at := image.Rect(0, 0, width, box).Add(image.Pt(left+i*(width+gap), s.y))
		if s.post.Bars {
			s.fill(at, color.RGBA{A: 255})
			at.Min.Y += (box - height) / 2
			at.Max.Y = at.Min.Y + height
		}
		// What of the picture has the place's shape, from its middle.
		from := picture.Rect
		if wide := from.Dy() * at.Dx() / at.Dy(); wide < from.Dx() {
			from.Min.X += (from.Dx() - wide) / 2
			from.Max.X = from.Min.X + wide
		}
		ground := s.img.RGBAAt(at.Min.X, at.Min.Y)
		draw.CatmullRom.Scale(s.img, at, picture, from, draw.Src, nil)
		if s.post.Rounded && !s.post.Bars {
			s.round(at, s.px(12), ground)
		}
		if s.post.Lettered {
			h := max(8, at.Dx()/16)
			letter(s.img, s.words(at.Dx()*2/3, h), geom.Point{X: float64(at.Min.X + at.Dx()/2), Y: float64(at.Max.Y - h)}, float64(h), fromMiddle, white)
			s.disc(at.Max.X-2*h, at.Min.Y+2*h, h, color.RGBA{A: 255})
		}
		s.truth = append(s.truth, at)
	}
	s.y += box
}

// round gives a picture round corners over a ground.
func (s *screen) round(r image.Rectangle, radius int, ground color.RGBA) {
	p := pen{img: s.img, unit: 1}
	for y := range radius {
		for x := range radius {
			beyond := math.Hypot(float64(radius-x)-0.5, float64(radius-y)-0.5) - float64(radius)
			for _, at := range [4]image.Point{{r.Min.X + x, r.Min.Y + y}, {r.Max.X - 1 - x, r.Min.Y + y}, {r.Min.X + x, r.Max.Y - 1 - y}, {r.Max.X - 1 - x, r.Max.Y - 1 - y}} {
				p.blend(at.X, at.Y, ground, min(max(beyond+0.5, 0), 1))
			}
		}
	}
}

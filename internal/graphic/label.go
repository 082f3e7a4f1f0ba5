package graphic

import (
	"fmt"
	"image"
	"math"
	"sort"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/raster"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// The repeated label, in ems of its letters where nothing else is said.
const (
	labelShare   = 0.032 // of the claim's displayed short side: an em
	labelDegrees = -24
	labelRows    = 4       // from row to row
	labelHolds   = 1.0 / 3 // every crop that keeps so much of both sides is to hold a word
	labelFinest  = 0.02    // of the short side: letters become smaller down to this for that
	labelLeast   = 3       // pixels: below that nobody reads anything
	labelBetween = 1.6     // from one repeat to the next
	labelOutline = 0.14
	labelWhite   = 0.30
	labelInk     = 0.22
	deskLetters  = 16 // of the desk's name
)

// label is the repeated label on a claim of a size, both in pixels.
type label struct {
	letters []figure.Path // of one repeat, from the left end of its baseline, upright
	width   float64       // of one repeat
	word    geom.Rect     // about the first word of one repeat
	em      float64
	size    geom.Size
}

// newLabel sets the label for a claim of that size. Its letters become smaller
// until every crop that keeps a third of both sides holds a whole first word: the
// long name of a desk on a square picture needs that.
func (b *sheet) newLabel(size geom.Size) (l label) {
	for share := labelShare; ; share *= 0.94 {
		if l = b.labelOf(size, share); share*0.94 < labelFinest || l.escape().Share <= labelHolds {
			return l
		}
	}
}

// labelOf sets the label with an em of that share of the claim's short side.
func (b *sheet) labelOf(size geom.Size, share float64) label {
	l := label{em: max(labelLeast, share*float64(min(size.Width, size.Height))), size: size}
	name := []rune(oneLine(b.k.Desk))
	if len(name) > deskLetters {
		name = name[:deskLetters]
	}
	st := style(figure.SansSemiBold, figure.White, l.em, 1)
	l.letters, l.width = b.t.Outlined(b.l.Say("graphic.label", "desk", string(name)), st)
	word, width := b.t.Outlined(b.l.Say("graphic.label.word"), st)
	l.word = geom.Rect{MaxX: width}
	for _, p := range word {
		for _, q := range p.Points {
			l.word.MinY, l.word.MaxY = min(l.word.MinY, q.Y), max(l.word.MaxY, q.Y)
		}
	}
	return l
}

// repeats returns where each repeat lies: the map that carries it onto the claim.
func (l label) repeats() (all []geom.Map) {
	w, h := float64(l.size.Width), float64(l.size.Height)
	turn := geom.Rotation(labelDegrees * math.Pi / 180)
	back, _ := turn.Inverse()
	// The rows run level in a frame that is turned with them.
	frame := back.ApplyQuad(l.size.Rect().Quad()).Bounds()
	period, rows := l.width+labelBetween*l.em, labelRows*l.em
	if !(period > 0 && rows > 0) {
		return nil
	}
	for n, y := 0, frame.MinY; y < frame.MaxY+l.em; n, y = n+1, y+rows {
		x := frame.MinX
		if n%2 == 1 {
			x -= period / 2
		}
		for ; x < frame.MaxX; x += period {
			m := turn.After(geom.Translation(x, y))
			around := m.ApplyQuad(geom.Rect{MinY: -l.em, MaxX: l.width, MaxY: 0.3 * l.em}.Quad()).Bounds()
			if around.MaxX > 0 && around.MaxY > 0 && around.MinX < w && around.MinY < h {
				all = append(all, m)
			}
		}
	}
	return all
}

// burn paints the label into the pixels of a claim.
func (l label) burn(claim *image.RGBA) (*image.RGBA, error) {
	var paths []figure.Path
	for _, m := range l.repeats() {
		for _, p := range l.letters {
			paths = append(paths, p.Mapped(m))
		}
	}
	d := figure.Drawing{Width: float64(l.size.Width), Height: float64(l.size.Height)}
	d.Add(figure.Picture{Box: l.size.Rect(), Pixels: claim})
	if len(paths) > 0 {
		d.Add(
			figure.Shape{Paths: paths, Stroke: &figure.Ink, Line: labelOutline * l.em, Alpha: labelInk},
			figure.Shape{Paths: paths, Fill: &figure.White, Alpha: labelWhite})
	}
	out, err := raster.Paint(d, 1)
	if err != nil {
		return nil, fmt.Errorf("laying the label over the claim: %w", err)
	}
	return out, nil
}

// words returns the boxes about the first word of every repeat that lies whole on the claim.
func (l label) words() (all []geom.Rect) {
	claim := l.size.Rect()
	for _, m := range l.repeats() {
		box := m.ApplyQuad(l.word.Quad()).Bounds()
		if box.MinX >= claim.MinX && box.MinY >= claim.MinY && box.MaxX <= claim.MaxX && box.MaxY <= claim.MaxY {
			all = append(all, box)
		}
	}
	return all
}

// Escape is the largest crop of a claim that holds no whole first word of the
// repeated label.
type Escape struct {
	Share float64   // of the claim's width and of its height, 0 to 1: every crop that keeps more of both holds a word
	Crop  geom.Rect // one of that size, shares of the claim's width and height
}

// Say tells in a sentence which crops leave the label out.
func (e Escape) Say(l words.Language) string {
	return l.Say("graphic.note.label", "share", l.Percent(e.Share, 0))
}

// escape searches all crops: of those that keep a share of both sides the small
// ones hold no more than the large ones, so halving finds the largest.
func (l label) escape() Escape {
	whole := l.words()
	low, high := 0.0, 1.0
	best := Escape{}
	if at, held := l.held(whole, high); held < 1 {
		return Escape{Share: 1, Crop: l.crop(at, 1)}
	}
	for range 14 {
		middle := (low + high) / 2
		if at, held := l.held(whole, middle); held < 1 {
			low = middle
			best = Escape{Share: middle, Crop: l.crop(at, middle)}
		} else {
			high = middle
		}
	}
	return best
}

func (l label) crop(at geom.Point, share float64) geom.Rect {
	x, y := at.X/float64(l.size.Width), at.Y/float64(l.size.Height)
	return geom.Rect{MinX: x, MinY: y, MaxX: x + share, MaxY: y + share}
}

// held returns the share of all places of a crop, with that share of both sides,
// in which it holds a whole word, and a place where it doesn't, if there is one.
// A crop holds a word exactly where its corner lies in a rectangle; so this is
// the area of a union of rectangles, summed strip by strip.
func (l label) held(whole []geom.Rect, share float64) (escapes geom.Point, held float64) {
	w, h := float64(l.size.Width), float64(l.size.Height)
	freeX, freeY := w*(1-share), h*(1-share)
	if freeX <= 0 || freeY <= 0 { // the whole
		if len(whole) == 0 {
			return geom.Point{}, 0
		}
		return geom.Point{}, 1
	}
	var corners []geom.Rect
	cuts := []float64{0, freeX}
	for _, word := range whole {
		c := geom.Rect{MinX: word.MaxX - share*w, MinY: word.MaxY - share*h, MaxX: word.MinX, MaxY: word.MinY}.Intersect(geom.Rect{MaxX: freeX, MaxY: freeY})
		if !c.Empty() {
			corners = append(corners, c)
			cuts = append(cuts, c.MinX, c.MaxX)
		}
	}
	sort.Float64s(cuts)
	sort.Slice(corners, func(i, j int) bool { return corners[i].MinY < corners[j].MinY })
	var covered float64
	widest := 0.0
	for i := 1; i < len(cuts); i++ {
		x0, x1 := cuts[i-1], cuts[i]
		if x1 <= x0 {
			continue
		}
		middle := (x0 + x1) / 2
		y, sum := 0.0, 0.0
		gap := func(to float64) {
			if area := (to - y) * (x1 - x0); to > y && area > widest {
				widest, escapes = area, geom.Point{X: middle, Y: (y + to) / 2}
			}
		}
		for _, c := range corners {
			if c.MinX > middle || c.MaxX < middle || c.MaxY <= y {
				continue
			}
			gap(c.MinY)
			sum += c.MaxY - max(y, c.MinY)
			y = c.MaxY
		}
		gap(freeY)
		covered += sum * (x1 - x0)
	}
	if widest <= 1e-9*w*h {
		return escapes, 1
	}
	return escapes, min(covered/(freeX*freeY), 1-1e-12)
}

package figure

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// Lengths of the drawing of a support. A unit is what a pixel of the window is
// on paper: lines and crosses then have the weights that they have there.
const (
	supportUnit  = 0.24           // millimetres
	supportCore  = 1.4            // units
	supportEdge  = 2.8            // units, with the dark edge on both sides
	supportEnd   = 3.6            // units, radius of the end of a line
	supportLines = 24             // as many as the window draws at first
	edgeAlpha    = 0.75           // of dark edges
	kappa        = 0.552284749831 // of a cubic curve that goes round a quarter of a circle
)

// differing is the colour of what does not agree, or changed; Okabe and Ito's (2002)
// reddish purple, which judges nobody and differs in lightness from white.
var differing = Colour{0xCC, 0x79, 0xA7}

// Supported draws a pair with the support of its alignment: lines between
// points that agree, what agrees with a whole line round it, what contradicts
// with a dashed one and crosses, what changed with long dashes. It shows what the window's match lines show.
func Supported(t *Typesetter, l Layout, first, second Panel, s *support.Support, candidateFromClaimed geom.Map) Drawing {
	d := Pair(t, l, first, second)
	onFirst := onPaper(l.First, first.Size)
	onSecond := onPaper(l.Second, second.Size)
	d.Add(areas(s.Sketch(onFirst, supportUnit, l.First), l.First)...)
	d.Add(areas(s.Sketch(onSecond.After(candidateFromClaimed), supportUnit, l.Second), l.Second)...)
	lines := Shape{}
	var from, to []Path
	const radius = supportEnd*supportUnit + supportCore*supportUnit/2
	for _, line := range s.Lines(supportLines) {
		// No end leaves its picture: one at the very edge lies just within it.
		a, b := kept(onFirst.Apply(line.Claimed), grow(l.First, -radius)), kept(onSecond.Apply(line.Candidate), grow(l.Second, -radius))
		lines.Paths = append(lines.Paths, Path{Points: []geom.Point{a, b}})
		from, to = append(from, circle(a, supportEnd*supportUnit)), append(to, circle(b, supportEnd*supportUnit))
	}
	if len(lines.Paths) > 0 {
		d.Add(twice(lines, White, Source, 1)...)
		d.Add(end(from, Claim), end(to, Source))
	}
	if !l.SideBySide {
		// A line to the lower picture crosses its bar: the words lie on top.
		d.Place(bar(t, second, l.Width), l.Second.MinX, l.Second.MinY-BarHeight)
	}
	return d
}

// onPaper carries the pixels of a picture into its box.
func onPaper(box geom.Rect, size geom.Size) geom.Map {
	return geom.Translation(box.MinX, box.MinY).After(
		geom.Scaling(box.Width()/float64(max(1, size.Width)), box.Height()/float64(max(1, size.Height))))
}

// areas draws a sketch within a picture's box.
func areas(k support.Sketch, box geom.Rect) []Item {
	inner := grow(box, -supportEdge/2*k.Unit)
	closed := func(ways [][]geom.Point) (s Shape) {
		for _, way := range ways {
			path := Path{Closed: true}
			for _, p := range way {
				path.Points = append(path.Points, kept(p, inner))
			}
			s.Paths = append(s.Paths, path)
		}
		return s
	}
	var items []Item
	if dashed := closed(k.Contradicts); len(dashed.Paths) > 0 {
		dashed.Dash = []float64{support.DashOn * k.Unit, support.DashOff * k.Unit}
		items = append(items, twice(dashed, Ink, differing, edgeAlpha)...)
	}
	crosses := Shape{}
	for _, middle := range k.Crosses {
		for _, stroke := range k.Ends(middle) {
			crosses.Paths = append(crosses.Paths, Path{Points: stroke[:]})
		}
	}
	if len(crosses.Paths) > 0 {
		items = append(items, twice(crosses, Ink, differing, edgeAlpha)...)
	}
	if whole := closed(k.Agrees); len(whole.Paths) > 0 {
		items = append(items, twice(whole, Ink, White, edgeAlpha)...)
	}
	if changed := closed(k.Changed); len(changed.Paths) > 0 {
		changed.Dash = []float64{support.DashLong * k.Unit, support.DashOff * k.Unit}
		items = append(items, twice(changed, Ink, differing, edgeAlpha)...)
	}
	return items
}

// kept returns the place within a box that is nearest to a point.
func kept(p geom.Point, box geom.Rect) geom.Point {
	return geom.Point{X: min(max(p.X, box.MinX), max(box.MinX, box.MaxX)), Y: min(max(p.Y, box.MinY), max(box.MinY, box.MaxY))}
}

// twice draws a shape as an edge and a core on it, which show on any picture.
func twice(s Shape, edge, core Colour, alpha float64) []Item {
	under, over := s, s
	under.Stroke, under.Line, under.Alpha = &edge, supportEdge*supportUnit, alpha
	over.Stroke, over.Line = &core, supportCore*supportUnit
	return []Item{under, over}
}

// end draws the ends of lines: discs with a white ring.
func end(discs []Path, c Colour) Shape {
	return Shape{Paths: discs, Fill: &c, Stroke: &White, Line: supportCore * supportUnit}
}

// circle returns the path of a circle.
func circle(at geom.Point, radius float64) Path {
	p := Path{Closed: true}
	add := func(x, y float64, curved bool) {
		p.Points, p.Curved = append(p.Points, at.Add(geom.Point{X: x, Y: y}.Times(radius))), append(p.Curved, curved)
	}
	add(1, 0, false)
	for quarter := range 4 {
		sin, cos := math.Sincos(float64(quarter) * math.Pi / 2)
		turned := func(x, y float64, curved bool) { add(x*cos-y*sin, x*sin+y*cos, curved) }
		turned(1, kappa, true)
		turned(kappa, 1, true)
		turned(0, 1, false)
	}
	return p
}

// SupportLegend says what the lines and signs of Supported mean, on one line
// where there is room, else on more.
func SupportLegend(t *Typesetter, l words.Language, width float64, s *support.Support) Drawing {
	const signWidth, signHeight, toText, between, line = 5.2, 3.4, 1.4, 6.0, 4.6
	d := Drawing{Width: width, Height: signHeight}
	x, y := 0.0, 0.0
	entry := func(sign func(geom.Rect) []Item, text string) {
		if text == "" {
			return
		}
		p := t.Paragraph(width-signWidth-toText, Span{Text: text, Style: legendText})
		if x > 0 && x+signWidth+toText+p.Width() > width {
			x, y = 0, y+line
		}
		box := geom.Rect{MinX: x, MinY: y, MaxX: x + signWidth, MaxY: y + signHeight}
		d.Add(sign(box)...)
		p.Draw(&d, x+signWidth+toText, y+(signHeight-legendText.Leading)/2, 0, Left)
		x += signWidth + toText + p.Width() + between
		d.Height = max(d.Height, y+max(signHeight, p.Height()))
	}
	ground := Colour{0x6E, 0x76, 0x7E} // on paper a white line needs one
	areaSign := func(kind support.Kind) func(geom.Rect) []Item {
		return func(box geom.Rect) []Item {
			in := grow(box, -0.7)
			round := in.Quad()
			k := support.Sketch{Unit: supportUnit}
			switch way := [][]geom.Point{round[:]}; kind {
			case support.Agrees:
				k.Agrees = way
			case support.Contradicts:
				k.Contradicts, k.Crosses = way, []geom.Point{in.Centre()}
			case support.Changed:
				k.Changed = way
			}
			return append([]Item{Filled(box, ground)}, areas(k, box)...)
		}
	}
	if len(s.Areas(support.Agrees)) > 0 {
		entry(areaSign(support.Agrees), s.Agreement(l))
	}
	entry(areaSign(support.Changed), s.Change(l))
	entry(areaSign(support.Contradicts), s.Contradiction(l))
	if drawn := len(s.Lines(supportLines)); drawn > 0 {
		entry(func(box geom.Rect) []Item {
			a, b := geom.Point{X: box.MinX + 1.1, Y: box.Centre().Y}, geom.Point{X: box.MaxX - 1.1, Y: box.Centre().Y}
			items := append([]Item{Filled(box, ground)}, twice(Shape{Paths: []Path{{Points: []geom.Point{a, b}}}}, White, Source, 1)...)
			return append(items, end([]Path{circle(a, 0.8)}, Claim), end([]Path{circle(b, 0.8)}, Source))
		}, l.Say("report.support.lines", "drawn", l.Count(int64(drawn)), "n", l.Count(int64(s.Points()))))
	}
	return d
}

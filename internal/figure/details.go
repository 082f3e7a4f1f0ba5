package figure

import (
	"context"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// Spot is a numbered place on both pictures of a pair, in each panel's pixels.
type Spot struct {
	Number        int
	First, Second geom.Point
}

// Lengths of the marks of details, millimetres.
const (
	spotRadius = 1.9
	// DetailAspect is the height of one half of an enlarged detail, to its width.
	DetailAspect = 0.78
	detailSeam   = 0.5
)

// Detailed draws a pair with a ring round each spot on both pictures, and its number beside it.
func Detailed(t *Typesetter, l Layout, first, second Panel, spots []Spot) Drawing {
	d := Pair(t, l, first, second)
	for i, panel := range []Panel{first, second} {
		box := l.First
		if i == 1 {
			box = l.Second
		}
		onBox := onPaper(box, panel.Size)
		var places, taken []geom.Rect
		var rings Shape
		for _, s := range spots {
			p := s.First
			if i == 1 {
				p = s.Second
			}
			at := onBox.Apply(p)
			if !box.Contains(at) {
				places = append(places, geom.Rect{})
				continue
			}
			around := grow(geom.Rect{MinX: at.X, MinY: at.Y, MaxX: at.X, MaxY: at.Y}, spotRadius)
			rings.Paths = append(rings.Paths, circle(at, spotRadius))
			places, taken = append(places, around), append(taken, around)
		}
		if len(rings.Paths) > 0 {
			d.Add(twice(rings, Ink, White, edgeAlpha)...)
		}
		for k, s := range spots {
			if places[k].Empty() {
				continue
			}
			at := numberPlace(places[k], box, taken)
			taken = append(taken, grow(geom.Rect{MinX: at.X, MinY: at.Y, MaxX: at.X, MaxY: at.Y}, badgeRadius))
			d.Place(Badge(t, s.Number), at.X-badgeRadius, at.Y-badgeRadius)
		}
	}
	return d
}

// DetailPair returns the same part of the scene of both pictures beside each
// other, the claim's half first, at the same scale, as it will stand in that
// width in millimetres. The part is in claim pixels. It is enlarged by
// interpolation alone.
func DetailPair(ctx context.Context, p compare.Pair, scene geom.Rect, width float64, f Fineness) (Encoded, error) {
	half := geom.Size{Width: atDPI((width-detailSeam)/2, f.dpi(detailDPI))}
	half.Height = int(float64(half.Width) * DetailAspect)
	seam := atDPI(detailSeam, f.dpi(detailDPI))
	size := geom.Size{Width: 2*half.Width + seam, Height: half.Height}
	return shoot(ctx, p, compare.View{
		Mode: compare.DetailsMode, Whole: true, PaneGap: seam, StageFromClaimed: compare.FitRegion(scene, half, 0),
	}, size, f.quality(enlargedQuality))
}

// DetailScale returns how wide a claim pixel stands in an enlargement of a scene
// in that width, millimetres.
func DetailScale(scene geom.Rect, width float64) float64 {
	return (width - detailSeam) / 2 * min(1/scene.Width(), DetailAspect/scene.Height())
}

// Brackets marks the corners of a box, in the scene's pixels, on both halves of
// an enlargement, a little outside it: what stands there is to be seen.
func Brackets(scene, box geom.Rect, width float64) []Item {
	scale := DetailScale(scene, width)
	half := (width - detailSeam) / 2
	var s Shape
	for i := range 2 {
		pane := geom.Rect{MinX: float64(i) * (half + detailSeam), MaxX: float64(i)*(half+detailSeam) + half, MaxY: half * DetailAspect}
		at := func(x, y float64) geom.Point {
			c, m := scene.Centre(), pane.Centre()
			return geom.Point{X: m.X + (x-c.X)*scale, Y: m.Y + (y-c.Y)*scale}
		}
		a, b := at(box.MinX, box.MinY), at(box.MaxX, box.MaxY)
		r := grow(geom.Rect{MinX: a.X, MinY: a.Y, MaxX: b.X, MaxY: b.Y}, bracketAir).Intersect(grow(pane, -bracketLine))
		arm := min(bracketArm, r.Width()/3, r.Height()/3)
		for _, c := range [...]struct{ x, y, dx, dy float64 }{{r.MinX, r.MinY, arm, arm}, {r.MaxX, r.MinY, -arm, arm}, {r.MaxX, r.MaxY, -arm, -arm}, {r.MinX, r.MaxY, arm, -arm}} {
			s.Paths = append(s.Paths, Path{Points: []geom.Point{{X: c.x, Y: c.y + c.dy}, {X: c.x, Y: c.y}, {X: c.x + c.dx, Y: c.y}}})
		}
	}
	return twice(s, Ink, White, edgeAlpha)
}

// Lengths of the brackets, millimetres.
const (
	bracketAir  = 0.5
	bracketArm  = 1.8
	bracketLine = 0.4
)

const detailDPI = 220 // more shows nothing of what is enlarged

// DetailCard draws an enlarged detail with its number, its name and what else is said of it under it.
func DetailCard(t *Typesetter, n int, p Encoded, width float64, name, says Span) Drawing {
	return card(t, Badge(t, n), p, width, name, says)
}

// RegionCard does the same for a region of the difference, whose number stands in a square.
func RegionCard(t *Typesetter, n int, p Encoded, width float64, name, says Span) Drawing {
	return card(t, RegionNumber(t, n), p, width, name, says)
}

func card(t *Typesetter, number Drawing, p Encoded, width float64, name, says Span) Drawing {
	height := (width - detailSeam) / 2 * DetailAspect
	box := geom.Rect{MaxX: width, MaxY: height}
	d := Drawing{Width: width, Height: height}
	d.Add(frame(box), Picture{Box: box, Encoded: p})
	const above = 1.4
	d.Place(number, 0, height+above)
	left := 2*badgeRadius + 1.8
	words := []Span{name}
	if says.Text != "" {
		words = append(words, Span{Text: "\n", Style: says.Style}, says)
	}
	text := t.Paragraph(width-left, words...)
	d = d.Figured(text.Spans, "")
	d.Quiet(func(d *Drawing) { text.Draw(d, left, height+above+badgeRadius-name.Style.Leading/2, 0, Left) })
	d.Height = max(height+above+2*badgeRadius, height+above+badgeRadius-name.Style.Leading/2+text.Height())
	return d
}

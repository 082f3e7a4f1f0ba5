package figure

import (
	"image"
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/geom"
)

// Numbered draws a panel with a dashed box and a number for each region of it,
// given in the panel's pixels, the first with number 1.
func Numbered(t *Typesetter, panel Panel, regions []image.Rectangle, width, height float64) Drawing {
	d := Single(t, panel, width, height)
	box := geom.Rect{MaxX: width, MaxY: height}
	onBox := onPaper(box, panel.Size)
	var taken []geom.Rect
	for i, r := range regions {
		region := geom.Rect{MinX: float64(r.Min.X), MinY: float64(r.Min.Y), MaxX: float64(r.Max.X), MaxY: float64(r.Max.Y)}
		around := onBox.ApplyQuad(region.Quad()).Bounds()
		d.Add(outline(grow(region, regionAir/onBox[0]).Quad(), panel.Size, box, regionLine)...)
		at := numberPlace(around, box, taken)
		taken = append(taken, grow(geom.Rect{MinX: at.X, MinY: at.Y, MaxX: at.X, MaxY: at.Y}, badgeRadius))
		d.Place(RegionNumber(t, i+1), at.X-regionNumber/2, at.Y-regionNumber/2)
	}
	return d
}

// Lengths about a region, millimetres.
const (
	regionAir  = 0.6
	regionLine = 0.3

	regionNumber = 4.2 // side of the square that a number stands in
)

var regionDigit = Style{Face: SansSemiBold, Pt: 8, Leading: 3.6, Colour: Ink}

// RegionNumber draws the number of a region of the difference: on a white square,
// as the numbers of details stand on a dark disc.
func RegionNumber(t *Typesetter, n int) Drawing {
	d := Drawing{Width: regionNumber, Height: regionNumber}
	box := geom.Rect{MaxX: regionNumber, MaxY: regionNumber}
	edge := Ink
	d.Add(Filled(box, White), Shape{Paths: []Path{Rectangle(grow(box, -0.1))}, Stroke: &edge, Line: 0.2})
	digits := t.Paragraph(math.Inf(1), Span{Text: strconv.Itoa(n), Style: regionDigit})
	digits.Draw(&d, (regionNumber-digits.Width())/2, (regionNumber-regionDigit.Leading)/2, 0, Left)
	return d
}

// numberPlace returns where a region's number goes: at a corner of its box,
// outside it where there is room, and off the numbers that stand already.
func numberPlace(around, box geom.Rect, taken []geom.Rect) geom.Point {
	const away = badgeRadius + regionAir
	room := grow(box, -badgeRadius-0.3)
	places := [...]geom.Point{
		{X: around.MaxX + away, Y: around.MinY},
		{X: around.MinX - away, Y: around.MinY},
		{X: around.MaxX + away, Y: around.MaxY},
		{X: around.MinX - away, Y: around.MaxY},
		{X: around.Centre().X, Y: around.MinY - away},
		{X: around.Centre().X, Y: around.MaxY + away},
	}
	for _, p := range places {
		mine := grow(geom.Rect{MinX: p.X, MinY: p.Y, MaxX: p.X, MaxY: p.Y}, badgeRadius)
		free := room.Contains(p)
		for _, other := range taken {
			free = free && mine.Intersect(other).Empty()
		}
		if free {
			return p
		}
	}
	return kept(around.Centre(), room)
}

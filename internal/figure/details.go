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

// DetailPair returns the same square of the scene of both pictures beside each
// other, the claim's half first, at the same scale, as it will stand in that
// width in millimetres. The square is in claim pixels. It is enlarged by
// interpolation alone.
func DetailPair(ctx context.Context, p compare.Pair, square geom.Rect, width float64, f Fineness) (Encoded, error) {
	half := geom.Size{Width: atDPI((width-detailSeam)/2, f.dpi(detailDPI))}
	half.Height = int(float64(half.Width) * DetailAspect)
	seam := atDPI(detailSeam, f.dpi(detailDPI))
	size := geom.Size{Width: 2*half.Width + seam, Height: half.Height}
	return shoot(ctx, p, compare.View{
		Mode: compare.DetailsMode, Whole: true, PaneGap: seam, StageFromClaimed: compare.FitRegion(square, half, 0),
	}, size, f.quality(enlargedQuality))
}

const detailDPI = 220 // more shows nothing of what is enlarged

// DetailCard draws an enlarged detail with its number, its name and what else is said of it under it.
func DetailCard(t *Typesetter, n int, p Encoded, width float64, name, says Span) Drawing {
	height := (width - detailSeam) / 2 * DetailAspect
	box := geom.Rect{MaxX: width, MaxY: height}
	d := Drawing{Width: width, Height: height}
	d.Add(frame(box), Picture{Box: box, Encoded: p})
	const above = 1.4
	d.Place(Badge(t, n), 0, height+above)
	left := 2*badgeRadius + 1.8
	words := []Span{name}
	if says.Text != "" {
		words = append(words, Span{Text: "\n", Style: says.Style}, says)
	}
	text := t.Paragraph(width-left, words...)
	text.Draw(&d, left, height+above+badgeRadius-name.Style.Leading/2, 0, Left)
	d.Height = max(height+above+2*badgeRadius, height+above+badgeRadius-name.Style.Leading/2+text.Height())
	return d
}

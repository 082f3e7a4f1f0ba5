package app

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
)

// region is a part of the window that a coach mark can speak of.
type region int

const (
	noRegion region = iota
	inHead
	inList
	inStage
	inStrip
	inFacts
	inBook
	inPublish
)

// standing is how a coach mark stands in the window.
type standing struct {
	card  look.Place
	under bool    // it is a band under everything, not in a column
	rooms regions // where everything lies, with what the card has taken
	whole regions // and without
	size  fyne.Size
}

func placeOf(r room) look.Place {
	return look.Place{X: r.x, Y: r.y, Width: r.width, Height: r.height}
}

// above is where what stands over a band ends, of all down to the bottom.
func (s standing) above(bottom float32) float32 {
	if s.under && !s.card.Empty() {
		return s.card.Y - look.Px(look.Gap8)
	}
	return bottom
}

// wayTo returns the corners of the line from a card to a target. It runs where
// no words stand: on the lines between regions, along the window's edge, and
// across the picture; a target that is reached along its own region's edge ends it.
func (s standing) wayTo(target look.Place, in region) []fyne.Position {
	x, y := target.X+target.Width/2, target.Y+target.Height/2
	switch in {
	case inHead:
		level := s.whole.head.y + s.whole.head.height
		return s.along(s.gutter(x), level, fyne.NewPos(x, level), fyne.NewPos(x, target.Bottom()))
	case inStrip:
		if s.under {
			return []fyne.Position{fyne.NewPos(x, s.card.Y), fyne.NewPos(x, target.Bottom())}
		}
		level := target.Y - look.Px(look.Gap8)
		return s.along(s.gutter(x), level, fyne.NewPos(x, level), fyne.NewPos(x, target.Y))
	case inBook:
		// Down the gap between the list of pages and the page.
		level := s.rooms.head.y + s.rooms.head.height
		if target.X-s.rooms.stage.x < 1 { // the list itself
			return s.along(target.X, y, fyne.NewPos(target.X+look.Px(look.Gap4), y))
		}
		between, at := target.X-look.Px(look.Gap12), target.Y+look.Px(look.Gap24)
		return s.along(s.rooms.stage.x, level, fyne.NewPos(between, level), fyne.NewPos(between, at))
	case inPublish:
		return s.along(edgeAir, y, fyne.NewPos(target.X, y))
	case inList:
		return s.along(s.whole.list.x+s.whole.list.width, y, fyne.NewPos(target.Right(), y))
	case inFacts:
		return s.along(s.whole.facts.x, y, fyne.NewPos(target.X, y))
	case inStage:
		at := s.gutter(x)
		end := target.Right()
		if at < x {
			end = target.X
		}
		return s.along(at, y, fyne.NewPos(end, y))
	}
	return nil
}

// edgeAir is how far from the window's edge a line runs, pixels.
const edgeAir = 4

// gutter returns where a line goes up to a place in the picture or over it: the
// line between regions that the card stands at, or the nearest one.
func (s standing) gutter(x float32) float32 {
	list, facts := s.whole.list.x+s.whole.list.width, s.whole.facts.x
	hasList, hasFacts := !s.whole.list.empty() && !s.whole.listOver, !s.whole.facts.empty() && !s.whole.factsOver
	switch {
	case hasFacts && !s.under && s.card.X >= facts:
		return facts
	case hasList && !s.under:
		return list
	case hasFacts && (!hasList || facts-x < x-list):
		return facts
	case hasList:
		return list
	}
	return edgeAir
}

// along leaves the card for an upright line and follows it to a level, and goes on from there.
func (s standing) along(x, level float32, on ...fyne.Position) []fyne.Position {
	c, corner := s.card, look.Px(look.RadiusWell)
	var way []fyne.Position
	switch {
	case x > c.X+corner && x < c.Right()-corner: // straight up from a band
		way = append(way, fyne.NewPos(x, c.Y))
	default:
		from := c.X
		if x >= c.Right()-corner {
			from = c.Right()
		}
		at := min(max(level, c.Y+corner), c.Bottom()-corner)
		way = append(way, fyne.NewPos(from, at), fyne.NewPos(x, at))
	}
	if last := way[len(way)-1]; last.Y != level {
		way = append(way, fyne.NewPos(x, level))
	}
	return append(way, on...)
}

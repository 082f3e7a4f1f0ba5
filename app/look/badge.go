package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Badge says what a badge stands for. Its word comes from words, key
// "finding." and the badge's String.
type Badge int

// The badges.
const (
	NoBadge Badge = iota
	BadgeIdentical
	BadgeMatch
	BadgePartial
	BadgeUncertain
	BadgeNoMatch
	BadgeError
	BadgeByHand
	BadgeAtWork  // the arc turns
	BadgeWaiting // the arc stands still
)

// Badges lists those that show something.
var Badges = []Badge{
	BadgeIdentical, BadgeMatch, BadgePartial, BadgeUncertain, BadgeNoMatch, BadgeError, BadgeByHand, BadgeAtWork, BadgeWaiting,
}

// BadgeNamed returns the badge of a verdict's stable word ("match", "no-match",
// "by-hand" …); BadgeAtWork for "", where there is no verdict yet.
func BadgeNamed(word string) Badge {
	for _, b := range Badges {
		if b.String() == word {
			return b
		}
	}
	return BadgeAtWork
}

var badgeNames = [...]string{"", "identical", "match", "partial", "uncertain", "no-match", "error", "by-hand", "comparing", "waiting"}

// String returns the badge's name in the catalogue of words.
func (b Badge) String() string { return badgeNames[b] }

func (b Badge) ink() Ink {
	return [...]Ink{Clear, InMatch, InMatch, InPartial, InUncertain, InNoMatch, InError, InByHand, InText, InQuiet}[b]
}

func (b Badge) isArc() bool { return b == BadgeAtWork || b == BadgeWaiting }

func (b Badge) drawing() Drawing {
	if b == NoBadge || b.isArc() {
		return NoDrawing
	}
	return Drawing("badge-" + b.String())
}

// BadgeShape draws a badge's shape, 14 px within 16 unless its place is larger. The
// word stands beside it in the text colour, set by the view.
type BadgeShape struct {
	widget.BaseWidget
	badge Badge
	shape *Icon
	arc   *Arc
}

// NewBadgeShape returns the shape of a badge.
func NewBadgeShape(b Badge) *BadgeShape {
	s := &BadgeShape{badge: b, shape: NewIcon(b.drawing(), b.ink()), arc: NewArc()}
	s.arc.SetTurning(b == BadgeAtWork)
	s.arc.SetInk(b.ink())
	s.ExtendBaseWidget(s)
	return s
}

// Set changes the badge. The arc turns only while it is the badge.
func (s *BadgeShape) Set(b Badge) {
	s.arc.SetTurning(b == BadgeAtWork)
	if b != s.badge {
		s.badge = b
		s.Refresh()
	}
}

// Rest stops the arc until the next Set, for a row that has left the screen.
func (s *BadgeShape) Rest() { s.arc.SetTurning(false) }

// CreateRenderer is part of Fyne's widget.
func (s *BadgeShape) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.shape, s.arc},
		Place: func(size fyne.Size) {
			s.shape.Resize(size)
			rim := size.Width / 16
			Put(s.arc, rim, rim, size.Width-2*rim, size.Height-2*rim)
		},
		Least: func() fyne.Size { return fyne.NewSquareSize(Px(16)) },
		Paint: func() {
			s.shape.Set(s.badge.drawing(), s.badge.ink())
			s.arc.SetInk(s.badge.ink())
			Show(s.shape, !s.badge.isArc())
			Show(s.arc, s.badge.isArc())
		},
	})
}

// Turning reports whether the shape is an arc that turns.
func (s *BadgeShape) Turning() bool { return s.arc.Turning() }

package inspector

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// section is a heading with what stands under it, which a person can close. A
// line over it sets it off from what comes before.
type section struct {
	widget.BaseWidget
	open    bool
	column  string // what stands at the right of its rows; empty says nothing
	changed func()

	over *look.Box
	head *sectionHead
	body *look.Column
}

// Gaps of a section, pixels at a text size of 100 %.
const (
	sectionAbove = 12
	sectionGap   = 2
	sectionBelow = 15
	chevron      = 14 // its side
)

// newSection returns an open section; changed hears that a person opened or closed
// it, and reveal brings what has the keyboard into sight.
func newSection(changed func(), reveal func(fyne.CanvasObject)) *section {
	s := &section{open: true, changed: changed, over: look.Hairline(), body: look.NewColumn(look.Gap16)}
	s.head = newSectionHead(s, reveal)
	s.ExtendBaseWidget(s)
	return s
}

func (s *section) set(name, count string, items ...look.Item) {
	s.head.set(name, count)
	s.body.SetItems(items...)
	s.Refresh()
}

func (s *section) setOpen(open bool) {
	if s.open != open {
		s.open = open
		s.Refresh()
	}
}

func (s *section) toggle() {
	s.setOpen(!s.open)
	s.changed()
}

// HeightAt returns the height at a width.
func (s *section) HeightAt(width float32) float32 {
	height := look.Px(sectionAbove+sectionBelow) + s.head.HeightAt(width)
	if s.open {
		height += look.Px(sectionGap) + s.body.HeightAt(width)
	}
	return height
}

// CreateRenderer is part of Fyne's widget.
func (s *section) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.head, s.body, s.over}, // the keyboard comes to the heading first
		Least: func() fyne.Size { return fyne.NewSize(0, s.HeightAt(s.Size().Width)) },
		Place: func(size fyne.Size) {
			px := look.Px
			look.Put(s.over, 0, size.Height-1, size.Width, 1)
			head := s.head.HeightAt(size.Width)
			look.Put(s.head, 0, px(sectionAbove), size.Width, head)
			look.Show(s.body, s.open)
			if s.open {
				look.Put(s.body, 0, px(sectionAbove+sectionGap)+head, size.Width, s.body.HeightAt(size.Width))
			}
			s.head.Refresh()
		},
	})
}

// sectionHead is the heading, with a chevron that says whether it is open.
type sectionHead struct {
	pressed
	section *section

	heading *look.Heading
	chevron *look.Icon
	frame   *look.Box
}

var (
	_ fyne.Tappable     = (*sectionHead)(nil)
	_ fyne.Focusable    = (*sectionHead)(nil)
	_ desktop.Hoverable = (*sectionHead)(nil)
)

func newSectionHead(s *section, reveal func(fyne.CanvasObject)) *sectionHead {
	h := &sectionHead{
		section: s, heading: look.NewHeading("", "", ""),
		chevron: look.NewIcon(look.ChevronDown, look.InQuiet),
		frame:   look.NewFrame(look.Clear, look.Clear, 0, look.RadiusThumbnail),
	}
	h.be(h, reveal)
	return h
}

func (h *sectionHead) set(name, count string) { h.heading.Set(name, count, h.section.column) }

// room is what the chevron leaves of a width.
func (h *sectionHead) room(width float32) float32 {
	return width - look.Px(2*look.Gap16+chevron+look.Gap8)
}

// HeightAt returns the height at a width.
func (h *sectionHead) HeightAt(width float32) float32 { return h.heading.HeightAt(h.room(width)) }

// CreateRenderer is part of Fyne's widget.
func (h *sectionHead) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: h,
		Parts: []fyne.CanvasObject{h.heading, h.chevron, h.frame},
		Least: func() fyne.Size { return fyne.NewSize(0, h.HeightAt(h.Size().Width)) },
		Place: func(size fyne.Size) {
			inset, side := look.Px(look.Gap16), look.Px(chevron)
			look.Put(h.heading, inset, 0, h.room(size.Width), size.Height)
			look.Put(h.chevron, size.Width-inset-side, (look.Px(look.Body.Line)-side)/2, side, side)
			out := look.Px(look.Gap4)
			look.Put(h.frame, inset-2*out, -out, size.Width-2*inset+4*out, size.Height+2*out)
		},
		Paint: func() {
			drawing, ink := look.ChevronRight, look.InQuiet
			if h.section.open {
				drawing = look.ChevronDown
			}
			if h.hovered {
				ink = look.InText
			}
			h.chevron.Set(drawing, ink)
			if h.focused {
				h.frame.SetEdge(look.InFocus, look.Now().FocusWidth)
			} else {
				h.frame.SetEdge(look.Clear, 0)
			}
		},
	})
}

// Tapped opens or closes the section.
func (h *sectionHead) Tapped(*fyne.PointEvent) { h.section.toggle() }

// TypedKey opens or closes the section on Space and Enter, and hands on the rest.
func (h *sectionHead) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		h.section.toggle()
	default:
		look.Forward(h, key)
	}
}

// AccessibilityLabel returns the heading's name.
func (h *sectionHead) AccessibilityLabel() string { return h.heading.Name() }

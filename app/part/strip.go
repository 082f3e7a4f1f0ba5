package part

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// strip says what is marked, and holds the ways on.
type strip struct {
	widget.BaseWidget
	view *View

	line             *look.Box
	size, says       *look.Text
	next, use, leave *look.Button
}

func newStrip(v *View) *strip {
	s := &strip{
		view: v, line: look.Hairline(),
		size: look.NewLine("", look.Body, look.InText, look.Whole),
		says: look.NewText("", look.Quiet, look.InSecond).AtMost(2),
	}
	s.next = look.NewButton("", v.Next, look.ButtonOptions{Height: look.Short})
	s.leave = look.NewButton("", v.Leave, look.ButtonOptions{Height: look.Short})
	s.use = look.NewButton("", v.Use, look.ButtonOptions{Kind: look.Main, Height: look.Short})
	s.ExtendBaseWidget(s)
	return s
}

// say sets the words.
func (s *strip) say() {
	v, l := s.view, s.view.language
	s.size.Set("")
	if !v.marked.Empty() {
		s.size.Set(at(l, v.marked))
	}
	s.says.Set(s.sentence())
	n, all := "", ""
	if len(v.value.Proposals) > 1 {
		n, all = strconv.Itoa(v.proposal+1), strconv.Itoa(len(v.value.Proposals))
		if v.proposal < 0 {
			n = "–"
		}
	}
	s.next.SetWords(l.Say("part.next", "n", n, "all", all))
	others := len(v.value.Proposals) > 1 || len(v.value.Proposals) == 1 && v.proposal < 0
	s.next.SetDimmed(!others, "")
	s.use.SetWords(l.Say("part.use"))
	s.use.SetDimmed(!v.usable(), "")
	s.leave.SetWords(l.Say("part.leave"))
	s.Refresh()
}

// sentence says where the rectangle comes from, and how sure it is.
func (s *strip) sentence() string {
	v, l := s.view, s.view.language
	switch {
	case v.proposal >= 0 && v.value.Proposals[v.proposal].Clear:
		return l.Say("part.clear")
	case v.proposal >= 0:
		return l.Say("part.unsure")
	case !v.marked.Empty() && v.marked == v.value.Start:
		return l.Say("part.marked")
	case !v.marked.Empty():
		return l.Say("part.by-hand")
	case v.value.Searching:
		return l.Say("part.searching")
	}
	return l.Say("part.none")
}

// CreateRenderer is part of Fyne's widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s,
		Parts: []fyne.CanvasObject{s.line, s.size, s.says, s.next, s.leave, s.use},
		Least: func() fyne.Size { return fyne.NewSize(look.Px(320), look.Px(stripHeight)) },
		Place: s.place,
	})
}

func (s *strip) place(size fyne.Size) {
	look.Put(s.line, 0, 0, size.Width, 1)
	height, gap := look.Px(look.Short), look.Px(look.Gap8)
	x := size.Width - look.Px(look.Gap16)
	for _, b := range []*look.Button{s.use, s.leave, s.next} {
		width := b.MinSize().Width
		x -= width
		look.Put(b, x, (size.Height-height)/2, width, height)
		x -= gap
	}
	left, right := look.Px(look.Gap16), x-gap
	line := look.Px(look.Body.Line)
	width := min(s.size.Width()+1, max(0, right-left))
	look.Put(s.size, left, (size.Height-line)/2, width, line)
	if width > 1 {
		left += width + look.Px(look.Gap16)
	}
	room := max(0, right-left)
	look.Show(s.says, room > look.Px(110))
	tall := s.says.HeightAt(room)
	look.Put(s.says, left, (size.Height-tall)/2, room, tall)
}

// Package outgo owns the sheets on what comes back from others: the check of a
// file, and trusted time. Its main type is Check. It promises that what was not
// checked is told as that.
package outgo

import (
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// sheetWidth is that of the sheets, pixels at a text size of 100 %.
const sheetWidth = 600

// Mark says what a line tells of.
type Mark int

// The marks, in the order in which a check shows them.
const (
	Unset Mark = iota
	Wrong
	Holds
	Unchecked
	Keep
)

// marks lists them, with the last part of the key of their heading and their sign.
var marks = []struct {
	mark Mark
	key  string
	sign look.Drawing
}{
	{Wrong, "wrong", look.Warning}, {Holds, "holds", look.Tick}, {Unchecked, "unchecked", look.Minus}, {Keep, "keep", look.NoDrawing},
}

// Line is one thing that is said of a file.
type Line struct {
	Mark Mark
	Text string
}

// grouped puts lines under their headings.
func grouped(l words.Language, lines []Line) (items []look.Item) {
	for _, m := range marks {
		above := float32(look.Gap4)
		for _, line := range lines {
			if line.Mark != m.mark {
				continue
			}
			if above == look.Gap4 {
				items = append(items, heading(l.Say("outgo.check.group."+m.key), look.Gap16))
			}
			items = append(items, look.Item{Object: look.NewNoted(m.sign, look.NewText(line.Text, look.Body, look.InText)), Above: above})
			above = look.Gap8
		}
	}
	return items
}

// asText writes lines as they are copied.
func asText(l words.Language, title string, lines []Line) string {
	var out strings.Builder
	out.WriteString(title + "\n")
	for _, m := range marks {
		first := true
		for _, line := range lines {
			if line.Mark != m.mark {
				continue
			}
			if first {
				out.WriteString("\n" + l.Say("outgo.check.group."+m.key) + "\n")
				first = false
			}
			out.WriteString("- " + line.Text + "\n")
		}
	}
	return out.String()
}

func heading(text string, above float32) look.Item {
	return look.Item{Object: look.NewText(text, look.BodyBold, look.InText), Above: above}
}

func said(text string, ink look.Ink, above float32) look.Item {
	return look.Item{Object: look.NewText(text, look.Body, ink), Above: above}
}

func quiet(text string, above float32) look.Item {
	return look.Item{Object: look.NewText(text, look.Quiet, look.InSecond), Above: above}
}

// working is an arc that turns, with words.
func working(text string, above float32) (*look.Arc, look.Item) {
	arc := look.NewArc()
	arc.SetTurning(true)
	return arc, look.Item{Object: look.NewRow(look.Gap8, arc, look.NewLine(text, look.Body, look.InText, look.Whole)), Above: above}
}

// sheet is what the three have in common: a title, a column that scrolls, and
// buttons at the foot.
type sheet struct {
	language words.Language
	title    *look.Text
	column   *look.Column
	scroll   *look.Scroll
	left     *look.Row
	right    *look.Row
	arc      *look.Arc // the one that turns; nil where none does
	panel    *look.Panel
}

func newSheet() *sheet {
	s := &sheet{
		title: look.NewText("", look.Title, look.InText), column: look.NewColumn(look.Gap24),
		left: look.NewRow(look.Gap8), right: look.NewRow(look.Gap8),
	}
	s.scroll = look.NewScroll(s.column)
	s.panel = look.NewPanel(look.Panel{
		Inset:  look.Gap24,
		Widest: func() float32 { return look.Px(sheetWidth) },
		Above:  look.NewColumn(0, look.Item{Object: s.title}),
		Body:   s.scroll.Inside(),
		Left:   s.left, Right: s.right,
	})
	return s
}

// show fills the sheet anew, and leaves the keyboard and the page where they were.
func (s *sheet) show(items []look.Item, arc *look.Arc, left, right []fyne.CanvasObject) {
	if s.arc != nil {
		s.arc.SetTurning(false)
	}
	s.arc = arc
	s.column.SetItems(items...)
	s.left.SetObjects(left...)
	s.right.SetObjects(right...)
	s.panel.Pane.Refresh()
	s.panel.Sheet.Refresh()
}

func (s *sheet) open(c fyne.Canvas, focus fyne.Focusable) {
	s.scroll.ToTop()
	s.panel.Sheet.Open(c, focus)
}

// Close takes the sheet away.
func (s *sheet) Close() {
	if s.arc != nil {
		s.arc.SetTurning(false)
	}
	s.panel.Sheet.Close()
}

// Opened reports whether the sheet lies over a window.
func (s *sheet) Opened() bool { return s.panel.Sheet.Opened() }

// focus gives the keyboard to what can be pressed now, if what had it is gone.
func (s *sheet) focus(to fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s.panel.Sheet); c != nil && s.Opened() {
		c.Focus(to)
	}
}

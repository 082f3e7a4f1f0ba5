package status

import (
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Problem is one entry of the list: what happened, and what to try now.
type Problem struct{ Sentence, Next string }

// Problems is the quiet list of what went wrong.
type Problems struct {
	OnClear func()

	language     words.Language
	list         []Problem
	head         *look.Heading
	rest         *look.Text
	column       *look.Column
	scroll       *look.Scroll
	clear, close *look.Button
	pane         *look.Pane
	sheet        *look.Sheet
}

const problemsWidth = 520 // pixels at a text size of 100 %

// NewProblems returns an empty list.
func NewProblems(l words.Language) *Problems {
	p := &Problems{
		head:   look.NewHeading("", "", ""),
		rest:   look.NewText("", look.Quiet, look.InQuiet),
		column: look.NewColumn(look.Gap16),
	}
	p.scroll = look.NewScroll(p.column)
	p.close = look.NewButton("", p.Close, look.ButtonOptions{Kind: look.Main})
	p.clear = look.NewButton("", func() {
		p.Close()
		if p.OnClear != nil {
			p.OnClear()
		}
	}, look.ButtonOptions{})
	p.pane = look.NewPane([]fyne.CanvasObject{p.head, p.scroll, p.rest, p.clear, p.close}, p.place, nil)
	p.sheet = look.NewSheet(p.pane, p.size)
	p.sheet.OnLeave = p.Close
	p.SetLanguage(l)
	return p
}

// SetLanguage changes the language of what the list itself says; its problems
// come with the next Show.
func (p *Problems) SetLanguage(l words.Language) {
	p.language = l
	p.rest.Set(l.Say("window.problems.rest"))
	p.clear.SetWords(l.Say("window.problems.clear"))
	p.close.SetWords(l.Say("window.close"))
	p.Show(p.list)
}

// Show fills the list.
func (p *Problems) Show(list []Problem) {
	p.list = list
	p.head.Set(p.language.Say("window.problems"), strconv.Itoa(len(list)), "")
	var items []look.Item
	for i, problem := range list {
		above := float32(look.Gap12)
		if i == 0 {
			above = 0
		}
		items = append(items,
			look.Item{Object: look.NewText(problem.Sentence, look.Body, look.InText), Above: above},
			look.Item{Object: look.NewText(problem.Next, look.Body, look.InSecond), Above: 2})
	}
	p.column.SetItems(items...)
	p.sheet.Refresh()
}

// Open lays the list over a window.
func (p *Problems) Open(c fyne.Canvas) { p.sheet.Open(c, p.close) }

// Close takes it away.
func (p *Problems) Close() { p.sheet.Close() }

// Opened reports whether the list lies over a window.
func (p *Problems) Opened() bool { return p.sheet.Opened() }

// frame is the height of everything but the list.
func (p *Problems) frame(width float32) float32 {
	px := look.Px
	return px(look.Gap16+look.Body.Line+look.Gap12) +
		px(look.Gap16) + p.rest.HeightAt(width-2*px(look.Gap16)) + px(look.Gap16+look.Tall+look.Gap16)
}

func (p *Problems) size(window fyne.Size) fyne.Size {
	width := min(look.Px(problemsWidth), window.Width-2*look.Px(look.Gap16))
	height := p.frame(width) + p.column.HeightAt(width)
	return fyne.NewSize(width, min(height, window.Height-2*look.Px(look.Gap24)))
}

func (p *Problems) place(size fyne.Size) {
	px := look.Px
	left := px(look.Gap16)
	width := size.Width - 2*left
	look.Put(p.head, left, px(look.Gap16), width, px(look.Body.Line))
	top := px(look.Gap16 + look.Body.Line + look.Gap12)
	look.Put(p.scroll, 0, top, size.Width, size.Height-p.frame(size.Width))

	bottom := size.Height - px(look.Gap16)
	close, clear := p.close.MinSize(), p.clear.MinSize()
	look.Put(p.close, size.Width-left-close.Width, bottom-close.Height, close.Width, close.Height)
	look.Put(p.clear, left, bottom-clear.Height, clear.Width, clear.Height)
	rest := p.rest.HeightAt(width)
	look.Put(p.rest, left, bottom-close.Height-px(look.Gap16)-rest, width, rest)
}

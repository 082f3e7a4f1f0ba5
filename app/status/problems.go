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
	clear, close *look.Button
	frame        *look.Panel
}

const problemsWidth = 520 // pixels at a text size of 100 %

// NewProblems returns an empty list.
func NewProblems(l words.Language) *Problems {
	p := &Problems{
		head:   look.NewHeading("", "", ""),
		rest:   look.NewText("", look.Quiet, look.InQuiet),
		column: look.NewColumn(look.Gap16),
	}
	p.close = look.NewButton("", p.Close, look.ButtonOptions{Kind: look.Main})
	p.clear = look.NewButton("", func() {
		p.Close()
		if p.OnClear != nil {
			p.OnClear()
		}
	}, look.ButtonOptions{})
	p.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(problemsWidth) },
		Above:  look.NewColumn(0, look.Item{Object: p.head}),
		Body:   look.NewScroll(p.column).Inside(),
		Below:  look.NewColumn(0, look.Item{Object: p.rest}),
		Left:   p.clear,
		Right:  p.close,
	})
	p.frame.Sheet.OnLeave = p.Close
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
	p.frame.Sheet.Refresh()
}

// Open lays the list over a window.
func (p *Problems) Open(c fyne.Canvas) { p.frame.Sheet.Open(c, p.close) }

// Close takes it away.
func (p *Problems) Close() { p.frame.Sheet.Close() }

// Opened reports whether the list lies over a window.
func (p *Problems) Opened() bool { return p.frame.Sheet.Opened() }

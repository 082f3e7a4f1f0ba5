package outgo

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Timing is how trusted time over a file stands.
type Timing struct {
	Name, Request string // of the file, and of the request beside it; empty where none is chosen
	Roots         string // name of the file with certificates that are trusted; empty where none is given
	Running       bool
	Head          string // of what came out last
	Lines         []Line
	Next          string // what to do now
	Problem       string // what went wrong and what to try
}

// Time is the sheet on trusted time.
type Time struct {
	*sheet

	OnChoose  func() // the file
	OnRequest func() // write a request beside it
	OnReply   func() // choose an answer and check it
	OnRoots   func() // choose certificates
	OnLeave   func() // it was closed: what runs has to end
	OnCopy    func(text string)

	value                               Timing
	choose, request, reply, roots, copy *look.Button
	done                                *look.Button
	last                                fyne.CanvasObject // the lowest on the sheet: what came out
}

// NewTime returns the sheet, closed.
func NewTime(l words.Language) *Time {
	t := &Time{sheet: newSheet()}
	plain := look.ButtonOptions{}
	t.choose = look.NewButton("", func() { t.OnChoose() }, plain)
	t.request = look.NewButton("", func() { t.OnRequest() }, plain)
	t.reply = look.NewButton("", func() { t.OnReply() }, plain)
	t.roots = look.NewButton("", func() { t.OnRoots() }, plain)
	t.copy = look.NewButton("", func() {
		text := asText(t.language, t.value.Name+"\n"+t.value.Head, t.value.Lines)
		if t.value.Next != "" {
			text += "\n" + t.value.Next + "\n"
		}
		t.OnCopy(text)
		t.copy.SetWords(t.language.Say("outgo.copied"))
	}, plain)
	t.done = look.NewButton("", t.leave, look.ButtonOptions{Kind: look.Main})
	for _, b := range []*look.Button{t.choose, t.request, t.reply, t.roots} {
		b.OnFocus = func() { t.scroll.Reveal(b) }
	}
	t.panel.Sheet.OnLeave = t.leave
	t.SetLanguage(l)
	return t
}

func (t *Time) leave() {
	t.Close()
	t.OnLeave()
}

// SetLanguage changes the language of the sheet; what came out stays as it was said.
func (t *Time) SetLanguage(l words.Language) {
	t.language = l
	t.title.Set(l.Say("outgo.time.title"))
	t.choose.SetWords(l.Say("outgo.time.choose"))
	t.request.SetWords(l.Say("outgo.time.request"))
	t.reply.SetWords(l.Say("outgo.time.check"))
	t.roots.SetWords(l.Say("outgo.time.roots"))
	t.draw()
}

// Roots returns what the button is called by which certificates are given.
func (t *Time) Roots() string { return t.language.Quote(t.roots.Words()) }

// Open lays the sheet over a window.
func (t *Time) Open(over fyne.Canvas) { t.open(over, t.choose) }

// Show brings the sheet to that state.
func (t *Time) Show(v Timing) {
	ended := t.value.Running && !v.Running
	t.value = v
	t.draw()
	if ended {
		t.focus(t.done)
		t.scroll.Reveal(t.last)
	}
}

func (t *Time) draw() {
	l, v := t.language, t.value
	t.copy.SetWords(l.Say("outgo.copy"))
	t.done.SetWords(l.Say("outgo.close"))
	file := said(v.Name, look.InText, look.Gap4)
	if v.Name == "" {
		file = quiet(l.Say("outgo.time.no-file"), look.Gap4)
	}
	roots := v.Roots
	if roots == "" {
		roots = l.Say("outgo.time.roots.none")
	}
	for _, b := range []*look.Button{t.request, t.reply} {
		b.SetDimmed(v.Name == "" || v.Running, l.Say("outgo.time.no-file"))
	}
	means := ""
	if v.Request != "" {
		means = l.Say("outgo.time.request.means", "name", v.Request)
	}
	items := []look.Item{
		said(l.Say("outgo.time.what"), look.InText, 0),
		quiet(l.Say("outgo.time.holds"), look.Gap8),
		heading(l.Say("outgo.time.file"), look.Gap16), file,
		{Object: t.choose, Above: look.Gap8, Hugs: true},
		{Object: t.request, Above: look.Gap16, Hugs: true},
		quiet(means, look.Gap4),
		{Object: t.reply, Above: look.Gap16, Hugs: true},
		quiet(l.Say("outgo.time.check.means"), look.Gap4),
		{Object: t.roots, Above: look.Gap16, Hugs: true},
		quiet(roots, look.Gap4),
	}
	var arc *look.Arc
	var left []fyne.CanvasObject
	switch {
	case v.Running:
		var line look.Item
		arc, line = working(l.Say("outgo.check.running"), look.Gap24)
		items = append(items, line)
	case v.Problem != "":
		items = append(items, heading(v.Head, look.Gap24), look.Item{Object: look.NewNoted(look.Warning, look.NewText(v.Problem, look.Body, look.InText)), Above: look.Gap8})
	case v.Head != "":
		items = append(items, look.Item{Object: look.NewText(v.Head, look.BodyBold, look.InText), Above: look.Gap24})
		items = append(items, grouped(l, v.Lines)...)
		items = append(items, said(v.Next, look.InText, look.Gap12))
		left = append(left, t.copy)
	}
	t.last = items[len(items)-1].Object
	t.show(items, arc, left, []fyne.CanvasObject{t.done})
}

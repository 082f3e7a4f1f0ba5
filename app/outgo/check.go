package outgo

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Checking is how far the check of a file has come.
type Checking struct {
	Name    string // of the file
	Running bool
	Step    string
	Lines   []Line
	Holds   bool   // everything that was checked; meaningful where it has ended and Problem is empty
	Problem string // why it could not be checked
	Again   bool   // the comparisons were run again, or are being
	Report  bool   // its pictures can be given
}

// Check is the sheet on a file that was checked.
type Check struct {
	*sheet

	OnAgain    func() // run the comparisons again
	OnPictures func() // choose a folder with the pictures of the report
	OnOther    func() // choose another file
	OnLeave    func() // it was closed: what runs has to end
	OnCopy     func(text string)

	value                              Checking
	again, pictures, other, copy, done *look.Button
}

// NewCheck returns the sheet, closed.
func NewCheck(l words.Language) *Check {
	c := &Check{sheet: newSheet()}
	c.again = look.NewButton("", func() { c.OnAgain() }, look.ButtonOptions{})
	c.pictures = look.NewButton("", func() { c.OnPictures() }, look.ButtonOptions{})
	c.other = look.NewButton("", func() { c.OnOther() }, look.ButtonOptions{})
	c.copy = look.NewButton("", func() {
		c.OnCopy(c.text())
		c.copy.SetWords(c.language.Say("outgo.copied"))
	}, look.ButtonOptions{})
	c.done = look.NewButton("", c.leave, look.ButtonOptions{Kind: look.Main})
	for _, b := range []*look.Button{c.again, c.pictures} {
		b.OnFocus = func() { c.scroll.Reveal(b) }
	}
	c.panel.Sheet.OnLeave = c.leave
	c.SetLanguage(l)
	return c
}

func (c *Check) leave() {
	c.Close()
	c.OnLeave()
}

// SetLanguage changes the language of the sheet; what was said of a file stays
// as it was said.
func (c *Check) SetLanguage(l words.Language) {
	c.language = l
	c.again.SetWords(l.Say("outgo.check.recompute"))
	c.pictures.SetWords(l.Say("outgo.check.pictures"))
	c.other.SetWords(l.Say("outgo.check.other"))
	c.draw()
}

// Pictures returns what the button is called by which the pictures of a report
// are given.
func (c *Check) Pictures() string { return c.language.Quote(c.pictures.Words()) }

// Open lays the sheet over a window.
func (c *Check) Open(over fyne.Canvas) { c.open(over, c.done) }

// Show brings the sheet to that state.
func (c *Check) Show(v Checking) {
	ended := c.value.Running && !v.Running
	c.value = v
	c.draw()
	if ended {
		c.focus(c.done)
	}
}

func (c *Check) draw() {
	l, v := c.language, c.value
	c.title.Set(l.Say("outgo.check.title", "name", v.Name))
	c.copy.SetWords(l.Say("outgo.copy"))
	c.done.SetWords(l.Say("outgo.close"))
	var items []look.Item
	var arc *look.Arc
	switch {
	case v.Running:
		var line look.Item
		arc, line = working(v.Step, 0)
		items = append(items, line)
		c.done.SetWords(l.Say("outgo.stop"))
	case v.Problem != "":
		items = append(items, heading(l.Say("outgo.check.failed"), 0), look.Item{Object: look.NewNoted(look.Warning, look.NewText(v.Problem, look.Body, look.InText)), Above: look.Gap8})
	default:
		items = append(items, look.Item{Object: look.NewText(c.verdict(), look.Finding, look.InText)})
	}
	items = append(items, grouped(l, v.Lines)...)
	items = append(items, heading(l.Say("outgo.check.cannot"), look.Gap24), quiet(l.Say("outgo.check.cannot.rest"), look.Gap4))
	if v.Running {
		c.show(items, arc, nil, []fyne.CanvasObject{c.done})
		return
	}
	if v.Problem == "" && !v.Again && slices.ContainsFunc(v.Lines, func(line Line) bool { return line.Mark == Holds }) {
		items = append(items, look.Item{Object: c.again, Above: look.Gap24, Hugs: true}, quiet(l.Say("outgo.check.recompute.means"), look.Gap4))
	}
	if v.Problem == "" && v.Report {
		items = append(items, look.Item{Object: c.pictures, Above: look.Gap16, Hugs: true})
	}
	c.show(items, arc, []fyne.CanvasObject{c.other, c.copy}, []fyne.CanvasObject{c.done})
}

func (c *Check) verdict() string {
	if c.value.Holds {
		return c.language.Say("outgo.check.holds")
	}
	return c.language.Say("outgo.check.wrong")
}

// text is what is copied: all that stands on the sheet.
func (c *Check) text() string {
	l, v := c.language, c.value
	title := l.Say("outgo.check.title", "name", v.Name) + "\n"
	if v.Problem != "" {
		title += l.Say("outgo.check.failed") + " " + v.Problem
	} else {
		title += c.verdict()
	}
	return asText(l, title, v.Lines) + "\n" + l.Say("outgo.check.cannot") + "\n" + l.Say("outgo.check.cannot.rest") + "\n"
}

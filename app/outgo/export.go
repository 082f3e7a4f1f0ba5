package outgo

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// What can be written, and in which edition, by their stable words.
var (
	Whats    = []string{"report", "package", "results", "exhibit"}
	Editions = []string{"publication", "archive"}
)

// Choice is what a person wants to be written.
type Choice struct {
	What, Edition string
	Language      words.Language
	Originals     bool // attached to a report
	Replaces      int  // the number of the report that it takes the place of; 0 for none
}

// File is one that leaves as it was received, with what it tells of persons,
// places and devices.
type File struct {
	Name   string
	Traces []string
}

// Exports is what the sheet shows.
type Exports struct {
	Issues []int // numbers of the reports that were made

	Edition  string // that the next three are about
	Known    bool   // the files have been looked through
	Withheld int    // items
	Files    []File
	Problem  string // why it can't leave; empty where it can

	Running  bool
	Step     string
	Stopping bool

	Result *Result // of the last export; nil where there was none
}

// Result is what came of an export.
type Result struct {
	Failed     bool
	What, Path string
	Lines      []string // what was written and where, or what went wrong and what to try
}

// mostTraces is how many traces are listed: more than anybody reads, and little
// enough to be laid out at once.
const mostTraces = 200

// formHeight is the least height of the sheet while something is chosen, pixels
// at a text size of 100 %: what is pressed must not move away under the hand.
const formHeight = 768

// mostIssues is how many reports are offered to be replaced, the newest first.
const mostIssues = 4

// Export is the sheet on which a person says what leaves.
type Export struct {
	*sheet

	OnLook   func(Choice) // the files are to be looked through for this edition
	OnChoose func(Choice) // a place is to be chosen
	OnStop   func()
	OnTime   func(path string) // trusted time over what was written

	choice   Choice
	value    Exports
	answered bool // the result has been read: another choice is to be made

	what, edition, language, replaces *look.Segment
	attach                            *look.Check
	cancel, choose, stop              *look.Button
	close, again, time                *look.Button
}

// NewExport returns the sheet, closed.
func NewExport(l words.Language) *Export {
	e := &Export{sheet: newSheet()}
	main := look.ButtonOptions{Kind: look.Main}
	e.what = look.NewSegment(make([]string, len(Whats)))
	e.edition = look.NewSegment(make([]string, len(Editions)))
	e.language = look.NewSegment(make([]string, 2))
	e.what.OnChoose = func(i int) { e.change(func(c *Choice) { c.What = Whats[i] }) }
	e.edition.OnChoose = func(i int) { e.change(func(c *Choice) { c.Edition = Editions[i] }) }
	e.language.OnChoose = func(i int) { e.change(func(c *Choice) { c.Language = words.Language(i) }) }
	e.cancel = look.NewButton("", e.Close, look.ButtonOptions{})
	e.close = look.NewButton("", e.Close, main)
	e.choose = look.NewButton("", func() { e.OnChoose(e.choice) }, main)
	e.stop = look.NewButton("", func() { e.OnStop() }, look.ButtonOptions{})
	e.again = look.NewButton("", e.chooseAgain, look.ButtonOptions{})
	e.time = look.NewButton("", func() {
		e.Close()
		e.OnTime(e.value.Result.Path)
	}, look.ButtonOptions{})
	e.panel.Sheet.OnLeave = e.Close
	for _, s := range []*look.Segment{e.what, e.edition, e.language} {
		for i := range s.Len() {
			s.Button(i).OnFocus = func() { e.scroll.Reveal(s) }
		}
	}
	e.SetLanguage(l)
	return e
}

// SetLanguage changes the language of the sheet.
func (e *Export) SetLanguage(l words.Language) {
	e.sheet.language = l
	e.title.Set(l.Say("outgo.title"))
	e.what.SetWords(said3(l, "outgo.what.", Whats))
	e.edition.SetWords(said3(l, "outgo.edition.", Editions))
	e.language.SetWords([]string{l.Say("outgo.language.en"), l.Say("outgo.language.nb")})
	e.cancel.SetWords(l.Say("outgo.cancel"))
	e.close.SetWords(l.Say("outgo.close"))
	e.choose.SetWords(l.Say("outgo.choose"))
	e.again.SetWords(l.Say("outgo.again"))
	e.time.SetWords(l.Say("outgo.ask-time"))
	e.attach = look.NewCheck(l.Say("outgo.attach"), l.Say("outgo.attach.means"))
	e.attach.OnChange = func(on bool) { e.change(func(c *Choice) { c.Originals = on }) }
	e.attach.OnFocus = func() { e.scroll.Reveal(e.attach) }
	if e.Opened() {
		e.draw()
	}
}

func said3(l words.Language, key string, names []string) (all []string) {
	for _, name := range names {
		all = append(all, l.Say(key+name))
	}
	return all
}

// Open lays the sheet over a window at something to be written: of the edition
// for publication, with nothing attached. What is being written, or was and was
// not read yet, is shown instead.
func (e *Export) Open(c fyne.Canvas, what string, in words.Language) {
	if e.Opened() {
		return
	}
	e.choice = Choice{What: what, Edition: Editions[0], Language: in}
	e.answered = true
	e.replaces = nil
	e.Show(e.value)
	e.open(c, e.what.Button(slices.Index(Whats, what)))
	e.OnLook(e.choice)
}

// Chosen returns what is chosen now.
func (e *Export) Chosen() Choice { return e.choice }

func (e *Export) change(do func(*Choice)) {
	before := e.choice
	do(&e.choice)
	if before.Edition != e.choice.Edition || before.Language != e.choice.Language {
		e.value.Known = false
		e.OnLook(e.choice)
	}
	e.draw()
}

func (e *Export) chooseAgain() {
	e.answered = true
	e.draw()
	e.focus(e.what.Button(slices.Index(Whats, e.choice.What)))
}

// Show brings the sheet to that state.
func (e *Export) Show(v Exports) {
	began, ended := v.Running && !e.value.Running, !v.Running && e.value.Running
	e.value = v
	if began {
		e.answered = false
	}
	if !e.Opened() && e.arc == nil {
		e.draw()
		return
	}
	e.draw()
	switch {
	case began:
		e.focus(e.stop)
	case ended:
		e.focus(e.close)
	}
}

func (e *Export) draw() {
	l, v := e.sheet.language, e.value
	e.panel.Least = 0
	switch {
	case v.Running:
		step := v.Step
		if v.Stopping {
			step = l.Say("outgo.stopping")
		}
		e.stop.SetWords(l.Say("outgo.stop"))
		e.stop.SetDimmed(v.Stopping, "")
		arc, line := working(step, 0)
		e.show([]look.Item{line}, arc, []fyne.CanvasObject{e.stop}, []fyne.CanvasObject{e.cancelled()})
	case v.Result != nil && !e.answered:
		e.drawResult(*v.Result)
	default:
		e.panel.Least = formHeight
		e.show(e.form(), nil, []fyne.CanvasObject{e.cancel}, []fyne.CanvasObject{e.choose})
		e.choose.SetDimmed(!v.Known || v.Edition != e.choice.Edition, l.Say("outgo.looking"))
	}
}

// cancelled leaves what is written to itself: the status line goes on telling of it.
func (e *Export) cancelled() *look.Button {
	e.close.SetWords(e.sheet.language.Say("outgo.close"))
	return e.close
}

func (e *Export) drawResult(r Result) {
	var items []look.Item
	for i, line := range r.Lines {
		if i == 0 {
			sign := look.Tick
			if r.Failed {
				sign = look.Warning
			}
			items = append(items, look.Item{Object: newNoted(sign, line)})
			continue
		}
		items = append(items, look.Item{Object: newNoted(look.NoDrawing, line), Above: look.Gap4})
	}
	left := []fyne.CanvasObject{e.again}
	if !r.Failed && r.What == Whats[1] {
		left = append(left, e.time)
	}
	e.show(items, nil, left, []fyne.CanvasObject{e.close})
}

// form is where the choice is made.
func (e *Export) form() (items []look.Item) {
	l, c, v := e.sheet.language, e.choice, e.value
	e.what.SetChosen(slices.Index(Whats, c.What))
	e.edition.SetChosen(slices.Index(Editions, c.Edition))
	e.language.SetChosen(int(c.Language))
	known := v.Known && v.Edition == c.Edition

	items = append(
		items,
		heading(l.Say("outgo.what"), 0),
		look.Item{Object: e.what, Above: look.Gap8},
		quiet(l.Say("outgo.what."+c.What+".means"), look.Gap8),
		heading(l.Say("outgo.edition"), look.Gap24),
		look.Item{Object: e.edition, Above: look.Gap8},
		quiet(l.Say("outgo.edition."+c.Edition+".means"), look.Gap8),
	)
	switch {
	case v.Problem != "" && v.Edition == c.Edition:
		return append(items, look.Item{Object: newNoted(look.Warning, v.Problem), Above: look.Gap12})
	case !known:
		items = append(items, said(l.Say("outgo.looking"), look.InQuiet, look.Gap12))
	case v.Withheld > 0:
		items = append(items, look.Item{Object: newNoted(look.Lock, l.Plural("outgo.withheld."+c.Edition, v.Withheld)), Above: look.Gap12})
	default:
		items = append(items, said(l.Say("outgo.nothing-withheld"), look.InSecond, look.Gap12))
	}
	if c.What == Whats[0] {
		e.attach.Set(c.Originals)
		items = append(items, look.Item{Object: e.attach, Above: look.Gap24})
	}
	if known && holdsReport(c.What) {
		items = append(items, e.files()...)
	}
	if holdsReport(c.What) && len(v.Issues) > 0 {
		items = append(items, heading(l.Say("outgo.replaces"), look.Gap24), look.Item{Object: e.replacing(), Above: look.Gap8},
			quiet(l.Say("outgo.replaces.means"), look.Gap8))
	}
	return append(items, heading(l.Say("outgo.language"), look.Gap24), look.Item{Object: e.language, Above: look.Gap8, Hugs: true})
}

// holdsReport reports whether a report is written, and with it files may leave.
func holdsReport(what string) bool { return what == Whats[0] || what == Whats[1] }

// replacing offers the newest reports of the case to be replaced.
func (e *Export) replacing() *look.Segment {
	l := e.sheet.language
	numbers := []int{0}
	for i := len(e.value.Issues) - 1; i >= 0 && len(numbers) <= mostIssues; i-- {
		numbers = append(numbers, e.value.Issues[i])
	}
	if e.replaces == nil || e.replaces.Len() != len(numbers) {
		e.replaces = look.NewSegment(make([]string, len(numbers)))
		for i := range numbers {
			e.replaces.Button(i).OnFocus = func() { e.scroll.Reveal(e.replaces) }
		}
	}
	names := []string{l.Say("outgo.replaces.none")}
	for _, n := range numbers[1:] {
		names = append(names, l.Say("outgo.replaces.report", "n", l.Count(int64(n))))
	}
	e.replaces.SetWords(names)
	e.replaces.SetChosen(max(0, slices.Index(numbers, e.choice.Replaces)))
	e.replaces.OnChoose = func(i int) { e.change(func(c *Choice) { c.Replaces = numbers[i] }) }
	return e.replaces
}

// files lists what the files that leave, or would, tell of somebody.
func (e *Export) files() (items []look.Item) {
	l, files := e.sheet.language, e.value.Files
	above := float32(look.Gap12)
	if e.choice.What == Whats[1] {
		items = append(items, heading(l.Say("outgo.files"), look.Gap24))
		above = look.Gap8
	}
	if len(files) == 0 {
		return append(items, quiet(l.Say("outgo.files.none"), above))
	}
	left, nothing := mostTraces, 0
	more := 0
	for _, f := range files {
		if len(f.Traces) == 0 {
			nothing++
			continue
		}
		listed := f.Traces[:min(len(f.Traces), left)]
		left -= len(listed)
		more += len(f.Traces) - len(listed)
		if len(listed) == 0 {
			continue
		}
		items = append(items, look.Item{Object: look.NewText(l.Say("outgo.file", "name", f.Name), look.QuietBold, look.InText), Above: above})
		above = look.Gap8
		for _, trace := range listed {
			items = append(items, look.Item{Object: look.NewText(trace, look.Quiet, look.InText), Above: 2, Inset: look.Gap12})
		}
	}
	if more > 0 {
		items = append(items, quiet(l.Plural("outgo.file.more", more), look.Gap4))
	}
	if nothing > 0 {
		items = append(items, quiet(l.Plural("outgo.file.nothing", nothing), above))
	}
	items = append(items, quiet(l.Say("outgo.files.promise"), look.Gap4))
	if nothing < len(files) {
		items = append(items, quiet(l.Say("outgo.files.next"), look.Gap8))
	}
	return items
}

package lessons

import (
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Asked is one part of what an exercise asks for, in words.
type Asked struct {
	Does string // what is to be done
	Line string // what is there of it; empty: nothing
	Done bool
}

// Named is a candidate that the choice names.
type Named struct{ ID, Name string }

// Value is the open exercise as its learner sees it.
type Value struct {
	Key         string // names the attempt: another one begins at the top
	Title, Line string // the line says level, time and learner
	Task        string
	Lost        string // why it can't be marked; empty where it can
	EyesFirst   bool
	Frozen      bool // the trainer has closed the answers
	Asked       []Asked
	Choices     []string
	Chosen      int // −1: none
	Named       []Named
	CanName     string // words of the button that names the shown candidate too; empty where there is nothing to name
	Confidence  int    // percent; 0: not said yet
	Wording     string
	AsksWording bool
	Hints       []string // taken
	NextHint    string   // words of the button that takes the next one; empty where there is none
	WhyNot      string   // why the answer can't be given yet; empty where it can

	Result *Result // nil before the answer
}

// Result is what an answer came to.
type Result struct {
	Head        string // "72 of 100 points"
	Parts       []Part
	Remarks     []string
	Session     string // of all answers so far; empty where it tells nothing
	Explanation string
	Careful     string
	Weak        string
	Checks      []Check
	Program     string // what the program found; empty until it is known
	CanShow     bool   // there is something to be drawn on the pictures
	Next        bool   // there is another exercise
}

// Part is one part of the marks.
type Part struct {
	Name, Points string
	Sign         look.Drawing
}

// Check is a question on the learner's own wording.
type Check struct {
	Question string
	Rating   int    // 0: yes, 1: no, −1: not said
	Says     string // what holds of a careful one, once it was said
}

// Panel is the exercise beside the pictures.
type Panel struct {
	OnChoose  func(i int)
	OnName    func() // the shown candidate, too
	OnUnname  func(id string)
	OnSure    func(percent int)
	OnWording func(text string)
	OnHelp    func() // the next hint is taken
	OnAnswer  func()
	OnRate    func(check, rating int)
	OnShow    func() // the solution on the pictures
	OnNext    func()
	OnList    func() // all exercises
	OnTab     func(facts bool)
	OnHint    func(hint string)

	worn
	language words.Language
	value    Value
	facts    bool // the facts are shown in the panel's place

	bar    *look.Pane
	tabs   *look.Segment
	under  *look.Box
	timer  *look.Text
	column *look.Column
	scroll *look.Scroll
	foot   *look.Column
	over   *look.Box
	pane   *look.Pane

	choices *look.Segment
	sure    *look.Slider
	says    *look.Text // how sure
	wording *look.Field
	name    *look.Button
	named   []*look.Button
	help    *look.Button
	answer  *look.Button
	rates   []*look.Segment
	show    *look.Button
	next    *look.Button
	list    *look.Button
}

// unsaid is where the slider stands before a confidence was given: below what
// can be given, so that none is set beforehand.
const unsaid, leastSure, mostSure, sureStep = 45, 50, 100, 5

// NewPanel returns the panel.
func NewPanel(l words.Language, choices int) *Panel {
	p := &Panel{
		tabs: look.NewSegment(make([]string, 2)), under: look.Hairline(), over: look.Hairline(), timer: look.NewLine("", look.Quiet, look.InSecond, look.Whole),
		column: look.NewColumn(look.Gap16), foot: look.NewColumn(0), choices: look.NewSegment(make([]string, choices)),
		sure: look.NewSlider(unsaid, mostSure, sureStep), says: look.NewText("", look.Body, look.InText), wording: look.NewField(3).Growing(),
	}
	p.scroll = look.NewScroll(p.column)
	p.wording.LeaveWheel(p.scroll.Wheel)
	plain := look.ButtonOptions{Height: look.Short}
	p.name = look.NewButton("", func() { p.OnName() }, plain)
	p.help = look.NewButton("", func() { p.OnHelp() }, plain)
	p.show = look.NewButton("", func() { p.OnShow() }, plain)
	p.answer = look.NewButton("", func() { p.OnAnswer() }, look.ButtonOptions{Kind: look.Main})
	p.next = look.NewButton("", func() { p.OnNext() }, look.ButtonOptions{Kind: look.Main})
	p.list = look.NewButton("", func() { p.OnList() }, look.ButtonOptions{})
	for _, b := range []*look.Button{p.name, p.help, p.show, p.answer, p.next, p.list} {
		b.OnHint = p.hint
	}
	for _, b := range []*look.Button{p.name, p.help, p.show} {
		b.OnFocus = func() { p.scroll.Reveal(b) }
	}
	p.tabs.OnChoose = func(i int) {
		if p.facts = i == 1; p.OnTab != nil {
			p.OnTab(p.facts)
		}
	}
	p.choices.OnChoose = func(i int) { p.OnChoose(i) }
	for i := range choices {
		p.choices.Button(i).OnFocus = func() { p.scroll.Reveal(p.choices) }
	}
	p.sure.OnFocus = func() { p.scroll.Reveal(p.says) }
	p.sure.OnChange = func(v float64) { p.OnSure(max(leastSure, int(v))) }
	p.wording.OnChange = func(s string) { p.OnWording(s) }
	p.wording.OnFocus = func() { p.scroll.Reveal(p.wording) }
	p.bar = look.NewPane([]fyne.CanvasObject{p.tabs, p.under}, p.placeBar, nil)
	p.pane = look.NewPane([]fyne.CanvasObject{p.scroll, p.foot, p.over}, p.place, nil)
	p.theme = look.Now()
	p.SetLanguage(l)
	return p
}

// Object is the panel, and Bar the line over it by which the facts are shown in its place.
func (p *Panel) Object() fyne.CanvasObject { return p.pane }

// Bar is the line over the panel.
func (p *Panel) Bar() fyne.CanvasObject { return p.bar }

// BarHeight is the height of the bar, pixels at a text size of 100 %.
const BarHeight = 44

// Facts reports whether the facts are to be shown in the panel's place.
func (p *Panel) Facts() bool { return p.facts }

// SetFacts shows the facts in the panel's place, or the panel.
func (p *Panel) SetFacts(on bool) {
	p.facts = on
	p.tabs.SetChosen(map[bool]int{false: 0, true: 1}[on])
}

// FocusTarget is what takes the keyboard first.
func (p *Panel) FocusTarget() fyne.Focusable { return p.tabs.Button(max(0, p.tabs.Chosen())) }

// SetLanguage changes the language.
func (p *Panel) SetLanguage(l words.Language) {
	p.language = l
	p.tabs.SetWords([]string{l.Say("lessons.tab.exercise"), l.Say("lessons.tab.facts")})
	p.SetFacts(p.facts)
	p.answer.SetWords(l.Say("lessons.answer"))
	p.next.SetWords(l.Say("lessons.next"))
	p.list.SetWords(l.Say("lessons.list"))
	p.show.SetWords(l.Say("lessons.show"))
	p.wording.SetPlaceholder(l.Say("lessons.wording.placeholder"))
	for _, r := range p.rates {
		r.SetWords([]string{l.Say("lessons.yes"), l.Say("lessons.no")})
	}
	p.write()
}

// SetTimer says how long the learner has worked; empty says nothing.
func (p *Panel) SetTimer(says string) { p.timer.Set(says) }

// Show brings the panel to that state.
func (p *Panel) Show(v Value) {
	if reflect.DeepEqual(v, p.value) {
		return
	}
	another := v.Key != p.value.Key || (v.Result == nil) != (p.value.Result == nil)
	helped := !another && len(v.Hints) > len(p.value.Hints)
	p.value = v
	p.write()
	switch {
	case another:
		p.scroll.ToTop()
	case helped:
		p.scroll.ToBottom() // where hints stand
	}
}

func (p *Panel) hint(hint string) {
	if p.OnHint != nil {
		p.OnHint(hint)
	}
}

func (p *Panel) write() {
	v := p.value
	if v.Key == "" {
		return // no exercise is open
	}
	items := []look.Item{
		{Object: look.NewText(v.Title, look.Finding, look.InText), Above: look.Gap16},
		quiet(v.Line, look.Gap4),
		{Object: p.timer, Above: 2},
		text(v.Task, look.InText, look.Gap12),
	}
	if v.Lost != "" {
		items = append(items, noted(look.Warning, v.Lost, look.Gap12))
	}
	if v.Result != nil {
		items = append(items, p.resultItems(*v.Result)...)
		p.foot.SetItems(p.footItems()...)
	} else {
		items = append(items, p.taskItems()...)
		p.answer.SetDimmed(v.WhyNot != "", v.WhyNot)
		p.foot.SetItems(p.footItems()...)
	}
	items = append(items, look.Item{Object: look.NewBox(look.Clear), Above: look.Gap16, Height: 1})
	p.column.SetItems(items...)
	p.pane.Refresh()
	p.scroll.Refresh()
	p.wear()
}

func (p *Panel) footItems() []look.Item {
	v := p.value
	if v.Result == nil {
		var items []look.Item
		if v.WhyNot != "" {
			items = append(items, quiet(v.WhyNot, 0))
		}
		return append(items, look.Item{Object: newWide(p.answer), Above: look.Gap8})
	}
	if v.Result.Next {
		return []look.Item{{Object: newWide(p.next)}, {Object: newWide(p.list), Above: look.Gap8}}
	}
	return []look.Item{{Object: newWide(p.list)}}
}

// taskItems is what is asked, what is there of it, and help.
func (p *Panel) taskItems() []look.Item {
	v, l := p.value, p.language
	var items []look.Item
	if v.EyesFirst {
		items = append(items, look.Item{Object: look.NewNoted(look.Lock, look.NewText(l.Say("lessons.eyes-first"), look.Quiet, look.InSecond)), Above: look.Gap12})
	}
	if len(v.Asked) > 0 {
		items = append(items, line(look.Gap16), heading(l.Say("lessons.asked"), look.Gap12))
	}
	for _, a := range v.Asked {
		items = append(items, look.Item{Object: newTicked(a.Done, a.Does, a.Line), Above: look.Gap8})
	}
	items = append(items, line(look.Gap16), heading(l.Say("lessons.choice"), look.Gap12), look.Item{Object: p.choices, Above: look.Gap8})
	p.choices.SetWords(v.Choices)
	p.choices.SetChosen(v.Chosen)
	for i := range v.Choices {
		p.choices.SetDimmed(i, v.Frozen, l.Say("lessons.frozen"))
	}
	items = append(items, p.nameItems()...)
	says := l.Say("lessons.sure.unsaid")
	if v.Confidence > 0 {
		says = l.Say("lessons.sure.said", "share", l.Percent(float64(v.Confidence)/100, 0))
	}
	p.says.Set(says)
	p.sure.SetValue(float64(max(unsaid, v.Confidence)))
	p.sure.SetDimmed(v.Frozen)
	items = append(items, heading(l.Say("lessons.sure"), look.Gap16), look.Item{Object: p.says, Above: look.Gap4}, look.Item{Object: p.sure, Above: look.Gap4}, look.Item{Object: newRange(l), Above: 0})
	if v.AsksWording {
		if !p.wording.Focused() {
			p.wording.SetText(v.Wording)
		}
		items = append(items, heading(l.Say("lessons.wording"), look.Gap16), look.Item{Object: p.wording, Above: look.Gap8})
	}
	if len(v.Hints) > 0 || v.NextHint != "" {
		items = append(items, line(look.Gap16), heading(l.Say("lessons.hints"), look.Gap12))
		for _, h := range v.Hints {
			items = append(items, text(h, look.InText, look.Gap8))
		}
		if v.NextHint != "" {
			p.help.SetWords(v.NextHint)
			items = append(items, look.Item{Object: p.help, Above: look.Gap8, Hugs: true})
		}
	}
	return items
}

// nameItems lists the candidates that the choice names.
func (p *Panel) nameItems() (items []look.Item) {
	v, l := p.value, p.language
	for len(p.named) < len(v.Named) {
		i := len(p.named)
		b := look.NewButton("", func() { p.OnUnname(p.value.Named[i].ID) }, look.ButtonOptions{Height: look.Short, After: look.Close})
		b.OnHint = p.hint
		b.OnFocus = func() { p.scroll.Reveal(b) }
		p.named = append(p.named, b)
	}
	var row []fyne.CanvasObject
	for i, n := range v.Named {
		p.named[i].SetWords(n.Name)
		p.named[i].SetHint(l.Say("lessons.unname", "name", n.Name))
		row = append(row, p.named[i])
	}
	if v.CanName != "" {
		p.name.SetWords(v.CanName)
		row = append(row, p.name)
	}
	if len(row) > 0 {
		items = append(items, quiet(l.Say("lessons.named"), look.Gap8), look.Item{Object: look.NewFlow(row...), Above: look.Gap4})
	}
	return items
}

// newRange says what the ends of the slider are.
func newRange(l words.Language) *look.Pane {
	low := look.NewLine(l.Say("lessons.sure.least"), look.Quiet, look.InSecond, look.Whole)
	high := look.NewLine(l.Say("lessons.sure.most"), look.Quiet, look.InSecond, look.Whole)
	return look.NewPane([]fyne.CanvasObject{low, high}, func(size fyne.Size) {
		look.Put(low, 0, 0, low.Width()+1, size.Height)
		look.Put(high, size.Width-high.Width()-1, 0, high.Width()+1, size.Height)
	}, func() fyne.Size { return fyne.NewSize(0, look.Px(look.Quiet.Line)) })
}

// resultItems is what the answer came to, and what was to be seen.
func (p *Panel) resultItems(r Result) []look.Item {
	l := p.language
	items := []look.Item{line(look.Gap16), {Object: look.NewText(r.Head, look.Big, look.InText), Above: look.Gap12}}
	for _, part := range r.Parts {
		items = append(items, look.Item{Object: newEnds(part.Sign, part.Name, part.Points), Above: look.Gap4})
	}
	for i, says := range r.Remarks {
		above := float32(look.Gap8)
		if i == 0 {
			above = look.Gap16
		}
		items = append(items, text(says, look.InText, above))
	}
	if r.Session != "" {
		items = append(items, quiet(r.Session, look.Gap8))
	}
	items = append(items, line(look.Gap16), heading(l.Say("lessons.explanation"), look.Gap12), text(r.Explanation, look.InText, look.Gap4), quiet(r.Program, look.Gap8))
	if r.CanShow {
		items = append(items, look.Item{Object: p.show, Above: look.Gap12, Hugs: true})
	}
	if p.value.AsksWording && p.value.Wording != "" {
		items = append(items, heading(l.Say("lessons.wording.yours"), look.Gap16), text(p.value.Wording, look.InText, look.Gap4))
	}
	if r.Careful != "" {
		items = append(items, heading(l.Say("lessons.careful"), look.Gap16), text(r.Careful, look.InText, look.Gap4))
	}
	if r.Weak != "" {
		items = append(items, heading(l.Say("lessons.weak"), look.Gap16), text(r.Weak, look.InText, look.Gap4))
	}
	return append(items, p.checkItems(r)...)
}

// checkItems is the checklist on the learner's own wording.
func (p *Panel) checkItems(r Result) []look.Item {
	if len(r.Checks) == 0 || p.value.Wording == "" {
		return nil
	}
	l := p.language
	items := []look.Item{line(look.Gap16), heading(l.Say("lessons.checklist"), look.Gap12), quiet(l.Say("lessons.checklist.rest"), look.Gap4)}
	for len(p.rates) < len(r.Checks) {
		i, s := len(p.rates), look.NewSegment([]string{l.Say("lessons.yes"), l.Say("lessons.no")})
		s.OnChoose = func(rating int) { p.OnRate(i, rating) }
		for b := range s.Len() {
			s.Button(b).OnFocus = func() { p.scroll.Reveal(s) }
		}
		p.rates = append(p.rates, s)
	}
	for i, c := range r.Checks {
		p.rates[i].SetChosen(c.Rating)
		items = append(items, text(c.Question, look.InText, look.Gap12), look.Item{Object: p.rates[i], Above: look.Gap4, Hugs: true})
		if c.Says != "" {
			items = append(items, quiet(c.Says, look.Gap4))
		}
	}
	return items
}

func (p *Panel) placeBar(size fyne.Size) {
	px := look.Px
	height := p.tabs.MinSize().Height
	look.Put(p.tabs, px(look.Gap16), (size.Height-1-height)/2, max(0, size.Width-2*px(look.Gap16)), height)
	look.Put(p.under, 0, size.Height-1, size.Width, 1)
}

func (p *Panel) place(size fyne.Size) {
	px := look.Px
	inner := max(0, size.Width-2*px(look.Gap16))
	foot := p.foot.HeightAt(inner)
	top := max(0, size.Height-foot-2*px(look.Gap12))
	look.Put(p.scroll, 0, 0, size.Width, top)
	look.Put(p.over, 0, top, size.Width, 1)
	look.Put(p.foot, px(look.Gap16), top+px(look.Gap12), inner, foot)
}

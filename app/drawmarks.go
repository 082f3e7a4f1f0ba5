package app

import (
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/marks"
	"github.com/motbilde/motbilde/internal/markup"
)

// drawnKinds are the marks that are drawn, with their keys.
var drawnKinds = []struct {
	kind casefile.MarkKind
	rune rune
}{
	{casefile.NumberMark, 'm'},
	{casefile.CircleMark, 'c'},
	{casefile.BoxMark, 'b'},
	{casefile.ArrowMark, 'w'},
	{casefile.FreeMark, 'n'},
	{casefile.LabelMark, 't'},
	{casefile.RedactionMark, 'x'},
}

// joinMarks makes the views tell the desk what a person does with marks.
func (w *Window) joinMarks() {
	w.stage.OnMark = func(casefile.ID) {
		w.showFacts()
		w.refreshMenus()
	}
	w.stage.OnAddMark = func(m casefile.Mark) {
		if m.Kind == casefile.LabelMark && m.Text == "" {
			m.Text = w.settings.language.Say("mark.label-new")
		}
		w.desk.AddMark(m, false)
	}
	w.stage.OnMoveMark = func(id casefile.ID, side casefile.Side, points []geom.Point) {
		w.desk.MoveMark(id, side, points, false)
	}
	w.stage.OnEditMark = w.askWords
	w.stage.OnMarkMenu = w.markMenu
	w.inspector.OnMark = w.stage.SelectMark
	w.inspector.OnNameMark = w.desk.RenameMark
	w.inspector.OnHideMark = w.hideMark
	w.inspector.OnRemoveMark = w.removeMark
}

// markCache keeps the marks that were shown last: the stage tells old ones from
// new ones by their pointer.
type markCache struct{ last *stage.Marks }

// of returns the drawn marks of a state of the desk; nil where there are none.
func (c *markCache) of(s desk.Snapshot) *stage.Marks {
	now := &stage.Marks{}
	for _, m := range s.Marks {
		if m.Kind != casefile.DetailMark {
			now.All = append(now.All, stage.Mark{Mark: m.Mark, Number: m.Number})
		}
	}
	return kept(&c.last, now, len(now.All) == 0)
}

// chosenMark returns the selected mark.
func (w *Window) chosenMark() (desk.Mark, bool) {
	id := w.stage.Chosen()
	i := slices.IndexFunc(w.seen.Marks, func(m desk.Mark) bool { return m.ID == id })
	if id == "" || i < 0 {
		return desk.Mark{}, false
	}
	return w.seen.Marks[i], true
}

func (w *Window) hasMark() bool { _, ok := w.chosenMark(); return ok }

// onMark returns what does something to the selected mark.
func (w *Window) onMark(do func(desk.Mark)) func() {
	return func() {
		if m, ok := w.chosenMark(); ok {
			do(m)
		}
	}
}

// markCommands lists what can be drawn, and what can be done with the selected mark.
func (w *Window) markCommands() []command {
	var list []command
	for i, k := range drawnKinds {
		list = append(list, command{
			name: "mark-" + string(k.kind), why: "palette.why.draw", menu: "marks", within: "new-mark", rune: k.rune, divided: i == 0,
			do: func() { w.stage.PutMark(k.kind) }, can: w.canDraw,
		})
	}
	add := func(name string, divided bool, do func(desk.Mark)) {
		list = append(list, command{name: "marked-" + name, why: "palette.why.mark", menu: "marks", within: "selected-mark", do: w.onMark(do), can: w.hasMark, divided: divided})
	}
	list = append(list, command{name: "marked-next", why: "palette.why.draw", menu: "marks", do: func() { w.stage.StepMark(1) }, can: w.canDraw, divided: true})
	for _, size := range []struct {
		name string
		key  fyne.KeyName
	}{{"larger", fyne.KeyRight}, {"smaller", fyne.KeyLeft}, {"taller", fyne.KeyDown}, {"lower", fyne.KeyUp}} {
		add(size.name, false, func(desk.Mark) { w.stage.SizeMark(size.key) })
		list[len(list)-1].chord = chord(size.key, ctrl)
	}
	add("words", true, func(m desk.Mark) { w.askWords(m.ID) })
	add("copy", false, func(m desk.Mark) { w.copyMark(m) })
	add("duplicate", false, func(m desk.Mark) { w.duplicateMark(m) })
	list[len(list)-1].chord = chord(fyne.KeyD, ctrlShift)
	add("earlier", false, func(m desk.Mark) { w.orderMark(m, -1) })
	add("later", false, func(m desk.Mark) { w.orderMark(m, 1) })
	add("both", false, func(m desk.Mark) { w.desk.PairMark(m.ID, m.Twin == casefile.NoTwin) })
	list[len(list)-1].chosen = func() bool { m, ok := w.chosenMark(); return ok && m.Twin != casefile.NoTwin }
	add("hide", false, func(m desk.Mark) { w.hideMark(m.ID) })
	list[len(list)-1].chosen = func() bool { m, ok := w.chosenMark(); return ok && m.Hidden }
	add("remove", false, func(m desk.Mark) { w.removeMark(m.ID) })
	return list
}

func (w *Window) canDraw() bool { return w.stage.CanDraw() && w.desk.CanMark() && !w.isMarking() }

// askWords asks for a mark's words.
func (w *Window) askWords(id casefile.ID) {
	for _, m := range w.seen.Marks {
		if m.ID == id && !w.covered() {
			l := w.settings.language
			w.asking.Open(w.window.Canvas(), l.Say("mark.ask", "mark", marks.Called(l, m.Mark, m.Number)), l.Say("mark.ask-rest"), m.Text, func(text string) {
				w.desk.RenameMark(id, text)
			})
		}
	}
}

// hideMark hides a mark, or shows it again. What is redacted stays so.
func (w *Window) hideMark(id casefile.ID) {
	for _, m := range w.seen.Marks {
		if m.ID == id && m.Kind != casefile.RedactionMark {
			m.Hidden = !m.Hidden
			w.desk.RestyleMark(id, m.Mark)
		}
	}
}

// removeMark takes a mark away and selects the one that takes its place.
func (w *Window) removeMark(id casefile.ID) {
	next := nextOf(markFacts(w.seen), id)
	w.desk.RemoveMark(id)
	w.stage.SelectMark(next)
}

// orderMark moves a mark within the order of its pair's marks.
func (w *Window) orderMark(m desk.Mark, by int) {
	place := slices.IndexFunc(w.seen.Case.MarksOf(m.Claimed, m.Candidate), func(o casefile.Mark) bool { return o.ID == m.ID })
	if place+by >= 0 {
		w.desk.OrderMark(m.ID, place+by)
	}
}

// aside is how far a copy lies from its mark, a share of the picture's shorter side.
const aside = 0.04

func (w *Window) duplicateMark(m desk.Mark) {
	e, _ := w.seen.Case.Find(m.Claimed)
	if m.Set == casefile.OnCandidate {
		e, _ = w.seen.Case.Find(m.Candidate)
	}
	if id := w.desk.CopyMark(m.ID, aside*float64(min(e.Pixels.Width, e.Pixels.Height))); id != "" {
		w.stage.SelectMark(id)
	}
}

// copiedMark is a mark to be pasted, and the text that stands for it on the
// clipboard: when something else was copied since, that is pasted.
type copiedMark struct {
	mark casefile.Mark
	text string
}

func (w *Window) copyMark(m desk.Mark) {
	l := w.settings.language
	name := marks.Called(l, m.Mark, m.Number)
	if m.Text != "" {
		name += ": " + m.Text
	}
	w.copiedMark = copiedMark{m.Mark, "Motbilde, " + name}
	w.fyneApp.Clipboard().SetContent(w.copiedMark.text)
	w.status.SetHint(l.Say("mark.copied", "mark", marks.Called(l, m.Mark, m.Number)))
}

// pasteMark puts the copied mark on the shown pair, and reports whether there was one to put.
func (w *Window) pasteMark() bool {
	c := w.copiedMark
	if c.text == "" || !w.canDraw() || w.fyneApp.Clipboard().Content() != c.text {
		return false
	}
	m := c.mark
	size := w.stage.Scene().Claimed.Size
	if m.Set == casefile.OnCandidate {
		size = w.stage.Scene().Candidate.Size
	}
	by := aside * float64(min(size.Width, size.Height))
	points := markup.Moved(m.On(m.Set), geom.Point{X: by, Y: by})
	if c := markup.Bounds(points).Centre(); !size.Rect().Contains(c) { // from a larger picture
		points = markup.Moved(points, size.Rect().Centre().Sub(c))
	}
	again := casefile.Mark{Kind: m.Kind, Text: m.Text, Note: m.Note, Set: m.Set, Colour: m.Colour, Width: m.Width, Blur: m.Blur}.With(m.Set, points)
	if id := w.desk.AddMark(again, m.Twin == casefile.NoTwin); id != "" {
		w.copiedMark.mark = w.markNow(id, again)
		w.stage.SelectMark(id)
	}
	return true
}

// markNow returns the mark of that ID as it stands, or another where it is gone.
func (w *Window) markNow(id casefile.ID, or casefile.Mark) casefile.Mark {
	if m, ok := w.seen.Case.Mark(id); ok {
		return m
	}
	return or
}

// markMenu opens the menu of a mark, or of what can be drawn, at a place of the window.
func (w *Window) markMenu(id casefile.ID, at fyne.Position) {
	w.popUp(at, w.menuOfMark(id)...)
}

func (w *Window) menuOfMark(id casefile.ID) []*fyne.MenuItem {
	l := w.settings.language
	var items []*fyne.MenuItem
	item := func(key string, chosen bool, do func()) *fyne.MenuItem { return checked(l.Say(key), chosen, do) }
	m, ok := w.chosenMark()
	if ok && m.ID == id {
		colours := fyne.NewMenuItem(l.Say("mark.colour"), nil)
		colours.ChildMenu = fyne.NewMenu("")
		for _, c := range append([]casefile.MarkColour{""}, casefile.MarkColours...) {
			key := "mark.colour.usual"
			if c != "" {
				key = "mark.colour." + string(c)
			}
			colours.ChildMenu.Items = append(colours.ChildMenu.Items, item(key, m.Colour == c, w.restyled(m, func(m *casefile.Mark) { m.Colour = c })))
		}
		items = append(items, colours)
		if m.Kind == casefile.RedactionMark {
			items = append(items,
				item("mark.solid", !m.Blur, w.restyled(m, func(m *casefile.Mark) { m.Blur = false })),
				item("mark.blur", m.Blur, func() {
					w.restyled(m, func(m *casefile.Mark) { m.Blur = true })()
					w.status.SetHint(l.Say("mark.blur-warns"))
				}))
		} else {
			widths := fyne.NewMenuItem(l.Say("mark.width"), nil)
			widths.ChildMenu = fyne.NewMenu("")
			for _, width := range markup.Widths {
				widths.ChildMenu.Items = append(widths.ChildMenu.Items, checked(l.Say("mark.width.points", "n", l.Number(width, 0)),
					markup.WidthOf(m.Mark) == width, w.restyled(m, func(m *casefile.Mark) { m.Width = width })))
			}
			items = append(items, widths)
		}
		items = append(items,
			item("mark.both", m.Twin != casefile.NoTwin, func() { w.desk.PairMark(m.ID, m.Twin == casefile.NoTwin) }),
			item("mark.words", false, func() { w.askWords(m.ID) }),
			fyne.NewMenuItemSeparator(),
			item("mark.copy", false, func() { w.copyMark(m) }),
			item("mark.duplicate", false, func() { w.duplicateMark(m) }),
			item("mark.earlier", false, func() { w.orderMark(m, -1) }),
			item("mark.later", false, func() { w.orderMark(m, 1) }))
		if m.Kind != casefile.RedactionMark {
			hide := "mark.hide"
			if m.Hidden {
				hide = "mark.show"
			}
			items = append(items, item(hide, false, func() { w.hideMark(m.ID) }))
		}
		items = append(items, item("mark.remove", false, func() { w.removeMark(m.ID) }), fyne.NewMenuItemSeparator())
	}
	var kinds []*fyne.MenuItem
	for _, k := range drawnKinds {
		i := item("mark.kind."+string(k.kind), w.stage.Tool() == k.kind, func() { w.stage.SetTool(k.kind) })
		i.Shortcut = chord(fyne.KeyName(k.rune-'a'+'A'), 0)
		kinds = append(kinds, i)
	}
	if len(items) == 0 {
		return kinds
	}
	more := fyne.NewMenuItem(l.Say("mark.new"), nil)
	more.ChildMenu = fyne.NewMenu("", kinds...)
	return append(items, more)
}

// restyled returns what changes how a mark looks.
func (w *Window) restyled(m desk.Mark, change func(*casefile.Mark)) func() {
	return func() {
		look := m.Mark
		change(&look)
		w.desk.RestyleMark(m.ID, look)
	}
}

// drawnKey does what a key means to the selected mark, and reports whether it
// means anything.
func (w *Window) drawnKey(key fyne.KeyName) bool {
	m, ok := w.chosenMark()
	if !ok || !w.stage.CanDraw() {
		return false
	}
	if key == fyne.KeyDelete || key == fyne.KeyBackspace {
		w.removeMark(m.ID)
		return true
	}
	return w.stage.MarkKey(key, w.shift())
}

// drawnKeys says at the foot which keys count while a mark is selected.
func (w *Window) drawnKeys() []status.Key {
	l := w.settings.language
	say := func(key string) string { return l.Say("mark.key." + key) }
	return []status.Key{
		{Cap: "←"},
		{Cap: "↑", Does: say("move")},
		{Cap: l.Say("desk.key-ctrl")},
		{Cap: "→", Does: say("size")},
		{Cap: "Enter", Does: say("words")},
		{Cap: "Tab", Does: say("next")},
		{Cap: l.Say("desk.key-delete"), Does: say("remove")},
	}
}

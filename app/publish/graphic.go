package publish

import (
	"image"
	"strconv"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Field is a text of a graphic that a person can write.
type Field int

// The fields.
const (
	Headline Field = iota
	ClaimTitle
	ClaimDetail
	FoundTitle
	FoundDetail
	Credits
	Verdict
	Stamp
	Alt
	fields
)

var fieldKeys = [fields]string{"headline", "bar", "second", "bar", "second", "credits", "verdict", "stamp", "alt"}

// Switch is something of a graphic that is there or not.
type Switch int

// The switches.
const (
	Numbers Switch = iota
	Label
	ClaimsPart
	switches
)

var switchKeys = [switches]string{"numbers", "label", "part"}

// Text is what stands in a field: what a person wrote, else the draft.
type Text struct{ Said, Draft string }

func (t Text) shown() string {
	if t.Said != "" {
		return t.Said
	}
	return t.Draft
}

// Note is something to be known of the graphic.
type Note struct {
	Text string
	Must bool // it has to be mended before it is saved
}

// Graphic is a picture as it will be saved, with its settings.
type Graphic struct {
	Picture image.Image     // the output, at the size of its place; nil till it is made
	Covered image.Image     // the same grey and dimmed, which is shown until it is held; nil shows Picture
	Pixels  image.Point     // of the output
	Safe    image.Rectangle // what no service covers or cuts, in pixels of the output
	Claim   image.Rectangle // where the claim lies, on which a stamp is put by hand; empty where it isn't shown whole
	StampAt [2]float64      // the middle of the stamp, as shares of the claim's width and height
	About   string          // size and weight
	Format  string          // "PNG"

	Working  bool
	Problem  string // why there is none
	Ready    bool   // it can be saved
	Copyable bool
	Notes    []Note

	Moving      *Moving // nil of a still
	Presets     []string
	Preset      int
	Arranges    bool // the pictures can lie in several ways
	Arrangement int  // how they lie, by the order of the words
	Hidden      [fields]bool
	Texts       [fields]Text
	Switches    [switches]bool
	Gone        [switches]bool   // of no use to this kind
	Why         [switches]string // why it can't be changed
	LabelSays   string           // what a crop can still leave out
	Caption     string
}

// arrangements are the ways to lay a pair, by their keys.
var arrangements = []string{"beside", "above", "inset"}

// graphicForm is what stands in the columns for a graphic.
type graphicForm struct {
	view    *View
	value   Graphic
	preview *preview

	about                *ends
	working              *look.Row
	arc                  *look.Arc
	workingText          *look.Text
	problem              *look.Noted
	problemText          *look.Text
	notes                *look.Column
	altHead, captionHead *ends
	altCount             *look.Text
	caption              *look.Text
	copyCaption, copyAlt *look.Button

	preset  *look.Button
	arrange *look.Segment
	labels  map[fyne.CanvasObject]*look.Text
	texts   [fields]*look.Field
	checks  [switches]*look.Check
	zones   *look.Check
	heads   [2]*sideHead
	chips   *look.Text

	stampMeans *look.Text
	player     *player
}

func newGraphicForm(v *View) *graphicForm {
	g := &graphicForm{
		view: v, preview: newPreview(v), arc: look.NewArc(), workingText: look.NewLine("", look.Body, look.InText, look.Whole),
		problemText: look.NewText("", look.Body, look.InText), notes: look.NewColumn(0),
		altCount: look.NewLine("", look.Quiet, look.InSecond, look.Whole), caption: look.NewText("", look.Body, look.InSecond),
		labels: map[fyne.CanvasObject]*look.Text{}, heads: [2]*sideHead{newSideHead(look.InClaimed), newSideHead(look.InCandidate)},
		chips: look.NewText("", look.Quiet, look.InSecond), stampMeans: look.NewText("", look.Quiet, look.InSecond),
	}
	g.player = newPlayer(v)
	g.about = newEnds(look.Body, look.NewLine("", look.Body, look.InSecond, look.Whole))
	g.working = look.NewRow(look.Gap8, g.arc, g.workingText)
	g.problem = look.NewNoted(look.Warning, g.problemText)
	g.copyCaption = look.NewButton("", func() { v.OnCopyText(g.value.Caption) }, look.ButtonOptions{Height: look.Short})
	g.copyAlt = look.NewButton("", func() { v.OnCopyText(g.value.Texts[Alt].shown()) }, look.ButtonOptions{Height: look.Short})
	g.altHead = newEnds(look.BodyBold, look.NewRow(look.Gap12, g.altCount, g.copyAlt))
	g.captionHead = newEnds(look.BodyBold, g.copyCaption)
	g.preset = look.NewButton("", g.openPresets, look.ButtonOptions{Wide: true, After: look.ChevronDown})
	g.arrange = look.NewSegment(make([]string, len(arrangements)))
	g.arrange.OnChoose = func(i int) { v.OnArrange(i) }
	for i := range g.arrange.Len() {
		v.reveals(g.arrange, &g.arrange.Button(i).OnFocus)
	}
	for f := range fields {
		lines := map[Field]int{Headline: 2, ClaimDetail: 2, FoundDetail: 2, Credits: 2, Alt: 3}[f]
		e := look.NewField(max(1, lines))
		if lines > 1 {
			e.Growing()
		}
		e.OnChange = func(text string) {
			if f != Alt { // Enter begins no line there
				text = strings.ReplaceAll(text, "\n", " ")
			}
			v.OnText(f, text)
		}
		e.OnShortcut = v.chord
		v.reveals(e, &e.OnFocus)
		e.LeaveWheel(func(s *fyne.ScrollEvent) { g.scrolled(e, s) })
		g.texts[f] = e
		g.labels[e] = look.NewText("", look.Quiet, look.InSecond)
	}
	for _, b := range []*look.Button{g.copyCaption, g.copyAlt, g.preset} {
		v.reveals(b, &b.OnFocus)
	}
	for _, o := range []fyne.CanvasObject{g.preset, g.arrange, g.player.ways, g.player.films} {
		g.labels[o] = look.NewText("", look.Quiet, look.InSecond)
	}
	return g
}

// scrolled has the wheel over a field scroll the column that the field lies in.
func (g *graphicForm) scrolled(e *look.Field, s *fyne.ScrollEvent) {
	if g.view.narrow || e == g.texts[Alt] {
		g.view.mainScroll.Wheel(s)
	} else {
		g.view.sideScroll.Wheel(s)
	}
}

// say brings the form into a language.
func (g *graphicForm) say(l words.Language) {
	v := g.view
	g.workingText.Set(l.Say("publish.working"))
	g.copyCaption.SetWords(l.Say("outgo.copy"))
	g.copyAlt.SetWords(l.Say("outgo.copy"))
	g.captionHead.set(l.Say("publish.caption"), "")
	g.labels[g.preset].Set(l.Say("publish.size"))
	g.labels[g.arrange].Set(l.Say("publish.layout"))
	names := make([]string, len(arrangements))
	for i, key := range arrangements {
		names[i] = l.Say("publish.layout." + key)
	}
	g.arrange.SetWords(names)
	for f, e := range g.texts {
		g.labels[e].Set(l.Say("publish." + fieldKeys[f]))
	}
	g.heads[0].name.Set(l.Say("publish.claimed"))
	g.heads[1].name.Set(l.Say("publish.found"))
	g.chips.Set(l.Say("publish.chips"))
	g.labels[g.player.ways].Set(l.Say("publish.way"))
	g.labels[g.player.films].Set(l.Say("publish.film"))
	g.player.say(l)
	g.stampMeans.Set(l.Say("publish.stamp.means"))
	for s := range switches {
		means := ""
		if s != Label {
			means = l.Say("publish." + switchKeys[s] + ".means")
		}
		g.checks[s] = look.NewCheck(l.Say("publish."+switchKeys[s]), means)
		g.checks[s].OnChange = func(on bool) { v.OnSwitch(s, on) }
		v.reveals(g.checks[s], &g.checks[s].OnFocus)
	}
	g.zones = look.NewCheck(l.Say("publish.zones"), l.Say("publish.zones.means"))
	g.zones.OnChange = func(on bool) {
		v.zones = on
		g.preview.Refresh()
	}
	v.reveals(g.zones, &g.zones.OnFocus)
	g.zones.Set(v.zones)
}

// write brings the form to a value. A field that a person writes in is left
// alone: an empty one would else be filled with its draft under the hand.
func (g *graphicForm) write(value Graphic) {
	g.value = value
	l := g.view.language
	g.preview.set(value.Picture, value.Covered)
	g.preview.shape(value.Pixels, value.Safe)
	g.preview.claim, g.preview.stamp = value.Claim, value.StampAt
	if value.Texts[Stamp].Said == "" || value.Hidden[Stamp] {
		g.preview.claim = image.Rectangle{}
	}
	g.about.set(l.Say("publish.output"), "")
	g.about.said.Set(value.About)
	g.arc.SetTurning(value.Working)
	look.Show(g.working, value.Working && value.Picture == nil && value.Problem == "")
	look.Show(g.problem, value.Problem != "")
	g.problemText.Set(value.Problem)
	look.Show(g.preview, value.Problem == "")
	look.Show(g.about, value.Problem == "")
	var notes []look.Item
	for _, n := range value.Notes {
		sign := look.NoDrawing
		ink := look.InSecond
		if n.Must {
			sign, ink = look.Warning, look.InText
		}
		notes = append(notes, look.Item{Object: look.NewNoted(sign, look.NewText(n.Text, look.Quiet, ink)), Above: look.Gap4})
	}
	g.notes.SetItems(notes...)

	if value.Preset >= 0 && value.Preset < len(value.Presets) {
		g.preset.SetWords(value.Presets[value.Preset])
	}
	g.player.show(value.Moving)
	look.Show(g.labels[g.player.ways], value.Moving != nil)
	look.Show(g.labels[g.player.films], value.Moving != nil)
	look.Show(g.arrange, value.Arranges)
	look.Show(g.labels[g.arrange], value.Arranges)
	g.arrange.SetChosen(value.Arrangement)
	for f, e := range g.texts {
		t := value.Texts[f]
		look.Show(e, !value.Hidden[f])
		look.Show(g.labels[e], !value.Hidden[f])
		e.SetPlaceholder(t.Draft)
		if !e.Focused() {
			e.SetText(t.shown())
		} else if t.Said != "" && t.Said != e.Text() {
			e.SetText(t.Said)
		}
	}
	for i, head := range g.heads {
		look.Show(head, !value.Hidden[ClaimTitle+Field(2*i)])
	}
	look.Show(g.chips, !value.Hidden[ClaimTitle])
	look.Show(g.stampMeans, !value.Hidden[Stamp])
	draft := ""
	if value.Texts[Alt].Said == "" {
		draft = l.Say("publish.alt.draft")
	}
	g.altHead.set(l.Say("publish.alt"), draft)
	g.altCount.Set(l.Plural("publish.alt.letters", utf8.RuneCountInString(value.Texts[Alt].shown())))
	g.caption.Set(value.Caption)
	g.copyCaption.SetDimmed(value.Caption == "", "")
	g.copyAlt.SetDimmed(value.Texts[Alt].shown() == "", "")
	for s, c := range g.checks {
		look.Show(c, !value.Gone[s])
		c.Set(value.Switches[s])
		c.SetDimmed(value.Why[s] != "", value.Why[s])
	}
	g.checks[Label].SetMeans(value.LabelSays)
}

// items are those of the columns: the output and its words, and its settings.
func (g *graphicForm) items(l words.Language, _ Graphic) (main, side []look.Item) {
	main = []look.Item{
		{Object: g.about, Above: look.Gap16},
		{Object: g.problem, Above: look.Gap24},
		{Object: g.working, Above: look.Gap12, Hugs: true},
		{Object: g.preview, Above: look.Gap8},
		{Object: g.player.button, Above: look.Gap8, Hugs: true},
		{Object: g.notes, Above: look.Gap8},
		{Object: g.altHead, Above: look.Gap16},
		{Object: g.texts[Alt], Above: look.Gap8},
		{Object: g.captionHead, Above: look.Gap16},
		{Object: g.caption, Above: look.Gap4},
		{Object: look.NewBox(look.Clear), Above: look.Gap16, Height: 1},
	}
	add := func(above float32, objects ...fyne.CanvasObject) {
		for _, o := range objects {
			side = append(side, look.Item{Object: o, Above: above})
			above = look.Gap4
		}
	}
	labelled := func(above float32, o fyne.CanvasObject) { add(above, g.labels[o], o) }
	labelled(look.Gap16, g.preset)
	labelled(look.Gap12, g.player.ways)
	labelled(look.Gap12, g.player.films)
	labelled(look.Gap12, g.arrange)
	labelled(look.Gap12, g.texts[Headline])
	for i, head := range g.heads {
		side = append(side, look.Item{Object: look.Hairline(), Above: look.Gap16, Height: 1})
		add(look.Gap12, head)
		labelled(look.Gap8, g.texts[ClaimTitle+Field(2*i)])
		labelled(look.Gap8, g.texts[ClaimDetail+Field(2*i)])
	}
	add(look.Gap8, g.chips)
	side = append(side, look.Item{Object: look.Hairline(), Above: look.Gap16, Height: 1})
	labelled(look.Gap12, g.texts[Credits])
	labelled(look.Gap8, g.texts[Verdict])
	labelled(look.Gap8, g.texts[Stamp])
	add(look.Gap4, g.stampMeans)
	side = append(side, look.Item{Object: look.Hairline(), Above: look.Gap16, Height: 1})
	for _, s := range []Switch{Numbers, Label, ClaimsPart} {
		add(look.Gap12, g.checks[s])
	}
	add(look.Gap12, g.zones)
	return main, side
}

// openPresets shows the sizes as a menu under their button.
func (g *graphicForm) openPresets() {
	g.view.openMenu(g.preset, g.value.Presets, g.value.Preset, func(i int) { g.view.OnPreset(i) })
}

// sideHead names one of the two pictures, with its sign.
type sideHead struct {
	widget.BaseWidget
	swatch *look.Swatch
	name   *look.Text
}

func newSideHead(ink look.Ink) *sideHead {
	h := &sideHead{swatch: look.NewSwatch(ink), name: look.NewText("", look.BodyBold, look.InText)}
	h.ExtendBaseWidget(h)
	return h
}

// HeightAt returns the height at a width.
func (h *sideHead) HeightAt(width float32) float32 { return h.name.HeightAt(width - look.Px(18)) }

// CreateRenderer is part of Fyne's widget.
func (h *sideHead) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: h, Parts: []fyne.CanvasObject{h.swatch, h.name},
		Least: func() fyne.Size { return fyne.NewSize(0, h.HeightAt(h.Size().Width)) },
		Place: func(size fyne.Size) {
			side := look.Px(10)
			look.Put(h.swatch, 0, (look.Px(look.BodyBold.Line)-side)/2, side, side)
			look.Put(h.name, look.Px(18), 0, max(0, size.Width-look.Px(18)), size.Height)
		},
	})
}

// shapeNow tells for what the columns are made.
func (v *View) shapeNow() string {
	head := v.value.Chosen + " " + strconv.FormatBool(v.narrow) + " "
	switch {
	case v.value.Graphic != nil:
		return head + "graphic"
	case v.value.Document != nil:
		return head + v.document.shape(*v.value.Document)
	}
	return head + v.whyNothing()
}

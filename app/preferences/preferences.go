// Package preferences owns the sheet of what a person wants of the program from
// one start to the next. Its main type is View. It promises that a choice holds
// at once, and that what can't hold says so beside the place where it stands.
package preferences

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Theme is the choice of a theme.
type Theme int

// The themes; AsSystem is dark or light as the desktop is.
const (
	Dark Theme = iota
	Light
	HighContrast
	AsSystem
)

// Value is what can be chosen.
type Value struct {
	Name     string // of the person, in log and report
	Language words.Language
	Theme    Theme
	Scale    float32 // text size, 1 to 2
	PeriodMS int     // of the blinking
	Fade     bool    // one picture fades into the other, in place of a cut
	Calm     bool    // less motion
	Safe     bool    // pictures are shown in safe view once they are added
	Saves    string  // the folder that is offered first to save in; empty is none
	FFmpeg   string  // the program or its folder; empty looks for it
}

// Place is a value that names something on the disk.
type Place int

// The places.
const (
	Saves Place = iota
	FFmpeg
	places
)

var placeKeys = [places]string{"saves", "ffmpeg"}

// scales are the text sizes that are offered; the keys know steps between.
var scales = []float32{1, 1.25, 1.5, 1.75, 2}

// Limits of the blinking, in milliseconds: the least of them makes two changes a
// second, and faster flicker can hurt people (WCAG 2.2, 2.3.1).
const (
	leastPeriod = 500
	mostPeriod  = 1700
	periodStep  = 100
)

// View is the sheet.
type View struct {
	OnChange func(Value)
	OnChoose func(Place) // a person wants to choose it in a dialog

	language words.Language
	value    Value

	title   *look.Text
	heads   [4]*look.Text
	labels  map[string]*look.Text
	means   map[string]*look.Text
	name    *look.Field
	said    *look.Segment
	theme   *look.Segment
	size    *look.Segment
	blink   *look.Slider
	turn    *look.Segment
	calm    *look.Check
	safe    *look.Check
	paths   [places]*path
	close   *look.Button
	column  *look.Column
	scroll  *look.Scroll
	panel   *look.Panel
	silence bool // what is set here is not told as a change
}

// path is a field for a place on the disk, with a button for its dialog and a
// line for what is wrong with it.
type path struct {
	field  *look.Field
	choose *look.Button
	wrong  *look.Text
}

const widest = 560 // pixels at a text size of 100 %

var sections = [4]string{"you", "look", "motion", "disk"}

// New returns the sheet, closed.
func New(l words.Language) *View {
	v := &View{
		title:  look.NewText("", look.Title, look.InText),
		labels: map[string]*look.Text{}, means: map[string]*look.Text{},
		name: look.NewField(1), said: look.NewSegment(make([]string, 2)), theme: look.NewSegment(make([]string, 4)),
		size: look.NewSegment(make([]string, len(scales))), blink: look.NewSlider(leastPeriod, mostPeriod, periodStep), turn: look.NewSegment(make([]string, 2)),
		column: look.NewColumn(look.Gap16),
	}
	v.scroll = look.NewScroll(v.column)
	v.name.OnChange = func(text string) { v.change(func(val *Value) { val.Name = strings.TrimSpace(text) }) }
	v.said.OnChoose = func(i int) { v.change(func(val *Value) { val.Language = words.Language(i) }) }
	v.theme.OnChoose = func(i int) { v.change(func(val *Value) { val.Theme = Theme(i) }) }
	v.size.OnChoose = func(i int) { v.change(func(val *Value) { val.Scale = scales[i] }) }
	v.turn.OnChoose = func(i int) { v.change(func(val *Value) { val.Fade = i == 1 }) }
	v.blink.OnChange = func(ms float64) { v.change(func(val *Value) { val.PeriodMS = int(math.Round(ms)) }) }
	v.reveal(v.name, &v.name.OnFocus)
	v.reveal(v.blink, &v.blink.OnFocus)
	for _, s := range []*look.Segment{v.said, v.theme, v.size, v.turn} {
		for i := range s.Len() {
			v.reveal(s, &s.Button(i).OnFocus)
		}
	}
	for p := range places {
		v.paths[p] = v.newPath(p)
	}
	v.close = look.NewButton("", v.Close, look.ButtonOptions{Kind: look.Main})
	v.panel = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(widest) },
		Above:  look.NewColumn(0, look.Item{Object: v.title}),
		Body:   v.scroll.Inside(),
		Right:  v.close,
	})
	v.panel.Sheet.OnLeave = v.Close
	v.SetLanguage(l)
	return v
}

func (v *View) reveal(o fyne.CanvasObject, on *func()) { *on = func() { v.scroll.Reveal(o) } }

func (v *View) newPath(p Place) *path {
	f := &path{field: look.NewField(1), wrong: look.NewText("", look.Body, look.InText)}
	f.field.OnChange = func(text string) {
		v.change(func(val *Value) { *val.place(p) = strings.TrimSpace(text) })
	}
	f.choose = look.NewButton("", func() {
		if v.OnChoose != nil {
			v.OnChoose(p)
		}
	}, look.ButtonOptions{Height: look.Short})
	v.reveal(f.field, &f.field.OnFocus)
	v.reveal(f.choose, &f.choose.OnFocus)
	return f
}

func (val *Value) place(p Place) *string {
	if p == FFmpeg {
		return &val.FFmpeg
	}
	return &val.Saves
}

// change makes the next value and tells it.
func (v *View) change(do func(*Value)) {
	if v.silence {
		return
	}
	before := v.value
	do(&v.value)
	if v.value != before && v.OnChange != nil {
		v.OnChange(v.value)
	}
}

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	say := func(key string) string { return l.Say("preferences." + key) }
	v.title.Set(say("title"))
	for i, s := range sections {
		if v.heads[i] == nil {
			v.heads[i] = look.NewText("", look.BodyBold, look.InText)
		}
		v.heads[i].Set(say("section." + s))
	}
	for _, key := range []string{"name", "language", "theme", "size", "blink", "saves", "ffmpeg"} {
		if v.labels[key] == nil {
			v.labels[key] = look.NewText("", look.Body, look.InText)
			v.means[key] = look.NewText("", look.Quiet, look.InSecond)
		}
		v.labels[key].Set(say(key))
	}
	for _, key := range []string{"name", "size", "saves", "ffmpeg"} {
		v.means[key].Set(say(key + ".means"))
	}
	v.said.SetWords([]string{l.Say("desk.do-language-en"), l.Say("desk.do-language-nb")})
	v.theme.SetWords([]string{l.Say("desk.do-theme-dark"), l.Say("desk.do-theme-light"), l.Say("desk.do-theme-high-contrast"), l.Say("desk.do-theme-system")})
	v.turn.SetWords([]string{l.Say("view.cut"), l.Say("view.fade")})
	percents := make([]string, len(scales))
	for i, s := range scales {
		percents[i] = l.Percent(float64(s), 0)
	}
	v.size.SetWords(percents)
	v.calm = look.NewCheck(say("calm"), say("calm.means"))
	v.calm.OnChange = func(on bool) { v.change(func(val *Value) { val.Calm = on }) }
	v.reveal(v.calm, &v.calm.OnFocus)
	v.safe = look.NewCheck(say("safe"), say("safe.means"))
	v.safe.OnChange = func(on bool) { v.change(func(val *Value) { val.Safe = on }) }
	v.reveal(v.safe, &v.safe.OnFocus)
	for _, f := range v.paths {
		f.choose.SetWords(say("choose"))
	}
	v.close.SetWords(l.Say("window.close"))
	v.lay()
	v.Show(v.value)
}

// lay fills the column.
func (v *View) lay() {
	var items []look.Item
	section := func(i int) {
		above := float32(look.Gap24)
		if i == 0 {
			above = 0
		}
		items = append(items, look.Item{Object: v.heads[i], Above: above})
	}
	row := func(key string, objects ...fyne.CanvasObject) {
		items = append(items, look.Item{Object: v.labels[key], Above: look.Gap12}, look.Item{Object: v.means[key], Above: 2})
		for _, o := range objects {
			items = append(items, look.Item{Object: o, Above: 6})
		}
	}
	section(0)
	row("name", v.name)
	section(1)
	row("language", v.said)
	row("theme", v.theme)
	row("size", v.size)
	section(2)
	row("blink", v.blink, v.turn)
	items = append(items, look.Item{Object: v.calm, Above: look.Gap12}, look.Item{Object: v.safe, Above: look.Gap12})
	section(3)
	for p, f := range v.paths {
		row(placeKeys[p], f.field, f.wrong)
		items = append(items, look.Item{Object: f.choose, Above: 6, Hugs: true})
	}
	v.column.SetItems(items...)
	v.panel.Sheet.Refresh()
}

// Show brings the sheet to that value, without telling it as a change.
func (v *View) Show(value Value) {
	v.silence = true
	defer func() { v.silence = false }()
	v.value = value
	if strings.TrimSpace(v.name.Text()) != value.Name {
		v.name.SetText(value.Name)
	}
	v.said.SetChosen(int(value.Language))
	v.theme.SetChosen(int(value.Theme))
	chosen := -1
	for i, s := range scales {
		if math.Abs(float64(s-value.Scale)) < 0.01 {
			chosen = i
		}
	}
	v.size.SetChosen(chosen)
	v.blink.SetValue(float64(value.PeriodMS))
	v.labels["blink"].Set(v.language.Say("preferences.blink", "seconds", v.language.Number(float64(value.PeriodMS)/1000, 1)))
	v.turn.SetChosen(0)
	if value.Fade {
		v.turn.SetChosen(1)
	}
	v.calm.Set(value.Calm)
	v.safe.Set(value.Safe)
	for p := range places {
		if f := v.paths[p]; strings.TrimSpace(f.field.Text()) != *v.value.place(p) {
			f.field.SetText(*v.value.place(p))
		}
	}
}

// Tell says what is wrong with a place; empty takes it back.
func (v *View) Tell(p Place, wrong string) {
	if f := v.paths[p]; f.wrong.Words() != wrong {
		f.wrong.Set(wrong)
		v.panel.Sheet.Refresh()
	}
}

// Told returns what is said to be wrong with a place.
func (v *View) Told(p Place) string { return v.paths[p].wrong.Words() }

// Change does as a person who changes something does, for tests.
func (v *View) Change(do func(*Value)) {
	v.change(do)
	v.Show(v.value)
}

// Value returns what is chosen.
func (v *View) Value() Value { return v.value }

// Refresh brings the sheet to another theme or text size.
func (v *View) Refresh() { v.panel.Sheet.Refresh() }

// Open lays the sheet over a window.
func (v *View) Open(c fyne.Canvas) {
	v.lay()
	v.scroll.ToTop()
	v.panel.Sheet.Open(c, v.name.Focusable())
}

// Close takes it away.
func (v *View) Close() { v.panel.Sheet.Close() }

// Opened reports whether the sheet lies over a window.
func (v *View) Opened() bool { return v.panel.Sheet.Opened() }

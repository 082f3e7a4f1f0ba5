// Package style owns the sheet of a desk's style: whose it is, its colours, its
// logo, its typeface and its sizes, and the file that colleagues share. Its main type is View.
// It promises that what can't hold says so beside the field in which it stands.
package style

import (
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Typed is what a person wrote.
type Typed struct {
	Desk    string
	Colours [Colours]string // as #14181C; empty is the neutral one
	Sizes   []Size          // empty is the program's own list

	Licence   string // of the typeface's file
	Headlines bool   // headlines alone are set in the typeface
}

// Size is one of the list, in pixels, as it was written.
type Size struct {
	Name                     string
	Width, Height            string
	Left, Top, Right, Bottom string // what is kept free at each side
}

// Colours is how many there are: of the ground, and of the bars over the claim
// and over the found picture.
const Colours = 3

var colourKeys = [Colours]string{"ground", "claim", "found"}

// Value is what the sheet shows.
type Value struct {
	Typed
	Own     bool     // the sizes are the desk's own
	Names   []string // of the sizes
	Size    int      // the one that is looked at
	File    string   // that it lies in; empty where it lies in none
	Changed bool     // since it was read or saved
	Broken  string   // why the file can't be used; empty where it can

	Shown      [Colours]color.Color // the colours in force
	Logo       image.Image          // nil is none
	WrongDesk  string               // why that can't hold; each is empty where it can
	Wrong      [Colours]string
	WrongLogo  string
	WrongSizes string

	Font                    Font
	WrongFont, WrongLicence string
}

// View is the sheet.
type View struct {
	OnChange  func(Typed)
	OnSize    func(i int) // another size is looked at
	OnAdd     func()      // a size
	OnRemove  func()      // the one that is looked at
	OnListed  func()      // back to the program's own list
	OnOpen    func()      // a file
	OnSave    func()
	OnSaveAs  func()
	OnNeutral func() // no style of its own
	OnLogo    func() // choose one
	OnNoLogo  func()
	OnFont    func(i int) // one of the choices

	language words.Language
	value    Value

	title, state, broken *look.Text
	texts                map[string]*look.Text
	desk                 *look.Field
	colours              [Colours]*look.Field
	swatches             [Colours]*swatch
	wrong                map[string]*look.Text
	logo                 *look.Thumbnail
	logoGround           *look.Pane
	sizes                *look.Button
	size                 [7]*look.Field
	open, saveAs, save   *look.Button
	neutral, pick, drop  *look.Button
	add, remove, listed  *look.Button
	close                *look.Button
	font                 fontPart

	column *look.Column
	scroll *look.Scroll
	panel  *look.Panel
}

const widest = 620 // pixels at a text size of 100 %

var sizeKeys = [7]string{"name", "width", "height", "left", "top", "right", "bottom"}

// New returns the sheet, closed.
func New(l words.Language) *View {
	v := &View{
		title: look.NewText("", look.Title, look.InText), state: look.NewText("", look.Body, look.InSecond), broken: look.NewText("", look.Body, look.InText),
		texts: map[string]*look.Text{}, wrong: map[string]*look.Text{},
		desk: look.NewField(1), logo: look.NewThumbnail(), column: look.NewColumn(look.Gap16),
	}
	v.scroll = look.NewScroll(v.column)
	v.logoGround = look.NewPane([]fyne.CanvasObject{v.logo}, func(size fyne.Size) {
		look.Put(v.logo, 0, 0, min(size.Width, look.Px(120)), size.Height)
	}, func() fyne.Size { return fyne.NewSize(look.Px(120), look.Px(40)) })
	for _, key := range append([]string{"desk", "logo", "sizes", "font", "licence"}, colourKeys[:]...) {
		v.wrong[key] = look.NewText("", look.Body, look.InText)
	}
	v.typing(v.desk, func(t *Typed, text string) { t.Desk = text })
	for i := range v.colours {
		v.colours[i], v.swatches[i] = look.NewField(1), newSwatch()
		v.typing(v.colours[i], func(t *Typed, text string) { t.Colours[i] = text })
	}
	for i := range v.size {
		v.size[i] = look.NewField(1)
		v.typing(v.size[i], func(t *Typed, text string) {
			if at := v.value.Size; at < len(t.Sizes) {
				t.Sizes = append([]Size(nil), t.Sizes...)
				*t.Sizes[at].field(i) = text
			}
		})
	}
	v.newFont()
	short, plain := look.ButtonOptions{Height: look.Short}, look.ButtonOptions{}
	v.open = look.NewButton("", func() { v.OnOpen() }, short)
	v.neutral = look.NewButton("", func() { v.OnNeutral() }, short)
	v.pick = look.NewButton("", func() { v.OnLogo() }, short)
	v.drop = look.NewButton("", func() { v.OnNoLogo() }, short)
	v.add = look.NewButton("", func() { v.OnAdd() }, short)
	v.remove = look.NewButton("", func() { v.OnRemove() }, short)
	v.listed = look.NewButton("", func() { v.OnListed() }, short)
	v.sizes = look.NewButton("", v.openSizes, look.ButtonOptions{Wide: true, After: look.ChevronDown})
	v.save = look.NewButton("", func() { v.OnSave() }, plain)
	v.saveAs = look.NewButton("", func() { v.OnSaveAs() }, plain)
	v.close = look.NewButton("", v.Close, look.ButtonOptions{Kind: look.Main})
	for _, b := range []*look.Button{v.open, v.neutral, v.pick, v.drop, v.add, v.remove, v.listed, v.sizes} {
		b.OnFocus = func() { v.scroll.Reveal(b) }
	}
	v.panel = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: func() float32 { return look.Px(widest) },
		Above:  look.NewColumn(0, look.Item{Object: v.title}, look.Item{Object: v.state, Above: look.Gap4}, look.Item{Object: v.broken, Above: look.Gap4}),
		Body:   v.scroll.Inside(),
		Left:   look.NewRow(look.Gap8, v.save, v.saveAs),
		Right:  v.close,
	})
	v.panel.Sheet.OnLeave = v.Close
	v.SetLanguage(l)
	return v
}

// field returns one of the texts of a size, by the order of the keys.
func (s *Size) field(i int) *string {
	return [...]*string{&s.Name, &s.Width, &s.Height, &s.Left, &s.Top, &s.Right, &s.Bottom}[i]
}

// typing has a field tell what is written in it.
func (v *View) typing(f *look.Field, put func(t *Typed, text string)) {
	f.OnChange = func(text string) {
		t := v.value.Typed
		put(&t, strings.TrimSpace(text))
		v.OnChange(t)
	}
	f.OnFocus = func() { v.scroll.Reveal(f) }
	f.LeaveWheel(v.scroll.Wheel)
}

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	say := func(key string) string { return l.Say("style." + key) }
	v.title.Set(say("title"))
	for _, key := range []string{"desk-name", "desk-name.means", "colours", "colours.means", "ground", "claim", "found", "logo", "logo.means", "sizes", "sizes.means", "font", "font.means", "font.licence", "name", "width", "height", "left", "top", "right", "bottom"} {
		if v.texts[key] == nil {
			face, ink := look.Quiet, look.InSecond
			switch key {
			case "desk-name", "colours", "logo", "sizes", "font":
				face, ink = look.BodyBold, look.InText
			}
			v.texts[key] = look.NewText("", face, ink)
		}
		v.texts[key].Set(say(key))
	}
	for b, key := range map[*look.Button]string{
		v.open: "open", v.neutral: "neutral-now", v.pick: "logo.choose", v.drop: "logo.none", v.add: "sizes.add", v.remove: "sizes.remove", v.listed: "sizes.listed",
		v.save: "save", v.saveAs: "save-as",
	} {
		b.SetWords(say(key))
	}
	v.close.SetWords(l.Say("window.close"))
	v.desk.SetPlaceholder(say("desk-name.example"))
	v.sayFont()
	v.lay()
	v.Show(v.value)
}

// lay fills the column.
func (v *View) lay() {
	t := v.texts
	labelled := func(key string, above fyne.CanvasObject, objects ...fyne.CanvasObject) fyne.CanvasObject {
		items := []look.Item{{Object: above}}
		for _, o := range objects {
			items = append(items, look.Item{Object: o, Above: look.Gap4})
		}
		if w := v.wrong[key]; w != nil {
			items = append(items, look.Item{Object: w, Above: look.Gap4})
		}
		return look.NewColumn(0, items...)
	}
	var colours, numbers, free []fyne.CanvasObject
	for i, key := range colourKeys {
		colours = append(colours, labelled(key, newNamed(v.swatches[i], t[key]), v.colours[i]))
	}
	for i, f := range v.size {
		each := labelled("", t[sizeKeys[i]], f)
		if i < 3 {
			numbers = append(numbers, each)
		} else {
			free = append(free, each)
		}
	}
	items := []look.Item{
		{Object: look.NewFlow(v.open, v.neutral)},
		{Object: t["desk-name"], Above: look.Gap16},
		{Object: t["desk-name.means"], Above: 2},
		{Object: v.desk, Above: look.Gap4},
		{Object: v.wrong["desk"], Above: look.Gap4},
		{Object: t["colours"], Above: look.Gap16},
		{Object: t["colours.means"], Above: 2},
		{Object: look.NewGrid(150, colours...), Above: look.Gap8},
		{Object: t["logo"], Above: look.Gap16},
		{Object: t["logo.means"], Above: 2},
		{Object: v.logoGround, Above: look.Gap8, Hugs: true},
		{Object: look.NewFlow(v.pick, v.drop), Above: look.Gap8},
		{Object: v.wrong["logo"], Above: look.Gap4},
	}
	items = append(items, v.fontItems()...)
	items = append(items, []look.Item{
		{Object: t["sizes"], Above: look.Gap16},
		{Object: t["sizes.means"], Above: 2},
		{Object: v.sizes, Above: look.Gap8},
		{Object: look.NewGrid(150, numbers...), Above: look.Gap8},
		{Object: look.NewGrid(110, free...), Above: look.Gap12},
		{Object: v.wrong["sizes"], Above: look.Gap4},
		{Object: look.NewFlow(v.add, v.remove, v.listed), Above: look.Gap12},
	}...)
	v.column.SetItems(items...)
	v.panel.Pane.Refresh()
	v.panel.Sheet.Refresh()
}

// Show brings the sheet to that value, without telling it as a change.
func (v *View) Show(value Value) {
	before := v.value.Font
	v.value = value
	l := v.language
	v.state.Set(l.Say("style.state", "file", value.File))
	switch {
	case value.File == "" && value.Changed:
		v.state.Set(l.Say("style.state.unsaved"))
	case value.File == "":
		v.state.Set(l.Say("style.state.neutral"))
	case value.Changed:
		v.state.Set(l.Say("style.state.changed", "file", value.File))
	}
	v.broken.Set(value.Broken)
	v.fill(v.desk, value.Desk)
	v.wrong["desk"].Set(value.WrongDesk)
	for i, key := range colourKeys {
		v.fill(v.colours[i], value.Typed.Colours[i])
		v.swatches[i].set(value.Shown[i])
		v.wrong[key].Set(value.Wrong[i])
	}
	v.logo.SetPicture(value.Logo)
	v.wrong["logo"].Set(value.WrongLogo)
	v.drop.SetDimmed(value.Logo == nil, l.Say("style.logo.means"))
	if value.Size < len(value.Sizes) {
		v.sizes.SetWords(value.Names[value.Size])
		for i := range v.size {
			v.fill(v.size[i], *value.Sizes[value.Size].field(i))
		}
	}
	v.wrong["sizes"].Set(value.WrongSizes)
	v.remove.SetDimmed(len(value.Sizes) < 2, l.Say("style.sizes.last"))
	v.listed.SetDimmed(!value.Own, l.Say("style.sizes.means"))
	v.save.SetDimmed(!value.Changed, l.Say("style.save.none"))
	v.neutral.SetDimmed(value.File == "" && !value.Changed, l.Say("style.state.neutral"))
	if v.showFont(before) {
		v.lay()
	}
	if v.Opened() {
		v.column.Refresh()
		v.panel.Sheet.Refresh()
	}
}

// fill puts a text into a field that says another.
func (v *View) fill(f *look.Field, text string) {
	if strings.TrimSpace(f.Text()) != text {
		f.SetText(text)
	}
}

// openSizes shows the sizes as a menu under their button.
func (v *View) openSizes() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.sizes)
	if c == nil {
		return
	}
	menu := fyne.NewMenu("")
	for i, name := range v.value.Names {
		item := fyne.NewMenuItem(name, func() { v.OnSize(i) })
		item.Checked = i == v.value.Size
		menu.Items = append(menu.Items, item)
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.sizes)
	widget.ShowPopUpMenuAtPosition(menu, c, at.AddXY(0, v.sizes.Size().Height+2))
}

// Open lays the sheet over a window.
func (v *View) Open(c fyne.Canvas) {
	v.lay()
	v.scroll.ToTop()
	v.panel.Sheet.Open(c, v.desk.Focusable())
}

// Refresh brings the sheet to another theme or text size.
func (v *View) Refresh() { v.panel.Sheet.Refresh() }

// Close takes it away.
func (v *View) Close() { v.panel.Sheet.Close() }

// Opened reports whether the sheet lies over a window.
func (v *View) Opened() bool { return v.panel.Sheet.Opened() }

// named is a text behind the colour that it names.
type named struct {
	widget.BaseWidget
	swatch *swatch
	text   *look.Text
}

func newNamed(s *swatch, t *look.Text) *named {
	n := &named{swatch: s, text: t}
	n.ExtendBaseWidget(n)
	return n
}

// HeightAt returns the height at a width.
func (n *named) HeightAt(width float32) float32 { return n.text.HeightAt(width - look.Px(22)) }

// CreateRenderer is part of Fyne's widget.
func (n *named) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: n, Parts: []fyne.CanvasObject{n.swatch, n.text},
		Least: func() fyne.Size { return fyne.NewSize(0, n.HeightAt(n.Size().Width)) },
		Place: func(size fyne.Size) {
			side := look.Px(14)
			look.Put(n.swatch, 0, look.Px(1), side, side)
			look.Put(n.text, look.Px(22), 0, max(0, size.Width-look.Px(22)), size.Height)
		},
	})
}

// swatch shows a colour.
type swatch struct {
	widget.BaseWidget
	colour color.Color
	rect   *canvas.Rectangle
}

func newSwatch() *swatch {
	s := &swatch{rect: canvas.NewRectangle(color.Transparent), colour: color.Transparent}
	s.ExtendBaseWidget(s)
	return s
}

func (s *swatch) set(c color.Color) {
	if c == nil {
		c = color.Transparent
	}
	s.colour = c
	s.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (s *swatch) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s, Parts: []fyne.CanvasObject{s.rect},
		Place: func(size fyne.Size) { s.rect.Resize(size) },
		Least: func() fyne.Size { return fyne.NewSquareSize(look.Px(14)) },
		Paint: func() {
			s.rect.FillColor, s.rect.StrokeColor, s.rect.StrokeWidth = s.colour, look.Colour(look.InEdge), 1
			s.rect.CornerRadius = look.Px(2)
		},
	})
}

package lessons

import (
	"image"
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Room is what the practice room shows.
type Room struct {
	Pack    string // its title
	Problem string // why its exercises can't be had; empty where they can
	Rows    []Row
	Chosen  string
	Line    string // of the chosen one: level and time
	Task    string
	Asked   []string
	Notes   []string // eyes first, what hints cost, credits
	Last    string   // what it came to; empty where it was not answered
	Start   string   // words of the button
	WhyNot  string   // why it can't be begun; empty where it can
	Drawing string   // how far its drawing has come; empty where it isn't drawn
	Picture image.Image
	Learner string   // who learns; empty where nobody said
	Session []string // what the session came to so far
	Word    bool     // a word opens more of the pack
	Own     bool     // they come with the program
}

// Place is where an exercise is chosen. It is opened over everything but the
// status line.
type Place struct {
	OnChoose  func(id string)
	OnStart   func()
	OnOpen    func() // another pack
	OnWord    func() // a word of the trainer is to be given
	OnResults func()
	OnOwn     func() // those that come with the program
	OnNew     func() // new learner
	OnName    func() // who learns is to be said
	OnClose   func()
	OnHint    func(hint string)

	language words.Language
	value    Room
	opened   bool

	sign          *look.Icon
	name          *look.Text
	back          *look.Button
	under, beside *look.Box
	pack          *look.Text
	list          *list
	column, foot  *look.Column
	scroll        *look.Scroll
	overFoot      *look.Box
	ground        *look.Box
	start         *look.Button
	learner       *look.Button
	other, word   *look.Button
	results, own  *look.Button
	fresh         *look.Button
	pane          *look.Pane
	picture       *canvas.Image // of what is being drawn
}

// NewPlace returns the place, closed.
func NewPlace(l words.Language) *Place {
	p := &Place{
		sign: look.NewIcon(look.Sign, look.InText), name: look.NewLine("", look.Title, look.InText, look.CutsEnd),
		under: look.Hairline(), beside: look.Hairline(), overFoot: look.Hairline(), ground: look.NewBox(look.InStage),
		picture: &canvas.Image{FillMode: canvas.ImageFillContain, ScaleMode: canvas.ImageScaleSmooth},
		pack:    look.NewText("", look.BodyBold, look.InText), column: look.NewColumn(look.Gap24), foot: look.NewColumn(0),
	}
	p.scroll = look.NewScroll(p.column)
	p.list = newList(func(id string) { p.OnChoose(id) }, func() {
		if p.value.WhyNot == "" {
			p.OnStart()
		}
	})
	p.back = look.NewButton("", func() { p.OnClose() }, look.ButtonOptions{})
	p.start = look.NewButton("", func() { p.OnStart() }, look.ButtonOptions{Kind: look.Main})
	bare := look.ButtonOptions{Height: look.Short}
	p.learner = look.NewButton("", func() { p.OnName() }, bare)
	p.fresh = look.NewButton("", func() { p.OnNew() }, bare)
	p.other = look.NewButton("", func() { p.OnOpen() }, bare)
	p.word = look.NewButton("", func() { p.OnWord() }, bare)
	p.results = look.NewButton("", func() { p.OnResults() }, bare)
	p.own = look.NewButton("", func() { p.OnOwn() }, bare)
	for _, b := range []*look.Button{p.back, p.start, p.learner, p.fresh, p.other, p.word, p.results, p.own} {
		b.OnHint = func(hint string) {
			if p.OnHint != nil {
				p.OnHint(hint)
			}
		}
	}
	p.pane = look.NewPane([]fyne.CanvasObject{p.ground, p.sign, p.name, p.back, p.under, p.pack, p.list, p.beside, p.scroll, p.foot, p.overFoot}, p.place, nil)
	p.SetLanguage(l)
	return p
}

// Object is the place as it stands in the window.
func (p *Place) Object() fyne.CanvasObject { return p.pane }

// Opened reports whether the place is open.
func (p *Place) Opened() bool { return p.opened }

// Open opens the place.
func (p *Place) Open() {
	p.opened = true
	p.scroll.ToTop()
	p.write()
}

// Close closes it.
func (p *Place) Close() { p.opened = false }

// List is what takes the keyboard first.
func (p *Place) List() fyne.Focusable { return p.list }

// FocusTargets are what takes the keyboard in each part of the place.
func (p *Place) FocusTargets() []fyne.Focusable {
	return []fyne.Focusable{p.back, p.list, p.start, p.learner}
}

// Key does what the keyboard asks of the place as a whole, and reports whether
// it had a use for the key.
func (p *Place) Key(key fyne.KeyName) bool {
	page := p.scroll.Size().Height * 0.85
	switch key {
	case fyne.KeyPageDown:
		p.scroll.SetOffset(p.scroll.Offset() + page)
	case fyne.KeyPageUp:
		p.scroll.SetOffset(max(0, p.scroll.Offset()-page))
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		p.list.TypedKey(&fyne.KeyEvent{Name: key})
	default:
		return false
	}
	return true
}

// SetLanguage changes the language.
func (p *Place) SetLanguage(l words.Language) {
	p.language = l
	p.name.Set(l.Say("lessons.title"))
	p.back.SetWords(l.Say("lessons.close"))
	p.fresh.SetWords(l.Say("lessons.new-learner"))
	p.other.SetWords(l.Say("lessons.open-pack"))
	p.word.SetWords(l.Say("lessons.word"))
	p.results.SetWords(l.Say("lessons.results-button"))
	p.own.SetWords(l.Say("lessons.own"))
	p.write()
}

// Show brings the place to that state.
func (p *Place) Show(v Room) {
	if reflect.DeepEqual(v, p.value) {
		return
	}
	another := v.Chosen != p.value.Chosen
	p.value = v
	p.write()
	if another {
		p.scroll.ToTop()
	}
}

func (p *Place) write() {
	v, l := p.value, p.language
	p.pack.Set(v.Pack)
	p.list.show(v.Rows, v.Chosen)
	var items []look.Item
	for _, r := range v.Rows {
		if r.ID == v.Chosen {
			items = append(items, look.Item{Object: look.NewText(r.Title, look.Question, look.InText), Above: look.Gap24})
		}
	}
	if v.Problem != "" {
		items = append(items, noted(look.Warning, v.Problem, look.Gap24))
	}
	items = append(items, quiet(v.Line, look.Gap4), text(v.Task, look.InText, look.Gap16))
	if len(v.Asked) > 0 {
		items = append(items, heading(l.Say("lessons.asked"), look.Gap24))
		for _, a := range v.Asked {
			items = append(items, text("· "+a, look.InText, look.Gap4))
		}
	}
	for i, n := range v.Notes {
		above := float32(look.Gap4)
		if i == 0 {
			above = look.Gap16
		}
		items = append(items, quiet(n, above))
	}
	if v.Last != "" {
		items = append(items, noted(look.Tick, v.Last, look.Gap16))
	}
	p.start.SetWords(v.Start)
	p.start.SetDimmed(v.WhyNot != "", v.WhyNot)
	if v.Start != "" {
		items = append(items, look.Item{Object: p.start, Above: look.Gap24, Hugs: true})
	}
	if v.Drawing != "" {
		items = append(items, quiet(v.Drawing, look.Gap16))
	}
	if v.Picture != nil {
		p.picture.Image = v.Picture
		p.picture.Refresh()
		b, high := v.Picture.Bounds(), look.Px(pictureHigh)
		p.picture.SetMinSize(fyne.NewSize(high*float32(b.Dx())/float32(b.Dy()), high))
		items = append(items, look.Item{Object: p.picture, Above: look.Gap16, Height: high, Hugs: true})
	}
	items = append(items, look.Item{Object: look.NewBox(look.Clear), Above: look.Gap16, Height: 1})
	for i := range items {
		items[i].Object = newLimit(items[i].Object, items[i].Hugs)
		items[i].Hugs = false
	}
	p.column.SetItems(items...)
	who := l.Say("lessons.learner.none")
	if v.Learner != "" {
		who = l.Say("lessons.learner", "name", v.Learner)
	}
	p.learner.SetWords(who)
	var foot []look.Item
	for i, s := range v.Session {
		above := float32(look.Gap4)
		if i == 0 {
			above = 0
		}
		foot = append(foot, text(s, look.InText, above))
	}
	buttons := []fyne.CanvasObject{p.learner, p.fresh, p.results, p.other}
	if !v.Own {
		buttons = append(buttons, p.own)
	}
	if v.Word {
		buttons = append(buttons, p.word)
	}
	foot = append(foot, look.Item{Object: look.NewFlow(buttons...), Above: look.Gap8})
	p.foot.SetItems(foot...)
	p.pane.Refresh()
	p.scroll.Refresh()
}

// Lengths of the place, pixels at a text size of 100 %.
const (
	placeHead   = 48
	listWide    = 320
	listLeast   = 200
	packAir     = 11
	widestLine  = 620
	leastDetail = 360
	pictureHigh = 300
)

func (p *Place) place(size fyne.Size) {
	px := look.Px
	head := px(placeHead)
	sign := px(20)
	look.Put(p.sign, px(14), (head-1-sign)/2, sign, sign)
	back := p.back.MinSize()
	look.Put(p.back, size.Width-px(look.Gap16)-back.Width, (head-1-back.Height)/2, back.Width, back.Height)
	look.Put(p.name, px(44), (head-1-px(look.Title.Line))/2, max(0, size.Width-px(60)-back.Width-px(look.Gap16)), px(look.Title.Line))
	look.Put(p.under, 0, head-1, size.Width, 1)

	wide := px(listWide)
	if size.Width < wide+px(leastDetail) {
		wide = max(min(px(listLeast), size.Width*0.45), size.Width-px(leastDetail))
	}
	pack := p.pack.HeightAt(max(0, wide-px(28)))
	look.Put(p.pack, px(14), head+px(packAir), max(0, wide-px(28)), pack)
	top := head + pack + 2*px(packAir)
	look.Put(p.list, 0, top, wide-1, max(0, size.Height-top))
	look.Put(p.beside, wide-1, head, 1, size.Height-head)

	inner := max(0, size.Width-wide-2*px(look.Gap24))
	foot := p.foot.HeightAt(inner) + 2*px(look.Gap12)
	top = max(head, size.Height-foot)
	look.Put(p.ground, wide, head, size.Width-wide, max(0, top-head))
	look.Put(p.scroll, wide, head, size.Width-wide, max(0, top-head))
	look.Put(p.overFoot, wide, top, size.Width-wide, 1)
	look.Put(p.foot, wide+px(look.Gap24), top+px(look.Gap12), inner, max(0, foot-2*px(look.Gap12)))
}

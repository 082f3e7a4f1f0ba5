// Package publish owns the place where what leaves the program is made: what
// can be made, the very output as it will be saved, and its settings. Its main
// type is View. It promises that the preview is the output itself, that what
// can't be made says why, that the words which name the claim can't be edited
// away, and that what gives something away is never chosen beforehand.
package publish

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Entry is one thing that can be made.
type Entry struct {
	Kind string // its stable word
	Icon look.Drawing
	Name string
	Line string // what comes out: "PDF"
	Why  string // why it can't be made; empty where it can
}

// Value is what the place shows.
type Value struct {
	Title, Line string // of the case, as in the head
	Entries     []Entry
	Chosen      string // kind of the entry that is shown
	Folder      string // where it is saved; empty where that is not known yet

	Language words.Language // of what is made
	Style    string         // the name of the desk's, for what is made in it
	Claims   []string       // of the case, where one of several is shown; else none
	Claim    int            // the one that is shown
	Graphic  *Graphic       // what is made, where it is a picture
	Document *Document      // where it is none

	Running  bool
	Step     string
	Stopping bool
	Result   *Result // of the last one; nil where there was none
}

// Result is what came of the last thing that was made.
type Result struct {
	Failed bool
	Kind   string
	Lines  []string // what was written, or what went wrong and what to try
	Path   string
	Timed  bool // trusted time can be asked for over it
}

// View is the place. It is opened over everything but the status line.
type View struct {
	OnChoose   func(kind string)
	OnLanguage func(words.Language)
	OnPreset   func(i int)
	OnArrange  func(i int)
	OnText     func(f Field, text string)
	OnSwitch   func(s Switch, on bool)
	OnWay      func(i int)
	OnFilm     func(i int)
	OnStamp    func(x, y float64) // its middle, as shares of the claim's width and height
	OnEdition  func(edition string)
	OnAttach   func(on bool)
	OnReplaces func(number int)
	OnPages    func() // other pages are to be shown; see Pages
	OnClaim    func(i int)
	OnStyle    func() // a person wants to see or change the desk's style
	OnPaper    func(i int)
	OnFineness func(i int)
	OnAddress  func(address string) // of the check
	OnSave     func()               // into the folder, or after a choice of it
	OnFolder   func()               // another folder is to be chosen
	OnCopy     func()               // the picture
	OnCopyText func(text string)
	OnStop     func()
	OnShow     func(path string) // the folder of what was written
	OnTime     func(path string) // trusted time over it
	OnClose    func()
	OnHint     func(hint string)
	OnSize     func() // the preview has another place

	After func(d time.Duration, f func()) (stop func()) // calls f a while later, on the window's goroutine

	language words.Language
	value    Value
	opened   bool
	narrow   bool                   // one column beside the list
	zones    bool                   // the safe zones are shown
	laid     bool                   // the columns hold what the value is about
	worn     map[string]*look.Theme // in which each shape of columns and foot was shown last
	on       []string               // the shapes that are shown
	shape    string

	sign        *look.Icon
	title, line *look.Text
	name        *look.Text
	back        *look.Button
	under       *look.Box
	list        *list
	besideList  *look.Box
	besideSide  *look.Box
	overFoot    *look.Box
	overFolder  *look.Box
	make        *look.Text
	folder      *look.Button
	main, side  *look.Column
	mainScroll  *look.Scroll
	sideScroll  *look.Scroll
	stageGround *look.Box
	foot        *look.Column
	pane        *look.Pane

	graphic  *graphicForm
	document *documentForm

	save, copy, stop  *look.Button
	again, show, time *look.Button
	arc               *look.Arc
	step              *look.Text
	languages         *look.Segment
	common            *commonForm
}

// New returns the place, closed.
func New(l words.Language) *View {
	v := &View{
		sign:  look.NewIcon(look.Sign, look.InText),
		title: look.NewLine("", look.BodyBold, look.InText, look.CutsMiddle), line: look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd),
		name: look.NewLine("", look.Title, look.InText, look.Whole), under: look.Hairline(), besideList: look.Hairline(), besideSide: look.Hairline(), overFoot: look.Hairline(), overFolder: look.Hairline(),
		make:        look.NewLine("", look.BodyBold, look.InText, look.CutsEnd),
		stageGround: look.NewBox(look.InStage), main: look.NewColumn(look.Gap24), side: look.NewColumn(look.Gap16), foot: look.NewColumn(0),
		worn: map[string]*look.Theme{},
		arc:  look.NewArc(), step: look.NewText("", look.Body, look.InText), languages: look.NewSegment(make([]string, 2)),
	}
	v.mainScroll, v.sideScroll = look.NewScroll(v.main), look.NewScroll(v.side)
	plain, mainly := look.ButtonOptions{}, look.ButtonOptions{Kind: look.Main}
	v.back = look.NewButton("", func() { v.OnClose() }, plain)
	v.folder = look.NewButton("", func() { v.OnFolder() }, look.ButtonOptions{Kind: look.Bare, Icon: look.Folder, Height: look.Short})
	v.save = look.NewButton("", func() { v.OnSave() }, mainly)
	v.copy = look.NewButton("", func() { v.OnCopy() }, plain)
	v.stop = look.NewButton("", func() { v.OnStop() }, plain)
	v.again = look.NewButton("", func() { v.OnSave() }, mainly)
	v.show = look.NewButton("", func() { v.OnShow(v.value.Result.Path) }, look.ButtonOptions{Height: look.Short})
	v.time = look.NewButton("", func() { v.OnTime(v.value.Result.Path) }, look.ButtonOptions{Height: look.Short})
	for _, b := range []*look.Button{v.back, v.folder, v.save, v.copy} {
		b.OnHint = v.hint
	}
	v.list = newList(v)
	v.languages.OnChoose = func(i int) { v.OnLanguage(words.Language(i)) }
	v.graphic, v.document, v.common = newGraphicForm(v), newDocumentForm(v), newCommonForm(v)
	for i := range v.languages.Len() {
		v.reveals(v.languages, &v.languages.Button(i).OnFocus)
	}
	v.pane = look.NewPane([]fyne.CanvasObject{
		v.stageGround, v.sign, v.title, v.line, v.name, v.back, v.under, v.make, v.list, v.folder, v.mainScroll, v.sideScroll, v.foot, v.besideList, v.besideSide, v.overFoot, v.overFolder,
	}, v.place, nil)
	v.SetLanguage(l)
	return v
}

// Object is the place as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// Opened reports whether the place is open.
func (v *View) Opened() bool { return v.opened }

// Open opens the place; its value is shown from now on.
func (v *View) Open() {
	v.opened = true
	v.laid = false
	v.mainScroll.ToTop()
	v.sideScroll.ToTop()
	v.write()
}

// Close closes the place and lets go of the picture.
func (v *View) Close() {
	v.opened, v.on = false, nil
	v.arc.SetTurning(false)
	v.graphic.player.rest(nil)
	v.graphic.preview.set(nil, nil)
	v.document.pages.set(Pages{}, true)
}

// FocusTargets are what takes the keyboard in each part of the place.
func (v *View) FocusTargets() []fyne.Focusable {
	all := []fyne.Focusable{v.back, v.list}
	if f := v.first(); f != nil {
		all = append(all, f)
	}
	switch {
	case v.value.Running:
		all = append(all, v.stop)
	case v.value.Result != nil && v.value.Result.Failed:
		all = append(all, v.again)
	default:
		all = append(all, v.save)
	}
	return all
}

// List is what takes the keyboard first.
func (v *View) List() fyne.Focusable { return v.list }

// first is the first setting.
func (v *View) first() fyne.Focusable {
	switch {
	case v.value.Graphic != nil:
		return v.graphic.preset
	case v.value.Document != nil:
		return v.document.edition.Button(max(0, v.document.edition.Chosen()))
	}
	return nil
}

// Key does what the keyboard asks of the place as a whole, and reports whether
// it had a use for the key.
func (v *View) Key(key fyne.KeyName) bool {
	page := v.mainScroll.Size().Height * 0.85
	switch key {
	case fyne.KeyPageDown:
		v.mainScroll.SetOffset(v.mainScroll.Offset() + page)
	case fyne.KeyPageUp:
		v.mainScroll.SetOffset(max(0, v.mainScroll.Offset()-page))
	case fyne.KeyUp, fyne.KeyDown:
		v.list.TypedKey(&fyne.KeyEvent{Name: key})
	case fyne.KeyLeft, fyne.KeyRight:
		if v.value.Document == nil || v.value.Document.Pages == nil {
			return false
		}
		v.document.pages.TypedKey(&fyne.KeyEvent{Name: key})
	default:
		return false
	}
	return true
}

// SetRevealed shows the picture as it is while it is held, where it is shown grey and dimmed.
func (v *View) SetRevealed(held bool) {
	v.graphic.preview.reveal(held)
	v.document.pages.reveal(held)
}

// SetLanguage changes the language of the place.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.name.Set(l.Say("publish.title"))
	v.make.Set(l.Say("publish.make"))
	v.back.SetWords(l.Say("publish.back"))
	v.copy.SetWords(l.Say("publish.copy-picture"))
	v.again.SetWords(l.Say("publish.again"))
	v.show.SetWords(l.Say("publish.show-folder"))
	v.time.SetWords(l.Say("outgo.ask-time"))
	v.languages.SetWords([]string{l.Say("outgo.language.en"), l.Say("outgo.language.nb")})
	v.graphic.say(l)
	v.document.say(l)
	v.common.say(l)
	v.laid = false
	if v.opened {
		v.write()
	}
}

// Show brings the place to that state. While it is closed, it only remembers.
func (v *View) Show(value Value) {
	v.value = value
	if v.opened {
		v.write()
	}
}

// Preview returns the size of the picture's place, in the toolkit's units.
func (v *View) Preview() fyne.Size { return v.graphic.preview.Size() }

func (v *View) hint(hint string) {
	if v.OnHint != nil {
		v.OnHint(hint)
	}
}

// chord does what a chord asks that is typed while a field has the keyboard: a
// field of the toolkit would keep it.
func (v *View) chord(s *desktop.CustomShortcut) bool {
	if s.KeyName != fyne.KeyReturn && s.KeyName != fyne.KeyEnter {
		return false
	}
	v.OnSave()
	return true
}

// reveals has an object scrolled into sight when the keyboard comes to it.
func (v *View) reveals(o fyne.CanvasObject, on *func()) {
	*on = func() {
		v.mainScroll.Reveal(o)
		v.sideScroll.Reveal(o)
	}
}

// write fills the place with its value.
func (v *View) write() {
	l, value := v.language, v.value
	title := value.Title
	if title == "" {
		title = l.Say("window.untitled")
	}
	v.title.Set(title)
	v.line.Set(value.Line)
	v.list.show(value.Entries, value.Chosen)
	folder := value.Folder
	if folder == "" {
		folder = l.Say("publish.folder.none")
	}
	v.folder.SetWords(folder)
	v.folder.SetHint(l.Say("publish.folder.means"))
	v.languages.SetChosen(int(value.Language))
	if g := value.Graphic; g != nil {
		v.graphic.write(*g)
	}
	if d := value.Document; d != nil {
		v.document.write(*d)
	}
	v.common.write(value)
	v.compose()
	v.writeFoot()
	v.pane.Refresh()
	v.mainScroll.Refresh()
	v.sideScroll.Refresh()
	v.wear()
}

// wear brings to the theme in force what was off the screen when it came: the
// toolkit does so only with what is on it.
func (v *View) wear() {
	if !v.pane.Visible() {
		return
	}
	now, shown := look.Now(), []string{v.columnKind(), "foot " + v.footKind()}
	stale := false
	for _, s := range shown {
		was, known := v.worn[s]
		stale = stale || known && was != now && !slices.Contains(v.on, s)
		v.worn[s] = now
	}
	v.on = shown
	if stale {
		fyne.CurrentApp().Settings().SetTheme(now)
	}
}

// columnKind tells which controls stand in the columns.
func (v *View) columnKind() string {
	switch {
	case v.value.Graphic != nil:
		return "graphic"
	case v.value.Document != nil:
		return "document"
	}
	return "none"
}

// compose puts what the value is about into the columns, only where that has changed.
func (v *View) compose() {
	shape := v.shapeNow()
	if v.laid && shape == v.shape {
		v.main.Refresh()
		v.side.Refresh()
		return
	}
	if shape != v.shape {
		v.mainScroll.ToTop()
		v.sideScroll.ToTop()
	}
	v.laid, v.shape = true, shape
	var main, side []look.Item
	switch {
	case v.value.Graphic != nil:
		main, side = v.graphic.items(v.language, *v.value.Graphic)
	case v.value.Document != nil:
		main, side = v.document.items(v.language, *v.value.Document)
	default:
		main = []look.Item{{Object: look.NewText(v.whyNothing(), look.Body, look.InText), Above: look.Gap24}}
	}
	if len(side) > 0 {
		side = append(append(v.common.before(), side...), v.common.after()...)
	}
	if v.narrow {
		main, side = append(main, side...), nil
	}
	v.main.SetItems(main...)
	v.side.SetItems(side...)
}

// whyNothing says why nothing is shown.
func (v *View) whyNothing() string {
	for _, e := range v.value.Entries {
		if e.Kind == v.value.Chosen && e.Why != "" {
			return e.Why
		}
	}
	return v.language.Say("publish.nothing")
}

// Package head owns the line over everything: the case's name at the left, the
// modes in words over the stage, the one next step at the right. Its main type
// is View. It promises that a mode that can't be used says why, and that the
// modes become one button before any of their words would be cut.
package head

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Mode is a way to look at a pair of pictures, in the order of their keys.
type Mode int

// The modes.
const (
	SideBySide Mode = iota
	Overlay
	Swipe
	Blink
	Difference
	MatchLines
	Details
	Outside
	Single
	modes
)

var modeWords = [modes]string{"side-by-side", "overlay", "swipe", "blink", "difference", "match-lines", "details", "outside", "single"}

// needsPlaced reports whether the mode wants an alignment.
func (m Mode) needsPlaced() bool { return m != SideBySide && m != Single }

// tells reports whether the mode tells what the program found, and not only shows the pictures.
func (m Mode) tells() bool { return m == Difference || m == MatchLines }

// Word returns the mode's stable word: "side-by-side".
func (m Mode) Word() string { return modeWords[m] }

// Name returns the mode's name: "Side by side".
func (m Mode) Name(l words.Language) string { return l.Say("window.mode." + m.Word()) }

// Value is what the head shows.
type Value struct {
	Title string // of the case; empty reads "New case"
	Line  string // under it, quietly; empty leaves it out

	ShowModes bool // there is something to look at
	Mode      Mode
	Placed    bool   // the pair has an alignment: all modes can be used
	WhyNot    string // why not; empty says that there is no alignment
	Closed    string // why modes that tell a finding can't be used; empty where they can

	CanAlign     bool // the pair can be aligned by hand
	CanExport    bool
	WhyNotExport string
}

// Height of the head, pixels at a text size of 100 %.
const Height = 48

const leastTitle = 66 // px under which the case's name is left out

// View is the head.
type View struct {
	OnMode   func(m Mode)
	OnAlign  func()
	OnExport func()
	OnHint   func(hint string) // why something is dimmed, while the pointer is over it; "" after

	language    words.Language
	value       Value
	left, right float32 // the stage's span, to centre the modes over it

	over, under *look.Box
	sign        *look.Icon
	title, line *look.Text
	segment     *look.Segment
	one         *look.Button
	align       *look.Button // left out where there is no room
	export      *look.Button
	exportIcon  *look.Button      // stands for it where there is no room for words
	aside       fyne.CanvasObject // at the right end; nil is nothing
	pane        *look.Pane
}

// New returns the head.
func New(l words.Language) *View {
	v := &View{
		over: look.Hairline(), under: look.Hairline(),
		sign:  look.NewIcon(look.Sign, look.InText),
		title: look.NewLine("", look.BodyBold, look.InText, look.CutsMiddle),
		line:  look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd),
	}
	v.segment = look.NewModes(make([]string, modes))
	v.segment.OnChoose = func(i int) { v.choose(Mode(i)) }
	v.segment.OnHint = v.hint
	v.one = look.NewButton("", v.openMenu, look.ButtonOptions{After: look.ChevronDown})
	export := func() {
		if v.OnExport != nil {
			v.OnExport()
		}
	}
	v.export = look.NewButton("", export, look.ButtonOptions{Kind: look.Main})
	v.exportIcon = look.NewButton("", export, look.ButtonOptions{Kind: look.Main, Icon: look.Report})
	v.align = look.NewButton("", func() {
		if v.OnAlign != nil {
			v.OnAlign()
		}
	}, look.ButtonOptions{})
	v.align.Hide()
	v.export.OnHint, v.exportIcon.OnHint = v.hint, v.hint
	v.pane = look.NewPane(
		[]fyne.CanvasObject{v.over, v.under, v.sign, v.title, v.line, v.segment, v.one, v.align, v.export, v.exportIcon},
		v.place, func() fyne.Size { return fyne.NewSize(0, look.Px(Height)) },
	)
	v.SetLanguage(l)
	return v
}

// Object is the head as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	names := make([]string, modes)
	for m := range modes {
		names[m] = m.Name(l)
	}
	v.segment.SetWords(names)
	v.export.SetWords(l.Say("window.export"))
	v.align.SetWords(l.Say("hand.align"))
	v.write()
}

// SetKeys shows keys under the modes, in their order; none takes them away.
func (v *View) SetKeys(keys []string) {
	v.segment.SetUnder(keys)
	v.pane.Refresh()
}

// SetAside puts an object at the right end of the head, of its smallest size:
// the clock of a session. While it is hidden it takes no room.
func (v *View) SetAside(o fyne.CanvasObject) {
	v.aside = o
	v.pane.SetParts(v.over, v.under, v.sign, v.title, v.line, v.segment, v.one, v.align, v.export, v.exportIcon, o)
}

// Refresh lays the head out anew, where what is aside takes another room.
func (v *View) Refresh() { v.pane.Refresh() }

// Modes returns where the modes lie within the head.
func (v *View) Modes() (fyne.Position, fyne.Size) {
	if v.segment.Visible() {
		return v.segment.Position(), v.segment.Size()
	}
	return v.one.Position(), v.one.Size()
}

// ModeObject is the button of a mode, or the one that stands for them all.
func (v *View) ModeObject(m Mode) fyne.CanvasObject {
	if v.segment.Visible() {
		return v.segment.Button(int(m))
	}
	return v.one
}

// AlignObject is the button by which a pair is aligned by hand; nil where it is left out.
func (v *View) AlignObject() fyne.CanvasObject {
	if !v.align.Visible() {
		return nil
	}
	return v.align
}

// ExportObject is the button of the one next step.
func (v *View) ExportObject() fyne.CanvasObject {
	if v.exportIcon.Visible() {
		return v.exportIcon
	}
	return v.export
}

// Said returns the line under the case's name, for tests and for reading aloud.
func (v *View) Said() string { return v.line.Words() }

// SetStage says from where to where the stage goes, in the head's own pixels:
// the modes stand in its middle as far as there is room.
func (v *View) SetStage(left, right float32) {
	if v.left != left || v.right != right {
		v.left, v.right = left, right
		v.pane.Refresh()
	}
}

// Show brings the head to that state.
func (v *View) Show(value Value) {
	if value != v.value {
		v.value = value
		v.write()
	}
}

func (v *View) write() {
	value := v.value
	title := value.Title
	if title == "" {
		title = v.language.Say("window.untitled")
	}
	v.title.Set(title)
	v.line.Set(value.Line)
	for m := Overlay; m < modes; m++ {
		v.segment.SetDimmed(int(m), v.dims(m), v.whyNotMode(m))
	}
	v.segment.SetChosen(int(value.Mode))
	v.one.SetWords(value.Mode.Name(v.language))
	v.export.SetDimmed(!value.CanExport, value.WhyNotExport)
	hint := value.WhyNotExport
	if hint == "" {
		hint = v.export.Words()
	}
	v.exportIcon.SetDimmed(!value.CanExport, hint)
	v.pane.Refresh()
}

// dims reports whether a mode can't be used now.
func (v *View) dims(m Mode) bool {
	return m.needsPlaced() && !v.value.Placed || m.tells() && v.value.Closed != ""
}

// whyNotMode says why a mode can't be used; empty where it can.
func (v *View) whyNotMode(m Mode) string {
	if m.tells() && v.value.Closed != "" {
		return v.value.Closed
	}
	return v.whyNot()
}

func (v *View) whyNot() string {
	switch {
	case v.value.Placed:
		return ""
	case v.value.WhyNot != "":
		return v.value.WhyNot
	}
	return v.language.Say("window.no-alignment")
}

// FocusTarget is what takes the keyboard when it moves to this region.
func (v *View) FocusTarget() fyne.Focusable {
	switch {
	case v.segment.Visible():
		return v.segment.Button(max(0, v.segment.Chosen()))
	case v.one.Visible():
		return v.one
	}
	if v.exportIcon.Visible() {
		return v.exportIcon
	}
	return v.export
}

func (v *View) hint(hint string) {
	if v.OnHint != nil {
		v.OnHint(hint)
	}
}

func (v *View) choose(m Mode) {
	if v.OnMode != nil {
		v.OnMode(m)
	}
}

// openMenu shows the modes as a menu under their one button.
func (v *View) openMenu() {
	c := fyne.CurrentApp().Driver().CanvasForObject(v.one)
	if c == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.one)
	widget.ShowPopUpMenuAtPosition(v.menu(), c, at.AddXY(0, v.one.Size().Height+2))
}

func (v *View) menu() *fyne.Menu {
	menu := fyne.NewMenu("")
	for m := range modes {
		item := fyne.NewMenuItem(m.Name(v.language), func() { v.choose(m) })
		item.Checked = m == v.value.Mode
		item.Disabled = v.dims(m)
		menu.Items = append(menu.Items, item)
	}
	if why := v.whyNot(); why != "" {
		reason := fyne.NewMenuItem(why, nil)
		reason.Disabled = true
		menu.Items = append(menu.Items, fyne.NewMenuItemSeparator(), reason)
	}
	return menu
}

func (v *View) place(size fyne.Size) {
	px := look.Px
	audience := look.Now().Projector
	v.over.Resize(fyne.NewSize(size.Width, 1))
	look.Put(v.under, 0, size.Height-1, size.Width, 1)

	sign := px(20)
	look.Put(v.sign, px(14), (size.Height-1-sign)/2, sign, sign)

	// Words give way in this order: the modes' to one button, the case's name, the export's.
	titleFrom := px(44)
	right := size.Width - px(look.Gap16)
	if v.aside != nil && v.aside.Visible() {
		least := v.aside.MinSize()
		look.Put(v.aside, right-least.Width, (size.Height-1-least.Height)/2, least.Width, least.Height)
		right -= least.Width + px(look.Gap16)
	}
	choice := v.one.MinSize().Width
	if audience { // all modes with their keys are worth more than the words of what comes after
		choice = v.segment.MinSize().Width
	}
	tight := v.value.ShowModes &&
		titleFrom+choice+2*px(look.Gap16)+v.export.MinSize().Width > right
	look.Show(v.export, !tight)
	look.Show(v.exportIcon, tight)
	button := v.export
	if tight {
		button = v.exportIcon
	}
	export := button.MinSize()
	look.Put(button, right-export.Width, (size.Height-1-export.Height)/2, export.Width, export.Height)
	right -= export.Width + px(look.Gap16)

	align, needed := v.align.MinSize(), v.one.MinSize().Width
	if v.segment.MinSize().Width+px(180) < right-titleFrom {
		needed = v.segment.MinSize().Width
	}
	roomy := v.value.ShowModes && v.value.CanAlign && !tight && right-align.Width-px(2*look.Gap16)-titleFrom-px(100) > needed
	look.Show(v.align, roomy)
	if roomy {
		right += px(look.Gap16 - look.Gap8)
		look.Put(v.align, right-align.Width, (size.Height-1-align.Height)/2, align.Width, align.Height)
		right -= align.Width + px(look.Gap16)
	}

	titleNeeds := min(max(v.title.Width(), v.line.Width())+1, px(180))
	from := titleFrom + titleNeeds + px(look.Gap16)
	if audience {
		from = titleFrom
	}
	modesTo := v.placeModes(from, right, size.Height-1)

	// The title takes what the modes leave.
	titleRoom := modesTo - titleFrom - px(look.Gap16)
	look.Show(v.title, titleRoom >= px(leastTitle))
	second := v.value.Line != "" && v.line.Width() <= titleRoom // shown whole, or not at all
	look.Show(v.line, second)
	line, quiet := px(look.Body.Line), px(look.Quiet.Line)
	y := (size.Height - 1 - line) / 2
	if second {
		y = (size.Height - 1 - line - quiet) / 2
	}
	look.Put(v.title, titleFrom, y, titleRoom, line)
	look.Put(v.line, titleFrom, y+line, titleRoom, quiet)
}

// placeModes lays the modes between from and to, over the middle of the stage
// as far as there is room, and returns where they begin.
func (v *View) placeModes(from, to, height float32) float32 {
	all, one := v.segment.MinSize(), v.one.MinSize()
	whole := v.value.ShowModes && all.Width <= to-from
	look.Show(v.segment, whole)
	look.Show(v.one, v.value.ShowModes && !whole)
	width := one.Width
	switch {
	case !v.value.ShowModes:
		return to
	case whole:
		width = all.Width
	}
	middle := (from + to) / 2
	if v.right > v.left {
		middle = (v.left + v.right) / 2
	}
	x := max(min(max(middle-width/2, from), to-width), 0)
	if whole {
		look.Put(v.segment, x, (height-all.Height)/2, all.Width, all.Height)
	} else {
		x = to - width
		look.Put(v.one, x, (height-one.Height)/2, width, one.Height)
	}
	return x
}

// Package part owns the view by which a person marks the picture within the
// capture of a post: the capture, the rectangle on it with its handles, and a
// loupe. Its main type is View. It promises whole pixels of the capture, every
// step by keyboard, and nothing chosen before a person has said so.
package part

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Proposal is a rectangle that may be the picture.
type Proposal struct {
	Part  image.Rectangle // capture pixels
	Clear bool            // each side lies against plain ground
}

// Value is what the view shows.
type Value struct {
	Key       string // names the capture: another one begins anew
	Name      string
	Size      geom.Size       // of the capture
	Start     image.Rectangle // what is marked already; empty where nothing is
	Searching bool            // proposals are being looked for
	Proposals []Proposal      // best first
}

// Request describes a frame of the capture that the view needs.
type Request struct {
	Purpose int // whole or through; of each only the newest counts
	Key     string
	View    compare.View
	Size    geom.Size
}

// What frames are for.
const (
	whole   = iota // the fitted capture
	through        // what the loupe shows, one device pixel for each of its own
)

// View marks a part of a capture.
type View struct {
	OnNeed  func(Request)
	OnUse   func(image.Rectangle)
	OnLeave func()

	language words.Language
	value    Value
	marked   image.Rectangle // empty where nothing is
	proposal int             // which one is marked; −1 is none of them
	handle   handle          // which the keys move
	safe     bool            // grey and dimmed …
	shown    bool            // … but as long as a person holds that it is not

	pane  *look.Pane
	title *look.Text
	glass *glass
	strip *strip
}

// New returns an empty view.
func New(l words.Language) *View {
	v := &View{language: l, proposal: -1, title: look.NewLine("", look.Body, look.InText, look.CutsMiddle)}
	v.glass = newGlass(v)
	v.strip = newStrip(v)
	v.pane = look.NewPane([]fyne.CanvasObject{v.glass, v.title, v.strip}, v.place, nil)
	v.say()
	return v
}

// Object is the view as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// FocusTarget is what takes the keyboard.
func (v *View) FocusTarget() fyne.Focusable { return v.glass }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.say()
	v.pane.Refresh()
}

// Show brings the view to a value. Proposals that come later are shown unless
// a person has drawn something by then.
func (v *View) Show(value Value) {
	if value.Key != v.value.Key {
		v.marked, v.proposal, v.handle = value.Start, -1, move
		v.glass.forget()
	}
	v.value = value
	if v.marked.Empty() && len(value.Proposals) > 0 {
		v.marked, v.proposal = value.Proposals[0].Part, 0
	}
	v.changed()
}

// Marked returns the rectangle that is marked, in pixels of the capture.
func (v *View) Marked() image.Rectangle { return v.marked }

// Next marks the next proposal.
func (v *View) Next() {
	if n := len(v.value.Proposals); n > 0 {
		v.proposal = (v.proposal + 1) % n
		v.marked = v.value.Proposals[v.proposal].Part
		v.changed()
	}
}

// Use hands the rectangle on, if there is one that is not the whole capture.
func (v *View) Use() {
	if v.usable() && v.OnUse != nil {
		v.OnUse(v.marked)
	}
}

func (v *View) usable() bool {
	return !v.marked.Empty() && v.marked != v.all() && v.marked != v.value.Start
}

// Leave leaves everything as it was.
func (v *View) Leave() {
	if v.OnLeave != nil {
		v.OnLeave()
	}
}

func (v *View) all() image.Rectangle {
	return image.Rect(0, 0, v.value.Size.Width, v.value.Size.Height)
}

// mark takes over a rectangle that a person drew.
func (v *View) mark(r image.Rectangle) {
	if r != v.marked {
		v.marked, v.proposal = r, -1
		v.changed()
	}
}

// Key does what a key means here, and reports whether it means anything.
func (v *View) Key(name fyne.KeyName, shift bool) bool {
	step := 1
	if shift {
		step = 10
	}
	switch name {
	case fyne.KeyLeft:
		v.nudge(image.Pt(-step, 0))
	case fyne.KeyRight:
		v.nudge(image.Pt(step, 0))
	case fyne.KeyUp:
		v.nudge(image.Pt(0, -step))
	case fyne.KeyDown:
		v.nudge(image.Pt(0, step))
	case fyne.KeyTab:
		by := 1
		if shift {
			by = int(handles) - 1
		}
		v.handle = (v.handle + handle(by)) % handles
		v.changed()
	case fyne.KeyN:
		v.Next()
	case fyne.KeyReturn, fyne.KeyEnter:
		v.Use()
	case fyne.KeyEscape:
		v.Leave()
	default:
		return false
	}
	return true
}

func (v *View) nudge(by image.Point) {
	if v.marked.Empty() {
		v.mark(v.all())
	}
	v.mark(v.handle.moved(v.marked, by, v.all()))
}

// SetSafe shows the capture grey and dimmed, or as it is.
func (v *View) SetSafe(on bool) {
	if on != v.safe {
		v.safe, v.shown = on, false
		v.glass.forget()
		v.changed()
	}
}

// SetRevealed shows the capture as it is as long as it is held.
func (v *View) SetRevealed(held bool) {
	if held = held && v.safe; held != v.shown {
		v.shown = held
		holding := v.glass.holding
		v.glass.forget()
		v.glass.holding = holding
		v.changed()
	}
}

// hidden reports whether frames are asked for grey and dimmed.
func (v *View) hidden() bool { return v.safe && !v.shown }

// Put shows a frame that was asked for.
func (v *View) Put(r Request, f compare.Frame) { v.glass.put(r, f) }

func (v *View) changed() {
	v.say()
	v.glass.follow()
}

func (v *View) say() {
	l := v.language
	v.title.Set("")
	if v.value.Key != "" {
		v.title.Set(l.Say("part.title", "name", v.value.Name))
	}
	v.strip.say()
}

// at says a rectangle in words: "1080 × 608 at 0, 412".
func at(l words.Language, r image.Rectangle) string {
	return l.Say("part.size", "pixels", l.Pixels(r.Dx(), r.Dy()), "x", strconv.Itoa(r.Min.X), "y", strconv.Itoa(r.Min.Y))
}

// Lengths at a text size of 100 %.
const (
	stripHeight = 48
	above       = 40 // the capture's name
	air         = look.Gap24
)

func (v *View) place(size fyne.Size) {
	strip := look.Px(stripHeight)
	height := max(0, size.Height-strip)
	look.Put(v.glass, 0, 0, size.Width, height)
	side := look.Px(air)
	look.Put(v.title, side, (look.Px(above)-look.Px(look.Body.Line))/2, max(0, size.Width-2*side), look.Px(look.Body.Line))
	look.Put(v.strip, 0, height, size.Width, strip)
}

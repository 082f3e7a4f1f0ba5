package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/internal/words"
)

// Cut says how a text behaves that is wider than its place.
type Cut int

// The ways.
const (
	Wraps      Cut = iota // onto as many lines as it takes, or as Lines allows
	Whole                 // one line, never shortened: it asks for its full width
	CutsEnd               // one line, shortened at its end
	CutsMiddle            // one line, shortened in its middle: names of files
)

// Text is text in one face and one ink that follow theme and text size.
type Text struct {
	widget.BaseWidget

	words string
	face  Face
	ink   Ink
	cut   Cut
	align fyne.TextAlign
	most  int  // lines; 0 is no limit
	aside bool // not shown to an audience

	lines   []*canvas.Text
	shown   []string
	plan    *Plan
	wrapped wrapped
}

// wrapped is a text as it was broken into lines last. A page is measured more
// often than it changes, and measuring letters is the dear part of it.
type wrapped struct {
	words        string
	face         Face
	width, scale float32
	lines        []string
}

// NewText returns text that wraps.
func NewText(words string, face Face, ink Ink) *Text {
	t := &Text{words: words, face: face, ink: ink}
	t.ExtendBaseWidget(t)
	return t
}

// NewLine returns text of one line that behaves as cut says.
func NewLine(words string, face Face, ink Ink, cut Cut) *Text {
	t := NewText(words, face, ink)
	t.cut = cut
	return t
}

// Centred sets the text to the middle of its place and returns it.
func (t *Text) Centred() *Text {
	t.align = fyne.TextAlignCenter
	return t
}

// Trailing sets the text to the right end of its place and returns it.
func (t *Text) Trailing() *Text {
	t.align = fyne.TextAlignTrailing
	return t
}

// AtMost limits a wrapping text to that many lines and returns it.
func (t *Text) AtMost(lines int) *Text {
	t.most = lines
	return t
}

// Aside keeps the text from an audience: counts and hashes are for who works,
// and take no room in projector mode. It returns the text.
func (t *Text) Aside() *Text {
	t.aside = true
	return t
}

// said is what is to be shown.
func (t *Text) said() string {
	if t.aside && Now().Projector {
		return ""
	}
	return t.words
}

// Set changes the words.
func (t *Text) Set(words string) {
	if words != t.words {
		t.words = words
		t.Refresh()
	}
}

// SetInk changes the ink.
func (t *Text) SetInk(ink Ink) {
	if ink != t.ink {
		t.ink = ink
		t.Refresh()
	}
}

// SetFace changes the face.
func (t *Text) SetFace(face Face) {
	if face != t.face {
		t.face = face
		t.Refresh()
	}
}

// Words returns the whole text, however it is shown.
func (t *Text) Words() string { return t.words }

// Shown returns the lines as they stand on screen.
func (t *Text) Shown() []string { return t.shown }

// Width returns the width that the text needs on one line.
func (t *Text) Width() float32 { return t.face.Width(t.said()) }

// HeightAt returns the height that the text takes at a width.
func (t *Text) HeightAt(width float32) float32 {
	if t.said() == "" {
		return 0
	}
	return float32(len(t.linesAt(width))) * Px(t.face.Line)
}

func (t *Text) linesAt(width float32) []string {
	switch t.cut {
	case Whole:
		return []string{t.words}
	case CutsEnd:
		return []string{t.face.CutEnd(t.words, width)}
	case CutsMiddle:
		return []string{t.face.CutMiddle(t.words, width)}
	}
	w := wrapped{words: t.words, face: t.face, width: width, scale: Now().Scale, lines: t.wrapped.lines}
	if last := t.wrapped; last.lines == nil || w.words != last.words || w.face != last.face || w.width != last.width || w.scale != last.scale {
		// The slack keeps a text that was given just its own width on one line.
		w.lines = t.face.Wrap(t.words, width+0.01, t.most)
		t.wrapped = w
	}
	return w.lines
}

// AccessibilityLabel returns the whole text.
func (t *Text) AccessibilityLabel() string { return t.words }

// AccessibilityRole says that this is text.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer is part of Fyne's widget. The toolkit drops the renderer of
// what has been hidden for a minute, and lays nothing out when it asks for a
// new one: a text that had a place keeps its lines.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.plan = &Plan{Owner: t, Place: t.place, Least: t.least, Paint: t.paint}
	if size := t.Size(); size.Width > 0 {
		t.place(size)
	}
	return t.plan
}

func (t *Text) least() fyne.Size {
	line := Px(t.face.Line)
	switch {
	case t.said() == "":
		return fyne.NewSize(0, 0)
	case t.cut == Whole:
		return fyne.NewSize(t.Width(), line)
	case t.cut != Wraps || t.Size().Width == 0:
		return fyne.NewSize(0, line)
	}
	return fyne.NewSize(0, t.HeightAt(t.Size().Width))
}

func (t *Text) paint() {
	for _, line := range t.lines {
		line.Color = Colour(t.ink)
		line.TextSize = Px(t.face.Size)
		line.TextStyle = t.face.style()
		line.Alignment = t.align
	}
}

func (t *Text) place(size fyne.Size) {
	t.shown = nil
	if t.said() != "" && size.Width > 0 {
		t.shown = t.linesAt(size.Width)
	}
	for len(t.lines) < len(t.shown) {
		t.lines = append(t.lines, &canvas.Text{})
	}
	t.lines = t.lines[:len(t.shown)]
	t.paint()
	t.plan.Parts = t.plan.Parts[:0:0]
	height := Px(t.face.Line)
	for i, line := range t.lines {
		line.Text = words.Visual(t.shown[i])
		Put(line, 0, float32(i)*height, size.Width, height)
		t.plan.Parts = append(t.plan.Parts, line)
	}
}

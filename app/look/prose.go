package look

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// Prose is text that wraps and has keys in it, each in its cap. In the words a
// key stands between two grave accents: "press `3`, then `←`".
type Prose struct {
	widget.BaseWidget

	words string
	face  Face
	ink   Ink

	lines []*canvas.Text
	caps  []*KeyCap
	plan  *Plan
}

// NewProse returns the text.
func NewProse(words string, face Face, ink Ink) *Prose {
	p := &Prose{words: words, face: face, ink: ink}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the words.
func (p *Prose) Set(words string) {
	if words != p.words {
		p.words = words
		p.Refresh()
	}
}

// Words returns the words, without the caps.
func (p *Prose) Words() string { return strings.ReplaceAll(p.words, "`", "") }

// AccessibilityLabel returns the words.
func (p *Prose) AccessibilityLabel() string { return p.Words() }

// AccessibilityRole says that this is text.
func (p *Prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// run is a piece of a line: words, or a key.
type run struct {
	text  string
	key   bool
	x     float32
	width float32
}

// word is runs between which no line ends: a key and the full stop behind it.
type word []run

// wordsOf cuts the text into words.
func (p *Prose) wordsOf() (all []word) {
	var now word
	for i, part := range strings.Split(p.words, "`") {
		if i%2 == 1 {
			now = append(now, run{text: part, key: true})
			continue
		}
		for _, piece := range pieces(part) {
			now = append(now, run{text: piece})
			if last := piece[len(piece)-1]; last == ' ' || last == '-' || last == '/' {
				all, now = append(all, now), nil
			}
		}
	}
	if len(now) > 0 {
		all = append(all, now)
	}
	return all
}

// widthOf is how wide a run stands, without a space at the end of a line.
func (p *Prose) widthOf(r run, last bool) float32 {
	switch {
	case r.key:
		return capWidth(r.text)
	case last:
		return p.face.Width(strings.TrimRight(r.text, " "))
	}
	return p.face.Width(r.text)
}

// broken lays the text into lines of at most a width.
func (p *Prose) broken(width float32) (lines [][]run) {
	var line []run
	x := float32(0)
	for _, w := range p.wordsOf() {
		long := float32(0)
		for i, r := range w {
			long += p.widthOf(r, i == len(w)-1)
		}
		if len(line) > 0 && x+long > width+0.01 {
			lines, line, x = append(lines, line), nil, 0
		}
		for _, r := range w {
			if n := len(line); n > 0 && !r.key && !line[n-1].key {
				line[n-1].text += r.text // one run of letters is measured and drawn as one
				line[n-1].width = p.face.Width(line[n-1].text)
				x = line[n-1].x + line[n-1].width
				continue
			}
			r.x, r.width = x, p.widthOf(r, false)
			line = append(line, r)
			x += r.width
		}
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// HeightAt returns the height at a width.
func (p *Prose) HeightAt(width float32) float32 {
	return float32(len(p.broken(width))) * Px(p.face.Line)
}

// CreateRenderer is part of Fyne's widget. The toolkit drops the renderer of
// what has been hidden for a while, and lays nothing out when it asks for a new
// one.
func (p *Prose) CreateRenderer() fyne.WidgetRenderer {
	p.plan = &Plan{Owner: p, Place: p.place, Least: func() fyne.Size { return fyne.Size{} }, Paint: p.paint}
	if size := p.Size(); size.Width > 0 {
		p.place(size)
	}
	return p.plan
}

func (p *Prose) paint() {
	for _, l := range p.lines {
		l.Color, l.TextSize, l.TextStyle = Colour(p.ink), Px(p.face.Size), p.face.style()
	}
}

func (p *Prose) place(size fyne.Size) {
	var parts []fyne.CanvasObject
	texts, caps, high := 0, 0, Px(p.face.Line)
	for i, line := range p.broken(size.Width) {
		y := float32(i) * high
		for _, r := range line {
			if r.key {
				if caps == len(p.caps) {
					p.caps = append(p.caps, NewKeyCap(""))
				}
				k := p.caps[caps]
				k.Set(r.text)
				Put(k, r.x, y+(high-Px(capHeight))/2, r.width, Px(capHeight))
				parts, caps = append(parts, k), caps+1
				continue
			}
			if texts == len(p.lines) {
				p.lines = append(p.lines, &canvas.Text{})
			}
			t := p.lines[texts]
			t.Text = strings.TrimRight(r.text, " ")
			Put(t, r.x, y, r.width, high)
			parts, texts = append(parts, t), texts+1
		}
	}
	p.paint()
	p.plan.Parts = parts
}

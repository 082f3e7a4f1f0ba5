package publish

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Pages are those of a document as it would be printed now.
type Pages struct {
	Pictures []image.Image // from First on, at the size of their places; none till they are drawn
	Covered  []image.Image // the same grey and dimmed, which are shown until they are held; none shows Pictures
	First    int           // counted from 0
	Count    int           // 0 till it is known
	Shape    float32       // height of a page over its width; 0 is A4
	About    string        // how many, and the weight of the file
	Problem  string        // why there are none
}

// a4 is height over width.
const a4 = 1.4142

// pages shows pages side by side, as many as have room, or one as wide as the
// column; a press turns from the one to the other.
type pages struct {
	widget.BaseWidget
	view  *View
	value Pages
	most  float32 // their height at most
	large bool    // one, as wide as the column
	held  bool    // shown as they are, though they are covered
	told  PagesPlace
	first int

	press   *look.Press
	skip    bool // the press that ends revealed, and chooses nothing
	focused bool

	show    [mostShown]*canvas.Image
	grounds [mostShown]*look.Box
	ring    *look.Box
	waits   *look.Text

	about      *ends
	back, next *look.Button
	turn       *look.Row
	problem    *look.Noted
	problemIs  *look.Text
}

// PagesPlace is which pages have a place, and how wide it is, in the toolkit's units.
type PagesPlace struct {
	First, Number int
	Width         float32
}

// mostShown is how many pages are shown at once: more is too small to tell them apart.
const mostShown = 4

const (
	pageGap   = 12  // between two pages, pixels at a text size of 100 %
	leastPage = 180 // in width, unless one alone has no more room
)

var (
	_ desktop.Mouseable = (*pages)(nil)
	_ fyne.Tappable     = (*pages)(nil)
	_ fyne.Focusable    = (*pages)(nil)
)

func newPages(v *View) *pages {
	p := &pages{
		view: v, most: 400, waits: look.NewText("", look.Body, look.InSecond), problemIs: look.NewText("", look.Body, look.InText),
		ring: look.NewFrame(look.Clear, look.Clear, 0, 0),
	}
	for i := range p.show {
		p.show[i] = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScaleSmooth}
		p.grounds[i] = look.NewFrame(look.InPanel, look.InLine, 1, 0)
	}
	p.press = look.NewPress(p.reveal)
	p.about = newEnds(look.Body, look.NewLine("", look.Body, look.InSecond, look.Whole))
	p.back = look.NewButton("", func() { p.goOn(-1) }, look.ButtonOptions{Height: look.Short})
	p.next = look.NewButton("", func() { p.goOn(1) }, look.ButtonOptions{Height: look.Short})
	p.turn = look.NewRow(look.Gap8, p.back, p.next)
	p.problem = look.NewNoted(look.Warning, p.problemIs)
	v.reveals(p.back, &p.back.OnFocus)
	v.reveals(p.next, &p.next.OnFocus)
	p.ExtendBaseWidget(p)
	return p
}

func (p *pages) say(l words.Language) {
	p.waits.Set(l.Say("printed.working"))
	p.back.SetWords(l.Say("printed.back"))
	p.next.SetWords(l.Say("printed.next"))
}

// set brings it to a value; another document begins with its first page.
func (p *pages) set(value Pages, another bool) {
	if another {
		p.first, p.large = 0, false
	}
	p.value = value
	if value.Count > 0 {
		p.first = min(p.first, value.Count-1)
	}
	l := p.view.language
	waiting := len(value.Pictures) == 0 && value.Problem == ""
	look.Show(p.waits, waiting)
	look.Show(p.problem, value.Problem != "")
	look.Show(p, value.Problem == "")
	look.Show(p.about, value.Problem == "")
	p.problemIs.Set(value.Problem)
	which := ""
	if n := len(value.Pictures); n == 1 {
		which = l.Say("printed.page", "n", l.Count(int64(value.First+1)), "of", l.Count(int64(value.Count)))
	} else if n > 1 {
		which = l.Say("printed.pages", "from", l.Count(int64(value.First+1)), "to", l.Count(int64(value.First+n)), "of", l.Count(int64(value.Count)))
	}
	p.about.set(l.Say("printed.output"), which)
	p.about.said.Set(value.About)
	number, _ := p.plan(p.Size().Width)
	look.Show(p.turn, value.Problem == "" && value.Count > number)
	p.back.SetDimmed(p.first == 0, l.Say("printed.first"))
	p.next.SetDimmed(p.first+number >= value.Count, l.Say("printed.last"))
	p.renew()
}

// renew has the toolkit draw the pictures anew: it does so only when they are
// refreshed themselves.
func (p *pages) renew() {
	for i, show := range p.show {
		var picture image.Image
		if i < len(p.value.Pictures) {
			picture = p.value.Pictures[i]
			if i < len(p.value.Covered) && !p.held {
				picture = p.value.Covered[i]
			}
		}
		if show.Image != picture {
			show.Image = picture
			show.Refresh()
		}
	}
	p.Refresh()
}

func (p *pages) reveal(held bool) {
	if p.held != held {
		p.held = held
		p.renew()
	}
}

// goOn goes on by as many pages as are shown.
func (p *pages) goOn(by int) {
	number, _ := p.plan(p.Size().Width)
	p.first = max(0, min(p.value.Count-1, p.first+by*number))
	p.view.OnPages()
}

func (p *pages) shape() float32 {
	if p.value.Shape == 0 {
		return a4
	}
	return p.value.Shape
}

// plan returns how many pages stand side by side, and how wide each is.
func (p *pages) plan(width float32) (number int, each float32) {
	width = min(width, look.Px(mostMain))
	if p.large {
		return 1, min(width, look.Px(mostPage))
	}
	gap := look.Px(pageGap)
	each = min(width, p.most/p.shape())
	number = max(1, min(mostShown, int((width+gap)/(each+gap))))
	if two := (width - gap) / 2; number == 1 && two >= look.Px(leastPage) && each > two {
		return 2, two
	}
	return number, each
}

// mostPage is the width of a page that is read, pixels at a text size of 100 %.
const mostPage = 900

// HeightAt returns the height at a width.
func (p *pages) HeightAt(width float32) float32 {
	_, each := p.plan(width)
	return each * p.shape()
}

// MouseDown reveals covered pages once it is held.
func (p *pages) MouseDown(*desktop.MouseEvent) { p.press.Down() }

// MouseUp covers them again.
func (p *pages) MouseUp(*desktop.MouseEvent) { p.skip = p.press.Up() }

// Tapped shows the page that was pressed as wide as the column, or as many as
// have room again.
func (p *pages) Tapped(e *fyne.PointEvent) {
	if p.skip {
		p.skip = false
		return
	}
	number, each := p.plan(p.Size().Width)
	if !p.large {
		i := int((e.Position.X - p.left(number, each)) / (each + look.Px(pageGap)))
		p.first = max(0, min(p.value.Count-1, p.first+min(i, number-1)))
	}
	p.large = !p.large
	p.view.main.Refresh()
	p.view.OnPages()
}

// FocusGained shows that keys turn the pages.
func (p *pages) FocusGained() { p.setFocused(true) }

// FocusLost takes that back.
func (p *pages) FocusLost() { p.setFocused(false) }

func (p *pages) setFocused(focused bool) {
	p.focused = focused
	p.Refresh()
	if focused && !p.large {
		p.view.mainScroll.Reveal(p)
	}
}

// TypedRune hands characters on to the window.
func (p *pages) TypedRune(r rune) {
	if r != ' ' {
		look.ForwardRune(p, r)
	}
}

// TypedKey turns the pages, makes them large with Space, and hands on the rest.
func (p *pages) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		p.back.Tapped(nil)
	case fyne.KeyRight:
		p.next.Tapped(nil)
	case fyne.KeySpace:
		p.skip = false
		p.Tapped(&fyne.PointEvent{Position: fyne.NewPos(p.Size().Width/2, 0)})
	default:
		look.Forward(p, key)
	}
}

// AccessibilityLabel says which pages are shown.
func (p *pages) AccessibilityLabel() string {
	return p.about.left.Words() + " " + p.about.quiet.Words()
}

// AccessibilityRole says that this can be pressed.
func (p *pages) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (p *pages) left(number int, each float32) float32 {
	return max(0, (p.Size().Width-float32(number)*(each+look.Px(pageGap))+look.Px(pageGap))/2)
}

// CreateRenderer is part of Fyne's widget.
func (p *pages) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{p.ring}
	for i := range p.show {
		parts = append(parts, p.grounds[i], p.show[i])
	}
	return look.NewPlan(look.Plan{
		Owner: p, Parts: parts,
		Least: func() fyne.Size { return fyne.NewSize(0, p.HeightAt(p.Size().Width)) },
		Place: p.place,
		Paint: func() {
			if p.focused {
				p.ring.SetEdge(look.InFocus, look.Now().FocusWidth)
			} else {
				p.ring.SetEdge(look.Clear, 0)
			}
		},
	})
}

func (p *pages) place(size fyne.Size) {
	number, each := p.plan(size.Width)
	gap, x, height := look.Px(pageGap), p.left(number, each), each*p.shape()
	rim := look.Now().FocusWidth
	shown := number
	if p.value.Count > 0 {
		shown = max(1, min(number, p.value.Count-p.value.First))
	}
	look.Put(p.ring, x-rim, -rim, float32(shown)*(each+gap)-gap+2*rim, height+2*rim)
	for i := range p.show {
		look.Show(p.grounds[i], i < shown)
		look.Show(p.show[i], i < number && i < len(p.value.Pictures))
		look.Put(p.grounds[i], x-1, -1, each+2, height+2)
		look.Put(p.show[i], x, 0, each, height)
		x += each + gap
	}
	if now := (PagesPlace{p.first, number, each}); now != p.told {
		p.told = now
		if p.view.OnSize != nil && p.view.opened {
			p.view.OnSize()
		}
	}
}

// Pages returns which pages have a place.
func (v *View) Pages() PagesPlace {
	p := v.document.pages
	number, each := p.plan(p.Size().Width)
	return PagesPlace{p.first, number, each}
}

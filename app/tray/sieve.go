package tray

import (
	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// sieve is what the list is filtered by: a text, findings, statuses. It opens
// below the head of the list, and stays open while anything is filtered.
type sieve struct {
	view             *View
	opened           bool
	field            *look.Field
	findings, status *look.Button
	under            *look.Box
	none             *noneListed
}

func newSieve(v *View) *sieve {
	s := &sieve{view: v, field: look.NewField(1), under: look.Hairline()}
	s.field.OnChange = func(text string) {
		if v.OnFilterText != nil {
			v.OnFilterText(text)
		}
	}
	s.field.OnKey = func(key *fyne.KeyEvent) bool {
		if key.Name == fyne.KeyEscape && !v.value.Filter.On {
			v.filterNone() // it filters nothing: leaving it puts it away
		}
		return false
	}
	o := look.ButtonOptions{Height: look.Short, After: look.ChevronDown}
	s.findings = v.menuButton(o, func() func(fyne.Position) { return v.OnFindingMenu })
	s.status = v.menuButton(o, func() func(fyne.Position) { return v.OnStatusMenu })
	s.none = &noneListed{
		words: look.NewText("", look.Body, look.InQuiet).Centred(),
		all:   look.NewButton("", v.filterNone, look.ButtonOptions{Height: look.Short}),
	}
	s.none.ExtendBaseWidget(s.none)
	return s
}

func (s *sieve) say(l words.Language) {
	s.field.SetPlaceholder(l.Say("tray.filter-name"))
	s.none.words.Set(l.Say("tray.none-listed"))
	s.none.all.SetWords(l.Say("tray.filter-none"))
}

func (s *sieve) show(f Filter) {
	if !s.field.Focused() {
		s.field.SetText(f.Text)
	}
	s.findings.SetWords(f.Findings)
	s.status.SetWords(f.Status)
}

// shown reports whether the sieve has a place: it was opened, or filters.
func (s *sieve) shown() bool { return s.opened || s.view.value.Filter.On }

// height is that of the sieve in a list of a width; 0 where it is not shown.
func (s *sieve) height(width float32) float32 {
	if !s.shown() {
		return 0
	}
	h := s.field.HeightAt(width) + look.Px(look.Gap8)
	if s.stacked(width) {
		return h + 2*look.Px(look.Short+look.Gap4) + look.Px(look.Gap8)
	}
	return h + look.Px(look.Short+look.Gap8)
}

// stacked reports whether the two buttons stand one above the other.
func (s *sieve) stacked(width float32) bool {
	room := width - 2*s.left(width)
	return s.findings.MinSize().Width+s.status.MinSize().Width+look.Px(look.Gap8) > room
}

func (s *sieve) left(width float32) float32 {
	if width < look.Px(narrowBelow) {
		return look.Px(look.Gap8)
	}
	return look.Px(inset)
}

// place lays the sieve out from y on and returns where it ends.
func (s *sieve) place(width, y float32) float32 {
	for _, o := range []fyne.CanvasObject{s.field, s.findings, s.status, s.under} {
		look.Show(o, s.shown())
	}
	if !s.shown() {
		return y
	}
	left := s.left(width)
	room := width - 2*left
	high := s.field.HeightAt(width)
	look.Put(s.field, left, y, room, high)
	at := y + high + look.Px(look.Gap4)
	if gap := look.Px(look.Gap8); s.stacked(width) {
		for _, b := range []*look.Button{s.findings, s.status} {
			look.Put(b, left, at, room, look.Px(look.Short))
			at += look.Px(look.Short + look.Gap4)
		}
	} else {
		status := s.status.MinSize().Width
		look.Put(s.findings, left, at, room-status-gap, look.Px(look.Short))
		look.Put(s.status, left+room-status, at, status, look.Px(look.Short))
	}
	y += s.height(width)
	look.Put(s.under, 0, y-1, width, 1)
	return y
}

// placeNone says below y that the filter lists nothing, where that is so.
func (s *sieve) placeNone(left, y, width float32, shown bool) {
	look.Show(s.none, shown)
	if shown {
		look.Put(s.none, left, y+look.Px(look.Gap24), width, s.none.heightAt(width))
	}
}

// toggleSieve opens the sieve and gives its field the keyboard, or closes it
// and lists everything.
func (v *View) toggleSieve() {
	if v.sieve.shown() {
		v.filterNone()
		return
	}
	v.OpenFilter()
}

// OpenFilter shows what the list can be filtered by, with the keyboard on the name.
func (v *View) OpenFilter() {
	v.sieve.opened = true
	v.pane.Refresh()
	if c := fyne.CurrentApp().Driver().CanvasForObject(v.pane); c != nil {
		c.Focus(v.sieve.field.Focusable())
	}
}

// Filtering reports whether the sieve is open.
func (v *View) Filtering() bool { return v.sieve.shown() }

// filterNone closes the sieve.
func (v *View) filterNone() {
	v.sieve.opened = false
	v.sieve.field.SetText("")
	if v.OnFilterNone != nil {
		v.OnFilterNone()
	}
	v.pane.Refresh()
}

// placeListHead lays the head of the list and the sieve out from y on and
// returns where the list begins.
func (v *View) placeListHead(width, y float32) float32 {
	px := look.Px
	left, line, sign := px(inset), px(look.Body.Line), px(10)
	words, right, middle := left+px(18), width-left, y+px(listHead)/2
	look.Put(v.listSign, left, middle-sign/2, sign, sign)
	several := v.value.All > 1
	look.Show(v.filter, several)
	filter := v.filter.MinSize().Width
	order := v.order.MinSize().Width
	head, count := v.listHead.Width()+1, v.count.Width()
	// What is pressed ends where the rows' words end, its ground beyond.
	full := words+head+px(look.Gap8)+count+filter+order <= right+px(7)
	short := v.orderShort.MinSize().Width
	look.Show(v.order, several && full)
	look.Show(v.orderShort, several && !full)
	if !full {
		// The name stays whole: what the menu has too gives way to it, the filter
		// first, which a key opens.
		order = short
		for _, b := range []*look.Button{v.filter, v.orderShort} {
			if words+head+px(look.Gap8)+count+filter+order > right+px(7) {
				look.Show(b, false)
				if b == v.filter {
					filter = 0
				} else {
					order = 0
				}
			}
		}
		head = min(head, max(0, right-words))
	}
	if !several {
		head = min(head, right-words)
	}
	look.Show(v.listHead, head > 0)
	look.Put(v.listHead, words, middle-line/2, max(0, head), line)
	look.Put(v.count, words+head+px(look.Gap8)-1, middle-line/2, count, line)
	x := right + px(7)
	if full {
		look.Put(v.order, x-order, middle-px(look.Low)/2, order, px(look.Low))
	} else {
		look.Put(v.orderShort, x-order, middle-px(look.Low)/2, order, px(look.Low))
	}
	look.Put(v.filter, x-order-filter, middle-px(look.Low)/2, filter, px(look.Low))
	return v.sieve.place(width, y+px(listHead))
}

// Package tray owns the list at the left: the claimed picture pinned on top,
// the candidates below, and the way to more files at the foot. Its main type is
// View. It promises that hundreds of rows cost no more than those in sight,
// and that no row moves while a hand is on the list.
package tray

import (
	"image"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Claim is the claimed picture as the list shows it.
type Claim struct {
	ID      casefile.ID
	Name    string
	Picture image.Image // prepared small; nil while it is being made
	Line    string      // "480 × 362 · JPEG", or why it can't be read
	Badge   look.Badge  // BadgeError, BadgeAtWork or none
	Word    string      // beside the badge
}

// Value is what the list shows.
type Value struct {
	HasClaim      bool
	Fixed         bool // the pictures are those of an exercise: none is chosen or added
	Claim         Claim
	Which, Claims int   // the claim is this one of so many, counted from 1
	Tabs          []Tab // the claims, where there are several
	Rows          []Row // best first, unreadable ones last
	Aside         []Row // what is neither claim nor candidate, in a group at the end
	Selected      casefile.ID
	Picked        []casefile.ID // rows that commands are about, the selected one among them
	All           int           // candidates, whatever the filter lists
	Sort          string        // the order in force, in words
	Filter        Filter
}

// Filter is what the list is filtered by, in words.
type Filter struct {
	On               bool // not everything is listed
	Text             string
	Findings, Status string // of those that are listed
}

// Lengths of the design, pixels at a text size of 100 %.
const (
	inset       = 14
	headHeight  = 36 // of the claim's head line
	listHead    = 38
	footHeight  = 42
	thumbWidth  = 76
	thumbHeight = 57
	wordsFrom   = 101
	narrowBelow = 190 // width of the list under which its narrow form begins
	wideFrom    = 290 // width from which the claim is shown at full width
)

// View is the list.
type View struct {
	OnChooseClaim func()
	OnStepClaim   func(by int) // to the next claimed picture, or back
	OnClaim       func(id casefile.ID)
	OnAddFiles    func()
	OnSelect      func(id casefile.ID)
	OnRemove      func(id casefile.ID)
	OnPick        func(id casefile.ID) // to those that are picked, or away from them
	OnPickTo      func(id casefile.ID) // all from the one selected by itself to this one
	OnPickNext    func(by int)
	OnMove        func(id, before casefile.ID) // all that is picked, where the row is among it; "" is the end
	OnGroup       func(id casefile.ID, open bool)

	// OnScroll hears that rows lie elsewhere now.
	OnScroll func()

	// OnSight hears which candidates are in sight, and a few below: they need
	// thumbnails.
	OnSight func(ids []casefile.ID)

	// These ask for a menu below a place in the window.
	OnSortMenu, OnFindingMenu, OnStatusMenu, OnClaimsMenu func(at fyne.Position)

	OnFilterText func(text string)
	OnFilterNone func() // list everything again

	// Shift reports whether that key is held.
	Shift func() bool

	// OnMenu asks for the menu of a row, or of the claim, at a place in the window.
	OnMenu func(id casefile.ID, at fyne.Position)

	// OnHint hears what a sign under the pointer means; "" when it leaves.
	OnHint func(hint string)

	// OnHold hears true when a hand comes onto the list and false a second
	// after it has left: between the two, the order of rows must stay.
	OnHold func(held bool)

	language words.Language
	value    Value

	under, over         *look.Box
	claimSign, listSign *look.Swatch
	claimHead, listHead *look.Text
	count               *look.Text
	order, orderShort   *look.Button // how the list is sorted; the sign alone where there is no room for words
	filter              *look.Button
	other, addFiles     *look.Button
	pasteKey            *look.KeyCap
	back, on            *look.Button // between several claims
	which               *look.Button
	sieve               *sieve
	tabs                *tabs
	claim               *claimView
	list                *list
	none                *look.Text

	hand   Hand
	held   bool
	pane   *look.Pane
	settle *fyne.Animation
	moved  time.Time       // the hand, over the list
	rest   *fyne.Animation // of the pointer over the list
	now    func() time.Time
}

// New returns an empty list.
func New(l words.Language) *View {
	v := &View{
		under: look.Hairline(), over: look.Hairline(),
		claimSign: look.NewSwatch(look.InClaimed), listSign: look.NewSwatch(look.InCandidate),
		claimHead: look.NewLine("", look.BodyBold, look.InText, look.CutsEnd),
		listHead:  look.NewLine("", look.BodyBold, look.InText, look.CutsEnd),
		count:     look.NewLine("", look.Body, look.InQuiet, look.Whole).Aside(),
		none:      look.NewText("", look.Body, look.InQuiet).Centred(),
		now:       time.Now,
	}
	v.other = look.NewButton("", func() { v.chooseClaim() }, look.ButtonOptions{Kind: look.Bare, Height: look.Low})
	step := func(by int) func() {
		return func() {
			if v.OnStepClaim != nil {
				v.OnStepClaim(by)
			}
		}
	}
	v.back = look.NewButton("", step(-1), look.ButtonOptions{Kind: look.Bare, Height: look.Low, Icon: look.ChevronLeft})
	v.on = look.NewButton("", step(1), look.ButtonOptions{Kind: look.Bare, Height: look.Low, Icon: look.ChevronRight})
	v.which = v.menuButton(look.ButtonOptions{Kind: look.Bare, Height: look.Low}, func() func(fyne.Position) { return v.OnClaimsMenu })
	v.order = v.menuButton(look.ButtonOptions{Kind: look.Bare, Height: look.Low, After: look.ChevronDown}, func() func(fyne.Position) { return v.OnSortMenu })
	v.orderShort = v.menuButton(look.ButtonOptions{Kind: look.Bare, Height: look.Low, Icon: look.ChevronDown}, func() func(fyne.Position) { return v.OnSortMenu })
	v.filter = look.NewButton("", v.toggleSieve, look.ButtonOptions{Kind: look.Bare, Height: look.Low, Icon: look.Filter})
	for _, b := range []*look.Button{v.filter, v.orderShort, v.which} {
		b.OnHint = func(hint string) {
			if v.OnHint != nil {
				v.OnHint(hint)
			}
		}
	}
	v.sieve = newSieve(v)
	v.addFiles = look.NewButton("", func() {
		if v.OnAddFiles != nil {
			v.OnAddFiles()
		}
	}, look.ButtonOptions{Kind: look.Bare, Icon: look.Add, Wide: true})
	v.pasteKey = look.NewKeyCap(l.Say("desk.key-ctrl") + " V")
	v.tabs = newTabs(v)
	v.claim = newClaimView(v)
	v.list = newList(v)
	v.settle = &fyne.Animation{
		// A little longer than the rule's second, so that it has passed at the last tick.
		Duration: SettleAfter + 50*time.Millisecond, Curve: fyne.AnimationLinear,
		Tick: func(done float32) {
			if done >= 1 {
				v.letSettle()
			}
		},
	}
	v.rest = &fyne.Animation{Duration: RestsAfter + 50*time.Millisecond, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done >= 1 && v.held && v.now().Sub(v.moved) >= RestsAfter {
			v.hand.Rest()
			v.letSettle()
		}
	}}
	v.pane = look.NewPane([]fyne.CanvasObject{
		// In the order in which the keyboard goes through them.
		v.claimSign, v.claimHead, v.back, v.which, v.on, v.other, v.tabs, v.claim, v.under,
		v.listSign, v.listHead, v.count, v.filter, v.order, v.orderShort, v.sieve.field, v.sieve.findings, v.sieve.status, v.sieve.under,
		v.list, v.none, v.sieve.none, v.over, v.addFiles, v.pasteKey,
	}, v.place, nil)
	v.SetLanguage(l)
	return v
}

// Object is the list as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// SetLanguage changes the language of what the list itself says; the words of
// its rows come with the next Show.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.claimHead.Set(l.Say("window.claimed"))
	v.listHead.Set(l.Say("window.candidates"))
	v.filter.SetHint(l.Say("tray.filter"))
	v.orderShort.SetHint(l.Say("tray.sort"))
	v.which.SetHint(l.Say("tray.claims"))
	v.sieve.say(l)
	v.none.Set(l.Say("window.candidates.none"))
	v.other.SetWords(l.Say("window.claim.other"))
	v.addFiles.SetWords(l.Say("window.add-files"))
	v.claim.well.SetWords(l.Say("window.claim.none"))
	v.pane.Refresh()
}

// Show brings the list to that state.
func (v *View) Show(value Value) {
	before := v.value
	changed := value.Sort != before.Sort || value.Filter != before.Filter || value.All != before.All || value.HasClaim != v.value.HasClaim || value.Which != v.value.Which || value.Claims != v.value.Claims || value.Claim != v.value.Claim ||
		len(value.Rows) != len(v.value.Rows)
	v.value = value
	count := v.language.Count(int64(value.All))
	if value.Filter.On {
		count = v.language.Say("tray.count", "n", v.language.Count(int64(value.Shown())), "all", count)
	}
	v.count.Set(count)
	v.order.SetWords(value.Sort)
	v.filter.SetChosen(value.Filter.On)
	v.sieve.show(value.Filter)
	v.which.SetWords(v.language.Say("document.claim-of", "n", strconv.Itoa(value.Which), "all", strconv.Itoa(value.Claims)))
	v.back.SetDimmed(value.Which <= 1, "")
	v.on.SetDimmed(value.Which >= value.Claims, "")
	v.tabs.show(value.Tabs, value.Claim.ID)
	v.list.show(append(slices.Clip(value.Rows), value.Aside...), value.Selected, value.Picked)
	if changed {
		v.claim.show(value.HasClaim, value.Claim)
		v.pane.Refresh()
	}
}

// Shown returns how many candidates stand behind the rows.
func (v Value) Shown() (n int) {
	for _, r := range v.Rows {
		switch {
		case r.Within: // counted with the first of its group
		case r.Group > 0:
			n += r.Group
		default:
			n++
		}
	}
	return n
}

// menuButton returns a button that asks for a menu below itself.
func (v *View) menuButton(o look.ButtonOptions, ask func() func(fyne.Position)) *look.Button {
	var b *look.Button
	b = look.NewButton("", func() {
		if open := ask(); open != nil {
			open(fyne.CurrentApp().Driver().AbsolutePositionForObject(b).AddXY(0, b.Size().Height))
		}
	}, o)
	return b
}

// Reveal scrolls so that the selected row is in sight.
func (v *View) Reveal() { v.list.reveal() }

// FocusTarget is what takes the keyboard when it moves to this region.
func (v *View) FocusTarget() fyne.Focusable { return v.list }

// ChosenObject is the row of the selected candidate; nil where it is out of sight.
func (v *View) ChosenObject() fyne.CanvasObject {
	if r := v.list.visible[v.value.Selected]; r != nil {
		return r
	}
	return nil
}

// RowsObject is what the rows lie in, as far as they are in sight.
func (v *View) RowsObject() fyne.CanvasObject { return v.list }

// ClaimWell returns where the claim lies within the view, for drops.
func (v *View) ClaimWell() (fyne.Position, fyne.Size) {
	return fyne.NewPos(0, 0), fyne.NewSize(v.pane.Size().Width, v.claimHeight(v.pane.Size().Width))
}

func (v *View) chooseClaim() {
	if v.OnChooseClaim != nil {
		v.OnChooseClaim()
	}
}

// hint says what a sign means, by its key; "" takes it back.
func (v *View) hint(key string) {
	if v.OnHint == nil {
		return
	}
	if key != "" {
		key = v.language.Say(key)
	}
	v.OnHint(key)
}

func (v *View) handOver() {
	v.hand.Over()
	v.moved = v.now()
	v.settle.Stop()
	v.rest.Stop()
	v.rest.Start()
	if !v.held {
		v.held = true
		if v.OnHold != nil {
			v.OnHold(true)
		}
	}
}

func (v *View) handAway() {
	v.hand.Away(v.now())
	v.rest.Stop()
	v.settle.Stop()
	v.settle.Start()
}

// letSettle lets the order settle if the hand has been away long enough.
func (v *View) letSettle() {
	if v.held && v.hand.Settled(v.now()) {
		v.held = false
		if v.OnHold != nil {
			v.OnHold(false)
		}
	}
}

// claimHeight is the height of everything above the list's own head.
func (v *View) claimHeight(width float32) float32 {
	return look.Px(headHeight) + v.tabsRoom() + v.claim.HeightAt(width) + look.Px(11)
}

// tabsRoom is what the tabs take of the height.
func (v *View) tabsRoom() float32 {
	if h := v.tabs.height(); h > 0 {
		return h + look.Px(look.Gap8)
	}
	return 0
}

func (v *View) place(size fyne.Size) {
	px := look.Px
	left, line := px(inset), px(look.Body.Line)
	right := size.Width - left
	narrow := size.Width < px(narrowBelow)

	// The claim's head: its sign, its name, and another one to choose.
	sign, words := px(10), left+px(18)
	look.Put(v.claimSign, left, px(12), sign, sign)
	other := v.other.MinSize()
	room := right - words
	several := v.value.Claims > 1
	steps := v.claimHead.Width() + v.which.MinSize().Width + px(2*22+2*look.Gap4)
	look.Show(v.other, v.value.HasClaim && !v.value.Fixed && !narrow && (!several || steps+other.Width < room))
	if v.other.Visible() {
		// The button's words end where the rows' words end, its ground beyond.
		look.Put(v.other, right+px(7)-other.Width, px(17)-other.Height/2, other.Width, other.Height)
		room -= other.Width
	}
	for _, o := range []fyne.CanvasObject{v.back, v.which, v.on} {
		look.Show(o, several)
	}
	if several {
		if narrow { // the name gives way to where one is
			room = 0
		} else {
			room = min(room, v.claimHead.Width()+1)
		}
		side, count := px(22), v.which.MinSize().Width
		x, y := words+room+px(look.Gap4), px(17)
		look.Put(v.back, x, y-side/2, side, side)
		look.Put(v.which, x+side+px(2), y-px(look.Low)/2, count, px(look.Low))
		look.Put(v.on, x+side+count+px(4), y-side/2, side, side)
	}
	look.Put(v.claimHead, words, px(7), room, line)
	claim := v.claim.HeightAt(size.Width)
	look.Show(v.tabs, v.tabs.height() > 0)
	look.Put(v.tabs, 0, px(headHeight-2), size.Width, v.tabs.height())
	look.Put(v.claim, 0, px(headHeight)+v.tabsRoom(), size.Width, claim)
	y := v.claimHeight(size.Width)
	look.Put(v.under, 0, y, size.Width, 1)
	y++

	y = v.placeListHead(size.Width, y)

	foot := px(footHeight)
	if v.value.Fixed {
		foot = 0
	}
	look.Show(v.over, !v.value.Fixed)
	look.Show(v.addFiles, !v.value.Fixed)
	look.Put(v.list, 0, y, size.Width, max(0, size.Height-foot-y))
	look.Show(v.none, v.value.All == 0)
	v.sieve.placeNone(left, y, right-left, v.value.All > 0 && len(v.value.Rows) == 0)
	none := v.none.HeightAt(right - left)
	look.Put(v.none, left, y+px(look.Gap24), right-left, none)

	look.Put(v.over, 0, size.Height-foot, size.Width, 1)
	add := v.addFiles.MinSize()
	key := v.pasteKey.MinSize()
	look.Show(v.pasteKey, !v.value.Fixed && add.Width+key.Width+px(look.Gap16) <= right-left)
	look.Put(v.pasteKey, right-key.Width, size.Height-foot+(foot-key.Height)/2, key.Width, key.Height)
	look.Put(v.addFiles, left, size.Height-foot+(foot-add.Height)/2, min(add.Width, right-left), add.Height)
}

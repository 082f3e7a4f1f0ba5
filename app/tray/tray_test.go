package tray

import (
	"fmt"
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

func open(t *testing.T, width, height float32, value Value) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	v := New(words.English)
	v.Show(value)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v, w
}

func many(n int) Value {
	v := Value{HasClaim: true, Claim: Claim{ID: "claim", Name: "claim.jpg", Line: "480 × 362 · JPEG"}, All: n}
	for i := range n {
		v.Rows = append(v.Rows, Row{ID: casefile.ID(fmt.Sprint(i)), Name: fmt.Sprintf("%d.jpg", i), Badge: look.BadgeAtWork, Word: "Comparing"})
	}
	return v
}

func TestOnlyRowsInSightHaveViews(t *testing.T) {
	v, _ := open(t, 264, 698, many(500))
	shown := len(v.list.page.plan.Parts)
	room := int(v.list.Size().Height/rowHeight) + 2
	if shown == 0 || shown > room {
		t.Errorf("%d views for 500 rows, want at most %d", shown, room)
	}
	v.list.scroll.ScrollToOffset(fyne.NewPos(0, 250*rowHeight))
	v.list.page.place()
	first := v.list.page.plan.Parts[0].(*rowView).row.Name
	if first != "250.jpg" {
		t.Errorf("scrolled to row 250, %s is on top", first)
	}
	if made := len(v.list.visible) + len(v.list.spare); made > 2*room {
		t.Errorf("%d views were made in all, want at most %d", made, 2*room)
	}
}

func TestArcsTurnOnlyInRowsInSight(t *testing.T) {
	v, _ := open(t, 264, 698, many(500))
	gone := v.list.visible["0"]
	v.list.scroll.ScrollToOffset(fyne.NewPos(0, 100*rowHeight))
	v.list.page.place()
	for _, spare := range v.list.spare {
		if spare == gone && spare.badge.Turning() {
			t.Error("the arc of a row out of sight turns on")
		}
	}
	for id, r := range v.list.visible {
		if !r.badge.Turning() {
			t.Errorf("the arc of row %s stands still in sight", id)
		}
	}
}

func TestHandHoldsTheOrderForASecondAfterItLeaves(t *testing.T) {
	start := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	var h Hand
	if !h.Settled(start) {
		t.Error("a list that no hand has touched does not settle")
	}
	h.Over()
	if h.Settled(start.Add(time.Hour)) {
		t.Error("the order settles under the hand")
	}
	h.Away(start)
	if h.Settled(start.Add(SettleAfter - time.Millisecond)) {
		t.Error("the order settles before the second has passed")
	}
	if !h.Settled(start.Add(SettleAfter)) {
		t.Error("the order does not settle after the second")
	}
}

func TestAPointerThatRestsOnTheListLetsItSettle(t *testing.T) {
	v, _ := open(t, 264, 698, many(5))
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	v.now = func() time.Time { return now }
	var heard []bool
	v.OnHold = func(held bool) { heard = append(heard, held) }
	row := v.list.visible["0"]
	row.MouseIn(nil)
	now = now.Add(RestsAfter - time.Millisecond)
	v.rest.Tick(1)
	row.MouseMoved(nil)
	now = now.Add(RestsAfter - time.Millisecond)
	v.rest.Tick(1)
	if len(heard) != 1 {
		t.Errorf("a hand that moved is taken to rest: %v", heard)
	}
	now = now.Add(time.Millisecond)
	v.rest.Tick(1)
	row.MouseMoved(nil)
	if want := []bool{true, false, true}; !slices.Equal(heard, want) {
		t.Errorf("heard %v, want %v", heard, want)
	}
}

func TestPointerOverRowsHoldsAndReleasesTheOrder(t *testing.T) {
	v, _ := open(t, 264, 698, many(5))
	now := time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
	v.now = func() time.Time { return now }
	var heard []bool
	v.OnHold = func(held bool) { heard = append(heard, held) }
	first, second := v.list.visible["0"], v.list.visible["1"]
	first.MouseIn(nil)
	first.MouseOut() // the test's animations end at once: the second has not passed
	second.MouseIn(nil)
	if len(heard) != 1 || !heard[0] {
		t.Fatalf("going from row to row was heard as %v, want one true", heard)
	}
	second.MouseOut()
	now = now.Add(SettleAfter)
	v.letSettle()
	if len(heard) != 2 || heard[1] {
		t.Errorf("heard %v, want true and then false", heard)
	}
}

func TestKeysMoveTheSelectionAndKeepItInSight(t *testing.T) {
	value := many(50)
	value.Selected = "0"
	v, w := open(t, 264, 698, value)
	v.OnSelect = func(id casefile.ID) {
		value.Selected = id
		v.Show(value)
	}
	w.Canvas().Focus(v.FocusTarget())
	for range 20 {
		v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	if value.Selected != "20" {
		t.Errorf("20 times ↓ selected row %s", value.Selected)
	}
	row := v.list.visible["20"]
	if row == nil {
		t.Fatal("the selected row is out of sight")
	}
	top := row.Position().Y - v.list.scroll.Offset.Y
	if top < 0 || top+rowHeight > v.list.scroll.Size().Height {
		t.Errorf("the selected row lies at %v of %v", top, v.list.scroll.Size().Height)
	}
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if value.Selected != "49" {
		t.Errorf("End and ↓ selected row %s, want the last", value.Selected)
	}
	removed := casefile.ID("")
	v.OnRemove = func(id casefile.ID) { removed = id }
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if removed != "49" {
		t.Errorf("Del asked to take out %q", removed)
	}
}

func TestTapSelectsTheRowUnderIt(t *testing.T) {
	v, w := open(t, 264, 698, many(5))
	var got casefile.ID
	v.OnSelect = func(id casefile.ID) { got = id }
	at := v.list.Position().AddXY(120, 2.5*rowHeight)
	test.TapCanvas(w.Canvas(), at)
	if got != "2" {
		t.Errorf("a tap on the third row selected %q", got)
	}
}

func TestStatesAreSaidInWordsAndShapes(t *testing.T) {
	e := casefile.Evidence{ID: "k", Name: "k.jpg"}
	for _, c := range []struct {
		state  State
		a      align.Alignment
		badge  look.Badge
		word   string
		fact   string
		reason string
	}{
		{state: Compared, a: align.Alignment{Verdict: align.Match, CandidateCovered: 0.5}, badge: look.BadgeMatch, word: "Match found", fact: "The claim shows 50\u00a0% of it"},
		{state: Compared, a: align.Alignment{Verdict: align.Identical}, badge: look.BadgeIdentical, word: "Identical pixels", fact: "Every pixel is the same"},
		{state: Compared, a: align.Alignment{Verdict: align.Partial}, badge: look.BadgePartial, word: "Shares only a part", fact: "The rest gives no support"},
		{state: Compared, a: align.Alignment{Verdict: align.Uncertain, Notes: []align.Note{align.TooLittleDetail}}, badge: look.BadgeUncertain, word: "Uncertain", fact: "Too little detail to judge"},
		{state: Compared, a: align.Alignment{Verdict: align.NoMatch}, badge: look.BadgeNoMatch, word: "No match found", fact: "By this method"},
		{state: Compared, a: align.Alignment{Verdict: align.Uncertain, Status: align.ByHand}, badge: look.BadgeByHand, word: "Aligned by hand"},
		{state: Failed, reason: "The file ends too early", badge: look.BadgeError, word: "Can’t be read", fact: "The file ends too early"},
		{state: Comparing, badge: look.BadgeAtWork, word: "Comparing"},
		{state: Waiting, badge: look.BadgeWaiting, word: "Waiting"},
		{state: Stopped, badge: look.BadgeWaiting, word: "Stopped"},
		{state: Reading, badge: look.BadgeAtWork, word: "Reading"},
	} {
		r := NewRow(words.English, e, nil, c.state, c.a, c.reason, "")
		if r.Badge != c.badge || r.Word != c.word || r.Fact != c.fact {
			t.Errorf("state %d, %v: badge %v, %q, %q; want %v, %q, %q", c.state, c.a.Verdict, r.Badge, r.Word, r.Fact, c.badge, c.word, c.fact)
		}
	}
}

func TestNoFactIsCutInEitherLanguage(t *testing.T) {
	v, w := open(t, 264, 698, Value{})
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, a := range []align.Alignment{
			{Verdict: align.Match, CandidateCovered: 0.5},
			{Verdict: align.Match, Notes: []align.Note{align.OtherMomentPossible}},
			{Verdict: align.Uncertain, Notes: []align.Note{align.TooLittleDetail}},
			{Verdict: align.Partial},
			{Verdict: align.NoMatch},
			{Verdict: align.Identical},
		} {
			row := NewRow(l, casefile.Evidence{ID: "k", Name: "k.jpg"}, nil, Compared, a, "", "")
			for _, width := range []float32{264, 296} {
				w.Resize(fyne.NewSize(width, 698))
				v.Show(Value{Rows: []Row{row}})
				view := v.list.visible["k"]
				shown := view.fact.Shown()
				if last := shown[len(shown)-1]; last[len(last)-1] == "…"[2] {
					t.Errorf("%s at %v px: %q is cut", l.Code(), width, shown)
				}
				if bottom := view.fact.Position().Y + view.fact.Size().Height; bottom > view.Size().Height {
					t.Errorf("%s at %v px: the fact ends at %v in a row of %v", l.Code(), width, bottom, view.Size().Height)
				}
			}
		}
	}
}

func TestNarrowListPutsTheThumbnailOverBadgeAndWord(t *testing.T) {
	value := many(3)
	value.Rows[0].Thumbnail = image.NewRGBA(image.Rect(0, 0, 120, 90))
	v, _ := open(t, 144, 698, value)
	r := v.list.visible["0"]
	if r.name.Visible() || !r.wording.Visible() {
		t.Error("the narrow row shows its name, or no word")
	}
	if r.wording.Position().Y < r.thumb.Position().Y+r.thumb.Size().Height {
		t.Error("the word does not stand under the thumbnail")
	}
	if got := r.thumb.Size().Width; got != 120 {
		t.Errorf("the thumbnail is %v wide, want 120 of 144", got)
	}
}

func TestEmptyListSaysWhatToDrop(t *testing.T) {
	v, _ := open(t, 264, 698, Value{})
	if !v.none.Visible() || !v.claim.well.Visible() {
		t.Error("the empty list has no words or no well")
	}
	asked := false
	v.OnChooseClaim = func() { asked = true }
	test.Tap(v.claim.well)
	if !asked {
		t.Error("the claim's well does not ask for a picture")
	}
	v.Show(many(2))
	if v.none.Visible() || v.claim.well.Visible() {
		t.Error("the words of the empty list stay")
	}
}

// benchmarked returns a list of so many rows in a window.
func benchmarked(b *testing.B, n int) (*View, Value) {
	test.NewTempApp(b).Settings().SetTheme(look.New(look.Dark, 1))
	v := New(words.English)
	w := test.NewTempWindow(b, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(264, 698))
	value := many(n)
	value.Selected = "3"
	for i := range value.Rows {
		value.Rows[i].Fact = fmt.Sprintf("The claim shows %d %% of it", i%100)
	}
	v.Show(value)
	return v, value
}

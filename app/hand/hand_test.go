package hand

import (
	"context"
	"image"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// table is a view in a window of the test driver, on a drawn pair.
type table struct {
	*View
	window fyne.Window
	truth  geom.Map
	done   *byhand.Points
	left   int
	found  []byhand.Snap
}

func newTable(t *testing.T) *table {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Dark, 1))
	source := synth.Draw(61, synth.Compound, geom.Size{Width: 800, Height: 600}).Image
	claim := synth.Spread(source, synth.Crop(image.Rect(120, 100, 664, 508)))
	pictures := [2]*picture.Pyramid{picture.NewPyramid(picture.FromImage("claim", claim.Image)), picture.NewPyramid(picture.FromImage("found", source))}
	tb := &table{View: New(words.English), truth: claim.SourceFromCopy}
	tb.OnNeed = func(r Request) {
		pair := compare.Pair{Claimed: pictures[candidate]}
		if r.Claimed {
			pair.Claimed = pictures[claimed]
		}
		if r.By.Valid() {
			pair = compare.Pair{Claimed: pictures[claimed], Candidate: pictures[candidate], Placed: true, CandidateFromClaimed: r.By}
		}
		f, err := compare.Render(context.Background(), pair, r.View, r.Size)
		if err != nil {
			t.Fatal(err)
		}
		tb.Put(r, f)
	}
	tb.OnTwin = func(fromClaim bool, s byhand.Sought, deliver func(byhand.Snap, error)) {
		s.From, s.To = pictures[claimed], pictures[candidate]
		if !fromClaim {
			s.From, s.To = s.To, s.From
		}
		got, err := s.Find(context.Background())
		tb.found = append(tb.found, got)
		deliver(got, err)
	}
	tb.OnDone = func(p byhand.Points, _ bool) { tb.done = &p }
	tb.OnLeave = func() { tb.left++ }
	tb.Show(Value{
		Key: "pair", Claimed: Side{"claim.jpg", pictures[claimed].Size()}, Candidate: Side{"found.jpg", pictures[candidate].Size()}, Program: "No match found",
	})
	tb.window = test.NewTempWindow(t, tb.Object())
	tb.window.SetPadded(false)
	tb.window.Resize(fyne.NewSize(720, 650))
	return tb
}

// click taps on a pane at a place of its picture.
func (tb *table) click(side int, at geom.Point) {
	p := tb.panes[side]
	p.MouseUp(nil)
	p.Tapped(&fyne.PointEvent{Position: p.position(at)})
}

// details are places of the claim that can be told from their neighbourhood.
var details = []geom.Point{{X: 93, Y: 140}, {X: 450, Y: 120}, {X: 430, Y: 330}, {X: 120, Y: 340}, {X: 270, Y: 230}}

func TestPointsSetByHandPlaceTheClaimAndTellHowWell(t *testing.T) {
	tb := newTable(t)
	tb.Done()
	if tb.done != nil {
		t.Fatal("done without a point")
	}
	for i, at := range details {
		tb.click(claimed, at)
		off := geom.Point{X: float64(i%3-1) * 4, Y: float64(i%2) * 4} // as a hand is
		tb.click(candidate, tb.truth.Apply(at).Add(off))
	}
	snapped := 0
	for i, s := range tb.found {
		if s.Found == byhand.Snapped {
			snapped++
			at := tb.draft.pairs[i].at
			if d := tb.truth.Apply(at[claimed]).Distance(at[candidate]); d > 0.6 {
				t.Errorf("point %d snapped %.2f px beside its place", i+1, d)
			}
		}
	}
	if len(tb.found) != len(details) || snapped < 3 {
		t.Errorf("%d of %d points snapped", snapped, len(details))
	}
	p := tb.placement()
	if p.Reason != byhand.Placed || p.Exact {
		t.Fatalf("%d points give %q, exact %v", len(tb.draft.pairs), p.Reason, p.Exact)
	}
	if got := tb.facts.rows[0].figure.Words(); got != words.English.Px(p.Residuals[p.WorstFirst()[0]], 1) {
		t.Errorf("the first row says %q", got)
	}
	tb.Done()
	if tb.done == nil || len(tb.done.Pairs) != len(details) {
		t.Fatalf("handed on %v", tb.done)
	}
}

func TestEverythingIsDoneByKeyboard(t *testing.T) {
	tb := newTable(t)
	tb.window.Canvas().Focus(tb.FocusTarget())
	press := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			if !tb.Key(k, 0) {
				t.Errorf("%s means nothing", k)
			}
		}
	}
	for i := range 3 {
		// Each cross is moved by keys of its own, so that the points lie in no line.
		press(fyne.KeyRight, fyne.KeyDown)
		for range i + 1 {
			press([]fyne.KeyName{fyne.KeyLeft, fyne.KeyUp, fyne.KeyRight}[i], fyne.KeyUp, fyne.KeyLeft)
		}
		press(fyne.KeyReturn, fyne.KeyTab)
		tb.Key(fyne.KeyReturn, fyne.KeyModifierAlt)
		press(fyne.KeyN, fyne.KeyTab)
	}
	if n := len(tb.draft.points().Pairs); n != 3 {
		t.Fatalf("%d pairs set", n)
	}
	before := tb.draft.pairs[2].at[claimed]
	tb.at = claimed
	press(fyne.KeyJ, fyne.KeyK) // from none to the first, and back to the last
	tb.Key(fyne.KeyRight, fyne.KeyModifierAlt)
	tb.Key(fyne.KeyDown, fyne.KeyModifierShift)
	if moved := tb.draft.pairs[2].at[claimed].Sub(before); moved.Distance(geom.Point{X: 0.1, Y: 10}) > 1e-9 {
		t.Errorf("nudged by %v", moved)
	}
	steps := len(tb.past)
	for range steps {
		if !tb.Undo() {
			t.Fatal("a step can't be taken back")
		}
	}
	if len(tb.draft.pairs) != 0 || tb.Undo() {
		t.Errorf("%d pairs are left after all was taken back", len(tb.draft.pairs))
	}
	for range steps {
		tb.Redo()
	}
	if n := len(tb.draft.points().Pairs); n != 3 {
		t.Errorf("%d pairs after all was made again", n)
	}
	tb.choose(1)
	press(fyne.KeyEscape) // a chosen point first, then the view
	if tb.left != 0 || tb.chosen != none {
		t.Errorf("point %d is chosen, left %d times", tb.chosen, tb.left)
	}
	press(fyne.KeyEscape)
	if tb.left != 1 {
		t.Errorf("left %d times", tb.left)
	}
	if tb.Show(tb.value); len(tb.draft.points().Pairs) != 3 {
		t.Error("Esc has thrown away what was set")
	}
	pair := tb.value
	tb.Cancel()
	if tb.Show(pair); tb.left != 2 || len(tb.draft.pairs) != 0 {
		t.Errorf("%d pairs after Cancel", len(tb.draft.pairs))
	}
}

func TestTheWholeCandidateIsMovedTurnedAndScaled(t *testing.T) {
	tb := newTable(t)
	p := byhand.Points{}
	for _, at := range details[:4] {
		p.Pairs = append(p.Pairs, byhand.Point{Claimed: at, Candidate: tb.truth.Apply(at)})
	}
	tb.Forget()
	tb.Show(Value{Key: "again", Claimed: Side{"a", geom.Size{Width: 544, Height: 408}}, Candidate: Side{"b", geom.Size{Width: 800, Height: 600}}, Start: p})
	tb.choose(all)
	tb.Key(fyne.KeyRight, fyne.KeyModifierShift)
	m, _ := tb.placed()
	if d := m.Apply(details[1]).Sub(tb.truth.Apply(details[1])); d.Distance(geom.Point{X: 10}) > 1e-6 {
		t.Errorf("shifted by %v", d)
	}
	tb.Key(fyne.KeyRight, fyne.KeyModifierControl|fyne.KeyModifierShift)
	m, _ = tb.placed()
	if got := m.RotationDegrees(details[4]); got < 0.99 || got > 1.01 {
		t.Errorf("turned by %.3f°", got)
	}
	tb.Key(fyne.KeyUp, fyne.KeyModifierControl|fyne.KeyModifierShift)
	m, _ = tb.placed()
	if got := m.LengthScale(details[4]); got < 1.009 || got > 1.011 {
		t.Errorf("scaled by %.4f", got)
	}
	tb.Key(fyne.KeyO, 0)
	if !tb.preview || tb.panes[claimed].asked[whole].View.Mode != compare.Overlay {
		t.Error("no overlay to be seen")
	}
}

func TestATurnedOrMirroredCandidateIsClickedWhereItIsSeen(t *testing.T) {
	tb := newTable(t)
	p := tb.panes[candidate]
	at := geom.Point{X: 700, Y: 90}
	for range 4 {
		for range 2 {
			back, _ := p.frameFromPicture().Inverse()
			q := p.frameFromPicture().Apply(at)
			at = back.Apply(geom.Point{X: math.Floor(q.X) + 0.5, Y: math.Floor(q.Y) + 0.5}) // the middle of a pixel of the pane
			pos := p.position(at)
			if back := p.at(pos); back.Distance(at) > 0.5 {
				t.Errorf("turned %d, mirrored %v: %v comes back as %v", p.turns, p.mirrored(), at, back)
			}
			// What is seen there is that place of the picture.
			k := look.PixelScale(p)
			seen := p.image.RGBAAt(int(float64(pos.X)*k), int(float64(pos.Y)*k))
			straight := p.frames[whole].Image
			if want := straight.RGBAAt(int(q.X), int(q.Y)); far(seen, want) {
				t.Errorf("turned %d, mirrored %v: %v is seen, %v is there", p.turns, p.mirrored(), seen, want)
			}
			tb.mirror()
		}
		tb.turn()
	}
}

func TestTheSafeViewHidesBothPicturesAtOnce(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.value)
	tb.window.Canvas().Focus(tb.FocusTarget()) // so that there is a loupe
	render := tb.OnNeed
	var late []Request
	tb.OnNeed = func(r Request) { late = append(late, r) }
	bright := tb.panes[claimed].asked[whole]
	tb.SetSafe(true)
	for side, p := range tb.panes {
		if p.image != nothing || p.lens != nothing {
			t.Errorf("pane %d still shows what is to be hidden", side)
		}
	}
	render(bright)
	if tb.panes[claimed].image != nothing {
		t.Error("a frame from before is shown")
	}
	for _, r := range late {
		if !r.View.Safe {
			t.Errorf("asked for %+v", r.View)
		}
		render(r)
	}
	for side, p := range tb.panes {
		if p.image == nothing {
			t.Errorf("pane %d shows nothing", side)
		}
	}
	if tb.panes[claimed].lens == nothing {
		t.Error("there is nothing in the loupe")
	}
}

func TestWhatIsShownMirroredIsTakenMirrored(t *testing.T) {
	tb := newTable(t)
	p := tb.panes[candidate]
	tb.mirror()
	if !p.mirrored() || !tb.draft.points().Mirrored {
		t.Fatal("the candidate is not mirrored")
	}
	if tb.Undo(); p.mirrored() || tb.draft.points().Mirrored || p.paneFromFrame(p.frameSize()) != geom.Identity() {
		t.Error("taken back, it is still shown mirrored")
	}
	// A pair that was aligned so comes back as its points were set.
	start := byhand.Points{Mirrored: true, Pairs: []byhand.Point{{Claimed: details[0], Candidate: details[1]}, {Claimed: details[1], Candidate: details[0]}}}
	tb.Show(Value{Key: "mirrored", Claimed: tb.value.Claimed, Candidate: tb.value.Candidate, Start: start})
	if !p.mirrored() || tb.panes[claimed].mirrored() {
		t.Error("it is not shown as its points were set")
	}
}

func far(a, b color.RGBA) bool {
	d := func(x, y uint8) bool { return max(x, y)-min(x, y) > 40 }
	return d(a.R, b.R) || d(a.G, b.G) || d(a.B, b.B)
}

func TestMirroringWhileTheFrameOfANewSizeIsOnItsWayWaitsForIt(t *testing.T) {
	tb := newTable(t)
	render := tb.OnNeed
	var late []Request
	tb.OnNeed = func(r Request) { late = append(late, r) }
	tb.window.Resize(fyne.NewSize(1000, 900))
	tb.mirror()
	tb.turn()
	tb.turn()
	for _, r := range late {
		render(r)
	}
	p := tb.panes[candidate]
	if got := p.image.Rect.Size(); got != image.Pt(p.size().Width, p.size().Height) {
		t.Errorf("the frame that came is %v, the pane %v", got, p.size())
	}
}

func TestARefinedAlignmentStaysRefinedUntilAPointMoves(t *testing.T) {
	tb := newTable(t)
	p := byhand.Points{}
	for _, at := range details[:4] {
		p.Pairs = append(p.Pairs, byhand.Point{Claimed: at, Candidate: tb.truth.Apply(at).Add(geom.Point{X: 3})})
	}
	tb.Show(Value{Key: "refined", Claimed: tb.value.Claimed, Candidate: tb.value.Candidate, Start: p, Refined: tb.truth})
	var refined []bool
	tb.OnDone = func(_ byhand.Points, r bool) { refined = append(refined, r) }
	tb.Done()
	if got := tb.placement(); got.ResidualPx < 2.9 || got.Exact {
		t.Errorf("the points lie %.2f px from it, exact %v", got.ResidualPx, got.Exact)
	}
	tb.choose(0)
	tb.Key(fyne.KeyRight, 0)
	tb.Done()
	if len(refined) != 2 || !refined[0] || refined[1] {
		t.Errorf("refined: %v", refined)
	}
}

func TestAPressThatIsHeldRevealsAndSetsNoPoint(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.value)
	look.SetSafe(true)
	t.Cleanup(func() { look.SetSafe(false) })
	tb.SetSafe(true)
	var asked []bool
	render := tb.OnNeed
	tb.OnNeed = func(r Request) {
		asked = append(asked, r.View.Safe)
		render(r)
	}
	p := tb.panes[claimed]
	at := fyne.NewPos(40, 40)
	p.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: desktop.MouseButtonPrimary}) // the test's animations end at once
	if len(asked) == 0 || asked[len(asked)-1] {
		t.Errorf("held, the pictures are asked for hidden: %v", asked)
	}
	p.MouseUp(nil)
	if p.Tapped(&fyne.PointEvent{Position: at}); !asked[len(asked)-1] || len(tb.draft.pairs) != 0 {
		t.Errorf("let go, %d points are set; hidden: %v", len(tb.draft.pairs), asked)
	}
	p.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	if asked[len(asked)-1] {
		t.Error("the key that is held reveals nothing")
	}
	p.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	if !asked[len(asked)-1] {
		t.Error("the key is let go, and it stays revealed")
	}
	tb.SetSafe(false)
	tb.SetRevealed(true)
	if tb.shown {
		t.Error("what is not hidden is revealed")
	}
}

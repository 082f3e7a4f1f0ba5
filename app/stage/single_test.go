package stage

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

func TestSingleGoesFromClaimToCandidateToAligned(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Single)
	for i, want := range []compare.One{compare.OneClaim, compare.OneCandidate, compare.OneAligned, compare.OneClaim} {
		if tb.oneShown() != want || tb.last().View.One != want {
			t.Errorf("step %d shows %v", i, tb.oneShown())
		}
		tb.clock.pass(time.Second)
		tb.keep("single-" + string(rune('0'+i)))
		tb.Key(fyne.KeyRight, false)
	}
	tb.Key(fyne.KeyLeft, false)
	if tb.oneShown() != compare.OneClaim {
		t.Errorf("back shows %v", tb.oneShown())
	}
	tb.SetOther(true)
	if tb.oneShown() != compare.OneAligned {
		t.Errorf("the other picture is %v", tb.oneShown())
	}
	tb.SetOther(false)
	scene := tb.scene()
	scene.Placed = false
	tb.Show(scene)
	for range 3 {
		tb.Key(fyne.KeyRight, false)
		if tb.oneNow() == compare.OneAligned {
			t.Error("shown aligned without an alignment")
		}
	}
}

func TestAPictureKeepsItsNameTillTheOtherStandsThere(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Single)
	tb.clock.pass(time.Second)
	before := tb.titles.spoken()
	tb.deaf = true
	tb.Key(fyne.KeyRight, false)
	if now := tb.titles.spoken(); now != before {
		t.Errorf("%q became %q with the claim still there", before, now)
	}
	tb.deaf = false
	tb.render(tb.last())
	if tb.titles.spoken() == before {
		t.Error("the candidate stands under the claim's name")
	}
}

func TestSameSceneUnderThePointerInTheCandidatesOwnPixels(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Single)
	tb.setOne(compare.OneCandidate)
	port := tb.glass.port()
	at := tb.stageFromCandidate(port).Apply(tb.scene().CandidateFromClaimed.Apply(port.claimed.Rect().Centre()))
	o := tb.glass.origin(false)
	p, ok := tb.glass.claimedAt(o.AddXY(float32(at.X), float32(at.Y)))
	if !ok || p.Distance(port.claimed.Rect().Centre()) > 1 {
		t.Errorf("claim pixel %v, %v; want its middle", p, ok)
	}
}

func TestEachPairKeepsItsModeSettingsAndPlace(t *testing.T) {
	tb := newTable(t)
	first, second := tb.scene(), tb.scene()
	second.Candidate.Key = "another"
	tb.Show(first)
	tb.SetMode(compare.Swipe)
	tb.setSwipe(.2)
	tb.setShowFrom(compare.Significance, 6)
	tb.Zoom(3)
	place := tb.position()
	tb.Show(second)
	if tb.Mode() != compare.Swipe || tb.values.swipeAt != .2 || tb.position().zoomed {
		t.Error("a new pair is not looked at as the one before, from the whole")
	}
	tb.SetMode(compare.Overlay)
	tb.setOpacity(.8)
	tb.setSwipe(.9)
	tb.setShowFrom(compare.Significance, 2)
	tb.Show(first)
	if tb.Mode() != compare.Swipe || tb.values.swipeAt != .2 || tb.values.opacity != .5 || tb.values.showFrom[0] != 6 || tb.position() != place {
		t.Errorf("the first came back as %v, %+v, %+v", tb.Mode(), tb.values, tb.position())
	}
	tb.Show(second)
	if tb.Mode() != compare.Overlay || tb.values.opacity != .8 || tb.values.swipeAt != .9 || tb.values.showFrom[0] != 2 {
		t.Errorf("the second came back as %v, %+v", tb.Mode(), tb.values)
	}
}

func TestAPairIsLookedAtAsWhenItsCaseWasSaved(t *testing.T) {
	tb := newTable(t)
	var heard casefile.View
	tb.OnLook = func(v casefile.View) { heard = v }
	scene := tb.scene()
	scene.Claimed.ID, scene.Candidate.ID = "e1", "e2"
	tb.Show(scene)
	tb.SetMode(compare.Swipe)
	tb.Turn(30)
	tb.values.fade, tb.values.showFrom[1], tb.values.lines = true, 7, 40
	tb.moveTo(func(v viewport, p position) position { return v.zoomedAt(p, geom.Point{X: 3, Y: 5}, 4) })
	tb.clock.pass(time.Second)
	if heard.Claimed != "e1" || heard.Candidate != "e2" || heard.Mode != "swipe" || heard.Scale == 0 || !heard.Known() {
		t.Fatalf("heard of %+v", heard)
	}
	again := newTable(t)
	scene.Looked = &heard
	again.Show(scene)
	again.values.anyTurn = tb.values.anyTurn // the last line of any angle is no part of it
	if again.Mode() != compare.Swipe || again.values != tb.values || again.position() != tb.position() {
		t.Errorf("%v, %+v at %+v; was %+v at %+v", again.Mode(), again.values, again.position(), tb.values, tb.position())
	}
	again.SetMode(compare.Blink)
	again.Show(scene)
	if again.Mode() != compare.Blink {
		t.Error("what was saved comes back while the pair is looked at")
	}
	other := scene
	other.Candidate.Key, other.Looked = "other", nil
	again.Show(other)
	again.Forget()
	again.Show(scene)
	if again.Mode() != compare.Swipe {
		t.Error("another case is looked at as the one before")
	}
	heard.Mode = "hologram"
	fresh := newTable(t)
	fresh.Show(scene)
	if fresh.Mode() != compare.SideBySide {
		t.Error("a word that is not known leads somewhere")
	}
}

func TestSpaceChangesThePanesPicturesAndTheirNames(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.clock.pass(time.Second)
	images := tb.slots[0].images
	n := len(tb.requests)
	tb.deaf = true // it must not take a new frame
	tb.SetOther(true)
	if tb.glass.panes[0].image != images[1] || tb.glass.panes[1].image != images[0] {
		t.Error("the panes did not change pictures")
	}
	if tb.titles.rows[0].parts[4].text.Words() == "" || tb.titles.rows[1].parts[1].text.Words() == "" {
		t.Errorf("the names did not: %q", tb.titles.spoken())
	}
	tb.SetOther(false)
	if tb.glass.panes[0].image != images[0] || len(tb.requests) > n {
		t.Error("they did not come back")
	}
}

func TestBlinkFadesWithoutAJump(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Blink)
	tb.clock.pass(time.Second)
	tb.now = func() time.Time { return time.Unix(0, 0).Add(tb.clock.now) }
	tb.SetFade(true)
	tb.toggleBlink()
	tb.clock.pass(tb.values.period)
	last, steps := float32(-1), 0
	for range 20 {
		if share := tb.fading.share; share < 1 {
			if share < last || share-last > 0.2 && last >= 0 {
				t.Errorf("the fade jumps from %.2f to %.2f", last, share)
			}
			last, steps = share, steps+1
			if got := tb.glass.panes[1].raster.Translucency; got != float64(share) || !tb.glass.panes[1].clip.Visible() {
				t.Errorf("the last picture is %.2f clear at %.2f", got, share)
			}
		}
		tb.clock.pass(fadeTick)
	}
	if steps < 5 || tb.glass.panes[1].clip.Visible() {
		t.Errorf("%d steps; the last picture still stands: %v", steps, tb.glass.panes[1].clip.Visible())
	}
	tb.SetLessMotion(true)
	if over := tb.fadeOver(); over < tb.values.period/2 {
		t.Errorf("with less motion a change takes %v", over)
	}
	tb.SetMode(compare.SideBySide)
	if tb.glass.panes[1].raster.Translucency != 0 {
		t.Error("a pane stays translucent")
	}
}

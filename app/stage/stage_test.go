package stage

import (
	"image"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestEveryModeAndStateIsDrawn(t *testing.T) {
	tb := newTable(t)
	tb.keep("nothing")
	only := tb.scene()
	only.Candidate = Side{}
	tb.Show(only)
	tb.clock.pass(time.Second)
	tb.keep("claim-alone")
	comparing := tb.scene()
	comparing.Comparing, comparing.Placed = true, false
	tb.Show(comparing)
	tb.keep("comparing")
	tb.Show(tb.scene())
	tb.clock.pass(time.Second)
	for _, m := range []struct {
		name string
		mode compare.Mode
	}{{"side-by-side", compare.SideBySide}, {"overlay", compare.Overlay}, {"swipe", compare.Swipe}, {"blink", compare.Blink}, {"measuring", compare.DifferenceMode}} {
		tb.SetMode(m.mode)
		tb.clock.pass(time.Second)
		tb.keep(m.name)
		// The middle of the picture is drawn, and not the empty ground.
		if c := tb.at(360, 300); m.mode != compare.SideBySide && c == look.Colour(look.InStage) {
			t.Errorf("%s: the picture's middle is empty", m.name)
		}
	}
	tb.measure()
	scene := tb.scene()
	scene.Difference = tb.pair.Map
	tb.Show(scene)
	tb.clock.pass(time.Second)
	tb.keep("difference")
	tb.SetMode(compare.SideBySide)
	tb.SetWhole(true)
	tb.clock.pass(time.Second)
	tb.keep("whole")
	tb.SetLanguage(words.Norwegian)
	tb.SetMode(compare.DifferenceMode)
	tb.glass.FocusGained()
	tb.clock.pass(time.Second)
	tb.keep("norwegian")
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 1))
	tb.Object().Refresh()
	tb.SetMode(compare.Swipe)
	tb.clock.pass(time.Second)
	tb.keep("light")
}

func TestFittedClaimLiesInTheMiddleWithAir(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	r := tb.glass.picture()
	// 720 wide with 24 at each side; the height follows from the claim's shape.
	if math.Abs(r.MinX-24) > 1 || math.Abs(r.MaxX-696) > 1 || math.Abs(r.Height()-672.*claimHeight/claimWidth) > 1 {
		t.Errorf("the picture lies at %+v", r)
	}
	if middle := r.Centre().Y; math.Abs(middle-(above+(650-above-below)/2.)) > 1 {
		t.Errorf("its middle lies at %.1f", middle)
	}
}

func TestWheelKeepsWhatIsUnderThePointer(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	for _, mode := range []compare.Mode{compare.Overlay, compare.SideBySide} {
		tb.SetMode(mode)
		tb.Fit()
		for _, at := range []fyne.Position{fyne.NewPos(200, 300), fyne.NewPos(600, 350)} {
			under := func() geom.Point {
				inverse, _ := tb.glass.port().stageFromClaimed(tb.places[tb.scene().key()]).Inverse()
				return inverse.Apply(tb.glass.onPane(at))
			}
			before := under()
			tb.glass.Scrolled(scroll(25, at.X, at.Y))
			tb.glass.Scrolled(scroll(25, at.X, at.Y))
			if after := under(); after.Distance(before) > 0.7 { // shifts are whole stage pixels
				t.Errorf("mode %v: %v became %v", mode, before, after)
			}
		}
	}
	if !tb.places[tb.scene().key()].zoomed {
		t.Error("nothing was zoomed")
	}
}

func TestDragMovesThePictureAndTheLastFrameAtOnce(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.clock.pass(time.Second)
	before := tb.glass.panes[0].raster.Position()
	tb.deaf = true
	n := len(tb.requests)
	drag(tb, 300, 300, 30, -20)
	if by := tb.glass.panes[0].raster.Position().Subtract(before); by != fyne.NewPos(30, -20) {
		t.Errorf("the frame moved by %v", by)
	}
	if r := tb.last(); len(tb.requests) != n+1 || !r.Draft() {
		t.Error("no quick frame was asked for")
	}
	tb.clock.pass(time.Second)
	if len(tb.requests) != n+1 {
		t.Error("a fine frame was asked for before the quick one came")
	}
	tb.deaf = false
	tb.render(tb.last())
	if len(tb.requests) != n+2 || tb.last().Draft() {
		t.Error("no fine frame was asked for at rest")
	}
}

func TestAHandAtRestWaitsForNoPause(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.clock.pass(time.Second)
	tb.deaf = true
	drag(tb, 300, 300, 3, 0)
	tb.clock.pass(40 * time.Millisecond)
	tb.render(tb.last()) // the pause would be 120 ms
	n := len(tb.requests)
	drag(tb, 300, 300, 3, 0)
	tb.clock.pass(settling)
	if len(tb.requests) != n+1 || tb.last().Draft() {
		t.Errorf("%d frames were asked for; the last is quick: %v", len(tb.requests)-n, tb.last().Draft())
	}
}

func TestSlowFramesAreAskedForOneAtATimeWithPauses(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.clock.pass(time.Second)
	tb.deaf = true
	n := len(tb.requests)
	for range 10 {
		drag(tb, 300, 300, 3, 0)
	}
	if len(tb.requests) != n+1 {
		t.Fatalf("%d frames were asked for before the first came", len(tb.requests)-n)
	}
	tb.clock.pass(20 * time.Millisecond)
	tb.render(tb.last())
	for range 2 { // a hand that moves on
		drag(tb, 300, 300, 3, 0)
		tb.clock.pass(29 * time.Millisecond)
	}
	tb.clock.pass(time.Millisecond)
	if len(tb.requests) != n+1 {
		t.Error("the next one does not wait for three times as long as the first took")
	}
	tb.clock.pass(time.Millisecond)
	if len(tb.requests) != n+2 || !tb.last().Draft() {
		t.Fatal("the next one was not asked for")
	}
	if want, _ := tb.request(0, false); tb.last() != want {
		t.Error("it is not the newest")
	}
	// A frame that never comes holds nothing up for good.
	drag(tb, 300, 300, 3, 0)
	tb.clock.pass(lostAfter)
	if len(tb.requests) != n+3 {
		t.Error("a lost frame stops the picture")
	}
	tb.SetMode(compare.Swipe)
	if tb.last().View.Mode != compare.Swipe {
		t.Error("another mode waits for the frame of the one before")
	}
}

func TestZoomStretchesTheLastFrame(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	size := tb.glass.panes[0].raster.Size()
	tb.deaf = true
	tb.Zoom(2)
	if got := tb.glass.panes[0].raster.Size(); math.Abs(float64(got.Width-2*size.Width)) > 1 {
		t.Errorf("the frame is %v wide, was %v", got.Width, size.Width)
	}
}

func TestPositionIsTheSameInAllModesAndKeptByCandidate(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.glass.Scrolled(scroll(50, 300, 300))
	want := tb.places[tb.scene().key()]
	for _, m := range []compare.Mode{compare.Swipe, compare.Blink, compare.DifferenceMode, compare.SideBySide} {
		tb.SetMode(m)
		if got := tb.glass.port().resolved(tb.places[tb.scene().key()]); got != want {
			t.Errorf("mode %v looks at %+v, want %+v", m, got, want)
		}
	}
	other := tb.scene()
	other.Candidate.Key = "another"
	tb.Show(other)
	if tb.places[other.key()].zoomed {
		t.Error("another candidate takes over the position")
	}
	tb.Show(tb.scene())
	if got := tb.places[tb.scene().key()]; got != want {
		t.Errorf("the position was not kept: %+v, want %+v", got, want)
	}
}

func TestDoubleClickSwitchesBetweenFitAndActualPixels(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.glass.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 300)})
	if got := tb.last().View.StageFromClaimed[0]; got != 1 {
		t.Errorf("scale %v, want 1", got)
	}
	if got := tb.strip.fit.Words(); got != "100\u00a0%" {
		t.Errorf("the strip says %q", got)
	}
	tb.glass.DoubleTapped(&fyne.PointEvent{Position: fyne.NewPos(300, 300)})
	if tb.places[tb.scene().key()].zoomed || tb.strip.fit.Words() != "Fit 140\u00a0%" {
		t.Errorf("it does not fit again; the strip says %q", tb.strip.fit.Words())
	}
}

func TestWithoutAnAlignmentNothingFalseIsDrawn(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Placed = false
	tb.pair.Placed = false
	tb.Show(scene)
	tb.clock.pass(time.Second)
	if got := tb.last().View.Mode; got != compare.SideBySide {
		t.Errorf("side by side asks for %v", got)
	}
	for _, m := range []compare.Mode{compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode} {
		n := len(tb.requests)
		tb.SetMode(m)
		tb.clock.pass(time.Second)
		if len(tb.requests) != n {
			t.Errorf("mode %v asks for a frame", m)
		}
		if tb.message.Words() != "No alignment. Side by side still works." {
			t.Errorf("mode %v says %q", m, tb.message.Words())
		}
		if c := tb.at(360, 200); c != look.Colour(look.InStage) {
			t.Errorf("mode %v draws %v", m, c)
		}
	}
	tb.keep("no-alignment")
}

func TestAFrameOfAnotherPairIsNeverShown(t *testing.T) {
	tb := newTable(t)
	tb.SetMode(compare.Overlay)
	tb.deaf = true
	tb.Show(tb.scene())
	late := tb.last()
	other := tb.scene()
	other.Candidate = Side{Key: "another", Name: "another.jpg", Size: geom.Size{Width: 300, Height: 200}}
	tb.Show(other)
	frame := compare.Frame{Image: image.NewRGBA(image.Rect(0, 0, late.Size.Width, late.Size.Height))}
	tb.Put(late, frame)
	if tb.glass.panes[0].image == frame.Image {
		t.Error("the late frame of the pair before is shown")
	}
	tb.Put(tb.last(), frame)
	if tb.glass.panes[0].image != frame.Image {
		t.Error("the right frame is not shown")
	}
	tb.SetMode(compare.Swipe)
	swiped := tb.last()
	tb.SetMode(compare.Overlay)
	again := compare.Frame{Image: image.NewRGBA(frame.Image.Rect)}
	tb.Put(swiped, again)
	if tb.glass.panes[0].image == again.Image {
		t.Error("a frame of another mode is shown")
	}
}

func TestComparingShowsTheClaimAlone(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Comparing, scene.Placed = true, false
	tb.SetMode(compare.DifferenceMode)
	tb.Show(scene)
	if got := tb.last().View.Mode; got != compare.Claimed {
		t.Errorf("it asks for %v", got)
	}
	if got := tb.titles.spoken(); !strings.Contains(got, "Comparing …") || strings.Contains(got, scene.Candidate.Name) {
		t.Errorf("above it stands %q", got)
	}
}

func TestPointerTellsTheClaimPixel(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	var at geom.Point
	var inside bool
	tb.OnPointer = func(p geom.Point, in bool) { at, inside = p, in }
	r := tb.glass.picture()
	tb.glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(float32(r.Centre().X), float32(r.Centre().Y))}})
	if !inside || at.Distance(geom.Point{X: claimWidth / 2., Y: claimHeight / 2.}) > 1 {
		t.Errorf("the middle is %v, inside %v", at, inside)
	}
	tb.glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, 5)}})
	if inside {
		t.Error("the corner of the stage passes for the picture")
	}
}

func TestLanguageChangesWhileTheWindowStands(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.DifferenceMode)
	tb.SetLanguage(words.Norwegian)
	if got := tb.strip.from[compare.Significance].name.Words(); got != "Vis fra" {
		t.Errorf("the strip says %q", got)
	}
	if got := tb.strip.from[compare.Significance].value.Words(); got != "3,5" {
		t.Errorf("the threshold is %q", got)
	}
	if got := tb.titles.spoken(); !strings.Contains(got, "mot") {
		t.Errorf("above the picture stands %q", got)
	}
}

func TestStripFitsEveryWidth(t *testing.T) {
	for _, language := range []words.Language{words.English, words.Norwegian} {
		for _, scale := range []float32{1, 1.5, 2} {
			tb := newTable(t)
			tb.deaf = true
			fyne.CurrentApp().Settings().SetTheme(look.New(look.Dark, scale))
			tb.SetLanguage(language)
			tb.Show(tb.scene())
			for _, m := range []compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode, compare.Single} {
				for _, width := range []float32{340, 496, 720, 1272} {
					tb.SetMode(m)
					tb.window.Resize(fyne.NewSize(width*scale, 600*scale))
					right := tb.strip.out.Position().X
					for _, c := range tb.strip.controls() {
						if c.Visible() && c.Position().X+c.Size().Width > right {
							t.Errorf("%v, mode %v, %v wide: a control lies on the zoom", language, m, width)
						}
					}
					own := tb.strip.controls()[0]
					if m == compare.DifferenceMode {
						own = tb.strip.from[tb.values.kind]
						if width >= 720 && !(tb.strip.kind.Visible() && tb.strip.legend.Visible()) {
							t.Errorf("%v, %v wide at %v: kind or legend is hidden", language, width, scale)
						}
					}
					if !own.Visible() {
						t.Errorf("%v, mode %v, %v wide: the mode's own control is hidden", language, m, width)
					}
				}
			}
		}
	}
}

func TestALongNameGivesWayToTheWordsBehindIt(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Candidate.Name = strings.Repeat("a long name ", 20) + "0932.jpg"
	tb.Show(scene)
	tb.window.Resize(fyne.NewSize(760, 500))
	parts := tb.titles.rows[1].parts
	name, behind := parts[5].text, parts[6].text
	if behind.Words() != "aligned" || behind.Size().Width < behind.Width() {
		t.Errorf("%q has %v of its width of %v", behind.Words(), behind.Size().Width, behind.Width())
	}
	if end := behind.Position().X + behind.Size().Width; name.Size().Width >= name.Width() || end > tb.glass.Size().Width {
		t.Errorf("the name has %v of %v, and the row ends at %v of %v", name.Size().Width, name.Width(), end, tb.glass.Size().Width)
	}
	if got := tb.titles.spoken(); !strings.Contains(got, scene.Candidate.Name+" aligned") {
		t.Errorf("spoken are %q", got)
	}
}

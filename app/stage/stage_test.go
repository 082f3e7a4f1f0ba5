package stage

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
)

// clock stands for time: what is due runs when the test says so.
type clock struct {
	now time.Duration
	due []*alarm
}

type alarm struct {
	at      time.Duration
	f       func()
	stopped bool
}

func (c *clock) after(d time.Duration, f func()) func() {
	a := &alarm{at: c.now + d, f: f}
	c.due = append(c.due, a)
	return func() { a.stopped = true }
}

func (c *clock) pass(d time.Duration) {
	end := c.now + d
	for {
		slices.SortStableFunc(c.due, func(a, b *alarm) int { return int(a.at - b.at) })
		if len(c.due) == 0 || c.due[0].at > end {
			c.now = end
			return
		}
		next := c.due[0]
		c.due = c.due[1:]
		c.now = next.at
		if !next.stopped {
			next.f()
		}
	}
}

// table is a stage in a window of the test driver, with an owner that renders at once.
type table struct {
	*Stage
	t        *testing.T
	clock    *clock
	window   fyne.Window
	pair     compare.Pair
	requests []Request
	deaf     bool // the owner renders nothing
}

const claimWidth, claimHeight = 480, 362

func drawn(key string, size geom.Size, at func(x, y float64) color.NRGBA) *picture.Pyramid {
	pix := make([]uint8, 0, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			c := at(float64(x)+0.5, float64(y)+0.5)
			pix = append(pix, c.R, c.G, c.B, c.A)
		}
	}
	return picture.NewPyramid(picture.New(key, size, pix))
}

// twoPictures returns a claim with black bars and the landscape it is a grey crop of.
var twoPictures = sync.OnceValue(func() compare.Pair {
	scale := 0.49
	landscape := func(x, y float64) color.NRGBA {
		v := 120 + 50*math.Sin(x/37)*math.Cos(y/29) + 30*math.Sin((x+y)/11)
		return color.NRGBA{uint8(v), uint8(v * .9), uint8(v*.7 + 40), 255}
	}
	return compare.Pair{
		Claimed: drawn("claim", geom.Size{Width: claimWidth, Height: claimHeight}, func(x, y float64) color.NRGBA {
			if y < 24 || y > claimHeight-24 {
				return color.NRGBA{0, 0, 0, 255}
			}
			c := landscape(60+x/scale, 50+y/scale)
			g := uint8(.3*float64(c.R) + .59*float64(c.G) + .11*float64(c.B))
			return color.NRGBA{g, g, g, 255}
		}),
		Candidate:            drawn("candidate", geom.Size{Width: 1200, Height: 780}, landscape),
		CandidateFromClaimed: geom.Map{1 / scale, 0, 60, 0, 1 / scale, 50, 0, 0, 1},
		Placed:               true,
	}
})

// newTable lays out a stage as large as in a window of 1280×800.
func newTable(t *testing.T) *table {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Dark, 1))
	tb := &table{t: t, clock: &clock{}}
	tb.pair = twoPictures()
	tb.Stage = New(tb.clock.after)
	tb.now = func() time.Time { return time.Unix(0, 0).Add(tb.clock.now) }
	tb.OnNeed = func(r Request) {
		tb.requests = append(tb.requests, r)
		if !tb.deaf {
			tb.render(r)
		}
	}
	tb.window = test.NewTempWindow(t, tb.Object())
	tb.window.SetPadded(false)
	tb.window.Resize(fyne.NewSize(720, 698))
	return tb
}

func (tb *table) render(r Request) {
	f, err := compare.Render(context.Background(), tb.pair, r.View, r.Size)
	if err != nil {
		tb.t.Errorf("rendering %+v: %v", r.View, err)
		return
	}
	tb.Put(r, f)
}

func (tb *table) scene() Scene {
	return Scene{
		Claimed:   Side{Key: "claim", Name: "channel-post.jpg", Size: tb.pair.Claimed.Size()},
		Candidate: Side{Key: "candidate", Name: "picos-trek-2009.jpg", Size: tb.pair.Candidate.Size()},
		Placed:    true, CandidateFromClaimed: tb.pair.CandidateFromClaimed,
	}
}

func (tb *table) last() Request {
	tb.t.Helper()
	if len(tb.requests) == 0 {
		tb.t.Fatal("no frame was asked for")
	}
	return tb.requests[len(tb.requests)-1]
}

// keep writes what is seen into the folder that MOTBILDE_LOOK names, for eyes.
func (tb *table) keep(name string) {
	folder := os.Getenv("MOTBILDE_LOOK")
	if folder == "" {
		return
	}
	f, err := os.Create(folder + "/stage-" + name + ".png")
	if err != nil {
		tb.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, tb.window.Canvas().Capture()); err != nil {
		tb.t.Fatal(err)
	}
}

func (tb *table) at(x, y float32) color.NRGBA {
	return color.NRGBAModel.Convert(tb.window.Canvas().Capture().At(int(x), int(y))).(color.NRGBA)
}

func (tb *table) measure() {
	tb.t.Helper()
	m, err := compare.Difference(context.Background(), tb.pair)
	if err != nil {
		tb.t.Fatal(err)
	}
	tb.pair.Map = m
}

func scroll(dy float32, x, y float32) *fyne.ScrollEvent {
	return &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Scrolled: fyne.NewDelta(0, dy)}
}

func drag(tb *table, x, y, dx, dy float32) {
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
	tb.glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+dx, y+dy)}, Dragged: fyne.NewDelta(dx, dy)})
	tb.glass.DragEnd()
}

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
	scene.Measured = true
	tb.Show(scene)
	tb.clock.pass(time.Second)
	tb.keep("difference")
	tb.SetMode(compare.SideBySide)
	tb.setWhole(true)
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
	tb.clock.pass(settling)
	if len(tb.requests) != n+2 || tb.last().Draft() {
		t.Error("no fine frame was asked for at rest")
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
	drag(tb, 300, 300, 3, 0)
	tb.clock.pass(39 * time.Millisecond)
	if len(tb.requests) != n+1 {
		t.Error("the next one does not wait for twice as long as the first took")
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

func TestArrowsChangeTheModesOwnValue(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", what, got, want)
		}
	}
	tb.SetMode(compare.Overlay)
	tb.Key(fyne.KeyRight, false)
	near("opacity", tb.values.opacity, .55)
	tb.Key(fyne.KeyLeft, true)
	near("opacity", tb.values.opacity, .05)
	tb.SetMode(compare.Swipe)
	tb.Key(fyne.KeyLeft, false)
	near("line", tb.values.swipeAt, .48)
	tb.SetMode(compare.Blink)
	tb.Key(fyne.KeyRight, false)
	near("period", tb.values.period.Seconds(), 1.2)
	tb.Key(fyne.KeyLeft, true)
	near("period", tb.values.period.Seconds(), .5)
	tb.SetMode(compare.DifferenceMode)
	tb.Key(fyne.KeyRight, false)
	near("threshold", tb.values.showFrom, 4)
	tb.SetMode(compare.SideBySide)
	before := tb.glass.port().resolved(position{})
	tb.Key(fyne.KeyRight, false)
	after := tb.places[tb.scene().key()]
	near("shift in stage pixels", (after.centre.X-before.centre.X)*after.scale, 40)
	if tb.Key(fyne.KeyUp, false) {
		t.Error("the stage takes the key of another region")
	}
}

func TestSwipeLineIsTakenHoldOfWithin16Pixels(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Swipe)
	at := tb.glass.divider.at
	drag(tb, at+15, 300, 100, 0)
	if got := tb.glass.divider.at; math.Abs(float64(got-(at+115))) > 1 {
		t.Errorf("the line lies at %v, want %v", got, at+115)
	}
	if tb.places[tb.scene().key()].zoomed {
		t.Error("the picture moved with the line")
	}
	at = tb.glass.divider.at
	drag(tb, at+17, 300, 50, 0)
	if !tb.places[tb.scene().key()].zoomed {
		t.Error("17 pixels off, the picture did not move")
	}
	tb.Fit()
	tb.setLevel(true)
	at = tb.glass.divider.at
	drag(tb, 100, at-10, 0, 60)
	if got := tb.glass.divider.at; math.Abs(float64(got-(at+50))) > 1 {
		t.Errorf("the level line lies at %v, want %v", got, at+50)
	}
}

func TestTheDividerLiesWhereTheRendererCuts(t *testing.T) {
	tb := newTable(t)
	tb.pair = compare.Pair{
		Claimed:   drawn("a", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{200, 0, 0, 255} }),
		Candidate: drawn("b", tb.pair.Claimed.Size(), func(x, y float64) color.NRGBA { return color.NRGBA{0, 0, 200, 255} }),
		Placed:    true, CandidateFromClaimed: geom.Identity(),
	}
	tb.Show(tb.scene())
	tb.SetMode(compare.Swipe)
	tb.Zoom(1.7)
	tb.setSwipe(.3)
	line := tb.glass.divider.at
	if c := tb.at(line-4, 200); c.R != 200 {
		t.Errorf("left of the line: %v", c)
	}
	if c := tb.at(line+4, 200); c.B != 200 {
		t.Errorf("right of the line: %v", c)
	}
}

func TestBlinkNeverStartsByItselfAndStopsWithTheFocus(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Blink)
	tb.clock.pass(10 * time.Second)
	if tb.Blinking() || tb.candidateBlinks() {
		t.Fatal("it blinks by itself")
	}
	tb.glass.Tapped(&fyne.PointEvent{})
	changes := 0
	for was := false; tb.clock.now < 20*time.Second; {
		tb.clock.pass(50 * time.Millisecond)
		if tb.candidateBlinks() != was {
			was = !was
			changes++
		}
	}
	if changes < 8 || changes > 9 { // 10 s at 1100 ms
		t.Errorf("%d changes in 10 s", changes)
	}
	tb.Key(fyne.KeyLeft, true)
	if tb.values.period < 500*time.Millisecond {
		t.Errorf("a period of %v is more than two changes a second", tb.values.period)
	}
	tb.SetActive(false)
	if tb.Blinking() {
		t.Error("it blinks in a window without the focus")
	}
	tb.SetActive(true)
	tb.clock.pass(10 * time.Second)
	if tb.Blinking() {
		t.Error("it starts again by itself")
	}
}

func TestBlinkShowsReadyFramesInTurn(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Blink)
	tb.clock.pass(time.Second)
	claimed := tb.glass.panes[0].image
	tb.glass.Tapped(&fyne.PointEvent{})
	n := len(tb.requests)
	tb.clock.pass(tb.values.period)
	if tb.glass.panes[0].image == claimed || tb.glass.panes[0].image != tb.slots[1].images[0] {
		t.Error("the candidate's frame is not in sight")
	}
	if len(tb.requests) != n {
		t.Error("a change asked for a frame that was there")
	}
	tb.clock.pass(tb.values.period)
	if tb.glass.panes[0].image != claimed {
		t.Error("the claim's frame is not in sight again")
	}
}

func TestSpaceShowsTheOtherPictureWhileHeld(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetMode(compare.Overlay)
	tb.glass.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := tb.last().View.Mode; got != compare.Candidate {
		t.Errorf("mode %v while held", got)
	}
	tb.glass.KeyUp(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got := tb.last().View.Mode; got != compare.Overlay {
		t.Errorf("mode %v afterwards", got)
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
	if got := tb.strip.from.name.Words(); got != "Vis fra" {
		t.Errorf("the strip says %q", got)
	}
	if got := tb.strip.from.value.Words(); got != "3,5" {
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
			for _, m := range []compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode} {
				for _, width := range []float32{340, 496, 720, 1272} {
					tb.SetMode(m)
					tb.window.Resize(fyne.NewSize(width*scale, 600*scale))
					right := tb.strip.out.Position().X
					for _, c := range tb.strip.controls() {
						if c.Visible() && c.Position().X+c.Size().Width > right {
							t.Errorf("%v, mode %v, %v wide: a control lies on the zoom", language, m, width)
						}
					}
					if !tb.strip.controls()[0].Visible() {
						t.Errorf("%v, mode %v, %v wide: the mode's own control is hidden", language, m, width)
					}
				}
			}
		}
	}
}

package stage

import (
	"image/color"
	"math"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

func hover(tb *table, x, y float32) {
	tb.glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}})
}

func TestTheLoupeShowsTheSamePlaceOfBothInEveryMode(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetLoupe(true)
	for _, mode := range []compare.Mode{
		compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode, compare.MatchLines, compare.OutsideMode, compare.Single,
	} {
		tb.SetMode(mode)
		tb.clock.pass(time.Second)
		r := tb.glass.picture()
		at := r.Centre().Add(geom.Point{X: 13, Y: -9})
		hover(tb, float32(at.X), float32(at.Y))
		p, ok := tb.glass.claimedAt(tb.glass.hover)
		if mode == compare.OutsideMode {
			p, ok = tb.glass.claimedUnder(tb.glass.hover)
		}
		if !ok {
			t.Fatalf("mode %v: no claim pixel under the pointer", mode)
		}
		for i, k := range tb.loupe.lenses {
			// The loupe lies on whole device pixels.
			v, n := k.asked.View, float64(k.asked.Size.Width)
			if middle := v.StageFromClaimed.Apply(p); middle.Distance(geom.Point{X: n / 2, Y: n / 2}) > 0.71 || v.StageFromClaimed[0] != 8 {
				t.Errorf("mode %v, lens %d: the pixel under the pointer lies at %v of %v", mode, i, middle, n)
			}
			if want := []compare.Mode{compare.Claimed, compare.Candidate}[i]; v.Mode != want || !k.raster.Visible() || k.image == nothing {
				t.Errorf("mode %v, lens %d shows %v, visible %v", mode, i, v.Mode, k.raster.Visible())
			}
		}
		a, b := tb.loupe.lenses[0].raster, tb.loupe.lenses[1].raster
		if math.Abs(float64(a.Position().X-b.Position().X)) < float64(a.Size().Width) {
			t.Errorf("mode %v: the lenses lie on each other", mode)
		}
	}
	tb.keep("loupe")
	tb.SetLoupePixels(true)
	tb.SetLoupeTimes(16)
	if v := tb.loupe.lenses[1].asked.View; !v.Nearest || v.StageFromClaimed[0] != 16 {
		t.Errorf("asked for %+v", v)
	}
	if !tb.Leave() || tb.loupe.lenses[0].raster.Visible() {
		t.Error("Esc does not put the loupe away")
	}
}

func TestTheLoupeStaysOffTheEnlargedPairs(t *testing.T) {
	tb := detailTable(t)
	tb.SetLoupe(true)
	tb.Zoom(4) // the picture fills its pane
	r := tb.glass.picture()
	hover(tb, float32(r.Centre().X), float32(r.MaxY)-2)
	for i, k := range tb.loupe.lenses {
		if end := k.raster.Position().Y + k.raster.Size().Height; !k.raster.Visible() || end > tb.pairs.Position().Y {
			t.Errorf("lens %d ends at %v, the pairs begin at %v", i, end, tb.pairs.Position().Y)
		}
	}
}

func TestGridStepsAreNice(t *testing.T) {
	for least, want := range map[float64]int{0.1: 1, 1: 1, 1.01: 2, 3: 5, 5: 5, 5.5: 10, 11: 20, 34: 50, 51: 100, 101: 200, 999: 1000} {
		if got := niceStep(least); got != want {
			t.Errorf("%v: %d, want %d", least, got, want)
		}
	}
}

func TestGridLinesLieOnTheClaimsPixelsOnBothPictures(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.SetGrid(true)
	for _, zoom := range []float64{1, 2.3, 20} {
		tb.Fit()
		tb.Zoom(zoom)
		tb.clock.pass(time.Second)
		port := tb.glass.port()
		onStage := port.stageFromClaimed(tb.position())
		step := float64(niceStep(gridApart / onStage[0]))
		for i, r := range tb.glass.grid.panes {
			lines := 0
			for _, line := range r.lines {
				if !line.raster.Visible() {
					continue
				}
				lines++
				o := tb.glass.origin(i == 1)
				at, scale, shift := float64(line.raster.Position().X-o.X)+1, onStage[0], onStage[2]
				if !line.upright {
					at, scale, shift = float64(line.raster.Position().Y-o.Y)+1, onStage[4], onStage[5]
				}
				v := (at - shift) / scale / step
				if math.Abs(v-math.Round(v))*step*scale > 0.51 {
					t.Errorf("zoom %v, pane %d: a line lies at %.2f steps", zoom, i, v)
				}
			}
			if lines < 3 {
				t.Errorf("zoom %v, pane %d: %d lines", zoom, i, lines)
			}
		}
	}
	tb.Fit()
	tb.keep("grid")
	tb.SetMode(compare.MatchLines)
	if !tb.glass.grid.panes[1].slant.Visible() && !tb.glass.grid.panes[1].lines[1].raster.Visible() {
		t.Error("no grid on the candidate in its own pixels")
	}
	tb.SetMode(compare.OutsideMode)
	tb.clock.pass(time.Second)
	tb.keep("grid-outside")
	tb.SetGrid(false)
	if tb.glass.grid.panes[0].bands[0].raster.Visible() {
		t.Error("the rulers stay")
	}
}

func TestAClickPutsACrossOnBothAndTakesItAway(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	click := func() { tb.glass.Tapped(&fyne.PointEvent{Position: fyne.NewPos(150, 300)}) }
	click()
	if !tb.cross.on || !tb.glass.marks.drawn.crossed || !tb.glass.marks.drawn.two {
		t.Fatal("no cross on both panes")
	}
	where := tb.cross.at
	other := tb.scene()
	other.Candidate.Key = "another"
	tb.Show(other)
	if !tb.cross.on || tb.cross.at != where {
		t.Error("it does not stay on the claim for the next candidate")
	}
	click()
	if tb.cross.on {
		t.Error("a click on it does not take it away")
	}
	click()
	if !tb.Leave() || tb.cross.on {
		t.Error("Esc does not take it away")
	}
	// On a screen for an audience the hand need not be nearer than the cross is large.
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Dark, 2))
	click()
	tb.glass.Tapped(&fyne.PointEvent{Position: fyne.NewPos(150+1.5*crossReach, 300)})
	if tb.cross.on {
		t.Error("at twice the size of text it is no easier to hit")
	}
}

func TestTheSafeViewNeverShowsWhatItHides(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	tb.clock.pass(time.Second)
	bright := func() bool {
		img := tb.window.Canvas().Capture()
		for y := float32(100); y < 600; y += 25 {
			for x := float32(40); x < 680; x += 25 {
				if c := color.NRGBAModel.Convert(img.At(int(x), int(y))).(color.NRGBA); max(c.R, c.G, c.B) > 100 || c.R != c.G && max(c.R, c.G, c.B) > 40 {
					return true
				}
			}
		}
		return false
	}
	if !bright() {
		t.Fatal("the test's pictures are dark themselves")
	}
	for _, mode := range []compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.Single, compare.OutsideMode} {
		tb.SetMode(mode)
		tb.clock.pass(time.Second)
		tb.deaf = true // no safe frame has come yet
		tb.SetSafe(true)
		if !tb.slots[0].empty() {
			t.Errorf("mode %v: what stood there still does", mode)
		}
		tb.deaf = false
		tb.askNow()
		tb.clock.pass(time.Second)
		for _, r := range tb.requests[len(tb.requests)-1:] {
			if !r.View.Safe {
				t.Errorf("mode %v asks for %+v", mode, r.View)
			}
		}
		if tb.slots[0].empty() || !tb.slots[0].request.View.Safe {
			t.Errorf("mode %v: no safe frame stands there", mode)
		}
		tb.SetSafe(false)
		tb.clock.pass(time.Second)
	}
	tb.SetMode(compare.Overlay)
	tb.SetSafe(true)
	tb.clock.pass(time.Second)
	if bright() {
		t.Error("something bright is in sight")
	}
	tb.keep("safe")
	press := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, PointEvent: fyne.PointEvent{Position: fyne.NewPos(300, 300)}}
	tb.glass.MouseDown(press)
	tb.clock.pass(pressTime / 2)
	if !tb.hidden() {
		t.Error("a click reveals")
	}
	tb.clock.pass(pressTime)
	if tb.hidden() || !bright() {
		t.Error("a press that is held does not reveal")
	}
	tb.glass.MouseUp(press)
	tb.clock.pass(time.Second)
	if !tb.hidden() || bright() {
		t.Error("letting go does not hide")
	}
	tb.glass.MouseDown(press)
	drag(tb, 300, 300, 10, 0)
	tb.clock.pass(time.Second)
	if !tb.hidden() {
		t.Error("a drag reveals")
	}
	tb.glass.KeyDown(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if tb.hidden() {
		t.Error("Enter that is held does not reveal")
	}
	tb.SetActive(false)
	if !tb.hidden() {
		t.Error("it stays revealed in a window without the focus")
	}
}

func TestMarksCanBeHidden(t *testing.T) {
	tb := newTable(t)
	tb.measure()
	scene := tb.scene()
	scene.Difference = tb.pair.Map
	tb.Show(scene)
	tb.SetMode(compare.DifferenceMode)
	if tb.glass.marks.drawn.difference == nil {
		t.Fatal("there are no regions to mark")
	}
	tb.ShowMarks(false)
	if tb.glass.marks.drawn.difference != nil || tb.glass.marks.raster.Visible() {
		t.Error("they are still drawn")
	}
	tb.ShowMarks(true)
	if tb.glass.marks.drawn.difference == nil {
		t.Error("they don't come back")
	}
}

func TestWhatHasNoRoomOnTheStripIsUnderMore(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.scene())
	under := 0
	for _, mode := range []compare.Mode{compare.SideBySide, compare.Overlay, compare.Swipe, compare.Blink, compare.DifferenceMode, compare.MatchLines, compare.DetailsMode, compare.OutsideMode, compare.Single} {
		tb.SetMode(mode)
		tb.clock.pass(time.Second)
		for width := float32(1400); width >= 540; width -= 20 { // a window of 960 leaves 544
			tb.strip.Resize(fyne.NewSize(width, stripHeight))
			more := tb.strip.more
			if more.Visible() != (len(tb.strip.moreItems()) > 0) || width == 1400 && more.Visible() {
				t.Errorf("mode %v at %v px: More is there: %v, with %d choices", mode, width, more.Visible(), len(tb.strip.moreItems()))
			}
			if more.Visible() {
				under++
				if end := more.Position().X + more.Size().Width; end > tb.strip.out.Position().X {
					t.Errorf("mode %v at %v px: More ends at %v, the zoom begins at %v", mode, width, end, tb.strip.out.Position().X)
				}
			}
		}
	}
	if under == 0 {
		t.Error("nothing is ever under More: the test looks in the wrong place")
	}
	tb.SetMode(compare.Overlay)
	tb.strip.Resize(fyne.NewSize(480, stripHeight))
	tb.strip.moreItems()[compare.Edges].Action()
	if tb.Style() != compare.Edges {
		t.Error("what is chosen under More is not done")
	}
}

package stage

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// measured shows the pair with its difference, whose regions are the two bars.
func measured(tb *table) *compare.Map {
	tb.t.Helper()
	tb.measure()
	m := tb.pair.Map
	if len(m.Regions) != 2 {
		tb.t.Fatalf("%d regions, want the two bars", len(m.Regions))
	}
	scene := tb.scene()
	scene.Difference = m
	tb.Show(scene)
	tb.SetMode(compare.DifferenceMode)
	tb.clock.pass(time.Second)
	return m
}

// on returns where a point of the claim lies on the glass.
func on(tb *table, p geom.Point) fyne.Position {
	at, _ := tb.glass.toGlass(false)(p)
	return at
}

func tap(tb *table, p geom.Point) {
	at := on(tb, p)
	tb.glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}})
	tb.glass.Tapped(&fyne.PointEvent{Position: at})
}

func TestClickSelectsTheRegionUnderItAndAgainLocksThePixel(t *testing.T) {
	tb := newTable(t)
	m := measured(tb)
	var heard []int
	inspections := 0
	tb.OnRegion = func(i int) { heard = append(heard, i) }
	tb.OnInspect = func() { inspections++ }
	bottom := 0
	if m.Regions[1].Box.Min.Y > m.Regions[0].Box.Min.Y {
		bottom = 1
	}
	tap(tb, geom.Point{X: claimWidth / 2, Y: claimHeight - 10})
	if tb.Region() != bottom || len(heard) != 1 || heard[0] != bottom {
		t.Fatalf("selected is %d, heard %v; the lower bar is %d", tb.Region(), heard, bottom)
	}
	if tb.Inspecting() {
		t.Error("the first click turns the inspector on")
	}
	tap(tb, geom.Point{X: 100.2, Y: claimHeight - 9.7})
	at, locked := tb.Locked()
	if !locked || !tb.Inspecting() || at != (geom.Point{X: 100.5, Y: claimHeight - 9.5}) || inspections == 0 {
		t.Errorf("locked %v at %v, heard %d times", locked, at, inspections)
	}
	// A click beside every region moves the locked pixel, and changes no selection.
	tap(tb, geom.Point{X: 200, Y: 150})
	if at, _ := tb.Locked(); at != (geom.Point{X: 200.5, Y: 150.5}) || tb.Region() != bottom {
		t.Errorf("locked at %v, selected %d", at, tb.Region())
	}
	tb.SetInspecting(false)
	if _, locked := tb.Locked(); locked {
		t.Error("an inspector that is off is locked")
	}
	tap(tb, geom.Point{X: 200, Y: 150})
	if tb.Region() != -1 {
		t.Error("a click beside every region leaves one selected")
	}
}

func TestSelectingShowsTheRegionNearAndEscGoesBack(t *testing.T) {
	tb := newTable(t)
	m := measured(tb)
	small := compare.Region{Box: image.Rect(300, 200, 330, 220), Share: 0.002}
	scene := tb.Scene()
	with := *m
	with.Regions = append(append([]compare.Region{}, m.Regions...), small)
	scene.Difference = &with
	tb.Show(scene)
	tb.Zoom(1.3)
	before := tb.places[scene.key()]
	tb.SelectRegion(2)
	v := tb.glass.port()
	now := v.resolved(tb.position())
	if now.centre.Distance(geom.Point{X: 315, Y: 210}) > 1 || now.scale <= before.scale {
		t.Errorf("the middle is %v at a scale of %.2f", now.centre, now.scale)
	}
	if fills := 30 * now.scale / float64(v.pane.Width); fills > 0.51 {
		t.Errorf("it fills %.2f of the pane", fills)
	}
	// The same place, side by side, in both panes.
	tb.SetMode(compare.SideBySide)
	if got := tb.glass.port().resolved(tb.position()).centre; got != now.centre {
		t.Errorf("side by side the middle is %v", got)
	}
	if n := len(tb.glass.marks.tags); n != 2 {
		t.Errorf("%d numbers stand on the two panes", n)
	}
	// What has no outline there can't be taken hold of.
	tap(tb, geom.Point{X: 315, Y: 210})
	if _, locked := tb.Locked(); !locked || tb.Region() != 2 {
		t.Errorf("a second click side by side: locked %v, selected %d", locked, tb.Region())
	}
	tb.SetInspecting(false)
	if !tb.Leave() || tb.Region() != -1 || tb.places[scene.key()] != before {
		t.Errorf("Esc leads to %+v, from %+v", tb.places[scene.key()], before)
	}
	if tb.Leave() {
		t.Error("there was nothing to leave")
	}
	tap(tb, geom.Point{X: 315, Y: 210})
	if tb.Region() != -1 {
		t.Error("side by side a click selects a region that has no outline")
	}
	// Who has moved since stays where they are.
	tb.SelectRegion(2)
	tb.Zoom(2)
	moved := tb.position()
	tb.Leave()
	if tb.position() != moved {
		t.Error("Esc takes a person away from where they have gone")
	}
}

func TestJAndKGoRoundTheRegions(t *testing.T) {
	tb := newTable(t)
	if tb.CanStepRegion() {
		t.Error("regions can be stepped through before there are any")
	}
	tb.StepRegion(1)
	measured(tb)
	var order []int
	for range 3 {
		tb.StepRegion(1)
		order = append(order, tb.Region())
	}
	tb.StepRegion(-1)
	if order[0] != 0 || order[1] != 1 || order[2] != 0 || tb.Region() != 1 {
		t.Errorf("forward %v, then back to %d", order, tb.Region())
	}
	tb.SelectRegion(-1)
	tb.StepRegion(-1)
	if tb.Region() != 1 {
		t.Errorf("back from none leads to %d", tb.Region())
	}
	tb.SetMode(compare.Overlay)
	if tb.CanStepRegion() {
		t.Error("regions can be stepped through where none is shown")
	}
}

func TestRegionsAreOutlinedAndNumberedOnTheClaim(t *testing.T) {
	tb := newTable(t)
	m := measured(tb)
	tb.keep("regions")
	ring := look.Now().MarkRing
	for i, r := range m.Regions {
		// Along the inner side of the bar, where the outline lies within the picture.
		y := float64(r.Box.Max.Y)
		if r.Box.Min.Y > claimHeight/2 {
			y = float64(r.Box.Min.Y)
		}
		at := on(tb, geom.Point{X: claimWidth / 3, Y: y})
		found := false
		for dy := float32(-6); dy <= 6; dy++ {
			c := tb.at(at.X, at.Y+dy)
			found = found || c.R > ring.R-30 && c.B > ring.B-30
		}
		if !found {
			t.Errorf("region %d has no outline at y %v", i+1, at.Y)
		}
	}
	if tags := tb.glass.marks.tags; len(tags) != 2 {
		t.Errorf("%d numbers", len(tags))
	}
	tb.SelectRegion(0)
	tb.Fit()
	tb.clock.pass(time.Second)
	tb.keep("region-selected")
	active := 0
	for _, g := range tb.glass.marks.tags {
		if g.chosen {
			active++
		}
	}
	if active != 1 {
		t.Errorf("%d numbers are marked as selected", active)
	}
	// Another pair: nothing of this one stays.
	other := tb.Scene()
	other.Candidate.Key, other.Difference = "other", nil
	tb.Show(other)
	if tb.Region() != -1 || tb.glass.marks.raster.Visible() || len(tb.glass.marks.tags) != 0 {
		t.Error("outlines of the old pair stay on the new one")
	}
}

func TestWithoutAnAlignmentNothingIsOutlined(t *testing.T) {
	tb := newTable(t)
	measured(tb)
	scene := tb.Scene()
	scene.Placed, scene.Difference = false, nil
	tb.Show(scene)
	if tb.glass.marks.raster.Visible() || tb.CanStepRegion() {
		t.Error("regions are shown without an alignment")
	}
	if got := tb.message.Words(); !strings.Contains(got, "No alignment") {
		t.Errorf("the view says %q", got)
	}
	if tb.glass.panes[0].clip.Visible() {
		t.Error("a picture is shown")
	}
}

func TestRegionsOfAFirstCoarseDifferenceAreNotShown(t *testing.T) {
	tb := newTable(t)
	m := *measured(tb)
	m.Preview = true
	scene := tb.Scene()
	scene.Difference = &m
	n := len(tb.requests)
	tb.Show(scene)
	if tb.glass.marks.raster.Visible() || tb.CanStepRegion() {
		t.Error("regions are shown that may change")
	}
	if got := tb.titles.spoken(); !strings.Contains(got, "Measuring the difference") {
		t.Errorf("above the picture stands %q", got)
	}
	if len(tb.requests) == n {
		t.Error("the picture of another difference was not asked for")
	}
}

func TestNumbersNeverStandOnEachOther(t *testing.T) {
	m := &compare.Map{}
	for i := range 40 {
		at := image.Pt(i%8*12, i/8*12)
		m.Regions = append(m.Regions, compare.Region{Box: image.Rectangle{Min: at, Max: at.Add(image.Pt(10, 10))}})
	}
	l := marksLook{
		difference: m, chosen: 35, all: true, stageFromClaimed: geom.Scaling(3, 3), claimed: geom.Size{Width: 100, Height: 80},
		pane: geom.Size{Width: 300, Height: 240}, pixels: 1, text: 1,
	}
	_, _, tags := l.draw()
	if len(tags) == 0 || len(tags) > mostTags {
		t.Fatalf("%d numbers", len(tags))
	}
	chosen := false
	for i, a := range tags {
		chosen = chosen || a.number == 36
		for _, b := range tags[:i] {
			if a.at.Distance(b.at) < 2*tagRadius {
				t.Errorf("%d and %d stand on each other", a.number, b.number)
			}
		}
	}
	if !chosen {
		t.Error("the selected one has no number")
	}
}

func TestKindsHaveTheirOwnThresholdsUnitsAndWords(t *testing.T) {
	tb := newTable(t)
	measured(tb)
	for _, c := range []struct {
		kind          compare.Kind
		from          string
		unit, beneath string
	}{
		{compare.Significance, "3.5", "× noise", ""},
		{compare.Proportional, "10", "%", "In % of the brighter, after tone and light"},
		{compare.Plain, "8", "grey levels", "In grey levels, as they are"},
	} {
		tb.SetKind(c.kind)
		tb.clock.pass(time.Second)
		tb.keep("kind-" + c.kind.Name())
		if r := tb.last(); r.View.Kind != c.kind || r.View.ShowFrom != c.kind.ShowFrom() {
			t.Errorf("%s: asked for %+v", c.kind.Name(), r.View)
		}
		if got := tb.strip.legend.from.Words(); got != c.from {
			t.Errorf("%s: the legend begins with %q", c.kind.Name(), got)
		}
		if got := tb.strip.legend.to.Words(); !strings.HasSuffix(got, c.unit) {
			t.Errorf("%s: the legend ends with %q", c.kind.Name(), got)
		}
		said := ""
		for _, e := range tb.foot.entries {
			said += e.text.Words() + "\n"
		}
		if c.beneath != "" && !strings.Contains(said, c.beneath) {
			t.Errorf("%s: under the picture stands %q", c.kind.Name(), said)
		}
		before := tb.values.showFrom[c.kind]
		tb.Key(fyne.KeyRight, false)
		if got := tb.values.showFrom[c.kind]; math.Abs(got-before-thresholds[c.kind].step) > 1e-9 {
			t.Errorf("%s: → leads from %v to %v", c.kind.Name(), before, got)
		}
	}
	if got := tb.values.showFrom[compare.Significance]; got != 4 {
		t.Errorf("another kind's threshold moved the first one's to %v", got)
	}
}

func TestTheFootTellsBothHatchingsApart(t *testing.T) {
	tb := newTable(t)
	measured(tb)
	frame := compare.Frame{Image: image.NewRGBA(image.Rectangle{Max: image.Pt(tb.last().Size.Width, tb.last().Size.Height)}), CantTell: true, Coarse: true}
	tb.Put(tb.last(), frame)
	if got := tb.foot.entries[0].words; !strings.HasPrefix(got, "Can’t be told") {
		t.Errorf("first stands %q", got)
	}
	if got := tb.foot.entries[1].words; got != "Below resolution" {
		t.Errorf("second stands %q", got)
	}
	lines := func(period int) (n int) {
		img := hatching(40, 40, period)
		for x := range 40 {
			if _, _, _, a := img.At(x, 20).RGBA(); a > 0 {
				n++
			}
		}
		return n
	}
	if narrow, wide := lines(signPeriod), lines(2*signPeriod); narrow != 2*wide {
		t.Errorf("the signs have %d and %d lines", narrow, wide)
	}
}

func TestLockedPixelHasACrossOnBothPictures(t *testing.T) {
	tb := newTable(t)
	measured(tb)
	tb.SetMode(compare.SideBySide)
	tb.SetInspecting(true)
	tap(tb, geom.Point{X: 240, Y: 180})
	tb.clock.pass(time.Second)
	tb.keep("locked")
	for _, second := range []bool{false, true} {
		k := look.PixelScale(tb.glass)
		o := tb.glass.origin(second)
		p := tb.glass.port().stageFromClaimed(tb.position()).Apply(geom.Point{X: 240.5, Y: 180.5})
		at := o.AddXY(float32(p.X/k), float32(p.Y/k))
		yellow := func(c color.NRGBA) bool { return int(c.R) > 200 && int(c.G) > 190 && int(c.B) < 140 }
		found := false
		for d := float32(-1); d <= 1; d++ {
			found = found || yellow(tb.at(at.X+8, at.Y+d))
		}
		if !found {
			t.Errorf("no cross in the pane (second: %v) at %v", second, at)
		}
	}
	if !tb.Leave() {
		t.Error("Esc does not let go of the pixel")
	}
	if _, locked := tb.Locked(); locked || !tb.Inspecting() {
		t.Error("Esc should let go of the pixel and leave the inspector on")
	}
	// With the keyboard alone: the middle of the picture.
	tb.glass.MouseOut()
	tb.SetLocked(true)
	if at, locked := tb.Locked(); !locked || at.Distance(geom.Point{X: claimWidth / 2., Y: claimHeight / 2.}) > 2 {
		t.Errorf("locked %v at %v", locked, at)
	}
}

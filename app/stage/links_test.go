package stage

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// supported returns the support of the table's pair: 400 points in one corner
// of the claim and 24 all over it, each off by a known residual, and cells that
// contradict right of the middle and agree left of it; content moved where it is
// told that it did.
func supported(candidateFromClaimed geom.Map, moved ...align.Region) *support.Support {
	r := rand.New(rand.NewPCG(3, 9))
	a := align.Alignment{CandidateFromClaimed: candidateFromClaimed, Moved: moved}
	add := func(p geom.Point, off float64) {
		a.Inliers = append(a.Inliers, align.Inlier{Claimed: p, Candidate: candidateFromClaimed.Apply(p).Add(geom.Point{X: off}), ResidualPx: off})
	}
	for range 400 {
		add(geom.Point{X: 380 + 60*r.Float64(), Y: 260 + 50*r.Float64()}, r.Float64())
	}
	for i := range 24 {
		add(geom.Point{X: 40 + 80*float64(i%6), Y: 50 + 80*float64(i/6)}, .25)
	}
	for y := 0.; y <= claimHeight-40; y += 20 {
		for x := 0.; x <= claimWidth-40; x += 20 {
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}, ZNCC: 0.9}
			if x > claimWidth/2 {
				c.ZNCC = 0
			}
			a.Support = append(a.Support, c)
		}
	}
	return support.Of(a, geom.Size{Width: claimWidth, Height: claimHeight}, geom.Size{Width: 1200, Height: 900})
}

// newLinedTable is a table with match lines on it.
func newLinedTable(t *testing.T) *table {
	tb := newTable(t)
	scene := tb.scene()
	scene.Support = supported(scene.CandidateFromClaimed)
	tb.Show(scene)
	tb.SetMode(compare.MatchLines)
	tb.clock.pass(time.Second)
	return tb
}

func TestMatchLinesAreDrawnInEveryTheme(t *testing.T) {
	tb := newLinedTable(t)
	tb.keep("lines")
	tb.setAreas(true)
	tb.keep("lines-areas")
	tb.selectLine(3)
	tb.SetLanguage(words.Norwegian)
	for name, theme := range map[string]look.Name{"dark": look.Dark, "light": look.Light, "high-contrast": look.HighContrast} {
		fyne.CurrentApp().Settings().SetTheme(look.New(theme, 1))
		tb.Object().Refresh()
		tb.clock.pass(time.Second)
		tb.keep("lines-" + name)
		k := tb.glass.links.links[3]
		middle := fyne.NewPos((k.from.X+k.to.X)/2, (k.from.Y+k.to.Y)/2)
		if c, want := tb.at(middle.X, middle.Y), look.Now().MarkActive; distance(c, want) > 60 {
			t.Errorf("%s: the selected line is %v, want %v", name, c, want)
		}
	}
	tb.window.Resize(fyne.NewSize(520, 500)) // the narrowest that a stage gets beside list and facts
	tb.clock.pass(time.Second)
	tb.keep("lines-narrow")
	if !tb.strip.tally.Visible() || !tb.strip.areas.Visible() || !tb.strip.lines.Visible() {
		t.Errorf("the narrow strip has no room for all that belongs to the lines: tally %v %q, areas %v, lines %v, room %v", tb.strip.tally.Visible(), tb.strip.tally.Words(), tb.strip.areas.Visible(), tb.strip.lines.Visible(), tb.strip.room(520))
	}
	tb.SetMode(compare.DifferenceMode)
	if !tb.strip.legend.Visible() {
		t.Error("the narrow strip leaves out what the colours mean")
	}
}

func distance(a, b color.NRGBA) int {
	d := func(a, b uint8) int { return max(int(a)-int(b), int(b)-int(a)) }
	return d(a.R, b.R) + d(a.G, b.G) + d(a.B, b.B)
}

func TestTheCandidateOfMatchLinesIsWholeAndInItsOwnPixels(t *testing.T) {
	tb := newLinedTable(t)
	v := tb.last().View
	if v.Mode != compare.MatchLines || v.Whole {
		t.Errorf("asked for mode %v, whole %v", v.Mode, v.Whole)
	}
	r := v.StageFromCandidate.ApplyQuad(tb.scene().Candidate.Size.Quad()).Bounds()
	pane := tb.glass.port().pane
	if math.Abs(r.Width()-float64(pane.Width)) > 1 || r.MinY < 0 || r.MaxY > float64(pane.Height) {
		t.Errorf("the candidate lies at %+v of a pane of %v", r, pane)
	}
	scene := tb.scene()
	scene.Placed = false
	tb.Show(scene)
	if tb.shows() != showSentence || tb.glass.links.raster.Visible() {
		t.Error("without an alignment something is drawn")
	}
}

func TestBothPicturesFollowTheHandInMatchLines(t *testing.T) {
	for name, from := range map[string]geom.Map{
		"crop":     {1 / .49, 0, 60, 0, 1 / .49, 50, 0, 0, 1},
		"mirrored": {-1.8, 0, 1000, 0, 1.8, 40, 0, 0, 1},
		"turned":   {0, -1.5, 900, 1.5, 0, 30, 0, 0, 1},
	} {
		tb := newTable(t)
		tb.pair.CandidateFromClaimed = from
		scene := tb.scene()
		scene.Support = supported(from)
		tb.Show(scene)
		tb.SetMode(compare.MatchLines)
		twin := func() geom.Map { return tb.stageFromCandidate(tb.glass.port()) }
		key := tb.scene().key()
		at := fyne.NewPos(560, 320)
		under := func() geom.Point {
			inverse, _ := twin().Inverse()
			return inverse.Apply(tb.glass.onPane(at))
		}
		for range 6 {
			before := under()
			tb.glass.Scrolled(scroll(25, at.X, at.Y))
			if moved := under().Distance(before) * twin()[0]; moved > 1.5 { // shifts are whole stage pixels
				t.Fatalf("%s: what lies under the pointer moved by %.1f stage pixels", name, moved)
			}
		}
		before, place := under(), tb.places[key]
		drag(tb, at.X, at.Y, 20, 8)
		at = at.AddXY(20, 8)
		if moved := under().Distance(before) * twin()[0]; moved > 1.5 {
			t.Errorf("%s: what the hand holds moved away by %.1f stage pixels", name, moved)
		}
		if tb.places[key] == place {
			t.Errorf("%s: the claim stays where it was", name)
		}
		// Far in, the middles of both panes agree.
		tb.Zoom(20)
		p := tb.glass.port().resolved(tb.places[key])
		inverse, _ := twin().Inverse()
		middle := inverse.Apply(tb.glass.port().middle())
		if off := middle.Distance(from.Apply(p.centre)); off > 60 {
			t.Errorf("%s: the candidate's middle is %.0f px off the claim's", name, off)
		}
	}
}

func TestAClickSelectsTheNearestLineAndTheStripTellsItsResidual(t *testing.T) {
	tb := newLinedTable(t)
	k := tb.glass.links.links[5]
	tb.glass.Tapped(&fyne.PointEvent{Position: k.from})
	if tb.line != 5 {
		t.Fatalf("line %d is selected", tb.line)
	}
	off := tb.language.Number(tb.Scene().Support.Lines(24)[5].ResidualPx, 2)
	if says := tb.strip.tally.Words(); !strings.Contains(says, off) || !strings.Contains(says, "424") || !strings.Contains(says, strconv.Itoa(len(tb.Scene().Support.Lines(24)))+" drawn") {
		t.Errorf("the strip says %q, want %s of it", says, off)
	}
	tb.glass.Tapped(&fyne.PointEvent{Position: fyne.NewPos(5, 5)})
	if tb.line != -1 || tb.glass.links.drawn.chosen != -1 {
		t.Error("a click beside the lines selects one")
	}
	tb.glass.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if tb.line != 0 {
		t.Error("Enter selects no line")
	}
}

func TestArrowsDrawFewerAndMoreLines(t *testing.T) {
	tb := newLinedTable(t)
	visible := func() (n int) {
		for _, k := range tb.glass.links.links {
			if k.fromSeen && k.toSeen {
				n++
			}
		}
		return n
	}
	all := len(tb.Scene().Support.Lines(support.MostLines))
	if visible() != fewLines || all < 40 {
		t.Fatalf("%d lines of %d are drawn at first", visible(), all)
	}
	tb.Key(fyne.KeyLeft, false)
	if visible() != fewLines-linesStep {
		t.Errorf("%d lines are drawn, were %d", visible(), fewLines)
	}
	tb.Key(fyne.KeyLeft, true)
	if visible() != linesStep {
		t.Errorf("%d lines are drawn, want %d", visible(), linesStep)
	}
	tb.Key(fyne.KeyRight, true)
	tb.Key(fyne.KeyRight, true)
	if visible() != all {
		t.Errorf("%d lines are drawn, want %d", visible(), all)
	}
	// A line whose one end is out of sight shows the other end alone.
	tb.Zoom(3)
	claims := tb.glass.origin(true).X - look.Px(look.Gap12)
	for i, k := range tb.glass.links.links {
		if k.fromSeen && k.from.X > claims || k.toSeen && k.to.X < tb.glass.origin(true).X {
			t.Errorf("line %d has an end in the other picture's pane", i)
		}
		if k.fromSeen && !k.toSeen {
			if c := tb.at(k.from.X, k.from.Y); distance(c, look.Now().Claimed) > 60 {
				t.Errorf("line %d: its one end is %v", i, c)
			}
		}
	}
	if visible() == all || visible() == 0 {
		t.Errorf("%d lines are drawn at three times the size", visible())
	}
	tb.SetMode(compare.SideBySide)
	if visible() != 0 {
		t.Error("lines are drawn side by side")
	}
}

// ink returns how many pixels of a part of the drawing on the glass have about
// that colour.
func (tb *table) ink(part image.Rectangle, c color.NRGBA) (n int) {
	l := tb.glass.links
	at := image.Point{X: int(l.raster.Position().X), Y: int(l.raster.Position().Y)}
	part = part.Sub(at).Intersect(l.image.Rect)
	for y := part.Min.Y; y < part.Max.Y; y++ {
		for x := part.Min.X; x < part.Max.X; x++ {
			if p := l.image.RGBAAt(x, y); p.A == 255 && distance(color.NRGBA(p), c) < 30 {
				n++
			}
		}
	}
	return n
}

// halves returns where the halves of the claim lie on a pane.
func (tb *table) halves(second bool) (left, right image.Rectangle) {
	to := tb.glass.toGlass(second)
	at := func(p geom.Point) image.Point {
		if second {
			p = tb.Scene().CandidateFromClaimed.Apply(p)
		}
		q, _ := to(p)
		return image.Point{X: int(q.X), Y: int(q.Y)}
	}
	middle := float64(claimWidth)/2 + 10
	return image.Rectangle{Min: at(geom.Point{}), Max: at(geom.Point{X: middle - 20, Y: claimHeight})},
		image.Rectangle{Min: at(geom.Point{X: middle + 20}), Max: at(geom.Point{X: claimWidth, Y: claimHeight})}
}

func TestAreasThatContradictHaveCrossesOnBothPictures(t *testing.T) {
	tb := newLinedTable(t)
	if tb.areas() != noAreas || tb.foot.Visible() {
		t.Error("the areas of a match are drawn without being asked for")
	}
	tb.setAreas(true)
	tb.setLines(linesStep)
	for i := range 2 {
		left, right := tb.halves(i == 1)
		purple := areaInks().differs
		if n := tb.ink(right, purple); n < 100 {
			t.Errorf("pane %d: %d pixels show what contradicts", i, n)
		}
		if n := tb.ink(left, purple); n > 0 {
			t.Errorf("pane %d: %d pixels where all agrees say that it contradicts", i, n)
		}
		if n := tb.ink(left, areaInks().agrees); n < 10 {
			t.Errorf("pane %d: %d pixels show what agrees", i, n)
		}
	}
	if says := tb.foot.entries[0].text.Words(); !tb.foot.Visible() || !strings.Contains(says, "Agrees: ") {
		t.Errorf("the legend says %q", says)
	}
	if says := tb.foot.entries[1].text.Words(); !strings.Contains(says, "Disagrees: ") {
		t.Errorf("the legend says %q", says)
	}
	tb.window.Resize(fyne.NewSize(420, 500))
	if says := tb.foot.entries[0].text.Words(); says != "Agrees: 54\u00a0%" || !tb.foot.entries[1].text.Visible() {
		t.Errorf("where room is short the legend says %q", says)
	}
	tb.setAreas(false)
	if _, right := tb.halves(false); tb.ink(right, areaInks().differs) > 0 || tb.foot.Visible() {
		t.Error("areas are drawn after they were turned off")
	}
}

func TestAPartThatAgreesIsShownUnasked(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Support, scene.Partial = supported(scene.CandidateFromClaimed), true
	tb.Show(scene)
	tb.clock.pass(time.Second)
	tb.keep("part-side")
	left, right := tb.halves(false)
	if tb.ink(left, areaInks().agrees) < 100 || tb.ink(right, areaInks().differs) > 0 {
		t.Error("side by side does not show what agrees, and that alone")
	}
	if says := tb.foot.entries[0].text.Words(); !strings.HasSuffix(says, "The rest gives no support.") {
		t.Errorf("the legend says %q", says)
	}
	tb.SetMode(compare.MatchLines)
	tb.clock.pass(time.Second)
	tb.keep("part-lines")
	if _, right := tb.halves(false); tb.ink(right, areaInks().differs) < 100 {
		t.Error("with the lines what contradicts is not shown")
	}
	tb.setAreas(false)
	tb.SetMode(compare.Overlay)
	if tb.glass.links.raster.Visible() || tb.foot.Visible() {
		t.Error("an overlay shows areas")
	}
	// The choice holds for the next part that agrees, and not for a match.
	tb.SetMode(compare.MatchLines)
	scene.Partial = false
	tb.Show(scene)
	tb.setAreas(true)
	scene.Partial = true
	tb.Show(scene)
	if tb.areas() != noAreas {
		t.Error("areas that were turned off are back")
	}
}

func TestWhatChangedIsShownUnaskedAndNamed(t *testing.T) {
	tb := newTable(t)
	scene := tb.scene()
	scene.Support = supported(scene.CandidateFromClaimed, align.Region{Box: geom.Rect{MinX: 40, MinY: 60, MaxX: 120, MaxY: 180}})
	tb.Show(scene)
	for _, mode := range []compare.Mode{compare.SideBySide, compare.MatchLines} {
		tb.SetMode(mode)
		tb.setLines(linesStep)
		tb.clock.pass(time.Second)
		left, right := tb.halves(false)
		if n := tb.ink(left, areaInks().differs); n < 50 {
			t.Errorf("mode %v: %d pixels show what changed", mode, n)
		}
		if n := tb.ink(right, areaInks().differs); n > 0 {
			t.Errorf("mode %v: %d pixels show what contradicts without being asked for", mode, n)
		}
		if e := tb.foot.entries[0]; e.kind != changedSign || !strings.HasPrefix(e.text.Words(), "Changed content: ") || !strings.HasSuffix(e.text.Words(), "Another moment possible.") {
			t.Errorf("mode %v: the legend says %q", mode, e.text.Words())
		}
	}
	tb.setAreas(true)
	tb.window.Resize(fyne.NewSize(900, 600))
	tb.keep("changed-areas")
	for i, want := range []string{"Agrees: ", "Changed content: ", "Disagrees: "} {
		if e := tb.foot.entries[i]; !e.text.Visible() || !strings.HasPrefix(e.text.Words(), want) {
			t.Errorf("with all areas the legend says %q, want %q", e.text.Words(), want)
		}
	}
	tb.setAreas(false)
	tb.SetMode(compare.Overlay)
	if tb.areas() != noAreas {
		t.Error("an overlay shows what changed")
	}
}

func TestNothingOfAnAreaLiesOutsideItsPane(t *testing.T) {
	tb := newLinedTable(t)
	tb.setAreas(true)
	tb.setLines(linesStep)
	tb.Zoom(3)
	tb.clock.pass(time.Second)
	tb.keep("areas-zoomed")
	gap := image.Rectangle{
		Min: image.Point{X: int(tb.glass.origin(true).X-look.Px(look.Gap12)) + 1},
		Max: image.Point{X: int(tb.glass.origin(true).X) - 1, Y: int(tb.glass.Size().Height)},
	}
	for name, c := range map[string]color.NRGBA{"agrees": areaInks().agrees, "contradicts": areaInks().differs} {
		// Lines cross the gap, with a light edge: only they may.
		tb.glass.links.drawn.count = 0
		l := tb.glass.links.drawn
		tb.glass.links.image, _ = l.draw(nil)
		if n := tb.ink(gap, c); n > 0 {
			t.Errorf("%d pixels between the panes say what %s", n, name)
		}
	}
}

func BenchmarkDrawLines(b *testing.B) {
	l := linksLook{pixels: 1, text: 1, chosen: -1}
	var all []link
	for i := range support.MostLines {
		y := float32(20 + 8*i)
		all = append(all, link{from: fyne.NewPos(20, y), to: fyne.NewPos(660, 540-y), fromSeen: true, toSeen: true})
	}
	for b.Loop() {
		l.draw(all)
	}
}

// Both panes of a window of 1920 × 1080.
func BenchmarkDrawLinesAndAreas(b *testing.B) {
	l := linksLook{
		pixels: 1, text: 1, chosen: -1, support: supported(geom.Identity()), areas: allAreas, inks: areaInks(),
		stageFromClaimed: geom.Scaling(1.28, 1.28), secondFromClaimed: geom.Scaling(1.28, 1.28),
		first: fyne.NewPos(16, 40), second: fyne.NewPos(642, 40), pane: geom.Size{Width: 614, Height: 800},
	}
	var all []link
	for i := range fewLines {
		y := float32(50 + 20*i)
		all = append(all, link{from: fyne.NewPos(40, y), to: fyne.NewPos(1200, 600-y), fromSeen: true, toSeen: true})
	}
	for b.Loop() {
		l.draw(all)
	}
}

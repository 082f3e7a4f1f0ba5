package stage

import (
	"image/color"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// clustered returns lines of the table's pair: 400 in one corner of the claim
// and 24 all over it, each off by a known residual, and cells of which every
// seventh contradicts.
func clustered(candidateFromClaimed geom.Map) *Lines {
	r := rand.New(rand.NewPCG(3, 9))
	var points []Line
	add := func(p geom.Point, off float64) {
		points = append(points, Line{Claimed: p, Candidate: candidateFromClaimed.Apply(p).Add(geom.Point{X: off}), ResidualPx: off})
	}
	for range 400 {
		add(geom.Point{X: 380 + 60*r.Float64(), Y: 260 + 50*r.Float64()}, r.Float64())
	}
	for i := range 24 {
		add(geom.Point{X: 40 + 80*float64(i%6), Y: 50 + 80*float64(i/6)}, .25)
	}
	var cells []Cell
	for i := range 60 {
		x, y := float64(20+44*(i%10)), float64(40+48*(i/10))
		cells = append(cells, Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}, Agrees: i%7 != 0})
	}
	return NewLines(points, cells)
}

// newLinedTable is a table with match lines on it.
func newLinedTable(t *testing.T) *table {
	tb := newTable(t)
	scene := tb.scene()
	scene.Lines = clustered(scene.CandidateFromClaimed)
	tb.Show(scene)
	tb.SetMode(compare.MatchLines)
	tb.clock.pass(time.Second)
	return tb
}

func TestMatchLinesAreDrawnInEveryTheme(t *testing.T) {
	tb := newLinedTable(t)
	tb.keep("lines")
	tb.setCells(true)
	tb.keep("lines-cells")
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
	if !tb.strip.tally.Visible() || !tb.strip.cells.Visible() || !tb.strip.lines.Visible() {
		t.Error("the narrow strip has no room for all that belongs to the lines")
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

func TestLinesAreSpreadOverTheClaimAndNotDrawnFromOneCluster(t *testing.T) {
	l := clustered(geom.Identity())
	inCluster := func(lines []Line) (n int) {
		for _, k := range lines {
			if k.Claimed.X > 370 && k.Claimed.X < 450 && k.Claimed.Y > 250 && k.Claimed.Y < 320 {
				n++
			}
		}
		return n
	}
	// One of the 24 lies within the cluster's place as well.
	if n := inCluster(l.Drawn(20)); n > 3 {
		t.Errorf("%d of the first 20 lines lie in the cluster", n)
	}
	drawn := l.Drawn(1000)
	if n := len(drawn) - inCluster(drawn); n != 23 {
		t.Errorf("%d of 23 lines outside of the cluster are drawn", n)
	}
	if len(drawn) > 60 || len(drawn) < 40 || l.Points() != 424 {
		t.Errorf("%d of %d lines are drawn", len(drawn), l.Points())
	}
	for i, a := range drawn {
		for _, b := range drawn[:i] {
			if a.Claimed.Distance(b.Claimed) < 8 {
				t.Errorf("two lines begin %.1f px from each other", a.Claimed.Distance(b.Claimed))
			}
		}
	}
	var none *Lines
	if len(none.Drawn(60)) != 0 || none.Points() != 0 {
		t.Error("no lines draw something")
	}
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
		scene.Lines = clustered(from)
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
	off := tb.language.Number(tb.Scene().Lines.Drawn(60)[5].ResidualPx, 2)
	if says := tb.strip.tally.Words(); !strings.Contains(says, off) || !strings.Contains(says, "424") || !strings.Contains(says, strconv.Itoa(len(tb.Scene().Lines.Drawn(60)))+" drawn") {
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
	tb.setCells(true)
	if says := tb.strip.tally.Words(); !strings.Contains(says, "51 of 60") {
		t.Errorf("the strip says %q", says)
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
	all := len(tb.Scene().Lines.Drawn(60))
	if visible() != all || all < 40 {
		t.Fatalf("%d lines of %d are drawn", visible(), all)
	}
	tb.Key(fyne.KeyLeft, false)
	if fewer := visible(); fewer >= all || fewer < all-5 {
		t.Errorf("%d lines are drawn, were %d", fewer, all)
	}
	tb.Key(fyne.KeyLeft, true)
	if visible() != 5 {
		t.Errorf("%d lines are drawn, want 5", visible())
	}
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

func TestCellsThatContradictHaveAnotherShape(t *testing.T) {
	tb := newLinedTable(t)
	tb.setCells(true)
	c := tb.glass.links.cells
	for i, cell := range tb.Scene().Lines.cells {
		at := c.drawn.stageFromClaimed.Apply(cell.Box.Centre())
		if crossed := c.image.NRGBAAt(int(at.X), int(at.Y)).A > 0; crossed == cell.Agrees {
			t.Errorf("cell %d agrees: %v, and has a cross: %v", i, cell.Agrees, crossed)
		}
	}
}

func BenchmarkDrawLines(b *testing.B) {
	l := linksLook{pixels: 1, text: 1, chosen: -1}
	var all []link
	for i := range mostLines {
		y := float32(20 + 8*i)
		all = append(all, link{from: fyne.NewPos(20, y), to: fyne.NewPos(660, 540-y), fromSeen: true, toSeen: true})
	}
	for b.Loop() {
		l.draw(all)
	}
}

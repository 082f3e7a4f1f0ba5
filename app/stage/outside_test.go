package stage

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/words"
)

// outsideTable shows the whole candidate, on which the claim's upper edge cuts a lettering.
func outsideTable(t *testing.T) *table {
	tb := newTable(t)
	tb.SetMode(compare.OutsideMode)
	scene := tb.scene()
	scene.Found = &outside.Found{Residues: []outside.Residue{{
		Edge: outside.Top, Signs: 9, Agrees: 0.9,
		Claimed:   geom.Rect{MinX: 200, MinY: 0, MaxX: 300, MaxY: 10},
		Candidate: geom.Rect{MinX: 460, MinY: 20, MaxX: 900, MaxY: 71},
	}}}
	tb.Show(scene)
	tb.clock.pass(time.Second)
	return tb
}

// onGlass returns where a candidate point lies in the window.
func (tb *table) onGlass(p geom.Point) fyne.Position {
	q := tb.glass.port().stageFromClaimed(tb.position()).Apply(p)
	o := tb.glass.origin(false)
	return o.AddXY(float32(q.X), float32(q.Y))
}

func TestOutsideShowsTheWholeCandidateWithTheClaimInItsPlace(t *testing.T) {
	tb := outsideTable(t)
	tb.keep("outside")
	r := tb.last()
	for _, q := range tb.requests {
		if q.Purpose == 0 {
			r = q
		}
	}
	if r.View.Mode != compare.OutsideMode || r.View.StageFromCandidate != tb.glass.port().stageFromClaimed(position{}) {
		t.Fatalf("asked for %+v", r.View)
	}
	// The candidate is in colour, the claim is grey, and its outline has the claim's colour.
	colour := func(p geom.Point) (spread int) {
		c := tb.at(tb.onGlass(p).X, tb.onGlass(p).Y)
		return int(max(c.R, c.G, c.B)) - int(min(c.R, c.G, c.B))
	}
	if inside, out := colour(geom.Point{X: 500, Y: 400}), colour(geom.Point{X: 1150, Y: 740}); inside > 3 || out < 10 {
		t.Errorf("colour inside %d, outside %d", inside, out)
	}
	edge := tb.onGlass(geom.Point{X: 60, Y: 400})
	if c := tb.at(edge.X, edge.Y); c != look.Now().Claimed {
		t.Errorf("the outline is %v", c)
	}
	if says := tb.titles.spoken(); says != "channel-post.jpg in its place on picos-trek-2009.jpg whole" {
		t.Errorf("the names say %q", says)
	}
	tb.setInside(compare.InsideCandidate)
	tb.clock.pass(time.Second)
	if inside := colour(geom.Point{X: 500, Y: 400}); inside < 10 {
		t.Error("the candidate is not shown within the outline")
	}
	tb.setInside(compare.InsideDimmed)
	tb.clock.pass(time.Second)
	tb.keep("outside-dimmed")
	tb.SetOther(true)
	tb.clock.pass(time.Second)
	if inside := colour(geom.Point{X: 500, Y: 400}); inside > 3 {
		t.Error("the claim is not shown while Space is held")
	}
}

func TestOutsideKeepsItsOwnPosition(t *testing.T) {
	tb := outsideTable(t)
	tb.SetMode(compare.Overlay)
	tb.Zoom(2)
	overlay := tb.position()
	tb.SetMode(compare.OutsideMode)
	if tb.position().zoomed {
		t.Error("the candidate is not shown whole")
	}
	drag(tb, 300, 300, 40, 0)
	if !tb.position().zoomed {
		t.Error("a drag does not move the candidate")
	}
	tb.SetMode(compare.Overlay)
	if tb.position() != overlay {
		t.Error("the claim has moved with the candidate")
	}
}

func TestPartsOutsideAreSelectedByKeyAndHand(t *testing.T) {
	tb := outsideTable(t)
	all := tb.parts.layout.Parts // left 60, top 50, right 160, bottom: hardly any
	if len(all) != 3 || all[2].Side != outside.Right {
		t.Fatalf("parts %v", all)
	}
	tb.setTiles(false) // with them the picture is so low that a part is no larger than in the whole
	tb.Key(fyne.KeyLeft, false)
	if tb.parts.chosen != 2 {
		t.Errorf("selected %d, want the last", tb.parts.chosen)
	}
	if p := tb.position(); !p.zoomed || p.centre != all[2].Box.Centre() {
		t.Errorf("it is not looked at: %+v", p)
	}
	tb.clock.pass(time.Second)
	tb.keep("outside-part")
	tb.Key(fyne.KeyRight, false)
	if tb.parts.chosen != 0 {
		t.Errorf("selected %d, want the first", tb.parts.chosen)
	}
	tb.Key(fyne.KeyLeft, false)
	tb.glass.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p := tb.position(); tb.parts.chosen != 2 || p.scale != 1 {
		t.Errorf("Enter does not show actual pixels of what is selected: %d, %+v", tb.parts.chosen, p)
	}
	tb.selectPart(-1)
	tb.Fit()
	tb.glass.Tapped(&fyne.PointEvent{Position: tb.onGlass(all[2].Box.Centre())})
	if tb.parts.chosen != 2 {
		t.Errorf("a click on a part selects %d", tb.parts.chosen)
	}
	tb.glass.Tapped(&fyne.PointEvent{Position: tb.onGlass(all[2].Box.Centre())})
	if p := tb.position(); p.scale != 1 {
		t.Errorf("a second click does not show actual pixels: %+v", p)
	}
	tb.Fit()
	tb.glass.Tapped(&fyne.PointEvent{Position: tb.onGlass(geom.Point{X: 500, Y: 400})})
	if tb.parts.chosen != -1 {
		t.Error("a click on the claim selects a part")
	}
	tb.setTiles(true)
	slot := tb.tiles.slots[1]
	tb.tiles.Tapped(&fyne.PointEvent{Position: fyne.NewPos((slot.left+slot.right)/2, 20)})
	if tb.parts.chosen != 1 {
		t.Errorf("a click on the second tile selects %d", tb.parts.chosen)
	}
	other := tb.scene()
	other.Candidate.Key = "another"
	tb.Show(other)
	if tb.parts.chosen != -1 {
		t.Error("a part of another pair is selected")
	}
}

func TestEachPartIsShownWholeUnderThePicture(t *testing.T) {
	tb := outsideTable(t)
	for i, p := range tb.parts.layout.Parts {
		k := tb.tiles.all[i]
		if k.image == nothing || k.image.Rect.Size().X != k.asked.Size.Width {
			t.Errorf("%v is not drawn", p.Side)
		}
		size := k.raster.Size()
		if got, want := float64(size.Width/size.Height), p.Box.Width()/p.Box.Height(); got < 0.9*want || got > 1.1*want {
			t.Errorf("%v has the shape %.3f, want %.3f", p.Side, got, want)
		}
	}
	asked := len(tb.requests)
	tb.setTiles(false)
	if tb.tiles.Visible() || tb.tilesRoom() != 0 {
		t.Error("the row stays")
	}
	tb.setTiles(true)
	for _, r := range tb.requests[asked:] {
		if r.Purpose >= firstTile {
			t.Error("what is there already is asked for again")
		}
	}
	asked = len(tb.requests)
	drag(tb, 300, 300, 40, 30)
	tb.Zoom(2)
	for _, r := range tb.requests[asked:] {
		if r.Purpose >= firstTile {
			t.Error("a part is rendered anew while the picture moves")
		}
	}
	tb.window.Resize(fyne.NewSize(720, 400))
	if tb.tilesRoom() != 0 {
		t.Error("the row takes the picture's room")
	}
}

func TestWhatTheEdgeCutsIsMarkedWithANumber(t *testing.T) {
	tb := outsideTable(t)
	number := tb.glass.around.numbers[0]
	if !number.Visible() || number.Text != "1" || tb.glass.around.numbers[1].Visible() {
		t.Error("the scrap has no number, or there are more")
	}
	// Below the scrap, inside the claim, runs the claw.
	scrap := tb.parts.found.Residues[0].Claimed
	under := tb.onGlass(tb.pair.CandidateFromClaimed.Apply(geom.Point{X: scrap.MinX + 10, Y: scrap.MaxY}))
	found := false
	for dy := range 8 {
		found = found || tb.at(under.X, under.Y+float32(dy)) == look.Now().MarkActive
	}
	if !found {
		t.Error("the scrap is not marked")
	}
	if says := tb.foot.entries[0].text.Words(); says != "Part of a lettering is visible at the claim’s top edge; on the candidate it continues outside the outline." {
		t.Errorf("under the picture stands %q", says)
	}
	tb.SetLanguage(words.Norwegian)
	tb.keep("outside-norwegian")
	if says := tb.foot.entries[0].text.Words(); says != "Ved påstandsbildets øvre kant vises bare en del av en tekst; i kandidaten fortsetter den utenfor omrisset." {
		t.Errorf("under the picture stands %q", says)
	}
	tb.SetMode(compare.Overlay)
	if number.Visible() || tb.glass.around.rasters[0].Visible() {
		t.Error("the marks stay in another mode")
	}
}

func TestTheOutlineEndsWithTheCandidate(t *testing.T) {
	tb := newTable(t)
	tb.SetMode(compare.OutsideMode)
	scene := tb.scene()
	tb.pair.CandidateFromClaimed = geom.Map{4, 0, -300, 0, 4, 100, 0, 0, 1} // the claim goes beyond three of its edges
	scene.CandidateFromClaimed = tb.pair.CandidateFromClaimed
	tb.Show(scene)
	tb.clock.pass(time.Second)
	tb.Zoom(0.4)
	tb.clock.pass(time.Second)
	at := func(x, y float64) bool {
		p := tb.onGlass(geom.Point{X: x, Y: y})
		return tb.at(p.X, p.Y) == look.Now().Claimed
	}
	if !at(600, 100) || at(-150, 100) || at(1400, 100) || at(-300, 400) {
		t.Error("the outline does not end where the candidate does")
	}
}

func TestOutsideWithoutAnAlignmentSaysSo(t *testing.T) {
	tb := newTable(t)
	tb.SetMode(compare.OutsideMode)
	scene := tb.scene()
	scene.Placed, scene.CandidateFromClaimed = false, geom.Map{}
	tb.Show(scene)
	tb.clock.pass(time.Second)
	if tb.message.Words() == "" || tb.tilesRoom() != 0 || tb.glass.around.rasters[0].Visible() {
		t.Error("something is shown of what lies outside")
	}
	for _, r := range tb.requests {
		if r.View.Mode == compare.OutsideMode {
			t.Error("a frame was asked for")
		}
	}
}

func TestThePointerTellsTheClaimsPixelOnTheWholeCandidate(t *testing.T) {
	tb := outsideTable(t)
	var at geom.Point
	var in bool
	tb.OnPointer = func(p geom.Point, inside bool) { at, in = p, inside }
	want := geom.Point{X: 100, Y: 200}
	move := func(p geom.Point) {
		tb.glass.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: tb.onGlass(p)}})
	}
	move(tb.pair.CandidateFromClaimed.Apply(want))
	if !in || at.Distance(want) > 2 {
		t.Errorf("told %v, %v", at, in)
	}
	move(geom.Point{X: 1190, Y: 770})
	if in {
		t.Error("a place outside the claim has a claim pixel")
	}
}

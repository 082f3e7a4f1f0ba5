package stage

import (
	"image/color"
	"testing"
	"time"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// Under the hand everything that is drawn on a picture moves with it, pixel by
// pixel as it stood at rest; and at rest it stands over the picture again.
func TestLineWorkMovesWithTheFrame(t *testing.T) {
	for name, c := range map[string]struct {
		show    func(t *testing.T) *table
		drawn   func(tb *table) bool // by itself, over the picture
		numbers bool
	}{
		"regions": {func(t *testing.T) *table {
			tb := newTable(t)
			measured(tb)
			return tb
		}, func(tb *table) bool { return tb.glass.marks.raster.Visible() }, true},
		"areas": {func(t *testing.T) *table {
			tb := newTable(t)
			scene := tb.scene()
			scene.Support, scene.Partial = supported(scene.CandidateFromClaimed), true
			tb.Show(scene)
			return tb
		}, func(tb *table) bool { return tb.glass.links.raster.Visible() }, false},
		"marks": {markTable, func(tb *table) bool { return tb.glass.drawn.rasters[0].Visible() }, false},
		"grid": {func(t *testing.T) *table {
			tb := newTable(t)
			tb.Show(tb.scene())
			tb.SetGrid(true)
			return tb
		}, func(tb *table) bool { return tb.glass.grid.panes[0].lines[1].raster.Visible() }, false},
	} {
		t.Run(name, func(t *testing.T) {
			tb := c.show(t)
			tb.Zoom(1.2)
			tb.clock.pass(time.Second)
			if !c.drawn(tb) {
				t.Fatal("at rest nothing is drawn over the picture")
			}
			before, numbers := tb.window.Canvas().Capture(), len(tb.glass.marks.tags)
			tb.deaf = true
			const left, down = 12, 7
			drag(tb, 300, 300, -left, down)
			tb.keep("moving-" + name)
			if c.drawn(tb) {
				t.Error("under the hand it is drawn over the picture")
			}
			if c.numbers && (numbers == 0 || len(tb.glass.marks.tags) != numbers) {
				t.Errorf("%d numbers of %d are shown", len(tb.glass.marks.tags), numbers)
			}
			after := tb.window.Canvas().Capture()
			other, all := 0, 0
			// Off the rulers, which stay where they are, and what did not stand in the frame.
			seen := tb.glass.picture()
			for y := int(seen.MinY) + rulerHigh + down + 2; y < int(seen.MaxY)-2; y++ {
				for x := int(seen.MinX) + rulerWide + 2; x < int(seen.MaxX)-left-2; x++ {
					a, b := color.NRGBAModel.Convert(before.At(x+left, y-down)).(color.NRGBA), color.NRGBAModel.Convert(after.At(x, y)).(color.NRGBA)
					if all++; distance(a, b) > 12 {
						other++
					}
				}
			}
			if share := float64(other) / float64(all); share > 0.001 {
				t.Errorf("%.4f of the pixels don't move along", share)
			}
			tb.deaf = false
			tb.render(tb.last())
			tb.clock.pass(time.Second)
			if !c.drawn(tb) {
				t.Error("at rest it is not drawn over the picture again")
			}
			for i := range tb.glass.panes[:1] {
				if tb.glass.panes[i].image != tb.slots[0].images[i] {
					t.Error("at rest the pane shows another image than the frame")
				}
			}
		})
	}
}

func TestMatchLinesLeadFromEndToEndUnderTheHand(t *testing.T) {
	tb := newLinedTable(t)
	tb.selectLine(3)
	tb.deaf = true
	drag(tb, 200, 300, 9, 6)
	tb.glass.Scrolled(scroll(25, 200, 300))
	tb.keep("moving-lines")
	l := tb.glass.links
	if l.raster.Visible() || !l.strokes.Visible() {
		t.Fatal("the lines are drawn anew with every step")
	}
	seen := tb.window.Canvas().Capture()
	at := func(x, y float32) color.NRGBA {
		return color.NRGBAModel.Convert(seen.At(int(x), int(y))).(color.NRGBA)
	}
	whole, ends, cores := 0, 0, 0
	for i, k := range l.links {
		if !k.fromSeen || !k.toSeen {
			continue
		}
		whole++
		core, end := l.drawn.core, look.Now().Claimed
		if i == 3 {
			core, end = look.Now().MarkActive, look.Now().MarkActive
		}
		if distance(at(k.from.X, k.from.Y), end) < 90 {
			ends++
		} else if i == 3 {
			t.Errorf("the selected line ends in %v on the claim", at(k.from.X, k.from.Y))
		}
		found := false
		for dy := float32(-2); dy <= 2; dy++ {
			found = found || distance(at((k.from.X+k.to.X)/2, (k.from.Y+k.to.Y)/2+dy), core) < 90
		}
		if found {
			cores++
		} else if i == 3 {
			t.Error("the selected line is not there")
		}
	}
	// Some lie under other lines.
	if whole < 15 || ends < whole/2 || cores < whole/2 {
		t.Errorf("of %d lines, %d end on their points and %d are in sight", whole, ends, cores)
	}
	strokes := 0
	for _, o := range l.strokes.Objects {
		if o.Visible() {
			strokes++
		}
	}
	if strokes != 2*whole {
		t.Errorf("%d strokes for %d lines", strokes, whole)
	}
	tb.deaf = false
	tb.render(tb.last())
	tb.clock.pass(time.Second)
	if !l.raster.Visible() || l.strokes.Visible() {
		t.Error("at rest the lines are not as they were")
	}
	tb.SetMode(compare.SideBySide)
	if l.raster.Visible() || l.strokes.Visible() {
		t.Error("lines stay without their mode")
	}
}

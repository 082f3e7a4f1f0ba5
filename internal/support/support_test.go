package support

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

var claim = geom.Size{Width: 480, Height: 360}

// cellsOf reads cells of 40 × 40 pixels, overlapping by half, from a drawing of
// blocks of 20 × 20: + agrees, x contradicts, and nothing is told of the rest.
// A cell is what its middle is.
func cellsOf(drawing string) []align.Cell {
	var cells []align.Cell
	for row, line := range strings.Fields(drawing) {
		for column, sign := range line {
			x, y := float64(20*column), float64(20*row)
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}}
			switch sign {
			case '+':
				c.ZNCC = 0.9
			case 'x':
				c.ZNCC = 0.1
			default:
				continue
			}
			cells = append(cells, c)
		}
	}
	return cells
}

func ofCells(drawing string, changed ...geom.Rect) *Support {
	return build(nil, cellsOf(drawing), changed, claim)
}

// blocks draws what the grid tells of each of its blocks, when all are alike.
func blocks(s *Support) string {
	var rows []string
	for y := 10.0; y < s.grid.y[len(s.grid.y)-1]; y += 20 {
		row := ""
		for x := 10.0; x < s.grid.x[len(s.grid.x)-1]; x += 20 {
			row += string(".+xo"[s.At(geom.Point{X: x, Y: y})])
		}
		rows = append(rows, row)
	}
	return strings.Join(rows, "\n")
}

func TestOverlappingCellsBecomeAreasWithAnOpenBorder(t *testing.T) {
	s := ofCells(`
		+++xxx
		+++xxx
		+++xxx`)
	want := strings.Join(slices.Repeat([]string{"+++.xxx"}, 4), "\n")
	if got := blocks(s); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if len(s.Areas(Agrees)) != 1 || len(s.Areas(Contradicts)) != 1 {
		t.Fatalf("%d areas agree and %d contradict", len(s.Areas(Agrees)), len(s.Areas(Contradicts)))
	}
	agrees, contradicts := s.Share(Agrees), s.Share(Contradicts)
	if share := 60. * 80 / (480 * 360); math.Abs(agrees-share) > 1e-9 || math.Abs(contradicts-share) > 1e-9 {
		t.Errorf("%.4f agrees and %.4f contradicts, want %.4f", agrees, contradicts, share)
	}
	if agree, all := s.Cells(); agree != 9 || all != 18 {
		t.Errorf("%d of %d cells agree", agree, all)
	}
}

func TestASingleCellAmongOthersMakesNoAreaAndAloneItDoes(t *testing.T) {
	s := ofCells(`
		xxxxx
		xxxxx
		xx+xx
		xxxxx
		xxxxx`)
	if n := len(s.Areas(Agrees)); n != 0 {
		t.Errorf("one cell of 25 makes %d areas that agree", n)
	}
	if s = ofCells("+"); len(s.Areas(Agrees)) != 1 || s.Areas(Agrees)[0].Pixels != 1600 {
		t.Errorf("a cell with nothing around it makes %+v", s.Areas(Agrees))
	}
}

func TestBordersGoRoundAreasAndTheirHoles(t *testing.T) {
	s := ofCells(`
		+++++++
		+++++++
		++xxx++
		++xxx++
		++xxx++
		+++++++
		+++++++`)
	ring := s.Areas(Agrees)[0]
	if len(ring.Borders) != 2 {
		t.Fatalf("a ring has %d borders", len(ring.Borders))
	}
	outer, hole := geom.Area(ring.Borders[0]), geom.Area(ring.Borders[1])
	// Each corner loses a triangle of half a block, and a little more of the two left.
	if outer > 160*160 || outer < 160*160-4*70 {
		t.Errorf("the outer border holds %.0f px, want a little less than %d", outer, 160*160)
	}
	if off := outer - hole - ring.Pixels; math.Abs(off) > 600 {
		t.Errorf("the borders hold %.0f px more than the area's %.0f", off, ring.Pixels)
	}
	for _, p := range ring.Borders[0] {
		if p.X < 0 || p.Y < 0 || p.X > 160 || p.Y > 160 {
			t.Errorf("the border runs through %v", p)
		}
	}
}

func TestBlocksThatOnlyTouchAtACornerAreTwoAreas(t *testing.T) {
	s := build(nil, nil, []geom.Rect{{MinX: 10, MinY: 10, MaxX: 50, MaxY: 50}, {MinX: 50, MinY: 50, MaxX: 90, MaxY: 90}}, claim)
	areas := s.Areas(Changed)
	if len(areas) != 2 || areas[0].Pixels != 1600 || areas[1].Pixels != 1600 {
		t.Fatalf("got %d areas", len(areas))
	}
	// A ring whose hole touches the outside at a corner is walked in one way or
	// two, and holds the same either way.
	boxes := []geom.Rect{{MinX: 0, MinY: 0, MaxX: 60, MaxY: 20}, {MinX: 0, MinY: 20, MaxX: 20, MaxY: 60}, {MinX: 40, MinY: 20, MaxX: 60, MaxY: 40}, {MinX: 20, MinY: 40, MaxX: 40, MaxY: 60}}
	s = build(nil, nil, boxes, claim)
	var held float64
	for _, way := range s.Areas(Changed)[0].Borders {
		held += geom.Area(way)
	}
	if px := s.Areas(Changed)[0].Pixels; px != 60*20+20*40+20*20+20*20 {
		t.Errorf("the area has %.0f px", px)
	}
	if held == 0 || math.IsNaN(held) {
		t.Errorf("its borders hold %.0f px", held)
	}
}

func TestWhatChangedIsToldWhereItLiesWhateverTheCellsSay(t *testing.T) {
	box := geom.Rect{MinX: 47, MinY: 33, MaxX: 71, MaxY: 52}
	s := ofCells("++++++\n++++++\n++++++", box)
	areas := s.Areas(Changed)
	if len(areas) != 1 || len(s.Areas(Contradicts)) != 0 || areas[0].Box != box {
		t.Fatalf("got %+v, want one area at %+v", areas, box)
	}
	if s.At(box.Centre()) != Changed || s.At(geom.Point{X: 46, Y: 40}) != Agrees || s.At(geom.Point{X: 300, Y: 300}) != Untold {
		t.Error("the box is told wrongly")
	}
	outside := build(nil, nil, []geom.Rect{{MinX: 900, MinY: 10, MaxX: 950, MaxY: 60}}, claim)
	if outside.HasAreas() {
		t.Error("a box outside of the claim makes an area")
	}
}

func TestPlacesAreNamedTheLargestFirst(t *testing.T) {
	at := func(x0, y0, x1, y1 float64) geom.Rect {
		return geom.Rect{MinX: x0 * 480, MinY: y0 * 360, MaxX: x1 * 480, MaxY: y1 * 360}
	}
	for _, c := range []struct {
		boxes []geom.Rect
		want  []Place
	}{
		{nil, nil},
		{[]geom.Rect{at(.7, .05, .95, .3)}, []Place{"upper-right"}},
		{[]geom.Rect{at(0, .8, 1, 1), at(.1, .1, .3, .3)}, []Place{AlongBottom, "upper-left"}},
		{[]geom.Rect{at(0, 0, 1, .1)}, []Place{AlongTop}},
		{[]geom.Rect{at(.4, 0, .5, .9)}, []Place{Down}},
		{[]geom.Rect{at(0, .45, .9, .55)}, []Place{Across}},
		{[]geom.Rect{at(.02, .02, .98, .98)}, []Place{Most}},
		{[]geom.Rect{at(.4, .4, .6, .6)}, []Place{"centre"}},
		{[]geom.Rect{at(0, 0, .5, 1)}, []Place{"left"}},
		{[]geom.Rect{at(0, 0, 1, .3), at(0, 0, .2, 1)}, []Place{Spread}},
		{
			[]geom.Rect{at(0, 0, .3, .31), at(.7, 0, 1, .3), at(0, .7, .3, .99), at(.7, .7, 1, .98), at(.4, .4, .6, .6)},
			[]Place{"upper-left", "upper-right", "lower-left", Elsewhere},
		},
		{[]geom.Rect{at(.1, .1, .15, .2), at(.2, .1, .25, .2)}, []Place{"upper-left"}},
	} {
		if got := build(nil, nil, c.boxes, claim).Places(Changed); !slices.Equal(got, c.want) {
			t.Errorf("%v: got %v, want %v", c.boxes, got, c.want)
		}
	}
}

func TestEveryPlaceHasWordsInBothLanguages(t *testing.T) {
	all := []Place{Most, Spread, AlongTop, AlongBottom, AlongLeft, AlongRight, Across, Down, Elsewhere}
	for _, row := range thirds {
		all = append(all, row[:]...)
	}
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, p := range all {
			if said := l.Say("support.place." + string(p)); strings.HasPrefix(said, "[") {
				t.Errorf("%s has no words in %s", p, l.Code())
			}
		}
	}
}

func TestAgreementSaysWhereAndHowMuch(t *testing.T) {
	s := ofCells("++.....xxx\n++.....xxx", geom.Rect{MinX: 400, MinY: 300, MaxX: 480, MaxY: 360})
	for l, want := range map[words.Language][5]string{
		words.English: {
			"Agrees: upper left, 2 % of the claim", "Disagrees: 3 %", "Agrees: 2 %",
			"Changed content: lower right, 3 % of the claim", "Changed content: 3 %",
		},
		words.Norwegian: {
			"Stemmer: øverst til venstre, 2 % av påstandsbildet", "Stemmer ikke: 3 %", "Stemmer: 2 %",
			"Endret innhold: nederst til høyre, 3 % av påstandsbildet", "Endret innhold: 3 %",
		},
	} {
		says := [5]string{s.Agreement(l), s.Contradiction(l), s.AgreementInBrief(l), s.Change(l), s.ChangeInBrief(l)}
		for i := range says {
			if says[i] = strings.ReplaceAll(says[i], "\u00a0", " "); says[i] != want[i] {
				t.Errorf("says %q, want %q", says[i], want[i])
			}
		}
	}
	if none := ofCells("x"); none.Agreement(words.English) != "No whole area agrees, only single points" {
		t.Errorf("with no area that agrees it says %q", none.Agreement(words.English))
	} else if none.Change(words.English)+none.ChangeInBrief(words.English) != "" {
		t.Errorf("with nothing that changed it says %q", none.Change(words.English))
	}
	small := ofCells("++\n++", geom.Rect{MinX: 10, MinY: 10, MaxX: 20, MaxY: 20})
	if got := strings.ReplaceAll(small.ChangeInBrief(words.English), "\u00a0", " "); got != "Changed content: under 1 %" {
		t.Errorf("a share is rounded to nothing: %q", got)
	}
}

// clustered returns 400 points in one corner of the claim and 24 all over it.
func clustered() []align.Inlier {
	r := rand.New(rand.NewPCG(3, 9))
	var points []align.Inlier
	for range 400 {
		points = append(points, align.Inlier{Claimed: geom.Point{X: 380 + 60*r.Float64(), Y: 260 + 50*r.Float64()}, ResidualPx: r.Float64()})
	}
	for i := range 24 {
		points = append(points, align.Inlier{Claimed: geom.Point{X: 40 + 80*float64(i%6), Y: 50 + 80*float64(i/6)}, ResidualPx: .25})
	}
	return points
}

func TestLinesAreSpreadOverTheClaimAndNotDrawnFromOneCluster(t *testing.T) {
	s := build(clustered(), nil, nil, claim)
	inCluster := func(lines []align.Inlier) (n int) {
		for _, k := range lines {
			if k.Claimed.X > 370 && k.Claimed.X < 450 && k.Claimed.Y > 250 && k.Claimed.Y < 320 {
				n++
			}
		}
		return n
	}
	// One of the 24 lies within the cluster's place as well.
	if n := inCluster(s.Lines(20)); n > 3 {
		t.Errorf("%d of the first 20 lines lie in the cluster", n)
	}
	drawn := s.Lines(1000)
	if n := len(drawn) - inCluster(drawn); n != 23 {
		t.Errorf("%d of 23 lines outside of the cluster are drawn", n)
	}
	if len(drawn) > MostLines || len(drawn) < 40 || s.Points() != 424 {
		t.Errorf("%d of %d lines are drawn", len(drawn), s.Points())
	}
	for i, a := range drawn {
		for _, b := range drawn[:i] {
			if a.Claimed.Distance(b.Claimed) < 8 {
				t.Errorf("two lines begin %.1f px from each other", a.Claimed.Distance(b.Claimed))
			}
		}
	}
}

func TestReachCountsTheSquaresWithPointsAndNotALineRoundThem(t *testing.T) {
	at := func(points ...geom.Point) (all []align.Inlier) {
		for _, p := range points {
			all = append(all, align.Inlier{Claimed: p})
		}
		return all
	}
	var everywhere, frame []geom.Point
	for y := 10.0; y < 360; y += 20 {
		for x := 10.0; x < 480; x += 20 {
			everywhere = append(everywhere, geom.Point{X: x, Y: y})
			if x < 20 || y < 20 || x > 460 || y > 340 {
				frame = append(frame, geom.Point{X: x, Y: y})
			}
		}
	}
	for name, c := range map[string]struct {
		points        []align.Inlier
		from          geom.Map
		held, squares int
	}{
		"everywhere":           {at(everywhere...), geom.Identity(), 63, 63}, // 9 × 7
		"only on a frame":      {at(frame...), geom.Identity(), 28, 63},
		"one":                  {at(geom.Point{X: 100, Y: 100}), geom.Identity(), 1, 63},
		"on half of the claim": {at(geom.Point{X: 100, Y: 100}), geom.Translation(-240, 0), 0, 0},
		"none":                 {nil, geom.Identity(), 0, 0},
	} {
		s := Of(align.Alignment{Inliers: c.points, CandidateFromClaimed: c.from}, claim, claim)
		held, squares := s.Reach()
		if name == "on half of the claim" {
			if held != 1 || squares < 56 || squares > 72 { // of the half that is shared
				t.Errorf("%s: %d of %d", name, held, squares)
			}
			continue
		}
		if held != c.held || squares != c.squares {
			t.Errorf("%s: points lie in %d of %d squares, want %d of %d", name, held, squares, c.held, c.squares)
		}
	}
	turned := geom.Translation(240, -90).After(geom.Rotation(0.7))
	s := Of(align.Alignment{Inliers: at(geom.Point{X: 200, Y: 200}), CandidateFromClaimed: turned}, claim, claim)
	if _, squares := s.Reach(); squares >= 60 || squares < 20 {
		t.Errorf("of a turned overlap %d squares count, want some of 64", squares)
	}
}

func TestOfNeighboursTheMostExactIsDrawn(t *testing.T) {
	var points []align.Inlier
	for i := range 12 {
		at := geom.Point{X: 40 + 120*float64(i%4), Y: 60 + 110*float64(i/4)}
		points = append(points, align.Inlier{Claimed: at, ResidualPx: 2}, align.Inlier{Claimed: at.Add(geom.Point{X: 4, Y: 3}), ResidualPx: .1})
	}
	for _, p := range build(points, nil, nil, claim).Lines(12) {
		if p.ResidualPx > 1 {
			t.Errorf("the line at %v is off by %g px, its neighbour by 0.1", p.Claimed, p.ResidualPx)
		}
	}
}

func TestWhatChangedIsSketchedWithoutCrosses(t *testing.T) {
	box := geom.Rect{MinX: 100, MinY: 100, MaxX: 300, MaxY: 250}
	k := ofCells("++++\n++++", box).Sketch(geom.Scaling(2, 2), 1, geom.Rect{MaxX: 960, MaxY: 720})
	if len(k.Changed) != 1 || len(k.Contradicts) != 0 || len(k.Crosses) != 0 {
		t.Fatalf("%d areas changed and %d contradict, with %d crosses", len(k.Changed), len(k.Contradicts), len(k.Crosses))
	}
	for _, p := range k.Changed[0] {
		if p.X < 200 || p.X > 600 || p.Y < 200 || p.Y > 500 {
			t.Errorf("its border runs through %v", p)
		}
	}
}

func TestNoSupportShowsNothing(t *testing.T) {
	var none *Support
	if len(none.Lines(60)) != 0 || none.Points() != 0 || none.HasAreas() || none.At(geom.Point{X: 5, Y: 5}) != Untold {
		t.Error("no support shows something")
	}
	for _, n := range []int{1, 2} {
		points := slices.Repeat([]align.Inlier{{Claimed: geom.Point{X: 9, Y: 9}}}, n)
		if s := build(points, nil, nil, claim); len(s.Lines(60)) != 1 {
			t.Errorf("%d points in one place draw %d lines", n, len(s.Lines(60)))
		}
	}
	if k := none.Sketch(geom.Identity(), 1, claim.Rect()); len(k.Crosses)+len(k.Agrees)+len(k.Contradicts)+len(k.Changed) > 0 {
		t.Error("no support is sketched")
	}
}

func TestCrossesLieWithinWhatContradictsUnderAnyMap(t *testing.T) {
	s := ofCells(`
		++++xxxx
		+++xxxxx
		++xxxxxx
		.....xxx
		x....xxx`)
	for name, to := range map[string]geom.Map{
		"as it is": geom.Identity(),
		"enlarged": geom.Scaling(3, 3),
		"mirrored": {-2, 0, 900, 0, 2, 10, 0, 0, 1},
		"turned":   geom.Translation(500, 20).After(geom.Rotation(0.6)),
		"tilted":   {1.2, .1, 3, .05, 1.1, 9, 2e-4, 1e-4, 1},
	} {
		k := s.Sketch(to, 0.5, geom.Rect{MinX: -2000, MinY: -2000, MaxX: 4000, MaxY: 4000})
		back, _ := to.Inverse()
		if len(k.Crosses) < 5 {
			t.Errorf("%s: %d crosses", name, len(k.Crosses))
		}
		for _, q := range k.Crosses {
			if s.At(back.Apply(q)) != Contradicts {
				t.Errorf("%s: a cross lies at %v, where nothing contradicts", name, back.Apply(q))
			}
		}
		if len(k.Agrees) != 1 || len(k.Contradicts) != 2 {
			t.Errorf("%s: %d areas agree and %d contradict", name, len(k.Agrees), len(k.Contradicts))
		}
		half := s.Sketch(to, 0.5, geom.Rect{MinX: -2000, MinY: -2000, MaxX: to.Apply(geom.Point{X: 100}).X, MaxY: 4000})
		for _, q := range half.Crosses {
			if !slices.Contains(k.Crosses, q) {
				t.Errorf("%s: a cross at %v only where less is in sight", name, q)
			}
		}
	}
	for _, middle := range s.Sketch(geom.Identity(), 1, claim.Rect()).Crosses {
		if middle.X < 40 && middle.Y > 70 {
			return
		}
	}
	t.Error("the small area has no cross")
}

func BenchmarkOf300Cells(b *testing.B) {
	cells := cellsOf(strings.Repeat("+++++++++xx+++++++++\n", 8) + strings.Repeat("++xxxxxxxxxxxx++++++\n", 7))
	points := clustered()
	for b.Loop() {
		build(points, cells, nil, claim)
	}
}

func BenchmarkSketchOf300CellsOn600Pixels(b *testing.B) {
	s := ofCells(strings.Repeat("+++++++++xx+++++++++\n", 8) + strings.Repeat("++xxxxxxxxxxxx++++++\n", 7))
	for b.Loop() {
		s.Sketch(geom.Scaling(1.25, 1.25), 1, geom.Rect{MaxX: 600, MaxY: 450})
	}
}

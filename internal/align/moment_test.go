package align

import (
	"context"
	"fmt"
	"image"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"runtime"
	"slices"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
	"github.com/motbilde/motbilde/internal/synth"
)

// momentsSwitch is the environment variable that asks for the benchmark of
// other moments, which takes minutes.
const momentsSwitch = "MOTBILDE_MOMENTS"

// TestOtherMomentsAreToldFromCopies counts how many pairs of exposures, and how
// many copies, get the note, by groups, and apart for the half of the pairs
// that no parameter was chosen on.
func TestOtherMomentsAreToldFromCopies(t *testing.T) {
	if os.Getenv(momentsSwitch) == "" {
		t.Skip("set " + momentsSwitch + "=1 to run the benchmark of other moments")
	}
	type tally struct{ pairs, matches, noted, heldMatches, heldNoted int }
	tallies := map[string]*tally{}
	var counting sync.Mutex
	pairs := momentPairs(t)
	rows.Tasks(len(pairs), func(i int) {
		p := pairs[i]
		claimed, candidate, err := p.make()
		if err != nil {
			t.Error(err)
			return
		}
		a, b := NewSubject(claimed), NewSubject(candidate)
		var found Alignment
		if p.at == nil {
			found, err = Find(context.Background(), a, b, Options{})
		} else {
			// The camera stood still, so that the truth is known: the check is
			// measured on its own, whatever Find would make of the pair.
			found = Alignment{Verdict: Match, CandidateFromClaimed: p.at(claimed.Size(), candidate.Size())}
			err = found.findMoved(context.Background(), a, b)
		}
		if err != nil {
			t.Error(err)
			return
		}
		counting.Lock()
		defer counting.Unlock()
		c := tallies[p.group]
		if c == nil {
			c = &tally{}
			tallies[p.group] = c
		}
		c.pairs++
		if found.Verdict != Match {
			return
		}
		noted := found.Has(OtherMomentPossible)
		c.matches++
		if p.held {
			c.heldMatches++
		}
		if noted {
			c.noted++
			if p.held {
				c.heldNoted++
			}
		}
		if noted != p.moved {
			t.Logf("%s (%s, held apart: %v): noted %v %v", p.name, p.group, p.held, noted, found.Moved)
		}
	})
	for _, group := range slices.Sorted(maps.Keys(tallies)) {
		c := tallies[group]
		t.Logf("%-52s %3d pairs, %3d matches, %3d noted; held apart: %3d matches, %3d noted", group, c.pairs, c.matches, c.noted, c.heldMatches, c.heldNoted)
	}
	var moved, copies tally
	for _, group := range []string{drawnMoment, tripodMoment, filmMoment} {
		if c := tallies[group]; c != nil {
			moved.matches += c.matches
			moved.noted += c.noted
		}
	}
	for _, group := range []string{plainCopy, knownPlain} {
		if c := tallies[group]; c != nil {
			copies.matches += c.matches
			copies.noted += c.noted
		}
	}
	t.Logf("%d of %d other moments noted, %d of %d copies without graphics", moved.noted, moved.matches, copies.noted, copies.matches)
	if float64(moved.noted) < 0.85*float64(moved.matches) {
		t.Errorf("only %d of %d other moments get the note", moved.noted, moved.matches)
	}
	if float64(copies.noted) > 0.01*float64(copies.matches) {
		t.Errorf("%d of %d copies without graphics get the note", copies.noted, copies.matches)
	}
}

// street is a drawn scene as a camera exposes it: with a thing on it or not.
func street(thing geom.Point, noise float64, seed uint64) *picture.Picture {
	luma := plain.plane(geom.Identity(), whole)
	if thing != (geom.Point{}) {
		sprite := newDrawing(60, 90, 500).plane(geom.Identity(), geom.Size{Width: 60, Height: 90})
		for y := range 90 {
			for x := range 60 {
				if u, v := float64(x-30)/30, float64(y-45)/45; u*u+v*v < 1 {
					luma[(int(thing.Y)+y)*whole.Width+int(thing.X)+x] = sprite[y*60+x] + 40
				}
			}
		}
	}
	r := rand.New(rand.NewPCG(seed, 9))
	for i := range luma {
		luma[i] += noise * r.NormFloat64()
	}
	return toPicture(fmt.Sprint(thing, seed), luma, whole, nil)
}

func recompressed(p *picture.Picture, quality int, attacks ...synth.Attack) *picture.Picture {
	img := image.NewRGBA(image.Rect(0, 0, p.Size().Width, p.Size().Height))
	copy(img.Pix, p.Pix())
	return pictured(synth.Spread(img, append(attacks, synth.JPEG(quality))...).Image)
}

func TestMovedThingGetsTheNoteWhereItMoved(t *testing.T) {
	from, to := geom.Point{X: 250, Y: 180}, geom.Point{X: 330, Y: 200}
	got := find(t, recompressed(street(from, 2, 1), 75), recompressed(street(to, 2, 2), 75))
	if got.Verdict != Match || !got.Has(OtherMomentPossible) {
		t.Fatalf("verdict %v, notes %v", got.Verdict, got.Notes)
	}
	touched := geom.Rect{MinX: 250, MinY: 180, MaxX: 390, MaxY: 290}
	var covered float64
	for _, r := range got.Moved {
		part := r.Box.Intersect(touched)
		if part.Empty() {
			t.Errorf("a region at %v, where nothing moved", r.Box)
		}
		covered += part.Width() * part.Height()
		if r.Strength < contradicts || r.Log10NFA > movedLog10NFA {
			t.Errorf("a region of strength %.1f, log10 NFA %.1f", r.Strength, r.Log10NFA)
		}
	}
	if covered < 0.5*touched.Width()*touched.Height() {
		t.Errorf("the regions cover %.0f of %.0f px²", covered, touched.Width()*touched.Height())
	}
}

func TestThingThatCameGetsTheNote(t *testing.T) {
	with, without := street(geom.Point{X: 250, Y: 180}, 2, 1), street(geom.Point{}, 2, 2)
	for name, got := range map[string]Alignment{"came": find(t, with, without), "went": find(t, without, with)} {
		if !got.Has(OtherMomentPossible) {
			t.Errorf("%s: verdict %v, notes %v", name, got.Verdict, got.Notes)
		}
	}
}

func TestCopiesGetNoNote(t *testing.T) {
	source := street(geom.Point{X: 250, Y: 180}, 0, 1)
	for name, claim := range map[string]*picture.Picture{
		"recompressed":    recompressed(source, 20),
		"scaled":          recompressed(source, 60, scaled(0.55)),
		"toned":           recompressed(source, 80, toned(0.8, -10, 1.4)),
		"inverted":        recompressed(source, 80, perLevel(negative)),
		"static noise":    street(geom.Point{X: 250, Y: 180}, 6, 2),
		"caption":         recompressed(source, 70, synth.Caption("What the mayor saw on Monday", 0.14)),
		"ticker and logo": recompressed(source, 70, television(rand.New(rand.NewPCG(4, 4)))),
	} {
		got := find(t, claim, source)
		if got.Verdict != Match || len(got.Notes) > 0 || len(got.Moved) > 0 {
			t.Errorf("%s: verdict %v, notes %v, moved %v", name, got.Verdict, got.Notes, got.Moved)
		}
	}
}

func TestDrawnVehiclesThatDroveOnGetTheNote(t *testing.T) {
	size := geom.Size{Width: 960, Height: 540}
	first := synth.Draw(20, synth.Convoy, size)
	later := synth.DrawAt(20, synth.Convoy, size, synth.Moment{Metres: 5, Exposure: 3})
	if got := find(t, pictured(later.Image), pictured(first.Image)); !got.Has(OtherMomentPossible) {
		t.Errorf("verdict %v, notes %v", got.Verdict, got.Notes)
	}
	sameMoment := synth.DrawAt(20, synth.Convoy, size, synth.Moment{Exposure: 3})
	if got := find(t, pictured(sameMoment.Image), pictured(first.Image)); got.Verdict != Match || len(got.Notes) > 0 {
		t.Errorf("two exposures of a moment: verdict %v, notes %v", got.Verdict, got.Notes)
	}
}

func TestIdenticalPixelsNeverGetTheNote(t *testing.T) {
	p := street(geom.Point{X: 250, Y: 180}, 5, 1)
	if got := find(t, p, picture.New("again", p.Size(), slices.Clone(p.Pix()))); got.Verdict != Identical || len(got.Notes) > 0 || got.Moved != nil {
		t.Errorf("verdict %v, notes %v, moved %v", got.Verdict, got.Notes, got.Moved)
	}
}

func TestMovedRegionsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	a, b := street(geom.Point{X: 250, Y: 180}, 2, 1), street(geom.Point{X: 330, Y: 200}, 2, 2)
	on := func(cores int) []Region {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		return find(t, a, b).Moved
	}
	if one, three := on(1), on(3); len(one) == 0 || !reflect.DeepEqual(one, three) {
		t.Errorf("one core gives %v, three give %v", one, three)
	}
}

func TestGraphicsVouchForOtherGraphics(t *testing.T) {
	large, small := &contradiction{cells: make([]int, leastJudged)}, &contradiction{cells: make([]int, leastJudged-1)}
	panel := judged{region: large, drawn: [2]bool{true, false}}
	for name, c := range map[string]struct {
		regions []judged
		want    int
	}{
		"a thing alone":                          {[]judged{{region: large}}, 1},
		"a small thing alone":                    {[]judged{{region: small}}, 1},
		"levels that did not change":             {[]judged{{region: large, same: true}}, 0},
		"a panel":                                {[]judged{panel}, 0},
		"a thing beside a panel":                 {[]judged{panel, {region: large}}, 1},
		"a scrap beside a panel":                 {[]judged{panel, {region: small}}, 0},
		"clear edges beside a panel":             {[]judged{panel, {region: large, clear: [2]bool{true, false}}}, 0},
		"clear edges in the picture without one": {[]judged{panel, {region: large, clear: [2]bool{false, true}}}, 1},
	} {
		if got := moved(c.regions); len(got) != c.want {
			t.Errorf("%s: %d regions moved, want %d", name, len(got), c.want)
		}
	}
}

func TestSamplesRepeatTheEdgesAndKeepARamp(t *testing.T) {
	p := &picture.Gray{Size: geom.Size{Width: 20, Height: 10}, Pix: make([]float32, 200), ScaleX: 1, ScaleY: 1}
	for i := range p.Pix {
		p.Pix[i] = float32(3*(i%20)) + float32(5*(i/20))
	}
	if got := sampled(p, -4, -9); got != 0 {
		t.Errorf("%v beyond the corner", got)
	}
	if got, want := sampled(p, 200, 200), p.Pix[199]; got != want {
		t.Errorf("%v beyond the far corner, not %v", got, want)
	}
	for _, m := range []geom.Map{geom.Scaling(0.5, 0.5).After(geom.Translation(3, 1)), {0.5, 0, 1.5, 0, 0.5, 0.5, 1e-12, 0, 1}} {
		out := smoothedSamples(p, m, geom.Size{Width: 24, Height: 12})
		for y := 3; y < 9; y++ {
			for x := 3; x < 21; x++ {
				q := m.Apply(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5})
				want := 3*(q.X-0.5) + 5*(q.Y-0.5)
				if got := float64(out[y*24+x]); math.Abs(got-want) > 1e-3 {
					t.Fatalf("(%d, %d): %v, not %v", x, y, got, want)
				}
			}
		}
	}
}

func BenchmarkMovedRegions1MP(b *testing.B) {
	size := geom.Size{Width: 1250, Height: 800}
	scene := newDrawing(1250, 800, 5)
	claimed := NewSubject(scene.render(geom.Translation(-2, -2), size, gamma))
	candidate := NewSubject(scene.render(geom.Identity(), size, nil))
	ctx := context.Background()
	ta, _ := claimed.gray(ctx)
	tb, _ := candidate.gray(ctx)
	b.ReportAllocs()
	for b.Loop() {
		movedRegions(ta, tb, geom.Translation(2, 2), false, size, size)
	}
}

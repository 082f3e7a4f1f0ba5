package training

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// crop is a claim of 400 × 300 that was cut out of the candidate "b" at
// (200, 100), mirrored and made half as large; "a" and "c" are decoys.
func crop() (Exercise, Key) {
	e := Exercise{
		ID: "crop", Claim: Item{ID: "claim", Size: geom.Size{Width: 400, Height: 300}},
		Candidates: []Item{{ID: "a", Size: geom.Size{Width: 1600, Height: 1000}}, {ID: "b", Size: geom.Size{Width: 1600, Height: 1000}}, {ID: "c", Size: geom.Size{Width: 1600, Height: 1000}}},
		Asked:      []Asked{AskChoice, AskOutline, AskPairs, AskDifferences, AskFrame, AskWording},
		Hints:      []int{5, 10},
	}
	k := Key{
		Choice:      ThisOne,
		Placements:  []Placement{{Candidate: "b", CandidateFromClaimed: geom.Map{-2, 0, 1000, 0, 2, 100, 0, 0, 1}}},
		Differences: []geom.Rect{{MinX: 20, MinY: 20, MaxX: 80, MaxY: 70}, {MinX: 300, MinY: 200, MaxX: 360, MaxY: 260}},
		Checklist:   DefaultChecklist(),
	}
	return e, k
}

// full is an answer to which nothing is to be said.
func full() Answer {
	_, k := crop()
	a := Answer{
		Confidence: 90, Choice: ThisOne, Candidates: []string{"b"}, Differences: k.Differences,
		Outlines: []Outline{{"b", geom.Rect{MinX: 200, MinY: 100, MaxX: 1000, MaxY: 700}.Quad()}},
		Wording:  "The claim agrees with a mirrored part of candidate B.", Ratings: []Rating{Yes, Yes, Yes, Yes, No},
	}
	for _, p := range []geom.Point{{X: 20, Y: 30}, {X: 370, Y: 40}, {X: 200, Y: 150}, {X: 60, Y: 280}} {
		a.Pairs = append(a.Pairs, Pair{"b", p, k.Placements[0].CandidateFromClaimed.Apply(p)})
	}
	return a
}

func kinds(m Marks) (out []RemarkKind) {
	for _, r := range m.Remarks {
		out = append(out, r.Kind)
	}
	return out
}

func shareOf(t *testing.T, m Marks, part Asked) float64 {
	t.Helper()
	for _, p := range m.Parts {
		if p.Asked == part {
			return p.Share
		}
	}
	t.Fatalf("%s was not marked: %+v", part, m.Parts)
	return 0
}

func TestAFullAnswerGetsAllPointsAndAnEmptyOneNone(t *testing.T) {
	e, k := crop()
	m := Mark(e, k, full())
	if m.Total != 100 || !m.Right || math.Abs(m.Brier-0.01) > 1e-9 {
		t.Errorf("a full answer: %+v", m)
	}
	of := 0
	for _, p := range m.Parts {
		of += p.Of
		if p.Asked == AskFrame {
			t.Error("a frame is asked of what is no video")
		}
	}
	if of != 100 || len(m.Parts) != 5 {
		t.Errorf("the parts make %d points: %+v", of, m.Parts)
	}
	if m := Mark(e, k, Answer{}); m.Total != 0 || m.Right || m.Confident != 0 || m.Brier != 0 {
		t.Errorf("an empty answer: %+v", m)
	}
}

func TestHintsCostTheirPointsAndNoMoreThanThereAre(t *testing.T) {
	e, k := crop()
	for taken, want := range map[int]int{0: 100, 1: 95, 2: 85, 7: 85, -3: 100} {
		a := full()
		a.HintsTaken = taken
		if m := Mark(e, k, a); m.Total != want {
			t.Errorf("%d hints leave %d points, want %d", taken, m.Total, want)
		}
	}
	e.Hints = []int{80, 80}
	a := full()
	a.HintsTaken, a.Pairs = 2, nil
	if m := Mark(e, k, a); m.Total != 0 {
		t.Errorf("%d points", m.Total)
	}
}

// Every mistake has its name, and whatever claims more than there is gets nothing.
func TestWrongChoicesAreNamed(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskChoice}
	for _, c := range []struct {
		truth  Choice
		answer Choice
		named  []string
		want   RemarkKind
		points int
	}{
		{ThisOne, ThisOne, []string{"b"}, ChoiceRight, 100},
		{ThisOne, ThisOne, []string{"b", "b", "nobody"}, ChoiceRight, 100},
		{ThisOne, ThisOne, nil, NoneNamed, 0},
		{ThisOne, ThisOne, []string{"a"}, WrongCandidate, 0},
		{ThisOne, ThisOne, []string{"a", "b", "c"}, TooManyNamed, 0},
		{ThisOne, CantTell, nil, TooCareful, 25},
		{ThisOne, None, nil, Missed, 0},
		{ThisOne, AnotherMoment, []string{"b"}, SameAsAnother, 25},
		{ThisOne, GraphicsOnly, []string{"b"}, SameAsGraphics, 0},
		{ThisOne, "a strange one", nil, NoAnswer, 0},
		{AnotherMoment, ThisOne, []string{"b"}, AnotherAsSame, 0},
		{AnotherMoment, AnotherMoment, []string{"b"}, ChoiceRight, 100},
		{AnotherMoment, None, nil, PlaceUnseen, 25},
		{GraphicsOnly, ThisOne, []string{"b"}, GraphicsAsMatch, 0},
		{GraphicsOnly, None, nil, GraphicsUnseen, 50},
		{GraphicsOnly, ThisOne, []string{"a"}, WrongCandidate, 0}, // which has none
		{GraphicsOnly, ThisOne, []string{"a", "b"}, GraphicsAsMatch, 0},
		{AnotherMoment, ThisOne, []string{"c"}, WrongCandidate, 0},
		{ThisOne, AnotherMoment, []string{"a"}, WrongCandidate, 0},
		{None, ThisOne, []string{"b"}, FalseMatch, 0},
		{None, None, nil, ChoiceRight, 100},
		{None, CantTell, nil, TooCareful, 25},
		{CantTell, ThisOne, []string{"b"}, OverClaimed, 0},
		{CantTell, None, nil, RuledOut, 0},
		{CantTell, CantTell, []string{"a"}, ChoiceRight, 100},
		{CantTell, NotChosen, nil, NoAnswer, 0},
	} {
		k := k
		k.Choice = c.truth
		if !c.truth.NamesCandidates() {
			k.Placements = nil
		}
		m := Mark(e, k, Answer{Choice: c.answer, Candidates: c.named})
		if m.Total != c.points || len(m.Remarks) != 1 || m.Remarks[0].Kind != c.want || m.Right != (c.points == 100) {
			t.Errorf("%q for %q naming %v: %d points, %v, want %d and %s", c.answer, c.truth, c.named, m.Total, kinds(m), c.points, c.want)
		}
	}
}

func TestEachWrongChoiceIsASlipWithAName(t *testing.T) {
	for _, truth := range Choices() {
		for _, said := range Choices() {
			s, known := slips[slip{truth, said}]
			if known == (truth == said) {
				t.Errorf("%s for %s: known %v", said, truth, known)
			}
			if known && (s.share >= 1 || said == ThisOne && s.share > 0) {
				t.Errorf("%s for %s gets %v", said, truth, s.share)
			}
		}
	}
}

func TestACollageWantsAllItsPartsNamed(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskChoice, AskOutline}
	k.Every = true
	k.Placements = []Placement{
		{"a", geom.Identity(), geom.Rect{MaxX: 200, MaxY: 300}.Quad()},
		{"b", geom.Identity(), geom.Rect{MinX: 200, MaxX: 400, MaxY: 300}.Quad()},
	}
	half := Mark(e, k, Answer{Choice: ThisOne, Candidates: []string{"a"}, Outlines: []Outline{{"a", k.Placements[0].Within}}})
	whole := Mark(e, k, Answer{Choice: ThisOne, Candidates: []string{"b", "a"}, Outlines: []Outline{{"a", k.Placements[0].Within}, {"b", k.Placements[1].Within}}})
	if half.Total < 49 || half.Total > 51 || half.Right || whole.Total != 100 || !slices.Contains(kinds(half), PartUnnamed) {
		t.Errorf("half gets %d (%v), all %d", half.Total, kinds(half), whole.Total)
	}
	k.Every = false // two copies: either will do
	if m := Mark(e, k, Answer{Choice: ThisOne, Candidates: []string{"b"}, Outlines: []Outline{{"b", k.Placements[1].Within}}}); m.Total != 100 {
		t.Errorf("one of two copies gets %d", m.Total)
	}
}

func TestOutlinesAreMarkedByTheirArea(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskOutline}
	truth := geom.Rect{MinX: 200, MinY: 100, MaxX: 1000, MaxY: 700} // on the candidate
	q := truth.Quad()
	for name, c := range map[string]struct {
		quad  geom.Quad
		least float64
		most  float64
	}{
		"exact":              {q, 1, 1},
		"mirrored corners":   {geom.Quad{q[1], q[0], q[3], q[2]}, 1, 1},
		"swapped corners":    {geom.Quad{q[0], q[2], q[1], q[3]}, 1, 1},
		"by a careful hand":  {truth.Grown(-8).Quad(), 1, 1},
		"half of it":         {geom.Rect{MinX: 200, MinY: 100, MaxX: 600, MaxY: 700}.Quad(), 0.3, 0.4},
		"all of the picture": {e.Candidates[1].Size.Quad(), 0, 0},
		"beside it":          {geom.Rect{MinX: 1200, MinY: 100, MaxX: 1500, MaxY: 700}.Quad(), 0, 0},
		"beyond the picture": {geom.Rect{MinX: 9000, MinY: 100, MaxX: 9900, MaxY: 700}.Quad(), 0, 0},
		"a line":             {geom.Quad{{X: 1, Y: 1}, {X: 2, Y: 2}, {X: 3, Y: 3}, {X: 4, Y: 4}}, 0, 0},
		"a point":            {geom.Quad{q[0], q[0], q[0], q[0]}, 0, 0},
		"three corners":      {geom.Quad{q[0], q[1], q[2], q[2]}, 0.3, 0.4},
		"no numbers":         {geom.Quad{{X: math.NaN(), Y: 1}, q[1], q[2], q[3]}, 0, 0},
		"endless":            {geom.Quad{{X: math.Inf(-1), Y: 1}, q[1], q[2], q[3]}, 0, 0},
		"huge":               {geom.Rect{MinX: -1e300, MinY: -1e300, MaxX: 1e300, MaxY: 1e300}.Quad(), 0, 0},
		"nothing":            {geom.Quad{}, 0, 0},
	} {
		m := Mark(e, k, Answer{Outlines: []Outline{{"b", c.quad}}})
		if share := shareOf(t, m, AskOutline); !(share >= c.least && share <= c.most) {
			t.Errorf("%s: %v, want %v to %v", name, share, c.least, c.most)
		}
	}
	m := Mark(e, k, Answer{Outlines: []Outline{{"a", q}, {"nobody", q}}})
	if m.Total != 0 || kinds(m)[0] != OutlineElsewhere {
		t.Errorf("an outline on a decoy: %+v", m)
	}
	m = Mark(e, k, Answer{Outlines: []Outline{{"b", e.Candidates[1].Size.Quad()}, {"b", q}}})
	if m.Total != 0 {
		t.Error("the second outline on a candidate counts")
	}
}

func TestIoUIsTheSameBothWaysAndOfItself(t *testing.T) {
	within := geom.Rect{MaxX: 1000, MaxY: 1000}
	quad := func(t *rapid.T, name string) (q geom.Quad) {
		for i := range q {
			q[i] = geom.Point{X: rapid.Float64Range(-200, 1200).Draw(t, fmt.Sprint(name, i, "x")), Y: rapid.Float64Range(-200, 1200).Draw(t, fmt.Sprint(name, i, "y"))}
		}
		return q
	}
	rapid.Check(t, func(t *rapid.T) {
		a, b := quad(t, "a"), quad(t, "b")
		if Empty(a) || Empty(b) {
			t.Skip("nothing is outlined")
		}
		ab, ba := IoU(a, b, within), IoU(b, a, within)
		if !(ab >= 0 && ab <= 1) || math.Abs(ab-ba) > 1e-3 {
			t.Fatalf("%v one way, %v the other", ab, ba)
		}
		if self := IoU(a, a, within); self != 0 && math.Abs(self-1) > 1e-3 {
			t.Fatalf("of itself %v", self)
		}
	})
}

func TestPairsAreMeasuredByTheTrueMap(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskPairs}
	right := full().Pairs
	moved := func(p Pair, by float64) Pair { p.Candidate.X += by; return p }
	for name, c := range map[string]struct {
		pairs []Pair
		want  float64
	}{
		"four right":                 {right, 1},
		"two right":                  {right[:2], 0.5},
		"one detail four times":      {[]Pair{right[0], right[0], moved(right[0], 1), right[0]}, 0.25},
		"a little off":               {[]Pair{moved(right[0], 9), moved(right[1], -9), moved(right[2], 9), moved(right[3], 9)}, 1}, // the claim's diagonal is 1000 px on the candidate
		"half":                       {[]Pair{moved(right[0], 20), moved(right[1], -20), moved(right[2], 20), moved(right[3], 20)}, 0.5},
		"far off":                    {[]Pair{moved(right[0], 40), moved(right[1], -40), moved(right[2], 400), moved(right[3], 40)}, 0},
		"four right and two wrong":   {append(slices.Clone(right), moved(right[0], 300), moved(right[1], 300)), 0.75},
		"outside of the claim":       {[]Pair{{"b", geom.Point{X: 4000, Y: 0}, k.Placements[0].CandidateFromClaimed.Apply(geom.Point{X: 4000, Y: 0})}}, 0},
		"on a decoy":                 {[]Pair{{"a", right[0].Claimed, right[0].Candidate}}, 0},
		"numbers that are none":      {[]Pair{{"b", geom.Point{X: math.NaN(), Y: 1}, geom.Point{X: 1, Y: math.Inf(1)}}}, 0},
		"a hundred thousand of them": {slices.Repeat([]Pair{moved(right[0], 300)}, 100_000), 0},
	} {
		if share := shareOf(t, Mark(e, k, Answer{Pairs: c.pairs}), AskPairs); math.Abs(share-c.want) > 1e-6 {
			t.Errorf("%s: %v, want %v", name, share, c.want)
		}
	}
	k.Placements[0].Within = geom.Rect{MaxX: 100, MaxY: 100}.Quad()
	if share := shareOf(t, Mark(e, k, Answer{Pairs: right}), AskPairs); share >= 0.25 {
		t.Errorf("pairs outside of the part that the map holds for get %v", share)
	}
}

func TestDifferencesAreFoundByTheirBoxes(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskDifferences}
	one, two := k.Differences[0], k.Differences[1]
	var grid []geom.Rect
	for y := range 15 {
		for x := range 20 {
			grid = append(grid, geom.Rect{MinX: float64(20 * x), MinY: float64(20 * y), MaxX: float64(20*x + 20), MaxY: float64(20*y + 20)})
		}
	}
	for name, c := range map[string]struct {
		boxes []geom.Rect
		least float64
		most  float64
	}{
		"both":                {[]geom.Rect{two, one}, 1, 1},
		"with air":            {[]geom.Rect{one.Grown(10), two.Grown(10)}, 1, 1},
		"one":                 {[]geom.Rect{one}, 0.5, 0.5},
		"one twice":           {[]geom.Rect{one, one.Grown(-1)}, 0.5, 0.5},
		"both in pieces":      {[]geom.Rect{{MinX: 20, MinY: 20, MaxX: 40, MaxY: 40}, {MinX: 60, MinY: 50, MaxX: 80, MaxY: 70}, {MinX: 300, MinY: 200, MaxX: 320, MaxY: 260}, {MinX: 340, MinY: 200, MaxX: 360, MaxY: 260}}, 1, 1},
		"both and two wrong":  {[]geom.Rect{one, two, {MinX: 200, MinY: 20, MaxX: 260, MaxY: 80}, {MinX: 120, MinY: 220, MaxX: 160, MaxY: 280}}, 0.66, 0.67},
		"all of the picture":  {[]geom.Rect{e.Claim.Size.Rect()}, 0, 0},
		"a grid over it":      {grid, 0, 0.03},
		"begun at the bottom": {[]geom.Rect{{MinX: one.MaxX, MinY: one.MaxY, MaxX: one.MinX, MaxY: one.MinY}, two}, 1, 1},
		"no area":             {[]geom.Rect{{MinX: 5, MaxX: 5, MaxY: 9}}, 0, 0},
		"numbers that are no": {[]geom.Rect{{MinX: math.NaN(), MaxX: 5, MaxY: math.Inf(1)}}, 0, 0},
	} {
		m := Mark(e, k, Answer{Differences: c.boxes})
		if share := shareOf(t, m, AskDifferences); !(share >= c.least && share <= c.most) {
			t.Errorf("%s: %v (%v), want %v to %v", name, share, kinds(m), c.least, c.most)
		}
	}
	k.Differences = []geom.Rect{{MinX: 100, MinY: 100, MaxX: 103, MaxY: 103}}
	if share := shareOf(t, Mark(e, k, Answer{Differences: []geom.Rect{{MinX: 94, MinY: 94, MaxX: 110, MaxY: 110}}}), AskDifferences); share != 1 {
		t.Errorf("a box around something tiny gets %v", share)
	}
}

func TestMomentsLoseByTheirDistance(t *testing.T) {
	e, k := crop()
	e.Asked, e.Candidates[1].Video = []Asked{AskFrame}, true
	k.From, k.To = 10*time.Second, 10*time.Second+80*time.Millisecond
	for frame, want := range map[time.Duration]float64{
		10 * time.Second: 1, k.To: 1, k.To + 100*time.Millisecond: 0.9, 9600 * time.Millisecond: 0.6, 8 * time.Second: 0.3, 7 * time.Second: 0, 0: 0, math.MinInt64: 0, math.MaxInt64: 0,
	} {
		if share := shareOf(t, Mark(e, k, Answer{Frame: frame, HasFrame: true}), AskFrame); share != want {
			t.Errorf("%v: %v, want %v", frame, share, want)
		}
	}
	if m := Mark(e, k, Answer{}); m.Total != 0 || kinds(m)[0] != FrameMissing {
		t.Errorf("%+v", m)
	}
}

// What is asked gives nothing away: an empty part that the truth has no place for
// costs nothing, a part filled in there does.
func TestPartsThatDontApplyCostOnlyWhereTheyWereFilledIn(t *testing.T) {
	e, k := crop()
	k.Choice, k.Placements, k.Differences, k.Checklist = None, nil, nil, nil
	if m := Mark(e, k, Answer{Choice: None}); m.Total != 100 || len(m.Parts) != 1 {
		t.Errorf("%+v", m)
	}
	a := full()
	a.Choice, a.HasFrame = None, true
	m := Mark(e, k, a)
	if m.Total != 33 || len(m.Parts) != 5 {
		t.Errorf("%d points, %+v", m.Total, m.Parts)
	}
	for _, kind := range []RemarkKind{OutlineNeedless, PairsNeedless, DifferencesNeedless, FrameNeedless} {
		if !slices.Contains(kinds(m), kind) {
			t.Errorf("%s is not said", kind)
		}
	}
	if m := Mark(e, k, Answer{}); m.Total != 0 {
		t.Errorf("nothing at all gets %d", m.Total)
	}
}

func TestConclusionsAreRatedByTheChecklist(t *testing.T) {
	e, k := crop()
	e.Asked = []Asked{AskWording}
	for name, c := range map[string]struct {
		wording string
		ratings []Rating
		want    int
	}{
		"all met":     {"A", []Rating{Yes, Yes, Yes, Yes, No}, 100},
		"half":        {"A", []Rating{Yes, No, Yes, NotRated, Yes}, 40},
		"unrated":     {"A", nil, 0},
		"too many":    {"A", slices.Repeat([]Rating{Yes}, 1000), 80},
		"no ratings":  {"A", []Rating{"maybe", "", "x", "1", "no?"}, 0},
		"not written": {" \n", []Rating{Yes, Yes, Yes, Yes, No}, 0},
	} {
		if m := Mark(e, k, Answer{Wording: c.wording, Ratings: c.ratings}); m.Total != c.want {
			t.Errorf("%s: %d, want %d", name, m.Total, c.want)
		}
	}
}

func TestWordsBeyondTheEvidenceAreNamed(t *testing.T) {
	for wording, want := range map[string][]string{
		"This PROVES that it is a fake, and the Original is ours.": {"PROVES", "fake", "Original"},
		"The comparison does not prove who posted it.":             nil,
		"Sammenligningen beviser ikke noe.":                        {"beviser"}, // the denial stands behind
		"Det er ikke bevist at bildet er forfalsket.":              nil,
		"Utvilsomt falskt.":                                        {"Utvilsomt", "falskt"},
		"Improvement of the proving ground, as before":             nil,
		"It is not the same. It is fake!":                          {"fake"},
		"":                                                         nil,
	} {
		if got := Overclaims(wording); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", wording, got, want)
		}
	}
}

func TestEveryRemarkIsSaidInBothLanguages(t *testing.T) {
	for _, kind := range RemarkKinds() {
		r := Remark{Kind: kind, Share: 0.9, Count: 2, Of: 3, Off: 1200 * time.Millisecond, Word: "fake"}
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if s := r.Say(l); strings.ContainsAny(s, "[]{}") || !strings.HasSuffix(s, ".") {
				t.Errorf("%s: %q", kind, s)
			}
		}
		if r.Say(words.English) == r.Say(words.Norwegian) {
			t.Errorf("%s is the same in both languages", kind)
		}
	}
	if s := (Remark{Kind: SureAndWrong, Share: 0.9}).Say(words.English); s != "Was 90\u00a0% sure, and wrong." {
		t.Errorf("%q", s)
	}
}

func TestEveryChoiceFamilyAndPartHasAName(t *testing.T) {
	var all []interface{ Say(words.Language) string }
	for _, c := range append(Choices(), NotChosen) {
		all = append(all, c)
	}
	for _, f := range Families() {
		all = append(all, f)
	}
	for part := range weights {
		all = append(all, part)
	}
	for _, named := range all {
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if s := named.Say(l); s == "" || strings.ContainsAny(s, "[]{}") {
				t.Errorf("%v: %q", named, s)
			}
		}
	}
}

func TestConfidenceIsExplainedInASentence(t *testing.T) {
	attempt := func(confident int, right bool) Attempt {
		return Attempt{Marks: Marks{Right: right}.WithConfidence(confident)}
	}
	for _, c := range []struct {
		attempts []Attempt
		want     string
	}{
		{[]Attempt{attempt(90, false), attempt(95, false), attempt(60, true)}, "You were 90 % sure or more, and wrong twice. You trust your choices more than they bear: 82 % on average, and 1 of 3 right. Brier score 0.62; 0 is best, and saying 50 % each time gives 0.25."},
		{[]Attempt{attempt(80, true), attempt(70, true), attempt(75, false), attempt(0, false)}, "Your confidence fits your choices: 75 % on average, and 2 of 3 right. Brier score 0.23; 0 is best, and saying 50 % each time gives 0.25."},
		{[]Attempt{attempt(50, true), attempt(56, true)}, "So far: 53 % sure on average, and 2 of 2 right. Brier score 0.22; 0 is best, and saying 50 % each time gives 0.25."},
		{[]Attempt{attempt(50, true), attempt(56, true), attempt(50, true)}, "You may trust your choices more: 52 % on average, and 3 of 3 right. Brier score 0.23; 0 is best, and saying 50 % each time gives 0.25."},
		{[]Attempt{attempt(0, true), attempt(-5, true), attempt(1000, false), attempt(49, true)}, ""},
	} {
		if got := strings.ReplaceAll(Calibrate(c.attempts).Say(words.English), "\u00a0", " "); got != c.want {
			t.Errorf("got  %q\nwant %q", got, c.want)
		}
	}
}

// Whatever an answer or a key holds, marks stay within 0 and 100.
func FuzzMark(f *testing.F) {
	f.Add(200.0, 100.0, 1000.0, 700.0, 1.0, "b", uint8(1), 3)
	f.Add(math.NaN(), math.Inf(1), -1e308, 1e308, 1e-300, "", uint8(9), -1)
	f.Fuzz(func(t *testing.T, x, y, z, w, scale float64, id string, choice uint8, n int) {
		e, k := crop()
		k.Choice = append(Choices(), NotChosen)[int(choice)%6]
		k.Placements[0].CandidateFromClaimed[0] *= scale
		k.Placements[0].Within = geom.Quad{{X: x, Y: y}, {X: z, Y: y}, {X: z, Y: w}, {X: x, Y: w}}
		k.Differences[0] = geom.Rect{MinX: y, MinY: x, MaxX: w, MaxY: z}
		k.From, k.To = time.Duration(n), -time.Duration(n)
		a := full()
		a.Candidates, a.HintsTaken, a.Confidence = []string{id, "b"}, n, n
		a.Outlines = append(a.Outlines, Outline{id, k.Placements[0].Within})
		a.Pairs = append(a.Pairs, Pair{id, geom.Point{X: x, Y: y}, geom.Point{X: z, Y: w}})
		a.Differences = append(a.Differences, geom.Rect{MinX: x, MinY: y, MaxX: z, MaxY: w})
		m := Mark(e, k, a)
		if m.Total < 0 || m.Total > 100 || math.IsNaN(m.Brier) {
			t.Fatalf("%+v", m)
		}
		for _, p := range m.Parts {
			if !(p.Share >= 0 && p.Share <= 1) || p.Points < 0 || p.Points > p.Of {
				t.Fatalf("%+v", p)
			}
		}
	})
}

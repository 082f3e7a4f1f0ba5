package inspector

import (
	"image/color"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// part is a pair that agrees in the upper right of the claim, where its points
// lie, and nowhere else; the lowest rows can't be told.
func part() Value {
	v := pair(Compared)
	a := &v.Alignment
	a.Verdict, a.Inliers, a.ClaimCovered = align.Partial, nil, 0.9
	for y := 0.; y < 280; y += 20 {
		for x := 0.; x <= 440; x += 20 {
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}}
			if x >= 360 && y < 80 {
				c.ZNCC = 0.9
				at := c.Box.Centre()
				a.Inliers = append(a.Inliers, align.Inlier{Claimed: at, Candidate: a.CandidateFromClaimed.Apply(at)})
			}
			a.Support = append(a.Support, c)
		}
	}
	v.Support = support.Of(*a, v.Claim.Pixels, v.Candidate.Pixels)
	return v
}

func TestAPartIsToldWithItsPlaceAndShare(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, part())
	has(t, v.finding.column, "Shares only a part", "Agrees with picos-trek-2009.jpg: upper right, 5 % of the claim.")
	has(t, v.support, "Support", "Agrees", "5 % of the claim: upper right", "Disagrees", "76 % of the claim: most of the picture",
		"Not shared", "10 %: the candidate does not show it", "Can’t be told", "9 %: too flat, or at the edge of an area", "Points", "20 agree, in 4 of 63 squares of what both pictures show")
	for _, text := range texts(v.transform) {
		if text == "Crop" {
			t.Error("a part that agrees is called a crop")
		}
	}
	v.SetLanguage(words.Norwegian)
	has(t, v.finding.column, "Stemmer med picos-trek-2009.jpg: øverst til høyre, 5 % av påstandsbildet.")
	has(t, v.support, "Støtte for samsvar", "Stemmer ikke", "20 stemmer, i 4 av 63 ruter av det begge bildene viser")
}

// moment is a match whose lower left holds other content.
func moment() Value {
	v := pair(Compared)
	a := &v.Alignment
	a.ClaimCovered, a.CandidateCovered = 1, 0.5
	a.Notes = []align.Note{align.OtherMomentPossible}
	a.Moved = []align.Region{{Box: geom.Rect{MinX: 0, MinY: 262, MaxX: 96, MaxY: 362}, Strength: 5}}
	v.Support = support.Of(*a, v.Claim.Pixels, v.Candidate.Pixels)
	return v
}

func TestWhatChangedIsToldAsThatAndFramedOnTheMap(t *testing.T) {
	value := moment()
	v, _ := open(t, words.English, 296, 698, value)
	has(t, v.finding.column, "The claim agrees with 50 % of picos-trek-2009.jpg, except in 6 % of the claim.")
	has(t, v.support, "Changed", "6 % of the claim: lower left. Another moment possible", "Disagrees", "nowhere",
		"The claim in small. Filled: agrees. Frames: changed content. Dots: points that agree.")
	m := newSupportMap(value.Support, value.Claim.Pixels)
	m.raster.Generator(144, 108)
	if inside, rim := m.image.NRGBAAt(14, 92), m.image.NRGBAAt(14, 79); inside == look.Now().Partial || rim != look.Now().Partial {
		t.Errorf("what changed is %v and its rim %v", inside, rim)
	}
	v.SetLanguage(words.Norwegian)
	has(t, v.support, "Endret", "6 % av påstandsbildet: nederst til venstre. Kan være et annet øyeblikk")
}

func TestAllOverIsSaidOnlyWhereItIsSo(t *testing.T) {
	for _, c := range []struct {
		claim, candidate float64
		moved            bool
		en, nb           string
	}{
		{1, 0.5, false, "The claim agrees with 50 % of picos-trek-2009.jpg, all over.", "Påstandsbildet stemmer med 50 % av picos-trek-2009.jpg, over det hele."},
		{0.3, 0.5, false, "30 % of the claim agrees with 50 % of picos-trek-2009.jpg.", "30 % av påstandsbildet stemmer med 50 % av picos-trek-2009.jpg."},
		{0.3, 1, false, "30 % of the claim agrees with all of picos-trek-2009.jpg.", "30 % av påstandsbildet stemmer med hele picos-trek-2009.jpg."},
		{0.3, 1, true, "30 % of the claim agrees with all of picos-trek-2009.jpg, except in 6 % of the claim.", "30 % av påstandsbildet stemmer med hele picos-trek-2009.jpg, unntatt i 6 % av påstandsbildet."},
		{1, 1, true, "The claim agrees with all of picos-trek-2009.jpg, except in 6 % of the claim.", "Påstandsbildet stemmer med hele picos-trek-2009.jpg, unntatt i 6 % av påstandsbildet."},
	} {
		value := moment()
		value.Alignment.ClaimCovered, value.Alignment.CandidateCovered = c.claim, c.candidate
		if !c.moved {
			value.Support = nil
		}
		for l, want := range map[words.Language]string{words.English: c.en, words.Norwegian: c.nb} {
			if got := strings.ReplaceAll(agrees(l, value), "\u00a0", " "); got != want {
				t.Errorf("%v of the claim, %v of the candidate: %q, want %q", c.claim, c.candidate, got, want)
			}
		}
	}
}

func TestTheOutlinesErrorIsToldInPlainWords(t *testing.T) {
	value := part()
	v, _ := open(t, words.English, 296, 698, value)
	for _, text := range texts(v.support) {
		if strings.Contains(text, "corner") {
			t.Errorf("an error that was not estimated is told: %q", text)
		}
	}
	value.Alignment.CornerErrorPx = 0.314
	value.Alignment.Log10NFA--
	v.Show(value)
	has(t, v.support, "Outline", "may be 0.31 px off at its worst corner; in 95 of 100 cases less")
	value.Alignment.CornerErrorPx = 0.0004
	value.Alignment.Log10NFA--
	v.Show(value)
	has(t, v.support, "may be 0.01 px off at its worst corner; in 95 of 100 cases less")
	v.SetLanguage(words.Norwegian)
	has(t, v.support, "Omriss", "kan ligge 0,01 px feil i det dårligste hjørnet; i 95 av 100 tilfeller mindre")
}

func TestSupportIsToldOnlyOfAnAlignmentOfTheProgram(t *testing.T) {
	value := part()
	for name, change := range map[string]func(){
		"being compared": func() { value.State = Comparing },
		"by hand":        func() { value.Alignment.Status = align.ByHand },
		"not aligned":    func() { value.Alignment.Status = align.NoOverlap },
		"none":           func() { value.Support = nil },
	} {
		value = part()
		change()
		if v, _ := open(t, words.English, 296, 698, value); v.support.Visible() {
			t.Errorf("%s: support is told", name)
		}
	}
}

func TestTheMapShowsWhatAgreesByFillAndWhatDoesNotByCrosses(t *testing.T) {
	value := part()
	open(t, words.English, 296, 698, value)
	m := newSupportMap(value.Support, value.Claim.Pixels)
	fit := m.fitted(264)
	if ratio := fit.Width / fit.Height; ratio < 1.31 || ratio > 1.34 || fit.Height > mapHeight {
		t.Errorf("the map of 480 × 362 is %v", fit)
	}
	m.raster.Generator(144, 108)
	count := func(x0, y0, x1, y1 int, c color.NRGBA) (n int) {
		for y := y0; y < y1; y++ {
			for x := x0; x < x1; x++ {
				if m.image.NRGBAAt(x, y) == c {
					n++
				}
			}
		}
		return n
	}
	t1, fill := look.Now(), m.drawn.fill
	if n := count(112, 2, 142, 22, fill); n < 150 {
		t.Errorf("%d pixels of the part that agrees are filled", n)
	}
	if n := count(112, 2, 142, 22, t1.Text); n < 9 {
		t.Errorf("%d pixels of it are points", n)
	}
	if a, b := count(0, 2, 100, 80, fill), count(0, 2, 100, 80, t1.Partial); a > 0 || b < 200 {
		t.Errorf("where nothing agrees %d pixels are filled and %d are crosses", a, b)
	}
	if n := count(2, 95, 142, 106, t1.Partial); n > 0 {
		t.Errorf("%d pixels contradict where nothing can be told", n)
	}
}

package report

import (
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// give supports an alignment of the claim of matched: points and cells that
// agree left of x, and cells that contradict right of it.
func give(a *align.Alignment, x float64) {
	a.Inliers, a.Support = nil, nil
	for top := 0.; top+40 <= 160; top += 20 {
		for left := 0.; left+40 <= 200; left += 20 {
			c := align.Cell{Box: geom.Rect{MinX: left, MinY: top, MaxX: left + 40, MaxY: top + 40}}
			if left+40 <= x {
				c.ZNCC = 0.9
				at := c.Box.Centre()
				a.Inliers = append(a.Inliers, align.Inlier{Claimed: at, Candidate: a.CandidateFromClaimed.Apply(at), ResidualPx: 0.2})
			}
			a.Support = append(a.Support, c)
		}
	}
}

func TestSupportOfAMatchAndOfAPartIsDrawnAndSaid(t *testing.T) {
	for _, c := range []struct {
		name     string
		language words.Language
		want     []string
	}{
		{"part", words.English, []string{
			"The pictures agree only in a part.", "Agrees: along the left side, 20 % of the claim.", "70 % of the claim disagrees: most of the picture.",
			"Of 10 % nothing can be told", "Figure 3. (L) The claim. (R) The candidate, as received. Lines join points that agree. Demonstrative.",
			"14 of 14 agreeing points", "Support: 63 squares of 40 × 40 px of the claim", "Area that agrees 20 %",
		}},
		{"supported", words.English, []string{
			"Figure 9. (L) The claim. (R) The found picture, as received. Lines join points that agree. Demonstrative.",
			"Agrees: left, 50 % of the claim.", "Disagrees: 40 %", "24 of 35 agreeing points", "Spread of the agreeing points",
			"no corner of the outline is further off, in 95 of 100 cases", "0.30 px",
		}},
		{"supported", words.Norwegian, []string{
			"Figur 9. (V) Påstandsbildet. (H) Det funne bildet, slik vi mottok det. Linjer forbinder punkter som stemmer. Demonstrasjonsfigur.",
			"Stemmer: til venstre, 50 % av påstandsbildet.", "Stemmer ikke: 40 %", "24 av 35 punkter som stemmer",
			"lenger unna ligger ikke noe hjørne av omrisset, i 95 av 100 tilfeller",
		}},
		{"moment", words.English, []string{
			"but parts differ. It may be another exposure from the same place: look at what moves.",
			"9 % of the claim shows changed content: lower right. It may be another moment.",
			"Changed content: lower right, 9 % of the claim", "Area of changed content 9 %",
		}},
		{"moment", words.Norwegian, []string{
			"9 % av påstandsbildet viser endret innhold: nederst til høyre. Det kan være et annet øyeblikk.",
			"Endret innhold: nederst til høyre, 9 % av påstandsbildet", "Flate med endret innhold 9 %",
		}},
		{"part", words.Norwegian, []string{
			"Figur 3. (V) Påstandsbildet. (H) Kandidaten, slik vi mottok det.", "Stemmer: langs venstre side, 20 % av påstandsbildet.",
		}},
	} {
		in := cases()[c.name].Input
		in.Language = c.language
		mustSay(t, said(composed(t, in).Pages...), c.want...)
	}
}

func TestSupportIsDrawnOnlyWhereItIsTheFinding(t *testing.T) {
	all := cases()
	for name, drawn := range map[string]bool{
		"part": true, "supported": true, "uncertain": false, "no match": false, "by hand": false, "horizon": false, "found gone": false,
	} {
		if got := strings.Contains(said(composed(t, all[name].Input).Pages...), "Lines join"); got != drawn {
			t.Errorf("%s: the support is drawn: %v, want %v", name, got, drawn)
		}
	}
}

// What contradicts differs from what agrees without colour: its lines are
// dashed, and there are crosses on it.
func TestAreasOfAReportDifferWithoutColour(t *testing.T) {
	dashed, crosses := 0, 0
	for _, page := range composed(t, cases()["part"].Input).Pages {
		for _, item := range page.Items {
			s, ok := item.(figure.Shape)
			if !ok || s.Stroke == nil || s.Fill != nil {
				continue
			}
			if len(s.Dash) > 0 && len(s.Paths) > 0 && s.Paths[0].Closed && *s.Stroke != figure.White {
				dashed++
			}
			if len(s.Paths) > 8 && len(s.Paths[0].Points) == 2 && len(s.Paths)%2 == 0 && s.Paths[0].Points[0].Distance(s.Paths[0].Points[1]) < 3 {
				crosses++
			}
		}
	}
	// Each is drawn twice, on both pictures; the legend has the dashed line too.
	if dashed < 4 || crosses != 4 {
		t.Errorf("%d dashed shapes and %d of crosses, want at least 4 and 4", dashed, crosses)
	}
}

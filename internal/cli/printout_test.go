package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func TestAPartAndChangedContentAreToldWithTheirPlace(t *testing.T) {
	size := geom.Size{Width: 480, Height: 360}
	a := align.Alignment{Verdict: align.Partial, Status: align.Approximate, Model: align.Similarity, CandidateFromClaimed: geom.Identity(), ClaimCovered: 1, CandidateCovered: 1}
	for y := 0.; y < 80; y += 20 {
		for x := 320.; x < 440; x += 20 {
			a.Support = append(a.Support, align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 40, MaxY: y + 40}, ZNCC: 0.9})
		}
	}
	other := a
	other.Verdict, other.Status = align.Match, align.Aligned
	other.Moved = []align.Region{{Box: geom.Rect{MaxX: 96, MinY: 260, MaxY: 360}}}
	for _, c := range []struct {
		alignment align.Alignment
		language  words.Language
		want, not string
	}{
		{a, words.English, "Agrees: upper right, 8 % of the claim.", "The claim shows"},
		{a, words.Norwegian, "Stemmer: øverst til høyre, 8 % av påstandsbildet.", "Påstandsbildet viser"},
		{other, words.English, "Changed content: lower left, 6 % of the claim.", "Agrees:"},
		{other, words.Norwegian, "Endret innhold: nederst til venstre, 6 % av påstandsbildet.", "Stemmer:"},
	} {
		var out bytes.Buffer
		p := newPrintout(session{Streams: Streams{Out: &out}, Language: c.language}, false, 1)
		p.candidate(casefile.Evidence{Pixels: size}, casefile.Evidence{Path: "b.jpg", Pixels: size}, casefile.Comparison{Alignment: c.alignment}, 1)
		says := strings.ReplaceAll(out.String(), "\u00a0", " ")
		if !strings.Contains(says, c.want) || strings.Contains(says, c.not) {
			t.Errorf("says %q, want %q and not %q", says, c.want, c.not)
		}
	}
}

package inspector

import (
	"math"
	"slices"
	"strconv"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/words"
)

// outsideItems says how much of the candidate lies outside the claim, how far it
// reaches on each side, and which lettering or graphics the claim's edges cut.
// Without an alignment that is certain it says so, and nothing else; and without
// any only in the mode that asks for it.
func outsideItems(l words.Language, v Value) []look.Item {
	a := v.Alignment
	sentence := func(key string) []look.Item {
		return []look.Item{{Object: look.NewText(l.Say(key), look.Body, look.InSecond), Above: factAbove}}
	}
	if v.State != Compared {
		return nil
	}
	layout, ok := outside.Of(v.Claim.Pixels, v.Candidate.Pixels, a.CandidateFromClaimed)
	switch {
	case !v.OutsideFirst && (!a.Placed() || !ok):
		return nil
	case !a.Placed() || !ok:
		return sentence("outside.not-aligned")
	case !a.Verdict.Accepted() && a.Status != align.ByHand:
		return sentence("outside.not-certain")
	case len(layout.Parts) == 0:
		return sentence("outside.nothing")
	}
	items := []look.Item{
		{Object: look.NewText(l.Percent(1-layout.Inside, 0), look.Big, look.InText), Above: look.Gap4},
		{Object: look.NewText(l.Say("outside.share"), look.Body, look.InSecond)},
	}
	above := float32(look.Gap8)
	for _, p := range layout.Parts {
		says := l.Say("outside.part-share", "share", l.Percent(p.Share, 0))
		if layout.Upright {
			says = l.Say("outside.px", "n", l.Count(int64(math.Round(layout.Margins[p.Side])))) + " · " + l.Percent(p.Share, 0)
		}
		items = append(items, look.Item{Object: look.NewFact(l.Say("outside.part."+p.Side.String()), says, keyWidth), Above: above})
		above = factAbove
	}
	if v.EyesFirst {
		return items
	}
	items = append(items, look.Item{Object: look.NewText(l.Say("outside.cut"), look.BodyBold, look.InText), Above: look.Gap16})
	switch {
	case v.Residue == nil:
		return append(items, sentence("outside.looking")...)
	case len(v.Residue.Residues) == 0:
		return append(items, sentence("outside.none")...)
	}
	for _, told := range residueSentences(l, v.Residue.Residues) {
		items = append(items, look.Item{Object: look.NewFact(told[0], told[1], numberWidth), Above: look.Gap4})
	}
	return items
}

// residueSentences returns a sentence for each kind at each edge, with the numbers that it is about.
func residueSentences(l words.Language, all []outside.Residue) (told [][2]string) {
	for i, r := range all[:min(len(all), mostResidues)] {
		says := l.Say("outside.residue."+r.Kind.String(), "edge", l.Say("outside.edge."+r.Edge.String()))
		n := strconv.Itoa(i + 1)
		if at := slices.IndexFunc(told, func(t [2]string) bool { return t[1] == says }); at >= 0 {
			told[at][0] += " " + n
		} else {
			told = append(told, [2]string{n, says})
		}
	}
	return told
}

// mostResidues is how many are told: those that the stage marks with a number.
const mostResidues = 6

const numberWidth = 34 // of the numbers before them, pixels at a text size of 100 %

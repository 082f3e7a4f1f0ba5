// Package marks says the marks of a pair in words: what one is called, how its
// places were found, and what was measured there. Its main functions take a
// casefile.Mark. It promises that window and report say the same, and that a
// place that the alignment carries is never told as evidence for it.
package marks

import (
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// Name returns what a person called a detail, or its number in words.
func Name(l words.Language, m casefile.Mark, number int) string {
	if m.Text != "" {
		return m.Text
	}
	return l.Say("detail.unnamed", "n", strconv.Itoa(number))
}

// Called returns what a mark is called by its kind and its number.
func Called(l words.Language, m casefile.Mark, number int) string {
	kind := l.Say("mark.kind." + string(m.Kind))
	if number == 0 {
		return kind
	}
	return l.Say("mark.numbered", "kind", kind, "n", strconv.Itoa(number))
}

// How says how the places of a detail were found; empty of one that is on one
// picture alone.
func How(l words.Language, m casefile.Mark) string {
	side := l.Say("detail.side." + string(m.Set))
	switch m.Twin {
	case casefile.NoTwin:
		return ""
	case casefile.ByHand:
		return l.Say("detail.hand")
	case casefile.ByMeasure:
		return l.Say("detail.snapped", "side", side)
	case casefile.ByAlignment:
	}
	if m.UncertaintyPx > 0 {
		return l.Say("detail.carried", "side", side, "px", Px(l, m.UncertaintyPx))
	}
	return l.Say("detail.carried.unknown", "side", side)
}

// Again says what came of looking for a detail again by its pixels; empty where
// the alignment did not place it.
func Again(l words.Language, m casefile.Mark) string {
	r := m.Measured
	switch {
	case m.Twin != casefile.ByAlignment:
		return ""
	case r == nil:
		return l.Say("detail.not-tried")
	case !r.Found:
		return l.Say("detail.not-found", "radius", l.Number(r.RadiusPx, 0))
	}
	return l.Say("detail.found", "radius", l.Number(r.RadiusPx, 0), "px", l.Number(r.ResidualPx, 2), "agreement", l.Number(r.Agreement, 2))
}

// Position says in a few words how certain a detail's place is on the other
// picture; empty where that isn't known.
func Position(l words.Language, m casefile.Mark) string {
	switch m.Twin {
	case casefile.NoTwin:
		return l.Say("detail.one-sided")
	case casefile.ByHand:
		return l.Say("detail.by-hand")
	case casefile.ByMeasure:
		return l.Say("detail.by-measure")
	case casefile.ByAlignment:
	}
	if m.UncertaintyPx == 0 {
		return ""
	}
	return l.Say("detail.within", "px", Px(l, m.UncertaintyPx))
}

// Px writes a small length of which the first digits count.
func Px(l words.Language, px float64) string {
	if px < 0.1 {
		return l.Number(px, 2)
	}
	return l.Number(px, 1)
}

package casework

import (
	"cmp"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
)

// rankOf orders the verdicts: what was found first, what could not be read last.
var rankOf = map[align.Verdict]int{
	align.Identical: 0, align.Match: 1, align.Partial: 3, align.Uncertain: 4,
	align.NoMatch: 5, align.VerdictUnset: 6, align.Unreadable: 7,
}

// rank is that of the verdict; what a person aligned stands behind what the program found.
func rank(a align.Alignment) int {
	if a.Status == align.ByHand {
		return rankOf[align.Match] + 1
	}
	return rankOf[a.Verdict]
}

// Rank returns the comparisons, best first: identical, match by its number of
// false alarms, aligned by hand, partial, uncertain, no match, not compared yet, unreadable.
// Equals keep their order, and the list given is left as it was.
func Rank(comparisons []casefile.Comparison) []casefile.Comparison {
	ranked := slices.Clone(comparisons)
	slices.SortStableFunc(ranked, func(a, b casefile.Comparison) int {
		if c := cmp.Compare(rank(a.Alignment), rank(b.Alignment)); c != 0 {
			return c
		}
		return cmp.Compare(support(a.Alignment), support(b.Alignment))
	})
	return ranked
}

// Better reports whether one alignment stands before another in a list, by what
// was found alone.
func Better(a, b align.Alignment) bool { return rank(a) < rank(b) }

// support is the figure that orders candidates of one verdict, smaller first.
// Where nothing was estimated there is nothing to order by.
func support(a align.Alignment) float64 {
	if !a.HasNFA || a.Verdict == align.NoMatch || a.Verdict == align.Unreadable {
		return 0
	}
	return a.Log10NFA
}

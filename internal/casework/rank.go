package casework

import (
	"cmp"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
)

// rankOf orders the verdicts: what was found first, what could not be read last.
var rankOf = map[align.Verdict]int{
	align.Identical: 0, align.Match: 1, align.Partial: 2, align.Uncertain: 3,
	align.NoMatch: 4, align.VerdictUnset: 5, align.Unreadable: 6,
}

// Rank returns the comparisons, best first: identical, match by its number of
// false alarms, partial, uncertain, no match, not compared yet, unreadable.
// Equals keep their order, and the list given is left as it was.
func Rank(comparisons []casefile.Comparison) []casefile.Comparison {
	ranked := slices.Clone(comparisons)
	slices.SortStableFunc(ranked, func(a, b casefile.Comparison) int {
		if c := cmp.Compare(rankOf[a.Alignment.Verdict], rankOf[b.Alignment.Verdict]); c != 0 {
			return c
		}
		return cmp.Compare(support(a.Alignment), support(b.Alignment))
	})
	return ranked
}

// support is the figure that orders candidates of one verdict, smaller first.
// Where nothing was estimated there is nothing to order by.
func support(a align.Alignment) float64 {
	if !a.HasNFA || a.Verdict == align.NoMatch || a.Verdict == align.Unreadable {
		return 0
	}
	return a.Log10NFA
}

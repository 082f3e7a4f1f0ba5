package words

import "math"

// Measured is what the sentences about one comparison depend on. The words of
// Finding are those of the command-line contract ("match", "no-match", …) and
// "by-hand".
type Measured struct {
	Finding    string
	HasNFA     bool
	Log10NFA   float64 // of the pair alone
	Candidates int     // candidates compared with this claim; 0 counts as 1

	TooLittleDetail     bool
	OtherMomentPossible bool
	OnlyPart            bool // of a video could be read

	CandidateCovered float64 // share of the candidate that the claim shows, 0 to 1

	// CalibrationPairs is the number of unrelated pairs that the chance model
	// was tried on, CalibrationFalse how many of them it took for a match; 0
	// pairs drop the sentence.
	CalibrationPairs, CalibrationFalse int
}

// The steps of the number in the strength sentence. Below the first there is
// no number; beyond the last the chance model is not shown to hold.
const (
	firstBand   = 6
	powersBegin = 9
	lastBand    = 30
)

// Band returns n, so that the sentence says "once in 10ⁿ searches": −log₁₀ NFA
// less log₁₀ of the candidates compared, rounded down, at most 30; 0 where the
// sentence must not be said.
func (m Measured) Band() int {
	if !m.HasNFA || (m.Finding != "match" && m.Finding != "identical") {
		return 0
	}
	n := math.Floor(-m.Log10NFA - math.Log10(float64(max(1, m.Candidates))))
	switch {
	case !(n >= firstBand):
		return 0
	case n >= lastBand:
		return lastBand
	}
	return int(n)
}

// Strength returns the strength statement: one sentence on what is shown,
// where there is more to say than the finding itself, then those on chance,
// then what it does not say. The same words stand in window, report and
// exhibit.
func (l Language) Strength(m Measured) []string {
	var out []string
	switch m.Finding {
	case "identical":
		out = append(out, l.Say("finding.strength.identical"))
		out = append(out, l.chance(m)...)
	case "match":
		out = append(out, l.chance(m)...)
		if m.OtherMomentPossible {
			out = append(out, l.Say("finding.strength.other-moment"))
		}
	case "partial":
		out = append(out, l.Say("finding.strength.partial"))
	case "uncertain":
		if m.TooLittleDetail {
			return []string{l.Say("finding.strength.too-little-detail")}
		}
		out = append(out, l.Say("finding.strength.uncertain"))
	case "no-match":
		if m.OnlyPart {
			return []string{l.Say("finding.strength.no-match.in-part"), l.Say("finding.strength.no-match.means")}
		}
		return []string{l.Say("finding.strength.no-match"), l.Say("finding.strength.no-match.means")}
	case "by-hand":
		out = append(out, l.Say("finding.strength.by-hand"))
	default:
		return nil
	}
	return append(out, l.Say("finding.strength.order"))
}

// chance returns the sentences that belong to the number, or none.
func (l Language) chance(m Measured) []string {
	band := m.Band()
	if band == 0 {
		return nil
	}
	out := []string{l.Say("finding.strength.chance",
		"times", l.times(band), "candidates", l.Plural("finding.candidates", max(1, m.Candidates)))}
	if band == lastBand {
		out = append(out, l.Say("finding.strength.beyond", "power", Power(lastBand)))
	}
	if m.CalibrationPairs > 0 {
		out = append(out, l.Say("finding.strength.tested",
			"pairs", l.Count(int64(m.CalibrationPairs)), "false", l.Plural("finding.false", m.CalibrationFalse)))
	}
	return append(out, l.Say("finding.strength.not-deceit"))
}

// times writes the number of searches of a band.
func (l Language) times(band int) string {
	switch {
	case band >= powersBegin:
		return Power(band)
	case band == firstBand:
		return l.Say("finding.million.one")
	}
	return l.Say("finding.million.many", "n", l.Count(int64(math.Pow10(band-firstBand))))
}

// ThirdLine returns the one fact that stands under a candidate's badge. It is
// empty where the finding says all; why a file can't be read is for package
// problem to say.
func (l Language) ThirdLine(m Measured) string {
	switch m.Finding {
	case "identical":
		return l.Say("finding.third.identical")
	case "match", "by-hand":
		if m.OtherMomentPossible {
			return l.Say("finding.third.other-moment")
		}
		return l.Shows(m.CandidateCovered)
	case "partial":
		return l.Say("finding.third.partial")
	case "uncertain":
		if m.TooLittleDetail {
			return l.Say("finding.third.too-little-detail")
		}
		return l.Say("finding.third.uncertain")
	case "no-match":
		if m.OnlyPart {
			return l.Say("finding.third.no-match.in-part")
		}
		return l.Say("finding.third.no-match")
	}
	return ""
}

// wholeFrom is the share from which the claim is said to show all of the
// candidate: half a percent is within the error of an alignment's corners.
const wholeFrom = 0.995

// Shows says how much of the candidate the claim shows; nothing where that is
// not known.
func (l Language) Shows(share float64) string {
	switch {
	case share <= 0:
		return ""
	case share >= wholeFrom:
		return l.Say("finding.third.whole")
	}
	return l.Say("finding.third.shows", "share", l.Percent(share, 0))
}

// Finding returns the words beside the badge of a finding, "Match found".
func (l Language) Finding(finding string) string { return l.Say("finding." + finding) }

// NFA writes log₁₀ NFA as tables show it: nothing is counted beyond 10³⁰.
func (l Language) NFA(log10NFA float64) string {
	if log10NFA < -lastBand {
		return l.Say("finding.nfa.below", "limit", l.Number(-lastBand, 0))
	}
	return l.Number(log10NFA, 1)
}

package training

import (
	"slices"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/words"
)

// markWording marks a conclusion by the checklist that a trainer or the learner
// filled in. The words themselves are not scored by the program: it only points
// at those that go further than a comparison can.
func markWording(k Key, a Answer) verdict {
	switch {
	case len(k.Checklist) == 0:
		return verdict{}
	case strings.TrimSpace(a.Wording) == "":
		return verdict{0, true, []Remark{{Kind: WordingMissing}}}
	}
	met, rated := 0, 0
	for i, check := range k.Checklist {
		if i >= len(a.Ratings) || a.Ratings[i] != Yes && a.Ratings[i] != No {
			continue
		}
		rated++
		if (a.Ratings[i] == Yes) == check.Right {
			met++
		}
	}
	v := verdict{share: float64(met) / float64(len(k.Checklist)), applies: true}
	if rated == 0 {
		v.remarks = append(v.remarks, Remark{Kind: WordingUnrated})
	} else {
		v.remarks = append(v.remarks, Remark{Kind: WordingMeets, Count: met, Of: len(k.Checklist)})
	}
	for _, word := range Overclaims(a.Wording) {
		v.remarks = append(v.remarks, Remark{Kind: WordingBeyond, Word: word})
	}
	return v
}

// DefaultChecklist returns the questions on a conclusion that hold for every
// exercise, for those whose author asks nothing else.
func DefaultChecklist() (all []Check) {
	for _, q := range []struct {
		key   string
		right bool
	}{
		{"training.check.what", true},
		{"training.check.where", true},
		{"training.check.differs", true},
		{"training.check.limits", true},
		{"training.check.who", false},
	} {
		all = append(all, Check{Both(words.English.Say(q.key), words.Norwegian.Say(q.key)), q.right})
	}
	return all
}

// beyond are the beginnings of words that say more than a comparison of two
// pictures can, in either language: on truth, on intent, and on certainty.
// "Original" is among them, as the earliest copy found is not the first that was.
var beyond = []string{
	"fake", "forge", "hoax", "proof", "prove", "genuine", "authentic", "original", "undoubted", "certainly", "definitely", "manipulat", "liar", "lied",
	"falsk", "forfalsk", "bevis", "ekte", "autentisk", "utvilsom", "garantert", "definitivt", "løgn", "løy", "jug",
}

// denials before such a word take it back: "this does not prove".
var denials = []string{"not", "no", "never", "nor", "neither", "without", "doesn't", "doesn’t", "can't", "can’t", "cannot", "ikke", "ingen", "intet", "aldri", "uten", "verken"}

// reach is how many words before it, in its sentence, a denial takes a word back.
const reach = 5

// most words of a wording that are told, so that feedback stays readable.
const mostBeyond = 3

// Overclaims returns the words of a conclusion, in either language, that say more
// than a comparison can, each once, at most three, as they were written.
func Overclaims(wording string) (found []string) {
	for sentence := range strings.FieldsFuncSeq(wording, func(r rune) bool { return strings.ContainsRune(".!?;:\n", r) }) {
		all := strings.FieldsFunc(sentence, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' })
		for i, word := range all {
			small := strings.ToLower(word)
			goesBeyond := slices.ContainsFunc(beyond, func(stem string) bool { return strings.HasPrefix(small, stem) })
			denied := slices.ContainsFunc(all[max(0, i-reach):i], func(before string) bool { return slices.Contains(denials, strings.ToLower(before)) })
			if goesBeyond && !denied && !slices.Contains(found, word) && len(found) < mostBeyond {
				found = append(found, word)
			}
		}
	}
	return found
}

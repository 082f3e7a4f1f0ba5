package palette

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/words"
)

// What a word of the query is worth by how it is found. A match in the title
// counts more than one in the place, and the beginning of a word more than its
// middle: people type how a thing begins.
const (
	begins    = 100 // a word of the title begins with it
	within    = 60  // it stands within a word of the title
	initials  = 40  // its letters stand in the title in this order, from the beginning of a word
	misspelt  = 30  // but for one letter, a word begins with it
	inPlace   = 15  // it is found in the menu's name or in the key's
	firstWord = 10  // more, where it is the title's first word
)

// faint is how many times better the best has to be for another to be left out:
// who has typed a word as it stands meant no other.
const faint = 2

// leastMisspelt is how long a word of the query has to be to be forgiven a letter.
const leastMisspelt = 4

// search returns the entries that a query finds, best first. Every word of the
// query must be found. Nothing typed finds everything.
func search(entries []Entry, query string) []Entry {
	type found struct {
		entry Entry
		score int
	}
	asked := strings.Fields(words.Fold(query))
	var all []found
	for _, e := range entries {
		if score, ok := scoreOf(e, asked); ok {
			all = append(all, found{e, score})
		}
	}
	// Equal ones stay in the order of the menus; what can't be done now goes last.
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(rank(a.entry), rank(b.entry)))
	})
	var out []Entry
	for _, f := range all {
		if f.score >= all[0].score/faint {
			out = append(out, f.entry)
		}
	}
	return out
}

// rank orders entries that fit equally well: what was done lately, the latest
// first, then what can be done, then the rest.
func rank(e Entry) int {
	switch {
	case e.Why != "":
		return 1 << 30
	case e.Recent > 0:
		return e.Recent
	}
	return 1 << 20
}

func scoreOf(e Entry, asked []string) (score int, ok bool) {
	title, place := words.Fold(e.Title), words.Fold(e.Place+" "+e.Key)
	for _, word := range asked {
		s := scoreIn(title, word)
		if s == 0 && strings.Contains(place, word) {
			s = inPlace
		}
		if s == 0 {
			return 0, false
		}
		score += s
	}
	return score, true
}

// scoreIn returns how well a word is found in a title, 0 for not at all.
func scoreIn(title, word string) int {
	starts := beginnings(title)
	best := 0
	for i, at := range starts {
		rest := title[at:]
		s := 0
		switch {
		case strings.HasPrefix(rest, word):
			s = begins
			if i == 0 {
				s += firstWord
			}
		case inOrder(rest, word):
			s = initials
		case nearly(rest, word):
			s = misspelt
		}
		best = max(best, s)
	}
	if best < within && strings.Contains(title, word) {
		best = within
	}
	return best
}

// beginnings returns where the words of a text begin.
func beginnings(text string) []int {
	var at []int
	inside := false
	for i, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsNumber(r)
		if letter && !inside {
			at = append(at, i)
		}
		inside = letter
	}
	return at
}

// inOrder reports whether the text begins with the first letter of the word and
// holds the others in their order.
func inOrder(text, word string) bool {
	want := []rune(word)
	for i, r := range text {
		if r == want[0] {
			if want = want[1:]; len(want) == 0 {
				return true
			}
		} else if i == 0 {
			return false
		}
	}
	return false
}

// nearly reports whether the text begins with the word but for one letter that
// is wrong, missing, too much, or in its neighbour's place.
func nearly(text, word string) bool {
	t, w := []rune(text), []rune(word)
	if len(w) < leastMisspelt {
		return false
	}
	same := 0
	for same < len(w) && same < len(t) && t[same] == w[same] {
		same++
	}
	if same == 0 { // a wrong first letter is another word
		return false
	}
	begin := func(t, w []rune) bool { return len(w) <= len(t) && slices.Equal(t[:len(w)], w) }
	t, w = t[same:], w[same:]
	switch {
	case len(w) == 0:
		return true
	case begin(t, w[1:]): // one too much
		return true
	case len(t) == 0:
		return false
	case begin(t[1:], w), begin(t[1:], w[1:]): // one missing, one wrong
		return true
	}
	return len(w) > 1 && len(t) > 1 && t[0] == w[1] && t[1] == w[0] && begin(t[2:], w[2:])
}

package app

import (
	"slices"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// Eyes first: what nothing in the window may give away before the answer.

// neutral gives the pictures of an exercise their names in the language in force.
func neutral(s desk.Snapshot, l words.Language) desk.Snapshot {
	if s.Lesson == nil {
		return s
	}
	names := map[casefile.ID]string{}
	n := 0
	for _, item := range s.Lesson.Items {
		e, _ := s.Case.Find(item.Evidence)
		if e.Role == casefile.Claimed {
			names[item.Evidence] = l.Say("lessons.claim")
			continue
		}
		n++
		names[item.Evidence] = l.Say("lessons.candidate", "n", strconv.Itoa(n))
	}
	say := func(e casefile.Evidence) casefile.Evidence {
		if name := names[e.ID]; name != "" {
			e.Name = name
		} else if name := names[e.Parent]; name != "" {
			e.Name = name
		}
		return e
	}
	s.Case.Evidence = slices.Clone(s.Case.Evidence)
	for i, e := range s.Case.Evidence {
		s.Case.Evidence[i] = say(e)
	}
	s.Claim.Evidence = say(s.Claim.Evidence)
	for _, all := range [][]desk.Item{s.Claims, s.Candidates, s.Context} { // made for this snapshot alone
		for i := range all {
			all[i].Evidence = say(all[i].Evidence)
		}
	}
	return s
}

// closedByEyes reports whether what the program finds is hidden, and says so.
func (w *Window) closedByEyes() bool {
	if !w.seen.Hides() {
		return false
	}
	w.status.SetHint(w.settings.language.Say("lessons.closed.findings"))
	return true
}

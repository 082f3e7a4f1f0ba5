package book

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// at finds a value within a case, nil where it is not there. The case is the
// caller's; with own set, all that lies on the way is cloned, so that the value
// may be changed without changing the case that it came from.
type at[T any] func(c *casefile.Case, own bool) *T

func theCase(c *casefile.Case, _ bool) *casefile.Case { return c }

// of goes on from one value to a part of it.
func of[T, U any](a at[T], part func(*T) *U) at[U] {
	return func(c *casefile.Case, own bool) *U {
		t := a(c, own)
		if t == nil {
			return nil
		}
		return part(t)
	}
}

// nth goes on to one of several.
func nth[T any](a at[[]T], i int) at[T] {
	return func(c *casefile.Case, own bool) *T {
		all := a(c, own)
		if all == nil || i >= len(*all) {
			return nil
		}
		if own {
			*all = slices.Clone(*all)
		}
		return &(*all)[i]
	}
}

// which goes on to the one that fits.
func which[T any](a at[[]T], fits func(T) bool) at[T] {
	return func(c *casefile.Case, own bool) *T {
		all := a(c, own)
		if all == nil {
			return nil
		}
		i := slices.IndexFunc(*all, fits)
		if i < 0 {
			return nil
		}
		return nth(a, i)(c, own)
	}
}

func item(id casefile.ID) at[casefile.Evidence] {
	return which(of(theCase, func(c *casefile.Case) *[]casefile.Evidence { return &c.Evidence }),
		func(e casefile.Evidence) bool { return e.ID == id })
}

func post(id casefile.ID) at[casefile.Post] {
	return which(of(theCase, func(c *casefile.Case) *[]casefile.Post { return &c.Posts }),
		func(p casefile.Post) bool { return p.ID == id })
}

// finding is there for every claim: where nothing is written it is empty.
func finding(claimed casefile.ID) at[casefile.Finding] {
	all := of(theCase, func(c *casefile.Case) *[]casefile.Finding { return &c.Findings })
	known := which(all, func(f casefile.Finding) bool { return f.Claimed == claimed })
	return func(c *casefile.Case, own bool) *casefile.Finding {
		if f := known(c, own); f != nil {
			return f
		}
		if own {
			c.Findings = append(slices.Clone(c.Findings), casefile.Finding{Claimed: claimed})
			return &c.Findings[len(c.Findings)-1]
		}
		return &casefile.Finding{Claimed: claimed}
	}
}

// read returns the value; the zero value where it is not there.
func (a at[T]) read(c casefile.Case) T {
	if p := a(&c, false); p != nil {
		return *p
	}
	var none T
	return none
}

// change returns the case with the value changed.
func (a at[T]) change(c casefile.Case, do func(*T)) casefile.Case {
	if p := a(&c, true); p != nil {
		do(p)
	}
	return c
}

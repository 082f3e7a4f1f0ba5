package archive

import (
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// values returns what the form says of the case itself.
func (f caseForm) values() casefile.Case {
	c := casefile.Case{
		UUID: f.UUID, Title: f.Title, Question: f.Question, Language: f.Language, Sensitivity: f.Sensitivity, Status: f.Status,
		Authors: f.Authors, SecondReader: f.SecondReader, Order: f.Order, Posts: f.Posts, Findings: f.Findings, Corrections: f.Corrections, Issues: f.Issues,
	}
	copy(c.Propositions[:], f.Propositions)
	if f.Address != nil {
		c.Address = *f.Address
	}
	return c
}

// coherent reports as an error a case whose parts don't fit together: a word
// that there is not, or something said of what is not there.
func coherent(c casefile.Case) error {
	if !among(c.Status, casefile.Statuses) {
		return fmt.Errorf("the status %q", c.Status)
	}
	for _, e := range c.Evidence {
		if err := coherentItem(c, e); err != nil {
			return fmt.Errorf("evidence %q: %w", e.ID, err)
		}
	}
	known := func(lists ...[]casefile.ID) error {
		for _, id := range slices.Concat(lists...) {
			if _, ok := c.Find(id); !ok {
				return fmt.Errorf("no evidence %q", id)
			}
		}
		return nil
	}
	for i, id := range c.Order {
		if slices.Index(c.Order, id) != i {
			return fmt.Errorf("%q twice in the order", id)
		}
	}
	if err := known(c.Order); err != nil {
		return fmt.Errorf("order: %w", err)
	}
	for i, p := range c.Posts {
		if p.ID == "" || slices.IndexFunc(c.Posts, func(o casefile.Post) bool { return o.ID == p.ID }) != i {
			return fmt.Errorf("post %d: the ID %q", i+1, p.ID)
		}
		if _, ok := c.Post(p.ReplacedBy); p.ReplacedBy != "" && !ok {
			return fmt.Errorf("post %q: no post %q", p.ID, p.ReplacedBy)
		}
		if err := known(p.Pictures, p.Captures); err != nil {
			return fmt.Errorf("post %q: %w", p.ID, err)
		}
	}
	for i, f := range c.Findings {
		if slices.IndexFunc(c.Findings, func(o casefile.Finding) bool { return o.Claimed == f.Claimed }) != i {
			return fmt.Errorf("two findings about %q", f.Claimed)
		}
		if err := known([]casefile.ID{f.Claimed}, f.Sources); err != nil {
			return fmt.Errorf("finding %d: %w", i+1, err)
		}
		if !among(f.Reply.Answer, casefile.Answers) {
			return fmt.Errorf("finding %d: the answer %q", i+1, f.Reply.Answer)
		}
		for _, r := range f.Ratings {
			if !slices.Contains(casefile.Ratings, r) || slices.ContainsFunc(f.Ratings, r.Contradicts) {
				return fmt.Errorf("finding %d: the rating %q", i+1, r)
			}
		}
	}
	return nil
}

func coherentItem(c casefile.Case, e casefile.Evidence) error {
	if !among(e.Status, casefile.Statuses) {
		return fmt.Errorf("the status %q", e.Status)
	}
	if !among(e.Source.Copy, casefile.CopyKinds) {
		return fmt.Errorf("the kind of copy %q", e.Source.Copy)
	}
	for _, d := range e.Source.Dates {
		if !slices.Contains(casefile.Whats, d.What) {
			return fmt.Errorf("a date of %q", d.What)
		}
	}
	for _, p := range e.Pillars.All() {
		if !among(p.Known, casefile.Knowns) {
			return fmt.Errorf("the answer %q to a pillar", p.Known)
		}
	}
	for _, digits := range []string{e.Withheld.Salt, e.Withheld.Commitment} {
		if digits != "" && !isDigest(digits) {
			return fmt.Errorf("the salt or commitment %q", digits)
		}
	}
	if !e.Derived() {
		return nil
	}
	parent, ok := c.Find(e.Parent)
	switch p := e.Part; {
	case !ok || parent.Derived():
		return fmt.Errorf("a part of %q, which is not there, or a part itself", e.Parent)
	case e.SHA256 != parent.SHA256:
		return fmt.Errorf("a part of %q with another digest", e.Parent)
	case e.Referenced:
		return fmt.Errorf("a part of %q that is referenced by itself", e.Parent)
	case e.Frame != nil:
		if e.Pixels.Empty() {
			return fmt.Errorf("a frame of %q without a size", e.Parent)
		}
	case p.MinX < 0 || p.MinY < 0 || p.MaxX > float64(parent.Pixels.Width) || p.MaxY > float64(parent.Pixels.Height) ||
		int(p.MaxX-p.MinX) != e.Pixels.Width || int(p.MaxY-p.MinY) != e.Pixels.Height || e.Pixels.Empty():
		return fmt.Errorf("a part that does not lie on %q", e.Parent)
	}
	return nil
}

// among reports whether a word is one of those, or none.
func among[T ~string](word T, all []T) bool { return word == "" || slices.Contains(all, word) }

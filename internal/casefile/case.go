// Package casefile owns Case: what a person has gathered and decided about a
// claimed picture. It promises that a Case is a value: an edit returns a new
// one and leaves the old as it was, so that undo is a list of Cases.
package casefile

import (
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// ID names one piece of evidence within its case.
type ID string

// Role says what a piece of evidence is to the case.
type Role int

// The roles.
const (
	RoleUnset Role = iota
	Claimed
	Candidate
)

// Source is what a person knows about where a file comes from. An empty field is unknown.
type Source struct {
	Address   string
	Publisher string
	Date      string // as the person wrote it: dates carry a precision and may be uncertain
	Credit    string
	Note      string
}

// Empty reports whether nothing has been filled in.
func (s Source) Empty() bool { return s == Source{} }

// Filled returns how many of the five fields hold something.
func (s Source) Filled() int {
	n := 0
	for _, field := range []string{s.Address, s.Publisher, s.Date, s.Credit, s.Note} {
		if field != "" {
			n++
		}
	}
	return n
}

// Evidence is one file as received. Its bytes never change.
type Evidence struct {
	ID        ID
	Role      Role
	Path      string // as the system gives it
	Name      string // cleaned of control and direction characters, for people
	SHA256    string // 64 hexadecimal digits; empty where the file could not be read
	Bytes     int64
	MediaType string // by content, as "image/jpeg"
	Pixels    geom.Size
	Facts     provenance.Facts
	Encoding  provenance.Encoding // how its pixels are stored
	Received  time.Time           // UTC
	Problem   error               // why it can't be compared; nil where it can
	Source    Source
}

// Case is a claim, its candidates, and what a person wrote about them.
type Case struct {
	Title    string
	Evidence []Evidence // in the order received
}

// Find returns the evidence of that ID.
func (c Case) Find(id ID) (Evidence, bool) {
	i := slices.IndexFunc(c.Evidence, func(e Evidence) bool { return e.ID == id })
	if i < 0 {
		return Evidence{}, false
	}
	return c.Evidence[i], true
}

// Claim returns the claimed picture, if there is one.
func (c Case) Claim() (Evidence, bool) {
	i := slices.IndexFunc(c.Evidence, func(e Evidence) bool { return e.Role == Claimed })
	if i < 0 {
		return Evidence{}, false
	}
	return c.Evidence[i], true
}

// Candidates returns the candidates in the order received.
func (c Case) Candidates() []Evidence {
	var out []Evidence
	for _, e := range c.Evidence {
		if e.Role == Candidate {
			out = append(out, e)
		}
	}
	return out
}

// With returns the case with the evidence added, or replaced where its ID is known.
func (c Case) With(e Evidence) Case {
	c.Evidence = slices.Clone(c.Evidence)
	if i := slices.IndexFunc(c.Evidence, func(o Evidence) bool { return o.ID == e.ID }); i >= 0 {
		c.Evidence[i] = e
	} else {
		c.Evidence = append(c.Evidence, e)
	}
	return c
}

// Without returns the case without the evidence of that ID.
func (c Case) Without(id ID) Case {
	c.Evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(e Evidence) bool { return e.ID == id })
	return c
}

// WithClaim returns the case with that evidence as the claim; what was the claim becomes a candidate.
func (c Case) WithClaim(id ID) Case {
	c.Evidence = slices.Clone(c.Evidence)
	for i := range c.Evidence {
		switch e := &c.Evidence[i]; {
		case e.ID == id:
			e.Role = Claimed
		case e.Role == Claimed:
			e.Role = Candidate
		}
	}
	return c
}

// WithSource returns the case with what a person wrote about one piece of evidence.
func (c Case) WithSource(id ID, s Source) Case {
	c.Evidence = slices.Clone(c.Evidence)
	for i := range c.Evidence {
		if c.Evidence[i].ID == id {
			c.Evidence[i].Source = s
		}
	}
	return c
}

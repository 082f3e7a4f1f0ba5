// Package casefile owns Case: what a person has gathered and decided about a
// claimed picture. It promises that a Case is a value: an edit returns a new
// one and leaves the old as it was, so that undo is a list of Cases.
package casefile

import (
	"crypto/rand"
	"fmt"
	"slices"
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
	Context // what neither is: the capture of a post, a document, a map
)

// Case is a claim, its candidates, and what a person wrote about them.
type Case struct {
	UUID         string // RFC 9562, made with the case; empty in cases of the first releases
	Title        string
	Question     string
	Propositions [2]string // the pair that is weighed; empty: those of the field, in the reader's language
	Language     string    // of what leaves the program, as "nb"; empty is that of the program
	Sensitivity  string    // how it is to be handled, in a person's words
	Status       Status
	Authors      []string
	SecondReader SecondReader
	Evidence     []Evidence // in the order received
	Order        []ID       // in which a person laid the candidates; what is not in it comes after
	Posts        []Post
	Findings     []Finding // at most one for each claim
	Marks        []Mark    // of all pairs; those of one are in the order of their numbers
	Corrections  []Correction
	Issues       []Issue         // the reports that were made
	ByHand       []HandAlignment // at most one for each pair
	Address      string          // at which the check is published; empty where nobody said
	Graphics     []Graphic       // as a person wants them; at most one of each kind, pair and language
}

// New returns an empty case with a UUID of its own, of chance alone (RFC 9562, version 4).
// The libraries for it bring package net with them, for the addresses of
// network cards; a program that never connects is easier to trust without.
func New() Case {
	var b [16]byte
	rand.Read(b[:]) // it never fails, by its documentation
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return Case{UUID: fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])}
}

// Find returns the evidence of that ID.
func (c Case) Find(id ID) (Evidence, bool) {
	for i := range c.Evidence { // an item is large: only the one that is asked for is copied
		if c.Evidence[i].ID == id {
			return c.Evidence[i], true
		}
	}
	return Evidence{}, false
}

// Claim returns the claimed picture, if there is one.
func (c Case) Claim() (Evidence, bool) {
	for i := range c.Evidence {
		if c.Evidence[i].Role == Claimed {
			return c.Evidence[i], true
		}
	}
	return Evidence{}, false
}

// Claims returns the claimed pictures in the order received.
func (c Case) Claims() []Evidence { return c.in(Claimed) }

// Candidates returns the candidates in the order received.
func (c Case) Candidates() []Evidence { return c.in(Candidate) }

func (c Case) in(role Role) []Evidence {
	var out []Evidence
	for i := range c.Evidence {
		if c.Evidence[i].Role == role {
			out = append(out, c.Evidence[i])
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

// Without returns the case without the evidence of that ID, without its parts,
// and without what refers to them alone.
func (c Case) Without(id ID) Case {
	gone := func(of ID) bool {
		e, known := c.Find(of)
		return of == id || known && e.Parent == id
	}
	out := c
	out.Evidence = slices.DeleteFunc(slices.Clone(c.Evidence), func(e Evidence) bool { return gone(e.ID) })
	out.Order = slices.DeleteFunc(slices.Clone(c.Order), gone)
	out.Findings = slices.DeleteFunc(slices.Clone(c.Findings), func(f Finding) bool { return gone(f.Claimed) })
	for i := range out.Findings {
		out.Findings[i].Sources = slices.DeleteFunc(slices.Clone(out.Findings[i].Sources), gone)
	}
	out.ByHand = slices.DeleteFunc(slices.Clone(c.ByHand), func(h HandAlignment) bool { return gone(h.Claimed) || gone(h.Candidate) })
	if len(out.ByHand) == 0 {
		out.ByHand = nil
	}
	out.Posts = slices.Clone(c.Posts)
	for i := range out.Posts {
		out.Posts[i].Pictures = slices.DeleteFunc(slices.Clone(out.Posts[i].Pictures), gone)
		out.Posts[i].Captures = slices.DeleteFunc(slices.Clone(out.Posts[i].Captures), gone)
	}
	out.Marks = c.withoutMarksOf(gone)
	out.Graphics = c.withoutGraphicsOf(gone)
	return out
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

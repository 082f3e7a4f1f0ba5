// Package edition owns the two editions of what leaves the program: the
// archive, which holds all, and the publication, in which an item withheld for
// somebody's safety can't be known by anything but a salted commitment. Its
// main function is Of. It promises that every writer which takes the document
// that it returns can't give away what was withheld, as it isn't in it.
//
// The rule, also in docs/case-file.md:
//
//	item            withheld with it: its parts, the file that it is a part of, every item of the same bytes
//	kept of it      its place in the case, its role, the verdicts about it; a commitment to its digest
//	not kept        all else; figures measured on it too: the method is known and gives the same figures
//	                again, so that a figure would confirm a suspected file as surely as its digest
//	marks           on a pair with such an item none, but for what is redacted; where only such an item
//	                leads from a redaction to an open picture, that gets a box of its own
//	redactions      a file on which something is redacted is named by its digest, and not held
//	texts           where one names what was withheld, a mark stands in its place
//	log             a line about it is replaced by a commitment to the line
package edition

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/words"
)

// Edition is one of the two.
type Edition string

// The editions.
const (
	Archive     Edition = "archive"
	Publication Edition = "publication"
)

// ErrNoSalt is returned where an item is withheld and has no salt: a
// commitment without one can be guessed.
var ErrNoSalt = errors.New("a withheld item has no salt")

// Commitment returns the SHA-256 of the salt's and the digest's hexadecimal
// digits, one after the other. Whoever is given the salt can check with it that
// a file is the one that was withheld; without, nothing can be tried.
func Commitment(salt, digest string) string {
	sum := sha256.Sum256([]byte(salt + digest))
	return hex.EncodeToString(sum[:])
}

// Of returns the document of that edition. The archive's is the one given. In
// a publication, names and marks that stand for what was withheld are in that
// language, and now is the time of the log's last line. The document given is
// left as it was.
func Of(d archive.Document, kind Edition, l words.Language, now time.Time) (archive.Document, error) {
	if kind == Archive {
		return d, nil
	}
	w := newWithheld(d.Case, l)
	out := archive.Document{Program: d.Program} // made anew: fields that this version doesn't know could tell anything
	c, err := w.caseOf(d.Case)
	if err != nil {
		return archive.Document{}, err
	}
	areas := redact.Of(d.Case, d.Comparisons)
	unheld(c.Evidence, areas)
	out.Case = c
	for _, comparison := range d.Comparisons {
		out.Comparisons = append(out.Comparisons, w.comparison(comparison))
	}
	w.cover(&out, d.Case, areas)
	if out.Log, err = w.log(d, now); err != nil {
		return archive.Document{}, err
	}
	return out, nil
}

// unheld leaves files out that show what is redacted: the case names them by
// their digests. The items are those of the edition; what was redacted on a
// withheld one is left out with it.
func unheld(items []casefile.Evidence, areas redact.Areas) {
	for i, e := range items {
		if len(areas[e.ID]) > 0 && e.HasOriginal() {
			items[i].Referenced = true
		}
	}
}

// Mask returns a text, as of a file's name, with a mark in the place of
// everything that a publication of the case withholds.
func Mask(c casefile.Case, l words.Language, text string) string { return Masker(c, l)(text) }

// Masker returns Mask for many texts of one case.
func Masker(c casefile.Case, l words.Language) func(text string) string {
	return newWithheld(c, l).texts.mask
}

// withheld is what must not leave, and what stands in its place.
type withheld struct {
	l       words.Language
	ids     map[casefile.ID]casefile.ID // of the items withheld, each with its new ID: the old one may be a name
	numbers map[casefile.ID]int         // of the same, from 1 in the order of the case
	salts   map[string]string           // by digest
	posts   map[casefile.ID]bool        // the posts that are left out
	texts   hidden
}

func newWithheld(c casefile.Case, l words.Language) *withheld {
	w := &withheld{l: l, ids: map[casefile.ID]casefile.ID{}, numbers: map[casefile.ID]int{}, salts: map[string]string{}, posts: map[casefile.ID]bool{}}
	on := map[casefile.ID]bool{}
	for grown := true; grown; {
		grown = false
		for _, e := range c.Evidence {
			if !on[e.ID] && (e.Withheld.On || slices.ContainsFunc(c.Evidence, func(o casefile.Evidence) bool { return on[o.ID] && tied(e, o) })) {
				on[e.ID], grown = true, true
			}
		}
	}
	for _, e := range c.Evidence {
		if !on[e.ID] {
			continue
		}
		w.numbers[e.ID] = len(w.ids) + 1
		id := casefile.ID("withheld-" + strconv.Itoa(w.numbers[e.ID]))
		for taken := true; taken; {
			if _, taken = c.Find(id); taken {
				id += "x"
			}
		}
		w.ids[e.ID] = id
		if e.SHA256 != "" && e.Withheld.Salt != "" && w.salts[e.SHA256] == "" {
			w.salts[e.SHA256] = e.Withheld.Salt
		}
	}
	for _, p := range c.Posts {
		shows := slices.Concat(p.Pictures, p.Captures)
		if slices.ContainsFunc(shows, w.has) && !slices.ContainsFunc(shows, func(id casefile.ID) bool { return !w.has(id) }) {
			w.posts[p.ID] = true
		}
	}
	w.texts = hiddenTexts(c, w)
	return w
}

// tied reports whether two items stand or fall together: they are of one file.
func tied(a, b casefile.Evidence) bool {
	return a.Parent == b.ID || b.Parent == a.ID || a.SHA256 != "" && a.SHA256 == b.SHA256
}

func (w *withheld) has(id casefile.ID) bool { return w.ids[id] != "" }

// id returns the ID that stands for an item.
func (w *withheld) id(id casefile.ID) casefile.ID {
	if w.has(id) {
		return w.ids[id]
	}
	return id
}

func (w *withheld) caseOf(c casefile.Case) (casefile.Case, error) {
	c.Sensitivity, c.Order = "", nil // for those who hold the archive
	evidence := c.Evidence
	c.Evidence = nil
	for _, e := range evidence {
		if !w.has(e.ID) {
			e.Withheld, e.Status = casefile.Withheld{}, "" // the one is a secret, the other a note to oneself
			if e.Source.FoundBy.Withheld {
				e.Source.FoundBy.Name = ""
			}
			c.Evidence = append(c.Evidence, e)
			continue
		}
		in, err := w.item(e)
		if err != nil {
			return c, err
		}
		c.Evidence = append(c.Evidence, in)
	}
	byHand := c.ByHand
	c.ByHand = nil
	for _, h := range byHand {
		if !w.has(h.Claimed) && !w.has(h.Candidate) { // its points are figures measured on both
			c.ByHand = append(c.ByHand, h)
		}
	}
	posts := c.Posts
	c.Posts = nil
	for _, p := range posts {
		if w.posts[p.ID] {
			continue
		}
		p.Pictures = slices.DeleteFunc(slices.Clone(p.Pictures), w.has)
		p.Captures = slices.DeleteFunc(slices.Clone(p.Captures), w.has)
		if w.posts[p.ReplacedBy] {
			p.ReplacedBy = ""
		}
		c.Posts = append(c.Posts, p)
	}
	c.Findings = slices.Clone(c.Findings)
	for i, f := range c.Findings {
		c.Findings[i].Claimed = w.id(f.Claimed)
		c.Findings[i].Sources = slices.Clone(f.Sources)
		for j, id := range f.Sources {
			c.Findings[i].Sources[j] = w.id(id)
		}
	}
	marks := c.Marks
	c.Marks = nil
	for _, m := range marks {
		if m, ok := w.mark(m); ok {
			c.Marks = append(c.Marks, m)
		}
	}
	graphics := c.Graphics
	c.Graphics = nil
	for _, g := range graphics {
		if !w.has(g.Claimed) && !w.has(g.Candidate) { // else it tells that there is something to be shown of it
			c.Graphics = append(c.Graphics, g)
		}
	}
	return w.texts.redacted(c), nil
}

// mark returns what is kept of a mark. One on a pair with a withheld item says
// where that picture lies, and is left out; but what is to be unseen on the
// other picture stays so.
func (w *withheld) mark(m casefile.Mark) (casefile.Mark, bool) {
	if !w.has(m.Claimed) && !w.has(m.Candidate) {
		return m, true
	}
	open := casefile.OnClaimed
	if w.has(m.Claimed) {
		open = casefile.OnCandidate
	}
	points := m.On(open)
	if m.Kind != casefile.RedactionMark || len(points) == 0 || w.has(m.Claimed) && w.has(m.Candidate) {
		return m, false
	}
	kept := casefile.Mark{
		ID: m.ID, Claimed: w.id(m.Claimed), Candidate: w.id(m.Candidate), Kind: m.Kind,
		Set: open, Colour: m.Colour, Blur: m.Blur, Hidden: m.Hidden,
	}
	if open == casefile.OnCandidate {
		kept.Frame = m.Frame
	}
	return kept.With(open, points), true
}

// cover redacts on open pictures what only a withheld one leads to, as its
// placement is left out: areas are those of the case before. Of where that lay
// whole pixels are kept.
func (w *withheld) cover(out *archive.Document, before casefile.Case, areas redact.Areas) {
	of := map[casefile.ID]casefile.ID{} // marks made here, each with the one that it is made of
	for _, e := range out.Case.Evidence {
		for _, a := range areas[e.ID] {
			if slices.ContainsFunc(redact.Of(out.Case, out.Comparisons)[e.ID], func(now redact.Area) bool { return now.Mark == a.Mark || of[now.Mark] == a.Mark }) {
				continue
			}
			box := a.Box(e.Pixels)
			if far := (geom.Rect{MinX: -casefile.FarthestPx, MinY: -casefile.FarthestPx, MaxX: casefile.FarthestPx, MaxY: casefile.FarthestPx}); box != box.Intersect(far) {
				box = e.Pixels.Rect()
			}
			m, _ := before.Mark(a.Mark)
			kept := casefile.Mark{ID: m.ID, Claimed: w.id(m.Claimed), Candidate: e.ID, Kind: m.Kind, Set: casefile.OnCandidate, Colour: m.Colour, Blur: m.Blur, Hidden: m.Hidden}
			if e.Role == casefile.Claimed {
				kept.Set, kept.Claimed, kept.Candidate = casefile.OnClaimed, e.ID, w.id(m.Candidate)
			}
			for taken := true; taken; {
				if _, taken = out.Case.Mark(kept.ID); taken {
					kept.ID += "x"
				}
			}
			of[kept.ID] = m.ID
			corners := box.Quad()
			out.Case = out.Case.WithMark(kept.With(kept.Set, corners[:]))
		}
	}
}

// item returns what stands for a withheld item.
func (w *withheld) item(e casefile.Evidence) (casefile.Evidence, error) {
	out := casefile.Evidence{
		ID: w.ids[e.ID], Role: e.Role, Name: w.l.Say("edition.item", "n", strconv.Itoa(w.numbers[e.ID])),
		Withheld: casefile.Withheld{On: true},
	}
	if e.Problem != nil {
		out.Problem = archive.RecordedProblem("withheld")
	}
	if e.SHA256 == "" {
		return out, nil
	}
	if w.salts[e.SHA256] == "" {
		return out, ErrNoSalt
	}
	out.Withheld.Commitment = Commitment(w.salts[e.SHA256], e.SHA256)
	return out, nil
}

// comparison keeps the verdict about a withheld item, and no figure.
func (w *withheld) comparison(c casefile.Comparison) casefile.Comparison {
	if !w.has(c.Claimed) && !w.has(c.Candidate) {
		return c
	}
	return casefile.Comparison{
		Claimed: w.id(c.Claimed), Candidate: w.id(c.Candidate), Method: c.Method,
		Alignment: align.Alignment{Verdict: c.Alignment.Verdict, Notes: slices.Clone(c.Alignment.Notes)},
	}
}

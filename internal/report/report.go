// Package report owns the evidence report: what it says, in which order, and
// how it lies on the page. Its main type is Input. It promises that the same
// input gives the same bytes, that every file's whole digest stands in it, and
// that nothing is said which was not measured or typed by a person.
//
//	Input ─▶ facts and figures ─▶ manifest ─▶ sections on pages ─▶ report/pdf
//
// The order is that of the field: one page with the pair and what is known,
// question, items with hashes, context, the aligned pair, the views, the
// strength, differences and limits, the other candidates, conclusion, how to
// run it again, the log, the manifest.
package report

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// Input is what a report is made of. Nothing else enters it: no clock, no
// disk, no setting.
type Input struct {
	Case        casefile.Case
	Comparisons []casefile.Comparison // best first
	// Picture returns the pixels of an item. An error leaves the item's picture
	// out and is no error of the report. It is called by two goroutines at once.
	Picture func(id casefile.ID) (*picture.Pyramid, error)
	// Found returns the pixels of a candidate that a claim was compared with, where
	// they are others than those of Picture: of a video, the frame that was found.
	// Nil takes those of Picture.
	Found func(claim, candidate casefile.ID) (*picture.Pyramid, error)
	// Difference returns the measured difference of an accepted pair, where it is
	// kept; nil measures it.
	Difference func(claimed, candidate casefile.Evidence, a align.Alignment) (*compare.Map, error)
	// Frames visits frames of a video by their numbers, in their order; nil shows
	// none. An error leaves them out and is no error of the report.
	Frames   func(candidate casefile.Evidence, found casefile.Frame, indices []int, visit func(FilmFrame) error) error
	Language words.Language
	Made     time.Time
	Version  string // of the program
	Build    string // of the program: its compiler and the kind of processor

	// The case and its log exactly as they are attached, and the log as values.
	CaseText, LogText []byte
	Log               casefile.Log
	// Original returns how an item's file is opened; nil attaches none.
	Original func(casefile.Evidence) func() (io.ReadCloser, error)

	About            casefile.ID // the claim; empty is all claims of the case
	Edition          string      // Archive or Publication
	Fineness         figure.Fineness
	Paper            Paper
	Number, Replaces int // of the report among those of the case, and of the one that it replaces; 0 for none

	// Problems say in a sentence why an item's file can't be read; of others only that it can't is said.
	Problems map[casefile.ID]string
}

// The editions. In a publication nothing may be left of what is withheld: the
// case that comes here has it taken out already.
const (
	Archive     = "archive"
	Publication = "publication"
)

// ErrNoClaim is returned for a case without a claimed picture.
var ErrNoClaim = errors.New("the case has no claimed picture")

// ErrWithheld is returned for a publication of a case in which an item that is
// withheld still stands with its name and bytes.
var ErrWithheld = errors.New("the case holds an item that must not be published")

// ErrNewer is returned for a manifest of a later form.
var ErrNewer = errors.New("the report was written in a form of a later version")

// Write composes the report and writes it as PDF, and returns the digest of its
// manifest. The errors are ErrNoClaim, ErrWithheld, that of the context, those
// of the originals and those of w.
func Write(ctx context.Context, w io.Writer, in Input) (manifest string, err error) {
	document, err := compose(ctx, in)
	if err != nil {
		return "", fmt.Errorf("composing the report: %w", err)
	}
	return provenance.Digest(document.Attachments[0].Data), pdf.Write(w, document)
}

// edition is one report while it is being made, with the pair that is spoken of.
type edition struct {
	in Input
	l  words.Language
	s  *sheet

	items    []item  // the claims, then the candidates, best first, then the others as received
	pairs    []*pair // one of each claim that the report is about
	areas    redact.Areas
	manifest manifest
	*pair
	grouped bool // what is said stands in the group of the pair

	measuredPair compare.Pair // of a Brief: as the difference was measured
}

func compose(ctx context.Context, in Input) (pdf.Document, error) {
	e := &edition{in: in, l: in.Language, s: newSheet(in.Language)}
	if err := e.gather(); err != nil {
		return pdf.Document{}, err
	}
	if err := e.draw(ctx); err != nil {
		return pdf.Document{}, err
	}
	if err := ctx.Err(); err != nil { // pictures may be missing only because of it
		return pdf.Document{}, err
	}
	e.s.form = in.Paper.form()
	var err error
	if e.manifest, err = e.newManifest(); err != nil {
		return pdf.Document{}, err
	}

	if e.several() {
		e.addSeveral()
	} else {
		e.s.newPage()
		e.summary()
		e.s.newPage()
		e.add(e.sections())
	}
	e.s.heads(e.title(), e.l.Say("report.head", "digest", e.manifest.short(), "version", in.Version))
	e.s.trim()

	return pdf.Document{
		Title: e.title(), Subject: e.l.Say("report.kicker"), Producer: "Motbilde " + in.Version, Made: in.Made,
		Pages: e.s.pages, Bookmarks: e.s.bookmarks, Anchors: e.s.anchors,
		Attachments: e.manifest.files,
	}, nil
}

// add puts sections on the pages.
func (e *edition) add(sections []section) {
	for i := range sections {
		sections[i].key = e.at(sections[i].key)
	}
	e.s.addAll(sections)
}

// sections returns sections 1 to the last of a report on one claim; those
// without content are left out where the summary already says why.
func (e *edition) sections() []section {
	all := append([]section{e.question(), e.itemsReceived()}, those(e.posts)...)
	all = append(all, e.context())
	all = append(all, those(e.dates, e.statements)...)
	all = append(all, e.comparison()...)
	return append(all, e.conclusion(), e.reproduce(), e.log(), e.verify())
}

// those returns those sections that have something to tell.
func those(optional ...func() (section, bool)) (all []section) {
	for _, of := range optional {
		if sec, ok := of(); ok {
			all = append(all, sec)
		}
	}
	return all
}

// comparison returns the sections on what was measured of the claim's candidates.
func (e *edition) comparison() (all []section) {
	if e.best != nil {
		all = append(all, e.alignedPair())
		if e.filmMade() {
			all = append(all, e.inFilm())
		}
		if e.figures.beyond.picture != nil {
			all = append(all, e.outsideClaim())
		}
		if e.facts.measuredRecipe {
			all = append(all, e.edits())
		}
		if e.figures.overlay != nil {
			all = append(all, e.views())
		}
		all = append(all, e.strength(), e.limits())
	}
	if e.looked > 1 {
		all = append(all, e.others())
	}
	return all
}

// item is a piece of evidence with its letter in the report.
type item struct {
	letter     string
	evidence   casefile.Evidence
	comparison *casefile.Comparison // nil but of a pair's candidate that was compared
	thumbnail  *figure.Encoded      // nil where there are no pixels
	withheld   bool                 // of a publication: nothing but its place and a commitment are there
}

// verdict returns what was found for a candidate: Unreadable where it could not
// be read, VerdictUnset where it was not compared.
func (i item) verdict() align.Verdict {
	switch {
	case i.evidence.Unread():
		return align.VerdictUnset
	case i.evidence.Problem != nil:
		return align.Unreadable
	case i.comparison == nil:
		return align.VerdictUnset
	}
	return i.comparison.Alignment.Verdict
}

// wasCompared reports whether something was found out about a candidate.
func (i item) wasCompared() bool {
	v := i.verdict()
	return v != align.Unreadable && v != align.VerdictUnset
}

// letter returns A, B … Z, AA, AB …
func letter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return letter(n/26-1) + string(rune('A'+n%26))
}

package report

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/marks"
	"github.com/motbilde/motbilde/internal/markup"
)

// ErrNoPair is returned where a claim has no candidate that lies on it and can
// be shown with it.
var ErrNoPair = errors.New("the case has no aligned pair to show")

// Brief is what a report says of its pair on the first page, with the pictures
// as they may be seen, for other forms in which a case is published.
type Brief struct {
	Title, Lead             string
	Matches, Differs, Alone []string // what matches, what differs, what is unknown, the most important first
	Strength                []string
	Finding                 string // the program's, in a few words
	Wording, By, NotShown   string // what a person concludes; empty where nobody did

	Claim, Found Shown
	Candidate    bool // the found picture is only a candidate: the pictures share a part, or may do
	Verdict      align.Verdict
	ByHand       bool // a person placed the pictures on each other
	OtherMoment  bool // it may be another exposure from the same place
	Cropped      bool
	ShownShare   float64 // of the found picture, that the claim shows

	// Pair has the pictures with what is redacted covered, both as they are.
	Pair    compare.Pair
	Details []Detail
	Marks   []figure.Mark // what a person drew on the pictures besides, in each one's own pixels
	// Difference is the pair as it was measured: nothing is measured of what is
	// redacted. Its Map is nil where no difference could be measured.
	Difference compare.Pair
	Versions   []Version // the pictures that match and are dated, oldest first
	Moments    []Moment
	Tone       []string // that the claim is grey, mirrored or a negative, in sentences
}

// Shown is one picture of a Brief.
type Shown struct {
	Label   string // who published it, and when; else its name
	Account string // who published it, as it was typed; empty where nobody wrote it
	When    string // that it was published, after a verb; empty where nobody wrote it
	Credit  string
	// Description says what is seen on it, as a person wrote it; empty where nobody did.
	Description string
	Frame       string      // which frame of a video it is
	SHA256      string      // of the file
	Redacted    int         // places
	Covered     []geom.Rect // about them, in the picture's pixels
}

// Detail is a matching detail of a pair that a person has kept.
type Detail struct {
	Number int
	Mark   casefile.Mark
	Name   string
}

// BriefOf returns what the report says of its pair, of several claims that of the first. The errors are ErrNoPair,
// ErrNoClaim, ErrWithheld and the context's.
func BriefOf(ctx context.Context, in Input) (Brief, error) {
	e := &edition{in: in, l: in.Language}
	if claim, ok := in.Case.Claim(); ok && in.About == "" { // one pair is shown, whatever the case holds
		e.in.About = claim.ID
	}
	if err := e.gather(); err != nil {
		return Brief{}, err
	}
	if e.best == nil || e.figuresWithheld() {
		return Brief{}, ErrNoPair
	}
	f := &e.figures
	f.claimPixels, f.claimHoles = e.pixels(e.claim), e.holes(e.claim)
	f.foundPixels, f.foundHoles = e.pixels(*e.best), e.holes(*e.best)
	if err := ctx.Err(); err != nil { // a picture may be missing only because of it
		return Brief{}, err
	}
	if f.claimPixels == nil || f.foundPixels == nil {
		return Brief{}, ErrNoPair
	}
	e.facts = e.measure(*e.best, f.claimPixels.Size(), f.foundPixels.Size())
	if !e.facts.placed {
		return Brief{}, ErrNoPair
	}
	if err := e.measurePair(ctx); err != nil {
		return Brief{}, err
	}

	matches, differs, alone := e.points()
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	b := Brief{
		Title: e.title(), Lead: e.lead(),
		Matches: textsOf(matches), Differs: textsOf(differs), Alone: textsOf(alone), Strength: e.strengthOf(),
		Finding: e.l.Finding(e.facts.measured.Finding),
		Wording: written(finding.Wording), By: e.plain(finding.By), NotShown: written(finding.DoesNotShow),
		Claim: e.shown(e.claim, e.postedLabel()), Found: e.shown(*e.best, e.sourceLabel()),
		Cropped: e.cropped(), ShownShare: e.facts.measured.CandidateCovered,
		Pair: compare.Pair{
			Claimed: f.claimPixels, Candidate: f.foundPixels,
			CandidateFromClaimed: e.best.comparison.Alignment.CandidateFromClaimed, Placed: true,
		},
		Details: e.kept(), Marks: e.drawnMarks(), Difference: e.measuredPair, Tone: e.tone(),
		Versions: e.versions(), Moments: e.publicMoments(),
		Verdict: e.best.verdict(), ByHand: e.best.comparison.Hand != nil, OtherMoment: e.facts.measured.OtherMomentPossible,
	}
	b.Candidate = e.best.comparison.Hand == nil && !slices.Contains([]align.Verdict{align.Identical, align.Match}, e.best.verdict())
	return b, nil
}

// measurePair measures what the sentences about the pair are made of.
func (e *edition) measurePair(ctx context.Context) error {
	f, a := &e.figures, e.best.comparison.Alignment
	e.facts.grey = median(f.claimPixels) < greyBelow && median(f.foundPixels) > colourAbove
	pair := compare.Pair{
		Claimed: f.claimHoles, Candidate: f.foundHoles,
		CandidateFromClaimed: a.CandidateFromClaimed, Placed: true, ToneInverted: a.ToneInverted,
	}
	e.measuredPair = pair
	m, err := e.difference(ctx, pair)
	if err != nil {
		return ctx.Err() // a difference that can't be measured is told as that
	}
	pair.Map = m
	e.measuredPair = pair
	e.setDifference(m)
	_, err = e.findRecipe(ctx, pair)
	return err
}

func (e *edition) shown(it item, label string) Shown {
	s := it.evidence.Source
	size := sizeOf(nil, it).Rect()
	var covered []geom.Rect
	for _, a := range e.areas[it.evidence.ID] {
		if a.Whole {
			covered = append(covered, size)
			continue
		}
		covered = append(covered, markup.Bounds(a.Points).Grown(a.GrowPx))
	}
	return Shown{
		Covered: covered, Description: e.altDescription(&it, longestAltPart),
		Label: label, Account: e.short(cmp.Or(s.Publisher, s.Account)), When: e.when(s.Date), Credit: e.short(s.Credit),
		Frame: e.foundFrame(it), SHA256: it.evidence.SHA256, Redacted: len(e.areas[it.evidence.ID]),
	}
}

// kept returns the matching details of the pair that are shown, in their order.
func (e *edition) kept() (out []Detail) {
	for _, m := range e.in.Case.MarksOf(e.claim.evidence.ID, e.best.evidence.ID) {
		if m.Kind != casefile.DetailMark || m.Hidden || len(m.OnClaimed) != 1 || len(m.OnCandidate) != 1 || !m.OfFrame(e.best.comparison.Frame) || len(out) == mostDetails {
			continue
		}
		n := e.in.Case.NumberOf(m.ID)
		out = append(out, Detail{Number: n, Mark: m, Name: marks.Name(e.l, m, n)})
	}
	return out
}

func textsOf(all []point) (texts []string) {
	for _, p := range all {
		texts = append(texts, p.text)
	}
	return texts
}

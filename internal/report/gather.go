package report

import (
	"cmp"
	"context"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// facts are what the sentences about the best candidate are made of.
type facts struct {
	measured words.Measured
	claim    geom.Size
	found    geom.Size
	// placed says that the alignment is accepted: only then may a warped
	// picture or a difference be shown.
	placed bool

	scale    float64   // claim pixels per candidate pixel
	rotation float64   // degrees
	quad     geom.Quad // the claim's corners on the candidate

	support *support.Support // nil where none is to be shown

	grey bool // the claim is grey and the candidate is not

	recipe         *recipe.Recipe // empty where not placed
	measuredRecipe bool           // on the pixels, and not by the placement alone
	remains        recipe.Remains

	difference bool    // the difference was measured
	told       float64 // share of the claim in which something can be told
	differs    *compare.Map
	regions    []compare.Region // strongest first
}

// figures are the pictures of the report; a nil one could not be made.
type figures struct {
	layout, aligned          figure.Layout
	claim, found             *figure.Encoded
	warped                   *figure.Encoded
	overlay, difference      *figure.Encoded
	replay                   *figure.Encoded
	cantTell                 bool
	beyond                   beyond
	film                     film
	swiped                   [len(figure.SwipeShares)]*figure.Encoded
	details                  []enlarged
	disagree                 []disagreeing
	claimPixels, foundPixels *picture.Pyramid // with what is redacted covered
	claimHoles, foundHoles   *picture.Pyramid // without any pixels there: of what can't be seen nothing is measured
}

// pair is a claim with its candidates, and what was measured of the best.
type pair struct {
	claim    item
	ranked   []item // the candidates, best first
	best     *item  // the one that the claim is shown with; nil where none could be compared
	looked   int    // candidates
	compared int    // candidates that could be compared
	facts    facts
	figures  figures
	before   int // figures of the pairs before this one
}

// gather puts the items in order, and picks of each claim that the report is
// about the candidate that it is shown with.
func (e *edition) gather() error {
	claims := e.in.Case.Claims()
	if e.in.About != "" {
		claim, ok := e.in.Case.Find(e.in.About)
		if !ok || claim.Role != casefile.Claimed {
			return ErrNoClaim
		}
		claims = []casefile.Evidence{claim}
	}
	if len(claims) == 0 {
		return ErrNoClaim
	}
	for _, ev := range e.in.Case.Evidence {
		if e.in.Edition == Publication && (ev.Withheld.On && !ev.Source.Empty() || ev.Withheld.On && ev.SHA256 != "" || ev.Withheld.Salt != "") {
			return ErrWithheld
		}
	}
	e.areas = redact.Of(e.in.Case, e.in.Comparisons)
	e.letterItems(claims)
	for i := range claims {
		e.pairs = append(e.pairs, e.pairOf(e.items[i]))
	}
	e.pair = e.pairs[0]
	return nil
}

// letterItems puts the items in their order: those claims, the candidates, best
// first, and the others as received.
func (e *edition) letterItems(claims []casefile.Evidence) {
	about := func(id casefile.ID) bool {
		return slices.ContainsFunc(claims, func(c casefile.Evidence) bool { return c.ID == id })
	}
	candidates := e.in.Case.Candidates()
	rank := func(id casefile.ID) int {
		i := slices.IndexFunc(e.in.Comparisons, func(c casefile.Comparison) bool { return c.Candidate == id && about(c.Claimed) })
		if i < 0 {
			return len(e.in.Comparisons)
		}
		return i
	}
	slices.SortStableFunc(candidates, func(a, b casefile.Evidence) int { return cmp.Compare(rank(a.ID), rank(b.ID)) })
	add := func(ev casefile.Evidence) {
		n := len(e.items)
		e.items = append(e.items, item{letter: letter(n), evidence: ev, withheld: e.in.Edition == Publication && ev.Withheld.On})
	}
	for _, ev := range slices.Concat(claims, candidates) {
		add(ev)
	}
	for _, ev := range e.in.Case.Evidence {
		if ev.Role != casefile.Candidate && !about(ev.ID) {
			add(ev)
		}
	}
}

// pairOf puts the candidates of a claim in their order, best first.
func (e *edition) pairOf(claim item) *pair {
	p := &pair{claim: claim}
	rank := map[casefile.ID]int{}
	for _, it := range e.items {
		if it.evidence.Role != casefile.Candidate {
			continue
		}
		i := slices.IndexFunc(e.in.Comparisons, func(c casefile.Comparison) bool {
			return c.Candidate == it.evidence.ID && c.Claimed == claim.evidence.ID
		})
		rank[it.evidence.ID] = len(e.in.Comparisons)
		if i >= 0 {
			rank[it.evidence.ID], it.comparison = i, &e.in.Comparisons[i]
		}
		p.ranked = append(p.ranked, it)
	}
	slices.SortStableFunc(p.ranked, func(a, b item) int { return cmp.Compare(rank[a.evidence.ID], rank[b.evidence.ID]) })
	for i := range p.ranked {
		if !p.ranked[i].wasCompared() {
			continue
		}
		p.compared++
		if p.best == nil {
			p.best = &p.ranked[i]
		}
	}
	p.looked = len(p.ranked)
	return p
}

// of returns the report as it speaks of one of its pairs.
func (e *edition) of(p *pair) *edition {
	view := *e
	view.pair, view.grouped = p, e.several()
	return &view
}

// candidates returns those items, best first.
func (e *edition) candidates() []item { return e.ranked }

// measure reads the alignment of a candidate to pictures of these sizes.
func (e *edition) measure(it item, claim, found geom.Size) facts {
	a := it.comparison.Alignment
	f := facts{
		measured: e.measured(it), claim: claim, found: found,
		placed: !claim.Empty() && !found.Empty() && a.Placed() && (a.Verdict.Accepted() || a.Status == align.ByHand) &&
			a.CandidateFromClaimed.Valid() && !a.CandidateFromClaimed.CrossesHorizon(claim.Quad()),
	}
	f.support = supportOf(a, claim, found)
	if f.recipe = (&recipe.Recipe{}); f.placed {
		f.recipe = recipe.OfPlacement(a, claim, found)
		centre := f.claim.Rect().Centre()
		f.scale = 1 / a.CandidateFromClaimed.LengthScale(centre)
		f.rotation = a.CandidateFromClaimed.RotationDegrees(centre)
		f.quad = a.CandidateFromClaimed.ApplyQuad(f.claim.Quad())
	}
	return f
}

// supportOf returns the support of an alignment that is shown with it: of a
// match, and of a part, where it tells the part from the rest.
func supportOf(a align.Alignment, claim, found geom.Size) *support.Support {
	told := a.Verdict == align.Match || a.Verdict == align.Identical || a.Verdict == align.Partial
	if !told || !a.Placed() || a.Status == align.ByHand || claim.Empty() || found.Empty() ||
		!a.CandidateFromClaimed.Valid() || a.CandidateFromClaimed.CrossesHorizon(claim.Quad()) {
		return nil
	}
	if s := support.Of(a, claim, found); s.HasAreas() || s.Points() > 0 {
		return s
	}
	return nil
}

// byHand is what the finding of a pair is called that a person placed.
const byHand = "by-hand"

// measured returns what the strength statement of a candidate depends on.
func (e *edition) measured(it item) words.Measured {
	if it.comparison == nil {
		return words.Measured{Finding: align.Unreadable.String()}
	}
	a := it.comparison.Alignment
	m := words.Measured{
		Finding: it.verdict().String(), HasNFA: a.HasNFA, Log10NFA: a.Log10NFA, Candidates: e.compared,
		TooLittleDetail: a.Has(align.TooLittleDetail), OtherMomentPossible: a.Has(align.OtherMomentPossible), OnlyPart: a.Has(align.CoveredPart),
		CandidateCovered: a.CandidateCovered,
		CalibrationPairs: align.CalibrationPairs, CalibrationFalse: align.CalibrationFalse,
	}
	if a.Status == align.ByHand {
		m.Finding = byHand
	}
	return m
}

// draw makes all pixels of the report.
func (e *edition) draw(ctx context.Context) error {
	if err := e.thumbnails(ctx); err != nil {
		return err
	}
	before := 0
	for _, p := range e.pairs {
		p.before = before
		if err := e.of(p).drawPair(ctx); err != nil {
			return err
		}
		before += e.of(p).figuresMade()
	}
	return nil
}

// drawPair makes the pixels of a pair.
func (e *edition) drawPair(ctx context.Context) error {
	f := &e.figures
	f.claimPixels, f.claimHoles = e.pixels(e.claim), e.holes(e.claim)
	if e.best != nil {
		f.foundPixels, f.foundHoles = e.pixels(*e.best), e.holes(*e.best)
		e.facts = e.measure(*e.best, sizeOf(f.claimPixels, e.claim), sizeOf(f.foundPixels, *e.best))
	}
	if f.claimPixels == nil {
		return ctx.Err()
	}
	if f.foundPixels == nil {
		w, h := figure.Within(f.claimPixels.Size(), columns(6), 90)
		return e.keep(&f.claim)(figure.Whole(ctx, f.claimPixels, w, h, e.in.Fineness))
	}
	defer func() { // the pages hold what they need
		f.claimPixels, f.foundPixels, f.claimHoles, f.foundHoles = nil, nil, nil, nil
	}()

	f.layout = figure.Arrange(f.claimPixels.Size(), f.foundPixels.Size(), whole, 0)
	f.aligned = figure.Arrange(f.claimPixels.Size(), f.claimPixels.Size(), whole, 0)
	box, other := larger(f.layout.First, f.aligned.First), f.layout.Second
	if err := e.keep(&f.claim)(figure.Whole(ctx, f.claimPixels, box.Width(), box.Height(), e.in.Fineness)); err != nil {
		return err
	}
	if err := e.keep(&f.found)(figure.Whole(ctx, f.foundPixels, other.Width(), other.Height(), e.in.Fineness)); err != nil {
		return err
	}
	e.facts.grey = median(f.claimPixels) < greyBelow && median(f.foundPixels) > colourAbove
	if err := e.drawFilm(ctx); err != nil || !e.facts.placed {
		return err
	}
	return e.drawAligned(ctx)
}

// drawAligned makes the figures that need an accepted alignment.
func (e *edition) drawAligned(ctx context.Context) error {
	f, a := &e.figures, e.best.comparison.Alignment
	pair := compare.Pair{
		Claimed: f.claimPixels, Candidate: f.foundPixels,
		CandidateFromClaimed: a.CandidateFromClaimed, Placed: true, ToneInverted: a.ToneInverted,
	}
	box := f.aligned.Second
	if err := e.keep(&f.warped)(figure.Aligned(ctx, pair, box.Width(), box.Height(), e.in.Fineness)); err != nil {
		return err
	}
	if err := e.drawSwipe(ctx, pair); err != nil {
		return err
	}
	if err := e.drawDetails(ctx, pair); err != nil {
		return err
	}
	if err := e.drawOutside(ctx, pair); err != nil {
		return err
	}
	width, height := figure.Within(f.claimPixels.Size(), bodyWidth, tallestView)
	if err := e.keep(&f.overlay)(figure.Overlay(ctx, pair, width, height, e.in.Fineness)); err != nil {
		return err
	}
	seen := pair
	pair.Claimed, pair.Candidate = f.claimHoles, f.foundHoles
	m, err := e.difference(ctx, pair)
	if err != nil {
		return ctx.Err() // a difference that can't be measured is left out
	}
	pair.Map = m
	encoded, cantTell, err := figure.Difference(ctx, pair, width, height, e.in.Fineness)
	if err != nil {
		return err
	}
	f.difference, f.cantTell = &encoded, cantTell
	e.setDifference(m)
	if err := e.drawDisagreeing(ctx, seen); err != nil {
		return err
	}
	return e.drawRecipe(ctx, pair)
}

// setDifference takes over what was measured of the difference.
func (e *edition) setDifference(m *compare.Map) {
	e.facts.difference = true
	e.facts.differs, e.facts.regions = m, m.Regions
	e.facts.told = m.Shares.Same + m.Shares.Changed
}

// difference returns the pair's difference: the one that is kept, or a new one.
func (e *edition) difference(ctx context.Context, pair compare.Pair) (*compare.Map, error) {
	if e.in.Difference != nil && !e.redacted(e.claim) && !e.redacted(*e.best) {
		return e.in.Difference(e.claim.evidence, e.best.evidence, e.best.comparison.Alignment)
	}
	return compare.Difference(ctx, pair)
}

// keep stores an encoded picture unless there is an error.
func (e *edition) keep(to **figure.Encoded) func(figure.Encoded, error) error {
	return func(encoded figure.Encoded, err error) error {
		if err != nil {
			return err
		}
		*to = &encoded
		return nil
	}
}

// sizeOf returns the size of an item's picture, or, where it can't be read
// again, the size that was recorded.
func sizeOf(p *picture.Pyramid, it item) geom.Size {
	if p == nil {
		return it.evidence.Pixels
	}
	return p.Size()
}

// pixels returns an item's picture as it may be seen, what is redacted covered,
// or nil where there is none to be had.
func (e *edition) pixels(it item) *picture.Pyramid {
	return redact.Pyramid(e.received(it), e.areas[it.evidence.ID])
}

// holes returns an item's picture as far as it may be measured.
func (e *edition) holes(it item) *picture.Pyramid {
	return redact.Holes(e.received(it), e.areas[it.evidence.ID])
}

// redacted reports whether something on an item must not be seen.
func (e *edition) redacted(it item) bool { return len(e.areas[it.evidence.ID]) > 0 }

// received returns an item's picture as it was received. Only pixels and holes
// ask for it: nothing else may be drawn from it.
func (e *edition) received(it item) *picture.Pyramid {
	if it.evidence.Problem != nil || it.withheld || e.in.Picture == nil {
		return nil
	}
	read := e.in.Picture
	if it.comparison != nil && e.in.Found != nil {
		read = func(id casefile.ID) (*picture.Pyramid, error) { return e.in.Found(it.comparison.Claimed, id) }
	}
	p, err := read(it.evidence.ID)
	if err != nil {
		return nil
	}
	return p
}

// Thumbnails: their width, their greatest height, and how many are made at the
// same time, which bounds the memory that large pictures take.
const (
	thumbnailWidth  = 22
	thumbnailHeight = 30
	atOnce          = 2
)

// thumbnails makes the small pictures of the table of items.
func (e *edition) thumbnails(ctx context.Context) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(atOnce)
	for i := range e.items {
		group.Go(func() error {
			p := e.pixels(e.items[i])
			if p == nil {
				return ctx.Err()
			}
			w, h := figure.Within(p.Size(), thumbnailWidth, thumbnailHeight)
			return e.keep(&e.items[i].thumbnail)(figure.Thumbnail(ctx, p, w, h, e.in.Fineness))
		})
	}
	return group.Wait()
}

// A picture counts as grey where its middle pixel has less colour than JPEG
// makes of grey, and as coloured where it has clearly more; levels of 255.
const (
	greyBelow   = 4
	colourAbove = 9
)

// median returns the median over a small level of the picture of how far the
// three colours of a pixel lie apart: lettering in colour does not move it.
func median(p *picture.Pyramid) float64 {
	level := p.Level(p.LevelFor(256 / float64(max(p.Size().Width, p.Size().Height))))
	pix := level.Pix()
	spread := make([]uint8, 0, len(pix)/4)
	for i := 0; i+4 <= len(pix); i += 4 {
		r, g, b := pix[i], pix[i+1], pix[i+2]
		spread = append(spread, max(r, g, b)-min(r, g, b))
	}
	slices.Sort(spread)
	return float64(spread[len(spread)/2])
}

func larger(a, b geom.Rect) geom.Rect {
	if a.Width() > b.Width() {
		return a
	}
	return b
}

package align

import "context"

// Bands of the strength, as decimal logarithms of the number of false alarms.
const (
	matchLog10NFA     = -6.0 // at most one in a million unrelated pairs, if the chance model holds
	uncertainLog10NFA = -2.0 // a person should look
)

// Bands of the dense check.
const (
	// matchShare is the share of the picture-like cells that must agree. Under
	// shared graphics at most 0.34 did on the pictures tried, in copies under
	// watermarks all over or photographed from a screen at least 0.52.
	matchShare = 0.43
	// graphicMost is the share of picture-like cells among those that agree under
	// which it is graphics that agree: letters averaged to grey look a little like
	// a picture, so that what is left must agree more clearly.
	graphicMost  = 0.4
	graphicShare = 0.65
	// Where the points alone say little, nearly all must agree: letters of one
	// caption over those of another reach 20 inliers and 0.8 over a strip, true
	// copies with so few points agree by 0.86 or more over half of a picture.
	weakLog10NFA = -60.0
	weakShare    = 0.82
	weakCover    = 0.25
	// chanceShare is the share that unrelated pictures reach.
	chanceShare = 0.2
	// leastCells is how many picture-like cells, overlapping by half, it takes
	// to speak of a picture at all.
	leastCells = 12
	// leastPhotoShare is the share of the cells that must look like a picture
	// for those to decide; else letters laid over letters would be judged by
	// the odd cell beside them.
	leastPhotoShare = 0.1
	// drawnShare is the share of all cells that must agree where there is
	// nothing picture-like: a drawing or a page, which must agree throughout,
	// since single words and letters repeat between pages.
	drawnShare = 0.85
	// drawnCover is the least share of either picture that such an agreement must cover.
	drawnCover = 0.5
	// partCells is how many cells it takes to say that a part is shared.
	partCells = 3
)

// support is the weighing of the cells for and against a placement.
type support struct {
	cells, agree       int     // all with texture
	photoCells         int     // those that look like a picture and not like graphics
	photo, photoAgree  float64 // their weight: the share of weak gradients
	agreeingPhotos     int     // those of photoCells that agree
	agreeingPhotoShare float64 // photoAgree / photo
	area               float64 // claim pixels of agreeing picture-like cells
}

func (l *laid) support() support {
	var s support
	for _, c := range l.cells {
		if c.flat {
			continue
		}
		agrees := c.zncc > agreeing
		s.cells++
		if agrees {
			s.agree++
		}
		if c.weak < photoLike {
			continue
		}
		s.photoCells++
		s.photo += c.weak
		if agrees {
			s.agreeingPhotos++
			s.photoAgree += c.weak
			s.area += l.side * l.side
		}
	}
	if s.photo > 0 {
		s.agreeingPhotoShare = s.photoAgree / s.photo
	}
	return s
}

// judge compares the pictures under the placement and gives its verdict.
func (p *placement) judge(ctx context.Context, claimed, candidate *Subject) error {
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return err
	}
	p.laid = lay(ta, tb, p.from, p.variant.Inverted, claimed.picture.Size(), candidate.picture.Size())
	p.laid.drawn = nil // a search holds many of them
	p.support = p.laid.support()
	ofClaim, ofCandidate := p.from.Shares(claimed.picture.Size(), candidate.picture.Size())
	p.covered = max(ofClaim, ofCandidate)
	p.verdict = verdictOf(p.result.Log10NFA, p.support, p.covered)
	return ctx.Err()
}

// verdictOf joins the two kinds of evidence: that points agree beyond chance,
// and that what lies around them does too.
func verdictOf(log10NFA float64, s support, covered float64) Verdict {
	refuted := s.pictured() && s.agreeingPhotoShare < chanceShare
	switch {
	case log10NFA > uncertainLog10NFA:
		return NoMatch
	case log10NFA > matchLog10NFA && refuted:
		return NoMatch
	case log10NFA > matchLog10NFA:
		return Uncertain
	case s.all(log10NFA, covered):
		return Match
	case s.agree < partCells:
		return Uncertain
	default:
		return Partial
	}
}

// pictured reports whether there is enough that looks like a picture to judge by it alone.
func (s support) pictured() bool {
	return s.photoCells >= leastCells && float64(s.photoCells) >= leastPhotoShare*float64(s.cells)
}

// all reports whether the pictures agree all over the overlap, and not only in
// what lies on them.
func (s support) all(log10NFA, covered float64) bool {
	if !s.pictured() {
		contradicted := s.photoCells >= leastCells && s.agreeingPhotoShare < graphicShare
		return s.cells > 0 && float64(s.agree) >= drawnShare*float64(s.cells) && covered >= drawnCover && !contradicted
	}
	needed := matchShare
	if float64(s.agreeingPhotos) < graphicMost*float64(s.agree) {
		needed = graphicShare
	}
	if log10NFA > weakLog10NFA {
		if covered < weakCover {
			return false
		}
		needed = max(needed, weakShare)
	}
	return s.agreeingPhotoShare >= needed
}

// clear reports whether a match leaves no room for a better one: a picture that
// is nearly its own mirror image matches a little both ways.
func (p *placement) clear() bool {
	return p.verdict == Match && p.result.Log10NFA <= weakLog10NFA && p.support.agreeingPhotoShare >= clearShare
}

// clearShare is well above what a picture shares with its own mirror image or with a shifted copy.
const clearShare = 0.7

// outweighed reports whether a match is no more than another try on what a
// stronger placement of the same pair found shared only in a part: the letters
// of a caption fit each other in several ways, and so do the windows of a front.
func (p *placement) outweighed(by *placement) bool {
	return by.verdict == Partial && by.result.Log10NFA < p.result.Log10NFA &&
		(p.result.Log10NFA > weakLog10NFA || p.support.agreeingPhotoShare < clearShare || p.covered < weakCover)
}

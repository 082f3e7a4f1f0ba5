package align

import "context"

// Bands of the strength, as decimal logarithms of the number of false alarms.
const (
	matchLog10NFA     = -6.0 // at most one in a million unrelated pairs, if the chance model holds
	uncertainLog10NFA = -2.0 // a person should look
)

// Bands of the dense check.
const (
	// matchShare is the share of the picture-like cells that must agree: under
	// shared graphics at most 0.24 did on the development pictures, in copies
	// under large captions or photographed from a screen at least 0.48.
	matchShare = 0.4
	// weakShare must agree where the points alone say little: letters of one
	// caption over those of another, mirrored, reach 15 inliers and 0.5.
	weakLog10NFA = -30.0
	weakShare    = 0.7
	// chanceShare is the share that unrelated pictures reach.
	chanceShare = 0.2
	// leastCells is how many picture-like cells, overlapping by half, it takes
	// to speak of a picture at all.
	leastCells = 12
	// leastPhotoShare is the share of the cells that must look like a picture
	// for those to decide; else letters laid over letters would be judged by
	// the odd cell beside them.
	leastPhotoShare = 0.1
	// graphicShare is the share of all cells that must agree where there is
	// nothing picture-like: a drawing or a page, which must agree throughout,
	// since single words and letters repeat between pages.
	graphicShare = 0.85
	// graphicCover is the least share of either picture that such an agreement must cover.
	graphicCover = 0.5
)

// support is the weighing of the cells for and against a placement.
type support struct {
	cells, agree       int     // all with texture
	photoCells         int     // those that look like a picture and not like graphics
	photo, photoAgree  float64 // their weight: the share of weak gradients
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
	ta, err := claimed.gray(ctx)
	if err != nil {
		return err
	}
	tb, err := candidate.gray(ctx)
	if err != nil {
		return err
	}
	p.laid = lay(ta, tb, p.from, p.variant.Inverted, claimed.picture.Size(), candidate.picture.Size())
	p.support = p.laid.support()
	ofClaim, ofCandidate := p.from.Shares(claimed.picture.Size(), candidate.picture.Size())
	p.verdict = verdictOf(p.result.Log10NFA, p.support, max(ofClaim, ofCandidate))
	return ctx.Err()
}

// verdictOf joins the two kinds of evidence: that points agree beyond chance,
// and that what lies around them does too.
func verdictOf(log10NFA float64, s support, covered float64) Verdict {
	pictured := s.photoCells >= leastCells && float64(s.photoCells) >= leastPhotoShare*float64(s.cells)
	needed := matchShare
	if log10NFA > weakLog10NFA {
		needed = weakShare
	}
	all := pictured && s.agreeingPhotoShare >= needed
	if !pictured {
		all = s.cells > 0 && float64(s.agree) >= graphicShare*float64(s.cells) && covered >= graphicCover
	}
	refuted := pictured && s.agreeingPhotoShare < chanceShare
	switch {
	case log10NFA > uncertainLog10NFA:
		return NoMatch
	case log10NFA > matchLog10NFA && refuted:
		return NoMatch
	case log10NFA > matchLog10NFA:
		return Uncertain
	case all:
		return Match
	default:
		return Partial
	}
}

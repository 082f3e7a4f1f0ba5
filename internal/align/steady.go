package align

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// A thing seen from two places shares more with itself than any two pictures
// do: hundreds of points agree with a homography to within the few pixels that
// the fit allows, and around them the far parts of the view lie on each other.
// The near parts don't, because no plane carries one view to the other. So a
// match is held to account once it was refined:
//
//   - Copies settle. Whatever tiles of the overlap are left out, the others
//     place its corners alike, to less than a thousandth of its diagonal; views
//     from two places do not, because each part has a map of its own. Where the
//     placement is that exact nothing more is asked: things that moved before a
//     camera that stood still are told as another moment.
//   - Elsewhere (copies photographed from a curved screen, tiny or spoiled ones,
//     or ones that could not be refined) the pictures must agree in more than they
//     don't, the corners must be known and the points fit to a small share of
//     the overlap, and few cells may agree at another place than where they lie.
//     Graphics, noise and moiré make cells disagree; only depth shifts them.
const (
	// exactShare is the corner error, as a share of the overlap's diagonal, up to
	// which a placement is that of a copy. Of the development set's 201 copies 200
	// are below it; views from a metre aside were at 0.0003 to 0.006.
	exactShare = 0.001
	// looseShare is the corner error that is no alignment any more.
	looseShare = 0.01
	// misfitShare is the inliers' residual, as a share of the diagonal, that is none:
	// copies had 0.004 at most, thumbnails of 140 pixels included.
	misfitShare = 0.006
	// moreShare is the share of the picture-like cells that must agree where the placement is not exact.
	moreShare = 0.5
	// shiftedShare is the share of the cells that agree somewhere up to which they
	// may do so at another place: copies bent by up to 5 % had mostly 0.06 at most.
	shiftedShare = 0.125
	// bentShare is what one bend may leave of the inliers' squared residuals to
	// excuse shifted cells: a strongly curved screen leaves 0.2 to 0.4, depth 0.43
	// to 0.98.
	bentShare    = 0.42
	leastShifted = 3   // cells that it takes
	reachPx      = 6   // how far around, in pixels of the working grid
	shiftedPx    = 2   // from where on a cell counts as shifted: less is what resampling and a bent screen do
	shiftedZNCC  = 0.6 // correlation that it must reach there …
	shiftedBy    = 0.2 // … and by how much more than where it lies
)

// settles refines a match and reports whether it is one of a copy, or of the
// same view, and not of the same thing from another place. With lifted set it
// stands on copies of the pictures with evened contrast, where its share was
// weighed, so that the pictures need not agree in more than half.
func (p *placement) settles(ctx context.Context, claimed, candidate *Subject, lifted bool) (bool, error) {
	better, ok, err := p.refine(ctx, claimed, candidate)
	if err != nil {
		return false, err
	}
	from := p.from
	if ok {
		p.refined, from = &better, better.from
	}
	a, b := claimed.picture.Size(), candidate.picture.Size()
	overlap := from.Overlap(a, b)
	if len(overlap) < 3 {
		return false, ctx.Err()
	}
	box := boundsOf(carried(overlap, from))
	diagonal := geom.Point{X: box.Width(), Y: box.Height()}.Length()
	if ok {
		e := better.cornerErrorPx
		if e > 0 && e <= exactShare*diagonal {
			return true, ctx.Err()
		}
		if e > looseShare*diagonal {
			return false, ctx.Err()
		}
	}
	if rootMeanSquare(p.inliers, from) > misfitShare*diagonal {
		return false, ctx.Err()
	}
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return false, err
	}
	l := lay(ta, tb, from, p.variant.Inverted, a, b)
	s := l.support()
	if !lifted && s.pictured() && s.agreeingPhotoShare < moreShare {
		return false, ctx.Err()
	}
	here, aside := l.shifted(p.variant.Inverted)
	inPlace := aside < leastShifted || float64(aside) <= shiftedShare*float64(here+aside)
	return inPlace || bendLeaves(p.inliers, from) <= bentShare, ctx.Err()
}

// rootMeanSquare returns how far a map leaves the inliers apart, candidate pixels.
func rootMeanSquare(inliers []Inlier, from geom.Map) float64 {
	var square float64
	for _, in := range inliers {
		e := from.Apply(in.Claimed).Distance(in.Candidate)
		square += float64(e * e)
	}
	return math.Sqrt(square / float64(max(1, len(inliers))))
}

// shifted counts the picture-like cells, of those that don't overlap, that
// agree where they lie, and those that do so some way off alone.
func (l *laid) shifted(inverted bool) (here, aside int) {
	var open []laidCell
	for _, c := range l.cells {
		if c.flat || c.weak < photoLike || c.row%2 == 1 || c.column%2 == 1 {
			continue
		}
		if c.zncc > agreeing {
			here++
		} else {
			open = append(open, c)
		}
	}
	found := make([]bool, len(open))
	rows.Tasks(len(open), func(i int) { found[i] = l.agreesAside(open[i], inverted) })
	for _, f := range found {
		if f {
			aside++
		}
	}
	return here, aside
}

// agreesAside reports whether a cell of the claim is found again near its place on the candidate.
func (l *laid) agreesAside(c laidCell, inverted bool) bool {
	x0, y0 := c.column*stridePx, c.row*stridePx
	best, far := c.zncc, 0
	for dy := -reachPx; dy <= reachPx; dy++ {
		for dx := -reachPx; dx <= reachPx; dx++ {
			z, ok := l.drawn.correlateAside(x0, y0, dx, dy)
			if inverted {
				z = -z
			}
			if ok && z > best {
				best, far = z, dx*dx+dy*dy
			}
		}
	}
	return best > shiftedZNCC && best > c.zncc+shiftedBy && far >= shiftedPx*shiftedPx
}

// correlateAside compares a cell of the claim with the candidate's pixels some
// way off; ok is false where too few of them are there or they are flat.
func (d *drawnPair) correlateAside(x0, y0, dx, dy int) (zncc float64, ok bool) {
	n, va, vb, ab := d.moments(x0, y0, dx, dy)
	if n < cellShare*cellPx*cellPx || min(va, vb) < 1 {
		return 0, false
	}
	return ab / math.Sqrt(va*vb), true
}

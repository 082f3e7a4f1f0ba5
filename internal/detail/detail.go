// Package detail owns the matching details of a pair: small places that both
// pictures show, by which a person can see for themselves that the pictures
// agree. Its main type is Detail. It promises that the same pair gives the same
// details on any number of cores; that none lies where the pictures disagree,
// on what changed between them, or where nothing stands out; and that nothing
// is told of what a detail shows: a person names it.
//
// A detail is good where it is
//
//	strong     corner-like in both pictures: the lesser eigenvalue of the gradients' tensor (Shi and Tomasi, 1994)
//	agreeing   of high correlation where the alignment carries it
//	distinct   unlike everything around it, within each picture and from one to the other
//	apart      far from the details that were taken before (farthest point, Gonzalez, 1985)
//
// Nothing is preferred for what it shows, and a face is not known to be one.
//
// Where the alignment carries a detail is no further evidence for the alignment:
// any place can be carried. What is evidence is told by Measure, which looks for
// the claim's detail in a whole neighbourhood on the candidate by its pixels alone.
package detail

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// Version names the method and its parameters. It changes whenever the same
// pair could give other details.
const Version = "detail/1"

// Most is how many details are proposed: more than a reader looks at help nobody.
const Most = 6

// Pair is two pictures and how they lie. It is not written to.
type Pair struct {
	Claimed, Candidate *picture.Pyramid
	Alignment          align.Alignment
	Changed            func(geom.Point) bool // whether the pictures are known to differ at a point of the claim; nil where nothing is known
}

// Detail is one place on both pictures.
type Detail struct {
	Claimed, Candidate geom.Point // the latter carried by the alignment
	UncertaintyPx      float64    // 95 % of the error of that, candidate pixels; 0 where it can't be told
	SidePx             float64    // of the square of the scene that shows it well, claim pixels
	Agreement          float64    // correlation of the two there, −1 to 1; the sign turned where the tone is inverted
	Distinct           float64    // 1 less the greatest correlation with anything around, 0 to 1
	Measured           Measured
}

const (
	suppression  = 0.15 // nearest distance of two details, in parts of the root of the overlap's area
	comfortable  = 0.45 // distance from which being further away is no better, in the same
	leastAgrees  = 0.7  // correlation of a patch
	leastWide    = 0.6  // and of the whole square that is shown
	leastClear   = 0.15 // by which a place must agree better with itself than with anything around
	enough       = 0.5  // and being more unlike is no better
	leastStrong  = 3.0  // times the median strength of the picture
	perTile      = 4    // places that are looked at in each tile of the overlap …
	tilesAcross  = 8    // … of which there are so many along its longer side
	atOnce       = 8    // places whose surroundings are searched at once
	mostSearches = 96   // places whose surroundings are searched at all
)

// Options say which details are wanted. Points are in claim pixels.
type Options struct {
	Most int          // so many with those kept, at most
	Kept []geom.Point // details that are there already: others keep their distance from them
	Not  []geom.Point // places that are not wanted again
}

// Propose returns details, the best first; fewer than wished for, down to none,
// where the pair has no more that are good. Without a placement there are none.
// The error is that of the context.
func Propose(ctx context.Context, p Pair, o Options) ([]Detail, error) {
	g, ok := newGrid(p)
	if !ok {
		return nil, nil
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	places := g.places(p.Changed)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	f := newFine(p, g)
	places = slices.DeleteFunc(places, func(q place) bool {
		return slices.ContainsFunc(o.Not, func(n geom.Point) bool { return g.claimed(q.x, q.y).Distance(n)*g.k < patch })
	})
	var chosen []place
	for _, k := range o.Kept {
		at := k.Sub(g.origin).Times(g.k)
		chosen = append(chosen, place{x: int(at.X), y: int(at.Y)})
	}
	chosen = g.choose(chosen, places, o.Most, func(x, y int) bool { return f.lettering(g.claimed(x, y)) })
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := make([]Detail, len(chosen))
	for i, c := range chosen {
		at := g.claimed(c.x, c.y)
		out[i] = Detail{
			Claimed: at, Candidate: p.Alignment.CandidateFromClaimed.Apply(at),
			UncertaintyPx: p.Alignment.UncertaintyPx(at, p.Claimed.Size(), p.Candidate.Size()),
			SidePx:        g.sidePx(), Agreement: c.agreement, Distinct: c.distinct,
		}
	}
	rows.Tasks(len(out), func(i int) { out[i].Measured = f.measure(out[i].Claimed) })
	return out, nil
}

// place is a pixel of the grid that may become a detail.
type place struct {
	x, y      int
	strength  float64 // of the weaker picture, times its median
	agreement float64
	distinct  float64
	searched  bool
}

// worth is how good a place is by itself.
func (p place) worth() float64 {
	return math.Log1p(p.strength) * p.agreement * p.agreement * min(1, p.distinct/enough)
}

// choose takes the places one after the other: each time the one of the
// greatest worth for its distance from those that were taken. The surroundings
// of a place are searched only when it comes to it; until then it counts as
// unlike them all. Those kept are there already, and are not returned.
func (g *grid) choose(kept, places []place, most int, lettering func(x, y int) bool) []place {
	extent := math.Sqrt(float64(g.covered))
	searches, chosen := 0, kept
	for len(chosen) < most {
		var order []int
		score := make([]float64, len(places))
		for i, p := range places {
			away := comfortable * extent
			for _, c := range chosen {
				away = min(away, math.Hypot(float64(p.x-c.x), float64(p.y-c.y)))
			}
			if away < suppression*extent || p.searched && p.distinct < leastClear || !p.searched && searches >= mostSearches {
				continue
			}
			score[i] = p.worth() * away
			order = append(order, i)
		}
		slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
		if len(order) == 0 {
			break
		}
		if best := places[order[0]]; best.searched {
			chosen = append(chosen, best)
			continue
		}
		var next []int
		for _, i := range order {
			if !places[i].searched && len(next) < atOnce {
				next = append(next, i)
			}
		}
		rows.Tasks(len(next), func(n int) {
			p := &places[next[n]]
			if p.searched = true; lettering(p.x, p.y) {
				p.distinct = 0 // from all the other letters
				return
			}
			p.distinct = g.distinct(p.x, p.y)
		})
		searches += len(next)
	}
	return chosen[len(kept):]
}

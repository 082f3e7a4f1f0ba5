// Package fit owns the search for the transformation that most of the matches
// between two pictures agree on, and the figure that says how unlikely so much
// agreement is by chance. Its main type is Scene. It promises that the same
// matches give the same Result, with no random sampling, and that degenerate
// matches give no Result rather than a wild one.
//
// The search is deterministic: every match proposes the similarity that its
// two keypoints' places, scales and angles imply (Philbin et al. 2007); the
// proposals with most support are optimised locally with 4, 6 and then 8
// parameters (Chum, Matas and Kittler 2003); the model with the smallest number
// of false alarms wins (Moisan and Stival 2004), and is fitted once more with
// the ambiguous matches that it explains.
package fit

import (
	"cmp"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Pair is a match: a keypoint of picture A and the one of picture B that
// resembles it. The better ratio must come first in a Scene.
type Pair struct {
	A, B           geom.Point
	ScaleA, ScaleB float64 // of the blobs, in pixels of their picture
	AngleA, AngleB float64 // radians
}

// Scene is what the search works on. A is the picture that is carried, B the
// one it is carried to.
type Scene struct {
	A, B  *Field
	Pairs []Pair
	// Doubtful are matches too ambiguous to take part in the search. Those that lie
	// where a transformation expects them help to fit it, and count for nothing else.
	Doubtful []Pair
}

// Result is one transformation with its support.
type Result struct {
	BFromA           geom.Map
	DegreesOfFreedom int     // 4, 6 or 8
	Inliers          []int   // numbers of the pairs, most precise first
	TolerancePx      float64 // the largest of them
	Log10NFA         float64 // with the density of keypoints; the reported strength
	choice           float64 // log10 NFA under the uniform chance model, which chooses
}

const (
	seeds       = 400  // matches that propose a similarity
	seedChunk   = 40   // of them to a task
	finalists   = 10   // proposals that are optimised
	rounds      = 4    // refits of one model before it counts as settled
	minInliers  = 6    // fewer agree by chance too often to be worth a look
	angleSlack  = 0.45 // radians: a keypoint's orientation is good to a bin and a half of 36, on either side
	scaleSlack  = 1.82 // times: a keypoint's scale is good to an octave's two layers
	nearSlackPx = 6.0  // a supporter's distance beside the seed
	farSlack    = 0.12 // and its growth with the distance from it, by the seed's error of angle and scale
	minScale    = 1.0 / 12
	maxScale    = 12.0
)

// Best returns the transformation with the smallest number of false alarms;
// ok is false where no proposal survives.
func (s Scene) Best() (best Result, ok bool) {
	proposals := s.proposals()
	type outcome struct {
		result Result
		ok     bool
	}
	outcomes := make([]outcome, len(proposals))
	settle := func(i int) { outcomes[i].result, outcomes[i].ok = s.optimise(proposals[i]) }
	if len(proposals) > 0 {
		settle(0)
	}
	// Where the first holds most of the matches, no other can hold as many.
	if len(proposals) > 1 && 2*len(outcomes[0].result.Inliers) <= len(s.Pairs) {
		rows.Tasks(len(proposals)-1, func(i int) { settle(i + 1) })
	}
	for _, o := range outcomes {
		if o.ok && (!ok || o.result.choice < best.choice) {
			best, ok = o.result, true
		}
	}
	if ok {
		best = s.guided(best)
		best.Log10NFA = s.strength(best)
	}
	return best, ok
}

// guidedReach is how many times the tolerance a doubtful match may be off.
const guidedReach = 3

// guided fits once more with the doubtful matches that lie where the result
// expects them, and keeps what doesn't raise the number of false alarms of the
// others, by which alone it is measured.
func (s Scene) guided(r Result) Result {
	joined := Scene{A: s.A, B: s.B, Pairs: slices.Concat(s.Pairs, s.Doubtful)}
	in := slices.Clone(r.Inliers)
	for i, p := range s.Doubtful {
		if r.BFromA.Apply(p.A).Distance(p.B) <= guidedReach*r.TolerancePx {
			in = append(in, len(s.Pairs)+i)
		}
	}
	if len(in) == len(r.Inliers) {
		return r
	}
	m, fitted := joined.fit(in, r.DegreesOfFreedom, r.BFromA)
	if !fitted {
		return r
	}
	if better, sound := s.measure(m, r.DegreesOfFreedom); sound && better.choice <= r.choice {
		return better
	}
	return r
}

// Each calls visit with the best transformation, then with the best of what it
// leaves, and so on, at most limit times and while visit returns true: a
// collage, or a picture within a picture, is several copies at once (Rabin et
// al. 2010). It ends where the NFA rises above worst. It returns the smallest
// log10 NFA of all, also of one that was not visited; infinity for none.
func (s Scene) Each(limit int, worst float64, visit func(Result) bool) (least float64) {
	least = math.Inf(1)
	left := make([]int, len(s.Pairs))
	for i := range left {
		left[i] = i
	}
	for n := 0; n < limit && len(left) >= minInliers; n++ {
		sub := Scene{A: s.A, B: s.B, Pairs: make([]Pair, len(left)), Doubtful: s.Doubtful}
		for i, j := range left {
			sub.Pairs[i] = s.Pairs[j]
		}
		r, ok := sub.Best()
		if ok {
			least = min(least, r.Log10NFA)
		}
		if !ok || r.Log10NFA > worst {
			break
		}
		used := sub.explained(r)
		for i, j := range r.Inliers {
			r.Inliers[i] = left[j]
		}
		if !visit(r) {
			break
		}
		rest := left[:0]
		for i, j := range left {
			if !used[i] {
				rest = append(rest, j)
			}
		}
		left = rest
	}
	return least
}

// explained marks the pairs within twice the tolerance of a result.
func (s Scene) explained(r Result) []bool {
	used := make([]bool, len(s.Pairs))
	limit := max(2*r.TolerancePx, 3)
	for i, p := range s.Pairs {
		used[i] = r.BFromA.Apply(p.A).Distance(p.B) <= limit
	}
	for _, i := range r.Inliers {
		used[i] = true
	}
	return used
}

// proposals returns the supporters of the best distinct seeds, best first.
func (s Scene) proposals() [][]int {
	type proposal struct {
		seed       int
		supporters []int
	}
	seeded := min(seeds, len(s.Pairs))
	supporters := make([][]int, seeded)
	rows.Tasks((seeded+seedChunk-1)/seedChunk, func(c int) {
		for i := c * seedChunk; i < min(seeded, (c+1)*seedChunk); i++ {
			supporters[i] = s.supporters(i)
		}
	})
	var all []proposal
	for i, in := range supporters {
		if len(in) >= minInliers {
			all = append(all, proposal{i, in})
		}
	}
	slices.SortStableFunc(all, func(a, b proposal) int { return cmp.Compare(len(b.supporters), len(a.supporters)) })
	var chosen [][]int
	taken := make([]int, len(s.Pairs)) // in how many chosen proposals a pair is
	for _, p := range all {
		if len(chosen) == finalists {
			break
		}
		if taken[p.seed] >= 2 {
			continue
		}
		for _, i := range p.supporters {
			taken[i]++
		}
		chosen = append(chosen, p.supporters)
	}
	return chosen
}

// supporters returns the pairs that agree with the similarity that one pair implies.
func (s Scene) supporters(seed int) []int {
	p := s.Pairs[seed]
	k := p.ScaleB / p.ScaleA
	if !(k >= minScale && k <= maxScale) {
		return nil
	}
	angle := p.AngleB - p.AngleA
	sin, cos := math.Sincos(angle)
	sin, cos = k*sin, k*cos
	var in []int
	for i, q := range s.Pairs {
		dx, dy := q.A.X-p.A.X, q.A.Y-p.A.Y
		ex := float64(cos*dx) - float64(sin*dy) - (q.B.X - p.B.X)
		ey := float64(sin*dx) + float64(cos*dy) - (q.B.Y - p.B.Y)
		reach := math.Abs(dx) + math.Abs(dy)
		slack := nearSlackPx + float64(farSlack*float64(k*reach))
		if float64(ex*ex)+float64(ey*ey) > float64(slack*slack) {
			continue
		}
		if r := q.ScaleB / (q.ScaleA * k); r > scaleSlack || r < 1/scaleSlack {
			continue
		}
		if math.Abs(math.Remainder(q.AngleB-q.AngleA-angle, 2*math.Pi)) > angleSlack {
			continue
		}
		in = append(in, i)
	}
	return in
}

// optimise fits growing models to a set of supporters and returns the one with
// the smallest number of false alarms.
func (s Scene) optimise(supporters []int) (best Result, ok bool) {
	start := supporters
	for _, freedom := range []int{4, 6, 8} {
		if freedom > 4 {
			if !ok || len(best.Inliers) < 2*freedom || s.narrow(best.Inliers) {
				break
			}
			start = best.Inliers
		}
		r, found := s.settle(start, freedom, best.BFromA)
		if found && (!ok || r.choice < best.choice) {
			best, ok = r, true
		}
	}
	return best, ok
}

// settle alternates between fitting one kind of model and choosing its inliers
// while that lowers the number of false alarms.
func (s Scene) settle(start []int, freedom int, near geom.Map) (best Result, ok bool) {
	in := start
	for range rounds {
		m, fitted := s.fit(in, freedom, near)
		if !fitted {
			break
		}
		r, sound := s.measure(m, freedom)
		if !sound {
			break
		}
		if ok && r.choice >= best.choice-1e-9 {
			break
		}
		best, ok, in, near = r, true, r.Inliers, r.BFromA
	}
	return best, ok
}

// narrowShare is the least standard deviation of the inliers across their
// narrow direction, as a share of A's diagonal, that can carry more than a
// similarity: a line of text would otherwise shear the picture at will.
const narrowShare = 0.02

func (s Scene) narrow(in []int) bool {
	var mx, my, xx, xy, yy float64
	n := float64(len(in))
	for _, i := range in {
		mx += s.Pairs[i].A.X / n
		my += s.Pairs[i].A.Y / n
	}
	for _, i := range in {
		dx, dy := s.Pairs[i].A.X-mx, s.Pairs[i].A.Y-my
		xx += float64(dx*dx) / n
		xy += float64(dx*dy) / n
		yy += float64(dy*dy) / n
	}
	half, diff := (xx+yy)/2, (xx-yy)/2
	least := half - math.Sqrt(float64(diff*diff)+float64(xy*xy))
	limit := narrowShare * s.A.size.Diagonal()
	return least < float64(limit*limit)
}

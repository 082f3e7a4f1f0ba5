package find

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
)

const (
	nearFrames  = 8    // on each side of the best one, that are looked at closely
	mostPeaks   = 3    // places of the video that are looked at closely
	peakSlack   = 0.08 // of the score, by which a place may be behind the best
	peakApart   = time.Second
	curvePoints = 2000
)

// settle looks at the best places closely, and asks align about the best frame.
func (s *search) settle(ctx context.Context, h *hunt) error {
	h.order()
	if len(h.frames) == 0 {
		h.result = Result{Tried: h.tried, Alignment: align.Alignment{Verdict: align.NoMatch}}
		return nil
	}
	var fine []closely
	for _, p := range h.peaks() {
		near, err := s.near(ctx, h, p)
		if err != nil {
			return err
		}
		fine = append(fine, near)
	}
	slices.SortStableFunc(fine, func(a, b closely) int { return cmp.Compare(b.best().score, a.best().score) })
	r := Result{Tried: h.tried, Alignment: align.Alignment{Verdict: align.NoMatch}, Curve: h.curve()}
	for _, n := range fine {
		best := n.best()
		frame, err := s.video.Still(ctx, best.stamp, "")
		if err != nil {
			return err
		}
		a, even, err := s.place(ctx, h, frame)
		if err != nil {
			return err
		}
		a = counted(a, h.tried)
		if r.Found && !better(a, r.Alignment) {
			continue
		}
		first, last := n.interval(h)
		r.Found, r.Alignment, r.Evened, r.Frame, r.SHA256 = a.Placed(), a, even, frame, video.Digest(frame)
		r.Best, r.First, r.Last = momentOf(best.moment), momentOf(first), momentOf(last)
		if a.Verdict.Accepted() {
			break
		}
	}
	for _, n := range fine {
		if m := momentOf(n.best().moment); r.Found && (m.Stamp < r.First.Stamp || m.Stamp > r.Last.Stamp) {
			r.Others = append(r.Others, m)
		}
	}
	h.result = r
	return s.number(ctx, h)
}

func momentOf(m moment) Moment { return Moment{Stamp: m.stamp, Time: m.time} }

// better reports whether an alignment says more than another one.
func better(a, b align.Alignment) bool {
	rank := func(v align.Verdict) int {
		return slices.Index([]align.Verdict{align.NoMatch, align.Uncertain, align.Partial, align.Match, align.Identical}, v)
	}
	return cmp.Or(cmp.Compare(rank(a.Verdict), rank(b.Verdict)), cmp.Compare(b.Log10NFA, a.Log10NFA)) > 0
}

// sure reports whether no other place of the video can show the claim better.
func (h *hunt) sure() bool {
	a := h.result.Alignment
	return a.Verdict.Accepted() && !a.Has(align.OtherMomentPossible)
}

// order sorts the frames by time and keeps the best score of each.
func (h *hunt) order() {
	slices.SortStableFunc(h.frames, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.stamp, b.stamp), cmp.Compare(b.score, a.score))
	})
	h.frames = slices.CompactFunc(h.frames, func(a, b scored) bool { return a.stamp == b.stamp })
}

// peaks returns the numbers of the best frames, a second or more apart.
func (h *hunt) peaks() (out []int) {
	byScore := make([]int, len(h.frames))
	for i := range byScore {
		byScore[i] = i
	}
	slices.SortStableFunc(byScore, func(a, b int) int { return cmp.Compare(h.frames[b].score, h.frames[a].score) })
	for _, i := range byScore {
		if len(out) == mostPeaks || h.frames[i].score < h.frames[byScore[0]].score-peakSlack {
			break
		}
		if !slices.ContainsFunc(out, func(j int) bool {
			d := h.frames[i].time - h.frames[j].time
			return d < peakApart && d > -peakApart
		}) {
			out = append(out, i)
		}
	}
	return out
}

// curve returns the scores over the video, the best of each piece of time.
func (h *hunt) curve() (out []Point) {
	step := max(1, len(h.frames)/curvePoints)
	for i := 0; i < len(h.frames); i += step {
		best := h.frames[i]
		for _, f := range h.frames[i:min(len(h.frames), i+step)] {
			if f.score > best.score {
				best = f
			}
		}
		out = append(out, Point{best.time, float64(best.score)})
	}
	return out
}

// closely is the frames around a place, held against the claim at full detail.
type closely struct {
	frames []fine // in order of presentation
	peak   int    // the number of the best
}

type fine struct {
	moment
	score                float32
	cells                []float32
	candidateFromClaimed geom.Map // full pixels
}

func (c closely) best() fine { return c.frames[c.peak] }

// near holds the frames around one against the claim at full detail. Where the
// best of them is the first or the last it goes on from there.
func (s *search) near(ctx context.Context, h *hunt, at int) (closely, error) {
	peak := h.frames[at]
	out := closely{frames: []fine{{moment: peak.moment, score: peak.score, candidateFromClaimed: peak.candidateFromClaimed}}}
	for range mostMoves {
		next, err := s.around(ctx, h, out.best(), peak.inverted)
		if err != nil || len(next.frames) == 0 {
			return out, err
		}
		ended := next.best().stamp == out.best().stamp || next.peak > 0 && next.peak < len(next.frames)-1
		out = next
		if ended {
			break
		}
	}
	return out, nil
}

// mostMoves is how often near goes on.
const mostMoves = 3

// around holds the frames around one against the claim: that one first, and the
// others from there outwards, each beginning with the motion of its neighbour.
func (s *search) around(ctx context.Context, h *hunt, from fine, inverted bool) (out closely, err error) {
	full := s.video.Info.Size
	size := picture.FitPixels(full, finePixels)
	gridFromFull := geom.Scaling(float64(size.Width)/float64(full.Width), float64(size.Height)/float64(full.Height))
	score := 0
	if from.candidateFromClaimed.LengthScale(h.claim.picture.Size().Rect().Centre())*gridFromFull[0] > 2 {
		score = 1 // the claim is much smaller than the frame: there is no finer detail
	}
	m, ok := newModel(h.claim.tower, h.claim.picture.Size(), gridFromFull.After(from.candidateFromClaimed), size, inverted, score)
	if !ok {
		return out, nil
	}
	var frames []video.Frame
	start := -1
	err = s.video.Greys(ctx, s.video.Info.Around(from.stamp, nearFrames), size, func(f video.Frame) error {
		if f.Stamp == from.stamp {
			start = len(frames)
		}
		if start < 0 && len(frames) == 2*nearFrames { // more frames a second than stated
			frames = frames[1:]
		}
		if frames = append(frames, f); start >= 0 && len(frames) > start+nearFrames {
			return video.ErrStop
		}
		return nil
	})
	if err != nil || start < 0 {
		return out, err
	}
	all := make([]fine, len(frames))
	motions := make([]geom.Map, len(frames))
	modelFromClaimed, _ := m.base.Inverse()   // newModel has seen to it
	fullFromGrid, _ := gridFromFull.Inverse() // a scale
	look := func(n int, motion geom.Map) error {
		f := frames[n]
		seen := seenOf(f.Size, f.Pix)
		cells, motion := m.held(seen, motion)
		h.tried++
		if scoreOf(cells) < clearScore { // lost, or another picture: keypoints tell
			a, ok, err := h.glance(ctx, align.NewSubject(evened(keyPlane(f, full))), picture.FitPixels(full, keyPixels), full)
			if err != nil {
				return err
			}
			if ok {
				other, found := m.held(seen, gridFromFull.After(a.candidateFromClaimed).After(modelFromClaimed).Normalised())
				if scoreOf(other) > scoreOf(cells) {
					cells, motion = other, found
				}
			}
		}
		all[n] = fine{moment{f.Stamp, f.Time}, scoreOf(cells), cells, fullFromGrid.After(motion).After(m.base).Normalised()}
		motions[n] = motion
		return ctx.Err()
	}
	err = look(start, geom.Identity())
	for n := start + 1; n < len(frames) && err == nil; n++ {
		err = look(n, motions[n-1])
	}
	for n := start - 1; n >= 0 && err == nil; n-- {
		err = look(n, motions[n+1])
	}
	for _, f := range all {
		out.frames = append(out.frames, f)
		if f.score > out.frames[out.peak].score {
			out.peak = len(out.frames) - 1
		}
	}
	return out, err
}

// keyPlane reduces a frame to the size at which keypoints are looked for.
func keyPlane(f video.Frame, full geom.Size) *picture.Gray {
	size := picture.FitPixels(full, keyPixels)
	return reduced(grayOf(f.Size, f.Pix, full), size, full)
}

// gap is the longest time between two frames of one shot.
const gap = 2 * time.Second

// interval returns the first and the last frame around the best that can't be
// told from it. Where that reaches the end of what was looked at closely, the
// coarse scores decide further on.
func (c closely) interval(h *hunt) (first, last moment) {
	best := c.best()
	a, b := c.peak, c.peak
	for a > 0 && tied(best.cells, c.frames[a-1].cells) {
		a--
	}
	for b+1 < len(c.frames) && tied(best.cells, c.frames[b+1].cells) {
		b++
	}
	first, last = c.frames[a].moment, c.frames[b].moment
	at := func(stamp int64) int {
		i, _ := slices.BinarySearchFunc(h.frames, stamp, func(s scored, stamp int64) int { return cmp.Compare(s.stamp, stamp) })
		return i
	}
	i := at(best.stamp)
	if i >= len(h.frames) {
		return first, last
	}
	least := h.frames[i].score - coarseTie
	if a == 0 {
		for i := at(first.stamp); i > 0 && i < len(h.frames) && h.frames[i-1].score >= least && h.frames[i-1].time > h.frames[i].time-gap; i-- {
			first = h.frames[i-1].moment
		}
	}
	if b == len(c.frames)-1 {
		for i := at(last.stamp); i+1 < len(h.frames) && h.frames[i+1].score >= least && h.frames[i+1].time < h.frames[i].time+gap; i++ {
			last = h.frames[i+1].moment
		}
	}
	return first, last
}

// coarseTie is a difference of coarse scores that tells nothing.
const coarseTie = 0.01

// place asks align about a frame: as it is, and where that says too little, evened.
func (s *search) place(ctx context.Context, h *hunt, frame *picture.Picture) (a align.Alignment, even bool, err error) {
	subject := align.NewSubject(frame)
	a, err = align.Find(ctx, h.claim.plain, subject, align.Options{})
	if err != nil || a.Verdict.Accepted() {
		return a, false, err
	}
	g := frame.Gray(evenedPixels)
	e, err := align.Find(ctx, h.claim.even, align.NewSubject(evened(g)), align.Options{})
	if err != nil || !better(e, a) {
		return a, false, err
	}
	e = e.Rescaled(h.claim.finest.ScaleX, h.claim.finest.ScaleY, g.ScaleX, g.ScaleY)
	e, err = align.Moments(ctx, h.claim.plain, subject, e)
	return e, true, err
}

// number finds which frames, counted in the order of presentation, the moments are.
func (s *search) number(ctx context.Context, h *hunt) error {
	r := &h.result
	if !r.Found {
		return nil
	}
	stamps, err := s.video.Stamps(ctx)
	if err != nil {
		return err
	}
	moments := []*Moment{&r.Best, &r.First, &r.Last}
	for i := range r.Others {
		moments = append(moments, &r.Others[i])
	}
	for _, m := range moments {
		i, known := slices.BinarySearch(stamps, m.Stamp)
		if !known {
			if i, err = s.video.Count(ctx, m.Stamp); err != nil {
				return err
			}
		}
		m.Index = i
	}
	return nil
}

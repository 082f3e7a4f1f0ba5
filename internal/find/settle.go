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
	nearFrames  = 6   // on each side of the best one, that are looked at closely
	mostNear    = 24  // of them, where frames come faster than stated
	mostPeaks   = 4   // places of the video that are looked at closely
	peakSlack   = 0.7 // of unlike, by which a place may be behind the likeliest
	peakApart   = 300 * time.Millisecond
	curvePoints = 2000
)

// settle looks at the best places closely, and asks align about the best frame.
func (s *search) settle(ctx context.Context, h *hunt) error {
	h.order()
	if len(h.frames)+len(h.traces) == 0 {
		h.result = Result{Tried: h.tried, Alignment: align.Alignment{Verdict: align.NoMatch}}
		return nil
	}
	var fine []closely
	for _, p := range h.peaks() {
		if slices.ContainsFunc(fine, func(n closely) bool { return n.holds(p.stamp) }) {
			continue // a place beside it led there already
		}
		near, err := s.near(ctx, h, p)
		if err != nil {
			return err
		}
		fine = append(fine, near)
	}
	slices.SortStableFunc(fine, func(a, b closely) int { return cmp.Compare(a.best().unlike, b.best().unlike) })
	r := Result{Tried: h.tried, Alignment: align.Alignment{Verdict: align.NoMatch}, Curve: h.curve(fine)}
	fine = apart(fine)
	for _, n := range fine {
		best := n.best()
		frame, err := s.video.Still(ctx, best.stamp, "")
		if err != nil {
			return err
		}
		a, even, err := Place(ctx, h.claim, frame)
		if err != nil {
			return err
		}
		a = Counted(a, h.tried)
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
	if r.Found {
		r.Others = elsewhere(fine, r.First, r.Last)
	}
	h.result = r
	return s.number(ctx, h)
}

// apart keeps of the looks that led to one frame the first.
func apart(looks []closely) (out []closely) {
	for _, n := range looks {
		if !slices.ContainsFunc(out, func(o closely) bool { return o.best().stamp == n.best().stamp }) {
			out = append(out, n)
		}
	}
	return out
}

// elsewhere returns the places beside an interval to which looks led, but those
// that an earlier one went over.
func elsewhere(looks []closely, first, last Moment) (out []Moment) {
	for i, n := range looks {
		m := momentOf(n.best().moment)
		beside := m.Stamp < first.Stamp || m.Stamp > last.Stamp
		if beside && !slices.ContainsFunc(looks[:i], func(o closely) bool { return o.holds(m.Stamp) }) {
			out = append(out, m)
		}
	}
	return out
}

func momentOf(m moment) Moment { return Moment{Stamp: m.stamp, Time: m.time} }

// better reports whether an alignment says more than another one.
func better(a, b align.Alignment) bool {
	rank := func(v align.Verdict) int {
		return slices.Index([]align.Verdict{align.NoMatch, align.Uncertain, align.Partial, align.Match, align.Identical}, v)
	}
	return cmp.Or(cmp.Compare(rank(a.Verdict), rank(b.Verdict)), cmp.Compare(b.Log10NFA, a.Log10NFA)) > 0
}

// order sorts the frames by time and keeps what is likeliest of each.
func (h *hunt) order() {
	slices.SortStableFunc(h.frames, func(a, b scored) int {
		return cmp.Or(cmp.Compare(a.stamp, b.stamp), cmp.Compare(a.unlike, b.unlike))
	})
	h.frames = slices.CompactFunc(h.frames, func(a, b scored) bool { return a.stamp == b.stamp })
}

// peaks returns the places that are looked at closely, the likeliest first: by
// texture and by keypoints in turn, some frames apart.
func (h *hunt) peaks() (out []scored) {
	byTexture, byPoints := slices.Clone(h.frames), slices.Clone(h.traces)
	slices.SortStableFunc(byTexture, func(a, b scored) int { return cmp.Compare(a.unlike, b.unlike) })
	slices.SortStableFunc(byPoints, func(a, b scored) int { return cmp.Compare(a.log10NFA, b.log10NFA) })
	if h.likeliest() <= clearUnlike {
		byPoints = nil // where the frame is clear already, other views of the same only cost time
	}
	best := 0.0
	if len(byPoints) > 0 {
		best = byPoints[0].log10NFA
	}
	take := func(from []scored, good func(scored) bool) []scored {
		for i, f := range from {
			if !good(f) {
				break
			}
			if !slices.ContainsFunc(out, func(o scored) bool { return f.time-o.time < peakApart && o.time-f.time < peakApart }) {
				out = append(out, f)
				return from[i+1:]
			}
		}
		return nil
	}
	for len(out) < mostPeaks && len(byTexture)+len(byPoints) > 0 {
		byTexture = take(byTexture, func(f scored) bool { return f.unlike <= h.likeliest()+peakSlack })
		if len(out) < mostPeaks {
			byPoints = take(byPoints, func(f scored) bool { return f.log10NFA <= promisingShare*best })
		}
	}
	return out
}

func (h *hunt) likeliest() (least float64) {
	for _, f := range h.frames {
		least = min(least, f.unlike)
	}
	return least
}

// curve returns the scores over the video, the best of each piece of time; where
// frames were looked at closely, it is theirs one by one.
func (h *hunt) curve(near []closely) (out []Point) {
	step := max(1, len(h.frames)/curvePoints)
	for i := 0; i < len(h.frames); i += step {
		best := h.frames[i]
		for _, f := range h.frames[i:min(len(h.frames), i+step)] {
			if f.score > best.score {
				best = f
			}
		}
		if !slices.ContainsFunc(near, func(n closely) bool {
			return n.frames[0].time <= best.time && best.time <= n.frames[len(n.frames)-1].time
		}) {
			out = append(out, Point{best.time, float64(best.score)})
		}
	}
	for _, n := range near {
		for _, f := range n.frames {
			out = append(out, Point{f.time, float64(f.score)})
		}
	}
	slices.SortStableFunc(out, func(a, b Point) int { return cmp.Compare(a.Time, b.Time) })
	return slices.CompactFunc(out, func(a, b Point) bool { return a.Time == b.Time })
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
	broad                fitted
	unlike               float64
	candidateFromClaimed geom.Map // full pixels
}

// tied reports whether a frame can't be told from the best one by the claim.
func (f fine) tied(other fine) bool {
	return !f.broad.toldFrom(other.broad) && !clearer(f.cells, other.cells)
}

func (c closely) best() fine { return c.frames[c.peak] }

// holds reports whether a frame was looked at closely.
func (c closely) holds(stamp int64) bool {
	_, known := c.at(stamp)
	return known
}

// at returns where a frame lies among those looked at closely, and whether it is one of them.
func (c closely) at(stamp int64) (int, bool) {
	return slices.BinarySearchFunc(c.frames, stamp, func(f fine, stamp int64) int { return cmp.Compare(f.stamp, stamp) })
}

// near holds the frames around a place against the claim at full detail: that
// one first, and the others from there outwards, each beginning with the motion
// of its neighbour, or where keypoints put it. Where the best of them is the
// first or the last, it goes on from there.
func (s *search) near(ctx context.Context, h *hunt, peak scored) (closely, error) {
	n := &closer{search: s, hunt: h, full: s.video.Info.Size, size: picture.FitPixels(s.video.Info.Size, finePixels)}
	n.gridFromFull = geom.Scaling(float64(n.size.Width)/float64(n.full.Width), float64(n.size.Height)/float64(n.full.Height))
	claim := h.claim.picture.Size()
	level := 0
	if peak.candidateFromClaimed.LengthScale(claim.Rect().Centre())*n.gridFromFull[0] > 2 {
		level = 1 // the claim is much smaller than the frame: there is no finer detail
	}
	base := n.gridFromFull.After(peak.candidateFromClaimed).Normalised()
	out := closely{frames: []fine{{moment: peak.moment, score: peak.score, unlike: peak.unlike, candidateFromClaimed: peak.candidateFromClaimed}}}
	var ok bool
	if n.model, ok = newModel(h.claim.tower, claim, base, n.size, peak.inverted, level); !ok {
		return out, nil
	}
	n.claimedFromModel, _ = base.Inverse() // newModel has seen to it
	around := s.video.Info.Around(peak.stamp, nearFrames)
	if err := n.look(ctx, around, peak.stamp, geom.Identity()); err != nil || len(n.frames) == 0 {
		return out, err
	}
	for range mostMoves {
		first, last := n.frames[0], n.frames[len(n.frames)-1]
		side := around.Last - around.First
		var err error
		switch best := n.best(); {
		case best.stamp == first.stamp:
			err = n.look(ctx, video.Span{First: first.stamp - side, Last: first.stamp}, first.stamp, n.motionOf(first))
		case best.stamp == last.stamp:
			err = n.look(ctx, video.Span{First: last.stamp, Last: last.stamp + side}, last.stamp, n.motionOf(last))
		default:
			return n.closely, nil
		}
		if err != nil {
			return out, err
		}
		if n.frames[0].stamp == first.stamp && n.frames[len(n.frames)-1].stamp == last.stamp {
			break // the video's end
		}
	}
	return n.closely, nil
}

// mostMoves is how often near goes on.
const mostMoves = 8

// closer is the work of near.
type closer struct {
	*search
	closely
	hunt             *hunt
	model            *model
	claimedFromModel geom.Map
	gridFromFull     geom.Map
	full, size       geom.Size
}

// motionOf returns how the model lies on a frame that was looked at.
func (n *closer) motionOf(f fine) geom.Map {
	return n.gridFromFull.After(f.candidateFromClaimed).After(n.claimedFromModel).Normalised()
}

// look adds the frames of a span, from a frame within it outwards.
func (n *closer) look(ctx context.Context, span video.Span, from int64, motion geom.Map) error {
	var frames []video.Frame
	start := -1
	err := n.video.Greys(ctx, span, n.size, func(f video.Frame) error {
		if f.Stamp == from {
			start = len(frames)
		}
		if start < 0 && len(frames) == mostNear { // more frames a second than stated
			frames = frames[1:]
		}
		if frames = append(frames, f); start >= 0 && len(frames) > start+mostNear {
			return video.ErrStop
		}
		return nil
	})
	if err != nil || start < 0 {
		return err
	}
	out := make([]laid, len(frames))
	err = n.first(ctx, frames, out, start, motion)
	if err == nil {
		err = n.again(ctx, frames, out)
	}
	for i, l := range out {
		n.add(n.fineOf(frames[i], l))
	}
	return err
}

// add puts a frame into the order of presentation.
func (n *closer) add(f fine) {
	i, known := n.at(f.stamp)
	if !known {
		n.frames = slices.Insert(n.frames, i, f)
	}
	n.peak = 0
	for i, f := range n.frames {
		if f.unlike < n.frames[n.peak].unlike {
			n.peak = i
		}
	}
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
	for a > 0 && best.tied(c.frames[a-1]) {
		a--
	}
	for b+1 < len(c.frames) && best.tied(c.frames[b+1]) {
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
	here := h.frames[i]
	like := func(f scored) bool { return f.score >= here.score-coarseTie && f.unlike <= here.unlike+coarseUnlike }
	if a == 0 {
		for i := at(first.stamp); i > 0 && i < len(h.frames) && like(h.frames[i-1]) && h.frames[i-1].time > h.frames[i].time-gap; i-- {
			first = h.frames[i-1].moment
		}
	}
	if b == len(c.frames)-1 {
		for i := at(last.stamp); i+1 < len(h.frames) && like(h.frames[i+1]) && h.frames[i+1].time < h.frames[i].time+gap; i++ {
			last = h.frames[i+1].moment
		}
	}
	return first, last
}

// coarseTie and coarseUnlike are differences of coarse scores that tell nothing.
const (
	coarseTie    = 0.03
	coarseUnlike = 0.2
)

// number finds which frames, counted in the order of presentation, the moments are.
func (s *search) number(ctx context.Context, h *hunt) error {
	r := &h.result
	if !r.Found {
		return nil
	}
	var stamps []int64
	if s.video.Info.Container.Counts() {
		var err error
		if stamps, err = s.video.Stamps(ctx); err != nil {
			return err
		}
	}
	moments := []*Moment{&r.Best, &r.First, &r.Last}
	for i := range r.Others {
		moments = append(moments, &r.Others[i])
	}
	for _, m := range moments {
		i, known := slices.BinarySearch(stamps, m.Stamp)
		if !known {
			var err error
			if i, err = s.video.Count(ctx, m.Stamp); err != nil {
				return err
			}
		}
		m.Index = i
	}
	return nil
}

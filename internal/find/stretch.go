package find

import (
	"context"
	"math"
	"slices"
	"time"
)

// promising returns the key frames around which the claim is looked for first:
// those that show it about as clearly as any.
func (h *hunt) promising() (out []anchor) {
	best := 0.0
	for _, a := range h.anchors {
		best = min(best, a.log10NFA)
	}
	for _, a := range h.anchors {
		if a.log10NFA <= promisingShare*best {
			out = append(out, a)
		}
	}
	return out
}

// stretch is a part of a video, by time.
type stretch struct {
	from, to time.Duration
	rest     bool // it has no key frame that shows the claim
	dense    bool // short enough for looking at more frames
}

const theEnd = time.Duration(math.MaxInt64)

// windows returns the parts between these key frames and their neighbours that
// were not read for this claim yet.
func (s *search) windows(h *hunt, of []anchor) (out []stretch) {
	around := make([]bool, len(s.keys))
	for _, a := range of {
		around[max(0, a.key-1)], around[a.key] = true, true
	}
	var all time.Duration
	for k, asked := range around {
		if !asked || h.read[k] {
			continue
		}
		h.read[k] = true
		part := s.behind(k)
		all += s.lasts(part)
		out = joined(out, part)
	}
	for i, w := range out {
		out[i].dense = all <= denseAll && s.lasts(w) <= denseMost
	}
	return out
}

// behind returns the part between a key frame and the next.
func (s *search) behind(k int) stretch {
	part := stretch{to: theEnd}
	if k > 0 {
		part.from = s.keys[k].time
	}
	if k+1 < len(s.keys) {
		part.to = s.keys[k+1].time
	}
	return part
}

// joined appends a stretch to those before it, the last of which it may go on from.
func joined(all []stretch, w stretch) []stretch {
	if n := len(all); n > 0 && w.from <= all[n-1].to {
		all[n-1].to = w.to
		return all
	}
	return append(all, w)
}

// lasts returns how long a stretch is. The last of a video whose length is not
// stated counts as long.
func (s *search) lasts(w stretch) time.Duration {
	if w.to == theEnd && s.total > 0 {
		w.to = max(w.from, s.total)
	}
	return w.to - w.from
}

// remaining reads what was not read yet for the claims that were not found: what
// lies around key frames that show a claim was searched more closely already.
func (s *search) remaining(ctx context.Context, again []*hunt) error {
	if len(s.keys) == 0 || !s.video.Info.Container.Seeks() { // each part would be read from the beginning
		return s.scan(ctx, stretch{to: theEnd, rest: true}, again)
	}
	need := func(k int) (of []*hunt) {
		for _, h := range again {
			if !h.read[k] {
				of = append(of, h)
			}
		}
		return of
	}
	for k := 0; k < len(s.keys); {
		w, of := s.behind(k), need(k)
		for k++; k < len(s.keys) && slices.Equal(need(k), of); k++ {
			w.to = s.behind(k).to
		}
		if len(of) == 0 {
			continue
		}
		w.rest = true
		if err := s.scan(ctx, w, of); err != nil {
			return err
		}
	}
	return nil
}

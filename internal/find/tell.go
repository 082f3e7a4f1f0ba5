package find

import (
	"cmp"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/media/video"
)

// tell reports progress; the passes share the time of the video.
func (s *search) tell(at time.Duration, pass Pass) {
	if s.o.Progress == nil {
		return
	}
	found := slices.ContainsFunc(s.hunts, func(h *hunt) bool { return len(h.anchors) > 0 || len(h.frames) > 0 })
	s.o.Progress(Progress{
		Done: at, Total: max(at, s.total), Pixels: s.video.Info.Pixels(), Pass: pass, Found: found,
		SoFar: s.hunts[0].soFar,
	})
}

// soFar returns the best frame that is known and a curve: of texture where the
// claim is followed, and until then of the keypoints on key frames, in parts of
// the strongest.
func (h *hunt) soFar() (best Moment, curve []Point) {
	if len(h.frames) > 0 {
		step := max(1, len(h.frames)/curvePoints)
		top := h.frames[0]
		for i := 0; i < len(h.frames); i += step {
			peak := h.frames[i]
			for _, f := range h.frames[i:min(len(h.frames), i+step)] {
				if f.score > peak.score {
					peak = f
				}
			}
			if peak.score > top.score {
				top = peak
			}
			curve = append(curve, Point{peak.time, float64(peak.score)})
		}
		slices.SortStableFunc(curve, func(a, b Point) int { return cmp.Compare(a.Time, b.Time) })
		return momentOf(top.moment), curve
	}
	strongest := 0.0
	for _, a := range h.anchors {
		if a.log10NFA < strongest {
			strongest, best = a.log10NFA, momentOf(a.moment)
		}
	}
	for _, a := range h.anchors {
		curve = append(curve, Point{a.time, a.log10NFA / min(strongest, -1)})
	}
	return best, curve
}

// pass names the pass that reads a stretch.
func (w stretch) pass() Pass {
	if w.rest {
		return Whole
	}
	return Windows
}

// readable keeps where a pass over the whole video breaks off. The pass over
// all frames comes after that over the key frames, and knows it better.
func (s *search) readable(read video.Read) {
	s.shortAt, s.short = s.video.Info.EndsShort(read)
	s.broke = read.Broke
}

// readableBehind keeps it where a pass over all frames up to the end breaks off.
// One that began behind others knows nothing of what lies before it.
func (s *search) readableBehind(w stretch, read video.Read) {
	if _, short := s.video.Info.EndsShort(read); short || w.from == 0 {
		s.readable(read)
	}
}

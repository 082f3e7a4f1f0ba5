package training

import (
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// ofVideos returns an answer that names stills as one on the videos that they
// stand for: whoever names a still names its video and its moment, and what was
// laid on the still lies on the frame.
func (e Exercise) ofVideos(a Answer) Answer {
	if len(e.Stills) == 0 {
		return a
	}
	still := func(id string) (Item, geom.Point, bool) {
		i := slices.IndexFunc(e.Stills, func(s Item) bool { return s.ID == id })
		if i < 0 {
			return Item{}, geom.Point{}, false
		}
		s := e.Stills[i]
		by := geom.Point{X: 1, Y: 1}
		if film, ok := e.Candidate(s.FrameOf); ok && !s.Size.Empty() && !film.Size.Empty() {
			by = geom.Point{X: float64(film.Size.Width) / float64(s.Size.Width), Y: float64(film.Size.Height) / float64(s.Size.Height)}
		}
		return s, by, true
	}
	laid := func(p, by geom.Point) geom.Point { return geom.Point{X: p.X * by.X, Y: p.Y * by.Y} }
	a.Candidates, a.Outlines, a.Pairs = slices.Clone(a.Candidates), slices.Clone(a.Outlines), slices.Clone(a.Pairs)
	for i, id := range a.Candidates {
		if s, _, ok := still(id); ok {
			a.Candidates[i] = s.FrameOf
			if !a.HasFrame {
				a.Frame, a.HasFrame = s.At, true
			}
		}
	}
	for i, o := range a.Outlines {
		if s, by, ok := still(o.Candidate); ok {
			for n, p := range o.Quad {
				o.Quad[n] = laid(p, by)
			}
			a.Outlines[i] = Outline{s.FrameOf, o.Quad}
		}
	}
	for i, p := range a.Pairs {
		if s, by, ok := still(p.On); ok {
			a.Pairs[i].On, a.Pairs[i].Candidate = s.FrameOf, laid(p.Candidate, by)
		}
	}
	return a
}

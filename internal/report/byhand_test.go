package report

import (
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// handAligned is an alignment by three points, the first of them a little off.
func handAligned(m geom.Map) casefile.HandAlignment {
	h := casefile.HandAlignment{Claimed: "0", Candidate: "1", Method: byhand.Version, CandidateFromClaimed: m, Points: byhand.Points{Model: align.Similarity}}
	for i, p := range []geom.Point{{X: 10, Y: 12}, {X: 150, Y: 20}, {X: 60, Y: 110}} {
		q := byhand.Point{Claimed: p, Candidate: m.Apply(p)}
		if i == 0 {
			q.Name = "Mast"
			q.Candidate.X += 2
		}
		h.Points.Pairs = append(h.Points.Pairs, q)
	}
	return h
}

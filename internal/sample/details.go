package sample

import (
	"context"
	"strconv"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/detail"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
)

// places are things on the claim that a person would name, where they lie in its
// pixels, with the ends of the keys of their names.
var places = []struct {
	key string
	at  geom.Point
}{
	{"van", geom.Point{X: 444, Y: 101}},
	{"pickup", geom.Point{X: 384, Y: 259}},
	{"tree-bend", geom.Point{X: 553, Y: 246}},
	{"tree-stream", geom.Point{X: 141, Y: 76}},
	{"bush-slope", geom.Point{X: 147, Y: 226}},
	{"bush-stream", geom.Point{X: 250, Y: 82}},
}

// placeNear is how far from a place a proposed detail may lie to show it, in
// pixels: half of the scene about it is 46.
const placeNear = 28

// details returns the matching details of the claim and the still that it is from:
// those that the program proposes and that show one of the places, by its name.
func (t teller) details(ctx context.Context, l *lab.Lab, c casefile.Case, compared []casefile.Comparison) (marks []casefile.Mark, err error) {
	const claim, still = "e1", "e8"
	for _, r := range compared {
		if r.Claimed != claim || r.Candidate != still || !r.Alignment.Placed() {
			continue
		}
		one, _ := c.Find(claim)
		other, _ := c.Find(still)
		found, err := l.Details(ctx, casework.FileOf(one), casework.FileOf(other), r.Alignment, detail.Options{Most: detail.Most})
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			for _, p := range places {
				if p.at.Distance(f.Claimed) > placeNear {
					continue
				}
				marks = append(marks, casefile.Mark{
					ID: casefile.ID("m" + strconv.Itoa(len(marks)+1)), Claimed: claim, Candidate: still, Kind: casefile.DetailMark,
					Text: t.Say("sample.detail." + p.key), Proposed: true, Set: casefile.OnClaimed,
					OnClaimed: []geom.Point{f.Claimed}, OnCandidate: []geom.Point{f.Candidate}, Twin: casefile.ByAlignment, UncertaintyPx: f.UncertaintyPx,
					SidePx: f.SidePx, Measured: casework.Remeasured(f.Measured),
				})
				break
			}
		}
	}
	return marks, nil
}

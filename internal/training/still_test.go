package training

import (
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// A machine that can't read the video shows stills, at half its size.
func TestWhoNamesAStillNamesItsVideoAndItsMoment(t *testing.T) {
	video, still := geom.Size{Width: 640, Height: 360}, geom.Size{Width: 320, Height: 180}
	e := Exercise{
		Claim:      Item{ID: "claim", Size: geom.Size{Width: 200, Height: 100}},
		Candidates: []Item{{ID: "film", Size: video, Video: true}, {ID: "other", Size: video}},
		Stills:     []Item{{ID: "s1", Size: still, FrameOf: "film"}, {ID: "s2", Size: still, FrameOf: "film", At: 3 * time.Second}},
		Asked:      []Asked{AskChoice, AskOutline, AskFrame},
	}
	k := Key{Choice: ThisOne, Placements: []Placement{{Candidate: "film", CandidateFromClaimed: geom.Translation(100, 60)}}, From: 2900 * time.Millisecond, To: 3100 * time.Millisecond}
	of := func(id string) Answer {
		return Answer{Choice: ThisOne, Candidates: []string{id}, Outlines: []Outline{{id, geom.Rect{MinX: 50, MinY: 30, MaxX: 150, MaxY: 80}.Quad()}}}
	}
	a := of("s2")
	if m := Mark(e, k, a); m.Total != 100 || !m.Right {
		t.Errorf("the right still is marked as %+v", m)
	}
	if a.Candidates[0] != "s2" || a.Outlines[0].Quad[2].X != 150 {
		t.Error("the learner's own answer was changed")
	}
	if m := Mark(e, k, of("s1")); !m.Right || m.Total == 100 {
		t.Errorf("a still of another moment is marked as %+v", m)
	}
	if m := Mark(e, k, of("other")); m.Right {
		t.Errorf("another candidate is marked as %+v", m)
	}
}

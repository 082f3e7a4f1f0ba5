package find

import (
	"testing"
	"time"
)

func TestBestSoFarIsOfKeyFramesUntilTheClaimIsFollowed(t *testing.T) {
	h := &hunt{anchors: []anchor{
		{moment: moment{stamp: 10, time: time.Second}, log10NFA: -5},
		{moment: moment{stamp: 20, time: 2 * time.Second}, log10NFA: -20},
	}}
	best, curve := h.soFar()
	if best.Stamp != 20 || len(curve) != 2 || curve[0].Score != 0.25 || curve[1].Score != 1 {
		t.Errorf("of key frames: %+v, %+v", best, curve)
	}
	// A track is followed backwards too: the frames come out of order.
	h.frames = []scored{{moment: moment{stamp: 15, time: 3 * time.Second}, score: 0.9}, {moment: moment{stamp: 14, time: time.Second}, score: 0.4}}
	best, curve = h.soFar()
	if best.Stamp != 15 || len(curve) != 2 || curve[0].Time != time.Second || curve[1].Score <= 0.89 {
		t.Errorf("of followed frames: %+v, %+v", best, curve)
	}
	if _, curve := (&hunt{}).soFar(); curve != nil {
		t.Errorf("of nothing: %+v", curve)
	}
}

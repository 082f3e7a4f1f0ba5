package find

import (
	"slices"
	"testing"
	"time"
)

// lookAt is a close look at the frames from one stamp to another that led to a third.
func lookAt(from, to, best int64) (c closely) {
	for stamp := from; stamp <= to; stamp++ {
		if stamp == best {
			c.peak = len(c.frames)
		}
		c.frames = append(c.frames, fine{moment: moment{stamp, time.Duration(stamp) * time.Second}})
	}
	return c
}

func TestAFrameIsToldOnceHoweverManyLooksLedToIt(t *testing.T) {
	looks := []closely{lookAt(10, 22, 16), lookAt(40, 52, 46), lookAt(8, 20, 16), lookAt(44, 56, 50), lookAt(18, 30, 24), lookAt(34, 46, 46)}
	once := apart(looks)
	var frames []int64
	for _, n := range once {
		frames = append(frames, n.best().stamp)
	}
	if want := []int64{16, 46, 50, 24}; !slices.Equal(frames, want) {
		t.Fatalf("frames %v are asked about, want %v", frames, want)
	}
	// 16 is the frame found, 50 was seen on the way to 46, and 24 lies beside all that was looked at before.
	var others []int64
	for _, m := range elsewhere(once, Moment{Stamp: 15}, Moment{Stamp: 17}) {
		others = append(others, m.Stamp)
	}
	if want := []int64{46, 24}; !slices.Equal(others, want) {
		t.Errorf("further places %v, want %v", others, want)
	}
	if !looks[0].holds(10) || !looks[0].holds(22) || looks[0].holds(23) {
		t.Error("a look at frames 10 to 22 holds others")
	}
}

package casework

import (
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/find"
)

// search tells of a search in which the key frames take 5 s and every frame 60 s,
// and returns what was said to be left, a figure a second.
func searchAt(p *Pace) (said []time.Duration) {
	watch, now := p.Watch(), time.Unix(0, 0)
	const total = 12 * time.Minute
	tell := func(pass find.Pass, seconds int) {
		for s := range seconds + 1 {
			said = append(said, watch(now.Add(time.Duration(s)*time.Second), find.Progress{
				Done: total * time.Duration(s) / time.Duration(seconds), Total: total, Pixels: 18_000 * 1280 * 720, Pass: pass,
			}))
		}
		now = now.Add(time.Duration(seconds) * time.Second)
	}
	tell(find.KeyFrames, 5)
	tell(find.Whole, 60)
	return said
}

func TestTimeLeftDoesNotJumpBetweenThePasses(t *testing.T) {
	var p Pace
	searchAt(&p) // learns what a pass over every frame takes here
	for i, left := range searchAt(&p) {
		if i > 5 { // the two passes' figures meet
			i--
		}
		truth := time.Duration(65-i) * time.Second
		if off := left - truth; off < -6*time.Second || off > 6*time.Second {
			t.Errorf("figure %d: %v left, and it is %v", i, left, truth)
		}
	}
}

func TestFirstSearchSaysTheEveryFramePassIsStillToCome(t *testing.T) {
	var p Pace
	if said := searchAt(&p); said[3] < 20*time.Second {
		t.Errorf("%v left while the key frames are looked at: every frame is still to come", said[3])
	}
}

func TestNothingIsSaidOfALengthThatIsNotStated(t *testing.T) {
	var p Pace
	watch := p.Watch()
	for s := range 10 {
		at := find.Progress{Done: time.Duration(s) * time.Minute, Total: time.Duration(s) * time.Minute}
		if left := watch(time.Unix(int64(s), 0), at); left != 0 {
			t.Errorf("%v left of a video without a length", left)
		}
	}
}

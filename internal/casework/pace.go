package casework

import (
	"runtime"
	"sync"
	"time"

	"github.com/motbilde/motbilde/internal/find"
)

// Pace says how long a search of a video still takes. The first pass looks at
// key frames alone and tells little of what every frame costs: for that there is
// the pace of the searches before, and for the first a cautious figure.
type Pace struct {
	mu    sync.Mutex
	speed float64 // stored pixels a second in a pass over every frame; 0 before the first
}

const (
	// guessedSpeed is what one processor of 2015 decodes and looks at of H.264,
	// in pixels a second.
	guessedSpeed = 100e6
	// measuredFrom is the time of a pass after which its own pace is believed.
	measuredFrom = 2 * time.Second
)

// Watch returns a function that is told of one search's progress and returns
// the time left, 0 where that can't be told.
func (p *Pace) Watch() func(now time.Time, at find.Progress) time.Duration {
	var pass find.Pass
	var began time.Time
	var from time.Duration // of the video, where the pass began
	return func(now time.Time, at find.Progress) time.Duration {
		if began.IsZero() || at.Pass != pass {
			pass, began, from = at.Pass, now, at.Done
		}
		spent, rest := now.Sub(began), at.Total-at.Done
		measured := spent >= measuredFrom && at.Done > from
		here := time.Duration(0) // left of this pass
		if measured {
			here = time.Duration(float64(spent) / float64(at.Done-from) * float64(rest))
		}
		switch {
		case at.Total <= 0, at.Pass == find.Windows: // its parts lie anywhere, and are short
			return 0
		case at.Pass == find.KeyFrames && at.Found:
			return here
		case at.Pass == find.KeyFrames:
			every := p.every(at.Pixels)
			if every == 0 {
				return 0
			}
			return here + every
		case !measured:
			return time.Duration(float64(p.every(at.Pixels)) * float64(rest) / float64(at.Total))
		}
		p.learn(float64(at.Pixels) * float64(at.Done-from) / float64(at.Total) / spent.Seconds())
		return here
	}
}

// every returns what a pass over so many pixels takes; 0 where they aren't known.
func (p *Pace) every(pixels int64) time.Duration {
	p.mu.Lock()
	speed := p.speed
	p.mu.Unlock()
	if speed == 0 {
		speed = guessedSpeed * float64(runtime.GOMAXPROCS(0))
	}
	return time.Duration(float64(pixels) / speed * float64(time.Second))
}

func (p *Pace) learn(speed float64) {
	if speed <= 0 {
		return
	}
	p.mu.Lock()
	p.speed = speed
	p.mu.Unlock()
}

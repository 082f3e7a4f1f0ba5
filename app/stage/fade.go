package stage

import (
	"time"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// fading is the change from one picture of the blink mode to the other, when it
// is not a cut: the next one comes over the last by and by.
type fading struct {
	share float32 // of the picture whose turn it is; 1 is done
	began time.Time
	stop  func()
}

const (
	fadeTime = 350 * time.Millisecond
	fadeTick = 33 * time.Millisecond
	// slowShare is how much of the time that a picture stays is spent fading with less motion.
	slowShare = 0.8
)

// SetLessMotion turns every cut into a slow fade.
func (s *Stage) SetLessMotion(less bool) {
	if less != s.lessMotion {
		s.lessMotion = less
		s.strip.show(s)
	}
}

// SetFade says whether one picture fades into the other, in place of a cut.
func (s *Stage) SetFade(fade bool) {
	s.values.fade = fade
	s.strip.show(s)
}

// fadeOver returns how long the change takes; 0 is a cut.
func (s *Stage) fadeOver() time.Duration {
	switch {
	case s.lessMotion:
		return time.Duration(slowShare * float64(s.values.period))
	case s.values.fade:
		return min(fadeTime, s.values.period)
	}
	return 0
}

// fade begins the change to the picture whose turn it is now.
func (s *Stage) fade() {
	s.fading.stop()
	s.fading = fading{share: 1, stop: func() {}}
	if over := s.fadeOver(); over > 0 && !s.slots[0].empty() && !s.slots[1].empty() {
		s.fading.share, s.fading.began = 0, s.now()
		s.fadeStep(over)
	}
}

func (s *Stage) fadeStep(over time.Duration) {
	s.fading.share = min(1, float32(s.now().Sub(s.fading.began))/float32(over))
	s.glass.show()
	if s.fading.share < 1 {
		s.fading.stop = s.after(fadeTick, func() { s.fadeStep(over) })
	}
}

// underFade lays the picture whose turn is over under the one that comes, in the
// pane that the mode has no other use for.
func (g *glass) underFade(visible bool) {
	s, last := g.stage, g.panes[0]
	fades := visible && s.fading.share < 1 && s.mode == compare.Blink
	clear := float64(0)
	if fades {
		clear = float64(s.fading.share) // of the last one, which lies on top
	}
	// What is drawn last is on top: the second pane.
	next := g.panes[1]
	if fades {
		k, port, o := look.PixelScale(g), g.port(), g.origin(false)
		kept := &s.slots[1-s.slotInSight()]
		look.Show(next.clip, true)
		next.set(kept.images[0])
		look.Put(next.clip, o.X, o.Y, last.clip.Size().Width, last.clip.Size().Height)
		next.put(kept.request.View.StageFromClaimed, port.stageFromClaimed(s.position()), k)
	}
	if next.raster.Translucency != clear {
		next.raster.Translucency = clear
		if next.image == nothing {
			return
		}
		g.frame[0].raster.Refresh() // has the window painted; the picture itself is uploaded already
	}
}

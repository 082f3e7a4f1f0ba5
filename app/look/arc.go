package look

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// One turn takes two seconds, in steps: each step repaints the window once,
// which costs 30 ms of processor where OpenGL is done by software, taken from
// the very work that the arc stands for. Four a second still turn. The step
// hangs on the clock, so that all arcs in sight step together and repaint the
// window but once.
const (
	turnTime  = 2 * time.Second
	turnSteps = 8
)

// Arc shows that something is at work. It turns only while it is told to, and
// stands still otherwise, or where less motion is wished for.
type Arc struct {
	widget.BaseWidget
	arc     *canvas.Arc
	ring    *canvas.Arc // the way that the arc goes
	turn    *fyne.Animation
	turning bool
	step    int
	ink     Ink
}

// NewArc returns an arc that stands still.
func NewArc() *Arc {
	a := &Arc{arc: &canvas.Arc{CutoutRatio: 0.7}, ring: &canvas.Arc{CutoutRatio: 0.7, EndAngle: 360}}
	a.turn = &fyne.Animation{
		Duration: turnTime, Curve: fyne.AnimationLinear, RepeatCount: fyne.AnimationRepeatForever,
		Tick: func(float32) {
			if step := stepAt(time.Now()); step != a.step && !Now().Calm {
				a.step = step
				a.Refresh()
			}
		},
	}
	a.ExtendBaseWidget(a)
	return a
}

// stepAt returns the step of every arc at a moment.
func stepAt(now time.Time) int {
	return int(now.UnixNano() % int64(turnTime) * turnSteps / int64(turnTime))
}

// SetTurning starts or stops the turning.
func (a *Arc) SetTurning(on bool) {
	if on == a.turning {
		return
	}
	a.turning = on
	if on {
		a.turn.Start()
	} else {
		a.turn.Stop()
	}
}

// SetInk changes the ink.
func (a *Arc) SetInk(ink Ink) {
	if a.ink != ink {
		a.ink = ink
		a.Refresh()
	}
}

// Turning reports whether the arc turns.
func (a *Arc) Turning() bool { return a.turning }

// CreateRenderer is part of Fyne's widget.
func (a *Arc) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: a,
		Parts: []fyne.CanvasObject{a.ring, a.arc},
		Place: func(size fyne.Size) {
			side := min(size.Width, size.Height)
			for _, arc := range []*canvas.Arc{a.ring, a.arc} {
				Put(arc, (size.Width-side)/2, (size.Height-side)/2, side, side)
			}
		},
		Least: func() fyne.Size { return fyne.NewSquareSize(Px(14)) },
		Paint: func() {
			a.ring.FillColor = Colour(InSelect)
			a.arc.FillColor = Colour(a.ink)
			a.arc.StartAngle = float32(a.step) * 360 / turnSteps
			a.arc.EndAngle = a.arc.StartAngle + 150
		},
	})
}

// Package timeline owns the strip that shows a video under the stage: its
// scenes, how strongly the claim agrees along it, the found frame, and the two
// seconds round the chosen one. Its main types are View and Value. It promises
// that every place on it can be reached by keyboard, and that what was not
// looked at is left empty and not drawn as if nothing were there.
package timeline

import (
	"image"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Point is how strongly the claim agrees with the frame at a time.
type Point struct {
	At       time.Duration
	Strength float64 // 0 to 1, in parts of the strongest that can be drawn
}

// Scene is a stretch of the video with its picture.
type Scene struct {
	From      time.Duration
	Thumbnail image.Image
}

// Place is a stretch in which the same picture is seen.
type Place struct{ From, To time.Duration }

// Value is what the timeline shows. Times are from the video's first frame.
type Value struct {
	Duration time.Duration
	Looked   time.Duration   // how far the search has come; all of it where it is done
	Readable time.Duration   // where the file breaks off; 0 where it does not
	Curve    []Point         // over the whole video, in the order of time
	Near     []Point         // a point a frame, around the chosen one
	Scenes   []Scene         // pictures along it
	Cuts     []time.Duration // where another shot begins
	Places   []Place         // other occurrences of the picture

	HasFound    bool
	Found       time.Duration
	SoFar       bool          // the search goes on: Found is the best so far
	First, Last time.Duration // of the frames that can't be told apart from the found one
	Alike       int           // how many they are; 0 where that is not known

	At        time.Duration // of the chosen frame
	FrameTime time.Duration // how long a frame is shown, where the video says so
	CanUse    bool          // the chosen frame can be made an item of the case
}

// View is the timeline.
type View struct {
	OnGo   func(at time.Duration) // a place was pointed at
	OnStep func(frames int)       // frames forward or back from the chosen one
	OnSkip func(seconds int)
	OnBest func()
	OnUse  func()
	// OnScenes: a person wants to see all scenes, which Scenes shows.
	OnScenes func()
	Scenes   *Sheet

	value    Value
	language words.Language

	whole, height, around, alike *look.Text
	pieces                       [mostPieces]*look.Thumbnail
	lane                         *lane // the whole video
	near                         *lane // round the chosen frame
	ticks                        [5]*look.Text
	back, previous, next, ahead  *look.Button
	best, use, scenes            *look.Button
	at                           *look.Text
	swatch                       *look.Box  // of the band of frames that can't be told apart
	soFar                        *look.Text // beside the mark of the best frame, while the search goes on
	line                         *look.Box
	board                        *board
}

// board carries the parts; the view's own Show takes a value.
type board struct {
	widget.BaseWidget
	view *View
}

// New returns an empty timeline.
func New() *View {
	v := &View{
		whole: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd), height: look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd).Trailing(),
		around: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd), alike: look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd).Trailing(),
		at:     look.NewLine("", look.BodyBold, look.InText, look.Whole).Centred(),
		swatch: look.NewFrame(look.InCandidate, look.Clear, 0, 1),
		soFar:  look.NewLine("", look.Quiet, look.InText, look.Whole), line: look.Hairline(),
	}
	v.lane, v.near = newLane(v, false), newLane(v, true)
	for i := range v.ticks {
		v.ticks[i] = look.NewLine("", look.Quiet, look.InQuiet, look.CutsEnd).Centred()
	}
	for i := range v.pieces {
		v.pieces[i] = look.NewThumbnail()
	}
	short := look.ButtonOptions{Height: look.Short}
	v.back = look.NewButton("", func() { v.skip(-1) }, short)
	v.previous = look.NewButton("", func() { v.step(-1) }, short)
	v.next = look.NewButton("", func() { v.step(1) }, short)
	v.ahead = look.NewButton("", func() { v.skip(1) }, short)
	v.best = look.NewButton("", func() { call(v.OnBest) }, short)
	v.scenes = look.NewButton("", func() { call(v.OnScenes) }, short)
	v.Scenes = NewSheet()
	v.use = look.NewButton("", func() { call(v.OnUse) }, look.ButtonOptions{Height: look.Short, Kind: look.Main})
	v.board = &board{view: v}
	v.board.ExtendBaseWidget(v.board)
	return v
}

func call(f func()) {
	if f != nil {
		f()
	}
}

func (v *View) step(frames int) {
	if v.OnStep != nil {
		v.OnStep(frames)
	}
}

func (v *View) skip(seconds int) {
	if v.OnSkip != nil {
		v.OnSkip(seconds)
	}
}

func (v *View) goTo(at time.Duration) {
	if v.OnGo != nil {
		v.OnGo(min(max(at, 0), v.end()))
	}
}

// end is the last place that can be pointed at.
func (v *View) end() time.Duration {
	if v.value.Readable > 0 {
		return v.value.Readable
	}
	return v.value.Duration
}

// Object returns what is placed in the window.
func (v *View) Object() fyne.CanvasObject { return v.board }

// FocusTarget is what takes the keyboard when it moves to this region.
func (v *View) FocusTarget() fyne.Focusable { return v.lane }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.Scenes.SetLanguage(l)
	v.board.Refresh()
}

// Show brings the timeline to that state.
func (v *View) Show(value Value) {
	v.value = value
	v.board.Refresh()
	v.lane.Refresh()
	v.near.Refresh()
}

// Height is what the timeline takes of the window, pixels at a text size of 100 %.
const Height = 220

// LowHeight is what it takes where the window is low: steps and whole video alone.
const LowHeight = aroundTop

// The rows, in pixels at a text size of 100 %.
const (
	inset      = 16
	buttonsTop = 8
	wholeTop   = 44
	scenesTop  = 62
	sceneHigh  = 26
	sceneWide  = 47 // sixteen to nine, and a gap
	mostPieces = 64
	laneTop    = 93
	laneHigh   = 25
	aroundTop  = 122
	nearTop    = 140
	nearHigh   = 56
	tickTop    = 198
	// nearHalf is how much is shown either side of the chosen frame.
	nearHalf = 2500 * time.Millisecond
)

// CreateRenderer is part of Fyne's widget.
func (b *board) CreateRenderer() fyne.WidgetRenderer {
	v := b.view
	parts := []fyne.CanvasObject{v.line, v.whole, v.height, v.around, v.alike, v.at, v.lane, v.soFar, v.near, v.back, v.previous, v.next, v.ahead, v.best, v.scenes, v.use, v.swatch}
	for _, t := range v.ticks {
		parts = append(parts, t)
	}
	for _, t := range v.pieces {
		parts = append(parts, t)
	}
	p := look.Plan{Owner: b, Least: func() fyne.Size { return fyne.NewSize(look.Px(320), look.Px(LowHeight)) }}
	p.Parts, p.Place, p.Paint = parts, v.place, v.write
	return look.NewPlan(p)
}

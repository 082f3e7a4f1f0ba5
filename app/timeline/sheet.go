package timeline

import (
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// SheetValue is what the sheet of scenes shows. Times are from the video's first frame.
type SheetValue struct {
	Name     string
	Duration time.Duration
	Scenes   []Scene // in the order of time; nil as long as they are being read
	HasFound bool
	Found    time.Duration
	Others   []time.Duration // further places that show the same
	At       time.Duration   // of the chosen frame
}

// Sheet shows all scenes of a video over the window, to go to one of them.
type Sheet struct {
	OnGo    func(at time.Duration)
	OnLeave func()

	value    SheetValue
	language words.Language

	head, rest *look.Text
	grid       *grid
	done       *look.Button
	frame      *look.Panel
}

// Widths of the sheet, pixels at a text size of 100 %.
const (
	sheetWidth = 1160
	sheetLeast = 560
)

// NewSheet returns the sheet, closed.
func NewSheet() *Sheet {
	s := &Sheet{head: look.NewText("", look.Title, look.InText), rest: look.NewText("", look.Body, look.InSecond)}
	s.grid = newGrid(func(at time.Duration) {
		s.Close()
		if s.OnGo != nil {
			s.OnGo(at)
		}
	})
	s.done = look.NewButton("", s.Close, look.ButtonOptions{})
	s.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: s.width,
		Above:  look.NewColumn(0, look.Item{Object: s.head}, look.Item{Object: s.rest, Above: look.Gap4}),
		Body:   look.Inside{Object: s.grid, Height: s.grid.HeightAt, Out: fyne.NewSize(gridRim, gridRim)},
		Left:   s.done,
	})
	s.frame.Sheet.OnLeave = s.Close
	return s
}

// width is that of the sheet: few scenes need little.
func (s *Sheet) width() float32 {
	cards := float32(len(s.value.Scenes))*(cardWide+look.Gap12) - look.Gap12 + 2*look.Gap16
	return look.Px(min(sheetWidth, max(sheetLeast, cards)))
}

// Open lays the sheet over a window.
func (s *Sheet) Open(c fyne.Canvas) {
	s.frame.Sheet.Open(c, s.grid)
}

// Opened reports whether it lies over a window.
func (s *Sheet) Opened() bool { return s.frame.Sheet.Opened() }

// Close takes it away.
func (s *Sheet) Close() { s.frame.Sheet.Close() }

// SetLanguage changes the language.
func (s *Sheet) SetLanguage(l words.Language) {
	s.language = l
	s.write()
}

// Show brings the sheet to that state.
func (s *Sheet) Show(v SheetValue) {
	fresh := s.value.Scenes == nil && v.Scenes != nil || s.value.Name != v.Name
	s.value = v
	s.write()
	s.grid.show(s.cells(), fresh)
	s.frame.Sheet.Refresh()
}

func (s *Sheet) write() {
	l, v := s.language, s.value
	s.head.Set(l.Say("timeline.sheet", "name", v.Name))
	switch {
	case v.Scenes == nil:
		s.rest.Set(l.Say("timeline.sheet.reading"))
	case len(v.Scenes) == 0:
		s.rest.Set(l.Say("timeline.sheet.none"))
	default:
		s.rest.Set(l.Plural("timeline.sheet.scenes", len(v.Scenes)) + " " + l.Say("timeline.sheet.keys"))
	}
	s.done.SetWords(l.Say("window.close"))
}

// cells say what stands under each picture: its time, and what was found in the
// stretch that it begins.
func (s *Sheet) cells() []cell {
	l, v := s.language, s.value
	cells := make([]cell, len(v.Scenes))
	for i, scene := range v.Scenes {
		end := v.Duration + 1
		if i+1 < len(v.Scenes) {
			end = v.Scenes[i+1].From
		}
		in := func(at time.Duration) bool { return at >= scene.From && at < end }
		c := cell{at: scene.From, picture: scene.Thumbnail, time: l.Clock(scene.From, 1), chosen: in(v.At)}
		for _, other := range v.Others {
			if in(other) && c.says == "" {
				c.at, c.says = other, l.Say("timeline.sheet.other", "time", l.Clock(other, 3))
			}
		}
		if v.HasFound && in(v.Found) {
			c.at, c.says, c.found = v.Found, l.Say("timeline.sheet.found", "time", l.Clock(v.Found, 3)), true
		}
		cells[i] = c
	}
	return cells
}

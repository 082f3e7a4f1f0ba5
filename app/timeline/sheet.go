package timeline

import (
	"image"
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
	scenes     []*sceneView
	cards      *look.Cards
	done       *look.Button
	frame      *look.Panel
}

// Lengths of the sheet, pixels at a text size of 100 %.
const (
	sheetWidth  = 1160
	sheetLeast  = 560
	pictureWide = 176
	pictureHigh = 99 // sixteen to nine
)

// NewSheet returns the sheet, closed.
func NewSheet() *Sheet {
	s := &Sheet{head: look.NewText("", look.Title, look.InText), rest: look.NewText("", look.Body, look.InSecond)}
	size := look.CardSize{Width: pictureWide, Height: pictureHigh + look.Gap4 + 2*look.Quiet.Line, Gap: look.Gap12}
	s.cards = look.NewCards(size, func(i int) {
		s.Close()
		if s.OnGo != nil {
			s.OnGo(s.scenes[i].cell.at)
		}
	})
	s.done = look.NewButton("", s.Close, look.ButtonOptions{})
	s.frame = look.NewPanel(look.Panel{
		Inset:  look.Gap16,
		Widest: s.width,
		Above:  look.NewColumn(0, look.Item{Object: s.head}, look.Item{Object: s.rest, Above: look.Gap4}),
		Body:   s.cards.Inside(),
		Left:   s.done,
	})
	s.frame.Sheet.OnLeave = s.Close
	return s
}

// width is that of the sheet: few scenes need little.
func (s *Sheet) width() float32 {
	return min(look.Px(sheetWidth), max(look.Px(sheetLeast), s.cards.Width()+2*look.Px(look.Gap16)))
}

// Open lays the sheet over a window.
func (s *Sheet) Open(c fyne.Canvas) {
	s.frame.Sheet.Open(c, s.cards)
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
	chosen := s.fill()
	if fresh { // the keys begin at the scene that is looked at
		s.cards.GoTo(chosen)
	}
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

// cell is one scene as the sheet shows it.
type cell struct {
	at      time.Duration // where it leads
	picture image.Image
	time    string
	says    string // what was found in it; empty for nothing
	found   bool
}

// fill fills the cards and returns which of them holds the frame that is looked
// at; −1 is none. What was found in the stretch that a scene begins stands on it.
func (s *Sheet) fill() (chosen int) {
	l, v := s.language, s.value
	chosen = -1
	cards := make([]look.Card, len(v.Scenes))
	for i, scene := range v.Scenes {
		end := v.Duration + 1
		if i+1 < len(v.Scenes) {
			end = v.Scenes[i+1].From
		}
		in := func(at time.Duration) bool { return at >= scene.From && at < end }
		c := cell{at: scene.From, picture: scene.Thumbnail, time: l.Clock(scene.From, 1)}
		for _, other := range v.Others {
			if in(other) && c.says == "" {
				c.at, c.says = other, l.Say("timeline.sheet.other", "time", l.Clock(other, 3))
			}
		}
		if v.HasFound && in(v.Found) {
			c.at, c.says, c.found = v.Found, l.Say("timeline.sheet.found", "time", l.Clock(v.Found, 3)), true
		}
		if in(v.At) && chosen < 0 {
			chosen = i
		}
		if i == len(s.scenes) {
			s.scenes = append(s.scenes, newSceneView())
		}
		s.scenes[i].show(c)
		cards[i] = look.Card{Object: s.scenes[i].pane, Says: c.spoken()}
	}
	s.cards.Set(cards)
	return chosen
}

// spoken is the scene's time and what was found in it.
func (c cell) spoken() string {
	if c.says == "" {
		return c.time
	}
	return c.time + ", " + c.says
}

// sceneView is what stands on the card of a scene.
type sceneView struct {
	cell       cell
	pane       *look.Pane
	thumb      *look.Thumbnail
	mark       *look.Box
	time, says *look.Text
}

func newSceneView() *sceneView {
	v := &sceneView{
		thumb: look.NewThumbnail(), mark: look.NewFrame(look.InCandidate, look.Clear, 0, 1),
		time: look.NewLine("", look.Quiet, look.InSecond, look.CutsEnd), says: look.NewLine("", look.Quiet, look.InText, look.CutsEnd),
	}
	v.pane = look.NewPane([]fyne.CanvasObject{v.thumb, v.mark, v.time, v.says}, func(size fyne.Size) {
		px := look.Px
		line, below := px(look.Quiet.Line), px(pictureHigh+look.Gap4)
		look.Put(v.thumb, 0, 0, size.Width, px(pictureHigh))
		look.Put(v.time, 0, below, size.Width, line)
		look.Put(v.mark, 0, below+line+px(4), px(8), px(8))
		look.Put(v.says, px(14), below+line, size.Width-px(14), line)
	}, nil)
	return v
}

func (v *sceneView) show(c cell) {
	v.cell = c
	v.thumb.SetPicture(c.picture)
	v.time.Set(c.time)
	v.says.Set(c.says)
	look.Show(v.mark, c.says != "")
	mark := look.InSecond
	if c.found {
		mark = look.InCandidate
	}
	v.mark.SetFill(mark)
}

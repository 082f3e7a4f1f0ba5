package publish

import (
	"image"
	"time"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Frame is one picture of a moving one, with how long it is shown.
type Frame struct {
	Picture image.Image
	Hold    time.Duration
}

// Moving is how a graphic moves. It begins when a person says so, and not before.
type Moving struct {
	Ways   []string // in words
	Way    int
	Films  []string // kinds of file
	Film   int
	Frames []Frame // as they are saved, at the size of their place; none till they are made
}

// player shows the frames of a moving picture one after the other.
type player struct {
	view   *View
	frames []Frame
	at     int
	stop   func() // ends the wait for the next frame; nil while it stands still

	button      *look.Button
	ways, films *look.Segment
}

func newPlayer(v *View) *player {
	p := &player{view: v, ways: look.NewSegment(make([]string, 3)), films: look.NewSegment(make([]string, 2))}
	p.button = look.NewButton("", p.toggle, look.ButtonOptions{Height: look.Short})
	p.ways.OnChoose = func(i int) { v.OnWay(i) }
	p.films.OnChoose = func(i int) { v.OnFilm(i) }
	v.reveals(p.button, &p.button.OnFocus)
	for _, s := range []*look.Segment{p.ways, p.films} {
		for i := range s.Len() {
			v.reveals(s, &s.Button(i).OnFocus)
		}
	}
	return p
}

func (p *player) say(l words.Language) {
	key := "publish.play"
	if p.stop != nil {
		key = "publish.pause"
	}
	p.button.SetWords(l.Say(key))
}

// show brings it to a value; other frames stand still.
func (p *player) show(m *Moving) {
	look.Show(p.ways, m != nil)
	look.Show(p.films, m != nil)
	look.Show(p.button, m != nil)
	if m == nil {
		p.rest(nil)
		return
	}
	p.ways.SetWords(m.Ways)
	p.ways.SetChosen(m.Way)
	p.films.SetWords(m.Films)
	p.films.SetChosen(m.Film)
	if len(m.Frames) != len(p.frames) || len(m.Frames) > 0 && m.Frames[0].Picture != p.frames[0].Picture {
		p.rest(m.Frames)
	}
	p.button.SetDimmed(len(p.frames) < 2, p.view.language.Say("publish.working"))
}

// rest lets it stand still at the first of the frames.
func (p *player) rest(frames []Frame) {
	if p.stop != nil {
		p.stop()
		p.stop = nil
	}
	p.frames, p.at = frames, 0
	p.say(p.view.language)
}

func (p *player) toggle() {
	if p.stop != nil || len(p.frames) < 2 {
		p.rest(p.frames)
		p.view.graphic.preview.turn(p.view.graphic.value.Picture)
		return
	}
	p.wait()
	p.say(p.view.language)
}

// wait shows the next frame when the time of this one is over.
func (p *player) wait() {
	p.stop = p.view.After(p.frames[p.at].Hold, func() {
		p.at = (p.at + 1) % len(p.frames)
		p.view.graphic.preview.turn(p.frames[p.at].Picture)
		p.wait()
	})
}

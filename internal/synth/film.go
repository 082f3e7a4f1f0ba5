package synth

import (
	"image"
	"image/color"
	"sync"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
)

// Film is a short film of a coast, drawn frame by frame: a flight along a
// fjord, a village from its water and from straight above, and the fjord in
// rain. The second half of the sample case says of four of its frames that they
// show something else.
type Film struct {
	Name   string // relative, with forward slashes
	Size   geom.Size
	Rate   int // frames a second
	Frames int

	land func() *coast // computed when the first frame is drawn
}

// filmShot is how many frames each of the four shots has.
const filmShot = 10

// SampleFilm prepares the film. Its frames are drawn when they are asked for.
func SampleFilm() Film {
	return Film{
		Name: "candidates/rip_720.mp4", Size: geom.Size{Width: 960, Height: 540}, Rate: 12, Frames: 4 * filmShot,
		land: sync.OnceValue(func() *coast { return newCoast(sampleSeed) }),
	}
}

// Frame draws one frame.
func (f Film) Frame(n int) *image.RGBA {
	c, shot, k := f.land(), n/filmShot, float64(n%filmShot)
	// Drawn at twice the size: thin things must not flicker.
	size := geom.Size{Width: 2 * f.Size.Width, Height: 2 * f.Size.Height}
	ferry := ship{x: 395 + 0.6*k, y: 640 + 7*k, turn: 0.07}
	var drawn *night
	title := ""
	switch shot {
	case 0:
		at := pose{x: 300, y: -120 + 9*k, height: 74 - 0.8*k, turn: 0.03 + 0.004*k, focal: 1.1, horizon: 0.43, drift: 1.3 * k}
		drawn = c.fly(size, at, fair, ferry)
		title = "LANGS KYSTEN"
	case 1:
		at := pose{x: 152 + 1.5*k, y: 12 + 8*k, height: 44 + 0.4*k, turn: -0.72 + 0.012*k, focal: 1.25, horizon: 0.31, drift: 1.3 * k}
		drawn = c.fly(size, at, fair, ferry)
	case 2:
		drawn = c.above(size, -14+1.5*k, 250+2*k, 0.132-0.0016*k, 0.25+0.012*k, fair, 1.3*k)
	default:
		ferry = ship{x: 268 + 0.5*k, y: 262 + 6*k, turn: 0.09}
		at := pose{x: 170, y: 40, height: 24, turn: 0.06 + 0.006*k, focal: 1.3, horizon: 0.47, drift: 1.6 * k}
		drawn = c.fly(size, at, wet, ferry)
		drawn.rain(newDice(sampleSeed, 200+uint64(n)))
	}
	out := halved(drawn.exposed(mix(sampleSeed) ^ uint64(n)))
	overprint(out, title)
	return out
}

// rain draws streaks of falling drops, each frame its own.
func (n *night) rain(d *dice) {
	for range 900 {
		x, y := d.between(-40, float64(n.w)), d.between(-60, float64(n.h))
		long, bright := d.between(26, 70)*n.unit, float32(d.between(0.02, 0.075))
		for k := 0.0; k < long; k++ {
			n.dot(x+0.16*k, y+k, 0.75*n.unit, 0.8*n.unit, light{bright, bright, bright}.times(0.55))
		}
	}
}

// overprint lays on what the film's maker did: a mark in the upper corner, and
// a title below.
func overprint(img *image.RGBA, title string) {
	b := img.Bounds()
	p := pen{img: img, unit: float64(b.Dy()) / 1080, cx: float64(b.Dx()) / 2}
	half := float64(b.Dx()) / 2 / p.unit
	p.ring(half-92, 84, 30, 36, color.RGBA{255, 255, 255, 255}, 0.8)
	p.write("K9", half-92, 98, 36, fromMiddle, p.faint(white, 0.8))
	if title == "" {
		return
	}
	// A lower third: a bar, the title, and below it what the film is.
	x := -half + 110
	m := p.at(x-26, 872)
	draw.Draw(img, image.Rect(int(m.X), int(m.Y), int(m.X)+int(7*p.unit), int(p.at(0, 982).Y)), image.NewUniform(color.RGBA{222, 170, 60, 255}), image.Point{}, draw.Src)
	p.write(title, x+2, 926, 52, fromLeft, p.faint(color.RGBA{A: 255}, 0.5))
	p.write(title, x, 924, 52, fromLeft, white)
	p.write("DEL 3  ·  JUNI 2016", x+2, 978, 34, fromLeft, p.faint(color.RGBA{A: 255}, 0.5))
	p.write("DEL 3  ·  JUNI 2016", x, 976, 34, fromLeft, white)
}

// Package motion owns moving pictures of a pair: what moves in them and when,
// and the files that they leave in. Its main type is Clip. It promises that
// nothing flashes more than twice a second, that both pictures stand still long
// enough to be looked at, and that a GIF of the same frames is the same on any
// number of cores.
//
//	two stills ──Blink, Fade, Swipe──▶ Clip ──WriteGIF──▶ frames of 256 colours each
//	                                      └────WriteMP4──▶ ffmpeg
package motion

import (
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Clip is a moving picture that begins again when it has ended.
type Clip struct {
	Size  geom.Size
	Holds []time.Duration // how long each frame is shown
	// Frame draws a frame, opaque and of that size. It may be called from several
	// goroutines, and for a frame more than once.
	Frame func(n int) *image.RGBA
}

// WCAG 2.2 allows three flashes a second (2.3.1), and two changes of a blink are
// one flash: with each picture shown for ShortestHold there is at most one.
const (
	ShortestHold = 500 * time.Millisecond
	DefaultHold  = 1100 * time.Millisecond
	LongestHold  = 1700 * time.Millisecond
	// shortestStill is how long a picture stands still at each end of a movement:
	// long enough to see what the eye was led to.
	shortestStill = time.Second
)

// Pace says how fast a clip goes; the zero value is a quiet one.
type Pace struct {
	Hold  time.Duration // of each still; 0 means DefaultHold, and it is kept within the bounds above
	Steps int           // frames between the stills on each way; 0 means 5
	Step  time.Duration // how long each of them is shown; 0 means 80 ms
}

func (p Pace) filled(shortest time.Duration) Pace {
	if p.Hold == 0 {
		p.Hold = DefaultHold
	}
	p.Hold = min(max(p.Hold, shortest), LongestHold)
	if p.Steps <= 0 {
		p.Steps = 5
	}
	if p.Step <= 0 {
		p.Step = 80 * time.Millisecond
	}
	return p
}

// Blink shows two stills of one size by turns. The first is what a thumbnail
// shows: let it be the one that spreads no false claim.
func Blink(first, second *image.RGBA, p Pace) Clip {
	p = p.filled(ShortestHold)
	return Clip{
		Size: sizeOf(first), Holds: []time.Duration{p.Hold, p.Hold},
		Frame: func(n int) *image.RGBA { return [...]*image.RGBA{first, second}[n] },
	}
}

// Fade shows the first still, turns it into the second, and back.
func Fade(first, second *image.RGBA, p Pace) Clip {
	return there(first, second, p, func(share float64) *image.RGBA { return mixed(first, second, share) })
}

// Swipe shows the first still, draws the second over it from the left, and goes
// back. Only what lies within box moves; what is outside of it changes with the
// second still. Line is drawn along the border between them, as wide as line; a
// width of 0 draws none.
func Swipe(first, second *image.RGBA, box image.Rectangle, line int, p Pace) Clip {
	return there(first, second, p, func(share float64) *image.RGBA { return swiped(first, second, box, line, share) })
}

// there makes a clip that goes from one still to the other and back.
func there(first, second *image.RGBA, p Pace, between func(share float64) *image.RGBA) Clip {
	p = p.filled(shortestStill)
	c := Clip{Size: sizeOf(first)}
	for range 2 {
		c.Holds = append(c.Holds, p.Hold)
		for range p.Steps {
			c.Holds = append(c.Holds, p.Step)
		}
	}
	turn := p.Steps + 1
	c.Frame = func(n int) *image.RGBA {
		switch n {
		case 0:
			return first
		case turn:
			return second
		}
		if n > turn {
			n = 2*turn - n
		}
		return between(float64(n) / float64(turn))
	}
	return c
}

// mixed returns so much of the second and the rest of the first, in coded values
// as screens and the stage's overlay do.
func mixed(first, second *image.RGBA, share float64) *image.RGBA {
	out := image.NewRGBA(first.Rect)
	weight := uint32(share*256 + 0.5)
	rows.Each(out.Rect.Dy(), func(_, y0, y1 int) {
		a, b, to := first.Pix[y0*first.Stride:y1*first.Stride], second.Pix[y0*second.Stride:y1*second.Stride], out.Pix[y0*out.Stride:y1*out.Stride]
		for i := range to {
			to[i] = uint8((uint32(a[i])*(256-weight) + uint32(b[i])*weight + 128) >> 8)
		}
	})
	return out
}

func swiped(first, second *image.RGBA, box image.Rectangle, line int, share float64) *image.RGBA {
	out := image.NewRGBA(first.Rect)
	copy(out.Pix, first.Pix)
	box = box.Intersect(out.Rect)
	at := box.Min.X + int(share*float64(box.Dx())+0.5)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		from, to := out.PixOffset(box.Min.X, y), out.PixOffset(at, y)
		copy(out.Pix[from:to], second.Pix[from:to])
		for x := max(box.Min.X, at-line/2); x < min(box.Max.X, at-line/2+line); x++ {
			copy(out.Pix[out.PixOffset(x, y):], []uint8{255, 255, 255, 255})
		}
	}
	return out
}

func sizeOf(img *image.RGBA) geom.Size {
	return geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
}

package look

import (
	"image"
	"image/color"
	"image/draw"
	"time"

	"fyne.io/fyne/v2"
)

// safe says that every small picture is shown grey and dimmed.
var safe bool

// SetSafe shows small pictures grey and dimmed, for those that distress, or as
// they are. Whoever calls it has the window drawn anew.
func SetSafe(on bool) { safe = on }

// Safe reports whether small pictures are shown grey and dimmed.
func Safe() bool { return safe }

// safeLight is what is left of 256, as in the viewer.
const safeLight = 77

// safely returns a picture grey and dimmed.
func safely(picture image.Image) image.Image {
	b := picture.Bounds()
	out := image.NewNRGBA(image.Rectangle{Max: b.Size()})
	draw.Draw(out, out.Rect, picture, b.Min, draw.Src)
	for i := 0; i+4 <= len(out.Pix); i += 4 {
		g := color.GrayModel.Convert(color.RGBA{out.Pix[i], out.Pix[i+1], out.Pix[i+2], 255}).(color.Gray).Y
		g = uint8(uint32(g) * safeLight >> 8)
		out.Pix[i], out.Pix[i+1], out.Pix[i+2] = g, g, g
	}
	return out
}

// PressTime is how long a press lasts before it reveals; a click or a drag is
// over or under way by then.
const PressTime = 300 * time.Millisecond

// Press shows what safe view hides as long as a press is held.
type Press struct {
	reveal   func(held bool)
	wait     *fyne.Animation
	revealed bool
}

// NewPress returns one that nobody holds; reveal hears when to show, and when to hide again.
func NewPress(reveal func(held bool)) *Press {
	p := &Press{reveal: reveal}
	p.wait = &fyne.Animation{Duration: PressTime, Curve: fyne.AnimationLinear, Tick: func(done float32) {
		if done >= 1 && !p.revealed {
			p.revealed = true
			p.reveal(true)
		}
	}}
	return p
}

// Down begins a press, where pictures are hidden.
func (p *Press) Down() {
	p.Up()
	if safe && !Now().Projector { // an audience is shown nothing by a slip of the hand
		p.wait.Start()
	}
}

// Up ends it, and reports whether it had revealed: then it was no click.
func (p *Press) Up() (revealed bool) {
	p.wait.Stop()
	if revealed = p.revealed; revealed {
		p.revealed = false
		p.reveal(false)
	}
	return revealed
}

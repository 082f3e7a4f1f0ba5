package look

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// spotlight is a pointer that an audience can follow: an arrow in a wide ring.
// As a pointer it costs nothing while it moves, and lies over everything.
type spotlight struct{ image *image.NRGBA }

// Image is part of the toolkit's cursor: its hot spot is the arrow's tip, in the middle of the ring.
func (s *spotlight) Image() (image.Image, int, int) { return s.image, spotSide / 2, spotSide / 2 }

// Lengths of the spotlight, pixels.
const (
	spotSide   = 96
	spotRadius = 42
	spotLine   = 4.0
	spotEdge   = 2.0
)

// spot is the one spotlight: the toolkit tells pointers apart by their identity.
var spot = &spotlight{drawSpot()}

func drawSpot() *image.NRGBA {
	img := image.NewNRGBA(image.Rect(0, 0, spotSide, spotSide))
	p := Tokens(Dark)
	const middle, fine = spotSide / 2, 4
	for y := range spotSide {
		for x := range spotSide {
			var ink, edge int
			for k := range fine * fine {
				px, py := float64(x)+(float64(k%fine)+0.5)/fine, float64(y)+(float64(k/fine)+0.5)/fine
				off := math.Abs(math.Hypot(px-middle, py-middle)-spotRadius) - spotLine/2
				if arrow := arrowFrom(px-middle, py-middle); arrow < off {
					off = arrow
				}
				switch {
				case off <= 0:
					ink++
				case off <= spotEdge:
					edge++
				}
			}
			if all := ink + edge; all > 0 {
				mix := func(a, b uint8) uint8 { return uint8((int(a)*ink + int(b)*edge) / all) }
				img.SetNRGBA(x, y, color.NRGBA{
					mix(p.MarkActive.R, p.MarkDisc.R), mix(p.MarkActive.G, p.MarkDisc.G), mix(p.MarkActive.B, p.MarkDisc.B), uint8(255 * all / (fine * fine)),
				})
			}
		}
	}
	return img
}

// arrowFrom returns how far a place lies outside the arrow whose tip is the
// origin, below nothing inside.
func arrowFrom(x, y float64) float64 {
	corners := [][2]float64{{0, 0}, {0, 22}, {5, 17.5}, {8.5, 25}, {12, 23.4}, {8.6, 16.2}, {15.5, 15.5}}
	inside, least := false, math.Inf(1)
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if (a[1] > y) != (b[1] > y) && x < (b[0]-a[0])*(y-a[1])/(b[1]-a[1])+a[0] {
			inside = !inside
		}
		dx, dy := b[0]-a[0], b[1]-a[1]
		t := min(max(((x-a[0])*dx+(y-a[1])*dy)/(dx*dx+dy*dy), 0), 1)
		least = min(least, math.Hypot(x-a[0]-t*dx, y-a[1]-t*dy))
	}
	if inside {
		return -least
	}
	return least
}

// Spot lies over the window, takes nothing of the hand, and makes the pointer
// one that an audience can follow.
type Spot struct{ widget.BaseWidget }

var _ desktop.Cursorable = (*Spot)(nil)

// NewSpot returns it.
func NewSpot() *Spot {
	s := &Spot{}
	s.ExtendBaseWidget(s)
	return s
}

// Cursor is the spotlight.
func (s *Spot) Cursor() desktop.Cursor { return spot }

// CreateRenderer is part of Fyne's widget: nothing is to be seen but the pointer.
func (s *Spot) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{Owner: s, Place: func(fyne.Size) {}, Least: func() fyne.Size { return fyne.Size{} }})
}

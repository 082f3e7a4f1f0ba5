package synth

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Coast is the land of SampleFilm, to be seen from anywhere: a fjord with a
// village, whose slopes, woods and houses stand at known places in metres.
type Coast struct{ land *coast }

// NewCoast computes the land. It takes some 0.6 s of a core.
func NewCoast(seed uint64) Coast { return Coast{newCoast(seed)} }

// Viewpoint is where a camera stands above a Coast and when: metres to the
// right and away from the origin and above the water, the direction in radians
// to the right of the second. The camera has no roll.
type Viewpoint struct {
	X, Y, Height float64
	Turn         float64
	Focal        float64 // in heights of the picture
	Horizon      float64 // row of the horizon, in heights of the picture
	Seconds      float64 // since the ferry and the clouds were where they were at first
	Rain         bool
	Exposure     uint64 // chooses the grain
}

// From draws what the camera sees. An empty size panics.
func (c Coast) From(v Viewpoint, size geom.Size) *image.RGBA {
	if size.Empty() {
		panic("synth: a view needs a size")
	}
	w := fair
	if v.Rain {
		w = wet
	}
	at := pose{x: v.X, y: v.Y, height: v.Height, turn: v.Turn, focal: v.Focal, horizon: v.Horizon, drift: 15 * v.Seconds}
	ferry := ship{x: 395 + 7*math.Sin(0.07)*v.Seconds, y: 640 + 7*math.Cos(0.07)*v.Seconds, turn: 0.07}
	// Drawn at twice the size: thin things must not flicker.
	drawn := c.land.fly(geom.Size{Width: 2 * size.Width, Height: 2 * size.Height}, at, w, ferry)
	return halved(drawn.exposed(mix(v.Exposure)))
}

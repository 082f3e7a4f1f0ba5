package picture

import "github.com/motbilde/motbilde/internal/geom"

// Orientation says how stored pixels are turned to stand upright, by the
// numbers of EXIF's Orientation tag; anything but 2 to 8 means that they
// stand already.
//
//	  1        2       3      4         5            6           7          8
//	888888  888888      88  88      8888888888  88                  88  8888888888
//	88          88      88  88      88  88      88  88          88  88      88  88
//	8888      8888    8888  8888    88          8888888888  8888888888          88
//	88          88      88  88
//	88          88  888888  888888       (as stored: an upright F each time)
type Orientation uint8

// The orientations; the names say what is done to the stored pixels.
const (
	Upright    Orientation = 1
	Mirror     Orientation = 2 // left to right
	HalfTurn   Orientation = 3
	Flip       Orientation = 4 // top to bottom
	Transpose  Orientation = 5 // rows become columns
	TurnRight  Orientation = 6 // a quarter turn clockwise
	Transverse Orientation = 7 // rows become columns, from the far corner
	TurnLeft   Orientation = 8 // a quarter turn anticlockwise
)

// Turns reports whether the orientation moves any pixel.
func (o Orientation) Turns() bool { return o >= Mirror && o <= TurnLeft }

// Swaps reports whether width and height change places.
func (o Orientation) Swaps() bool { return o >= Transpose && o <= TurnLeft }

// Upright returns the size that stored pixels have once they stand upright.
func (o Orientation) Upright(stored geom.Size) geom.Size {
	if o.Swaps() {
		return geom.Size{Width: stored.Height, Height: stored.Width}
	}
	return stored
}

package part

import "image"

// handle is what the hand or the keys take hold of.
type handle int

// The handles, round the rectangle from its upper left corner.
const (
	move handle = iota // the whole rectangle
	topLeft
	top
	topRight
	right
	bottomRight
	bottom
	bottomLeft
	left
	handles
)

// reach says which sides a handle moves: −1 the nearer one to the origin, 1 the
// farther one, 0 neither.
var reach = [handles]image.Point{
	topLeft: {-1, -1}, top: {0, -1}, topRight: {1, -1}, right: {1, 0},
	bottomRight: {1, 1}, bottom: {0, 1}, bottomLeft: {-1, 1}, left: {-1, 0},
}

// leastSide is the smallest side of what can be marked, in capture pixels.
const leastSide = 8

// name is the handle's key in words.
func (h handle) name() string { return "part.handle." + string(rune('0'+h)) }

// at returns where a handle lies on a rectangle.
func (h handle) at(r image.Rectangle) image.Point {
	along := func(least, most, side int) int {
		switch side {
		case -1:
			return least
		case 1:
			return most
		}
		return (least + most) / 2
	}
	return image.Pt(along(r.Min.X, r.Max.X, reach[h].X), along(r.Min.Y, r.Max.Y, reach[h].Y))
}

// moved returns a rectangle with a handle moved, held within all.
func (h handle) moved(r image.Rectangle, by image.Point, all image.Rectangle) image.Rectangle {
	if h == move {
		by.X = min(max(by.X, all.Min.X-r.Min.X), all.Max.X-r.Max.X)
		by.Y = min(max(by.Y, all.Min.Y-r.Min.Y), all.Max.Y-r.Max.Y)
		return r.Add(by)
	}
	side := func(least, most *int, which, by, from, to int) {
		switch which {
		case -1:
			*least = max(from, min(*least+by, *most-leastSide))
		case 1:
			*most = min(to, max(*most+by, *least+leastSide))
		}
	}
	side(&r.Min.X, &r.Max.X, reach[h].X, by.X, all.Min.X, all.Max.X)
	side(&r.Min.Y, &r.Max.Y, reach[h].Y, by.Y, all.Min.Y, all.Max.Y)
	return r
}

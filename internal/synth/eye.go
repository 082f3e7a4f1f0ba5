package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// unit returns the direction of a; a zero vector stays one.
func (a vec) unit() vec {
	l := a.length()
	if l == 0 {
		return a
	}
	return a.times(1 / l)
}

// eye is a camera that stands anywhere in the world and looks anywhere, without roll.
type eye struct {
	at               vec
	right, up, ahead vec     // unit directions of the picture's sides and of the line of sight
	focal            float64 // pixels
	w, h             int
	cx, cy           float64 // principal point, pixels
}

// newEye puts a camera at a place, looking at another one; the vertical field of
// view is in degrees.
func newEye(size geom.Size, at, target vec, fieldOfView float64) eye {
	ahead := target.sub(at).unit()
	right := ahead.cross(vec{0, 0, 1}).unit()
	return eye{
		at: at, right: right, up: right.cross(ahead), ahead: ahead,
		focal: float64(size.Height) / 2 / math.Tan(fieldOfView/2*math.Pi/180),
		w:     size.Width, h: size.Height,
		cx: float64(size.Width) / 2, cy: float64(size.Height) / 2,
	}
}

// finer returns the same view with k times the pixels to a side.
func (e eye) finer(k int) eye {
	e.focal, e.cx, e.cy = e.focal*float64(k), e.cx*float64(k), e.cy*float64(k)
	e.w, e.h = e.w*k, e.h*k
	return e
}

// sees carries a point of the world into the picture; depth is in metres along
// the line of sight, negative behind the camera.
func (e eye) sees(p vec) (x, y, depth float64) {
	d := p.sub(e.at)
	depth = d.dot(e.ahead)
	return e.cx + e.focal*d.dot(e.right)/depth, e.cy - e.focal*d.dot(e.up)/depth, depth
}

// ray returns the direction through a point of the picture, a metre deep.
func (e eye) ray(x, y float64) vec {
	return e.ahead.along(e.right, (x-e.cx)/e.focal).along(e.up, (e.cy-y)/e.focal)
}

// boxOf returns the box in the picture around points of the world, cut to the
// picture; false where nothing of it is in view.
func (e eye) boxOf(points ...vec) (geom.Rect, bool) {
	at := make([]geom.Point, 0, len(points))
	for _, p := range points {
		if x, y, depth := e.sees(p); depth > nearest {
			at = append(at, geom.Point{X: x, Y: y})
		}
	}
	if len(at) == 0 {
		return geom.Rect{}, false
	}
	box := bounds(at).Intersect(geom.Size{Width: e.w, Height: e.h}.Rect())
	return box, box.Width() >= 2 && box.Height() >= 2
}

// boxAround returns the box in the picture around facets, as boxOf does.
func (e eye) boxAround(facets []facet) (geom.Rect, bool) {
	points := make([]vec, 0, 3*len(facets))
	for i := range facets {
		points = append(points, facets[i].p[:]...)
	}
	return e.boxOf(points...)
}

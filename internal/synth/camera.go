package synth

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// vec is a point or a direction in metres: x right, y away, z up.
type vec struct{ x, y, z float64 }

func (a vec) add(b vec) vec              { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) sub(b vec) vec              { return vec{a.x - b.x, a.y - b.y, a.z - b.z} }
func (a vec) times(k float64) vec        { return vec{a.x * k, a.y * k, a.z * k} }
func (a vec) dot(b vec) float64          { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) length() float64            { return math.Sqrt(a.dot(a)) }
func (a vec) cross(b vec) vec            { return vec{a.y*b.z - a.z*b.y, a.z*b.x - a.x*b.z, a.x*b.y - a.y*b.x} }
func (a vec) along(b vec, k float64) vec { return a.add(b.times(k)) }

// camera looks down on the ground from above the origin, without roll, so that
// a row of the picture is a line of constant depth on level ground.
//
//	     ◣ camera, height
//	      ╲ down
//	───────╲──────────────▶ y
type camera struct {
	height   float64 // above z = 0, metres
	sin, cos float64 // of the angle below the horizon
	focal    float64 // pixels
	cx, cy   float64 // principal point, pixels
}

// newCamera sets up a view of the given size; degrees below the horizon, and
// the vertical field of view in degrees.
func newCamera(size geom.Size, height, down, fieldOfView float64) camera {
	s, c := math.Sincos(down * math.Pi / 180)
	return camera{
		height: height, sin: s, cos: c,
		focal: float64(size.Height) / 2 / math.Tan(fieldOfView/2*math.Pi/180),
		cx:    float64(size.Width) / 2, cy: float64(size.Height) / 2,
	}
}

func (c camera) place() vec { return vec{0, 0, c.height} }

// project carries a point of the world into the picture; scale is pixels per
// metre at that distance, for lengths across the line of sight.
func (c camera) project(p vec) (at geom.Point, scale float64) {
	z := p.z - c.height
	depth := p.y*c.cos - z*c.sin
	up := p.y*c.sin + z*c.cos
	scale = c.focal / depth
	return geom.Point{X: c.cx + p.x*scale, Y: c.cy - up*scale}, scale
}

// ground returns where the ray through a pixel meets the level z.
func (c camera) ground(px, py, z float64) (x, y float64) {
	dx, dy := (px-c.cx)/c.focal, (py-c.cy)/c.focal
	t := (c.height - z) / (c.sin + dy*c.cos)
	return dx * t, (c.cos - dy*c.sin) * t
}

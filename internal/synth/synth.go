// Package synth draws pictures whose truth is known exactly: night scenes seen
// by a thermal camera, subjects in colour to practise on, what people do to such
// pictures before they spread them, and the sample case. Its main type is Scene.
// It promises that a seed gives the same bytes on any number of cores, and that
// nothing in its pictures was taken from anybody: every stroke is computed.
//
// The ground lies in metres in the frame of the camera: x to the right, y away
// from it, z up, the camera above the origin. A scene is drawn back to front
// into a plane of temperatures, which the lens turns into a picture; the
// lettering comes on top. Subjects to practise on are built of facets instead,
// which are seen, lit and printed (facet, sights, exposure); a Drawer draws one.
package synth

import (
	"image"

	"github.com/motbilde/motbilde/internal/geom"
)

// Kind says what a scene shows.
type Kind int

// The kinds. Convoy and Road share the road, the light and the look, and not a
// metre of ground; Convoy and Compound share the overlay and nothing below it;
// Harbour shares nothing with any.
const (
	Convoy   Kind = iota // vehicles on a road, under a game's overlay
	Road                 // another stretch of that road, without overlay
	Compound             // walled houses and a track, under the same overlay
	Harbour              // lights of a town across the water, a photograph
)

// Region is a part of the overlay and its box in the scene's own pixels.
type Region struct {
	Name string // RegionFire, RegionNotice, RegionCrosshair, RegionFigures
	Box  geom.Rect
}

// The names of the overlay's parts.
const (
	RegionFire      = "fire button"
	RegionNotice    = "notice"
	RegionCrosshair = "crosshair"
	RegionFigures   = "figures"
)

// Scene is a drawn picture with its truth. Its image is opaque and read only.
type Scene struct {
	Image    *image.RGBA
	Overlay  []Region    // empty where nothing lies on the picture
	Vehicles []geom.Rect // boxes around the vehicles, in pixels, nearest last
}

// Size returns the scene's size in pixels.
func (s Scene) Size() geom.Size {
	b := s.Image.Bounds()
	return geom.Size{Width: b.Dx(), Height: b.Dy()}
}

// Moment is when a scene is seen. The zero value is the moment that Draw draws.
type Moment struct {
	Metres   float64 // that the vehicles have driven on since then
	Exposure uint64  // chooses the grain: two exposures of one moment differ in it alone
}

// DrawAt draws a scene at a moment, as a camera that stands still sees it: the
// vehicles of Convoy and Road move, all else stays. Nothing moves in the other
// kinds, and the Harbour is always one exposure.
func DrawAt(seed uint64, kind Kind, size geom.Size, m Moment) Scene {
	if size.Empty() {
		panic("synth: a scene needs a size")
	}
	if kind == Harbour {
		return drawHarbour(seed, size)
	}
	return drawGround(seed, kind, size, m)
}

// Draw draws a scene. The seed chooses the ground, the vehicles and the grain;
// the size chooses the resolution, not what is in view: height decides the
// scale, and a wider picture shows more to either side. An empty size panics.
func Draw(seed uint64, kind Kind, size geom.Size) Scene {
	return DrawAt(seed, kind, size, Moment{})
}

package synth

import (
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Practice is a drawn picture for an exercise, with its truth. Its image is
// opaque and read only.
type Practice struct {
	Image *image.RGBA
	// Parts are the things that can be named in the picture, each with its box in
	// the picture's own pixels. A thing has the same name at every moment, unless
	// it shows something else there, as a clock does; one that is out of view is
	// left out.
	Parts []Region
}

// A Drawer draws the practice pictures of one subject. The seed chooses the
// place, and so decoys of the same kind; the moment chooses when a camera that
// stands still saw that place: moments differ in what moves, in the grain, and
// in nothing else. Moment 0 is the one that exercises show. An empty size panics.
type Drawer func(seed uint64, moment int, size geom.Size) Practice

// Part returns the box of a thing by its name, and whether it is in view.
func (p Practice) Part(name string) (geom.Rect, bool) {
	i := slices.IndexFunc(p.Parts, func(r Region) bool { return r.Name == name })
	if i < 0 {
		return geom.Rect{}, false
	}
	return p.Parts[i].Box, true
}

// Moved returns the boxes of what stands elsewhere, or is not to be seen, in the
// same place at another moment: in p's own pixels, where it is in p, and where
// it is in the other one.
func (p Practice) Moved(other Practice) []geom.Rect {
	var boxes []geom.Rect
	for _, r := range p.Parts {
		if at, ok := other.Part(r.Name); !ok || at != r.Box {
			boxes = append(boxes, r.Box)
		}
	}
	for _, r := range other.Parts {
		if at, ok := p.Part(r.Name); !ok || at != r.Box {
			boxes = append(boxes, r.Box)
		}
	}
	return boxes
}

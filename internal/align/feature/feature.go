// Package feature owns the keypoints of a picture: where they are, what their
// surroundings look like (SIFT: Lowe 2004, with RootSIFT's square root:
// Arandjelović and Zisserman 2012), and which of one picture resemble those of
// another. Its main type is Set. It promises that the same plane gives the same
// Set on any number of cores.
//
//	plane ─▶ scale space ─▶ extrema ─▶ cap per cell and scale ─▶ orientation ─▶ descriptor ─▶ sketch
//
// All positions are in pixels of the plane, with centres at half integers.
package feature

import (
	"context"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// Keypoint is a blob at a place, in a scale and in an orientation. A place
// with two dominant orientations gives two keypoints.
type Keypoint struct {
	X, Y   float32 // plane pixels
	Scale  float32 // standard deviation of the blob's Gaussian, plane pixels
	Angle  float32 // radians, 0 along x, growing clockwise on screen
	Bright bool    // lighter than its surroundings
	Place  int32   // keypoints that differ in nothing but the orientation share it
}

// Point returns the keypoint's position.
func (k Keypoint) Point() geom.Point { return geom.Point{X: float64(k.X), Y: float64(k.Y)} }

// Set holds the keypoints of one plane with their descriptors; the slices run
// in parallel. It is not changed once made.
type Set struct {
	Size        geom.Size
	Keypoints   []Keypoint
	Descriptors []Descriptor
	Places      int // number of different places
}

// Options tune Detect; the zero value is what the program uses.
type Options struct {
	// Cap is the greatest number of places kept; 0 means defaultCap.
	Cap int
	// DoubleBelow is the number of pixels under which the plane is doubled
	// first: it finds the smallest blobs, and costs four times the work.
	DoubleBelow int
}

// defaultCap bounds matching, whose work grows with the square, and suffices
// for a crop of a tenth at a megapixel.
const defaultCap = 2000

// Detect finds and describes the keypoints of a plane. The only error is that
// of the context.
func Detect(ctx context.Context, plane *picture.Gray, o Options) (*Set, error) {
	if o.Cap <= 0 {
		o.Cap = defaultCap
	}
	set := &Set{Size: plane.Size}
	if min(plane.Size.Width, plane.Size.Height) < smallestSide/2 {
		return set, ctx.Err()
	}
	space := newScaleSpace(plane, plane.Size.Pixels() < int64(o.DoubleBelow))
	defer space.release()
	if err := space.build(ctx); err != nil {
		return nil, err
	}
	blobs := space.extrema()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	blobs = spread(blobs, space.size(), o.Cap)
	set.describe(space, blobs)
	return set, ctx.Err()
}

// describeChunk is the number of places that one task describes.
const describeChunk = 64

func (s *Set) describe(space *scaleSpace, blobs []blob) {
	type part struct {
		keypoints   []Keypoint
		descriptors []Descriptor
	}
	parts := make([]part, (len(blobs)+describeChunk-1)/describeChunk)
	rows.Tasks(len(parts), func(i int) {
		var p part
		var d describer
		for j := i * describeChunk; j < min(len(blobs), (i+1)*describeChunk); j++ {
			b := blobs[j]
			level := space.octaves[b.octave].planes[b.level]
			for _, angle := range d.orientations(level, b) {
				p.keypoints = append(p.keypoints, space.keypoint(b, angle, int32(j)))
				p.descriptors = append(p.descriptors, d.describe(level, b, angle))
			}
		}
		parts[i] = p
	})
	for _, p := range parts {
		s.Keypoints = append(s.Keypoints, p.keypoints...)
		s.Descriptors = append(s.Descriptors, p.descriptors...)
	}
	s.Places = len(blobs)
}

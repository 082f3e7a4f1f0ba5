package redact

import (
	"fmt"
	"image"
	"image/draw"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// touched is how far around an area pixels are covered that it only touches.
const touched = 0.75

// Pyramid returns a picture with its areas covered, in every size of it; the
// picture itself where there are none.
func Pyramid(p *picture.Pyramid, areas []Area) *picture.Pyramid { return made(p, areas, false) }

// Holes returns a picture that has no pixels where its areas are: of them
// nothing is known, and so nothing can be measured there.
func Holes(p *picture.Pyramid, areas []Area) *picture.Pyramid { return made(p, areas, true) }

func made(p *picture.Pyramid, areas []Area, holes bool) *picture.Pyramid {
	if p == nil || len(areas) == 0 {
		return p
	}
	whole := p.Level(0)
	on := canvas{pix: slices.Clone(whole.Pix()), stride: 4 * whole.Size().Width, within: image.Rect(0, 0, whole.Size().Width, whole.Size().Height)}
	for _, a := range areas {
		on.cover(a, holes)
	}
	return picture.NewPyramid(picture.New(fmt.Sprintf("%s redacted %v %t", whole.Key(), areas, holes), whole.Size(), on.pix))
}

// Image returns a small picture of an item, as a thumbnail, with the item's
// areas covered; size is that of the item in its own pixels.
func Image(img image.Image, size geom.Size, areas []Area) image.Image {
	if img == nil || len(areas) == 0 || size.Empty() {
		return img
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	plane(out, out.Rect, geom.Scaling(float64(b.Dx())/float64(size.Width), float64(b.Dy())/float64(size.Height)), areas)
	return out
}

// Frame covers the areas of both pictures on a rendered view of them, which it
// changes.
func Frame(img *image.RGBA, p compare.Pair, v compare.View, claimed, candidate []Area) {
	if len(claimed)+len(candidate) == 0 {
		return
	}
	lies := p.Placed && p.CandidateFromClaimed.Valid()
	onCandidate := func(pane image.Rectangle) geom.Map {
		if v.StageFromCandidate.Valid() || p.Candidate == nil {
			return v.StageFromCandidate
		}
		return compare.Fit(p.Candidate.Size(), geom.Size{Width: pane.Dx(), Height: pane.Dy()}, 0)
	}
	onClaim := func(pane image.Rectangle) geom.Map {
		if v.StageFromClaimed.Valid() {
			return v.StageFromClaimed
		}
		return compare.Fit(p.Claimed.Size(), geom.Size{Width: pane.Dx(), Height: pane.Dy()}, 0)
	}
	// aligned returns how the candidate lies in the claim's pixels.
	aligned := func(pane image.Rectangle) geom.Map {
		back, ok := p.CandidateFromClaimed.Inverse()
		if !lies || !ok {
			return geom.Map{}
		}
		return onClaim(pane).After(back)
	}
	switch {
	case v.Mode.HasPanes():
		left, right := compare.Panes(geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}, v.PaneGap)
		plane(img, left, onClaim(left), claimed)
		if lies && (v.Mode == compare.SideBySide || v.Mode == compare.DetailsMode) {
			plane(img, right, aligned(right), candidate)
		} else {
			plane(img, right, onCandidate(right), candidate)
		}
	case v.Mode == compare.OutsideMode:
		plane(img, img.Rect, onCandidate(img.Rect), candidate)
		if lies {
			plane(img, img.Rect, onCandidate(img.Rect).After(p.CandidateFromClaimed), claimed)
		}
	case v.Mode == compare.Single && v.One == compare.OneCandidate:
		plane(img, img.Rect, onCandidate(img.Rect), candidate)
	default:
		plane(img, img.Rect, onClaim(img.Rect), claimed)
		plane(img, img.Rect, aligned(img.Rect), candidate)
	}
}

// spreadOfSampling is how far a pixel of the picture reaches in one made of it, in pixels of that.
const spreadOfSampling = 1.5

// plane covers areas that lie in a pane by a map.
func plane(img *image.RGBA, pane image.Rectangle, by geom.Map, areas []Area) {
	if !by.Valid() {
		return
	}
	on := canvas{pix: img.Pix, stride: img.Stride, within: pane.Intersect(img.Rect)}
	for _, a := range areas {
		a = a.Carried(geom.Translation(float64(pane.Min.X), float64(pane.Min.Y)).After(by))
		a.GrowPx += spreadOfSampling
		on.cover(a, false)
	}
}

// canvas is pixels of four bytes, and the part of them that is covered.
type canvas struct {
	pix    []uint8
	stride int
	within image.Rectangle
}

// cover covers an area.
func (c canvas) cover(a Area, hole bool) {
	box := c.within
	if !a.Whole {
		if len(a.Points) == 0 {
			return
		}
		r := bounds(a.Points)
		by := a.GrowPx + touched + 1
		if !(r.Width() < 1<<40 && r.Height() < 1<<40) {
			a.Whole = true // no number, or beyond all pictures
		} else {
			least := func(v float64, most int) int { return int(min(max(math.Floor(v), float64(-1<<20)), float64(most))) }
			box = box.Intersect(image.Rect(least(r.MinX-by, 1<<30), least(r.MinY-by, 1<<30), least(r.MaxX+by, 1<<30)+1, least(r.MaxY+by, 1<<30)+1))
		}
	}
	if box.Empty() {
		return
	}
	var blurred []uint8
	if a.Blur && !hole {
		blurred = c.blurred(box)
	}
	fill := [4]uint8{a.Fill.R, a.Fill.G, a.Fill.B, 255}
	if hole {
		fill = [4]uint8{}
	}
	rows.Each(box.Dy(), func(_, y0, y1 int) {
		for y := box.Min.Y + y0; y < box.Min.Y+y1; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				if !a.Whole && !a.holds(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}) {
					continue
				}
				at := y*c.stride + 4*x
				if blurred != nil {
					copy(c.pix[at:at+4], blurred[4*((y-box.Min.Y)*box.Dx()+x-box.Min.X):])
				} else {
					copy(c.pix[at:at+4], fill[:])
				}
			}
		}
	})
}

// Hides reports whether a place on a picture is covered.
func Hides(areas []Area, at geom.Point) bool {
	return slices.ContainsFunc(areas, func(a Area) bool { return a.Whole || a.holds(at) })
}

// holds reports whether a point lies in the area or near enough to it to be covered.
func (a Area) holds(p geom.Point) bool {
	inside, near, most := false, false, a.GrowPx+touched
	for i, q := range a.Points {
		r := a.Points[(i+1)%len(a.Points)]
		if (q.Y > p.Y) != (r.Y > p.Y) && p.X < (r.X-q.X)*(p.Y-q.Y)/(r.Y-q.Y)+q.X {
			inside = !inside
		}
		along, t := r.Sub(q), 0.
		if l := along.X*along.X + along.Y*along.Y; l > 0 {
			t = min(max(((p.X-q.X)*along.X+(p.Y-q.Y)*along.Y)/l, 0), 1)
		}
		near = near || q.Add(along.Times(t)).Distance(p) <= most
	}
	return inside || near
}

// blurShare is the radius of the blur, a share of the area's shorter side: it
// leaves that something is there, and not what.
const blurShare = 0.25

// blurred returns the pixels of a box after three means of boxes, which
// together are nearly a Gaussian (W. M. Wells, 1986).
func (c canvas) blurred(box image.Rectangle) []uint8 {
	w, h := box.Dx(), box.Dy()
	now, next := make([]uint8, 4*w*h), make([]uint8, 4*w*h)
	for y := range h {
		copy(now[4*w*y:4*w*(y+1)], c.pix[(box.Min.Y+y)*c.stride+4*box.Min.X:])
	}
	radius := max(2, int(blurShare*float64(min(w, h))))
	for range 3 {
		mean(next, now, h, 4*w, w, 4, radius)
		now, next = next, now
		mean(next, now, w, 4, h, 4*w, radius)
		now, next = next, now
	}
	return now
}

// mean writes the running mean along lines of n pixels, step bytes apart.
func mean(to, from []uint8, lines, lineStep, n, step, radius int) {
	rows.Each(lines, func(_, l0, l1 int) {
		for l := l0; l < l1; l++ {
			for k := range 4 {
				at := func(i int) int { return l*lineStep + min(max(i, 0), n-1)*step + k }
				sum := 0
				for i := -radius; i <= radius; i++ {
					sum += int(from[at(i)])
				}
				for i := range n {
					to[at(i)] = uint8((sum + radius) / (2*radius + 1))
					sum += int(from[at(i+radius+1)]) - int(from[at(i-radius)])
				}
			}
		}
	})
}

package stage

import (
	"image"
	"image/color"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
)

// areas says which areas of the support are drawn over the pictures.
type areas int

const (
	noAreas areas = iota
	agreeingAreas
	changedAreas
	allAreas
)

// areas returns the areas that are drawn now. With the match lines a person
// turns them on and off. What is to be looked at is shown without being asked
// for, and side by side too: the part that is shared, where that is the
// finding, and what changed between two exposures.
func (s *Stage) areas() areas {
	switch {
	case s.shows() != showPanes || !s.scene.Placed || !s.scene.Support.HasAreas():
		return noAreas
	case s.lined() && s.areasWished():
		return allAreas
	case s.mode == compare.SideBySide && s.scene.Partial:
		return agreeingAreas
	case len(s.scene.Support.Areas(support.Changed)) > 0:
		return changedAreas
	}
	return noAreas
}

// areasWished reports whether areas are turned on for what is shown: a finding
// of a part and any other have a choice each.
func (s *Stage) areasWished() bool {
	if s.scene.Partial {
		return s.values.areasOfPart
	}
	return s.values.areas
}

// areaInk holds the colours of areas. They lie on pictures, so they are the
// same in every theme, and none of them judges: what agrees keeps the light
// line of all marks, what contradicts or changed the colour of a part that is shared.
type areaInk struct{ dark, agrees, differs color.NRGBA }

func areaInks() areaInk {
	t := look.Now()
	return areaInk{dark: t.MarkDisc, agrees: t.MarkRing, differs: look.Tokens(look.Dark).Partial}
}

// Widths of their lines, in units of a sketch.
const (
	areaCore, areaEdge = 1.4, 2.8
)

// areas draws a sketch: all dark edges first, so that none lies over a line.
func (s sheet) areas(k support.Sketch, ink areaInk) {
	wide := func(width float64, c color.NRGBA) profile { return newProfile(width/2*k.Unit, width/2*k.Unit, c, c) }
	core := func(c color.NRGBA) profile { return wide(areaCore, c) }
	edge := wide(areaEdge, ink.dark)
	for _, pass := range []struct{ agrees, differs profile }{
		{edge, edge},
		{core(ink.agrees), core(ink.differs)},
	} {
		for _, way := range k.Contradicts {
			s.dashed(way, support.DashOn*k.Unit, support.DashOff*k.Unit, pass.differs)
		}
		for _, middle := range k.Crosses {
			for _, stroke := range k.Ends(middle) {
				s.line(stroke[0], stroke[1], pass.differs)
			}
		}
		for _, way := range k.Agrees {
			for i, to := range way {
				s.line(way[(i+len(way)-1)%len(way)], to, pass.agrees)
			}
		}
		for _, way := range k.Changed {
			s.dashed(way, support.DashLong*k.Unit, support.DashOff*k.Unit, pass.differs)
		}
	}
}

// dashed draws a closed way in dashes.
func (s sheet) dashed(way []geom.Point, on, off float64, p profile) {
	drawing, left := true, on
	for i, to := range way {
		from := way[(i+len(way)-1)%len(way)]
		for {
			d := from.Distance(to)
			if d <= 0 {
				break
			}
			step := min(left, d)
			at := from.Add(to.Sub(from).Times(step / d))
			if drawing {
				s.line(from, at, p)
			}
			from, left = at, left-step
			if left > 1e-9 {
				break
			}
			if drawing = !drawing; drawing {
				left = on
			} else {
				left = off
			}
		}
	}
}

// part returns a part of the sheet as a sheet of its own, which nothing that
// is drawn on it leaves.
func (s sheet) part(r image.Rectangle) sheet {
	sub := s.SubImage(r).(*image.RGBA)
	return sheet{&image.RGBA{Pix: sub.Pix, Stride: s.Stride, Rect: image.Rectangle{Max: sub.Rect.Size()}}}
}

// areaSign draws the sign of an area for a legend: a whole line, a dashed one
// about a cross, or one of long dashes.
func areaSign(width, height int, pixels float64, kind support.Kind) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, max(1, width), max(1, height)))
	in := areaEdge / 2 * pixels
	box := geom.Rect{MinX: in, MinY: in, MaxX: float64(width) - in, MaxY: float64(height) - in}
	k := support.Sketch{Unit: pixels}
	round := box.Quad()
	switch way := [][]geom.Point{round[:]}; kind {
	case support.Agrees:
		k.Agrees = way
	case support.Contradicts:
		k.Contradicts, k.Crosses = way, []geom.Point{box.Centre()}
	case support.Changed:
		k.Changed = way
	}
	sheet{img}.areas(k, areaInks())
	return img
}

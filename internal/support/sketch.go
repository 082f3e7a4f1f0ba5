package support

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Sketch is where the lines of the areas lie on a screen or on paper. What
// agrees has a whole line round it and is left as it is; what contradicts has
// a dashed one and small crosses all over it; what changed has one of long
// dashes and is left as it is, because it is to be looked at. The three differ
// without colour, and the picture stays in sight under all.
type Sketch struct {
	Agrees      [][]geom.Point // closed
	Contradicts [][]geom.Point // closed
	Changed     [][]geom.Point // closed
	Crosses     []geom.Point   // their middles
	Unit        float64
}

// Lengths of a sketch, in its units: a unit is a pixel of a screen at a text size of 100 %.
const (
	CrossArm = 3.5  // from the middle of a cross to its ends, along each axis
	apart    = 44.0 // crosses in a row, and rows
	air      = 1.0  // between an area's border and the picture's edge
	DashOn   = 5.0
	DashLong = 12.0 // of what changed
	DashOff  = 4.0
)

// Sketch lays the areas out. sheetFromClaimed carries claim pixels to the
// sheet; crosses outside of the window, in the sheet's own lengths, are left out.
func (s *Support) Sketch(sheetFromClaimed geom.Map, unit float64, window geom.Rect) Sketch {
	k := Sketch{Unit: unit}
	claimedFromSheet, ok := sheetFromClaimed.Inverse()
	if s == nil || !ok || sheetFromClaimed.CrossesHorizon(s.claimed.Quad()) {
		return k
	}
	// A line along the picture's very edge would lie half outside of it.
	edge := s.claimed.Rect()
	in := air * unit / sheetFromClaimed.LengthScale(edge.Centre())
	lay := func(areas []Area) (all [][]geom.Point) {
		for _, a := range areas {
			for _, way := range a.Borders {
				on := make([]geom.Point, len(way))
				for i, p := range way {
					on[i] = sheetFromClaimed.Apply(geom.Point{
						X: min(max(p.X, edge.MinX+in), edge.MaxX-in), Y: min(max(p.Y, edge.MinY+in), edge.MaxY-in),
					})
				}
				all = append(all, on)
			}
		}
		return all
	}
	k.Agrees, k.Contradicts, k.Changed = lay(s.areas[Agrees]), lay(s.areas[Contradicts]), lay(s.areas[Changed])
	k.Crosses = s.crosses(sheetFromClaimed, claimedFromSheet, unit, window)
	return k
}

// crosses places the crosses in staggered rows that hang on the claim's top
// left corner, so that they move with the picture; an area too small to be met
// by a row gets one in its middle.
func (s *Support) crosses(sheetFromClaimed, claimedFromSheet geom.Map, unit float64, window geom.Rect) (all []geom.Point) {
	within := func(q geom.Point, area int) bool {
		const room = 1.6 * CrossArm // so that no cross touches a border
		for _, d := range [4]geom.Point{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: -1, Y: 1}, {X: 1, Y: 1}} {
			if block, ok := s.grid.at(claimedFromSheet.Apply(q.Add(d.Times(room * unit)))); !ok || s.grid.owner[block] != area {
				return false
			}
		}
		return true
	}
	hung := sheetFromClaimed.Apply(geom.Point{})
	step := apart * unit
	for _, a := range s.areas[Contradicts] {
		box := sheetFromClaimed.ApplyQuad(a.Box.Quad()).Bounds().Intersect(window)
		if box.Empty() {
			continue
		}
		met := false
		for row := int(math.Ceil((box.MinY - hung.Y) / step)); hung.Y+float64(row)*step < box.MaxY; row++ {
			shift := hung.X + float64(row&1)*step/2
			for column := int(math.Ceil((box.MinX - shift) / step)); shift+float64(column)*step < box.MaxX; column++ {
				q := geom.Point{X: shift + float64(column)*step, Y: hung.Y + float64(row)*step}
				if within(q, a.number) {
					met, all = true, append(all, q)
				}
			}
		}
		if middle := sheetFromClaimed.Apply(a.inside); !met && window.Contains(middle) {
			all = append(all, middle)
		}
	}
	return all
}

// Ends returns the ends of the two strokes of a cross.
func (k Sketch) Ends(middle geom.Point) [2][2]geom.Point {
	arm := CrossArm * k.Unit
	return [2][2]geom.Point{
		{middle.Add(geom.Point{X: -arm, Y: -arm}), middle.Add(geom.Point{X: arm, Y: arm})},
		{middle.Add(geom.Point{X: -arm, Y: arm}), middle.Add(geom.Point{X: arm, Y: -arm})},
	}
}

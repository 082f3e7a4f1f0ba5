// Package redact owns what must not be seen: the areas that a person has
// redacted, on every item that shows the same, and the covering of their
// pixels. Its main type is Area. It promises that pixels within an area are
// replaced and not overlaid, before anything is made of them, and that an area
// set on one picture is covered on every other that an alignment or the same
// file leads to: on one alone it would be given away by the other.
package redact

import (
	"image/color"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// Area is a polygon of an item's picture, in its pixels.
type Area struct {
	Mark   casefile.ID
	Points []geom.Point
	GrowPx float64 // by so much more is covered on every side: the uncertainty of a place that was carried
	Blur   bool    // blurred, which others can undo in part; else solid
	Fill   color.RGBA
	Whole  bool // the whole picture: the area can't be carried to it point by point
}

// Areas are those of each item.
type Areas map[casefile.ID][]Area

// Any reports whether a case has a redaction.
func Any(c casefile.Case) bool {
	return slices.ContainsFunc(c.Marks, func(m casefile.Mark) bool { return m.Kind == casefile.RedactionMark })
}

// Of returns what is to be covered on each item of a case; nil where nothing
// is. A redaction is in force whether or not its mark is hidden, on one picture
// of its pair or on both, and on every frame of a video. It is carried by the
// placements given, from item to item, and to the items of the same file.
func Of(c casefile.Case, comparisons []casefile.Comparison) Areas {
	if !Any(c) {
		return nil
	}
	all := Areas{}
	for _, m := range c.Marks {
		if m.Kind == casefile.RedactionMark {
			all.spread(c, comparisons, m)
		}
	}
	return all
}

// spread covers one redaction wherever it is known to lie.
func (all Areas) spread(c casefile.Case, comparisons []casefile.Comparison, m casefile.Mark) {
	done := map[casefile.ID]bool{}
	var turn []casefile.ID
	put := func(id casefile.ID, a Area) {
		if !done[id] && (len(a.Points) > 0 || a.Whole) {
			done[id] = true
			all[id] = append(all[id], a)
			turn = append(turn, id)
		}
	}
	area := Area{Mark: m.ID, Blur: m.Blur, Fill: FillOf(m.Colour)}
	for _, side := range []casefile.Side{m.Set, m.Set.Other()} {
		id := m.Claimed
		if side == casefile.OnCandidate {
			id = m.Candidate
		}
		a := area
		a.Points = m.On(side)
		if side != m.Set && m.Twin == casefile.ByAlignment {
			a.GrowPx = m.UncertaintyPx
		}
		put(id, a)
	}
	for i := 0; i < len(turn); i++ {
		at := turn[i]
		a := all[at][len(all[at])-1]
		for _, k := range comparisons {
			if !k.Alignment.Placed() || !k.Alignment.CandidateFromClaimed.Valid() {
				continue
			}
			there := k.Alignment.CandidateFromClaimed
			switch at {
			case k.Claimed:
				carried := a.Carried(there)
				carried.GrowPx += k.Alignment.CornerErrorPx
				put(k.Candidate, carried)
			case k.Candidate:
				back, ok := there.Inverse()
				if !ok {
					continue
				}
				carried := a.Carried(back)
				if scale := there.LengthScale(carried.middle()); scale > 0 {
					carried.GrowPx += k.Alignment.CornerErrorPx / scale
				}
				put(k.Claimed, carried)
			}
		}
		here, known := c.Find(at)
		for _, e := range c.Evidence {
			if known && here.SHA256 != "" && e.SHA256 == here.SHA256 {
				put(e.ID, a.Carried(geom.Translation(here.Part.MinX-e.Part.MinX, here.Part.MinY-e.Part.MinY)))
			}
		}
	}
}

func (a Area) middle() geom.Point {
	var sum geom.Point
	for _, p := range a.Points {
		sum = sum.Add(p)
	}
	return sum.Times(1 / float64(max(1, len(a.Points))))
}

// Carried returns the area on another picture; the whole of that where the
// area lies across the horizon of the map.
func (a Area) Carried(by geom.Map) Area {
	if a.Whole || len(a.Points) == 0 {
		return a
	}
	if by.CrossesHorizon(bounds(a.Points).Quad()) {
		a.Whole = true
		return a
	}
	scale := by.LengthScale(a.middle())
	points := make([]geom.Point, len(a.Points))
	for i, p := range a.Points {
		points[i] = by.Apply(p)
	}
	a.Points, a.GrowPx = points, a.GrowPx*scale
	return a
}

// Grown returns the areas covering so much more on every side.
func Grown(areas []Area, by float64) []Area {
	areas = slices.Clone(areas)
	for i := range areas {
		areas[i].GrowPx += by
	}
	return areas
}

func bounds(points []geom.Point) geom.Rect {
	r := geom.Rect{MinX: points[0].X, MinY: points[0].Y, MaxX: points[0].X, MaxY: points[0].Y}
	for _, p := range points {
		r.MinX, r.MaxX = min(r.MinX, p.X), max(r.MaxX, p.X)
		r.MinY, r.MaxY = min(r.MinY, p.Y), max(r.MaxY, p.Y)
	}
	return r
}

// fills are the colours of solid areas; ink where none was chosen.
var fills = map[casefile.MarkColour]color.RGBA{
	"orange": {0xE6, 0x9F, 0x00, 255}, "sky-blue": {0x56, 0xB4, 0xE9, 255}, "bluish-green": {0x00, 0x9E, 0x73, 255},
	"yellow": {0xF0, 0xE4, 0x42, 255}, "blue": {0x00, 0x72, 0xB2, 255}, "vermillion": {0xD5, 0x5E, 0x00, 255},
	"reddish-purple": {0xCC, 0x79, 0xA7, 255}, "black": {0, 0, 0, 255}, "white": {255, 255, 255, 255},
}

// FillOf returns what a solid area is filled with.
func FillOf(c casefile.MarkColour) color.RGBA {
	if fill, ok := fills[c]; ok {
		return fill
	}
	return color.RGBA{0x14, 0x18, 0x1C, 255}
}

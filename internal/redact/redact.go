// Package redact owns what must not be seen: the areas that a person has
// redacted, on every item that shows the same, and the covering of their
// pixels. Its main type is Area. It promises that pixels within an area are
// replaced and not overlaid, before anything is made of them, and that an area
// set on one picture is covered on every other that an alignment or the same
// file leads to: on one alone it would be given away by the other.
package redact

import (
	"image/color"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/markup"
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
// placements given, or a person's in the place of one, from item to item, and
// to the items of the same file.
func Of(c casefile.Case, comparisons []casefile.Comparison) Areas {
	if !Any(c) {
		return nil
	}
	w := walk{all: Areas{}, c: c, placed: map[casefile.ID][]casefile.Comparison{}, same: map[string][]casefile.ID{}}
	for _, k := range comparisons {
		if k = c.Shown(k); k.Alignment.Placed() && k.Alignment.CandidateFromClaimed.Valid() {
			w.placed[k.Claimed] = append(w.placed[k.Claimed], k)
			w.placed[k.Candidate] = append(w.placed[k.Candidate], k)
		}
	}
	for i := range c.Evidence {
		if digest := c.Evidence[i].SHA256; digest != "" {
			w.same[digest] = append(w.same[digest], c.Evidence[i].ID)
		}
	}
	for _, m := range c.Marks {
		if m.Kind == casefile.RedactionMark {
			w.spread(m)
		}
	}
	return w.all
}

// walk goes from item to item.
type walk struct {
	all    Areas
	c      casefile.Case
	placed map[casefile.ID][]casefile.Comparison // those of an item
	same   map[string][]casefile.ID              // the items of a digest
}

// spread covers one redaction wherever it is known to lie.
func (w walk) spread(m casefile.Mark) {
	done := map[casefile.ID]bool{}
	var turn []casefile.ID
	put := func(id casefile.ID, a Area) {
		if !done[id] && (len(a.Points) > 0 || a.Whole) {
			done[id] = true
			w.all[id] = append(w.all[id], a)
			turn = append(turn, id)
		}
	}
	for _, side := range []casefile.Side{m.Set, m.Set.Other()} {
		id := m.Claimed
		if side == casefile.OnCandidate {
			id = m.Candidate
		}
		a := Area{Mark: m.ID, Blur: m.Blur, Fill: FillOf(m.Colour), Points: m.On(side)}
		if side != m.Set && m.Twin == casefile.ByAlignment {
			a.GrowPx = m.UncertaintyPx
		}
		put(id, a)
	}
	for i := 0; i < len(turn); i++ {
		at := turn[i]
		a := w.all[at][len(w.all[at])-1]
		for _, k := range w.placed[at] {
			there := k.Alignment.CandidateFromClaimed
			if at == k.Claimed {
				if !done[k.Candidate] {
					carried := a.Carried(there)
					carried.GrowPx += k.Alignment.CornerErrorPx
					put(k.Candidate, carried)
				}
			} else if back, ok := there.Inverse(); ok && !done[k.Claimed] {
				carried := a.Carried(back)
				if scale := there.LengthScale(carried.middle()); scale > 0 {
					carried.GrowPx += k.Alignment.CornerErrorPx / scale
				}
				put(k.Claimed, carried)
			}
		}
		here, _ := w.c.Find(at)
		for _, id := range w.same[here.SHA256] {
			if e, _ := w.c.Find(id); !done[id] {
				put(id, a.Carried(geom.Translation(here.Part.MinX-e.Part.MinX, here.Part.MinY-e.Part.MinY)))
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

// Box returns whole pixels around all that the area covers on a picture of that size.
func (a Area) Box(size geom.Size) geom.Rect {
	if a.Whole || len(a.Points) == 0 {
		return size.Rect()
	}
	r, by := bounds(a.Points), a.GrowPx
	return geom.Rect{MinX: math.Floor(r.MinX - by), MinY: math.Floor(r.MinY - by), MaxX: math.Ceil(r.MaxX + by), MaxY: math.Ceil(r.MaxY + by)}
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

// FillOf returns what a solid area is filled with.
func FillOf(c casefile.MarkColour) color.RGBA {
	return color.RGBA(markup.ColourOf(casefile.Mark{Kind: casefile.RedactionMark, Colour: c})) // opaque
}

package hand

import (
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/geom"
)

// The two sides, and so the two panes.
const (
	claimed   = 0
	candidate = 1
)

// half is a pair of points of which one may still be missing.
type half struct {
	at   [2]geom.Point
	has  [2]bool
	name string
}

func (h half) whole() bool { return h.has[claimed] && h.has[candidate] }

func (h half) with(side int, at geom.Point) half {
	h.at[side], h.has[side] = at, true
	return h
}

// draft is what has been set so far. A draft is changed by making another.
type draft struct {
	pairs    []half
	model    align.Model // ModelUnset: by the number of points
	mirrored bool
	refined  *geom.Map // what the pictures made of these points; nil where they weren't asked
}

func draftOf(p byhand.Points) draft {
	d := draft{model: p.Model, mirrored: p.Mirrored}
	for _, q := range p.Pairs {
		d.pairs = append(d.pairs, half{at: [2]geom.Point{q.Claimed, q.Candidate}, has: [2]bool{true, true}, name: q.Name})
	}
	return d
}

func (d draft) copied() draft {
	d.pairs = slices.Clone(d.pairs)
	return d
}

// open returns the number of the pair that waits for its twin; −1 where none does.
func (d draft) open() int {
	return slices.IndexFunc(d.pairs, func(h half) bool { return !h.whole() })
}

// points returns the pairs that are whole.
func (d draft) points() byhand.Points {
	p := byhand.Points{Model: d.model, Mirrored: d.mirrored}
	for _, h := range d.pairs {
		if h.whole() {
			p.Pairs = append(p.Pairs, byhand.Point{Claimed: h.at[claimed], Candidate: h.at[candidate], Name: h.name})
		}
	}
	return p
}

func (d draft) place(size geom.Size) byhand.Placement {
	p := d.points()
	out := byhand.Place(p, size)
	if d.refined != nil && out.Reason == byhand.Placed {
		out = out.Under(*d.refined, p.Pairs)
	}
	return out
}

// moveAll moves all points of the candidate: shifted by pixels, turned by
// degrees and scaled about their middle.
func (d *draft) moveAll(by geom.Point, degrees, scale float64) {
	var middle geom.Point
	n := 0.0
	for _, h := range d.pairs {
		if h.has[candidate] {
			middle, n = middle.Add(h.at[candidate]), n+1
		}
	}
	if n == 0 {
		return
	}
	middle = middle.Times(1 / n)
	m := geom.Translation(middle.X+by.X, middle.Y+by.Y).After(geom.Scaling(scale, scale)).
		After(geom.Rotation(degrees * math.Pi / 180)).After(geom.Translation(-middle.X, -middle.Y))
	for i, h := range d.pairs {
		if h.has[candidate] {
			d.pairs[i].at[candidate] = m.Apply(h.at[candidate])
		}
	}
}

package outside

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Kind says what is cut.
type Kind int

// The kinds.
const (
	Lettering Kind = iota // a line of letters or figures, or several
	Graphic               // a ring or a disc of one flat colour
)

// String returns the kind's stable word, which keys of sentences end with.
func (k Kind) String() string {
	if k == Graphic {
		return "graphic"
	}
	return "lettering"
}

// Residue is lettering or a graphic that an edge of the claim cuts: a part of
// it is visible inside the claim, and on the candidate it continues outside the outline.
type Residue struct {
	Kind      Kind
	Edge      Side      // of the claim, as the claim stands
	Claimed   geom.Rect // the part that is visible, claim pixels
	Candidate geom.Rect // all that was found of it on the candidate, inside and outside, candidate pixels
	Signs     int       // how many letters were found; 1 for a graphic
	Agrees    float64   // correlation of both pictures over the visible part, 0 to 1
}

// Found is what FindResidue found of a pair of pictures. It never changes.
type Found struct{ Residues []Residue }

// Pair is what is looked at: the two pictures and how they lie.
type Pair struct {
	Claimed, Candidate   *picture.Pyramid
	CandidateFromClaimed geom.Map
	ToneInverted         bool // the one is a negative of the other
}

// How far from the outline lettering is looked for, as a share of the outline's
// shorter side, and at least so many pixels; and how many pixels are looked at.
const (
	bandShare  = 0.25
	bandLeast  = 48
	mostPixels = 2_100_000
	mostAlong  = 30_000 // along a side, for the boxes of signs
)

// FindResidue returns the lettering and graphics that the claim's edges cut, the
// longest lettering first, none where there is none. The only error is that of the context.
//
// Lettering, and not scenery, is told by what makes it legible (compare the
// extremal regions of Matas, Chum, Urban and Pajdla, 2002, and the lines of
// Neumann and Matas, 2012): signs that stand out from their ground by a wide
// range of tones with sharp edges, each of one colour and all of the same, with
// strokes of one width, in one line with a common foot, and of unlike shapes.
// A graphic is a ring or a disc whose colour is flatter than a lens
// leaves anything. What an edge cuts is then looked for on the claim too: a scrap
// that is not visible there is none.
func FindResidue(ctx context.Context, p Pair) ([]Residue, error) {
	l, ok := Of(p.Claimed.Size(), p.Candidate.Size(), p.CandidateFromClaimed)
	if !ok || len(l.Parts) == 0 {
		return nil, ctx.Err()
	}
	b := newBand(p, l)
	if b == nil {
		return nil, ctx.Err()
	}
	var found []Residue
	for _, dark := range [2]bool{false, true} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		signs := b.signs(dark)
		for _, upright := range [2]bool{false, true} {
			for _, line := range lines(signs, upright) {
				if r, ok := b.residue(line); ok {
					found = append(found, r)
				}
			}
		}
		for _, s := range signs {
			if !s.drawn {
				continue
			}
			if r, ok := b.residue([]sign{s}); ok {
				found = append(found, r)
			}
		}
	}
	found = together(found)
	slices.SortStableFunc(found, func(a, b Residue) int {
		return cmp.Or(cmp.Compare(b.Signs, a.Signs), cmp.Compare(a.Candidate.MinY, b.Candidate.MinY), cmp.Compare(a.Candidate.MinX, b.Candidate.MinX))
	})
	return found, ctx.Err()
}

// together makes one of what one edge cuts side by side: the lines of a notice,
// the bright and the dark letters of it, a ring and the disc within.
func together(found []Residue) []Residue {
	for i := 0; i < len(found); i++ {
		for j := i + 1; j < len(found); j++ {
			a, b := &found[i], found[j]
			apart := min(a.Candidate.Width(), a.Candidate.Height(), b.Candidate.Width(), b.Candidate.Height())
			if a.Edge != b.Edge || a.Candidate.Grown(apart).Intersect(b.Candidate).Empty() {
				continue
			}
			a.Claimed, a.Candidate = a.Claimed.Union(b.Claimed), a.Candidate.Union(b.Candidate)
			if a.Kind == b.Kind && a.Kind == Lettering {
				a.Signs += b.Signs
			}
			a.Kind, a.Signs, a.Agrees = min(a.Kind, b.Kind), max(a.Signs, b.Signs), min(a.Agrees, b.Agrees)
			found = slices.Delete(found, j, j+1)
			j = i // it has grown: those looked at before may touch it now
		}
	}
	return found
}

// band is the candidate near the outline, at the resolution at which it is looked at.
type band struct {
	pair   Pair
	level  *picture.Picture
	scale  float64 // level pixels for each candidate pixel
	x0, y0 int     // of the band's first pixel on the level
	width  int
	height int
	luma   []uint8
	used   []bool // near the outline

	claimedFromLevel geom.Map
	levelFromClaimed geom.Map
}

// newBand reads the band; nil where it has no pixels.
func newBand(p Pair, l Layout) *band {
	bounds := l.Quad.Bounds()
	reach := max(bandShare*min(bounds.Width(), bounds.Height()), bandLeast)
	room := geom.Rect{MinX: bounds.MinX - reach, MinY: bounds.MinY - reach, MaxX: bounds.MaxX + reach, MaxY: bounds.MaxY + reach}.Intersect(p.Candidate.Size().Rect())
	if room.Empty() {
		return nil
	}
	// No finer than the claim by more than double either: what it can't show is no scrap.
	n := 0
	fine := 2 / p.CandidateFromClaimed.LengthScale(p.Claimed.Size().Rect().Centre())
	scale := 1.0
	for n < p.Candidate.Levels()-1 && (room.Width()*room.Height()*scale*scale > mostPixels || max(room.Width(), room.Height())*scale > mostAlong || scale > 2*fine) {
		n++
		scale /= 2
	}
	b := &band{pair: p, level: p.Candidate.Level(n), scale: scale}
	size := b.level.Size()
	b.x0, b.y0 = max(0, int(room.MinX*scale)), max(0, int(room.MinY*scale))
	b.width, b.height = min(size.Width, int(math.Ceil(room.MaxX*scale)))-b.x0, min(size.Height, int(math.Ceil(room.MaxY*scale)))-b.y0
	if b.width < 8 || b.height < 8 {
		return nil
	}
	b.levelFromClaimed = geom.Scaling(scale, scale).After(p.CandidateFromClaimed)
	b.claimedFromLevel, _ = b.levelFromClaimed.Inverse() // Of has looked
	b.read(l, reach*scale)
	return b
}

// read takes the luma of the band's pixels, and marks those near the outline.
func (b *band) read(l Layout, reach float64) {
	b.luma, b.used = make([]uint8, b.width*b.height), make([]bool, b.width*b.height)
	pix, stride := b.level.Pix(), 4*b.level.Size().Width
	var away [4]func(geom.Point) float64
	var quad geom.Quad
	for i, q := range l.Quad {
		quad[i] = q.Times(b.scale)
	}
	for i := range away {
		away[i] = beyondEdge(quad, i)
	}
	for y := range b.height {
		row := pix[(b.y0+y)*stride+4*b.x0:]
		at := geom.Point{Y: float64(b.y0+y) + 0.5}
		// Along a row each distance is linear.
		var start, step [4]float64
		for i := range away {
			at.X = float64(b.x0) + 0.5
			start[i] = away[i](at)
			at.X++
			step[i] = away[i](at) - start[i]
		}
		for x := range b.width {
			q := row[4*x : 4*x+4 : 4*x+4]
			b.luma[y*b.width+x] = uint8((19595*uint32(q[0]) + 38470*uint32(q[1]) + 7471*uint32(q[2]) + 32768) >> 16)
			furthest := math.Inf(-1)
			for i := range start {
				furthest = max(furthest, start[i]+float64(float64(x)*step[i]))
			}
			b.used[y*b.width+x] = q[3] == 255 && furthest > -reach && furthest < reach
		}
	}
}

package align

import (
	"context"

	"github.com/motbilde/motbilde/internal/geom"
)

// Refinement beyond the precision of keypoints: the pictures themselves are
// held against each other at the lower of the two resolutions, with
// Gauss–Newton on
//
//	template(x) ≈ gain · moving(m(x)) + offset
//
// over the pixels with the strongest gradients, in cells where the pictures
// agree, with Tukey's weights for what still differs (compare Evangelidis and
// Psarakis 2008, whose unmasked criterion lettering pulls astray).

const (
	tukey          = 4.685 * 1.4826 // residuals beyond this many median deviations do not count
	tiles          = 4              // tiles across and down for the jackknife
	stepsPerStage  = 5              // Gauss–Newton steps; most need three
	settledPx      = 0.01           // a step that moves no corner further than this is the last
	wantedSamples  = 9_000          // pixels that take part: more add time and no precision that shows
	toneSamples    = 2_000          // of them that the tone is first guessed from; the steps then fit it with all
	leastSamples   = 300            // fewer determine nothing
	betterBy       = 60.0           // samples whose share of the robust cost two more parameters must save: six times what chance saves
	farthest       = 3.0            // times the keypoints' tolerance that a corner may move; further is another optimum
	leastReachPx   = 2.0            // and a move that is always allowed, in template pixels
	leastTile      = 20             // samples without which a tile is no tile
	sampleChunk    = 2048           // samples that one task reads
	unevenLevels   = 0.3            // root mean square of the tiles' mean residuals, grey levels, from which lighting differs …
	unevenShare    = 0.3            // … above this share of the residuals' deviation
	leastDeviation = 0.3            // grey levels: rounding alone leaves so much
	ninetyFive     = 2.13           // Student's t for 95 % with sixteen tiles
	floorPx        = 0.03           // the corner error that interpolation alone leaves
)

// refined is the outcome: the map in full pictures' pixels and its error.
type refined struct {
	from          geom.Map
	freedom       int
	cornerErrorPx float64 // 0 is not estimated
}

// roles say which picture holds still: the one with the lower resolution is
// the template, the other one moves.
type roles struct {
	template, moving   *tower
	movingFromTemplate geom.Map // full pictures
	step               float64  // moving pixels to a template pixel, at least 1
	claimMoves         bool
	corners            []geom.Point            // of the overlap, template pixels
	region             func(p geom.Point) bool // whether the pictures agree at a place of the template
	stages             []stage
}

func (p *placement) roles(claimed, candidate *tower, claimSize, candidateSize geom.Size) (roles, bool) {
	overlap := p.from.Overlap(claimSize, candidateSize)
	inverse, ok := p.from.Inverse()
	if len(overlap) < 3 || !ok {
		return roles{}, false
	}
	agrees := p.laid.agreeingRegion()
	scale := p.from.LengthScale(boundsOf(overlap).Centre())
	if scale >= 1 {
		return roles{
			template: claimed, moving: candidate, movingFromTemplate: p.from, step: scale,
			corners: overlap, region: agrees, stages: stages,
		}, true
	}
	for i, c := range overlap {
		overlap[i] = p.from.Apply(c)
	}
	return roles{
		template: candidate, moving: claimed, movingFromTemplate: inverse, step: 1 / scale, claimMoves: true,
		corners: overlap, region: func(q geom.Point) bool { return agrees(inverse.Apply(q)) }, stages: stages,
	}, scale > 0
}

// refine returns a better map of the placement; ok is false where none is found.
func (p *placement) refine(ctx context.Context, claimed, candidate *Subject) (out refined, ok bool, err error) {
	ta, tb, err := grays(ctx, claimed, candidate)
	if err != nil {
		return out, false, err
	}
	o, ok := p.roles(ta, tb, claimed.picture.Size(), candidate.picture.Size())
	if !ok {
		return out, false, nil
	}
	r, settled, freedom, err := o.settle(ctx, p.result.DegreesOfFreedom, false)
	if err != nil || r == nil {
		return out, false, err
	}
	better := r.full(settled)
	// The tolerance is that of a plane of a megapixel, in candidate pixels.
	limit := max(leastReachPx, farthest*p.result.TolerancePx) * max(1, o.step)
	for _, c := range o.corners {
		if !(better.Apply(c).Distance(o.movingFromTemplate.Apply(c)) <= limit) {
			return out, false, nil
		}
	}
	out = refined{from: better, freedom: freedom, cornerErrorPx: r.jackknife(settled, freedom, o.corners)}
	if o.claimMoves {
		if out.from, ok = better.Inverse(); !ok {
			return out, false, nil
		}
		out.cornerErrorPx /= o.step // it was measured in claim pixels
	}
	out.from = out.from.Normalised()
	if out.cornerErrorPx > 0 { // else too few tiles told it
		out.cornerErrorPx = max(floorPx, out.cornerErrorPx)
	}
	return out, out.from.Valid() && !out.from.CrossesHorizon(claimed.picture.Size().Quad()), nil
}

// stage is a plane that is worked on: halvings beyond the finest plane, and the
// smoothing in its pixels.
type stage struct {
	coarser int
	blur    float64
}

// stages are those of keypoints' maps, from coarse to fine.
var stages = []stage{{1, 1.2}, {0, 0.8}}

// settle registers stage by stage. The registration is nil where the robust
// cost did not fall below that of the map it began with. Where the number of
// parameters is held, no other is tried.
func (o roles) settle(ctx context.Context, freedom int, held bool) (*registration, state, int, error) {
	finest := 0
	for finest+1 < len(o.template.planes) && o.template.planes[finest].Size.Pixels() > refinePixels {
		finest++
	}
	current := o.movingFromTemplate
	for _, stage := range o.stages {
		if err := ctx.Err(); err != nil {
			return nil, state{}, 0, err
		}
		level := finest + stage.coarser
		if level >= len(o.template.planes) {
			continue
		}
		r := register(o.template.planes[level], o.moving, o.step, stage.blur, o.corners, carried(o.corners, current), o.region)
		if len(r.samples) < leastSamples {
			continue
		}
		if stage.coarser > 0 {
			if s, found := r.settle(r.evenly(r.start(current)), freedom); found {
				current = r.full(s)
			}
			continue
		}
		begin := r.evenly(r.start(current))
		settled, chosen, ok := begin, freedom, false
		if held {
			settled, ok = r.settle(begin, freedom)
		} else {
			settled, chosen, ok = r.choose(begin, freedom)
		}
		before := r.start(o.movingFromTemplate)
		if _, seen := r.equations(&before, 0, settled.cut); ok && seen && settled.cost < before.cost {
			return r, settled, chosen, nil
		}
	}
	return nil, state{}, 0, nil
}

// carried returns the points under a map.
func carried(points []geom.Point, m geom.Map) []geom.Point {
	out := make([]geom.Point, len(points))
	for i, p := range points {
		out[i] = m.Apply(p)
	}
	return out
}

// refinePixels bounds the template: a few hundredths of its pixels serve any screen.
const refinePixels = 800_000

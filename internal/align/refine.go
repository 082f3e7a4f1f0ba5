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
	wantedSamples  = 15_000         // pixels that take part: more add time and no precision that shows
	leastSamples   = 300            // fewer determine nothing
	betterBy       = 0.004          // share of the robust cost that two more parameters must save: six times what chance saves
	farthest       = 3.0            // times the keypoints' tolerance that a corner may move; further is another optimum
	leastReachPx   = 2.0            // and a move that is always allowed, in template pixels
	leastTile      = 20             // samples without which a tile is no tile
	sampleChunk    = 2048           // samples that one task reads
	leastDeviation = 0.3            // grey levels: rounding alone leaves so much
	ninetyFive     = 2.13           // Student's t for 95 % with sixteen tiles
	floorPx        = 0.03           // the corner error that interpolation alone leaves
)

// refined is the outcome: the map in full pictures' pixels and its error.
type refined struct {
	from          geom.Map
	freedom       int
	cornerErrorPx float64
}

// refine returns a better map of the placement; ok is false where none is found.
func (p *placement) refine(ctx context.Context, claimed, candidate *Subject) (out refined, ok bool, err error) {
	ta, err := claimed.gray(ctx)
	if err != nil {
		return out, false, err
	}
	tb, err := candidate.gray(ctx)
	if err != nil {
		return out, false, err
	}
	overlap := overlapOf(p.from, claimed.picture.Size(), candidate.picture.Size())
	if len(overlap) < 3 {
		return out, false, nil
	}
	inverse, valid := p.from.Inverse()
	scale := p.from.LengthScale(boundsOf(overlap).Centre())
	if !valid || !(scale > 0) {
		return out, false, nil
	}
	// The template is the picture with the lower resolution; the other one moves.
	template, moving, movingFromTemplate, step := ta, tb, p.from, scale
	if scale < 1 {
		template, moving, movingFromTemplate, step = tb, ta, inverse, 1/scale
	}
	region := func(q geom.Point) bool { return true }
	corners := overlap
	agree := p.laid.agreeingRegion()
	if scale < 1 {
		region = func(q geom.Point) bool { return agree(inverse.Apply(q)) }
		corners = make([]geom.Point, len(overlap))
		for i, q := range overlap {
			corners[i] = p.from.Apply(q)
		}
	} else {
		region = agree
	}
	finest := 0
	for finest+1 < len(template.planes) && float64(template.planes[finest].Size.Pixels()) > refinePixels {
		finest++
	}
	freedom := p.result.DegreesOfFreedom
	current := movingFromTemplate
	var settled state
	var r *registration
	for _, stage := range [...]struct {
		coarser int
		blur    float64
	}{{1, 1.2}, {0, 0.8}} {
		if err := ctx.Err(); err != nil {
			return out, false, err
		}
		level := finest + stage.coarser
		if level >= len(template.planes) {
			continue
		}
		r = register(template.planes[level], moving, step, stage.blur, boundsOf(corners), region)
		if len(r.samples) < leastSamples {
			continue
		}
		start := r.start(current)
		if stage.coarser > 0 {
			if s, found := r.settle(start, freedom); found {
				current = r.full(s)
			}
			continue
		}
		settled, freedom, ok = r.choose(start, freedom)
		before := start
		if ok {
			r.equations(&before, 0, settled.cut)
			ok = settled.cost < before.cost
		}
	}
	if !ok {
		return out, false, nil
	}
	current = r.full(settled)
	limit := max(leastReachPx, farthest*p.result.TolerancePx)
	for _, c := range corners {
		if !(current.Apply(c).Distance(movingFromTemplate.Apply(c)) <= limit*max(1, step)*2) {
			return out, false, nil
		}
	}
	shake := r.jackknife(settled, freedom, corners)
	out = refined{from: current, freedom: freedom, cornerErrorPx: shake}
	if scale < 1 {
		// The error was measured in claim pixels; it is told in candidate pixels.
		if out.from, ok = current.Inverse(); !ok {
			return out, false, nil
		}
		out.cornerErrorPx *= scale
	}
	out.from = out.from.Normalised()
	out.cornerErrorPx = max(floorPx, out.cornerErrorPx)
	return out, out.from.Valid() && !out.from.CrossesHorizon(claimed.picture.Size().Quad()), nil
}

// refinePixels bounds the template: the precision of a tenth of a pixel of a megapixel serves any screen.
const refinePixels = 1_300_000

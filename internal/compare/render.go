package compare

import (
	"context"
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"sync/atomic"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
)

// Render draws the view of the pair into a new image of the given size. It is
// a pure function; the errors are those of the context, ErrNotPlaced,
// ErrNoPicture and ErrEmptyOutput.
func Render(ctx context.Context, p Pair, v View, out geom.Size) (Frame, error) {
	switch {
	case out.Empty():
		return Frame{}, ErrEmptyOutput
	case p.Claimed == nil, p.Candidate == nil && v.Mode > Claimed:
		return Frame{}, ErrNoPicture
	case (v.Mode.NeedsPlacement() || v.Mode == Single && v.One == OneAligned) && !(p.Placed && p.CandidateFromClaimed.Valid()):
		return Frame{}, ErrNotPlaced
	}
	r := &render{ctx: ctx, pair: p, view: v.withDefaults(), out: out, image: image.NewRGBA(image.Rect(0, 0, out.Width, out.Height))}
	switch {
	case v.Mode.HasPanes():
		r.inPanes()
	case v.Mode == OutsideMode:
		r.outside(r.image.Rect)
	case v.Mode == Single && v.One == OneCandidate:
		r.whole(r.image.Rect)
	default:
		r.onClaim(r.image.Rect)
	}
	if err := ctx.Err(); err != nil {
		return Frame{}, err
	}
	return Frame{Image: r.image, CantTell: r.cantTell.Load(), Coarse: r.coarse.Load(), Dark: r.looked && !r.lit.Load()}, nil
}

func (v View) withDefaults() View {
	if v.Mode == OutsideMode && v.Light == 0 {
		v.Light = DefaultInsideLight
	}
	for _, d := range []struct {
		value   *float64
		nothing float64
	}{{&v.ShowFrom, v.Kind.ShowFrom()}, {&v.ShowTo, v.Kind.ShowTo()}, {&v.Light, DefaultLight}} {
		if *d.value == 0 {
			*d.value = d.nothing
		}
	}
	v.ShowTo = max(v.ShowTo, v.ShowFrom+1e-3)
	v.Opacity = min(max(v.Opacity, 0), 1)
	v.SwipeAt = min(max(v.SwipeAt, 0), 1)
	v.Light = min(max(v.Light, 0), 1)
	return v
}

type render struct {
	ctx      context.Context
	pair     Pair
	view     View
	out      geom.Size
	image    *image.RGBA
	cantTell atomic.Bool
	coarse   atomic.Bool
	looked   bool // a difference was looked for
	lit      atomic.Bool
}

// stageFromClaimed returns the view's map, or the one that fits the claim into the pane.
func (r *render) stageFromClaimed(pane image.Rectangle) geom.Map {
	if r.view.StageFromClaimed.Valid() {
		return r.view.StageFromClaimed
	}
	return Fit(r.pair.Claimed.Size(), sizeOf(pane), 0)
}

func sizeOf(r image.Rectangle) geom.Size { return geom.Size{Width: r.Dx(), Height: r.Dy()} }

// claimLayer draws the claim as it lies in a pane.
func (r *render) claimLayer(stageFromClaimed geom.Map, pane image.Rectangle) *layer {
	claimedFromStage, _ := stageFromClaimed.Inverse()
	middle := stageFromClaimed.Apply(r.pair.Claimed.Size().Rect().Centre())
	return r.layer(r.pair.Claimed, claimedFromStage, middle, pane)
}

// candidateLayer draws the candidate aligned on the claim.
func (r *render) candidateLayer(stageFromClaimed geom.Map, pane image.Rectangle) *layer {
	claimedFromStage, _ := stageFromClaimed.Inverse()
	middle := stageFromClaimed.Apply(r.pair.Claimed.Size().Rect().Centre())
	return r.layer(r.pair.Candidate, r.pair.CandidateFromClaimed.After(claimedFromStage), middle, pane)
}

func (r *render) layer(pyramid *picture.Pyramid, fromStage geom.Map, front geom.Point, pane image.Rectangle) *layer {
	l := newLayer(pyramid, fromStage, front, sizeOf(pane), r.view.Fine)
	l.nearest = r.view.Nearest && l.stride(front) < 1
	return l
}

// visible returns the stage pixels of a pane whose centres lie within a
// picture of that size; stageFromPicture is a scale and a shift.
func visible(stageFromPicture geom.Map, size geom.Size, pane image.Rectangle) image.Rectangle {
	q := stageFromPicture.ApplyQuad(size.Quad()).Bounds()
	edge := func(v float64, most int) int { return clampInt(math.Ceil(v-0.5), 0, most) }
	return image.Rect(edge(q.MinX, pane.Dx()), edge(q.MinY, pane.Dy()), edge(q.MaxX, pane.Dx()), edge(q.MaxY, pane.Dy()))
}

// paint fills a pane band by band: line is called for every row within inner,
// with a buffer for the row's pixels from inner.Min.X on; the rest is ground.
func (r *render) paint(pane, inner image.Rectangle, newLine func() func(dst []uint32, y int)) {
	ground := packed(r.view.Ground)
	rows.Each(pane.Dy(), func(_, y0, y1 int) {
		if r.ctx.Err() != nil {
			return
		}
		line := newLine()
		buffer := make([]uint32, inner.Dx())
		for y := y0; y < y1; y++ {
			o := r.image.PixOffset(pane.Min.X, pane.Min.Y+y)
			pix := r.image.Pix[o : o+4*pane.Dx()]
			if y < inner.Min.Y || y >= inner.Max.Y || inner.Empty() {
				fill(pix, ground)
				continue
			}
			fill(pix[:4*inner.Min.X], ground)
			fill(pix[4*inner.Max.X:], ground)
			line(buffer, y)
			pix = pix[4*inner.Min.X : 4*inner.Max.X]
			for i, p := range buffer {
				if r.view.Safe {
					p = safe(p)
				}
				if p>>24 != 255 {
					p = over(p, ground)
				}
				binary.LittleEndian.PutUint32(pix[4*i:4*i+4], p)
			}
		}
	})
}

func packed(c color.RGBA) uint32 {
	return uint32(c.R) | uint32(c.G)<<8 | uint32(c.B)<<16 | uint32(c.A)<<24
}

func fill(pix []uint8, p uint32) {
	if p == 0 {
		return // a new image is transparent
	}
	for i := 0; i+4 <= len(pix); i += 4 {
		binary.LittleEndian.PutUint32(pix[i:i+4], p)
	}
}

// plain paints one layer alone.
func (r *render) plain(pane, inner image.Rectangle, l *layer) {
	r.paint(pane, inner, func() func([]uint32, int) {
		scratch := make([]uint32, 4*inner.Dx())
		return func(dst []uint32, y int) { l.row(dst, inner.Min.X, y, scratch) }
	})
}

// both paints what join makes of two layers: of a row of each it changes the first one's.
func (r *render) both(pane, inner image.Rectangle, first, second *layer, join func(dst, other []uint32)) {
	r.paint(pane, inner, func() func([]uint32, int) {
		scratch, other := make([]uint32, 4*inner.Dx()), make([]uint32, inner.Dx())
		return func(dst []uint32, y int) {
			first.row(dst, inner.Min.X, y, scratch)
			second.row(other, inner.Min.X, y, scratch)
			join(dst, other)
		}
	})
}

func (r *render) inPanes() {
	left, right := Panes(r.out, r.view.PaneGap)
	if left.Empty() {
		return
	}
	fill(r.image.Pix, packed(r.view.Ground))
	stageFromClaimed := r.stageFromClaimed(left)
	onClaim := visible(stageFromClaimed, r.pair.Claimed.Size(), left)
	r.plain(left, onClaim, r.claimLayer(stageFromClaimed, left))
	if (r.view.Mode == SideBySide || r.view.Mode == DetailsMode) && r.pair.Placed && r.pair.CandidateFromClaimed.Valid() {
		if r.view.Whole {
			onClaim = image.Rect(0, 0, right.Dx(), right.Dy())
		}
		r.plain(right, onClaim, r.candidateLayer(stageFromClaimed, right))
		return
	}
	r.whole(right)
}

// whole paints the candidate alone in its own pixels.
func (r *render) whole(pane image.Rectangle) {
	stageFromCandidate := r.view.StageFromCandidate
	if !stageFromCandidate.Valid() {
		stageFromCandidate = Fit(r.pair.Candidate.Size(), sizeOf(pane), 0)
	}
	candidateFromStage, _ := stageFromCandidate.Inverse()
	middle := stageFromCandidate.Apply(r.pair.Candidate.Size().Rect().Centre())
	r.plain(pane, visible(stageFromCandidate, r.pair.Candidate.Size(), pane), r.layer(r.pair.Candidate, candidateFromStage, middle, pane))
}

// onClaim paints the modes that show both pictures at the same place.
func (r *render) onClaim(pane image.Rectangle) {
	stageFromClaimed := r.stageFromClaimed(pane)
	inner := visible(stageFromClaimed, r.pair.Claimed.Size(), pane)
	switch mode := r.view.Mode; {
	case mode == Overlay && r.view.Style == RedCyan:
		r.redCyan(pane, inner, stageFromClaimed)
	case mode == Overlay && r.view.Style == Edges:
		r.edges(pane, inner, stageFromClaimed)
	case mode == Overlay && r.view.Opacity > 0 && r.view.Opacity < 1:
		r.overlay(pane, inner, stageFromClaimed)
	case mode == Swipe:
		r.swipe(pane, inner, stageFromClaimed)
	case mode == DifferenceMode:
		r.difference(pane, inner, stageFromClaimed)
	case mode == Candidate, mode == Single && r.view.One == OneAligned, mode == Blink && r.view.Other, mode == Overlay && r.view.Opacity == 1:
		r.plain(pane, inner, r.candidateLayer(stageFromClaimed, pane))
	default:
		r.plain(pane, inner, r.claimLayer(stageFromClaimed, pane))
	}
}

func (r *render) overlay(pane, inner image.Rectangle, stageFromClaimed geom.Map) {
	claimed, candidate := r.claimLayer(stageFromClaimed, pane), r.candidateLayer(stageFromClaimed, pane)
	weight := uint32(math.Round(r.view.Opacity * 256))
	r.both(pane, inner, claimed, candidate, func(dst, other []uint32) {
		for i, p := range dst {
			dst[i] = mix(p, other[i], weight)
		}
	})
}

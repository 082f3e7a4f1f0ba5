package recipe

import (
	"context"
	"math"
	"slices"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// mostMeasured bounds the planes on which tone, colour and sharpness are
// measured: more pixels say no more about a whole picture.
const mostMeasured = 2_000_000

// planes are both pictures on one grid: the claim's, coarser where the
// candidate's is, or where there would be too many pixels. Drawn by the same
// renderer as everything that is shown.
type planes struct {
	size               geom.Size
	scale              float64  // plane pixels per claim pixel
	claimed, candidate []uint8  // R G B A by rows
	both               []bool   // both pictures are there
	counts             [256]int // of the candidate's luma, where both are
	told               int      // pixels where both are
}

func newPlanes(ctx context.Context, pair compare.Pair) (*planes, error) {
	claimed := pair.Claimed.Size()
	scale := min(1, pair.CandidateFromClaimed.LengthScale(claimed.Rect().Centre()))
	scale = min(scale, math.Sqrt(mostMeasured/float64(claimed.Pixels())))
	if math.IsNaN(scale) {
		scale = 1
	}
	side := func(n int) int { return max(1, int(math.Round(float64(n)*scale))) }
	p := &planes{size: geom.Size{Width: side(claimed.Width), Height: side(claimed.Height)}}
	p.scale = math.Sqrt(float64(p.size.Pixels()) / float64(claimed.Pixels()))
	view := compare.View{
		Mode: compare.Claimed, Fine: true,
		StageFromClaimed: geom.Scaling(float64(p.size.Width)/float64(claimed.Width), float64(p.size.Height)/float64(claimed.Height)),
	}
	for _, side := range []struct {
		mode compare.Mode
		pix  *[]uint8
	}{{compare.Claimed, &p.claimed}, {compare.Candidate, &p.candidate}} {
		view.Mode = side.mode
		frame, err := compare.Render(ctx, pair, view, p.size)
		if err != nil {
			return nil, err
		}
		*side.pix = frame.Image.Pix
	}
	p.both = make([]bool, p.size.Pixels())
	bands := make([][256]int, rows.Bands(p.size.Height))
	rows.Each(p.size.Height, func(band, y0, y1 int) {
		for i := p.size.Width * y0; i < p.size.Width*y1; i++ {
			if p.both[i] = p.claimed[4*i+3] == 255 && p.candidate[4*i+3] == 255; p.both[i] {
				bands[band][uint8(luma(p.candidate[4*i:])+0.5)]++
			}
		}
	})
	for _, b := range bands {
		for v, n := range b {
			p.counts[v] += n
			p.told += n
		}
	}
	return p, nil
}

// luma of an R G B A pixel, Rec. 601 as JPEG has it.
func luma(p []uint8) float32 {
	return 0.299*float32(p[0]) + float32(0.587*float32(p[1])) + float32(0.114*float32(p[2]))
}

// chroma returns Cb and Cr of an R G B A pixel about 0.
func chroma(p []uint8) (cb, cr float32) {
	y := luma(p)
	return 0.564 * (float32(p[2]) - y), 0.713 * (float32(p[0]) - y)
}

// lumas returns one picture's luma plane.
func (p *planes) lumas(pix []uint8) []float32 {
	out := make([]float32, p.size.Pixels())
	rows.Each(p.size.Height, func(_, y0, y1 int) {
		for i := p.size.Width * y0; i < p.size.Width*y1; i++ {
			out[i] = luma(pix[4*i:])
		}
	})
	return out
}

// block is the mean of a square of the planes: what thinned colour and a
// misplacement by a pixel leave of it.
type block struct {
	luma               float64 // the claim's
	claimed, candidate vector  // Cb and Cr about 0
}

// blockSide is the side of a block in plane pixels.
const blockSide = 8

// blocks returns the blocks that both pictures fill.
func (p *planes) blocks() []block {
	down := p.size.Height / blockSide
	lines := make([][]block, down)
	rows.Tasks(down, func(y int) {
		for x := range p.size.Width / blockSide {
			if b, whole := p.block(x*blockSide, y*blockSide); whole {
				lines[y] = append(lines[y], b)
			}
		}
	})
	return slices.Concat(lines...)
}

func (p *planes) block(x0, y0 int) (b block, whole bool) {
	for y := y0; y < y0+blockSide; y++ {
		for x := x0; x < x0+blockSide; x++ {
			i := p.size.Width*y + x
			if !p.both[i] {
				return b, false
			}
			b.luma += float64(luma(p.claimed[4*i:]))
			cb, cr := chroma(p.claimed[4*i:])
			b.claimed[0] += float64(cb)
			b.claimed[1] += float64(cr)
			cb, cr = chroma(p.candidate[4*i:])
			b.candidate[0] += float64(cb)
			b.candidate[1] += float64(cr)
		}
	}
	const n = blockSide * blockSide
	b.luma /= n
	b.claimed, b.candidate = b.claimed.times(1.0/n), b.candidate.times(1.0/n)
	return b, true
}

// median sorts and returns the middle value; 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	slices.Sort(values)
	return values[len(values)/2]
}

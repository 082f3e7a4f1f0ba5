package recipe

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/rows"
)

// Replay is the recipe applied to the candidate.
type Replay struct {
	// Picture has the claim's size; transparent where the candidate has no pixels.
	Picture *picture.Picture
	Remains Remains
}

// Remains is what is left between a replay and the claim, over the area where
// both have pixels; grey levels of 255.
type Remains struct {
	Before, After float64 // root mean square, of the aligned candidate as it is and of the replay
	Elsewhere     float64 // After; where content was laid over, without the places that the pair's Map shows as changed
	Median        float64 // of the replay's absolute distance
	Noise         float64 // standard deviation of the claim's own grain, the least that can be left
	Share         float64 // of the claim's area that was compared, 0 to 1
	Quality       int     // of the JPEG round trip; 0 where there was none
}

// Replay warps the candidate to the claim's pixels and does the recipe's steps
// to it, then saves it as JPEG at the quality read in the claim's file. What
// was brought in by a LayOver or a Colour is not: it is what remains. It takes
// under a second for 12 megapixels. The errors are those of compare.Render.
func (r *Recipe) Replay(ctx context.Context, pair compare.Pair) (*Replay, error) {
	size := pair.Claimed.Size()
	view := compare.View{Mode: compare.Candidate, StageFromClaimed: geom.Identity(), Fine: true}
	frame, err := compare.Render(ctx, pair, view, size)
	if err != nil {
		return nil, fmt.Errorf("replaying a recipe: %w", err)
	}
	img := frame.Image // ours alone
	claimed := pair.Claimed.Level(0).Pix()
	t := newTally(size, claimed, img.Pix)
	before := t.against(claimed, img.Pix)
	alpha := alphaOf(img)
	r.recolour(img)
	if b, ok := Find[Blur](r); ok {
		blurImage(img, b.SigmaPx)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := &Replay{Remains: Remains{Before: before.rms, Share: before.share, Noise: t.noise(claimed)}}
	if r.Saved.Format == provenance.FormatJPEG && r.Saved.Quality > 0 && !r.Same {
		_, grey := Find[Grey](r)
		if err := saved(img, r.Saved.Quality, grey && !r.tinted()); err != nil {
			return nil, fmt.Errorf("replaying a recipe: %w", err)
		}
		out.Remains.Quality = r.Saved.Quality
	}
	after := t.against(claimed, img.Pix)
	out.Remains.After, out.Remains.Median = after.rms, after.median
	if _, laid := Find[LayOver](r); laid {
		t.leaveOut(pair.Map)
	}
	out.Remains.Elsewhere = t.against(claimed, img.Pix).rms
	for i, a := range alpha {
		if a != 255 {
			copy(img.Pix[4*i:], []uint8{0, 0, 0, 0})
		} else {
			img.Pix[4*i+3] = 255
		}
	}
	out.Picture = picture.New("replay", size, img.Pix)
	return out, ctx.Err()
}

func (r *Recipe) tinted() bool { _, ok := Find[Tint](r); return ok }

func alphaOf(img *image.RGBA) []uint8 {
	out := make([]uint8, len(img.Pix)/4)
	for i := range out {
		out[i] = img.Pix[4*i+3]
	}
	return out
}

// recolour does what changes colours and tone, pixel by pixel.
func (r *Recipe) recolour(img *image.RGBA) {
	_, grey := Find[Grey](r)
	_, toned := Find[Tone](r)
	_, inverted := Find[Invert](r)
	curve := [256]uint8{}
	for x := range curve {
		curve[x] = uint8(x)
		if toned || inverted {
			curve[x] = uint8(min(max(math.Round(r.Curve.Levels[x]), 0), 255))
		}
	}
	tinted := r.tinted()
	if !grey && !tinted && !toned && !inverted {
		return
	}
	w := img.Rect.Dx()
	rows.Each(img.Rect.Dy(), func(_, y0, y1 int) {
		for i := 4 * w * y0; i < 4*w*y1; i += 4 {
			p := img.Pix[i : i+4 : i+4]
			if grey {
				y := curve[uint8(luma(p)+0.5)]
				p[0], p[1], p[2] = y, y, y
			} else {
				p[0], p[1], p[2] = curve[p[0]], curve[p[1]], curve[p[2]]
			}
			if tinted {
				t := r.tint.of(float64(luma(p)))
				cb, cr := t[0], t[1]
				add := func(v uint8, by float64) uint8 { return uint8(min(max(math.Round(float64(v)+by), 0), 255)) }
				p[0] = add(p[0], 1.402*cr)
				p[1] = add(p[1], float64(-0.344136*cb)-float64(0.714136*cr))
				p[2] = add(p[2], 1.772*cb)
			}
		}
	})
}

// blurImage blurs the three colours, one after the other.
func blurImage(img *image.RGBA, sigma float64) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	plane := make([]float32, w*h)
	for c := range 3 {
		for i := range plane {
			plane[i] = float32(img.Pix[4*i+c])
		}
		for i, v := range compare.Blurred(plane, geom.Size{Width: w, Height: h}, sigma) {
			img.Pix[4*i+c] = uint8(v + 0.5)
		}
	}
}

// saveRows is the height of the strips that are saved side by side: whole
// blocks of thinned colour, so that each comes out as in one file.
const saveRows = 256

// saved replaces the pixels by what a JPEG of that quality gives back.
func saved(img *image.RGBA, quality int, grey bool) error {
	h := img.Rect.Dy()
	strips := (h + saveRows - 1) / saveRows
	problems := make([]error, strips)
	rows.Tasks(strips, func(i int) {
		part := img.SubImage(image.Rect(0, i*saveRows, img.Rect.Dx(), min(h, (i+1)*saveRows))).(*image.RGBA)
		part.Pix = part.Pix[:part.Stride*part.Rect.Dy()] // a part's slice goes on to the end of the whole
		for k := 3; k < len(part.Pix); k += 4 {
			part.Pix[k] = 255 // premultiplied: what is missing is black there, and taken out again
		}
		problems[i] = roundTrip(part, quality, grey)
	})
	for _, err := range problems {
		if err != nil {
			return err
		}
	}
	return nil
}

func roundTrip(part *image.RGBA, quality int, grey bool) error {
	var from image.Image = part
	if grey {
		g := image.NewGray(part.Rect)
		for i := range g.Pix {
			g.Pix[i] = part.Pix[4*i]
		}
		from = g
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, from, &jpeg.Options{Quality: quality}); err != nil {
		return fmt.Errorf("saving a strip: %w", err)
	}
	back, err := jpeg.Decode(&file)
	if err != nil {
		return fmt.Errorf("reading a strip back: %w", err)
	}
	draw.Draw(part, part.Rect, back, image.Point{}, draw.Src)
	return nil
}

// tally compares pixels where both pictures have them.
type tally struct {
	size geom.Size
	both []bool
}

func newTally(size geom.Size, claimed, candidate []uint8) *tally {
	t := &tally{size, make([]bool, size.Pixels())}
	rows.Each(size.Height, func(_, y0, y1 int) {
		for i := size.Width * y0; i < size.Width*y1; i++ {
			t.both[i] = claimed[4*i+3] == 255 && candidate[4*i+3] == 255
		}
	})
	return t
}

// leaveOut takes out what a difference shows as changed.
func (t *tally) leaveOut(m *compare.Map) {
	if m == nil {
		return
	}
	w, h := t.size.Width, t.size.Height
	rows.Each(h, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			line := m.Size.Width * (y * m.Size.Height / h)
			for x := range w {
				if m.Z[line+x*m.Size.Width/w] >= compare.DefaultShowFrom*compare.ZUnit {
					t.both[w*y+x] = false
				}
			}
		}
	})
}

// distance sums up how far two pictures lie apart in luma, levels of 255.
type distance struct {
	rms, median float64
	share       float64 // of the area, that was compared
}

func (t *tally) against(claimed, other []uint8) (d distance) {
	w := t.size.Width
	type band struct {
		squares float64
		n       int
		counts  [256]int
	}
	bands := make([]band, rows.Bands(t.size.Height))
	rows.Each(t.size.Height, func(k, y0, y1 int) {
		b := &bands[k]
		for i := w * y0; i < w*y1; i++ {
			if t.both[i] {
				d := float64(luma(claimed[4*i:]) - luma(other[4*i:]))
				b.squares += float64(d * d)
				b.n++
				b.counts[min(255, int(math.Abs(d)+0.5))]++
			}
		}
	})
	var all band
	for _, b := range bands {
		all.squares += b.squares
		all.n += b.n
		for v, n := range b.counts {
			all.counts[v] += n
		}
	}
	if all.n == 0 {
		return d
	}
	sum := 0
	for v, n := range all.counts {
		if sum += n; 2*sum >= all.n {
			d.median = float64(v)
			break
		}
	}
	d.rms, d.share = math.Sqrt(all.squares/float64(all.n)), float64(all.n)/float64(len(t.both))
	return d
}

// noise returns the standard deviation of the claim's grain, from the median of
// a mask that neither planes nor straight edges move (Immerkær, 1996).
func (t *tally) noise(claimed []uint8) float64 {
	w, h := t.size.Width, t.size.Height
	if w < 3 || h < 3 {
		return 0
	}
	const steps = 8 // a level
	counts := make([][]int, rows.Bands(h))
	rows.Each(h, func(k, y0, y1 int) {
		counts[k] = make([]int, 256*steps)
		at := func(x, y int) float32 { return luma(claimed[4*(w*y+x):]) }
		for y := max(1, y0); y < min(y1, h-1); y++ {
			for x := 1; x < w-1; x++ {
				if !t.both[w*y+x] {
					continue
				}
				v := at(x-1, y-1) + at(x+1, y-1) + at(x-1, y+1) + at(x+1, y+1) + 4*at(x, y) -
					2*(at(x, y-1)+at(x, y+1)+at(x-1, y)+at(x+1, y))
				counts[k][min(256*steps-1, int(math.Abs(float64(v))/6*steps))]++
			}
		}
	})
	all, n := make([]int, 256*steps), 0
	for _, c := range counts {
		for v := range c {
			all[v] += c[v]
			n += c[v]
		}
	}
	sum := 0
	for v, c := range all {
		if sum += c; n > 0 && 2*sum >= n {
			return (float64(v) + 0.5) / steps / 0.6745
		}
	}
	return 0
}

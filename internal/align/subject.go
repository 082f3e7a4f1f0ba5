package align

import (
	"context"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Subject is a picture with what was derived from it for alignment, so that
// one claim against many candidates is described once. It may be used by
// several goroutines at the same time.
type Subject struct {
	picture *picture.Picture
	rungs   [len(rungs)]lazy[view]
	finest  lazy[picture.Gray] // of the tower
	tower   lazy[tower]
}

// NewSubject wraps a picture; the work is done when Find first needs it.
func NewSubject(p *picture.Picture) *Subject {
	s := &Subject{picture: p, finest: newLazy[picture.Gray](), tower: newLazy[tower]()}
	for i := range s.rungs {
		s.rungs[i] = newLazy[view]()
	}
	return s
}

// Prepare describes the picture at the first working scale, so that this is done
// while something else is waited for. The only error is that of the context.
func (s *Subject) Prepare(ctx context.Context) error {
	_, err := s.view(ctx, 0)
	return err
}

// rung is a working scale.
type rung struct {
	pixels       int // that a picture is reduced to before its keypoints are looked for
	keypoints    int // that are kept
	doublesBelow int // pixels under which a picture is doubled first, to find the smallest blobs
}

// rungs are tried in turn until one is decisive. The first shows nearly
// everything at a fraction of the time; refinement makes up for its coarse
// pixels. The second finds small copies in large pictures, and the smallest
// blobs of small ones; the third what is left of a picture of many megapixels.
var rungs = [...]rung{
	{pixels: 300_000, keypoints: 800, doublesBelow: 60_000},
	{pixels: 600_000, keypoints: 1500, doublesBelow: 150_000},
	{pixels: 1_800_000, keypoints: 2500, doublesBelow: 150_000},
}

// at returns what a rung does to a picture of n pixels: the pixels of its plane, and whether it is doubled.
func (r rung) at(n int64) (pixels int64, doubled bool) {
	return min(n, int64(r.pixels)), n < int64(r.doublesBelow)
}

// growth is how many times more pixels a rung must show of a picture to be worth
// it: keypoints are found across scales, and less than that brings few more.
const growth = 1.6

// growsAt reports whether the picture shows more at a rung than at the one before.
func (s *Subject) growsAt(r int) bool {
	n := s.picture.Size().Pixels()
	was, wasDoubled := rungs[r-1].at(n)
	is, doubled := rungs[r].at(n)
	return float64(is) >= growth*float64(was) || doubled && !wasDoubled
}

// view is a picture at one rung: its plane and its keypoints.
type view struct {
	plane *picture.Gray
	set   *feature.Set
	index *feature.Index
	field *fit.Field
}

func (s *Subject) view(ctx context.Context, r int) (*view, error) {
	// A picture that looks the same at this rung is taken from an earlier one.
	for r > 0 && !s.growsAt(r) {
		r--
	}
	return s.rungs[r].get(ctx, func() (*view, error) {
		plane, err := s.plane(ctx, rungs[r].pixels)
		if err != nil {
			return nil, err
		}
		v := &view{plane: plane}
		set, err := feature.Detect(ctx, v.plane, feature.Options{Cap: rungs[r].keypoints, DoubleBelow: rungs[r].doublesBelow})
		if err != nil {
			return nil, err
		}
		v.set, v.index = set, feature.NewIndex(set)
		v.field = fit.NewField(set.Size, places(set))
		return v, nil
	})
}

// plane returns the luma reduced to at most so many pixels. Where that is what
// the tower begins with, both read the same one.
func (s *Subject) plane(ctx context.Context, pixels int) (*picture.Gray, error) {
	size := s.picture.Size()
	if picture.FitPixels(size, pixels) != picture.FitPixels(size, towerPixels) {
		return s.picture.Gray(pixels), ctx.Err()
	}
	return s.finest.get(ctx, func() (*picture.Gray, error) { return s.picture.Gray(towerPixels), ctx.Err() })
}

// places returns each place of a set once.
func places(s *feature.Set) []geom.Point {
	out := make([]geom.Point, 0, s.Places)
	last := int32(-1)
	for _, k := range s.Keypoints {
		if k.Place != last {
			out = append(out, k.Point())
			last = k.Place
		}
	}
	return out
}

// lazy is a value that the first caller makes while others wait for it. A
// caller that is cancelled leaves nothing behind: the next one makes it anew.
type lazy[T any] struct {
	turn  chan struct{}
	value *T
}

func newLazy[T any]() lazy[T] { return lazy[T]{turn: make(chan struct{}, 1)} }

func (l *lazy[T]) get(ctx context.Context, make func() (*T, error)) (*T, error) {
	select {
	case l.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-l.turn }()
	if l.value == nil {
		v, err := make()
		if err != nil {
			return nil, err
		}
		l.value = v
	}
	return l.value, nil
}

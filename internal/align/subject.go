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
	tower   lazy[tower]
}

// NewSubject wraps a picture; the work is done when Find first needs it.
func NewSubject(p *picture.Picture) *Subject {
	s := &Subject{picture: p, tower: newLazy[tower]()}
	for i := range s.rungs {
		s.rungs[i] = newLazy[view]()
	}
	return s
}

// rung is a working scale: how many pixels the pictures are reduced to before
// their keypoints are looked for, and how many of those are kept.
type rung struct{ pixels, keypoints int }

// rungs are tried in turn until one is decisive: a megapixel shows nearly
// everything at a fraction of the time; four show a small crop of a large
// picture; the last is the full size of what most cameras and phones make.
var rungs = [...]rung{{1_000_000, 2000}, {4_000_000, 4000}, {16_000_000, 6000}}

// view is a picture at one rung: its plane and its keypoints.
type view struct {
	plane *picture.Gray
	set   *feature.Set
	index *feature.Index
	field *fit.Field
}

func (s *Subject) view(ctx context.Context, r int) (*view, error) {
	// A picture below the limit of an earlier rung looks no different at a later one.
	for r > 0 && s.picture.Size().Pixels() <= int64(rungs[r-1].pixels) {
		r--
	}
	return s.rungs[r].get(ctx, func() (*view, error) {
		v := &view{plane: s.picture.Gray(rungs[r].pixels)}
		set, err := feature.Detect(ctx, v.plane, feature.Options{Cap: rungs[r].keypoints})
		if err != nil {
			return nil, err
		}
		v.set, v.index = set, feature.NewIndex(set)
		v.field = fit.NewField(set.Size, places(set))
		return v, nil
	})
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

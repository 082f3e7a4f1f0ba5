package lab

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
)

// Edits is the recipe of a pair, and what its replay leaves.
type Edits struct {
	Recipe  *recipe.Recipe
	Remains recipe.Remains
}

// editsBytes is what the edits of all pairs may hold on to, about 4 kB each.
const editsBytes = 4 << 20

func (e Edits) bytes() int64 { return 4<<10 + 128*int64(len(e.Recipe.Steps)) }

// Edits measures by which edits a picture like the claim can be made from the
// candidate of a placed pair; saved is the encoding of the claim's file.
func (l *Lab) Edits(ctx context.Context, claimed, candidate File, a align.Alignment, saved provenance.Encoding) (Edits, error) {
	key := placedKey(align.Version+" "+compare.Version+" "+recipe.Version, claimed, candidate, a)
	return l.edits.Get(ctx, key, func(ctx context.Context) (e Edits, err error) {
		pair, err := l.measuredPair(ctx, claimed, candidate, a)
		if err != nil {
			return e, err
		}
		err = l.aligning.Do(ctx, pair.Claimed.Size().Pixels()+pair.Candidate.Size().Pixels(), func() error {
			if e.Recipe, err = recipe.Measure(ctx, recipe.InputOf(pair, a, saved)); err != nil {
				return err
			}
			replay, err := e.Recipe.Replay(ctx, pair)
			if err != nil {
				return err
			}
			e.Remains = replay.Remains
			return nil
		})
		return e, err
	})
}

// Replay does a recipe's steps to the candidate of a placed pair. The picture
// is not kept: who shows it holds on to it.
func (l *Lab) Replay(ctx context.Context, claimed, candidate File, a align.Alignment, r *recipe.Recipe) (y *picture.Pyramid, err error) {
	pair, err := l.Pair(ctx, claimed, candidate, a)
	if err != nil {
		return nil, err
	}
	err = l.aligning.Do(ctx, pair.Claimed.Size().Pixels()+pair.Candidate.Size().Pixels(), func() error {
		replay, err := r.Replay(ctx, pair)
		if err == nil {
			y = picture.NewPyramid(replay.Picture)
		}
		return err
	})
	return y, err
}

// measuredPair returns a pair with its difference.
func (l *Lab) measuredPair(ctx context.Context, claimed, candidate File, a align.Alignment) (compare.Pair, error) {
	m, err := l.Difference(ctx, claimed, candidate, a)
	if err != nil {
		return compare.Pair{}, err
	}
	pair, err := l.Pair(ctx, claimed, candidate, a)
	pair.Map = m
	return pair, err
}

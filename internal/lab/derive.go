package lab

import (
	"context"
	"fmt"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/fingerprint"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/picture"
)

// Pyramid returns the file's picture at full, half, quarter … size.
func (l *Lab) Pyramid(ctx context.Context, f File) (*picture.Pyramid, error) {
	y, err := l.pyramids.Get(ctx, f.key(), func(ctx context.Context) (*picture.Pyramid, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return nil, err
		}
		return picture.NewPyramid(p), nil
	})
	if _, kept := l.pyramids.Peek(f.key()); kept {
		l.stills.Drop(f.key()) // the pyramid holds the same pixels: they are not paid twice
	}
	return y, err
}

// Preview is what a list knows of a picture before it is compared.
type Preview struct {
	Thumbnail   image.Image
	Fingerprint fingerprint.Fingerprint // orders candidates
}

// bytes is what a preview holds on to: its thumbnail's pixels, and little else.
func (v Preview) bytes() int64 {
	b := v.Thumbnail.Bounds()
	return 4*int64(b.Dx())*int64(b.Dy()) + 1<<10
}

// Preview returns the picture's preview, with a thumbnail within that size.
// Both parts are made from one reduced picture, no larger than the thumbnail
// needs: the full one is looked at once.
func (l *Lab) Preview(ctx context.Context, f File, within geom.Size) (Preview, error) {
	key := fmt.Sprintf("%s %dx%d", f.key(), within.Width, within.Height)
	return l.previews.Get(ctx, key, func(ctx context.Context) (Preview, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return Preview{}, err
		}
		size := fitted(p.Size(), within)
		p = picture.Reduced(p, float64(size.Width)/float64(p.Size().Width))
		frame, err := compare.Render(ctx, compare.Pair{Claimed: picture.NewPyramid(p)}, compare.View{}, size)
		if err != nil {
			return Preview{}, err
		}
		return Preview{Thumbnail: frame.Image, Fingerprint: fingerprint.Of(p)}, nil
	})
}

// fitted returns the largest size of a picture's shape within a size, never enlarged.
func fitted(of, within geom.Size) geom.Size {
	k := min(1, float64(within.Width)/float64(of.Width), float64(within.Height)/float64(of.Height))
	return geom.Size{Width: max(1, int(float64(of.Width)*k+0.5)), Height: max(1, int(float64(of.Height)*k+0.5))}
}

// Alignment places the candidate on the claimed picture. The work on one
// picture is shared by all alignments that it takes part in.
// Of a video by itself it is the first frame.
func (l *Lab) Alignment(ctx context.Context, claimed, candidate File) (align.Alignment, error) {
	if candidate.Frame.Of {
		return l.frameAlignment(ctx, claimed, candidate)
	}
	return l.alignments.Get(ctx, pairKey(align.Version, claimed, candidate), func(ctx context.Context) (a align.Alignment, err error) {
		c, err := l.subject(ctx, claimed)
		if err != nil {
			return a, err
		}
		d, err := l.subject(ctx, candidate)
		if err != nil {
			return a, err
		}
		err = l.aligning.Do(ctx, c.pixels()+d.pixels(), func() error {
			a, err = align.Find(ctx, c.Subject, d.Subject, align.Options{})
			return err
		})
		return a, err
	})
}

// Prepare does the part of an alignment that the file's picture alone is needed
// for, while the other one is still being read.
func (l *Lab) Prepare(ctx context.Context, f File) error {
	s, err := l.subject(ctx, f)
	if err != nil {
		return err
	}
	start := time.Now()
	err = l.aligning.Do(ctx, s.pixels(), func() error { return s.Prepare(ctx) })
	l.mu.Lock()
	defer l.mu.Unlock()
	l.decoded[f.key()] += time.Since(start)
	return err
}

func (l *Lab) subject(ctx context.Context, f File) (subject, error) {
	s, err := l.subjects.Get(ctx, f.key(), func(ctx context.Context) (subject, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return subject{}, err
		}
		return subject{align.NewSubject(p), p}, nil
	})
	if _, kept := l.subjects.Peek(f.key()); kept {
		l.stills.Drop(f.key()) // the subject holds the same pixels, and stills are left to what waits for its comparison
	}
	return s, err
}

// Pair returns the two pictures and how they lie, without their difference. Of a
// video it is the frame that the candidate names, here and below, else its first.
func (l *Lab) Pair(ctx context.Context, claimed, candidate File, a align.Alignment) (compare.Pair, error) {
	c, err := l.Pyramid(ctx, claimed)
	if err != nil {
		return compare.Pair{}, err
	}
	d, err := l.Pyramid(ctx, candidate)
	if err != nil {
		return compare.Pair{}, err
	}
	return compare.Pair{
		Claimed: c, Candidate: d, CandidateFromClaimed: a.CandidateFromClaimed,
		Placed: a.Placed(), ToneInverted: a.ToneInverted,
	}, nil
}

// Difference measures where the pictures of a placed pair differ.
func (l *Lab) Difference(ctx context.Context, claimed, candidate File, a align.Alignment) (*compare.Map, error) {
	key := placedKey(align.Version+" "+compare.Version, claimed, candidate, a)
	return l.differences.Get(ctx, key, func(ctx context.Context) (m *compare.Map, err error) {
		pair, err := l.Pair(ctx, claimed, candidate, a)
		if err != nil {
			return nil, err
		}
		err = l.aligning.Do(ctx, pair.Claimed.Size().Pixels()+pair.Candidate.Size().Pixels(), func() error {
			m, err = compare.Difference(ctx, pair)
			return err
		})
		return m, err
	})
}

// Residue looks for the lettering and graphics of a placed pair that the claim's edges cut.
func (l *Lab) Residue(ctx context.Context, claimed, candidate File, a align.Alignment) (*outside.Found, error) {
	key := placedKey(align.Version+" "+outside.Version, claimed, candidate, a)
	return l.residues.Get(ctx, key, func(ctx context.Context) (*outside.Found, error) {
		pair, err := l.Pair(ctx, claimed, candidate, a)
		if err != nil {
			return nil, err
		}
		var found outside.Found
		err = l.aligning.Do(ctx, pair.Claimed.Size().Pixels()+pair.Candidate.Size().Pixels(), func() error {
			found.Residues, err = outside.FindResidue(ctx, outside.Pair{
				Claimed: pair.Claimed, Candidate: pair.Candidate,
				CandidateFromClaimed: pair.CandidateFromClaimed, ToneInverted: pair.ToneInverted,
			})
			return err
		})
		return &found, err
	})
}

// DifferencePreview measures a coarse difference at once, for large pictures;
// nil where there is none to be had, or where the whole one is there already.
func (l *Lab) DifferencePreview(ctx context.Context, claimed, candidate File, a align.Alignment) (*compare.Map, error) {
	if _, made := l.differences.Peek(placedKey(align.Version+" "+compare.Version, claimed, candidate, a)); made {
		return nil, nil
	}
	pair, err := l.Pair(ctx, claimed, candidate, a)
	if err != nil {
		return nil, err
	}
	return compare.Preview(ctx, pair)
}

// placedKey names what is derived of a placed pair: the program's placement
// follows from the pair, a person's does not.
func placedKey(operation string, claimed, candidate File, a align.Alignment) string {
	if a.Status == align.ByHand {
		operation = fmt.Sprintf("%s by hand %x %t", operation, a.CandidateFromClaimed, a.ToneInverted)
	}
	return pairKey(operation, claimed, candidate)
}

func pairKey(operation string, claimed, candidate File) string {
	return operation + " " + claimed.key() + " " + candidate.key()
}

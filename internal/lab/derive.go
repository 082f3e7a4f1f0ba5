package lab

import (
	"context"
	"image"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/fingerprint"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Pyramid returns the file's picture at full, half, quarter … size.
func (l *Lab) Pyramid(ctx context.Context, f File) (*picture.Pyramid, error) {
	y, err := l.pyramids.Get(ctx, f.SHA256, func(ctx context.Context) (*picture.Pyramid, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return nil, err
		}
		return picture.NewPyramid(p), nil
	})
	if _, kept := l.pyramids.Peek(f.SHA256); kept {
		l.stills.Drop(f.SHA256) // the pyramid holds the same pixels: they are not paid twice
	}
	return y, err
}

// Thumbnail returns the picture within a size, made to be looked at once: it
// keeps no pyramid.
func (l *Lab) Thumbnail(ctx context.Context, f File, within geom.Size) (image.Image, error) {
	p, err := l.Picture(ctx, f)
	if err != nil {
		return nil, err
	}
	frame, err := compare.Render(ctx, compare.Pair{Claimed: picture.NewPyramid(p)}, compare.View{}, fitted(p.Size(), within))
	if err != nil {
		return nil, err
	}
	return frame.Image, nil
}

// fitted returns the largest size of a picture's shape within a size, never enlarged.
func fitted(of, within geom.Size) geom.Size {
	k := min(1, float64(within.Width)/float64(of.Width), float64(within.Height)/float64(of.Height))
	return geom.Size{Width: max(1, int(float64(of.Width)*k+0.5)), Height: max(1, int(float64(of.Height)*k+0.5))}
}

// Fingerprint returns the whole-picture hash that orders candidates before
// they are compared.
func (l *Lab) Fingerprint(ctx context.Context, f File) (fingerprint.Fingerprint, error) {
	return l.fingerprints.Get(ctx, f.SHA256, func(ctx context.Context) (fingerprint.Fingerprint, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return fingerprint.Fingerprint{}, err
		}
		return fingerprint.Of(p), nil
	})
}

// Alignment places the candidate on the claimed picture. The work on one
// picture is shared by all alignments that it takes part in.
func (l *Lab) Alignment(ctx context.Context, claimed, candidate File) (align.Alignment, error) {
	return l.alignments.Get(ctx, pairKey(align.Version, claimed, candidate), func(ctx context.Context) (a align.Alignment, err error) {
		c, err := l.subject(ctx, claimed)
		if err != nil {
			return a, err
		}
		d, err := l.subject(ctx, candidate)
		if err != nil {
			return a, err
		}
		err = l.aligning.Do(ctx, c.pixels+d.pixels, func() error {
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
	err = l.aligning.Do(ctx, s.pixels, func() error { return s.Prepare(ctx) })
	l.mu.Lock()
	defer l.mu.Unlock()
	l.decoded[f.SHA256] += time.Since(start)
	return err
}

func (l *Lab) subject(ctx context.Context, f File) (subject, error) {
	return l.subjects.Get(ctx, f.SHA256, func(ctx context.Context) (subject, error) {
		p, err := l.Picture(ctx, f)
		if err != nil {
			return subject{}, err
		}
		return subject{align.NewSubject(p), p.Size().Pixels()}, nil
	})
}

// Pair returns the two pictures and how they lie, without their difference.
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
	key := pairKey(align.Version+" "+compare.Version, claimed, candidate)
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

func pairKey(operation string, claimed, candidate File) string {
	return operation + " " + claimed.SHA256 + " " + candidate.SHA256
}

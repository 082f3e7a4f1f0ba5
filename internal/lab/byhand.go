package lab

import (
	"context"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/byhand"
	"github.com/motbilde/motbilde/internal/geom"
)

// Twin looks for the twin of a point of one picture on the other, as sought says;
// its pictures are filled in here.
func (l *Lab) Twin(ctx context.Context, from, to File, sought byhand.Sought) (byhand.Snap, error) {
	var err error
	if sought.From, err = l.Pyramid(ctx, from); err != nil {
		return byhand.Snap{}, err
	}
	if sought.To, err = l.Pyramid(ctx, to); err != nil {
		return byhand.Snap{}, err
	}
	return sought.Find(ctx)
}

// Touch refines a placement that a person made; see align.Touch.
func (l *Lab) Touch(ctx context.Context, claimed, candidate File, from geom.Map, model align.Model) (out align.Touched, ok bool, err error) {
	err = l.withSubjects(ctx, claimed, candidate, func(c, d *align.Subject) error {
		out, ok, err = align.Touch(ctx, c, d, from, model)
		return err
	})
	return out, ok, err
}

// Inverted reports whether a placed pair agrees as a negative does.
func (l *Lab) Inverted(ctx context.Context, claimed, candidate File, candidateFromClaimed geom.Map) (inverted bool, err error) {
	err = l.withSubjects(ctx, claimed, candidate, func(c, d *align.Subject) error {
		inverted, err = align.Inverted(ctx, c, d, candidateFromClaimed)
		return err
	})
	return inverted, err
}

func (l *Lab) withSubjects(ctx context.Context, claimed, candidate File, do func(claimed, candidate *align.Subject) error) error {
	c, err := l.subject(ctx, claimed)
	if err != nil {
		return err
	}
	d, err := l.subject(ctx, candidate)
	if err != nil {
		return err
	}
	return l.aligning.Do(ctx, c.pixels()+d.pixels(), func() error { return do(c.Subject, d.Subject) })
}

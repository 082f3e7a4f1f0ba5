package cli

import (
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/graphic"
)

// writeMoving writes the pair as an animation with its still and says which.
func (c exportCommand) writeMoving(s session, out *casework.Outgoing, path string, film casework.Film) error {
	all, err := out.WriteMoving(s.ctx, path, c.Preset, graphic.Way(c.Motion), film)
	for _, f := range all {
		s.tellFigure(f)
	}
	return err
}

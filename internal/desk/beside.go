package desk

import (
	"context"
	"time"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/work"
)

// besideSize bounds the pictures of the frames beside the one that is looked at.
var besideSize = geom.Size{Width: 192, Height: 192}

// lookBeside has the frame that is looked at and those before and after it read
// small, once a person rests on it.
func (d *Desk) lookBeside() {
	f := &d.film
	f.beside.Cancel()
	f.near = nil
	e, ok := d.file.Find(f.of.candidate)
	if !ok || len(f.stamps) < 2 {
		return
	}
	l, info, file := d.lab, f.info, casework.FileOf(e)
	stamps := f.stamps[max(0, f.index-1):min(len(f.stamps), f.index+2)]
	work.Run(d.ctx, &f.beside, d.post, func(ctx context.Context) ([]Scene, error) {
		select {
		case <-time.After(refineAfter):
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		var all []Scene
		for _, stamp := range stamps {
			file.Frame = lab.Frame{Of: true, Stamp: stamp}
			p, err := l.Preview(ctx, file, besideSize)
			if err != nil {
				return nil, err
			}
			all = append(all, Scene{At: info.TimeOf(stamp), Picture: p.Thumbnail})
		}
		return all, nil
	}, func(all []Scene, err error) {
		if err == nil { // else the frame itself is asked for too, and says why
			f.near = all
			d.publish()
		}
	})
}

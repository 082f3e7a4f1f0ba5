package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/training/sheet"
)

// run prints the sheets of a pack: what its locks leave closed stays out.
func (c trainPrintCommand) run(s session) int {
	f, err := pack.Open(c.Pack)
	if err != nil {
		return s.unread(c.Pack, err)
	}
	defer f.Close() // it was only read
	if c.Word != "" {
		if err := f.Unlock(c.Word); err != nil {
			return s.unread(c.Pack, err)
		}
	}
	if err := os.MkdirAll(c.To, 0o777); err != nil {
		return s.writeFailed(c.To, err)
	}
	about := f.About()
	p := sheet.Printing{
		Language: s.Language, Paper: sheet.Paper(c.Paper), Title: media.CleanText(about.Title.In(s.Language)),
		Program: maker, Made: about.Made,
		Picture: func(ctx context.Context, item training.Item) (*picture.Pyramid, error) {
			return pictureOf(ctx, f, item)
		},
	}
	exercises := f.Exercises()
	write := func(name string, print func(io.Writer) error) int {
		path := filepath.Join(c.To, name)
		if err := casework.WriteFile(path, print); err != nil {
			return s.writeFailed(path, err)
		}
		fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(path)))
		return found
	}
	if status := write("tasks.pdf", func(w io.Writer) error { return p.Tasks(s.ctx, w, exercises) }); status != found {
		return status
	}
	if status := write("mark-up.pdf", func(w io.Writer) error { return p.MarkUp(s.ctx, w, exercises) }); status != found {
		return status
	}
	if f.Unlocked() {
		keys := map[string]training.Key{}
		for _, e := range exercises {
			if keys[e.ID], err = f.Key(e.ID); err != nil {
				return s.unread(c.Pack, err)
			}
		}
		if status := write("answers.pdf", func(w io.Writer) error { return p.Answers(s.ctx, w, exercises, keys) }); status != found {
			return status
		}
	} else {
		s.complain(s.Say("cli.train.no-answers"))
	}
	var certificates []sheet.Certificate
	for _, name := range c.Learner {
		certificates = append(certificates, sheet.Certificate{
			Learner: name, Session: p.Title, Exercises: len(exercises), Place: c.Place, Date: time.Now(), Trainer: c.Trainer,
		})
	}
	if len(certificates) == 0 {
		return found
	}
	return write("certificates.pdf", func(w io.Writer) error { return p.Certificates(s.ctx, w, certificates) })
}

// pictureOf reads a picture of a pack; nil where it is locked, to be drawn by hand.
func pictureOf(ctx context.Context, f *pack.File, item training.Item) (*picture.Pyramid, error) {
	if item.Step > 0 && !f.StepOpen(item.Step) {
		return nil, nil
	}
	data, err := f.Bytes(ctx, item)
	if err != nil {
		return nil, err
	}
	still, err := media.Decode(ctx, data, media.Limits{})
	if err != nil {
		return nil, err
	}
	return picture.NewPyramid(still.Picture), nil
}

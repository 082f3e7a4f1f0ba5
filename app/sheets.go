package app

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/sheet"
	"github.com/motbilde/motbilde/internal/words"
)

// What a trainer prints: task sheets, mark-up sheets, answer sheets where the
// keys are open, and a certificate for each learner whose results are there.

// choosePrint asks for the folder that the sheets go to.
func (w *Window) choosePrint(paper sheet.Paper) {
	w.chooseFolderFor("lessons.print.folder", func(folder string) { w.printSheets(folder, paper) })
}

// printSheets writes the sheets of the exercises that are open into a folder,
// under names that nothing has.
func (w *Window) printSheets(folder string, paper sheet.Paper) {
	c, l, certificates := w.practice.course, w.settings.language, w.certificates()
	w.status.SetHint(l.Say("lessons.print.runs"))
	w.beside(func() (take func(), err error) {
		names, err := writeSheets(context.Background(), c, l, paper, certificates, folder) // ends by itself
		if err != nil {
			return nil, err
		}
		return func() {
			w.status.SetHint(l.Say("lessons.print.done", "files", l.List(names), "folder", shownFolder(folder)))
		}, nil
	})
}

// certificates returns one for each learner that is known by name.
func (w *Window) certificates() (all []sheet.Certificate) {
	c, l := w.practice.course, w.settings.language
	session := c.title.In(l)
	if session == "" {
		session = l.Say("lessons.bundled")
	}
	add := func(learners []string, answered, points int) {
		for _, name := range learners {
			all = append(all, sheet.Certificate{Learner: name, Session: session, Exercises: answered, Points: points, Date: time.Now(), Trainer: w.settings.actor})
		}
	}
	for _, r := range w.summary().Rows {
		add(r.Learners, r.Answered, r.Points)
	}
	if own := w.practice.results; len(all) == 0 && len(own.Attempts) > 0 {
		points := 0
		brief := own.Brief()
		for _, a := range brief.Attempts {
			points += a.Marks.Total
		}
		add(own.Learners, len(brief.Attempts), points)
	}
	return all
}

func writeSheets(ctx context.Context, c course, l words.Language, paper sheet.Paper, certificates []sheet.Certificate, folder string) (names []string, err error) {
	if c, err = c.whole(ctx); err != nil {
		return nil, err
	}
	of := map[string]string{} // exercise by the digest or the name of its items
	for _, e := range c.exercises {
		for _, item := range e.Items() {
			of[item.SHA256+item.Name] = e.ID
		}
	}
	title := c.title.In(l)
	if title == "" {
		title = l.Say("lessons.bundled")
	}
	p := sheet.Printing{
		Language: l, Paper: paper, Title: media.CleanText(title), Program: "Motbilde " + desk.Version, Made: time.Now().UTC(),
		Picture: func(ctx context.Context, item training.Item) (*picture.Pyramid, error) {
			if item.Video || !c.stepOpen(item.Step) {
				return nil, nil
			}
			data, err := c.bytes(ctx, of[item.SHA256+item.Name], item)
			if err != nil {
				return nil, err
			}
			still, err := media.Decode(ctx, data, media.Limits{})
			if err != nil {
				return nil, err
			}
			return picture.NewPyramid(still.Picture), nil
		},
	}
	keys := map[string]training.Key{}
	open := c.file == nil || c.file.Unlocked()
	for _, e := range c.exercises {
		if keys[e.ID], err = c.key(e.ID); err != nil {
			open = false
		}
	}
	type file struct {
		name  string
		print func(io.Writer) error
	}
	files := []file{
		{"tasks", func(out io.Writer) error { return p.Tasks(ctx, out, c.exercises) }},
		{"mark-up", func(out io.Writer) error { return p.MarkUp(ctx, out, c.exercises) }},
	}
	if open {
		files = append(files, file{"answers", func(out io.Writer) error { return p.Answers(ctx, out, c.exercises, keys) }})
	}
	if len(certificates) > 0 {
		files = append(files, file{"certificates", func(out io.Writer) error { return p.Certificates(ctx, out, certificates) }})
	}
	for _, f := range files {
		var out bytes.Buffer
		if err := f.print(&out); err != nil {
			return names, err
		}
		name, err := writeFresh(folder, l.Say("lessons.print."+f.name), ".pdf", out.Bytes())
		if err != nil {
			return names, err
		}
		names = append(names, name)
	}
	return names, nil
}

// writeFresh writes a file under a name that nothing has: numbered, where the
// first is taken.
func writeFresh(folder, name, ending string, data []byte) (string, error) {
	for n := 1; ; n++ {
		full := name + ending
		if n > 1 {
			full = name + " " + strconv.Itoa(n) + ending
		}
		out, err := os.OpenFile(filepath.Join(folder, full), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) && n < 1000 {
			continue
		}
		if err != nil {
			return "", err
		}
		_, err = out.Write(data)
		return full, errors.Join(err, out.Close())
	}
}

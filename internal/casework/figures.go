package casework

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/file"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/words"
)

// Written is one publishable graphic that was written.
type Written struct {
	Kind   graphic.Kind
	Path   string   // of the picture: its ending says what it became
	Beside string   // of the text file with alt text and caption
	Notes  []string // what had to be cut or left out, in the session's language
}

// WriteFigure writes the pair of a report as one graphic, everything on it
// drafted, and its words into a text file beside it. A PNG that is too heavy
// becomes a JPEG. The errors are those of graphic.ContentOf, graphic.Compose and
// the system's.
func (r Report) WriteFigure(ctx context.Context, l *lab.Lab, path, preset string, kit graphic.Kit) (Written, error) {
	in, err := r.input(ctx, l)
	if err != nil {
		return Written{}, err
	}
	c, err := graphic.ContentOf(ctx, in)
	if err != nil {
		return Written{}, err
	}
	return writeFigure(ctx, c, graphic.Default(graphic.PairKind, preset, r.Language), kit, path)
}

// WriteFigures writes every graphic that the case gives, as a person wants it or
// else drafted, for a preset or where none is named for the one wanted, each with
// its words in a text file beside it; their names begin with the path given. The
// errors are those of report.BriefOf, graphic.ErrPreset and the system's.
func (o *Outgoing) WriteFigures(ctx context.Context, path, preset string) (all []Written, err error) {
	o.ask.Tell(Step{Part: Drawing})
	in, err := o.asReport(false).input(ctx, o.lab)
	if err != nil {
		return nil, err
	}
	c, err := graphic.ContentOf(ctx, in)
	if err != nil {
		return nil, err
	}
	for _, kind := range graphic.Kinds {
		f, err := writeFigure(ctx, c, o.wanted(c, kind, preset), o.ask.Kit, path+"-"+string(kind)+".png")
		if errors.Is(err, graphic.ErrNothing) {
			continue
		}
		if err != nil {
			return all, err
		}
		all = append(all, f)
	}
	return all, nil
}

// writeFigure drafts, composes, paints and writes one graphic.
func writeFigure(ctx context.Context, c graphic.Content, s graphic.Settings, kit graphic.Kit, path string) (Written, error) {
	s = kit.Draft(c, s)
	composed, err := graphic.Compose(ctx, c, s, kit)
	if err != nil {
		return Written{}, err
	}
	ending := filepath.Ext(path)
	format := file.PNG
	switch strings.ToLower(ending) {
	case ".jpg", ".jpeg":
		format = file.JPEG
	case ".webp":
		format = file.WebP
	case ".svg":
		format = file.SVG
	}
	made, err := file.Draw(composed.Drawing, 1, format, figure.About{
		Title: s.Headline, Description: composed.Alt, Credit: composed.Credits, Language: s.Language.Code(),
	})
	if err != nil {
		return Written{}, err
	}
	if made.Format != format {
		path = strings.TrimSuffix(path, ending) + "." + string(made.Format)
	}
	out := Written{Kind: s.Kind, Path: path, Beside: strings.TrimSuffix(path, filepath.Ext(path)) + ".txt", Notes: notesOf(composed, s.Language)}
	if err := WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(made.Data)
		return err
	}); err != nil {
		return Written{}, err
	}
	return out, WriteFile(out.Beside, func(w io.Writer) error {
		_, err := io.WriteString(w, composed.Alt+"\n\n"+composed.Caption+"\n")
		return err
	})
}

func notesOf(c graphic.Composition, l words.Language) (all []string) {
	for _, n := range c.Notes {
		all = append(all, n.Say(l))
	}
	return all
}

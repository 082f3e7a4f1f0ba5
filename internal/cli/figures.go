package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/report"
)

// kit reads a desk's style kit, where one is named, and returns a sentence where
// that can't be done or where there is no preset of that name.
func (s session) kit(path, preset string) (k graphic.Kit, sentence string) {
	if path != "" {
		file, err := os.Open(path)
		if err != nil {
			return k, s.explained(path, err)
		}
		k, err = graphic.ReadKit(file)
		if closed := file.Close(); err == nil {
			err = closed
		}
		if bad := new(graphic.KitError); errors.As(err, &bad) {
			return k, printable(path) + ": " + bad.Say(s.Language)
		}
		if err != nil {
			return k, s.explained(path, err)
		}
	}
	if _, ok := k.Preset(preset); ok {
		return k, ""
	}
	var names []string
	for _, p := range k.List() {
		names = append(names, printable(p.Name))
	}
	return k, s.Say("cli.preset.unknown", "preset", printable(preset), "presets", s.List(names))
}

// figureMisnamed returns a sentence where the graphic can't be made as it was asked for.
func (c compareCommand) figureMisnamed(s session) string {
	switch ending := strings.ToLower(filepath.Ext(c.Figure)); {
	case c.Figure == "":
	case ending == ".png", ending == ".jpg", ending == ".jpeg", ending == ".webp", ending == ".svg":
	default:
		return s.Say("cli.figure.ending", "path", printable(c.Figure))
	}
	_, sentence := s.kit(c.Kit, c.Preset)
	return sentence
}

// writeFigure writes the pair as a publishable graphic and reports whether that
// could be done. Without a pair to show that is said, and is no failure.
func (c *comparing) writeFigure(whole casefile.Case, ranked []casefile.Comparison) bool {
	kit, sentence := c.kit(c.Kit, c.Preset)
	if sentence != "" { // it was there a moment ago
		c.complain(sentence)
		return false
	}
	figure, err := c.asReport(whole, ranked, casefile.Log{}).WriteFigure(c.ctx, c.lab, c.Figure, c.Preset, kit)
	switch {
	case c.ctx.Err() != nil:
		c.complain(c.Say("cli.stopped"))
		return false
	case errors.Is(err, report.ErrNoPair):
		c.complain(c.Say("cli.nothing-placed", "path", printable(c.Figure)))
	case err != nil:
		c.writeFailed(c.Figure, err)
		return false
	default:
		c.print.wrote(figure.Path)
		for _, note := range figure.Notes {
			c.complain(printable(filepath.Base(figure.Path)) + ": " + note)
		}
	}
	return true
}

// writeFigures writes all graphics that the case gives and says which, and what
// had to be cut or left out on them.
func (c exportCommand) writeFigures(s session, out *casework.Outgoing, path string) error {
	all, err := out.WriteFigures(s.ctx, path, c.Preset)
	for _, f := range all {
		s.tellFigure(f)
	}
	return err
}

// tellFigure says that a graphic was written, and what is to be known of it.
func (s session) tellFigure(f casework.Written) {
	fmt.Fprintln(s.Out, s.Say("cli.wrote", "path", printable(f.Path)))
	for _, note := range f.Notes {
		s.complain(printable(filepath.Base(f.Path)) + ": " + note)
	}
}

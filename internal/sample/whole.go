package sample

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// Names of what the whole sample case has beside pictures and videos.
const (
	CaseName       = "whole.motbilde"
	statementsName = "statements.txt"
)

// uuid is that of every whole sample case: by it this program knows its own.
const uuid = "6d6f7462-696c-4465-9865-6c6573616d70"

// Whole is the whole sample case as it was written.
type Whole struct {
	Paths   []string // of all files, in the order written; the case is the last
	Case    string   // the case file
	Claims  []string // the five claimed pictures, as files
	LeftOut []LeftOut
	// Kept is set where a person has worked in the case file: it was left as it is.
	Kept bool
}

// LeftOut is a video that could not be made, and why.
type LeftOut struct {
	Name string
	Err  error
}

// Options say how the whole sample case is written.
type Options struct {
	Language words.Language // of posts, statements and findings
	// Compared has every claim held against every candidate, and details of the first
	// pair named; else the case is written without results, for a window that compares
	// by itself and in which a person marks.
	Compared bool
	// Ready takes the case that lies there already as it is, where this version
	// wrote it in this language, or a person has worked in it; nothing is written then.
	Ready bool
	// FFmpeg is where a person says that ffmpeg lies; empty is on this machine.
	FFmpeg string
	// Tell hears before each comparison how many are done; nil hears nothing.
	Tell func(done, total int)
}

// WriteWhole writes the whole sample case below a folder: what the plain one
// has, the film, four stills as claims, captures of posts, statements as a text
// and a case that holds all of it. Where there is no ffmpeg the videos are left
// out, and with them the findings that rest on the film. A file of the sample
// is written over; any other is left alone, and the error wraps fs.ErrExist.
func WriteWhole(ctx context.Context, folder string, o Options) (w Whole, err error) {
	at := func(name string) string { return filepath.Join(folder, filepath.FromSlash(name)) }
	w.Case = at(CaseName)
	there, err := look(w.Case)
	if w.Kept = there.worked; err != nil || o.Ready && (w.Kept || there.as(o.Language)) {
		return w, err
	}
	statements := at(statementsName)
	if err := mayWrite(statements); err != nil { // before half a minute of drawing
		return w, err
	}
	plain := synth.Sample().Files()
	film := synth.SampleFilm()
	stills := film.Stills()
	t := teller{o.Language}
	captures := synth.Captures(plain[0], stills, t.posts())

	files := slices.Clone(plain)
	for _, s := range stills {
		files = append(files, s.File)
	}
	for _, c := range captures {
		files = append(files, c.File)
	}
	if w.Paths, err = synth.WriteFiles(folder, files); err != nil {
		return w, err
	}
	w.Claims = []string{w.Paths[0]}
	for _, s := range stills {
		w.Claims = append(w.Claims, at(s.Name))
	}
	m := material{claim: w.Paths[0], stills: stills, at: at, captures: captures}
	for _, f := range plain[1:] {
		m.pictures = append(m.pictures, at(f.Name))
	}
	for _, make := range []func() (string, error){
		func() (string, error) { return WriteTrailer(ctx, o.FFmpeg, folder) },
		func() (string, error) { return writeFilm(ctx, o.FFmpeg, folder, film) },
	} {
		path, err := make()
		switch {
		case ctx.Err() != nil:
			return w, ctx.Err()
		case IsMissing(err):
			w.LeftOut = append(w.LeftOut, LeftOut{Name: filepath.Base(path), Err: err})
			continue
		case err != nil:
			return w, err
		}
		m.videos = append(m.videos, path)
		w.Paths = append(w.Paths, path)
	}
	l := lab.New()
	l.UseFFmpeg(o.FFmpeg)
	c := t.whole(ctx, l, m)
	if err := casework.WriteFile(statements, func(out io.Writer) error {
		_, err := io.WriteString(out, t.statements(c))
		return err
	}); err != nil {
		return w, err
	}
	w.Paths = append(w.Paths, statements, w.Case)
	if w.Kept {
		return w, nil
	}
	var compared []casefile.Comparison
	if o.Compared {
		if compared, err = compareAll(ctx, l, c, o.Tell); err != nil {
			return w, err
		}
		if c.Marks, err = t.details(ctx, l, c, compared); err != nil {
			return w, err
		}
	}
	d, err := casework.NewDocument(c, compared, time.Now().UTC())
	if err != nil {
		return w, err
	}
	return w, casework.WriteCase(d, w.Case)
}

// compareAll holds every claim against every candidate.
func compareAll(ctx context.Context, l *lab.Lab, c casefile.Case, tell func(done, total int)) (out []casefile.Comparison, err error) {
	claims, candidates := c.Claims(), c.Candidates()
	for _, claim := range claims {
		for _, candidate := range candidates {
			if tell != nil {
				tell(len(out), len(claims)*len(candidates))
			}
			r, err := casework.Compare(ctx, l, claim, candidate, nil)
			if err != nil {
				return nil, err
			}
			out = append(out, r)
		}
	}
	return out, nil
}

// existing is what is known of the case that lies in the sample's place.
type existing struct {
	worked            bool // a person has done something in it
	program, language string
}

// as reports whether this version wrote it in that language.
func (e existing) as(l words.Language) bool {
	return e.program == casework.Version && e.language == l.Code()
}

// look looks at what lies in the case's place; a file that is no case of the
// sample is an error that wraps fs.ErrExist.
func look(path string) (e existing, err error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return e, nil
	} else if err != nil {
		return e, err
	}
	f, err := archive.Open(path)
	if err != nil || f.Case.UUID != uuid {
		if err == nil {
			err = f.Close()
		}
		return e, errors.Join(&fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}, err)
	}
	e.program, e.language = f.Program, f.Case.Language
	e.worked = slices.ContainsFunc(f.Log.Lines(), func(line casefile.LogLine) bool {
		return !slices.Contains([]casefile.Event{casefile.Imported, casefile.Parted, casefile.Compared}, line.Event)
	})
	return e, f.Close()
}

// statements is what was said, as a text to read.
func (t teller) statements(c casefile.Case) string {
	var text strings.Builder
	text.WriteString(t.Say("sample.statements.heading") + "\n" + synth.Signature + "\n")
	for _, e := range c.Evidence {
		if len(e.Source.Statements) == 0 {
			continue
		}
		text.WriteString("\n" + t.Say("sample.statements.on", "name", e.Name) + "\n")
		for _, s := range e.Source.Statements {
			text.WriteString("  " + t.Say("sample.statements.line", "who", s.Who, "when", chronology.Say(t.Language, s.When), "where", s.Where, "what", s.What) + "\n")
		}
	}
	return text.String()
}

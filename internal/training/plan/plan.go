// Package plan owns a trainer's plan: a small JSON file beside pictures that says
// which exercises to make of them. Its main type is Plan. It promises that a
// plan that was misspelt is refused with the place, and never half understood.
package plan

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/training/draft"
	"github.com/motbilde/motbilde/internal/training/pack"
	"github.com/motbilde/motbilde/internal/words"
)

// Plan is a pack as a trainer describes it; docs/trainers.md shows one. Paths
// are relative to the plan's own folder, places are in pixels of the source.
type Plan struct {
	Title       text       `json:"title"`
	Summary     text       `json:"summary"`
	Authors     []string   `json:"authors"`
	Licence     string     `json:"licence"`
	Minutes     int        `json:"minutes"`
	Notes       text       `json:"notes"`
	HintsLocked bool       `json:"hintsLocked"`
	Exercises   []exercise `json:"exercises"`
	Steps       []step     `json:"steps"`

	folder string
}

type exercise struct {
	ID          string           `json:"id"`
	Title       text             `json:"title"`
	Task        text             `json:"task"`
	Level       int              `json:"level"`
	Minutes     int              `json:"minutes"`
	Source      material         `json:"source"`
	Edits       []edit           `json:"edits"`
	Decoys      []material       `json:"decoys"`
	Choice      training.Choice  `json:"choice"`
	Like        material         `json:"like"`
	Moved       []box            `json:"moved"`
	Asked       []training.Asked `json:"asked"`
	EyesFirst   bool             `json:"eyesFirst"`
	Hints       []hint           `json:"hints"`
	Explanation text             `json:"explanation"`
	Careful     text             `json:"careful"`
	Weak        text             `json:"weak"`
	Checklist   []check          `json:"checklist"`
	Teacher     text             `json:"teacher"`
}

type material struct {
	File    string  `json:"file"`
	At      float64 `json:"at"` // seconds
	Credit  string  `json:"credit"`
	Licence string  `json:"licence"`
	Step    int     `json:"step"`
}

type edit struct {
	Do     draft.EditKind `json:"do"`
	Region box            `json:"region"`
	To     [2]float64     `json:"to"`
	Amount float64        `json:"amount"`
	Text   string         `json:"text"`

	File    string `json:"file"`
	Credit  string `json:"credit"`
	Licence string `json:"licence"`
}

type hint struct {
	Text text `json:"text"`
	Cost int  `json:"cost"`
}

type check struct {
	Question text `json:"question"`
	Right    bool `json:"right"`
}

type step struct {
	Kind     training.StepKind `json:"kind"`
	Exercise string            `json:"exercise"`
	Title    text              `json:"title"`
	Word     string            `json:"word"`
}

// text is {"en": "…", "nb": "…"}, or one text for every language.
type text training.Text

// UnmarshalJSON implements json.Unmarshaler.
func (t *text) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = text(training.Both(one, one))
		return nil
	}
	var by map[string]string
	if err := json.Unmarshal(data, &by); err != nil {
		return errors.New("a text is a string, or an object with en and nb")
	}
	*t = text{}
	for code, said := range by {
		switch code {
		case words.English.Code(), words.Norwegian.Code():
			(*t)[words.FromCode(code)] = said
		default:
			return fmt.Errorf("a text in the language %q", code)
		}
	}
	return nil
}

// box is x, y, width, height.
type box [4]float64

func (b box) rect() geom.Rect {
	return geom.Rect{MinX: b[0], MinY: b[1], MaxX: b[0] + b[2], MaxY: b[1] + b[3]}
}

// Error is what is wrong with a plan, or with making its exercise of that number.
type Error struct {
	Exercise int    // from 1; 0 where it is of none
	Detail   string // of a plan that can't be understood, in English
	Err      error  // why an exercise can't be made
}

func (e *Error) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("exercise %d: %v", e.Exercise, e.Err)
	}
	return "reading a plan: " + e.Detail
}

func (e *Error) Unwrap() error { return e.Err }

// most bytes of a plan.
const most = 4 << 20

// Read reads a plan. The error is an *Error or the system's.
func Read(path string) (Plan, error) {
	file, err := os.Open(path)
	if err != nil {
		return Plan{}, err
	}
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return Plan{}, err
	}
	p := Plan{folder: filepath.Dir(path)}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return Plan{}, &Error{Detail: fmt.Sprintf("near line %d: %s", lineOf(err, data, d.InputOffset()), strings.TrimPrefix(err.Error(), "json: "))}
	}
	if len(data) > most || len(p.Exercises) == 0 {
		return Plan{}, &Error{Detail: "no exercises, or too large"}
	}
	return p, nil
}

// lineOf returns the line, from 1, that a decoder's error speaks of, as far as it says.
func lineOf(err error, data []byte, at int64) int {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	default:
		if _, field, ok := strings.Cut(err.Error(), "unknown field "); ok {
			at = int64(max(0, bytes.Index(data, []byte(field))))
		}
	}
	return 1 + bytes.Count(data[:min(max(at, 0), int64(len(data)))], []byte("\n"))
}

// Options are what a pack needs beside its plan.
type Options struct {
	FFmpeg  string // where it is, as a person says; may be empty
	Word    string // the trainer's; without one the pack is for self-practice
	Program string // with its version
	Made    time.Time
	Step    func(done, of int) // told of each exercise; may be nil
}

// Pack makes the exercises. The error is an *Error or the context's.
func (p Plan) Pack(ctx context.Context, o Options) (pack.Pack, error) {
	out := pack.Pack{
		About: pack.About{
			Title: training.Text(p.Title), Summary: training.Text(p.Summary), Authors: p.Authors, Licence: p.Licence, Minutes: p.Minutes,
			Made: o.Made, Program: o.Program,
		},
		Notes: training.Text(p.Notes), Word: o.Word, HintsLocked: p.HintsLocked,
	}
	for i, s := range p.Steps {
		out.Steps = append(out.Steps, pack.Step{
			Step: training.Step{Number: i + 1, Kind: s.Kind, Exercise: s.Exercise, Title: training.Text(s.Title)}, Word: s.Word,
		})
	}
	for i, e := range p.Exercises {
		if o.Step != nil {
			o.Step(i, len(p.Exercises))
		}
		lesson, err := p.lesson(ctx, o, e)
		if ctx.Err() != nil {
			return pack.Pack{}, ctx.Err()
		}
		if err != nil {
			return pack.Pack{}, &Error{Exercise: i + 1, Err: err}
		}
		out.Lessons = append(out.Lessons, lesson)
	}
	return out, nil
}

func (p Plan) lesson(ctx context.Context, o Options, e exercise) (training.Lesson, error) {
	d := draft.Draft{
		ID: e.ID, Title: training.Text(e.Title), Task: training.Text(e.Task), Level: e.Level, Minutes: e.Minutes,
		Source: p.material(e.Source), Choice: e.Choice, Like: p.material(e.Like), Asked: e.Asked, EyesFirst: e.EyesFirst,
		Explanation: training.Text(e.Explanation), Careful: training.Text(e.Careful), Weak: training.Text(e.Weak), Teacher: training.Text(e.Teacher),
	}
	for _, m := range e.Decoys {
		d.Decoys = append(d.Decoys, p.material(m))
	}
	for _, b := range e.Moved {
		d.Moved = append(d.Moved, b.rect())
	}
	for _, h := range e.Hints {
		d.Hints = append(d.Hints, training.Hint{Text: training.Text(h.Text), Cost: h.Cost})
	}
	for _, c := range e.Checklist {
		d.Checklist = append(d.Checklist, training.Check{Question: training.Text(c.Question), Right: c.Right})
	}
	for _, form := range e.Edits {
		edit := draft.Edit{
			Kind: form.Do, Region: form.Region.rect(), To: geom.Point{X: form.To[0], Y: form.To[1]}, Amount: form.Amount, Text: form.Text,
			Credit: form.Credit, Licence: form.Licence,
		}
		if form.File != "" {
			edit.File = p.path(form.File)
		}
		d.Edits = append(d.Edits, edit)
	}
	return d.Make(ctx, draft.Options{FFmpeg: o.FFmpeg})
}

func (p Plan) material(m material) draft.Material {
	if m.File == "" {
		return draft.Material{}
	}
	return draft.Material{
		Path: p.path(m.File), At: time.Duration(math.Round(m.At * float64(time.Second))), Credit: m.Credit, Licence: m.Licence, Step: m.Step,
	}
}

func (p Plan) path(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(p.folder, name)
}

// Package results owns what comes back from learners: a file on a stick, or a
// code that is read out, and what a group's results say together. Its main type
// is Results. It promises that a file or a code of any origin ends in results or
// in an *Error that says what to ask for again, and that a code with one wrong
// or two swapped characters is never taken for another.
package results

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
)

// Ending is what the names of results files end in.
const Ending = ".motbilde-results"

// Results are what one learner, or a pair of them, answered. They are the only
// place where that is kept: "New learner" puts an empty value in its place.
type Results struct {
	Pack       string // About.ID of the pack; "bundled" of the bundled exercises
	PackDigest string // of the pack as it was, in hexadecimal; may be empty
	Learners   []string
	Attempts   []training.Attempt // in the order in which they were given
}

// Add returns the results with one attempt more.
func (r Results) Add(a training.Attempt) Results {
	r.Attempts = append(slices.Clip(r.Attempts), a)
	return r
}

// First returns the first attempt at an exercise, which is the one that counts:
// whoever tries again knows the answer.
func (r Results) First(exercise string) (training.Attempt, bool) {
	i := slices.IndexFunc(r.Attempts, func(a training.Attempt) bool { return a.Exercise == exercise })
	if i < 0 {
		return training.Attempt{}, false
	}
	return r.Attempts[i], true
}

// MarkAgain marks the answers by the keys of the pack, by Exercise.ID, and
// returns how many attempts had other points or another verdict before: a file
// can be written by anybody, and a conclusion may have been rated since. What
// the keys don't know stays as it was.
func (r *Results) MarkAgain(exercises []training.Exercise, keys map[string]training.Key) (changed int) {
	r.Attempts = slices.Clone(r.Attempts)
	for i, a := range r.Attempts {
		at := slices.IndexFunc(exercises, func(e training.Exercise) bool { return e.ID == a.Exercise })
		key, there := keys[a.Exercise]
		if at < 0 || !there {
			continue
		}
		m := training.Mark(exercises[at], key, a.Answer)
		if m.Total != a.Marks.Total || m.Right != a.Marks.Right {
			changed++
		}
		r.Attempts[i].Marks = m
	}
	return changed
}

// What a results file may hold.
const (
	mostBytes    = 8 << 20
	mostAttempts = 2000
	mostLearners = 10
	mostName     = 200  // bytes
	mostMarks    = 1000 // of a kind, in one answer
	formName     = "motbilde-results"
	version      = 1
)

// The form of the file; docs/training-pack.md describes it. Lengths in time are seconds.

type fileForm struct {
	Form       string        `json:"form"`
	Version    int           `json:"version"`
	Pack       string        `json:"pack"`
	PackDigest string        `json:"packDigest,omitempty"`
	Learners   []string      `json:"learners,omitempty"`
	Attempts   []attemptForm `json:"attempts"`
}

type attemptForm struct {
	Exercise string     `json:"exercise"`
	At       time.Time  `json:"at"`
	Answer   answerForm `json:"answer"`
	Marks    marksForm  `json:"marks"`
}

type answerForm struct {
	Confidence  int               `json:"confidence,omitempty"`
	Choice      training.Choice   `json:"choice,omitempty"`
	Candidates  []string          `json:"candidates,omitempty"`
	Outlines    []outlineForm     `json:"outlines,omitempty"`
	Pairs       []pairForm        `json:"pairs,omitempty"`
	Differences [][4]float64      `json:"differences,omitempty"`
	Frame       *float64          `json:"frame,omitempty"`
	Wording     string            `json:"wording,omitempty"`
	Ratings     []training.Rating `json:"ratings,omitempty"`
	HintsTaken  int               `json:"hintsTaken,omitempty"`
	Took        float64           `json:"took,omitempty"`
}

type outlineForm struct {
	Candidate string        `json:"candidate"`
	Corners   [4][2]float64 `json:"corners"`
}

type pairForm struct {
	Candidate   string     `json:"candidate"`
	OnClaimed   [2]float64 `json:"onClaimed"`
	OnCandidate [2]float64 `json:"onCandidate"`
}

type marksForm struct {
	Parts     []partForm   `json:"parts,omitempty"`
	HintCost  int          `json:"hintCost,omitempty"`
	Total     int          `json:"total"`
	Right     bool         `json:"right"`
	Confident int          `json:"confident,omitempty"`
	Brier     float64      `json:"brier,omitempty"`
	Remarks   []remarkForm `json:"remarks,omitempty"`
}

type partForm struct {
	Asked  training.Asked `json:"asked"`
	Share  float64        `json:"share"`
	Points int            `json:"points"`
	Of     int            `json:"of"`
}

type remarkForm struct {
	Kind  training.RemarkKind `json:"kind"`
	Share float64             `json:"share,omitempty"`
	Count int                 `json:"count,omitempty"`
	Of    int                 `json:"of,omitempty"`
	Off   float64             `json:"off,omitempty"`
	Word  string              `json:"word,omitempty"`
}

// Write writes the results as a file. Points that are no numbers can't be
// written, and are left out: they were never worth anything.
func (r Results) Write(w io.Writer) error {
	f := fileForm{Form: formName, Version: version, Pack: r.Pack, PackDigest: r.PackDigest, Learners: r.Learners, Attempts: []attemptForm{}}
	for _, a := range r.Attempts {
		f.Attempts = append(f.Attempts, attemptForm{a.Exercise, a.At.UTC().Truncate(time.Second), answerOut(a.Answer), marksOut(a.Marks)})
	}
	text, err := json.MarshalIndent(f, "", " ")
	if err != nil {
		return fmt.Errorf("writing results: %w", err)
	}
	_, err = w.Write(append(text, '\n'))
	return err
}

// Read reads a results file of any origin. The error is an *Error or the reader's.
func Read(from io.Reader) (Results, error) {
	data, err := io.ReadAll(io.LimitReader(from, mostBytes+1))
	if err != nil {
		return Results{}, err
	}
	if len(data) > mostBytes {
		return Results{}, &Error{Kind: TooLarge, Limit: mostBytes}
	}
	var head struct {
		Form    string `json:"form"`
		Version int    `json:"version"`
	}
	if err := json.Unmarshal(data, &head); err != nil || head.Form != formName {
		return Results{}, &Error{Kind: NotResults}
	}
	if head.Version > version {
		return Results{}, &Error{Kind: Newer, Detail: fmt.Sprint(head.Version)}
	}
	var f fileForm
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return Results{}, &Error{Kind: Malformed, Detail: err.Error()}
	}
	if f.Version < 1 || len(f.Attempts) > mostAttempts || len(f.Learners) > mostLearners || len(f.Pack) > mostName || len(f.PackDigest) > mostName {
		return Results{}, &Error{Kind: Malformed, Detail: "too much of something"}
	}
	for _, name := range f.Learners {
		if len(name) > mostName {
			return Results{}, &Error{Kind: Malformed, Detail: "a long name"}
		}
	}
	r := Results{Pack: f.Pack, PackDigest: f.PackDigest, Learners: f.Learners}
	for i, a := range f.Attempts {
		attempt, err := a.in()
		if err != nil {
			return Results{}, &Error{Kind: Malformed, Detail: fmt.Sprintf("attempt %d: %v", i+1, err)}
		}
		r.Attempts = append(r.Attempts, attempt)
	}
	return r, nil
}

func (a attemptForm) in() (training.Attempt, error) {
	m := a.Marks
	switch {
	case a.Exercise == "" || len(a.Exercise) > mostName:
		return training.Attempt{}, errors.New("exercise")
	case m.Total < 0 || m.Total > 100:
		return training.Attempt{}, errors.New("points")
	case m.Confident != 0 && (m.Confident < training.LeastConfidence || m.Confident > training.MostConfidence):
		return training.Attempt{}, errors.New("confidence")
	case !(m.Brier >= 0 && m.Brier <= 1):
		return training.Attempt{}, errors.New("the Brier score")
	case len(m.Remarks) > mostMarks || len(m.Parts) > mostMarks || len(a.Answer.Pairs) > mostMarks || len(a.Answer.Differences) > mostMarks || len(a.Answer.Outlines) > mostMarks:
		return training.Attempt{}, errors.New("too much of something")
	}
	return training.Attempt{Exercise: a.Exercise, At: a.At, Answer: a.Answer.in(), Marks: m.in()}, nil
}

func answerOut(a training.Answer) answerForm {
	f := answerForm{
		Confidence: a.Confidence, Choice: a.Choice, Candidates: a.Candidates, Wording: strings.ToValidUTF8(a.Wording, "\uFFFD"),
		Ratings: a.Ratings, HintsTaken: a.HintsTaken, Took: a.Took.Seconds(),
	}
	if a.HasFrame {
		at := a.Frame.Seconds()
		f.Frame = &at
	}
	for _, o := range a.Outlines {
		if form := (outlineForm{o.Candidate, cornersOut(o.Quad)}); !training.Empty(o.Quad) {
			f.Outlines = append(f.Outlines, form)
		}
	}
	for _, p := range a.Pairs {
		if finite(p.Claimed.X, p.Claimed.Y, p.Candidate.X, p.Candidate.Y) {
			f.Pairs = append(f.Pairs, pairForm{p.On, [2]float64{p.Claimed.X, p.Claimed.Y}, [2]float64{p.Candidate.X, p.Candidate.Y}})
		}
	}
	for _, d := range a.Differences {
		if finite(d.MinX, d.MinY, d.MaxX, d.MaxY) {
			f.Differences = append(f.Differences, [4]float64{d.MinX, d.MinY, d.MaxX, d.MaxY})
		}
	}
	return f
}

func (f answerForm) in() training.Answer {
	a := training.Answer{
		Confidence: f.Confidence, Choice: f.Choice, Candidates: f.Candidates, Wording: f.Wording,
		Ratings: f.Ratings, HintsTaken: f.HintsTaken, Took: seconds(f.Took),
	}
	if f.Frame != nil {
		a.Frame, a.HasFrame = seconds(*f.Frame), true
	}
	for _, o := range f.Outlines {
		var q geom.Quad
		for i, c := range o.Corners {
			q[i] = geom.Point{X: c[0], Y: c[1]}
		}
		a.Outlines = append(a.Outlines, training.Outline{Candidate: o.Candidate, Quad: q})
	}
	for _, p := range f.Pairs {
		a.Pairs = append(a.Pairs, training.Pair{
			On: p.Candidate, Claimed: geom.Point{X: p.OnClaimed[0], Y: p.OnClaimed[1]}, Candidate: geom.Point{X: p.OnCandidate[0], Y: p.OnCandidate[1]},
		})
	}
	for _, d := range f.Differences {
		a.Differences = append(a.Differences, geom.Rect{MinX: d[0], MinY: d[1], MaxX: d[2], MaxY: d[3]})
	}
	return a
}

func cornersOut(q geom.Quad) (out [4][2]float64) {
	for i, c := range q {
		out[i] = [2]float64{c.X, c.Y}
	}
	return out
}

func marksOut(m training.Marks) marksForm {
	f := marksForm{HintCost: m.HintCost, Total: m.Total, Right: m.Right, Confident: m.Confident, Brier: m.Brier}
	for _, p := range m.Parts {
		f.Parts = append(f.Parts, partForm(p))
	}
	for _, r := range m.Remarks {
		f.Remarks = append(f.Remarks, remarkForm{r.Kind, r.Share, r.Count, r.Of, r.Off.Seconds(), r.Word})
	}
	return f
}

func (f marksForm) in() training.Marks {
	m := training.Marks{HintCost: f.HintCost, Total: f.Total, Right: f.Right, Confident: f.Confident, Brier: f.Brier}
	for _, p := range f.Parts {
		m.Parts = append(m.Parts, training.PartMarks(p))
	}
	for _, r := range f.Remarks {
		if !slices.Contains(training.RemarkKinds(), r.Kind) {
			continue // of a later version
		}
		m.Remarks = append(m.Remarks, training.Remark{Kind: r.Kind, Share: r.Share, Count: r.Count, Of: r.Of, Off: seconds(r.Off), Word: r.Word})
	}
	return m
}

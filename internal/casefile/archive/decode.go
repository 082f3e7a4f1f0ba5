package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// readable reports as an error that case.json is of no version that this program reads.
func readable(text []byte) error {
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return malformed("%v", err)
	}
	name, digits, _ := strings.Cut(Schema, "/")
	number, ours := strings.CutPrefix(head.Schema, name+"/")
	version, err := strconv.Atoi(number)
	newest, _ := strconv.Atoi(digits) // of the constant above
	switch {
	case !ours || err != nil || version < 1:
		return malformed("the schema %q", head.Schema)
	case version > newest:
		return &Error{Kind: Newer, Entry: caseName, Detail: head.Schema}
	}
	return nil
}

func malformed(format string, values ...any) error {
	return &Error{Kind: Malformed, Entry: caseName, Detail: fmt.Sprintf(format, values...)}
}

// decode reads case.json and holds it to itself and to the log.
func decode(text []byte, log casefile.Log) (Document, error) {
	if err := readable(text); err != nil {
		return Document{}, err
	}
	if !utf8.Valid(text) {
		return Document{}, malformed("not UTF-8")
	}
	if err := survey(text); err != nil {
		return Document{}, malformed("%v", err)
	}
	var form caseForm
	if err := json.Unmarshal(text, &form); err != nil {
		return Document{}, malformed("%v", err)
	}
	if form.Log != (logForm{Head: log.Head(), Count: log.Count()}) {
		return Document{}, &Error{
			Kind: BrokenLog, Entry: logName,
			Detail: fmt.Sprintf("%d lines, and %s says %d or another head", log.Count(), caseName, form.Log.Count),
		}
	}
	d := Document{Case: form.values(), Log: log, Program: form.Program, before: text}
	for i, f := range form.Evidence {
		e, err := f.evidence()
		if _, twice := d.Case.Find(e.ID); twice || e.ID == "" {
			err = malformed("evidence %d: the ID %q", i+1, e.ID)
		}
		if err != nil {
			return Document{}, err
		}
		d.Case.Evidence = append(d.Case.Evidence, e)
	}
	for i, f := range form.Marks {
		m, err := f.mark(d.Case)
		if err != nil {
			return Document{}, malformed("mark %d: %v", i+1, err)
		}
		d.Case.Marks = append(d.Case.Marks, m)
	}
	if err := coherent(d.Case); err != nil {
		return Document{}, malformed("%v", err)
	}
	if form.ByHand != nil {
		if err := d.readByHand(*form.ByHand); err != nil {
			return Document{}, err
		}
	}
	if form.Views != nil {
		if err := d.readViews(*form.Views); err != nil {
			return Document{}, err
		}
	}
	if form.Lesson != nil {
		if err := d.readLesson(*form.Lesson); err != nil {
			return Document{}, err
		}
	}
	if form.Graphics != nil {
		if err := d.readGraphics(*form.Graphics); err != nil {
			return Document{}, err
		}
	}
	for i, f := range form.Comparisons {
		a, err := f.Alignment.alignment()
		if err != nil {
			return Document{}, malformed("comparison %d: %v", i+1, err)
		}
		for _, id := range []casefile.ID{f.Claimed, f.Candidate} {
			if _, known := d.Case.Find(id); !known {
				return Document{}, malformed("comparison %d: no evidence %q", i+1, id)
			}
		}
		frame, err := f.Frame.frame()
		if err != nil {
			return Document{}, err
		}
		d.Comparisons = append(d.Comparisons, casefile.Comparison{Claimed: f.Claimed, Candidate: f.Candidate, Method: f.Method, Alignment: a, Frame: frame})
		if d.Comparisons[i].Curve, err = curveOf(f.Curve); err != nil {
			return Document{}, malformed("comparison %d: %v", i+1, err)
		}
		if l := f.Length; l != nil {
			if !(float64(*l) > 0 && float64(*l) < mostSeconds) {
				return Document{}, malformed("a video of %v s", *l)
			}
			d.Comparisons[i].Length = momentForm{Seconds: *l}.time()
		}
		if to := f.ReadTo; to != nil {
			if !(math.Abs(float64(*to)) < mostSeconds) {
				return Document{}, malformed("a video that breaks off at %v s", *to)
			}
			d.Comparisons[i].ReadTo = momentForm{Seconds: *to}.time()
		}
	}
	return d, nil
}

func (f evidenceForm) evidence() (casefile.Evidence, error) {
	role := slices.Index(roleWords, f.Role)
	switch {
	case role < 0:
		return casefile.Evidence{}, malformed("the role %q", f.Role)
	case f.SHA256 != "" && !isDigest(f.SHA256):
		return casefile.Evidence{}, malformed("the digest %q", f.SHA256)
	case f.Received.UTC().Year() < 0 || f.Received.UTC().Year() > 9999: // can't be written again
		return casefile.Evidence{}, malformed("the time %v", f.Received)
	case len(f.Part) != 0 && len(f.Part) != 4 || (len(f.Part) == 4 || f.Frame != nil) != (f.Parent != "") || len(f.Part) == 4 && f.Frame != nil:
		return casefile.Evidence{}, malformed("a part of %q with %d numbers", f.Parent, len(f.Part))
	case f.Bytes < 0 || f.Width < 0 || f.Height < 0, f.Stored != nil && (f.Stored.Width < 1 || f.Stored.Height < 1):
		return casefile.Evidence{}, malformed("a negative size")
	}
	e := casefile.Evidence{
		ID: f.ID, Role: casefile.Role(role), Name: f.Name, Label: f.Label, Description: f.Description, Status: f.Status, SHA256: f.SHA256, Bytes: f.Bytes, MediaType: f.MediaType,
		Pixels: geom.Size{Width: f.Width, Height: f.Height}, Received: f.Received.UTC(),
		Parent: f.Parent, Referenced: f.Reference, Pillars: f.Pillars, Withheld: f.Withheld,
		Source: casefile.Source(f.Source), Facts: provenance.Facts(f.Facts), Encoding: provenance.Encoding(f.Encoding),
	}
	var err error
	if e.Frame, err = f.Frame.frame(); err != nil {
		return e, err
	}
	if p := f.Part; len(p) == 4 {
		e.Part = geom.Rect{MinX: float64(p[0]), MinY: float64(p[1]), MaxX: float64(p[2]), MaxY: float64(p[3])}
	}
	if f.Stored != nil {
		e.Stored = geom.Size{Width: f.Stored.Width, Height: f.Stored.Height}
	}
	if f.Problem != nil {
		e.Problem = RecordedProblem(*f.Problem)
	}
	return e, nil
}

// named returns the value of that word; ok is false where there is none.
func named[T interface {
	~int
	String() string
}](word string, last T) (T, bool) {
	for v := T(0); v <= last; v++ {
		if v.String() == word {
			return v, true
		}
	}
	return 0, false
}

func (f alignmentForm) alignment() (align.Alignment, error) {
	verdict, known := named(f.Verdict, align.Unreadable)
	if !known {
		return align.Alignment{}, fmt.Errorf("the verdict %q", f.Verdict)
	}
	model, known := named(f.Model, align.Homography)
	if !known {
		return align.Alignment{}, fmt.Errorf("the model %q", f.Model)
	}
	status := slices.Index(statusWords, f.Status)
	if status < 0 {
		return align.Alignment{}, fmt.Errorf("the status %q", f.Status)
	}
	a := align.Alignment{
		Verdict: verdict, Status: align.Status(status), Model: model,
		Mirrored: f.Mirrored, ToneInverted: f.ToneInverted, Matches: f.Matches,
		ResidualPx: float64(f.ResidualPx), CornerErrorPx: float64(f.CornerErrorPx),
		ClaimCovered: float64(f.ClaimCovered), CandidateCovered: float64(f.CandidateCovered), SupportAgrees: float64(f.SupportAgrees),
	}
	if len(f.Notes) > 0 {
		a.Notes = f.Notes
	}
	if len(f.CandidateFromClaimed) != len(a.CandidateFromClaimed) || !wide(f.Inliers, 5) || !wide(f.Support, 5) || !wide(f.Moved, 6) {
		return align.Alignment{}, errors.New("a matrix, an inlier or a box with too few or too many numbers")
	}
	for i, v := range f.CandidateFromClaimed {
		a.CandidateFromClaimed[i] = float64(v)
	}
	if a.Placed() && !a.CandidateFromClaimed.Valid() {
		return align.Alignment{}, errors.New("a placement whose matrix can't be inverted")
	}
	if f.Log10NFA != nil {
		a.HasNFA, a.Log10NFA = true, float64(*f.Log10NFA)
	}
	for _, v := range f.Inliers {
		a.Inliers = append(a.Inliers, align.Inlier{Claimed: point(v[0], v[1]), Candidate: point(v[2], v[3]), ResidualPx: float64(v[4])})
	}
	for _, v := range f.Support {
		a.Support = append(a.Support, align.Cell{Box: box(v), ZNCC: float64(v[4])})
	}
	for _, v := range f.Moved {
		a.Moved = append(a.Moved, align.Region{Box: box(v), Strength: float64(v[4]), Log10NFA: float64(v[5])})
	}
	return a, nil
}

func point(x, y figure) geom.Point { return geom.Point{X: float64(x), Y: float64(y)} }

func box(v []figure) geom.Rect {
	return geom.Rect{MinX: float64(v[0]), MinY: float64(v[1]), MaxX: float64(v[2]), MaxY: float64(v[3])}
}

// wide reports whether every row has that many numbers.
func wide(rows [][]figure, columns int) bool {
	return !slices.ContainsFunc(rows, func(row []figure) bool { return len(row) != columns })
}

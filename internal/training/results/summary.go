package results

import (
	"cmp"
	"encoding/csv"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// Brief is what a trainer sums up of one learner, or a pair: the first attempt
// at each exercise. A code holds no more than that.
type Brief struct {
	Learners []string
	Attempts []BriefAttempt
}

// BriefAttempt is one attempt. Of a code, its marks have no parts and no remarks.
type BriefAttempt struct {
	Exercise string
	Marks    training.Marks
}

// Brief returns what counts of the results.
func (r Results) Brief() Brief {
	b := Brief{Learners: r.Learners}
	for i, a := range r.Attempts {
		if !slices.ContainsFunc(r.Attempts[:i], func(before training.Attempt) bool { return before.Exercise == a.Exercise }) {
			b.Attempts = append(b.Attempts, BriefAttempt{a.Exercise, a.Marks})
		}
	}
	return b
}

// Summary is what a group's results say together.
type Summary struct {
	Rows        []Row    // in the order given, each learner once
	Columns     []Column // by exercise, in the pack's order
	Calibration training.Calibration
}

// Row is one learner, or a pair.
type Row struct {
	Learners []string
	Cells    []Cell // by column
	Points   int    // of all cells
	Answered int
	Right    int

	Calibration training.Calibration
}

// Cell is one attempt in the table.
type Cell struct {
	Answered  bool
	Right     bool
	Points    int
	Confident int // percent; 0 where it wasn't asked
}

// Column is one exercise.
type Column struct {
	Exercise string
	Title    training.Text // empty where the pack wasn't at hand
	Answered int
	Right    int
	Points   float64   // mean of those who answered
	Mistakes []Mistake // of the choice, most frequent first; results files alone tell them
}

// Mistake is how often something went wrong.
type Mistake struct {
	Kind  training.RemarkKind
	Count int
}

// Sum sums results up. Without exercises the columns are those that anybody
// tried, in the order in which they come. The same results given twice count once.
func Sum(exercises []training.Exercise, all []Brief) Summary {
	var s Summary
	place := map[string]int{}
	column := func(id string, title training.Text) {
		if _, known := place[id]; !known {
			place[id] = len(s.Columns)
			s.Columns = append(s.Columns, Column{Exercise: id, Title: title})
		}
	}
	for _, e := range exercises {
		column(e.ID, e.Title)
	}
	var kept []Brief
	for _, b := range all {
		if slices.ContainsFunc(kept, func(k Brief) bool { return reflect.DeepEqual(k, b) && len(b.Learners) > 0 }) {
			continue
		}
		kept = append(kept, b)
		for _, a := range b.Attempts {
			if len(exercises) == 0 {
				column(a.Exercise, nil)
			}
		}
	}
	var marks []training.Marks
	mistakes := map[string]map[training.RemarkKind]int{}
	for _, b := range kept {
		row := Row{Learners: b.Learners, Cells: make([]Cell, len(s.Columns))}
		var own []training.Marks
		for _, a := range b.Attempts {
			at, known := place[a.Exercise]
			if !known || row.Cells[at].Answered {
				continue
			}
			m := a.Marks
			row.Cells[at] = Cell{true, m.Right, m.Total, m.Confident}
			row.Points += m.Total
			row.Answered++
			c := &s.Columns[at]
			c.Answered++
			c.Points += float64(m.Total)
			if m.Right {
				row.Right++
				c.Right++
			} else if kind := mistakeOf(m); kind != "" {
				if mistakes[a.Exercise] == nil {
					mistakes[a.Exercise] = map[training.RemarkKind]int{}
				}
				mistakes[a.Exercise][kind]++
			}
			own = append(own, m)
		}
		row.Calibration = training.CalibrateMarks(own)
		marks = append(marks, own...)
		s.Rows = append(s.Rows, row)
	}
	for i := range s.Columns {
		c := &s.Columns[i]
		if c.Answered > 0 {
			c.Points /= float64(c.Answered)
		}
		for _, kind := range training.RemarkKinds() { // in their own order where they are equal
			if n := mistakes[c.Exercise][kind]; n > 0 {
				c.Mistakes = append(c.Mistakes, Mistake{kind, n})
			}
		}
		slices.SortStableFunc(c.Mistakes, func(a, b Mistake) int { return cmp.Compare(b.Count, a.Count) })
	}
	s.Calibration = training.CalibrateMarks(marks)
	return s
}

// mistakeOf returns what the choice's mistake is called; empty where the marks come from a code.
func mistakeOf(m training.Marks) training.RemarkKind {
	for _, r := range m.Remarks {
		if r.Kind.OfChoice() && !r.Praise() {
			return r.Kind
		}
	}
	return ""
}

// MostWrong returns the columns that anybody answered wrongly, those first that
// most got wrong; of equal shares those that more answered.
func (s Summary) MostWrong() []Column {
	out := slices.DeleteFunc(slices.Clone(s.Columns), func(c Column) bool { return c.Right == c.Answered })
	wrong := func(c Column) float64 { return float64(c.Answered-c.Right) / float64(c.Answered) }
	slices.SortStableFunc(out, func(a, b Column) int {
		return cmp.Or(cmp.Compare(wrong(b), wrong(a)), cmp.Compare(b.Answered, a.Answered))
	})
	return out
}

// Name says who a row is of, or its number where nobody is named.
func (r Row) Name(l words.Language, number int) string {
	if len(r.Learners) == 0 {
		return l.Say("training.results.nameless", "n", l.Count(int64(number)))
	}
	return l.List(r.Learners)
}

// byteOrderMark tells spreadsheets that the text is UTF-8: without it, Excel shows names wrongly.
const byteOrderMark = "\uFEFF"

// CSV writes the table for a spreadsheet, one learner a line: points, whether
// the choice was right, and confidence for each exercise, then the sums. Columns
// are separated as spreadsheets of the language expect it.
func (s Summary) CSV(l words.Language, w io.Writer) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if l == words.Norwegian {
		out.Comma = ';'
	}
	head := []string{l.Say("training.results.learner")}
	for _, c := range s.Columns {
		for _, key := range []string{"points", "right", "confidence"} {
			head = append(head, safeCell(c.Exercise)+": "+l.Say("training.results."+key))
		}
	}
	head = append(head, l.Say("training.results.points"), l.Say("training.results.answered"), l.Say("training.results.right"), l.Say("training.results.brier"))
	if err := out.Write(head); err != nil {
		return err
	}
	for i, r := range s.Rows {
		line := []string{safeCell(r.Name(l, i+1))}
		for _, c := range r.Cells {
			if !c.Answered {
				line = append(line, "", "", "")
				continue
			}
			right, confident := "0", ""
			if c.Right {
				right = "1"
			}
			if c.Confident > 0 {
				confident = strconv.Itoa(c.Confident)
			}
			line = append(line, strconv.Itoa(c.Points), right, confident)
		}
		brier := ""
		if r.Calibration.Attempts > 0 {
			brier = l.Number(r.Calibration.Brier, 3)
		}
		line = append(line, strconv.Itoa(r.Points), strconv.Itoa(r.Answered), strconv.Itoa(r.Right), brier)
		if err := out.Write(line); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// safeCell keeps a spreadsheet from taking a name for a formula.
func safeCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r", rune(text[0])) {
		return "'" + text
	}
	return text
}

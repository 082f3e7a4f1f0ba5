package results

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

const digest = "b1c2d3e4f5061728394a5b6c7d8e9f00112233445566778899aabbccddeeff00"

// exercises are n of a pack.
func exercises(n int) (out []training.Exercise) {
	for i := range n {
		out = append(out, training.Exercise{ID: fmt.Sprintf("e%d", i+1), Title: training.Both(fmt.Sprint("Case ", i+1), fmt.Sprint("Sak ", i+1))})
	}
	return out
}

func attempt(exercise string, total, confident int, right bool, remarks ...training.Remark) training.Attempt {
	m := training.Marks{Total: total, Right: right, Remarks: remarks}
	return training.Attempt{
		Exercise: exercise, At: time.Date(2026, 11, 26, 10, 0, 0, 0, time.UTC),
		Answer: training.Answer{Confidence: confident}, Marks: m.WithConfidence(confident),
	}
}

func TestResultsComeBackFromTheirFile(t *testing.T) {
	r := Results{Pack: "p", PackDigest: digest, Learners: []string{"Ida", "Jonas"}}
	a := attempt("e1", 73, 90, false, training.Remark{Kind: training.GraphicsAsMatch}, training.Remark{Kind: training.FrameOff, Off: 1500 * time.Millisecond})
	a.Answer = training.Answer{
		Confidence: 90, Choice: training.ThisOne, Candidates: []string{"b"}, Frame: 12345678901, HasFrame: true, Wording: "Så «lik» …\n", HintsTaken: 1, Took: 5 * time.Minute,
		Outlines: []training.Outline{{Candidate: "b", Quad: geom.Rect{MaxX: 0.1, MaxY: 1.0 / 3}.Grown(9).Quad()}},
		Pairs:    []training.Pair{{On: "b", Claimed: geom.Point{X: 1.0 / 7, Y: 2}, Candidate: geom.Point{X: 3, Y: 4}}},
		Ratings:  []training.Rating{training.Yes, training.NotRated, training.No}, Differences: []geom.Rect{{MinX: 1, MinY: 2, MaxX: 3, MaxY: 4}},
	}
	a.Marks.Parts = []training.PartMarks{{Asked: training.AskChoice, Share: 0.25, Points: 10, Of: 40}}
	r = r.Add(a)
	var out bytes.Buffer
	if err := r.Write(&out); err != nil {
		t.Fatal(err)
	}
	back, err := Read(&out)
	if err != nil || !reflect.DeepEqual(back, r) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, back, r)
	}
}

func TestNumbersThatAreNoneAreLeftOutOfTheFile(t *testing.T) {
	a := attempt("e1", 0, 0, false)
	a.Answer.Pairs = []training.Pair{{On: "b", Claimed: geom.Point{X: math.NaN()}}}
	a.Answer.Differences = []geom.Rect{{MaxX: math.Inf(1)}}
	a.Answer.Outlines = []training.Outline{{Candidate: "b", Quad: geom.Quad{{X: math.NaN()}}}}
	a.Answer.Wording = "\xff"
	var out bytes.Buffer
	if err := (Results{}).Add(a).Write(&out); err != nil {
		t.Fatal(err)
	}
	if back, err := Read(&out); err != nil || len(back.Attempts) != 1 || len(back.Attempts[0].Answer.Pairs) != 0 {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestFilesOfAnyOriginEndInASentence(t *testing.T) {
	good := func(attempts string) string {
		return `{"form":"motbilde-results","version":1,"pack":"p","attempts":[` + attempts + `]}`
	}
	for name, c := range map[string]struct {
		text string
		kind Kind
	}{
		"nothing":         {"", NotResults},
		"other json":      {`{"form":"motbilde-pack","version":1}`, NotResults},
		"newer":           {`{"form":"motbilde-results","version":2,"colour":1}`, Newer},
		"unknown field":   {strings.Replace(good(""), `"pack"`, `"colour":1,"pack"`, 1), Malformed},
		"no exercise":     {good(`{"exercise":"","at":"2026-01-01T00:00:00Z","answer":{},"marks":{"total":1,"right":true}}`), Malformed},
		"many points":     {good(`{"exercise":"a","at":"2026-01-01T00:00:00Z","answer":{},"marks":{"total":101,"right":true}}`), Malformed},
		"negative points": {good(`{"exercise":"a","at":"2026-01-01T00:00:00Z","answer":{},"marks":{"total":-1,"right":true}}`), Malformed},
		"confidence":      {good(`{"exercise":"a","at":"2026-01-01T00:00:00Z","answer":{},"marks":{"total":1,"right":true,"confident":49}}`), Malformed},
		"Brier":           {good(`{"exercise":"a","at":"2026-01-01T00:00:00Z","answer":{},"marks":{"total":1,"right":true,"brier":2}}`), Malformed},
		"time":            {good(`{"exercise":"a","at":"yesterday","answer":{},"marks":{"total":1,"right":true}}`), Malformed},
		"long name":       {strings.Replace(good(""), `"pack"`, `"learners":["`+strings.Repeat("x", 300)+`"],"pack"`, 1), Malformed},
		"huge":            {good("") + strings.Repeat(" ", mostBytes), TooLarge},
	} {
		_, err := Read(strings.NewReader(c.text))
		if e := new(Error); !errors.As(err, &e) || e.Kind != c.kind || e.Error() == "" {
			t.Errorf("%s: %v, want %v", name, err, c.kind)
		}
	}
	if _, err := Read(strings.NewReader(good(""))); err != nil {
		t.Errorf("no attempts: %v", err)
	}
}

func TestMarksOfAFileAreNotTrustedWhereTheKeyIsThere(t *testing.T) {
	all := exercises(2)
	all[0].Candidates = []training.Item{{ID: "a"}, {ID: "b"}}
	keys := map[string]training.Key{"e1": {Choice: training.ThisOne, Placements: []training.Placement{{Candidate: "b"}}}}
	said := attempt("e1", 100, 90, true)
	said.Answer.Choice, said.Answer.Candidates = training.ThisOne, []string{"a"}
	r := Results{}.Add(said).Add(attempt("e2", 50, 60, true))
	before := r.Attempts[0].Marks
	again := r
	if changed := again.MarkAgain(all, keys); changed != 1 || again.Attempts[0].Marks.Total != 0 || again.Attempts[0].Marks.Brier != 0.81 || again.Attempts[1].Marks.Total != 50 {
		t.Errorf("%d changed: %+v", changed, again.Attempts)
	}
	if r.Attempts[0].Marks.Total != before.Total {
		t.Error("the results that were marked again are those of somebody else too")
	}
}

func TestCodeBringsTheFirstAttemptsBack(t *testing.T) {
	all := exercises(5)
	r := Results{PackDigest: digest}.Add(attempt("e1", 100, 90, true)).Add(attempt("e3", 0, 0, false)).Add(attempt("e1", 10, 50, false)).Add(attempt("e4", 57, 50, false))
	code := r.Code(all)
	if len(code) != 23 {
		t.Errorf("the code %s has %d characters", code, len(code))
	}
	heard := strings.NewReplacer("0", "o", "1", "l", "-", "  ").Replace(strings.ToLower(code)) + "\n"
	b, err := ParseCode(heard, all, digest)
	want := []BriefAttempt{}
	for _, a := range r.Brief().Attempts {
		a.Marks.Remarks = nil
		want = append(want, a)
	}
	got := slices.Clone(b.Attempts)
	for i := range got {
		got[i].Marks.Remarks = nil
	}
	slices.SortFunc(want, func(a, b BriefAttempt) int { return strings.Compare(a.Exercise, b.Exercise) })
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v\ngot  %+v\nwant %+v", err, got, want)
	}
	if b, err := ParseCode((Results{PackDigest: digest}).Code(all), all, digest); err != nil || len(b.Attempts) != 0 {
		t.Errorf("an empty one: %+v, %v", b, err)
	}
	if _, err := ParseCode(code, all, strings.Replace(digest, "b1", "b2", 1)); !errors.As(err, new(*Error)) || err.(*Error).Kind != OtherPack {
		t.Errorf("a code of another pack: %v", err)
	}
	if _, err := ParseCode(code, all[:2], digest); err == nil {
		t.Error("a code of more exercises than the pack has is taken")
	}
}

func TestAnyCodeComesBack(t *testing.T) {
	all := exercises(200)
	rapid.Check(t, func(t *rapid.T) {
		r := Results{PackDigest: digest}
		n := rapid.IntRange(0, 200).Draw(t, "n")
		for i := range n {
			if rapid.Bool().Draw(t, "tried") {
				confident := rapid.SampledFrom([]int{0, 50, 51, 75, 99, 100}).Draw(t, "confident")
				r = r.Add(attempt(all[i].ID, rapid.IntRange(0, 100).Draw(t, "points"), confident, rapid.Bool().Draw(t, "right")))
			}
		}
		b, err := ParseCode(r.Code(all), all, digest)
		if err != nil || len(b.Attempts) != len(r.Attempts) {
			t.Fatalf("%v, %d of %d", err, len(b.Attempts), len(r.Attempts))
		}
		for i, a := range b.Attempts {
			want := r.Attempts[i].Marks
			if a.Marks.Total != want.Total || a.Marks.Right != want.Right || a.Marks.Confident != want.Confident || a.Marks.Brier != want.Brier {
				t.Fatalf("%+v, want %+v", a.Marks, want)
			}
		}
	})
}

// Whatever one mishears is noticed, and its group is named.
func TestEveryMisheardCharacterIsNoticed(t *testing.T) {
	all := exercises(6)
	r := Results{PackDigest: digest}.Add(attempt("e1", 100, 90, true)).Add(attempt("e2", 31, 55, false)).Add(attempt("e6", 64, 70, true))
	code := strings.ReplaceAll(r.Code(all), "-", "")
	wrong := func(what string, chars []byte, groups ...int) {
		t.Helper()
		_, err := ParseCode(string(chars), all, digest)
		e := new(Error)
		if !errors.As(err, &e) || e.Kind != Misheard || !slices.Contains(groups, e.Group) {
			t.Errorf("%s: %v", what, err)
		}
	}
	for i := range code {
		for _, c := range []byte(alphabet) {
			if c != code[i] {
				bad := []byte(code)
				bad[i] = c
				wrong(fmt.Sprintf("%c for %c at %d", c, code[i], i), bad, i/5+1)
			}
		}
		if i%5 == 0 && i+10 <= len(code) {
			bad := []byte(code)
			copy(bad[i:], code[i+5:i+10])
			copy(bad[i+5:], code[i:i+5])
			if code[i:i+5] != code[i+5:i+10] {
				wrong(fmt.Sprintf("groups %d and %d swapped", i/5+1, i/5+2), bad, i/5+1)
			}
		}
		if i > 0 && code[i] != code[i-1] {
			bad := []byte(code)
			bad[i], bad[i-1] = bad[i-1], bad[i]
			wrong(fmt.Sprintf("%d swapped with the one before", i), bad, i/5+1, (i-1)/5+1)
		}
	}
	for text, kind := range map[string]Kind{"": NotACode, "U": NotACode, "ab?cd": NotACode, code[:len(code)-1]: CutOff, strings.Repeat(code, 50): NotACode} {
		_, err := ParseCode(text, all, digest)
		if e := new(Error); !errors.As(err, &e) || e.Kind != kind && e.Kind != Misheard {
			t.Errorf("%q: %v, want %v", text, err, kind)
		}
	}
}

func TestAGroupIsSummedUp(t *testing.T) {
	all := exercises(3)
	shared := training.Remark{Kind: training.GraphicsAsMatch}
	ida := Results{Learners: []string{"Ida"}}.Add(attempt("e1", 100, 90, true)).Add(attempt("e2", 0, 95, false, shared)).Add(attempt("e2", 100, 100, true))
	jonas := Results{Learners: []string{"Jonas", "=cmd()"}}.Add(attempt("e1", 60, 60, false, training.Remark{Kind: training.TooCareful})).Add(attempt("e2", 20, 80, false, shared)).Add(attempt("e9", 100, 50, true))
	code, err := ParseCode(Results{PackDigest: digest}.Add(attempt("e2", 10, 0, false)).Code(all), all, digest)
	if err != nil {
		t.Fatal(err)
	}
	s := Sum(all, []Brief{ida.Brief(), jonas.Brief(), ida.Brief(), code})
	if len(s.Rows) != 3 || s.Rows[0].Points != 100 || s.Rows[0].Answered != 2 || s.Rows[0].Right != 1 || s.Rows[1].Points != 80 {
		t.Errorf("rows %+v", s.Rows)
	}
	most := s.MostWrong()
	if len(most) != 2 || most[0].Exercise != "e2" || most[0].Answered != 3 || most[0].Right != 0 || most[0].Points != 10 || most[1].Exercise != "e1" {
		t.Errorf("most got wrong %+v", most)
	}
	if want := []Mistake{{training.GraphicsAsMatch, 2}}; !slices.Equal(most[0].Mistakes, want) {
		t.Errorf("mistakes %v", most[0].Mistakes)
	}
	if c := s.Calibration; c.Attempts != 4 || c.Right != 1 || c.SureWrong != 2 || c.SureFrom != 80 {
		t.Errorf("calibration %+v", c)
	}
	for l, want := range map[words.Language][2]string{words.English: {",", "Learner 3"}, words.Norwegian: {";", "Deltaker 3"}} {
		var out bytes.Buffer
		if err := s.CSV(l, &out); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), byteOrderMark)))
		r.Comma = rune(want[0][0])
		table, err := r.ReadAll()
		if err != nil || len(table) != 4 || len(table[0]) != 1+3*3+4 || table[3][0] != want[1] || table[1][1] != "100" || table[1][4] != "0" || table[1][6] != "95" || table[1][7] != "" {
			t.Errorf("%v: %q", err, table)
		}
	}
	if got := safeCell("=cmd()"); got != "'=cmd()" {
		t.Errorf("a formula stays one: %q", got)
	}
	if s := Sum(nil, []Brief{jonas.Brief()}); len(s.Columns) != 3 || s.Columns[2].Exercise != "e9" {
		t.Errorf("without the pack: %+v", s.Columns)
	}
}

// BenchmarkSum30Learners reads the files of 30 learners with 20 attempts each and sums them up as CSV.
func BenchmarkSum30Learners(b *testing.B) {
	all := exercises(20)
	var files [][]byte
	for n := range 30 {
		r := Results{Learners: []string{fmt.Sprint("Learner ", n)}}
		for i, e := range all {
			r = r.Add(attempt(e.ID, (n*i)%101, 50+(n+i)%51, (n+i)%3 > 0, training.Remark{Kind: training.GraphicsAsMatch}))
		}
		var out bytes.Buffer
		if err := r.Write(&out); err != nil {
			b.Fatal(err)
		}
		files = append(files, out.Bytes())
	}
	for b.Loop() {
		var briefs []Brief
		for _, data := range files {
			r, err := Read(bytes.NewReader(data))
			if err != nil {
				b.Fatal(err)
			}
			briefs = append(briefs, r.Brief())
		}
		var out bytes.Buffer
		if err := Sum(all, briefs).CSV(words.English, &out); err != nil {
			b.Fatal(err)
		}
	}
}

// FuzzRead: whatever comes, it ends in results that can be summed up, or in an *Error.
func FuzzRead(f *testing.F) {
	var out bytes.Buffer
	if err := (Results{Learners: []string{"Ida"}}).Add(attempt("e1", 100, 90, true, training.Remark{Kind: training.TooCareful})).Write(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		r, err := Read(bytes.NewReader(data))
		if e := new(Error); err != nil && !errors.As(err, &e) {
			t.Fatalf("%T %v", err, err)
		}
		if err := Sum(nil, []Brief{r.Brief()}).CSV(words.Norwegian, &out); err != nil {
			t.Fatal(err)
		}
		out.Reset()
	})
}

// FuzzCode: the same of codes.
func FuzzCode(f *testing.F) {
	all := exercises(3)
	f.Add((Results{PackDigest: digest}).Add(attempt("e1", 100, 90, true)).Code(all))
	f.Fuzz(func(t *testing.T, text string) {
		b, err := ParseCode(text, all, digest)
		if e := new(Error); err != nil && !errors.As(err, &e) {
			t.Fatalf("%T %v", err, err)
		}
		for _, a := range b.Attempts {
			if a.Marks.Total < 0 || a.Marks.Total > 100 {
				t.Fatalf("%+v", a)
			}
		}
	})
}

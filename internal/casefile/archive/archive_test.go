package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

func TestDocumentComesBackAsItWasWritten(t *testing.T) {
	d := example(t)
	data := written(t, d)
	f, err := Open(save(t, "a.motbilde", data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if !reflect.DeepEqual(f.Case, d.Case) || !reflect.DeepEqual(f.Comparisons, d.Comparisons) || f.Log.Head() != d.Log.Head() || f.Program != d.Program {
		t.Errorf("got %+v\nwant %+v", f.Document, d)
	}
	var original bytes.Buffer
	if err := f.Original(t.Context(), d.Case.Evidence[0].SHA256, &original); err != nil || original.String() != originals["claim"] {
		t.Errorf("the claim came back as %q, %v", original.String(), err)
	}
	if again := written(t, f.Document); !bytes.Equal(again, data) {
		t.Error("saved again without a change it has other bytes")
	}
}

// Another program's reader takes it, too.
func TestFileIsAnOrdinaryZip(t *testing.T) {
	data := written(t, example(t))
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(z.File) != 5 {
		t.Fatal(err)
	}
	for _, file := range z.File {
		r, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Errorf("%s: %v", file.Name, err)
		}
	}
}

func TestEveryFlippedByteIsNoticed(t *testing.T) {
	data := written(t, example(t))
	unnamed := 0
	for at := range data {
		for _, bit := range []byte{1, 0x20, 0x80} {
			data[at] ^= bit
			e := trouble(t, data)
			if e == nil {
				t.Fatalf("byte %d of %d with bits %#x flipped goes unnoticed", at, len(data), bit)
			}
			if e.Entry == "" {
				unnamed++
			}
			data[at] ^= bit
		}
	}
	if limit := 3 * (endBytes + 2*len(typeName)); unnamed > limit {
		t.Errorf("%d flips are noticed without a name, more than %d", unnamed, limit)
	}
}

func TestEveryTruncatedFileIsUnreadable(t *testing.T) {
	data := written(t, example(t))
	for n := range data {
		if e := trouble(t, data[:n]); e == nil || !e.Kind.Unreadable() {
			t.Fatalf("%d of %d bytes: %v", n, len(data), e)
		}
	}
}

func TestLimitsHold(t *testing.T) {
	le := binary.LittleEndian
	many := make([]packed, mostEntries+1)
	for i := range many {
		many[i] = packed{name: fmt.Sprintf("%s%064x", originalFolder, i)}
	}
	large := parts(t, written(t, example(t)))
	large[3].change = func(h []byte, central bool) {
		at := map[bool]int{false: 18, true: 20}[central]
		le.PutUint32(h[at:], mostOriginalBytes+1)
		le.PutUint32(h[at+4:], mostOriginalBytes+1)
	}
	beyond := parts(t, written(t, example(t)))
	beyond[4].change = func(h []byte, central bool) {
		at := map[bool]int{false: 18, true: 20}[central]
		le.PutUint32(h[at:], 1<<20)
		le.PutUint32(h[at+4:], 1<<20)
	}
	wide := written(t, example(t))
	le.PutUint32(wide[len(wide)-10:], mostDirectory+1)
	for name, c := range map[string]struct {
		data []byte
		kind Kind
	}{
		"entries": {forged(many...), TooMany}, "an entry": {forged(large...), TooLarge},
		"the directory": {wide, TooLarge}, "beyond the end": {forged(beyond...), Damaged},
	} {
		if e := trouble(t, c.data); e == nil || e.Kind != c.kind {
			t.Errorf("%s: %v, want %s", name, e, c.kind)
		}
	}
	if _, err := Read(bytes.NewReader(nil), mostBytes+1); err == nil {
		t.Error("a file over 4 GiB is taken")
	}
	bomb := with(t, caseName, `"evidence":[`, `"evidence":[`+strings.Repeat("{},", mostEntries))
	if e := trouble(t, bomb); e == nil || e.Kind != Malformed {
		t.Errorf("a long list of nothing: %v", e)
	}
}

func TestFolderAndMissingFileAreNoCase(t *testing.T) {
	if _, err := Open(filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
	e := new(Error)
	if _, err := Open(t.TempDir()); !errors.As(err, &e) || e.Kind != NotACase {
		t.Error(err)
	}
}

func TestFieldsOfALaterVersionSurvive(t *testing.T) {
	data := with(t, caseName, `"title":`, `"colour":{"of":"the <sea>"},"title":`)
	all := parts(t, data)
	for _, change := range [][2]string{
		{`"publisher":`, `"phone":"+47 1.50","publisher":`},
		{`"id":"candidate-1"`, `"weight":1.50,"id":"candidate-1"`},
		{`"method":`, `"second":[1,2],"method":`},
		{`"verdict":`, `"reason":null,"verdict":`},
		{`"who":"The harbour master"`, `"who":"The harbour master","tone":"<calm>"`},
		{`"account":"@harbour"`, `"account":"@harbour","followers":12`},
		{`"wording":`, `"doubt":"some","wording":`},
	} {
		all[1].data = strings.Replace(all[1].data, change[0], change[1], 1)
	}
	f, err := read(forged(all...))
	if err != nil {
		t.Fatal(err)
	}
	d := f.Document
	d.Case.Title = "Another title"
	claim, _ := d.Case.Find("claim")
	source := claim.Source
	source.Publisher, source.Note = "", "seen"
	source.Statements = append([]casefile.Statement{{Who: "Somebody else"}}, source.Statements...)
	d.Case = d.Case.WithSource("claim", source)
	again := parts(t, written(t, d))[1].data
	for _, kept := range []string{`{"of":"the <sea>"}`, `"phone":"+47 1.50"`, `"weight":1.50`, `"second":[1,2]`, `"reason":null`, `"Another title"`, `"note":"seen"`, `"publisher":""`, `"tone":"<calm>"`, `"followers":12`, `"doubt":"some"`, `"Somebody else"`} {
		if !strings.Contains(again, kept) {
			t.Errorf("%s is lost: %s", kept, again)
		}
	}
	saved, err := read(written(t, f.Document))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(written(t, saved.Document), written(t, f.Document)) {
		t.Error("each saving moves the fields that are not known")
	}
	d.Case = d.Case.Without("candidate-2")
	if gone := parts(t, written(t, d))[1].data; strings.Contains(gone, "candidate-2") {
		t.Error("evidence that was taken out came back")
	}
}

// The file was written before a case had posts, findings and parts.
func TestCaseOfAnEarlierReleaseOpens(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "earlier", "first-form.motbilde"))
	if err != nil {
		t.Fatal(err)
	}
	f, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	claim, ok := f.Case.Claim()
	if !ok || f.Case.Title != "The harbour" || claim.Source.Date != "March 2026?" || len(f.Comparisons) != 1 || f.Log.Count() != 3 {
		t.Errorf("%+v", f.Document)
	}
	if again := parts(t, written(t, f.Document))[1].data; !strings.Contains(again, `{"of":"the sea"}`) {
		t.Error("a field that it has and this program doesn't know is lost")
	}
}

// Some readers look at the case of letters, and some don't.
func TestFieldInAnotherSpellingDoesNotReturn(t *testing.T) {
	f, err := read(with(t, caseName, `"title":"The harbour"`, `"Title":"The harbour"`))
	if err != nil || f.Case.Title != "The harbour" {
		t.Fatal(err)
	}
	d := f.Document
	d.Case.Title = "The quay"
	if again, err := read(written(t, d)); err != nil || again.Case.Title != "The quay" {
		t.Errorf("%q, %v", again.Case.Title, err)
	}
}

func TestFileThatChangedIsNotSaved(t *testing.T) {
	for name, now := range map[string]string{"other bytes": "the claimed Picture", "longer": "the claimed picture.", "shorter": "the claimed"} {
		err := Write(io.Discard, example(t), func(e casefile.Evidence) (io.ReadCloser, error) {
			if e.ID == "claim" {
				return io.NopCloser(strings.NewReader(now)), nil
			}
			return openExample(e)
		})
		if e := new(Error); !errors.As(err, &e) || e.Kind != Changed || e.Entry != "claim.jpg" {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Between the two readings, too.
	times := 0
	err := Write(io.Discard, example(t), func(e casefile.Evidence) (io.ReadCloser, error) {
		if times++; times == 4 {
			return io.NopCloser(strings.NewReader("?")), nil
		}
		return openExample(e)
	})
	if e := new(Error); !errors.As(err, &e) || e.Kind != Changed {
		t.Errorf("changed while writing: %v", err)
	}
}

func TestCaseThatCouldNotBeReadIsNotWritten(t *testing.T) {
	twice := example(t)
	twice.Case.Evidence = append(twice.Case.Evidence, twice.Case.Evidence[0])
	orphan := example(t)
	orphan.Comparisons[0].Candidate = "nobody"
	for name, d := range map[string]Document{"the same ID twice": twice, "a comparison of nothing": orphan} {
		if err := Write(io.Discard, d, openExample); err == nil {
			t.Errorf("%s is written", name)
		}
	}
}

// anyDocument draws a case with odd texts and numbers.
func anyDocument(t *rapid.T) Document {
	number := rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, math.Inf(1), math.Inf(-1), 1e-300, -0.1}))
	text := rapid.String()
	d := Document{Program: text.Draw(t, "program"), Case: casefile.Case{Title: text.Draw(t, "title")}}
	for i := range rapid.IntRange(1, 5).Draw(t, "files") {
		e := casefile.Evidence{
			ID: casefile.ID(fmt.Sprint("e", i)), Role: casefile.Role(rapid.IntRange(0, 3).Draw(t, "role")), Name: text.Draw(t, "name"),
			MediaType: text.Draw(t, "type"), Pixels: geom.Size{Width: rapid.IntRange(0, 1e5).Draw(t, "w"), Height: rapid.IntRange(0, 1e5).Draw(t, "h")},
			Received: time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "s"), rapid.Int64Range(0, 999999999).Draw(t, "ns")).UTC(),
			Source:   casefile.Source{Address: text.Draw(t, "address"), Note: text.Draw(t, "note")},
			Facts:    provenance.Facts{Camera: text.Draw(t, "camera"), Credentials: rapid.Bool().Draw(t, "credentials")},
			Encoding: provenance.Encoding{Format: provenance.FormatJPEG, Quality: rapid.IntRange(0, 100).Draw(t, "quality")},
		}
		if rapid.Bool().Draw(t, "readable") {
			content := fmt.Sprint("content", i/2) // some are equal
			e.SHA256, e.Bytes = provenance.Digest([]byte(content)), int64(len(content))
		} else {
			e.Problem = RecordedProblem(text.Draw(t, "problem"))
		}
		e = anyWords(t, e)
		d.Case.Evidence = append(d.Case.Evidence, e)
		var err error
		d.Log, err = d.Log.With(casefile.LogLine{Time: e.Received, Event: casefile.Imported, Object: e.SHA256, Actor: text.Draw(t, "actor")})
		if err != nil {
			t.Fatal(err)
		}
		a := align.Alignment{
			Verdict: align.Verdict(rapid.IntRange(0, int(align.Unreadable)).Draw(t, "verdict")), Model: align.Model(rapid.IntRange(0, 3).Draw(t, "model")),
			Matches: rapid.Int().Draw(t, "matches"), ResidualPx: number.Draw(t, "residual"), CornerErrorPx: number.Draw(t, "corner"), HasNFA: rapid.Bool().Draw(t, "has"),
		}
		if a.HasNFA {
			a.Log10NFA = number.Draw(t, "nfa")
		}
		if rapid.Bool().Draw(t, "placed") {
			a.Status, a.CandidateFromClaimed = align.Approximate, geom.Translation(rapid.Float64Range(-1e4, 1e4).Draw(t, "x"), 3)
			a.Inliers = append(a.Inliers, align.Inlier{Claimed: geom.Point{X: number.Draw(t, "ix"), Y: 2}})
			a.Support = append(a.Support, align.Cell{ZNCC: number.Draw(t, "zncc")})
			a.Moved = append(a.Moved, align.Region{Strength: number.Draw(t, "strength")})
			a.Notes = append(a.Notes, align.TooLittleDetail)
		}
		d.Comparisons = append(d.Comparisons, casefile.Comparison{Claimed: "e0", Candidate: e.ID, Method: text.Draw(t, "method"), Alignment: a})
	}
	anyWritten(t, &d.Case)
	return d
}

// anyWords draws what a person may write about an item.
func anyWords(t *rapid.T, e casefile.Evidence) casefile.Evidence {
	text := rapid.String()
	date := func(label string) casefile.Date { return casefile.Date(text.Draw(t, label)) }
	s := &e.Source
	s.Text, s.Date, s.DeletedSince = text.Draw(t, "text"), date("posted"), date("deleted")
	s.Copy = rapid.SampledFrom(append([]casefile.CopyKind{""}, casefile.CopyKinds...)).Draw(t, "copy")
	s.FoundBy = casefile.FoundBy{Name: text.Draw(t, "finder"), Withheld: rapid.Bool().Draw(t, "withheld finder")}
	if rapid.Bool().Draw(t, "said") {
		s.Archived = append(s.Archived, casefile.Archived{Address: text.Draw(t, "archive"), Date: date("archived")})
		s.Dates = append(s.Dates, casefile.Attributed{What: rapid.SampledFrom(casefile.Whats).Draw(t, "what"), Value: text.Draw(t, "value"), By: text.Draw(t, "by")})
		s.Places = append(s.Places, casefile.Attributed{Value: text.Draw(t, "place")}, casefile.Attributed{Value: text.Draw(t, "place"), Resolved: true})
		s.Creators = append(s.Creators, casefile.Attributed{Value: text.Draw(t, "creator")})
		s.Statements = append(s.Statements, casefile.Statement{Who: text.Draw(t, "who"), What: text.Draw(t, "said what"), When: date("when")})
	}
	e.Pillars.Location = casefile.Pillar{Known: rapid.SampledFrom(casefile.Knowns).Draw(t, "known"), Note: text.Draw(t, "note")}
	if rapid.Bool().Draw(t, "withheld") {
		e.Withheld = casefile.Withheld{On: true, Why: text.Draw(t, "why"), Salt: provenance.Digest([]byte("salt"))}
	}
	return e
}

// anyWritten draws what a person may write about the case, and a part of its first item.
func anyWritten(t *rapid.T, c *casefile.Case) {
	text := rapid.String()
	first := &c.Evidence[0]
	if first.Pixels.Width > 2 && first.Pixels.Height > 2 {
		c.Evidence = append(c.Evidence, casefile.Evidence{
			ID: "part", Parent: first.ID, Part: geom.Rect{MinX: 1, MinY: 0, MaxX: 2, MaxY: 3}, Pixels: geom.Size{Width: 1, Height: 3},
			SHA256: first.SHA256, Received: first.Received,
		})
	}
	c.UUID, c.Question, c.Language, c.Propositions[1] = text.Draw(t, "uuid"), text.Draw(t, "question"), text.Draw(t, "language"), text.Draw(t, "proposition")
	c.Evidence[0].Label, c.Evidence[0].Status = text.Draw(t, "label"), rapid.SampledFrom(casefile.Statuses).Draw(t, "status of an item")
	c.Evidence[0].Description = text.Draw(t, "description")
	c.Order = []casefile.ID{"e0"}
	c.Status = rapid.SampledFrom(casefile.Statuses).Draw(t, "status")
	c.Authors = rapid.SliceOfN(text, 1, 3).Draw(t, "authors")
	c.Posts = []casefile.Post{
		{ID: "p1", Account: text.Draw(t, "account"), Pictures: []casefile.ID{"e0"}, ReplacedBy: "p2", SeenGone: []casefile.Seen{{Who: text.Draw(t, "who")}}},
		{ID: "p2", Texts: []casefile.Text{{Language: "nb", Text: text.Draw(t, "post")}}, Captures: []casefile.ID{"e0"}},
	}
	c.Findings = []casefile.Finding{{
		Claimed: "e0", Wording: text.Draw(t, "wording"), Ratings: []casefile.Rating{rapid.SampledFrom(casefile.Ratings).Draw(t, "rating")},
		Sources: []casefile.ID{"e0"}, Reply: casefile.Reply{Answer: rapid.SampledFrom(casefile.Answers).Draw(t, "answer")},
	}}
	c.Corrections = []casefile.Correction{{Text: text.Draw(t, "correction")}}
	c.Marks = anyMarks(t)
	c.Issues = []casefile.Issue{{Number: 1, SHA256: text.Draw(t, "report")}}
}

// anyMarks draws marks of the first item with itself.
func anyMarks(t *rapid.T) []casefile.Mark {
	place := rapid.Float64Range(-1e6, 1e6)
	var marks []casefile.Mark
	for i := range rapid.IntRange(0, 4).Draw(t, "marks") {
		m := casefile.Mark{
			ID: casefile.ID(fmt.Sprint("m", i)), Claimed: "e0", Candidate: "e0", Kind: rapid.SampledFrom(casefile.MarkKinds).Draw(t, "kind"),
			Text: rapid.String().Draw(t, "name"), Set: rapid.SampledFrom(casefile.Sides).Draw(t, "set"), Colour: rapid.SampledFrom(casefile.MarkColours).Draw(t, "colour"),
			UncertaintyPx: rapid.Float64Range(0, 1e6).Draw(t, "uncertainty"), Width: rapid.Float64Range(0, casefile.MostMarkWidth).Draw(t, "width"), Hidden: rapid.Bool().Draw(t, "hidden"),
		}
		var points []geom.Point
		for !m.Kind.Takes(len(points)) {
			points = append(points, geom.Point{X: place.Draw(t, "x"), Y: place.Draw(t, "y")})
		}
		m = m.With(m.Set, points)
		if m.Twin = rapid.SampledFrom(append(casefile.Twins, casefile.NoTwin)).Draw(t, "twin"); m.Twin != casefile.NoTwin {
			m = m.With(m.Set.Other(), slices.Clone(points))
		}
		if m.Kind == casefile.DetailMark && rapid.Bool().Draw(t, "measured") {
			m.Measured = &casefile.MarkRemeasured{At: points[0], Agreement: rapid.Float64Range(-1, 1).Draw(t, "agreement")}
			m.Frame = &casefile.FrameMoment{Index: i, Time: time.Duration(rapid.Int64Range(0, 1e12).Draw(t, "time"))}
		}
		marks = append(marks, m)
	}
	return marks
}

func TestAnyCaseComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDocument(t)
		open := func(e casefile.Evidence) (io.ReadCloser, error) {
			for i := range 5 {
				if content := fmt.Sprint("content", i); provenance.Digest([]byte(content)) == e.SHA256 {
					return io.NopCloser(strings.NewReader(content)), nil
				}
			}
			return nil, os.ErrNotExist
		}
		var once, twice bytes.Buffer
		if err := errors.Join(Write(&once, d, open), Write(&twice, d, open)); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(once.Bytes(), twice.Bytes()) {
			t.Fatal("the same case gives other bytes")
		}
		f, err := read(once.Bytes())
		if err != nil {
			t.Fatal(err)
		}
		if wrong, err := f.Check(t.Context()); err != nil || len(wrong) > 0 {
			t.Fatal(wrong, err)
		}
		if !reflect.DeepEqual(f.Case, d.Case) || !reflect.DeepEqual(f.Comparisons, d.Comparisons) || !reflect.DeepEqual(f.Log, d.Log) {
			t.Fatalf("got  %+v\nwant %+v", f.Document, d)
		}
	})
}

// FuzzRead holds that any bytes end in a File or in an *Error, and that what is
// taken can be written and read again.
func FuzzRead(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.data)
	}
	f.Fuzz(survives)
}

// FuzzCase does so behind the checksums, which changed bytes seldom pass.
func FuzzCase(f *testing.F) {
	all := parts(f, written(f, example(f)))
	f.Add(all[1].data)
	f.Add(strings.Replace(all[1].data, `"title":`, `"colour":{"of":"the sea"},"title":`, 1))
	f.Fuzz(func(t *testing.T, text string) {
		again := slices.Clone(all)
		again[1].data = text
		survives(t, forged(again...))
	})
}

func survives(t *testing.T, data []byte) {
	file, err := read(data)
	if err != nil {
		if e := new(Error); !errors.As(err, &e) {
			t.Fatalf("an error of another kind: %v", err)
		}
		return
	}
	if wrong, err := file.Check(t.Context()); err != nil || len(wrong) > 0 {
		return
	}
	var out bytes.Buffer
	err = Write(&out, file.Document, func(e casefile.Evidence) (io.ReadCloser, error) {
		var original bytes.Buffer
		err := file.Original(t.Context(), e.SHA256, &original)
		return io.NopCloser(&original), err
	})
	if err != nil {
		t.Fatalf("what was read can't be written: %v", err)
	}
	if _, err := read(out.Bytes()); err != nil {
		t.Fatalf("what was written can't be read: %v", err)
	}
}

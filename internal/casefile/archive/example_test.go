package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// originals are the bytes of the example's files. They need be no pictures:
// the container doesn't look into them.
var originals = map[casefile.ID]string{"claim": "the claimed picture", "candidate-1": "a candidate"}

// example is the case of docs/case-file.md.
func example(t testing.TB) Document {
	t.Helper()
	d := Document{Program: "0.1.0", Case: casefile.Case{UUID: "0190a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b", Title: "The harbour", Authors: []string{"Kari"}}}
	received := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	log := func(line casefile.LogLine) {
		var err error
		line.Time = received
		if d.Log, err = d.Log.With(line); err != nil {
			t.Fatal(err)
		}
	}
	for _, id := range []casefile.ID{"claim", "candidate-1"} {
		e := casefile.Evidence{
			ID: id, Role: casefile.Candidate, Name: string(id) + ".jpg", SHA256: provenance.Digest([]byte(originals[id])), Bytes: int64(len(originals[id])),
			MediaType: "image/jpeg", Pixels: geom.Size{Width: 200, Height: 160}, Received: received,
		}
		if id == "claim" {
			e.Role = casefile.Claimed
			e.Label, e.Status = "The post of 1 March", casefile.ToCheck
			e.Description = "Three cranes on a quay, smoke behind them."
			e.Source = casefile.Source{
				Publisher: "Kari & co <x>", Date: "March 2026?", Copy: casefile.Screenshot,
				Statements: []casefile.Statement{{Who: "The harbour master", What: "This is not our harbour.", When: "2026-03-02"}},
			}
		}
		d.Case.Evidence = append(d.Case.Evidence, e)
		log(casefile.LogLine{Event: casefile.Imported, Object: e.SHA256, Parameters: map[string]string{"id": string(id)}})
	}
	claim := d.Case.Evidence[0]
	d.Case.Evidence = append(d.Case.Evidence, casefile.Evidence{
		ID: "claim-1", Role: casefile.Context, Name: "picture in claim.jpg", SHA256: claim.SHA256, MediaType: claim.MediaType, Received: received,
		Parent: "claim", Part: geom.Rect{MinX: 20, MinY: 30, MaxX: 180, MaxY: 150}, Pixels: geom.Size{Width: 160, Height: 120},
	})
	d.Case.Order = []casefile.ID{"candidate-1"}
	d.Case.Posts = []casefile.Post{{ID: "post-1", Account: "@harbour", Pictures: []casefile.ID{"claim-1"}, Captures: []casefile.ID{"claim"}}}
	d.Case.Findings = []casefile.Finding{{Claimed: "claim", Wording: "Another year.", Ratings: []casefile.Rating{casefile.Decontextualized}}}
	d.Case.Evidence = append(d.Case.Evidence, casefile.Evidence{
		ID: "candidate-2", Role: casefile.Candidate, Name: "gone.jpg", Received: received, Problem: RecordedProblem("no such file"),
	})
	d.Comparisons = []casefile.Comparison{{
		Claimed: "claim", Candidate: "candidate-1", Method: "align/2",
		Alignment: align.Alignment{
			Verdict: align.Match, Notes: []align.Note{align.OtherMomentPossible}, Status: align.Aligned, Model: align.Similarity,
			CandidateFromClaimed: geom.Translation(60, 40), Matches: 7,
			Inliers:    []align.Inlier{{Claimed: geom.Point{X: 1.5, Y: 2}, Candidate: geom.Point{X: 61.25, Y: 42}, ResidualPx: 0.25}},
			ResidualPx: 0.25, CornerErrorPx: 0.5, HasNFA: true, Log10NFA: -12.5, ClaimCovered: 1, CandidateCovered: 0.4,
			Support: []align.Cell{{Box: geom.Rect{MinX: 1, MinY: 2, MaxX: 3, MaxY: 4}, ZNCC: 0.9}}, SupportAgrees: 1,
			Moved: []align.Region{{Box: geom.Rect{MinX: 5, MinY: 6, MaxX: 7, MaxY: 8}, Strength: 4, Log10NFA: -3}},
		},
	}}
	d.Case.Marks = []casefile.Mark{
		{
			ID: "m1", Claimed: "claim", Candidate: "candidate-1", Kind: casefile.DetailMark, Text: "The crane", Note: "Dark in both.",
			Set: casefile.OnClaimed, OnClaimed: []geom.Point{{X: 20.5, Y: 30}}, OnCandidate: []geom.Point{{X: 80.5, Y: 70}},
			Twin: casefile.ByAlignment, UncertaintyPx: 0.5, SidePx: 48,
			Measured: &casefile.MarkRemeasured{Method: "detail/1", Found: true, At: geom.Point{X: 80.75, Y: 70}, ResidualPx: 0.25, Agreement: 0.9, RadiusPx: 12},
		},
		{
			ID: "m2", Claimed: "claim", Candidate: "candidate-1", Kind: casefile.RedactionMark, Set: casefile.OnClaimed,
			OnClaimed: []geom.Point{{X: 1, Y: 2}, {X: 9, Y: 2}, {X: 9, Y: 8}, {X: 1, Y: 8}},
		},
	}
	log(casefile.LogLine{Event: casefile.Compared, Object: d.Case.Evidence[1].SHA256, Parameters: map[string]string{"verdict": "match"}})
	return d
}

func openExample(e casefile.Evidence) (io.ReadCloser, error) {
	return io.NopCloser(strings.NewReader(originals[e.ID])), nil
}

func written(t testing.TB, d Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, d, openExample); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(data []byte) (*File, error) { return Read(bytes.NewReader(data), int64(len(data))) }

// trouble reads and checks a file and returns the first error; nil where all of it holds.
func trouble(t testing.TB, data []byte) *Error {
	t.Helper()
	f, err := read(data)
	if err == nil {
		wrong, failed := f.Check(t.Context())
		if failed != nil {
			t.Fatal(failed)
		}
		if len(wrong) == 0 {
			return nil
		}
		return wrong[0]
	}
	e := new(Error)
	if !errors.As(err, &e) {
		t.Fatalf("an error of another kind: %v", err)
	}
	return e
}

// packed is an entry as a writer without scruples might put it.
type packed struct {
	name string
	data string
	// what the headers say: change is told the local header (central false) and the record in the directory
	change func(header []byte, central bool)
}

// forged packs entries without asking whether a case file may have them.
func forged(parts ...packed) []byte {
	var out []byte
	var entries []entry
	for _, p := range parts {
		e := entryOf(p.name, p.data, int64(len(out)))
		header := e.local()
		if p.change != nil {
			p.change(header, false)
		}
		out = append(append(out, header...), p.data...)
		entries = append(entries, e)
	}
	tail := directory(entries)
	at := 0
	for i, p := range parts {
		if p.change != nil {
			p.change(tail[at:], true)
		}
		at += len(entries[i].central())
	}
	return append(out, tail...)
}

// parts takes a good file apart.
func parts(t testing.TB, data []byte) (out []packed) {
	t.Helper()
	f, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range f.entries {
		out = append(out, packed{name: e.name, data: string(data[e.start():e.end()])})
	}
	return out
}

// with replaces a text in one part, checksums included.
func with(t testing.TB, name, old, now string) []byte {
	t.Helper()
	return altered(t, written(t, example(t)), name, old, now)
}

// altered is a case file with other words in a part.
func altered(t testing.TB, file []byte, name, old, now string) []byte {
	t.Helper()
	all := parts(t, file)
	for i, p := range all {
		if p.name == name {
			if !strings.Contains(p.data, old) {
				t.Fatalf("%s does not hold %q", name, old)
			}
			all[i].data = strings.Replace(p.data, old, now, 1)
		}
	}
	return forged(all...)
}

func save(t *testing.T, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// evidenceName names the example's original.
func evidenceName(id casefile.ID) string {
	return fmt.Sprintf("%s%s", originalFolder, provenance.Digest([]byte(originals[id])))
}

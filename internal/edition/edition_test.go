package edition

import (
	"errors"
	"io"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

var (
	now   = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	files = map[casefile.ID]string{"claim": "the claim", "e2": "given by a source", "e3": "found openly", "e4": "given by a source"}
)

// secrets are the words of the withheld item that nothing of a publication may hold.
var secrets = []string{
	"anna-phone_0042", "channel/8841", "Anna Berg", "Leser 17", "Harstad quay", "59.12345", "I stood there", "archive.example/zz9", "someone at the gate",
	"Anna's clip",
}

// document is a case in which e2 is withheld: e2a is a part of it, and e4 the same file under another name.
func document(t *testing.T) archive.Document {
	t.Helper()
	item := func(id casefile.ID, role casefile.Role, name string) casefile.Evidence {
		return casefile.Evidence{
			ID: id, Role: role, Name: name, SHA256: provenance.Digest([]byte(files[id])), Bytes: int64(len(files[id])),
			MediaType: "image/jpeg", Pixels: geom.Size{Width: 200, Height: 160}, Received: now.Add(-time.Hour),
		}
	}
	source := item("e2", casefile.Candidate, "anna-phone_0042.jpg")
	source.Facts = provenance.Facts{GPS: "59.12345, 10.54321", Artist: "Anna Berg", Camera: "Phone"}
	source.Encoding = provenance.Encoding{Format: provenance.FormatJPEG, Quality: 93}
	source.Source = casefile.Source{
		Address: "https://t.example/channel/8841", Publisher: "An agency", Collector: "Leser 17", Collected: "2026-02-28",
		Places: []casefile.Attributed{{Value: "Harstad quay", By: "Anna Berg"}}, Text: "I stood there when it burned.",
		Archived:   []casefile.Archived{{Address: "https://archive.example/zz9"}},
		Statements: []casefile.Statement{{Who: "someone at the gate", What: "It was that night."}},
	}
	source.Label, source.Status = "Anna's clip", casefile.Warning
	source.Description = "A quay behind Anna Berg's house, on fire."
	part := source
	part.ID, part.Role, part.Name, part.Parent, part.Part = "e2a", casefile.Context, "part of it", "e2", geom.Rect{MaxX: 100, MaxY: 100}
	part.Bytes, part.Pixels = 0, geom.Size{Width: 100, Height: 100}
	open := item("e3", casefile.Candidate, "open.jpg")
	open.Source = casefile.Source{Publisher: "An agency", Note: "Not that of ANNA BERG.", FoundBy: casefile.FoundBy{Name: "Nils the finder", Withheld: true}}
	open.Description = "Another quay than Anna Berg's."
	open.Problem = archive.RecordedProblem("nothing like anna-phone_0042.jpg")
	c := casefile.Case{
		UUID: "0190a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b", Title: "The quay (anna-phone_0042.jpg)", Question: "From An agency?", Sensitivity: "protect her",
		Authors:  []string{"Kari"},
		Evidence: []casefile.Evidence{item("claim", casefile.Claimed, "claim.jpg"), source, part, open, item("e4", casefile.Candidate, "copy.jpg")},
		Posts: []casefile.Post{
			{ID: "p1", Account: "@harbour", Pictures: []casefile.ID{"e2", "e3"}, ReplacedBy: "p2"},
			{ID: "p2", Account: "@annasaccount", Captures: []casefile.ID{"e2"}},
		},
		Findings: []casefile.Finding{{
			Claimed: "claim", Wording: "Seen at https://t.example/channel/8841, says Anna Berg; Anna Bergersen does not.", Sources: []casefile.ID{"e2", "e3"},
			Date: "when Nils the finder told us",
		}},
	}
	c.Evidence[1].Withheld = c.Evidence[1].Withheld.Switched(true)
	c.Evidence[1].Withheld.Why = "She lives there."
	figures := align.Alignment{
		Verdict: align.Match, Notes: []align.Note{align.OtherMomentPossible}, Status: align.Aligned, Model: align.Similarity,
		CandidateFromClaimed: geom.Translation(3, 4), Matches: 7, HasNFA: true, Log10NFA: -77.125, ClaimCovered: 1, CandidateCovered: 0.5, ResidualPx: 0.375,
		Inliers: []align.Inlier{{Claimed: geom.Point{X: 1, Y: 2}}},
	}
	d := archive.Document{Case: c, Program: "0.1.0", Comparisons: []casefile.Comparison{
		{Claimed: "claim", Candidate: "e2", Method: align.Version, Alignment: figures}, {Claimed: "claim", Candidate: "e3", Method: align.Version, Alignment: figures},
	}}
	for _, line := range []casefile.LogLine{
		{Event: casefile.Imported, Object: c.Evidence[0].SHA256, Parameters: map[string]string{"id": "claim", "name": "claim.jpg"}},
		{Event: casefile.Imported, Object: c.Evidence[1].SHA256, Actor: "Leser 17", Parameters: map[string]string{"id": "e2", "name": "anna-phone_0042.jpg", "bytes": "17"}},
		{Event: casefile.Compared, Object: c.Evidence[3].SHA256, Actor: "Kari", Parameters: map[string]string{"candidate": "e3", "claimed": c.Evidence[0].SHA256}},
		{Event: casefile.Edited, Object: c.Evidence[1].SHA256, Parameters: map[string]string{"evidence[e2].source.note": `"" → "something"`}},
		{Event: casefile.Edited, Parameters: map[string]string{"title": `"a draft" → "The quay"`}},
		{Event: casefile.Imported, Object: provenance.Digest([]byte("gone")), Parameters: map[string]string{"id": "e9", "name": "taken-out.jpg"}},
		{Event: casefile.Opened, Actor: "Night desk", Parameters: map[string]string{"program": "0.1.0"}},
		{Event: casefile.Saved, Parameters: map[string]string{"name": "tip.motbilde"}},
	} {
		line.Time = now.Add(-time.Minute)
		var err error
		if d.Log, err = d.Log.With(line); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

func published(t *testing.T, d archive.Document) archive.Document {
	t.Helper()
	out, err := Of(d, Publication, words.English, now)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// file writes a document as a case file and reads it again.
func file(t *testing.T, d archive.Document) (*archive.File, []byte) {
	t.Helper()
	var out strings.Builder
	err := archive.Write(&out, d, func(e casefile.Evidence) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader(files[e.ID])), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	f, err := archive.Read(strings.NewReader(out.String()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	return f, []byte(out.String())
}

func TestPublicationHoldsNothingThatWasWithheld(t *testing.T) {
	d := document(t)
	before := document(t)
	f, data := file(t, published(t, d))
	lower := strings.ReplaceAll(strings.ToLower(string(data)), "anna bergersen", "") // another person
	for _, secret := range append(secrets, d.Case.Evidence[1].SHA256, d.Case.Evidence[1].Withheld.Salt, files["e2"], "She lives there", "protect her", "Nils the finder",
		"annasaccount", "a draft", "taken-out", "Night desk", "tip.motbilde", "copy.jpg", "part of it") {
		if strings.Contains(lower, strings.ToLower(secret)) {
			t.Errorf("the publication holds %q", secret)
		}
	}
	_, whole := file(t, d)
	for _, secret := range secrets {
		if !strings.Contains(string(whole), secret) {
			t.Errorf("the archive lacks %q, so that the search proves nothing", secret)
		}
	}
	if f.Originals() != 2 {
		t.Errorf("%d originals, want those of claim and e3", f.Originals())
	}
	before.Case.Evidence[1].Withheld.Salt = d.Case.Evidence[1].Withheld.Salt // chance
	if !reflect.DeepEqual(before.Case, d.Case) || !reflect.DeepEqual(before.Comparisons, d.Comparisons) {
		t.Error("the document that was given has changed")
	}
}

func TestWithheldItemsKeepTheirPlaceAndACommitment(t *testing.T) {
	d := document(t)
	p := published(t, d)
	salt := d.Case.Evidence[1].Withheld.Salt
	want := Commitment(salt, d.Case.Evidence[1].SHA256)
	for _, at := range []int{1, 2, 4} {
		e := p.Case.Evidence[at]
		name := map[int]string{1: "Withheld item 1", 2: "Withheld item 2", 4: "Withheld item 3"}[at]
		bare := casefile.Evidence{ID: e.ID, Role: d.Case.Evidence[at].Role, Name: name, Withheld: casefile.Withheld{On: true, Commitment: want}}
		if !reflect.DeepEqual(e, bare) {
			t.Errorf("%+v", e)
		}
	}
	if e := p.Case.Evidence[3]; e.Name != "open.jpg" || e.SHA256 != d.Case.Evidence[3].SHA256 || e.Source.Note != "Not that of (withheld)." ||
		e.Source.FoundBy != (casefile.FoundBy{Withheld: true}) || e.Problem.Error() != "nothing like (withheld)" || e.Received != d.Case.Evidence[3].Received {
		t.Errorf("%+v", e)
	}
	c, f := p.Case, p.Case.Findings[0]
	if c.Title != "The quay ((withheld))" || c.Question != "From An agency?" || c.Sensitivity != "" || !slices.Equal(c.Authors, []string{"Kari"}) {
		t.Errorf("%q %q %q %q", c.Title, c.Question, c.Sensitivity, c.Authors)
	}
	if f.Wording != "Seen at (withheld), says (withheld); Anna Bergersen does not." || !slices.Equal(f.Sources, []casefile.ID{"withheld-1", "e3"}) || f.Date != "when (withheld) told us" {
		t.Errorf("%+v", f)
	}
	if len(c.Posts) != 1 || !slices.Equal(c.Posts[0].Pictures, []casefile.ID{"e3"}) || c.Posts[0].ReplacedBy != "" {
		t.Errorf("%+v", c.Posts)
	}
	if wanted := (align.Alignment{Verdict: align.Match, Notes: []align.Note{align.OtherMomentPossible}}); !reflect.DeepEqual(p.Comparisons[0].Alignment, wanted) {
		t.Errorf("%+v", p.Comparisons[0])
	}
	if !reflect.DeepEqual(p.Comparisons[1], d.Comparisons[1]) {
		t.Errorf("%+v", p.Comparisons[1])
	}
}

func TestCommitmentIsThatOfTheDigits(t *testing.T) {
	// printf %s%s SALT DIGEST | sha256sum
	if got := Commitment(strings.Repeat("a", 64), strings.Repeat("b", 64)); got != "fa0dafbf43f1f551e536353e9d1a942a8e86e41a0b58dfeaf264ef217f6b862a" {
		t.Errorf("got %s", got)
	}
}

func TestLogOfAPublicationIsAChainOfItsOwn(t *testing.T) {
	d := document(t)
	p := published(t, d)
	l, err := casefile.ReadLog(p.Log.Text())
	if err != nil {
		t.Fatal(err)
	}
	lines, was, texts, salt := l.Lines(), d.Log.Lines(), d.Log.Texts(), LogSalt(d.Case)
	if len(lines) != 9 {
		t.Fatalf("%d lines", len(lines))
	}
	for i, line := range lines[:8] {
		if replaced := i == 1 || i >= 3 && i != 6; replaced {
			if line.Parameters["withheld"] != Commitment(salt, provenance.Digest([]byte(texts[i]))) || len(line.Parameters) != 1 || line.Object != "" || line.Actor != "" || !line.Time.IsZero() || line.Event != was[i].Event {
				t.Errorf("line %d: %+v", i+1, line)
			}
			continue
		}
		line.Previous = was[i].Previous
		if i == 6 {
			was[i].Actor = "" // no author of the case
		}
		if !reflect.DeepEqual(line, was[i]) {
			t.Errorf("line %d: %+v", i+1, line)
		}
	}
	last := lines[8]
	if want := map[string]string{"lines": "8", "replaced": "5", "head": Commitment(salt, d.Log.Head())}; last.Event != Event || !reflect.DeepEqual(last.Parameters, want) || !last.Time.Equal(now) {
		t.Errorf("%+v", last)
	}
	if bytesOf := string(p.Log.Text()); strings.Contains(bytesOf, d.Log.Head()) || strings.Contains(bytesOf, was[2].Previous) {
		t.Error("a digest of a withheld line stands in the publication: whoever suspects a file can try it")
	}
}

func TestEditionsOfACaseWithoutSecrets(t *testing.T) {
	d := document(t)
	if a, err := Of(d, Archive, words.English, now); err != nil || !reflect.DeepEqual(a, d) {
		t.Errorf("the archive is another document (%v)", err)
	}
	d.Case.Evidence[1].Withheld, d.Case.Evidence[3].Source.FoundBy.Withheld = casefile.Withheld{}, false
	for i := range d.Case.Evidence {
		d.Case.Evidence[i].Status = ""
	}
	p := published(t, d)
	d.Case.Sensitivity = ""
	if !reflect.DeepEqual(p.Case, d.Case) {
		t.Error("a publication of which nothing is withheld is another case")
	}
	// Without a salt nothing can be committed to, and how a person worked is not shown all the same.
	if lines := p.Log.Lines(); len(lines) != 9 || strings.Contains(string(p.Log.Text()), "a draft") || lines[4].Parameters["withheld"] != "" || lines[8].Parameters["head"] != "" {
		t.Errorf("%s", p.Log.Text())
	}
	var plain casefile.Log
	for _, line := range d.Log.Lines()[:3] {
		line.Actor = ""
		var err error
		if plain, err = plain.With(line); err != nil {
			t.Fatal(err)
		}
	}
	of := d
	of.Log = plain
	if p := published(t, of); p.Log.Head() != plain.Head() {
		t.Error("a log of which all can be shown is another one")
	}
	d.Case.Evidence[1].Withheld = casefile.Withheld{On: true}
	if _, err := Of(d, Publication, words.English, now); !errors.Is(err, ErrNoSalt) {
		t.Errorf("without a salt: %v", err)
	}
}

func TestFieldsThatAreNotKnownStayInTheArchive(t *testing.T) {
	f, err := archive.Open(filepath.Join("..", "casefile", "archive", "testdata", "unknown-fields.motbilde"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for kind, want := range map[Edition]bool{Archive: true, Publication: false} {
		d, err := Of(f.Document, kind, words.English, now)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		err = archive.Write(&out, d, func(e casefile.Evidence) (io.ReadCloser, error) {
			var original strings.Builder
			err := f.Original(t.Context(), e.SHA256, &original)
			return io.NopCloser(strings.NewReader(original.String())), err
		})
		if err != nil || strings.Contains(out.String(), `"colour":{"of":"the sea"}`) != want {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestOrdinaryWordsAreNotMasked(t *testing.T) {
	for text, want := range map[string]bool{"Oslo": false, "Anna": false, "IMG1": true, "@abc": true, "Harbour": true, "a.b": false, "      a ": false, "": false} {
		if telling(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}

func TestPublicationHasNoNotesOfThePersonsOwnWork(t *testing.T) {
	d := document(t)
	d.Case.Evidence[3].Status, d.Case.Evidence[3].Label = casefile.Fine, "From Anna's clip?"
	d.Case.Order = []casefile.ID{"e2", "e3"}
	out := published(t, d)
	if len(out.Case.Order) != 0 {
		t.Errorf("the order is %v", out.Case.Order)
	}
	for _, e := range out.Case.Evidence {
		if e.Status != "" {
			t.Errorf("%s has the status %q", e.ID, e.Status)
		}
	}
	if e, _ := out.Case.Find("e3"); e.Label == "" || strings.Contains(e.Label, "Anna") {
		t.Errorf("the label of what is shown reads %q", e.Label)
	}
}

package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
)

func TestPastedPictureIsEvidenceByItsBytesAndSaysHowItCame(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "a.png", "bb.png")
	first, err := os.ReadFile(paths[0])
	if err != nil {
		t.Fatal(err)
	}
	second, err := os.ReadFile(paths[1])
	if err != nil {
		t.Fatal(err)
	}
	p := Pasted{Data: first, MediaType: "image/png", Name: "Pasted picture", Source: casefile.Source{Acquisition: "from the clipboard"}}
	o.desk.Paste(p)
	o.until("it is the claim", func(s Snapshot) bool { return s.HasClaim() && idle(s) })
	p.Data = second
	o.desk.Paste(p)
	s := o.until("the second is a candidate", func(s Snapshot) bool { return len(s.Candidates) == 1 && idle(s) })
	claim, candidate := s.Claim.Evidence, s.Candidates[0].Evidence
	if claim.Name != "Pasted picture 1.png" || candidate.Name != "Pasted picture 2.png" {
		t.Errorf("they are called %q and %q", claim.Name, candidate.Name)
	}
	if claim.Bytes != int64(len(first)) || claim.Source.Acquisition != "from the clipboard" || candidate.Source.Acquisition != "from the clipboard" {
		t.Errorf("%d bytes; sources %+v, %+v", claim.Bytes, claim.Source, candidate.Source)
	}
	if kept, err := os.ReadFile(claim.Path); err != nil || string(kept) != string(first) {
		t.Errorf("other bytes lie at %s (%v)", claim.Path, err)
	}
	path := filepath.Join(t.TempDir(), "a.motbilde")
	o.desk.SaveAs(path)
	o.finished()
	o.desk.Close()
	if _, err := os.Stat(claim.Path); err == nil {
		t.Error("the file of what was pasted is left behind")
	}
	again := newOwner(t)
	again.desk.OpenCase(path)
	s = again.until("the case is open again", func(s Snapshot) bool { return s.Claim.Thumbnail != nil && idle(s) })
	if s.Claim.Evidence.SHA256 != claim.SHA256 || s.Claim.Evidence.Source.Acquisition == "" {
		t.Errorf("opened again: %+v", s.Claim.Evidence)
	}
}

func TestPastedAddressIsWrittenDownAndReplacesNone(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "claim.png", "a.png"))
	s := o.finished()
	id := s.Candidates[0].Evidence.ID
	source := func() casefile.Source {
		e, _ := o.desk.Case().Find(id)
		return e.Source
	}
	o.desk.SetAddress(id, "https://example.org/1")
	o.desk.SetAddress(id, "https://example.org/1")
	o.desk.SetAddress(id, "https://example.org/2")
	if got := source(); got.Address != "https://example.org/1" || got.Note != "https://example.org/2" {
		t.Errorf("%+v", got)
	}
	if undo := o.desk.Snapshot().Undo; undo.Key != "edit.address" || !strings.Contains(strings.Join(undo.Fields, " "), "a.png") {
		t.Errorf("undo would take %+v", undo)
	}
	o.desk.Undo()
	if got := source(); got.Address != "https://example.org/1" || got.Note != "" {
		t.Errorf("after undo %+v", got)
	}
}

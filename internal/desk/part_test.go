package desk

import (
	"fmt"
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/capture"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// capturedPost writes the capture of a post and the picture in it, and says
// where that lies.
func capturedPost(t *testing.T) (captured, found string, at image.Rectangle) {
	t.Helper()
	scene := synth.Draw(3, synth.Convoy, geom.Size{Width: 640, Height: 420}).Image
	post := synth.DrawPost(1, []*image.RGBA{scene}, synth.Post{Interface: synth.PhoneCard, Width: 500})
	folder := t.TempDir()
	captured, found = filepath.Join(folder, "post.jpg"), filepath.Join(folder, "found.jpg")
	for name, img := range map[string]*image.RGBA{captured: post.Image, found: scene} {
		if err := os.WriteFile(name, synth.EncodeJPEG(img, 92), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return captured, found, post.Pictures[0]
}

func TestPictureMarkedInTheClaimIsTheClaimAndTheCaptureContext(t *testing.T) {
	o := newOwner(t)
	captured, found, at := capturedPost(t)
	o.desk.Open([]string{captured, found})
	s := o.finished()
	parent := s.Claim.Evidence
	o.desk.SetSource(parent.ID, casefile.Source{Account: "somebody"})

	var proposed []capture.Proposal
	o.desk.Proposals(parent.ID, func(p []capture.Proposal, err error) {
		if err != nil {
			t.Error(err)
		}
		proposed = p
	})
	o.until("the picture is proposed", func(Snapshot) bool { return proposed != nil })
	if proposed[0].Part != at {
		t.Errorf("proposed %v, the picture lies at %v", proposed[0].Part, at)
	}

	o.desk.AddPart(parent.ID, at)
	s = o.finished()
	part := s.Claim.Evidence
	if part.Parent != parent.ID || part.SHA256 != parent.SHA256 || part.Pixels != (geom.Size{Width: at.Dx(), Height: at.Dy()}) || part.Source.Account != "somebody" {
		t.Fatalf("the claim is %+v", part)
	}
	if len(s.Context) != 1 || s.Context[0].Evidence.ID != parent.ID || s.Context[0].Evidence.Source.Account != "somebody" {
		t.Errorf("context: %+v", s.Context)
	}
	if b := s.Claim.Thumbnail.Bounds(); b.Dx()*at.Dy() < b.Dy()*at.Dx()-b.Dy()*8 || s.Claim.State != Ready {
		t.Errorf("the thumbnail %v is not that of the part %v", b, at)
	}
	if c := s.Candidates[0]; c.Comparison.Claimed != part.ID || c.Comparison.Alignment.Verdict != align.Match || c.Comparison.Alignment.ClaimCovered < 0.97 {
		t.Errorf("the part against its picture: %v, %.3f of it covered", c.Comparison.Alignment.Verdict, c.Comparison.Alignment.ClaimCovered)
	}
	if len(s.Problems) > 0 {
		t.Errorf("problems: %v", s.Problems)
	}
	lines := o.desk.log.Lines()
	i := slices.IndexFunc(lines, func(l casefile.LogLine) bool { return l.Event == casefile.Parted })
	if i < 0 || lines[i].Parameters["parent"] != string(parent.ID) || lines[i].Parameters["rectangle"] != fmt.Sprintf("%d,%d,%d,%d", at.Min.X, at.Min.Y, at.Dx(), at.Dy()) || lines[i].Object != parent.SHA256 {
		t.Errorf("the log: %+v", lines)
	}

	o.desk.Undo()
	if s = o.finished(); s.Claim.Evidence.ID != parent.ID || len(s.Context) != 0 || s.Candidates[0].Comparison.Claimed != parent.ID {
		t.Errorf("undone: claim %q, %d captures", s.Claim.Evidence.ID, len(s.Context))
	}
	o.desk.Redo()
	if s = o.finished(); s.Claim.Evidence.ID != part.ID || s.Compared != 1 {
		t.Errorf("redone: claim %q, %d compared", s.Claim.Evidence.ID, s.Compared)
	}
}

func TestPictureMarkedInACandidateIsTheCandidate(t *testing.T) {
	o := newOwner(t)
	captured, found, at := capturedPost(t)
	o.desk.Open([]string{found, captured})
	s := o.finished()
	parent := s.Candidates[0].Evidence
	o.desk.AddPart(parent.ID, at)
	s = o.finished()
	if len(s.Candidates) != 1 || s.Candidates[0].Evidence.Parent != parent.ID || s.Selected != s.Candidates[0].Evidence.ID || len(s.Context) != 1 {
		t.Fatalf("candidates %q, context %q", names(s.Candidates), names(s.Context))
	}
	part := s.Candidates[0].Evidence
	if c := s.Candidates[0].Comparison.Alignment; c.CandidateCovered < 0.9 {
		t.Errorf("the claim shows %.3f of the part", c.CandidateCovered)
	}

	moved := image.Rect(at.Min.X, at.Min.Y, at.Max.X, at.Max.Y-40)
	o.desk.MovePart(part.ID, moved)
	s = o.finished()
	if e := s.Candidates[0].Evidence; len(s.Candidates) != 1 || e.ID == part.ID || e.Pixels.Height != moved.Dy() || s.Selected != e.ID {
		t.Errorf("marked anew: %+v", s.Candidates)
	}
	o.desk.Remove(s.Candidates[0].Evidence.ID)
	s = o.finished()
	if len(s.Context) != 0 || len(s.Candidates) != 1 || s.Candidates[0].Evidence.ID != parent.ID {
		t.Errorf("the capture is lost: candidates %q, context %q", names(s.Candidates), names(s.Context))
	}
}

func TestCaptureTakesItsPictureAlong(t *testing.T) {
	o := newOwner(t)
	captured, found, at := capturedPost(t)
	o.desk.Open([]string{found, captured})
	parent := o.finished().Candidates[0].Evidence
	o.desk.AddPart(parent.ID, at)
	o.finished()
	o.desk.Remove(parent.ID)
	if s := o.finished(); len(s.Context)+len(s.Candidates) != 0 {
		t.Errorf("candidates %q, context %q", names(s.Candidates), names(s.Context))
	}
}

func TestWhatIsNoPartIsRefused(t *testing.T) {
	o := newOwner(t)
	captured, _, at := capturedPost(t)
	o.desk.Open([]string{captured})
	parent := o.finished().Claim.Evidence
	whole := image.Rect(0, 0, parent.Pixels.Width, parent.Pixels.Height)
	for name, r := range map[string]image.Rectangle{"all of it": whole, "nothing": {}, "beside it": whole.Add(whole.Max)} {
		o.desk.AddPart(parent.ID, r)
		if s := o.finished(); s.Claim.Evidence.ID != parent.ID {
			t.Errorf("%s became an item", name)
		}
	}
	o.desk.AddPart(parent.ID, at)
	part := o.finished().Claim.Evidence
	o.desk.AddPart(part.ID, image.Rect(0, 0, 50, 50))
	if s := o.finished(); s.Claim.Evidence.ID != part.ID || strings.Count(s.Undo.Key, "part") != 1 {
		t.Errorf("a part of a part: %+v", s.Claim.Evidence)
	}
}

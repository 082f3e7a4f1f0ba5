package desk

import (
	"image"
	"image/color"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/synth"
)

// shown is the frame of the trailer that the tests' claim was taken from.
const shown = 16

// claimAndTrailer writes a drawn video and a part of one of its frames. Without
// ffmpeg the test is skipped.
func claimAndTrailer(t *testing.T) (claim, trailer string) {
	t.Helper()
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos at the desk are not tested")
	}
	drawn := synth.SampleTrailer()
	folder := t.TempDir()
	claim, trailer = filepath.Join(folder, "claim.jpg"), filepath.Join(folder, "trailer.mp4")
	if err := video.Encode(t.Context(), tools, trailer, drawn.Size, drawn.Rate, drawn.Frames, "", drawn.Frame); err != nil {
		t.Skipf("this ffmpeg can't encode the trailer: %v", err)
	}
	b := drawn.Frame(shown).Bounds()
	part, ok := drawn.Frame(shown).SubImage(image.Rect(b.Dx()/8, b.Dy()/8, b.Dx()*7/8, b.Dy()*7/8)).(*image.RGBA)
	if !ok {
		t.Fatal("no part of a drawn frame")
	}
	if err := os.WriteFile(claim, synth.EncodeJPEG(part, 90), 0o600); err != nil {
		t.Fatal(err)
	}
	return claim, trailer
}

func steps(s Snapshot) bool { return idle(s) && s.Film != nil && s.Film.Steps && s.Film.Scenes != nil }

func (o *owner) film() Snapshot {
	o.t.Helper()
	o.desk.NeedFilm()
	return o.until("the video can be stepped through", steps)
}

func TestARedactionIsCoveredOnEveryPictureOfAVideoAndItsPixelsAreNotRead(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	claim, trailer := claimAndTrailer(t)
	o := newOwner(t)
	o.desk.Open([]string{claim, trailer})
	o.finished()
	s := o.film()
	o.desk.NeedSheet()
	s = o.until("the sheet is there", func(s Snapshot) bool { return s.Film != nil && s.Film.Sheet != nil })
	q := geom.Rect{MinX: 20, MinY: 20, MaxX: 260, MaxY: 180}.Quad()
	o.mark(casefile.RedactionMark, q[:]...)
	ink := redact.FillOf("")
	for name, pictures := range map[string]func(f *Film) []Scene{
		"timeline": func(f *Film) []Scene { return f.Scenes }, "sheet": func(f *Film) []Scene { return f.Sheet },
	} {
		for _, scene := range pictures(o.desk.Snapshot().Film) {
			if scene.Picture != nil && share(scene.Picture, ink) < 0.02 {
				t.Fatalf("%s: a picture at %v is shown as it is", name, scene.At)
			}
		}
		s = o.until("all are there", func(s Snapshot) bool {
			return !slices.ContainsFunc(pictures(s.Film), func(scene Scene) bool { return scene.Picture == nil })
		})
		if len(pictures(s.Film)) == 0 {
			t.Errorf("%s: nothing is shown", name)
		}
	}
	read := func(at geom.Point) (got compare.Reading) {
		t.Helper()
		heard := false
		o.desk.Inspect(0, at, func(r compare.Reading) { got, heard = r, true })
		o.until("it is read", func(Snapshot) bool { return heard })
		return got
	}
	if r := read(geom.Point{X: 100, Y: 100}); !r.Covered || r.Claimed != (color.NRGBA{}) || r.Found || r.Measured {
		t.Errorf("under the redaction stands %+v", r)
	}
	if r := read(geom.Point{X: 300, Y: 200}); r.Covered || !r.Found {
		t.Errorf("beside it stands %+v", r)
	}
}

func TestVideoIsACandidateWhoseFrameIsShownSteppedAndUsed(t *testing.T) {
	claim, trailer := claimAndTrailer(t)
	o := newOwner(t)
	o.desk.Open([]string{claim, trailer})
	s := o.finished()
	c := s.Candidates[0].Comparison
	if c.Alignment.Verdict != align.Match || c.Frame == nil || c.Frame.First.Index > shown || c.Frame.Last.Index < shown {
		t.Fatalf("the frame found: %+v, %v", c.Frame, c.Alignment.Verdict)
	}
	s = o.film()
	if f := s.Film; f.Found == nil || f.Frame.Index != c.Frame.Index || f.Carried || len(f.Scenes) == 0 {
		t.Fatalf("the film: %+v", f)
	}

	beside := func() Snapshot {
		t.Helper()
		return o.until("its neighbours are there", func(s Snapshot) bool { return s.Film != nil && s.Film.Near != nil })
	}
	s = beside()
	if near := s.Film.Near; len(near) != 3 || near[1].At != c.Frame.Time || near[0].At >= near[1].At || near[2].At <= near[1].At || near[0].Picture == nil {
		t.Errorf("beside the found frame at %v: %+v", c.Frame.Time, near)
	}

	o.desk.StepFrames(1)
	s = o.desk.Snapshot()
	if f := s.Film; f.Frame.Index != c.Frame.Index+1 || !f.Carried || f.Alignment.CandidateFromClaimed != c.Alignment.CandidateFromClaimed || f.Alignment.HasNFA {
		t.Errorf("one frame on: %+v, carried %v", f.Frame, f.Carried)
	}
	// Who comes back to the video, or to the case, finds that frame.
	o.desk.Look(casefile.View{Claimed: c.Claimed, Candidate: c.Candidate, Mode: "swipe"})
	o.desk.resetFilm()
	o.desk.Look(casefile.View{Claimed: c.Claimed, Candidate: c.Candidate, Mode: "blink"}) // as its first picture is there, and its frames are not
	if f := o.film().Film; f.Frame.Index != c.Frame.Index+1 {
		t.Errorf("back at the video, frame %d is looked at, was %d", f.Frame.Index, c.Frame.Index+1)
	}
	o.desk.StepSeconds(-60)
	if f := o.desk.Snapshot().Film; f.Frame.Index != 0 || f.Frame.Time != 0 {
		t.Errorf("far back: frame %d at %v", f.Frame.Index, f.Frame.Time)
	}
	if near := beside().Film.Near; len(near) != 2 || near[0].At != 0 {
		t.Errorf("beside the first frame: %+v", near)
	}
	o.desk.GoTo(c.Frame.Time)
	if f := o.desk.Snapshot().Film; f.Frame.Index != c.Frame.Index || f.Carried {
		t.Errorf("back by its time: frame %d, carried %v", f.Frame.Index, f.Carried)
	}
	o.desk.StepFrames(-1)
	o.desk.BestFrame()
	if f := o.desk.Snapshot().Film; f.Frame.Index != c.Frame.Index || !f.Alignment.Verdict.Accepted() {
		t.Errorf("the best: frame %d, %v", f.Frame.Index, f.Alignment.Verdict)
	}

	o.desk.UseFrame()
	s = o.until("the frame is an item", func(s Snapshot) bool { return len(s.Candidates) == 2 && s.Compared == 2 && idle(s) })
	i := slices.IndexFunc(s.Candidates, func(c Item) bool { return c.Evidence.Frame != nil })
	item := s.Candidates[i]
	if e := item.Evidence; e.Frame.SHA256 != c.Frame.SHA256 || e.Frame.Index != c.Frame.Index || e.Frame.Decoder != c.Frame.Decoder || e.HasOriginal() {
		t.Errorf("the item: %+v of %+v", e.Frame, c.Frame)
	}
	if item.Comparison.Alignment.Verdict != align.Match || item.Thumbnail == nil {
		t.Errorf("the item against the claim: %v", item.Comparison.Alignment.Verdict)
	}
	lines := o.desk.log.Lines()
	if !slices.ContainsFunc(lines, func(l casefile.LogLine) bool {
		return l.Event == casefile.Parted && l.Parameters["sha256"] == c.Frame.SHA256 && l.Parameters["frameTime"] == c.Frame.Timecode
	}) {
		t.Errorf("the log does not tell of the frame: %+v", lines)
	}
	o.desk.Undo()
	if s = o.finished(); len(s.Candidates) != 1 {
		t.Errorf("undone: %q", names(s.Candidates))
	}
	o.desk.Redo()
	o.finished()

	// Saved, and opened where the video is gone: it is read from the case.
	path := filepath.Join(t.TempDir(), "case.motbilde")
	o.desk.SaveAs(path)
	o.until("saved", func(s Snapshot) bool { return !s.Document.Saving && s.Document.Path != "" })
	if err := os.Remove(trailer); err != nil {
		t.Fatal(err)
	}
	again := newOwner(t)
	again.desk.OpenCase(path)
	s = again.until("opened", func(s Snapshot) bool { return idle(s) && len(s.Candidates) == 2 })
	for _, c := range s.Candidates {
		if c.Thumbnail == nil {
			t.Errorf("%s has no picture", c.Evidence.Name)
		}
		if c.Evidence.Frame == nil {
			again.desk.Select(c.Evidence.ID)
		}
	}
	if f := again.film().Film; f.Found == nil || f.Found.SHA256 != c.Frame.SHA256 || f.Frame.Stamp != c.Frame.Stamp {
		t.Errorf("the film of the opened case: %+v", f)
	}
	if s := again.desk.Snapshot(); len(s.Problems) > 0 || s.Earlier != 0 {
		t.Errorf("problems %v, %d of an earlier method", s.Problems, s.Earlier)
	}
}

func TestVideoIsNoClaim(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	claim, trailer := claimAndTrailer(t)
	o := newOwner(t)
	o.desk.Add([]string{trailer, claim}, AnyWell)
	s := o.finished()
	if s.Question != nil || s.Claim.Evidence.Name != "claim.jpg" {
		t.Fatalf("the claim is %q", s.Claim.Evidence.Name)
	}
	o.desk.SetClaim(s.Candidates[0].Evidence.ID)
	if s = o.finished(); s.Claim.Evidence.Name != "claim.jpg" || len(s.Problems) != 1 {
		t.Errorf("the claim is %q, problems %v", s.Claim.Evidence.Name, s.Problems)
	}
}

func TestListShowsOfAVideoTheFrameFoundForTheClaimThatIsLookedAt(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	claim, trailer := claimAndTrailer(t)
	other := filepath.Join(t.TempDir(), "other.jpg")
	if err := os.WriteFile(other, synth.EncodeJPEG(synth.SampleTrailer().Frame(3), 90), 0o600); err != nil {
		t.Fatal(err)
	}
	o := newOwner(t)
	o.desk.Open([]string{claim, trailer})
	pictured := func(desk *Desk, what string, o *owner) image.Image {
		t.Helper()
		var picture image.Image
		o.until(what, func(s Snapshot) bool {
			if !idle(s) || len(s.Candidates) == 0 || s.Candidates[0].Comparison.Frame == nil {
				return false
			}
			n := desk.entries[s.Candidates[0].Evidence.ID]
			picture = n.foundFor(s.Claim.Evidence.ID, s.Candidates[0].Comparison)
			return picture != nil && picture == s.Candidates[0].Thumbnail
		})
		return picture
	}
	first := pictured(o.desk, "the first claim's frame is in the list", o)
	o.desk.Add([]string{other}, OtherClaim)
	second := pictured(o.desk, "the second claim's frame is in the list", o)
	if first == second {
		t.Error("both claims show the same frame")
	}
	o.desk.StepClaim(-1)
	if s := o.desk.Snapshot(); s.Candidates[0].Thumbnail != first {
		t.Error("back at the first claim, the list shows another frame")
	}

	path := filepath.Join(t.TempDir(), "case.motbilde")
	o.desk.SaveAs(path)
	o.until("saved", func(s Snapshot) bool { return !s.Document.Saving && s.Document.Path != "" })
	again := newOwner(t)
	again.desk.OpenCase(path)
	pictured(again.desk, "the opened case shows the found frame", again)
}

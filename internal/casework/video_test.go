package casework

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
)

func TestWithoutFFmpegAVideoSaysHowToGetIt(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	e := Import(t.Context(), lab.New(), filepath.Join("..", "media", "testdata", "video.mp4"), casefile.Candidate)
	var problem *media.Error
	if !errors.As(e.Problem, &problem) || problem.Kind != media.NoFFmpeg || len(e.SHA256) != 64 || e.Bytes == 0 {
		t.Errorf("digest %q, %d bytes, problem %v", e.SHA256, e.Bytes, e.Problem)
	}
}

func TestClaimIsNoVideo(t *testing.T) {
	e := Import(t.Context(), lab.New(), filepath.Join("..", "media", "testdata", "video.mp4"), casefile.Claimed)
	var problem *media.Error
	if !errors.As(e.Problem, &problem) || problem.Kind != media.Video {
		t.Errorf("problem %v", e.Problem)
	}
}

// TestFrameOfAVideoIsComparedLikeAPicture finds a frame that was saved from a
// video, and holds everything that is made of the pair to that frame.
func TestFrameOfAVideoIsComparedLikeAPicture(t *testing.T) {
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos are not compared")
	}
	folder := t.TempDir()
	film, still := filepath.Join(folder, "film.mp4"), filepath.Join(folder, "still.png")
	for _, arguments := range [][]string{
		{"-f", "lavfi", "-i", "mandelbrot=size=320x240:rate=25:start_scale=0.02:end_scale=0.002:end_pts=50", "-t", "2", "-c:v", "mpeg4", "-q:v", "3", "-g", "12", film},
		{"-i", film, "-vf", "select=eq(n\\,31)", "-frames:v", "1", still},
	} {
		if said, err := exec.CommandContext(t.Context(), tools.FFmpeg, append([]string{"-nostdin", "-v", "error"}, arguments...)...).CombinedOutput(); err != nil {
			t.Skipf("this ffmpeg can't make the test's files: %s", said)
		}
	}
	l := lab.New()
	claim := Import(t.Context(), l, still, casefile.Claimed)
	candidate := Import(t.Context(), l, film, casefile.Candidate)
	claim.ID, candidate.ID = "claim", "candidate-1"
	if err := errors.Join(claim.Problem, candidate.Problem); err != nil || candidate.MediaType != "video/mp4" || candidate.Pixels.Width != 320 {
		t.Fatalf("%v, %+v", err, candidate)
	}
	c, err := Compare(t.Context(), l, claim, candidate, nil)
	if err != nil || c.Frame == nil || !c.Alignment.Verdict.Accepted() || c.Frame.Index != 31 {
		t.Fatalf("%v, frame %+v: %v", c.Alignment.Verdict, c.Frame, err)
	}
	peak := casefile.Strength{}
	for _, s := range c.Curve {
		if s.Score > peak.Score {
			peak = s
		}
	}
	if first, last := c.Frame.First.Time, c.Frame.Last.Time; len(c.Curve) < 10 || len(c.Curve) > casefile.MostCurve || peak.Time < first || peak.Time > last {
		t.Errorf("%d points, the strongest at %v, the frame between %v and %v", len(c.Curve), peak.Time, first, last)
	}
	weaker := c
	weaker.Curve = append([]casefile.Strength(nil), c.Curve...)
	weaker.Curve[3].Score += 0.01
	if (Recomputed{Recorded: c, Now: c}).OtherCurve() || !(Recomputed{Recorded: weaker, Now: c}).OtherCurve() {
		t.Error("another curve is not told, or the same one is")
	}
	p, err := l.Picture(t.Context(), FileIn(candidate, c))
	if err != nil || video.Digest(p) != c.Frame.SHA256 {
		t.Errorf("the frame's pixels are not those that were compared: %v", err)
	}
	other, err := lab.New().Picture(t.Context(), FileIn(candidate, c))
	if err != nil || video.Digest(other) != c.Frame.SHA256 {
		t.Errorf("another reading gives other pixels: %v", err)
	}
	pair, err := l.Pair(t.Context(), FileOf(claim), FileIn(candidate, c), c.Alignment)
	if err != nil || video.Digest(pair.Candidate.Level(0)) != c.Frame.SHA256 {
		t.Errorf("the pair shows another frame: %v", err)
	}
	aligned := filepath.Join(folder, "aligned.png")
	if err := WriteAligned(t.Context(), l, claim, candidate, c, aligned); err != nil {
		t.Fatal(err)
	}
	// Of the film’s first frame the mean is 24,000; drawing the found one anew gives 2,500.
	if mean := meanDifference(load(t, aligned), load(t, still)); mean > 6000 {
		t.Errorf("what is written is another frame than the one found: it differs by %d of 65535 on average", mean)
	}
	regions, err := Changes(t.Context(), l, claim, candidate, &c)
	if err != nil || c.Alignment.Verdict == align.Match && len(regions) > 0 {
		t.Errorf("%d regions differ from the frame that the claim is: %v", len(regions), err)
	}
	line := NewLine(claim, candidate, c, regions)
	if line.Frame == nil || line.Frame.Index != 31 || line.Frame.Timecode != "00:00:01.240" || line.Frame.Tried == 0 || line.Frame.Codec != "mpeg4" {
		t.Errorf("the line says %+v", line.Frame)
	}
	d, err := NewDocument(casefile.Case{Evidence: []casefile.Evidence{claim, candidate}}, []casefile.Comparison{c}, reportTime)
	if err != nil {
		t.Fatal(err)
	}
	report := filepath.Join(folder, "report.pdf")
	if _, err := (Report{Case: d.Case, Comparisons: d.Comparisons, Log: d.Log, Made: reportTime, Originals: true}).Write(t.Context(), l, report); err != nil {
		t.Fatal(err)
	}
	if r, p := checked(t, report, ""); len(r.Wrong) > 0 || p.Reason != Checked || !r.Manifest.HasStrip() {
		t.Errorf("with frames around the found one: strip %v, %+v, wrong: %+v", r.Manifest.HasStrip(), p, r.Wrong)
	}
	if err := os.WriteFile(film, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := lab.New().Picture(context.WithoutCancel(t.Context()), FileIn(candidate, c)); err == nil {
		t.Error("a file that has changed is still read")
	}
}

func TestLongVideoIsNamedByItsDigestAndNotCopied(t *testing.T) {
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos are not tested")
	}
	folder := t.TempDir()
	film := filepath.Join(folder, "long.mp4")
	said, err := exec.CommandContext(t.Context(), tools.FFmpeg, "-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=1", "-c:v", "mpeg4", film).CombinedOutput()
	if err != nil {
		t.Skipf("this ffmpeg can't make the test's file: %s", said)
	}
	if err := os.Truncate(film, mostCopied+1); err != nil { // a hole at the end, which no player minds
		t.Fatal(err)
	}
	l := lab.New()
	e := Import(t.Context(), l, film, casefile.Candidate)
	e.ID = "candidate-1"
	if e.Problem != nil || !e.Referenced || e.Bytes != mostCopied+1 || len(e.SHA256) != 64 {
		t.Fatalf("%+v", e)
	}
	path := filepath.Join(folder, "case.motbilde")
	if _, err := SaveCase(t.Context(), l, archive.Document{Case: casefile.Case{Evidence: []casefile.Evidence{e}}}, path, "", Stamp{}); err != nil {
		t.Fatal(err)
	}
	f, err := archive.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() // it was only read
	if kept, _ := f.Case.Find(e.ID); !kept.Referenced || kept.SHA256 != e.SHA256 || f.Originals() != 0 {
		t.Errorf("the case keeps %+v, %d originals", kept, f.Originals())
	}
	if info, err := os.Stat(path); err != nil || info.Size() > 1<<20 {
		t.Errorf("%v, %v", info, err)
	}
}

package app

import (
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/app/head"
	"github.com/motbilde/motbilde/app/inspector"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/app/tray"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// What the desk knows, in the values that the views take. No view knows the
// desk, and nothing here decides anything.

var trayStates = map[desk.State]tray.State{
	desk.Reading: tray.Reading, desk.Ready: tray.Read, desk.Waiting: tray.Waiting,
	desk.Comparing: tray.Comparing, desk.Unjudged: tray.Read, desk.Compared: tray.Compared, desk.Failed: tray.Failed,
}

// shownAs returns evidence under the name that people see: a picture that was
// marked in a capture is not the capture, nor a frame the video.
func shownAs(e casefile.Evidence, l words.Language) casefile.Evidence {
	if e.Label != "" {
		e.Name, e.Label = e.Label, ""
		return e
	}
	if f := e.Frame; f != nil {
		e.Name = l.Say("case-video.name", "name", e.Name, "time", l.Clock(f.Time, 3))
	} else if e.Derived() {
		e.Name = l.Say("part.name", "name", e.Name)
	}
	return e
}

func trayClaim(c desk.Item, l words.Language) tray.Claim {
	claim := tray.Claim{ID: c.Evidence.ID, Name: shownAs(c.Evidence, l).Name, Picture: c.Thumbnail}
	switch {
	case c.State == desk.Reading && c.Stopped:
		claim.Badge, claim.Word = look.BadgeWaiting, l.Say("window.stopped")
	case c.State == desk.Reading:
		claim.Badge, claim.Word = look.BadgeAtWork, l.Say("window.reading")
	case c.State == desk.Failed:
		claim.Badge, claim.Word, claim.Line = look.BadgeError, l.Finding("error"), reason(c.Evidence, l)
	default:
		claim.Line = l.Pixels(c.Evidence.Pixels.Width, c.Evidence.Pixels.Height) + " · " + format(c.Evidence)
	}
	if c.Evidence.Withheld.On {
		claim.Line = strings.TrimPrefix(claim.Line+" · "+l.Say("outgo.row.withheld"), " · ")
	}
	return claim
}

// reason is why a file can't be used, in a few words; empty where it can.
func reason(e casefile.Evidence, l words.Language) string {
	if e.Problem == nil {
		return ""
	}
	p := desk.Problem{Path: e.Path, Err: e.Problem}
	if how := p.Missing(); how != "" {
		return l.Say("case-video.get." + how)
	}
	return p.Short(l)
}

// format names a file's format from its media type, as "JPEG".
func format(e casefile.Evidence) string {
	_, name, _ := strings.Cut(e.MediaType, "/")
	if name == "webp" {
		return "WebP"
	}
	return strings.ToUpper(name)
}

func stageScene(s desk.Snapshot, l words.Language, supportOf supporter, detailsOf func(desk.Snapshot) *stage.Details, marksOf func(desk.Snapshot) *stage.Marks) stage.Scene {
	var scene stage.Scene
	if s.HasClaim() && s.Claim.Evidence.Problem == nil {
		scene.Claimed = side(s.Claim, l)
	}
	c, ok := s.Current()
	switch {
	case !ok || scene.Claimed.Key == "":
		return scene
	case c.State == desk.Failed:
		scene.InTheWay = shownAs(c.Evidence, l).Name + ": " + l.Finding("error")
		return scene
	case c.State == desk.Reading:
		scene.InTheWay = shownAs(c.Evidence, l).Name + ": " + l.Say("window.reading")
		return scene
	}
	scene.Candidate = frameSide(s, c, l)
	scene.Comparing = c.State != desk.Compared && c.State != desk.Unjudged
	if a := shownAlignment(s, c); c.State == desk.Compared && a.Placed() {
		scene.Placed, scene.CandidateFromClaimed, scene.Inverted = true, a.CandidateFromClaimed, a.ToneInverted
		scene.Support, scene.Partial = supportOf(casefile.Comparison{Alignment: a}, scene.Claimed.Size, scene.Candidate.Size), a.Verdict == align.Partial
	}
	scene.Details, scene.Proposing, scene.Covered = detailsOf(s), s.Proposing, s.Covered
	scene.Marks, scene.Looked = marksOf(s), s.Looked
	scene.Difference, scene.Found = s.Difference, s.Residue
	scene.Editable, scene.Replay = !s.Hides() && c.State == desk.Compared && desk.HasEdits(shownAlignment(s, c)), s.Replay
	return scene
}

// supporter gives the support of a comparison of pictures of these sizes.
type supporter func(k casefile.Comparison, claimed, candidate geom.Size) *support.Support

// supportCache keeps the support of the comparison that was shown last: the
// stage tells an old one from a new one by its pointer.
type supportCache struct {
	of      *align.Inlier // the first: every comparison has its own
	support *support.Support
}

// supportOf returns the support of a comparison of pictures of these sizes; nil
// where it has no points.
func (c *supportCache) supportOf(k casefile.Comparison, claimed, candidate geom.Size) *support.Support {
	a := k.Alignment
	if len(a.Inliers) == 0 {
		return nil
	}
	if c.of != &a.Inliers[0] {
		*c = supportCache{of: &a.Inliers[0], support: support.Of(a, claimed, candidate)}
	}
	return c.support
}

func headValue(s desk.Snapshot, mode compare.Mode, l words.Language) head.Value {
	v := head.Value{
		Title: title(s), Line: documentLine(s, l), ShowModes: s.HasClaim() && len(s.Candidates) > 0, Mode: head.Mode(slices.Index(modes, mode)),
		CanExport: s.CanReport(), WhyNotExport: l.Say("desk.no-report"),
	}
	c, ok := s.Current()
	v.CanAlign = ok && (c.State == desk.Compared || c.State == desk.Unjudged) && s.Film == nil && c.Comparison.Frame == nil
	v.Placed = ok && c.State == desk.Compared && shownAlignment(s, c).Placed()
	switch {
	case ok && c.State == desk.Unjudged:
		v.WhyNot = l.Say("lessons.why-not-align")
	case ok && c.State != desk.Compared && c.State != desk.Failed:
		v.WhyNot = l.Say("desk.not-yet")
	}
	if s.Hides() {
		v.Closed = l.Say("lessons.closed.findings")
	}
	if s.Solving() {
		v.WhyNotExport = l.Say("lessons.closed.publish")
	}
	return v
}

var inspectorStates = map[desk.State]inspector.State{
	desk.Reading: inspector.Reading, desk.Ready: inspector.Read, desk.Waiting: inspector.Waiting,
	desk.Comparing: inspector.Comparing, desk.Unjudged: inspector.Read, desk.Compared: inspector.Compared, desk.Failed: inspector.Failed,
}

func inspectorValue(s desk.Snapshot, l words.Language, supportOf supporter) inspector.Value {
	v := inspector.Value{Claim: s.Claim.Evidence, ClaimEmbedded: s.ClaimEmbedded, CandidateEmbedded: s.CandidateEmbedded}
	for _, c := range s.Candidates {
		if c.State == desk.Compared {
			v.Candidates++
		}
	}
	c, ok := s.Current()
	if !ok {
		return v
	}
	v.Candidate, v.State, v.Alignment = c.Evidence, inspectorStates[c.State], c.Comparison.Alignment
	if c.State == desk.Compared {
		v.ByHand = handFacts(c.Comparison, s.Hides(), l)
		v.Support = supportOf(c.Comparison, v.Claim.Pixels, v.Candidate.Pixels)
	}
	v.Film, v.Details = filmFacts(s, c), detailFacts(s)
	v.EyesFirst = s.Hides()
	v.Marks = markFacts(s)
	v.Histograms = s.Histograms
	v.Residue, v.Difference, v.Measuring = s.Residue, s.Difference, s.Differing
	if s.Edits != nil {
		v.Recipe, v.Remains = s.Edits.Recipe, s.Edits.Remains
	}
	if c.Stopped {
		v.State = inspector.Stopped
	}
	if err := c.Evidence.Problem; err != nil {
		p := desk.Problem{Path: c.Evidence.Path, Err: err}
		v.Reason, v.Next = p.Sentence(l), p.Next(l)
	}
	return v
}

var jobs = map[desk.Stage]string{
	desk.Walking: "walking", desk.ReadingFiles: "reading", desk.ComparingFiles: "comparing",
	desk.Opening: "opening", desk.Saving: "saving",
}

func statusValue(s desk.Snapshot, l words.Language) status.Value {
	v := status.Value{CanStop: true, CanResume: s.Stopped, Problems: len(s.Problems)}
	switch p := s.Progress; {
	case s.Leaving != nil:
		v.Job = stepWords(l, *s.Leaving)
	case p.Stage != desk.Idle:
		v.Job = searching(p, l)
		if v.Job == "" {
			v.Job = status.Job(l, jobs[p.Stage], p.Name, p.Done, p.Total, p.Left)
		}
	case s.Notice.Key != "":
		v.Notice = l.Say(s.Notice.Key, s.Notice.Fields...)
	case s.Hides():
		v.Notice = l.Say("lessons.eyes-first.short")
	case s.HasClaim() && len(s.Candidates) > 0:
		v.Notice = l.Say("window.compared", "done", l.Count(int64(s.Compared)), "total", l.Count(int64(len(s.Candidates))))
		if n := matches(s); n > 0 {
			v.Notice += " · " + l.Plural("window.matches", n)
		}
		if s.Failed > 0 {
			v.Notice += " · " + l.Plural("window.unread", s.Failed)
		}
		if s.Earlier > 0 {
			v.Notice += " · " + l.Plural("document.earlier", s.Earlier)
		}
		if len(s.Unfinished) > 0 { // the empty window offers it, and is not to be seen
			v.Notice += " · " + l.Say("document.offered", "time", l.Moment(s.Unfinished[0].Changed, time.Now()))
		}
	}
	return v
}

func problemList(s desk.Snapshot, l words.Language) []status.Problem {
	list := make([]status.Problem, len(s.Problems))
	for i, p := range s.Problems {
		list[i] = status.Problem{Sentence: p.Sentence(l), Next: p.Next(l)}
		if name := p.Name(); name != "" {
			list[i].Sentence = name + ": " + list[i].Sentence
		}
	}
	return list
}

func choices(q *desk.Question) []status.Choice {
	list := make([]status.Choice, len(q.Options))
	for i, o := range q.Options {
		list[i] = status.Choice{ID: o.Evidence.ID, Name: o.Evidence.Name, Thumbnail: o.Thumbnail}
	}
	return list
}

// side names a picture by its content and its place in the case: the same file
// may stand on both sides.
func side(item desk.Item, l words.Language) stage.Side {
	if item.Evidence.SHA256 == "" {
		return stage.Side{}
	}
	return stage.Side{
		ID: item.Evidence.ID, Key: string(item.Evidence.ID) + " " + item.Evidence.SHA256, Name: shownAs(item.Evidence, l).Name, Size: item.Evidence.Pixels,
	}
}

// matches counts the candidates that match the claim: the list may hold its order
// under a hand, with the best of them out of sight.
func matches(s desk.Snapshot) (n int) {
	for i := range s.Candidates {
		if c := &s.Candidates[i]; c.State == desk.Compared && c.Comparison.Alignment.Verdict.Accepted() {
			n++
		}
	}
	return n
}

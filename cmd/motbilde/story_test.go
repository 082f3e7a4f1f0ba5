package main

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // what is published
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/xdnd"
)

// Places in the window of 1280×800, in pixels: the stage, the claim in
// Details and side by side, the panes of the view for aligning by hand, and a place where the pointer is
// in nobody's way.
var (
	onStage       = image.Rect(264, 72, 984, 726)
	claimDetails  = image.Rect(280, 133, 618, 386)
	claimBeside   = image.Rect(280, 274, 618, 527)
	claimPane     = image.Rect(280, 112, 618, 710)
	candidatePane = image.Rect(630, 112, 968, 710)
	aside         = image.Pt(1270, 40)
)

// story is the case on the disk while a hand works in the window.
type story struct {
	*hand
	path string // of the case file
	step int
}

// show keeps a picture of the window at rest, numbered in the order of the story.
func (s *story) show(name string) *image.RGBA {
	s.t.Helper()
	if err := s.screen.Point(s.window, aside); err != nil {
		s.t.Fatal(err)
	}
	shot := s.still()
	s.step++
	s.keep(fmt.Sprintf("story-%02d-%s.png", s.step, name), shot)
	return shot
}

func (s *story) press(k xdnd.Key, with ...xdnd.Key) {
	s.t.Helper()
	if err := s.screen.Press(k, with...); err != nil {
		s.t.Fatal(err)
	}
}

func (s *story) click(at image.Point) {
	s.t.Helper()
	if err := s.screen.Click(s.window, at); err != nil {
		s.t.Fatal(err)
	}
}

// saved saves by Ctrl+S, again and again, until the case on the disk is so, and
// returns it.
func (s *story) saved(what string, so func(archive.Document) bool) (doc archive.Document) {
	s.t.Helper()
	var last time.Time
	s.poll(what+" in the saved case", func() bool {
		if time.Since(last) > time.Second {
			s.press('s', xdnd.Control)
			last = time.Now()
		}
		file, err := archive.Open(s.path)
		if err != nil {
			return false // not there yet
		}
		doc = file.Document
		if err := file.Close(); err != nil {
			s.t.Fatal(err)
		}
		return so(doc)
	}, func() any {
		s.keep("story-failed.png", s.look())
		return fmt.Sprintf("%+v", doc.Case.Marks)
	})
	return doc
}

// onPane returns where in the window a place of a picture lies that is fitted
// into a pane.
func onPane(pane image.Rectangle, size geom.Size, p geom.Point) image.Point {
	scale := min(float64(pane.Dx())/float64(size.Width), float64(pane.Dy())/float64(size.Height))
	return image.Pt(
		pane.Min.X+int(float64(pane.Dx())/2+scale*(p.X-float64(size.Width)/2)),
		pane.Min.Y+int(float64(pane.Dy())/2+scale*(p.Y-float64(size.Height)/2)))
}

// differs counts the pixels of the stage that are others.
func differs(a, b *image.RGBA) (n int) {
	for y := onStage.Min.Y; y < onStage.Max.Y; y++ {
		for x := onStage.Min.X; x < onStage.Max.X; x++ {
			if i := a.PixOffset(x, y); !bytes.Equal(a.Pix[i:i+3], b.Pix[i:i+3]) {
				n++
			}
		}
	}
	return n
}

// modeNames are the modes in the order of their keys.
var modeNames = []string{"side-by-side", "overlay", "swipe", "blink", "difference", "match-lines", "details", "outside", "single"}

// TestWholeStoryInTheWindow acts a case out as a person would, by drops, keys
// and clicks: two wells, the ranking, each way of looking, matching details, an
// alignment by hand, undo, save, and the case opened again. What came of it is
// read from the case on the disk, and each step is kept as a picture.
func TestWholeStoryInTheWindow(t *testing.T) {
	claim, candidates, known := sampleFiles(t)
	var source synth.File
	for _, f := range known {
		if f.Truth.Source {
			source = f
		}
	}
	home := t.TempDir()
	s := &story{hand: openWindowIn(t, home), path: filepath.Join(home, "claim.motbilde")}
	s.painted()
	s.show("wells")
	s.drop(onClaim, claim)
	s.drop(onCandidates, candidates...)
	judge(t, s.waitFor("four comparisons", func(l []line) bool { return comparisons(l) >= len(candidates) }), claim, known)
	seeTheSourceFirst(s.hand, known)
	s.lookInEveryMode()

	// The first time, Ctrl+S asks for a place: the home, and a name after the claim's.
	s.press('s', xdnd.Control)
	s.show("save")
	s.press(xdnd.Enter)
	s.poll("the saved case", func() bool {
		_, err := os.Stat(s.path)
		return err == nil
	}, func() any { return "none" })
	doc := s.saved("five pictures and four comparisons", func(d archive.Document) bool {
		return len(d.Case.Evidence) == 1+len(candidates) && len(d.Comparisons) == len(candidates)
	})
	if len(doc.Case.Marks) != 0 || len(doc.Case.ByHand) != 0 {
		t.Errorf("there are %d marks and %d alignments by hand before anybody made one", len(doc.Case.Marks), len(doc.Case.ByHand))
	}

	n := s.markDetails(known[claim].Size, source)
	n = s.draw(known[claim].Size, n)
	s.publish(home)
	s.alignByHand(known[claim].Size, source)
	s.reopen(home, n, known)
}

// publish makes a graphic of the pair in three actions. The first time a place
// is asked for; the second time it is saved there, under a name of its own.
func (s *story) publish(home string) {
	s.t.Helper()
	s.press('p', xdnd.Control)
	s.show("publish")
	s.press(xdnd.Enter, xdnd.Control)
	s.show("publish-place")
	s.press(xdnd.Enter)
	written := func(name string) (data []byte) {
		s.poll(name, func() bool {
			found, err := filepath.Glob(filepath.Join(home, name))
			if err != nil || len(found) != 1 {
				return false
			}
			data, err = os.ReadFile(found[0])
			return err == nil
		}, func() any {
			s.keep("story-failed.png", s.look())
			return "none"
		})
		return data
	}
	first := written("*-pair.png")
	if c, _, err := image.DecodeConfig(bytes.NewReader(first)); err != nil || c.Width != 1200 || c.Height != 675 {
		s.t.Errorf("published was %+v (%v)", c, err)
	}
	if alt := written("*-pair.txt"); !bytes.Contains(alt, []byte("Two pictures side by side.")) {
		s.t.Errorf("beside it lies %q", alt)
	}
	s.show("published")
	s.press(xdnd.Enter, xdnd.Control)
	if again := written("*-pair-2.png"); !bytes.Equal(again, first) {
		s.t.Error("published again it is another picture")
	}
	s.press(xdnd.Escape)
	s.saved("two exports told", func(d archive.Document) bool {
		n := 0
		for _, line := range d.Log.Lines() {
			if line.Event == casefile.Exported {
				n++
			}
		}
		return n == 2
	})
}

// lookInEveryMode goes through the modes by their keys: each shows something of
// its own, and none more than the stage.
func (s *story) lookInEveryMode() {
	s.t.Helper()
	seen := map[string]*image.RGBA{}
	for i, name := range modeNames {
		s.press(xdnd.Key('1' + rune(i)))
		now := s.show("mode-" + name)
		for other, before := range seen {
			if n := differs(now, before); n < 200 { // blink begins with the claim, as single does: titles and strip differ
				s.t.Errorf("%s differs from %s in %d pixels", name, other, n)
			}
		}
		seen[name] = now
	}
}

// markDetails has details proposed, adds one by a click on the claim, and takes
// it back and makes it again. It returns how many there are.
func (s *story) markDetails(claim geom.Size, source synth.File) int {
	s.t.Helper()
	s.press('7')
	s.show("details-before")
	s.press('d', xdnd.Control)
	doc := s.saved("proposed details", func(d archive.Document) bool { return len(d.Case.Marks) > 0 })
	proposed := len(doc.Case.Marks)
	s.show("details-proposed")
	place := geom.Point{X: 0.37 * float64(claim.Width), Y: 0.64 * float64(claim.Height)}
	s.click(onPane(claimDetails, claim, place))
	doc = s.saved("the detail that was clicked", func(d archive.Document) bool { return len(d.Case.Marks) == proposed+1 })
	m := doc.Case.Marks[proposed]
	if m.Set != casefile.OnClaimed || m.Proposed || m.Twin != casefile.ByAlignment || m.OnClaimed[0].Distance(place) > 4 {
		s.t.Errorf("the click made %+v, far from %v", m, place)
	}
	if d := m.OnCandidate[0].Distance(source.Truth.CandidateFromClaimed.Apply(m.OnClaimed[0])); d > 1 {
		s.t.Errorf("its twin lies %.2f px from its place", d)
	}
	s.show("details-added")
	s.press('z', xdnd.Control)
	s.saved("no such detail after undo", func(d archive.Document) bool { return len(d.Case.Marks) == proposed })
	s.press('z', xdnd.Control, xdnd.Shift)
	s.saved("the detail after redo", func(d archive.Document) bool { return len(d.Case.Marks) == proposed+1 })
	return proposed + 1
}

// painted waits until the window shows anything: it is there before its first picture.
func (s *story) painted() {
	s.t.Helper()
	s.poll("the first picture of the window", func() bool {
		now := s.look()
		for i := 4; i < len(now.Pix); i += 4 {
			if now.Pix[i] != now.Pix[0] {
				return true
			}
		}
		return false
	}, func() any { return "one colour" })
}

// draw puts a circle under the pointer, on the lorry of the claim.
func (s *story) draw(claim geom.Size, before int) int {
	s.t.Helper()
	s.press('1')
	s.still()
	place := geom.Point{X: 0.36 * float64(claim.Width), Y: 0.63 * float64(claim.Height)}
	if err := s.screen.Point(s.window, onPane(claimBeside, claim, place)); err != nil {
		s.t.Fatal(err)
	}
	s.still()
	s.press('c')
	doc := s.saved("a circle", func(d archive.Document) bool { return len(d.Case.Marks) == before+1 })
	m := doc.Case.Marks[before]
	if m.Kind != casefile.CircleMark || m.Twin != casefile.ByAlignment || m.Set != casefile.OnClaimed {
		s.t.Errorf("C made %+v", m)
	}
	s.show("marked")
	return before + 1
}

// alignByHand sets five points on both pictures, takes the alignment, takes it
// back and makes it again.
func (s *story) alignByHand(claim geom.Size, source synth.File) {
	s.t.Helper()
	s.press('a')
	s.show("by-hand")
	for _, share := range []geom.Point{{X: 0.183, Y: 0.194}, {X: 0.85, Y: 0.51}, {X: 0.03, Y: 0.9}, {X: 0.62, Y: 0.9}, {X: 0.677, Y: 0.233}} {
		p := geom.Point{X: share.X * float64(claim.Width), Y: share.Y * float64(claim.Height)}
		s.setPoint(onPane(claimPane, claim, p))
		s.setPoint(onPane(candidatePane, source.Size, source.Truth.CandidateFromClaimed.Apply(p)))
	}
	s.show("by-hand-points")
	s.press('a')
	done := func(d archive.Document) bool { return len(d.Case.ByHand) == 1 }
	h := s.saved("the alignment by hand", done).Case.ByHand[0]
	if len(h.Points.Pairs) != 5 {
		s.t.Errorf("%d points were set, want 5", len(h.Points.Pairs))
	}
	// A pixel of the screen is almost six of the candidate: that is what a click is off by where it doesn't snap.
	if d := cornersApart(h.CandidateFromClaimed, source.Truth.CandidateFromClaimed, claim); d > 12 {
		s.t.Errorf("the corners lie up to %.1f px from their place", d)
	}
	s.press('2')
	s.show("by-hand-overlay")
	s.press('7')
	s.show("by-hand-details")
	s.press('z', xdnd.Control)
	s.saved("no alignment by hand after undo", func(d archive.Document) bool { return len(d.Case.ByHand) == 0 })
	s.press('z', xdnd.Control, xdnd.Shift)
	s.saved("the alignment by hand after redo", done)
	s.show("saved")
}

// setPoint clicks and waits until the point can be seen, and has snapped: the
// toolkit waits with a click for a second one.
func (s *story) setPoint(at image.Point) {
	s.t.Helper()
	before := s.look()
	s.click(at)
	s.poll("the point that was clicked", func() bool { return differs(before, s.look()) > 50 }, func() any {
		s.keep("story-failed.png", s.look())
		return at
	})
	s.still()
}

// reopen ends the program, opens the case in a new one and removes a detail
// there: what is saved then is what was opened, but for that.
func (s *story) reopen(home string, marks int, known map[string]synth.File) {
	s.t.Helper()
	if err := s.screen.Shut(s.window); err != nil {
		s.t.Fatal(err)
	}
	select {
	case err := <-s.ended:
		s.ended <- err
		if err != nil {
			s.t.Fatalf("the program ended with %v and said %q", err, s.told)
		}
	case <-s.ctx.Done():
		s.t.Fatal("the program goes on without its window")
	}
	if said := s.told.String(); strings.Contains(said, "Error in Fyne") {
		s.t.Errorf("the toolkit complains: %s", said)
	}
	s.hand = openWindowIn(s.t, home, s.path)
	seeTheSourceFirst(s.hand, known)
	s.show("opened-again")
	s.press('7')
	s.press('j')
	s.show("opened-again-details")
	s.press(xdnd.Delete)
	doc := s.saved("a detail less", func(d archive.Document) bool { return len(d.Case.Marks) == marks-1 })
	if len(doc.Case.Evidence) != 5 || len(doc.Comparisons) != 4 || len(doc.Case.ByHand) != 1 {
		s.t.Errorf("opened and saved again there are %d files, %d comparisons and %d alignments by hand", len(doc.Case.Evidence), len(doc.Comparisons), len(doc.Case.ByHand))
	}
	for _, c := range doc.Comparisons {
		if c.Hand != nil && (c.Program().Verdict != align.Match || c.Alignment.Verdict.Accepted()) {
			s.t.Errorf("aligned by hand it counts as %s, by the program as %s", c.Alignment.Verdict, c.Program().Verdict)
		}
	}
}

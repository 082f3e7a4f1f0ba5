package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/training"
)

// An exercise is an ordinary case that knows that it is one. Where it is to be
// solved with the eyes first, nothing is compared, measured or proposed before
// the answer is given: what isn't there can't be shown, saved or kept.

// LessonFile is a picture or a video of an exercise.
type LessonFile struct {
	Item  string // what the exercise calls it
	Name  string // under which the learner sees it, with its ending; it tells nothing
	Bytes func(context.Context) ([]byte, error)
}

// NewLesson is an exercise to be opened.
type NewLesson struct {
	Lesson     casefile.Lesson // without its items
	Title      string
	Claim      LessonFile
	Candidates []LessonFile // in the order in which they stand in the list
}

// OpenLesson opens an exercise in the place of the case that is open, of which
// what is not saved is kept. Where its files can't be had, everything stays.
func (d *Desk) OpenLesson(n NewLesson) {
	if d.doc.saving != nil {
		return
	}
	d.doc.loading++
	d.notice = Notice{}
	start(d, d.ctx, func(ctx context.Context) ([]string, error) {
		return writeLesson(ctx, append([]LessonFile{n.Claim}, n.Candidates...))
	}, func(paths []string, err error) {
		d.doc.loading = max(0, d.doc.loading-1)
		if len(paths) > 0 {
			d.pasted.folders = append(d.pasted.folders, filepath.Dir(paths[0]))
		}
		if err != nil {
			d.addProblem(Problem{Err: err})
			d.notice = Notice{Key: "desk.not-opened", Fields: []string{"name", n.Title}}
			d.publish()
			return
		}
		d.leave()
		d.reset()
		d.file.Title = n.Title
		lesson := n.Lesson
		lesson.Items = nil
		d.lesson = &lesson
		d.placeLesson(n.Claim, paths[0], casefile.Claimed)
		for i, f := range n.Candidates {
			d.placeLesson(f, paths[i+1], casefile.Candidate)
		}
		d.changed()
		d.newRound()
		d.pump()
		d.publish()
	})
	d.publish()
}

// AddToLesson brings further candidates to the open exercise, at the end of its list.
func (d *Desk) AddToLesson(files []LessonFile) {
	if d.lesson == nil || len(files) == 0 {
		return
	}
	start(d, d.ctx, func(ctx context.Context) ([]string, error) {
		return writeLesson(ctx, files)
	}, func(paths []string, err error) {
		if len(paths) > 0 {
			d.pasted.folders = append(d.pasted.folders, filepath.Dir(paths[0]))
		}
		if err != nil {
			d.Report(err)
			return
		}
		for i, f := range files {
			if d.lesson != nil && d.lesson.EvidenceOf(f.Item) == "" {
				d.placeLesson(f, paths[i], casefile.Candidate)
			}
		}
		d.changed()
		d.settle()
		d.pump()
		d.publish()
	})
}

// writeLesson writes files to a folder of a chance name, all at the same time:
// neither their places nor their dates tell anything.
func writeLesson(ctx context.Context, files []LessonFile) (paths []string, err error) {
	folder, err := os.MkdirTemp("", "motbilde-lesson-")
	if err != nil {
		return nil, fmt.Errorf("opening an exercise: %w", err)
	}
	now := time.Now()
	for _, f := range files {
		path := filepath.Join(folder, filepath.Base(f.Name))
		paths = append(paths, path)
		data, err := f.Bytes(ctx)
		if err == nil {
			err = os.WriteFile(path, data, 0o600)
		}
		if err == nil {
			err = os.Chtimes(path, now, now)
		}
		if err != nil {
			return paths, fmt.Errorf("opening an exercise: %w", err)
		}
	}
	return paths, nil
}

// placeLesson gives a file of an exercise its row.
func (d *Desk) placeLesson(f LessonFile, path string, role casefile.Role) {
	e := d.place(path)
	e.Role = role
	d.known[e.ID] = e
	d.file = d.file.With(e)
	if role == casefile.Claimed {
		d.current = e.ID
	}
	d.lesson.Items = append(slices.Clone(d.lesson.Items), casefile.LessonItem{Evidence: e.ID, Item: f.Item})
}

// Lesson returns what makes the open case an exercise; nil where it is none.
func (d *Desk) Lesson() *casefile.Lesson {
	if d.lesson == nil {
		return nil
	}
	l := *d.lesson
	return &l
}

// EditLesson notes how far the learner has come. It is no edit of the case: what
// a hint cost is not undone. Once the answer is given, what was hidden is
// compared and shown.
func (d *Desk) EditLesson(do func(*casefile.Lesson)) {
	if d.lesson == nil {
		return
	}
	hid := d.lesson.Hides()
	next := *d.lesson
	do(&next)
	d.lesson = &next
	d.changed()
	if hid && !next.Hides() {
		d.resetFrames()
		d.resetFilm()
		d.settle()
		d.pump()
	}
	d.publish()
}

// LessonTook adds to the time that the learner has taken. It is told nobody: it
// goes with what is kept next.
func (d *Desk) LessonTook(more time.Duration) {
	if d.solving() {
		next := *d.lesson
		next.Took += more
		d.lesson = &next
	}
}

// hides reports whether nothing may be found, measured or proposed yet.
func (d *Desk) hides() bool { return d.lesson.Hides() }

// keepsPictures reports whether the pictures of the case are those of an
// exercise that is not answered, and says so: who changes them answers another.
func (d *Desk) keepsPictures() bool {
	if !d.solving() {
		return false
	}
	d.notice = Notice{Key: "lessons.closed.pictures"}
	d.publish()
	return true
}

// unjudged is a comparison of which the program says nothing: only how a person
// laid the pair. That its tone is turned over would be a finding.
func (d *Desk) unjudged(claim, candidate casefile.ID) casefile.Comparison {
	c := d.file.Shown(casefile.Comparison{Claimed: claim, Candidate: candidate})
	c.Alignment.ToneInverted = false
	return c
}

// veiled returns evidence without what its file says of itself: who made a
// picture by which program would tell which one is the source.
func veiled(e casefile.Evidence) casefile.Evidence {
	e.Facts, e.Encoding = provenance.Facts{}, provenance.Encoding{}
	e.Stored = geom.Size{}
	return e
}

// solving reports whether the case is an exercise that is not answered: then
// nothing of it leaves the program as a finding.
func (d *Desk) solving() bool { return d.lesson != nil && !d.lesson.Answered }

// Solving reports whether the case is an exercise that is not answered.
func (s Snapshot) Solving() bool { return s.Lesson != nil && !s.Lesson.Answered }

// Hides reports whether the program's own finding is out of sight: the eyes come first.
func (s Snapshot) Hides() bool { return s.Lesson.Hides() }

// veil takes out of a snapshot what files say of themselves.
func (s *Snapshot) veil() {
	s.Case.Evidence = slices.Clone(s.Case.Evidence)
	for i, e := range s.Case.Evidence {
		s.Case.Evidence[i] = veiled(e)
	}
	s.Claim.Evidence = veiled(s.Claim.Evidence)
	for _, items := range [][]Item{s.Claims, s.Candidates, s.Context} { // made for this snapshot
		for i := range items {
			items[i].Evidence = veiled(items[i].Evidence)
			items[i].Region = nil
		}
	}
	s.Claim.Region = nil
	s.Case.ByHand = slices.Clone(s.Case.ByHand)
	for i := range s.Case.ByHand {
		s.Case.ByHand[i].ToneInverted = false
	}
	s.ClaimEmbedded, s.CandidateEmbedded = nil, nil
}

// handsOn returns how a person laid the claim on a candidate, or on the frame
// of it that was made an item: what a learner aligned of a video.
func (d *Desk) handsOn(candidate casefile.ID) (casefile.HandAlignment, bool) {
	claim, _ := d.claim()
	if h, ok := d.file.AlignedByHand(claim.ID, candidate); ok {
		return h, true
	}
	for _, e := range d.file.Evidence {
		if e.Parent == candidate {
			if h, ok := d.file.AlignedByHand(claim.ID, e.ID); ok {
				return h, true
			}
		}
	}
	return casefile.HandAlignment{}, false
}

// Answer returns the answer as the learner has worked it out in the case: only
// what a person placed counts. Without a candidate named, the differences are
// those of all pairs.
func (d *Desk) Answer() training.Answer {
	l := d.lesson
	if l == nil {
		return training.Answer{}
	}
	claim, _ := d.claim()
	a := training.Answer{Confidence: l.Confidence, Choice: training.Choice(l.Choice), HintsTaken: l.Hints, Took: l.Took}
	for _, r := range l.Ratings {
		a.Ratings = append(a.Ratings, training.Rating(r))
	}
	if f, ok := d.file.Finding(claim.ID); ok {
		a.Wording = f.Wording
	}
	named := func(m casefile.ID) bool {
		e, _ := d.file.Find(m)
		return len(l.Candidates) == 0 || slices.Contains(l.Candidates, m) || slices.Contains(l.Candidates, e.Parent)
	}
	for _, id := range l.Candidates {
		item := l.ItemOf(id)
		if item == "" {
			continue
		}
		a.Candidates = append(a.Candidates, item)
		if h, laid := d.handsOn(id); laid {
			o := training.Outline{Candidate: item}
			for i, p := range claim.Pixels.Quad() {
				o.Quad[i] = h.CandidateFromClaimed.Apply(p)
			}
			a.Outlines = append(a.Outlines, o)
			for _, p := range h.Points.Pairs {
				a.Pairs = append(a.Pairs, training.Pair{On: item, Claimed: p.Claimed, Candidate: p.Candidate})
			}
		}
		if at, ok := d.frameOf(id); ok && !a.HasFrame {
			a.Frame, a.HasFrame = at, true
		}
	}
	for _, m := range d.file.Marks {
		if m.Claimed != claim.ID || !named(m.Candidate) || len(m.OnClaimed) == 0 {
			continue
		}
		item := l.ItemOf(m.Candidate)
		if e, _ := d.file.Find(m.Candidate); item == "" {
			item = l.ItemOf(e.Parent)
		}
		switch {
		case m.Kind == casefile.DetailMark && m.Twin == casefile.ByHand && !m.Proposed && len(m.OnCandidate) == 1 && len(l.Candidates) > 0:
			a.Pairs = append(a.Pairs, training.Pair{On: item, Claimed: m.OnClaimed[0], Candidate: m.OnCandidate[0]})
		case m.Kind == casefile.BoxMark || m.Kind == casefile.CircleMark:
			a.Differences = append(a.Differences, boundsOf(m))
		}
	}
	return a
}

// boundsOf returns what a box or a circle takes of the claim.
func boundsOf(m casefile.Mark) geom.Rect {
	p := m.OnClaimed
	if m.Kind == casefile.CircleMark && len(p) == 2 {
		r := p[0].Distance(p[1])
		return geom.Rect{MinX: p[0].X - r, MinY: p[0].Y - r, MaxX: p[0].X + r, MaxY: p[0].Y + r}
	}
	out := geom.Rect{MinX: p[0].X, MinY: p[0].Y, MaxX: p[0].X, MaxY: p[0].Y}
	for _, q := range p[1:] {
		out.MinX, out.MinY = min(out.MinX, q.X), min(out.MinY, q.Y)
		out.MaxX, out.MaxY = max(out.MaxX, q.X), max(out.MaxY, q.Y)
	}
	return out
}

// frameOf returns which moment of a video a learner means: that of a frame that
// was made an item, or else the one that is looked at.
func (d *Desk) frameOf(candidate casefile.ID) (time.Duration, bool) {
	for _, e := range slices.Backward(d.file.Evidence) {
		if e.Parent == candidate && e.Frame != nil {
			return e.Frame.Time, true
		}
	}
	claim, _ := d.claim()
	pair := pairing{claim.ID, candidate}
	if f := &d.film; f.known && f.of == pair && f.chosen && len(f.stamps) > 0 {
		return f.info.TimeOf(f.stamps[f.index]), true
	}
	if v := d.lookOf(pair); v != nil && v.AtFrame {
		return v.FrameTime, true
	}
	return 0, false
}

// Solution is what is drawn on the pictures once an exercise is answered.
type Solution struct {
	Candidate            casefile.ID
	CandidateFromClaimed geom.Map     // where the differences lie on the candidate; not valid where nothing is known of it
	Outline              []geom.Point // of the claim on the candidate, candidate pixels; none where there is none
	OutlineSays          string
	Missed               []geom.Rect // claim pixels
	MissedSays           string
}

// ShowSolution draws on the pictures of an answered exercise what was to be
// found, as marks like any other: one edit, which can be undone.
func (d *Desk) ShowSolution(s Solution) {
	claim, _ := d.claim()
	if d.lesson == nil || !d.lesson.Answered || s.Candidate == "" || len(s.Outline) == 0 && len(s.Missed) == 0 || d.HasSolution(s) {
		return
	}
	candidate, _ := d.file.Find(s.Candidate)
	next := d.file
	add := func(m casefile.Mark) {
		m.ID, m.Claimed, m.Candidate = d.newMarkID(), claim.ID, s.Candidate
		next = next.WithMark(m)
	}
	if n := len(s.Outline); n > 0 {
		add(casefile.Mark{
			Kind: casefile.FreeMark, Set: casefile.OnCandidate, Text: s.OutlineSays, Colour: "bluish-green", Width: solutionWidth,
			OnCandidate: append(slices.Clone(s.Outline), s.Outline[0]),
		})
	}
	for _, r := range s.Missed {
		m := casefile.Mark{
			Kind: casefile.BoxMark, Set: casefile.OnClaimed, Text: s.MissedSays, Colour: "vermillion", Width: solutionWidth,
			OnClaimed: []geom.Point{{X: r.MinX, Y: r.MinY}, {X: r.MaxX, Y: r.MinY}, {X: r.MaxX, Y: r.MaxY}, {X: r.MinX, Y: r.MaxY}},
		}
		if s.CandidateFromClaimed.Valid() {
			m = Twinned(m, align.Alignment{Status: align.ByHand, CandidateFromClaimed: s.CandidateFromClaimed}, claim.Pixels, candidate.Pixels)
		}
		add(m)
	}
	d.Edit(Named{Key: "lessons.edit.solution"}, func(casefile.Case) casefile.Case { return next })
	d.Select(s.Candidate)
}

// HasSolution reports whether a solution stands on the pictures already.
func (d *Desk) HasSolution(s Solution) bool {
	return slices.ContainsFunc(d.file.Marks, func(m casefile.Mark) bool {
		outline := len(s.Outline) > 0 && m.Kind == casefile.FreeMark && len(m.OnCandidate) == len(s.Outline)+1 && m.OnCandidate[0] == s.Outline[0]
		missed := len(s.Missed) > 0 && m.Kind == casefile.BoxMark && m.Set == casefile.OnClaimed && boundsOf(m) == s.Missed[0]
		return m.Candidate == s.Candidate && (outline || missed)
	})
}

// solutionWidth is that of the lines of a solution, points of the window.
const solutionWidth = 3

package app

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/app/lessons"
	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// The exercise that is open: what the learner says of it, and what it came to.

// openExercise returns the exercise that is open; ok is false where its pack is not there.
func (w *Window) openExercise() (training.Exercise, bool) {
	l := w.seen.Lesson
	if l == nil || l.Pack != w.practice.course.id {
		return training.Exercise{}, false
	}
	if !w.practice.course.drawn(l.Exercise) {
		return training.Exercise{}, false
	}
	return w.practice.course.exercise(l.Exercise)
}

// openKey returns the key of the exercise that is open; ok is false where that is locked.
func (w *Window) openKey() (e training.Exercise, k training.Key, ok bool) {
	e, ok = w.openExercise()
	if !ok {
		return e, k, false
	}
	k, err := w.practice.course.key(e.ID)
	return e, k, err == nil
}

// showLesson brings the panel to the exercise that is open.
func (w *Window) showLesson() {
	s := w.seen
	if s.Lesson == nil {
		return
	}
	e, known := w.openExercise()
	l := w.settings.language
	v := lessons.Value{Key: strconv.FormatUint(s.Opened, 10), EyesFirst: s.Hides(), Chosen: -1, Confidence: s.Lesson.Confidence, Title: title(s)}
	for i, c := range training.Choices() {
		v.Choices = append(v.Choices, c.Say(l))
		if string(c) == s.Lesson.Choice {
			v.Chosen = i
		}
	}
	if !known {
		v.Lost = l.Say("lessons.lost")
		if w.practice.drawing {
			v.Lost = l.Say("lessons.drawing")
		}
	} else {
		v.Title, v.Line, v.Task = e.Title.In(l), exerciseLine(l, e), e.Task.In(l)
		if who := w.practice.results.Learners; len(who) > 0 {
			v.Line += " · " + l.List(who)
		}
		v.Frozen = !s.Lesson.Answered && w.practice.course.frozen(e.ID)
		v.AsksWording = e.Asks(training.AskWording)
		v.Asked = w.askedOf(e)
		v.Hints, v.NextHint = w.hintsOf(e)
	}
	if f, ok := s.Case.Finding(s.Claim.Evidence.ID); ok {
		v.Wording = f.Wording
	}
	v.Named, v.CanName = namesOf(s, l)
	v.WhyNot = w.whyNoAnswer()
	if s.Lesson.Answered {
		v.Result = w.resultOf()
	}
	w.lesson.Show(v)
}

// namesOf lists the candidates that the choice names, and says what names the shown one.
func namesOf(s desk.Snapshot, l words.Language) (all []lessons.Named, can string) {
	for _, id := range s.Lesson.Candidates {
		e, _ := s.Case.Find(id)
		all = append(all, lessons.Named{ID: string(id), Name: e.Name})
	}
	if !training.Choice(s.Lesson.Choice).NamesCandidates() {
		return all, ""
	}
	id := nameable(s, s.Selected)
	e, ok := s.Case.Find(id)
	switch {
	case !ok || slices.Contains(s.Lesson.Candidates, id):
		return all, ""
	case len(all) > 0:
		return all, l.Say("lessons.name-too", "name", e.Name)
	}
	return all, l.Say("lessons.name-this", "name", e.Name)
}

// nameable returns the item of the exercise that evidence is, or was taken from.
func nameable(s desk.Snapshot, id casefile.ID) casefile.ID {
	if s.Lesson.ItemOf(id) != "" {
		return id
	}
	e, _ := s.Case.Find(id)
	if s.Lesson.ItemOf(e.Parent) != "" {
		return e.Parent
	}
	return ""
}

// askedOf says what is asked, and what is there of it.
func (w *Window) askedOf(e training.Exercise) (all []lessons.Asked) {
	l, s, a := w.settings.language, w.seen, w.desk.Answer()
	nobody := len(s.Lesson.Candidates) == 0 // is named, for whom what was aligned or looked up would count
	laid := slices.ContainsFunc(s.Case.ByHand, func(h casefile.HandAlignment) bool { return h.Claimed == s.Claim.Evidence.ID })
	name := func(item string) string {
		e, _ := s.Case.Find(s.Lesson.EvidenceOf(item))
		return e.Name
	}
	for _, part := range asksOf(e) {
		asked := lessons.Asked{Does: l.Say("lessons.ask." + string(part))}
		switch part {
		case training.AskChoice:
			if a.Choice != training.NotChosen && a.Confidence > 0 {
				asked.Line = l.Say("lessons.there.choice", "choice", a.Choice.Say(l), "share", l.Percent(float64(a.Confidence)/100, 0))
			}
		case training.AskOutline:
			var on []string
			for _, o := range a.Outlines {
				on = append(on, name(o.Candidate))
			}
			if len(on) > 0 {
				asked.Line = l.Say("lessons.there.outline", "name", l.List(on))
			}
		case training.AskPairs:
			if n := len(a.Pairs); n > 0 {
				asked.Line = l.Plural("lessons.there.pairs", n)
			}
		case training.AskDifferences:
			if n := len(a.Differences); n > 0 {
				asked.Line = l.Plural("lessons.there.differences", n)
			}
		case training.AskFrame:
			if a.HasFrame {
				asked.Line = l.Say("lessons.there.frame", "time", l.Clock(a.Frame, 3))
			}
		case training.AskWording:
			if strings.TrimSpace(a.Wording) != "" {
				asked.Line = l.Say("lessons.there.wording")
			}
		}
		asked.Done = asked.Line != ""
		if nobody && (part == training.AskOutline && laid || part == training.AskPairs && laid || part == training.AskFrame && s.Film != nil) {
			asked.Line = l.Say("lessons.there.unnamed")
		}
		all = append(all, asked)
	}
	return all
}

// hintsOf returns the hints that were taken, and the words of the button for the next.
func (w *Window) hintsOf(e training.Exercise) (taken []string, next string) {
	l, n, hints := w.settings.language, w.seen.Lesson.Hints, w.practice.course.hints(e.ID)
	for _, h := range hints[:min(n, len(hints))] {
		taken = append(taken, h.Text.In(l))
	}
	if n < len(hints) && !w.seen.Lesson.Answered {
		next = l.Say("lessons.hint.next", "n", strconv.Itoa(n+1), "cost", strconv.Itoa(hints[n].Cost))
	}
	return taken, next
}

// nextHint reports whether there is a hint that can be taken.
func (w *Window) nextHint() bool {
	e, ok := w.openExercise()
	return ok && w.seen.Solving() && w.seen.Lesson.Hints < len(w.practice.course.hints(e.ID))
}

func (w *Window) takeHint() {
	if w.nextHint() {
		w.desk.EditLesson(func(l *casefile.Lesson) { l.Hints++ })
	}
}

// chooseAnswer says what the claim is. A choice that names candidates names the
// shown one, where none is named yet.
func (w *Window) chooseAnswer(i int) {
	c := training.Choices()[i]
	shown := nameable(w.seen, w.seen.Selected)
	w.desk.EditLesson(func(l *casefile.Lesson) {
		l.Choice = string(c)
		switch {
		case !c.NamesCandidates():
			l.Candidates = nil
		case len(l.Candidates) == 0 && shown != "":
			l.Candidates = []casefile.ID{shown}
		}
	})
}

// nameCandidate names a candidate beside those that are named.
func (w *Window) nameCandidate(id casefile.ID) {
	if id = nameable(w.seen, id); id == "" {
		return
	}
	w.desk.EditLesson(func(l *casefile.Lesson) {
		if !slices.Contains(l.Candidates, id) {
			l.Candidates = append(slices.Clone(l.Candidates), id)
		}
	})
}

// writeConclusion keeps what the learner concludes where a case has its conclusion.
func (w *Window) writeConclusion(text string) {
	claim := w.seen.Claim.Evidence.ID
	w.desk.Edit(desk.Named{Key: "lessons.edit.wording"}, func(c casefile.Case) casefile.Case {
		f, _ := c.Finding(claim)
		f.Claimed, f.Wording = claim, text
		return c.WithFinding(f)
	})
}

// whyNoAnswer says why the answer can't be given yet; empty where it can.
func (w *Window) whyNoAnswer() string {
	s, l := w.seen, w.settings.language
	if s.Lesson == nil {
		return l.Say("palette.why.lesson")
	}
	choice := training.Choice(s.Lesson.Choice)
	_, known := w.openExercise()
	switch {
	case !known && w.practice.drawing:
		return l.Say("lessons.drawing")
	case !known:
		return l.Say("lessons.lost")
	case s.Progress.Stage == desk.ReadingFiles || s.Progress.Stage == desk.Opening:
		return l.Say("lessons.why.reading")
	case w.practice.course.frozen(s.Lesson.Exercise):
		return l.Say("lessons.frozen")
	case choice == training.NotChosen:
		return l.Say("lessons.why.choice")
	case choice.NamesCandidates() && len(s.Lesson.Candidates) == 0:
		return l.Say("lessons.why.name")
	case s.Lesson.Confidence == 0:
		return l.Say("lessons.why.sure")
	}
	return ""
}

// giveAnswer takes the answer where it can be given.
func (w *Window) giveAnswer() {
	if _, ok := w.openExercise(); ok && w.seen.Solving() && w.whyNoAnswer() == "" {
		w.takeAnswer()
	}
}

// takeAnswer takes the answer as it stands, marks it as soon as its key is open,
// and shows what was hidden.
func (w *Window) takeAnswer() {
	w.desk.LessonTook(w.lapsed())
	w.stopTimer()
	w.endAligning()
	w.practice.answer, w.practice.of, w.practice.waits = w.desk.Answer(), w.seen.Opened, true
	w.desk.EditLesson(func(l *casefile.Lesson) { l.Answered = true })
	w.markAnswer()
	w.lesson.SetFacts(false)
	w.frame.Refresh()
}

// markAnswer marks the answer that was given, where its key is open, and draws
// the solution.
func (w *Window) markAnswer() {
	pr := &w.practice
	e, k, ok := w.openKey()
	if !pr.waits || pr.of != w.seen.Opened || !ok {
		return
	}
	pr.waits = false
	pr.marks = training.Mark(e, k, pr.answer)
	pr.results = pr.results.Add(training.Attempt{Exercise: e.ID, Answer: pr.answer, Marks: pr.marks, At: time.Now().UTC()})
	w.keepAttempts()
	w.desk.EditLesson(func(l *casefile.Lesson) { l.Points = pr.marks.Total })
	w.showSolution()
}

// rateConclusion keeps what was said of the conclusion, and marks the answer again.
func (w *Window) rateConclusion(check, rating int) {
	e, k, ok := w.openKey()
	pr := &w.practice
	n := len(pr.results.Attempts)
	if !ok || pr.of != w.seen.Opened || pr.waits || n == 0 {
		return
	}
	ratings := slices.Clone(pr.answer.Ratings)
	for len(ratings) < len(k.Checklist) {
		ratings = append(ratings, training.NotRated)
	}
	ratings[check] = []training.Rating{training.Yes, training.No}[rating]
	pr.answer.Ratings = ratings
	pr.marks = training.Mark(e, k, pr.answer)
	attempts := slices.Clone(pr.results.Attempts)
	attempts[n-1].Answer, attempts[n-1].Marks = pr.answer, pr.marks
	pr.results.Attempts = attempts
	w.keepAttempts()
	w.desk.EditLesson(func(l *casefile.Lesson) {
		l.Points, l.Ratings = pr.marks.Total, nil
		for _, r := range ratings {
			l.Ratings = append(l.Ratings, string(r))
		}
	})
}

// solutionOf returns what is to be drawn on the pictures of the exercise that
// is open. Of several candidates it is the one that was named, if that is right.
func (w *Window) solutionOf(e training.Exercise, k training.Key) (desk.Solution, bool) {
	if len(k.Placements) == 0 {
		return desk.Solution{}, false
	}
	p := k.Placements[0]
	for _, id := range w.practice.answer.Candidates {
		if on, ok := k.On(id); ok {
			p = on
			break
		}
	}
	return w.solutionOn(e, k, p)
}

// solutionOn returns what is to be drawn on one of the candidates that are right.
func (w *Window) solutionOn(e training.Exercise, k training.Key, p training.Placement) (desk.Solution, bool) {
	l, s := w.settings.language, w.seen
	claim := s.Claim.Evidence.Pixels
	out := desk.Solution{
		Candidate: s.Lesson.EvidenceOf(p.Candidate), CandidateFromClaimed: p.CandidateFromClaimed,
		OutlineSays: l.Say("lessons.solution.outline"), MissedSays: l.Say("lessons.solution.missed"),
	}
	if item, ok := e.Candidate(p.Candidate); ok && !item.Video && p.CandidateFromClaimed.Valid() {
		for _, q := range p.Outline(claim) {
			out.Outline = append(out.Outline, q)
		}
	}
	for _, d := range k.Differences {
		if !found(w.practice.answer.Differences, d) {
			out.Missed = append(out.Missed, d)
		}
	}
	return out, out.Candidate != "" && len(out.Outline)+len(out.Missed) > 0
}

// found reports whether boxes mean a difference, one of them or those within it
// together: they share a tenth of their area.
func found(boxes []geom.Rect, difference geom.Rect) bool {
	area := func(r geom.Rect) float64 { return max(0, r.Width()) * max(0, r.Height()) }
	means := func(box geom.Rect) bool {
		both := box.Intersect(difference)
		return !both.Empty() && area(both) >= 0.1*(area(box)+area(difference)-area(both))
	}
	around, within := geom.Rect{}, 0
	for _, b := range boxes {
		if area(b.Intersect(difference)) < 0.6*area(b) {
			continue
		}
		if within++; within == 1 {
			around = b
		}
		around = around.Union(b)
	}
	return slices.ContainsFunc(boxes, means) || within > 1 && means(around)
}

// showSolution draws on the pictures what was to be found. An outline is to be
// seen where the whole candidate is.
func (w *Window) showSolution() {
	if e, k, ok := w.openKey(); ok && w.practice.of == w.seen.Opened {
		if k.Every { // of a collage each half; the shown one comes last
			for _, p := range k.Placements {
				if s, is := w.solutionOn(e, k, p); is {
					w.desk.ShowSolution(s)
				}
			}
		}
		if s, is := w.solutionOf(e, k); is {
			w.desk.ShowSolution(s)
			w.desk.Select(s.Candidate)
			w.stage.SetWhole(w.stage.Whole() || len(s.Outline) > 0)
		}
	}
}

// resultOf says what the answer came to.
func (w *Window) resultOf() *lessons.Result {
	l, s := w.settings.language, w.seen
	e, k, open := w.openKey()
	if _, next := w.following(); !open || w.practice.waits && w.practice.of == s.Opened {
		return &lessons.Result{Head: l.Say("lessons.given"), Explanation: l.Say("lessons.waits"), Next: next}
	}
	r := &lessons.Result{
		Head:        l.Say("lessons.points", "points", strconv.Itoa(s.Lesson.Points)),
		Explanation: k.Explanation.In(l), Careful: k.Careful.In(l), Weak: k.Weak.In(l),
	}
	_, r.Next = w.following()
	if w.practice.of != s.Opened { // it was answered before the case was opened
		return r
	}
	m := w.practice.marks
	for _, p := range m.Parts {
		sign, points := look.NoDrawing, strconv.Itoa(p.Points)
		switch {
		case p.Points == p.Of:
			sign = look.Tick
		case p.Asked == training.AskWording && slices.ContainsFunc(m.Remarks, func(r training.Remark) bool { return r.Kind == training.WordingUnrated }):
			points = "–" // not wrong: nobody has looked yet
		case p.Points == 0:
			sign = look.Close
		}
		r.Parts = append(r.Parts, lessons.Part{Name: p.Asked.Say(l), Points: l.Say("lessons.points.part", "points", points, "of", strconv.Itoa(p.Of)), Sign: sign})
	}
	for _, remark := range m.Remarks {
		r.Remarks = append(r.Remarks, remark.Say(l))
	}
	if says := training.Calibrate(w.practice.results.Attempts).Say(l); says != "" {
		r.Session = says
	}
	solution, is := w.solutionOf(e, k)
	r.CanShow = is && !w.desk.HasSolution(solution)
	for _, c := range s.Candidates {
		if c.Evidence.ID == solution.Candidate && c.State == desk.Compared {
			r.Program = l.Say("hand.program", "finding", l.Finding(c.Comparison.Program().Verdict.String()))
		}
	}
	for i, c := range k.Checklist {
		check := lessons.Check{Question: c.Question.In(l), Rating: -1}
		if i < len(w.practice.answer.Ratings) {
			check.Rating = slices.Index([]training.Rating{training.Yes, training.No}, w.practice.answer.Ratings[i])
		}
		if check.Rating >= 0 {
			check.Says = l.Say(map[bool]string{true: "lessons.checklist.right-yes", false: "lessons.checklist.right-no"}[c.Right])
		}
		r.Checks = append(r.Checks, check)
	}
	return r
}

// following returns the exercise after the one that is open.
func (w *Window) following() (string, bool) {
	all := w.practice.course.exercises
	i := slices.IndexFunc(all, func(e training.Exercise) bool { return w.seen.Lesson != nil && e.ID == w.seen.Lesson.Exercise })
	if i < 0 || i+1 >= len(all) {
		return "", false
	}
	return all[i+1].ID, true
}

func (w *Window) nextLesson() {
	if id, ok := w.following(); ok {
		w.practice.chosen = id
		if !w.practice.course.drawn(id) {
			w.openRoom() // which says that it is being drawn
			w.practice.chosen = id
			w.showRoom()
		}
		w.beginLesson()
	}
}

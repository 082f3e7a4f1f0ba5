package sheet

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/training"
)

// Tasks prints a page for each exercise to work on with a pen: the task, the
// claim, the candidates with letters, and what is asked.
func (p Printing) Tasks(ctx context.Context, w io.Writer, exercises []training.Exercise) error {
	sheet := p.begin(ctx)
	for i, e := range exercises {
		if err := sheet.task(i+1, e); err != nil {
			return err
		}
	}
	return sheet.write(w, p.Language.Say("training.sheet.tasks"))
}

// gridOf returns how many candidates stand beside each other, and how tall a row
// gets at most, so that a line-up of twenty still fits on a page.
func gridOf(candidates int) (columns int, tallest float64) {
	switch {
	case candidates <= 3:
		return max(candidates, 2), 48
	case candidates <= 6:
		return 3, 36
	case candidates <= 12:
		return 4, 27
	}
	return 5, 21
}

func (p *pages) task(number int, e training.Exercise) error {
	l := p.Language
	p.open(number, e)
	p.text(e.Task.In(l), leadStyle, 3)
	p.label(l.Say("training.sheet.claim"), margin, p.y, p.width)
	at, err := p.put(e, e.Claim, margin, p.y+5.5, p.width*0.6, 62)
	if err != nil {
		return err
	}
	// What is asked of the choice stands beside the claim, where the eye is.
	x, y := at.box.MaxX+2*gap, p.y
	beside := margin + p.width - x
	p.label(l.Say("training.sheet.choice"), x, y, beside)
	y += 6
	for _, c := range training.Choices() {
		said := c.Say(l)
		if c.NamesCandidates() {
			said = l.Say("training.sheet.choice-of", "choice", said)
		}
		y += p.tick(said, x, y, beside) + 2
	}
	y += 2
	p.label(l.Say("training.sheet.confidence"), x, y, beside)
	y += 6
	for n, percent := range []int{50, 60, 70, 80, 90, 100} {
		p.tick(l.Percent(float64(percent)/100, 0), x+float64(n%3)*20, y+float64(n/3)*6.5, 20)
	}
	p.y = max(at.box.MaxY, y+13) + gap
	columns, tallest := gridOf(len(e.Candidates))
	width := (p.width - gap*float64(columns-1)) / float64(columns)
	row := 0.0
	for n, c := range Lettered(e) {
		column := n % columns
		if column == 0 {
			p.y += row
			p.fits(5 + tallest)
			row = 0
		}
		x := margin + float64(column)*(width+gap)
		name := letter(n)
		if c.Video {
			name = l.Say("training.sheet.video-named", "letter", name)
		}
		p.label(name, x, p.y, width)
		at, err := p.put(e, c, x, p.y+5, width, tallest)
		if err != nil {
			return err
		}
		row = max(row, at.box.MaxY-p.y+3)
	}
	p.y += row + 2
	p.fits(3 + 2*ruled)
	p.label(l.Say("training.sheet.conclusion"), margin, p.y, p.width)
	p.y += 3
	p.rules(8)
	return nil
}

// mostPairs is how many candidates get a page with the claim; more are a
// line-up, whose candidates stand two on a page.
const mostPairs = 4

// MarkUp prints the pictures large, to draw outlines, pairs of points and
// differences on: the claim over each candidate.
func (p Printing) MarkUp(ctx context.Context, w io.Writer, exercises []training.Exercise) error {
	sheet := p.begin(ctx)
	for i, e := range exercises {
		if err := sheet.markUp(i+1, e); err != nil {
			return err
		}
	}
	return sheet.write(w, p.Language.Say("training.sheet.markup"))
}

func (p *pages) markUp(number int, e training.Exercise) error {
	l := p.Language
	half := func() float64 { return (p.bottom-p.y)/2 - 7 }
	put := func(name string, item training.Item, height float64) error {
		p.label(name, margin, p.y, p.width)
		at, err := p.put(e, item, margin, p.y+5.5, p.width, height)
		p.y = at.box.MaxY + 3
		return err
	}
	p.open(number, e)
	p.text(l.Say("training.sheet.how-to-mark"), textStyle, 2)
	pairs := len(e.Candidates) <= mostPairs
	height := half()
	if err := put(l.Say("training.sheet.claim"), e.Claim, height); err != nil {
		return err
	}
	for n, c := range Lettered(e) {
		if n > 0 && pairs {
			p.next()
			height = half()
			if err := put(l.Say("training.sheet.claim"), e.Claim, height); err != nil {
				return err
			}
		} else if n > 0 && n%2 == 1 {
			p.next()
			height = half()
		}
		if err := put(letter(n), c, height); err != nil {
			return err
		}
	}
	return nil
}

// Answers prints what is right, for the trainer: with the outline on the
// candidate, the differences on the claim, hints, and what is said afterwards.
// Keys are by Exercise.ID.
func (p Printing) Answers(ctx context.Context, w io.Writer, exercises []training.Exercise, keys map[string]training.Key) error {
	sheet := p.begin(ctx)
	for i, e := range exercises {
		k, there := keys[e.ID]
		if !there {
			return fmt.Errorf("printing answers: no key of exercise %q", e.ID)
		}
		if err := sheet.answer(i+1, e, k); err != nil {
			return err
		}
	}
	return sheet.write(w, p.Language.Say("training.sheet.answers"))
}

func (p *pages) answer(number int, e training.Exercise, k training.Key) error {
	l := p.Language
	p.open(number, e)
	var letters []string
	for _, place := range k.Placements {
		letters = append(letters, letterOf(e, place.Candidate))
	}
	p.text(l.Say("training.sheet.right", "choice", k.Choice.Say(l), "letters", l.List(letters)), leadStyle, 1)
	if k.Family != "" {
		p.text(k.Family.Say(l), noteStyle, 0)
	}
	p.y += 3
	width := (p.width - gap) / 2
	p.label(l.Say("training.sheet.claim"), margin, p.y, width)
	at, err := p.put(e, e.Claim, margin, p.y+5.5, width, 70)
	if err != nil {
		return err
	}
	for _, d := range k.Differences {
		p.page().Add(figure.Outline(d.Quad(), at.size, at.box, 0.35)...)
	}
	below := at.box.MaxY
	if len(k.Placements) > 0 {
		place := k.Placements[0]
		c, _ := e.Candidate(place.Candidate)
		x := margin + width + gap
		p.label(letters[0], x, p.y, width)
		on, err := p.put(e, c, x, p.y+5.5, width, 70)
		if err != nil {
			return err
		}
		p.page().Add(figure.Outline(place.Outline(e.Claim.Size), on.size, on.box, 0.35)...)
		below = max(below, on.box.MaxY)
	}
	p.y = below + gap
	for _, said := range p.facts(e, k) {
		p.text(said, textStyle, 0)
	}
	p.y += gap
	p.headed("training.sheet.explanation", k.Explanation.In(l))
	p.headed("training.sheet.careful", k.Careful.In(l))
	p.headed("training.sheet.weak", k.Weak.In(l))
	var hints, checks []string
	for n, h := range k.Hints {
		hints = append(hints, l.Say("training.sheet.hint", "n", fmt.Sprint(n+1), "text", h.Text.In(l), "cost", fmt.Sprint(h.Cost)))
	}
	for _, c := range k.Checklist {
		key := "training.sheet.should-not"
		if c.Right {
			key = "training.sheet.should"
		}
		checks = append(checks, l.Say(key, "question", c.Question.In(l)))
	}
	p.headed("training.sheet.hints", strings.Join(hints, "\n"))
	p.headed("training.sheet.checklist", strings.Join(checks, "\n"))
	p.headed("training.sheet.teacher", k.Teacher.In(l))
	return nil
}

// facts says of the truth what no outline shows.
func (p *pages) facts(e training.Exercise, k training.Key) (out []string) {
	l := p.Language
	for _, place := range k.Placements {
		if place.Mirrored(e.Claim.Size) {
			out = append(out, l.Say("training.sheet.mirrored"))
			break
		}
	}
	if k.Inverted {
		out = append(out, l.Say("training.sheet.inverted"))
	}
	if n := len(k.Differences); n > 0 {
		out = append(out, l.Plural("training.sheet.differences", n))
	}
	if k.To > 0 {
		out = append(out, l.Say("training.sheet.moment", "from", l.Clock(k.From, 2), "to", l.Clock(k.To, 2)))
	}
	return out
}

// Certificate is what a learner takes home.
type Certificate struct {
	Learner   string
	Session   string // what it was called
	Exercises int    // how many were worked through
	Points    int    // of 100 each, together
	Told      bool   // the points stand on it
	Place     string
	Date      time.Time
	Trainer   string
}

// Certificates prints a page for each learner.
func (p Printing) Certificates(ctx context.Context, w io.Writer, all []Certificate) error {
	sheet := p.begin(ctx)
	sheet.bare = true
	for _, c := range all {
		sheet.certificate(c)
	}
	return sheet.write(w, p.Language.Say("training.sheet.certificate"))
}

func (p *pages) certificate(c Certificate) {
	l := p.Language
	p.next()
	page := p.page()
	p.marks = append(p.marks, pdf.Bookmark{Title: c.Learner, Place: pdf.Place{Page: len(p.all) - 1}})
	line := figure.Source
	for i, inset := range []float64{10, 12} {
		box := geom.Rect{MinX: inset, MinY: inset, MaxX: page.Width - inset, MaxY: page.Height - inset}
		page.Add(figure.Shape{Paths: []figure.Path{figure.Rectangle(box)}, Stroke: &line, Line: 0.6 - 0.4*float64(i)})
	}
	y := page.Height * 0.2
	say := func(s string, style figure.Style, after float64) {
		if s == "" {
			return
		}
		para := p.t.Balanced(p.width-24, span(s, style))
		para.Draw(page, margin+12, y, p.width-24, figure.Centre)
		y += para.Height() + after
	}
	large := figure.Style{Face: figure.SerifSemiBold, Pt: 34, Leading: 15, Colour: figure.Source}
	name := figure.Style{Face: figure.SerifSemiBold, Pt: 24, Leading: 11, Colour: figure.Ink}
	text := figure.Style{Face: figure.Serif, Pt: 13, Leading: 6.6, Colour: figure.Ink}
	say(l.Say("training.sheet.certificate"), large, 22)
	say(c.Learner, name, 9)
	say(l.Say("training.sheet.worked", "exercises", l.Plural("training.sheet.exercises", c.Exercises)), text, 4)
	say(c.Session, text.In(figure.SerifItalic), 4)
	if c.Told {
		say(l.Say("training.sheet.points", "points", fmt.Sprint(c.Points), "of", fmt.Sprint(100*c.Exercises)), text, 4)
	}
	y += 8
	say(l.Say("training.sheet.attends"), noteStyle, 0)

	// Place and date on one side, the trainer's hand on the other.
	y = page.Height * 0.78
	half := (p.width - 24 - 12) / 2
	sign := func(x float64, written, below string) {
		p.t.Paragraph(half, span(written, text)).Draw(page, x, y-7.5, half, figure.Centre)
		page.Add(figure.Rule(x, y, half, 0.5, figure.Ink))
		p.t.Paragraph(half, span(below, noteStyle)).Draw(page, x, y+1.5, half, figure.Centre)
	}
	when := l.Date(c.Date)
	if c.Place != "" {
		when = c.Place + ", " + when
	}
	sign(margin+12, when, l.Say("training.sheet.place-date"))
	below := l.Say("training.sheet.trainer")
	if c.Trainer != "" {
		below = c.Trainer + ", " + below
	}
	sign(margin+12+half+12, "", below)
}

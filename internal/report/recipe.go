package report

import (
	"context"
	"math"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/redact"
)

const anchorRecipe = "recipe" // the section, and the figure in it

// Figures are numbered in the order in which they stand, those that were made.
const (
	numberPair = 1 + iota // on the summary
	numberTimeline
	numberAligned
	numberSwipe
	numberDetails
	numberFilm
	numberOutside
	numberRecipe
	numberOverlay
	numberDifference
	numberDisagree
	numberSupport
)

// number returns the number of a figure: the first pair's is 1.
func (e *edition) number(of int) int {
	f, n := &e.figures, of
	for i, made := range []bool{true, e.hasTimeline() && !e.several(), f.warped != nil, f.swiped[0] != nil, len(f.details) > 0, e.filmMade(), f.beyond.picture != nil, f.replay != nil, f.overlay != nil, f.difference != nil, len(f.disagree) > 0} {
		if numberPair+i < of && !made {
			n--
		}
	}
	return e.before + n
}

// figuresMade counts the figures of the pair.
func (e *edition) figuresMade() int {
	if e.figures.claim == nil {
		return 0
	}
	last := e.number(numberSupport) - e.before
	if !e.showsSupport() {
		last--
	}
	return last
}

// findRecipe finds the steps; nil where they can't be measured, and are left out.
func (e *edition) findRecipe(ctx context.Context, pair compare.Pair) (*recipe.Recipe, error) {
	r, err := recipe.Measure(ctx, recipe.InputOf(pair, e.best.comparison.Alignment, e.claim.evidence.Encoding))
	if err != nil {
		return nil, ctx.Err()
	}
	e.facts.recipe, e.facts.measuredRecipe = r, true
	_, e.facts.grey = recipe.Find[recipe.Grey](r)
	return r, nil
}

// drawRecipe finds the steps, and replays them beside the claim.
func (e *edition) drawRecipe(ctx context.Context, pair compare.Pair) error {
	r, err := e.findRecipe(ctx, pair)
	if err != nil || r == nil || r.Same {
		return err
	}
	replay, err := r.Replay(ctx, pair)
	if err != nil {
		return ctx.Err()
	}
	e.facts.remains = replay.Remains
	replayed := redact.Pyramid(picture.NewPyramid(replay.Picture), e.areas[e.claim.evidence.ID]) // it lies as the claim does
	width, height := figure.Within(e.facts.claim, replayWidth, tallestReplay)
	return e.keep(&e.figures.replay)(figure.Replayed(ctx, replayed.Level(0), width, height, e.in.Fineness))
}

// The three pictures of a replay: their width, and their greatest and least height, millimetres.
const (
	replayWidth    = 42.3
	tallestReplay  = 70
	smallestReplay = 40
	curveSide      = 30
	curveGap       = 8
)

// edits says in words and numbers how such a picture can be made, and shows it done.
func (e *edition) edits() section {
	s, r := e.s, e.facts.recipe
	sec := section{
		key: anchorRecipe, head: e.l.Say("report.recipe"),
		notes: []string{e.l.Say("report.recipe.order"), e.l.Say("report.recipe.method", "version", recipe.Version)},
	}
	after := recipe.NotShown(e.l)
	if e.facts.measured.OtherMomentPossible {
		after = e.l.Say("finding.strength.other-moment") + " " + after
	}
	sec.body = []flow{
		s.text(textWidth+6, 2.4, span(r.Sentence(e.l), leadStyle)),
		s.text(textWidth, baseline, span(after, textStyle)),
	}
	var rows [][]cell
	known := text(e.l.Say("report.recipe.measured"))
	for i, row := range r.Rows(e.l) {
		rows = append(rows, []cell{text(strconv.Itoa(i + 1)), bold(row.Name), text(row.Value), text(row.Note), known})
	}
	if saved, ok := r.SavedRow(e.l); ok {
		rows = append(rows, []cell{{}, bold(saved.Name), text(saved.Value), text(saved.Note), text(e.l.Say("report.recipe.read"))})
	}
	if len(rows) > 0 {
		sec.body = append(sec.body, s.table(baseline, []column{
			{width: 3.5, align: figure.Right},
			{head: e.l.Say("report.column.step"), width: 20},
			{head: e.l.Say("report.column.value")},
			{head: e.l.Say("report.column.note"), width: 40},
			{head: e.l.Say("report.column.known"), width: 20},
		}, rows))
	}
	if e.figures.replay != nil {
		sec.body = append(sec.body, e.curve(), e.replayPlate())
	}
	return sec
}

// curve sets the tone curve beside what it is and what the replay leaves.
func (e *edition) curve() flow {
	s, c := e.s, &e.facts.recipe.Curve
	d := figure.ToneCurve(s.t, &c.Levels, c.From, c.To, figure.Axis{
		Across: e.l.Say("report.recipe.across"), Up: e.l.Say("report.recipe.up"),
	}, curveSide).Figured(nil, "")
	x := d.Width + curveGap
	words := s.t.Paragraph(bodyWidth-x, span(strings.Join([]string{
		e.l.Say("report.recipe.curve"), e.straightness(),
	}, " ")+"\n", captionStyle), span(e.facts.remains.Words(e.l), captionStyle))
	words.Draw(&d, x, 0, bodyWidth-x, figure.Left)
	d.Width, d.Height = bodyWidth, max(d.Height, words.Height())
	return block{drawing: d, after: baseline}
}

// straightness says how nearly the curve is a straight line.
func (e *edition) straightness() string {
	c := &e.facts.recipe.Curve
	fields := []string{"off", e.l.Number(max(c.Off, 0.1), 1), "slope", e.l.Number(math.Abs(c.Slope), 2)}
	if c.Slope < 0 {
		return e.l.Say("report.recipe.line.falling", fields...)
	}
	return e.l.Say("report.recipe.line", fields...)
}

// replayPlate shows the claim, the replay, and where the two still differ.
func (e *edition) replayPlate() flow {
	s, f := e.s, &e.figures
	panels := []figure.Panel{
		{Picture: *f.claim, Size: e.facts.claim, Bar: figure.Claim, Tag: e.l.Say("report.bar.claimed")},
		{Picture: *f.replay, Size: e.facts.claim, Bar: figure.Source, Tag: e.l.Say("report.bar.replay")},
		{Picture: *f.difference, Size: e.facts.claim, Bar: figure.Grey, Tag: e.l.Say("report.bar.rest")},
	}
	quality := ""
	if q := e.facts.remains.Quality; q > 0 {
		quality = strconv.Itoa(q)
	}
	content := ""
	if _, laid := recipe.Find[recipe.LayOver](e.facts.recipe); laid {
		content = e.l.Say("report.recipe.without")
	}
	caption := s.caption(e.number(numberRecipe), e.l.Say("report.caption.replay", "without", content, "quality", quality, "figure", strconv.Itoa(e.number(numberDifference))))
	_, natural := figure.Within(e.facts.claim, replayWidth, tallestReplay)
	return s.plate(e.at("figure-recipe"), false, natural, smallestReplay, caption, func(width, height float64) figure.Drawing {
		return figure.Row(s.t, panels, width, height)
	})
}

// manifestRecipe is the recipe of the best candidate as computed.
type manifestRecipe struct {
	Candidate string          `json:"candidate"`
	Version   string          `json:"version"`
	Steps     []manifestStep  `json:"steps"`
	Remains   *recipe.Remains `json:"remains,omitempty"`
}

type manifestStep struct {
	Step   string `json:"step"`
	Values any    `json:"values"`
}

func (e *edition) manifestRecipe() *manifestRecipe {
	m := &manifestRecipe{Candidate: e.best.letter, Version: recipe.Version, Steps: []manifestStep{}}
	for _, s := range e.facts.recipe.Steps {
		m.Steps = append(m.Steps, manifestStep{recipe.Kind(s), s})
	}
	if e.figures.replay != nil {
		m.Remains = &e.facts.remains
	}
	return m
}

package stage

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
)

// showLines says how many points agree, how many are drawn, and how far the
// selected line is off. A slider with nothing to draw is dimmed.
func (p *strip) showLines(s *Stage, dimmed bool) {
	l, points := s.language, s.scene.Support.Points()
	drawn := s.scene.Support.Lines(s.values.lines)
	p.lines.set(float64(s.values.lines), strconv.Itoa(s.values.lines), dimmed || points == 0)
	p.areas.SetChosen(s.areasWished())
	p.areas.SetDimmed(dimmed || !s.scene.Support.HasAreas(), "")
	var says []string
	switch {
	case dimmed:
	case points == 0:
		says = append(says, l.Say("stage.no-lines"))
	default:
		says = append(says, l.Say("stage.agreeing", "n", l.Count(int64(points)), "drawn", strconv.Itoa(len(drawn))))
	}
	if s.line >= 0 && s.line < len(drawn) {
		says = append(says, l.Say("stage.selected-line", "px", l.Number(drawn[s.line].ResidualPx, 2)))
	}
	p.says = says
	p.tally.Set(strings.Join(says, " · "))
}

// sayLines says of the lines what two rows of a width hold: where that is not
// all, what was asked for last.
func (p *strip) sayLines(width float32) {
	if p.stage.mode != compare.MatchLines || len(p.says) < 2 {
		return
	}
	p.tally.Set(strings.Join(p.says, " · "))
	if len(look.Quiet.Wrap(p.tally.Words(), width, 0)) > 2 {
		p.tally.Set(p.says[len(p.says)-1])
	}
}

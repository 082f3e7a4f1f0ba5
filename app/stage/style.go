package stage

import "github.com/motbilde/motbilde/internal/compare"

// Style returns what the overlay makes of the two pictures.
func (s *Stage) Style() compare.Style { return s.values.style }

// SetStyle changes what the overlay makes of the two pictures.
func (s *Stage) SetStyle(style compare.Style) {
	s.values.style = style
	s.adjusted()
}

// saysStyle says what the colours of an overlay mean; empty is nothing to say.
func (s *Stage) saysStyle() string {
	l := s.language
	switch s.values.style {
	case compare.RedCyan:
		says := l.Say("view.red-cyan.legend")
		if s.scene.Inverted {
			says += ", " + l.Say("view.negative")
		}
		return says
	case compare.Edges:
		return l.Say("view.edges.legend")
	}
	return ""
}

package figure

import (
	"bytes"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Arabic letters change their form with their neighbours, and text from right
// to left holds numbers from left to right. PDF writers get both wrong, so
// such paragraphs are shaped here and drawn as outlines; what they say is laid
// under them as text that is not painted, so that a search finds it.

// rightToLeft reports whether the spans hold a letter of a script that runs
// from right to left.
func rightToLeft(spans []Span) bool {
	for _, s := range spans {
		if strings.ContainsFunc(s.Text, isRightToLeft) {
			return true
		}
	}
	return false
}

func isRightToLeft(r rune) bool { return unicode.In(r, unicode.Arabic, unicode.Hebrew) }

// scriptFaces finds a bundled face for every character of a shaped paragraph.
type scriptFaces struct {
	t      *Typesetter
	wanted Face
	loaded map[Face]*font.Face
}

// face returns the bundled face for a character.
func (s *scriptFaces) face(r rune) (face Face, ok bool) {
	if r > lastOfPlane {
		return s.wanted, false
	}
	for _, f := range [...]Face{s.wanted, Arabic, Hebrew, Math, Mono} {
		if _, ok := s.t.advance(f, r); ok {
			return f, true
		}
	}
	return s.wanted, false
}

// ResolveFace implements shaping.Fontmap.
func (s *scriptFaces) ResolveFace(r rune) *font.Face {
	f, _ := s.face(r)
	if s.loaded[f] == nil {
		parsed, err := font.ParseTTF(bytes.NewReader(f.Outlines()))
		if err != nil {
			panic("figure: reading " + f.Name() + ": " + err.Error()) // bundled; a test reads it
		}
		s.loaded[f] = parsed
	}
	return s.loaded[f]
}

// shaped is the size at which glyphs are shaped, in units an em.
const shaped = 1000

// shape breaks and orders a paragraph that holds right-to-left text. It is set
// in the face of its first span; every span keeps its colour.
func (t *Typesetter) shape(width float64, spans []Span) []Line {
	style := spans[0].Style
	faces := &scriptFaces{t: t, wanted: style.Face, loaded: t.scripts}
	var text []rune
	var colours []Colour // of each character
	for _, s := range spans {
		for _, r := range s.Text {
			if _, ok := faces.face(r); ok || r == joinerNot {
				text = append(text, r)
				continue
			}
			t.Missing = append(t.Missing, r)
			text = append(text, []rune("["+words.Code(r)+"]")...)
		}
		for len(colours) < len(text) {
			colours = append(colours, s.Style.Colour)
		}
	}
	unit := style.Pt * MillimetresPerPoint / shaped

	direction := di.DirectionLTR
	if first := slices.IndexFunc(text, unicode.IsLetter); first >= 0 && isRightToLeft(text[first]) {
		direction = di.DirectionRTL
	}
	var (
		segmenter shaping.Segmenter
		shaper    shaping.HarfbuzzShaper
		wrapper   shaping.LineWrapper
		runs      []shaping.Output
	)
	inputs := segmenter.Split(shaping.Input{
		Text: text, RunEnd: len(text), Direction: direction, Size: fixed.I(shaped), Language: language.NewLanguage("en"),
	}, faces)
	var numbers map[int]bool
	if direction == di.DirectionLTR {
		inputs, numbers = byLevel(inputs)
	}
	for _, in := range inputs {
		for _, piece := range byColour(in, colours) {
			runs = append(runs, shaper.Shape(piece))
		}
	}
	wrapped, _ := wrapper.WrapParagraph(shaping.WrapConfig{Direction: direction}, int(min(width/unit, 1e6)), text, shaping.NewSliceIterator(runs))
	var lines []Line
	for _, runs := range wrapped {
		var line Line
		for _, run := range ordered(runs, text, direction, numbers) {
			shape, advance := outlines(run, unit, line.Width)
			line.Items = append(line.Items, t.searchable(run, text, style, faces, line.Width, advance)...)
			shape.Fill = &colours[min(run.Runes.Offset, len(colours)-1)]
			if len(shape.Paths) > 0 {
				line.Items = append(line.Items, shape)
			}
			line.Width += advance
		}
		if direction == di.DirectionRTL && !math.IsInf(width, 1) { // such a paragraph hangs from the right
			indent := geom.Point{X: max(0, width-line.Width)}
			for i, item := range line.Items {
				line.Items[i] = item.moved(indent)
			}
			line.Width += indent.X
		}
		lines = append(lines, line)
	}
	return lines
}

// byColour cuts a run where the colour changes. In a run from right to left it
// is left whole: its pieces would have to change places.
func byColour(in shaping.Input, colours []Colour) []shaping.Input {
	if in.Direction == di.DirectionRTL {
		return []shaping.Input{in}
	}
	var out []shaping.Input
	for in.RunStart < in.RunEnd {
		piece := in
		piece.RunEnd = in.RunStart + 1
		for piece.RunEnd < in.RunEnd && colours[piece.RunEnd] == colours[in.RunStart] {
			piece.RunEnd++
		}
		out = append(out, piece)
		in.RunStart = piece.RunEnd
	}
	return out
}

// searchable returns the characters of a run as text that is not painted, in
// the order in which they stand from left to right, as readers expect it. It
// is made as wide as the shaped glyphs, so that a selection covers them.
func (t *Typesetter) searchable(run shaping.Output, text []rune, s Style, faces *scriptFaces, x, width float64) []Item {
	letters := slices.Clone(text[run.Runes.Offset : run.Runes.Offset+run.Runes.Count])
	if run.Direction == di.DirectionRTL {
		slices.Reverse(letters)
	}
	var items []Item
	var ems float64
	for _, r := range letters {
		if f, ok := faces.face(r); ok {
			a, _ := t.advance(f, r)
			ems += a
		}
	}
	if em := s.Pt * MillimetresPerPoint; ems*em > width {
		s.Pt *= width / (ems * em)
	}
	em := s.Pt * MillimetresPerPoint
	for _, r := range letters {
		f, ok := faces.face(r)
		if !ok {
			continue
		}
		ems, _ := t.advance(f, r)
		if n := len(items); n > 0 {
			if last := items[n-1].(Text); last.Face == f {
				last.String += string(r)
				last.Width += ems * em
				items[n-1] = last
				x += ems * em
				continue
			}
		}
		items = append(items, Text{X: x, Face: f, Pt: s.Pt, Colour: s.Colour, String: string(r), Width: ems * em, Hidden: true})
		x += ems * em
	}
	return items
}

// outlines returns the glyphs of a run as paths, and its width in millimetres.
func outlines(run shaping.Output, unit, x float64) (Shape, float64) {
	var shape Shape
	scale := unit * shaped / float64(run.Face.Upem())
	start := x
	for _, g := range run.Glyphs {
		origin := geom.Point{X: x + toFloat(g.XOffset)*unit, Y: -toFloat(g.YOffset) * unit}
		if data, ok := run.Face.GlyphData(g.GlyphID).(font.GlyphOutline); ok {
			shape.Paths = append(shape.Paths, paths(data.Segments, origin, scale)...)
		}
		x += toFloat(g.Advance) * unit
	}
	return shape, x - start
}

func toFloat(v fixed.Int26_6) float64 { return float64(v) / 64 }

// paths turns the segments of a glyph (y up, font units) into closed paths.
func paths(segments []opentype.Segment, origin geom.Point, scale float64) []Path {
	var out []Path
	at := func(p opentype.SegmentPoint) geom.Point {
		return geom.Point{X: origin.X + float64(p.X)*scale, Y: origin.Y - float64(p.Y)*scale}
	}
	for _, s := range segments {
		if s.Op == opentype.SegmentOpMoveTo {
			out = append(out, Path{Points: []geom.Point{at(s.Args[0])}, Curved: []bool{false}, Closed: true})
			continue
		}
		if len(out) == 0 {
			continue
		}
		p := &out[len(out)-1]
		switch s.Op {
		case opentype.SegmentOpLineTo:
			p.line(at(s.Args[0]))
		case opentype.SegmentOpQuadTo:
			p.quadratic(at(s.Args[0]), at(s.Args[1]))
		case opentype.SegmentOpCubeTo:
			p.cubic(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	return out
}

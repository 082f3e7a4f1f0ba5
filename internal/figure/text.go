package figure

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Style is how a piece of text looks.
type Style struct {
	Face    Face
	Own     *Typeface // of a desk, before the face where it has the character; nil is none
	Pt      float64
	Leading float64 // from baseline to baseline, millimetres
	Colour  Colour
}

// In returns the style in another face.
func (s Style) In(f Face) Style { s.Face = f; return s }

// Coloured returns the style in another colour.
func (s Style) Coloured(c Colour) Style { s.Colour = c; return s }

// Span is a piece of a paragraph in one style. All spans of a paragraph have
// one size and leading, those of the first.
type Span struct {
	Text    string
	Style   Style
	Address string // where it leads on the web
	Anchor  string // where it leads within the document
}

// Line is one line of a paragraph: items whose origin is the line's left end
// on its baseline.
type Line struct {
	Items []Item
	Width float64 // millimetres
}

// Paragraph is text broken into lines.
type Paragraph struct {
	Lines   []Line
	Leading float64
	Pt      float64
	Spans   []Span // what it was broken from
}

// Height returns the height of all lines.
func (p Paragraph) Height() float64 { return float64(len(p.Lines)) * p.Leading }

// Width returns the width of the widest line.
func (p Paragraph) Width() float64 {
	var w float64
	for _, line := range p.Lines {
		w = max(w, line.Width)
	}
	return w
}

// Align says where the lines of a paragraph lie in their column.
type Align int

// The alignments.
const (
	Left Align = iota
	Right
	Centre
)

// The faces' ascent and descent, in ems; all of them share these figures.
const (
	ascent  = 1.069
	descent = 0.293
)

// Baseline returns how far the first baseline lies below the paragraph's top.
func (p Paragraph) Baseline() float64 {
	em := p.Pt * MillimetresPerPoint
	return p.Leading/2 + (ascent-descent)/2*em
}

// Draw puts the paragraph on a drawing, the top left corner of its first line
// at (x, y); Right and Centre need the width of the column.
func (p Paragraph) Draw(d *Drawing, x, y, width float64, align Align) {
	if len(p.Spans) > 0 {
		d.Parts = append(d.Parts, Part{Spans: p.Spans})
	}
	for i, line := range p.Lines {
		left := x
		switch align {
		case Right:
			left += width - line.Width
		case Centre:
			left += (width - line.Width) / 2
		}
		d.Place(Drawing{Items: line.Items}, left, y+p.Baseline()+float64(i)*p.Leading)
	}
}

// cell is one character with everything that drawing it needs.
type cell struct {
	r     rune
	face  Face
	own   *Typeface
	span  int
	width float64 // millimetres
}

// Paragraph breaks spans into lines of at most the given width, ragged right,
// without hyphenation. What a blank holds together (see glued) parts only in a
// line that has no other. A word that is too long alone (an address, a file's
// name) breaks after a sign of punctuation, or else anywhere.
func (t *Typesetter) Paragraph(width float64, spans ...Span) Paragraph {
	if len(spans) == 0 {
		return Paragraph{}
	}
	p := Paragraph{Leading: spans[0].Style.Leading, Pt: spans[0].Style.Pt, Spans: spans}
	for _, part := range split(spans) {
		if rightToLeft(part) {
			p.Lines = append(p.Lines, t.shape(width, part)...)
			continue
		}
		for _, line := range breakLines(t.cells(part), width) {
			p.Lines = append(p.Lines, t.line(line, part))
		}
	}
	return p
}

// Balanced breaks as Paragraph does, into lines of nearly equal length.
func (t *Typesetter) Balanced(width float64, spans ...Span) Paragraph {
	p := t.Paragraph(width, spans...)
	low, high := width/2, width
	for high-low > 0.5 {
		middle := (low + high) / 2
		if q := t.Paragraph(middle, spans...); len(q.Lines) == len(p.Lines) {
			p, high = q, middle
		} else {
			low = middle
		}
	}
	return p
}

// WidthOf returns the width of a text on one line, in millimetres.
func (t *Typesetter) WidthOf(text string, s Style) float64 {
	var w float64
	spans := []Span{{Text: text, Style: s}}
	if rightToLeft(spans) {
		for _, line := range t.shape(math.Inf(1), spans) {
			w = max(w, line.Width)
		}
		return w
	}
	for _, c := range t.cells(spans) {
		w += c.width
	}
	return w
}

// Fit returns the text cut to the width with an ellipsis; at a word's end for
// a sentence, and in its middle for a name, whose end (".jpg") says much.
func (t *Typesetter) Fit(text string, s Style, width float64, middle bool) string {
	text = Clean(text)
	if t.WidthOf(text, s) <= width {
		return text
	}
	letters := []rune(text)
	for n := len(letters) - 1; n > 0; n-- {
		var cut string
		if middle {
			tail := min(8, n/2)
			cut = strings.TrimSpace(string(letters[:n-tail])) + "…" + strings.TrimSpace(string(letters[len(letters)-tail:]))
		} else {
			if !unicode.IsSpace(letters[n]) {
				continue
			}
			cut = strings.TrimRight(string(letters[:n]), " ,;:") + "…"
		}
		if t.WidthOf(cut, s) <= width {
			return cut
		}
	}
	if !middle {
		return t.Fit(text, s, width, true)
	}
	return "…"
}

// joinerNot keeps two Persian letters apart; it is invisible, and needed to shape them.
const joinerNot = '\u200C'

// Clean returns text as it may be printed: composed letters, no control or
// direction characters, no joiners of emoji. A line break stays.
func Clean(text string) string {
	text = norm.NFC.String(strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == joinerNot:
			return r
		case r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029':
			return ' '
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), r >= 0xFE00 && r <= 0xFE0F:
			return -1
		}
		return r
	}, text)
}

// split cuts the spans at line breaks; every part has at least one span.
func split(spans []Span) [][]Span {
	parts := [][]Span{nil}
	for _, s := range spans {
		for i, piece := range strings.Split(Clean(s.Text), "\n") {
			if i > 0 {
				parts = append(parts, nil)
			}
			s.Text = piece
			parts[len(parts)-1] = append(parts[len(parts)-1], s)
		}
	}
	return parts
}

// cells measures every character, each in a face that has it.
func (t *Typesetter) cells(spans []Span) []cell {
	var out []cell
	for i, s := range spans {
		em := s.Style.Pt * MillimetresPerPoint
		put := func(f Face, r rune) {
			a, _ := t.advance(f, r)
			out = append(out, cell{r, f, nil, i, max(0, a) * em})
		}
		for _, r := range s.Text {
			if r == joinerNot {
				continue
			}
			if own := s.Style.Own; own != nil {
				if a := t.typeface(own).advance(&t.buf, r); a >= 0 {
					out = append(out, cell{r, s.Style.Face, own, i, a * em})
					continue
				}
			}
			if f, ok := t.faceFor(s.Style.Face, r); ok {
				put(f, r)
				continue
			}
			if own := t.borrowed(r); own != nil {
				out = append(out, cell{r, s.Style.Face, own, i, t.typeface(own).advance(&t.buf, r) * em})
				continue
			}
			t.Missing = append(t.Missing, r)
			for _, sign := range "[" + words.Code(r) + "]" {
				put(s.Style.Face, sign)
			}
		}
	}
	return out
}

// borrowed is a typeface that isn't bundled for a character that no bundled face
// has; nil where there is none.
func (t *Typesetter) borrowed(r rune) *Typeface {
	if t.Fallback == nil || r > lastOfPlane {
		return nil
	}
	own := t.Fallback(r)
	if own != nil && !slices.Contains(t.Borrowed, own) {
		t.Borrowed = append(t.Borrowed, own)
	}
	return own
}

// borrows reports whether a character is set in a typeface that isn't bundled.
func (t *Typesetter) borrows(r rune) bool {
	if t.Fallback == nil || unicode.IsSpace(r) {
		return false
	}
	_, ok := t.faceFor(Sans, r)
	return !ok && t.borrowed(r) != nil
}

// breakLines cuts the cells into lines, greedily.
func breakLines(cells []cell, width float64) [][]cell {
	const slack = 1e-6 // a column made to a text's measured width must hold it
	var lines [][]cell
	for len(cells) > 0 {
		end, soft, weak, hard := len(cells), 0, 0, 0
		var used float64
		for i, c := range cells {
			if c.r != ' ' && used+c.width > width+slack {
				end = i
				break
			}
			used += c.width
			switch {
			case c.r == ' ' && glued(cells, i):
				weak = i + 1
			case c.r == ' ':
				hard = i + 1
			case i+1 < len(cells) && ideographs(c.r, cells[i+1].r):
				hard = i + 1
			case i > 0 && i+1 < len(cells) && breaksAfter(cells[i-1].r, c.r, cells[i+1].r):
				hard = i + 1
			case strings.ContainsRune("/_.&?=,", c.r):
				soft = i + 1
			}
		}
		if end < len(cells) {
			switch {
			case hard > 0:
				end = hard
			case weak > 0:
				end = weak
			case soft > end/2:
				end = soft
			default:
				end = max(1, end)
			}
		}
		lines = append(lines, trim(cells[:end]))
		cells = cells[end:]
	}
	if len(lines) == 0 {
		lines = append(lines, nil)
	}
	return lines
}

// breaksAfter reports whether a line may end after a hyphen or dash between
// two letters; the hyphens before an option of a command line are none.
func breaksAfter(before, r, next rune) bool {
	return strings.ContainsRune("-–—", r) && unicode.IsLetter(before) && unicode.IsLetter(next)
}

// ideographs reports whether a line may end between two characters of a script
// without blanks: not before a sign that closes or ends, nor after one that opens.
func ideographs(before, next rune) bool {
	const closes, opens = "、。，．：；？！）」』】〉》〕ー々っゃゅょッャュョ", "（「『【〈《〔"
	in := func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune(closes, r)
	}
	return in(before) && !strings.ContainsRune(opens, before) && !strings.ContainsRune(closes, next)
}

func trim(cells []cell) []cell {
	for len(cells) > 0 && cells[len(cells)-1].r == ' ' {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// line turns cells into as few runs of text as their faces allow.
func (t *Typesetter) line(cells []cell, spans []Span) Line {
	var line Line
	for len(cells) > 0 {
		n, width := 1, cells[0].width
		for n < len(cells) && cells[n].face == cells[0].face && cells[n].own == cells[0].own && cells[n].span == cells[0].span {
			width += cells[n].width
			n++
		}
		letters := make([]rune, n)
		for i, c := range cells[:n] {
			letters[i] = c.r
		}
		s := spans[cells[0].span]
		line.Items = append(line.Items, Text{
			X: line.Width, Face: cells[0].face, Own: cells[0].own, Pt: s.Style.Pt, Colour: s.Style.Colour,
			String: string(letters), Width: width,
		})
		if s.Address != "" || s.Anchor != "" {
			em := s.Style.Pt * MillimetresPerPoint
			line.Items = append(line.Items, Link{
				Box:     geom.Rect{MinX: line.Width, MinY: -0.9 * em, MaxX: line.Width + width, MaxY: 0.25 * em},
				Address: s.Address, Anchor: s.Anchor,
			})
		}
		line.Width += width
		cells = cells[n:]
	}
	return line
}

package figure

import (
	"fmt"

	script "github.com/go-text/typesetting/font"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"github.com/motbilde/motbilde/assets"
)

// MillimetresPerPoint is the length of a typographic point of 1/72 inch.
const MillimetresPerPoint = 25.4 / 72

// Face is one of the bundled faces of published text.
type Face int

// The faces.
const (
	Serif Face = iota
	SerifItalic
	SerifSemiBold
	Sans
	SansItalic
	SansSemiBold
	Mono
	Math
	Arabic
	Hebrew
	faces // how many there are
)

var faceFiles = [faces]string{
	"NotoSerif-Regular", "NotoSerif-Italic", "NotoSerif-SemiBold",
	"NotoSans-SemiCondensed", "NotoSans-SemiCondensedItalic", "NotoSans-SemiCondensedSemiBold",
	"NotoSansMono-Regular", "NotoSansMath-Regular",
	"NotoSansArabic-Regular", "NotoSansHebrew-Regular",
}

// Name returns the face's name, as in its file.
func (f Face) Name() string { return faceFiles[f] }

// Outlines returns the face's TrueType file. Read only.
func (f Face) Outlines() []byte {
	data, err := assets.Noto.ReadFile("fonts/noto/" + faceFiles[f] + ".ttf")
	if err != nil {
		panic("figure: " + err.Error()) // embedded by this very build; a test reads it
	}
	return data
}

// Typesetter measures text and breaks it into lines. It keeps what it has
// measured, so one serves a whole report; it is for one goroutine at a time.
type Typesetter struct {
	faces [faces]*measuredFace
	own   map[*Typeface]*measuredFace
	buf   sfnt.Buffer
	// scripts are the faces that shaped text was set in.
	scripts map[Face]*script.Face
	// Missing collects the characters that no bundled face has, in the order
	// they were met; they are printed as [U+XXXX].
	Missing []rune
	// Fallback finds a typeface that isn't bundled for such a character; nil finds
	// none. What was set in one is told by Borrowed, in the order it was met.
	Fallback func(r rune) *Typeface
	Borrowed []*Typeface
}

type measuredFace struct {
	font     *sfnt.Font
	upem     fixed.Int26_6
	advances map[rune]float64 // in ems; below 0 where the face lacks the character
	outlines map[rune][]Path  // in units of the font, y down
	own      *bounded         // of a Typeface: what it is read through; nil of a bundled face
	parts    int              // of a Typeface: reads that a glyph may take
}

// NewTypesetter returns a typesetter of the bundled faces. Each is read when
// it is first needed.
func NewTypesetter() *Typesetter { return &Typesetter{scripts: map[Face]*script.Face{}} }

func (t *Typesetter) face(f Face) *measuredFace {
	if t.faces[f] == nil {
		parsed, err := sfnt.Parse(f.Outlines())
		if err != nil {
			panic(fmt.Sprintf("figure: reading %s: %v", f.Name(), err)) // as in Outlines
		}
		t.faces[f] = &measuredFace{font: parsed, upem: fixed.I(int(parsed.UnitsPerEm())), advances: map[rune]float64{}, outlines: map[rune][]Path{}}
	}
	return t.faces[f]
}

// typeface returns a face that isn't bundled, measured by this typesetter.
func (t *Typesetter) typeface(own *Typeface) *measuredFace {
	if t.own[own] == nil {
		m, err := own.measured()
		if err != nil {
			panic("figure: reading " + own.name + " again: " + err.Error()) // the same bytes as before
		}
		if t.own == nil {
			t.own = map[*Typeface]*measuredFace{}
		}
		t.own[own] = m
	}
	return t.own[own]
}

// advance returns the width of a character in ems; ok is false where the face lacks it.
func (t *Typesetter) advance(f Face, r rune) (ems float64, ok bool) {
	a := t.face(f).advance(&t.buf, r)
	return a, a >= 0
}

// advance returns the width of a character in ems; below 0 where the face lacks it.
func (m *measuredFace) advance(buf *sfnt.Buffer, r rune) float64 {
	a, known := m.advances[r]
	if known {
		return a
	}
	a = -1
	if m.own != nil {
		a = m.usable(buf, r)
	} else if glyph, err := m.font.GlyphIndex(buf, r); err == nil && glyph != 0 {
		if w, err := m.font.GlyphAdvance(buf, glyph, m.upem, font.HintingNone); err == nil {
			a = float64(w) / float64(m.upem)
		}
	}
	m.advances[r] = a
	return a
}

// Writes reports whether a bundled face has the character.
func (t *Typesetter) Writes(r rune) bool {
	for f := range faces {
		if _, ok := t.advance(f, r); ok {
			return true
		}
	}
	return false
}

// lastOfPlane is the last character that the PDF writer can take.
const lastOfPlane = 0xFFFF

// faceFor returns the face that prints the character, the wanted one if it
// can: the Latin faces lack some signs that Math and Mono have. ok is false
// where none has it.
func (t *Typesetter) faceFor(wanted Face, r rune) (face Face, ok bool) {
	if r > lastOfPlane {
		return wanted, false
	}
	for _, f := range [...]Face{wanted, Math, Mono} {
		if _, ok := t.advance(f, r); ok {
			return f, true
		}
	}
	return wanted, false
}

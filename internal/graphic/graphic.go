// Package graphic owns the publishable graphics: which there are, where
// everything lies on them, and what is drafted for them in words. Its main
// types are Settings (what a person chose), Content (what the case gives) and
// Composition (what comes out). It promises that neither picture of a pair is
// cropped or stretched, that both carry a bar of the same kind with a chip
// nobody can edit away, that no text is smaller than can be read on a phone, and
// that whatever had to be cut or left out is told in Notes.
//
//	report.Brief ─▶ Content ─┬─▶ Draft ─▶ Settings
//	                         └─▶ Compose ─▶ figure.Drawing ─▶ pixels, SVG
//
// The space of a graphic: one unit of the drawing is one pixel of the file, the
// origin at the top left, y down. Lengths are told in p: one p is W / 375, a
// point on a phone that shows the file edge to edge.
package graphic

import (
	"context"
	"errors"
	"fmt"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// Kind is what a graphic shows.
type Kind string

// The kinds.
const (
	PairKind       Kind = "pair"       // the claim and the found picture; what the zero value means
	OutsideKind    Kind = "outside"    // the same, the claim's part of the found picture under ink
	DetailsKind    Kind = "details"    // matching details, enlarged alike
	DifferenceKind Kind = "difference" // where the pictures differ, with a legend
	VersionsKind   Kind = "versions"   // several pictures, oldest first
	TimelineKind   Kind = "timeline"   // the dates of the case
)

// Kinds are those that there are, in the order in which they are offered.
var Kinds = []Kind{PairKind, OutsideKind, DetailsKind, DifferenceKind, VersionsKind, TimelineKind}

// Arrangement says how the pictures of a pair lie; empty leaves it to the shape
// of preset and pictures.
type Arrangement string

// The arrangements.
const (
	Beside Arrangement = "beside" // claim left, found picture right
	Above  Arrangement = "above"  // claim over the found picture
	Inset  Arrangement = "inset"  // as beside or above, with a decisive detail of both enlarged under them
)

// Arrangements are those that there are.
var Arrangements = []Arrangement{Beside, Above, Inset}

// Bar is what stands on the bar over a picture, beside the chip that says which
// one it is. The chip is no part of it.
type Bar struct {
	Title  string // a few words
	Detail string // date and place, publisher; empty draws a lower bar if both are
}

// Stamp is the opt-in stamp over the claim.
type Stamp struct {
	Text string     // the desk's words
	At   geom.Point // where its middle lies, shares of the claim's width and height
}

// Settings are what a person chose for one graphic. The zero value, drafted, is
// a pair for X.
type Settings struct {
	Kind        Kind
	Preset      string // its name; empty is the first of the list
	Arrangement Arrangement
	Headline    string
	Claim       Bar
	Found       Bar
	Credits     string
	Verdict     string // in the desk's words; none is ever drafted
	Numbers     bool   // the matching details are marked on both pictures
	Label       bool   // words are repeated over the claim, which makes clean re-sharing harder
	// ClaimsPartOnly shows of the found picture only what the claim shows, in the
	// claim's frame; the bar says so.
	ClaimsPartOnly bool
	Decisive       int    // Inset: the number of the detail that is enlarged; 0 is the first
	Stamp          *Stamp // nil is none
	Alt            string // stands for the graphic where it isn't seen
	Caption        string // to be copied beside it
	Language       words.Language
}

// Default returns settings as they stand before a person touches them: marks
// and repeated label on, everything else empty.
func Default(k Kind, preset string, l words.Language) Settings {
	return Settings{Kind: k, Preset: preset, Numbers: true, Label: true, Language: l}
}

// Content is what a case gives for graphics. Its pictures have what is redacted
// covered, on both.
type Content struct {
	Brief report.Brief
	// Fallback finds a typeface for letters that no bundled face has; nil finds none.
	Fallback func(r rune) *figure.Typeface
}

// Composition is a graphic that can be painted, and what goes with it.
type Composition struct {
	Drawing figure.Drawing // one unit a pixel
	Safe    geom.Rect      // what no service covers or cuts, in pixels
	Claim   geom.Rect      // where the claim lies; empty where it isn't shown whole
	Found   geom.Rect      // where the found picture lies
	Escape  Escape         // of the repeated label; the zero value without one
	Notes   []Note
	Alt     string
	Caption string
	Credits string // for the file's own field
}

// Must returns the notes that stand against publishing.
func (c Composition) Must() (must []Note) {
	for _, n := range c.Notes {
		if n.Must {
			must = append(must, n)
		}
	}
	return must
}

// Note is something that a person must know of a composition.
type Note struct {
	Key    string // of words
	Fields []string
	Must   bool // it has to be mended before the graphic is saved
}

// Say returns the note as a sentence.
func (n Note) Say(l words.Language) string { return l.Say(n.Key, n.Fields...) }

// ErrNothing is returned where a case has nothing for that kind of graphic.
var ErrNothing = errors.New("the case has nothing to show on this graphic")

// ErrPreset is returned for a preset that the list lacks.
var ErrPreset = errors.New("there is no preset of that name")

// Compose lays a graphic out. It draws no pixel that Content doesn't hold, and
// needs no clock and no disk: the same values give the same drawing. The errors
// are ErrNothing, ErrPreset and the context's.
func Compose(ctx context.Context, c Content, s Settings, k Kit) (Composition, error) {
	preset, ok := k.Preset(s.Preset)
	if !ok {
		return Composition{}, fmt.Errorf("composing a graphic for %q: %w", s.Preset, ErrPreset)
	}
	if c.Brief.Pair.Claimed == nil || c.Brief.Pair.Candidate == nil {
		return Composition{}, ErrNothing
	}
	b := newSheet(c, s, k, preset)
	if err := b.compose(ctx); err != nil {
		return Composition{}, err
	}
	out := Composition{
		Drawing: b.d, Safe: preset.Safe, Claim: b.claimBox, Found: b.foundBox, Escape: b.escape, Notes: b.notes,
		Alt: s.Alt, Caption: s.Caption, Credits: s.Credits,
	}
	out.Notes = append(out.Notes, b.borrowed()...)
	for _, r := range b.t.Missing {
		out.Notes = append(out.Notes, Note{Key: "graphic.note.letter", Fields: []string{"letter", words.Code(r)}})
		break // one is told: the rest is of the same script as a rule
	}
	return out, nil
}

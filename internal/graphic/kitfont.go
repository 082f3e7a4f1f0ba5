package graphic

import (
	"errors"
	"io"

	"github.com/motbilde/motbilde/internal/figure"
)

// Font is the typeface of a desk's words: one of the bundled families, or a file
// of its own that lies in the kit. The chips, the digits of marks, the repeated
// label and the stamp are never set in it, so that no file can take them away.
type Font struct {
	Family    string           // one of Families; empty where Own is told
	Own       *figure.Typeface // nil where Family is told
	Licence   string           // under which the file is used and passed on, in the desk's words
	Headlines bool             // headlines alone are set in it
}

// The bundled families: the face of running words, and that of words that weigh.
var families = map[string][2]figure.Face{
	"serif": {figure.Serif, figure.SerifSemiBold},
	"sans":  {figure.Sans, figure.SansSemiBold},
	"mono":  {figure.Mono, figure.Mono},
}

// Families are the words for the bundled families, in the order to choose from.
func Families() []string { return []string{"sans", "serif", "mono"} }

const mostLicence = 200 // characters

type kitFont struct {
	Family    string `json:"family,omitempty"`
	File      []byte `json:"file,omitempty"` // TrueType or OpenType, in base64
	Licence   string `json:"licence,omitempty"`
	Headlines bool   `json:"headlines-only,omitempty"`
}

// read reads what a kit says of its typeface.
func (d kitFont) read() (*Font, error) {
	f := &Font{Family: d.Family, Licence: oneLine(d.Licence), Headlines: d.Headlines}
	_, bundled := families[d.Family]
	switch {
	case len([]rune(f.Licence)) > mostLicence:
		return nil, &KitError{Key: "graphic.kit.font.licence"}
	case len(d.File) == 0 && bundled:
		return f, nil
	case len(d.File) == 0 || d.Family != "":
		return nil, &KitError{Key: "graphic.kit.font.family", Fields: []string{"name", oneLine(d.Family)}}
	}
	var err error
	f.Own, err = readTypeface(d.File)
	return f, err
}

// written is what a kit's file says of the typeface.
func (f *Font) written() *kitFont {
	if f == nil {
		return nil
	}
	d := &kitFont{Family: f.Family, Licence: f.Licence, Headlines: f.Headlines}
	if f.Own != nil {
		d.File = f.Own.File()
	}
	return d
}

// ReadTypeface reads a desk's own typeface for a kit. The errors are a *KitError
// and those of r.
func ReadTypeface(r io.Reader) (*figure.Typeface, error) {
	data, err := io.ReadAll(io.LimitReader(r, figure.MostTypeface+1))
	if err != nil {
		return nil, err
	}
	return readTypeface(data)
}

func readTypeface(data []byte) (*figure.Typeface, error) {
	face, err := figure.ReadTypeface(data)
	if err == nil {
		return face, nil
	}
	key := "graphic.kit.font.broken"
	switch {
	case errors.Is(err, figure.ErrTypefaceLarge):
		key = "graphic.kit.font.large"
	case errors.Is(err, figure.ErrTypefaceKind):
		key = "graphic.kit.font.kind"
	case errors.Is(err, figure.ErrTypefaceForbids):
		key = "graphic.kit.font.forbids"
	case errors.Is(err, figure.ErrTypefaceLetters):
		key = "graphic.kit.font.letters"
	}
	return nil, &KitError{Key: key, Cause: err}
}

// sets returns the face and typeface in which words of a role are set: a role is
// told by the face of the neutral style.
func (f *Font) sets(role figure.Face) (figure.Face, *figure.Typeface) {
	if f == nil || f.Headlines && role != figure.SerifSemiBold {
		return role, nil
	}
	family, ok := families[f.Family]
	if !ok {
		return role, f.Own
	}
	if role == figure.SerifSemiBold || role == figure.SansSemiBold {
		return family[1], nil
	}
	return family[0], nil
}

// style is the style of the desk's words.
func (b *sheet) style(role figure.Face, c figure.Colour, px, leading float64) figure.Style {
	s := style(role, c, px, leading)
	s.Face, s.Own = b.k.Font.sets(role)
	return s
}

// borrowed tells which typefaces of the machine words are set in.
func (b *sheet) borrowed() (notes []Note) {
	for _, f := range b.t.Borrowed {
		notes = append(notes, Note{Key: "graphic.note.borrowed", Fields: []string{"name", f.Name()}})
	}
	return notes
}

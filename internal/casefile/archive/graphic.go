package archive

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

type (
	// graphicForm is how a person wants a graphic, in the file.
	graphicForm struct {
		ID          casefile.ID          `json:"id"` // kind, claimed, candidate and language, with strokes between
		Kind        casefile.GraphicKind `json:"kind"`
		Claimed     casefile.ID          `json:"claimed"`
		Candidate   casefile.ID          `json:"candidate"` // empty: about the claim and all that was found
		Language    string               `json:"language"`
		Preset      string               `json:"preset"`
		Arrangement casefile.Arrangement `json:"arrangement"`
		Headline    string               `json:"headline"`
		Claim       barForm              `json:"claim"`
		Found       barForm              `json:"found"`
		Credits     string               `json:"credits"`
		Verdict     string               `json:"verdict"`
		Alt         string               `json:"alt"`
		Caption     string               `json:"caption"`
		Unnumbered  bool                 `json:"unnumbered"`
		Unlabelled  bool                 `json:"unlabelled"`
		ClaimsPart  bool                 `json:"claimsPart"`
		Stamp       *stampForm           `json:"stamp"`
	}
	barForm struct {
		Title  string `json:"title"`
		Detail string `json:"detail"`
	}
	stampForm struct {
		Text string   `json:"text"`
		At   []figure `json:"at"` // its middle, as shares of the claim's width and height
	}
)

// graphicForms writes them. Where there is none, nothing is written, unless the
// file that was read had the field.
func graphicForms(d Document) *list[graphicForm] {
	if len(d.Case.Graphics) == 0 && !bytes.Contains(d.before, []byte(`"graphics"`)) {
		return nil
	}
	out := list[graphicForm]{}
	for _, g := range d.Case.Graphics {
		f := graphicForm{
			ID: g.ID, Kind: g.Kind, Claimed: g.Claimed, Candidate: g.Candidate, Language: g.Language,
			Preset: g.Preset, Arrangement: g.Arrangement, Headline: g.Headline, Claim: barForm(g.Claim), Found: barForm(g.Found),
			Credits: g.Credits, Verdict: g.Verdict, Alt: g.Alt, Caption: g.Caption,
			Unnumbered: g.Unnumbered, Unlabelled: g.Unlabelled, ClaimsPart: g.ClaimsPart,
		}
		if s := g.Stamp; s.Text != "" {
			f.Stamp = &stampForm{Text: s.Text, At: []figure{figure(s.At.X), figure(s.At.Y)}}
		}
		out = append(out, f)
	}
	return &out
}

// readGraphics reads them into the case.
func (d *Document) readGraphics(forms list[graphicForm]) error {
	for i, f := range forms {
		g, err := f.graphic(d.Case)
		if err != nil {
			return malformed("graphic %d: %v", i+1, err)
		}
		d.Case.Graphics = append(d.Case.Graphics, g)
	}
	return nil
}

// graphic returns what the form says. One of what is not there, one that is
// there twice, and words that there are not are errors.
func (f graphicForm) graphic(c casefile.Case) (casefile.Graphic, error) {
	g := casefile.Graphic{
		ID: f.ID, Kind: f.Kind, Claimed: f.Claimed, Candidate: f.Candidate, Language: f.Language,
		Preset: f.Preset, Arrangement: f.Arrangement, Headline: f.Headline, Claim: casefile.GraphicBar(f.Claim), Found: casefile.GraphicBar(f.Found),
		Credits: f.Credits, Verdict: f.Verdict, Alt: f.Alt, Caption: f.Caption,
		Unnumbered: f.Unnumbered, Unlabelled: f.Unlabelled, ClaimsPart: f.ClaimsPart,
	}
	for _, id := range []casefile.ID{f.Claimed, f.Candidate} {
		if _, known := c.Find(id); !known && (id != "" || id == f.Claimed) {
			return g, fmt.Errorf("no evidence %q", id)
		}
	}
	switch {
	case !slices.Contains(casefile.GraphicKinds, f.Kind):
		return g, fmt.Errorf("the kind %q", f.Kind)
	case !among(f.Arrangement, casefile.Arrangements):
		return g, fmt.Errorf("the arrangement %q", f.Arrangement)
	case f.ID != casefile.GraphicID(f.Kind, f.Claimed, f.Candidate, f.Language):
		return g, fmt.Errorf("the ID %q", f.ID)
	case slices.ContainsFunc(c.Graphics, func(o casefile.Graphic) bool { return o.ID == f.ID }):
		return g, fmt.Errorf("the ID %q is there twice", f.ID)
	}
	if s := f.Stamp; s != nil {
		if s.Text == "" || len(s.At) != 2 || !within(s.At[0], 0, 1) || !within(s.At[1], 0, 1) {
			return g, fmt.Errorf("a stamp at %v", s.At)
		}
		g.Stamp = casefile.GraphicStamp{Text: s.Text, At: point(s.At[0], s.At[1])}
	}
	return g, nil
}

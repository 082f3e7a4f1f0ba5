package casework

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	_ "image/jpeg" // what is saved is read again
	_ "image/png"  // the same
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/file"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// Published is a pair as graphics of it may be published: of the edition for
// publication, with what is redacted covered. It is built by Publish and never
// changes.
type Published struct {
	content  graphic.Content
	stem     string // of the files' names
	language words.Language
	mask     func(string) string
}

// Publish returns what a case gives for graphics of a pair. The errors are those
// of the edition and of report.BriefOf.
func Publish(ctx context.Context, l *lab.Lab, d archive.Document, ask Ask, claimed, candidate casefile.ID) (*Published, error) {
	ask.Edition = edition.Publication
	out, stem, err := ask.edited(d, time.Now().UTC())
	if err != nil {
		return nil, err
	}
	for _, id := range []casefile.ID{claimed, candidate} {
		if _, named := out.Case.Find(id); !named {
			return nil, report.ErrWithheld
		}
	}
	r := Report{
		Case: out.Case, Comparisons: out.Comparisons, Log: out.Log, Edition: string(ask.Edition), Language: ask.Language, About: claimed,
		Explain: func(err error) string { return ask.Explain(ask.Language, err) },
	}
	in, err := r.input(ctx, l)
	if err != nil {
		return nil, err
	}
	// A brief is on the best candidate: the first comparison of its claim.
	slices.SortStableFunc(in.Comparisons, func(a, b casefile.Comparison) int { return first(a, claimed, candidate) - first(b, claimed, candidate) })
	content, err := graphic.ContentOf(ctx, in)
	if err != nil {
		return nil, err
	}
	return &Published{
		content: content, stem: ofClaim(out.Case, claimed, strings.TrimSuffix(stem, "-"+string(edition.Publication))),
		language: ask.Language, mask: edition.Masker(d.Case, ask.Language),
	}, nil
}

func first(c casefile.Comparison, claimed, candidate casefile.ID) int {
	if c.Claimed == claimed && c.Candidate == candidate {
		return 0
	}
	return 1
}

// masked returns how a person wants a graphic with a mark in the place of
// everything that a publication of the case withholds.
func (p *Published) masked(g casefile.Graphic) casefile.Graphic {
	for _, text := range []*string{
		&g.Headline, &g.Claim.Title, &g.Claim.Detail, &g.Found.Title, &g.Found.Detail, &g.Credits, &g.Verdict, &g.Alt, &g.Caption,
	} {
		*text = p.mask(*text)
	}
	g.Stamp.Text = p.mask(g.Stamp.Text)
	return g
}

// Graphic is a graphic as it is saved.
type Graphic struct {
	Kind    casefile.GraphicKind
	Data    []byte
	Format  string // "PNG"; "JPG" where a PNG would be too large
	beside  string // the text file beside it
	Picture image.Image
	Frames  []Frame // of a moving one, of which Picture is the first; none of a still
	Pixels  geom.Size
	Safe    geom.Rect // in pixels
	Claim   geom.Rect // where the claim lies, in pixels
	Notes   []graphic.Note
	Escape  graphic.Escape // of the repeated label
	Must    bool           // a note stands against saving it
	Beside  bool           // the found picture lies beside the claim
	Said    graphic.Settings
	Name    string // that is proposed for its file, with its ending
}

// Ending returns how the name of its file ends.
func (g *Graphic) Ending() string { return filepath.Ext(g.Name) }

// settingsOf returns what a composer takes; a preset of another desk is the first.
func settingsOf(g casefile.Graphic, k graphic.Kit, l words.Language) graphic.Settings {
	s := graphic.Settings{
		Kind: graphic.Kind(g.Kind), Preset: g.Preset, Arrangement: graphic.Arrangement(g.Arrangement), Headline: g.Headline,
		Claim: graphic.Bar(g.Claim), Found: graphic.Bar(g.Found), Credits: g.Credits, Verdict: g.Verdict,
		Numbers: !g.Unnumbered, Label: !g.Unlabelled, ClaimsPartOnly: g.ClaimsPart, Alt: g.Alt, Caption: g.Caption, Language: l,
	}
	if g.Stamp.Text != "" {
		s.Stamp = &graphic.Stamp{Text: g.Stamp.Text, At: g.Stamp.At}
	}
	if _, ok := k.Preset(s.Preset); !ok {
		s.Preset = ""
	}
	return s
}

// wanted returns how a person wants a graphic of the pair that a case is
// published with; where nothing was said of it, one with everything drafted.
func (o *Outgoing) wanted(c graphic.Content, kind graphic.Kind, preset string) graphic.Settings {
	all := o.Document.Case
	for _, g := range all.Graphics {
		claim, _ := all.Find(g.Claimed) // a graphic of unknown evidence is no case
		found, _ := all.Find(g.Candidate)
		if graphic.Kind(g.Kind) == kind && g.Language == o.ask.Language.Code() && claim.SHA256 == c.Brief.Claim.SHA256 && found.SHA256 == c.Brief.Found.SHA256 {
			s := settingsOf(g, o.ask.Kit, o.ask.Language)
			s.Preset = cmp.Or(preset, s.Preset)
			return s
		}
	}
	return graphic.Default(kind, preset, o.ask.Language)
}

// Draw makes the graphic that a person wants in a desk's style, with what is empty
// drafted; the preview is decoded from the very bytes that are saved. The errors are those of
// graphic.Compose, and of a preset or kind that there is not.
func (p *Published) Draw(ctx context.Context, k graphic.Kit, g casefile.Graphic) (*Graphic, error) {
	s := k.Draft(p.content, settingsOf(p.masked(g), k, p.language))
	composed, err := graphic.Compose(ctx, p.content, s, k)
	if err != nil {
		return nil, fmt.Errorf("composing a graphic: %w", err)
	}
	out, err := file.Draw(composed.Drawing, 1, file.PNG, figure.About{
		Title: s.Headline, Description: composed.Alt, Credit: composed.Credits, Language: p.language.Code(),
	})
	if err != nil {
		return nil, fmt.Errorf("drawing a graphic: %w", err)
	}
	shown, _, err := image.Decode(bytes.NewReader(out.Data))
	if err != nil {
		return nil, fmt.Errorf("reading a graphic that was just written: %w", err)
	}
	return &Graphic{
		Kind: g.Kind, Data: out.Data, Format: strings.ToUpper(string(out.Format)), beside: composed.Alt + "\n\n" + composed.Caption + "\n", Picture: shown, Pixels: out.Size,
		Safe: composed.Safe, Claim: composed.Claim, Notes: composed.Notes, Escape: composed.Escape, Must: len(composed.Must()) > 0,
		Beside: composed.Found.MinX >= composed.Claim.MaxX, Said: s,
		Name: bag.SafeName(p.stem+"-"+string(g.Kind)) + "." + string(out.Format),
	}, nil
}

// Write writes the graphic, and its alt text and caption into a text file beside it, each
// whole or not at all.
func (g *Graphic) Write(path string) error {
	if err := WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(g.Data)
		return err
	}); err != nil {
		return err
	}
	return WriteFile(AltPath(path), func(w io.Writer) error {
		_, err := io.WriteString(w, g.beside)
		return err
	})
}

// AltPath is where the alt text of a graphic lies.
func AltPath(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) + ".txt" }

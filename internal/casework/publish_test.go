package casework

import (
	"bytes"
	"errors"
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

func asked(name string) Ask {
	return Ask{Language: words.English, Name: name, Explain: func(_ words.Language, err error) string { return err.Error() }}
}

func TestGraphicOfAPairIsThatOfThePublication(t *testing.T) {
	d, _, _ := secretive(t, t.TempDir())
	if _, err := Publish(t.Context(), lab.New(), d, asked("case"), "claim", "hidden"); !errors.Is(err, report.ErrWithheld) {
		t.Errorf("of a withheld picture: %v", err)
	}
	if _, err := Publish(t.Context(), lab.New(), d, asked("case"), "claim", "open"); !errors.Is(err, report.ErrNoPair) {
		t.Errorf("of pictures that have nothing in common: %v", err)
	}

	// The same pictures, of which the other one is withheld now.
	source, _ := d.Case.Find("hidden")
	source.Withheld, source.Source = casefile.Withheld{}, casefile.Source{Publisher: "An agency"}
	other, _ := d.Case.Find("open")
	other.Withheld, other.Source = other.Withheld.Switched(true), casefile.Source{Publisher: "Hemmelig Kilde"}
	d.Case = d.Case.With(source).With(other)
	d.Case.Findings, d.Case.Posts, d.Case.Question, d.Case.Title = nil, nil, "", "From Hemmelig Kilde"
	p, err := Publish(t.Context(), lab.New(), d, asked("hemmelig kilde.motbilde"), "claim", "hidden")
	if err != nil {
		t.Fatal(err)
	}
	g := d.Case.Graphic(casefile.PairGraphic, "claim", "hidden", "en")
	g.Headline, g.Claim.Title, g.Found.Detail, g.Credits, g.Verdict = "Hemmelig Kilde sent it", "hemmelig kilde", "by Hemmelig Kilde", "Hemmelig Kilde", "Hemmelig Kilde"
	g.Alt, g.Caption, g.Preset = "From Hemmelig Kilde.", "(L) Hemmelig Kilde.", "square"
	made, err := p.Draw(t.Context(), g)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), made.Name)
	if err := made.Write(path); err != nil {
		t.Fatal(err)
	}
	beside, err := os.ReadFile(AltPath(path))
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join([]string{
		made.Said.Headline, made.Said.Claim.Title, made.Said.Found.Detail, made.Said.Credits, made.Said.Verdict, made.Said.Alt, made.Said.Caption, made.Name, string(beside), string(made.Data),
	}, "\n")
	if strings.Contains(strings.ToLower(said), "hemmelig kilde") {
		t.Errorf("the graphic names who is withheld: %.900q", said)
	}
	if !strings.Contains(made.Said.Headline, "sent it") {
		t.Errorf("the headline is %q", made.Said.Headline)
	}

	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	shown, format, err := image.Decode(bytes.NewReader(data))
	if err != nil || shown.Bounds() != image.Rect(0, 0, 1080, 1080) || made.Format != map[string]string{"png": "PNG", "jpeg": "JPG"}[format] {
		t.Fatalf("written is %v %s, told is %s (%v)", shown.Bounds(), format, made.Format, err)
	}
	for _, at := range []image.Point{{540, 100}, {540, 540}, {200, 800}} {
		if shown.At(at.X, at.Y) != made.Picture.At(at.X, at.Y) {
			t.Errorf("at %v the preview is another than what is saved", at)
		}
	}
	again, err := p.Draw(t.Context(), g)
	if err != nil || !bytes.Equal(again.Data, made.Data) {
		t.Errorf("drawn again it has other bytes (%v)", err)
	}
	g.Preset = "of another desk"
	if other, err := p.Draw(t.Context(), g); err != nil || other.Pixels.Width != 1200 {
		t.Errorf("of a size that there is not: %v", err)
	}
}

func TestGraphicsOfACaseAreThoseThatAPersonWants(t *testing.T) {
	d, _, _ := secretive(t, t.TempDir())
	source, _ := d.Case.Find("hidden")
	source.Withheld, source.Source = casefile.Withheld{}, casefile.Source{}
	d.Case = d.Case.With(source)
	g := d.Case.Graphic(casefile.PairGraphic, "claim", "hidden", "en")
	g.Alt, g.Preset = "Two pictures of one scene.", "square"
	nb := d.Case.Graphic(casefile.PairGraphic, "claim", "hidden", "nb")
	nb.Alt = "To bilder av ett motiv."
	d.Case = d.Case.WithGraphic(g).WithGraphic(nb)
	ask := asked("case.motbilde")
	ask.Edition = edition.Publication
	out, err := Leave(t.Context(), lab.New(), d, PathOriginals(d.Case), ask)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	written, err := out.WriteFigures(t.Context(), filepath.Join(t.TempDir(), "case"), "")
	if err != nil || len(written) == 0 || written[0].Kind != "pair" {
		t.Fatalf("%+v, %v", written, err)
	}
	beside, err := os.ReadFile(written[0].Beside)
	if err != nil || !strings.HasPrefix(string(beside), g.Alt) {
		t.Errorf("beside it stands %q (%v)", beside, err)
	}
	data, err := os.ReadFile(written[0].Path)
	if err != nil {
		t.Fatal(err)
	}
	if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width != 1080 || c.Height != 1080 {
		t.Errorf("it is %d × %d (%v)", c.Width, c.Height, err)
	}
}

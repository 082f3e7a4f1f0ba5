package casework

import (
	"bytes"
	"errors"
	"image"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

func asked(name string) Ask {
	return Ask{Language: words.English, Name: name, Explain: func(_ words.Language, err error) string { return err.Error() }}
}

func TestGraphicOfAPairIsThatOfThePublication(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
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
	made, err := p.Draw(t.Context(), graphic.Kit{}, g)
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
	again, err := p.Draw(t.Context(), graphic.Kit{}, g)
	if err != nil || !bytes.Equal(again.Data, made.Data) {
		t.Errorf("drawn again it has other bytes (%v)", err)
	}
	g.Preset = "of another desk"
	if other, err := p.Draw(t.Context(), graphic.Kit{}, g); err != nil || other.Pixels.Width != 1200 {
		t.Errorf("of a size that there is not: %v", err)
	}
	ground, err := graphic.ReadColour("#402060")
	if err != nil {
		t.Fatal(err)
	}
	desk := graphic.Kit{Desk: "Desk Nord", Colours: graphic.Colours{Ground: ground}, Presets: []graphic.Preset{{Name: g.Preset, Width: 1000, Height: 800, Safe: geom.Rect{MaxX: 1000, MaxY: 800}}}}
	own, err := p.Draw(t.Context(), desk, g)
	if err != nil || own.Pixels.Width != 1000 {
		t.Fatalf("in a desk's style it is %+v (%v)", own, err)
	}
	if r, g, b, _ := own.Picture.At(2, 2).RGBA(); r>>8 != 0x40 || g>>8 != 0x20 || b>>8 != 0x60 {
		t.Errorf("its ground is %02x %02x %02x", r>>8, g>>8, b>>8)
	}
}

func TestAReportIsLookedAtBeforeItLeaves(t *testing.T) {
	d, secrets, _ := secretive(t, t.TempDir())
	ask := asked("case.motbilde")
	ask.Edition, ask.Paper = edition.Archive, report.Letter
	p, err := PagesOf(t.Context(), lab.New(), d, ask)
	if err != nil {
		t.Fatal(err)
	}
	if p.Count() < 4 || math.Abs(p.Shape()-279.4/215.9) > 1e-9 {
		t.Errorf("%d pages of %.3f : 1", p.Count(), p.Shape())
	}
	page, err := p.Draw(0, 300)
	if err != nil || page.Bounds() != image.Rect(0, 0, 300, 388) {
		t.Fatalf("drawn is %v (%v)", page.Bounds(), err)
	}
	dark := 0
	for y := range 388 {
		for x := range 300 {
			r, _, _, a := page.At(x, y).RGBA()
			if a != 0xFFFF {
				t.Fatalf("at %d, %d there is no paper", x, y)
			}
			if r < 0x6000 {
				dark++
			}
		}
	}
	if dark < 2000 || dark > 60_000 {
		t.Errorf("%d dark pixels", dark)
	}
	out, err := Leave(t.Context(), lab.New(), d, PathOriginals(d.Case), ask)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	folder := t.TempDir()
	if _, err := out.WriteReport(t.Context(), filepath.Join(folder, "r.pdf")); err != nil {
		t.Fatal(err)
	}
	if err := out.WriteHTML(t.Context(), filepath.Join(folder, "r.html")); err != nil {
		t.Fatal(err)
	}
	for name, told := range map[string]int64{"r.pdf": p.PDF, "r.html": p.HTML} {
		if info, err := os.Stat(filepath.Join(folder, name)); err != nil || math.Abs(float64(info.Size()-told)) > 200 {
			t.Errorf("%s was told as %d bytes and has %d (%v)", name, told, info.Size(), err)
		}
	}

	// Of a publication no page may say what is withheld.
	ask.Edition = edition.Publication
	if p, err = PagesOf(t.Context(), lab.New(), d, ask); err != nil {
		t.Fatal(err)
	}
	for i, page := range p.pages {
		for _, item := range page.Items {
			if text, is := item.(figure.Text); is {
				for _, secret := range secrets {
					if strings.Contains(text.String, secret) {
						t.Errorf("page %d says %q", i+1, text.String)
					}
				}
			}
		}
	}
}

func TestAnExhibitIsWeighedBeforeItLeaves(t *testing.T) {
	if testing.Short() {
		t.Skip("the race detector makes its pixel work take minutes")
	}
	d, _, _ := secretive(t, t.TempDir())
	ask := asked("case.motbilde")
	ask.Edition, ask.About = edition.Archive, "claim"
	e, err := ExhibitOf(t.Context(), lab.New(), d, ask)
	if err != nil || !e.Covered || e.Details != 0 || e.Claim == "" {
		t.Fatalf("%+v, %v", e, err)
	}
	out, err := Leave(t.Context(), lab.New(), d, PathOriginals(d.Case), ask)
	if err != nil {
		t.Fatal(err)
	}
	defer out.Close()
	path := filepath.Join(t.TempDir(), "e.html")
	if err := out.WriteExhibit(t.Context(), path); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || math.Abs(float64(info.Size()-e.Bytes)) > 2000 {
		t.Errorf("it was told as %d bytes and has %d (%v)", e.Bytes, info.Size(), err)
	}
	ask.Edition = edition.Publication
	if _, err := ExhibitOf(t.Context(), lab.New(), d, ask); !errors.Is(err, report.ErrNoPair) {
		t.Errorf("of a withheld pair: %v", err)
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

package report

import (
	"bytes"
	"context"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

func htmlOf(t *testing.T, in Input) (page, manifest string) {
	t.Helper()
	var out bytes.Buffer
	manifest, err := WriteHTML(context.Background(), &out, in)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), manifest
}

func pageOf(t *testing.T, in Input, d pdf.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := writeStory(&out, in, d); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var (
	heavy    = regexp.MustCompile(`data:[a-z/]+;base64,[A-Za-z0-9+/=]+`)
	rowEnds  = regexp.MustCompile(`</(p|h1|h2|h3|li|td|th|dt|dd|text|figcaption|pre|summary)>|<br>`)
	elements = regexp.MustCompile(`<[^>]*>`)
)

// readIn returns the text of a page, a space where an element ends a line.
func readIn(page string) string {
	page = page[strings.Index(page, "<body>"):]
	page = elements.ReplaceAllString(rowEnds.ReplaceAllString(heavy.ReplaceAllString(page, ""), " "), "")
	return strings.Join(strings.Fields(html.UnescapeString(page)), " ")
}

// bare leaves out spaces: where a line breaks on paper none may be told.
func bare(s string) string { return strings.Join(strings.Fields(s), "") }

// Every run of text on paper stands in the HTML: the two are made of the same
// pieces, and this holds that no piece is forgotten.
func TestTheHTMLSaysAllThatThePagesSay(t *testing.T) {
	all := cases()
	for _, c := range []struct {
		name     string
		of       *trial
		language words.Language
	}{
		{"told", told(), words.English},
		{"several", several(), words.English},
		{"details", detailed(drawnOn(matched())), words.Norwegian},
		{"moment", all["moment"], words.English},
		{"published", published(), words.Norwegian},
		{"no match", all["no match"], words.English},
	} {
		in := c.of.Input
		in.Language = c.language
		d := composed(t, in)
		text := bare(readIn(pageOf(t, in, d)))
		continued := strings.TrimSpace(c.language.Say("report.continued", "head", ""))
		for _, paper := range d.Pages {
			for _, item := range paper.Items {
				run, ok := item.(figure.Text)
				if !ok || run.Y < top-5 || run.Y > A4.form().bottom+5 { // running heads belong to paper
					continue
				}
				want := bare(run.String)
				if run.Hidden { // laid under outlines as it is seen, from right to left
					letters := []rune(want)
					slices.Reverse(letters)
					if back := string(letters); strings.Contains(text, back) {
						continue
					}
				}
				if want == "–" || strings.HasSuffix(want, "…") || strings.Contains(want, "U+") || strings.HasSuffix(run.String, continued) {
					continue // the dash of a list, a text cut to its room, a character without a face, a head said again
				}
				if !strings.Contains(text, want) {
					t.Errorf("%s: %q stands on paper alone", c.name, run.String)
				}
			}
		}
	}
}

func TestTheHTMLIsOfTheManifestOfThePDF(t *testing.T) {
	in := told().Input
	page, manifest := htmlOf(t, in)
	d := composed(t, in)
	if page != pageOf(t, in, d) {
		t.Error("two pages of one input differ")
	}
	if want := provenance.Digest(d.Attachments[0].Data); manifest != want {
		t.Errorf("it is of manifest %s, the PDF of %s", manifest, want)
	}
	mustSay(t, readIn(page), words.Digest(manifest), "manifest.json", "log.jsonl")
	if folder := os.Getenv("MOTBILDE_SHOTS"); folder != "" {
		if err := os.WriteFile(filepath.Join(folder, "report.html"), []byte(page), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

package report

import (
	"bytes"
	"context"
	"encoding/base64"
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
	"github.com/motbilde/motbilde/internal/report/web"
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
		{"video", filmed(matched()), words.English},
	} {
		in := c.of.Input
		in.Language = c.language
		d := composed(t, in)
		page := pageOf(t, in, d)
		sound(t, c.name, page)
		text := bare(readIn(page))
		continued := strings.TrimSpace(c.language.Say("report.continued", "head", ""))
		for _, paper := range d.Pages {
			for _, item := range paper.Items {
				if p, ok := item.(figure.Picture); ok && !strings.Contains(page, base64.StdEncoding.EncodeToString(p.Encoded.Data)) {
					t.Errorf("%s: a picture of %v stands on paper alone", c.name, p.Encoded.Size)
				}
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

var (
	ids   = regexp.MustCompile(` id="([^"]+)"`)
	links = regexp.MustCompile(` href="#([^"]+)"`)
	alien = regexp.MustCompile(`<script|<link|<iframe|<object|<form| style="| on[a-z]+="|url\(|@import| src="[^d]|<img (?:[^>]* )?alt=""`)
)

// sound holds a page to what it promises: nothing is fetched and nothing runs,
// each name stands once, each link within it leads somewhere.
func sound(t *testing.T, name, page string) {
	t.Helper()
	light := heavy.ReplaceAllString(page, "data:")
	if found := alien.FindString(light); found != "" {
		t.Errorf("%s: the page holds %q", name, found)
	}
	there := map[string]bool{}
	for _, id := range ids.FindAllStringSubmatch(light, -1) {
		if there[id[1]] {
			t.Errorf("%s: %q stands twice", name, id[1])
		}
		there[id[1]] = true
	}
	for _, link := range links.FindAllStringSubmatch(light, -1) {
		if !there[link[1]] {
			t.Errorf("%s: a link leads to %q, which is nowhere", name, link[1])
		}
	}
	for element, least := range map[string]int{"<h1 ": 1, "<h2": 6, "<nav aria-label=": 1, `<th role="columnheader" scope="col"`: 8, `<th role="rowheader" scope="row"`: 4, "<main>": 1} {
		if n := strings.Count(light, element); n < least {
			t.Errorf("%s: %d of %s", name, n, element)
		}
	}
	if strings.Count(light, "<svg role=") != strings.Count(light, `<svg role="group" aria-label="`)-strings.Count(light, `<svg role="group" aria-label=""`) {
		t.Errorf("%s: a figure has no name", name)
	}
}

// A report on several claims has a group for each, whose title is no second one of the page.
func TestEachOfSeveralClaimsHasAGroupOfSections(t *testing.T) {
	said := func(text string, s figure.Style) figure.Part { return figure.Part{Spans: []figure.Span{span(text, s)}} }
	pages := []figure.Drawing{
		{Parts: []figure.Part{said("The case", titleStyle), said("All of it.", leadStyle)}},
		{Parts: []figure.Part{
			{Other: group{"A-summary", "Claim A"}},
			{Anchor: "A-summary"},
			said("Two pictures", groupStyle), said("One of it.", leadStyle),
			{Anchor: "A-pair"},
			{Other: opens{section: section{key: "A-pair", head: "The pair"}, number: 1}},
			said("Beside each other.", textStyle),
		}},
	}
	var out bytes.Buffer
	if err := web.Write(&out, web.Document{Blocks: story(words.English, pages, alts{})}); err != nil {
		t.Fatal(err)
	}
	page := out.String()
	if strings.Count(page, "<h1") != 1 || strings.Count(page, "<section") != strings.Count(page, "</section>") || strings.Count(page, "<div") != strings.Count(page, "</div>") {
		t.Errorf("it isn't whole:\n%s", page)
	}
	at := -1
	for _, want := range []string{
		"The case</b></h1>", `<li class="group"><a href="#A-summary">Claim A</a>`, `<a href="#A-pair">`,
		`<h2 class="group" id="A-summary"`, "Two pictures</b></h3>", "One of it.", `<section id="A-pair"`, "Beside each other.",
	} {
		i := strings.Index(page, want)
		if i <= at {
			t.Errorf("%s stands at %d, behind %d, in\n%s", want, i, at, page)
		}
		at = i
	}
}

// The alt text that the manifest has of a figure, or of its one picture, names it.
func TestFiguresAreNamedByTheManifest(t *testing.T) {
	one := figure.Encoded{Data: []byte("one"), Format: "jpg"}
	all, err := altsOf(words.English, []byte(`{"figures":[{"figure":2,"alt":"by number"},{"figure":2,"alt":"of a part"},{"sha256":"`+one.SHA256()+`","alt":"by picture"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	picture := &figure.Drawing{Items: []figure.Item{figure.Picture{Encoded: one}}}
	numbered := []figure.Span{span(words.English.Say("report.figure", "n", "2")+" ", captionStyle), span("What it is.", captionStyle)}
	if got := all.of(figure.Part{Picture: picture, Caption: numbered}); got != "by number" {
		t.Errorf("the second figure is called %q", got)
	}
	if got := all.of(figure.Part{Picture: picture}); got != "by picture" {
		t.Errorf("one picture is called %q", got)
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

// Package exhibit owns the exhibit: one HTML file in which a reader swipes,
// blinks and overlays the claimed picture and the found one, without a network.
// Its main type is Input. It promises that the same input gives the same bytes,
// that both pictures show with their names where no script runs, that no text
// reaches a script or a style, and that nothing is drawn from a picture but what
// a report.Brief gives, where what is redacted is covered already.
//
//	report.Brief ─▶ pictures, marks, details ─▶ exhibit.html + .css + .js ─▶ one file
//
// The placed candidate is drawn in the claim's grid by the renderer of window
// and report; the browser scales and clips, and warps nothing.
package exhibit

import (
	"context"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

//go:embed exhibit.html
var markup string

//go:embed exhibit.css
var style string

//go:embed exhibit.js
var script string

// Input is what an exhibit is made of. Nothing else enters it: no clock, no disk.
type Input struct {
	Brief    report.Brief
	Language words.Language
	Desk     string // its name, for the label over the claim; may be empty
	Covered  bool   // the pictures show only when a reader asks for them
	File     string // the exhibit's name, for the line that embeds it
	Version  string // of the program
	Report   Issued // the zero value where none was made
}

// Issued names a report that was made of the case.
type Issued struct {
	Number       int
	Name, SHA256 string // of the file; the name is empty where it isn't known
}

// Write writes the exhibit. The errors are the context's and those of w.
func Write(ctx context.Context, w io.Writer, in Input) error {
	p, err := newPage(ctx, in)
	if err != nil {
		return fmt.Errorf("drawing the exhibit: %w", err)
	}
	return sheet.Execute(w, p)
}

var sheet = template.Must(template.New("exhibit").Parse(markup))

// page is what the template fills in. Only Style, Script and the pictures'
// sources pass unescaped: they hold nothing that a person typed.
type page struct {
	Language, Kicker      string
	Title, Lead           string
	Policy                string
	Style, Script         template.HTML
	Covered, Plain        bool
	Modes                 []string
	Quad                  string // the claim's corners on the found picture, shares of it
	Layers                []layer
	ClaimTag, FoundTag    string
	Claim, Found          report.Shown
	Redacted              bool
	Details               []detail
	Columns               []column
	Strength              string
	Wording, By, NotShown string
	Checks                []check
	Embed                 string

	l words.Language
}

type column struct {
	Head   string
	Points []string
}

type check struct{ Name, Value, Digest string }

// Say returns a sentence of the program; the fields that change as a reader
// swipes stay in it, and the script fills them.
func (p page) Say(key string) string {
	return p.l.Say(key, "claim", "{claim}", "found", "{found}", "s", "{s}")
}

var modes = []string{"swipe", "blink", "overlay", "side"}

// mostPoints is how many points a column has.
const mostPoints = 4

func newPage(ctx context.Context, in Input) (page, error) {
	b, l := in.Brief, in.Language
	p := page{
		l: l, Language: l.Code(), Title: b.Title, Lead: figure.Apart(b.Lead), Covered: in.Covered, Modes: modes,
		ClaimTag: l.Say("report.bar.claimed"), FoundTag: l.Say("report.bar.found"),
		Claim: b.Claim, Found: b.Found, Redacted: b.Claim.Redacted+b.Found.Redacted > 0,
		Strength: strings.Join(b.Strength, " "), Wording: b.Wording, By: b.By, NotShown: b.NotShown,
		Embed: Embed(in.File, b.Title),
	}
	p.Claim.Label, p.Found.Label = figure.Apart(b.Claim.Label), figure.Apart(b.Found.Label)
	p.Kicker = l.Say("exhibit.kicker", "desk", in.Desk)
	if b.Candidate {
		p.FoundTag = l.Say("report.bar.candidate")
	}
	for _, c := range []column{
		{l.Say("report.matches"), b.Matches}, {l.Say("report.differs"), b.Differs}, {l.Say("report.unknown"), b.Alone},
	} {
		c.Points = c.Points[:min(len(c.Points), mostPoints)]
		p.Columns = append(p.Columns, c)
	}
	p.Checks = checks(l, in)

	places := placesOf(b.Pair)
	p.Plain, p.Quad = places.plain, places.quad()
	signs := marksOf(b)
	shots, err := shoot(ctx, in, places, signs)
	if err != nil {
		return p, err
	}
	p.Layers, p.Details = shots.layers, shots.details
	alts := altsOf(l, b)
	for i := range p.Layers {
		p.Layers[i].Alt, p.Layers[i].Tag = alts.found, p.FoundTag
		if p.Layers[i].ofClaim() {
			p.Layers[i].Alt, p.Layers[i].Tag = alts.claim, p.ClaimTag
		}
	}
	for i, d := range p.Details {
		p.Details[i].Claim.Alt = l.Say("exhibit.alt.detail", "name", d.Name, "picture", l.Say("exhibit.alt.on-claim"))
		p.Details[i].Found.Alt = l.Say("exhibit.alt.detail", "name", d.Name, "picture", l.Say("exhibit.alt.on-found"))
	}

	sheet, code := "\n"+places.style()+style, "\n"+lean(script)
	p.Style = template.HTML("<style>" + sheet + "</style>")
	p.Script = template.HTML("<script>" + code + "</script>")
	p.Policy = "default-src 'none'; img-src data:; style-src " + source(sheet) + "; script-src " + source(code) + "; base-uri 'none'; form-action 'none'"
	return p, nil
}

// lean leaves out of the script what only its authors need: comments and indents.
func lean(code string) string {
	var out strings.Builder
	for line := range strings.Lines(code) {
		if line = strings.TrimLeft(line, " "); !strings.HasPrefix(line, "//") {
			out.WriteString(line)
		}
	}
	return out.String()
}

// source names a block in a policy by its digest, so that no other one runs.
func source(block string) string {
	sum := sha256.Sum256([]byte(block))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Embed is the line by which a page shows the exhibit of a file, under a title:
// it may run its own script and nothing else.
func Embed(file, title string) string {
	return `<iframe src="` + template.HTMLEscapeString(file) + `" title="` + template.HTMLEscapeString(title) +
		`" sandbox="allow-scripts" loading="lazy" style="width:100%;height:900px;border:0"></iframe>`
}

// checks lists what a reader can hold this file against.
func checks(l words.Language, in Input) []check {
	var all []check
	if r := in.Report; r.SHA256 != "" {
		all = append(all, check{l.Say("exhibit.check.report", "n", strconv.Itoa(r.Number)), r.Name, words.Digest(r.SHA256)})
	}
	for _, item := range []struct {
		key string
		of  report.Shown
	}{{"exhibit.check.claim", in.Brief.Claim}, {"exhibit.check.found", in.Brief.Found}} {
		if item.of.SHA256 != "" {
			all = append(all, check{l.Say(item.key), item.of.Label, words.Digest(item.of.SHA256)})
		}
	}
	return append(all, check{Name: l.Say("exhibit.check.program"), Value: "Motbilde " + in.Version})
}

type alts struct{ claim, found string }

// altsOf drafts what stands for the pictures: who published them and when, what
// share the claim shows, and which details are marked. What they show stands
// there in a person's words, or not at all.
func altsOf(l words.Language, b report.Brief) alts {
	var names []string
	for _, d := range b.Details[:min(len(b.Details), mostMarks)] {
		names = append(names, d.Name)
	}
	marked := ""
	if len(names) > 0 {
		marked = l.Say("exhibit.alt.marked", "names", l.List(names))
	}
	share := ""
	if b.Cropped {
		share = l.Say("report.differs.crop", "share", l.Percent(b.ShownShare, 0))
	}
	key := "exhibit.alt.found"
	if b.Candidate {
		key = "exhibit.alt.candidate"
	}
	join := func(sentences ...string) string {
		return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
	}
	return alts{
		claim: join(l.Say("exhibit.alt.claim", "description", b.Claim.Description, "account", b.Claim.Account, "when", b.Claim.When), share, marked),
		found: join(l.Say(key, "description", b.Found.Description, "account", b.Found.Account, "when", b.Found.When), b.Found.Frame, marked),
	}
}

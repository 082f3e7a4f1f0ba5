package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// manifestName is the name of the manifest attached to the report.
const manifestName = "manifest.json"

// manifestSchema names the form of the manifest for programs that read it.
const manifestSchema = "motbilde.report/1"

// manifest is what the report rests on, for programs: every file with its
// digest, every figure with its own, every result as computed. It is attached
// to the report, and its digest stands in the running head of every page.
type manifest struct {
	data    []byte
	digest  string
	figures []manifestFigure
}

// short returns the first eight digits, as the running head has them.
func (m manifest) short() string { return m.digest[:4] + "\u00a0" + m.digest[4:8] }

type manifestFile struct {
	Schema      string               `json:"schema"`
	Title       string               `json:"title"`
	Made        string               `json:"made"`
	Program     string               `json:"program"`
	Align       string               `json:"align"`
	Compare     string               `json:"compare"`
	Language    string               `json:"language"`
	Items       []manifestItem       `json:"items"`
	Comparisons []manifestComparison `json:"comparisons"`
	Difference  *manifestDifference  `json:"difference,omitempty"`
	Recipe      *manifestRecipe      `json:"recipe,omitempty"`
	Figures     []manifestFigure     `json:"figures"`
}

type manifestItem struct {
	Item      string `json:"item"`
	Role      string `json:"role"`
	Name      string `json:"name"`
	Bytes     int64  `json:"bytes"`
	SHA256    string `json:"sha256"`
	MediaType string `json:"mediaType"`
	Width     int    `json:"width"`
	Height    int    `json:"height"`
	Received  string `json:"received,omitempty"`
	// How its pixels are stored, what the file says about itself, and what a person wrote about it.
	Encoding *provenance.Encoding `json:"encoding,omitempty"`
	Facts    *provenance.Facts    `json:"facts,omitempty"`
	Source   *casefile.Source     `json:"source,omitempty"`
	Problem  string               `json:"problem,omitempty"`
}

type manifestComparison struct {
	Candidate        string       `json:"candidate"`
	Verdict          string       `json:"verdict"`
	Notes            []align.Note `json:"notes"`
	Log10NFA         *float64     `json:"log10Nfa,omitempty"`
	Model            string       `json:"model,omitempty"`
	Matrix           []float64    `json:"matrix,omitempty"`
	Mirrored         bool         `json:"mirrored"`
	ToneInverted     bool         `json:"toneInverted"`
	Matches          int          `json:"matches"`
	Inliers          int          `json:"inliers"`
	ResidualPx       float64      `json:"residualPx"`
	CornerErrorPx    float64      `json:"cornerErrorPx"`
	ClaimCovered     float64      `json:"claimCovered"`
	CandidateCovered float64      `json:"candidateCovered"`
	SupportAgrees    float64      `json:"supportAgrees"`
}

type manifestFigure struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// newManifest writes the manifest; equal input gives equal bytes.
func (e *edition) newManifest() (manifest, error) {
	file := manifestFile{
		Schema: manifestSchema, Title: e.title(), Made: e.in.Made.UTC().Format(time.RFC3339),
		Program: "Motbilde " + e.in.Version, Align: align.Version, Compare: compare.Version, Language: e.l.Code(),
		Comparisons: []manifestComparison{}, Figures: []manifestFigure{},
	}
	for _, it := range e.items {
		file.Items = append(file.Items, e.manifestItem(it))
		if it.comparison != nil {
			file.Comparisons = append(file.Comparisons, manifestOf(it))
		}
	}
	for _, f := range []struct {
		name    string
		encoded *figure.Encoded
	}{
		{"figures/claim.jpg", e.figures.claim},
		{"figures/found.jpg", e.figures.found},
		{"figures/found-aligned.jpg", e.figures.warped},
		{"figures/overlay.jpg", e.figures.overlay},
		{"figures/difference.jpg", e.figures.difference},
		{"figures/replay.jpg", e.figures.replay},
	} {
		if f.encoded != nil {
			file.Figures = append(file.Figures, manifestFigure{
				Name: f.name, Bytes: len(f.encoded.Data), SHA256: f.encoded.SHA256(),
				Width: f.encoded.Size.Width, Height: f.encoded.Size.Height,
			})
		}
	}
	if e.facts.difference {
		file.Difference = e.manifestDifference()
	}
	if e.facts.measuredRecipe {
		file.Recipe = e.manifestRecipe()
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(file); err != nil {
		return manifest{}, fmt.Errorf("writing the manifest: %w", err)
	}
	return manifest{data: out.Bytes(), digest: provenance.Digest(out.Bytes()), figures: file.Figures}, nil
}

func (e *edition) manifestItem(it item) manifestItem {
	ev := it.evidence
	m := manifestItem{
		Item: it.letter, Role: "candidate", Name: ev.Name, Bytes: ev.Bytes, SHA256: ev.SHA256,
		MediaType: ev.MediaType, Width: ev.Pixels.Width, Height: ev.Pixels.Height,
	}
	if ev.Role == casefile.Claimed {
		m.Role = "claim"
	}
	if !ev.Received.IsZero() {
		m.Received = ev.Received.UTC().Format(time.RFC3339)
	}
	if ev.Encoding != (provenance.Encoding{}) {
		m.Encoding = &ev.Encoding
	}
	if !ev.Facts.Empty() {
		m.Facts = &ev.Facts
	}
	if !ev.Source.Empty() {
		m.Source = &ev.Source
	}
	if ev.Problem != nil {
		m.Problem = ev.Problem.Error()
	}
	return m
}

func manifestOf(it item) manifestComparison {
	a := it.comparison.Alignment
	m := manifestComparison{
		Candidate: it.letter, Verdict: it.verdict().String(), Notes: a.Notes,
		Mirrored: a.Mirrored, ToneInverted: a.ToneInverted, Matches: a.Matches, Inliers: len(a.Inliers),
		ResidualPx: finite(a.ResidualPx), CornerErrorPx: finite(a.CornerErrorPx),
		ClaimCovered: finite(a.ClaimCovered), CandidateCovered: finite(a.CandidateCovered), SupportAgrees: finite(a.SupportAgrees),
	}
	if m.Notes == nil {
		m.Notes = []align.Note{}
	}
	if a.HasNFA && finite(a.Log10NFA) == a.Log10NFA {
		m.Log10NFA = &a.Log10NFA
	}
	if a.Placed() && a.CandidateFromClaimed.Valid() {
		m.Model = a.Model.String()
		for _, v := range a.CandidateFromClaimed.Normalised() {
			m.Matrix = append(m.Matrix, finite(v))
		}
	}
	return m
}

// finite returns 0 for what JSON can't hold.
func finite(v float64) float64 {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// verify lists the digests and says how to check them.
func (e *edition) verify() section {
	s := e.s
	var rows [][]cell
	for _, it := range e.items {
		rows = append(rows, e.fileRow(it.letter, e.plain(it.evidence.Name), it.evidence.Bytes, it.evidence.SHA256))
	}
	for _, f := range e.manifest.figures {
		rows = append(rows, e.fileRow("", f.Name, int64(f.Bytes), f.SHA256))
	}
	return section{
		key: "manifest", head: e.l.Say("report.manifest"),
		notes: []string{e.l.Say("report.manifest.note")},
		body: []flow{
			s.text(textWidth, 2.2, span(e.l.Say("report.manifest.text", "name", manifestName), textStyle)),
			s.text(bodyWidth, baseline,
				span(e.l.Say("report.manifest.digest")+"\n", captionStyle.In(figure.SansSemiBold)),
				span(words.Digest(e.manifest.digest), hashStyle)),
			s.table(0, []column{
				{head: e.l.Say("report.column.item"), width: 9},
				{head: e.l.Say("report.column.file")},
				{head: e.l.Say("report.column.bytes"), width: 18, align: figure.Right},
				{head: e.l.Say("report.column.sha"), width: 53},
			}, rows),
		},
	}
}

// fileRow is a row of the table of digests; the digest takes two lines.
func (e *edition) fileRow(letter, name string, size int64, digest string) []cell {
	digestCell := text("–")
	if len(digest) == 64 {
		digestCell = hash(words.Digest(digest[:32]) + "\n" + words.Digest(digest[32:]))
	}
	return []cell{bold(letter), text(name), text(e.l.Count(size)), digestCell}
}

package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

// The names of what is attached beside the originals.
const (
	ManifestName = "manifest.json"
	CaseName     = "case.json"
	LogName      = "log.jsonl"
)

// ManifestSchema names the form of the manifest for programs that read it
// (docs/report.md). Fields are added under the same name.
const ManifestSchema = "motbilde.report/2"

// Manifest is what the report rests on, for programs: the digests of all that
// is attached and drawn, and everything that the pages are made of beside the
// case itself. It is attached to the report, and its own digest stands in the
// running head of every page.
type Manifest struct {
	Schema   string `json:"schema"`
	Title    string `json:"title"`
	Made     string `json:"made"`    // UTC, RFC 3339
	Version  string `json:"version"` // of the program
	Build    string `json:"build"`   // of the program: its compiler and the kind of processor
	Language string `json:"language"`
	Edition  string `json:"edition"`  // archive or publication
	Paper    Paper  `json:"paper"`    // a4 or letter
	Number   int    `json:"number"`   // of the report among those of the case
	Replaces int    `json:"replaces"` // the number of the one that it replaces; 0 for none
	About    string `json:"about"`    // ID of the claim; empty where the report is on several
	Fineness string `json:"fineness"` // of the embedded pictures: print or screen

	Methods     map[string]string `json:"methods"` // by what they do, with their versions
	Attachments []ManifestFile    `json:"attachments"`
	Log         ManifestLog       `json:"log"`
	Items       []ManifestItem    `json:"items"` // in the order of their letters
	Figures     []manifestFigure  `json:"figures"`
	Drawings    []manifestDrawing `json:"drawings"` // numbered or not, without a picture of their own

	Difference *manifestDifference `json:"difference,omitempty"`
	Recipe     *manifestRecipe     `json:"recipe,omitempty"`
	Pairs      []manifestPair      `json:"pairs,omitempty"` // of several claims, each with its best candidate
}

// manifestPair is a claim of several with the candidate that it is shown with.
type manifestPair struct {
	Claim      string              `json:"claim"`               // its letter
	Candidate  string              `json:"candidate,omitempty"` // its letter; empty where none was compared
	Frame      *manifestFrame      `json:"frame,omitempty"`     // of a video: the one that was found
	Difference *manifestDifference `json:"difference,omitempty"`
	Recipe     *manifestRecipe     `json:"recipe,omitempty"`
}

// Methods returns the versions of the methods that decide on what every report
// says. One with a frame of a video names the search as "find" and what read the
// video as "decoder" beside them.
func Methods() map[string]string {
	return map[string]string{"align": align.Version, "compare": compare.Version, "outside": outside.Version, "recipe": recipe.Version}
}

// ManifestFile is an attached file.
type ManifestFile struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// ManifestLog is what the case says of its log.
type ManifestLog struct {
	Head  string `json:"head"`
	Count int    `json:"count"`
}

// ManifestItem is an item of the case.
type ManifestItem struct {
	Item       string         `json:"item"` // its letter
	ID         casefile.ID    `json:"id"`
	SHA256     string         `json:"sha256"`               // empty where it could not be read, or is withheld
	Commitment string         `json:"commitment,omitempty"` // in the place of the digest, of a withheld item
	Attached   string         `json:"attached,omitempty"`   // the attachment with its bytes
	Drawn      bool           `json:"drawn"`                // its pixels were at hand for the pages
	Frame      *manifestFrame `json:"frame,omitempty"`      // of a video: found in it, or the item itself
	Referenced bool           `json:"referenced,omitempty"` // a video that the case names by its digest
	Problem    string         `json:"problem,omitempty"`    // why it could not be compared, as the pages say it
}

type manifestFrame struct {
	Index    int    `json:"index"`
	Timecode string `json:"timecode"`
	First    int    `json:"first"` // of the frames that can't be told from it
	Last     int    `json:"last"`
	SHA256   string `json:"sha256"` // of its pixels
	Decoder  string `json:"decoder"`
}

// manifestFrameOf is the frame that an item is, or the one in which the claim
// was found; of several claims each pair has its own.
func (e *edition) manifestFrameOf(it item) *manifestFrame {
	f := it.evidence.Frame
	if frames := e.framesOf(it); f == nil && !e.several() && len(frames) > 0 {
		f = frames[0]
	}
	return manifestFrameFrom(f, it)
}

func manifestFrameFrom(f *casefile.Frame, it item) *manifestFrame {
	if f == nil || it.withheld {
		return nil
	}
	return &manifestFrame{f.Index, f.Timecode, f.First.Index, f.Last.Index, f.SHA256, f.Decoder}
}

type manifestFigure struct {
	Name   string `json:"name"`
	Bytes  int    `json:"bytes"`
	SHA256 string `json:"sha256"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
	Figure int    `json:"figure"` // number of the first figure that it stands in
	Alt    string `json:"alt"`    // of that figure, of an enlargement its own; in the report's language
}

// ReadManifest reads a manifest. ErrNewer is returned for one of a later form.
func ReadManifest(data []byte) (Manifest, error) {
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil {
		return m, fmt.Errorf("reading the manifest: %w", err)
	}
	name, ours, _ := strings.Cut(ManifestSchema, "/")
	digits, ok := strings.CutPrefix(m.Schema, name+"/")
	version, err := strconv.Atoi(digits)
	newest, _ := strconv.Atoi(ours) // of the constant above
	switch {
	case ok && err == nil && version > newest:
		return m, ErrNewer
	case m.Schema != ManifestSchema:
		return m, fmt.Errorf("reading the manifest: the schema %q", m.Schema)
	}
	return m, nil
}

// manifest is the manifest of the report being made.
type manifest struct {
	Manifest
	data   []byte
	digest string
	files  []pdf.Attachment // all that is attached, the manifest first
}

// short returns the first eight digits, as the running head has them.
func (m manifest) short() string { return m.digest[:4] + "\u00a0" + m.digest[4:8] }

// newManifest writes the manifest; equal input gives equal bytes.
func (e *edition) newManifest() (manifest, error) {
	in := e.in
	out := manifest{Manifest: Manifest{
		Schema: ManifestSchema, Title: e.title(), Made: in.Made.UTC().Format(time.RFC3339), Version: in.Version, Build: in.Build,
		Language: e.l.Code(), Edition: in.Edition, Paper: cmp.Or(in.Paper, A4), Number: in.Number, Replaces: in.Replaces, About: string(e.about()), Fineness: in.Fineness.String(),
		Methods: e.methods(),
		Log:     ManifestLog{Head: in.Log.Head(), Count: in.Log.Count()},
		Figures: []manifestFigure{}, Drawings: []manifestDrawing{},
	}}
	attach := func(a pdf.Attachment) {
		file := ManifestFile{Name: a.Name, Bytes: a.Bytes, SHA256: a.SHA256}
		if a.Open == nil {
			file.Bytes, file.SHA256 = int64(len(a.Data)), provenance.Digest(a.Data)
		}
		out.files, out.Attachments = append(out.files, a), append(out.Attachments, file)
	}
	attach(pdf.Attachment{Name: CaseName, Description: e.l.Say("report.manifest.case"), MediaType: "application/json", Data: in.CaseText})
	attach(pdf.Attachment{Name: LogName, Description: e.l.Say("report.manifest.log"), MediaType: "application/jsonl", Data: in.LogText})
	attached := map[string]string{} // by digest
	for _, it := range e.items {
		ev := it.evidence
		m := ManifestItem{Item: it.letter, ID: ev.ID, SHA256: ev.SHA256, Commitment: ev.Withheld.Commitment, Drawn: it.thumbnail != nil, Frame: e.manifestFrameOf(it), Referenced: ev.Referenced}
		if ev.Problem != nil {
			m.Problem = e.in.Problems[ev.ID]
		}
		if name := attached[ev.SHA256]; name != "" {
			m.Attached = name
		} else if a, ok := e.original(it); ok {
			m.Attached = a.Name
			attached[ev.SHA256] = a.Name
			attach(a)
		}
		out.Items = append(out.Items, m)
	}
	for _, p := range e.pairs {
		view := e.of(p)
		out.Figures = append(out.Figures, view.manifestFigures()...)
		out.Drawings = append(out.Drawings, view.manifestDrawings()...)
	}
	if e.several() && e.hasTimeline() {
		out.Drawings = append(out.Drawings, e.timelineDrawing())
	}
	if e.several() {
		for _, p := range e.pairs {
			out.Pairs = append(out.Pairs, e.of(p).manifestPair())
		}
	} else {
		pair := e.manifestPair()
		out.Difference, out.Recipe = pair.Difference, pair.Recipe
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(out.Manifest); err != nil {
		return manifest{}, fmt.Errorf("writing the manifest: %w", err)
	}
	out.data, out.digest = text.Bytes(), provenance.Digest(text.Bytes())
	first := pdf.Attachment{Name: ManifestName, Description: e.l.Say("report.manifest.attached"), MediaType: "application/json", Data: out.data}
	out.files = slices.Insert(out.files, 0, first)
	return out, nil
}

// about returns the ID of the claim that the report is on; empty of several.
func (e *edition) about() casefile.ID {
	if e.several() {
		return ""
	}
	return e.claim.evidence.ID
}

// manifestPair is what was computed of the pair.
func (e *edition) manifestPair() manifestPair {
	m := manifestPair{Claim: e.claim.letter}
	if e.best != nil {
		m.Candidate, m.Frame = e.best.letter, manifestFrameFrom(e.best.comparison.Frame, *e.best)
	}
	if e.facts.difference {
		m.Difference = e.manifestDifference()
	}
	if e.facts.measuredRecipe {
		m.Recipe = e.manifestRecipe()
	}
	return m
}

// manifestFigures are the embedded pictures of the pair.
func (e *edition) manifestFigures() (all []manifestFigure) {
	enlargements := e.altEnlarged()
	for _, f := range e.drawnOfPair() {
		number := standsIn(f.name)
		all = append(all, manifestFigure{
			Name: figureFolder + e.at(f.name) + "." + f.encoded.Format, Bytes: len(f.encoded.Data), SHA256: f.encoded.SHA256(),
			Width: f.encoded.Size.Width, Height: f.encoded.Size.Height,
			Figure: e.number(number), Alt: cmp.Or(enlargements[f.name], e.altOf(number)),
		})
	}
	return all
}

// digestLine is the width of a digest in groups of eight on one line, millimetres.
const digestLine = 107

// endings are those of the names under which originals are attached.
var endings = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp",
	"video/mp4": ".mp4", "video/quicktime": ".mov", "video/webm": ".webm", "video/x-matroska": ".mkv", "video/x-msvideo": ".avi", "video/mp2t": ".ts",
	"image/tiff": ".tif", "image/bmp": ".bmp", "image/heic": ".heic", "image/avif": ".avif",
}

// original returns an item's file to be attached; ok is false where there is
// none, or it is not to be.
func (e *edition) original(it item) (_ pdf.Attachment, ok bool) {
	ev := it.evidence
	if e.in.Original == nil || !ev.HasOriginal() || it.withheld || e.redacted(it) {
		return pdf.Attachment{}, false
	}
	return pdf.Attachment{
		Name: it.letter + endings[ev.MediaType], Description: ev.Name, MediaType: ev.MediaType, Bytes: ev.Bytes, SHA256: ev.SHA256,
		Open: e.in.Original(ev),
	}, true
}

// redactedLetters returns the items of which no file is attached as something on them is redacted.
func (e *edition) redactedLetters() (letters []string) {
	for _, it := range e.items {
		if e.redacted(it) && !it.withheld {
			letters = append(letters, it.letter)
		}
	}
	return letters
}

const figureFolder = "figures/"

// named is a picture of the report with its name in the manifest, which has a folder and an ending more.
type named struct {
	name    string
	encoded *figure.Encoded
}

// drawnOfPair returns the pictures that were made of the pair, in the order in which they stand.
func (e *edition) drawnOfPair() []named {
	f := &e.figures
	all := []named{{"claim", f.claim}, {"found", f.found}, {"found-aligned", f.warped}}
	for i := range f.swiped {
		all = append(all, named{swipeName(i), f.swiped[i]})
	}
	for i := range f.details {
		all = append(all, named{fmt.Sprintf("detail-%d", f.details[i].number), &f.details[i].picture})
	}
	for i, frame := range e.stripNames() {
		all = append(all, named{frame.name, &f.film.frames[i].picture})
	}
	all = append(all, named{"outside", f.beyond.picture})
	for i := range f.beyond.enlarged {
		pair := &f.beyond.enlarged[i]
		all = append(all, named{fmt.Sprintf("cut-%d-claim", i+1), &pair[0]}, named{fmt.Sprintf("cut-%d-found", i+1), &pair[1]})
	}
	all = append(all, named{"replay", f.replay}, named{"overlay", f.overlay}, named{"difference", f.difference})
	for i := range f.disagree {
		all = append(all, named{fmt.Sprintf("region-%d", f.disagree[i].number), &f.disagree[i].picture})
	}
	return slices.DeleteFunc(all, func(n named) bool { return n.encoded == nil })
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
	row := func(letter, name string, size int64, digest string) {
		digestCell := text("–")
		if len(digest) == 64 {
			digestCell = hash(words.Digest(digest))
		}
		rows = append(rows, []cell{bold(letter), text(name), text(e.l.Count(size)), digestCell})
	}
	for _, it := range e.items {
		digest := it.evidence.SHA256
		if it.withheld {
			digest = it.evidence.Withheld.Commitment
		}
		if !it.evidence.Derived() { // of a part its file stands here
			row(it.letter, e.plainName(it), it.evidence.Bytes, digest)
		}
	}
	for _, f := range e.manifest.Attachments {
		if f.Name == CaseName || f.Name == LogName { // the originals stand above
			row("", f.Name, f.Bytes, f.SHA256)
		}
	}
	for _, f := range e.manifest.Figures {
		row("", f.Name, int64(f.Bytes), f.SHA256)
	}
	attached := e.l.Say("report.manifest.pictures.none")
	if letters := e.attachedLetters(); len(letters) > 0 {
		attached = e.l.Say("report.manifest.pictures", "items", e.l.List(letters))
	}
	if letters := e.redactedLetters(); len(letters) > 0 {
		attached += " " + e.l.Say("mark.report.left-out", "items", e.l.List(letters))
	}
	return section{
		key: "manifest", head: e.l.Say("report.manifest"),
		notes: []string{e.l.Say("report.manifest.note")},
		body: []flow{
			s.text(textWidth, 2.2, span(e.l.Say("report.manifest.text", "manifest", ManifestName, "case", CaseName, "log", LogName)+" "+attached, textStyle)),
			s.text(bodyWidth, baseline,
				span(e.l.Say("report.manifest.digest")+"\n", captionStyle.In(figure.SansSemiBold)),
				span(words.Digest(e.manifest.digest), hashStyle)),
			s.wideTable(0, []column{
				{head: e.l.Say("report.column.item"), width: 8},
				{head: e.l.Say("report.column.file")},
				{head: e.l.Say("report.column.bytes"), width: 15, align: figure.Right},
				{head: e.l.Say("report.column.sha"), width: digestLine},
			}, rows),
		},
	}
}

// attachedLetters returns the letters of the items whose files are attached.
func (e *edition) attachedLetters() (letters []string) {
	for _, it := range e.manifest.Items {
		if it.Attached != "" {
			letters = append(letters, it.Item)
		}
	}
	return letters
}

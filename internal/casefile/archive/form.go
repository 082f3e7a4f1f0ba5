package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// The form of case.json. Every known field is always written, null where there
// is nothing, so that a field of another version is told from one that was emptied.
type (
	caseForm struct {
		Schema       string                    `json:"schema"`
		Program      string                    `json:"program"`
		UUID         string                    `json:"uuid"`
		Title        string                    `json:"title"`
		Question     string                    `json:"question"`
		Propositions []string                  `json:"propositions"` // two, or none
		Language     string                    `json:"language"`
		Sensitivity  string                    `json:"sensitivity"`
		Status       casefile.Status           `json:"status"`
		Authors      []string                  `json:"authors"`
		SecondReader casefile.SecondReader     `json:"secondReader"`
		Evidence     list[evidenceForm]        `json:"evidence"`
		Order        list[casefile.ID]         `json:"order"`
		Posts        list[casefile.Post]       `json:"posts"`
		Comparisons  list[comparisonForm]      `json:"comparisons"`
		Findings     list[casefile.Finding]    `json:"findings"`
		Marks        list[markForm]            `json:"marks"`
		Corrections  list[casefile.Correction] `json:"corrections"`
		Issues       list[casefile.Issue]      `json:"issues"`
		ByHand       *list[handForm]           `json:"byHand,omitempty"`       // of few cases; written where there is one, or was one when the file was read
		Graphics     *list[graphicForm]        `json:"graphics,omitempty"`     // the same
		Views        *list[viewForm]           `json:"views,omitempty"`        // the same; the pair looked at last first
		Lesson       *lessonForm               `json:"lesson,omitempty"`       // of an exercise alone
		Address      *string                   `json:"checkAddress,omitempty"` // where it is published
		Log          logForm                   `json:"log"`
	}
	logForm struct {
		Head  string `json:"head"`
		Count int    `json:"count"`
	}
	evidenceForm struct {
		ID          casefile.ID       `json:"id"`
		Role        string            `json:"role"`
		Name        string            `json:"name"`
		Label       string            `json:"label"`
		Description string            `json:"description"`
		Status      casefile.Status   `json:"status"`
		SHA256      string            `json:"sha256"`
		Bytes       int64             `json:"bytes"`
		MediaType   string            `json:"mediaType"`
		Width       int               `json:"width"`
		Height      int               `json:"height"`
		Stored      *sizeForm         `json:"stored,omitempty"` // almost no file has it
		Parent      casefile.ID       `json:"parent"`
		Part        []int             `json:"part"`                 // left, top, right, bottom; null of a file, and of a frame
		Frame       *frameForm        `json:"frame,omitempty"`      // of a video
		Reference   bool              `json:"referenced,omitempty"` // its bytes are not in the file
		Received    time.Time         `json:"received"`
		Problem     *string           `json:"problem"`
		Source      sourceForm        `json:"source"`
		Pillars     casefile.Pillars  `json:"pillars"`
		Withheld    casefile.Withheld `json:"withheld"`
		Facts       factsForm         `json:"facts"`
		Encoding    encodingForm      `json:"encoding"`
	}
	sizeForm struct {
		Width  int `json:"width"`
		Height int `json:"height"`
	}
	comparisonForm struct {
		Claimed   casefile.ID   `json:"claimed"`
		Candidate casefile.ID   `json:"candidate"`
		Method    string        `json:"method"`
		Frame     *frameForm    `json:"frame"`            // found in a video; null of a picture
		ReadTo    *figure       `json:"readTo,omitempty"` // seconds; of a video that breaks off
		Curve     [][]figure    `json:"curve,omitempty"`  // seconds and strength; of a video that was searched
		Length    *figure       `json:"length,omitempty"` // seconds, of the same
		Alignment alignmentForm `json:"alignment"`
	}
	frameForm struct {
		Index    int        `json:"index"`
		Seconds  figure     `json:"seconds"`
		Timecode string     `json:"timecode"`
		Stamp    int64      `json:"stamp"`
		First    momentForm `json:"first"`
		Last     momentForm `json:"last"`
		Codec    string     `json:"codec"`
		Stream   int        `json:"stream"`
		Decoder  string     `json:"decoder"`
		SHA256   string     `json:"sha256"`
		Tried    int        `json:"tried"`
		Evened   bool       `json:"evened"`
	}
	momentForm struct {
		Index   int    `json:"index"`
		Seconds figure `json:"seconds"`
	}
	alignmentForm struct {
		Verdict              string       `json:"verdict"`
		Notes                []align.Note `json:"notes"`
		Status               string       `json:"status"`
		Model                string       `json:"model"`
		CandidateFromClaimed []figure     `json:"candidateFromClaimed"`
		Mirrored             bool         `json:"mirrored"`
		ToneInverted         bool         `json:"toneInverted"`
		Matches              int          `json:"matches"`
		Inliers              [][]figure   `json:"inliers"` // claimed x, y; candidate x, y; residual
		ResidualPx           figure       `json:"residualPx"`
		CornerErrorPx        figure       `json:"cornerErrorPx"`
		Log10NFA             *figure      `json:"log10Nfa"`
		ClaimCovered         figure       `json:"claimCovered"`
		CandidateCovered     figure       `json:"candidateCovered"`
		Support              [][]figure   `json:"support"` // box x0, y0, x1, y1; correlation
		SupportAgrees        figure       `json:"supportAgrees"`
		Moved                [][]figure   `json:"moved"` // box x0, y0, x1, y1; strength; log10 NFA
	}
)

// These are their packages' own types with the names that they have in the
// file; the compiler holds the fields together, by the conversions below.
type (
	sourceForm struct {
		Address   string        `json:"address"`
		Publisher string        `json:"publisher"`
		Date      casefile.Date `json:"date"`
		Credit    string        `json:"credit"`
		Note      string        `json:"note"`

		Acquisition  string                `json:"acquisition"`
		Collector    string                `json:"collector"`
		Collected    casefile.Date         `json:"collected"`
		Archived     []casefile.Archived   `json:"archived"`
		Platform     string                `json:"platform"`
		Account      string                `json:"account"`
		Text         string                `json:"text"`
		Translation  string                `json:"translation"`
		Rights       string                `json:"rights"`
		Copy         casefile.CopyKind     `json:"copy"`
		DeletedSince casefile.Date         `json:"deletedSince"`
		Dates        []casefile.Attributed `json:"dates"`
		Places       []casefile.Attributed `json:"places"`
		Creators     []casefile.Attributed `json:"creators"`
		Statements   []casefile.Statement  `json:"statements"`
		FoundBy      casefile.FoundBy      `json:"foundBy"`
	}
	factsForm struct {
		Taken       string `json:"taken"`
		Modified    string `json:"modified"`
		Camera      string `json:"camera"`
		Lens        string `json:"lens"`
		Software    string `json:"software"`
		Artist      string `json:"artist"`
		Copyright   string `json:"copyright"`
		Credit      string `json:"credit"`
		Description string `json:"description"`
		GPS         string `json:"gps"`
		Place       string `json:"place"`
		SourceType  string `json:"sourceType"`
		Credentials bool   `json:"credentials"`

		BodySerial  string `json:"bodySerial"`
		LensSerial  string `json:"lensSerial"`
		Owner       string `json:"owner"`
		Programs    string `json:"programs"`
		History     string `json:"history"`
		DocumentID  string `json:"documentId"`
		OriginalID  string `json:"originalId"`
		DerivedFrom string `json:"derivedFrom"`

		Thumbnail        bool `json:"thumbnail"`
		ThumbnailDiffers bool `json:"thumbnailDiffers"`
	}
	encodingForm struct {
		Format      provenance.Format `json:"format"`
		Lossless    bool              `json:"lossless"`
		Quality     int               `json:"quality"`
		Standard    bool              `json:"standard"`
		Tables      bool              `json:"tables"`
		Subsampling string            `json:"subsampling"`
		Grey        bool              `json:"grey"`
		Progressive bool              `json:"progressive"`
	}
)

// figure is a number that may be infinite, or none: what JSON has no digits for is a word.
type figure float64

// MarshalJSON writes the fewest digits that give the same number back.
func (f figure) MarshalJSON() ([]byte, error) {
	if v := float64(f); math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.AppendQuote(nil, strconv.FormatFloat(v, 'g', -1, 64)), nil
	}
	return json.Marshal(float64(f))
}

// UnmarshalJSON reads what MarshalJSON wrote, and nothing else.
func (f *figure) UnmarshalJSON(text []byte) error {
	switch string(text) {
	case `"NaN"`:
		*f = figure(math.NaN())
		return nil
	case `"+Inf"`:
		*f = figure(math.Inf(1))
		return nil
	case `"-Inf"`:
		*f = figure(math.Inf(-1))
		return nil
	case "null":
		return errors.New("null in the place of a number")
	}
	return json.Unmarshal(text, (*float64)(f))
}

// list is a list that is read within limits: three bytes of JSON could ask for
// half a kilobyte of memory.
type list[T any] []T

// UnmarshalJSON reads at most mostEntries elements; more are an error.
func (l *list[T]) UnmarshalJSON(text []byte) error {
	switch n, ok := elements(text); {
	case ok && n == 0:
		*l = nil
		return nil
	case !ok:
		return errors.New("no list")
	case n > mostEntries:
		return fmt.Errorf("more than %d elements", mostEntries)
	}
	return json.Unmarshal(text, (*[]T)(l))
}

// listed is a list that is written as one where there is nothing in it.
func listed[T any](all []T) list[T] { return append(list[T]{}, all...) }

// The words of the file for values that are numbers in the program.
var (
	roleWords   = []string{"", "claimed", "candidate", "context"}
	statusWords = []string{"no-overlap", "aligned", "approximate", "by-hand"}
)

func formOf(d Document) (caseForm, error) {
	c := d.Case
	out := caseForm{
		ByHand: handForms(d), Graphics: graphicForms(d), Views: viewForms(d), Lesson: lessonFormOf(d), Address: addressForm(d),
		Schema: Schema, Program: d.Program, UUID: c.UUID, Title: c.Title, Question: c.Question, Propositions: []string{},
		Language: c.Language, Sensitivity: c.Sensitivity, Status: c.Status, Authors: c.Authors, SecondReader: c.SecondReader,
		Evidence: []evidenceForm{}, Order: listed(c.Order), Posts: listed(c.Posts), Comparisons: []comparisonForm{}, Marks: []markForm{},
		Findings: listed(c.Findings), Corrections: listed(c.Corrections), Issues: listed(c.Issues),
		Log: logForm{Head: d.Log.Head(), Count: d.Log.Count()},
	}
	if c.Propositions != [2]string{} {
		out.Propositions = c.Propositions[:]
	}
	for _, e := range d.Case.Evidence {
		if int(e.Role) < 0 || int(e.Role) >= len(roleWords) {
			return out, fmt.Errorf("evidence %q has the unknown role %d", e.ID, e.Role)
		}
		f := evidenceForm{
			ID: e.ID, Role: roleWords[e.Role], Name: e.Name, Label: e.Label, Description: e.Description, Status: e.Status, SHA256: e.SHA256, Bytes: e.Bytes, MediaType: e.MediaType,
			Width: e.Pixels.Width, Height: e.Pixels.Height, Received: e.Received.UTC(),
			Parent: e.Parent, Part: partForm(e), Frame: frameFormOf(e.Frame), Reference: e.Referenced,
			Source: sourceForm(e.Source), Pillars: e.Pillars, Withheld: e.Withheld, Facts: factsForm(e.Facts), Encoding: encodingForm(e.Encoding),
		}
		if e.Reduced() {
			f.Stored = &sizeForm{Width: e.Stored.Width, Height: e.Stored.Height}
		}
		if e.Problem != nil {
			text := e.Problem.Error()
			f.Problem = &text
		}
		out.Evidence = append(out.Evidence, f)
	}
	for _, c := range d.Comparisons {
		a, err := alignmentFormOf(c.Alignment)
		if err != nil {
			return out, err
		}
		f := comparisonForm{Claimed: c.Claimed, Candidate: c.Candidate, Method: c.Method, Frame: frameFormOf(c.Frame), Alignment: a}
		if c.ReadTo != 0 {
			to := figure(c.ReadTo.Seconds())
			f.ReadTo = &to
		}
		if c.Length != 0 {
			length := figure(c.Length.Seconds())
			f.Length = &length
		}
		for _, p := range c.Curve {
			f.Curve = append(f.Curve, []figure{figure(p.Time.Seconds()), figure(p.Score)})
		}
		out.Comparisons = append(out.Comparisons, f)
	}
	for _, m := range c.Marks {
		out.Marks = append(out.Marks, markFormOf(m))
	}
	return out, nil
}

func alignmentFormOf(a align.Alignment) (alignmentForm, error) {
	if int(a.Status) < 0 || int(a.Status) >= len(statusWords) {
		return alignmentForm{}, fmt.Errorf("an alignment has the unknown status %d", a.Status)
	}
	f := alignmentForm{
		Verdict: a.Verdict.String(), Notes: append([]align.Note{}, a.Notes...), Status: statusWords[a.Status], Model: a.Model.String(),
		Mirrored: a.Mirrored, ToneInverted: a.ToneInverted, Matches: a.Matches,
		ResidualPx: figure(a.ResidualPx), CornerErrorPx: figure(a.CornerErrorPx),
		ClaimCovered: figure(a.ClaimCovered), CandidateCovered: figure(a.CandidateCovered), SupportAgrees: figure(a.SupportAgrees),
		Inliers: [][]figure{}, Support: [][]figure{}, Moved: [][]figure{},
	}
	for _, v := range a.CandidateFromClaimed {
		f.CandidateFromClaimed = append(f.CandidateFromClaimed, figure(v))
	}
	if a.HasNFA {
		nfa := figure(a.Log10NFA)
		f.Log10NFA = &nfa
	}
	for _, p := range a.Inliers {
		f.Inliers = append(f.Inliers, []figure{figure(p.Claimed.X), figure(p.Claimed.Y), figure(p.Candidate.X), figure(p.Candidate.Y), figure(p.ResidualPx)})
	}
	for _, c := range a.Support {
		f.Support = append(f.Support, append(boxForm(c.Box), figure(c.ZNCC)))
	}
	for _, r := range a.Moved {
		f.Moved = append(f.Moved, append(boxForm(r.Box), figure(r.Strength), figure(r.Log10NFA)))
	}
	return f, nil
}

// encode writes case.json: the document, and the fields that were read and are not known.
func (d Document) encode() ([]byte, error) {
	form, err := formOf(d)
	if err != nil {
		return nil, err
	}
	text, err := plain(form)
	if err != nil {
		return nil, err
	}
	if d.before != nil {
		if text, err = keepUnknown(text, d.before); err != nil {
			return nil, err
		}
	}
	return append(text, '\n'), nil
}

// plain is JSON without line breaks, and with every letter as it is.
func plain(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(value)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

func partForm(e casefile.Evidence) []int {
	if !e.Derived() || e.Frame != nil {
		return nil
	}
	return []int{int(e.Part.MinX), int(e.Part.MinY), int(e.Part.MaxX), int(e.Part.MaxY)}
}

func boxForm(r geom.Rect) []figure {
	return []figure{figure(r.MinX), figure(r.MinY), figure(r.MaxX), figure(r.MaxY)}
}

// addressForm is where the check is published.
func addressForm(d Document) *string {
	if d.Case.Address == "" && !bytes.Contains(d.before, []byte(`"checkAddress"`)) {
		return nil
	}
	return &d.Case.Address
}

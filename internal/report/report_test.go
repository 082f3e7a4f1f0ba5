package report

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"math"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/report/pdf"
	"github.com/motbilde/motbilde/internal/words"
)

var made = time.Date(2026, 11, 22, 18, 55, 0, 0, time.UTC)

// scene draws a picture with detail everywhere.
func scene(w, h int, grey bool) *picture.Pyramid { return sceneFrom(w, h, grey, 1, 0, 0) }

// sceneFrom draws a part of it from (x0, y0) on, where a pixel takes scale of the whole's.
func sceneFrom(w, h int, grey bool, scale, x0, y0 float64) *picture.Pyramid {
	img := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			px, py := x0+scale*(float64(x)+0.5)-0.5, y0+scale*(float64(y)+0.5)-0.5
			v := 128 + 60*math.Sin(px*px/900) + 60*math.Cos(py*px/700)
			c := color.NRGBA{uint8(v), uint8(v / 2), uint8(255 - v), 255}
			if grey {
				luma := uint8(0.299*float64(c.R) + 0.587*float64(c.G) + 0.114*float64(c.B) + 0.5)
				c = color.NRGBA{luma, luma, luma, 255}
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return picture.NewPyramid(picture.FromImage(fmt.Sprint(w, h, grey, scale, x0, y0), img))
}

// trial is a case with its comparisons and pictures.
type trial struct {
	Input
	pictures map[casefile.ID]*picture.Pyramid
}

func newTrial() *trial {
	t := &trial{pictures: map[casefile.ID]*picture.Pyramid{}}
	t.Made, t.Version, t.Build, t.Edition, t.Number = made, "0.2.0", "go test", Archive, 1
	t.CaseText = []byte("{}\n")
	t.Picture = func(id casefile.ID) (*picture.Pyramid, error) {
		if p, ok := t.pictures[id]; ok {
			return p, nil
		}
		return nil, errors.New("gone")
	}
	return t
}

func digest(name string) string { return provenance.Digest([]byte(name)) }

func (t *trial) file(role casefile.Role, name string, p *picture.Pyramid) casefile.ID {
	id := casefile.ID(fmt.Sprint(len(t.Case.Evidence)))
	e := casefile.Evidence{
		ID: id, Role: role, Name: name, Path: "/somewhere/" + name, SHA256: digest(name + string(id)),
		Bytes: 14163, MediaType: "image/jpeg", Received: made.Add(-time.Hour),
	}
	if p == nil {
		e.Problem = errors.New("the file ends too early")
	} else {
		e.Pixels = p.Size()
		t.pictures[id] = p
	}
	t.Case = t.Case.With(e)
	return id
}

func (t *trial) compared(claim, candidate casefile.ID, a align.Alignment) {
	t.Comparisons = append(t.Comparisons, casefile.Comparison{Claimed: claim, Candidate: candidate, Alignment: a})
}

// crop is the alignment of a claim that shows a part of its candidate.
func crop(claim, candidate geom.Size, scale, x, y float64) align.Alignment {
	m := geom.Map{scale, 0, x, 0, scale, y, 0, 0, 1}
	a := align.Alignment{
		Verdict: align.Match, Status: align.Aligned, Model: align.Similarity, CandidateFromClaimed: m,
		Matches: 512, Inliers: make([]align.Inlier, 431), ResidualPx: 0.27, CornerErrorPx: 0.3, HasNFA: true, Log10NFA: -118.4,
		Support: make([]align.Cell, 64), SupportAgrees: 0.97,
	}
	a.ClaimCovered, a.CandidateCovered = m.Shares(claim, candidate)
	return a
}

// matched is a claim that is a grey crop of its only candidate.
func matched() *trial {
	t := newTrial()
	found, claimed := scene(360, 240, false), sceneFrom(200, 160, true, 1.2, 60, 20)
	claim := t.file(casefile.Claimed, "påstand æøå.jpg", claimed)
	candidate := t.file(casefile.Candidate, "источник.jpg", found)
	t.compared(claim, candidate, crop(claimed.Size(), found.Size(), 1.2, 60, 20))
	t.Case = t.Case.WithSource(claim, casefile.Source{Publisher: "@varda_mod", Date: "2017-11-09", Note: "Удар по складу, 9 ноября.\nضربة 2017 😀"})
	t.Case = t.Case.WithSource(candidate, casefile.Source{
		Publisher: "Sjøfartsbladet", Date: "2015", Credit: "Αθηνά Παππά", Address: "https://example.org/æ?x=1",
	})
	return t
}

func composed(t testing.TB, in Input) pdf.Document {
	t.Helper()
	d, err := compose(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// said returns the text of pages; line breaks and no-break spaces become spaces,
// and runs of one line that touch are put together.
func said(pages ...figure.Drawing) string {
	var out strings.Builder
	for _, page := range pages {
		var last figure.Text
		for _, item := range page.Items {
			text, ok := item.(figure.Text)
			if !ok {
				continue
			}
			if math.Abs(text.Y-last.Y) > 0.01 || math.Abs(text.X-last.X-last.Width) > 0.05 {
				out.WriteString(" ")
			}
			out.WriteString(text.String)
			last = text
		}
		out.WriteString(" ")
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

func mustSay(t *testing.T, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, strings.ReplaceAll(w, "\u00a0", " ")) {
			t.Errorf("%q is not said in: %.3000s", w, text)
		}
	}
}

func TestAPanelOfTheClaimIsSaidToBeSetIntoIt(t *testing.T) {
	for l, want := range map[words.Language][2]string{
		words.English:   {"that fills 33 % of it", "setting it into a larger picture"},
		words.Norwegian: {"som fyller 33 % av det", "innsetting i et større bilde"},
	} {
		in := matched()
		in.Language = l
		if text := said(composed(t, in.Input).Pages[0]); strings.Contains(text, want[1]) {
			t.Errorf("%s: a crop is said to be set into a larger picture", l.Code())
		}
		in.Comparisons[0].Alignment = crop(geom.Size{Width: 200, Height: 160}, geom.Size{Width: 360, Height: 240}, 2.86, -100, -100)
		mustSay(t, said(composed(t, in.Input).Pages[0]), want[:]...)
	}
}

func TestReportSaysTheFindingInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		language words.Language
		want     []string
	}{
		{words.English, []string{
			"The picture posted by @varda_mod on 9 Nov 2017 is consistent with a crop of “источник.jpg”, published by Sjøfartsbladet no later than 2015.",
			"by cropping to 53 %, turning it grey and scaling to 83 %; this does not show that it was, or which came first.",
			"less than once in 10³⁰ searches like this one (1 candidate).", "Beyond 10³⁰ we give no figure",
			"It does not say which came first.", "below −30", "Demonstrative.", "431",
			"Outside it lie 60 px at the left, 20 at the top, 60 at the right and 28 at the bottom",
			"Who made the picture", "The copy of 2015 is the earliest we found, not necessarily the first.",
			"Credit for item B: Αθηνά Παππά.", "Удар по складу, 9 ноября.", "[U+1F600]",
			"motbilde-cli compare 'påstand æøå.jpg' источник.jpg --json",
		}},
		{words.Norwegian, []string{
			"Bildet som @varda_mod la ut 9. nov. 2017, er forenlig med et utsnitt av «источник.jpg», publisert av Sjøfartsbladet senest 2015.",
			"beskjæring til 53 %, omgjøring til gråtoner og skalering til 83 %; det viser ikke at det ble gjort slik",
			"sjeldnere enn én gang per 10³⁰ søk som dette (1 kandidat).",
			"22. nov. 2026, 18.55 UTC", "0,27 px", "under −30", "Påstandsbildet viser 53 % av det", "Demonstrasjonsfigur.",
		}},
	} {
		in := matched().Input
		in.Language = c.language
		mustSay(t, said(composed(t, in).Pages...), c.want...)
	}
}

func TestEveryDigestStandsWhole(t *testing.T) {
	in := matched().Input
	d := composed(t, in)
	all := said(d.Pages...)
	for _, e := range in.Case.Evidence {
		mustSay(t, all, words.Digest(e.SHA256), words.Digest(e.SHA256[:32])+" "+words.Digest(e.SHA256[32:]))
	}
	manifest := d.Attachments[0].Data
	sum := provenance.Digest(manifest)
	mustSay(t, all, words.Digest(sum))
	for i, page := range d.Pages {
		mustSay(t, said(page), "Manifest "+sum[:4]+" "+sum[4:8], fmt.Sprintf("%d / %d", i+1, len(d.Pages)))
	}
	read, err := ReadManifest(manifest)
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Items) != 2 || len(read.Figures) != 10 || !read.Items[0].Drawn || read.Items[1].ID != "1" {
		t.Errorf("the manifest holds %+v and %d figures", read.Items, len(read.Figures))
	}
	for i, a := range d.Attachments[1:] {
		if f := read.Attachments[i]; f.Name != a.Name || f.SHA256 != provenance.Digest(a.Data) || f.Bytes != int64(len(a.Data)) {
			t.Errorf("%s is in the manifest as %+v", a.Name, f)
		}
	}
	var steps []string
	for _, s := range read.Recipe.Steps {
		steps = append(steps, s.Step)
	}
	if got := strings.Join(steps, " "); got != "crop grey scale" || read.Recipe.Version != recipe.Version || read.Recipe.Remains == nil {
		t.Errorf("the manifest's recipe is %q: %+v", got, read.Recipe)
	}
}

// cases are the findings and the hostile inputs that a report must stand.
func cases() map[string]*trial {
	all := map[string]*trial{"match": matched()}
	with := func(name string, change func(*trial, *align.Alignment)) {
		t := matched()
		change(t, &t.Comparisons[0].Alignment)
		all[name] = t
	}
	with("identical", func(_ *trial, a *align.Alignment) { a.Verdict = align.Identical })
	all["details"] = detailed(matched())
	with("partial", func(_ *trial, a *align.Alignment) { a.Verdict, a.Status = align.Partial, align.Approximate })
	with("supported", func(_ *trial, a *align.Alignment) { give(a, 120) })
	with("part", func(_ *trial, a *align.Alignment) {
		give(a, 60)
		a.Verdict, a.Status = align.Partial, align.Approximate
	})
	with("uncertain", func(_ *trial, a *align.Alignment) { a.Verdict, a.Status = align.Uncertain, align.Approximate })
	with("flat", func(_ *trial, a *align.Alignment) {
		*a = align.Alignment{Verdict: align.Uncertain, Notes: []align.Note{align.TooLittleDetail}}
	})
	with("moment", func(_ *trial, a *align.Alignment) {
		give(a, 200)
		a.Notes, a.Moved = []align.Note{align.OtherMomentPossible}, []align.Region{{Box: geom.Rect{MinX: 120, MinY: 100, MaxX: 180, MaxY: 150}, Strength: 5}}
	})
	with("no match", func(_ *trial, a *align.Alignment) { *a = align.Alignment{Verdict: align.NoMatch} })
	with("by hand", func(t *trial, a *align.Alignment) {
		h := handAligned(a.CandidateFromClaimed)
		*a = align.Alignment{Verdict: align.NoMatch, HasNFA: true, Log10NFA: 3}
		t.Case = t.Case.WithByHand(h)
		t.Comparisons[0] = t.Case.Shown(t.Comparisons[0])
	})
	with("horizon", func(_ *trial, a *align.Alignment) { a.CandidateFromClaimed = geom.Map{1, 0, 0, 0, 1, 0, -0.01, 0, 1} })
	with("not a number", func(_ *trial, a *align.Alignment) {
		a.Log10NFA, a.ResidualPx, a.CornerErrorPx, a.ClaimCovered = math.NaN(), math.Inf(1), math.NaN(), math.NaN()
	})
	with("turned", func(t *trial, a *align.Alignment) {
		a.CandidateFromClaimed = geom.Translation(180, 120).After(geom.Rotation(0.6)).After(geom.Scaling(-1.1, 1.1)).After(geom.Map{1, 0, -100, 0, 1, -80, 0.0004, 0, 1})
		a.Mirrored, a.ToneInverted, a.Model = true, true, align.Homography
	})
	with("gone", func(t *trial, _ *align.Alignment) { t.pictures = nil })
	with("found gone", func(t *trial, _ *align.Alignment) { delete(t.pictures, "1") })

	unread := newTrial()
	unread.file(casefile.Claimed, "a.jpg", scene(80, 60, true))
	unread.file(casefile.Candidate, "b.jpg", nil)
	unread.Problems = map[casefile.ID]string{"1": "The file ends too early."}
	all["unreadable"] = unread

	alone := newTrial()
	alone.file(casefile.Claimed, "a.jpg", scene(80, 60, true))
	all["alone"] = alone

	nothing := newTrial()
	nothing.Case = nothing.Case.With(casefile.Evidence{ID: "0", Role: casefile.Claimed})
	nothing.Case = nothing.Case.With(casefile.Evidence{ID: "1", Role: casefile.Candidate, Problem: errors.New("x")})
	nothing.Picture = nil
	all["empty fields"] = nothing

	long := matched()
	endless := strings.Repeat("Et_svært_langt_navn_uten_mellomrom", 12)
	for i := range long.Case.Evidence {
		e := &long.Case.Evidence[i]
		e.Name = endless + ".jpg"
		e.Facts = provenance.Facts{Taken: endless, Camera: endless, Software: endless, Description: strings.Repeat("ord på ord ", 900)}
		e.Source = casefile.Source{Publisher: endless, Date: casefile.Date(endless), Address: "https://" + endless, Credit: endless, Note: strings.Repeat("Merknad.\n", 400)}
	}
	long.Case.Title = strings.Repeat("En tittel som aldri tar slutt, ", 30)
	all["endless"] = long

	wide := newTrial()
	panorama, strip := scene(1200, 60, false), scene(20, 900, false)
	claim := wide.file(casefile.Claimed, "panorama.jpg", panorama)
	wide.compared(claim, wide.file(casefile.Candidate, "whole.jpg", panorama), crop(panorama.Size(), panorama.Size(), 1, 0, 0))
	all["panorama"] = wide
	tall := newTrial()
	claim = tall.file(casefile.Claimed, "strip.jpg", strip)
	tall.compared(claim, tall.file(casefile.Candidate, "whole.jpg", strip), crop(strip.Size(), strip.Size(), 1, 0, 0))
	all["strip"] = tall

	all["many"] = many(60)
	all["told"], all["published"], all["several"] = told(), published(), several()
	return all
}

// many is a claim with one match among so many candidates.
func many(n int) *trial {
	t := newTrial()
	found, claimed, other := scene(360, 240, false), scene(200, 160, true), scene(240, 180, false)
	claim := t.file(casefile.Claimed, "claim.jpg", claimed)
	var ids []casefile.ID
	for i := range n - 1 {
		ids = append(ids, t.file(casefile.Candidate, fmt.Sprintf("candidate %02d.jpg", i), other))
	}
	t.compared(claim, t.file(casefile.Candidate, "found.jpg", found), crop(claimed.Size(), found.Size(), 1.2, 60, 20))
	for _, id := range ids {
		t.compared(claim, id, align.Alignment{Verdict: align.NoMatch})
	}
	return t
}

func TestNothingLeavesThePageWhateverTheCase(t *testing.T) {
	for name, c := range cases() {
		in := c.Input
		in.Language = words.Norwegian // the longer words
		d := composed(t, in)
		holdAlts(t, name, d)
		for i, page := range d.Pages {
			for _, item := range page.Items {
				b := item.Bounds()
				if b.MinX < left-0.2 || b.MaxX > left+whole+0.2 || b.MinY < 10 || b.MaxY > 284 {
					t.Errorf("%s, page %d: %T at %v leaves the margins: %q", name, i+1, item, b, texts(item))
				}
				if text, ok := item.(figure.Text); ok && b.MaxY > A4.form().bottom+0.5 && text.Y < 280 {
					t.Errorf("%s, page %d: %q stands below the block", name, i+1, text.String)
				}
			}
		}
		if text := said(d.Pages...); strings.Contains(text, "[report.") || strings.Contains(text, "[finding.") || strings.Contains(text, "{") {
			t.Errorf("%s: a key or a field is printed", name)
		}
	}
}

func texts(item figure.Item) string {
	if t, ok := item.(figure.Text); ok {
		return t.String
	}
	return ""
}

func TestFindingsSayWhatTheyMay(t *testing.T) {
	all := cases()
	for name, want := range map[string][]string{
		"identical":  {"are the same in every pixel", "Identical pixels", "Nothing: no pixel differs."},
		"partial":    {"share only a part; the rest gives no support", "(R) CANDIDATE", "The pictures agree only in a part."},
		"uncertain":  {"There is some support for a match", "a person must look", "The alignment is uncertain."},
		"flat":       {"show too little detail to judge", "Too little detail to judge."},
		"moment":     {"It may be another exposure from the same place: look at what moves."},
		"no match":   {"No match for “påstand æøå.jpg” was found by this method in the candidate compared.", "That is no statement that the pictures differ in origin.", "No alignment was accepted"},
		"by hand":    {"Aligned by hand", "Aligned by a person. An alignment by hand has no strength figure", "Expected verdict no-match", "made again from the control points", "by hand, by 3 pairs of points (Similarity)", "is not counted as found", "The program by itself: No match found.", "(R) CANDIDATE", "1 (Mast): "},
		"unreadable": {"Nothing could be compared: the candidate can’t be read.", "The file ends too early."},
		"alone":      {"no candidate, so nothing was compared"},
		"gone":       {"could not be read again for this report"},
		"many":       {"(60 candidates)", "BH", "CANDIDATES-FOLDER/", "All candidates (continued)"},
		"turned":     {"Mirrored.", "mirroring", "a change of perspective", "inverting the tones", "The claim is a negative of the found picture."},
	} {
		mustSay(t, said(composed(t, all[name].Input).Pages...), want...)
	}
	for _, name := range []string{"partial", "uncertain", "flat", "no match", "by hand", "unreadable", "alone", "horizon"} {
		text := said(composed(t, all[name].Input).Pages...)
		if name != "horizon" && strings.Contains(text, "10³⁰") {
			t.Errorf("%s has a number", name)
		}
		if name == "by hand" && (strings.Contains(text, "Match found") || strings.Contains(text, "(R) FOUND") || strings.Contains(text, "is a copy of")) {
			t.Errorf("by hand is called found: %s", text)
		}
		if name != "by hand" && strings.Contains(text, "Significance z") {
			t.Errorf("%s shows a difference without an accepted alignment", name)
		}
	}
}

func TestTheSummaryIsOnePage(t *testing.T) {
	for name, c := range cases() {
		if name == "several" { // its summaries stand with its claims
			continue
		}
		d := composed(t, c.Input)
		if len(d.Pages) < 2 {
			t.Errorf("%s: the report has %d pages", name, len(d.Pages))
			continue
		}
		mustSay(t, said(d.Pages[0]), "What matches", "What is unknown", "Finding")
		mustSay(t, said(d.Pages[1]), "Question and propositions")
	}
}

func TestATableOverPagesRepeatsItsHead(t *testing.T) {
	d := composed(t, many(60).Input)
	heads := 0
	for _, page := range d.Pages {
		text := said(page)
		if strings.Contains(text, "candidate No match found") && !strings.Contains(text, "log₁₀ NFA") {
			t.Errorf("rows without a head: %.300s", text)
		}
		heads += strings.Count(text, "log₁₀ NFA")
	}
	if heads < 2 {
		t.Errorf("the table of candidates has %d heads", heads)
	}
	rows := strings.Count(said(d.Pages...), "No match found By this method")
	if rows != 59 {
		t.Errorf("%d candidates without a match are listed, want 59", rows)
	}
}

func TestTheSameInputGivesTheSameBytes(t *testing.T) {
	for _, name := range []string{"match", "many"} {
		var first, second bytes.Buffer
		for _, out := range []*bytes.Buffer{&first, &second} {
			if _, err := Write(context.Background(), out, cases()[name].Input); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: two reports of %d and %d bytes differ", name, first.Len(), second.Len())
		}
	}
}

func TestThePDFIsSoundAndItsTextCanBeFound(t *testing.T) {
	in := matched().Input
	in.Language = words.Norwegian
	var out bytes.Buffer
	if _, err := Write(context.Background(), &out, in); err != nil {
		t.Fatal(err)
	}
	if out.Len() > 4_000_000 {
		t.Errorf("a report on one pair takes %d bytes", out.Len())
	}
	path := filepath.Join(t.TempDir(), "report.pdf")
	writeFile(t, path, out.Bytes())
	if tool, err := exec.LookPath("qpdf"); err == nil {
		if said, err := exec.Command(tool, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("qpdf: %v\n%s", err, said)
		}
	}
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("pdftotext (poppler-utils) is not here: the text of the file was not read back")
	}
	raw, err := exec.Command(tool, "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	mustSay(t, strings.Join(strings.Fields(string(raw)), " "),
		"påstand æøå.jpg", "Bildet som @varda_mod la ut 9. nov. 2017, er forenlig med et utsnitt av «источник.jpg»",
		"Удар по складу, 9 ноября.", "Αθηνά Παππά", words.Digest(in.Case.Evidence[0].SHA256))
}

func TestACaseWithoutAClaimIsRefused(t *testing.T) {
	c := newTrial()
	c.file(casefile.Candidate, "b.jpg", scene(80, 60, true))
	if _, err := Write(context.Background(), &bytes.Buffer{}, c.Input); !errors.Is(err, ErrNoClaim) {
		t.Errorf("got %v, want ErrNoClaim", err)
	}
}

func TestACancelledReportEndsWithItsError(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	c := matched()
	inner := c.Picture
	c.Picture = func(id casefile.ID) (*picture.Pyramid, error) { cancel(); return inner(id) }
	if _, err := Write(ctx, &bytes.Buffer{}, c.Input); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

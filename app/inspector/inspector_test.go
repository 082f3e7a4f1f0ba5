package inspector

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

func pair(s State) Value {
	return Value{
		Claim: casefile.Evidence{
			ID: "c", Name: "channel-post.jpg", SHA256: strings.Repeat("9c1f4e07", 8), Bytes: 21_000,
			Pixels: geom.Size{Width: 480, Height: 362},
		},
		Candidate: casefile.Evidence{
			ID: "k", Name: "picos-trek-2009.jpg", SHA256: strings.Repeat("51be0a3d", 8), Bytes: 1_900_000,
			Pixels: geom.Size{Width: 3264, Height: 2448},
			Facts:  provenance.Facts{Taken: "2009:07:12 14:03:22", Camera: "Canon PowerShot A590 IS"},
			Source: casefile.Source{Address: "example.org/picos/2009", Credit: "A. Berasategi"},
		},
		State: s, Candidates: 7,
		Alignment: align.Alignment{
			Verdict: align.Match, Status: align.Aligned, Model: align.Similarity,
			CandidateFromClaimed: geom.Scaling(2, 2), HasNFA: true, Log10NFA: -118, Matches: 341,
			Inliers: make([]align.Inlier, 258), ResidualPx: 0.38, CandidateCovered: 0.5, ToneInverted: true,
		},
	}
}

func open(t *testing.T, l words.Language, width, height float32, value Value) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	v := New(l)
	v.Show(value)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	return v, w
}

// texts collects all words that an object shows.
func texts(o fyne.CanvasObject) (all []string) {
	if t, ok := o.(*look.Text); ok && t.Words() != "" {
		return []string{strings.ReplaceAll(t.Words(), "\u00a0", " ")}
	}
	if w, ok := o.(fyne.Widget); ok {
		for _, part := range test.WidgetRenderer(w).Objects() {
			all = append(all, texts(part)...)
		}
	}
	return all
}

func has(t *testing.T, o fyne.CanvasObject, want ...string) {
	t.Helper()
	all := texts(o)
	joined := "\n" + strings.Join(all, "\n") + "\n"
	for _, w := range want {
		if !strings.Contains(joined, "\n"+w+"\n") {
			t.Errorf("nowhere stands %q in %q", w, all)
		}
	}
}

func TestFindingComesWithItsStrengthAndFigure(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, pair(Compared))
	has(t, v.finding.column, "Match found", "The claim agrees with 50 % of picos-trek-2009.jpg, all over.",
		"log₁₀ false alarms below −30 · 258 of 341 points")
	strength := v.finding.strength.Words()
	for _, want := range []string{"once in 10³⁰ searches like this one (7", "It does not say which came first."} {
		if !strings.Contains(strings.ReplaceAll(strength, "\u00a0", " "), want) {
			t.Errorf("the strength statement lacks %q: %s", want, strength)
		}
	}
}

func TestTransformIsToldFromCandidateToClaim(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, pair(Compared))
	has(t, v.transform, "Scale", "0.500", "Rotation", "none", "Tone inverted", "yes", "Mirrored", "no",
		"Crop", "50 % of the candidate", "Residual", "0.38 px", "Model", "similarity")
	v.SetLanguage(words.Norwegian)
	has(t, v.transform, "Skala", "0,500", "Restavvik", "0,38 px", "50 % av kandidaten")

	turned := pair(Compared)
	turned.Alignment.CandidateFromClaimed = geom.Rotation(0.5236)
	v.Show(turned)
	turned.Alignment.Log10NFA--
	v.Show(turned)
	has(t, v.transform, "30,0°", "1,000")
}

func TestFilesSayWhatTheyAre(t *testing.T) {
	v, _ := open(t, words.English, 352, 1000, pair(Compared))
	has(t, v.files, "channel-post.jpg", "480 × 362 · 21 kB · no camera data", "9c1f4e07 … 9c1f4e07",
		"3264 × 2448 · 1.9 MB", "12 Jul 2009, 14:03:22", "Canon PowerShot A590 IS")
	copied := ""
	v.OnCopy = func(text string) { copied = text }
	for _, item := range v.fileItems() {
		if d, ok := item.Object.(*digest); ok {
			test.Tap(d.copy)
			break
		}
	}
	if copied != strings.Repeat("9c1f4e07", 8) {
		t.Errorf("copied %q, want the whole SHA-256", copied)
	}
}

func TestWhatAPersonWritesIsReportedAndCounted(t *testing.T) {
	v, w := open(t, words.English, 352, 1000, pair(Compared))
	var heard casefile.Source
	var about casefile.ID
	v.OnSource = func(id casefile.ID, s casefile.Source) { about, heard = id, s }
	field := v.ofCandidate.fields[1]
	w.Canvas().Focus(field.Focusable())
	test.Type(field.Focusable(), "Blogg")
	if about != "k" || heard.Publisher != "Blogg" || heard.Address != "example.org/picos/2009" {
		t.Errorf("heard %+v about %q", heard, about)
	}
	has(t, v.ofCandidate.section.head, "Source of picos-trek-2009.jpg", "3 of 21 fields")
}

func TestShowDoesNotWriteWhereAPersonWrites(t *testing.T) {
	value := pair(Compared)
	v, w := open(t, words.English, 352, 1000, value)
	told := 0
	v.OnSource = func(casefile.ID, casefile.Source) { told++ }
	field := v.ofCandidate.fields[0]
	w.Canvas().Focus(field.Focusable())
	field.SetText("half an addr")
	v.Show(value) // an older state arrives while the person writes
	if field.Text() != "half an addr" {
		t.Errorf("the field was overwritten with %q", field.Text())
	}
	other := value
	other.Candidate.ID, other.Candidate.Source = "k2", casefile.Source{Address: "another"}
	v.Show(other)
	if field.Text() != "another" {
		t.Errorf("the field of another file says %q", field.Text())
	}
	if told != 0 {
		t.Errorf("Show was reported %d times as a person's writing", told)
	}
}

func TestPanelSaysWhyThereAreNoFacts(t *testing.T) {
	v, _ := open(t, words.English, 296, 698, Value{})
	if !v.empty.Visible() || v.files.Visible() || v.finding.column.Visible() {
		t.Error("the empty panel shows sections, or no words")
	}
	failed := pair(Failed)
	failed.Candidate.Problem = errors.New("broken")
	failed.Reason, failed.Next = "The file ends too early.", "Ask for the file again."
	v.Show(failed)
	has(t, v.finding.column, "Can’t be read", "The file ends too early.", "Ask for the file again.")
	if v.transform.Visible() {
		t.Error("a transform is told of a file that can't be read")
	}
	v.Show(pair(Comparing))
	has(t, v.finding.column, "Comparing the two pictures")
	if v.finding.figure.Words() != "" || v.transform.Visible() {
		t.Error("figures are told before the comparison is done")
	}
}

func TestFindingStaysWhileTheRestScrolls(t *testing.T) {
	v, _ := open(t, words.Norwegian, 296, 698, pair(Compared))
	if v.findingInTheWay || v.scroll.Position().Y < v.finding.column.Size().Height {
		t.Error("the finding scrolls away in a window of 698")
	}
	low, _ := open(t, words.Norwegian, 272, 300, pair(Compared))
	if !low.findingInTheWay || low.scroll.Size().Height < 250 {
		t.Errorf("in a window of 300 the rest has %v px", low.scroll.Size().Height)
	}
}

func TestSectionsCloseAndOpenByKeyAndStayWithinThePanel(t *testing.T) {
	v, w := open(t, words.English, 296, 698, pair(Compared))
	before := v.files.HeightAt(296)
	v.files.head.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if after := v.files.HeightAt(296); after >= before-40 {
		t.Errorf("closed, the section is %v high, open it was %v", after, before)
	}
	if v.ofClaim.section.open {
		t.Error("the claim's source is open in a narrow panel")
	}
	w.Resize(fyne.NewSize(352, 1000))
	if !v.ofClaim.section.open {
		t.Error("the claim's source stays closed in a roomy panel")
	}
}

func TestKeyboardBringsItsFieldIntoSight(t *testing.T) {
	v, w := open(t, words.English, 296, 500, pair(Compared))
	note := v.ofCandidate.fields[fieldCount-1]
	w.Canvas().Focus(note.Focusable())
	driver := fyne.CurrentApp().Driver()
	top := driver.AbsolutePositionForObject(note).Y
	if from := v.scroll.Position().Y; top < from || top+note.Size().Height > 500 {
		t.Errorf("the field with the keyboard lies from %v to %v of %v to 500", top, top+note.Size().Height, from)
	}
	w.Canvas().Focus(v.transform.head)
	if top := driver.AbsolutePositionForObject(v.transform.head).Y; top < v.scroll.Position().Y {
		t.Errorf("the heading with the keyboard lies at %v", top)
	}
}

func TestWheelOverAFieldScrollsTheFacts(t *testing.T) {
	v, w := open(t, words.English, 352, 500, pair(Compared))
	field := v.ofCandidate.fields[0]
	v.scroll.Reveal(field)
	before := v.scroll.Offset()
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(field).AddXY(40, 10)
	test.Scroll(w.Canvas(), at, 0, -60)
	if v.scroll.Offset() <= before {
		t.Errorf("scrolled from %.0f to %.0f", before, v.scroll.Offset())
	}
}

func TestAllFieldsAreOnePressAway(t *testing.T) {
	v, _ := open(t, words.English, 352, 1000, pair(Compared))
	var asked casefile.ID
	v.OnAllFields = func(id casefile.ID) { asked = id }
	test.Tap(v.ofCandidate.all)
	if asked != "k" || v.ofCandidate.all.Words() != "All fields (E)" {
		t.Errorf("%q asks for %q", v.ofCandidate.all.Words(), asked)
	}
}

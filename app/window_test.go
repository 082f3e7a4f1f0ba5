package app

import (
	"image"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/words"
)

// hall is a window on the test driver; what workers post is run when the test
// says so.
type hall struct {
	*Window
	t      *testing.T
	posted chan func()
}

func newHall(t *testing.T, o Options) *hall {
	t.Helper()
	h := &hall{t: t, posted: make(chan func(), 10_000)}
	o.Post = func(f func()) { h.posted <- f }
	a := test.NewTempApp(t)
	h.Window = New(a, o)
	t.Cleanup(h.desk.Close)
	return h
}

// until runs what is posted until the window shows what is wanted.
func (h *hall) until(what string, wanted func(desk.Snapshot) bool) {
	h.t.Helper()
	patience := time.After(2 * time.Minute)
	for !wanted(h.seen) {
		select {
		case f := <-h.posted:
			f()
		case <-patience:
			h.t.Fatalf("waited in vain until %s; %+v", what, h.seen.Progress)
		}
	}
}

func idle(s desk.Snapshot) bool { return s.Progress.Stage == desk.Idle && !s.Empty() }

// smallScenes writes a claim, the picture that it was cut from, and another one.
func smallScenes(t *testing.T) (claim, source, other string) {
	t.Helper()
	folder := t.TempDir()
	paths := []string{filepath.Join(folder, "påstand & 100 %.jpg"), filepath.Join(folder, "кадр.jpg"), filepath.Join(folder, "c.jpg")}
	whole := synth.Draw(3, synth.Convoy, geom.Size{Width: 640, Height: 400}).Image
	cut := synth.Spread(whole, synth.Crop(whole.Rect.Inset(60)), synth.Grey()).Image
	unrelated := synth.Draw(9, synth.Harbour, geom.Size{Width: 480, Height: 320}).Image
	for i, img := range []*image.RGBA{cut, whole, unrelated} {
		data := synth.EncodeJPEG(img, 88)
		if err := os.WriteFile(paths[i], data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return paths[0], paths[1], paths[2]
}

func (h *hall) drop(paths ...string) {
	uris := make([]fyne.URI, len(paths))
	for i, p := range paths {
		uris[i] = storage.NewFileURI(p)
	}
	h.dropped(fyne.NewPos(640, 700), uris) // below both wells
}

func (h *hall) key(name fyne.KeyName) { h.typedKey(name) }

func TestDropAskAnswerAndRankOnTheWindow(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, other := smallScenes(t)
	h.drop(other, claim, source, "/nowhere/gone.jpg")
	h.until("the question is asked over the window", func(s desk.Snapshot) bool { return s.Question != nil && idle(s) })
	if !h.question.Opened() {
		t.Fatal("the question is not on screen")
	}
	for _, o := range h.seen.Question.Options {
		if o.Evidence.Path == claim {
			h.question.OnAnswer(o.Evidence.ID)
		}
	}
	h.until("both are compared", func(s desk.Snapshot) bool { return s.Compared == 2 })
	if h.question.Opened() {
		t.Error("the question stays after its answer")
	}
	first := h.seen.Candidates[0]
	if first.Evidence.Path != source || first.Comparison.Alignment.Verdict.String() != "match" || h.seen.Selected != first.Evidence.ID {
		t.Errorf("ranked first: %s, %s", first.Evidence.Name, first.Comparison.Alignment.Verdict)
	}
	if scene := h.stage.Scene(); !scene.Placed || scene.Candidate.Name != "кадр.jpg" {
		t.Errorf("on the stage: %+v", scene)
	}
	if len(h.seen.Problems) != 1 || !strings.Contains(h.status.Said(), "2 of 2") {
		t.Errorf("%d problems; the status line says %q", len(h.seen.Problems), h.status.Said())
	}

	h.key(fyne.Key5)
	h.until("the difference is there", func(s desk.Snapshot) bool { return s.Difference != nil })
	if h.stage.Mode() != compare.DifferenceMode || h.stage.Scene().Difference == nil {
		t.Errorf("mode %d, scene %+v", h.stage.Mode(), h.stage.Scene())
	}
	h.walkThroughRegions(t)
	h.key(fyne.Key8)
	h.until("the claim's edges have been looked at", func(s desk.Snapshot) bool { return s.Residue != nil })
	if h.stage.Mode() != compare.OutsideMode || h.stage.Scene().Found != h.seen.Residue {
		t.Errorf("mode %d, scene %+v", h.stage.Mode(), h.stage.Scene())
	}
	h.key(fyne.KeyDown)
	if h.seen.Selected == first.Evidence.ID {
		t.Error("↓ does not choose the next candidate")
	}
	h.key(fyne.KeyUp)
	h.do(named(t, h, "swap"))
	if h.seen.Claim.Evidence.Path != source || h.seen.Selected != claimID(h) {
		t.Errorf("after the swap the claim is %s", h.seen.Claim.Evidence.Name)
	}
}

// walkThroughRegions goes through the changes and inspects a pixel by keyboard alone.
func (h *hall) walkThroughRegions(t *testing.T) {
	t.Helper()
	n := len(h.seen.Difference.Regions)
	h.key(fyne.KeyJ)
	if want := min(0, n-1); h.stage.Region() != want {
		t.Errorf("J selects region %d of %d", h.stage.Region(), n)
	}
	h.key(fyne.KeyP)
	h.key(fyne.KeyReturn)
	at, locked := h.stage.Locked()
	if !h.stage.Inspecting() || !locked || !h.seen.Claim.Evidence.Pixels.Rect().Contains(at) {
		t.Errorf("P and Enter lock %v at %v", locked, at)
	}
	h.key(fyne.KeyEscape)
	if _, locked := h.stage.Locked(); locked {
		t.Error("Esc does not let go of the pixel")
	}
	h.key(fyne.KeyEscape)
	if h.stage.Region() != -1 {
		t.Error("Esc does not let go of the region")
	}
	h.key(fyne.KeyP)
	if h.stage.Inspecting() {
		t.Error("P does not put the inspector away")
	}
	h.do(named(t, h, "kind-plain"))
	if h.stage.Kind() != compare.Plain {
		t.Error("the menu does not change the kind of difference")
	}
	h.do(named(t, h, "kind-significance"))
	h.pointer(geom.Point{X: 50, Y: 50}, true)
	h.until("the pixel under the pointer is said", func(desk.Snapshot) bool { return h.pointed.reading != nil })
	if r := h.pointed.reading; r.At != image.Pt(50, 50) || !r.Found || !r.Measured {
		t.Errorf("under the pointer: %+v", r)
	}
	if got := strings.ReplaceAll(pointerWords(words.English, *h.pointed.reading), "\u00a0", " "); !strings.HasPrefix(got, "x 50, y 50   claim ") || !strings.Contains(got, "candidate ") {
		t.Errorf("the status line says %q", got)
	}
	h.do(named(t, h, "align-by-hand"))
	if h.pointed.inside || h.pointed.reading != nil {
		t.Error("it still says what lies on a stage that is covered")
	}
	h.typedKey(fyne.KeyEscape)
}

// claimID is what was the claim before the swap and is selected after it.
func claimID(h *hall) (id casefile.ID) {
	for _, c := range h.seen.Candidates {
		if strings.HasPrefix(c.Evidence.Name, "påstand") {
			id = c.Evidence.ID
		}
	}
	return id
}

func named(t *testing.T, h *hall, name string) command {
	t.Helper()
	for _, c := range h.commands {
		if c.name == name {
			return c
		}
	}
	t.Fatalf("no command %q", name)
	return command{}
}

func TestPlaceOfADropDecidesOnTheWells(t *testing.T) {
	h := newHall(t, Options{})
	h.window.Resize(fyne.NewSize(1280, 800))
	for _, want := range []desk.Well{desk.ClaimWell, desk.CandidatesWell} {
		for _, p := range h.wells() {
			if p.well != want {
				continue
			}
			middle := p.position.Add(fyne.NewPos(p.size.Width/2, p.size.Height/2))
			if got := h.wellAt(middle); got != want || p.size.Width < 200 {
				t.Errorf("the middle of well %d at %v counts as %d; it is %v large", want, middle, got, p.size)
			}
		}
	}
	if got := h.wellAt(fyne.NewPos(1270, 780)); got != desk.AnyWell {
		t.Errorf("beside the wells counts as %d", got)
	}
}

func TestAddressesArriveAsTheyAre(t *testing.T) {
	address, err := storage.ParseURI("https://example.org/a%20b.jpg")
	if err != nil {
		t.Fatal(err)
	}
	got := pathsOf([]fyne.URI{storage.NewFileURI("/tmp/a b & æ.jpg"), address})
	if len(got) != 2 || got[0] != "/tmp/a b & æ.jpg" || got[1] != "https://example.org/a%20b.jpg" {
		t.Errorf("got %q", got)
	}
}

func TestEveryCommandHasAKeyOrAMenuAndWordsInBothLanguages(t *testing.T) {
	h := newHall(t, Options{})
	taken := map[string]string{}
	for _, c := range h.commands {
		if c.menu == "" && c.keyName(words.English) == "" {
			t.Errorf("%s can't be reached", c.name)
		}
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if title := c.title(l); strings.HasPrefix(title, "[") {
				t.Errorf("%s has no words: %s", c.name, title)
			}
		}
		if key := c.keyName(words.English); key != "" {
			if other, twice := taken[key]; twice {
				t.Errorf("%s and %s share the key %s", c.name, other, key)
			}
			taken[key] = c.name
		}
	}
	for _, l := range []words.Language{words.English, words.Norwegian} {
		h.setLanguage(l)
		for _, m := range h.window.MainMenu().Items {
			if strings.HasPrefix(m.Label, "[") || len(m.Items) == 0 {
				t.Errorf("menu %q with %d entries", m.Label, len(m.Items))
			}
		}
	}
}

func TestDialogsOpenAndEscapeClosesThem(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source, "/nowhere/gone.jpg"})
	h.until("the comparison is done", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	for _, name := range []string{"choose-claim", "add-candidates", "add-folder", "open", "check", "time", "all-tags", "keyboard", "problems", "about"} {
		h.do(named(t, h, name))
		if !h.covered() {
			t.Errorf("%s opens nothing", name)
			continue
		}
		before := h.stage.Mode()
		h.key(fyne.Key3)
		if h.stage.Mode() != before {
			t.Errorf("a key went through the dialog of %s", name)
		}
		h.key(fyne.KeyEscape)
		if h.covered() {
			t.Fatalf("Escape does not close what %s opened", name)
		}
	}
}

func TestAllTagsOfBothFilesAreReadWhenTheKeyAsksForThem(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the comparison is done", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.key(fyne.KeyU)
	if !h.tags.Opened() {
		t.Fatal("the key opens nothing")
	}
	h.until("both are read", func(s desk.Snapshot) bool { return s.ClaimEmbedded != nil && s.CandidateEmbedded != nil })
	h.key(fyne.KeyEscape)
	if h.tags.Opened() || h.covered() {
		t.Error("Escape leaves it open")
	}
}

func TestThemeLanguageAndTextSizeAreRemembered(t *testing.T) {
	h := newHall(t, Options{Locale: "nb-NO"})
	if h.settings.language != words.Norwegian {
		t.Error("the system's language is not taken")
	}
	h.setTheme(look.HighContrast)
	h.setLanguage(words.English)
	h.setScale(1.5)
	again := readSettings(h.fyneApp.Preferences(), "nb-NO")
	if again.theme != look.HighContrast || again.language != words.English || again.scale != 1.5 {
		t.Errorf("remembered %+v", again)
	}
	if now := look.Now(); now.Name != look.HighContrast || now.Scale != 1.5 {
		t.Errorf("in force: %v at %g", now.Name, now.Scale)
	}
}

func TestDrawersOpenAndEscapeLeavesTheInnermostFirst(t *testing.T) {
	h := newHall(t, Options{})
	claim, _, _ := smallScenes(t)
	h.Open([]string{claim})
	h.until("the claim is read", idle)
	h.frame.Resize(fyne.NewSize(660, 460))
	if h.listShown() || h.factsShown() {
		t.Fatal("a small window shows list or facts beside the stage")
	}
	h.key(fyne.KeyL)
	if !h.listShown() || !h.frame.now().listOver {
		t.Error("L does not pull the list out")
	}
	h.key(fyne.KeyI)
	if h.listShown() || !h.factsShown() {
		t.Error("I does not change the drawer")
	}
	h.key(fyne.KeyEscape)
	if h.factsShown() {
		t.Error("Escape leaves the drawer out")
	}
	h.key(fyne.KeyF)
	if r := h.frame.now(); !r.head.empty() || r.stage.width != 660 || h.window.MainMenu() != nil {
		t.Errorf("F leaves more than the picture: %+v", r)
	}
	h.key(fyne.KeyEscape)
	if h.frame.now().head.empty() || h.window.MainMenu() == nil {
		t.Error("Escape does not bring the window back")
	}
}

func TestKeyboardGoesRoundTheRegions(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	h.Open([]string{claim, source})
	h.until("the comparison is done", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.frame.Resize(fyne.NewSize(1280, 772))
	var round []fyne.Focusable
	for range h.regionTargets() {
		h.key(fyne.KeyF6)
		round = append(round, h.window.Canvas().Focused())
	}
	if len(round) < 4 {
		t.Fatalf("%d regions take the keyboard", len(round))
	}
	for i, want := range h.regionTargets() {
		if round[i] != want {
			t.Errorf("F6 number %d went to %T, want %T", i+1, round[i], want)
		}
	}
}

func TestStatusLineCountsWhatWasComparedAndTellsOfTheRest(t *testing.T) {
	h := newHall(t, Options{})
	claim, source, _ := smallScenes(t)
	words := filepath.Join(filepath.Dir(claim), "words.jpg") // by its name a picture
	if err := os.WriteFile(words, []byte("only words"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.Open([]string{claim, source, words})
	h.until("all is done", func(s desk.Snapshot) bool { return len(s.Candidates) == 2 && idle(s) })
	if said, want := h.status.Said(), "1 of 2 candidates compared · 1 match found · 1 can’t be read"; said != want {
		t.Errorf("the status line says %q, want %q", said, want)
	}
}

// press taps the button with those words, by their key or as they are.
func (h *hall) press(words string) {
	h.t.Helper()
	if strings.HasPrefix(words, "desk.") {
		words = h.settings.language.Say(words)
	}
	var found *widget.Button
	for _, over := range h.window.Canvas().Overlays().List() {
		for _, o := range test.LaidOutObjects(over) {
			if b, ok := o.(*widget.Button); ok && b.Text == words && b.Visible() {
				found = b
			}
		}
	}
	if found == nil {
		h.t.Fatalf("there is no button %q", words)
	}
	test.Tap(found)
}

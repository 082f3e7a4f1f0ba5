package app

import (
	"bytes"
	"image/color"
	"image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// publishSays returns all words in sight in the place.
func (h *hall) publishSays() string {
	var all []string
	for _, o := range test.LaidOutObjects(h.publish.Object()) {
		if t, ok := o.(*look.Text); ok && t.Visible() {
			all = append(all, t.Words())
		}
	}
	return strings.ReplaceAll(strings.Join(all, "\n"), "\u00a0", " ")
}

// tapMade presses a button of the place.
func (h *hall) tapMade(words string) {
	h.t.Helper()
	for _, o := range test.LaidOutObjects(h.publish.Object()) {
		if b, ok := o.(*look.Button); ok && b.Words() == words && b.Visible() {
			if b.Dimmed() {
				h.t.Fatalf("%q can't be pressed", words)
			}
			b.Tapped(nil)
			return
		}
	}
	h.t.Fatalf("there is no button %q in %s", words, h.publishSays())
}

func (h *hall) previewed() {
	h.t.Helper()
	h.until("the files have been looked through", func(s desk.Snapshot) bool { return s.Preview.Known })
}

func (h *hall) drawn() {
	h.t.Helper()
	h.until("the graphic is made", func(desk.Snapshot) bool { return h.making.now.Ready() && h.making.now.Shown != nil })
}

func (h *hall) exported() {
	h.t.Helper()
	h.until("it has left", func(s desk.Snapshot) bool { return s.Exported != nil && s.Leaving == nil })
}

func TestGraphicIsPublishedInThreeActions(t *testing.T) {
	h, folder := comparedHall(t)
	h.publishIn(folder)
	h.do(named(t, h, "publish")) // side by side is chosen, as the pair can be shown
	h.drawn()
	if said := h.publishSays(); !strings.Contains(said, "This is what will be saved") || !strings.Contains(said, "1200 × 675") || strings.Contains(said, "Nothing is made") {
		t.Errorf("the place says %s", said)
	}
	lines := h.desk.Log().Count()
	h.do(named(t, h, "publish-save"))
	h.exported()
	e := h.seen.Exported
	if e.Err != nil || e.Export.What != desk.Figure || filepath.Dir(e.Export.Path) != folder {
		t.Fatalf("%+v", e)
	}
	data, err := os.ReadFile(e.Export.Path)
	if err != nil || !bytes.Equal(data, h.making.now.Made.Data) || e.Bytes != int64(len(data)) {
		t.Errorf("what was written is not what was shown (%v)", err)
	}
	if img, err := png.Decode(bytes.NewReader(data)); err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 675 {
		t.Errorf("it can't be read as what it says (%v)", err)
	}
	alt, err := os.ReadFile(casework.AltPath(e.Export.Path))
	if err != nil || !strings.HasPrefix(string(alt), "Two pictures side by side.") {
		t.Errorf("beside it lies %q (%v)", alt, err)
	}
	if told := h.desk.Log().Lines()[lines]; told.Event != casefile.Exported || told.Parameters["what"] != "figure" || told.Object == "" {
		t.Errorf("the log tells %+v", told)
	}
	if said := h.publishSays(); !strings.Contains(said, "Written: "+filepath.Base(e.Export.Path)) || !strings.Contains(said, "Show in folder") {
		t.Errorf("the place says %s", said)
	}
	h.do(named(t, h, "publish-save")) // nothing is written over
	h.until("it has left again", func(s desk.Snapshot) bool {
		return s.Leaving == nil && s.Exported != nil && s.Exported.Export.Path != e.Export.Path
	})
	if again := h.seen.Exported; again.Err != nil || !strings.HasSuffix(again.Export.Path, "-2.png") {
		t.Errorf("%+v", again)
	}
	h.key(fyne.KeyEscape)
	if h.publish.Opened() || h.desk.Snapshot().Graphic.Made != nil {
		t.Error("Esc does not leave the place")
	}
}

func TestWhatIsWrittenOnAGraphicIsKeptWithTheCaseAndCanBeUndone(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "publish"))
	h.drawn()
	before := h.making.now.Made
	h.publish.OnText(publish.Headline, "The same harbour")
	h.drawn()
	h.publish.OnPreset(4)
	h.drawn()
	g := h.seen.Case.Graphics
	if len(g) != 1 || g[0].Headline != "The same harbour" || g[0].Preset != "square" || g[0].Language != "en" {
		t.Fatalf("the case keeps %+v", g)
	}
	if made := h.making.now.Made; made.Pixels.Width != 1080 || made.Said.Headline != "The same harbour" || bytes.Equal(made.Data, before.Data) {
		t.Errorf("made was %v %q", made.Pixels, made.Said.Headline)
	}
	if said := h.seen.Undo.Say(words.English); said != "size of a graphic" {
		t.Errorf("the edit is called %q", said)
	}
	h.do(named(t, h, "undo"))
	h.do(named(t, h, "undo"))
	h.drawn()
	if len(h.seen.Case.Graphics) != 0 || !bytes.Equal(h.making.now.Made.Data, before.Data) {
		t.Errorf("after undo there is %+v", h.seen.Case.Graphics)
	}
	h.publish.OnSwitch(publish.Label, false)
	h.drawn()
	if g := h.seen.Case.Graphics; len(g) != 1 || !g[0].Unlabelled {
		t.Errorf("%+v", g)
	}
}

func TestWhatCantBeMadeSaysWhy(t *testing.T) {
	h := newHall(t, Options{})
	claim, _, other := smallScenes(t)
	h.Open([]string{claim, other})
	h.until("the candidate is compared", func(s desk.Snapshot) bool { return s.Compared == 1 && idle(s) })
	h.do(named(t, h, "publish"))
	if h.making.kind != "report" {
		t.Errorf("of no match %q is chosen", h.making.kind)
	}
	h.chooseMade("pair")
	if said := h.publishSays(); !strings.Contains(said, "These two pictures are not aligned.") || h.publish.Able() {
		t.Errorf("the place says %s", said)
	}
	for _, e := range entries(h.seen, words.English) {
		if want := makeableOf(e.Kind).graphic != "" || e.Kind == "claimreview"; want != (e.Why != "") {
			t.Errorf("%s: %q", e.Kind, e.Why)
		}
	}
}

func TestPublishBeginsWithWhatGivesNothingAway(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "report"))
	if m := h.making; m.kind != "report" || m.edition != "publication" || m.attach || m.replaces != 0 || m.language != words.English {
		t.Fatalf("chosen beforehand: %+v", m)
	}
	h.previewed()
	if said := h.publishSays(); !strings.Contains(said, "Nothing is marked as withheld") || !strings.Contains(said, "In 2 files nothing was found") {
		t.Errorf("the place says %s", said)
	}
}

func TestReportThatIsToBeReplacedStaysWholeUntilThen(t *testing.T) {
	h, folder := comparedHall(t)
	h.do(named(t, h, "report"))
	h.previewed()
	path := filepath.Join(folder, h.seen.Preview.Name+".pdf")
	old := []byte("the old report")
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	h.tapMade("Save PDF") // the first time a place is chosen
	h.press("desk.dialog-save")
	h.press("Yes") // to the toolkit's question whether to overwrite
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, old) {
		t.Errorf("before it is replaced the old report is %q (%v)", now, err)
	}
	h.exported()
	if now, err := os.ReadFile(path); err != nil || !bytes.HasPrefix(now, []byte("%PDF")) {
		t.Errorf("in place of the old report is %.20q (%v)", now, err)
	}
	said := h.publishSays()
	if !strings.Contains(said, "Report 1 of the case") || !strings.Contains(said, filepath.Base(path)+", ") || !strings.Contains(said, "Replaces") {
		t.Errorf("the place says %s", said)
	}
	if h.settings.publishes != folder {
		t.Errorf("it is saved in %q from now on", h.settings.publishes)
	}
}

func TestWithheldItemHasALockInTheListAndIsCounted(t *testing.T) {
	h, _ := comparedHall(t)
	h.desk.Edit(desk.Named{Key: "edit.source"}, func(c casefile.Case) casefile.Case {
		e := c.Evidence[1]
		e.Withheld = e.Withheld.Switched(true)
		return c.With(e)
	})
	if row := trayValue(h.seen, words.English).Rows[0]; !row.Withheld {
		t.Errorf("%+v", row)
	}
	h.do(named(t, h, "package"))
	h.previewed()
	if said := h.publishSays(); !strings.Contains(said, "1 item is withheld") || !strings.Contains(said, "In 1 file nothing") || !strings.Contains(said, "An item of the pair is withheld.") {
		t.Errorf("of a publication the place says %s", said)
	}
	h.publish.OnEdition("archive")
	h.previewed()
	if said := h.publishSays(); !strings.Contains(said, "1 item is to be withheld, and is in it") || !strings.Contains(said, "In 2 files nothing") {
		t.Errorf("of an archive the place says %s", said)
	}
}

func TestStopAndFailureAreSaidInThePlace(t *testing.T) {
	h, folder := comparedHall(t)
	h.do(named(t, h, "package"))
	h.previewed()
	e := desk.Export{What: desk.Package, Edition: "archive", Path: filepath.Join(folder, "gone", "p.zip")}
	h.desk.Export(e)
	if said := h.publishSays(); !strings.Contains(said, "Beginning") {
		t.Errorf("while it runs the place says %s", said)
	}
	h.exported()
	if said := h.publishSays(); !strings.Contains(said, "p.zip was not written.") || !strings.Contains(said, "The case is as it was.") || !strings.Contains(said, "Try again") && !slices.ContainsFunc(h.buttonsMade(), func(s string) bool { return s == "Try again" }) {
		t.Errorf("the place says %s", said)
	}
	e.Path = filepath.Join(folder, "p.zip")
	h.desk.Export(e)
	h.tapMade("Stop")
	if said := h.publishSays(); !strings.Contains(said, "Stopping") {
		t.Errorf("the place says %s", said)
	}
	h.exported()
	if _, err := os.Stat(e.Path); err == nil || len(h.seen.Case.Issues) > 0 {
		t.Errorf("%+v", h.seen.Exported)
	}
}

// buttonsMade are the words of the buttons in sight.
func (h *hall) buttonsMade() (all []string) {
	for _, o := range test.LaidOutObjects(h.publish.Object()) {
		if b, ok := o.(*look.Button); ok && b.Visible() {
			all = append(all, b.Words())
		}
	}
	return all
}

func TestWhatWasOffTheScreenFollowsTheTheme(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "publish"))
	h.drawn()
	ground := func() color.Color {
		shot := h.window.Canvas().Capture()
		for _, o := range test.LaidOutObjects(h.publish.Object()) {
			if b, ok := o.(*look.Button); ok && b.Visible() && strings.HasPrefix(b.Words(), "X and web") {
				at := h.fyneApp.Driver().AbsolutePositionForObject(b)
				return shot.At(int(at.X)+6, int(at.Y)+int(b.Size().Height)/2)
			}
		}
		return nil
	}
	dark := ground()
	h.chooseMade("report")
	h.setTheme(look.Light)
	h.chooseMade("pair")
	if light := ground(); light == nil || light == dark {
		t.Errorf("the size is chosen on %v in the dark theme and on %v in the light one", dark, light)
	}
}

func TestStampIsPutByHandAndByKeys(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "publish"))
	h.drawn()
	plain := h.making.now.Made.Data
	h.publish.OnText(publish.Stamp, "Old")
	h.publish.OnText(publish.Stamp, "Old picture")
	h.drawn()
	g := h.seen.Case.Graphics
	if len(g) != 1 || g[0].Stamp.Text != "Old picture" || bytes.Equal(h.making.now.Made.Data, plain) {
		t.Fatalf("the case keeps %+v", g)
	}
	first := g[0].Stamp.At
	c := h.window.Canvas()
	c.Unfocus()
	for range 40 { // by Tab to the preview, which takes the keyboard only now
		c.FocusNext()
		if _, is := c.Focused().(fyne.Draggable); is {
			break
		}
	}
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	h.drawn()
	if at := h.seen.Case.Graphics[0].Stamp.At; at.Y >= first.Y || at.X != first.X {
		t.Errorf("an arrow moves it from %v to %v", first, at)
	}
	on, ok := c.Focused().(fyne.Tappable)
	if !ok {
		t.Fatal("the preview can't be pressed")
	}
	on.Tapped(&fyne.PointEvent{Position: fyne.NewPos(1, 1)}) // beside the claim
	if h.desk.Snapshot().Graphic.Making {
		t.Error("a press beside the claim moves the stamp")
	}
	claim, size := h.making.now.Made.Claim, h.publish.Preview()
	scale := size.Width / float32(h.making.now.Made.Pixels.Width)
	on.Tapped(&fyne.PointEvent{Position: fyne.NewPos(float32(claim.Centre().X)*scale, float32(claim.Centre().Y)*scale)})
	h.drawn()
	if at := h.seen.Case.Graphics[0].Stamp.At; math.Abs(at.X-0.5) > 0.02 || math.Abs(at.Y-0.5) > 0.02 {
		t.Errorf("pressed in the claim's middle it lies at %v", at)
	}
	h.publish.OnText(publish.Stamp, "")
	h.drawn()
	if !bytes.Equal(h.making.now.Made.Data, plain) {
		t.Error("without a text the stamp stays")
	}
}

func TestMovingPictureIsPlayedOnlyWhenAPersonSaysSo(t *testing.T) {
	h, folder := comparedHall(t)
	h.publishIn(folder)
	h.do(named(t, h, "publish"))
	h.chooseMade("motion")
	h.until("it is made", func(desk.Snapshot) bool { return h.making.now.Ready() && len(h.making.now.Frames) > 1 })
	made := h.making.now.Made
	if made.Format != "GIF" || !bytes.HasPrefix(made.Data, []byte("GIF89a")) || made.Frames[0].Hold < time.Second {
		t.Errorf("made is a %s whose first picture is shown for %v", made.Format, made.Frames[0].Hold)
	}
	if said := strings.Join(h.buttonsMade(), "|"); !strings.Contains(said, "|Play|") || !strings.Contains(said, "Save GIF") {
		t.Errorf("there are the buttons %s", said)
	}
	h.tapMade("Play")
	if said := strings.Join(h.buttonsMade(), "|"); strings.Contains(said, "|Play|") {
		t.Errorf("while it plays there are the buttons %s", said)
	}
	h.chooseMade("pair")
	h.chooseMade("motion")
	h.publish.OnWay(1)
	h.until("it blinks", func(desk.Snapshot) bool { return h.making.now.Ready() && len(h.making.now.Frames) == 2 })
	h.do(named(t, h, "publish-save"))
	h.exported()
	if e := h.seen.Exported; e.Err != nil || !strings.HasSuffix(e.Export.Path, "-blink.gif") {
		t.Errorf("%+v", e)
	}
}

package app

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/style"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/words"
)

// paged waits for the pages of a report.
func (h *hall) paged() {
	h.t.Helper()
	h.until("the pages are drawn", func(s desk.Snapshot) bool {
		at := h.publish.Pages()
		return !s.Pages.Making && s.Pages.Err == nil && len(s.Pages.Shown) == min(at.Number, s.Pages.Printed.Count()) && s.Pages.First == at.First
	})
}

func TestReportIsShownAsItWillBePrinted(t *testing.T) {
	h, folder := comparedHall(t)
	h.publishIn(folder)
	h.window.Canvas().Content().Resize(fyne.NewSize(1280, 772))
	h.do(named(t, h, "report"))
	h.paged()
	first := h.seen.Pages
	if first.First != 0 || len(first.Shown) != 2 || first.Printed.Count() < 5 {
		t.Fatalf("shown are %d pages from %d of %d", len(first.Shown), first.First, first.Printed.Count())
	}
	if said := h.publishSays(); !strings.Contains(said, "pages 1–2 of ") || !strings.Contains(said, " pages · ") {
		t.Errorf("the place says %s", said)
	}
	h.key(fyne.KeyRight)
	h.paged()
	if h.seen.Pages.First != 2 || h.seen.Pages.Printed != first.Printed {
		t.Errorf("turned, the first page is %d", h.seen.Pages.First)
	}
	a4 := h.seen.Pages.Printed.Shape()
	h.publish.OnPaper(1)
	h.until("it is laid out anew", func(s desk.Snapshot) bool { return !s.Pages.Making && s.Pages.Printed.Shape() < a4 })
	if again := readSettings(h.fyneApp.Preferences(), ""); !again.letter || again.screen {
		t.Error("the paper is not remembered")
	}
	weight := h.seen.Pages.Printed.PDF
	h.publish.OnFineness(1)
	h.until("it is drawn for a screen", func(s desk.Snapshot) bool { return !s.Pages.Making && s.Pages.Printed.PDF != weight })
	h.previewed()
	h.do(named(t, h, "publish-save"))
	h.exported()
	if e := h.seen.Exported; e.Err != nil || e.Export.Printing != (desk.Printing{Letter: true, Screen: true}) {
		t.Fatalf("%+v", e)
	}
	data, err := os.ReadFile(h.seen.Exported.Export.Path)
	if err != nil || !bytes.Contains(data, []byte("612.00 792.00")) {
		t.Errorf("what was written is not for Letter (%v)", err)
	}
	h.key(fyne.KeyEscape)
	if h.seen.Pages.Printed != nil && h.desk.Snapshot().Pages.Printed != nil {
		t.Error("the pages are kept though nobody looks at them")
	}
}

func TestSafeViewCoversWhatIsPublishedUntilItIsHeld(t *testing.T) {
	h, _ := comparedHall(t)
	h.window.Canvas().Content().Resize(fyne.NewSize(1280, 772))
	h.setSafe(true)
	coloured := func() bool { // of the middle of the place
		shot := h.window.Canvas().Capture()
		b := shot.Bounds()
		most := uint32(0)
		for y := b.Min.Y + b.Dy()/5; y < b.Min.Y+b.Dy()*3/5; y += 3 {
			for x := b.Min.X + b.Dx()*2/5; x < b.Min.X+b.Dx()*3/5; x += 3 {
				r, g, bl, _ := shot.At(x, y).RGBA()
				most = max(most, max(r, g, bl))
			}
		}
		return most > 0x6000 // dimmed, nothing is brighter
	}
	h.do(named(t, h, "publish"))
	h.until("it is covered", func(s desk.Snapshot) bool { return h.making.now.Ready() && h.making.now.Dimmed != nil })
	if coloured() {
		t.Error("the graphic is not covered")
	}
	for _, o := range test.LaidOutObjects(h.publish.Object()) {
		_, field := o.(interface{ SelectedText() string })
		if p, ok := o.(desktop.Mouseable); ok && o.Visible() && !field {
			p.MouseDown(nil)
			if !coloured() {
				t.Error("pressed, the graphic is still covered")
			}
			p.MouseUp(nil)
		}
	}
	if coloured() {
		t.Error("let go, the graphic is not covered again")
	}
	h.publish.SetRevealed(true)
	if !coloured() {
		t.Error("held, the graphic is still covered")
	}
	h.setAway(true) // the window loses the keyboard while it is held
	if coloured() {
		t.Error("the graphic stays uncovered when nobody holds it")
	}
	h.setAway(false)
	h.chooseMade("report")
	h.until("the pages are covered", func(s desk.Snapshot) bool { return !s.Pages.Making && len(s.Pages.Dimmed) > 0 })
	if coloured() {
		t.Error("the pages are not covered")
	}
	h.publish.SetRevealed(true)
	if !coloured() {
		t.Error("held, the pages are still covered")
	}
	h.publish.SetRevealed(false)
	h.key(fyne.KeyV)
	h.until("the pages are drawn as they are", func(s desk.Snapshot) bool { return !s.Pages.Making && s.Pages.Dimmed == nil && len(s.Pages.Shown) > 0 })
	if !coloured() {
		t.Error("without safe view the pages are covered")
	}
}

func TestAllThatCanBeMadeIsSeenWithoutScrolling(t *testing.T) {
	h, _ := comparedHall(t)
	for _, scale := range []float32{1, 1.5} {
		for _, l := range []words.Language{words.English, words.Norwegian} {
			h.setScale(scale)
			h.setLanguage(l)
			h.window.Resize(fyne.NewSize(1280, 772))
			h.window.Canvas().Content().Resize(fyne.NewSize(1280, 772))
			h.do(named(t, h, "publish"))
			names := 0
			top := h.fyneApp.Driver().AbsolutePositionForObject(h.publish.Object()).Y
			bottom := top + h.publish.Object().Size().Height - look.Px(44)
			for _, e := range entries(h.seen, l) {
				for _, o := range test.LaidOutObjects(h.publish.Object()) {
					if text, ok := o.(*look.Text); ok && text.Visible() && text.Words() == e.Name {
						at := h.fyneApp.Driver().AbsolutePositionForObject(text).Y
						if at+text.Size().Height <= bottom {
							names++
							break
						}
					}
				}
			}
			if names != len(makeable) {
				t.Errorf("%s at %g: %d of %d are in sight", l.Code(), scale, names, len(makeable))
			}
			h.closePublish()
		}
	}
}

func TestExhibitSaysOnWhichClaimItIs(t *testing.T) {
	h, _ := comparedHall(t)
	_, _, other := smallScenes(t)
	h.do(named(t, h, "publish"))
	h.chooseMade("exhibit")
	made := func() {
		t.Helper()
		h.until("it is made", func(s desk.Snapshot) bool { return s.Pages.Exhibit != nil || s.Pages.Err != nil })
	}
	made()
	if said := h.publishSays(); !strings.Contains(said, "the best match of the claim") || strings.Contains(said, "make one for each") || !strings.Contains(said, "The pictures show at once") {
		t.Errorf("the place says %s", said)
	}
	first := h.seen.Claim.Evidence.ID
	h.desk.Add([]string{other}, desk.OtherClaim)
	h.until("there is another claim", func(s desk.Snapshot) bool { return len(s.Claims) == 2 && s.Compared == 1 && idle(s) })
	made()
	if said := h.publishSays(); h.seen.Pages.Err == nil || !strings.Contains(said, "Claim") {
		t.Errorf("of a claim without a match the place says %s", said)
	}
	h.publish.OnClaim(0)
	h.until("the first claim is shown again", func(s desk.Snapshot) bool { return s.Claim.Evidence.ID == first && s.Pages.Exhibit != nil })
	if said := h.publishSays(); !strings.Contains(said, "make one for each") {
		t.Errorf("the place says %s", said)
	}
	folder := t.TempDir()
	h.publishIn(folder)
	h.saveMade()
	h.until("it is saved", func(s desk.Snapshot) bool { return s.Exported != nil && s.Leaving == nil })
	name := h.seen.Claim.Evidence.Name
	if got := filepath.Base(h.seen.Exported.Export.Path); h.seen.Exported.Err != nil || !strings.HasSuffix(got, "-publication-"+strings.ReplaceAll(strings.TrimSuffix(name, filepath.Ext(name)), "%", "_")+".html") {
		t.Errorf("the exhibit on %s is called %s (%v)", name, got, h.seen.Exported.Err)
	}
}

func TestAddressOfTheCheckIsKeptWithTheCase(t *testing.T) {
	h, _ := comparedHall(t)
	h.do(named(t, h, "publish"))
	h.publish.OnAddress("https://desk.example/17")
	if h.seen.Case.Address != "https://desk.example/17" || h.seen.Undo.Say(words.English) != "address of the check" {
		t.Errorf("the case has %q, and the edit is called %q", h.seen.Case.Address, h.seen.Undo.Say(words.English))
	}
	h.do(named(t, h, "undo"))
	if h.seen.Case.Address != "" {
		t.Error("it can't be undone")
	}
}

// styled waits till a kit is in force.
func (h *hall) styled(what string, holds func(graphic.Kit) bool) {
	h.t.Helper()
	h.until(what, func(desk.Snapshot) bool { return holds(h.style.kit) })
}

func (h *hall) cornerIs(c color.NRGBA) bool {
	h.drawn()
	r, g, b, _ := h.making.now.Made.Picture.At(2, 2).RGBA()
	return uint8(r>>8) == c.R && uint8(g>>8) == c.G && uint8(b>>8) == c.B
}

func TestGraphicsAreMadeInTheDesksStyle(t *testing.T) {
	h, folder := comparedHall(t)
	neutral := color.NRGBA{0x14, 0x18, 0x1C, 255}
	h.do(named(t, h, "publish"))
	if !h.cornerIs(neutral) || !strings.Contains(strings.Join(h.buttonsMade(), "|"), "Neutral style…") {
		t.Fatalf("without a kit there are the buttons %q", h.buttonsMade())
	}
	h.do(named(t, h, "style"))
	typed := h.style.typed
	typed.Desk, typed.Colours[0] = "Desk Nord", "#402060"
	h.styleSheet.OnChange(typed)
	if !h.cornerIs(color.NRGBA{0x40, 0x20, 0x60, 255}) || !strings.Contains(h.making.now.Made.Said.Credits, "Desk Nord") {
		t.Errorf("the preview is of another style: %+v", h.making.now.Made.Said.Credits)
	}
	typed.Colours[1] = "#D02020" // what can't hold says so, and leaves what held
	h.styleSheet.OnChange(typed)
	if said := h.sheetSays(); !strings.Contains(said, "a red or a green") || h.style.kit.Colours.Claim != nil {
		t.Errorf("the sheet says %s", said)
	}
	typed.Colours[1] = ""
	h.styleSheet.OnChange(typed)
	h.useFont("printing_test.go") // what can't be a typeface says so
	h.until("it was read", func(desk.Snapshot) bool { return h.style.font != nil })
	if said := h.sheetSays(); !strings.Contains(said, "a TrueType or OpenType file") || h.style.kit.Font != nil {
		t.Errorf("the sheet says %s", said)
	}
	before := h.making.now.Made.Picture
	h.useFont(filepath.Join("..", "assets", "fonts", "inter", "Inter-Regular.otf"))
	h.styled("the typeface was read", func(k graphic.Kit) bool { return k.Font != nil && k.Font.Own != nil })
	typed.Licence, typed.Headlines = "SIL OFL", true
	h.styleSheet.OnChange(typed)
	h.drawn()
	if said := h.sheetSays(); !strings.Contains(said, "Inter Regular") || !strings.Contains(said, "permits that it is embedded") || reflect.DeepEqual(before, h.making.now.Made.Picture) {
		t.Errorf("of the typeface the sheet says %s", said)
	}
	h.styleSheet.OnAdd()
	typed = h.style.typed
	typed.Sizes[len(typed.Sizes)-1] = style.Size{Name: "our feed", Width: "1000", Height: "800", Left: "20", Top: "0", Right: "20", Bottom: "0"}
	h.styleSheet.OnChange(typed)
	path := filepath.Join(folder, "kit.json")
	h.saveStyle(path)
	h.until("it is saved", func(desk.Snapshot) bool { return h.settings.kit == path && !h.styleChanged() })
	kit, err := desk.ReadKit(path)
	if err != nil || kit.Desk != "Desk Nord" || len(kit.Presets) != 8 || kit.Presets[0].Name != "x" || kit.Presets[7].Name != "our feed" || kit.Presets[7].Safe.MaxX != 980 {
		t.Fatalf("saved is %+v (%v)", kit, err)
	}
	if f := kit.Font; f == nil || f.Own.Name() != "Inter Regular" || f.Licence != "SIL OFL" || !f.Headlines {
		t.Errorf("saved of the typeface is %+v", f)
	}
	h.styleSheet.OnFont(0)
	if h.style.kit.Font != nil || !h.styleChanged() {
		t.Error("the neutral style's typeface can't be had back")
	}
	h.styleSheet.OnFont(2)
	if f := h.style.kit.Font; f == nil || f.Family != "serif" || strings.Contains(h.sheetSays(), "permits that") {
		t.Errorf("of a bundled family the sheet says %s", h.sheetSays())
	}
	h.leaveAll()
	h.do(named(t, h, "publish"))
	h.drawn()
	h.publish.OnPreset(7)
	h.drawn()
	if p := h.making.now.Made.Pixels; p.Width != 1000 || p.Height != 800 {
		t.Errorf("of the desk's own size it is %v", p)
	}

	// The next start has it, and one where the file is broken says so.
	if again := readSettings(h.fyneApp.Preferences(), ""); again.kit != path {
		t.Errorf("the next start has %q", again.kit)
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	h.readStyle()
	h.styled("the file was read", func(k graphic.Kit) bool { return k.Desk == "" })
	if !h.cornerIs(neutral) || !strings.Contains(strings.Join(h.buttonsMade(), "|"), "the file can’t be used") {
		t.Errorf("of a broken file the buttons say %q", h.buttonsMade())
	}
	h.do(named(t, h, "style"))
	if said := h.sheetSays(); !strings.Contains(said, "This is not a style kit for graphics.") {
		t.Errorf("the sheet says %s", said)
	}
	h.styleSheet.OnNeutral()
	if h.settings.kit != "" || h.style.broken != nil || !strings.Contains(h.sheetSays(), "No kit is chosen") {
		t.Errorf("the sheet says %s", h.sheetSays())
	}
	h.setLanguage(words.Norwegian)
	if h.styleChanged() || h.style.typed.Sizes[0].Name != words.Norwegian.Say("publish.preset.x") {
		t.Error("in another language the sizes are others")
	}
}

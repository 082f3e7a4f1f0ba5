package head

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func open(t *testing.T, l words.Language, scale, width float32, value Value) *View {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, scale))
	v := New(l)
	v.Show(value)
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, Height*scale))
	return v
}

var looking = Value{Title: "Ridge post", Line: "Not saved", ShowModes: true, Placed: true, CanExport: true}

func TestModesStandOverTheMiddleOfTheStage(t *testing.T) {
	v := open(t, words.English, 1, 1280, looking)
	v.SetStage(264, 984)
	middle := v.segment.Position().X + v.segment.Size().Width/2
	if middle < 623 || middle > 625 {
		t.Errorf("the modes' middle is at %v, the stage's at 624", middle)
	}
}

func TestModesBecomeOneButtonBeforeTheirWordsAreCut(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, scale := range []float32{1, 2} {
			v := open(t, l, scale, 1920, looking)
			for width := float32(640); width <= 1920; width += 40 {
				v.Object().Resize(fyne.NewSize(width, Height*scale))
				where := fmt.Sprintf("%s %v× %v px", l.Code(), scale, width)
				if v.segment.Visible() == v.one.Visible() {
					t.Fatalf("%s: modes %v, one button %v", where, v.segment.Visible(), v.one.Visible())
				}
				modes := fyne.CanvasObject(v.one)
				if v.segment.Visible() {
					modes = v.segment
				}
				if modes.Size().Width < modes.MinSize().Width {
					t.Errorf("%s: the modes are squeezed", where)
				}
				export := v.export
				if !export.Visible() {
					export = v.exportIcon
				}
				if end := modes.Position().X + modes.Size().Width; end > export.Position().X {
					t.Errorf("%s: the modes end at %v, the button begins at %v", where, end, export.Position().X)
				}
				if v.title.Visible() && v.title.Position().X+v.title.Size().Width > modes.Position().X {
					t.Errorf("%s: the title runs into the modes", where)
				}
				if scale == 1 && (!v.title.Visible() || !v.export.Visible()) {
					t.Errorf("%s: words were left out", where)
				}
			}
		}
	}
}

func TestModesWithoutAnAlignmentSayWhy(t *testing.T) {
	value := looking
	value.Placed = false
	v := open(t, words.English, 1, 1280, value)
	chosen, hint := -1, ""
	v.OnMode = func(m Mode) { chosen = int(m) }
	v.OnHint = func(h string) { hint = h }
	test.Tap(v.segment.Button(int(Swipe)))
	if chosen != -1 {
		t.Errorf("mode %d was chosen without an alignment", chosen)
	}
	v.segment.Button(int(Swipe)).MouseIn(nil)
	if hint != "No alignment. Side by side still works." {
		t.Errorf("over it stands %q", hint)
	}
	test.Tap(v.segment.Button(int(SideBySide)))
	if chosen != int(SideBySide) {
		t.Error("side by side does not work")
	}
	items := v.menu().Items
	if !items[Difference].Disabled || items[SideBySide].Disabled {
		t.Error("the menu allows what can't be, or forbids what can")
	}
	if last := items[len(items)-1]; last.Label != hint {
		t.Errorf("the menu ends with %q, not with the reason", last.Label)
	}
}

func TestExportIsDimmedUntilThereIsSomethingToSay(t *testing.T) {
	value := looking
	value.CanExport = false
	v := open(t, words.English, 1, 1280, value)
	exported := 0
	v.OnExport = func() { exported++ }
	test.Tap(v.export)
	value.CanExport = true
	v.Show(value)
	test.Tap(v.export)
	if exported != 1 {
		t.Errorf("exported %d times, want once", exported)
	}
}

func TestCaseWithoutNameIsCalledNew(t *testing.T) {
	v := open(t, words.Norwegian, 1, 1280, Value{})
	if v.title.Words() != "Ny sak" {
		t.Errorf("the title is %q", v.title.Words())
	}
	if v.segment.Visible() || v.one.Visible() {
		t.Error("modes are offered where there is nothing to look at")
	}
}

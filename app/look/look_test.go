package look

import (
	"fmt"
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

var themes = map[string]Name{"dark": Dark, "light": Light, "high contrast": HighContrast}

func TestTextReachesContrastOnEveryGroundOfItsTheme(t *testing.T) {
	for name, theme := range themes {
		p := Tokens(theme)
		for _, pair := range []struct {
			what    string
			ink, on color.NRGBA
			at      float64
		}{
			{"text on panel", p.Text, p.Panel, 4.5},
			{"text on stage", p.Text, p.Stage, 4.5},
			{"text on select", p.Text, p.Select, 4.5},
			{"text on control", p.Text, p.Control, 4.5},
			{"text on hovered control", p.Text, p.Hover, 4.5},
			{"text on marked text", p.Text, p.TextSelection, 4.5},
			{"text on menus", p.Text, p.Float, 4.5},
			{"quiet on menus", p.Quiet, p.Float, 4.5},
			{"second on panel", p.Second, p.Panel, 4.5},
			{"second on stage", p.Second, p.Stage, 4.5},
			{"second on select", p.Second, p.Select, 4.5},
			{"second on control", p.Second, p.Control, 4.5},
			{"quiet on panel", p.Quiet, p.Panel, 4.5},
			{"quiet on stage", p.Quiet, p.Stage, 4.5},
			{"quiet on control", p.Quiet, p.Control, 4.5},
			{"second on menus", p.Second, p.Float, 4.5},
			{"second on hovered control", p.Second, p.Hover, 4.5},
			{"edge on menus and dialogs", p.Edge, p.Float, 3},
			{"focus on select", p.Focus, p.Select, 3},
			{"focus on control", p.Focus, p.Control, 3},
			{"focus on menus and dialogs", p.Focus, p.Float, 3},
			{"main button on stage", p.MainButton, p.Stage, 3},
			{"main button on menus and dialogs", p.MainButton, p.Float, 3},
			{"candidate on select", p.Candidate, p.Select, 3},
			{"candidate on stage", p.Candidate, p.Stage, 3},
			{"match on stage", p.Match, p.Stage, 3},
			{"error on menus and dialogs", p.Error, p.Float, 3},
			{"main button's words", p.OnMain, p.MainButton, 4.5},
			{"edge on panel", p.Edge, p.Panel, 3},
			{"edge on stage", p.Edge, p.Stage, 3},
			{"second as an edge on select", p.Second, p.Select, 3},
			{"main button on panel", p.MainButton, p.Panel, 3},
			{"focus on panel", p.Focus, p.Panel, 3},
			{"focus on stage", p.Focus, p.Stage, 3},
			{"candidate on panel", p.Candidate, p.Panel, 3},
			{"match on panel", p.Match, p.Panel, 3},
			{"match on select", p.Match, p.Select, 3},
			{"partial on panel", p.Partial, p.Panel, 3},
			{"partial on select", p.Partial, p.Select, 3},
			{"uncertain's edge on panel", p.UncertainEdge, p.Panel, 3},
			{"uncertain's edge on select", p.UncertainEdge, p.Select, 3},
			{"uncertain's figure", grey(0x14), p.Uncertain, 4.5},
			{"no match on panel", p.NoMatch, p.Panel, 3},
			{"no match on select", p.NoMatch, p.Select, 3},
			{"error on panel", p.Error, p.Panel, 3},
			{"error on select", p.Error, p.Select, 3},
			{"by hand on panel", p.ByHand, p.Panel, 3},
			{"by hand on select", p.ByHand, p.Select, 3},
			{"mark's ring on its disc", p.MarkRing, p.MarkDisc, 4.5},
			{"active mark on its disc", p.MarkActive, p.MarkDisc, 4.5},
		} {
			if got := contrast(pair.ink, pair.on); got < pair.at {
				t.Errorf("%s, %s: contrast %.2f, want at least %.1f", name, pair.what, got, pair.at)
			}
		}
		// Orange does not reach 3 on a light ground: there its sign has an edge that does.
		claimed := p.Claimed
		if p.ShapeEdge.A > 0 {
			claimed = p.ShapeEdge
		}
		if got := contrast(claimed, p.Panel); got < 3 {
			t.Errorf("%s, claim's sign on panel: contrast %.2f, want at least 3", name, got)
		}
	}
}

func TestContrastOfBlackAndWhiteIs21(t *testing.T) {
	if got := contrast(grey(0), grey(255)); got < 20.99 || got > 21.01 {
		t.Errorf("contrast %.3f, want 21", got)
	}
	if got := contrast(grey(0x91), grey(0x1C)); got < 5.35 || got > 5.45 {
		t.Errorf("quiet on panel is %.2f by the design 5.4", got)
	}
}

// contrast returns the contrast ratio of two opaque colours, 1 to 21, by the
// relative luminance of WCAG 2.2.
func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// wear sets a theme for a test.
func wear(t *testing.T, name Name, scale float32) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(New(name, scale))
}

func TestTextIsSetInInter(t *testing.T) {
	wear(t, Dark, 1)
	// Inter's advance widths at 1000 units an em: H 744, a 562, o 610 in the regular cut.
	got := Body.Width("Hao")
	want := float32(744+562+610) / 1000 * 13
	if got < want-0.6 || got > want+0.6 {
		t.Errorf("“Hao” is %.2f px wide, want %.2f as in Inter", got, want)
	}
	if BodyBold.Width("Motbilde") <= Body.Width("Motbilde") {
		t.Error("semibold is not wider than regular: both come from one font")
	}
}

func TestTextSizeScalesLettersAndLengths(t *testing.T) {
	wear(t, Dark, 2)
	if got := Px(Gap16); got != 32 {
		t.Errorf("16 px at 200 %% are %v, want 32", got)
	}
	double := Body.Width("Candidates")
	wear(t, Dark, 1)
	if single := Body.Width("Candidates"); double < 1.98*single || double > 2.02*single {
		t.Errorf("%.1f px at 200 %%, %.1f at 100 %%", double, single)
	}
	if New(Dark, 9).Scale != LargestScale || New(Dark, 0).Scale != SmallestScale {
		t.Error("a scale outside 1 to 2 is not brought to the nearer end")
	}
}

func TestLongNamesAreCutInTheirMiddle(t *testing.T) {
	wear(t, Dark, 1)
	name := "a-very-long-name-of-a-picture-from-somewhere-2019-final.jpg"
	got := Body.CutMiddle(name, 150)
	if Body.Width(got) > 150 {
		t.Errorf("%q is %.1f px wide, want at most 150", got, Body.Width(got))
	}
	if got[:6] != name[:6] || got[len(got)-6:] != name[len(name)-6:] {
		t.Errorf("%q has lost its beginning or its end", got)
	}
	if got := Body.CutMiddle("short.jpg", 150); got != "short.jpg" {
		t.Errorf("%q was cut though it fits", got)
	}
}

func TestWrappedTextFitsItsWidthAndLosesNoWord(t *testing.T) {
	wear(t, Dark, 1)
	text := "The claim agrees with 50 % of picos-trek-2009.jpg, all over, and Donaudampfschiffahrtsgesellschaft."
	for _, width := range []float32{60, 120, 263, 2000} {
		joined := ""
		for _, line := range Body.Wrap(text, width, 0) {
			if Body.Width(line) > width {
				t.Errorf("at %v px: %q is %.1f wide", width, line, Body.Width(line))
			}
			joined += line
		}
		if got, want := squeeze(joined), squeeze(text); got != want {
			t.Errorf("at %v px: %q, want the letters of %q", width, got, want)
		}
	}
	if got := Body.Wrap(text, 120, 2); len(got) != 2 || got[1][len(got[1])-3:] != "…" {
		t.Errorf("two lines at most: %q", got)
	}
	if got := Body.Wrap("one\ntwo", 500, 0); len(got) != 2 {
		t.Errorf("a line break is lost: %q", got)
	}
}

func squeeze(s string) string {
	out := []rune{}
	for _, r := range s {
		if r != ' ' {
			out = append(out, r)
		}
	}
	return string(out)
}

func TestEveryIconAndBadgeDrawsInItsInk(t *testing.T) {
	for name, theme := range themes {
		wear(t, theme, 1)
		for _, d := range Drawings {
			want := Colour(InText)
			checkInk(t, fmt.Sprintf("%s, icon %s", name, d), NewIcon(d, InText), want)
		}
		for _, b := range Badges {
			checkInk(t, fmt.Sprintf("%s, badge %s", name, b), NewBadgeShape(b), Colour(b.ink()))
		}
	}
}

// checkInk draws an object at eight times its size and looks for its ink.
func checkInk(t *testing.T, what string, o fyne.CanvasObject, want color.NRGBA) {
	t.Helper()
	const side, least = 128, 100 // a stroke of 1.4 px is 11 wide here
	ground := NewBox(InPanel)
	w := test.NewTempWindow(t, container.NewWithoutLayout(ground, o))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(side, side))
	Put(ground, 0, 0, side, side)
	Put(o, 0, 0, side, side)
	shot := w.Canvas().Capture()
	found := 0
	for y := range side {
		for x := range side {
			r, g, b, _ := shot.At(x, y).RGBA()
			if near(r, want.R) && near(g, want.G) && near(b, want.B) {
				found++
			}
		}
	}
	if found < least {
		t.Errorf("%s: %d pixels in its ink, want at least %d", what, found, least)
	}
}

func near(got uint32, want uint8) bool {
	d := int(got>>8) - int(want)
	return d > -12 && d < 12
}

func TestArcTurnsOnlyWhileItIsTold(t *testing.T) {
	wear(t, Dark, 1)
	s := NewBadgeShape(BadgeMatch)
	if s.arc.Turning() {
		t.Error("the arc turns behind a finding")
	}
	s.Set(BadgeAtWork)
	if !s.arc.Turning() {
		t.Error("the arc stands still at work")
	}
	s.Set(BadgeNoMatch)
	if s.arc.Turning() {
		t.Error("the arc turns on after the work")
	}
}

func TestSegmentChoosesByArrowsAndPassesOverDimmed(t *testing.T) {
	wear(t, Dark, 1)
	s := NewModes([]string{"Side by side", "Overlay", "Swipe"})
	w := test.NewTempWindow(t, s)
	chosen := -1
	s.OnChoose = func(i int) { chosen = i }
	s.SetChosen(0)
	s.SetDimmed(1, true, "No alignment. Side by side still works.")
	w.Canvas().Focus(s.Button(0))
	s.Button(0).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if chosen != 2 || s.Chosen() != 2 {
		t.Errorf("→ from the first chose %d, want 2: the second is dimmed", chosen)
	}
	if w.Canvas().Focused() != s.Button(2) {
		t.Error("the focus did not go along")
	}
	chosen = -1
	test.Tap(s.Button(1))
	if chosen != -1 {
		t.Error("a dimmed one was chosen")
	}
	hint := ""
	s.OnHint = func(h string) { hint = h }
	s.Button(1).MouseIn(nil)
	if hint != "No alignment. Side by side still works." {
		t.Errorf("hint %q over a dimmed one", hint)
	}
}

func TestFocusedControlsHandUnusedKeysToTheWindow(t *testing.T) {
	wear(t, Dark, 1)
	tapped := 0
	b := NewButton("Choose files", func() { tapped++ }, ButtonOptions{})
	w := test.NewTempWindow(t, b)
	var got fyne.KeyName
	w.Canvas().SetOnTypedKey(func(key *fyne.KeyEvent) { got = key.Name })
	b.TypedKey(&fyne.KeyEvent{Name: fyne.Key3})
	if got != fyne.Key3 || tapped != 0 {
		t.Errorf("key 3: window heard %q, button worked %d times", got, tapped)
	}
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if tapped != 1 {
		t.Errorf("Enter: button worked %d times, want 1", tapped)
	}
}

func TestSliderRoundsToItsStepAndTellsOnlyOfPeople(t *testing.T) {
	wear(t, Dark, 1)
	s := NewSlider(500, 1700, 100)
	var told []float64
	s.OnChange = func(v float64) { told = append(told, v) }
	s.SetValue(1149)
	if s.Value() != 1100 || len(told) != 0 {
		t.Errorf("set 1149: value %v, told %v; want 1100 and silence", s.Value(), told)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	s.Resize(fyne.NewSize(114, 24))
	s.Tapped(&fyne.PointEvent{Position: fyne.NewPos(107, 12)})
	if len(told) != 2 || told[0] != 1200 || told[1] != 1700 {
		t.Errorf("told %v, want 1200 by key and 1700 at the right end", told)
	}
}

func TestColumnGivesEachTextTheHeightItNeeds(t *testing.T) {
	wear(t, Dark, 1)
	long := NewText("Under the chance model, agreement this good is expected less than once in a million searches.", Body, InText)
	empty := NewText("", Body, InText)
	short := NewText("Measured.", Body, InText)
	c := NewColumn(Gap16, Item{Object: long}, Item{Object: empty, Above: Gap24}, Item{Object: short, Above: Gap8})
	c.Resize(fyne.NewSize(232, 400))
	lines := float32(len(long.Shown()))
	if lines < 3 {
		t.Fatalf("%v lines in 200 px, want 3 or more", lines)
	}
	if got, want := short.Position().Y, lines*Body.Line+Gap8; got != want {
		t.Errorf("the text after it stands at %v, want %v: an empty text takes no gap", got, want)
	}
	if got, want := c.HeightAt(232), lines*Body.Line+Gap8+Body.Line; got != want {
		t.Errorf("height %v, want %v", got, want)
	}
}

func TestTextKeepsItsLinesWhenItsRendererIsMadeAnew(t *testing.T) {
	test.NewTempApp(t)
	text := NewText("Side by side", Body, InText)
	window := test.NewTempWindow(t, text)
	window.Resize(fyne.NewSize(300, 80))
	if again := text.CreateRenderer(); len(again.Objects()) != 1 {
		t.Errorf("%d lines are left", len(again.Objects()))
	}
}

func TestClosedSheetLeavesNoFocusFrameBehind(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, NewText("below", Body, InText))
	first, second := NewButton("first", func() {}, ButtonOptions{}), NewButton("second", func() {}, ButtonOptions{})
	s := NewSheet(NewRow(Gap8, first, second), func(fyne.Size) fyne.Size { return fyne.NewSize(200, 40) })
	s.Open(w.Canvas(), first)
	if !first.focused {
		t.Fatal("the first button does not have the keyboard")
	}
	s.Close()
	s.Open(w.Canvas(), second)
	if first.focused || !second.focused {
		t.Errorf("the keyboard is shown at the first: %v, at the second: %v", first.focused, second.focused)
	}
}

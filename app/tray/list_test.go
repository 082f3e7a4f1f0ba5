package tray

import (
	"fmt"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

func TestStatusLabelAndGroupAreSaidInWordsAndShapes(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		e := casefile.Evidence{ID: "k", Name: "IMG_0001.jpg", Label: "The harbour", Status: casefile.Warning}
		row := NewRow(l, e, nil, Compared, align.Alignment{Verdict: align.Match, CandidateCovered: 0.5}, "", "")
		row.Group, row.GroupWord = 3, l.Plural("tray.alike", 3)
		if row.Name != "The harbour" || row.File != "IMG_0001.jpg" || row.StatusWord == "" {
			t.Fatalf("%+v", row)
		}
		for _, width := range []float32{144, 220, 264, 420} {
			for _, scale := range []float32{1, 1.5, 2} {
				v, w := open(t, width*scale, 698, Value{Rows: []Row{row}, All: 3})
				fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, scale))
				w.Resize(fyne.NewSize(width*scale+1, 698))
				r := v.list.visible["k"]
				end := r.Size().Height
				for what, o := range map[string]fyne.CanvasObject{"status": r.statusWord, "group": r.group, "fact": r.fact, "word": r.wording} {
					if o.Visible() && o.Position().Y+o.Size().Height > end {
						t.Errorf("%s at %v px × %v: the %s ends at %v in a row of %v", l.Code(), width, scale, what, o.Position().Y+o.Size().Height, end)
					}
				}
				if !r.status.Visible() || !r.group.Visible() || r.statusWord.Position().Y >= r.group.Position().Y {
					t.Errorf("%s at %v px: status or group is not to be seen, or out of order", l.Code(), width)
				}
				for _, words := range []*look.Text{r.statusWord, r.group} {
					if shown := words.Shown(); width >= 220 && len(shown) > 0 && shown[0] != words.Words() {
						t.Errorf("%s at %v px × %v: %q is cut", l.Code(), width, scale, words.Words())
					}
				}
			}
		}
	}
}

func TestKeysHeldWithAPressPickRows(t *testing.T) {
	v, _ := open(t, 264, 698, many(6))
	var heard []string
	v.OnSelect = func(id casefile.ID) { heard = append(heard, "select "+string(id)) }
	v.OnPick = func(id casefile.ID) { heard = append(heard, "pick "+string(id)) }
	v.OnPickTo = func(id casefile.ID) { heard = append(heard, "to "+string(id)) }
	v.OnPickNext = func(by int) { heard = append(heard, fmt.Sprint("next ", by)) }
	press := func(id casefile.ID, with fyne.KeyModifier) {
		r := v.list.visible[id]
		r.MouseDown(&desktop.MouseEvent{Modifier: with})
		r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(120, 20)})
	}
	press("1", 0)
	press("3", fyne.KeyModifierShift)
	press("4", fyne.KeyModifierShortcutDefault)
	v.Shift = func() bool { return true }
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if got, want := fmt.Sprint(heard), "[select 1 to 3 pick 4 next 1]"; got != want {
		t.Errorf("heard %s, want %s", got, want)
	}
	value := many(6)
	value.Selected, value.Picked = "1", []casefile.ID{"1", "2", "3"}
	v.Show(value)
	if !v.list.visible["2"].picked || v.list.visible["2"].selected || v.list.visible["4"].picked {
		t.Error("what is picked does not look so")
	}
	heard = nil
	v.list.visible["2"].TappedSecondary(&fyne.PointEvent{})
	if len(heard) != 0 {
		t.Errorf("a menu on a picked row let go of the others: %v", heard)
	}
}

func TestRowIsLaidWhereItIsLetGo(t *testing.T) {
	value := many(40)
	value.Selected, value.Picked = "0", []casefile.ID{"0"}
	value.Aside = []Row{{ID: "capture", Name: "post.png", Aside: true, Head: "Captures"}}
	v, _ := open(t, 264, 698, value)
	var moved string
	v.OnMove = func(id, before casefile.ID) { moved = string(id) + " before " + string(before) }
	drag := func(id casefile.ID, to float32) {
		moved = ""
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.list.scroll)
		r := v.list.visible[id]
		for _, y := range []float32{to - 5, to} {
			r.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at.AddXY(100, y)}})
		}
		if !v.list.drag.line.Visible() {
			t.Error("no line shows where it would be laid")
		}
		r.DragEnd()
		if v.list.drag.line.Visible() {
			t.Error("the line stays")
		}
	}
	drag("0", 3*rowHeight+4)
	if moved != "0 before 3" {
		t.Errorf("laid between the third and the fourth: %q", moved)
	}
	drag("2", 2.4*rowHeight)
	if moved != "" {
		t.Errorf("laid where it was: %q", moved)
	}
	before := v.list.scroll.Offset.Y
	drag("2", v.list.scroll.Size().Height-2)
	if v.list.scroll.Offset.Y <= before {
		t.Error("the list does not scroll under a row that is held at its end")
	}
	v.list.scroll.ScrollToBottom()
	v.list.page.place()
	drag("39", v.list.scroll.Size().Height-1)
	if moved != "" {
		t.Errorf("the last candidate was laid behind the captures: %q", moved)
	}
}

func TestGroupOpensByItsLineAndByKeys(t *testing.T) {
	value := many(3)
	value.Rows[1].Group, value.Rows[1].GroupWord = 4, "4 near-identical"
	value.Selected = "1"
	v, _ := open(t, 264, 698, value)
	var heard string
	v.OnGroup = func(id casefile.ID, open bool) { heard = fmt.Sprint(id, " ", open) }
	v.OnSelect = func(id casefile.ID) { heard = "select " + string(id) }
	r := v.list.visible["1"]
	r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(120, 20)})
	if heard != "select 1" {
		t.Errorf("a press on the row was heard as %q", heard)
	}
	r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(120, r.Size().Height-10)})
	if heard != "1 true" {
		t.Errorf("a press on its line was heard as %q", heard)
	}
	heard = ""
	v.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	if heard != "1 true" {
		t.Errorf("→ was heard as %q", heard)
	}
	if value.Shown() != 6 {
		t.Errorf("%d candidates stand behind the rows, want 6", value.Shown())
	}
}

func TestFilterThatListsNothingSaysSoAndTakesItBack(t *testing.T) {
	value := Value{All: 7, Filter: Filter{On: true, Text: "x", Findings: "Any finding", Status: "Any status"}, Sort: "Best first"}
	for _, width := range []float32{144, 264, 420} {
		v, _ := open(t, width, 698, value)
		none := false
		v.OnFilterNone = func() { none = true }
		if v.none.Visible() || !v.sieve.none.Visible() || !v.sieve.field.Visible() {
			t.Fatalf("%v px: the list is empty without a word, or the filter is hidden", width)
		}
		if right := v.sieve.status.Position().X + v.sieve.status.Size().Width; right > width {
			t.Errorf("%v px: the filter ends at %v", width, right)
		}
		v.sieve.none.all.Tapped(nil)
		if !none {
			t.Errorf("%v px: the button does not list all again", width)
		}
	}
	v, w := open(t, 264, 698, many(5))
	v.OpenFilter()
	if !v.Filtering() || w.Canvas().Focused() != v.sieve.field.Focusable() {
		t.Error("the opened filter has not the keyboard")
	}
	text := ""
	v.OnFilterText = func(t string) { text = t }
	w.Canvas().Focused().TypedRune('a')
	if text != "a" {
		t.Errorf("typing was heard as %q", text)
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if v.Filtering() || w.Canvas().Focused() != nil {
		t.Error("Esc leaves a filter open that filters nothing")
	}
}

func TestSightIsToldOnceForEachScreenOfRows(t *testing.T) {
	v, _ := open(t, 264, 698, many(1000))
	var told [][]casefile.ID
	v.OnSight = func(ids []casefile.ID) { told = append(told, ids) }
	v.list.page.place()
	v.list.page.place()
	if len(told) != 1 || told[0][0] != "0" || len(told[0]) > 16 {
		t.Fatalf("told %v", told)
	}
	v.list.scroll.ScrollToOffset(fyne.NewPos(0, 500*rowHeight))
	v.list.page.place()
	if len(told) != 2 || told[1][0] != "500" {
		t.Errorf("scrolled to row 500, told %v", told[1:])
	}
}

// BenchmarkScroll1000Rows scrolls by one notch of the wheel.
func BenchmarkScroll1000Rows(b *testing.B) {
	v, _ := benchmarked(b, 1000)
	y := float32(0)
	for b.Loop() {
		if y += 40; y > 900*rowHeight {
			y = 0
		}
		v.list.scroll.ScrollToOffset(fyne.NewPos(0, y))
		v.list.page.place()
	}
}

// BenchmarkShow1000Rows brings the list to a state in which one row is another.
func BenchmarkShow1000Rows(b *testing.B) {
	v, value := benchmarked(b, 1000)
	for i := 0; b.Loop(); i++ {
		value.Rows = append([]Row{}, value.Rows...)
		value.Rows[i%1000].Word = fmt.Sprint("Comparing ", i)
		v.Show(value)
	}
}

func TestTheClaimLeavesRoomForTheCandidatesInAWideList(t *testing.T) {
	value := many(5)
	value.HasClaim, value.Claim = true, Claim{ID: "c", Name: "claim.jpg", Picture: image.NewNRGBA(image.Rect(0, 0, 320, 240))}
	for _, width := range []float32{296, 420} {
		v, _ := open(t, width, 698, value)
		_, h := v.claim.picture(width)
		if most := 0.3*698 + 1; h > float32(most) || h < 180 {
			t.Errorf("%v px: the claim is %.0f px high in a list of 698", width, h)
		}
	}
}

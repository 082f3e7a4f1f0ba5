package book

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func TestEveryControlIsReachedByTheKeyboardAndBroughtIntoSight(t *testing.T) {
	d := open(t, words.English, 1016, 700, full())
	canvas := d.window.Canvas().(interface {
		fyne.Canvas
		FocusNext()
	})
	for _, p := range []page{{kind: casePage}, {itemPage, "e1"}, {postPage, "p1"}, {findingPage, "e1"}} {
		d.turn(p)
		canvas.Focus(d.nav)
		left := map[string]bool{}
		for name := range d.form.named {
			left[name] = true
		}
		for range 3 * len(d.form.named) {
			canvas.FocusNext()
			focused := canvas.Focused()
			if tab, ok := focused.(fyne.Tabbable); ok && tab.AcceptsTab() {
				t.Fatalf("page %v: %s keeps Tab", p, d.form.nameOf(focused))
			}
			name := d.form.nameOf(focused)
			if !left[name] {
				continue
			}
			delete(left, name)
			object := d.form.named[name].object
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(object).Y
			top := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.scroll).Y
			if at < top || at+min(object.Size().Height, d.scroll.Size().Height) > top+d.scroll.Size().Height+1 {
				t.Errorf("page %v: %s has the keyboard out of sight, at %.0f of %.0f", p, name, at, top)
			}
		}
		for name := range left {
			t.Errorf("page %v: the keyboard never comes to %s", p, name)
		}
	}
}

func TestPageScrollsByKeyboard(t *testing.T) {
	d := open(t, words.English, 1016, 500, full())
	d.turn(page{kind: timelinePage})
	if !d.Key(fyne.KeyPageDown) || d.scroll.Offset() < 100 {
		t.Errorf("scrolled to %.0f", d.scroll.Offset())
	}
	if !d.Key(fyne.KeyPageUp) || d.scroll.Offset() != 0 || d.Key(fyne.KeyJ) {
		t.Errorf("scrolled back to %.0f", d.scroll.Offset())
	}
}

func TestPageOfWhatIsGoneTurnsToTheCase(t *testing.T) {
	d := open(t, words.English, 1016, 700, bridge())
	d.GoTo("e2")
	d.change(d.value.Case.Without("e2"))
	if d.page.kind != casePage {
		t.Errorf("the page is %v", d.page)
	}
}

func TestEverythingFitsItsPlaceAtEverySizeOfTextInBothLanguages(t *testing.T) {
	c := full()
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, size := range []struct{ width, height, scale float32 }{{1016, 700, 1}, {1624, 980, 1}, {640, 430, 1}, {1280, 700, 2}, {640, 430, 2}} {
			d := open(t, l, size.width, size.height, c)
			fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, size.scale))
			for _, p := range []page{{kind: casePage}, {itemPage, "e1"}, {postPage, "p1"}, {findingPage, "e1"}, {kind: timelinePage}, {kind: logPage}} {
				d.turn(p)
				inside(t, d.scroll, d.limit, p)
				for _, text := range texts(d.Object()) {
					if strings.Contains(text, "[book.") || strings.Contains(text, "[chronology.") {
						t.Errorf("page %v in %s: %s has no words", p, l.Code(), text)
					}
				}
			}
		}
	}
}

// inside reports text and controls that reach beyond the page at its sides.
func inside(t *testing.T, scroll fyne.CanvasObject, o fyne.CanvasObject, p page) {
	t.Helper()
	driver := fyne.CurrentApp().Driver()
	left := driver.AbsolutePositionForObject(scroll).X
	right := left + scroll.Size().Width
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *look.Text, *look.Button, *look.Field, *look.Check:
			x := driver.AbsolutePositionForObject(o).X
			if x < left-1 || x+o.Size().Width > right+1 {
				t.Errorf("page %v at width %.0f: %T %q reaches from %.0f to %.0f of %.0f to %.0f", p, scroll.Size().Width, o, texts(o), x, x+o.Size().Width, left, right)
			}
		}
		if w, ok := o.(fyne.Widget); ok {
			for _, part := range test.WidgetRenderer(w).Objects() {
				walk(part)
			}
		}
	}
	walk(o)
}

// full is a case in which every field is filled in, some at length.

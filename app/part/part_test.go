package part

import (
	"context"
	"image"
	"image/color"
	"image/png"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
)

// table is a view in a window of the test driver, with an owner that renders at once.
type table struct {
	*View
	t      *testing.T
	window fyne.Window
	used   []image.Rectangle
	left   int
}

var (
	captured = geom.Size{Width: 400, Height: 800}
	inIt     = image.Rect(20, 200, 380, 440)
)

func newTable(t *testing.T) *table {
	t.Helper()
	a := test.NewTempApp(t)
	a.Settings().SetTheme(look.New(look.Dark, 1))
	pix := make([]uint8, 0, 4*captured.Pixels())
	for y := range captured.Height {
		for x := range captured.Width {
			if image.Pt(x, y).In(inIt) {
				pix = append(pix, uint8(x), uint8(y), 90, 255)
			} else {
				pix = append(pix, 250, 250, 250, 255)
			}
		}
	}
	pyramid := picture.NewPyramid(picture.New("capture", captured, pix))
	tb := &table{View: New(words.English), t: t}
	tb.OnNeed = func(r Request) {
		f, err := compare.Render(context.Background(), compare.Pair{Claimed: pyramid}, r.View, r.Size)
		if err != nil {
			t.Fatal(err)
		}
		tb.Put(r, f)
	}
	tb.OnUse = func(r image.Rectangle) { tb.used = append(tb.used, r) }
	tb.OnLeave = func() { tb.left++ }
	tb.window = test.NewTempWindow(t, tb.Object())
	tb.window.SetPadded(false)
	tb.window.Resize(fyne.NewSize(720, 698))
	return tb
}

func (tb *table) value() Value {
	return Value{Key: "capture", Name: "post.png", Size: captured, Proposals: []Proposal{{inIt, true}, {image.Rect(0, 0, 400, 500), false}}}
}

// on returns where a corner of the capture's pixels lies on the glass.
func (tb *table) on(x, y int) fyne.Position {
	tb.t.Helper()
	s, ok := tb.glass.sheet()
	if !ok {
		tb.t.Fatal("no room for the capture")
	}
	p := s.onSheet(image.Pt(x, y))
	return fyne.NewPos(float32(float64(p.X)/s.unit), float32(float64(p.Y)/s.unit))
}

func (tb *table) drag(fromX, fromY, toX, toY int) {
	tb.t.Helper()
	from, to := tb.on(fromX, fromY), tb.on(toX, toY)
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: from}, Button: desktop.MouseButtonPrimary})
	for _, share := range []float32{0.3, 0.7, 1} {
		at := fyne.NewPos(from.X+share*(to.X-from.X), from.Y+share*(to.Y-from.Y))
		tb.glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: at}})
	}
	tb.glass.MouseUp(nil)
}

// near reports whether two rectangles agree within a device pixel of the glass.
func (tb *table) near(a, b image.Rectangle) bool {
	s, _ := tb.glass.sheet()
	most := int(1/s.scale) + 1
	for _, d := range [4]int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		if d > most || d < -most {
			return false
		}
	}
	return true
}

func (tb *table) at(p fyne.Position) color.NRGBA {
	img := tb.window.Canvas().Capture()
	return color.NRGBAModel.Convert(img.At(int(p.X), int(p.Y))).(color.NRGBA)
}

// keep writes what the window shows, if somebody wants to look at it.
func (tb *table) keep(name string) {
	folder := os.Getenv("MOTBILDE_LOOK")
	if folder == "" {
		return
	}
	f, err := os.Create(folder + "/part-" + name + ".png")
	if err == nil {
		defer f.Close()
		err = png.Encode(f, tb.window.Canvas().Capture())
	}
	if err != nil {
		tb.t.Error(err)
	}
}

func TestProposalIsMarkedAndWhatLiesOutsideIsDimmed(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.value())
	tb.keep("proposed")
	if tb.Marked() != inIt {
		t.Fatalf("marked is %v", tb.Marked())
	}
	if c := tb.at(tb.on(200, 100)); c.R > 110 {
		t.Errorf("outside there is %v", c)
	}
	if c := tb.at(tb.on(100, 320)); c.B != 90 {
		t.Errorf("inside there is %v", c)
	}
	tb.Next()
	if tb.Marked() != tb.value().Proposals[1].Part || !strings.Contains(tb.strip.says.Words(), "not sure") {
		t.Errorf("the next one is %v: %q", tb.Marked(), tb.strip.says.Words())
	}
	tb.Next()
	if tb.Marked() != inIt || tb.strip.size.Words() != "360\u00a0×\u00a0240 at 20, 200" {
		t.Errorf("after the last one comes %v: %q", tb.Marked(), tb.strip.size.Words())
	}
}

func TestProposalsThatComeLateLeaveWhatAPersonDrew(t *testing.T) {
	tb := newTable(t)
	v := tb.value()
	found := v.Proposals
	v.Proposals, v.Searching = nil, true
	tb.Show(v)
	tb.keep("searching")
	tb.Use()
	if len(tb.used) != 0 || !strings.Contains(tb.strip.says.Words(), "Looking") {
		t.Errorf("used %v without a rectangle; says %q", tb.used, tb.strip.says.Words())
	}
	tb.drag(40, 500, 240, 700)
	want := image.Rect(40, 500, 240, 700)
	v.Proposals, v.Searching = found, false
	tb.Show(v)
	if !tb.near(tb.Marked(), want) {
		t.Errorf("marked is %v, drawn was %v", tb.Marked(), want)
	}
}

func TestHandMovesHandlesAndTheRectangle(t *testing.T) {
	for _, c := range []struct {
		name                   string
		fromX, fromY, toX, toY int
		want                   image.Rectangle
	}{
		{"a corner", 380, 440, 300, 400, image.Rect(20, 200, 300, 400)},
		{"an edge, and not along it", 200, 200, 260, 240, image.Rect(20, 240, 380, 440)},
		{"the middle", 200, 300, 190, 340, image.Rect(10, 240, 370, 480)},
		{"the middle, against the edge", 200, 300, 390, 300, image.Rect(40, 200, 400, 440)},
		{"outside draws anew", 60, 600, 160, 520, image.Rect(60, 520, 160, 600)},
		{"beyond the capture", 60, 600, 160, 900, image.Rect(60, 600, 160, 800)},
		{"a corner beyond the other", 380, 440, 5, 5, image.Rect(20, 200, 28, 208)},
	} {
		tb := newTable(t)
		tb.Show(tb.value())
		tb.drag(c.fromX, c.fromY, c.toX, c.toY)
		if !tb.near(tb.Marked(), c.want) {
			t.Errorf("%s: %v, want %v", c.name, tb.Marked(), c.want)
		}
	}
}

func TestKeysGoThroughTheHandlesAndMoveThemByPixels(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.value())
	tb.Key(fyne.KeyDown, false)
	tb.Key(fyne.KeyLeft, true)
	if want := inIt.Add(image.Pt(-10, 1)); tb.Marked() != want {
		t.Errorf("moved to %v, want %v", tb.Marked(), want)
	}
	tb.Show(Value{})
	tb.Show(tb.value())
	tb.Key(fyne.KeyTab, false) // upper left corner
	tb.Key(fyne.KeyRight, false)
	tb.Key(fyne.KeyTab, false) // upper edge
	tb.Key(fyne.KeyUp, true)
	tb.keep("edge")
	tb.Key(fyne.KeyTab, true)
	tb.Key(fyne.KeyTab, true) // the whole
	tb.Key(fyne.KeyTab, true) // left edge
	tb.Key(fyne.KeyLeft, false)
	if want := image.Rect(20, 190, 380, 440); tb.Marked() != want {
		t.Errorf("marked is %v, want %v", tb.Marked(), want)
	}
	if l := tb.glass.AccessibilityLabel(); !strings.Contains(l, "left edge") || !strings.Contains(l, "360\u00a0×\u00a0250 at 20, 190") {
		t.Errorf("read out as %q", l)
	}
	tb.Key(fyne.KeyReturn, false)
	tb.Key(fyne.KeyEscape, false)
	if len(tb.used) != 1 || tb.used[0] != tb.Marked() || tb.left != 1 {
		t.Errorf("used %v, left %d times", tb.used, tb.left)
	}
	if !tb.glass.AcceptsTab() || tb.Key(fyne.KeyF1, false) {
		t.Error("Tab leaves the view, or a key that means nothing stays in it")
	}
}

func TestWholeCaptureAndWhatIsMarkedAlreadyAreNotUsed(t *testing.T) {
	tb := newTable(t)
	v := tb.value()
	v.Start, v.Proposals = inIt, nil
	tb.Show(v)
	tb.Use()
	tb.mark(image.Rect(0, 0, 400, 800))
	tb.Use()
	if len(tb.used) != 0 {
		t.Errorf("used %v", tb.used)
	}
	tb.mark(inIt.Add(image.Pt(0, 3)))
	tb.Use()
	if len(tb.used) != 1 {
		t.Errorf("used %v", tb.used)
	}
}

// The loupe shows the pixels of the capture themselves: the side of the
// rectangle runs between the last of the ground and the first of the picture.
func TestLoupeShowsThePixelsOfTheHandle(t *testing.T) {
	tb := newTable(t)
	tb.Show(tb.value())
	tb.Key(fyne.KeyTab, false)
	s, _ := tb.glass.sheet()
	l, shown := tb.glass.loupe(s)
	if !shown || l.middle != inIt.Min || l.box.Overlaps(image.Rectangle{Min: s.onSheet(inIt.Min), Max: s.onSheet(inIt.Min)}.Inset(-4)) {
		t.Fatalf("the loupe %+v, %v", l, shown)
	}
	middle := l.box.Min.Add(image.Pt(l.box.Dx()/2, l.box.Dy()/2))
	inside, outside := tb.glass.image.RGBAAt(middle.X+l.cell+1, middle.Y+l.cell+1), tb.glass.image.RGBAAt(middle.X-l.cell-1, middle.Y-l.cell-1)
	if (inside != color.RGBA{21, 201, 90, 255}) {
		t.Errorf("within the side there is %v", inside)
	}
	if outside.B == 90 || outside.R != outside.G {
		t.Errorf("outside of it there is %v", outside)
	}
	tb.keep("loupe")
	tb.SetLanguage(words.Norwegian)
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 1))
	tb.keep("light")
}

package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// frame lays the regions of the window out: the empty window's wells, or head,
// list, stage, facts and status line.
type frame struct {
	widget.BaseWidget
	window                                          *Window
	welcome, head, list, stage, part, facts, status fyne.CanvasObject
	book, publish, hint, tour                       fyne.CanvasObject
	hand, handBar, handFacts, pressed               fyne.CanvasObject
	lesson, lessonBar, room, maker                  fyne.CanvasObject
	spot                                            *look.Spot // while an audience looks on
	besideList, besideFacts                         *look.Box
	underList, underFacts                           *look.Box // under what lies over the stage as a drawer
	listBar, factsBar                               *bar
}

func newFrame(w *Window) *frame {
	f := &frame{
		window: w, welcome: w.welcome.Object(), head: w.head.Object(), list: w.tray.Object(),
		stage: w.stage.Object(), part: w.part.Object(), facts: w.inspector.Object(), status: w.status.Object(), book: w.book.Object(), publish: w.publish.Object(), hand: w.hand.Object(), handBar: w.hand.Bar(), handFacts: w.hand.Facts(), hint: w.hint.Object(), tour: w.tour.Object(), pressed: w.pressed.Object(), spot: look.NewSpot(),
		lesson: w.lesson.Object(), lessonBar: w.lesson.Bar(), room: w.room.Object(), maker: w.workshop.Object(),
		besideList: look.Hairline(), besideFacts: look.Hairline(),
		underList: look.NewBox(look.InPanel), underFacts: look.NewBox(look.InPanel),
	}
	f.listBar = newBar(func(x float32) { w.wish.list = x / w.wish.scale })
	f.factsBar = newBar(func(x float32) { w.wish.facts = (f.Size().Width - x) / w.wish.scale })
	for _, b := range []*bar{f.listBar, f.factsBar} {
		b.onDrag, b.onEnd = f.Refresh, w.keepWidths
	}
	f.ExtendBaseWidget(f)
	return f
}

// now returns where the regions lie.
func (f *frame) now() regions { return arrange(f.Size().Width, f.Size().Height, f.window.wish) }

// CreateRenderer is part of Fyne's widget.
func (f *frame) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: f,
		Parts: []fyne.CanvasObject{
			f.stage, f.part, f.hand, f.book, f.publish, f.underFacts, f.facts, f.lessonBar, f.lesson, f.handFacts, f.underList, f.list, f.besideFacts, f.besideList, f.head, f.handBar, f.status, f.listBar, f.factsBar, f.hint, f.tour, f.welcome, f.room, f.maker, f.pressed, f.spot,
		},
		Least: func() fyne.Size { return fyne.NewSize(640, 480-menuHeight) },
		Place: f.place,
	})
}

// menuHeight is what the menu bar takes of the smallest window.
const menuHeight = 28

func (f *frame) place(size fyne.Size) {
	r := f.now()
	empty := f.window.seen.Empty()
	if empty {
		r = regions{status: room{0, size.Height - look.Px(statusHeight), size.Width, look.Px(statusHeight)}}
		look.Put(f.welcome, 0, 0, size.Width, r.status.y)
	}
	look.Show(f.welcome, empty && !f.window.room.Opened() && !f.window.workshop.Opened())
	f.dockTour(&r, size)
	whole := f.window.touring.stands.whole // lines between regions run beside the card too
	// The case book takes the place of picture and facts; the list stays.
	book := f.window.book.Opened() && !empty
	look.Show(f.book, book)
	if book {
		look.Put(f.book, r.stage.x, r.stage.y, size.Width-r.stage.x, r.stage.height)
		r.stage, r.facts, r.factsBar = room{}, room{}, 0
	}
	// Publish takes the place of everything but the status line.
	publish := f.window.publish.Opened() && !empty
	look.Show(f.publish, publish)
	if publish {
		look.Put(f.publish, 0, 0, size.Width, f.window.touring.stands.above(r.status.y))
		r = regions{form: r.form, status: r.status}
	}
	f.placeOver(f.room, f.window.room.Opened(), size, &r)
	f.placeOver(f.maker, f.window.workshop.Opened(), size, &r)
	f.placeHint(&r)
	stage, part, facts := r.stage, room{}, r.facts
	if f.window.isMarking() {
		stage, part = part, stage
	}
	if f.placeHand(r, size.Width) {
		stage, facts = room{}, room{}
	}
	facts = f.placeLesson(facts)
	for _, p := range []struct {
		object fyne.CanvasObject
		room
	}{{f.head, r.head}, {f.list, r.list}, {f.stage, stage}, {f.part, part}, {f.facts, facts}, {f.status, r.status}} {
		look.Show(p.object, !p.empty())
		if !p.empty() {
			look.Put(p.object, p.x, p.y, p.width, p.height)
		}
	}
	box := func(b *look.Box, shown bool, at room) {
		look.Show(b, shown && !at.empty())
		look.Put(b, at.x, at.y, at.width, at.height)
	}
	// Regions have no ground of their own: the window is cleared to the panel's
	// colour before each frame, and a filled shape costs the painter a run over
	// every pixel of it.
	box(f.underList, r.listOver, r.list)
	box(f.underFacts, r.factsOver, r.facts)
	box(f.besideList, true, room{r.list.width - 1, r.list.y, min(1, r.list.width), whole.list.height})
	box(f.besideFacts, true, room{r.facts.x, r.facts.y, min(1, r.facts.width), whole.facts.height})
	if !r.head.empty() && !book && !publish {
		f.window.head.SetStage(r.stage.x, r.stage.x+r.stage.width)
	}
	f.placeBar(f.listBar, r.listBar, r.stage)
	f.placeBar(f.factsBar, r.factsBar, r.stage)
	f.window.retie()
	f.placePressed()
	look.Show(f.spot, f.window.projecting.on)
	f.spot.Resize(size)
}

// barWidth is what the hand can take hold of, over the line of 1 px.
const barWidth = 8

func (f *frame) placeBar(b *bar, x float32, beside room) {
	look.Show(b, x > 0)
	if x > 0 {
		look.Put(b, x-barWidth/2, beside.y, barWidth, beside.height)
	}
}

// bar is the line between two regions where the hand takes hold of it.
type bar struct {
	widget.BaseWidget
	onMove func(x float32) // in the frame
	onDrag func()
	onEnd  func()
}

var (
	_ fyne.Draggable     = (*bar)(nil)
	_ desktop.Cursorable = (*bar)(nil)
)

func newBar(onMove func(x float32)) *bar {
	b := &bar{onMove: onMove}
	b.ExtendBaseWidget(b)
	return b
}

// Dragged moves the line.
func (b *bar) Dragged(e *fyne.DragEvent) {
	b.onMove(b.Position().X + e.Position.X)
	b.onDrag()
}

// DragEnd remembers where it lies.
func (b *bar) DragEnd() { b.onEnd() }

// Cursor shows that the line can be moved.
func (b *bar) Cursor() desktop.Cursor { return desktop.HResizeCursor }

// CreateRenderer is part of Fyne's widget: the bar itself is not to be seen.
func (b *bar) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: b, Place: func(fyne.Size) {}, Least: func() fyne.Size { return fyne.NewSize(barWidth, 1) },
	})
}

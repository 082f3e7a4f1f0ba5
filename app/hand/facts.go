package hand

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/byhand"
)

// facts tells the points with their residuals, the worst first, and what can be
// done about the chosen one.
type facts struct {
	view    *View
	badge   *finding
	about   *look.Text
	program *look.Text
	under   *look.Box
	head    *look.Heading
	rows    []*row
	sum     *sum
	exact   *look.Text
	said    *look.Text
	beneath *look.Box
	point   *look.Text
	says    *look.Text
	name    *look.Field
	snap    *look.Button
	remove  *look.Button
	buttons *look.Row
	column  *look.Column
	scroll  *look.Scroll
	named   int // the point whose name the field holds
}

func newFacts(v *View) *facts {
	f := &facts{
		view: v, badge: newFinding(), named: none,
		about: look.NewText("", look.Body, look.InSecond), program: look.NewText("", look.Quiet, look.InSecond), under: look.Hairline(),
		head: look.NewHeading("", "", ""), sum: newSum(), exact: look.NewText("", look.Body, look.InSecond), said: look.NewText("", look.Body, look.InText),
		beneath: look.Hairline(), point: look.NewText("", look.BodyBold, look.InText), says: look.NewText("", look.Body, look.InSecond),
		name: look.NewField(1),
	}
	f.snap = look.NewButton("", v.Snap, look.ButtonOptions{Height: look.Short})
	f.remove = look.NewButton("", v.remove, look.ButtonOptions{Height: look.Short})
	f.buttons = look.NewRow(look.Gap8, f.snap, f.remove)
	f.name.OnChange = func(text string) { v.rename(f.named, text) }
	f.name.OnEnter = func() { v.panes[v.at].takeFocus() }
	f.column = look.NewColumn(look.Gap16)
	f.scroll = look.NewScroll(f.column)
	f.name.LeaveWheel(f.scroll.Wheel)
	return f
}

func (f *facts) object() fyne.CanvasObject { return f.scroll }

func (f *facts) say() {
	v, l := f.view, f.view.language
	points := v.draft.points()
	f.badge.set(l.Say("hand.title"))
	if _, ok := v.placed(); ok {
		f.badge.set(l.Say("hand.finding"))
	}
	f.about.Set(l.Say("hand.facts.none"))
	if n := len(points.Pairs); n > 0 {
		f.about.Set(l.Say("hand.facts", "points", l.Plural("hand.points", n)))
	}
	program := ""
	if v.value.Program != "" {
		program = l.Say("hand.program", "finding", v.value.Program)
	}
	f.program.Set(program)
	f.head.Set(l.Say("hand.points-list"), l.Say("hand.worst-first"), l.Say("hand.residual"))
	f.said.Set(v.said)
	f.snap.SetWords(l.Say("hand.snap"))
	f.remove.SetWords(l.Say("hand.remove"))
	f.name.SetPlaceholder(l.Say("hand.name"))
	f.sayRows()

	items := []look.Item{{Object: f.badge, Above: look.Gap12}, {Object: f.about, Above: look.Gap8}, {Object: f.program, Above: look.Gap8}, {Object: f.under, Above: look.Gap16, Height: 1, Inset: -look.Gap16}, {Object: f.head, Above: look.Gap16}}
	p := v.placement()
	for i, r := range f.rows {
		gap := float32(2)
		if i == 0 {
			gap = look.Gap8
		}
		items = append(items, look.Item{Object: r, Above: gap, Inset: -look.Gap16})
	}
	switch {
	case p.Reason != byhand.Placed:
		if why := v.whyNot(); len(v.draft.pairs) > 0 {
			f.exact.Set(why)
			items = append(items, look.Item{Object: f.exact, Above: look.Gap8})
		}
	case p.Exact:
		f.exact.Set(l.Say("hand.exact"))
		items = append(items, look.Item{Object: f.exact, Above: look.Gap8})
	default:
		f.sum.set(l.Say("hand.all"), l.Px(p.ResidualPx, 1))
		items = append(items, look.Item{Object: f.sum, Above: look.Gap8})
	}
	if v.said != "" && !(v.bar.told && v.bar.help.Visible()) {
		items = append(items, look.Item{Object: f.said, Above: look.Gap12})
	}
	switch n := v.chosen; {
	case n == all:
		f.point.Set(l.Say("hand.whole"))
		f.says.Set(l.Say("hand.whole.help"))
		items = append(items, look.Item{Object: f.beneath, Above: look.Gap16, Height: 1, Inset: -look.Gap16}, look.Item{Object: f.point, Above: look.Gap12}, look.Item{Object: f.says, Above: look.Gap4})
	case n >= 0 && n < len(v.draft.pairs):
		f.point.Set(l.Say("hand.point", "n", strconv.Itoa(n+1)))
		says := "hand.agrees"
		if p.Reason == byhand.Placed && !p.Exact && f.numberOf(p.WorstFirst()[0]) == n {
			says = "hand.worst"
		}
		if !v.draft.pairs[n].whole() {
			says = v.twinHelp()
		}
		if v.value.ByEye && v.draft.pairs[n].whole() {
			says = "lessons.hand.move"
		}
		f.says.Set(l.Say(says))
		if f.named != n || !f.name.Focused() {
			f.named = n
			f.name.SetText(v.draft.pairs[n].name)
		}
		if v.value.ByEye {
			f.snap.SetDimmed(true, l.Say("lessons.closed.snap"))
		} else {
			f.snap.SetDimmed(!v.draft.pairs[n].whole() || v.busy != "", "")
		}
		f.remove.Refresh() // the theme may have changed while it was not to be seen
		items = append(items, look.Item{Object: f.beneath, Above: look.Gap16, Height: 1, Inset: -look.Gap16}, look.Item{Object: f.point, Above: look.Gap12}, look.Item{Object: f.says, Above: look.Gap4}, look.Item{Object: f.name, Above: look.Gap8}, look.Item{Object: f.buttons, Above: look.Gap8, Hugs: true})
	}
	f.column.SetItems(items...)
	f.scroll.Refresh()
}

// numberOf returns the number among all pairs of the ith that is whole.
func (f *facts) numberOf(i int) int {
	for n, h := range f.view.draft.pairs {
		if h.whole() {
			if i == 0 {
				return n
			}
			i--
		}
	}
	return none
}

// sayRows writes the rows of the points: the worst first, and the one without a
// twin last.
func (f *facts) sayRows() {
	v, l := f.view, f.view.language
	for len(f.rows) < len(v.draft.pairs) {
		f.rows = append(f.rows, newRow(v))
	}
	f.rows = f.rows[:len(v.draft.pairs)]
	p := v.placement()
	order := p.WorstFirst()
	known := p.Reason == byhand.Placed
	if !known || p.Exact { // rounding orders nothing
		order = order[:0]
		for i := range v.draft.points().Pairs {
			order = append(order, i)
		}
	}
	worst := 0.0
	for _, residual := range p.Residuals {
		worst = max(worst, residual)
	}
	for at, i := range order {
		n := f.numberOf(i)
		figure, share := "–", 0.0
		if known {
			figure = l.Px(p.Residuals[i], 1)
			if !p.Exact && worst > 0 {
				share = p.Residuals[i] / worst
			}
		}
		f.rows[at].set(n, f.nameOf(n), figure, share, n == v.chosen)
	}
	if n := v.draft.open(); n >= 0 {
		f.rows[len(f.rows)-1].set(n, f.nameOf(n), "–", 0, n == v.chosen)
	}
}

func (f *facts) nameOf(n int) string {
	if name := f.view.draft.pairs[n].name; name != "" {
		return name
	}
	return f.view.language.Say("hand.point", "n", strconv.Itoa(n+1))
}

// sum is the line under the points: all of them together.
type sum struct {
	widget.BaseWidget
	name, figure *look.Text
}

func newSum() *sum {
	s := &sum{name: look.NewLine("", look.Body, look.InSecond, look.CutsEnd), figure: look.NewLine("", look.Body, look.InSecond, look.Whole).Trailing()}
	s.ExtendBaseWidget(s)
	return s
}

func (s *sum) set(name, figure string) {
	s.name.Set(name)
	s.figure.Set(figure)
	s.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (s *sum) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: s, Parts: []fyne.CanvasObject{s.name, s.figure},
		Least: func() fyne.Size { return fyne.NewSize(0, look.Px(look.Body.Line)) },
		Place: func(size fyne.Size) {
			figure := min(s.figure.Width()+1, size.Width)
			look.Put(s.figure, size.Width-figure, 0, figure, size.Height)
			look.Put(s.name, 0, 0, max(0, size.Width-figure-look.Px(look.Gap8)), size.Height)
		},
	})
}

// finding is the badge with its word.
type finding struct {
	widget.BaseWidget
	badge *look.BadgeShape
	word  *look.Text
}

func newFinding() *finding {
	f := &finding{badge: look.NewBadgeShape(look.BadgeByHand), word: look.NewText("", look.Finding, look.InText)}
	f.ExtendBaseWidget(f)
	return f
}

func (f *finding) set(word string) {
	f.word.Set(word)
	f.Refresh()
}

const badgeSide = 22

// HeightAt returns the height at a width.
func (f *finding) HeightAt(width float32) float32 {
	return max(look.Px(badgeSide), f.word.HeightAt(width-look.Px(badgeSide+look.Gap8)))
}

// CreateRenderer is part of Fyne's widget.
func (f *finding) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: f, Parts: []fyne.CanvasObject{f.badge, f.word},
		Least: func() fyne.Size { return fyne.NewSize(0, f.HeightAt(f.Size().Width)) },
		Place: func(size fyne.Size) {
			side := look.Px(badgeSide)
			look.Put(f.badge, 0, 0, side, side)
			room := size.Width - side - look.Px(look.Gap8)
			height := f.word.HeightAt(room)
			look.Put(f.word, side+look.Px(look.Gap8), max(0, (side-height)/2), room, height)
		},
	})
}

// row is one point: its number, its name, its residual, and a bar as long as the
// residual is to the worst.
type row struct {
	widget.BaseWidget
	view         *View
	n            int
	share        float64
	chosen       bool
	ground       *look.Box
	ring         *canvas.Circle
	number       *look.Text
	name, figure *look.Text
	track, line  *look.Box
}

var _ fyne.Tappable = (*row)(nil)

func newRow(v *View) *row {
	r := &row{
		view: v, ground: look.NewBox(look.Clear), ring: canvas.NewCircle(nil),
		number: look.NewLine("", look.Quiet, look.InText, look.Whole).Centred(), name: look.NewLine("", look.Body, look.InText, look.CutsMiddle),
		figure: look.NewLine("", look.Body, look.InText, look.Whole).Trailing(), track: look.NewBox(look.InSelect), line: look.NewBox(look.InText),
	}
	r.ExtendBaseWidget(r)
	return r
}

func (r *row) set(n int, name, figure string, share float64, chosen bool) {
	r.n, r.share, r.chosen = n, share, chosen
	r.number.Set(strconv.Itoa(n + 1))
	r.name.Set(name)
	r.figure.Set(figure)
	r.Refresh()
}

// Tapped chooses the point.
func (r *row) Tapped(*fyne.PointEvent) { r.view.choose(r.n) }

const rowHeight = 36

// HeightAt returns the height at a width.
func (r *row) HeightAt(float32) float32 { return look.Px(rowHeight) }

// CreateRenderer is part of Fyne's widget.
func (r *row) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: r,
		Parts: []fyne.CanvasObject{r.ground, r.track, r.line, r.ring, r.number, r.name, r.figure},
		Least: func() fyne.Size { return fyne.NewSize(0, look.Px(rowHeight)) },
		Place: func(size fyne.Size) {
			px := look.Px
			r.ground.Resize(size)
			side, left := px(20), px(look.Gap16)
			look.Put(r.ring, left, (size.Height-side)/2, side, side)
			look.Put(r.number, left, (size.Height-px(look.Quiet.Line))/2, side, px(look.Quiet.Line))
			x := left + side + px(10)
			room := max(0, size.Width-x-px(look.Gap16))
			figure := min(r.figure.Width()+1, room)
			line := px(look.Body.Line)
			y := px(5)
			look.Put(r.figure, x+room-figure, y, figure, line)
			look.Put(r.name, x, y, max(0, room-figure-px(look.Gap8)), line)
			look.Put(r.track, x, y+line+px(3), room, px(3))
			look.Put(r.line, x, y+line+px(3), room*float32(r.share), px(3))
		},
		Paint: func() {
			ground := look.Clear
			if r.chosen {
				ground = look.InSelect
			}
			r.ground.SetFill(ground)
			look.Show(r.track, !r.chosen)
			r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.FillColor = look.Colour(look.InText), look.Px(1.4), nil
			r.ring.Refresh()
		},
	})
}

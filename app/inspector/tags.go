package inspector

import (
	"slices"
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// Tags is the sheet with all tags of both files side by side. Rows are made
// for what is in sight alone: a file may have a thousand tags.
type Tags struct {
	language     words.Language
	heading      *look.Heading
	sides        *sides
	absent       *look.Text
	close        *look.Button
	list         *tagList
	sheet        *look.Sheet
	claim, found *provenance.Embedded
}

// Width of the sheet and its gaps, pixels at a text size of 100 %.
const (
	tagsWidth   = 880
	tagGap      = 8
	tagsWheel   = 60 // that an arrow key scrolls by
	tagsAtLeast = 320
)

// NewTags returns the sheet, closed.
func NewTags(l words.Language) *Tags {
	t := &Tags{
		heading: look.NewHeading("", "", ""), sides: newSides("", "", false),
		absent: look.NewText("", look.Quiet, look.InQuiet), list: newTagList(),
	}
	t.close = look.NewButton("", t.Close, look.ButtonOptions{Kind: look.Main})
	pane := look.NewPane([]fyne.CanvasObject{t.heading, t.sides, t.list, t.absent, t.close}, t.place, nil)
	t.sheet = look.NewSheet(pane, func(window fyne.Size) fyne.Size {
		px := look.Px
		width := min(px(tagsWidth), window.Width-2*px(look.Gap16))
		return fyne.NewSize(width, max(min(px(tagsAtLeast), window.Height), window.Height-2*px(look.Gap24)))
	})
	t.sheet.OnLeave = t.Close
	t.SetLanguage(l)
	return t
}

// SetLanguage changes the language.
func (t *Tags) SetLanguage(l words.Language) {
	t.language = l
	t.sides.words[0].Set(l.Say("window.facts.claimed"))
	t.sides.words[1].Set(l.Say("window.facts.candidate"))
	t.absent.Set(l.Say("metadata.absent"))
	t.close.SetWords(l.Say("window.close"))
	t.Show(t.claim, t.found, t.sides.alone)
}

// Show fills the sheet; nil is a file that is still being read. Alone says that
// there is no candidate.
func (t *Tags) Show(claim, candidate *provenance.Embedded, alone bool) {
	same := t.claim == claim && t.found == candidate && t.sides.alone == alone
	t.claim, t.found, t.sides.alone = claim, candidate, alone
	l := t.language
	count := l.Say("metadata.all.reading")
	if claim != nil && (candidate != nil || alone) {
		if !same || len(t.list.rows) == 0 {
			t.list.show(rowsOf(claim, candidate), alone)
		}
		count = l.Plural("metadata.all", len(t.list.rows))
	} else {
		t.list.show(nil, alone)
	}
	t.heading.Set(l.Say("metadata.all"), count, "")
	t.sides.Refresh()
}

// Open lays the sheet over a window.
func (t *Tags) Open(c fyne.Canvas) {
	t.list.scroll.ScrollToTop()
	t.sheet.Open(c, t.list)
}

// Close takes it away.
func (t *Tags) Close() { t.sheet.Close() }

// Opened reports whether it lies over a window.
func (t *Tags) Opened() bool { return t.sheet.Opened() }

func (t *Tags) place(size fyne.Size) {
	px := look.Px
	inset := px(look.Gap16)
	width := size.Width - 2*inset
	y := inset
	head := t.heading.HeightAt(width)
	look.Put(t.heading, inset, y, width, head)
	y += head + px(look.Gap12)
	look.Put(t.sides, inset, y, width, t.sides.HeightAt(width))
	y += t.sides.HeightAt(width) + px(look.Gap8)
	least := t.close.MinSize()
	foot := max(least.Height, t.absent.HeightAt(width-least.Width-inset))
	look.Put(t.absent, inset, size.Height-inset-foot, max(0, width-least.Width-inset), foot)
	look.Put(t.close, size.Width-inset-least.Width, size.Height-inset-least.Height, least.Width, least.Height)
	look.Put(t.list, 0, y, size.Width, max(0, size.Height-inset-foot-px(look.Gap12)-y))
}

// tagRow is one tag of both files.
type tagRow struct {
	source                  int // its place in sources
	key, claimed, candidate string
}

// sources are those of tags, in the order of the rows.
var sources = []string{"EXIF", "GPS", "EXIF thumbnail", "IPTC", "XMP", "PNG", "JPEG"}

// rowsOf joins the tags of both by source and name: of each source those of the
// claim in its file's order, then those that the candidate alone has.
func rowsOf(claim, candidate *provenance.Embedded) (rows []tagRow) {
	at := map[[2]string]int{}
	add := func(e *provenance.Embedded, set func(r *tagRow, value string)) {
		if e == nil {
			return
		}
		for _, tag := range e.Tags {
			key := [2]string{tag.Source, tag.Name}
			i, known := at[key]
			if !known {
				i = len(rows)
				at[key] = i
				rows = append(rows, tagRow{source: slices.Index(sources, tag.Source), key: tag.Source + " · " + tag.Name})
			}
			set(&rows[i], tag.Value)
		}
	}
	add(claim, func(r *tagRow, value string) { r.claimed = value })
	add(candidate, func(r *tagRow, value string) { r.candidate = value })
	slices.SortStableFunc(rows, func(a, b tagRow) int { return a.source - b.source })
	return rows
}

// tagList scrolls the rows, by wheel and by keys.
type tagList struct {
	widget.BaseWidget
	rows    []tagRow
	alone   bool
	tops    []float32 // of each row, and the end of the last
	width   float32   // for which tops was counted, at a scale
	scale   float32
	focused bool

	measured *twin // for heights
	twins    []*twin
	page     *look.Pane
	shown    *fyne.Container
	scroll   *container.Scroll
	ring     *look.Box
}

var _ fyne.Focusable = (*tagList)(nil)

func newTagList() *tagList {
	l := &tagList{measured: newTwin("", "", "", false), shown: container.NewWithoutLayout(), ring: look.NewFrame(look.Clear, look.Clear, 0, look.RadiusThumbnail)}
	l.page = look.NewPane([]fyne.CanvasObject{l.shown}, func(size fyne.Size) {
		l.shown.Resize(size)
		l.place()
	}, func() fyne.Size { return fyne.NewSize(0, l.height()) })
	l.scroll = container.NewVScroll(l.page)
	l.scroll.OnScrolled = func(fyne.Position) { l.place() }
	l.ExtendBaseWidget(l)
	return l
}

func (l *tagList) show(rows []tagRow, alone bool) {
	l.rows, l.alone, l.tops = rows, alone, nil
	l.Refresh()
}

func (l *tagList) height() float32 {
	if n := len(l.tops); n > 0 {
		return l.tops[n-1]
	}
	return 0
}

// count finds where each row begins.
func (l *tagList) count(width float32) {
	if scale := look.Now().Scale; len(l.tops) != len(l.rows)+1 || width != l.width || scale != l.scale {
		l.width, l.scale = width, scale
		y := look.Px(tagGap) // the focus frame stands clear of the first row
		l.tops = append(l.tops[:0], y)
		for _, r := range l.rows {
			l.measured.set(r.key, r.claimed, r.candidate, l.alone)
			y += l.measured.HeightAt(width-2*look.Px(look.Gap16)) + look.Px(tagGap)
			l.tops = append(l.tops, y)
		}
	}
}

// place fills the twins with the rows in sight.
func (l *tagList) place() {
	top := l.scroll.Offset.Y
	bottom := top + l.scroll.Size().Height
	from := max(0, sort.Search(len(l.tops), func(i int) bool { return l.tops[i] > top })-1)
	to := min(len(l.rows), sort.Search(len(l.tops), func(i int) bool { return l.tops[i] >= bottom }))
	l.shown.Objects = nil
	inset := look.Px(look.Gap16)
	for i := from; i < to; i++ {
		if i-from >= len(l.twins) {
			l.twins = append(l.twins, newTwin("", "", "", false))
		}
		r, t := l.rows[i], l.twins[i-from]
		t.set(r.key, r.claimed, r.candidate, l.alone)
		look.Put(t, inset, l.tops[i], l.width-2*inset, l.tops[i+1]-l.tops[i]-look.Px(tagGap))
		t.Refresh()
		l.shown.Objects = append(l.shown.Objects, t)
	}
	l.shown.Refresh()
}

// CreateRenderer is part of Fyne's widget.
func (l *tagList) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l,
		Parts: []fyne.CanvasObject{l.scroll, l.ring},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: func(size fyne.Size) {
			l.count(size.Width)
			l.page.Resize(fyne.NewSize(size.Width, l.height()))
			l.scroll.Resize(size)
			l.scroll.Refresh()
			l.place()
			look.Put(l.ring, look.Px(look.Gap4), 0, size.Width-2*look.Px(look.Gap4), size.Height)
		},
		Paint: func() {
			if l.focused {
				l.ring.SetEdge(look.InFocus, look.Now().FocusWidth)
			} else {
				l.ring.SetEdge(look.Clear, 0)
			}
		},
	})
}

// FocusGained shows the focus frame.
func (l *tagList) FocusGained() { l.focused = true; l.Refresh() }

// FocusLost takes it away.
func (l *tagList) FocusLost() { l.focused = false; l.Refresh() }

// TypedRune hands characters on to the window.
func (l *tagList) TypedRune(r rune) { look.ForwardRune(l, r) }

// TypedKey scrolls, and hands on the rest.
func (l *tagList) TypedKey(key *fyne.KeyEvent) {
	page := l.scroll.Size().Height - look.Px(tagsWheel)
	by, known := map[fyne.KeyName]float32{
		fyne.KeyDown: look.Px(tagsWheel), fyne.KeyUp: -look.Px(tagsWheel), fyne.KeyPageDown: page, fyne.KeyPageUp: -page,
		fyne.KeyHome: -l.height(), fyne.KeyEnd: l.height(),
	}[key.Name]
	if !known {
		look.Forward(l, key)
		return
	}
	most := max(0, l.height()-l.scroll.Size().Height)
	l.scroll.ScrollToOffset(fyne.NewPos(0, min(most, max(0, l.scroll.Offset.Y+by))))
	l.place()
}

// AccessibilityLabel names the list by what it holds.
func (l *tagList) AccessibilityLabel() string {
	label := ""
	for i, r := range l.rows {
		if i > 0 {
			label += "; "
		}
		label += r.key + ": " + r.claimed + ", " + r.candidate
	}
	return label
}

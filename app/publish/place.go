package publish

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// Lengths of the place, pixels at a text size of 100 %.
const (
	headHeight            = 48
	listWidth, sideWidth  = 264, 312
	leastList             = 168 // where there is little room
	leastMain             = 420 // else the settings stand under the picture
	folderHeight          = 44
	lowPlace              = 420 // in a lower one the heading over the list is left out
	leastName             = 60  // under which the case's name is left out
	mostMain              = 1180
	footInset, backBefore = 16, 16
)

func (v *View) place(size fyne.Size) {
	px := look.Px
	head := px(headHeight)
	v.placeHead(size.Width, head)
	look.Put(v.under, 0, head-1, size.Width, 1)

	list, side := px(listWidth), px(sideWidth)
	if size.Width < list+side+px(leastMain) {
		list = max(px(leastList), min(px(listWidth), size.Width*0.26))
	}
	narrow := size.Width < list+side+px(leastMain)
	list = min(list, size.Width*0.42)
	if narrow {
		side = 0
	}
	if narrow != v.narrow {
		v.narrow, v.laid = narrow, false
		v.compose()
		v.writeFoot()
	}
	top, height := head, size.Height-head

	folder := min(px(folderHeight), height/3)
	heading := px(headingHeight)
	if height < px(lowPlace) {
		heading = 0
	}
	look.Show(v.make, heading > 0)
	look.Put(v.make, px(14), top+(heading-px(look.BodyBold.Line))/2, max(0, list-px(14)), px(look.BodyBold.Line))
	look.Put(v.overFolder, 0, top+height-folder, list-1, 1)
	look.Put(v.list, 0, top+heading, list-1, max(0, height-folder-heading))
	look.Put(v.folder, px(look.Gap4), top+height-folder+(folder-px(look.Short))/2, min(v.folder.MinSize().Width, list-px(look.Gap8)), px(look.Short))
	look.Put(v.besideList, list-1, top, 1, height)

	// The foot stands under the settings, or under everything where they have no column.
	footAt, footWidth := size.Width-side, side
	if narrow {
		footAt, footWidth = list, size.Width-list
	}
	inner := footWidth - 2*px(footInset)
	foot := v.foot.HeightAt(inner)
	footTop := size.Height - foot - 2*px(look.Gap12)
	if foot == 0 {
		footTop = size.Height
	}
	look.Put(v.foot, footAt+px(footInset), footTop+px(look.Gap12), inner, foot)
	look.Put(v.overFoot, footAt, footTop, footWidth, 1)

	mainWidth := size.Width - list - side
	mainBottom := size.Height
	if narrow {
		mainBottom = footTop
	}
	v.graphic.preview.most = max(px(140), (mainBottom-top)*0.62)
	v.document.pages.most = max(px(200), (mainBottom-top)*0.72)
	look.Put(v.stageGround, list, top, mainWidth, mainBottom-top)
	look.Put(v.mainScroll, list, top, mainWidth, max(0, mainBottom-top))
	look.Show(v.sideScroll, !narrow)
	look.Show(v.besideSide, !narrow)
	if !narrow {
		look.Put(v.sideScroll, size.Width-side, top, side, max(0, footTop-top))
		look.Put(v.besideSide, size.Width-side, top, 1, height)
	}
}

// placeHead lays out the line over everything: the case, where one is, and the
// way back. The case's name gives way first.
func (v *View) placeHead(width, height float32) {
	px := look.Px
	sign := px(20)
	look.Put(v.sign, px(14), (height-1-sign)/2, sign, sign)
	back := v.back.MinSize()
	right := width - px(backBefore) - back.Width
	look.Put(v.back, right, (height-1-back.Height)/2, back.Width, back.Height)
	from := px(44)
	name := v.name.Width() + 1
	line, quiet, nameLine := px(look.Body.Line), px(look.Quiet.Line), px(look.Title.Line)
	at := max(from, min((width-name)/2, right-px(look.Gap16)-name))
	room := at - from - px(look.Gap16)
	look.Show(v.name, from+name+px(look.Gap16) <= right)
	look.Show(v.title, room >= px(leastName))
	if !v.title.Visible() {
		at = from
	}
	look.Put(v.name, at, (height-1-nameLine)/2, name, nameLine)
	second := v.title.Visible() && v.value.Line != "" && v.line.Width() <= room
	look.Show(v.line, second)
	y := (height - 1 - line) / 2
	if second {
		y = (height - 1 - line - quiet) / 2
	}
	look.Put(v.title, from, y, max(0, room), line)
	look.Put(v.line, from, y+line, max(0, room), quiet)
}

// ends is a row with words at both its ends, under each other where they don't
// fit side by side.
type ends struct {
	widget.BaseWidget
	left, quiet *look.Text
	right       fyne.CanvasObject
	said        *look.Text // right, where it is a text
}

func newEnds(face look.Face, right fyne.CanvasObject) *ends {
	e := &ends{left: look.NewText("", face, look.InText), quiet: look.NewText("", look.Quiet, look.InSecond), right: right}
	if t, ok := right.(*look.Text); ok {
		e.said = t
	}
	e.ExtendBaseWidget(e)
	return e
}

func (e *ends) set(left, quiet string) {
	e.left.Set(left)
	e.quiet.Set(quiet)
	e.Refresh()
}

func (e *ends) widths() (left, quiet, right float32) {
	left = e.left.Width() + 1
	if w := e.quiet.Width(); w > 0 {
		quiet = w + look.Px(look.Gap8) + 1
	}
	if e.said != nil {
		return left, quiet, e.said.Width() + 1
	}
	return left, quiet, e.right.MinSize().Width
}

// HeightAt returns the height at a width.
func (e *ends) HeightAt(width float32) float32 {
	_, height := e.lay(width, false)
	return height
}

// lay puts everything in its place, or only measures.
func (e *ends) lay(width float32, put bool) (float32, float32) {
	left, quiet, right := e.widths()
	line := look.HeightOf(e.left, width)
	one := left+quiet+right+look.Px(look.Gap16) <= width
	rightHeight := look.HeightOf(e.right, max(width, right))
	if right <= 1 {
		rightHeight = 0
	}
	if one {
		height := max(look.Px(look.Body.Line), rightHeight)
		if put {
			q := look.Px(look.Quiet.Line)
			look.Put(e.left, 0, (height-look.Px(look.Body.Line))/2, left, look.Px(look.Body.Line))
			look.Put(e.quiet, left+look.Px(look.Gap8), (height-q)/2+look.Px(0.5), max(0, quiet-look.Px(look.Gap8)), q)
			look.Put(e.right, width-right, (height-rightHeight)/2, right, rightHeight)
		}
		return width, height
	}
	q, r := e.quiet.HeightAt(width), look.HeightOf(e.right, width)
	if right <= 1 {
		r = 0
	}
	if put {
		look.Put(e.left, 0, 0, width, line)
		look.Put(e.quiet, 0, line, width, q)
		look.Put(e.right, 0, line+q, min(right, width), r)
	}
	return width, line + q + r
}

// CreateRenderer is part of Fyne's widget.
func (e *ends) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: e, Parts: []fyne.CanvasObject{e.left, e.quiet, e.right},
		Least: func() fyne.Size { return fyne.NewSize(0, e.HeightAt(e.Size().Width)) },
		Place: func(size fyne.Size) { e.lay(size.Width, true) },
	})
}

// wide is a row of buttons that share its width; the last one has what the
// others leave.
type wide struct {
	widget.BaseWidget
	buttons []*look.Button
}

func newWide(buttons ...*look.Button) *wide {
	w := &wide{buttons: buttons}
	w.ExtendBaseWidget(w)
	return w
}

func (w *wide) fits(width float32) bool {
	need := float32(0)
	for i, b := range w.buttons {
		need += b.MinSize().Width
		if i > 0 {
			need += look.Px(look.Gap8)
		}
	}
	return need <= width
}

// HeightAt returns the height at a width: buttons that don't fit side by side
// stand under each other.
func (w *wide) HeightAt(width float32) float32 {
	height := w.buttons[0].MinSize().Height
	if n := float32(len(w.buttons)); !w.fits(width) {
		return n*height + (n-1)*look.Px(look.Gap8)
	}
	return height
}

// CreateRenderer is part of Fyne's widget.
func (w *wide) CreateRenderer() fyne.WidgetRenderer {
	parts := make([]fyne.CanvasObject, len(w.buttons))
	for i, b := range w.buttons {
		parts[i] = b
	}
	return look.NewPlan(look.Plan{
		Owner: w, Parts: parts,
		Least: func() fyne.Size { return fyne.NewSize(0, w.HeightAt(w.Size().Width)) },
		Place: func(size fyne.Size) {
			height, x, y := w.buttons[0].MinSize().Height, float32(0), float32(0)
			for i, b := range w.buttons {
				width := size.Width - x
				if w.fits(size.Width) && i < len(w.buttons)-1 {
					width = b.MinSize().Width
				}
				look.Put(b, x, y, width, height)
				if w.fits(size.Width) {
					x += width + look.Px(look.Gap8)
				} else {
					y += height + look.Px(look.Gap8)
				}
			}
		},
	})
}

// limit keeps a text from becoming wider than is easily read.
type limit struct {
	widget.BaseWidget
	text *look.Text
}

// mostLine is the width of a line of text at most, pixels at a text size of 100 %.
const mostLine = 620

func newLimit(text *look.Text) *limit {
	l := &limit{text: text}
	l.ExtendBaseWidget(l)
	return l
}

// HeightAt returns the height at a width.
func (l *limit) HeightAt(width float32) float32 {
	return l.text.HeightAt(min(width, look.Px(mostLine)))
}

// CreateRenderer is part of Fyne's widget.
func (l *limit) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: l, Parts: []fyne.CanvasObject{l.text},
		Least: func() fyne.Size { return fyne.NewSize(0, l.HeightAt(l.Size().Width)) },
		Place: func(size fyne.Size) { look.Put(l.text, 0, 0, min(size.Width, look.Px(mostLine)), size.Height) },
	})
}

package tray

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
)

// claimView shows the claimed picture: beside its words, over them in a wide
// or a narrow list; or, where there is none, a well to drop one on.
type claimView struct {
	widget.BaseWidget
	view  *View
	has   bool
	claim Claim

	well    *look.Button
	frame   *look.Box
	thumb   *look.Thumbnail
	name    *look.Text
	line    *look.Text
	badge   *look.BadgeShape
	wording *look.Text
}

func newClaimView(v *View) *claimView {
	c := &claimView{
		view:    v,
		well:    look.NewButton("", func() { v.chooseClaim() }, look.ButtonOptions{Icon: look.Add}),
		frame:   look.NewFrame(look.InStage, look.InEdge, 1, look.RadiusWell),
		thumb:   look.NewThumbnail(),
		name:    look.NewLine("", look.Body, look.InText, look.CutsMiddle),
		line:    look.NewText("", look.Quiet, look.InQuiet).AtMost(2),
		badge:   look.NewBadgeShape(look.NoBadge),
		wording: look.NewLine("", look.Quiet, look.InText, look.CutsEnd),
	}
	c.ExtendBaseWidget(c)
	return c
}

func (c *claimView) show(has bool, claim Claim) {
	c.has, c.claim = has, claim
	c.thumb.SetPicture(claim.Picture)
	c.name.Set(claim.Name)
	c.line.Set(claim.Line)
	c.badge.Set(claim.Badge)
	c.wording.Set(claim.Word)
	c.Refresh()
}

// stacked reports whether the words stand under the picture at that width.
func stacked(width float32) bool {
	return width < look.Px(narrowBelow) || width >= look.Px(wideFrom)
}

// claimShare is how much of the list's height the claim takes at most: what it
// may come from is to be seen, too.
const claimShare = 0.3

// picture returns the room for the picture.
func (c *claimView) picture(width float32) (w, h float32) {
	if c.view.tabs.height() > 0 && width < look.Px(wideFrom) { // they show it already
		return 0, 0
	}
	if !stacked(width) {
		return look.Px(thumbWidth), look.Px(thumbHeight)
	}
	w = width - 2*look.Px(inset)
	h = w * 3 / 4
	if c.claim.Picture != nil && !c.claim.Picture.Bounds().Empty() {
		b := c.claim.Picture.Bounds()
		shape := float32(b.Dx()) / float32(b.Dy())
		h = min(h, w/shape)
		if most := claimShare * c.view.pane.Size().Height; width >= look.Px(wideFrom) && h > most && most > 0 {
			h, w = most, min(w, most*shape)
		}
	}
	return w, h
}

// wordsHeight is the height of name, badge and line.
func (c *claimView) wordsHeight(width float32) float32 {
	h := look.Px(look.Body.Line)
	if c.claim.Word != "" {
		h += look.Px(17)
	}
	return h + c.line.HeightAt(width)
}

// HeightAt returns the height at a width.
func (c *claimView) HeightAt(width float32) float32 {
	if !c.has {
		return look.Px(thumbHeight)
	}
	_, h := c.picture(width)
	if h == 0 {
		return c.wordsHeight(width - 2*look.Px(inset))
	}
	if !stacked(width) {
		return max(h, c.wordsHeight(width-look.Px(wordsFrom)-look.Px(inset)))
	}
	return h + look.Px(look.Gap8) + c.wordsHeight(width-2*look.Px(inset))
}

// TappedSecondary asks for the claim's menu.
func (c *claimView) TappedSecondary(e *fyne.PointEvent) {
	if c.has && c.view.OnMenu != nil {
		c.view.OnMenu(c.claim.ID, e.AbsolutePosition)
	}
}

// CreateRenderer is part of Fyne's widget.
func (c *claimView) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.frame, c.well, c.thumb, c.name, c.badge, c.wording, c.line},
		Least: func() fyne.Size { return fyne.Size{} },
		Place: c.place,
		Paint: func() {
			look.Show(c.frame, !c.has)
			look.Show(c.well, !c.has)
			for _, o := range []fyne.CanvasObject{c.thumb, c.name, c.line} {
				look.Show(o, c.has)
			}
			look.Show(c.badge, c.has && c.claim.Word != "")
			look.Show(c.wording, c.has && c.claim.Word != "")
		},
	})
}

func (c *claimView) place(size fyne.Size) {
	px := look.Px
	left := px(inset)
	width := size.Width - 2*left
	if !c.has {
		look.Put(c.frame, left, 0, width, size.Height)
		well := c.well.MinSize()
		w := min(well.Width, width-px(look.Gap8))
		look.Put(c.well, left+(width-w)/2, (size.Height-well.Height)/2, w, well.Height)
		return
	}
	w, h := c.picture(size.Width)
	look.Show(c.thumb, h > 0)
	look.Put(c.thumb, left, 0, w, h)
	x, y, room := left, h+px(look.Gap8), width
	if h == 0 {
		y = 0
	} else if !stacked(size.Width) {
		x = px(wordsFrom)
		room = size.Width - x - left
		y = max(0, (size.Height-c.wordsHeight(room))/2)
	}
	line := px(look.Body.Line)
	look.Put(c.name, x, y, room, line)
	y += line
	if c.claim.Word != "" {
		side := px(16)
		look.Put(c.badge, x-px(1), y+(px(17)-side)/2, side, side)
		look.Put(c.wording, x+px(20), y, room-px(20), px(17))
		y += px(17)
	}
	look.Put(c.line, x, y, room, c.line.HeightAt(room))
}

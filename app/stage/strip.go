package stage

import (
	"math"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/support"
)

// leastLight is the least light left to the claim under the heat map: without
// it a reader would not know where a difference lies.
const leastLight = 0.1

// strip holds the controls of the mode in use, and the zoom at its right end.
type strip struct {
	widget.BaseWidget
	stage *Stage

	whole   *look.Button
	replay  *look.Button
	opacity *dial
	style   *look.Segment
	angle   *look.Segment
	degrees *look.Text
	play    *look.Button
	speed   *dial
	change  *look.Segment // from one picture to the other in the blink mode
	one     *look.Segment
	next    *look.Button // in place of it where room is short
	narrow  bool
	kind    *look.Button // a menu
	from    [3]*dial     // by kind
	light   *dial
	legend  *legend
	lines   *dial
	areas   *look.Button
	within  *look.Text // the name of the next
	inside  *look.Segment
	tiles   *look.Button
	add     *look.Button
	propose *look.Button
	mark    *look.Button // a menu: what can be drawn, and what the selected mark looks like
	tally   *look.Text   // what agrees and what does not, in words
	says    []string     // of the lines, the parts of it
	more    *look.Button // a menu of what has no room
	hidden  []fyne.CanvasObject
	out     *look.Button
	fit     *look.Button
	in      *look.Button

	zoomLong, zoomShort string // what the middle button says, and where room is short

	line *look.Box // the strip's own ground is the window's
}

func newStrip(s *Stage) *strip {
	p := &strip{
		stage:   s,
		opacity: newDial(0, 1, 0.01, func(v float64) { s.setOpacity(v) }),
		speed: newDial(leastPeriod.Seconds()*1000, mostPeriod.Seconds()*1000, float64(periodStep/time.Millisecond), func(v float64) {
			s.setPeriod(time.Duration(v) * time.Millisecond)
		}),
		light:   newDial(leastLight, 1, 0.01, func(v float64) { s.setLight(v) }),
		legend:  newLegend(),
		lines:   newDial(linesStep, support.MostLines, linesStep, func(v float64) { s.setLines(int(math.Round(v))) }),
		tally:   look.NewText("", look.Quiet, look.InSecond).AtMost(2),
		style:   look.NewSegment([]string{"", "", ""}),
		angle:   look.NewSegment([]string{"", "", ""}),
		change:  look.NewSegment([]string{"", ""}),
		one:     look.NewSegment([]string{"", "", ""}),
		degrees: look.NewLine("", look.Body, look.InSecond, look.Whole),
		within:  look.NewLine("", look.Body, look.InSecond, look.Whole),
		inside:  look.NewSegment([]string{"", "", ""}),
		line:    look.Hairline(),
	}
	short := look.ButtonOptions{Height: look.Short}
	bare := look.ButtonOptions{Kind: look.Bare, Height: look.Short}
	p.whole = look.NewButton("", func() { s.SetWhole(!s.values.whole) }, short)
	p.replay = look.NewButton("", func() { s.setReplay(!s.values.replay) }, short)
	p.areas = look.NewButton("", func() { s.setAreas(!s.areasWished()) }, short)
	p.next = look.NewButton("", func() { s.stepOne(1) }, look.ButtonOptions{Height: look.Short, After: look.ChevronRight})
	p.play = look.NewButton("", s.toggleBlink, short)
	p.out = look.NewButton("−", func() { s.Zoom(1 / zoomStep) }, bare)
	p.fit = look.NewButton("", s.Fit, bare)
	p.in = look.NewButton("+", func() { s.Zoom(zoomStep) }, bare)
	for k, t := range thresholds {
		p.from[k] = newDial(t.least, t.most, t.step, func(v float64) { s.setShowFrom(compare.Kind(k), v) })
	}
	p.kind = look.NewButton("", p.kindMenu, look.ButtonOptions{Height: look.Short, After: look.ChevronDown})
	p.style.OnChoose = func(i int) { s.SetStyle(compare.Style(i)) }
	p.angle.OnChoose = s.setAngle
	p.change.OnChoose = func(i int) { s.SetFade(i == 1) }
	p.one.OnChoose = func(i int) { s.setOne(compare.One(i)) }
	p.inside.OnChoose = func(i int) { s.setInside(compare.Inside(i)) }
	p.tiles = look.NewButton("", func() { s.setTiles(!s.values.tiles) }, short)
	p.add = look.NewButton("", s.AddDetail, look.ButtonOptions{Height: look.Short, Icon: look.Add})
	p.propose = look.NewButton("", s.propose, short)
	p.mark = look.NewButton("", p.markMenu, look.ButtonOptions{Height: look.Short, After: look.ChevronDown})
	p.more = look.NewButton("", func() { p.popUp(p.more, p.moreItems()) }, look.ButtonOptions{Height: look.Short, After: look.ChevronDown})
	p.ExtendBaseWidget(p)
	return p
}

// controls returns those of the mode in use, the most needed first.
func (p *strip) controls() []fyne.CanvasObject {
	switch p.stage.mode {
	case compare.SideBySide:
		return []fyne.CanvasObject{p.whole, p.replay}
	case compare.Overlay:
		return []fyne.CanvasObject{p.opacity, p.style}
	case compare.Swipe:
		return []fyne.CanvasObject{p.angle, p.degrees}
	case compare.Blink:
		return []fyne.CanvasObject{p.play, p.speed, p.change}
	case compare.DifferenceMode:
		return []fyne.CanvasObject{p.kind, p.from[p.stage.values.kind], p.legend, p.light}
	case compare.MatchLines:
		return []fyne.CanvasObject{p.lines, p.areas, p.tally}
	case compare.Single:
		if p.narrow {
			return []fyne.CanvasObject{p.next}
		}
		return []fyne.CanvasObject{p.one}
	case compare.OutsideMode:
		return []fyne.CanvasObject{p.within, p.inside, p.tiles}
	case compare.DetailsMode:
		return []fyne.CanvasObject{p.add, p.propose, p.tally}
	}
	return nil
}

// say sets the words in the stage's language.
func (p *strip) say(s *Stage) {
	l := s.language
	p.whole.SetWords(l.Say("stage.whole"))
	p.replay.SetWords(l.Say("stage.replay"))
	p.opacity.say(l.Say("stage.opacity"))
	p.style.SetWords([]string{l.Say("view.plain"), l.Say("view.red-cyan"), l.Say("view.edges")})
	p.angle.SetWords([]string{l.Say("stage.upright"), l.Say("stage.level"), l.Say("view.any-angle")})
	p.change.SetWords([]string{l.Say("view.cut"), l.Say("view.fade")})
	p.one.SetWords([]string{l.Say("view.one.claim"), l.Say("view.one.candidate"), l.Say("view.one.aligned")})
	p.speed.say(l.Say("stage.speed"))
	for _, d := range p.from {
		d.say(l.Say("stage.show-from"))
	}
	p.light.say(l.Say("stage.claim-light"))
	p.lines.say(l.Say("stage.lines"))
	p.areas.SetWords(l.Say("stage.areas"))
	p.within.Set(l.Say("outside.inside"))
	p.inside.SetWords([]string{l.Say("outside.inside.claim"), l.Say("outside.inside.candidate"), l.Say("outside.inside.dimmed")})
	p.tiles.SetWords(l.Say("outside.parts"))
	p.add.SetWords(l.Say("detail.add"))
	p.mark.SetWords(l.Say("mark.button"))
	p.more.SetWords(l.Say("stage.more"))
	p.out.SetHint(l.Say("stage.zoom-out"))
	p.in.SetHint(l.Say("stage.zoom-in"))
	p.fit.SetHint(l.Say("stage.fit-hint"))
	p.show(s)
}

// show brings the controls in line with the stage's values.
func (p *strip) show(s *Stage) {
	l, v := s.language, s.values
	dimmed := s.shows() != showTogether && s.shows() != showPanes && s.shows() != showCandidate && s.shows() != showWhole && s.shows() != showSingle
	p.whole.SetChosen(v.whole)
	p.whole.SetDimmed(dimmed || !s.scene.Placed, l.Say("stage.no-alignment"))
	p.replay.SetChosen(v.replay)
	p.replay.SetDimmed(dimmed || !s.replayable(), l.Say("stage.no-recipe"))
	p.opacity.set(v.opacity, l.Percent(v.opacity, 0), dimmed)
	p.style.SetChosen(int(v.style))
	at, turned := 2, l.Say("view.degrees", "n", strconv.Itoa(int(v.swipeTurn)))
	if v.upright() || v.level() {
		at, turned = int(v.swipeTurn/90)%2, ""
	}
	p.angle.SetChosen(at)
	p.degrees.Set(turned)
	p.change.SetChosen(0)
	if v.fade || s.lessMotion {
		p.change.SetChosen(1)
	}
	p.one.SetChosen(int(v.one))
	p.next.SetWords(l.Say("view.one." + []string{"claim", "candidate", "aligned"}[v.one]))
	p.next.SetDimmed(dimmed, "")
	for i := range 3 {
		p.style.SetDimmed(i, dimmed, "")
		p.angle.SetDimmed(i, dimmed, "")
		p.one.SetDimmed(i, dimmed || i == int(compare.OneAligned) && !s.scene.Placed, l.Say("stage.no-alignment"))
	}
	p.change.SetDimmed(0, dimmed || s.lessMotion, l.Say("view.less-motion"))
	p.change.SetDimmed(1, dimmed, "")
	p.inside.SetChosen(int(v.inside))
	for i := range 3 {
		p.inside.SetDimmed(i, dimmed, "")
	}
	p.tiles.SetChosen(v.tiles)
	p.tiles.SetDimmed(dimmed || len(s.parts.layout.Parts) == 0, "")
	p.play.SetWords(l.Say("stage.start"))
	if s.blink.running {
		p.play.SetWords(l.Say("stage.pause"))
	}
	p.play.SetDimmed(dimmed, "")
	ms := v.period.Milliseconds()
	p.speed.set(float64(ms), l.Say("stage.milliseconds", "n", strconv.FormatInt(ms, 10)), dimmed)
	p.kind.SetWords(l.Say("stage.kind." + v.kind.Name()))
	p.kind.SetDimmed(dimmed, "")
	for k, d := range p.from {
		d.set(v.showFrom[k], l.Number(v.showFrom[k], decimalsOf(compare.Kind(k))), dimmed)
	}
	p.light.set(v.light, l.Percent(v.light, 0), dimmed)
	p.legend.unit = l.Say("stage.unit." + v.kind.Name())
	p.legend.show(compare.LegendOf(compare.View{Kind: v.kind, ShowFrom: v.showFrom[v.kind]}), l)
	p.showLines(s, dimmed)
	p.showDetails(s, dimmed)
	p.mark.SetDimmed(!s.CanDraw(), "")
	p.mark.SetChosen(s.drawing.tool != "" || s.drawing.chosen != "")
	p.showZoom(s)
	p.Refresh()
}

// decimalsOf returns with how many decimals a kind's threshold is written.
func decimalsOf(k compare.Kind) int {
	if k == compare.Significance {
		return 1
	}
	return 0
}

// kindMenu lets a person choose which difference is shown.
func (p *strip) kindMenu() {
	l := p.stage.language
	var items []*fyne.MenuItem
	for _, k := range []compare.Kind{compare.Significance, compare.Proportional, compare.Plain} {
		item := fyne.NewMenuItem(l.Say("stage.kind."+k.Name()), func() { p.stage.SetKind(k) })
		item.Checked = k == p.stage.values.kind
		items = append(items, item)
	}
	p.popUp(p.kind, items)
}

// markMenu asks for the menu of the selected mark, or of what can be drawn.
func (p *strip) markMenu() {
	if p.stage.OnMarkMenu != nil && p.stage.CanDraw() {
		p.stage.OnMarkMenu(p.stage.drawing.chosen, fyne.CurrentApp().Driver().AbsolutePositionForObject(p.mark))
	}
}

// showDetails says what a click does, and whether details are proposed for the first time.
func (p *strip) showDetails(s *Stage, dimmed bool) {
	key := "detail.propose"
	if len(s.scene.Details.all()) > 0 {
		key = "detail.propose-again"
	}
	p.propose.SetWords(s.language.Say(key))
	p.propose.SetDimmed(dimmed || s.scene.Proposing, s.language.Say("detail.proposing"))
	p.add.SetDimmed(dimmed, "")
	switch {
	case s.mode != compare.DetailsMode:
	case dimmed:
		p.tally.Set("")
	case s.scene.Proposing:
		p.tally.Set(s.language.Say("detail.proposing"))
	default:
		p.tally.Set(s.language.Say("detail.click"))
	}
}

// followZoom says how large the picture is shown now.
func (p *strip) followZoom(s *Stage) {
	before := p.zoomLong
	if p.showZoom(s); p.zoomLong != before {
		p.Refresh()
	}
}

func (p *strip) showZoom(s *Stage) {
	nothing := s.shows() == showNothing || s.shows() == showSentence
	for _, b := range []*look.Button{p.out, p.fit, p.in} {
		b.SetDimmed(nothing, "")
	}
	if nothing || s.glass.port().pane.Empty() {
		p.zoomLong = s.language.Say("stage.fit-word")
		p.zoomShort = p.zoomLong
		return
	}
	at := s.position()
	scale := s.glass.port().resolved(at).scale
	decimals := 0
	if scale < 0.0995 {
		decimals = 1
	}
	percent := s.language.Percent(math.Round(scale*1000)/1000, decimals)
	p.zoomLong, p.zoomShort = percent, percent
	if !at.zoomed {
		p.zoomLong = s.language.Say("stage.fit", "zoom", percent)
	}
}

// focusables returns the controls in sight, in order.
func (p *strip) focusables() []fyne.Focusable {
	var all []fyne.Focusable
	others := append(p.controls(), p.more)
	if p.mark.Visible() {
		others = append(others, p.mark)
	}
	for _, c := range append(others, p.out, p.fit, p.in) {
		switch c := c.(type) {
		case *dial:
			all = append(all, c.slider)
		case *look.Segment:
			for i := range c.Len() {
				all = append(all, c.Button(i))
			}
		case fyne.Focusable:
			all = append(all, c)
		}
	}
	return all
}

// CreateRenderer is part of Fyne's widget.
func (p *strip) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: p,
		Parts: append(append([]fyne.CanvasObject{p.line}, p.all()...), p.mark, p.out, p.fit, p.in),
		Place: p.place,
		Least: func() fyne.Size { return fyne.NewSize(look.Px(320), look.Px(stripHeight)) },
	})
}

// The width in which the tally can be read, and the one that it gets before
// names and the word in the zoom do.
const leastTally, wishedTally = 110, 190

// place lays the controls from the left as far as they have room before the
// zoom; the legend stands next to the zoom. Where even the first has no room,
// names and the word in the zoom are left out.
func (p *strip) place(size fyne.Size) {
	look.Put(p.line, 0, 0, size.Width, 1)
	for brief := inFull; brief <= briefest; brief++ {
		if p.shorten(brief); p.room(size.Width) >= p.least() {
			break
		}
	}
	height := max(look.Px(look.Short), p.fit.MinSize().Height) // larger for an audience
	y := (size.Height - height) / 2
	at := size.Width - look.Px(look.Gap8)
	for _, b := range []*look.Button{p.in, p.fit, p.out} {
		width := b.MinSize().Width
		at -= width
		look.Put(b, at, y, width, height)
	}
	// Marks are drawn in every mode; where its own controls need the room, the menu of the window has them.
	width, gap := p.mark.MinSize().Width, look.Px(look.Gap8)
	need := p.least()
	if p.stage.mode == compare.DetailsMode && p.tally.Words() != "" {
		need += look.Px(look.Gap16+look.Gap24) + max(look.Px(wishedTally), p.tally.Width()*0.75) // on two lines
	}
	marking := p.room(size.Width)-width-gap >= need
	if marking { // nor does a control of the mode go under More for it
		with, _, _ := p.stand(size.Height, y, height, at-width-gap-look.Px(look.Gap16))
		marking = len(p.without(with)) == 0
	}
	look.Show(p.mark, marking)
	if marking {
		at -= width + gap
		look.Put(p.mark, at, y, width, height)
	}
	p.narrow = p.room(size.Width) < p.one.MinSize().Width
	shown := p.placeControls(size.Height, y, height, at-look.Px(look.Gap16))
	for _, c := range p.all() {
		look.Show(c, shown[c])
	}
}

// stand lays the controls out up to right; it returns which have room, and where room is left.
func (p *strip) stand(tall, y, height, right float32) (shown map[fyne.CanvasObject]bool, from, to float32) {
	shown = map[fyne.CanvasObject]bool{}
	left := look.Px(look.Gap16)
	for _, c := range p.controlsWithin(right - left) {
		width := c.MinSize().Width
		if c == fyne.CanvasObject(p.tally) {
			width = right - left
			p.sayLines(width)
			if width < look.Px(leastTally) || len(look.Quiet.Wrap(p.tally.Words(), width, 0)) > 2 {
				break // it is said whole, or not at all
			}
			high := p.tally.HeightAt(width)
			shown[c] = true
			look.Put(c, left, (tall-high)/2, width, high)
			continue
		}
		if left+width > right {
			break
		}
		shown[c] = true
		if c == fyne.CanvasObject(p.within) || c == fyne.CanvasObject(p.degrees) {
			line := look.Px(look.Body.Line)
			look.Put(c, left, (tall-line)/2, width, line)
			left += width + look.Px(look.Gap8)
			continue
		}
		if c == fyne.CanvasObject(p.legend) {
			right -= width
			look.Put(c, right, y, width, height)
			right -= look.Px(look.Gap16)
			continue
		}
		look.Put(c, left, y, width, height)
		left += width + look.Px(look.Gap16)
	}
	return shown, left, right
}

// all returns the controls of all modes.
func (p *strip) all() []fyne.CanvasObject {
	return []fyne.CanvasObject{
		p.whole, p.replay, p.opacity, p.style, p.angle, p.degrees, p.play, p.speed, p.change, p.one, p.next, p.kind,
		p.from[0], p.from[1], p.from[2], p.light, p.legend, p.lines, p.areas, p.within, p.inside, p.tiles, p.add, p.propose, p.tally, p.more,
	}
}

// controlsWithin returns the controls of the mode in use in the order in which
// they stand: what the colours mean comes before the choice of the kind.
func (p *strip) controlsWithin(width float32) []fyne.CanvasObject {
	all := p.controls()
	if p.stage.mode == compare.DifferenceMode {
		need := 2 * look.Px(look.Gap16)
		for _, c := range all[:3] {
			need += c.MinSize().Width
		}
		if need > width {
			return all[1:]
		}
	}
	return all
}

// least returns the width that the controls need which are not to be missed.
func (p *strip) least() float32 {
	switch p.stage.mode {
	case compare.DifferenceMode:
		return p.kind.MinSize().Width + p.from[p.stage.values.kind].MinSize().Width + p.legend.MinSize().Width + p.light.MinSize().Width + look.Px(3*look.Gap16)
	case compare.MatchLines:
		return p.lines.MinSize().Width + p.areas.MinSize().Width + look.Px(2*look.Gap16+wishedTally)
	case compare.DetailsMode:
		return p.add.MinSize().Width + p.propose.MinSize().Width + look.Px(look.Gap16)
	case compare.OutsideMode:
		return p.within.MinSize().Width + look.Px(look.Gap16) + p.inside.MinSize().Width
	}
	return p.controls()[0].MinSize().Width
}

// room returns the width that the zoom leaves for the controls.
func (p *strip) room(width float32) float32 {
	return width - look.Px(look.Gap16+look.Gap16+look.Gap8) - p.in.MinSize().Width - p.fit.MinSize().Width - p.out.MinSize().Width
}

// How much is left out where room is short: first the word in the zoom and the
// values of the difference's dials, then the names of all but the claim's light.
const (
	inFull = iota
	inBrief
	briefest
)

func (p *strip) shorten(brief int) {
	p.fit.SetWords(p.zoomLong)
	if brief >= inBrief {
		p.fit.SetWords(p.zoomShort)
	}
	for _, d := range []*dial{p.opacity, p.speed, p.from[0], p.from[1], p.from[2], p.lines} {
		d.short = brief == briefest
	}
	for _, d := range p.from {
		d.slim, d.bare = brief >= inBrief, brief == inBrief // the legend begins with the value
	}
	p.light.slim = brief >= inBrief
	p.light.bare = brief >= inBrief // without its name nobody would know what it does
}

// Package welcome owns the empty window: one question, a well for the claimed
// picture and one for the candidates, and the way to the sample case. Its main
// type is View. It promises that both wells stay in sight at every size of the
// window, and says where they are, so that a drop can be told apart.
package welcome

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Lengths of the design, pixels at a text size of 100 %.
const (
	widest      = 904 // both wells and the gap between them
	wellHeight  = 348
	wellLowest  = 236 // before the page scrolls
	stackedFrom = 720 // narrower than this, the wells stand one over the other
)

// View is the empty window.
type View struct {
	OnChooseClaim      func()
	OnChooseCandidates func()
	OnOpenSample       func()
	OnTour             func()
	OnTourOn           func() // go on with the tour where it was left
	OnPractise         func()
	OnRestore          func(id string)
	OnDiscard          func(id string)
	OnOpenCase         func(path string)
	OnForget           func() // the list of cases that were open

	language words.Language

	scroll            *container.Scroll
	page              *fyne.Container
	ground            *look.Box
	sign              *look.Icon
	question          *look.Text
	claim, candidates *well
	together          *look.Text
	newHere, time     *look.Text
	sample, practise  *look.Button
	tour, tourOn      *look.Button
	tourTime, known   *look.Text // known is what practising is
	goesOn            bool
	cases             *cases
	fixed             []fyne.CanvasObject // of the page, without cases
	pane              *look.Pane
}

// New returns the empty window.
func New(l words.Language) *View {
	v := &View{
		ground:   look.NewBox(look.InStage),
		sign:     look.NewIcon(look.Sign, look.InText),
		question: look.NewText("", look.Question, look.InText),
		together: look.NewText("", look.Body, look.InQuiet).Centred(),
		newHere:  look.NewLine("", look.QuietBold, look.InSecond, look.CutsEnd),
		time:     look.NewLine("", look.Quiet, look.InQuiet, look.Whole),
		tourTime: look.NewLine("", look.Quiet, look.InQuiet, look.Whole),
		known:    look.NewLine("", look.Quiet, look.InQuiet, look.Whole),
	}
	tell := func(what *func()) func() {
		return func() {
			if *what != nil {
				(*what)()
			}
		}
	}
	v.claim = newWell(claimDrawing(), look.Main, tell(&v.OnChooseClaim))
	v.candidates = newWell(candidatesDrawing(), look.Plain, tell(&v.OnChooseCandidates))
	line := func(icon look.Drawing, what *func()) *look.Button {
		return look.NewButton("", tell(what), look.ButtonOptions{Kind: look.Bare, Icon: icon, Wide: true, Bright: true, Height: look.Short})
	}
	v.sample, v.tour, v.tourOn = line(look.Picture, &v.OnOpenSample), line(look.Guide, &v.OnTour), line(look.Guide, &v.OnTourOn)
	v.practise = line(look.Tick, &v.OnPractise)
	v.cases = newCases(tell(&v.OnForget))
	v.fixed = []fyne.CanvasObject{v.sign, v.question, v.claim, v.candidates, v.together, v.newHere, v.sample, v.time, v.tour, v.tourTime, v.tourOn, v.practise, v.known}
	v.page = container.NewWithoutLayout(v.fixed...)
	v.scroll = container.NewVScroll(v.page)
	v.pane = look.NewPane([]fyne.CanvasObject{v.ground, v.scroll}, func(size fyne.Size) {
		v.ground.Resize(size)
		v.page.Layout = fixed{fyne.NewSize(0, v.lay(size))}
		v.scroll.Resize(size)
		v.scroll.Refresh()
	}, nil)
	v.SetLanguage(l)
	return v
}

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.question.Set(l.Say("window.question"))
	v.claim.say(l.Say("window.claim.well"), l.Say("window.claim.drop"), l.Say("window.claim.choose"))
	v.candidates.say(l.Say("window.candidates.well"), l.Say("window.candidates.drop"), l.Say("window.candidates.choose"))
	v.together.Set(l.Say("window.together"))
	v.newHere.Set(l.Say("window.new-here"))
	v.sample.SetWords(l.Say("window.sample"))
	v.time.Set(l.Say("window.sample-time"))
	v.tour.SetWords(l.Say("tour.start"))
	v.tourTime.Set(l.Say("tour.time"))
	v.tourOn.SetWords(l.Say("tour.on"))
	v.practise.SetWords(l.Say("lessons.entry"))
	v.known.Set(l.Say("lessons.entry.rest"))
	v.makeCases()
}

// ShowTour says whether the tour was left before its end, and can be gone on with.
func (v *View) ShowTour(goesOn bool) {
	if v.goesOn != goesOn {
		v.goesOn = goesOn
		v.pane.Refresh()
	}
}

// ClaimWell returns where the claim's well lies within the view.
func (v *View) ClaimWell() (fyne.Position, fyne.Size) { return v.place(v.claim) }

// CandidatesWell returns where the candidates' well lies within the view.
func (v *View) CandidatesWell() (fyne.Position, fyne.Size) { return v.place(v.candidates) }

func (v *View) place(w *well) (fyne.Position, fyne.Size) {
	return w.Position().Subtract(v.scroll.Offset), w.Size()
}

// Object is the empty window as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// FocusTarget is what takes the keyboard first.
func (v *View) FocusTarget() fyne.Focusable { return v.claim.choose }

// fixed gives the scrolling page its height; its objects are laid by lay.
type fixed struct{ size fyne.Size }

// Layout leaves the objects where they are.
func (fixed) Layout([]fyne.CanvasObject, fyne.Size) {}

// MinSize is the page's size.
func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return f.size }

// lay places everything for a window of that size and returns the height used.
func (v *View) lay(size fyne.Size) float32 {
	px := look.Px
	stacked := size.Width < px(stackedFrom)
	margin := px(look.Gap32)
	if stacked {
		margin = px(look.Gap16)
	}
	width := min(px(widest), size.Width-2*margin)
	left := (size.Width - width) / 2

	// Everything but the wells has the height that its words need.
	signWidth, signGap := px(30), px(look.Gap12)
	questionWidth := min(v.question.Width()+1, width-signWidth-signGap)
	questionHeight := v.question.HeightAt(questionWidth)
	togetherHeight := v.together.HeightAt(width)
	gapBig, gap := px(30), px(look.Gap16)
	if stacked {
		gapBig, gap = px(look.Gap16), px(look.Gap12)
	}
	offers := v.cases.layOffers(left, -1, width)
	if offers > 0 {
		offers += gapBig
	}
	beside := !stacked && len(v.cases.recent) > 0 // the cases stand beside the sample
	foot := px(look.Quiet.Line) + px(look.Gap4) + float32(len(v.newcomers()))*px(look.Short)
	recent := v.cases.recentHeight()
	switch {
	case beside:
		foot = max(foot, recent)
	case recent > 0:
		foot += gap + recent
	}
	rest := offers + questionHeight + gapBig + gap + togetherHeight + gapBig + foot

	var wells, well float32
	wellWidth := (width - px(look.Gap24)) / 2
	if stacked {
		wellWidth = width
		well = max(v.claim.lowHeight(wellWidth), v.candidates.lowHeight(wellWidth))
		wells = 2*well + gap
	} else {
		spare := size.Height - rest - 2*px(look.Gap24)
		least := max(px(wellLowest), v.claim.tallHeight(wellWidth), v.candidates.tallHeight(wellWidth))
		well = min(max(least, spare), max(px(wellHeight), least))
		wells = well
	}

	height := rest + wells
	y := max((size.Height-height)/2, gap)
	bottom := max(size.Height, height+2*gap)

	v.cases.layOffers(left, y, width)
	y += offers

	x := (size.Width - signWidth - signGap - questionWidth) / 2
	line := px(look.Question.Line)
	look.Put(v.sign, x, y+(line-signWidth)/2, signWidth, signWidth)
	look.Put(v.question, x+signWidth+signGap, y, questionWidth, questionHeight)
	y += questionHeight + gapBig

	v.claim.stacked, v.candidates.stacked = stacked, stacked
	look.Put(v.claim, left, y, wellWidth, well)
	if stacked {
		y += well + gap
		look.Put(v.candidates, left, y, wellWidth, well)
	} else {
		look.Put(v.candidates, left+wellWidth+px(look.Gap24), y, wellWidth, well)
	}
	y += well + gap
	look.Put(v.together, left, y, width, togetherHeight)
	y += togetherHeight + gapBig

	// Without cases the sample stands in the middle: it is one line, and no column of its own.
	column := min(wellWidth, width)
	x = (size.Width - column) / 2
	switch {
	case beside:
		v.cases.layRecent(left, y, column)
		x = left + column + px(look.Gap24)
	case recent > 0:
		v.cases.layRecent(x, y, column)
		y += recent + gap
	}
	look.Put(v.newHere, x, y, column, px(look.Quiet.Line))
	y += px(look.Quiet.Line) + px(look.Gap4)
	look.Show(v.tourOn, v.goesOn)
	for _, n := range v.newcomers() {
		look.Put(n.button, x, y, column, px(look.Short))
		if n.time != nil {
			width := n.time.Width()
			room := n.button != v.practise || width <= column-n.button.MinSize().Width-px(look.Gap16)
			look.Show(n.time, room)
			if room {
				look.Put(n.button, x, y, column-width-px(look.Gap8), px(look.Short))
				look.Put(n.time, x+column-width, y+(px(look.Short)-px(look.Quiet.Line))/2, width, px(look.Quiet.Line))
			}
		}
		y += px(look.Short)
	}
	return bottom
}

// newcomer is a line for who is new here, with how long it takes.
type newcomer struct {
	button *look.Button
	time   *look.Text // nil says nothing
}

func (v *View) newcomers() []newcomer {
	all := []newcomer{{v.sample, v.time}, {v.tour, v.tourTime}}
	if v.goesOn {
		all = append(all, newcomer{v.tourOn, nil})
	}
	return append(all, newcomer{v.practise, v.known})
}

// outline returns an empty frame for the wells' drawings.
func outline() *canvas.Rectangle { return canvas.NewRectangle(color.Transparent) }

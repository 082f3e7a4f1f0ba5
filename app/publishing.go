package app

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/words"
)

// making is what a person chose in the Publish place. What gives something away
// is chosen anew each time.
type making struct {
	kind     string
	language words.Language
	edition  edition.Edition
	attach   bool
	replaces int
	stopping bool
	save     bool         // it is to be saved once it is made
	now      desk.Graphic // that is shown
	moves    desk.Moves
	looked   string // for which edition and language the files were looked through
}

// made is one thing that can be made.
type made struct {
	kind    string
	icon    look.Drawing
	graphic casefile.GraphicKind // of a picture; else empty
	what    desk.What            // of something else
}

// makeable lists what can be made, in the order in which it is offered.
var makeable = []made{
	{"report", look.Report, "", desk.Report},
	{"html", look.WebPage, "", desk.Page},
	{"pair", look.SideBySide, casefile.PairGraphic, ""},
	{"outside", look.Outside, casefile.OutsideGraphic, ""},
	{"details", look.Details, casefile.DetailsGraphic, ""},
	{"difference", look.Difference, casefile.DifferenceGraphic, ""},
	{"versions", look.Versions, casefile.VersionsGraphic, ""},
	{"timeline", look.Dates, casefile.TimelineGraphic, ""},
	{"exhibit", look.Swipe, "", desk.Exhibit},
	{"motion", look.Film, casefile.MotionGraphic, ""},
	{"claimreview", look.Tag, "", desk.Review},
	{"package", look.Package, "", desk.Package},
	{"results", look.Results, "", desk.Results},
}

func makeableOf(kind string) made {
	i := slices.IndexFunc(makeable, func(m made) bool { return m.kind == kind })
	return makeable[max(0, i)]
}

// publishCommands are the commands of the place.
func (w *Window) publishCommands() []command {
	opened := func() bool { return w.publish.Opened() }
	picture := func() bool { return opened() && w.making.now.Made != nil && makeableOf(w.making.kind).graphic != "" }
	some := func() bool { return !w.seen.Empty() }
	return []command{
		{name: "publish", why: "palette.why.publish", menu: "publish", chord: chord(fyne.KeyP, ctrl), do: func() { w.openPublish("") }, can: some},
		{name: "report", why: "palette.why.report", menu: "publish", chord: chord(fyne.KeyR, ctrl), do: func() { w.openPublish("report") }, can: func() bool { return w.seen.CanReport() }},
		{name: "package", menu: "publish", do: func() { w.openPublish("package") }, can: some},
		{name: "publish-save", why: "palette.why.publish-save", menu: "publish", chord: chord(fyne.KeyReturn, ctrl), do: w.saveMade, can: opened, divided: true},
		{name: "publish-copy", why: "palette.why.publish-save", menu: "publish", do: w.copyMade, can: picture},
		{name: "style", menu: "publish", do: w.openStyle, divided: true},
		{name: "time", menu: "publish", do: w.askTime},
	}
}

// The ways in which a picture can move, and as what file.
var (
	ways  = []graphic.Way{graphic.Swipe, graphic.Blink, graphic.Fade}
	films = []desk.Clip{desk.GIF, desk.MP4}
)

// joinPublish makes the place tell what a person wants.
func (w *Window) joinPublish() {
	p := w.publish
	p.OnChoose = w.chooseMade
	p.OnLanguage = func(l words.Language) { w.making.language = l; w.showPublish() }
	p.OnEdition = func(e string) { w.making.edition = edition.Edition(e); w.showPublish() }
	p.OnAttach = func(on bool) { w.making.attach = on; w.showPublish() }
	p.OnReplaces = func(n int) { w.making.replaces = n; w.showPublish() }
	p.OnPreset = func(i int) {
		w.desk.EditGraphic("publish.edit.preset", func(g *casefile.Graphic) { g.Preset = w.style.kit.List()[i].Name })
	}
	p.OnArrange = func(i int) {
		w.desk.EditGraphic("publish.edit.layout", func(g *casefile.Graphic) { g.Arrangement = casefile.Arrangements[i] })
	}
	p.OnText = w.writeGraphic
	p.OnSwitch = w.switchGraphic
	p.After = func(d time.Duration, f func()) func() { return after(w.post, d, f) }
	p.OnWay = func(i int) { w.making.moves.Way = ways[i]; w.showPublish() }
	p.OnFilm = func(i int) { w.making.moves.Film = films[i]; w.showPublish() }
	p.OnStamp = func(x, y float64) {
		w.desk.EditGraphic("publish.edit.stamp-place", func(g *casefile.Graphic) {
			if g.Stamp.Text != "" {
				g.Stamp.At = geom.Point{X: x, Y: y}
			}
		})
	}
	w.joinPrinting()
	w.joinStyle()
	p.OnSave = w.saveMade
	p.OnFolder = func() {
		w.chooseFolderFor("publish.folder.means", func(path string) { w.publishIn(path); w.showPublish() })
	}
	p.OnCopy = w.copyMade
	p.OnCopyText = w.copyText
	p.OnStop = func() {
		w.making.stopping = true
		w.desk.Cancel()
		w.showPublish()
	}
	p.OnShow = w.showInFolder
	p.OnTime = w.openTime
	p.OnClose = w.closePublish
	p.OnHint = w.status.SetHint
	p.OnSize = func() { w.post(w.showPublish) } // not while it is being laid out
}

// writeGraphic keeps what a person writes on a graphic.
func (w *Window) writeGraphic(f publish.Field, text string) {
	keys := map[publish.Field]string{
		publish.Headline: "headline", publish.ClaimTitle: "bar", publish.FoundTitle: "bar", publish.ClaimDetail: "second", publish.FoundDetail: "second",
		publish.Credits: "credits", publish.Verdict: "verdict", publish.Alt: "alt",
	}
	if f == publish.Stamp {
		w.desk.EditGraphic("publish.edit.stamp", func(g *casefile.Graphic) { g.Stamp = stamped(g.Stamp, text) })
		return
	}
	w.desk.EditGraphic("publish.edit."+keys[f], func(g *casefile.Graphic) {
		*map[publish.Field]*string{
			publish.Headline: &g.Headline, publish.ClaimTitle: &g.Claim.Title, publish.ClaimDetail: &g.Claim.Detail,
			publish.FoundTitle: &g.Found.Title, publish.FoundDetail: &g.Found.Detail, publish.Credits: &g.Credits, publish.Verdict: &g.Verdict, publish.Alt: &g.Alt,
		}[f] = text
	})
}

// stampFirst is where a stamp lies until a hand moves it: in the lower third,
// where fewer faces are.
var stampFirst = geom.Point{X: 0.5, Y: 0.8}

// stamped returns a stamp with that text, none where it is empty.
func stamped(s casefile.GraphicStamp, text string) casefile.GraphicStamp {
	switch {
	case text == "":
		return casefile.GraphicStamp{}
	case s.Text == "":
		s.At = stampFirst
	}
	s.Text = text
	return s
}

func (w *Window) switchGraphic(s publish.Switch, on bool) {
	switch s {
	case publish.Numbers:
		w.desk.EditGraphic("publish.edit.numbers", func(g *casefile.Graphic) { g.Unnumbered = !on })
	case publish.Label:
		w.desk.EditGraphic("publish.edit.label", func(g *casefile.Graphic) { g.Unlabelled = !on })
	case publish.ClaimsPart:
		w.desk.EditGraphic("publish.edit.part", func(g *casefile.Graphic) { g.ClaimsPart = on })
	}
}

// openPublish opens the place at one thing to be made; without a name at the
// pair of pictures, or where there is none at the first that can be made.
func (w *Window) openPublish(kind string) {
	if w.seen.Empty() {
		return
	}
	if w.seen.Solving() {
		w.status.SetHint(w.settings.language.Say("lessons.closed.publish"))
		return
	}
	if w.wish.pictureOnly {
		w.togglePictureOnly()
	}
	w.endMarking()
	w.endAligning()
	w.closeBook()
	w.wish.listDrawer, w.wish.factsDrawer = false, false
	w.pointer(geom.Point{}, false)
	if kind == "" {
		kind = "pair"
		if whyNotMade(w.seen, makeableOf(kind), w.settings.language) != "" {
			kind = "report"
		}
	}
	if !w.publish.Opened() {
		in := w.settings.language
		if code := w.seen.Case.Language; code != "" {
			in = words.FromCode(code)
		}
		w.making = making{language: in, edition: edition.Publication, moves: desk.Moves{Way: ways[0], Film: films[0]}}
	}
	w.making.kind = kind
	w.publish.Open()
	w.bookTurned()
	w.showPublish()
	w.window.Canvas().Focus(w.publish.List())
	w.followTour()
}

func (w *Window) closePublish() {
	if w.publish.Opened() {
		w.publish.Close()
		w.desk.ForgetGraphic()
		w.desk.ForgetPages()
		w.making.now, w.making.save = desk.Graphic{}, false
		w.bookTurned()
		w.window.Canvas().Unfocus()
	}
}

// chooseMade shows another thing that can be made.
func (w *Window) chooseMade(kind string) {
	w.making.kind, w.making.save = kind, false
	w.showPublish()
	w.showKeys()
	w.refreshMenus()
	w.followTour()
}

// showPublish brings the place to the state of the desk, and has made what it
// is to show.
func (w *Window) showPublish() {
	if w.seen.Leaving == nil {
		w.making.stopping = false
	}
	if !w.publish.Opened() {
		return
	}
	s, m := w.seen, makeableOf(w.making.kind)
	l := w.settings.language
	v := publish.Value{
		Title: title(s), Line: documentLine(s, l), Entries: entries(s, l), Chosen: m.kind, Folder: shownFolder(w.settings.publishes), Language: w.making.language,
	}
	why := whyNotMade(s, m, l)
	switch {
	case why != "":
		if m.graphic != "" {
			w.desk.ForgetGraphic()
		}
	case m.graphic != "":
		w.desk.ForgetPages()
		v.Graphic = w.graphicValue(m)
	default:
		v.Document = w.documentMade(m)
	}
	if m.graphic != "" || m.what == desk.Exhibit {
		v.Claims, v.Claim = w.claimNames()
		v.Style = w.styleName()
	}
	if s.Leaving != nil {
		v.Running, v.Step, v.Stopping = true, stepWords(l, *s.Leaving), w.making.stopping
	}
	if s.Exported != nil {
		v.Result = result(l, *s.Exported)
	}
	w.publish.Show(v)
	if w.making.save && !w.covered() {
		w.saveMade()
	}
}

// publishIn remembers where things are saved.
func (w *Window) publishIn(folder string) {
	w.settings.publishes = folder
	w.settings.keep(w.fyneApp.Preferences())
}

// saveMade saves what is shown, or once it is made: into the folder of the last time, under a name
// that nothing has; the first time, and after it failed, where a person says.
func (w *Window) saveMade() {
	m := makeableOf(w.making.kind)
	if w.making.save = w.publish.Opened() && w.publish.Coming(); !w.publish.Able() || w.seen.Leaving != nil {
		return
	}
	e := desk.Export{
		What: cmp.Or(m.what, desk.Figure), Edition: w.making.edition, Language: w.making.language,
		Originals: m.what == desk.Report && w.making.attach, Replaces: w.making.replaces, Printing: w.printing(),
	}
	name := cmp.Or(w.seen.Preview.Name, string(e.What))
	if made := w.seen.Pages.Exhibit; m.what == desk.Exhibit && made != nil { // a case has one for each claim
		name = made.Name
	}
	name += e.What.Ending()
	if m.graphic != "" {
		name = w.making.now.Made.Name
	}
	lost := w.seen.Exported != nil && errors.Is(w.seen.Exported.Err, fs.ErrNotExist)
	if w.settings.publishes != "" && !lost {
		e.Path, e.Numbered = filepath.Join(w.settings.publishes, name), true
		w.leaveNow(e)
		return
	}
	ending := filepath.Ext(name)
	d := dialog.NewFileSave(func(file fyne.URIWriteCloser, err error) {
		switch {
		case err != nil:
			w.desk.Report(err)
		case file != nil:
			e.Path = file.URI().Path()
			w.publishIn(filepath.Dir(e.Path))
			if !strings.EqualFold(filepath.Ext(e.Path), ending) {
				e.Path, e.New = e.Path+ending, true
			}
			w.leaveNow(e)
		}
	}, w.window)
	d.SetFileName(name)
	w.showFileDialog(d, w.settings.language.Say("outgo.choose"), "desk.dialog-save", cmp.Or(w.settings.publishes, w.savesIn()))
}

func (w *Window) leaveNow(e desk.Export) {
	if e.What == desk.Figure {
		w.desk.SaveGraphic(e)
	} else {
		w.desk.Export(e)
	}
}

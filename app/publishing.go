package app

import (
	"cmp"
	"errors"
	"image"
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
	"github.com/motbilde/motbilde/internal/provenance"
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
		{name: "time", menu: "publish", do: w.askTime, divided: true},
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
		w.desk.EditGraphic("publish.edit.preset", func(g *casefile.Graphic) { g.Preset = graphic.Presets()[i].Name })
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
}

func (w *Window) closePublish() {
	if w.publish.Opened() {
		w.publish.Close()
		w.desk.ForgetGraphic()
		w.making.now, w.making.save = desk.Graphic{}, false
		w.bookTurned()
		w.window.Canvas().Unfocus()
	}
}

// chooseMade shows another thing that can be made.
func (w *Window) chooseMade(kind string) {
	w.making.kind, w.making.save = kind, false
	w.showPublish()
	w.refreshMenus()
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
		v.Graphic = w.graphicValue(m)
	default:
		v.Document = w.documentMade(m)
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

// graphicValue has the graphic made and says how it stands.
func (w *Window) graphicValue(m made) *publish.Graphic {
	l := w.settings.language
	look := desk.Look{Width: max(64, int(w.publish.Preview().Width*w.window.Canvas().Scale())), Safe: w.stage.Safe()}
	now := w.desk.NeedGraphic(m.graphic, w.making.language, w.making.moves, look)
	w.making.now = now
	g := graphicOf(now, w.making.language, l)
	if m.graphic == casefile.MotionGraphic {
		g.Moving = w.movingOf(now)
	}
	if now.Err != nil {
		g.Problem = sentence(l, now.Err)
		if errors.Is(now.Err, graphic.ErrNothing) {
			g.Problem = l.Say("publish.why." + m.kind)
		}
	}
	return g
}

// movingOf says how a moving picture stands.
func (w *Window) movingOf(now desk.Graphic) *publish.Moving {
	l := w.settings.language
	m := &publish.Moving{
		Ways: []string{l.Say("publish.way.swipe"), l.Say("publish.way.blink"), l.Say("publish.way.fade")}, Way: slices.Index(ways, w.making.moves.Way),
		Films: []string{"GIF", "MP4"}, Film: slices.Index(films, w.making.moves.Film),
	}
	for _, f := range now.Frames {
		m.Frames = append(m.Frames, publish.Frame{Picture: f.Picture, Hold: f.Hold})
	}
	return m
}

// graphicOf says how a graphic stands, in a language; in is that of its own words.
func graphicOf(now desk.Graphic, in, l words.Language) *publish.Graphic {
	want := now.Wanted
	g := &publish.Graphic{
		Picture: now.Shown, Covered: now.Dimmed, Working: now.Making, Ready: now.Ready(), Copyable: now.Made != nil && !now.Making,
		Arranges: now.Kind == casefile.PairGraphic, Arrangement: slices.Index(casefile.Arrangements, want.Arrangement),
		Switches: [3]bool{!want.Unnumbered, !want.Unlabelled, want.ClaimsPart},
	}
	uses(g, now.Kind)
	for i, p := range graphic.Presets() {
		pixels := l.Pixels(p.Width, p.Height)
		g.Presets = append(g.Presets, l.Say("publish.preset", "name", l.Say("publish.preset."+p.Name), "pixels", pixels))
		if p.Name == want.Preset || want.Preset == "" && i == 0 {
			g.Preset, g.Pixels = i, image.Pt(p.Width, p.Height)
			g.Safe = image.Rect(int(p.Safe.MinX), int(p.Safe.MinY), int(p.Safe.MaxX), int(p.Safe.MaxY))
		}
	}
	g.LabelSays = l.Say("publish.label.means")
	var said graphic.Settings
	if made := now.Made; made != nil {
		said = made.Said
		g.Pixels = image.Pt(made.Pixels.Width, made.Pixels.Height)
		g.Safe = image.Rect(int(made.Safe.MinX), int(made.Safe.MinY), int(made.Safe.MaxX), int(made.Safe.MaxY))
		g.Claim = image.Rect(int(made.Claim.MinX), int(made.Claim.MinY), int(made.Claim.MaxX), int(made.Claim.MaxY))
		g.About = l.Say("publish.about", "pixels", l.Pixels(g.Pixels.X, g.Pixels.Y), "size", l.FileSize(int64(len(made.Data))))
		if made.Escape.Share > 0 {
			g.LabelSays += " " + made.Escape.Say(l)
		}
		g.Format, g.Caption = made.Format, said.Caption
		if g.Arrangement < 0 {
			g.Arrangement = slices.Index(casefile.Arrangements, casefile.Above)
			if made.Beside {
				g.Arrangement = slices.Index(casefile.Arrangements, casefile.Beside)
			}
		}
		for _, n := range made.Notes {
			g.Notes = append(g.Notes, publish.Note{Text: n.Say(l), Must: n.Must})
		}
	}
	g.Texts[publish.Headline] = publish.Text{Said: want.Headline, Draft: said.Headline}
	g.Texts[publish.ClaimTitle] = publish.Text{Said: want.Claim.Title, Draft: said.Claim.Title}
	g.Texts[publish.ClaimDetail] = publish.Text{Said: want.Claim.Detail, Draft: said.Claim.Detail}
	g.Texts[publish.FoundTitle] = publish.Text{Said: want.Found.Title, Draft: said.Found.Title}
	g.Texts[publish.FoundDetail] = publish.Text{Said: want.Found.Detail, Draft: said.Found.Detail}
	g.Texts[publish.Credits] = publish.Text{Said: want.Credits, Draft: said.Credits}
	g.Texts[publish.Verdict] = publish.Text{Said: want.Verdict, Draft: said.Verdict}
	if want.Stamp.Text != "" {
		g.Texts[publish.Stamp] = publish.Text{Said: want.Stamp.Text}
		g.StampAt = [2]float64{want.Stamp.At.X, want.Stamp.At.Y}
	}
	g.Texts[publish.Alt] = publish.Text{Said: want.Alt, Draft: said.Alt}
	return g
}

// uses leaves out what a kind of graphic has no use for.
func uses(g *publish.Graphic, kind casefile.GraphicKind) {
	g.Gone[publish.Numbers] = kind != casefile.PairGraphic
	g.Gone[publish.ClaimsPart] = kind != casefile.PairGraphic
	g.Hidden[publish.Stamp] = kind != casefile.PairGraphic && kind != casefile.OutsideGraphic
	switch kind {
	case casefile.DetailsGraphic, casefile.VersionsGraphic, casefile.TimelineGraphic: // their bars are written by the case
		for _, f := range []publish.Field{publish.ClaimTitle, publish.ClaimDetail, publish.FoundTitle, publish.FoundDetail} {
			g.Hidden[f] = true
		}
	}
}

// documentMade has the files looked through and says what would leave.
func (w *Window) documentMade(m made) *publish.Document {
	l, s := w.settings.language, w.seen
	d := &publish.Document{
		Means: l.Say("outgo.what." + string(m.what) + ".means"), Format: strings.ToUpper(strings.TrimPrefix(filepath.Ext(m.what.Ending()), ".")), Edition: string(w.making.edition),
		Holds: m.what == desk.Report || m.what == desk.Package, CanAsk: m.what == desk.Report, Attach: w.making.attach, Replaces: w.making.replaces,
	}
	for _, issue := range s.Case.Issues {
		d.Issues = append(d.Issues, issue.Number)
	}
	if looked := string(w.making.edition) + " " + w.making.language.Code(); w.making.looked != looked {
		w.making.looked = looked
		w.desk.NeedPreview(w.making.edition, w.making.language) // it tells of itself, and this is called again
	}
	p := s.Preview
	if p.Edition != w.making.edition {
		return d
	}
	if p.Err != nil {
		d.Problem = sentence(l, p.Err)
		return d
	}
	d.Known, d.Ready = p.Known, p.Known
	if m.what == desk.Review {
		if p.Review.Err != nil {
			d.Problem, d.Ready = sentence(l, p.Review.Err), false
		}
		for _, gap := range p.Review.Gaps {
			d.Missing = append(d.Missing, l.Say("claimreview.missing."+string(gap.What), "claim", provenance.CleanText(gap.Claim)))
		}
	}
	if p.Withheld > 0 {
		d.Withheld = l.Plural("outgo.withheld."+d.Edition, p.Withheld)
	}
	for _, original := range p.Originals {
		f := publish.File{Name: provenance.CleanText(original.Evidence.Name)}
		for _, t := range original.Traces {
			f.Traces = append(f.Traces, l.Say("outgo.trace."+string(t.Kind), "value", provenance.CleanText(t.Value), "tag", t.Tag))
		}
		d.Files = append(d.Files, f)
	}
	return d
}

// entries lists what can be made; what can't says why.
func entries(s desk.Snapshot, l words.Language) (all []publish.Entry) {
	for _, m := range makeable {
		e := publish.Entry{Kind: m.kind, Icon: m.icon, Name: l.Say("publish.make." + m.kind), Why: whyNotMade(s, m, l)}
		if m.graphic == casefile.DetailsGraphic {
			e.Line = l.Plural("publish.make.details.line", keptDetails(s))
		} else {
			e.Line = l.Say("publish.make." + m.kind + ".line")
		}
		all = append(all, e)
	}
	return all
}

// whyNotMade says why something can't be made now; empty where it can.
func whyNotMade(s desk.Snapshot, m made, l words.Language) string {
	if m.graphic == "" {
		if (m.what == desk.Report || m.what == desk.Page) && !s.CanReport() {
			return l.Say("palette.why.report")
		}
		if m.what == desk.Review && len(s.Case.Findings) == 0 {
			return l.Say("publish.why.claimreview")
		}
		return ""
	}
	c, ok := s.Current()
	switch {
	case !ok || !s.HasClaim():
		return l.Say("publish.why.candidate")
	case c.State != desk.Compared && c.State != desk.Failed:
		return l.Say("publish.why.reading")
	case s.Claim.Evidence.Withheld.On || c.Evidence.Withheld.On:
		return l.Say("publish.why.withheld")
	case !shownAlignment(s, c).Placed():
		return l.Say("publish.why.no-pair")
	case m.graphic == casefile.OutsideGraphic && shownAlignment(s, c).CandidateCovered >= cropped:
		return l.Say("publish.why.outside")
	case m.graphic == casefile.DetailsGraphic && keptDetails(s) == 0:
		return l.Say("publish.why.details")
	}
	return ""
}

// cropped is the share of the found picture under which a claim is told as a
// crop of it.
const cropped = 0.995

// keptDetails counts the matching details of the pair that are shown.
func keptDetails(s desk.Snapshot) (n int) {
	for _, m := range s.Case.MarksOf(s.Claim.Evidence.ID, s.Selected) {
		if m.Kind == casefile.DetailMark && !m.Hidden {
			n++
		}
	}
	return n
}

// shownFolder is a folder as it is told: its own name and that of the one it lies in.
func shownFolder(path string) string {
	if path == "" {
		return ""
	}
	name, above := filepath.Base(path), filepath.Base(filepath.Dir(path))
	if above != "." && above != string(filepath.Separator) {
		name = filepath.Join(above, name)
	}
	return provenance.CleanText(name)
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
		Originals: m.what == desk.Report && w.making.attach, Replaces: w.making.replaces,
	}
	name := cmp.Or(w.seen.Preview.Name, string(e.What)) + e.What.Ending()
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

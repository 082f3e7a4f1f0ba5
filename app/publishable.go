package app

import (
	"errors"
	"image"
	"path/filepath"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// What the desk knows of what leaves, in the values that the Publish place takes.

// graphicValue has the graphic made and says how it stands.
func (w *Window) graphicValue(m made) *publish.Graphic {
	l := w.settings.language
	look := desk.Look{Width: max(64, int(w.publish.Preview().Width*w.window.Canvas().Scale())), Safe: w.stage.Safe()}
	now := w.desk.NeedGraphic(m.graphic, w.making.language, w.making.moves, look)
	w.making.now = now
	g := graphicOf(now, w.style.kit, w.making.language, l)
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
func graphicOf(now desk.Graphic, kit graphic.Kit, in, l words.Language) *publish.Graphic {
	want := now.Wanted
	g := &publish.Graphic{
		Picture: now.Shown, Covered: now.Dimmed, Working: now.Making, Ready: now.Ready(), Copyable: now.Made != nil && !now.Making,
		Arranges: now.Kind == casefile.PairGraphic, Arrangement: slices.Index(casefile.Arrangements, want.Arrangement),
		Switches: [3]bool{!want.Unnumbered, !want.Unlabelled, want.ClaimsPart},
	}
	uses(g, now.Kind)
	list := kit.List()
	known := slices.ContainsFunc(list, func(p graphic.Preset) bool { return p.Name == want.Preset })
	for i, p := range list {
		g.Presets = append(g.Presets, l.Say("publish.preset", "name", presetName(p.Name, l), "pixels", l.Pixels(p.Width, p.Height)))
		if p.Name == want.Preset || !known && i == 0 {
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

// presetName is what a size is called: those that every desk begins with in the
// language of the window, a desk's own as the desk called it.
func presetName(name string, l words.Language) string {
	if slices.ContainsFunc(graphic.Presets(), func(p graphic.Preset) bool { return p.Name == name }) {
		return l.Say("publish.preset." + name)
	}
	return provenance.CleanText(name)
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
	w.print(m, d)
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
	d.Known, d.Ready = p.Known, p.Known && d.Problem == ""
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

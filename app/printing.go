package app

import (
	"github.com/motbilde/motbilde/app/publish"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/provenance"
)

// joinPrinting makes the Publish place tell how documents are to be made.
func (w *Window) joinPrinting() {
	p := w.publish
	p.OnPages = w.showPublish
	p.OnClaim = func(i int) {
		if i < len(w.seen.Claims) {
			w.desk.SelectClaim(w.seen.Claims[i].Evidence.ID)
		}
	}
	p.OnPaper = func(i int) { w.settings.letter = i == 1; w.printOtherwise() }
	p.OnFineness = func(i int) { w.settings.screen = i == 1; w.printOtherwise() }
	p.OnAddress = func(address string) {
		w.desk.Edit(desk.Named{Key: "printed.edit.address"}, func(c casefile.Case) casefile.Case {
			c.Address = address
			return c
		})
	}
}

// printOtherwise remembers how reports are made, and shows the change.
func (w *Window) printOtherwise() {
	w.settings.keep(w.fyneApp.Preferences())
	w.showPublish()
}

// printing says how reports are made.
func (w *Window) printing() desk.Printing {
	return desk.Printing{Letter: w.settings.letter, Screen: w.settings.screen}
}

// print fills in what can be set of a document, and how it looks.
func (w *Window) print(m made, d *publish.Document) {
	l, s := w.settings.language, w.seen
	chosen := func(second bool) int {
		if second {
			return 1
		}
		return 0
	}
	switch m.what {
	case desk.Report, desk.Page, desk.Package:
		d.Printing = &publish.Printing{Paper: chosen(w.settings.letter), Fineness: chosen(w.settings.screen), Flows: m.what == desk.Page}
	case desk.Review:
		d.Address = &publish.Address{Said: s.Case.Address}
	}
	if m.what != desk.Report && m.what != desk.Page && m.what != desk.Exhibit && m.what != desk.Review {
		w.desk.ForgetPages()
		return
	}
	at := w.publish.Pages()
	if at.Width == 0 {
		at.Number = 0 // it has no place yet
	}
	now := w.desk.NeedPages(
		desk.Export{What: m.what, Edition: w.making.edition, Language: w.making.language, Replaces: w.making.replaces, Printing: w.printing()},
		desk.PagesLook{First: at.First, Number: at.Number, Width: max(64, int(at.Width*w.window.Canvas().Scale())), Safe: w.stage.Safe()})
	switch m.what {
	case desk.Exhibit:
		d.Facts = w.exhibitFacts(now)
		return
	case desk.Review:
		if now.Err != nil {
			d.Problem = sentence(l, now.Err)
		} else if now.Review != nil {
			d.Text = now.Review.Text
			for _, gap := range now.Review.Gaps {
				d.Missing = append(d.Missing, l.Say("claimreview.missing."+string(gap.What), "claim", provenance.CleanText(gap.Claim)))
			}
		}
		return
	}
	d.Pages = &publish.Pages{Pictures: now.Shown, Covered: now.Dimmed, First: now.First}
	if now.Err != nil {
		d.Pages.Problem = sentence(l, now.Err)
	}
	if p := now.Printed; p != nil {
		d.Pages.Count, d.Pages.Shape = p.Count(), float32(p.Shape())
		d.Pages.About = l.Say("printed.about", "pages", l.Plural("printed.count", p.Count()), "size", l.FileSize(p.PDF))
		if m.what == desk.Page {
			d.Pages.About = l.FileSize(p.HTML)
		}
	}
	if m.what == desk.Page {
		d.Facts = append(d.Facts, l.Say("printed.flows"))
	}
}

// exhibitFacts says what an exhibit shows.
func (w *Window) exhibitFacts(now desk.Pages) (facts []string) {
	l := w.settings.language
	e := now.Exhibit
	switch {
	case now.Err != nil:
		return []string{sentence(l, now.Err)}
	case e == nil:
		return []string{l.Say("printed.weighing")}
	}
	facts = append(facts, l.Say("printed.exhibit.pair", "claim", provenance.CleanText(e.Claim), "found", provenance.CleanText(e.Found), "size", l.FileSize(e.Bytes)))
	if e.Details > 0 {
		facts = append(facts, l.Plural("printed.exhibit.details", e.Details))
	}
	if len(w.seen.Claims) > 1 {
		facts = append(facts, l.Say("printed.exhibit.one"))
	}
	cover := "printed.exhibit.open"
	if e.Covered {
		cover = "printed.exhibit.covered"
	}
	return append(facts, l.Say(cover))
}

// claimNames are the claims among which one is chosen, and which one is.
func (w *Window) claimNames() (names []string, chosen int) {
	for i, c := range w.seen.Claims {
		names = append(names, provenance.CleanText(shownAs(c.Evidence, w.settings.language).Name))
		if c.Evidence.ID == w.seen.Claim.Evidence.ID {
			chosen = i
		}
	}
	return names, chosen
}

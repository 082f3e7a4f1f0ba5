package desk

import (
	"context"
	"image"
	"reflect"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/work"
)

// Printing says for which paper a report is laid out, and how fine its figures are.
type Printing struct {
	Letter bool // US Letter in place of A4
	Screen bool // figures for a screen, in place of print
}

// ask puts it into what is asked for.
func (p Printing) ask(a *casework.Ask) {
	a.Paper = report.A4
	if p.Letter {
		a.Paper = report.Letter
	}
	if p.Screen {
		a.Fineness = figure.ForScreen
	}
}

// PagesLook says which pages of a report are looked at.
type PagesLook struct {
	First, Number int
	Width         int  // of the place of each, device pixels
	Safe          bool // grey and dimmed
}

// Pages is what is known of a report as it would leave now.
type Pages struct {
	Printed *casework.Printed // of earlier settings while it is composed anew; nil before it is composed
	First   int               // the page of the first picture
	Shown   []image.Image     // at the size of their places
	Dimmed  []image.Image     // the same grey and dimmed, where that was asked for
	Exhibit *casework.Exhibit // of an exhibit, which has no pages
	Review  *casework.Review  // of a ClaimReview, which has none either
	Making  bool
	Err     error // why there are none
}

// paging is the desk's side of them.
type paging struct {
	composings work.Slot
	drawings   work.Slot

	of, getting *printed
	now         Pages
	drawn       pagesDrawn
}

// printed is a report with what it depends on.
type printed struct {
	export   Export // of which what the pages say nothing of is left out
	file     casefile.Case
	lines    int                       // of the log
	compared map[pairing]*align.Inlier // the first point of each comparison: every one has its own
	about    casefile.ID               // of an exhibit, the claim
	kit      *graphic.Kit
	err      error
	pages    *casework.Printed
	exhibit  *casework.Exhibit
	review   *casework.Review
}

// pagesDrawn is what the pictures depend on.
type pagesDrawn struct {
	of   *casework.Printed
	look PagesLook
}

// alike reports whether two are of the same kind and settings.
func (p *printed) alike(o *printed) bool {
	return p != nil && p.export == o.export && p.about == o.about && p.kit == o.kit
}

func (p *printed) fits(o *printed) bool {
	return p.alike(o) && p.lines == o.lines && reflect.DeepEqual(p.file, o.file) && samePoints(p.compared, o.compared)
}

// alone is what there is to see of it without pages.
func (p *printed) alone() Pages {
	if p.err != nil {
		return Pages{Err: p.err}
	}
	return Pages{Exhibit: p.exhibit, Review: p.review}
}

// samePoints compares the pointers and not what they point at.
func samePoints(a, b map[pairing]*align.Inlier) bool {
	if len(a) != len(b) {
		return false
	}
	for pair, at := range a {
		if other, known := b[pair]; !known || other != at {
			return false
		}
	}
	return true
}

// NeedPages has the report composed that an export would write, and pages of it
// drawn, or an exhibit or a review made; Snapshot.Pages holds them when they are there, and what is returned is
// how it stands now. What is being made of an earlier request ends.
func (d *Desk) NeedPages(e Export, look PagesLook) Pages {
	p := &d.out.paging
	want := printed{
		export: Export{Edition: e.Edition, Language: e.Language, Replaces: e.Replaces, Printing: e.Printing},
		file:   settled(d.file), lines: d.log.Count(), compared: map[pairing]*align.Inlier{},
	}
	switch e.What {
	case Exhibit:
		claim, _ := d.claim()
		want.about, want.kit = claim.ID, d.out.kit
		fallthrough
	case Review:
		want.export = Export{What: e.What, Edition: e.Edition, Language: e.Language}
	}
	for pair, c := range d.results {
		want.compared[pair] = nil
		if len(c.Alignment.Inliers) > 0 {
			want.compared[pair] = &c.Alignment.Inliers[0]
		}
	}
	if look.Safe && p.now.Dimmed == nil {
		p.now.Shown = nil // not to be seen for as long as the other takes
	}
	stale := !p.of.fits(&want)
	if stale {
		if want.export.What == "" && p.now.Printed == nil || want.export.What != "" && (p.of == nil || want.export.What != p.of.export.What) {
			p.now = Pages{} // of another kind nothing is shown meanwhile
		}
		p.now.Making, p.now.Err = true, nil
		if d.out.now == nil && !p.getting.fits(&want) && !d.waitsFor(&want) { // what leaves comes first
			d.composePages(&want)
		}
		if !p.of.alike(&want) {
			return p.now
		}
	}
	if p.of.err != nil || p.of.pages == nil {
		p.now = p.of.alone()
		return p.now
	}
	p.now.Err = nil
	if now := (pagesDrawn{p.of.pages, look}); now != p.drawn {
		p.drawn = now
		d.drawPages(now)
	}
	now := p.now // of earlier findings, where those that came since are still to be put in
	now.Making = now.Making || stale
	return now
}

// waitsFor reports whether a report is composed anew later: findings come in one
// after the other, and each would end what the one before had begun.
func (d *Desk) waitsFor(want *printed) bool {
	p := &d.out.paging
	stage := d.progress().Stage
	finding := stage == ReadingFiles || stage == ComparingFiles
	if p.getting.alike(want) {
		return finding || reflect.DeepEqual(p.getting.file, want.file) // only findings have come
	}
	return finding && p.of.alike(want) && p.of.err == nil
}

func (d *Desk) composePages(want *printed) {
	p := &d.out.paging
	p.getting = want
	document, ask, lab := d.outgoing(), d.ask(want.export.Edition, want.export.Language), d.lab
	ask.Replaces = want.export.Replaces
	want.export.Printing.ask(&ask)
	what := want.export.What
	work.Run(d.ctx, &p.composings, d.post, func(ctx context.Context) (made printed, err error) {
		switch what {
		case Exhibit:
			var out casework.Exhibit
			out, err = casework.ExhibitOf(ctx, lab, document, ask)
			made.exhibit = &out
		case Review:
			var out casework.Review
			out, err = casework.ReviewOf(document, ask)
			made.review = &out
		default:
			made.pages, err = casework.PagesOf(ctx, lab, document, ask)
		}
		return made, err
	}, func(made printed, err error) {
		want.pages, want.exhibit, want.review, want.err = made.pages, made.exhibit, made.review, err
		p.of, p.getting = want, nil
		if want.pages == nil || err != nil {
			p.now = want.alone()
		}
		d.publish() // who needs them asks again, and they are drawn
	})
}

// drawPages draws the pages that are looked at.
func (d *Desk) drawPages(now pagesDrawn) {
	p := &d.out.paging
	p.now.Making = true
	work.Run(d.ctx, &p.drawings, d.post, func(ctx context.Context) (out Pages, err error) {
		out = Pages{Printed: now.of, First: max(0, min(now.look.First, now.of.Count()-1))}
		for i := out.First; i < min(now.of.Count(), out.First+now.look.Number); i++ {
			if err := ctx.Err(); err != nil {
				return out, err
			}
			page, err := now.of.Draw(i, now.look.Width)
			if err != nil {
				return out, err
			}
			out.Shown = append(out.Shown, page)
			if now.look.Safe {
				out.Dimmed = append(out.Dimmed, dimmed(picture.FromImage("page", page).Image()))
			}
		}
		return out, nil
	}, func(out Pages, err error) {
		p.now = out
		p.now.Err = err
		d.publish()
	})
}

// ForgetPages ends what is being made and lets go of the pages.
func (d *Desk) ForgetPages() {
	p := &d.out.paging
	p.composings.Cancel()
	p.drawings.Cancel()
	*p = paging{}
}

package report

import (
	"cmp"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/picture"
)

// Version is one picture of those that match, with the date by which it was
// there: the claim, or a copy of it.
type Version struct {
	Claim   bool
	Account string // who published it; empty where nobody wrote it
	When    string // "9 Nov 2017"
	Date    casefile.Date
	// Picture returns it with what is redacted covered; nil where it can't be read.
	Picture func() *picture.Pyramid
}

// Moment is a date of the pair, of a copy or of a post.
type Moment struct {
	When  string // "about 2017"
	What  string // what happened then: "Posted"
	By    string // who did or says so; empty where nobody is named
	Claim bool   // it is of the claim, or of a post
	Exact bool   // to the day, and not in doubt
}

// versions returns the claim and the candidates that match it, oldest first;
// what nobody dated has no place among them.
func (e *edition) versions() (all []Version) {
	ends := map[casefile.Date]time.Time{}
	for i, it := range slices.Concat([]item{e.claim}, e.ranked) {
		if it.withheld || i > 0 && !it.verdict().Accepted() {
			continue
		}
		date, ok := it.evidence.NotLaterThan()
		if !ok {
			date = it.evidence.Source.Date
		}
		span, ok := date.Span()
		if !ok {
			continue
		}
		ends[date] = cmp.Or(span.To, span.From)
		all = append(all, Version{
			Claim: i == 0, Account: e.short(cmp.Or(it.evidence.Source.Publisher, it.evidence.Source.Account)),
			When: chronology.Latest(e.l, date), Date: date, Picture: func() *picture.Pyramid { return e.pixels(it) },
		})
	}
	slices.SortStableFunc(all, func(a, b Version) int { return ends[a.Date].Compare(ends[b.Date]) })
	return all
}

// publicMoments returns the dates of claim, copies and posts in the order of
// time. When and by whom a file was collected is nobody's concern outside the case.
func (e *edition) publicMoments() (all []Moment) {
	shown := slices.Concat([]item{e.claim}, e.ranked)
	for _, m := range e.in.Case.Timeline() {
		if !m.Dated || m.Kind == casefile.Collected {
			continue
		}
		out := Moment{
			When: chronology.Say(e.l, m.Date), What: chronology.Happening(e.l, m.Kind), By: e.short(m.By), Claim: true,
			Exact: m.Span.Precision >= casefile.Day && !m.Span.Doubtful,
		}
		if _, ofItem := e.in.Case.Find(m.Of); ofItem {
			i := slices.IndexFunc(shown, func(it item) bool { return it.evidence.ID == m.Of })
			if i < 0 || shown[i].withheld || i > 0 && !shown[i].verdict().Accepted() {
				continue
			}
			out.Claim = i == 0
		}
		if !slices.Contains(all, out) {
			all = append(all, out)
		}
	}
	return all
}

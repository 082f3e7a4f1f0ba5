package book

import (
	"slices"
	"strings"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
)

// source finds a part of what is known of where an item comes from.
func source[T any](e at[casefile.Evidence], part func(*casefile.Source) *T) at[T] {
	return of(e, func(e *casefile.Evidence) *T { return part(&e.Source) })
}

// buildItem makes the page of a picture or of another file.
func (f *form) buildItem(id casefile.ID) {
	e := item(id)
	f.heading("book.description")
	f.remark(f.l.Say("book.description.help"))
	f.put(text(f, "description.text", of(e, func(e *casefile.Evidence) *string { return &e.Description }), 3))
	f.published(e)
	f.obtained(e)
	f.attributed(e)
	f.heading("book.statements")
	f.remark(f.l.Say("book.statements.help"))
	list(f, "statement", source(e, func(s *casefile.Source) *[]casefile.Statement { return &s.Statements }), "statement.who", true, func(a at[casefile.Statement]) {
		f.put(text(f, "statement.who", of(a, func(s *casefile.Statement) *string { return &s.Who }), 1),
			dated(f, "statement.when", of(a, func(s *casefile.Statement) *casefile.Date { return &s.When })))
		f.put(text(f, "statement.what", of(a, func(s *casefile.Statement) *string { return &s.What }), 2))
		f.put(text(f, "statement.where", of(a, func(s *casefile.Statement) *string { return &s.Where }), 1))
	})
	f.pillars(e)
	f.foundBy(e)
	f.withheld(e)
}

// published is what is known of the post or page that the item comes from.
func (f *form) published(e at[casefile.Evidence]) {
	f.heading("book.published")
	f.put(text(f, "address", source(e, func(s *casefile.Source) *string { return &s.Address }), 1))
	list(f, "archived", source(e, func(s *casefile.Source) *[]casefile.Archived { return &s.Archived }), "archived.address", false, func(a at[casefile.Archived]) {
		f.put(text(f, "archived.address", of(a, func(x *casefile.Archived) *string { return &x.Address }), 1),
			dated(f, "archived.date", of(a, func(x *casefile.Archived) *casefile.Date { return &x.Date })))
	})
	f.put(dated(f, "posted", source(e, func(s *casefile.Source) *casefile.Date { return &s.Date })),
		text(f, "publisher", source(e, func(s *casefile.Source) *string { return &s.Publisher }), 1))
	f.put(text(f, "platform", source(e, func(s *casefile.Source) *string { return &s.Platform }), 1),
		text(f, "account", source(e, func(s *casefile.Source) *string { return &s.Account }), 1))
	f.put(text(f, "text", source(e, func(s *casefile.Source) *string { return &s.Text }), 3),
		text(f, "translation", source(e, func(s *casefile.Source) *string { return &s.Translation }), 3))
	f.put(dated(f, "deleted", source(e, func(s *casefile.Source) *casefile.Date { return &s.DeletedSince })))
}

// obtained is what is known of the file itself.
func (f *form) obtained(e at[casefile.Evidence]) {
	f.heading("book.file")
	f.put(text(f, "acquisition", source(e, func(s *casefile.Source) *string { return &s.Acquisition }), 2))
	f.put(text(f, "collector", source(e, func(s *casefile.Source) *string { return &s.Collector }), 1),
		dated(f, "collected", source(e, func(s *casefile.Source) *casefile.Date { return &s.Collected })))
	f.put(choice(f, "copy", source(e, func(s *casefile.Source) *casefile.CopyKind { return &s.Copy }), casefile.CopyKinds,
		func(k casefile.CopyKind) string { return f.l.Say("book.copy." + string(k)) }))
	f.put(text(f, "credit", source(e, func(s *casefile.Source) *string { return &s.Credit }), 1),
		text(f, "rights", source(e, func(s *casefile.Source) *string { return &s.Rights }), 1))
	f.put(text(f, "note", source(e, func(s *casefile.Source) *string { return &s.Note }), 3))
}

// attributed are the dates, places and names that may be given several times.
func (f *form) attributed(e at[casefile.Evidence]) {
	dates := source(e, func(s *casefile.Source) *[]casefile.Attributed { return &s.Dates })
	f.heading("book.dates")
	f.remark(f.l.Say("book.dates.help"))
	f.said(func(c casefile.Case) string { return strings.Join(chronology.Conflicts(f.l, e.read(c)), "\n") })
	list(f, "dates", dates, "dates.what="+string(casefile.Whats[0]), false, func(a at[casefile.Attributed]) {
		f.put(choice(f, "dates.what", of(a, func(x *casefile.Attributed) *casefile.What { return &x.What }), casefile.Whats,
			func(w casefile.What) string { return f.l.Say("book.dates.what." + string(w)) }))
		f.put(dated(f, "dates.value", of(a, func(x *casefile.Attributed) *string { return &x.Value })),
			text(f, "by", of(a, func(x *casefile.Attributed) *string { return &x.By }), 1))
		// A date of the event and one of the picture can both count.
		f.oneCounts(a, dates, func(x, y casefile.Attributed) bool {
			return (x.What == casefile.Happened) == (y.What == casefile.Happened)
		})
	})
	for _, group := range []struct {
		name string
		all  at[[]casefile.Attributed]
	}{
		{"places", source(e, func(s *casefile.Source) *[]casefile.Attributed { return &s.Places })},
		{"creators", source(e, func(s *casefile.Source) *[]casefile.Attributed { return &s.Creators })},
	} {
		f.heading("book." + group.name)
		f.said(func(c casefile.Case) string { return f.several(group.name, group.all.read(c)) })
		list(f, group.name, group.all, group.name+".value", false, func(a at[casefile.Attributed]) {
			f.put(text(f, group.name+".value", of(a, func(x *casefile.Attributed) *string { return &x.Value }), 1),
				text(f, "by", of(a, func(x *casefile.Attributed) *string { return &x.By }), 1))
			f.oneCounts(a, group.all, func(x, y casefile.Attributed) bool { return true })
		})
	}
}

// several says that different places or names stand beside each other.
func (f *form) several(name string, all []casefile.Attributed) string {
	var different []string
	for _, a := range all {
		value := strings.TrimSpace(a.Value)
		if value != "" && !slices.ContainsFunc(different, func(o string) bool { return strings.EqualFold(o, value) }) {
			different = append(different, value)
		}
	}
	i := slices.IndexFunc(all, func(a casefile.Attributed) bool { return a.Resolved })
	switch {
	case len(different) < 2:
		return ""
	case i >= 0:
		return f.l.Say("book."+name+".resolved", "n", f.l.Count(int64(len(different))), "value", all[i].Value)
	}
	return f.l.Say("book."+name+".several", "n", f.l.Count(int64(len(different))))
}

// oneCounts makes the box by which one of several is marked as the one that
// counts; another that it stands against loses the mark.
func (f *form) oneCounts(a at[casefile.Attributed], all at[[]casefile.Attributed], against func(x, y casefile.Attributed) bool) {
	k := f.check("book.counts", "counts", f.l.Say("book.counts"), "",
		func(c casefile.Case) bool { return a.read(c).Resolved },
		func(c casefile.Case, on bool) casefile.Case {
			this := a.read(c)
			c = all.change(c, func(s *[]casefile.Attributed) {
				*s = slices.Clone(*s)
				for i := range *s {
					if on && against((*s)[i], this) {
						(*s)[i].Resolved = false
					}
				}
			})
			return a.change(c, func(x *casefile.Attributed) { x.Resolved = on })
		})
	f.put(k)
}

// pillars are the five questions, each with its answer.
func (f *form) pillars(e at[casefile.Evidence]) {
	f.heading("book.pillars")
	f.remark(f.l.Say("book.pillars.help"))
	for _, p := range []struct {
		name string
		a    at[casefile.Pillar]
	}{
		{"provenance", of(e, func(e *casefile.Evidence) *casefile.Pillar { return &e.Pillars.Provenance })},
		{"source", of(e, func(e *casefile.Evidence) *casefile.Pillar { return &e.Pillars.Source })},
		{"date", of(e, func(e *casefile.Evidence) *casefile.Pillar { return &e.Pillars.Date })},
		{"location", of(e, func(e *casefile.Evidence) *casefile.Pillar { return &e.Pillars.Location })},
		{"motivation", of(e, func(e *casefile.Evidence) *casefile.Pillar { return &e.Pillars.Motivation })},
	} {
		f.items = append(f.items,
			look.Item{Object: look.NewText(f.l.Say("book.pillar."+p.name), look.BodyBold, look.InText), Above: look.Gap16},
			look.Item{Object: look.NewText(f.l.Say("book.pillar."+p.name+".asks"), look.Body, look.InSecond)})
		trail := f.trail
		f.trail += p.name + "."
		f.put(choice(f, "pillar.known", of(p.a, func(p *casefile.Pillar) *casefile.Known { return &p.Known }), casefile.Knowns,
			func(k casefile.Known) string { return f.l.Say("book.pillar.known." + string(k)) }),
			text(f, "pillar.note", of(p.a, func(p *casefile.Pillar) *string { return &p.Note }), 2))
		f.trail = trail
	}
}

func (f *form) foundBy(e at[casefile.Evidence]) {
	f.heading("book.found-by")
	f.put(text(f, "finder", source(e, func(s *casefile.Source) *string { return &s.FoundBy.Name }), 1))
	f.put(f.flag("finder.withheld", source(e, func(s *casefile.Source) *bool { return &s.FoundBy.Withheld })))
}

// withheld keeps an item out of what is published.
func (f *form) withheld(e at[casefile.Evidence]) {
	f.heading("book.withheld")
	f.put(f.check("book.withheld", "withheld", f.l.Say("book.withheld.on"), f.l.Say("book.withheld.means"),
		func(c casefile.Case) bool { return e.read(c).Withheld.On },
		func(c casefile.Case, on bool) casefile.Case {
			return e.change(c, func(e *casefile.Evidence) { e.Withheld = e.Withheld.Switched(on) })
		}))
	why := text(f, "withheld.why", of(e, func(e *casefile.Evidence) *string { return &e.Withheld.Why }), 2)
	f.bring = append(f.bring, func(c casefile.Case) {
		w := e.read(c).Withheld
		look.Show(why, w.On || w.Why != "")
	})
	f.put(why)
}

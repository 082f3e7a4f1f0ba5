package book

import (
	"slices"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
)

// buildFinding makes the page on which a person says what they conclude about a
// claimed picture.
func (f *form) buildFinding(claimed casefile.ID) {
	a := finding(claimed)
	f.after = func(c casefile.Case) casefile.Case { return c.WithFinding(a.read(c)) } // an empty one goes
	f.heading("book.finding.conclusion")
	f.remark(f.l.Say("book.finding.help"))
	f.said(func(c casefile.Case) string {
		if a.read(c).Empty() {
			return f.l.Say("book.finding.empty")
		}
		return ""
	})
	f.put(text(f, "wording", of(a, func(x *casefile.Finding) *string { return &x.Wording }), 3))
	f.put(text(f, "does-not-show", of(a, func(x *casefile.Finding) *string { return &x.DoesNotShow }), 3))
	f.put(text(f, "finding.by", of(a, func(x *casefile.Finding) *string { return &x.By }), 1),
		dated(f, "finding.date", of(a, func(x *casefile.Finding) *casefile.Date { return &x.Date })))

	f.heading("book.ratings")
	f.remark(f.l.Say("book.ratings.help"))
	for _, r := range casefile.Ratings {
		f.rating(a, r)
	}
	f.said(func(c casefile.Case) string {
		ratings := a.read(c).Ratings
		if slices.Contains(ratings, casefile.Decontextualized) &&
			(slices.Contains(ratings, casefile.EditedOrCropped) || slices.Contains(ratings, casefile.Transformed)) {
			return f.l.Say("book.ratings.unaltered-and-altered")
		}
		return ""
	})

	f.heading("book.sources")
	f.remark(f.l.Say("book.sources.help"))
	f.said(func(c casefile.Case) string { return f.sourceCount(len(a.read(c).Sources)) })
	f.checklist("sources", of(a, func(x *casefile.Finding) *[]casefile.ID { return &x.Sources }),
		func(e casefile.Evidence) bool { return e.ID != claimed })

	f.heading("book.reply")
	f.put(text(f, "reply.who", of(a, func(x *casefile.Finding) *string { return &x.Reply.Who }), 1),
		dated(f, "reply.asked", of(a, func(x *casefile.Finding) *casefile.Date { return &x.Reply.Asked })))
	f.put(choice(f, "reply.answer", of(a, func(x *casefile.Finding) *casefile.Answer { return &x.Reply.Answer }), casefile.Answers,
		func(o casefile.Answer) string { return f.l.Say("book.reply.answer." + string(o)) }))
	f.put(text(f, "reply.text", of(a, func(x *casefile.Finding) *string { return &x.Reply.Text }), 3))

	f.heading("book.second-reader")
	f.secondReader(of(a, func(x *casefile.Finding) *casefile.SecondReader { return &x.SecondReader }))
}

func (f *form) secondReader(a at[casefile.SecondReader]) {
	f.put(text(f, "reader.name", of(a, func(r *casefile.SecondReader) *string { return &r.Name }), 1),
		dated(f, "reader.date", of(a, func(r *casefile.SecondReader) *casefile.Date { return &r.Date })))
	f.put(text(f, "reader.note", of(a, func(r *casefile.SecondReader) *string { return &r.Note }), 2))
}

// rating makes the box of a MediaReview value with what the value means. One
// that contradicts a ticked one can't be ticked, and says why.
func (f *form) rating(a at[casefile.Finding], r casefile.Rating) {
	name := func(r casefile.Rating) string { return f.l.Say("book.rating." + string(r)) }
	k := f.check("book.ratings", "rating="+string(r), name(r)+" · "+string(r), f.l.Say("book.rating."+string(r)+".means"),
		func(c casefile.Case) bool { return slices.Contains(a.read(c).Ratings, r) },
		func(c casefile.Case, on bool) casefile.Case {
			return a.change(c, func(x *casefile.Finding) {
				if next, ok := x.WithRating(r, on); ok {
					*x = next
				}
			})
		})
	f.bring = append(f.bring, func(c casefile.Case) {
		ratings := a.read(c).Ratings
		i := slices.IndexFunc(ratings, r.Contradicts)
		why := ""
		if i >= 0 {
			why = f.l.Say("book.rating.excluded", "other", name(ratings[i]))
		}
		k.SetDimmed(i >= 0, why)
	})
	f.items = append(f.items, look.Item{Object: k, Above: look.Gap12})
}

func (f *form) sourceCount(n int) string {
	if n == 0 {
		return f.l.Say("book.sources.none")
	}
	return f.l.Plural("book.sources.counted", n)
}

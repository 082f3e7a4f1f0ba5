package book

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// buildPost makes the page of a post.
func (f *form) buildPost(id casefile.ID) {
	p := post(id)
	f.heading("book.post.published")
	f.put(text(f, "post.platform", of(p, func(p *casefile.Post) *string { return &p.Platform }), 1),
		text(f, "post.account", of(p, func(p *casefile.Post) *string { return &p.Account }), 1))
	f.put(text(f, "post.address", of(p, func(p *casefile.Post) *string { return &p.Address }), 1))

	f.heading("book.texts")
	list(f, "texts", of(p, func(p *casefile.Post) *[]casefile.Text { return &p.Texts }), "texts.language", false, func(a at[casefile.Text]) {
		f.put(text(f, "texts.language", of(a, func(t *casefile.Text) *string { return &t.Language }), 1))
		f.put(text(f, "texts.text", of(a, func(t *casefile.Text) *string { return &t.Text }), 3),
			text(f, "texts.translation", of(a, func(t *casefile.Text) *string { return &t.Translation }), 3))
	})

	f.heading("book.pictures")
	f.remark(f.l.Say("book.pictures.help"))
	f.checklist("pictures", of(p, func(p *casefile.Post) *[]casefile.ID { return &p.Pictures }), func(casefile.Evidence) bool { return true })
	f.heading("book.captures")
	f.remark(f.l.Say("book.captures.help"))
	f.checklist("captures", of(p, func(p *casefile.Post) *[]casefile.ID { return &p.Captures }), func(e casefile.Evidence) bool { return !e.Derived() })

	for _, group := range []struct {
		name string
		all  at[[]casefile.Seen]
	}{
		{"online", of(p, func(p *casefile.Post) *[]casefile.Seen { return &p.SeenOnline })},
		{"gone", of(p, func(p *casefile.Post) *[]casefile.Seen { return &p.SeenGone })},
	} {
		f.heading("book." + group.name)
		list(f, group.name, group.all, "seen.when", false, func(a at[casefile.Seen]) {
			f.put(dated(f, "seen.when", of(a, func(s *casefile.Seen) *casefile.Date { return &s.When })),
				text(f, "seen.who", of(a, func(s *casefile.Seen) *string { return &s.Who }), 1))
		})
	}

	f.heading("book.replaced")
	var others []casefile.ID
	for _, o := range f.view.value.Case.Posts {
		if o.ID != id {
			others = append(others, o.ID)
		}
	}
	// The names stand on the buttons: an account that is renamed elsewhere makes them anew.
	f.remake(func(c casefile.Case) string {
		var names []string
		for _, o := range c.Posts {
			if o.ID != id {
				names = append(names, postName(f.l, c, o.ID))
			}
		}
		return strings.Join(names, "\n")
	})
	if len(others) == 0 {
		f.remark(f.l.Say("book.replaced.none"))
	} else {
		f.put(choice(f, "replaced-by", of(p, func(p *casefile.Post) *casefile.ID { return &p.ReplacedBy }), others,
			func(o casefile.ID) string { return postName(f.l, f.view.value.Case, o) }))
	}
	remove := f.button("post.remove", "post.remove", look.ButtonOptions{}, func() {
		f.edit("book.post.remove", func(c casefile.Case) casefile.Case { return c.WithoutPost(id) })
	})
	f.items = append(f.items, look.Item{Object: remove, Above: look.Gap32, Hugs: true})
}

// mostListed is how many items a checklist shows beside those that are ticked,
// until a person asks for all.
const mostListed = 24

// checklist makes a box for each item that can be chosen, with its picture.
func (f *form) checklist(name string, a at[[]casefile.ID], can func(e casefile.Evidence) bool) {
	key := string(f.view.page.id) + "." + name
	able := func(c casefile.Case) (all []casefile.Evidence) {
		for _, e := range c.Evidence {
			if can(e) {
				all = append(all, e)
			}
		}
		return all
	}
	f.remake(func(c casefile.Case) string {
		var ids []string
		for _, e := range able(c) {
			ids = append(ids, string(e.ID)+e.Name)
		}
		return strings.Join(ids, "\n")
	})
	all := able(f.view.value.Case)
	if len(all) == 0 {
		f.remark(f.l.Say("book.checklist.empty"))
		return
	}
	ticked := a.read(f.view.value.Case)
	left, hidden := mostListed, 0
	var checks []fyne.CanvasObject
	for _, e := range all {
		if !slices.Contains(ticked, e.ID) {
			if left--; left < 0 && !f.view.whole[key] {
				hidden++
				continue
			}
		}
		k := f.check("book."+name, name+"="+string(e.ID), e.Name, words.Capital(role(f.l, e)),
			func(c casefile.Case) bool { return slices.Contains(a.read(c), e.ID) },
			func(c casefile.Case, on bool) casefile.Case {
				return a.change(c, func(ids *[]casefile.ID) {
					*ids = slices.DeleteFunc(slices.Clone(*ids), func(id casefile.ID) bool { return id == e.ID })
					if on {
						*ids = append(*ids, e.ID)
					}
				})
			})
		f.bring = append(f.bring, func(casefile.Case) { k.WithPicture(f.view.value.Pictures[e.ID]) })
		k.WithPicture(f.view.value.Pictures[e.ID])
		checks = append(checks, k)
	}
	f.items = append(f.items, look.Item{Object: look.NewGrid(columnWidth, checks...), Above: look.Gap12})
	f.more(key, "book.checklist.more", hidden)
}

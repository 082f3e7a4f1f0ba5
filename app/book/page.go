package book

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

type pageKind int

const (
	noPage pageKind = iota // a heading of the list of pages
	casePage
	itemPage
	postPage
	findingPage
	timelinePage
	logPage
	newPost // no page: it makes one
)

// page names a page of the book.
type page struct {
	kind pageKind
	id   casefile.ID // of the item, the post, or the claimed picture of a finding
}

// of reports whether the case has what the page is about.
func (p page) of(c casefile.Case) bool {
	switch p.kind {
	case itemPage:
		_, ok := c.Find(p.id)
		return ok
	case findingPage:
		e, ok := c.Find(p.id)
		return ok && e.Role == casefile.Claimed
	case postPage:
		_, ok := c.Post(p.id)
		return ok
	}
	return true
}

func (p page) title(l words.Language, c casefile.Case) (title, line string) {
	e, _ := c.Find(p.id)
	switch p.kind {
	case itemPage:
		return e.Name, about(l, e)
	case findingPage:
		return l.Say("book.finding"), e.Name
	case postPage:
		return postName(l, c, p.id), l.Say("book.post.line")
	case timelinePage:
		return l.Say("book.timeline"), l.Say("book.timeline.line")
	case logPage:
		return l.Say("book.log"), l.Say("book.log.line")
	}
	return l.Say("book.case"), c.Title
}

func (p page) build(f *form) {
	switch p.kind {
	case itemPage:
		f.buildItem(p.id)
	case findingPage:
		f.buildFinding(p.id)
	case postPage:
		f.buildPost(p.id)
	case timelinePage:
		f.buildTimeline()
	case logPage:
		f.buildLog()
	default:
		f.buildCase()
	}
}

// entry is a line of the list of pages.
type entry struct {
	page page
	name string
	sign look.Ink // Clear is none
}

// entries lists the pages of a case.
func entries(l words.Language, c casefile.Case) []entry {
	list := []entry{{page: page{kind: casePage}, name: l.Say("book.case"), sign: look.Clear}}
	heading := func(name string) { list = append(list, entry{name: name, sign: look.Clear}) }
	var others []casefile.Evidence
	for _, e := range c.Evidence {
		if e.Role != casefile.Claimed && e.Role != casefile.Candidate {
			others = append(others, e)
		}
	}
	items := func(name string, sign look.Ink, all []casefile.Evidence) {
		if len(all) == 0 {
			return
		}
		heading(name)
		for _, e := range all {
			list = append(list, entry{page: page{itemPage, e.ID}, name: e.Name, sign: sign})
		}
	}
	items(l.Say("book.nav.claimed"), look.InClaimed, c.Claims())
	items(l.Say("book.nav.candidates"), look.InCandidate, c.Candidates())
	items(l.Say("book.nav.others"), look.Clear, others)
	heading(l.Say("book.nav.posts"))
	for _, p := range c.Posts {
		list = append(list, entry{page: page{postPage, p.ID}, name: postName(l, c, p.ID), sign: look.Clear})
	}
	list = append(list, entry{page: page{kind: newPost}, name: l.Say("book.nav.add-post"), sign: look.Clear})
	if claims := c.Claims(); len(claims) > 0 {
		heading(l.Say("book.nav.findings"))
		for _, e := range claims {
			list = append(list, entry{page: page{findingPage, e.ID}, name: e.Name, sign: look.InClaimed})
		}
	}
	heading(l.Say("book.nav.record"))
	return append(list,
		entry{page: page{kind: timelinePage}, name: l.Say("book.timeline"), sign: look.Clear},
		entry{page: page{kind: logPage}, name: l.Say("book.log"), sign: look.Clear})
}

// postName names a post by its account, or by its number.
func postName(l words.Language, c casefile.Case, id casefile.ID) string {
	for i, p := range c.Posts {
		if p.ID != id {
			continue
		}
		if name := strings.TrimSpace(p.Account); name != "" {
			return l.Say("book.post.named", "n", strconv.Itoa(i+1), "account", name)
		}
		return l.Say("book.post.numbered", "n", strconv.Itoa(i+1))
	}
	return ""
}

// nameOf names an item or a post of the case.
func nameOf(l words.Language, c casefile.Case, id casefile.ID) string {
	if e, ok := c.Find(id); ok {
		return e.Name
	}
	return postName(l, c, id)
}

// addPost adds an empty post and turns to it.
func (v *View) addPost() {
	last := 0
	for _, p := range v.value.Case.Posts {
		if n, err := strconv.Atoi(strings.TrimPrefix(string(p.ID), "p")); err == nil {
			last = max(last, n)
		}
	}
	id := casefile.ID("p" + strconv.Itoa(last+1))
	v.edit("book.edit.add-post", func(c casefile.Case) casefile.Case { return c.WithPost(casefile.Post{ID: id}) })
	if _, ok := v.value.Case.Post(id); ok {
		v.want = "post.platform"
		v.turn(page{kind: postPage, id: id})
	}
}

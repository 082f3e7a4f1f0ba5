package book

import (
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// languages are those that can be chosen for what leaves the program.
var languages = []string{"en", "nb"}

// buildCase makes the page of the case as a whole.
func (f *form) buildCase() {
	f.heading("book.question")
	f.put(text(f, "case.title", of(theCase, func(c *casefile.Case) *string { return &c.Title }), 1))
	f.put(text(f, "case.question", of(theCase, func(c *casefile.Case) *string { return &c.Question }), 2))
	for i, key := range []string{"case.proposition-1", "case.proposition-2"} {
		e := field(f, key, of(theCase, func(c *casefile.Case) *string { return &c.Propositions[i] }), 2)
		e.SetPlaceholder(f.l.Say("book." + key + ".field"))
		f.put(labelled(f.l.Say("book."+key), e, nil))
	}
	f.remark(f.l.Say("book.case.propositions.help"))

	f.heading("book.handling")
	f.put(choice(f, "case.status", of(theCase, func(c *casefile.Case) *casefile.Status { return &c.Status }), casefile.Statuses,
		func(s casefile.Status) string { return f.l.Say("book.case.status." + string(s)) }),
		choice(f, "case.language", of(theCase, func(c *casefile.Case) *string { return &c.Language }), languages,
			func(code string) string { return f.l.Say("desk.do-language-" + code) }))
	f.put(text(f, "case.sensitivity", of(theCase, func(c *casefile.Case) *string { return &c.Sensitivity }), 2))
	f.put(f.authors())

	f.heading("book.second-reader")
	f.secondReader(of(theCase, func(c *casefile.Case) *casefile.SecondReader { return &c.SecondReader }))

	f.heading("book.corrections")
	f.remark(f.l.Say("book.corrections.help"))
	list(f, "corrections", of(theCase, func(c *casefile.Case) *[]casefile.Correction { return &c.Corrections }), "corrections.date", true, func(a at[casefile.Correction]) {
		f.put(dated(f, "corrections.date", of(a, func(x *casefile.Correction) *casefile.Date { return &x.Date })))
		f.put(text(f, "corrections.text", of(a, func(x *casefile.Correction) *string { return &x.Text }), 2))
	})

	f.heading("book.issues")
	f.remake(func(c casefile.Case) string { return strconv.Itoa(len(c.Issues)) })
	issues := f.view.value.Case.Issues
	if len(issues) == 0 {
		f.remark(f.l.Say("book.issues.none"))
	}
	for _, x := range issues {
		f.items = append(f.items, look.Item{Object: look.NewText(f.issue(x), look.Body, look.InText), Above: look.Gap12},
			look.Item{Object: look.NewText(words.Digest(x.SHA256), look.Hash, look.InSecond)})
	}
}

// issue says a report that was made in a line.
func (f *form) issue(x casefile.Issue) string {
	made := x.Made
	if t, err := time.Parse(time.RFC3339, x.Made); err == nil {
		made = f.l.DateTime(t)
	}
	replaces := ""
	if x.Replaces > 0 {
		replaces = strconv.Itoa(x.Replaces)
	}
	edition := x.Edition
	if edition == "archive" || edition == "publication" {
		edition = f.l.Say("book.issues." + edition)
	}
	return f.l.Say("book.issues.line", "n", strconv.Itoa(x.Number), "made", made, "edition", edition, "replaces", replaces)
}

// authors are written one a line.
func (f *form) authors() *look.Column {
	e := look.NewField(2).Growing()
	e.OnChange = func(text string) {
		f.edit("book.case.authors", func(c casefile.Case) casefile.Case {
			c.Authors = nil
			if text != "" {
				c.Authors = strings.Split(text, "\n")
			}
			return c
		})
	}
	e.OnFocus = func() { f.view.scroll.Reveal(e) }
	e.LeaveWheel(f.view.scroll.Wheel)
	f.enlist("case.authors", e.Focusable(), e)
	f.bring = append(f.bring, func(c casefile.Case) { e.SetText(strings.Join(c.Authors, "\n")) })
	return labelled(f.l.Say("book.case.authors"), e, nil)
}

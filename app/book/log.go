package book

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// mostLines is how many lines of the log are shown until a person asks for all.
const mostLines = 100

// buildLog makes the page on which the log can be read, the newest line last.
func (f *form) buildLog() {
	log := f.view.value.Log
	f.remake(func(casefile.Case) string { return f.view.value.Log.Head() })
	if log.Count() == 0 {
		f.heading("book.log.lines")
		f.items = append(f.items, look.Item{Object: look.NewText(f.l.Say("book.log.empty"), look.Body, look.InText), Above: look.Gap8})
		return
	}
	f.heading("book.log.head")
	f.remark(f.l.Plural("book.log.count", log.Count()) + " " + f.l.Say("book.log.help"))
	copied := f.button("log.copy", "log.copy", look.ButtonOptions{Height: look.Short}, func() {
		if f.view.OnCopy != nil {
			f.view.OnCopy(log.Head())
		}
	})
	f.items = append(f.items,
		look.Item{Object: look.NewText(words.Digest(log.Head()), look.Hash, look.InText), Above: look.Gap8},
		look.Item{Object: copied, Above: look.Gap8, Hugs: true})

	f.heading("book.log.lines")
	lines := log.Lines()
	if earlier := len(lines) - mostLines; earlier > 0 && !f.view.whole["log"] {
		lines = lines[earlier:]
		more := look.NewButton(f.l.Plural("book.log.earlier", earlier), func() {
			f.view.whole["log"] = true
			f.view.make()
		}, look.ButtonOptions{Kind: look.Bare, Wide: true, Height: look.Short})
		more.OnFocus = func() { f.view.scroll.Reveal(more) }
		f.items = append(f.items, look.Item{Object: more, Above: look.Gap8, Hugs: true})
	}
	for _, line := range lines {
		f.items = append(f.items,
			look.Item{Object: look.NewText(f.deed(line), look.Body, look.InText), Above: look.Gap12},
			look.Item{Object: look.NewText(values(line), look.Quiet, look.InText).AtMost(2), Above: 2},
			look.Item{Object: look.NewText(f.moment(line), look.Quiet, look.InSecond), Above: 2})
	}
}

var events = []casefile.Event{
	casefile.Imported, casefile.Compared, casefile.Edited, casefile.Undone, casefile.Redone,
	casefile.Exported, casefile.Opened, casefile.Restored, casefile.Saved,
}

// deed says what was done, and to what.
func (f *form) deed(line casefile.LogLine) string {
	event := string(line.Event) // of a later version: its word says more than nothing
	for _, known := range events {
		if line.Event == known {
			event = f.l.Say("book.event." + event)
		}
	}
	what := line.Parameters["verdict"]
	if what != "" {
		what = f.l.Finding(what)
	}
	object := f.object(line)
	if key := line.Parameters["edit"]; key != "" {
		what = f.l.Say(key, "name", object)
		if strings.ContainsAny(what, "[{") { // of another version, or with more than the log tells
			what = key
		}
	}
	return f.l.Say("book.log.deed", "n", strconv.Itoa(line.Sequence), "event", event, "object", object, "what", what)
}

// values says what an edit put in the place of what.
func values(line casefile.LogLine) string {
	if line.Parameters["edit"] == "" {
		return ""
	}
	var all []string
	for _, path := range slices.Sorted(maps.Keys(line.Parameters)) {
		if path != "edit" && path != "more" {
			all = append(all, line.Parameters[path])
		}
	}
	return strings.Join(all, "; ")
}

// object names the file that a line is about.
func (f *form) object(line casefile.LogLine) string {
	for _, e := range f.view.value.Case.Evidence {
		if line.Object != "" && e.SHA256 == line.Object && !e.Derived() {
			return e.Name
		}
	}
	name := line.Parameters["name"]
	if e, ok := f.view.value.Case.Find(casefile.ID(line.Parameters["candidate"])); ok {
		name = cmp.Or(name, e.Name)
	}
	if name == "" && len(line.Object) > 8 {
		name = line.Object[:8] + "…" // a file that is no longer in the case
	}
	return name
}

func (f *form) moment(line casefile.LogLine) string {
	return f.l.Say("book.log.when", "when", f.l.DateTime(line.Time), "actor", strings.TrimSpace(line.Actor))
}

package book

import (
	"cmp"
	"encoding/json"
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
		f.more("log", "book.log.earlier", earlier)
	}
	for _, line := range lines {
		f.items = append(f.items,
			look.Item{Object: look.NewText(f.deed(line), look.Body, look.InText), Above: look.Gap12},
			look.Item{Object: look.NewText(f.changes(line), look.Quiet, look.InText).AtMost(2), Above: 2},
			look.Item{Object: look.NewText(f.moment(line), look.Quiet, look.InSecond), Above: 2})
	}
}

var events = []casefile.Event{
	casefile.Imported, casefile.Compared, casefile.Parted, casefile.Edited, casefile.Undone, casefile.Redone,
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
	object := f.object(line)
	what := line.Parameters["verdict"]
	if what != "" {
		what = f.l.Finding(what)
	}
	if key := line.Parameters["edit"]; key != "" {
		all := values(line)
		name := object
		if name == "" && len(all) > 0 { // a file that had not been read yet
			name = cmp.Or(all[0].to, all[0].from)
		}
		what = f.l.Say(key, "name", name, "n", f.l.Count(int64(len(all))))
		if strings.HasPrefix(what, "[") { // of another version
			what = key
		}
	}
	return f.l.Say("book.log.deed", "n", strconv.Itoa(line.Sequence), "event", event, "object", object, "what", what)
}

// value is a text that an edit put in the place of another; one that was not
// there before, or is not there any more, is empty.
type value struct{ from, to string }

// values returns the texts that an edit changed, as far as the log holds them.
func values(line casefile.LogLine) (all []value) {
	if line.Parameters["edit"] == "" {
		return nil
	}
	for _, path := range slices.Sorted(maps.Keys(line.Parameters)) {
		written := line.Parameters[path]
		for i := 0; ; {
			at := strings.Index(written[i:], arrow)
			if at < 0 {
				break
			}
			from, ok := side(written[:i+at])
			to, also := side(written[i+at+len(arrow):])
			if ok && also {
				all = append(all, value{from, to})
				break
			}
			i += at + len(arrow) // the arrow stood in a text
		}
	}
	return all
}

// arrow stands between what was and what is.
const arrow = " → "

// side reads one side; ok is false where it is no text.
func side(written string) (text string, ok bool) {
	if written == "–" {
		return "", true
	}
	err := json.Unmarshal([]byte(written), &text)
	return text, err == nil
}

// changes writes what an edit changed.
func (f *form) changes(line casefile.LogLine) string {
	var all []string
	for _, v := range values(line) {
		sides := []string{f.l.Say("book.log.nothing"), f.l.Say("book.log.nothing")}
		for i, text := range []string{v.from, v.to} {
			if text != "" {
				sides[i] = f.l.Quote(text)
			}
		}
		all = append(all, sides[0]+arrow+sides[1])
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

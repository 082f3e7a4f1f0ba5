package desk

import (
	"reflect"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// mostSteps is how many edits can be undone.
const mostSteps = 1000

// typingPause is how long a person may stop in the middle of a text without
// beginning another edit.
const typingPause = 30 * time.Second

// Named is the name of an edit, to be said in any language. The zero value
// names none.
type Named struct {
	Key    string // in words, as "edit.remove"
	Fields []string
}

// None reports whether it names no edit.
func (n Named) None() bool { return n.Key == "" }

// Say says the name within a sentence: "remove b.jpg".
func (n Named) Say(l words.Language) string { return l.Say(n.Key, n.Fields...) }

// history is what can be undone and redone. A step holds the case on its other side.
type history struct {
	past, future []step
	typing       string    // the field that the last edit was written in; empty where it was another kind
	typed        time.Time // when
}

type step struct {
	name     Named
	file     casefile.Case // before the edit, or after it where it was undone
	selected casefile.ID
	chosen   bool
}

// Edit makes the next case by a change that a person asked for, names it, so
// that it can be undone, and tells it in the log. What is written in one field
// without a longer pause becomes one edit. A change that changes nothing is none.
func (d *Desk) Edit(name Named, do func(casefile.Case) casefile.Case) {
	if d.edit(name, do) {
		d.refresh()
	}
}

// edit does what Edit does and leaves it to the caller to bring the rest of the
// desk into line. It reports whether anything changed.
func (d *Desk) edit(name Named, do func(casefile.Case) casefile.Case) bool {
	before := d.file
	next := do(before)
	changes := changesOf(before, next)
	if len(changes) == 0 && reflect.DeepEqual(before, next) {
		return false
	}
	field := ""
	if len(changes) == 1 && changes[0].typed() {
		field = name.Key + " " + changes[0].path
	}
	goesOn := field != "" && field == d.history.typing && len(d.history.past) > 0 && time.Since(d.history.typed) < typingPause
	d.file = next
	if goesOn {
		before = d.history.past[len(d.history.past)-1].file
		d.history.past[len(d.history.past)-1].name = name
		changes = changesOf(before, next)
	} else {
		d.endTyping()
		d.history.past = append(d.history.past, step{name: name, file: before, selected: d.selected, chosen: d.chosen})
		d.history.past = d.history.past[max(0, len(d.history.past)-mostSteps):]
	}
	d.history.future = nil
	line := casefile.LogLine{Event: casefile.Edited, Object: objectOf(d.file, changes), Parameters: told(changes)}
	line.Parameters["edit"] = name.Key
	if field == "" {
		d.note(line)
	} else {
		line.Time = time.Now().UTC()
		d.writing = &line // told when it has ended
		d.changed()
	}
	d.history.typing, d.history.typed = field, time.Now()
	return true
}

// objectOf returns the digest of the file that all changes are about; empty
// where they are about several, or about the case.
func objectOf(c casefile.Case, changes []change) string {
	for _, e := range c.Evidence {
		within := "evidence[" + string(e.ID) + "]"
		if len(changes) > 0 && !slices.ContainsFunc(changes, func(c change) bool { return len(c.path) < len(within) || c.path[:len(within)] != within }) {
			return e.SHA256
		}
	}
	return ""
}

// endTyping tells in the log what was written last.
func (d *Desk) endTyping() {
	line := d.writing
	d.writing, d.history.typing = nil, ""
	if line != nil {
		d.note(*line)
	}
}

// Undo takes the last edit back.
func (d *Desk) Undo() { d.travel(&d.history.past, &d.history.future, casefile.Undone) }

// Redo makes the edit that was taken back last once more.
func (d *Desk) Redo() { d.travel(&d.history.future, &d.history.past, casefile.Redone) }

func (d *Desk) travel(from, to *[]step, event casefile.Event) {
	d.endTyping()
	if len(*from) == 0 {
		return
	}
	last := (*from)[len(*from)-1]
	*from = (*from)[:len(*from)-1]
	*to = append(*to, step{name: last.name, file: d.file, selected: d.selected, chosen: d.chosen})
	before := d.file
	d.file = d.informed(last.file)
	changes := changesOf(before, d.file)
	line := casefile.LogLine{Event: event, Object: objectOf(d.file, changes), Parameters: told(changes)}
	line.Parameters["edit"] = last.name.Key
	d.note(line)
	d.selected, d.chosen = last.selected, last.chosen
	d.refresh()
}

// names returns what Undo and Redo would take.
func (h history) names() (undo, redo Named) {
	if n := len(h.past); n > 0 {
		undo = h.past[n-1].name
	}
	if n := len(h.future); n > 0 {
		redo = h.future[n-1].name
	}
	return undo, redo
}

// learn keeps what a worker found out about a piece of evidence: in the case as
// it stands, and for the cases before and after it. It is no edit.
func (d *Desk) learn(e casefile.Evidence) {
	d.known[e.ID] = e
	d.file = d.file.With(e)
	d.changed()
}

// informed returns a case with what was found out about its evidence since.
func (d *Desk) informed(c casefile.Case) casefile.Case {
	c.Evidence = slices.Clone(c.Evidence)
	for i, e := range c.Evidence {
		if k, ok := d.known[e.ID]; ok {
			e.Path, e.Name, e.SHA256, e.Bytes, e.MediaType = k.Path, k.Name, k.SHA256, k.Bytes, k.MediaType
			e.Pixels, e.Facts, e.Encoding, e.Received, e.Problem, e.Referenced = k.Pixels, k.Facts, k.Encoding, k.Received, k.Problem, k.Referenced
			c.Evidence[i] = e
		}
	}
	return d.measuredAgain(d.twinsAnew(c))
}

// entryOf returns what is known of evidence that came with a case, or that an
// edit made of other evidence: a part of a picture.
func entryOf(e casefile.Evidence) *entry {
	switch {
	case e.Problem != nil:
		return &entry{state: Failed, unseen: e.SHA256 != ""}
	case e.SHA256 == "":
		return &entry{state: Reading} // kept before it was read
	}
	return &entry{state: Ready, unseen: true}
}

// refresh brings the rest of the desk into line with the case: jobs of what is
// gone end, what is new is read, and every pair shows what is known of it.
func (d *Desk) refresh() {
	there := map[casefile.ID]bool{}
	for _, e := range d.file.Evidence {
		there[e.ID] = true
		if d.entries[e.ID] == nil {
			d.entries[e.ID] = entryOf(e)
		}
	}
	for id, n := range d.entries {
		if !there[id] {
			n.takeBack()
		}
	}
	d.undecided = slices.DeleteFunc(d.undecided, func(id casefile.ID) bool { return !there[id] })
	if by := d.placedBy(); by != d.laid {
		d.laid = by
		d.resetFrames()
	}
	if claim, _ := d.claim(); claim.ID != d.round {
		d.newRound()
	} else {
		d.settle()
	}
	d.decideAlone()
	d.measureDetails()
	d.pump()
	d.publish()
}

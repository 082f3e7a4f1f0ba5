package publish

import (
	"fmt"
	"slices"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Editions are those in which something leaves, by their stable words.
var Editions = []string{"publication", "archive"}

// File is one that leaves as it was received, with what it tells of persons,
// places and devices.
type File struct {
	Name   string
	Traces []string
}

// Document is what is made where it is no picture.
type Document struct {
	Means    string // what it is, in a few sentences
	Format   string // how what is written is called: "PDF"
	Edition  string
	Known    bool   // the files have been looked through
	Ready    bool   // it can be saved
	Withheld string // what is withheld, in words; empty where nothing is
	Problem  string // why it can't leave; empty where it can
	Holds    bool   // a report is in it, and with it files may leave
	Attach   bool   // the files are attached to the report
	CanAsk   bool   // whether they are can be chosen
	Files    []File
	Issues   []int // numbers of the reports that were made
	Replaces int   // the one of them that is replaced; 0 for none
	Missing  []string
}

// mostTraces is how many traces are listed: more than anybody reads, and little
// enough to be laid out at once.
const mostTraces = 200

// mostIssues is how many reports are offered to be replaced, the newest first.
const mostIssues = 4

// documentForm is what stands in the columns for a document.
type documentForm struct {
	view              *View
	edition, replaces *look.Segment
	attach            *look.Check
}

func newDocumentForm(v *View) *documentForm {
	d := &documentForm{view: v, edition: look.NewSegment(make([]string, len(Editions)))}
	d.edition.OnChoose = func(i int) { v.OnEdition(Editions[i]) }
	for i := range d.edition.Len() {
		v.reveals(d.edition, &d.edition.Button(i).OnFocus)
	}
	return d
}

func (d *documentForm) say(l words.Language) {
	names := make([]string, len(Editions))
	for i, e := range Editions {
		names[i] = l.Say("outgo.edition." + e)
	}
	d.edition.SetWords(names)
	d.attach = look.NewCheck(l.Say("outgo.attach"), l.Say("outgo.attach.means"))
	d.attach.OnChange = func(on bool) { d.view.OnAttach(on) }
	d.view.reveals(d.attach, &d.attach.OnFocus)
}

func (d *documentForm) write(value Document) {
	d.edition.SetChosen(slices.Index(Editions, value.Edition))
	d.attach.Set(value.Attach)
}

// shape tells for what the columns are made; what is only switched is left out.
func (d *documentForm) shape(value Document) string { return fmt.Sprintf("%+v", value) }

func (d *documentForm) items(l words.Language, value Document) (main, side []look.Item) {
	text := func(words string, face look.Face, ink look.Ink, above float32) look.Item {
		return look.Item{Object: newLimit(look.NewText(words, face, ink)), Above: above}
	}
	main = []look.Item{text(d.view.chosenName(), look.Finding, look.InText, look.Gap24), text(value.Means, look.Body, look.InText, look.Gap8)}
	switch {
	case value.Problem != "":
		main = append(main, look.Item{Object: look.NewNoted(look.Warning, look.NewText(value.Problem, look.Body, look.InText)), Above: look.Gap16})
	case !value.Known:
		main = append(main, text(l.Say("outgo.looking"), look.Body, look.InQuiet, look.Gap16))
	case value.Withheld != "":
		main = append(main, look.Item{Object: look.NewNoted(look.Lock, look.NewText(value.Withheld, look.Body, look.InText)), Above: look.Gap16})
	default:
		main = append(main, text(l.Say("outgo.nothing-withheld"), look.Body, look.InSecond, look.Gap16))
	}
	if len(value.Missing) > 0 {
		main = append(main, text(l.Say("publish.missing"), look.BodyBold, look.InText, look.Gap24))
		for _, m := range value.Missing {
			main = append(main, look.Item{Object: look.NewNoted(look.Minus, look.NewText(m, look.Body, look.InText)), Above: look.Gap4})
		}
	}
	if value.Known && value.Holds && value.Problem == "" {
		main = append(main, d.files(l, value)...)
	}
	main = append(main, look.Item{Object: look.NewBox(look.Clear), Above: look.Gap16, Height: 1})

	label := func(key string, above float32) look.Item {
		return look.Item{Object: look.NewText(l.Say(key), look.Quiet, look.InSecond), Above: above}
	}
	means := func(key string) look.Item {
		return look.Item{Object: look.NewText(l.Say(key), look.Quiet, look.InSecond), Above: look.Gap8}
	}
	side = append(side, label("outgo.edition", look.Gap16), look.Item{Object: d.edition, Above: look.Gap4}, means("outgo.edition."+value.Edition+".means"))
	if value.CanAsk {
		side = append(side, look.Item{Object: d.attach, Above: look.Gap16})
	}
	if value.Holds && len(value.Issues) > 0 {
		side = append(side, label("outgo.replaces", look.Gap16), look.Item{Object: d.replacing(l, value), Above: look.Gap4}, means("outgo.replaces.means"))
	}
	return main, side
}

// chosenName is the name of what is shown.
func (v *View) chosenName() string {
	for _, e := range v.value.Entries {
		if e.Kind == v.value.Chosen {
			return e.Name
		}
	}
	return ""
}

// replacing offers the newest reports of the case to be replaced.
func (d *documentForm) replacing(l words.Language, value Document) *look.Segment {
	numbers := []int{0}
	for i := len(value.Issues) - 1; i >= 0 && len(numbers) <= mostIssues; i-- {
		numbers = append(numbers, value.Issues[i])
	}
	if d.replaces == nil || d.replaces.Len() != len(numbers) {
		d.replaces = look.NewSegment(make([]string, len(numbers)))
		for i := range numbers {
			d.view.reveals(d.replaces, &d.replaces.Button(i).OnFocus)
		}
	}
	names := []string{l.Say("outgo.replaces.none")}
	for _, n := range numbers[1:] {
		names = append(names, l.Say("outgo.replaces.report", "n", l.Count(int64(n))))
	}
	d.replaces.SetWords(names)
	d.replaces.SetChosen(max(0, slices.Index(numbers, value.Replaces)))
	d.replaces.OnChoose = func(i int) { d.view.OnReplaces(numbers[i]) }
	return d.replaces
}

// files lists what the files that leave, or would, tell of somebody.
func (d *documentForm) files(l words.Language, value Document) (items []look.Item) {
	add := func(words string, face look.Face, ink look.Ink, above float32) {
		items = append(items, look.Item{Object: newLimit(look.NewText(words, face, ink)), Above: above})
	}
	heading := "outgo.files"
	if value.CanAsk && !value.Attach {
		heading = "publish.files.if"
	}
	add(l.Say(heading), look.BodyBold, look.InText, look.Gap24)
	if len(value.Files) == 0 {
		add(l.Say("outgo.files.none"), look.Quiet, look.InSecond, look.Gap8)
		return items
	}
	left, nothing, more := mostTraces, 0, 0
	for _, f := range value.Files {
		if len(f.Traces) == 0 {
			nothing++
			continue
		}
		listed := f.Traces[:min(len(f.Traces), left)]
		left -= len(listed)
		more += len(f.Traces) - len(listed)
		if len(listed) == 0 {
			continue
		}
		add(l.Say("outgo.file", "name", f.Name), look.QuietBold, look.InText, look.Gap8)
		for _, trace := range listed {
			add(trace, look.Quiet, look.InText, 2)
		}
	}
	if more > 0 {
		add(l.Plural("outgo.file.more", more), look.Quiet, look.InSecond, look.Gap4)
	}
	if nothing > 0 {
		add(l.Plural("outgo.file.nothing", nothing), look.Quiet, look.InSecond, look.Gap8)
	}
	add(l.Say("outgo.files.promise"), look.Quiet, look.InSecond, look.Gap4)
	if nothing < len(value.Files) {
		add(l.Say("outgo.files.next"), look.Quiet, look.InSecond, look.Gap8)
	}
	return items
}

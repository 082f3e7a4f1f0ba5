package publish

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

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
	Text     string // as it is written, where it is a text

	Facts    []string // what it holds and weighs, in sentences
	Pages    *Pages   // nil of what has none
	Printing *Printing
	Address  *Address
}

// Printing says how a report is laid out, and how fine its figures are.
type Printing struct {
	Paper, Fineness int  // by the order of the words
	Flows           bool // it is no pages, and has no paper
}

// Address is where the check is published.
type Address struct{ Said string }

var papers, finenesses = []string{"a4", "letter"}, []string{"print", "screen"}

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
	paper, fineness   *look.Segment
	address           *look.Field
	pages             *pages
	chosen            string
}

func newDocumentForm(v *View) *documentForm {
	d := &documentForm{view: v, edition: look.NewSegment(make([]string, len(Editions)))}
	d.edition.OnChoose = func(i int) { v.OnEdition(Editions[i]) }
	d.paper, d.fineness = look.NewSegment(make([]string, len(papers))), look.NewSegment(make([]string, len(finenesses)))
	d.paper.OnChoose = func(i int) { v.OnPaper(i) }
	d.fineness.OnChoose = func(i int) { v.OnFineness(i) }
	for _, s := range []*look.Segment{d.edition, d.paper, d.fineness} {
		for i := range s.Len() {
			v.reveals(s, &s.Button(i).OnFocus)
		}
	}
	d.address = look.NewField(1)
	d.address.OnChange = func(text string) { v.OnAddress(text) }
	d.address.OnShortcut = v.chord
	d.address.LeaveWheel(func(s *fyne.ScrollEvent) {
		if v.narrow {
			v.mainScroll.Wheel(s)
		} else {
			v.sideScroll.Wheel(s)
		}
	})
	v.reveals(d.address, &d.address.OnFocus)
	d.pages = newPages(v)
	return d
}

func (d *documentForm) say(l words.Language) {
	names := make([]string, len(Editions))
	for i, e := range Editions {
		names[i] = l.Say("outgo.edition." + e)
	}
	d.edition.SetWords(names)
	d.pages.say(l)
	say := func(s *look.Segment, group string, keys []string) {
		said := make([]string, len(keys))
		for i, key := range keys {
			said[i] = l.Say("printed." + group + "." + key)
		}
		s.SetWords(said)
	}
	say(d.paper, "paper", papers)
	say(d.fineness, "fineness", finenesses)
	d.address.SetPlaceholder(l.Say("printed.address.example"))
	d.attach = look.NewCheck(l.Say("outgo.attach"), l.Say("outgo.attach.means"))
	d.attach.OnChange = func(on bool) { d.view.OnAttach(on) }
	d.view.reveals(d.attach, &d.attach.OnFocus)
}

func (d *documentForm) write(value Document) {
	d.edition.SetChosen(slices.Index(Editions, value.Edition))
	d.attach.Set(value.Attach)
	if value.Printing != nil {
		d.paper.SetChosen(value.Printing.Paper)
		d.fineness.SetChosen(value.Printing.Fineness)
	}
	if value.Address != nil && !(d.address.Focused() && strings.TrimSpace(d.address.Text()) == value.Address.Said) {
		d.address.SetText(value.Address.Said)
	}
	if value.Pages != nil {
		d.pages.set(*value.Pages, d.chosen != d.view.value.Chosen)
	}
	d.chosen = d.view.value.Chosen
}

// shape tells for what the columns are made; what is only switched is left out.
func (d *documentForm) shape(value Document) string {
	printing := ""
	if value.Printing != nil {
		printing = fmt.Sprintf("%+v", *value.Printing)
	}
	shape := fmt.Sprint(printing, value.Pages != nil, value.Address != nil)
	value.Pages, value.Printing, value.Address = nil, nil, nil
	return fmt.Sprintf("%+v %s", value, shape)
}

func (d *documentForm) items(l words.Language, value Document) (main, side []look.Item) {
	text := func(words string, face look.Face, ink look.Ink, above float32) look.Item {
		return look.Item{Object: newLimit(look.NewText(words, face, ink)), Above: above}
	}
	above := float32(look.Gap24)
	if value.Pages != nil {
		main = append(main,
			look.Item{Object: d.pages.about, Above: look.Gap16}, look.Item{Object: d.pages.problem, Above: look.Gap16},
			look.Item{Object: d.pages.waits, Above: look.Gap12}, look.Item{Object: d.pages, Above: look.Gap8}, look.Item{Object: d.pages.turn, Above: look.Gap8, Hugs: true})
		above = look.Gap16
	}
	main = append(main, text(d.view.chosenName(), look.Finding, look.InText, above), text(value.Means, look.Body, look.InText, look.Gap8))
	for _, f := range value.Facts {
		main = append(main, text(f, look.Body, look.InText, look.Gap8))
	}
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
	if value.Text != "" {
		main = append(main, text(l.Say("publish.output"), look.BodyBold, look.InText, look.Gap24))
		for i, line := range strings.Split(strings.TrimSpace(value.Text), "\n") {
			if i == mostTraces {
				main = append(main, text("…", look.Hash, look.InSecond, 0))
				break
			}
			words := strings.TrimLeft(line, " ") // what is set in has to stay so where it is wrapped
			main = append(main, look.Item{Object: look.NewText(strings.Repeat("\u00a0", len(line)-len(words))+words, look.Hash, look.InSecond)})
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
	if p := value.Printing; p != nil {
		if !p.Flows {
			side = append(side, label("printed.paper", look.Gap16), look.Item{Object: d.paper, Above: look.Gap4})
		}
		side = append(side, label("printed.fineness", look.Gap16), look.Item{Object: d.fineness, Above: look.Gap4}, means("printed.fineness."+finenesses[p.Fineness]+".means"))
	}
	if value.Address != nil {
		side = append(side, label("printed.address", look.Gap16), look.Item{Object: d.address, Above: look.Gap4}, means("printed.address.means"))
	}
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

package lessons

import (
	"reflect"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

// Table is what a learner brings back, and what a group's results say together.
type Table struct {
	Code    string // of this learner's results; empty where nothing was answered yet
	Rows    []Part // a learner each, with what it came to
	Wrong   []string
	Group   string // how sure the group was, in a sentence
	Problem string // why a code or a file can't be read
}

// Results is the sheet on results.
type Results struct {
	OnCopy  func(text string)
	OnSave  func() // this learner's, as a file
	OnCode  func(text string)
	OnFiles func()
	OnCSV   func()
	OnClear func()

	worn
	language words.Language
	value    Table

	title                   *look.Text
	column                  *look.Column
	scroll                  *look.Scroll
	copy, save              *look.Button
	code                    *look.Field
	add, files, table, none *look.Button
	done                    *look.Button
	left, right             *look.Row
	panel                   *look.Panel
}

// NewResults returns the sheet, closed.
func NewResults(l words.Language) *Results {
	r := &Results{title: look.NewText("", look.Title, look.InText), column: look.NewColumn(look.Gap24), code: look.NewField(1), left: look.NewRow(look.Gap8), right: look.NewRow(look.Gap8)}
	r.scroll = look.NewScroll(r.column)
	short := look.ButtonOptions{Height: look.Short}
	r.copy = look.NewButton("", func() { r.OnCopy(r.value.Code) }, short)
	r.save = look.NewButton("", func() { r.OnSave() }, short)
	r.add = look.NewButton("", r.addCode, short)
	r.files = look.NewButton("", func() { r.OnFiles() }, short)
	r.table = look.NewButton("", func() { r.OnCSV() }, short)
	r.none = look.NewButton("", func() { r.OnClear() }, short)
	r.done = look.NewButton("", r.Close, look.ButtonOptions{Kind: look.Main})
	for _, b := range []*look.Button{r.copy, r.save, r.add, r.files, r.table, r.none} {
		b.OnFocus = func() { r.scroll.Reveal(b) }
	}
	r.code.OnEnter = r.addCode
	r.code.OnFocus = func() { r.scroll.Reveal(r.code) }
	r.code.OnEnter = r.addCode // codes are typed one after another
	r.right.SetObjects(r.done)
	r.panel = look.NewPanel(look.Panel{
		Inset: look.Gap24, Widest: func() float32 { return look.Px(600) }, Least: 420,
		Above: look.NewColumn(0, look.Item{Object: r.title}), Body: r.scroll.Inside(), Left: r.left, Right: r.right,
	})
	r.panel.Sheet.OnLeave = r.Close
	r.theme = look.Now()
	r.SetLanguage(l)
	return r
}

func (r *Results) addCode() {
	if text := r.code.Text(); text != "" {
		r.code.SetText("")
		r.OnCode(text)
	}
}

// Open lays the sheet over a window.
func (r *Results) Open(over fyne.Canvas) {
	r.scroll.ToTop()
	r.panel.Sheet.Open(over, r.done)
	r.wear()
}

// Close takes it away.
func (r *Results) Close() { r.panel.Sheet.Close() }

// Opened reports whether it lies over a window.
func (r *Results) Opened() bool { return r.panel.Sheet.Opened() }

// SetLanguage changes the language.
func (r *Results) SetLanguage(l words.Language) {
	r.language = l
	r.title.Set(l.Say("lessons.results"))
	r.copy.SetWords(l.Say("lessons.results.copy"))
	r.save.SetWords(l.Say("lessons.results.save"))
	r.add.SetWords(l.Say("lessons.results.add"))
	r.files.SetWords(l.Say("lessons.results.files"))
	r.table.SetWords(l.Say("lessons.results.csv"))
	r.none.SetWords(l.Say("lessons.results.clear"))
	r.done.SetWords(l.Say("lessons.results.close"))
	r.code.SetPlaceholder(l.Say("lessons.results.code-here"))
	r.write()
}

// Show brings the sheet to that state.
func (r *Results) Show(v Table) {
	if !reflect.DeepEqual(v, r.value) {
		r.value = v
		r.write()
	}
}

func (r *Results) write() {
	l, v := r.language, r.value
	items := []look.Item{heading(l.Say("lessons.results.yours"), 0)}
	if v.Code == "" {
		items = append(items, text(l.Say("lessons.results.none"), look.InSecond, look.Gap4))
	} else {
		items = append(items,
			quiet(l.Say("lessons.results.code"), look.Gap4),
			look.Item{Object: look.NewText(v.Code, look.Question, look.InText), Above: look.Gap8},
			look.Item{Object: look.NewFlow(r.copy, r.save), Above: look.Gap8})
	}
	items = append(items, line(look.Gap24), heading(l.Say("lessons.results.group"), look.Gap16), quiet(l.Say("lessons.results.group.rest"), look.Gap4),
		look.Item{Object: r.code, Above: look.Gap8}, look.Item{Object: look.NewFlow(r.add, r.files), Above: look.Gap8})
	if v.Problem != "" {
		items = append(items, noted(look.Warning, v.Problem, look.Gap8))
	}
	for i, row := range v.Rows {
		above := float32(look.Gap4)
		if i == 0 {
			above = look.Gap16
		}
		items = append(items, look.Item{Object: newEnds(row.Sign, row.Name, row.Points), Above: above})
	}
	if len(v.Wrong) > 0 {
		items = append(items, heading(l.Say("lessons.results.wrong"), look.Gap16))
		for _, w := range v.Wrong {
			items = append(items, text(w, look.InText, look.Gap4))
		}
	}
	if v.Group != "" {
		items = append(items, quiet(v.Group, look.Gap12))
	}
	if len(v.Rows) > 0 {
		items = append(items, look.Item{Object: look.NewFlow(r.table, r.none), Above: look.Gap16})
	}
	r.column.SetItems(items...)
	r.panel.Pane.Refresh()
	r.panel.Sheet.Refresh()
}

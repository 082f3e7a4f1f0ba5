package report

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/words"
)

// conclusion gives what a person concludes, by whom, and who read it again.
func (e *edition) conclusion() section {
	s := e.s
	finding, _ := e.in.Case.Finding(e.claim.evidence.ID)
	sec := section{key: "conclusion", head: e.l.Say("record.conclusion"), notes: []string{e.l.Say("record.conclusion.note")}, whole: true} // its end would stand alone on the last page of a claim
	if w := written(finding.Wording); w != "" {
		sec.body = append(sec.body, s.prose(textWidth+6, 3.4, span(w, leadStyle)))
	} else {
		none := e.none()
		none.after = baseline
		sec.body = append(sec.body, none)
	}
	var rows [][]cell
	for _, r := range finding.Ratings {
		key := "book.rating." + string(r)
		rows = append(rows, []cell{
			{spans: []figure.Span{
				span(e.l.Say(key)+"\n", cellStyle.In(figure.SansSemiBold)), span(string(r), noteStyle),
			}},
			text(e.l.Say(key + ".means")),
		})
	}
	if len(rows) > 0 {
		sec.body = append(sec.body, s.table(baseline, []column{{head: "MediaReview", width: 44}, {head: e.l.Say("record.means")}}, rows))
	}
	if d := written(finding.DoesNotShow); d != "" {
		sec.body = append(sec.body, headed{s.text(bodyWidth, 0.9, span(e.l.Say("report.not-shown"), listHead)), s.prose(textWidth, baseline, span(d, textStyle))})
	}
	sec.body = append(sec.body, e.readers(finding), e.concluded(finding))
	return sec
}

// readers sets who concluded beside who read it again.
func (e *edition) readers(f casefile.Finding) block {
	s := e.s
	half := (bodyWidth - 4) / 2.0
	d := figure.Drawing{Width: bodyWidth}
	by := f.By
	if by == "" {
		by = strings.Join(e.in.Case.Authors, ", ")
	}
	second := f.SecondReader
	if second == (casefile.SecondReader{}) {
		second = e.in.Case.SecondReader
	}
	for i, r := range []struct {
		head, name, note string
		date             casefile.Date
	}{
		{"record.author", by, "", f.Date}, {"book.second-reader", second.Name, second.Note, second.Date},
	} {
		x := (half + 4) * float64(i)
		d.Add(figure.Rule(x, 0, half, thinRule, figure.Ink))
		lines := []figure.Span{span(e.l.Say(r.head)+"\n", listHead)}
		if name := e.plain(r.name); name != "" {
			lines = append(lines, span(name+"\n", listStyle), span(chronology.Say(e.l, r.date), listStyle))
			if note := written(r.note); note != "" {
				lines = append(lines, span("\n"+note, listStyle))
			}
		} else {
			lines = append(lines, span(e.l.Say("report.source.none"), listStyle.Coloured(figure.Grey)))
		}
		p := s.t.Paragraph(half, lines...)
		p.Draw(&d, x, 1.4, half, figure.Left)
		d.Height = max(d.Height, 1.4+p.Height())
	}
	return block{drawing: d, after: baseline}
}

// concluded lists what a finding rests on and who could reply; where the report
// is on this claim alone, also what holds of the case as a whole.
func (e *edition) concluded(f casefile.Finding) *table {
	sources := ""
	if letters := e.letters(f.Sources); len(letters) > 0 {
		sources = e.l.Say("record.sources.counted", "n", strconv.Itoa(len(letters)), "items", e.l.List(letters))
	}
	rows := [][]cell{e.recorded("record.sources", span(sources, cellStyle))}
	reply := e.fields()
	reply.add("book.reply.who", f.Reply.Who)
	reply.add("book.reply.asked", chronology.Say(e.l, f.Reply.Asked))
	if f.Reply.Answer != casefile.NobodyAsked {
		reply.add("book.reply.answer", e.l.Say("book.reply.answer."+string(f.Reply.Answer)))
	}
	reply.block(e.l.Say("book.reply.text"), f.Reply.Text)
	rows = append(rows, e.recorded("book.reply", reply.spans...))
	if !e.several() {
		rows = append(rows, e.caseRows()...)
	}
	return e.s.recordTable(e.l, rows)
}

// recorded is a row that says what is recorded of something, or that nothing is.
func (e *edition) recorded(key string, spans ...figure.Span) []cell {
	if len(spans) == 0 || len(spans) == 1 && spans[0].Text == "" {
		spans = []figure.Span{span(e.l.Say("report.source.none"), cellStyle.Coloured(figure.Grey))}
	}
	return []cell{bold(e.l.Say(key)), {spans: spans}}
}

func (s *sheet) recordTable(l words.Language, rows [][]cell) *table {
	return s.table(0, []column{{head: l.Say("report.column.what"), width: 38}, {head: l.Say("record.recorded")}}, rows)
}

// caseRows say what was put right in the case, how it is to be handled, and
// which report this is.
func (e *edition) caseRows() [][]cell {
	corrections := e.fields()
	for _, c := range e.in.Case.Corrections {
		corrections.block(chronology.Say(e.l, c.Date), c.Text)
	}
	rows := [][]cell{e.recorded("book.corrections", corrections.spans...)}
	if handling := written(e.in.Case.Sensitivity); handling != "" {
		rows = append(rows, e.recorded("record.handling", span(handling, cellStyle)))
	}
	return append(rows, e.recorded("record.report", span(e.whichReport(), cellStyle)))
}

// whichReport says which report of the case this is, and which one it replaces.
func (e *edition) whichReport() string {
	replaces := ""
	if e.in.Replaces > 0 {
		replaces = strconv.Itoa(e.in.Replaces)
		for _, issue := range e.in.Case.Issues {
			if t, err := time.Parse(time.RFC3339, issue.Made); issue.Number == e.in.Replaces && err == nil {
				replaces += ", " + e.l.DateTime(t)
			}
		}
	}
	return e.l.Say("record.report.number", "n", strconv.Itoa(max(e.in.Number, 1)), "edition", e.editionName(), "replaces", replaces)
}

// editionName says for whom the report was made.
func (e *edition) editionName() string {
	if e.in.Edition == Publication {
		return e.l.Say("book.issues.publication")
	}
	return e.l.Say("book.issues.archive")
}

// Of a long log the first and the last lines are printed; all of it is attached.
const (
	mostLogLines  = 40
	firstLogLines = 4
	lastLogLines  = 2
)

// log lists what was done to the case.
func (e *edition) log() section {
	s := e.s
	sec := section{key: "log", head: e.l.Say("book.log"), notes: []string{e.l.Say("record.log.note", "name", LogName)}}
	lines := e.in.Log.Lines()
	if len(lines) == 0 {
		sec.body = []flow{e.none()}
		return sec
	}
	eight := func(digest string) cell {
		if len(digest) < 8 {
			return text("–")
		}
		return hash(digest[:4] + " " + digest[4:8])
	}
	var rows [][]cell
	for i, line := range lines {
		if len(lines) > mostLogLines && i >= firstLogLines && i < len(lines)-lastLogLines {
			if i == firstLogLines {
				rows = append(rows, []cell{text("…"), {}, {}, text(e.l.Plural("record.log.more", len(lines)-firstLogLines-lastLogLines))})
			}
			continue
		}
		when := "–"
		if !line.Time.IsZero() { // of a withheld line nothing is told
			when = e.l.Date(line.Time.UTC()) + ", " + e.l.Time(line.Time.UTC())
		}
		rows = append(rows, []cell{
			text(strconv.Itoa(line.Sequence)), text(when), text(e.plain(line.Actor)), text(e.event(line)), text(e.objectOf(line)), eight(line.Object), eight(line.Previous),
		})
	}
	columns := []column{
		{head: e.l.Say("report.column.number"), width: 7, align: figure.Right},
		{head: e.l.Say("record.log.time"), width: 27},
		{head: e.l.Say("record.log.actor"), width: 15},
		{head: e.l.Say("record.log.event")},
		{head: e.l.Say("report.column.item"), width: 8},
		{head: "SHA-256", width: 14},
		{head: e.l.Say("record.log.before"), width: 14},
	}
	if !slices.ContainsFunc(lines, func(l casefile.LogLine) bool { return l.Actor != "" }) {
		const actor = 2 // nobody named themselves: the column is left out
		columns = slices.Delete(columns, actor, actor+1)
		for i := range rows {
			rows[i] = slices.Delete(rows[i], actor, actor+1)
		}
	}
	digest := words.Digest(e.in.Log.Head())
	sec.body = []flow{
		s.table(1.5, columns, rows),
		s.text(bodyWidth, 0,
			span(e.l.Plural("book.log.count", len(lines))+" "+e.l.Say("book.log.head")+": ", captionStyle), span(digest, hashStyle)),
	}
	return sec
}

// events are those that have a word of their own.
var events = map[casefile.Event]bool{
	casefile.Imported: true, casefile.Compared: true, casefile.Edited: true, casefile.Undone: true, casefile.Redone: true,
	casefile.Exported: true, casefile.Opened: true, casefile.Restored: true, casefile.Saved: true,
}

// event says what a line of the log tells; a word that this version doesn't know stays as it is.
func (e *edition) event(line casefile.LogLine) string {
	if events[line.Event] {
		return e.l.Say("book.event." + string(line.Event))
	}
	return e.plain(string(line.Event))
}

// objectOf returns the letters of the items that a line is about.
func (e *edition) objectOf(line casefile.LogLine) string {
	for _, key := range []string{"id", "candidate"} {
		if l := e.letterOf(casefile.ID(line.Parameters[key])); l != "" {
			return l
		}
	}
	for _, it := range e.items {
		if line.Object != "" && it.evidence.SHA256 == line.Object && !it.evidence.Derived() {
			return it.letter
		}
	}
	return ""
}

package report

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/metadata"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/words"
)

// itemsReceived lists every file with its digest, what it says about itself
// and what a person wrote about it.
func (e *edition) itemsReceived() section {
	var rows, hashes [][]cell
	withheld := false
	for _, it := range e.items {
		rows = append(rows, []cell{e.letterCell(it), e.thumbnailCell(it), {spans: e.fileSpans(it)}, {spans: e.sourceSpans(it)}})
		digest := hash(words.Digest(it.evidence.SHA256))
		switch ev := it.evidence; {
		case it.withheld && ev.Withheld.Commitment != "":
			digest = cell{spans: []figure.Span{span(e.l.Say("record.commitment")+"\n", cellStyle), span(words.Digest(ev.Withheld.Commitment), hashStyle)}}
			withheld = true
		case it.withheld:
			digest, withheld = text(e.l.Say("record.withheld")), true
		case ev.Derived():
			digest = text(e.l.Say("record.digest-of", "item", e.letterOf(ev.Parent)))
		case ev.SHA256 == "":
			digest = text(e.l.Say("report.items.no-digest"))
		}
		hashes = append(hashes, []cell{bold(it.letter), e.withFrame(digest, it)})
	}
	s := e.s
	sec := section{
		key: "items", head: e.l.Say("report.items"),
		notes: []string{e.l.Say("report.items.note"), e.l.Say("report.items.typed")},
		body: []flow{
			s.wideTable(baseline, []column{ // what persons typed needs the room
				{head: e.l.Say("report.column.item"), width: 14},
				{head: e.l.Say("report.column.picture"), width: thumbnailWidth},
				{head: e.l.Say("report.column.file"), width: 58},
				{head: e.l.Say("report.column.source")},
			}, rows),
			s.table(1.5, []column{
				{head: e.l.Say("report.column.item"), width: 9},
				{head: e.l.Say("report.column.digest")},
			}, hashes),
			s.text(bodyWidth, 1.5, span(e.l.Say("report.items.absent"), captionStyle)),
		},
	}
	if withheld {
		sec.body = append(sec.body, s.text(bodyWidth, 1.5, span(e.l.Say("record.withheld.note"), captionStyle)))
	}
	if missing := s.t.Missing; len(missing) > 0 {
		example := "[" + words.Code(missing[0]) + "]"
		sec.body = append(sec.body, s.text(bodyWidth, 0, span(e.l.Say("report.items.missing", "example", example), captionStyle)))
	}
	return sec
}

// letterCell names an item and its role.
func (e *edition) letterCell(it item) cell {
	role := e.l.Say("report.role.candidate")
	switch {
	case it.evidence.Role == casefile.Claimed && !slices.ContainsFunc(e.pairs, func(p *pair) bool { return p.claim.evidence.ID == it.evidence.ID }):
		role = e.l.Say("record.role.other-claim")
	case it.evidence.Role == casefile.Claimed:
		role = e.l.Say("report.role.claim")
	case it.evidence.Role != casefile.Candidate:
		role = e.l.Say("record.role.other")
	}
	return cell{spans: []figure.Span{
		span(it.letter+"\n", cellStyle.In(figure.SansSemiBold)), span(role, cellStyle),
	}}
}

func (e *edition) thumbnailCell(it item) cell {
	return e.pictureCell(it, thumbnailWidth, thumbnailHeight)
}

// pictureCell shows an item's thumbnail within a box, or says why there is none.
func (e *edition) pictureCell(it item, width, height float64) cell {
	if it.withheld {
		return cell{spans: []figure.Span{span(e.l.Say("record.withheld"), cellStyle.Coloured(figure.Grey))}}
	}
	if it.thumbnail == nil {
		return cell{spans: []figure.Span{span(e.l.Say("report.items.no-picture"), cellStyle.Coloured(figure.Grey))}}
	}
	w, h := figure.Within(it.evidence.Pixels, width, height)
	if it.evidence.Pixels.Empty() {
		w, h = figure.Within(it.thumbnail.Size, width, height)
	}
	d := figure.Drawing{Width: w, Height: h}
	d.Add(figure.Picture{Box: geom.Rect{MaxX: w, MaxY: h}, Encoded: *it.thumbnail})
	return cell{drawing: &d}
}

// fileSpans says what a file is and what it says about itself.
func (e *edition) fileSpans(it item) []figure.Span {
	ev := it.evidence
	lines := []figure.Span{span(e.plainName(it), cellStyle.In(figure.SansSemiBold))}
	if it.withheld {
		return lines
	}
	add := func(line string) {
		if line != "" {
			lines = append(lines, span("\n"+e.plain(line), cellStyle))
		}
	}
	var kind []string
	if saved := recipe.SavedAs(e.l, ev.Encoding); saved != "" {
		kind = append(kind, saved)
	} else if ev.MediaType != "" {
		_, format, _ := strings.Cut(ev.MediaType, "/")
		kind = append(kind, strings.ToUpper(format))
	}
	if !ev.Pixels.Empty() {
		kind = append(kind, e.l.Pixels(ev.Pixels.Width, ev.Pixels.Height)+"\u00a0px")
	}
	if ev.Bytes > 0 {
		kind = append(kind, e.l.Bytes(ev.Bytes))
	}
	add(strings.Join(kind, ", "))
	if ev.Reduced() {
		add(e.l.Say("reduced.fact", "size", e.l.Pixels(ev.Stored.Width, ev.Stored.Height)))
	}
	for _, line := range e.frameLines(it) {
		add(line)
	}
	if ev.Derived() && ev.Frame == nil {
		p := ev.Part
		add(e.l.Say("record.part", "item", e.letterOf(ev.Parent), "from", fmt.Sprintf("%.0f, %.0f", p.MinX, p.MinY), "to", fmt.Sprintf("%.0f, %.0f", p.MaxX, p.MaxY)))
		if parent, ok := e.in.Case.Find(ev.Parent); ok {
			ev.Facts = parent.Facts // it is the capture that says something about itself
		}
	}
	if ev.Problem != nil {
		add(e.reason(ev))
	}
	if !ev.Received.IsZero() {
		add(e.l.Say("report.file.received", "time", e.l.DateTime(ev.Received)))
	}
	said := false
	for _, row := range metadata.Rows(e.l, ev.Facts, provenance.Encoding{}) {
		said = said || row.Kind != "credentials"
		add(e.l.Say("report.file.says", "name", row.Name, "value", row.Value))
	}
	if !said && ev.Problem == nil && ev.SHA256 != "" {
		add(e.l.Say("report.file.nothing"))
	}
	return lines
}

// sourceSpans gives what a person wrote about where a file comes from; what was
// posted with it, the statements and the pillars have tables of their own.
func (e *edition) sourceSpans(it item) []figure.Span {
	source, f := it.evidence.Source, e.fields()
	if it.withheld {
		return []figure.Span{span("–", cellStyle)}
	}
	f.add("report.source.publisher", source.Publisher)
	f.add("book.account", source.Account)
	f.add("book.platform", source.Platform)
	f.add("report.source.date", e.dateOf(source.Date))
	f.link("report.source.address", source.Address)
	for _, a := range source.Archived {
		f.link("book.archived.address", a.Address)
		f.add("book.archived.date", chronology.Say(e.l, a.Date))
	}
	f.add("book.deleted", chronology.Say(e.l, source.DeletedSince))
	f.add("book.acquisition", source.Acquisition)
	f.add("book.collector", source.Collector)
	f.add("book.collected", chronology.Say(e.l, source.Collected))
	if source.Copy != casefile.CopyUnknown {
		f.add("book.copy", e.l.Say("book.copy."+string(source.Copy)))
	}
	f.attributed("book.places.value", source.Places)
	f.attributed("book.creators", source.Creators)
	f.add("report.source.credit", source.Credit)
	f.add("book.rights", source.Rights)
	if found := source.FoundBy; !found.Withheld || e.in.Edition != Publication {
		f.add("book.found-by", found.Name)
	}
	f.block(e.l.Say("book.text"), source.Text)
	f.block(e.l.Say("book.translation"), source.Translation)
	f.block(e.l.Say("report.source.note"), source.Note)
	return f.orNone()
}

// dateOf returns a date as it stands in a table: all of what was typed.
func (e *edition) dateOf(d casefile.Date) string {
	if _, ok := d.Span(); ok {
		return chronology.Say(e.l, d)
	}
	typed, _ := e.l.Typed(string(d))
	return typed
}

// webAddress returns what a link may lead to: an address of the web, in
// characters that a PDF can hold; nothing for any other text.
func webAddress(typed string) string {
	u, err := url.Parse(strings.TrimSpace(typed))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// others lists what was found for every candidate.
func (e *edition) others() section {
	var rows [][]cell
	for _, it := range e.candidates() {
		name := []figure.Span{span(e.plainName(it), cellStyle)}
		finding, third := e.l.Say("report.others.uncompared"), ""
		shown, nfa, points := "–", "–", "–"
		if m := e.measured(it); it.wasCompared() {
			finding = e.l.Finding(m.Finding)
			third = e.l.ThirdLine(m)
			a := it.comparison.Alignment
			if a.Verdict.Accepted() && m.CandidateCovered > 0 {
				shown = e.l.Percent(m.CandidateCovered, 0)
			}
			if a.HasNFA && a.Verdict != align.Partial {
				nfa = e.l.NFA(a.Log10NFA)
			}
			if len(a.Inliers) > 0 {
				points = e.l.Count(int64(len(a.Inliers)))
			}
		} else if it.verdict() == align.Unreadable {
			finding = e.l.Finding(align.Unreadable.String())
			third = e.in.Problems[it.evidence.ID]
		}
		found := []figure.Span{span(finding, cellStyle.In(figure.SansSemiBold))}
		if third != "" {
			found = append(found, span("\n"+third, cellStyle))
		}
		rows = append(rows, []cell{bold(it.letter), {spans: name}, {spans: found}, text(points), text(shown), text(nfa)})
	}
	return section{
		key: "candidates", head: e.l.Say("report.others"),
		notes: []string{e.l.Say("report.others.note", "compared", e.l.Plural("report.candidates", e.compared)), e.l.Say("report.others.no-match")},
		body: []flow{e.s.table(0, []column{
			{head: e.l.Say("report.column.item"), width: 9},
			{head: e.l.Say("report.column.file")},
			{head: e.l.Say("report.column.finding"), width: 40},
			{head: e.l.Say("report.column.points"), width: 12, align: figure.Right},
			{head: e.l.Say("report.column.shown"), width: 14, align: figure.Right},
			{head: e.l.Say("report.column.nfa"), width: 16, align: figure.Right},
		}, rows)},
	}
}

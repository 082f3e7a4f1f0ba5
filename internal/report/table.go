package report

import (
	"github.com/motbilde/motbilde/internal/figure"
)

// column is a column of a table.
type column struct {
	head  string
	width float64 // millimetres; 0 shares what is left with the other columns of 0
	align figure.Align
}

// cell is what stands in one field: text, or a drawing.
type cell struct {
	spans   []figure.Span
	drawing *figure.Drawing
}

func text(s string) cell { return cell{spans: []figure.Span{span(s, cellStyle)}} }
func bold(s string) cell {
	return cell{spans: []figure.Span{span(s, cellStyle.In(figure.SansSemiBold))}}
}
func hash(s string) cell { return cell{spans: []figure.Span{span(s, hashStyle)}} }

// Space in and between cells, millimetres.
const (
	above, below = 1.2, 1.05
	between      = 3.0
)

// table is a flow that breaks between rows and repeats its head. Rules: heavy
// above and below the head and under the last row, hairlines between rows.
type table struct {
	columns []column
	rows    []figure.Drawing
	head    figure.Drawing
	cells   [][]cell // the rows as they were given
	after   float64
	wide    bool // from the left margin on, below the rail
}

// width returns how wide the table is, and left where it begins.
func (t *table) width() float64 {
	if t.wide {
		return whole
	}
	return bodyWidth
}

func (t *table) left() float64 {
	if t.wide {
		return left
	}
	return bodyLeft
}

// mostLines is the number of lines that one field may take: a row does not
// break, so a longer text ends in an ellipsis. The manifest has all of it.
const mostLines = 48

// table lays the rows out in the body's width.
func (s *sheet) table(after float64, columns []column, rows [][]cell) *table {
	return s.lay(&table{columns: columns, after: after}, rows)
}

// wideTable lays the rows out in the page's width.
func (s *sheet) wideTable(after float64, columns []column, rows [][]cell) *table {
	return s.lay(&table{columns: columns, after: after, wide: true}, rows)
}

func (s *sheet) lay(t *table, rows [][]cell) *table {
	columns := t.columns
	widths(t.width(), columns)
	var heads []cell
	for _, c := range columns {
		heads = append(heads, cell{spans: []figure.Span{span(c.head, cellHead)}})
	}
	t.head = s.row(t.width(), columns, heads)
	t.cells = rows
	for _, cells := range rows {
		t.rows = append(t.rows, s.row(t.width(), columns, cells))
	}
	return t
}

func widths(all float64, columns []column) {
	free, open := all-between*float64(len(columns)-1), 0
	for _, c := range columns {
		free -= c.width
		if c.width == 0 {
			open++
		}
	}
	for i := range columns {
		if columns[i].width == 0 {
			columns[i].width = free / float64(open)
		}
	}
}

// row draws one row without its rules.
func (s *sheet) row(width float64, columns []column, cells []cell) figure.Drawing {
	d := figure.Drawing{Width: width}
	x := 0.0
	for i, c := range columns {
		switch {
		case i >= len(cells):
		case cells[i].drawing != nil:
			d.Place(*cells[i].drawing, x, above+0.4)
			d.Height = max(d.Height, cells[i].drawing.Height+0.8)
		case len(cells[i].spans) > 0:
			p := s.t.Paragraph(c.width, cells[i].spans...)
			if len(p.Lines) > mostLines {
				p.Lines = p.Lines[:mostLines]
				dots := s.t.Paragraph(c.width, span("…", cellStyle))
				p.Lines[mostLines-1] = dots.Lines[0]
			}
			p.Draw(&d, x, above, c.width, c.align)
			d.Height = max(d.Height, p.Height())
		}
		x += c.width + between
	}
	d.Height += above + below
	d.Parts = nil // the table tells them
	return d
}

func (t *table) height() float64 {
	h := t.head.Height + t.after
	for _, r := range t.rows {
		h += r.Height
	}
	return h
}

// smallTable is the height up to which a table is kept on one page.
const smallTable = 81 // a third of A4

func (t *table) least() float64 {
	if all := t.height() - t.after; all <= smallTable {
		return all
	}
	h := t.head.Height
	for i := range min(2, len(t.rows)) {
		h += t.rows[i].Height
	}
	return h
}

func (t *table) put(s *sheet) {
	rows := t.rows
	if t.wide {
		s.belowRail()
	}
	if s.y > top && s.y+t.least() > s.bottom {
		s.newPage()
	}
	s.page().Parts = append(s.page().Parts, figure.Part{Other: t})
	for {
		if t.wide {
			s.belowRail()
		}
		n, room := 0, s.bottom-s.y-t.head.Height
		for n < len(rows) && rows[n].Height <= room {
			room -= rows[n].Height
			n++
		}
		if len(rows)-n == 1 && n > 1 {
			n-- // the last page holds at least two rows
		}
		n = max(n, min(1, len(rows))) // a row higher than a page is cut before it comes here
		t.piece(s, rows[:n])
		if rows = rows[n:]; len(rows) == 0 {
			break
		}
		s.newPage()
	}
	s.y += t.after
}

// piece draws the head and some rows at the sheet's y.
func (t *table) piece(s *sheet, rows []figure.Drawing) {
	d := s.page()
	x, width := t.left(), t.width()
	d.Add(figure.Rule(x, s.y, width, heavyRule, figure.Ink))
	d.Place(t.head, x, s.y)
	s.y += t.head.Height
	d.Add(figure.Rule(x, s.y, width, heavyRule, figure.Ink))
	for i, row := range rows {
		if i > 0 {
			d.Add(figure.Rule(x, s.y, width, thinRule, figure.Hairline))
		}
		d.Place(row, x, s.y)
		s.y += row.Height
	}
	d.Add(figure.Rule(x, s.y, width, heavyRule, figure.Ink))
}

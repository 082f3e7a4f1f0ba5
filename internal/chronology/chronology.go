// Package chronology owns what is said of the dates of a case: how one is read,
// which conflict, and whether they settle what came first. Its main function is
// Order. It promises that an order is told only where the dates make it certain,
// and that a date in words stays as it was written.
package chronology

import (
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// end is a date that is no interval, taken apart.
type end struct {
	at                     time.Time // as on the clock of its place
	precision              casefile.Precision
	zone                   string // as written; empty is none
	uncertain, approximate bool
}

// part takes a date apart that casefile.Date.Span reads.
func part(d casefile.Date) end {
	span, _ := d.Span()
	text := string(d)
	e := end{precision: span.Precision}
	e.uncertain = strings.HasSuffix(text, "?") || strings.HasSuffix(text, "%")
	e.approximate = strings.HasSuffix(text, "~") || strings.HasSuffix(text, "%")
	text = strings.TrimRight(text, "?~%")
	if day, clock, timed := strings.Cut(text, "T"); timed {
		if i := strings.IndexAny(clock, "Z+-"); i >= 0 {
			clock, e.zone = clock[:i], clock[i:]
		}
		text = day + "T" + clock
	}
	layout := "2006-01-02T15:04:05"[:min(len(text), 19)]
	e.at, _ = time.Parse(layout, text) // Span has read it
	return e
}

// ends takes an interval apart; of any other date both are the same. A side
// that is open is empty.
func ends(d casefile.Date) (from, to casefile.Date) {
	a, b, interval := strings.Cut(strings.TrimSpace(string(d)), "/")
	if !interval {
		return casefile.Date(a), casefile.Date(a)
	}
	if a == ".." {
		a = ""
	}
	if b == ".." {
		b = ""
	}
	return casefile.Date(a), casefile.Date(b)
}

// Say writes a date out within a sentence: "9 Nov 2017", "June 2016", "about
// 2017", "not after 9 Nov 2017". A date in words stays as it is.
func Say(l words.Language, d casefile.Date) string {
	if _, ok := d.Span(); !ok {
		return strings.TrimSpace(string(d))
	}
	switch from, to := ends(d); {
	case from == to:
		return one(l, from)
	case from == "":
		return l.Say("chronology.not-after", "date", one(l, to))
	case to == "":
		return l.Say("chronology.not-before", "date", one(l, from))
	default:
		return l.Say("chronology.between", "from", one(l, from), "to", one(l, to))
	}
}

// Latest writes the moment out by which a date had come: of an interval its end.
func Latest(l words.Language, d casefile.Date) string {
	if _, ok := d.Span(); ok {
		if _, to := ends(d); to != "" {
			return one(l, to)
		}
	}
	return Say(l, d)
}

func one(l words.Language, d casefile.Date) string {
	e := part(d)
	text := ""
	switch e.precision {
	case casefile.Year:
		text = e.at.Format("2006")
	case casefile.Month:
		text = l.Month(e.at)
	case casefile.Day:
		text = l.Date(e.at)
	default:
		clock := l.Time(e.at)
		if e.precision == casefile.Second {
			clock += clock[2:3] + e.at.Format("05")
		}
		text = l.Date(e.at) + ", " + clock
		if e.zone != "" {
			text += "\u00a0UTC" + strings.ReplaceAll(strings.TrimPrefix(e.zone, "Z"), "-", "−")
		}
	}
	if e.approximate {
		text = l.Say("chronology.about", "date", text)
	}
	if e.uncertain {
		text = l.Say("chronology.uncertain", "date", text)
	}
	return text
}

// Reading says how the program reads a date as it was written, or that it is
// words; nothing of an empty one.
func Reading(l words.Language, d casefile.Date) string {
	if strings.TrimSpace(string(d)) == "" {
		return ""
	}
	span, ok := d.Span()
	if !ok {
		return l.Say("chronology.in-words")
	}
	zone := ""
	if span.Precision >= casefile.Day && !span.Zone {
		zone = l.Say("chronology.no-zone")
	}
	return l.Say("chronology.read-as", "date", Say(l, d), "precision", precision(l, span.Precision), "zone", zone)
}

func precision(l words.Language, p casefile.Precision) string {
	return l.Say("chronology.precision." + [...]string{
		casefile.Year: "year", casefile.Month: "month", casefile.Day: "day", casefile.Minute: "minute", casefile.Second: "second",
	}[p])
}

package casefile

import (
	"regexp"
	"strings"
	"time"
)

// Date is a date as a person wrote it. It counts on the timeline where it has
// the form of the Extended Date/Time Format (EDTF, ISO 8601-2, level 1; Library
// of Congress 2019), as far as it is needed here:
//
//	2017  2017-11  2017-11-09  2017-11-09T14:32  2017-11-09T14:32:10
//	the same with a zone: 2017-11-09T14:32Z  2017-11-09T14:32+03:00
//	uncertain 2017-11?  approximate 2017~  both 2017-11-09%
//	between 2017-11/2018-02  not after ../2017-11-09  not before 2017-11-09/..
//
// Any other words stay what they are: a person's doubt must not be tidied away.
type Date string

// Precision says how exact a date is.
type Precision int

// The precisions, the coarsest first.
const (
	NoPrecision Precision = iota // of a date in words, and of an open interval
	Year
	Month
	Day
	Minute
	Second
)

// Span is the time within which a date lies. A date without a zone may be that
// of any place: its span begins with the day in the first zone (UTC+14) and
// ends with it in the last (UTC−12).
type Span struct {
	From, To  time.Time // UTC; To is the first moment after it; zero where that side is open
	Precision Precision // of the coarser end
	Zone      bool      // a zone was given
	Doubtful  bool      // uncertain or approximate
}

const (
	eastmost = 14 * time.Hour // the first zone to begin a day is this far ahead of UTC
	westmost = 12 * time.Hour // the last one is this far behind
)

// Span reads the date; ok is false where it is empty or in words.
func (d Date) Span() (_ Span, ok bool) {
	text := strings.TrimSpace(string(d))
	from, to, interval := strings.Cut(text, "/")
	if !interval {
		return one(text)
	}
	if from == ".." && to == ".." {
		return Span{}, false
	}
	s := Span{Zone: true}
	var begin, last time.Time
	for i, end := range []string{from, to} {
		if end == ".." {
			continue
		}
		e, ok := one(end)
		if !ok {
			return Span{}, false
		}
		if i == 0 {
			s.From, begin = e.From, e.begin()
		} else {
			s.To, last = e.To, e.begin()
		}
		if s.Precision == NoPrecision || e.Precision < s.Precision {
			s.Precision = e.Precision
		}
		s.Zone, s.Doubtful = s.Zone && e.Zone, s.Doubtful || e.Doubtful
	}
	if from != ".." && to != ".." && last.Before(begin) {
		return Span{}, false
	}
	return s, true
}

var zoneEnd = regexp.MustCompile(`(Z|[+-]\d\d:\d\d)$`)

// layouts are the forms of one date, by precision.
var layouts = []struct {
	layout    string
	precision Precision
}{
	{"2006", Year},
	{"2006-01", Month},
	{"2006-01-02", Day},
	{"2006-01-02T15:04", Minute},
	{"2006-01-02T15:04:05", Second},
}

// one reads a date that is no interval.
func one(text string) (Span, bool) {
	s := Span{}
	if exact := strings.TrimRight(text, "?~%"); len(text)-len(exact) == 1 {
		text, s.Doubtful = exact, true
	}
	zone := ""
	if strings.Contains(text, "T") {
		zone = zoneEnd.FindString(text)
	}
	for _, l := range layouts {
		layout := l.layout
		if zone != "" {
			layout += "Z07:00"
		}
		t, err := time.Parse(layout, text)
		if err != nil || len(text) != len(l.layout)+len(zone) {
			continue
		}
		s.From, s.Precision, s.Zone = t.UTC(), l.precision, zone != ""
		s.To = s.From.Add(time.Second)
		switch l.precision {
		case Year:
			s.To = t.AddDate(1, 0, 0)
		case Month:
			s.To = t.AddDate(0, 1, 0)
		case Day:
			s.To = t.AddDate(0, 0, 1)
		case Minute:
			s.To = s.From.Add(time.Minute)
		}
		if !s.Zone {
			s.From, s.To = s.From.Add(-eastmost), s.To.Add(westmost)
		}
		return s, true
	}
	return Span{}, false
}

// Before reports whether the date surely lies before the other: it ends before
// the other begins, and neither is in doubt.
func (d Date) Before(other Date) bool {
	a, ok := d.Span()
	b, also := other.Span()
	return ok && also && !a.Doubtful && !b.Doubtful && !a.To.IsZero() && !b.From.IsZero() && !a.To.After(b.From)
}

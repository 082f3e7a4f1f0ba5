package words

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var months = [2][12]string{
	{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	{"jan.", "feb.", "mars", "april", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des."},
}

// Date writes a day: "22 Nov 2026", in bokmål "22. nov. 2026". Day and month
// are held together by a no-break space.
func (l Language) Date(t time.Time) string {
	dot := ""
	if l == Norwegian {
		dot = "."
	}
	return strconv.Itoa(t.Day()) + dot + space + months[l][t.Month()-1] + " " + strconv.Itoa(t.Year())
}

var fullMonths = [2][12]string{
	{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
	{"januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"},
}

// Month writes a month: "June 2016", in bokmål "juni 2016".
func (l Language) Month(t time.Time) string {
	return fullMonths[l][t.Month()-1] + " " + strconv.Itoa(t.Year())
}

// IsMonth reports whether a word is the name of a month, whole or in short, in either
// language; with or without a full stop.
func IsMonth(word string) bool {
	word = strings.TrimSuffix(strings.ToLower(word), ".")
	for _, lists := range [...][2][12]string{months, fullMonths} {
		for _, names := range lists {
			for _, name := range names {
				if word == strings.TrimSuffix(strings.ToLower(name), ".") {
					return true
				}
			}
		}
	}
	return word == "sept"
}

// Time writes a time of day: "18:55", in bokmål "18.55".
func (l Language) Time(t time.Time) string {
	if l == Norwegian {
		return t.Format("15.04")
	}
	return t.Format("15:04")
}

// DateTime writes a moment in UTC: "22 Nov 2026, 18:55 UTC".
func (l Language) DateTime(t time.Time) string {
	t = t.UTC()
	return l.Date(t) + ", " + l.Time(t) + space + "UTC"
}

// Precision says how exact a date is that a person typed.
type Precision int

// The precisions.
const (
	Unclear Precision = iota // words such as "spring 2015", or nothing
	Day
	MonthOrYear
)

var (
	isoDay    = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	startsDay = regexp.MustCompile(`^\d{1,2}[./]?\s*\S.*\d{4}$`)
	yearOnly  = regexp.MustCompile(`^\d{4}$`)
	monthYear = regexp.MustCompile(`^\pL+\.?\s\d{4}$`)
)

// Typed reads a date as a person typed it and says how exact it is. A day in
// the form 2017-11-09 is written out in the language; everything else stays as
// it was typed, because a person's doubt must not be tidied away.
func (l Language) Typed(date string) (text string, exact Precision) {
	date = strings.TrimSpace(date)
	if isoDay.MatchString(date) {
		if t, err := time.Parse(time.DateOnly, date); err == nil {
			return l.Date(t), Day
		}
		return date, Unclear
	}
	switch {
	case startsDay.MatchString(date):
		return date, Day
	case yearOnly.MatchString(date):
		return date, MonthOrYear
	case monthYear.MatchString(date) && knownMonth(date):
		return date, MonthOrYear
	}
	return date, Unclear
}

// knownMonth reports whether the first word begins as a month does in either language.
func knownMonth(date string) bool {
	word := strings.ToLower(date)
	for _, names := range months {
		for _, name := range names {
			if strings.HasPrefix(word, strings.ToLower(name)[:3]) {
				return true
			}
		}
	}
	return false
}

// When says a typed date after a verb: "on 9 Nov 2017", "in 2015", or, where
// nobody can tell which, "(spring 2015)". In bokmål a day needs no preposition.
// An empty date gives nothing.
func (l Language) When(date string) string {
	text, exact := l.Typed(date)
	switch {
	case text == "":
		return ""
	case exact == Day:
		return l.Say("finding.when.day", "date", text)
	case exact == MonthOrYear:
		return l.Say("finding.when.month", "date", text)
	}
	return l.Say("finding.when.unclear", "date", text)
}

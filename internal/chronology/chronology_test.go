package chronology

import (
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

func plain(text string) string { return strings.ReplaceAll(text, "\u00a0", " ") }

func TestDatesAreSaidAsExactlyAsTheyWereGiven(t *testing.T) {
	for date, want := range map[casefile.Date][2]string{
		"2017":                      {"2017", "2017"},
		"2016-06":                   {"June 2016", "juni 2016"},
		"2017-11-09":                {"9 Nov 2017", "9. nov. 2017"},
		"2017-11-09T14:32":          {"9 Nov 2017, 14:32", "9. nov. 2017, 14.32"},
		"2017-11-09T14:32:10Z":      {"9 Nov 2017, 14:32:10 UTC", "9. nov. 2017, 14.32.10 UTC"},
		"2017-11-09T14:32+03:00":    {"9 Nov 2017, 14:32 UTC+03:00", "9. nov. 2017, 14.32 UTC+03:00"},
		"2017-11-09T14:32-05:00":    {"9 Nov 2017, 14:32 UTC−05:00", "9. nov. 2017, 14.32 UTC−05:00"},
		"2017~":                     {"about 2017", "omkring 2017"},
		"2017-11?":                  {"November 2017 (uncertain)", "november 2017 (usikkert)"},
		"2017-11-09%":               {"about 9 Nov 2017 (uncertain)", "omkring 9. nov. 2017 (usikkert)"},
		"2016-06/2016-09":           {"between June 2016 and September 2016", "mellom juni 2016 og september 2016"},
		"../2017-11-09":             {"not after 9 Nov 2017", "ikke etter 9. nov. 2017"},
		"2017/..":                   {"not before 2017", "ikke før 2017"},
		" in the spring of 2015 ":   {"in the spring of 2015", "in the spring of 2015"},
		"2017-11-09T14:32:10+03:00": {"9 Nov 2017, 14:32:10 UTC+03:00", "9. nov. 2017, 14.32.10 UTC+03:00"},
	} {
		for _, l := range []words.Language{words.English, words.Norwegian} {
			if got := plain(Say(l, date)); got != want[l] {
				t.Errorf("%s in %s: %q, want %q", date, l.Code(), got, want[l])
			}
		}
	}
}

func TestReadingNamesPrecisionAndTheMissingZone(t *testing.T) {
	l := words.English
	for date, want := range map[casefile.Date]string{
		"":                  "",
		"2016-06":           "Read as: June 2016, month",
		"2017-11-09":        "Read as: 9 Nov 2017, day, no time zone: it may be up to 14 h earlier or 12 h later",
		"2017-11-09T14:32Z": "Read as: 9 Nov 2017, 14:32 UTC, minute",
	} {
		if got := plain(Reading(l, date)); got != want {
			t.Errorf("%q: %q, want %q", date, got, want)
		}
	}
	for _, date := range []casefile.Date{"in 2017", "9.11.2017", "2017-13"} {
		if got := Reading(l, date); !strings.HasPrefix(got, "In words:") || !strings.Contains(got, "2017-11-09T14:32+03:00") {
			t.Errorf("%q is read as %q, want the forms that would be read", date, got)
		}
	}
}

// claimOf is a claim about an event of a date.
func claimOf(event string) casefile.Evidence {
	return casefile.Evidence{ID: "c", Source: casefile.Source{Dates: []casefile.Attributed{{What: casefile.Happened, Value: event}}}}
}

func TestOrderIsToldOnlyWhereTheDatesMakeItSure(t *testing.T) {
	copied := func(date casefile.Date) []casefile.Evidence {
		return []casefile.Evidence{{ID: "k", Source: casefile.Source{Date: date}}}
	}
	const unsettled = "The dates do not settle which came first."
	for _, c := range []struct {
		event  string
		copies []casefile.Evidence
		want   string
	}{
		{"2017-11-09", copied("2016-06"), "The earliest found copy was there by June 2016, before the claimed event of 9 Nov 2017."},
		{"2017-11-09", copied("2016-06/2016-09"), "The earliest found copy was there by September 2016, before the claimed event of 9 Nov 2017."},
		{"2017-11-09", copied("2017-11-07"), unsettled}, // days without a zone may be those of any place
		{"2017-11-09", copied("2017-11-06"), "The earliest found copy was there by 6 Nov 2017, before the claimed event of 9 Nov 2017."},
		{"2017-11-09", copied("2017"), unsettled},
		{"2017-11-09", copied("2016-06?"), unsettled},
		{"2017~", copied("2016-06"), unsettled},
		{"2017-11-09", copied("2018"), unsettled}, // an older copy may be found yet
		{"in autumn", copied("2016"), unsettled},
		{"2017-11-09", copied("long ago"), "No copy that was found has a date that can be read yet."},
		{"2017-11-09", nil, "No candidate matches the claim yet, so there is no copy whose date could be compared."},
	} {
		if got := plain(Order(words.English, claimOf(c.event), c.copies)); got != c.want {
			t.Errorf("event %s, copies %v: %q, want %q", c.event, c.copies, got, c.want)
		}
	}
	if got := Order(words.English, casefile.Evidence{ID: "c"}, copied("2016")); !strings.HasPrefix(got, "The claim has no date yet") {
		t.Errorf("without an event: %q", got)
	}
	want := "Den tidligste kopien som er funnet, var der innen juni 2016, før den påståtte hendelsen 9. nov. 2017."
	if got := plain(Order(words.Norwegian, claimOf("2017-11-09"), copied("2016-06"))); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestConflictsAreToldByKindAndUntilOneCounts(t *testing.T) {
	e := casefile.Evidence{Source: casefile.Source{
		Date: "2016-06",
		Dates: []casefile.Attributed{
			{What: casefile.Posted, Value: "2016-09"},
			{What: casefile.Made, Value: "2015"}, // no conflict: it is of another kind
			{What: casefile.Happened, Value: "2017-11-09"},
			{What: casefile.Happened, Value: "2017-11"}, // holds the other
		},
	}}
	want := []string{"Two dates for when it was posted, which conflict. Not later than: September 2016, the latest, until one is marked as the one that counts."}
	if got := Conflicts(words.English, e); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	e.Source.Dates[0].Resolved = true
	e.Source.Dates[3].Value = "2018"
	got := Conflicts(words.English, e)
	want = []string{
		"Two dates for when it happened, which conflict. The first one given, 9 Nov 2017, is used until one is marked as the one that counts.",
		"Two dates for when it was posted, which conflict. Marked as the one that counts: September 2016.",
	}
	for i := range got {
		got[i] = plain(got[i])
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := Conflicts(words.English, casefile.Evidence{}); len(got) != 0 {
		t.Errorf("nothing conflicts, but %q", got)
	}
}

func TestEveryKindOfMomentHasItsWords(t *testing.T) {
	kinds := []casefile.MomentKind{"", casefile.Collected, casefile.ArchivedAt, casefile.Deleted, casefile.Said, casefile.Online, casefile.Gone}
	for _, what := range casefile.Whats {
		kinds = append(kinds, casefile.MomentKind(what))
	}
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, k := range kinds {
			if got := Happening(l, k); got == "" || strings.HasPrefix(got, "[") {
				t.Errorf("%q in %s: %q", k, l.Code(), got)
			}
		}
	}
}

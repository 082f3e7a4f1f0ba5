package casefile

import (
	"slices"
	"testing"
	"time"
)

func TestDatesAreReadWithTheirPrecision(t *testing.T) {
	at := func(text string) time.Time {
		moment, err := time.Parse(time.RFC3339, text)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	for date, want := range map[Date]Span{
		"2017":                        {From: at("2016-12-31T10:00:00Z"), To: at("2018-01-01T12:00:00Z"), Precision: Year},
		"2017-11":                     {From: at("2017-10-31T10:00:00Z"), To: at("2017-12-01T12:00:00Z"), Precision: Month},
		" 2016-02-29 ":                {From: at("2016-02-28T10:00:00Z"), To: at("2016-03-01T12:00:00Z"), Precision: Day},
		"2017-11-09T14:32":            {From: at("2017-11-09T00:32:00Z"), To: at("2017-11-10T02:33:00Z"), Precision: Minute},
		"2017-11-09T14:32+03:00":      {From: at("2017-11-09T11:32:00Z"), To: at("2017-11-09T11:33:00Z"), Precision: Minute, Zone: true},
		"2017-11-09T14:32:10Z":        {From: at("2017-11-09T14:32:10Z"), To: at("2017-11-09T14:32:11Z"), Precision: Second, Zone: true},
		"2017-11?":                    {From: at("2017-10-31T10:00:00Z"), To: at("2017-12-01T12:00:00Z"), Precision: Month, Doubtful: true},
		"2017~":                       {From: at("2016-12-31T10:00:00Z"), To: at("2018-01-01T12:00:00Z"), Precision: Year, Doubtful: true},
		"../2017-11-09":               {To: at("2017-11-10T12:00:00Z"), Precision: Day},
		"2017-11-09T10:00Z/..":        {From: at("2017-11-09T10:00:00Z"), Precision: Minute, Zone: true},
		"2016-06/2016-09-03":          {From: at("2016-05-31T10:00:00Z"), To: at("2016-09-04T12:00:00Z"), Precision: Month},
		"2017-11-09/2017-11-09T10:00": {From: at("2017-11-08T10:00:00Z"), To: at("2017-11-09T22:01:00Z"), Precision: Day},
	} {
		if got, ok := date.Span(); !ok || got != want {
			t.Errorf("%q: %+v %v, want %+v", date, got, ok, want)
		}
	}
	for _, date := range []Date{"", "spring 2015", "2017-13", "2017-02-30", "17-11-09", "2017-11-09T25:00", "2018/2017", "../..", "2017-1-9", "2017??", "9 Nov 2017", "2017-11-09Z", "2017/2018/2019"} {
		if got, ok := date.Span(); ok {
			t.Errorf("%q is read as %+v", date, got)
		}
	}
}

func TestADateIsBeforeAnotherOnlyWhereThatIsSure(t *testing.T) {
	for _, c := range []struct {
		a, b Date
		want bool
	}{
		{"2015", "2017-11-09", true},
		{"2017-11-09", "2015", false},
		{"2017", "2017-11-09", false},
		{"2017-11-08", "2017-11-09", false}, // in zones far apart it can be the same hour
		{"2017-11-07", "2017-11-09", false},
		{"2017-11-06", "2017-11-09", true},
		{"2017-11-09T00:30Z", "2017-11-09T01:00+01:00", false},
		{"2017-11-08T23:00Z", "2017-11-09T01:00Z", true},
		{"2015?", "2017", false},
		{"../2015", "2017", true},
		{"2015/..", "2017", false},
		{"spring 2015", "2017", false},
	} {
		if got := c.a.Before(c.b); got != c.want {
			t.Errorf("%s before %s: %v", c.a, c.b, got)
		}
	}
}

func dated(id ID, dates ...Attributed) Evidence {
	return Evidence{ID: id, Role: Candidate, Source: Source{Dates: dates}}
}

func TestNoLaterThanTakesTheLatestUntilAPersonResolvesIt(t *testing.T) {
	e := dated("e1", Attributed{What: Made, Value: "2015"}, Attributed{What: Published, Value: "2016-06"}, Attributed{What: Published, Value: "2016-09"}, Attributed{What: Happened, Value: "2017-11-09"})
	if d, ok := e.NotLaterThan(); !ok || d != "2016-09" {
		t.Errorf("%q %v", d, ok)
	}
	e.Source.Dates[1].Resolved = true
	if d, ok := e.NotLaterThan(); !ok || d != "2016-06" {
		t.Errorf("resolved: %q %v", d, ok)
	}
	if d, ok := dated("e2", Attributed{What: Happened, Value: "2017"}, Attributed{What: Made, Value: "long ago"}, Attributed{What: Made, Value: "2017/.."}).NotLaterThan(); ok {
		t.Errorf("a date out of nothing: %q", d)
	}
}

func TestEarliestFoundCopyGoesByWhatIsCertain(t *testing.T) {
	early := dated("e2", Attributed{What: Published, Value: "2016-06"})
	got, by, ok := EarliestFound([]Evidence{dated("e1"), dated("e3", Attributed{What: Published, Value: "2016"}), early})
	if !ok || got.ID != "e2" || by != "2016-06" {
		t.Errorf("%q by %q, %v", got.ID, by, ok)
	}
	if _, _, ok := EarliestFound([]Evidence{dated("e1")}); ok {
		t.Error("one without a date is the earliest")
	}
}

func TestTimelineStandsInTheOrderOfTime(t *testing.T) {
	c := Case{
		Evidence: []Evidence{
			{ID: "e1", Source: Source{
				Date: "2017-11-14", Account: "@mod", DeletedSince: "2017-11-14T12:00Z", Dates: []Attributed{{What: Happened, Value: "2017-11-09", By: "@mod"}},
				Statements: []Statement{{Who: "the ministry", What: "a clerk's mistake", When: "two days later"}},
			}},
			{ID: "e2", Source: Source{Dates: []Attributed{{What: Published, Value: "../2016-06-30"}}}},
		},
		Posts: []Post{{ID: "p1", SeenGone: []Seen{{When: "2017-11-15", Who: "Kari"}}}},
	}
	var got []MomentKind
	for _, m := range c.Timeline() {
		got = append(got, m.Kind)
	}
	if want := []MomentKind{"published", "event", "posted", Deleted, Gone, Said}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

package figure

import (
	"math/rand/v2"
	"strconv"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

func day(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestTheAxisIsBrokenWhereMoreThanHalfOfTheTimeHasNoDate(t *testing.T) {
	exact := func(n int, text string) Dated {
		from := day(t, text)
		return Dated{Number: n, From: from, To: from.AddDate(0, 0, 1), Says: "posted"}
	}
	parts := partsOf([]Dated{exact(1, "2015-06-01"), exact(2, "2015-06-03"), exact(3, "2017-11-09")}, 176)
	if len(parts) != 2 || parts[0].dates != 2 || parts[1].left != parts[0].right+timeBreak || parts[1].right > 176.001 {
		t.Fatalf("%+v", parts)
	}
	if a, b := placeIn(parts, day(t, "2015-06-01")), placeIn(parts, day(t, "2015-06-04")); a != timeInset || b > parts[0].right {
		t.Errorf("the first part's dates lie from %.1f to %.1f mm", a, b)
	}
	if x := placeIn(parts, day(t, "2017-11-09")); x < parts[1].left || x > parts[1].right {
		t.Errorf("the date after the break lies at %.1f mm", x)
	}
	whole := []Dated{exact(1, "2015-01-01"), exact(2, "2015-10-01"), {Number: 3, From: day(t, "2016-06-01"), To: day(t, "2017-01-01")}}
	if parts = partsOf(whole, 176); len(parts) != 1 {
		t.Errorf("a gap of less than half breaks the axis: %+v", parts)
	}
	if _, made := Timeline(NewTypesetter(), words.English, whole, 176); made != (TimelineMade{}) {
		t.Errorf("made %+v", made)
	}
}

func TestNoLabelOfATimelineMeetsAnotherOrALeader(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for round := range 40 {
		var dates []Dated
		for n := range 2 + random.IntN(30) {
			from := day(t, "2015-01-01").Add(time.Duration(random.Int64N(int64(1200 * 24 * time.Hour))))
			if random.IntN(3) > 0 { // most of it on one day
				from = day(t, "2017-11-10").Add(time.Duration(random.Int64N(int64(24 * time.Hour))))
			}
			lasts := []time.Duration{time.Minute, 24 * time.Hour, 365 * 24 * time.Hour}[random.IntN(3)]
			dates = append(dates, Dated{Number: n + 1, From: from, To: from.Add(lasts), Says: "what happened to item " + strconv.Itoa(n) + " and to another"[:random.IntN(15)]})
		}
		const width = 176
		d, _ := Timeline(NewTypesetter(), words.Norwegian, dates, width)
		var texts []geom.Rect
		var leaders []geom.Rect
		for _, item := range d.Items {
			b := item.Bounds()
			if b.MinX < -0.9 || b.MaxX > width+0.9 || b.MinY < -0.1 || b.MaxY > d.Height+1 {
				t.Fatalf("round %d: %T leaves the drawing at %v", round, item, b)
			}
			switch item := item.(type) {
			case Text:
				em := item.Pt * MillimetresPerPoint
				texts = append(texts, geom.Rect{MinX: item.X, MaxX: item.X + item.Width, MinY: item.Y - 0.7*em, MaxY: item.Y})
			case Shape:
				if p := item.Paths[0].Points; len(p) == 2 && p[0].X == p[1].X && *item.Stroke == HeadLine {
					leaders = append(leaders, b)
				}
			}
		}
		for i, a := range texts {
			for _, b := range texts[:i] {
				if !a.Intersect(b).Empty() && a.Intersect(b).Width() > 0.05 {
					t.Errorf("round %d: words at %v and %v meet", round, a, b)
				}
			}
			for _, b := range leaders {
				if !a.Intersect(b).Empty() {
					t.Errorf("round %d: a leader at %v crosses words at %v", round, b, a)
				}
			}
		}
	}
}

func TestDatesThatLieNearestAreEnlargedBelow(t *testing.T) {
	dates := []Dated{{Number: 1, From: day(t, "2015-08-25"), To: day(t, "2015-08-26"), Says: "posted"}, {Number: 2, From: day(t, "2016-09-01"), To: day(t, "2016-12-01"), Says: "made"}}
	for i := range 9 {
		from := day(t, "2017-11-10").Add(time.Duration(i) * time.Hour)
		dates = append(dates, Dated{Number: 3 + i, From: from, To: from.Add(time.Minute), Says: "seen online"})
	}
	d, made := Timeline(NewTypesetter(), words.English, dates, 176)
	if !made.Enlarged || made.Broken {
		t.Errorf("%+v", made)
	}
	said := map[string]bool{}
	for _, item := range d.Items {
		if text, ok := item.(Text); ok {
			said[text.String] = true
		}
	}
	for _, want := range []string{"3–11", "3 ", "seen online"} {
		if !said[want] {
			t.Errorf("%q is not on it: %v", want, said)
		}
	}
	if runs := runsOf([]int{5, 3, 4, 9, 10, 12}); runs != "3–5, 9, 10, 12" {
		t.Errorf("numbers are written %q", runs)
	}
}

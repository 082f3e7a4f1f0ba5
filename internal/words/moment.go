package words

import "time"

// Moment says when something was, in the zone of both times: "14:32" on the day
// of now, else "22 Nov 2026, 14:32". A time that is none is empty.
func (l Language) Moment(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.In(now.Location())
	if t.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return l.Time(t)
	}
	return l.Date(t) + ", " + l.Time(t)
}

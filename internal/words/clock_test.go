package words

import (
	"testing"
	"time"
)

func TestClockIsWrittenAsOnAPlayer(t *testing.T) {
	for _, c := range []struct {
		of       time.Duration
		decimals int
		en, nb   string
	}{
		{0, 0, "0:00", "0:00"},
		{12*time.Minute + 6*time.Second + 400*time.Millisecond, 0, "12:06", "12:06"},
		{5*time.Minute + 58*time.Second + 760*time.Millisecond, 3, "5:58.760", "5:58,760"},
		{59*time.Second + 999900*time.Microsecond, 3, "1:00.000", "1:00,000"},
		{time.Hour + 5*time.Minute + 8*time.Second, 1, "1:05:08.0", "1:05:08,0"},
		{-1500 * time.Millisecond, 1, "−0:01.5", "−0:01,5"},
	} {
		if got := English.Clock(c.of, c.decimals); got != c.en {
			t.Errorf("%v: %q, want %q", c.of, got, c.en)
		}
		if got := Norwegian.Clock(c.of, c.decimals); got != c.nb {
			t.Errorf("%v: %q, want %q", c.of, got, c.nb)
		}
	}
}

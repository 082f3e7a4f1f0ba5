package words

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Clock writes a length or a place in a video: "5:58", with decimals "5:58.760",
// from an hour on "1:05:58".
func (l Language) Clock(d time.Duration, decimals int) string {
	sign := ""
	if d < 0 {
		sign, d = minus, -d
	}
	unit := time.Second
	for range decimals {
		unit /= 10
	}
	d = d.Round(unit)
	hours, minutes := int(d/time.Hour), int(d/time.Minute)%60
	seconds := (d % time.Minute).Seconds()
	text := strconv.FormatFloat(seconds, 'f', decimals, 64)
	if seconds < 10 {
		text = "0" + text
	}
	text = strings.Replace(text, ".", l.point(), 1)
	if hours > 0 {
		return fmt.Sprintf("%s%d:%02d:%s", sign, hours, minutes, text)
	}
	return fmt.Sprintf("%s%d:%s", sign, minutes, text)
}

// TimeLeft says a time left as people do: seconds are only few, minutes are whole.
func (l Language) TimeLeft(left time.Duration) string {
	if left < 45*time.Second {
		return l.Say("window.left.seconds")
	}
	return l.Plural("window.left.minutes", int((left+30*time.Second)/time.Minute))
}

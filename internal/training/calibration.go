package training

import "github.com/motbilde/motbilde/internal/words"

// From which confidence on a wrong choice is told as one that was sure, and up
// to which a right one as one that was not, percent.
const (
	sure   = 80
	unsure = 60
)

// Calibration is how well confidence fits what was right, over several attempts.
type Calibration struct {
	Attempts  int     // of those with a confidence
	Right     int     // of them
	Confident float64 // mean, 0.5 to 1
	Brier     float64 // mean, 0 to 1; to say 50 % each time gives 0.25
	SureWrong int     // attempts that were sure and wrong
	SureFrom  int     // the least confidence among them, percent
	Unsure    int     // attempts that were unsure and right
}

// Calibrate sums attempts up. Those without a confidence don't count.
func Calibrate(attempts []Attempt) Calibration {
	marks := make([]Marks, len(attempts))
	for i, a := range attempts {
		marks[i] = a.Marks
	}
	return CalibrateMarks(marks)
}

// CalibrateMarks does the same where only the marks are known, as from a code.
func CalibrateMarks(marks []Marks) (c Calibration) {
	for _, m := range marks {
		if m.Confident == 0 {
			continue
		}
		c.Attempts++
		c.Confident += float64(m.Confident) / 100
		c.Brier += m.Brier
		switch {
		case m.Right:
			c.Right++
			if m.Confident <= unsure {
				c.Unsure++
			}
		case m.Confident >= sure:
			if c.SureWrong == 0 || m.Confident < c.SureFrom {
				c.SureFrom = m.Confident
			}
			c.SureWrong++
		}
	}
	if c.Attempts > 0 {
		c.Confident /= float64(c.Attempts)
		c.Brier /= float64(c.Attempts)
	}
	return c
}

// gap is how far the mean confidence may lie from the share of right choices
// and still be told as fitting; with few attempts nothing finer can be said.
const gap = 0.15

// fewest is how many attempts it takes before anything is said of how confidence
// fits: of one or two nobody can know.
const fewest = 3

// Say explains the calibration to the learner whose it is: what was sure and
// wrong first, then how confidence and choices fit, then the score. It is empty
// where no confidence was asked.
func (c Calibration) Say(l words.Language) string { return c.say(l, "training.calibration.you") }

// SayGroup explains the calibration of a group to its trainer.
func (c Calibration) SayGroup(l words.Language) string { return c.say(l, "training.calibration.group") }

func (c Calibration) say(l words.Language, whose string) string {
	if c.Attempts == 0 {
		return ""
	}
	text := ""
	if c.SureWrong > 0 {
		says := ".sure-wrong"
		if c.SureFrom >= MostConfidence {
			says = ".all-sure"
		}
		text = l.Say(whose+says, "share", l.Percent(float64(c.SureFrom)/100, 0), "times", c.times(l)) + " "
	}
	fits := ".fits"
	switch rate := float64(c.Right) / float64(c.Attempts); {
	case c.Attempts < fewest:
		fits = ".few"
	case c.Confident-rate > gap:
		fits = ".over"
	case rate-c.Confident > gap:
		fits = ".under"
	}
	text += l.Say(whose+fits, "share", l.Percent(c.Confident, 0), "right", l.Count(int64(c.Right)), "of", l.Count(int64(c.Attempts))) + " "
	return text + l.Say("training.calibration.brier", "score", l.Number(c.Brier, 2))
}

// times says how often something happened: once, twice, 3 times.
func (c Calibration) times(l words.Language) string {
	switch c.SureWrong {
	case 1:
		return l.Say("training.times.one")
	case 2:
		return l.Say("training.times.two")
	}
	return l.Say("training.times.many", "n", l.Count(int64(c.SureWrong)))
}

package pack

import (
	"math"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// formName stands in every pack.json.
const formName = "motbilde-pack"

// The form of pack.json; docs/training-pack.md describes it. Lengths in time are seconds,
// points are [x, y], maps nine numbers row by row, all in pixels as geom has them.

type manifest struct {
	Form      string         `json:"form"`
	Version   int            `json:"version"`
	ID        string         `json:"id"`
	Title     textForm       `json:"title"`
	Summary   textForm       `json:"summary,omitempty"`
	Authors   []string       `json:"authors,omitempty"`
	Licence   string         `json:"licence,omitempty"`
	Minutes   int            `json:"minutes,omitempty"`
	Made      time.Time      `json:"made"`
	Program   string         `json:"program,omitempty"`
	Exercises []exerciseForm `json:"exercises"`
	Steps     []stepForm     `json:"steps,omitempty"`
	Salt      []byte         `json:"salt"`
	Locks     []lockForm     `json:"locks"`
	Sealed    []sealForm     `json:"sealed"`
	Entries   []entryForm    `json:"entries"`
}

type textForm map[string]string

type exerciseForm struct {
	ID         string           `json:"id"`
	Title      textForm         `json:"title"`
	Task       textForm         `json:"task"`
	Level      int              `json:"level"`
	Minutes    int              `json:"minutes"`
	Claim      itemForm         `json:"claim"`
	Candidates []itemForm       `json:"candidates"`
	Stills     []itemForm       `json:"stills,omitempty"`
	Asked      []training.Asked `json:"asked"`
	EyesFirst  bool             `json:"eyesFirst,omitempty"`
	Hints      []int            `json:"hints,omitempty"`
}

type itemForm struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	SHA256  string  `json:"sha256"`
	Width   int     `json:"width"`
	Height  int     `json:"height"`
	Video   bool    `json:"video,omitempty"`
	Credit  string  `json:"credit"`
	Licence string  `json:"licence"`
	Step    int     `json:"step,omitempty"`
	FrameOf string  `json:"frameOf,omitempty"`
	At      seconds `json:"at,omitempty"`
}

type stepForm struct {
	Number   int               `json:"number"`
	Kind     training.StepKind `json:"kind"`
	Exercise string            `json:"exercise"`
	Title    textForm          `json:"title,omitempty"`
}

type lockForm struct {
	ID     string `json:"id"`
	Rounds int    `json:"rounds,omitempty"`
	Check  []byte `json:"check,omitempty"`
	Key    []byte `json:"key,omitempty"`
}

type sealForm struct {
	Entry string     `json:"entry"`
	Keys  []wrapForm `json:"keys"`
}

type wrapForm struct {
	Lock string `json:"lock"`
	Key  []byte `json:"key"`
}

type entryForm struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// The forms of what is sealed.

type keyForm struct {
	Family      training.Family `json:"family"`
	Choice      training.Choice `json:"choice"`
	Placements  []placementForm `json:"placements,omitempty"`
	Every       bool            `json:"every,omitempty"`
	Inverted    bool            `json:"inverted,omitempty"`
	Differences [][4]float64    `json:"differences,omitempty"` // left, top, right, bottom
	From        seconds         `json:"from,omitempty"`
	To          seconds         `json:"to,omitempty"`
	Explanation textForm        `json:"explanation,omitempty"`
	Careful     textForm        `json:"careful,omitempty"`
	Weak        textForm        `json:"weak,omitempty"`
	Checklist   []checkForm     `json:"checklist,omitempty"`
	Teacher     textForm        `json:"teacher,omitempty"`
}

type placementForm struct {
	Candidate            string         `json:"candidate"`
	CandidateFromClaimed [9]float64     `json:"candidateFromClaimed"`
	Within               *[4][2]float64 `json:"within,omitempty"`
}

type hintForm struct {
	Text textForm `json:"text"`
	Cost int      `json:"cost"`
}

type checkForm struct {
	Question textForm `json:"question"`
	Right    bool     `json:"right"`
}

type trainerForm struct {
	Notes textForm       `json:"notes,omitempty"`
	Words map[int]string `json:"words,omitempty"`
}

// seconds is a length in time; a nanosecond survives for a hundred days.
type seconds float64

func secondsOf(d time.Duration) seconds { return seconds(d.Seconds()) }

func (s seconds) duration() time.Duration {
	return time.Duration(math.Round(float64(s) * float64(time.Second)))
}

func textOut(t training.Text) textForm {
	out := textForm{}
	for l, text := range t {
		if text != "" {
			out[l.Code()] = text
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// in takes the languages that the program speaks; others are for later ones.
func (t textForm) in() training.Text {
	out := training.Text{}
	for _, l := range []words.Language{words.English, words.Norwegian} {
		if text := t[l.Code()]; text != "" {
			out[l] = text
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func itemOut(i training.Item) itemForm {
	return itemForm{
		ID: i.ID, Name: i.Name, SHA256: i.SHA256, Width: i.Size.Width, Height: i.Size.Height, Video: i.Video,
		Credit: i.Credit, Licence: i.Licence, Step: i.Step, FrameOf: i.FrameOf, At: secondsOf(i.At),
	}
}

func (i itemForm) in() training.Item {
	return training.Item{
		ID: i.ID, Name: i.Name, SHA256: i.SHA256, Size: geom.Size{Width: i.Width, Height: i.Height}, Video: i.Video,
		Credit: i.Credit, Licence: i.Licence, Step: i.Step, FrameOf: i.FrameOf, At: i.At.duration(),
	}
}

func exerciseOut(e training.Exercise) exerciseForm {
	f := exerciseForm{
		ID: e.ID, Title: textOut(e.Title), Task: textOut(e.Task), Level: e.Level, Minutes: e.Minutes,
		Claim: itemOut(e.Claim), Asked: e.Asked, EyesFirst: e.EyesFirst, Hints: e.Hints,
	}
	for _, c := range e.Candidates {
		f.Candidates = append(f.Candidates, itemOut(c))
	}
	for _, s := range e.Stills {
		f.Stills = append(f.Stills, itemOut(s))
	}
	return f
}

func (f exerciseForm) in() training.Exercise {
	e := training.Exercise{
		ID: f.ID, Title: f.Title.in(), Task: f.Task.in(), Level: f.Level, Minutes: f.Minutes,
		Claim: f.Claim.in(), Asked: f.Asked, EyesFirst: f.EyesFirst, Hints: f.Hints,
	}
	for _, c := range f.Candidates {
		e.Candidates = append(e.Candidates, c.in())
	}
	for _, s := range f.Stills {
		e.Stills = append(e.Stills, s.in())
	}
	return e
}

func keyOut(k training.Key) (keyForm, []hintForm) {
	f := keyForm{
		Family: k.Family, Choice: k.Choice, Every: k.Every, Inverted: k.Inverted, From: secondsOf(k.From), To: secondsOf(k.To),
		Explanation: textOut(k.Explanation), Careful: textOut(k.Careful), Weak: textOut(k.Weak), Teacher: textOut(k.Teacher),
	}
	for _, p := range k.Placements {
		form := placementForm{Candidate: p.Candidate, CandidateFromClaimed: p.CandidateFromClaimed}
		if p.Within != (geom.Quad{}) {
			form.Within = &[4][2]float64{}
			for i, c := range p.Within {
				form.Within[i] = [2]float64{c.X, c.Y}
			}
		}
		f.Placements = append(f.Placements, form)
	}
	for _, d := range k.Differences {
		f.Differences = append(f.Differences, [4]float64{d.MinX, d.MinY, d.MaxX, d.MaxY})
	}
	for _, c := range k.Checklist {
		f.Checklist = append(f.Checklist, checkForm{textOut(c.Question), c.Right})
	}
	var hints []hintForm
	for _, h := range k.Hints {
		hints = append(hints, hintForm{textOut(h.Text), h.Cost})
	}
	return f, hints
}

func (f keyForm) in() training.Key {
	k := training.Key{
		Family: f.Family, Choice: f.Choice, Every: f.Every, Inverted: f.Inverted, From: f.From.duration(), To: f.To.duration(),
		Explanation: f.Explanation.in(), Careful: f.Careful.in(), Weak: f.Weak.in(), Teacher: f.Teacher.in(),
	}
	for _, form := range f.Placements {
		p := training.Placement{Candidate: form.Candidate, CandidateFromClaimed: form.CandidateFromClaimed}
		if form.Within != nil {
			for i, c := range form.Within {
				p.Within[i] = geom.Point{X: c[0], Y: c[1]}
			}
		}
		k.Placements = append(k.Placements, p)
	}
	for _, d := range f.Differences {
		k.Differences = append(k.Differences, geom.Rect{MinX: d[0], MinY: d[1], MaxX: d[2], MaxY: d[3]})
	}
	for _, c := range f.Checklist {
		k.Checklist = append(k.Checklist, training.Check{Question: c.Question.in(), Right: c.Right})
	}
	return k
}

func hintsIn(forms []hintForm) (out []training.Hint) {
	for _, f := range forms {
		out = append(out, training.Hint{Text: f.Text.in(), Cost: f.Cost})
	}
	return out
}

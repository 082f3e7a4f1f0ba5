package bundled

import (
	"encoding/json"
	"strings"
	"sync"

	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/training"
	"github.com/motbilde/motbilde/internal/words"
)

// written is what a language says of a case.
type written struct {
	Title       string    `json:"title"`
	Task        string    `json:"task"`
	Hints       [3]string `json:"hints"`
	Explanation string    `json:"explanation"`
	Careful     string    `json:"careful"`
	Weak        string    `json:"weak"`
	Teacher     string    `json:"teacher"`
	Check       string    `json:"check"` // a question on the wording of this case
	Right       bool      `json:"right"` // what a careful conclusion answers
}

// books are the texts of both languages, by case. The weak examples say what
// nobody should, so that they lie apart from the program's own sentences.
var books = sync.OnceValue(func() (out [2]map[string]written) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		data, err := assets.Lessons.ReadFile("lessons/" + l.Code() + ".json")
		if err == nil {
			err = json.Unmarshal(data, &out[l])
		}
		if err != nil {
			panic("bundled: " + err.Error()) // built into the program; a test reads it
		}
	}
	return out
})

// texts are a case's in both languages.
type texts struct {
	title, task, explanation, careful, weak, teacher, check training.Text
	hints                                                   []training.Text
	right                                                   bool
}

// textsOf returns the texts of a case; figures are names and values by turns.
// A value is a number as English writes it; bokmål gets a decimal comma.
func textsOf(id string, figures []string) texts {
	both := func(of func(w written) string) training.Text {
		out := training.Text{}
		for _, l := range []words.Language{words.English, words.Norwegian} {
			pairs := make([]string, 0, len(figures))
			for i := 0; i+1 < len(figures); i += 2 {
				value := figures[i+1]
				if l == words.Norwegian {
					value = strings.ReplaceAll(value, ".", ",")
				}
				pairs = append(pairs, "{"+figures[i]+"}", value)
			}
			out[l] = strings.NewReplacer(pairs...).Replace(of(books()[l][id]))
		}
		return out
	}
	t := texts{
		title: both(func(w written) string { return w.Title }), task: both(func(w written) string { return w.Task }),
		explanation: both(func(w written) string { return w.Explanation }), careful: both(func(w written) string { return w.Careful }),
		weak: both(func(w written) string { return w.Weak }), teacher: both(func(w written) string { return w.Teacher }),
		check: both(func(w written) string { return w.Check }), right: books()[words.English][id].Right,
	}
	for i := range hintCosts {
		t.hints = append(t.hints, both(func(w written) string { return w.Hints[i] }))
	}
	return t
}

package plan

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/words"
)

func read(t *testing.T, text string) (Plan, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return Read(path)
}

func TestWhatIsWrongIsNamedWithItsLine(t *testing.T) {
	for text, want := range map[string]string{
		"{\n\"exercises\": [\n{\"id\": \"a\", \"colour\": 1}]}":     `near line 3: unknown field "colour"`,
		"{\n\"exercises\": [\n{\"id\": 5}]}":                        "near line 3: ",
		"{\n\n\"exercises\": [,]}":                                  "near line 3: ",
		"{\"title\": {\"de\": \"Ein Abend\"}, \"exercises\": [{}]}": `a text in the language "de"`,
		"{\"title\": 7, \"exercises\": [{}]}":                       "a text is a string",
		"{}":                                                        "no exercises",
		"":                                                          "EOF",
		"{\"exercises\": [{\"edits\": [{\"do\": \"crop\", \"region\": 5}]}]}": "region",
	} {
		_, err := read(t, text)
		if e := new(Error); !errors.As(err, &e) || !strings.Contains(e.Detail, want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestOneTextHoldsForEveryLanguage(t *testing.T) {
	p, err := read(t, `{"title": "An evening", "summary": {"nb": "En kveld"}, "exercises": [{}]}`)
	if err != nil || p.Title[words.Norwegian] != "An evening" || p.Title[words.English] != "An evening" || p.Summary[words.Norwegian] != "En kveld" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestThePlanInTheTrainersPageIsOne(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", "docs", "trainers.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(page), "```json\n")
	text, _, _ := strings.Cut(after, "```")
	p, err := read(t, text)
	if err != nil || len(p.Exercises) != 3 || len(p.Steps) != 2 {
		t.Errorf("%v, %+v", err, p)
	}
}

package archive

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
)

// Cases of each release are kept (scripts/keep-case.sh). They open in every
// later one, and saved again they have lost nothing.
func TestCasesOfEveryReleaseOpenAndKeepWhatTheyHold(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "released", "*.motbilde"))
	if err != nil || len(names) == 0 {
		t.Fatalf("%d cases, %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			f, err := read(data)
			if err != nil {
				t.Fatal(err)
			}
			if wrong, err := f.Check(t.Context()); err != nil || len(wrong) > 0 {
				t.Errorf("%v, %v", wrong, err)
			}
			var again bytes.Buffer
			err = Write(&again, f.Document, func(e casefile.Evidence) (io.ReadCloser, error) {
				var b bytes.Buffer
				err := f.Original(t.Context(), e.SHA256, &b)
				return io.NopCloser(&b), err
			})
			if err != nil {
				t.Fatal(err)
			}
			before, after := parts(t, data), parts(t, again.Bytes())
			if len(after) != len(before) {
				t.Fatalf("%d parts became %d", len(before), len(after))
			}
			for i, part := range before {
				if part.name == caseName {
					var was, is any
					if err := errorOf(json.Unmarshal([]byte(part.data), &was), json.Unmarshal([]byte(after[i].data), &is)); err != nil {
						t.Fatal(err)
					}
					for _, lost := range missing(was, is, "") {
						t.Error(lost)
					}
				} else if after[i].name != part.name || after[i].data != part.data {
					t.Errorf("%s is no longer as it was", part.name)
				}
			}
		})
	}
}

func errorOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// missing tells what of a value is not in another, which may have more fields.
func missing(was, is any, at string) (lost []string) {
	switch was := was.(type) {
	case map[string]any:
		now, ok := is.(map[string]any)
		if !ok {
			return []string{at + " is no longer an object"}
		}
		for key, value := range was {
			if _, ok := now[key]; !ok {
				lost = append(lost, at+"."+key+" is gone")
				continue
			}
			lost = append(lost, missing(value, now[key], at+"."+key)...)
		}
	case []any:
		now, ok := is.([]any)
		if !ok || len(now) != len(was) {
			return []string{fmt.Sprintf("%s had %d entries: %v", at, len(was), is)}
		}
		for i := range was {
			lost = append(lost, missing(was[i], now[i], fmt.Sprintf("%s[%d]", at, i))...)
		}
	default:
		if was != is {
			lost = append(lost, fmt.Sprintf("%s was %v, is %v", at, was, is))
		}
	}
	return lost
}

func TestWhatIsLostIsSeen(t *testing.T) {
	for name, c := range map[string]struct {
		is   string
		want string
	}{
		"more":      {`{"a":[1,{"b":"c","d":0}],"e":null,"f":2}`, ""},
		"a field":   {`{"a":[1,{}],"e":null}`, ".a[1].b is gone"},
		"an entry":  {`{"a":[1],"e":null}`, ".a had 2 entries"},
		"a value":   {`{"a":[2,{"b":"c"}],"e":null}`, ".a[0] was 1, is 2"},
		"the shape": {`{"a":[1,7],"e":null}`, ".a[1] is no longer an object"},
	} {
		var was, is any
		if err := errorOf(json.Unmarshal([]byte(`{"a":[1,{"b":"c"}],"e":null}`), &was), json.Unmarshal([]byte(c.is), &is)); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(missing(was, is, ""), "; "); got != c.want && (c.want == "" || !strings.Contains(got, c.want)) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// What the program of the first release found, in the case that it made.
func TestCaseOfTheFirstReleaseSaysWhatItSaid(t *testing.T) {
	f, err := Open(filepath.Join("testdata", "released", "0.1.0.motbilde"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	claim, ok := f.Case.Claim()
	if !ok || claim.Name != "claim.jpg" || f.Program != "0.1.0" || len(f.Case.Evidence) != 3 || len(f.Comparisons) != 2 {
		t.Fatalf("%+v", f.Document)
	}
	if first, second := f.Comparisons[0].Alignment, f.Comparisons[1].Alignment; first.Verdict != align.Match || second.Verdict != align.NoMatch {
		t.Errorf("%v, %v", first.Verdict, second.Verdict)
	}
}

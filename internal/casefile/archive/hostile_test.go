package archive

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Each is a case.json as large as one may be, made to cost more than its bytes.
// All that a reading allocates, freed or not, bounds what it holds at once.
func TestHostileCaseTakesLittleMemory(t *testing.T) {
	const allocated = 700 << 20
	good := parts(t, written(t, example(t)))[1].data
	for _, c := range []struct {
		name, before, fill, after string
		values                    int // that one fill counts for
	}{
		{"a list of nothing in rows", `"inliers":[`, `[],`, "", 1},
		{"rows of digits", `"inliers":[`, `[1,1,1,1,1],`, "", 6},
		{"rows of longer numbers", `"inliers":[`, `[-123.25,100000,0.0625,1000000,-65536.5],`, "", 6},
		{"notes", `"notes":[`, `"",`, "", 1},
		{"evidence of nothing", `"evidence":[`, `{},`, "", 1},
		{"zeros of another version", `{`, `0,`, `"colour":[`, 1},
		{"objects of another version", `{`, `{"a":{}},`, `"colour":[`, 2},
		{"a matrix without end", `"candidateFromClaimed":[`, `1,`, "", 1},
	} {
		// All the bytes that there may be, and as many as pass for their number.
		for _, n := range []int{(mostCaseBytes - len(good) - 100) / len(c.fill), (mostValues - 1000) / c.values} {
			t.Run(fmt.Sprint(c.name, n), func(t *testing.T) {
				at := strings.Index(good, c.before) + len(c.before)
				var text bytes.Buffer
				text.WriteString(good[:at])
				text.WriteString(c.after)
				text.WriteString(strings.Repeat(c.fill, min(n, (mostCaseBytes-len(good)-100)/len(c.fill))))
				if c.after != "" {
					text.WriteString(`0],`)
				}
				text.WriteString(good[at:])
				measure(t, text.Bytes(), allocated)
			})
		}
	}
	t.Run("fields without end", func(t *testing.T) {
		var text bytes.Buffer
		text.WriteString(`{"colours":{"":0`)
		for i := 0; text.Len() < mostCaseBytes-len(good)-100; i++ {
			text.WriteString(`,"`)
			for n := i + 1; n > 0; n /= 26 {
				text.WriteByte(byte('a' + n%26))
			}
			text.WriteString(`":0`)
		}
		text.WriteString("}," + good[1:])
		measure(t, text.Bytes(), allocated)
	})
	t.Run("depth", func(t *testing.T) {
		const depth = 9000 // what encoding/json takes is 10,000
		text := `{"colour":` + strings.Repeat(`[`, depth) + strings.Repeat(`]`, depth) + `,` + good[1:]
		measure(t, []byte(text), allocated)
	})
	t.Run("a text without end", func(t *testing.T) {
		text := strings.Replace(good, "The harbour", strings.Repeat(`\u0041`, (mostCaseBytes-len(good))/6), 1)
		measure(t, []byte(text), allocated)
	})
}

func measure(t *testing.T, text []byte, allocated uint64) {
	t.Helper()
	log, err := casefile.ReadLog([]byte(parts(t, written(t, example(t)))[2].data))
	if err != nil {
		t.Fatal(err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	_, err = decode(text, log)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	total := after.TotalAlloc - before.TotalAlloc
	t.Logf("%d bytes: %v, %d MB allocated: %.80v", len(text), took.Round(time.Millisecond), total>>20, err)
	if total > allocated {
		t.Errorf("%d MB, more than %d", total>>20, allocated>>20)
	}
}

func TestLettersThatFoldTogetherAreOneName(t *testing.T) {
	for _, twice := range []string{`{"status":1,"ſtatus":2}`, `{"k":1,"\u212a":2}`, `{"a":{"b":[1,{"c":1,"C":2}]}}`, `{"a":1,"\u0061":2}`} {
		if err := survey([]byte(twice)); err == nil {
			t.Errorf("%s is taken", twice)
		}
	}
	for _, once := range []string{`{"a":"a","b":["a","a"],"c":{"a":"a"}}`, ` [ ] `, `{"a\"b":1,"a":"\\","b":-1.5e3 }`, `"x"`, `{}`, `[{"a":1},{"a":1}]`} {
		if err := survey([]byte(once)); err != nil {
			t.Errorf("%s: %v", once, err)
		}
	}
	for text, want := range map[string]int{`[]`: 0, ` [ ]`: 0, `[1]`: 1, `["a,]",{"b":[1,2]},[]]`: 3, `[[]]`: 1, `[{}]`: 1} {
		if n, ok := elements([]byte(text)); !ok || n != want {
			t.Errorf("%s: %d elements, want %d", text, n, want)
		}
	}
	for _, text := range []string{`{"a":[1]}`, `"[1]"`, `null`, `1`} {
		if _, ok := elements([]byte(text)); ok {
			t.Errorf("%s is a list", text)
		}
	}
}

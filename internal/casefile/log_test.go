package casefile

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"
)

func threeLines(t *testing.T) Log {
	t.Helper()
	var l Log
	for i, event := range []Event{Imported, Imported, Compared} {
		var err error
		l, err = l.With(LogLine{Time: time.Date(2026, 3, 1, 12, 0, i, 0, time.UTC), Event: event, Object: "ab", Parameters: map[string]string{"name": "<b>.jpg"}})
		if err != nil {
			t.Fatal(err)
		}
	}
	return l
}

func TestLogComesBackAsItWasWritten(t *testing.T) {
	l := threeLines(t)
	back, err := ReadLog(l.Text())
	if err != nil || back.Count() != 3 || back.Head() != l.Head() || !bytes.Equal(back.Text(), l.Text()) {
		t.Fatalf("%d lines, %v", back.Count(), err)
	}
	if line := back.Lines()[2]; line.Sequence != 3 || line.Event != Compared || line.Parameters["name"] != "<b>.jpg" {
		t.Errorf("%+v", line)
	}
	if empty := (Log{}); empty.Head() != LogStart || len(empty.Text()) != 0 {
		t.Error("an empty log has a head of its own")
	}
}

func TestAddingToALogLeavesTheOldOneAsItWas(t *testing.T) {
	l := threeLines(t)
	head := l.Head()
	one, err := l.With(LogLine{Event: "one"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.With(LogLine{Event: "other"}); err != nil {
		t.Fatal(err)
	}
	if l.Head() != head || l.Count() != 3 || one.Lines()[3].Event != "one" || one.Lines()[3].Previous != head {
		t.Error("two continuations of a log touch each other")
	}
}

func TestFieldsOfALaterVersionStayInTheLog(t *testing.T) {
	text := `{"sequence":1,"time":"2026-03-01T12:00:00Z","actor":"","event":"dream","object":"","parameters":{},"later":[1,2],"previous":"` + LogStart + `"}` + "\n"
	l, err := ReadLog([]byte(text))
	if err != nil || string(l.Text()) != text {
		t.Fatalf("%s, %v", l.Text(), err)
	}
}

func TestChangedLogIsRefused(t *testing.T) {
	lines := strings.SplitAfter(string(threeLines(t).Text()), "\n")[:3]
	for name, text := range map[string]string{
		"a line changed":    strings.Replace(lines[0], "<b>", "<c>", 1) + lines[1] + lines[2],
		"a line left out":   lines[0] + lines[2],
		"the first missing": lines[1] + lines[2],
		"two exchanged":     lines[1] + lines[0] + lines[2],
		"one twice":         lines[0] + lines[0],
		"an end missing":    strings.TrimSuffix(lines[0], "\n"),
		"an empty line":     lines[0] + "\n",
		"no JSON":           "hello\n",
		"no event":          strings.Replace(lines[0], `"import"`, `""`, 1),
	} {
		if _, err := ReadLog([]byte(text)); err == nil {
			t.Errorf("%s: the log is taken", name)
		}
	}
}

func TestLineOfTheLogHasLimits(t *testing.T) {
	many := map[string]string{}
	for i := range mostParameters + 1 {
		many[fmt.Sprint(i)] = ""
	}
	long := map[string]string{"text": strings.Repeat("x", longestLine)}
	for name, parameters := range map[string]map[string]string{"parameters": many, "bytes": long} {
		if _, err := (Log{}).With(LogLine{Event: Imported, Parameters: parameters}); err == nil {
			t.Errorf("too many %s are written", name)
		}
	}
	start := `{"sequence":1,"event":"import","previous":"` + LogStart + `","parameters":{"":""`
	for name, more := range map[string]string{"bytes": `,"a":"` + strings.Repeat("x", longestLine) + `"`, "parameters": manyFields()} {
		if _, err := ReadLog([]byte(start + more + "}}\n")); err == nil {
			t.Errorf("too many %s are read", name)
		}
	}
}

func manyFields() string {
	var b strings.Builder
	for i := range mostParameters {
		fmt.Fprintf(&b, `,"%d":""`, i)
	}
	return b.String()
}

// FuzzReadLog holds that any bytes end in a log that is written as it was read,
// or in an error.
func FuzzReadLog(f *testing.F) {
	var l Log
	for _, event := range []Event{Imported, Compared} {
		var err error
		if l, err = l.With(LogLine{Event: event, Parameters: map[string]string{"name": "a\u202eb"}}); err != nil {
			f.Fatal(err)
		}
		f.Add(l.Text())
	}
	f.Add(l.Text()[:100])
	f.Fuzz(func(t *testing.T, text []byte) {
		l, err := ReadLog(text)
		if err == nil && !bytes.Equal(l.Text(), text) {
			t.Fatalf("%q became %q", text, l.Text())
		}
	})
}

func TestLogsOfOneCaseAreJoinedAgain(t *testing.T) {
	base := threeLines(t)
	add := func(l Log, event Event, second int) Log {
		t.Helper()
		next, err := l.With(LogLine{Time: time.Date(2026, 3, 1, 13, 0, second, 0, time.UTC), Event: event})
		if err != nil {
			t.Fatal(err)
		}
		return next
	}
	saved := add(base, Saved, 1)
	kept := add(add(base, Edited, 2), Edited, 3) // while it was saved
	joined, ours, err := saved.Rejoined(kept)
	if err != nil || !ours || joined.Count() != 6 || joined.Lines()[3].Event != Saved || len(joined.Lacks(kept)) != 0 || len(joined.Lacks(saved)) != 0 {
		t.Errorf("%d lines, %v, %v", joined.Count(), ours, err)
	}
	if _, err := ReadLog(joined.Text()); err != nil {
		t.Error(err)
	}
	if _, ours, err := add(saved, Edited, 4).Rejoined(kept); ours || err != nil {
		t.Errorf("a log that others continued is joined: %v", err)
	}
}

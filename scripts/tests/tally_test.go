package main

import (
	"strings"
	"testing"
)

func tallied(t *testing.T, lines ...string) (string, bool) {
	t.Helper()
	var out strings.Builder
	failed, err := run(strings.NewReader(strings.Join(lines, "\n")), &out)
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), failed
}

const module = "github.com/motbilde/motbilde/"

func eventLine(action, pkg, test, more string) string {
	return `{"Action":"` + action + `","Package":"` + module + pkg + `","Test":"` + test + `"` + more + `}`
}

func TestSlowestTestsComeFirstAndOnlyTen(t *testing.T) {
	lines := []string{}
	for _, name := range strings.Split("abcdefghijkl", "") {
		seconds := int(name[0] - 'a')
		lines = append(lines, eventLine("pass", "internal/geom", "Test"+name, `,"Elapsed":`+string(rune('0'+seconds%10))))
	}
	lines = append(lines, eventLine("pass", "internal/geom", "", `,"Elapsed":3`))
	out, failed := tallied(t, lines...)
	if failed {
		t.Fatal("a run that passed is reported as failed")
	}
	if strings.Index(out, "internal/geom Testj") > strings.Index(out, "internal/geom Testi") {
		t.Error("the slowest test does not come first:\n" + out)
	}
	if n := strings.Count(out, "internal/geom Test"); n != 10 {
		t.Errorf("%d tests are named, want 10:\n%s", n, out)
	}
}

func TestOutputOfAFailedTestIsShownAndOfAPassedOneIsNot(t *testing.T) {
	out, failed := tallied(t,
		eventLine("output", "app", "TestGood", `,"Output":"quiet words\n"`),
		eventLine("pass", "app", "TestGood", ""),
		eventLine("output", "app", "TestBad", `,"Output":"    x_test.go:3: wrong by 2 px\n"`),
		eventLine("fail", "app", "TestBad", ""),
		eventLine("fail", "app", "", ""))
	if !failed {
		t.Error("a failed run is reported as passed")
	}
	if !strings.Contains(out, "wrong by 2 px") || strings.Contains(out, "quiet words") {
		t.Error("wrong output is shown:\n" + out)
	}
	if !strings.Contains(out, "FAILED: "+module+"app\n") {
		t.Error("the failed package is not named:\n" + out)
	}
}

func TestPackageThatCannotBeBuiltFails(t *testing.T) {
	out, failed := tallied(t,
		`{"ImportPath":"`+module+`desk","Action":"build-output","Output":"desk.go:1: no\n"}`,
		`{"ImportPath":"`+module+`desk","Action":"build-fail"}`,
		eventLine("pass", "app", "TestGood", ""))
	if !failed || !strings.Contains(out, "desk.go:1: no") {
		t.Error("the build's words are lost:\n" + out)
	}
}

func TestRunWithoutTestsFails(t *testing.T) {
	if _, failed := tallied(t, "no Go files"); !failed {
		t.Error("a run that tested nothing is reported as passed")
	}
}

func TestSkippedTestIsNamedWithItsReason(t *testing.T) {
	out, failed := tallied(t,
		eventLine("pass", "app", "TestGood", ""),
		eventLine("output", "app", "TestLong", `,"Output":"    x_test.go:12: no display: start it with make test\n"`),
		eventLine("skip", "app", "TestLong", ""))
	if failed || !strings.Contains(out, "app TestLong: no display: start it with make test") {
		t.Error("the reason is lost:\n" + out)
	}
	if !strings.Contains(out, "1 tests in") {
		t.Error("a skipped test counts as passed:\n" + out)
	}
}

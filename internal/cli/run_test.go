package cli

import (
	"bytes"
	"context"
	"errors"
	"image"
	"os"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/words"
)

func none(string) string { return "" }

func TestStoppedRunEndsWithOneSentenceAndNothingLeftRunning(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	claim := writeCrop(t, "claim.jpg", image.Rect(300, 200, 700, 500))
	report := t.TempDir() + "/report.pdf"
	ctx, cancel := context.WithCancel(context.Background())
	var out, problems bytes.Buffer
	// The interrupt comes with the first line: the second candidate is under way or waits.
	first := writerFunc(func(p []byte) (int, error) {
		cancel()
		return out.Write(p)
	})
	status := Run(ctx, []string{"compare", "--json", "--report", report, claim, claim, writeCrop(t, "other.jpg", image.Rect(0, 0, 900, 700))},
		Streams{Out: first, Err: &problems, Getenv: none})
	if status != failed {
		t.Errorf("status %d, want %d", status, failed)
	}
	if got := problems.String(); got != words.English.Say("cli.stopped")+"\n" {
		t.Errorf("standard error says %q", got)
	}
	if _, err := os.Stat(report); err == nil {
		t.Error("a report was written after the interrupt")
	}
}

type writerFunc func(p []byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }

func TestProgressIsDrawnOnATerminalOnly(t *testing.T) {
	claim := writeCrop(t, "claim.jpg", image.Rect(300, 200, 600, 400))
	other := writeCrop(t, "other.jpg", image.Rect(280, 190, 620, 420))
	for _, width := range []int{0, 100} {
		var out, problems bytes.Buffer
		Run(context.Background(), []string{"compare", "--json", "--no-changes", claim, claim, other},
			Streams{Out: &out, Err: &problems, Getenv: none, Terminal: width})
		if drawn := problems.Len() > 0; drawn != (width > 0) {
			t.Errorf("terminal of width %d: standard error holds %q", width, problems.String())
		}
		if lines := strings.Count(out.String(), "\n"); lines != 2 || strings.Contains(out.String(), "\r") {
			t.Errorf("terminal of width %d: standard output holds %q", width, out.String())
		}
	}
}

func TestSearchOfAVideoTellsItsMinutesAndTheTimeLeft(t *testing.T) {
	var problems bytes.Buffer
	p := newPrintout(session{Streams: Streams{Err: &problems, Terminal: 100}, Language: words.English, ctx: context.Background()}, false, 1)
	tell := p.searching("film.mp4")
	time.Sleep(150 * time.Millisecond) // the bar was just drawn, and is drawn ten times a second at most
	tell(find.Progress{Done: 200 * time.Second, Total: 727 * time.Second, Pixels: 1e13, Pass: find.Whole})
	p.done()
	if says := problems.String(); !strings.Contains(says, "film.mp4: 3:20 of 12:07, about") || !strings.Contains(says, "min left") {
		t.Errorf("standard error says %q", says)
	}
	if shortened("a long name.mp4: 3:20 of 12:07", 14) != "…3:20 of 12:07" {
		t.Error("a long text loses its figures")
	}
	p = newPrintout(session{Streams: Streams{Err: &problems}, Language: words.English}, false, 1)
	if p.searching("film.mp4") != nil {
		t.Error("something is told where nobody watches")
	}
}

func TestOutputThatCannotBeWrittenIsAnError(t *testing.T) {
	claim := writeCrop(t, "claim.jpg", image.Rect(300, 200, 600, 400))
	var problems bytes.Buffer
	full := writerFunc(func([]byte) (int, error) { return 0, errors.New("no space left") })
	status := Run(context.Background(), []string{"compare", "--json", claim, claim}, Streams{Out: full, Err: &problems, Getenv: none})
	if status != failed || !strings.Contains(problems.String(), "no space left") {
		t.Errorf("status %d, standard error %q", status, problems.String())
	}
}

func TestLanguageComesFromTheFlagThenFromTheSystem(t *testing.T) {
	system := func(values map[string]string) func(string) string {
		return func(name string) string { return values[name] }
	}
	for _, c := range []struct {
		args   string
		values map[string]string
		want   words.Language
	}{
		{"compare a b", nil, words.English},
		{"compare a b", map[string]string{"LANG": "nb_NO.UTF-8"}, words.Norwegian},
		{"compare a b", map[string]string{"LANG": "nb_NO.UTF-8", "LC_ALL": "C"}, words.English},
		{"compare a b --language nb", nil, words.Norwegian},
		{"compare --language=nb a b", nil, words.Norwegian},
		{"--language en doctor", map[string]string{"LANG": "nb_NO.UTF-8"}, words.English},
		{"compare -- --language=nb b", nil, words.English},
	} {
		if got := languageOf(strings.Fields(c.args), system(c.values)); got != c.want {
			t.Errorf("%q with %v speaks %s, want %s", c.args, c.values, got.Code(), c.want.Code())
		}
	}
}

func TestVersionNamesTheProgram(t *testing.T) {
	if line := versionLine(); !strings.HasPrefix(line, Name+" "+casework.Version+" (") {
		t.Errorf("version says %q", line)
	}
}

func TestVersionOfThePackagedProgramIsTheSame(t *testing.T) {
	toml, err := os.ReadFile("../../FyneApp.toml")
	if err != nil {
		t.Fatal(err)
	}
	if want := `Version = "` + casework.Version + `"`; !strings.Contains(string(toml), want) {
		t.Errorf("FyneApp.toml does not hold %s", want)
	}
}

func TestPathsAreQuotedForAShellOnlyWhereNeeded(t *testing.T) {
	for path, want := range map[string]string{
		"sample/claim.jpg": "sample/claim.jpg",
		"my case/a.jpg":    "'my case/a.jpg'",
		"it's":             `'it'\''s'`,
		"$HOME":            "'$HOME'",
		"":                 "''",
	} {
		if got := quoted(path); got != want {
			t.Errorf("%q is quoted as %s, want %s", path, got, want)
		}
	}
}

package doctor

import (
	"context"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/adrg/xdg"

	"github.com/motbilde/motbilde/internal/words"
)

func TestCommitIsThatOfTheBuild(t *testing.T) {
	build := func(pairs ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{}
		for i := 0; i < len(pairs); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return info
	}
	const revision = "0123456789abcdef0123456789abcdef01234567"
	for want, info := range map[string]*debug.BuildInfo{
		"":              build(),
		"0123456789ab":  build("vcs.revision", revision, "vcs.modified", "false", "vcs.time", "2026-11-26T12:00:00Z"),
		"0123456789ab+": build("vcs.revision", revision, "vcs.modified", "true"),
	} {
		got := buildOf(info, true)
		if got.Commit != want {
			t.Errorf("commit %q, want %q", got.Commit, want)
		}
		if timed := want == "0123456789ab"; timed != got.Time.Equal(time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)) {
			t.Errorf("%s: time %v", want, got.Time)
		}
	}
	if got := buildOf(nil, false); got.Commit != "" {
		t.Errorf("a build without information has commit %q", got.Commit)
	}
}

// environment is that of a person whose names could stand in a report.
func environment(home string) func(string) string {
	return func(name string) string {
		return map[string]string{
			"HOME": home, "USER": "ola-nordmann", "LOGNAME": "ola-nordmann", "LANG": "nb_NO.UTF-8",
			"DISPLAY": "verksted-pc.avis.example:10.0", "XDG_CURRENT_DESKTOP": "GNOME",
		}[name]
	}
}

// liveAt puts the program's folders under a home, as if it were a person's.
func liveAt(t *testing.T, home string) {
	t.Helper()
	t.Setenv("HOME", home)
	for name, below := range map[string]string{"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache", "TMPDIR": ""} {
		t.Setenv(name, filepath.Join(home, below))
	}
	xdg.Reload()
	t.Cleanup(xdg.Reload)
}

func TestNothingTellsWhoOrWhereItIs(t *testing.T) {
	home := filepath.Join(t.TempDir(), "ola-nordmann")
	if err := os.MkdirAll(filepath.Join(home, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	// An ffmpeg of the user's own that answers nothing, and a window program whose driver speaks of files.
	script := map[string]string{
		"ffmpeg": "#!/bin/sh\nexit 3\n", "ffprobe": "#!/bin/sh\nexit 3\n",
		"motbilde": "#!/bin/sh\necho broken in $HOME/driver.so >&2\nexit 9\n",
	}
	for name, text := range script {
		if err := os.WriteFile(filepath.Join(home, "bin", name), []byte(text), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	liveAt(t, home)
	for _, l := range []words.Language{words.English, words.Norwegian} {
		report := Examine(context.Background(), Asked{
			Language: l, Program: "motbilde 0.1.0", Getenv: environment(home),
			FFmpeg: filepath.Join(home, "bin"), Window: filepath.Join(home, "bin", "motbilde"),
		}).String()
		forbidden := []string{home, "ola-nordmann", "verksted-pc", "avis.example", os.TempDir(), "/bin", "[doctor."}
		if host, err := os.Hostname(); err == nil && len(host) > 3 {
			forbidden = append(forbidden, host)
		}
		if u, err := user.Current(); err == nil && len(u.Username) > 4 {
			forbidden = append(forbidden, u.Username)
		}
		for _, word := range forbidden {
			if strings.Contains(report, word) {
				t.Errorf("%s: %q stands in\n%s", l.Code(), word, report)
			}
		}
		for _, want := range []string{"motbilde 0.1.0", runtime.GOOS, "JPEG", l.Say("doctor.folder.journal"), l.Say("doctor.script.han")} {
			if !strings.Contains(report, want) {
				t.Errorf("%s: nothing of %q in\n%s", l.Code(), want, report)
			}
		}
		if runtime.GOOS != "windows" && !strings.Contains(report, l.Say("doctor.opengl.ended", "detail", "exit status 9")) {
			t.Errorf("%s: that the window program ended is not told in\n%s", l.Code(), report)
		}
	}
}

func TestWhatTheWindowProgramSaysIsTold(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its scripts are others")
	}
	program := filepath.Join(t.TempDir(), "motbilde")
	say := func(json string) string {
		if err := os.WriteFile(program, []byte("#!/bin/sh\ncat <<'E'\n"+json+"\nE\n"), 0o755); err != nil {
			t.Fatal(err)
		}
		var rows []string
		for _, row := range Examine(context.Background(), Asked{Getenv: environment("/"), Window: program}).Rows {
			rows = append(rows, row.Label+": "+row.Text)
		}
		return strings.Join(rows, "\n")
	}
	said := say(`{"schema":"motbilde.probe/1","platform":"X11","vendor":"Mesa","renderer":"llvmpipe (LLVM 15)","version":"4.5","largestTexture":16384,"letters":"漢あ"}`)
	for _, want := range []string{"OpenGL: 4.5; llvmpipe (LLVM 15) by Mesa, X11; pictures up to 16384 px wide; drawn by the processor", "Chinese characters and Japanese kana; not: Devanagari, Thai and Korean"} {
		if !strings.Contains(said, want) {
			t.Errorf("nothing of %q in\n%s", want, said)
		}
	}
	said = say(`{"schema":"motbilde.probe/1","error":"APIUnavailable: GLX: GLX extension not found"}`)
	if !strings.Contains(said, "none that the window can be drawn with: APIUnavailable: GLX") {
		t.Errorf("it says\n%s", said)
	}
	if said = say("something else"); !strings.Contains(said, "ended without an answer") {
		t.Errorf("it says\n%s", said)
	}
}

func TestAFolderIsToldByWhatItIsForAndWhetherItCanBeWritten(t *testing.T) {
	home := t.TempDir()
	liveAt(t, home)
	e := &examination{}
	if got := e.folder("cache", filepath.Join(home, "not", "yet")); !strings.HasPrefix(got, "Cache: not there yet, can be made, ") || !strings.HasSuffix(got, " free") {
		t.Error(got)
	}
	if got := e.folder("cache", home); !strings.HasPrefix(got, "Cache: can be written, ") {
		t.Error(got)
	}
	if entries, err := os.ReadDir(home); err != nil || len(entries) != 0 {
		t.Errorf("the trial left %v, %v", entries, err)
	}
	file := filepath.Join(home, "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if got := e.folder("cache", filepath.Join(file, "below")); got != "Cache: not found" {
		t.Error(got)
	}
}

func TestEachScriptHasALetterAndReportsWriteFive(t *testing.T) {
	rows := (&examination{Asked: Asked{Getenv: environment("/")}})
	rows.fonts(probe{})
	if got := rows.report.Rows[1].Text; got != "In reports: Latin, Greek, Cyrillic, Arabic and Hebrew; not: Devanagari, Thai, Chinese characters, Japanese kana and Korean" {
		t.Error(got)
	}
}

package startup

import (
	"bytes"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/words"
)

func TestTroubleIsReadFromWhatTheLibrarySays(t *testing.T) {
	for said, want := range map[string]Trouble{
		"PlatformUnavailable: Failed to detect any supported platform":         NoDisplay,
		"NotInitialized: The GLFW library is not initialized":                  NoDisplay,
		"APIUnavailable: GLX: GLX extension not found":                         NoGraphics,
		"VersionUnavailable: WGL: OpenGL version 1.1 is not 2.1":               NoGraphics,
		"APIUnavailable: WGL: The driver does not appear to support OpenGL":    NoGraphics,
		"failed to compile OpenGL shader":                                      NoGraphics,
		"PlatformError: Win32: Failed to register helper window class: (1407)": NoGraphics,
	} {
		if got := TroubleOf(said); got != want {
			t.Errorf("%q is %s, want %s", said, got, want)
		}
	}
}

func TestEveryTroubleIsSaidOnEverySystemInBothLanguages(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, system := range []string{"linux", "windows", "darwin", "freebsd"} {
			for _, trouble := range []Trouble{NoDisplay, NoGraphics, Ended, Waiting} {
				said := strings.Join(text(l, trouble, system, "GLX:\x1b[2J no"), "\n")
				if strings.Contains(said, "[startup") || strings.ContainsAny(said, "{}") || !strings.Contains(said, "motbilde-cli") || !strings.Contains(said, "GLX:") {
					t.Errorf("%s %s %s: %s", l.Code(), system, trouble, said)
				}
				if strings.Contains(said, "\x1b") {
					t.Errorf("%s %s: a control character of the library is printed", system, trouble)
				}
			}
		}
	}
}

func TestAListenerSaysATroubleOnceAndNothingOfAGoodStart(t *testing.T) {
	type told struct {
		language words.Language
		trouble  Trouble
		said     string
	}
	for _, c := range []struct {
		lines string
		want  []told
	}{
		{"language nb\nup\n", nil},
		{"language nb\nsaid GLX: no\nfailed graphics\n", []told{{words.Norwegian, NoGraphics, "GLX: no"}}},
		{"language en\nsaid shader: no\n", []told{{words.English, Ended, "shader: no"}}}, // and the pipe ends: the process is gone
		{"", []told{{words.English, Ended, ""}}},
	} {
		var got []told
		listen(strings.NewReader(c.lines), time.Minute, func(l words.Language, t Trouble, said string) { got = append(got, told{l, t, said}) })
		if len(got) != len(c.want) || len(got) == 1 && got[0] != c.want[0] {
			t.Errorf("%q: %+v, want %+v", c.lines, got, c.want)
		}
	}
	silent, end := io.Pipe()
	defer end.Close()
	var got Trouble
	listen(silent, time.Millisecond, func(_ words.Language, t Trouble, _ string) { got = t })
	if got != Waiting {
		t.Errorf("a window that does not come is %q", got)
	}
}

func TestAGuardPassesTheReasonOnBeforeTheProgramCanDie(t *testing.T) {
	defer log.SetOutput(os.Stderr)
	var sent bytes.Buffer
	g := &Guard{pipe: nopCloser{&sent}, listener: &exec.Cmd{}}
	log.SetOutput(g)
	log.Println("  Cause: APIUnavailable: GLX: GLX extension not found")
	log.Println("  At: somewhere")
	if want := "said APIUnavailable: GLX: GLX extension not found\n"; sent.String() != want {
		t.Errorf("sent %q, want %q", sent.String(), want)
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

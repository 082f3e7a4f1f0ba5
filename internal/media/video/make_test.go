package video

import (
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/media"
)

// tools returns the machine's ffmpeg, or skips the test with a word.
func tools(t *testing.T) Tools {
	t.Helper()
	found, err := Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos are not tested")
	}
	return found
}

// made lets ffmpeg make a file from arguments that end in the file's name. A
// build without the encoder asked for skips the test.
func made(t *testing.T, name string, arguments ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	all := append([]string{"-nostdin", "-v", "error", "-y"}, arguments...)
	said, err := exec.CommandContext(t.Context(), tools(t).FFmpeg, append(all, "file:"+path)...).CombinedOutput()
	if err != nil {
		t.Skipf("this ffmpeg can't make %s: %s", name, said)
	}
	return path
}

// moving is a picture in which every frame differs: a test card that shifts.
const moving = "testsrc2=size=320x240:rate=25:duration=3"

func opened(t *testing.T, path string) *Video {
	t.Helper()
	v, err := Open(t.Context(), tools(t), path, Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func kindOf(t *testing.T, err error) media.Kind {
	t.Helper()
	e, ok := err.(*media.Error)
	if !ok {
		t.Fatalf("%v (%T) is no media.Error", err, err)
	}
	return e.Kind
}

package video

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/media"
)

func TestDecodersAreReadFromTheListOfThem(t *testing.T) {
	const list = "Decoders:\n V..... = Video\n .F.... = Frame-level multithreading\n ------\n V....D 4xm                  4X Movie\n VFS..D h264                 H.264 / AVC / MPEG-4 AVC / MPEG-4 part 10\n V..... libdav1d             dav1d AV1 decoder by VideoLAN (codec av1)\n"
	got := decodersIn(list)
	if len(got) != 3 || !got["h264"] || !got["libdav1d"] || got["="] {
		t.Errorf("%v", got)
	}
}

// write writes two programs that say something for their version.
func write(t *testing.T, folder, ffmpeg, ffprobe string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("its scripts are others")
	}
	for name, says := range map[string]string{"ffmpeg": ffmpeg, "ffprobe": ffprobe} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\necho '"+says+"'\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

func TestToolsAreNeverTakenFromTheWorkingFolder(t *testing.T) {
	folder := t.TempDir()
	below := filepath.Join(folder, "bin")
	if err := os.Mkdir(below, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, folder, "ffmpeg version 7", "ffprobe version 7")
	write(t, below, "ffmpeg version 7", "ffprobe version 7")
	t.Chdir(folder)
	for _, path := range []string{"", ".", "bin", ":bin", "./bin:"} {
		t.Setenv("PATH", path)
		tools, err := Locate("")
		if e := new(media.Error); !errors.As(err, &e) || e.Kind != media.NoFFmpeg {
			t.Errorf("PATH %q: %+v, %v", path, tools, err)
		}
	}
	t.Setenv("PATH", below)
	if tools, err := Locate(""); err != nil || tools.FFmpeg != filepath.Join(below, "ffmpeg") || tools.From != OnPath {
		t.Errorf("%+v, %v", tools, err)
	}
}

func TestAnotherProgramOfTheNameIsNoFFmpeg(t *testing.T) {
	folder := t.TempDir()
	for _, c := range []struct {
		ffmpeg, ffprobe string
		is              bool
	}{
		{"ffmpeg version 7.1 Copyright", "ffprobe version 7.1 Copyright", true},
		{"ffmpeg version 7.1 Copyright", "hello", false},
		{"avconv version 12", "ffprobe version 7.1", false},
	} {
		write(t, folder, c.ffmpeg, c.ffprobe)
		tools, err := Locate(folder)
		if err != nil || tools.From != Chosen {
			t.Fatalf("%+v, %v", tools, err)
		}
		if err := tools.Check(context.Background()); (err == nil) != c.is {
			t.Errorf("%q and %q: %v", c.ffmpeg, c.ffprobe, err)
		}
	}
}

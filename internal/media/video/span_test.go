package video

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// A span may begin where no frame is, as every span around a moment does. It is
// read from the key frame before it, and not from the video's beginning.
func TestSpanThatBeginsBetweenFramesIsReadOnce(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("there is no shell here that counts how often ffmpeg runs")
	}
	path := made(t, "long.mp4", "-f", "lavfi", "-i", "testsrc=size=160x120:rate=25:duration=8", "-c:v", "libx264", "-g", "25", "-bf", "2")
	v := opened(t, path)
	counted, runs := filepath.Join(t.TempDir(), "ffmpeg"), t.TempDir()
	// A process that was confined may write no file, but make a folder.
	script := "#!/bin/sh\nmkdir '" + runs + "'/$$\nexec '" + v.tools.FFmpeg + "' \"$@\"\n"
	if err := os.WriteFile(counted, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	v.tools.FFmpeg = counted
	frame := func(n int) int64 { return int64(n) * v.Info.TimeBase[1] / v.Info.TimeBase[0] / 25 }
	for _, x := range []struct {
		name string
		span Span
		want []int
		runs int
	}{
		{"from one frame to another", Span{frame(110), frame(112)}, []int{110, 111, 112}, 1},
		{"between two frames", Span{frame(110) - 1, frame(112) + 1}, []int{110, 111, 112}, 1},
		{"just before a key frame", Span{frame(125) - 1, frame(126)}, []int{125, 126}, 1},
		{"from before the beginning", Span{-frame(3), frame(1)}, []int{0, 1}, 1},
		{"around a moment", v.Info.Around(frame(150), 1), []int{149, 150, 151}, 1},
	} {
		before := ran(t, runs)
		var got []time.Duration
		err := v.Greys(t.Context(), x.span, geom.Size{Width: 80, Height: 60}, func(f Frame) error {
			got = append(got, f.Time)
			return nil
		})
		if err != nil {
			t.Fatalf("%s: %v", x.name, err)
		}
		if len(got) != len(x.want) {
			t.Errorf("%s: %v", x.name, got)
			continue
		}
		for i, n := range x.want {
			if want := time.Duration(n) * time.Second / 25; (got[i] - want).Abs() > time.Millisecond {
				t.Errorf("%s: frame %d is that of %v, want %v", x.name, i, got[i], want)
			}
		}
		if n := ran(t, runs) - before; n != x.runs {
			t.Errorf("%s: ffmpeg ran %d times, want %d", x.name, n, x.runs)
		}
	}
}

func ran(t *testing.T, runs string) int {
	all, err := os.ReadDir(runs)
	if err != nil {
		t.Fatal(err)
	}
	return len(all)
}

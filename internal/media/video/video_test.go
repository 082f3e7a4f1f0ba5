package video

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// kinds are files of many kinds, by what is special about them.
var kinds = []struct {
	name      string
	arguments []string
	size      geom.Size
	frames    int // 0: not checked
}{
	{"plain.mp4", []string{"-f", "lavfi", "-i", moving, "-c:v", "mpeg4", "-g", "12"}, geom.Size{Width: 320, Height: 240}, 75},
	{"bframes.mp4", []string{"-f", "lavfi", "-i", moving, "-c:v", "libx264", "-bf", "3", "-g", "24", "-pix_fmt", "yuv420p"}, geom.Size{Width: 320, Height: 240}, 75},
	{"open.mkv", []string{"-f", "lavfi", "-i", moving, "-c:v", "libx264", "-bf", "3", "-g", "24", "-x264-params", "open-gop=1", "-pix_fmt", "yuv420p"}, geom.Size{Width: 320, Height: 240}, 75},
	{"vfr.mkv", []string{"-f", "lavfi", "-i", moving, "-vf", "select=not(mod(n\\,7))+not(mod(n\\,5))", "-fps_mode", "vfr", "-c:v", "libx264", "-g", "6", "-pix_fmt", "yuv420p"}, geom.Size{Width: 320, Height: 240}, 23},
	{"late.ts", []string{"-f", "lavfi", "-i", moving, "-c:v", "mpeg2video", "-bf", "2", "-g", "12", "-output_ts_offset", "37"}, geom.Size{Width: 320, Height: 240}, 75},
	{"old.avi", []string{"-f", "lavfi", "-i", moving, "-c:v", "mpeg4", "-bf", "2", "-g", "12"}, geom.Size{Width: 320, Height: 240}, 75},
	{"web.webm", []string{"-f", "lavfi", "-i", moving, "-c:v", "libvpx", "-b:v", "1M", "-g", "20", "-auto-alt-ref", "1", "-lag-in-frames", "10"}, geom.Size{Width: 320, Height: 240}, 75},
	{"phone.3gp", []string{"-f", "lavfi", "-i", "testsrc2=size=176x144:rate=25:duration=3", "-c:v", "h263", "-g", "12"}, geom.Size{Width: 176, Height: 144}, 75},
	{"wide.mp4", []string{"-f", "lavfi", "-i", moving, "-c:v", "mpeg4", "-vf", "setsar=4/3"}, geom.Size{Width: 427, Height: 240}, 75},
	{"laced.ts", []string{"-f", "lavfi", "-i", "testsrc2=size=320x240:rate=50:duration=3", "-vf", "interlace", "-c:v", "mpeg2video", "-flags", "+ildct+ilme", "-g", "12"}, geom.Size{Width: 320, Height: 240}, 75},
	{"moves.gif", []string{"-f", "lavfi", "-i", "testsrc2=size=160x120:rate=10:duration=2"}, geom.Size{Width: 160, Height: 120}, 20},
}

// reference is what ffmpeg itself decodes, all frames in their order, as the
// straightforward call gives them: small and grey, with the times of ffprobe.
func reference(t *testing.T, v *Video, size geom.Size) [][]byte {
	t.Helper()
	filter := fmt.Sprintf("scale=%d:%d:flags=area,format=gray", size.Width, size.Height)
	if v.Info.Interlaced {
		filter = "bwdif=mode=send_frame:parity=auto:deint=interlaced," + filter
	}
	cmd := exec.CommandContext(t.Context(), v.tools.FFmpeg, "-nostdin", "-v", "error", "-i", "file:"+v.Path, "-vf", filter, "-vsync", "0", "-f", "rawvideo", "-")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var frames [][]byte
	for chunk := range slices.Chunk(out, int(size.Pixels())) {
		frames = append(frames, chunk)
	}
	return frames
}

func TestFramesComeInTheOrderOfPresentationWithTheirTimes(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			v := opened(t, made(t, k.name, k.arguments...))
			if v.Info.Size != k.size {
				t.Errorf("size %v, want %v", v.Info.Size, k.size)
			}
			small := geom.Size{Width: 64, Height: 48}
			want := reference(t, v, small)
			if k.frames != 0 && len(want) != k.frames {
				t.Fatalf("ffmpeg decodes %d frames, the test means to have %d", len(want), k.frames)
			}
			var times []time.Duration
			var stamps []int64
			read, err := v.Each(t.Context(), Pass{Size: small, Exact: true}, func(f Frame) error {
				if f.Number < len(want) && !bytes.Equal(f.Pix, want[f.Number]) {
					t.Errorf("frame %d is not the one that ffmpeg gives", f.Number)
				}
				times, stamps = append(times, f.Time), append(stamps, f.Stamp)
				return nil
			})
			if err != nil || read.Frames != len(want) || read.Broke != "" {
				t.Fatalf("read %+v, want %d frames: %v", read, len(want), err)
			}
			if !slices.IsSorted(times) || times[0] < 0 || times[0] > 200*time.Millisecond {
				t.Errorf("times %v", times)
			}
			listed, err := v.Stamps(t.Context())
			if err != nil || !slices.Equal(listed, stamps) && v.Info.Container.Counts() {
				t.Errorf("the container lists %v, the decoder gives %v: %v", listed, stamps, err)
			}
			if n, err := v.Count(t.Context(), stamps[len(stamps)/2]); err != nil || n != len(stamps)/2 {
				t.Errorf("counted %d frames before number %d: %v", n, len(stamps)/2, err)
			}
		})
	}
}

// TestStillIsTheFrameThatFFmpegExtractsThere seeks with the program's call and
// holds the frame against the one that ffmpeg extracts at that time by its own
// slow and exact seeking.
func TestStillIsTheFrameThatFFmpegExtractsThere(t *testing.T) {
	for _, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			v := opened(t, made(t, k.name, k.arguments...))
			var frames []Frame
			if _, err := v.Each(t.Context(), Pass{Size: geom.Size{Width: 16, Height: 16}}, func(f Frame) error {
				frames = append(frames, f)
				return nil
			}); err != nil {
				t.Fatal(err)
			}
			for _, n := range []int{0, len(frames)/2 + 1, len(frames) - 1} {
				still, err := v.Still(t.Context(), frames[n].Stamp, "k")
				if err != nil {
					t.Fatal(err)
				}
				want := nth(t, v, n)
				if still.Size() != v.Info.Size || !bytes.Equal(still.Pix(), want) {
					t.Errorf("frame %d at %v is not frame %d of ffmpeg", n, frames[n].Time, n)
				}
			}
		})
	}
}

// nth is the frame of that number, counted by decoding from the beginning.
func nth(t *testing.T, v *Video, n int) []byte {
	t.Helper()
	filter := fmt.Sprintf("select=eq(n\\,%d),", n)
	if v.Info.Interlaced {
		filter = "bwdif=mode=send_frame:parity=auto:deint=interlaced," + filter
	}
	filter += v.filters(Pass{Size: v.Info.Size, Colour: true, Exact: true})[len(deinterlacing(v)):]
	out, err := exec.CommandContext(t.Context(), v.tools.FFmpeg, "-nostdin", "-v", "error", "-i", "file:"+v.Path, "-vf", filter, "-vsync", "0", "-frames:v", "1", "-f", "rawvideo", "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func deinterlacing(v *Video) string {
	if v.Info.Interlaced {
		return "bwdif=mode=send_frame:parity=auto:deint=interlaced,"
	}
	return ""
}

func TestKeyFramesAreAmongTheFrames(t *testing.T) {
	v := opened(t, made(t, "bframes.mp4", kinds[1].arguments...))
	var keys []int64
	if _, err := v.Each(t.Context(), Pass{Size: geom.Size{Width: 16, Height: 16}, KeyFrames: true}, func(f Frame) error {
		keys = append(keys, f.Stamp)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	all, err := v.Stamps(t.Context())
	if err != nil || len(keys) < 3 || len(keys) > 10 {
		t.Errorf("%d key frames of %d: %v", len(keys), len(all), err)
	}
	for _, k := range keys {
		if !slices.Contains(all, k) {
			t.Errorf("key frame %d is none of the frames", k)
		}
	}
}

// TestEditListLeavesFramesOut cuts without encoding, so that the file keeps
// frames before the cut which its edit list leaves out.
func TestEditListLeavesFramesOut(t *testing.T) {
	whole := made(t, "whole.mp4", "-f", "lavfi", "-i", moving, "-c:v", "libx264", "-bf", "2", "-g", "50", "-pix_fmt", "yuv420p")
	path := made(t, "cut.mp4", "-ss", "1.0", "-i", whole, "-c", "copy")
	v := opened(t, path)
	want := reference(t, v, geom.Size{Width: 64, Height: 48})
	read, err := v.Each(t.Context(), Pass{Size: geom.Size{Width: 64, Height: 48}, Exact: true}, func(f Frame) error {
		if f.Number < len(want) && !bytes.Equal(f.Pix, want[f.Number]) {
			t.Errorf("frame %d is not the one that ffmpeg gives", f.Number)
		}
		return nil
	})
	if err != nil || read.Frames != len(want) || read.Frames >= 75 {
		t.Errorf("%d frames, ffmpeg gives %d: %v", read.Frames, len(want), err)
	}
	stamps, err := v.Stamps(t.Context())
	if err != nil || len(stamps) != len(want) {
		t.Errorf("%d listed, %d shown: %v", len(stamps), len(want), err)
	}
}

func TestTurnedPhoneVideoStandsUpright(t *testing.T) {
	flat := made(t, "flat.mp4", "-f", "lavfi", "-i", moving, "-c:v", "mpeg4")
	path := made(t, "turned.mp4", "-i", flat, "-c", "copy", "-metadata:s:v:0", "rotate=90")
	v := opened(t, path)
	if v.Info.Rotation == 0 {
		t.Skip("this ffmpeg writes a rotation in another way")
	}
	if v.Info.Size != (geom.Size{Width: 240, Height: 320}) {
		t.Errorf("size %v", v.Info.Size)
	}
	p, err := v.First(t.Context(), "k")
	if err != nil || p.Size() != v.Info.Size {
		t.Errorf("the first frame has %v: %v", p.Size(), err)
	}
}

func TestBrokenVideoGivesWhatCanBeRead(t *testing.T) {
	for _, k := range kinds[1:7] {
		t.Run(k.name, func(t *testing.T) {
			if strings.HasSuffix(k.name, ".mp4") {
				k.arguments = append(slices.Clone(k.arguments), "-movflags", "+faststart")
			}
			path := made(t, k.name, k.arguments...)
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, data[:len(data)*6/10], 0o600); err != nil {
				t.Fatal(err)
			}
			v := opened(t, path)
			read, err := v.Each(t.Context(), Pass{Size: geom.Size{Width: 16, Height: 16}}, func(Frame) error { return nil })
			if err != nil || read.Frames == 0 || k.frames != 0 && read.Frames >= k.frames {
				t.Fatalf("read %+v: %v", read, err)
			}
			if at, short := v.Info.EndsShort(read); !short || at <= 0 || at > 3*time.Second {
				t.Errorf("breaks off at %v (%v), read %+v of %v", at, short, read, v.Info.Duration)
			}
		})
	}
}

func TestDamageIsToldWhereItIs(t *testing.T) {
	r := newReport(Info{TimeBase: [2]int64{1, 10}}, Pass{})
	frame := func(n int) {
		r.line("[Parsed_showinfo_1 @ 0x1] [info] n:   0 pts:    " + strconv.Itoa(n) + " pts_time:0 s:16x16 \n")
	}
	r.line("[h264 @ 0x1] [error] said while the file was looked at\n")
	r.line("[info] Stream mapping:\n")
	for n := range 50 {
		if n == 20 { // those before the damage are still on their way
			r.line("[h264 @ 0x1] [error] Invalid NAL unit size\n")
		}
		frame(n)
	}
	if said, at := r.complaint(); said != "Invalid NAL unit size" || at != 2700*time.Millisecond {
		t.Errorf("%q at %v", said, at)
	}
	// A file that ends has no frames after those.
	r = newReport(Info{TimeBase: [2]int64{1, 10}}, Pass{})
	for n := range 10 {
		if n == 6 {
			r.line("[mov @ 0x1] [error] partial file\n")
		}
		frame(n)
	}
	if _, at := r.complaint(); at != 900*time.Millisecond {
		t.Errorf("the end is told at %v", at)
	}
}

func TestFileWithoutItsIndexSaysWhatIsMissing(t *testing.T) {
	path := made(t, "plain.mp4", kinds[0].arguments...) // its index stands at the end
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data[:len(data)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), tools(t), path, Limits{})
	if kind := kindOf(t, err); kind != media.EndsEarly && kind != media.Broken {
		t.Errorf("got %v", err)
	}
}

func TestOddNamesAreFilesAndNothingElse(t *testing.T) {
	source := made(t, "plain.mp4", kinds[0].arguments...)
	data, err := os.ReadFile(source)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	t.Chdir(folder)
	names := []string{"-i.mp4", "-y", "a%03d b'c\"d.mp4", "æøå кот 猫.mp4", "[x];$(y).mp4"}
	if runtime.GOOS != "windows" {
		names = append(names, "concat:a|b.mp4", "http:x.mp4", "pipe:0", "file:z.mp4")
	}
	for _, name := range names {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
		v, err := Open(t.Context(), tools(t), name, Limits{})
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if p, err := v.First(t.Context(), "k"); err != nil || p.Size() != v.Info.Size {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestLargerThanTheLimitIsRefused(t *testing.T) {
	path := made(t, "plain.mp4", kinds[0].arguments...)
	_, err := Open(t.Context(), tools(t), path, Limits{Pixels: 1000})
	if kindOf(t, err) != media.TooManyPixels {
		t.Errorf("got %v", err)
	}
}

func TestReadingEndsWithItsContext(t *testing.T) {
	v := opened(t, made(t, "plain.mp4", kinds[0].arguments...))
	ctx, cancel := context.WithCancel(t.Context())
	_, err := v.Each(ctx, Pass{Size: geom.Size{Width: 16, Height: 16}}, func(f Frame) error {
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestVisitorEndsTheReading(t *testing.T) {
	v := opened(t, made(t, "plain.mp4", kinds[0].arguments...))
	seen := 0
	visit := func(f Frame) error {
		if seen++; seen == 3 {
			return ErrStop
		}
		return nil
	}
	if _, err := v.Each(t.Context(), Pass{Size: geom.Size{Width: 16, Height: 16}}, visit); err != nil || seen != 3 {
		t.Errorf("%d frames: %v", seen, err)
	}
}

func TestSoundHasNoPictures(t *testing.T) {
	path := made(t, "sound.mkv", "-f", "lavfi", "-i", "sine=duration=1", "-c:a", "pcm_s16le")
	_, err := Open(t.Context(), tools(t), path, Limits{})
	if kindOf(t, err) != media.NoVideoStream {
		t.Errorf("got %v", err)
	}
}

func TestWithoutFFmpegTheErrorNamesTheSystem(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	_, err := Locate("")
	e, ok := err.(*media.Error)
	if !ok || e.Kind != media.NoFFmpeg || e.Detail == "" {
		t.Errorf("got %v", err)
	}
}

func TestToolsAreFoundWhereAPersonSays(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("PATH", t.TempDir())
	suffix := ""
	if runtime.GOOS == "windows" {
		suffix = ".exe"
	}
	for _, name := range []string{"ffmpeg", "ffprobe"} {
		if err := os.WriteFile(filepath.Join(folder, name+suffix), []byte("x"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, said := range []string{folder, filepath.Join(folder, "ffmpeg"+suffix)} {
		if found, err := Locate(said); err != nil || filepath.Dir(found.FFprobe) != folder || found.From != Chosen {
			t.Errorf("%s: %v, %v", said, found, err)
		}
	}
}

func TestWrongPlaceIsSaidAndNotPassedOver(t *testing.T) {
	for _, said := range []string{t.TempDir(), filepath.Join(t.TempDir(), "none"), "/"} {
		_, err := Locate(said)
		if e, ok := err.(*media.Error); !ok || e.Kind != media.WrongFFmpeg || e.Detail != said {
			t.Errorf("%s: got %v", said, err)
		}
	}
}

func TestSystemsAreToldByTheirReleaseFile(t *testing.T) {
	for release, want := range map[string]string{
		"NAME=\"Linux Mint\"\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n": "debian",
		"ID=debian\n": "debian", "ID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n": "fedora", "ID=arch\n": "arch", "ID=alpine\n": "other", "": "other",
	} {
		if got := distribution(release); got != want {
			t.Errorf("%q is %s, want %s", release, got, want)
		}
	}
}

func TestTimesAndVersionsAreReadAsTheyStand(t *testing.T) {
	i := Info{TimeBase: [2]int64{1001, 30000}, Start: time.Second}
	if got, want := i.TimeOf(300), time.Duration(math.Round(300*1001.0/30000*1e9))-time.Second; got-want > 1 || want-got > 1 {
		t.Errorf("time %v, want %v", got, want)
	}
	if got := Timecode(3*time.Hour + 25*time.Minute + 45*time.Second + 678*time.Millisecond); got != "03:25:45.678" {
		t.Errorf("time code %s", got)
	}
	for version, want := range map[string]bool{"4.4.2-0ubuntu0.22.04.1": true, "5.0.1": true, "5.1.9-0+deb12u1": false, "n6.0": false, "7.1": false, "N-112345-gabc": false, "8.0-full_build": false} {
		if older("ffmpeg "+version, 5, 1) != want {
			t.Errorf("%s: older than 5.1 is told wrong", version)
		}
	}
	if got := versionIn("ffmpeg version 5.1.9-0+deb12u1 Copyright (c)\nbuilt"); got != "5.1.9-0+deb12u1" {
		t.Errorf("version %q", got)
	}
}

func TestTheSameFrameHasTheSamePixels(t *testing.T) {
	v := opened(t, made(t, "bframes.mp4", kinds[1].arguments...))
	stamps, err := v.Stamps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	digests := map[string]bool{}
	for range 3 {
		p, err := v.Still(t.Context(), stamps[40], "k")
		if err != nil {
			t.Fatal(err)
		}
		digests[Digest(p)] = true
	}
	if len(digests) != 1 {
		t.Errorf("three readings gave %d different pictures", len(digests))
	}
}

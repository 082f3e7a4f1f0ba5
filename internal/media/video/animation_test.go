package video

import (
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// animated returns a file and its frames as ffmpeg decodes them from another one.
func animated(t *testing.T, name string, arguments ...string) *Video {
	t.Helper()
	v, err := OpenAnimation(made(t, name, arguments...), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func frames(t *testing.T, v *Video, p Pass) (out []Frame) {
	t.Helper()
	if read, err := v.Each(t.Context(), p, func(f Frame) error { out = append(out, f); return nil }); err != nil || read.Broke != "" || read.Frames != len(out) {
		t.Fatalf("read %+v: %v", read, err)
	}
	return out
}

func TestGIFIsReadAsFFmpegReadsIt(t *testing.T) {
	// The encoder stores only what changes, with holes for what does not.
	v := animated(t, "moves.gif", "-f", "lavfi", "-i", "testsrc2=size=96x64:rate=10:duration=1.5", "-f", "gif")
	theirs := opened(t, v.Path)
	ours, want := frames(t, v, Pass{Colour: true, Exact: true}), frames(t, theirs, Pass{Colour: true, Exact: true})
	if len(ours) != len(want) || len(ours) < 10 {
		t.Fatalf("%d frames, ffmpeg has %d", len(ours), len(want))
	}
	for i, f := range ours {
		if f.Stamp != want[i].Stamp || f.Time != want[i].Time || f.Size != want[i].Size {
			t.Errorf("frame %d at %v of %v, ffmpeg says %v of %v", i, f.Time, f.Size, want[i].Time, want[i].Size)
		}
		for n := range f.Pix {
			if f.Pix[n] != want[i].Pix[n] {
				t.Fatalf("frame %d differs from ffmpeg's at byte %d: %d and %d", i, n, f.Pix[n], want[i].Pix[n])
			}
		}
	}
}

func TestAnimatedWebPIsReadWithoutFFmpeg(t *testing.T) {
	source := []string{"-f", "lavfi", "-i", "testsrc2=size=96x64:rate=10:duration=1.5", "-pix_fmt", "bgra"}
	v := animated(t, "moves.webp", append(source, "-c:v", "libwebp_anim", "-lossless", "1", "-f", "webp")...)
	want := frames(t, opened(t, made(t, "same.mkv", append(source, "-c:v", "ffv1")...)), Pass{Colour: true, Exact: true})
	got := frames(t, v, Pass{Colour: true, Exact: true})
	if len(got) != len(want) || v.Info.Frames != int64(len(want)) {
		t.Fatalf("%d frames, the source has %d", len(got), len(want))
	}
	for i, f := range got {
		if f.Time != want[i].Time {
			t.Errorf("frame %d at %v, the source's is at %v", i, f.Time, want[i].Time)
		}
		for n := range f.Pix {
			if d := int(f.Pix[n]) - int(want[i].Pix[n]); d > 1 || d < -1 {
				t.Fatalf("frame %d differs from the source at byte %d: %d and %d", i, n, f.Pix[n], want[i].Pix[n])
			}
		}
	}
	stamps, err := v.Stamps(t.Context())
	if err != nil || len(stamps) != len(want) {
		t.Fatalf("%v: %v", stamps, err)
	}
	still, err := v.Still(t.Context(), stamps[7], "k")
	if err != nil || Digest(still) == "" || string(still.Pix()[:400]) != string(got[7].Pix[:400]) {
		t.Errorf("the still at %d is another frame: %v", stamps[7], err)
	}
	if n, err := v.Count(t.Context(), stamps[7]); err != nil || n != 7 {
		t.Errorf("%d frames before the eighth: %v", n, err)
	}
	small := frames(t, v, Pass{Size: geom.Size{Width: 24, Height: 16}, From: 500 * time.Millisecond})
	if len(small) != len(want)-5 || len(small[0].Pix) != 24*16 || small[0].Number != 0 {
		t.Errorf("from half a second: %d frames of %d bytes", len(small), len(small[0].Pix))
	}
	if _, short := v.Info.EndsShort(Read{Frames: len(got), Last: got[len(got)-1].Time}); short {
		t.Error("a whole animation is said to end early")
	}
}

package motion

import (
	"bytes"
	"image/color"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
)

func TestVideoShowsTheClipAgainAndAgain(t *testing.T) {
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: videos are not tested")
	}
	dark, bright := color.RGBA{20, 60, 40, 255}, color.RGBA{200, 90, 70, 255}
	clip := Fade(flat(81, 45, dark), flat(81, 45, bright), Pace{Hold: time.Second, Steps: 4, Step: Smooth})
	path := filepath.Join(t.TempDir(), "fade.mp4")
	if err := WriteMP4(t.Context(), tools, path, clip); err != nil {
		t.Fatal(err)
	}
	v, err := video.Open(t.Context(), tools, path, video.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if v.Info.Codec != "h264" || v.Info.Size != (geom.Size{Width: 82, Height: 46}) || v.Info.Duration < shortestVideo || v.Info.Duration > 10*time.Second {
		t.Errorf("it is %s of %v and lasts %v", v.Info.Codec, v.Info.Size, v.Info.Duration)
	}
	wants := map[time.Duration]color.RGBA{480 * time.Millisecond: dark, 1720 * time.Millisecond: bright, 2880 * time.Millisecond: dark, 5 * time.Second: dark}
	_, err = v.Each(t.Context(), video.Pass{Colour: true, Exact: true}, func(f video.Frame) error {
		want, asked := wants[f.Time]
		if !asked {
			return nil
		}
		delete(wants, f.Time)
		pix := f.Pix[4*(82*20+40):]
		for c, value := range [3]uint8{want.R, want.G, want.B} {
			if off := int(pix[c]) - int(value); off < -6 || off > 6 {
				t.Errorf("at %v the colour is %v, want %v", f.Time, pix[:3], want)
				break
			}
		}
		return nil
	})
	if err != nil || len(wants) > 0 {
		t.Errorf("%v, and these times were not met: %v", err, wants)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if index, pixels := bytes.Index(data, []byte("moov")), bytes.Index(data, []byte("mdat")); index < 0 || index > pixels {
		t.Errorf("its index stands at %d, the pixels at %d: it can't play while it loads", index, pixels)
	}
	if bytes.Contains(data, []byte("Lavf")) || bytes.Contains(data, []byte("soun")) {
		t.Error("it says by which program it was made, or has sound")
	}
}

func TestVideoKeepsTheClipsTime(t *testing.T) {
	a := flat(4, 4, slate)
	for _, c := range []Clip{Blink(a, a, Pace{}), Fade(a, a, Pace{}), Swipe(a, a, a.Rect, 0, Pace{Steps: 20, Step: Smooth})} {
		var whole time.Duration
		for _, hold := range c.Holds {
			whole += hold
		}
		order := c.order()
		got := time.Duration(len(order)) * time.Second / rate
		times := (got + whole/2) / whole
		if off := got - times*whole; got < shortestVideo || off.Abs() > Smooth {
			t.Errorf("a clip of %v takes %v", whole, got)
		}
	}
}

package motion

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/draw"
	"runtime"
	"testing"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// flat is a picture of one colour.
func flat(w, h int, c color.RGBA) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Rect, image.NewUniform(c), image.Point{}, draw.Src)
	return img
}

var slate, blue = color.RGBA{0x41, 0x4A, 0x53, 255}, color.RGBA{0x0B, 0x5A, 0x86, 255}

func TestStillsStandLongEnoughWhateverIsAsked(t *testing.T) {
	a, b := flat(8, 8, slate), flat(8, 8, blue)
	for _, ask := range []time.Duration{0, time.Millisecond, 700 * time.Millisecond, time.Hour} {
		for name, c := range map[string]Clip{
			"blink": Blink(a, b, Pace{Hold: ask}), "fade": Fade(a, b, Pace{Hold: ask}), "swipe": Swipe(a, b, a.Rect, 2, Pace{Hold: ask}),
		} {
			least := time.Second
			if name == "blink" {
				least = ShortestHold
			}
			var stills []time.Duration
			var whole time.Duration
			for n, hold := range c.Holds {
				whole += hold
				if img := c.Frame(n); bytes.Equal(img.Pix, a.Pix) || bytes.Equal(img.Pix, b.Pix) {
					stills = append(stills, hold)
				}
			}
			if len(stills) != 2 || min(stills[0], stills[1]) < least || max(stills[0], stills[1]) > LongestHold {
				t.Errorf("%s at %v: the stills are held %v", name, ask, stills)
			}
			if whole < time.Second { // both changes of a round are one flash
				t.Errorf("%s at %v: it flashes more than once a second", name, ask)
			}
		}
	}
}

func TestMovementGoesOneWayAndBack(t *testing.T) {
	a, b := flat(101, 4, color.RGBA{A: 255}), flat(101, 4, color.RGBA{R: 200, A: 255})
	for name, c := range map[string]Clip{"fade": Fade(a, b, Pace{}), "swipe": Swipe(a, b, a.Rect, 0, Pace{})} {
		var light []int
		for n := range c.Holds {
			sum := 0
			for i := 0; i < len(a.Pix); i += 4 {
				sum += int(c.Frame(n).Pix[i])
			}
			light = append(light, sum)
		}
		if len(light) != 12 {
			t.Fatalf("%s has %d frames, want 12", name, len(light))
		}
		for n := 1; n < 12; n++ {
			if up := light[n] > light[n-1]; up != (n <= 6) {
				t.Errorf("%s: frame %d has light %d after %d", name, n, light[n], light[n-1])
			}
		}
	}
}

func TestSwipeMovesOnlyWithinItsBox(t *testing.T) {
	a, b := flat(60, 40, slate), flat(60, 40, blue)
	c := Swipe(a, b, image.Rect(10, 10, 50, 30), 2, Pace{})
	img := c.Frame(3) // half way
	for at, want := range map[image.Point]color.RGBA{
		{5, 20}: slate, {30, 5}: slate, {55, 20}: slate, {12, 20}: blue, {48, 20}: slate, {29, 20}: {255, 255, 255, 255}, {30, 20}: {255, 255, 255, 255}, {31, 20}: slate,
	} {
		if got := img.RGBAAt(at.X, at.Y); got != want {
			t.Errorf("at %v it is %v, want %v", at, got, want)
		}
	}
}

func TestGIFKeepsFewColoursExactly(t *testing.T) {
	a := flat(90, 70, slate)
	draw.Draw(a, image.Rect(3, 3, 40, 40), image.NewUniform(color.White), image.Point{}, draw.Src)
	b := flat(90, 70, slate)
	draw.Draw(b, image.Rect(3, 3, 40, 40), image.NewUniform(blue), image.Point{}, draw.Src)
	b.SetRGBA(60, 60, color.RGBA{1, 2, 3, 255})
	clip := Blink(a, b, Pace{})
	_, g := written(t, clip)
	for n, got := range shown(g) {
		if want := clip.Frame(n); !bytes.Equal(got.Pix, want.Pix) {
			t.Errorf("frame %d lost its colours", n)
		}
	}
	if r := g.Image[1].Rect; r != image.Rect(3, 3, 61, 61) {
		t.Errorf("the second frame covers %v, of which most stayed", r)
	}
	if g.Delay[0] != 110 || g.Delay[1] != 110 || g.LoopCount != 0 {
		t.Errorf("it shows its frames for %v hundredths and loops %d times", g.Delay, g.LoopCount)
	}
}

func TestSmallMarksKeepTheirColour(t *testing.T) {
	img := synth.Draw(3, synth.Harbour, geom.Size{Width: 400, Height: 300}).Image
	marks := []color.RGBA{{0xE6, 0x9F, 0, 255}, {0x56, 0xB4, 0xE9, 255}, {0, 0x9E, 0x73, 255}, {0xF0, 0xE4, 0x42, 255}, {0xD5, 0x5E, 0, 255}}
	for i, c := range marks { // 60 pixels each, of 120 000
		draw.Draw(img, image.Rect(50+60*i, 40, 60+60*i, 46), image.NewUniform(c), image.Point{}, draw.Src)
	}
	_, g := written(t, Clip{Size: geom.Size{Width: 400, Height: 300}, Holds: []time.Duration{time.Second}, Frame: func(int) *image.RGBA { return img }})
	for i, want := range marks {
		var sum [3]int
		for y := 41; y < 45; y++ {
			for x := 51; x < 59; x++ {
				got := color.RGBAModel.Convert(g.Image[0].At(x+60*i, y)).(color.RGBA)
				for c, v := range [3]uint8{got.R, got.G, got.B} {
					sum[c] += int(v)
				}
			}
		}
		for c, v := range [3]uint8{want.R, want.G, want.B} {
			if off := sum[c]/32 - int(v); off < -5 || off > 5 {
				t.Errorf("a mark of %v is shown as %d %d %d", want, sum[0]/32, sum[1]/32, sum[2]/32)
				break
			}
		}
	}
}

func TestFramesThatStayAreOnePixel(t *testing.T) {
	a := flat(50, 50, slate)
	file, g := written(t, Clip{Size: geom.Size{Width: 50, Height: 50}, Holds: []time.Duration{time.Second, time.Second}, Frame: func(int) *image.RGBA { return a }})
	if got := g.Image[1].Rect; got.Dx() != 1 || got.Dy() != 1 || len(file) > 400 {
		t.Errorf("the second frame covers %v, and the file has %d bytes", got, len(file))
	}
	if got := shown(g)[1]; !bytes.Equal(got.Pix, a.Pix) {
		t.Error("it changed the picture")
	}
}

func TestDelaysAddUpToTheClip(t *testing.T) {
	a, b := flat(4, 4, slate), flat(4, 4, blue)
	clip := Fade(a, b, Pace{Hold: 1234 * time.Millisecond, Step: 33 * time.Millisecond})
	_, g := written(t, clip)
	var want time.Duration
	for _, hold := range clip.Holds {
		want += hold
	}
	var got time.Duration
	for _, d := range g.Delay {
		got += time.Duration(d) * 10 * time.Millisecond
	}
	if off := got - want; off.Abs() > 5*time.Millisecond {
		t.Errorf("it lasts %v, want %v", got, want)
	}
}

func TestGIFIsTheSameOnAnyNumberOfCores(t *testing.T) {
	found, claim := stills(t, 160, synth.Harbour)
	clip := Swipe(found, claim, image.Rect(5, 16, 155, 130), 2, Pace{Steps: 2})
	write := func(cores int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		file, _ := written(t, clip)
		return file
	}
	if !bytes.Equal(write(1), write(2)) {
		t.Error("one core and two differ")
	}
}

func TestNoFramesAndNoTimeAreErrors(t *testing.T) {
	if err := WriteGIF(t.Context(), &bytes.Buffer{}, Clip{Size: geom.Size{Width: 4, Height: 4}}); err == nil {
		t.Error("a clip without frames is written")
	}
	done, cancel := context.WithCancel(t.Context())
	cancel()
	a := flat(4, 4, slate)
	if err := WriteGIF(done, &bytes.Buffer{}, Blink(a, a, Pace{})); err == nil {
		t.Error("a clip is written for nobody")
	}
}

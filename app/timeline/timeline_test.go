package timeline

import (
	"image"
	"image/color"
	"math"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/words"
)

func example() Value {
	val := Value{
		Duration: 12*time.Minute + 6*time.Second, HasFound: true, Found: 5*time.Minute + 58*time.Second + 760*time.Millisecond, Alike: 1,
		FrameTime: 40 * time.Millisecond, CanUse: true, Places: []Place{{350 * time.Second, 382 * time.Second}},
	}
	val.Looked, val.At, val.First, val.Last = val.Duration, val.Found, val.Found, val.Found
	for at := time.Duration(0); at < val.Duration; at += 4 * time.Second {
		p := Point{At: at, Strength: 0.03}
		if at > 350*time.Second && at < 382*time.Second {
			p.Strength = 0.6
		}
		val.Curve = append(val.Curve, p)
	}
	for at := val.Found - 2500*time.Millisecond; at <= val.Found+2500*time.Millisecond; at += 40 * time.Millisecond {
		val.Near = append(val.Near, Point{at, 0.1 + 0.9*math.Exp(-math.Abs((at-val.Found).Seconds())*12)})
	}
	for i := range 17 {
		img := image.NewNRGBA(image.Rect(0, 0, 48, 27))
		for n := range img.Pix {
			img.Pix[n] = uint8(40 + 11*i)
			if n%4 == 3 {
				img.Pix[n] = 255
			}
		}
		val.Scenes = append(val.Scenes, Scene{time.Duration(i) * 43 * time.Second, img})
	}
	return val
}

func shown(t *testing.T, width float32) (*View, fyne.Window) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.New(look.Dark, 1))
	v := New()
	v.SetLanguage(words.English)
	v.Show(example())
	w := test.NewTempWindow(t, v.Object())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, Height))
	return v, w
}

func TestPointingAtThePlaceOfATimeGoesThere(t *testing.T) {
	v, _ := shown(t, 720)
	var went time.Duration
	v.OnGo = func(at time.Duration) { went = at }
	for _, c := range []struct {
		on   *lane
		x    float32
		want time.Duration
	}{
		{v.lane, 0, 0},
		{v.lane, v.lane.Size().Width / 2, v.value.Duration / 2},
		{v.lane, v.lane.Size().Width, v.value.Duration},
		{v.near, v.near.Size().Width / 2, v.value.At},
		{v.near, v.near.Size().Width, v.value.At + nearHalf},
	} {
		went = -1
		test.TapAt(c.on, fyne.NewPos(c.x, 5))
		if d := went - c.want; d < -time.Millisecond || d > time.Millisecond {
			t.Errorf("at %v: %v, want %v", c.x, went, c.want)
		}
	}
	val := example()
	val.Readable = 2 * time.Minute
	v.Show(val)
	test.TapAt(v.lane, fyne.NewPos(v.lane.Size().Width, 5))
	val.Scenes = []Scene{{Thumbnail: image.NewRGBA(image.Rect(0, 0, 16, 9))}}
	v.Show(val)
	if !v.pieces[0].Visible() || v.pieces[13].Visible() {
		t.Error("a scene is shown where nothing could be read, or none where it could")
	}
	if went != 2*time.Minute {
		t.Errorf("beyond what can be read: %v", went)
	}
}

func TestEveryStepIsThereByKeyboard(t *testing.T) {
	v, _ := shown(t, 720)
	var frames, seconds, best int
	v.OnStep, v.OnSkip, v.OnBest = func(n int) { frames += n }, func(n int) { seconds += n }, func() { best++ }
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyLeft, fyne.KeyPageDown} {
		v.lane.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if seconds != 11 || frames != 0 {
		t.Errorf("on the whole video: %d seconds, %d frames", seconds, frames)
	}
	for _, key := range []fyne.KeyName{fyne.KeyRight, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyHome} {
		v.near.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if frames != -1 || seconds != 11 || best != 1 {
		t.Errorf("round the frame: %d frames, %d seconds, %d times the best", frames, seconds, best)
	}
}

func TestLowWindowKeepsStepsAndWholeVideo(t *testing.T) {
	v, _ := shown(t, 720)
	v.Object().Resize(fyne.NewSize(720, LowHeight))
	if v.near.Visible() || v.alike.Visible() || v.swatch.Visible() || v.ticks[0].Visible() {
		t.Error("what has no room is shown")
	}
	if end := v.lane.Position().Y + v.lane.Size().Height; !v.lane.Visible() || end > LowHeight {
		t.Errorf("the whole video ends at %v of %v", end, LowHeight)
	}
	v.Object().Resize(fyne.NewSize(720, Height))
	if !v.near.Visible() || !v.swatch.Visible() {
		t.Error("with room again, it is not shown")
	}
}

func TestEnterUsesTheFrameThatIsThere(t *testing.T) {
	v, _ := shown(t, 720)
	used := 0
	v.OnUse = func() { used++ }
	v.lane.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	val := example()
	val.CanUse = false
	v.Show(val)
	v.near.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if used != 1 {
		t.Errorf("used %d times, one frame could be", used)
	}
}

func TestBestSoFarStandsWithItsTimeAndWithoutABand(t *testing.T) {
	v, w := shown(t, 720)
	val := example()
	found := val.Found
	for _, val.Found = range []time.Duration{found, val.Duration - time.Second} { // the second has no room to its right
		val.SoFar, val.Looked, val.First, val.Last, val.At = true, val.Found, val.Found, val.Found, 0
		v.Show(val)
		if got := v.soFar.Words(); got != v.language.Clock(val.Found, 3)+" so far" {
			t.Errorf("it says %q", got)
		}
		if x := v.soFar.Position().X; x < inset || x+v.soFar.Size().Width > 720-inset {
			t.Errorf("the words stand at %v", x)
		}
	}
	w.Canvas().Capture()
	val.SoFar = false
	v.Show(val)
	if v.soFar.Words() != "" {
		t.Errorf("the search has ended, and it says %q", v.soFar.Words())
	}
}

// at returns the colour that the whole window has there.
func at(img image.Image, x, y float32) color.NRGBA {
	return color.NRGBAModel.Convert(img.At(int(x), int(y))).(color.NRGBA)
}

func TestWhatIsNotLookedAtStaysEmpty(t *testing.T) {
	v, w := shown(t, 720)
	val := example()
	val.Curve, val.Looked, val.HasFound, val.Places = val.Curve[:20], 80*time.Second, false, nil
	val.At = 0
	v.Show(val)
	img := w.Canvas().Capture()
	o := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.lane)
	bottom := o.Y + v.lane.Size().Height - 2.5
	if a, b := at(img, o.X+10, bottom), at(img, o.X+v.lane.Size().Width-10, bottom); a == b {
		t.Errorf("what was looked at and what was not are drawn alike: %v", a)
	}
	if !strings.Contains(v.height.Words(), "1:20") {
		t.Errorf("%q doesn't say how far the search has come", v.height.Words())
	}
}

func TestFoundFrameStandsWhereItIs(t *testing.T) {
	v, w := shown(t, 720)
	img := w.Canvas().Capture()
	o := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.near)
	text := look.Now().Text
	if got := at(img, o.X+v.near.Size().Width/2, o.Y+v.near.Size().Height/2); got != text {
		t.Errorf("no cursor in the middle: %v, want %v", got, text)
	}
	blue := 0
	for x := range int(v.near.Size().Width) {
		for y := range int(v.near.Size().Height) {
			if c := at(img, o.X+float32(x), o.Y+float32(y)); c == look.Now().Candidate {
				blue++
			}
		}
	}
	if blue < 400 {
		t.Errorf("%d pixels of the curve", blue)
	}
}

func TestWordsHaveRoomInBothLanguages(t *testing.T) {
	for _, l := range []words.Language{words.English, words.Norwegian} {
		v, _ := shown(t, 720)
		v.SetLanguage(l)
		if end := v.use.Position().X + v.use.Size().Width; end > 720-inset+0.5 {
			t.Errorf("%v: the buttons end at %v", l, end)
		}
		for _, b := range []*look.Button{v.back, v.previous, v.next, v.ahead, v.best, v.scenes, v.use} {
			if b.Size().Width < b.MinSize().Width {
				t.Errorf("%v: a button is cut", l)
			}
		}
	}
}

package find

import (
	"context"
	"errors"
	"image"
	"image/color"
	"image/draw"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// flight is a flight into the Mandelbrot set: no two of its frames are alike.
const flight = "mandelbrot=size=480x270:rate=25:start_scale=0.02:end_scale=0.002:end_pts=75"

// made lets ffmpeg make a video and opens it; without ffmpeg the test is skipped.
func made(t *testing.T, name string, arguments ...string) *video.Video {
	t.Helper()
	tools, err := video.Locate("")
	if err != nil {
		t.Skip("there is no ffmpeg on this machine: the search through videos is not tested")
	}
	path := filepath.Join(t.TempDir(), name)
	all := append([]string{"-nostdin", "-v", "error", "-y"}, arguments...)
	if said, err := exec.CommandContext(t.Context(), tools.FFmpeg, append(all, path)...).CombinedOutput(); err != nil {
		t.Skipf("this ffmpeg can't make %s: %s", name, said)
	}
	v, err := video.Open(t.Context(), tools, path, video.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// frame is one frame of a video at full size.
func frame(t *testing.T, v *video.Video, number int) *picture.Picture {
	t.Helper()
	stamps, err := v.Stamps(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p, err := v.Still(t.Context(), stamps[number], "")
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func claimOf(p *picture.Picture) *Claim { return NewClaim(p, align.NewSubject(p)) }

// copied is a copy of a frame after some attacks.
func copied(p *picture.Picture, attacks ...synth.Attack) *Claim {
	drawn := image.NewRGBA(p.Image().Bounds())
	draw.Draw(drawn, drawn.Bounds(), p.Image(), image.Point{}, draw.Src)
	return claimOf(picture.FromImage("", synth.Spread(drawn, attacks...).Image))
}

func TestClaimsAreFoundAtTheirFrames(t *testing.T) {
	v := made(t, "flight.mp4", "-f", "lavfi", "-i", flight, "-t", "3", "-c:v", "libx264", "-g", "25", "-bf", "2", "-pix_fmt", "yuv420p")
	numbers := []int{37, 52, 8}
	claims := []*Claim{
		copied(frame(t, v, numbers[0]), synth.Crop(image.Rect(60, 30, 420, 240)), synth.Grey()),
		copied(frame(t, v, numbers[1]), synth.Mirror()),
		copied(frame(t, v, numbers[2]), synth.Rescale(geom.Size{Width: 320, Height: 180})),
		claimOf(picture.FromImage("", synth.Draw(3, synth.Harbour, geom.Size{Width: 480, Height: 320}).Image)),
	}
	var told []Progress
	results, err := Search(t.Context(), v, claims, Options{Progress: func(p Progress) { told = append(told, p) }})
	if err != nil {
		t.Fatal(err)
	}
	for i, n := range numbers {
		r := results[i]
		if !r.Found || !r.Alignment.Verdict.Accepted() || r.Best.Index != n {
			t.Errorf("claim %d: found %v, %v, frame %d, want %d", i, r.Found, r.Alignment.Verdict, r.Best.Index, n)
			continue
		}
		if want := time.Duration(n) * 40 * time.Millisecond; r.Best.Time != want {
			t.Errorf("claim %d at %v, want %v", i, r.Best.Time, want)
		}
		if r.First.Index > n || r.Last.Index < n || r.Last.Index-r.First.Index > 4 {
			t.Errorf("claim %d can't be told from frames %d to %d", i, r.First.Index, r.Last.Index)
		}
		if r.SHA256 != video.Digest(frame(t, v, n)) {
			t.Errorf("claim %d: the frame's pixels are others when it is read again", i)
		}
		if r.Found && !slices.ContainsFunc(r.Curve, func(p Point) bool { return p.Time == r.Best.Time }) {
			t.Errorf("claim %d: the curve leaves out the frame found", i)
		}
		if r.Tried < 10 || len(r.Curve) < 10 {
			t.Errorf("claim %d: %d frames tried, %d points of the curve", i, r.Tried, len(r.Curve))
		}
	}
	if !results[1].Alignment.Mirrored {
		t.Error("the mirrored claim is not told as mirrored")
	}
	if r := results[3]; r.Alignment.Verdict != align.NoMatch || r.Found {
		t.Errorf("a picture that is in no video: %v, found %v", r.Alignment.Verdict, r.Found)
	}
	if len(told) == 0 || told[len(told)-1].Total != 3*time.Second {
		t.Errorf("progress %v", told)
	}
}

// TestStillSceneGivesAnInterval holds a picture for a second between two parts that move.
func TestStillSceneGivesAnInterval(t *testing.T) {
	v := made(t, "held.mp4", "-f", "lavfi", "-i", flight, "-vf", "loop=loop=25:size=1:start=30", "-t", "3", "-c:v", "libx264", "-qp", "12", "-g", "100", "-pix_fmt", "yuv420p")
	results, err := Search(t.Context(), v, []*Claim{copied(frame(t, v, 40), synth.Grey())}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	r := results[0]
	if !r.Alignment.Verdict.Accepted() || r.Best.Index < 30 || r.Best.Index > 55 {
		t.Fatalf("%v at frame %d, want one of 30 to 55", r.Alignment.Verdict, r.Best.Index)
	}
	if r.First.Index < 29 || r.Last.Index > 56 || r.Last.Index-r.First.Index < 10 {
		t.Errorf("interval %d to %d, want about 30 to 55", r.First.Index, r.Last.Index)
	}
}

func TestSearchEndsWithItsContext(t *testing.T) {
	v := made(t, "flight.mp4", "-f", "lavfi", "-i", flight, "-t", "1", "-c:v", "mpeg4")
	ctx, cancel := context.WithCancel(t.Context())
	claim := claimOf(picture.FromImage("", synth.Draw(3, synth.Harbour, geom.Size{Width: 480, Height: 320}).Image))
	if _, err := Search(ctx, v, []*Claim{claim}, Options{Progress: func(Progress) { cancel() }}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func TestFramesTriedCount(t *testing.T) {
	a := align.Alignment{Verdict: align.Match, HasNFA: true, Log10NFA: -8}
	if got := Counted(a, 50); got.Verdict != align.Match || got.Log10NFA > -6 {
		t.Errorf("50 frames: %v, %.2f", got.Verdict, got.Log10NFA)
	}
	if got := Counted(a, 1000); got.Verdict != align.Uncertain || got.Log10NFA != -5 {
		t.Errorf("1000 frames: %v, %.2f", got.Verdict, got.Log10NFA)
	}
}

func TestEveningAltersNoPlace(t *testing.T) {
	// A faint dot on a slope stays where it is, and stands out.
	img := image.NewGray(image.Rect(0, 0, 120, 90))
	for y := range 90 {
		for x := range 120 {
			img.SetGray(x, y, color.Gray{uint8(60 + x)})
		}
	}
	for y := 40; y < 44; y++ {
		for x := 70; x < 74; x++ {
			img.SetGray(x, y, color.Gray{img.GrayAt(x, y).Y + 6})
		}
	}
	p := evened(picture.FromImage("", img).Gray(0))
	if p.Size() != (geom.Size{Width: 120, Height: 90}) {
		t.Fatalf("size %v", p.Size())
	}
	best, at := uint8(0), image.Point{}
	for y := 20; y < 70; y++ {
		for x := 20; x < 100; x++ {
			if v := p.Pix()[4*(y*120+x)]; v > best {
				best, at = v, image.Pt(x, y)
			}
		}
	}
	if !at.In(image.Rect(70, 40, 74, 44)) || best < 160 {
		t.Errorf("the brightest place is %v with %d", at, best)
	}
}

func TestCutsAndStillScenesAreTold(t *testing.T) {
	size := geom.Size{Width: 160, Height: 90}
	flat := func(v byte) []byte {
		pix := make([]byte, size.Pixels())
		for i := range pix {
			pix[i] = v
		}
		return pix
	}
	a, b := signatureOf(size, flat(40)), signatureOf(size, flat(90))
	if !a.cut(b) || a.same(b) || !a.same(a) || a.cut(a) {
		t.Error("a cut or a still scene is told wrong")
	}
	moved := flat(40)
	for y := range 12 {
		for x := range 12 {
			moved[(y+40)*size.Width+x+80] = 200
		}
	}
	if c := signatureOf(size, moved); a.same(c) || a.near(c) || a.cut(c) {
		t.Error("a small thing that comes in is neither a still scene nor a cut")
	}
	if c := signatureOf(size, flat(44)); a.same(c) || !a.near(c) {
		t.Error("light that goes up a little is a change, but shows the same")
	}
}

func TestKeyFramesInVainSpareTheirNeighbours(t *testing.T) {
	here, elsewhere := signature{}, signature{}
	for i := range elsewhere {
		elsewhere[i] = 90
	}
	at := func(d time.Duration) moment { return moment{time: d} }
	s := &search{keys: []key{
		{moment: at(0), signature: here},
		{moment: at(2 * time.Second), signature: elsewhere},
		{moment: at(5 * time.Second), signature: here, shows: true},
	}}
	c := &chunk{search: s}
	for _, x := range []struct {
		at   time.Duration
		now  signature
		want bool
		why  string
	}{
		{900 * time.Millisecond, here, true, "just behind a key frame of the same view"},
		{1500 * time.Millisecond, here, false, "beside a key frame of another view"},
		{1500 * time.Millisecond, elsewhere, true, "just before a key frame of the same view"},
		{3500 * time.Millisecond, elsewhere, false, "far from any key frame"},
		{5200 * time.Millisecond, here, false, "beside a key frame that shows the claim"},
	} {
		if got := c.besideKey(x.at, x.now); got != x.want {
			t.Errorf("%s: spared %v", x.why, got)
		}
	}
	for n := range mostHeld {
		c.held = append(c.held, held{Frame: video.Frame{Number: n}})
	}
	if c.spare(); len(c.held) != mostHeld/2 || c.held[len(c.held)-1].Number != mostHeld-1 {
		t.Errorf("%d frames are held, the last %d", len(c.held), c.held[len(c.held)-1].Number)
	}
}

func TestPartsAroundKeyFramesAreReadOnce(t *testing.T) {
	s := &search{total: 10 * time.Second}
	for n := range 5 {
		s.keys = append(s.keys, key{moment: moment{time: time.Duration(2*n) * time.Second}})
	}
	h := &hunt{read: make([]bool, 5), anchors: []anchor{{key: 1, log10NFA: -100}, {key: 2, log10NFA: -20}, {key: 4, log10NFA: -30}}}
	first, then := s.windows(h, h.promising()), s.windows(h, h.anchors)
	if len(first) != 1 || first[0].from != 0 || first[0].to != 4*time.Second {
		t.Errorf("around the clearest: %v", first)
	}
	if len(then) != 1 || then[0].from != 4*time.Second || then[0].to < s.total {
		t.Errorf("around the others: %v", then)
	}
	if again := s.windows(h, h.anchors); len(again) != 0 {
		t.Errorf("read again: %v", again)
	}
	if !then[0].dense {
		t.Error("the last part of a short video is short")
	}
}

func TestWhatShowsInMuchOfAVideoIsNotLookedAtClosely(t *testing.T) {
	s := &search{total: time.Hour}
	for n := range 360 {
		s.keys = append(s.keys, key{moment: moment{time: time.Duration(10*n) * time.Second}})
	}
	for _, x := range []struct {
		anchors int
		dense   bool
	}{{2, true}, {60, false}} {
		h := &hunt{read: make([]bool, len(s.keys))}
		for n := range x.anchors {
			h.anchors = append(h.anchors, anchor{key: 4*n + 1, log10NFA: -20})
		}
		all := s.windows(h, h.anchors)
		if len(all) != x.anchors {
			t.Fatalf("%d stretches around %d key frames", len(all), x.anchors)
		}
		for _, w := range all {
			if w.dense != x.dense {
				t.Errorf("with %d key frames a stretch of %v is dense: %v", x.anchors, s.lasts(w), w.dense)
			}
		}
	}
}

package capture

import (
	"fmt"
	"image"
	"image/color"
	"slices"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// scenes are what the drawn posts show: by night, and the same as bright day.
var scenes = sync.OnceValue(func() []*image.RGBA {
	sizes := []geom.Size{{Width: 960, Height: 640}, {Width: 1000, Height: 560}, {Width: 720, Height: 720}, {Width: 640, Height: 800}}
	var out []*image.RGBA
	for i, size := range sizes {
		scene := synth.Draw(uint64(20+i), synth.Kind(i), size).Image
		out = append(out, scene, daylight(scene))
	}
	return out
})

// daylight turns a scene's tones round and warms them.
func daylight(scene *image.RGBA) *image.RGBA {
	out := image.NewRGBA(scene.Rect)
	for y := range scene.Rect.Dy() {
		for x := range scene.Rect.Dx() {
			c := scene.RGBAAt(x, y)
			out.SetRGBA(x, y, color.RGBA{255 - c.R/2, 245 - c.G*3/4, 235 - c.B*7/8, 255})
		}
	}
	return out
}

// sample is a drawn capture and how it was saved.
type sample struct {
	post    synth.Post
	quality int // of JPEG; 0 is without loss
	capture synth.Capture
}

func (s sample) String() string {
	return fmt.Sprintf("%+v quality %d %v", s.post, s.quality, s.capture.Pictures)
}

// drawn draws the capture of that number with scenes in it.
func drawn(n int) sample {
	s, all := sampleOf(n), scenes()
	pictures := []*image.RGBA{all[n*5%len(all)]}
	if n%6 == 5 {
		pictures = append(pictures, all[(n*5+3)%len(all)])
	}
	s.draw(uint64(n), pictures...)
	return s
}

// sampleOf returns how the capture of that number is drawn: interfaces, themes,
// widths, corners, bars, letterings and qualities in all combinations.
func sampleOf(n int) sample {
	s := sample{post: synth.Post{
		Interface: synth.Interface(n % 4), Dark: n/4%2 == 1, Width: [3]int{720, 1080, 540}[n/8%3],
		Rounded: n/3%2 == 1, Bars: n%7 == 3, Lettered: n/2%3 == 1,
	}, quality: [4]int{0, 90, 0, 70}[n/5%4]}
	if s.post.Interface == synth.DesktopFeed {
		s.post.Width = [3]int{1440, 1920, 1280}[n/8%3]
	}
	return s
}

func (s *sample) draw(seed uint64, pictures ...*image.RGBA) {
	s.capture = synth.DrawPost(seed, pictures, s.post)
	if s.quality > 0 {
		s.capture.Image = synth.Spread(s.capture.Image, synth.JPEG(s.quality)).Image
	}
}

// edgeError returns the error of the side that is off most, in pixels.
func edgeError(a, b image.Rectangle) int {
	worst := 0
	for _, d := range [4]int{a.Min.X - b.Min.X, a.Min.Y - b.Min.Y, a.Max.X - b.Max.X, a.Max.Y - b.Max.Y} {
		worst = max(worst, d, -d)
	}
	return worst
}

func find(img image.Image) []Proposal {
	return Find(picture.NewPyramid(picture.FromImage("capture", img)))
}

// nearest returns the proposal that is off least, and its place in the order; −1 where there is none.
func nearest(found []Proposal, truth image.Rectangle) (worst, place int) {
	worst, place = 1<<30, -1
	for i, p := range found {
		if e := edgeError(p.Part, truth); e < worst {
			worst, place = e, i
		}
	}
	return worst, place
}

// score counts what came of a set of captures.
type score struct {
	off           []int // for each picture, by the nearest proposal: of the worst side, pixels
	first         int   // pictures proposed in their place of the order, within 2 px
	clear, untrue int   // proposals said to be clear; those of them more than 2 px off
}

func (k *score) add(t *testing.T, s sample) {
	t.Helper()
	found := find(s.capture.Image)
	for i, truth := range s.capture.Pictures {
		worst, place := nearest(found, truth)
		k.off = append(k.off, worst)
		if worst <= 2 && place == i {
			k.first++
		}
		if worst > 2 {
			t.Logf("missed: %v: %v", s, found)
		}
	}
	for _, p := range found {
		if p.Certainty != Clear {
			continue
		}
		k.clear++
		if !slices.ContainsFunc(s.capture.Pictures, func(r image.Rectangle) bool { return edgeError(p.Part, r) <= 2 }) {
			k.untrue++
			t.Logf("clear and wrong: %v: %v", s, p)
		}
	}
}

// within returns for how many pictures no side is off by more.
func (k *score) within(px int) (n int) {
	for _, e := range k.off {
		if e <= px {
			n++
		}
	}
	return n
}

func (k *score) String() string {
	return fmt.Sprintf("%d pictures: %d exact, %d within 1 px, %d within 2; %d of them in their place; %d clear, %d of them wrong",
		len(k.off), k.within(0), k.within(1), k.within(2), k.first, k.clear, k.untrue)
}

// trials is how many captures the long form draws; the short one every fifth.
const trials = 240

func TestPicturesInDrawnPostsAreFound(t *testing.T) {
	var k score
	step := 5
	if every {
		step = 1
	}
	for n := 0; n < trials; n += step {
		k.add(t, drawn(n))
	}
	t.Log(&k)
	if all := len(k.off); k.within(1) < all*9/10 || k.within(0) < all*4/5 || k.first < all*9/10 || k.untrue > k.clear/50 {
		t.Error("fewer are found than were when this was measured")
	}
}

func TestNothingIsFoundWhereThereIsNoPicture(t *testing.T) {
	for n := range 40 {
		post := synth.Post{Interface: [3]synth.Interface{synth.PhoneFeed, synth.PhoneCard, synth.DesktopFeed}[n%3], Dark: n/3%2 == 1, Width: 720}
		if post.Interface == synth.DesktopFeed {
			post.Width = 1440
		}
		img := synth.DrawPost(uint64(n), nil, post).Image
		if n%2 == 1 {
			img = synth.Spread(img, synth.JPEG(75)).Image
		}
		if found := find(img); len(found) > 0 {
			t.Errorf("%d %+v: %v", n, post, found)
		}
	}
	for i, scene := range scenes() {
		if found := find(scene); len(found) > 0 {
			t.Errorf("scene %d: a picture in a picture: %v", i, found)
		}
	}
}

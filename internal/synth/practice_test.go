package synth

import (
	"bytes"
	"fmt"
	"image"
	"os"
	"runtime"
	"slices"
	"strconv"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// drawers are the subjects of this package. share is how much of what changes
// markedly from one moment to the next must lie in what is named as moved:
// water, smoke, shadows and what a floor mirrors change beyond it.
var drawers = []struct {
	name  string
	draw  Drawer
	share float64
}{
	{"harbour from above", HarbourFromAbove, 0.75},
	{"football crowd", FootballCrowd, 0.9},
	{"factory fire", FactoryFire, 0.7},
	{"weather radar", WeatherRadar, 0.9},
	{"document", DocumentPhoto, 0.75},
	{"studio", NewsStudio, 0.6},
}

var practiceSize = geom.Size{Width: 300, Height: 200}

func TestPracticePictureFollowsFromSeedAndMomentAlone(t *testing.T) {
	for _, d := range drawers {
		before := runtime.GOMAXPROCS(7)
		one := d.draw(5, 0, practiceSize)
		runtime.GOMAXPROCS(1)
		again := d.draw(5, 0, practiceSize)
		runtime.GOMAXPROCS(before)
		if !bytes.Equal(one.Image.Pix, again.Image.Pix) || !slices.Equal(one.Parts, again.Parts) {
			t.Errorf("%s differs from one drawing to the next", d.name)
		}
		if testing.Short() {
			continue
		}
		later := d.draw(5, 1, practiceSize)
		checkMoments(t, d.name, one, later, d.share)
		other := d.draw(6, 0, practiceSize)
		if bytes.Equal(one.Image.Pix, other.Image.Pix) {
			t.Errorf("%s doesn't follow its seed", d.name)
		}
	}
}

// checkMoments holds what changed from one moment to another against the boxes of what moved.
func checkMoments(t *testing.T, name string, one, later Practice, share float64) {
	t.Helper()
	moved := one.Moved(later)
	if len(moved) == 0 || len(one.Parts) == 0 {
		t.Fatalf("%s: nothing moves", name)
	}
	bounds := geom.Size{Width: one.Image.Rect.Dx(), Height: one.Image.Rect.Dy()}.Rect()
	for _, r := range one.Parts {
		if r.Box.Intersect(bounds) != r.Box || r.Box.Empty() {
			t.Errorf("%s: %s lies at %v", name, r.Name, r.Box)
		}
	}
	in, all := 0, 0
	for y := range one.Image.Rect.Dy() {
		for x := range one.Image.Rect.Dx() {
			if apart(one.Image, later.Image, x, y) < 60 {
				continue
			}
			all++
			if slices.ContainsFunc(moved, func(r geom.Rect) bool {
				return float64(x) > r.MinX-8 && float64(x) < r.MaxX+8 && float64(y) > r.MinY-8 && float64(y) < r.MaxY+8
			}) {
				in++
			}
		}
	}
	if all < 20 || float64(in) < share*float64(all) {
		t.Errorf("%s: of %d pixels that changed %d lie in what moved", name, all, in)
	}
}

// apart is the largest difference of two pictures' colours at a pixel.
func apart(a, b *image.RGBA, x, y int) int {
	i := a.PixOffset(x, y)
	most := 0
	for k := range 3 {
		d := int(a.Pix[i+k]) - int(b.Pix[i+k])
		most = max(most, d, -d)
	}
	return most
}

// The long form: as many seeds as the variable says, three moments of each.
func TestPracticePicturesOfManySeedsMoveWhereTheySaySo(t *testing.T) {
	seeds, err := strconv.Atoi(os.Getenv("MOTBILDE_PRACTICE"))
	if err != nil {
		t.Skip("set MOTBILDE_PRACTICE to a number of seeds")
	}
	size := geom.Size{Width: 600, Height: 400}
	for _, d := range drawers {
		var last Practice
		for seed := range uint64(seeds) {
			name := fmt.Sprintf("%s, seed %d", d.name, seed)
			one := d.draw(seed, 0, size)
			for moment := 1; moment <= 2; moment++ {
				checkMoments(t, fmt.Sprintf("%s, moment %d", name, moment), one, d.draw(seed, moment, size), d.share-0.1)
			}
			if last.Image != nil && bytes.Equal(last.Image.Pix, one.Image.Pix) {
				t.Errorf("%s is like the seed before", name)
			}
			last = one
		}
	}
}

func TestAnotherSumOnTheDocumentChangesItsBoxAlone(t *testing.T) {
	own, other := DocumentPhoto(5, 0, practiceSize), DocumentWithSum(5, 0, practiceSize, "99 999,00")
	box, ok := other.Part(RegionSum)
	if !ok {
		t.Fatal("the sum is not in view")
	}
	in := 0
	for y := range practiceSize.Height {
		for x := range practiceSize.Width {
			if apart(own.Image, other.Image, x, y) == 0 {
				continue
			}
			if float64(x) < box.MinX-2 || float64(x) > box.MaxX+1 || float64(y) < box.MinY-2 || float64(y) > box.MaxY+1 {
				t.Fatalf("(%d, %d) differs, outside %v", x, y, box)
			}
			in++
		}
	}
	if in < 5 {
		t.Errorf("%d pixels differ", in)
	}
}

func TestMovedNamesWhatIsElsewhereOrGone(t *testing.T) {
	box := func(x float64) geom.Rect { return geom.Rect{MinX: x, MinY: 0, MaxX: x + 10, MaxY: 10} }
	one := Practice{Parts: []Region{{"a", box(0)}, {"b", box(20)}, {"c", box(40)}}}
	other := Practice{Parts: []Region{{"a", box(0)}, {"b", box(25)}, {"d", box(60)}}}
	got := one.Moved(other)
	if want := []geom.Rect{box(20), box(40), box(25), box(60)}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTownFilmMovesFromFrameToFrame(t *testing.T) {
	film := PracticeFilm(5)
	film.Size = geom.Size{Width: 240, Height: 135}
	one, next := film.Frame(60), film.Frame(61)
	if bytes.Equal(one.Pix, next.Pix) || !bytes.Equal(one.Pix, film.Frame(60).Pix) {
		t.Error("a frame is like its neighbour, or unlike itself")
	}
	if end := film.At(film.Frames); end.Seconds() != 20 {
		t.Errorf("the film ends after %v", end)
	}
}

func BenchmarkPractice1600(b *testing.B) {
	for _, d := range drawers {
		b.Run(d.name, func(b *testing.B) {
			for i := range b.N {
				d.draw(uint64(i), 0, geom.Size{Width: 1600, Height: 1067})
			}
		})
	}
}

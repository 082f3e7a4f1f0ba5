package scenery

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

var small = geom.Size{Width: 240, Height: 160}

var subjectNames = [...]string{"square", "flood", "march", "pass", "camp", "wildfire"}

func TestPlacesAreTheSameOnAnyNumberOfCores(t *testing.T) {
	size := geom.Size{Width: 120, Height: 80}
	many := Camp.Draw(3, 1, View{}, size)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	one := Camp.Draw(3, 1, View{}, size)
	if !bytes.Equal(many.Image.Pix, one.Image.Pix) {
		t.Errorf("the picture differs between one core and %d", runtime.NumCPU())
	}
}

func TestAnotherMomentMovesWhatHasANameAndNothingElse(t *testing.T) {
	for _, s := range []Subject{Square, Flood} {
		first, second := s.Draw(1, 0, View{}, small), s.Draw(1, 1, View{}, small)
		moved := first.Moved(second)
		if len(moved) < 3 {
			t.Fatalf("%s: only %d boxes differ", subjectNames[s], len(moved))
		}
		// Away from the boxes, and from the shadows and lights around them, little differs.
		outside, differs := 0, 0
		for y := range small.Height {
			for x := range small.Width {
				if beside(moved, float64(x), float64(y)) {
					continue
				}
				outside++
				i := first.Image.PixOffset(x, y)
				a, b := int(first.Image.Pix[i+1]), int(second.Image.Pix[i+1])
				if a-b > 24 || b-a > 24 {
					differs++
				}
			}
		}
		if outside < small.Width*small.Height/4 || differs > outside/50 {
			t.Errorf("%s: %d of %d pixels outside the boxes differ", subjectNames[s], differs, outside)
		}
	}
}

func beside(boxes []geom.Rect, x, y float64) bool {
	for _, b := range boxes {
		if b.Grown(8).Contains(geom.Point{X: x, Y: y}) {
			return true
		}
	}
	return false
}

func TestASeedChoosesThePlace(t *testing.T) {
	for _, s := range Subjects() {
		size := geom.Size{Width: 60, Height: 40}
		a, b := s.Draw(1, 0, View{}, size), s.Draw(2, 0, View{}, size)
		sum := 0
		for i := range a.Image.Pix {
			d := int(a.Image.Pix[i]) - int(b.Image.Pix[i])
			sum += max(d, -d)
		}
		if mean := float64(sum) / float64(len(a.Image.Pix)); mean < 6 {
			t.Errorf("%s: two seeds differ by %.1f levels", subjectNames[s], mean)
		}
	}
}

// TestLook writes the pictures into the folder that MOTBILDE_LOOK names, for eyes.
func TestLook(t *testing.T) {
	folder := os.Getenv("MOTBILDE_LOOK")
	if folder == "" {
		t.Skip("MOTBILDE_LOOK names no folder")
	}
	only := os.Getenv("MOTBILDE_LOOK_AT")
	for _, s := range Subjects() {
		for k := range 3 {
			name := subjectNames[s] + "-" + strconv.Itoa(k)
			if only != "" && only != name {
				continue
			}
			seed, moment := uint64(1), k
			if k == 2 {
				seed, moment = 2, 0
			}
			write(t, filepath.Join(folder, name+".png"), s.Draw(seed, moment, View{}, geom.Size{Width: 900, Height: 600}))
		}
	}
}

func write(t *testing.T, path string, p synth.Practice) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, p.Image); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

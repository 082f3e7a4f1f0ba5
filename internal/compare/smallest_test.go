package compare

import (
	"context"
	"image"
	"image/color"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// planted returns the picture with a square made lighter or darker by so many levels.
func planted(y *picture.Pyramid, at image.Rectangle, by int) *picture.Pyramid {
	src := y.Level(0).Image()
	img := image.NewNRGBA(src.Rect)
	copy(img.Pix, src.Pix)
	add := func(v uint8) uint8 { return uint8(min(max(int(v)+by, 0), 255)) }
	for v := at.Min.Y; v < at.Max.Y; v++ {
		for u := at.Min.X; u < at.Max.X; u++ {
			c := img.NRGBAAt(u, v)
			img.SetNRGBA(u, v, color.NRGBA{add(c.R), add(c.G), add(c.B), c.A})
		}
	}
	return picture.NewPyramid(picture.FromImage("planted", img))
}

// TestWhatIsSaidToBeFoundIsFound plants squares of the stated size and depth at
// random told places, and looks for a region there.
func TestWhatIsSaidToBeFoundIsFound(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many differences")
	}
	r := rand.New(rand.NewPCG(3, 9))
	kinds := map[string]int{"jpeg20": 1, "grey": 1, "down25": 1, "tone": 1, "screen": 1}
	type tally struct{ found, all int }
	tallies := map[string]*tally{}
	for _, p := range allDevPairs(t) {
		if kinds[p.Kind] == 0 {
			continue
		}
		kinds[p.Kind]--
		pair := p.pair(t)
		m := differenceOf(t, pair)
		s := m.Smallest
		for _, c := range []struct {
			name   string
			side   int
			levels float64
		}{
			{"usual side", s.Side, smallestStep},
			{"usual levels", 2 * s.Side, s.Levels},
			{"busy side", s.BusySide, smallestStep},
			{"busy levels", 2 * s.BusySide, s.BusyLevels},
		} {
			if c.side == 0 {
				continue
			}
			for range 3 {
				at, ok := toldSquare(r, m, pair.Claimed.Size(), c.side)
				if !ok {
					continue
				}
				by := int(c.levels + 1)
				if mean(pair.Claimed, at) > 127 {
					by = -by
				}
				with := pair
				with.Claimed = planted(pair.Claimed, at, by)
				k := tallies[c.name]
				if k == nil {
					k = &tally{}
					tallies[c.name] = k
				}
				k.all++
				for _, region := range differenceOf(t, with).Regions {
					if region.Box.Overlaps(at) {
						k.found++
						break
					}
				}
			}
		}
	}
	for name, k := range tallies {
		t.Logf("%s: %d of %d found", name, k.found, k.all)
		// Half and nine tenths are said; some tries stray.
		least := 0.45
		if name[:4] == "busy" {
			least = 0.8
		}
		if float64(k.found) < least*float64(k.all) {
			t.Errorf("%s: too few", name)
		}
	}
}

func differenceOf(t *testing.T, p Pair) *Map {
	t.Helper()
	m, err := Difference(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func mean(y *picture.Pyramid, at image.Rectangle) float64 {
	sum := 0.0
	for v := at.Min.Y; v < at.Max.Y; v++ {
		for u := at.Min.X; u < at.Max.X; u++ {
			c := y.Level(0).Image().NRGBAAt(u, v)
			sum += float64(c.R)*0.299 + float64(c.G)*0.587 + float64(c.B)*0.114
		}
	}
	return sum / float64(at.Dx()*at.Dy())
}

// toldSquare returns a square all of whose corners and middle are told.
func toldSquare(r *rand.Rand, m *Map, size geom.Size, side int) (image.Rectangle, bool) {
	if 3*side >= min(size.Width, size.Height) {
		return image.Rectangle{}, false
	}
	for range 200 {
		at := image.Rect(0, 0, side, side).Add(image.Pt(side+r.IntN(size.Width-3*side), side+r.IntN(size.Height-3*side)))
		told := true
		for _, q := range []image.Point{at.Min, at.Max, {X: at.Min.X, Y: at.Max.Y}, {X: at.Max.X, Y: at.Min.Y}, at.Min.Add(image.Pt(side/2, side/2))} {
			_, known := m.At(geom.Point{X: float64(q.X) + 0.5, Y: float64(q.Y) + 0.5})
			told = told && known == Told
		}
		if told {
			return at, true
		}
	}
	return image.Rectangle{}, false
}

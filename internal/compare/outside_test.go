package compare

import (
	"image/color"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

// inOutline makes a pair of a red claim on a candidate of blue, and says which
// candidate pixels lie within the outline by their centres.
func inOutline(candidateFromClaimed geom.Map) (p Pair, inside func(x, y int) bool) {
	claimed, candidate := geom.Size{Width: 60, Height: 40}, geom.Size{Width: 120, Height: 90}
	flat := func(key string, size geom.Size, c color.NRGBA) Pair {
		return Pair{Claimed: drawn(key, size, func(float64, float64) color.NRGBA { return c })}
	}
	p = Pair{
		Claimed:              flat("red", claimed, color.NRGBA{200, 0, 0, 255}).Claimed,
		Candidate:            flat("blue", candidate, color.NRGBA{0, 0, 200, 255}).Claimed,
		CandidateFromClaimed: candidateFromClaimed, Placed: true,
	}
	back, _ := candidateFromClaimed.Inverse()
	return p, func(x, y int) bool {
		q := back.Apply(geom.Point{X: float64(x) + .5, Y: float64(y) + .5})
		return q.X >= 0 && q.Y >= 0 && q.X < float64(claimed.Width) && q.Y < float64(claimed.Height)
	}
}

func TestOutsideShowsTheCandidateAndTheClaimInItsPlace(t *testing.T) {
	middle := geom.Translation(60, 45)
	back := geom.Translation(-30, -20)
	for name, m := range map[string]geom.Map{
		"a crop":          geom.Translation(20, 30),
		"reduced":         geom.Translation(20.3, 10.7).After(geom.Scaling(1.5, 1.5)),
		"mirrored":        geom.Translation(20, 30).After(geom.Mirroring(60)),
		"turned":          middle.After(geom.Rotation(.5)).After(back),
		"turned left":     middle.After(geom.Map{0, 1, 0, -1, 0, 0, 0, 0, 1}).After(back),
		"perspective":     middle.After(geom.Map{1.1, .05, 3, -.04, 1.05, -2, 4e-3, -3e-3, 1}).After(back),
		"beyond the edge": geom.Translation(-20, 70),
	} {
		p, inside := inOutline(m)
		size := p.Candidate.Size()
		for _, view := range []struct {
			inside Inside
			colour color.RGBA
		}{
			{InsideClaim, color.RGBA{200, 0, 0, 255}},
			{InsideCandidate, color.RGBA{0, 0, 200, 255}},
			{InsideDimmed, color.RGBA{10, 12, 114, 255}},
		} {
			img := rendered(t, p, View{Mode: OutsideMode, StageFromCandidate: geom.Identity(), Inside: view.inside, Light: 0.5}, size)
			wrong := 0
			for y := range size.Height {
				for x := range size.Width {
					want := color.RGBA{0, 0, 200, 255}
					if inside(x, y) {
						want = view.colour
					}
					if img.RGBAAt(x, y) != want {
						wrong++
					}
				}
			}
			if wrong > 2 { // a centre may lie on an edge to the last bit
				t.Errorf("%s, %v: %d pixels are of the wrong picture", name, view.inside, wrong)
			}
		}
	}
}

func TestOutsideLeavesWhatIsNotTheCandidateToTheGround(t *testing.T) {
	p, _ := inOutline(geom.Translation(-20, 70))
	ground := color.RGBA{20, 20, 20, 255}
	img := rendered(t, p, View{Mode: OutsideMode, StageFromCandidate: geom.Translation(30, 10), Ground: ground}, geom.Size{Width: 200, Height: 140})
	for y := range 140 {
		for x := range 200 {
			on := x >= 30 && x < 150 && y >= 10 && y < 100
			if c := img.RGBAAt(x, y); (c == ground) == on {
				t.Fatalf("%v at %d, %d", c, x, y)
			}
		}
	}
}

func TestOutsideNeedsAPlacement(t *testing.T) {
	p, _ := inOutline(geom.Identity())
	p.Placed = false
	if _, err := Render(t.Context(), p, View{Mode: OutsideMode}, geom.Size{Width: 10, Height: 10}); err != ErrNotPlaced {
		t.Errorf("got %v", err)
	}
}

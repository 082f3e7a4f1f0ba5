package compare

import (
	"image"
	"math"

	"github.com/lucasb-eyer/go-colorful"

	"github.com/motbilde/motbilde/internal/geom"
)

// Region is a part of the claim that differs from the candidate beyond what
// tone, light, sharpness, noise and compression explain. It says where and by
// how much, never what it is, and never which picture came first.
type Region struct {
	Box      image.Rectangle // claim pixels
	Share    float64         // of the claim's area, 0 to 1: the region's own pixels, not its box
	Strength float64         // mean z, in units of the noise
	Peak     float64         // greatest z
	// Log10NFA is the decimal logarithm of the number of regions as strong that
	// are expected in a pair without edits; see scales. It is counted to −30.
	Log10NFA float64
	// DeltaL is how much lighter the claim is there than the candidate after
	// tone: the mean of CIE L*, −100 to 100.
	DeltaL float64
	// DeltaE is the colour difference CIEDE2000 of the mean colours; it means
	// something where HasColour says that both pictures have colour.
	DeltaE    float64
	HasColour bool
	// Side says on which picture the region's outline can be seen.
	Side Side
}

// Side says on which of the two pictures a region is a thing of its own.
type Side int

// The sides. None of them says which picture came first.
const (
	// Differs: the pixels don't allow to tell.
	Differs Side = iota
	// OnClaim: an outline stands on the claim, and nothing there on the candidate.
	OnClaim
	// OnCandidate: an outline stands on the candidate, and nothing there on the claim.
	OnCandidate
)

// String returns the side's stable name.
func (s Side) String() string {
	switch s {
	case OnClaim:
		return "claimed"
	case OnCandidate:
		return "candidate"
	case Differs:
	}
	return "differs"
}

// describe measures a region from its pixels.
func (d *measuring) describe(core []int32) Region {
	w := d.Size.Width
	var box image.Rectangle
	var z, lightness float64
	for _, j := range core {
		x, y := int(j)%w, int(j)/w
		box = box.Union(image.Rect(x, y, x+1, y+1))
		z += float64(d.Z[j]) / ZUnit
		lightness += lightnessOf(d.claimed[j]) - lightnessOf(d.predicted[j])
	}
	n := float64(len(core))
	claimedFromPlane, _ := d.PlaneFromClaimed.Inverse()
	first := claimedFromPlane.Apply(geom.Point{X: float64(box.Min.X), Y: float64(box.Min.Y)})
	last := claimedFromPlane.Apply(geom.Point{X: float64(box.Max.X), Y: float64(box.Max.Y)})
	const rounding = 1e-6 // of a pixel, so that a whole number stays one
	r := Region{
		Box: image.Rect(int(math.Floor(first.X+rounding)), int(math.Floor(first.Y+rounding)),
			int(math.Ceil(last.X-rounding)), int(math.Ceil(last.Y-rounding))),
		Share: n / float64(len(d.squares)), Strength: z / n,
		DeltaL: lightness / n, HasColour: d.HasColour,
		Side: d.sideOf(core),
	}
	if d.HasColour {
		r.DeltaE = d.colourDistance(core)
	}
	return r
}

// lightnessOf returns CIE L* of a grey level of sRGB.
func lightnessOf(level float32) float64 {
	v := min(max(float64(level)/255, 0), 1)
	l, _, _ := colorful.Color{R: v, G: v, B: v}.Lab()
	return 100 * l
}

// colourDistance returns CIEDE2000 between the mean colours of the claim and of
// the candidate after tone and light.
func (d *measuring) colourDistance(core []int32) float64 {
	w := d.Size.Width
	var a, b [3]float64
	for _, j := range core {
		gain, bias := d.Light.row(int(j)/w - d.Light.Over.Min.Y)(int(j)%w - d.Light.Over.Min.X)
		q, r := d.pixels.claimed[j], d.Tone.channels(d.pixels.candidate[j])
		for k := range a {
			a[k] += float64(q >> (8 * k) & 0xFF)
			b[k] += float64(gain*float64(r[k])) + bias
		}
	}
	colour := func(sum [3]float64) colorful.Color {
		k := 1 / (255 * float64(len(core)))
		return colorful.Color{R: sum[0] * k, G: sum[1] * k, B: sum[2] * k}.Clamped()
	}
	return 100 * colour(a).DistanceCIEDE2000(colour(b))
}

// A thing laid over a picture has an outline of its own, and what it covers
// goes on beneath it. So along the outline of a region the picture that holds
// the thing is steep across it, and the other one as steep as anywhere.
const (
	// clearer is by how much the steepness across the outline must be greater
	// on one picture than on the other, and clearLevels its least value in
	// levels a pixel; measured on the dev set's overlays and edits, see docs.
	clearer     = 1.8
	clearLevels = 3
	// leastOutline is the least number of outline pixels that are judged.
	leastOutline = 12
)

// sideOf compares both pictures along the outline of a region.
func (d *measuring) sideOf(core []int32) Side {
	w, h := d.Size.Width, d.Size.Height
	in := make(map[int32]bool, len(core))
	for _, j := range core {
		in[j] = true
	}
	var steepClaim, steepFound float64
	n := 0
	for _, j := range core {
		x, y := int(j)%w, int(j)/w
		if x < 2 || y < 2 || x >= w-2 || y >= h-2 {
			continue
		}
		// The way out: away from the region's pixels among the eight neighbours.
		var ox, oy float64
		for v := -1; v <= 1; v++ {
			for u := -1; u <= 1; u++ {
				if !in[j+int32(v*w+u)] {
					ox += float64(u)
					oy += float64(v)
				}
			}
		}
		length := math.Hypot(ox, oy)
		if length < 1 {
			continue
		}
		n++
		steepClaim += acrossOutline(d.claimed, w, x, y, ox/length, oy/length)
		steepFound += acrossOutline(d.predicted, w, x, y, ox/length, oy/length)
	}
	if n < leastOutline {
		return Differs
	}
	claim, found := steepClaim/float64(n), steepFound/float64(n)
	switch {
	case claim > clearer*found && claim > clearLevels:
		return OnClaim
	case found > clearer*claim && found > clearLevels:
		return OnCandidate
	}
	return Differs
}

// acrossOutline returns how much a plane changes over two pixels either side of a place
// in a direction, in levels: the greatest step of those near the outline.
func acrossOutline(plane []float32, w, x, y int, dx, dy float64) float64 {
	at := func(k float64) float64 {
		return float64(plane[(y+int(math.Round(k*dy)))*w+x+int(math.Round(k*dx))])
	}
	return max(math.Abs(at(2)-at(0)), math.Abs(at(1)-at(-1)), math.Abs(at(0)-at(-2)))
}

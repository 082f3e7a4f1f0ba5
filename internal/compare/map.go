package compare

import (
	"github.com/motbilde/motbilde/internal/geom"
)

// Map is the difference of a pair: for each place of the claim how far the
// two pictures differ there in units of what tone, noise and compression
// explain, and where that can't be told. It is immutable.
type Map struct {
	// Size is that of the plane; it covers the claim.
	Size geom.Size
	// PlaneFromClaimed carries claim pixels to plane pixels: a scale.
	PlaneFromClaimed geom.Map
	// Z holds the difference × ZUnit by rows, clipped at 65535 / ZUnit.
	Z []uint16
	// Mask says for each pixel of the plane whether Z means anything.
	Mask []Known
	Tone Tone
	// NoiseLevels is the median noise, in grey levels of the claim.
	NoiseLevels float64
}

// ZUnit is what one × noise is in Map.Z.
const ZUnit = 256

// Known says what can be told of a place.
type Known uint8

// What can be told of a place.
const (
	// Told: both pictures show it, and Z says how far they differ.
	Told Known = iota
	// Outside: the candidate, or the claim, has no pixels there.
	Outside
	// Clipped: the tone of one picture was cut off there; differences would not be seen.
	Clipped
)

// At returns the difference at a claim point and whether it can be told.
func (m *Map) At(p geom.Point) (z float64, known Known) {
	q := m.PlaneFromClaimed.Apply(p)
	if !m.Size.Rect().Contains(q) {
		return 0, Outside
	}
	i := int(q.Y)*m.Size.Width + int(q.X)
	return float64(m.Z[i]) / ZUnit, m.Mask[i]
}

// Tone says how the candidate's luma becomes the claim's: a monotone curve.
type Tone struct {
	Curve    [256]float32 // the claim's luma for each luma of the candidate
	Inverted bool         // the curve falls
}

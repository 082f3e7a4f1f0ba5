package compare

import (
	"image"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Reading is what both pictures hold at one pixel of the claim.
type Reading struct {
	At      image.Point // the claim's pixel
	Covered bool        // it must not be seen: nothing else is told of it
	Claimed color.NRGBA // as it is

	// Found says that the candidate is placed and shows that pixel; then
	// CandidateAt is where, in its own pixels, and Candidate what it holds: the
	// mean over the pixel, as it is drawn and compared.
	Found       bool
	CandidateAt geom.Point
	Candidate   color.NRGBA

	// Measured says that there is a difference; Known what it tells here.
	Measured bool
	Known    Known
	// Predicted is the luma that the candidate would have in the claim's tone
	// and light, in grey levels; it counts where Found and Measured.
	Predicted float64
	Z         float64 // in units of the noise; counts where Known is Told
	Region    int     // index in Map.Regions of the smallest box about the pixel; −1 is none
}

// Luma returns 0.299 R + 0.587 G + 0.114 B of a colour, in grey levels.
func Luma(c color.NRGBA) float64 {
	return 0.299*float64(c.R) + float64(0.587*float64(c.G)) + float64(0.114*float64(c.B))
}

// Inspect reads both pictures at a point of the claim; ok is false outside it.
func Inspect(p Pair, at geom.Point) (r Reading, ok bool) {
	if p.Claimed == nil || !p.Claimed.Size().Rect().Contains(at) {
		return Reading{}, false
	}
	size := p.Claimed.Size()
	x, y := min(int(at.X), size.Width-1), min(int(at.Y), size.Height-1)
	pix := p.Claimed.Level(0).Pix()[4*(y*size.Width+x):]
	r = Reading{At: image.Pt(x, y), Claimed: color.NRGBA{pix[0], pix[1], pix[2], pix[3]}, Region: -1}
	centre := geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}
	var q uint32
	if p.Candidate != nil && p.Placed && p.CandidateFromClaimed.Valid() {
		var line, scratch [4]uint32
		l := newLayer(p.Candidate, p.CandidateFromClaimed, size.Rect().Centre(), size, true)
		l.row(line[:1], x, y, scratch[:])
		q = line[0]
		if r.Found = q>>24 == 255; r.Found {
			r.CandidateAt = p.CandidateFromClaimed.Apply(centre)
			r.Candidate = color.NRGBA{uint8(q), uint8(q >> 8), uint8(q >> 16), 255}
		}
	}
	m := p.Map
	if m == nil {
		return r, true
	}
	r.Measured = true
	r.Z, r.Known = m.At(centre)
	if r.Found {
		r.Predicted = m.predictedAt(q, m.PlaneFromClaimed.Apply(centre))
	}
	r.Region = m.RegionAt(centre, 0)
	return r, true
}

// predictedAt returns a candidate's pixel in the claim's tone and light at a place of the plane.
func (m *Map) predictedAt(q uint32, at geom.Point) float64 {
	gain, bias := 1.0, 0.0
	if m.Light.Used {
		gain, bias = m.Light.row(int(at.Y) - m.Light.Over.Min.Y)(int(at.X) - m.Light.Over.Min.X)
	}
	return min(max(float64(gain*float64(m.Tone.predict(q)))+bias, 0), 255)
}

// RegionAt returns the index of the smallest region whose box holds a point of
// the claim, or comes within so many claim pixels of it; −1 is none.
func (m *Map) RegionAt(p geom.Point, within float64) int {
	found, least := -1, math.Inf(1)
	for i, r := range m.Regions {
		b := r.Box
		box := geom.Rect{
			MinX: float64(b.Min.X) - within, MinY: float64(b.Min.Y) - within,
			MaxX: float64(b.Max.X) + within, MaxY: float64(b.Max.Y) + within,
		}
		if area := float64(b.Dx() * b.Dy()); box.Contains(p) && area < least {
			found, least = i, area
		}
	}
	return found
}

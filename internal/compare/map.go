package compare

import (
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// Map is the difference of a pair: for each place of the claim how far the
// two pictures differ there in units of what tone, noise and compression
// explain, and where that can't be told. It is immutable; see Difference.
type Map struct {
	// Size is that of the plane, which covers the claim.
	Size geom.Size
	// PlaneFromClaimed carries claim pixels to plane pixels: a scale.
	PlaneFromClaimed geom.Map
	// Z holds the difference × ZUnit by rows, clipped at 65535 / ZUnit. Where
	// it can't be told it is 0.
	Z []uint16
	// Mask says for each pixel of the plane whether Z means anything.
	Mask []Known
	// Preview says that this is a coarse look at luma; see Preview.
	Preview bool
	// Tone is the curve that was taken out, and Light what was smooth besides.
	Tone  Tone
	Light Light
	// HasColour says that both pictures have colour, and that it was compared.
	HasColour bool
	// Regions are the parts that differ, strongest first; none where all that
	// differs may be chance.
	Regions []Region
	// Smallest says how small a change would have been found.
	Smallest Smallest
	// NoiseLevels is the median noise of the comparison, in grey levels.
	NoiseLevels float64
	// ToldShare is the share of the claim's area where the difference can be told, 0 to 1.
	ToldShare float64
	// Shares parts the claim's area by what is told of it.
	Shares Shares

	levels []*zLevel // Z and Mask at full, half, quarter … size, for drawing
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
	// Clipped: tone was cut off there; both come out equally black or white
	// whatever the candidate shows.
	Clipped
	// Coarse: below the resolution of the comparison; noise, texture and
	// compression would hide even a strong change.
	Coarse
)

// Shares are the four masks of a difference as shares of the claim's area, 0
// to 1 together.
type Shares struct {
	Same            float64 // told, and in no region
	Changed         float64 // in a region
	NotComparable   float64 // one of the two has no pixels there, or tone was cut off
	BelowResolution float64 // noise, texture and compression would hide even a strong change
}

// countShares fills Shares from the finished mask and regions.
func (m *Map) countShares() {
	counts := make([][Coarse + 1]int, rows.Bands(m.Size.Height))
	rows.Each(m.Size.Height, func(band, y0, y1 int) {
		for _, k := range m.Mask[m.Size.Width*y0 : m.Size.Width*y1] {
			counts[band][k]++
		}
	})
	var all [Coarse + 1]int
	for _, c := range counts {
		for k, n := range c {
			all[k] += n
		}
	}
	share := func(n int) float64 { return float64(n) / float64(max(1, len(m.Mask))) }
	m.Shares = Shares{NotComparable: share(all[Outside] + all[Clipped]), BelowResolution: share(all[Coarse])}
	for _, r := range m.Regions {
		m.Shares.Changed += r.Share
	}
	m.Shares.Same = max(0, share(all[Told])-m.Shares.Changed)
}

// At returns the difference at a claim point and whether it can be told.
func (m *Map) At(p geom.Point) (z float64, known Known) {
	q := m.PlaneFromClaimed.Apply(p)
	if !m.Size.Rect().Contains(q) {
		return 0, Outside
	}
	i := int(q.Y)*m.Size.Width + int(q.X)
	return float64(m.Z[i]) / ZUnit, m.Mask[i]
}

// Differs reports whether a claim point lies within a region that
// differs, by as much as is drawn.
func (m *Map) Differs(p geom.Point) bool {
	z, known := m.At(p)
	return known == Told && z >= DefaultShowFrom && m.RegionAt(p, 0) >= 0
}

type zLevel struct {
	size geom.Size
	z    []uint16
	mask []Known
}

// withLevels makes the reduced planes. Each keeps the greatest of four values
// and counts as told where one of them is: a thin difference must not vanish
// when the picture is shown small.
func (m *Map) withLevels() *Map {
	l := &zLevel{m.Size, m.Z, m.Mask}
	m.levels = []*zLevel{l}
	for l.size.Width > 64 || l.size.Height > 64 {
		l = l.halved()
		m.levels = append(m.levels, l)
	}
	return m
}

func (l *zLevel) halved() *zLevel {
	w := l.size.Width
	size := geom.Size{Width: (w + 1) / 2, Height: (l.size.Height + 1) / 2}
	out := &zLevel{size, make([]uint16, size.Pixels()), make([]Known, size.Pixels())}
	rows.Each(size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			upper, lower := w*2*y, w*min(2*y+1, l.size.Height-1)
			for x := range size.Width {
				left, right := 2*x, min(2*x+1, w-1)
				known, z := l.mask[upper+left], uint16(0)
				for _, i := range [4]int{upper + left, upper + right, lower + left, lower + right} {
					if l.mask[i] == Told {
						known = Told
					}
					z = max(z, l.z[i])
				}
				out.z[size.Width*y+x], out.mask[size.Width*y+x] = z, known
			}
		}
	})
	return out
}

// Package changes owns what is said about the regions in which a claim and a
// candidate differ. Its main functions are Words, for one region, and Found,
// for all of them. It promises that window, report and command line say the
// same, that place, sign and size are all that is said, and that nothing is
// said of what a region is, of which picture came first, or of more than was
// measured.
package changes

import (
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// Sign says in which way the claim differs in a region from what the candidate
// would look like there; its text is stable, and the end of the key of its words.
type Sign string

// The signs.
const (
	Darker         Sign = "darker"
	Lighter        Sign = "lighter"
	OtherColour    Sign = "other-colour"
	OtherStructure Sign = "other-structure" // as light and of the same colour in the mean
)

const (
	// leastDeltaL is the difference of the mean L* from which a region is said
	// to be darker or lighter: about the least that is seen side by side.
	leastDeltaL = 1.5
	// leastDeltaE is the same for CIEDE2000 where lightness is alike.
	leastDeltaE = 3
)

// SignOf returns the sign of a region.
func SignOf(r compare.Region) Sign {
	switch {
	case r.DeltaL <= -leastDeltaL:
		return Darker
	case r.DeltaL >= leastDeltaL:
		return Lighter
	case r.HasColour && r.DeltaE >= leastDeltaE:
		return OtherColour
	}
	return OtherStructure
}

// PlaceOf says where on a claim of that size a region lies, by thirds, or along
// which of its sides.
func PlaceOf(r compare.Region, claimed geom.Size) support.Place {
	box := geom.Rect{MinX: float64(r.Box.Min.X), MinY: float64(r.Box.Min.Y), MaxX: float64(r.Box.Max.X), MaxY: float64(r.Box.Max.Y)}
	return support.PlaceOf(box, box.Centre(), r.Share, claimed)
}

// Share writes the share of a claim's area with one decimal; what is not
// nothing is never rounded to it.
func Share(l words.Language, share float64) string { return l.Percent(share, 1) }

// Words says a region's sign, size and place: "darker, 1.1 % of the claim, upper right".
func Words(l words.Language, r compare.Region, claimed geom.Size) string {
	return l.Say("changes.region", "sign", l.Say("changes.sign."+string(SignOf(r))),
		"share", Share(l, r.Share), "where", PlaceOf(r, claimed).Words(l))
}

// Side says on which picture a region is a thing of its own: "only on the
// claim", "only on the found picture", or "differs" where that can't be told.
func Side(l words.Language, r compare.Region) string { return l.Say("changes.side." + r.Side.String()) }

// Figures says how large a region's difference is: "ΔL* −12.3 · ΔE₀₀ 14.1", the
// second where both pictures have colour.
func Figures(l words.Language, r compare.Region) string {
	colour := ""
	if r.HasColour {
		colour = l.Number(r.DeltaE, 1)
	}
	return l.Say("changes.figures", "lightness", l.Number(r.DeltaL, 1), "colour", colour)
}

// Strength says how far a region stands out: "35 × noise".
func Strength(l words.Language, r compare.Region) string {
	decimals := 0
	if r.Strength < 10 {
		decimals = 1
	}
	return l.Say("changes.strength", "z", l.Number(r.Strength, decimals))
}

// Box says where a region's box lies: "670 × 32 px at x 289, y 150".
func Box(l words.Language, r compare.Region) string {
	return l.Say("changes.box", "size", l.Pixels(r.Box.Dx(), r.Box.Dy()), "x", strconv.Itoa(r.Box.Min.X), "y", strconv.Itoa(r.Box.Min.Y))
}

// Found says how many regions differ and how much of the claim they have, or
// that none was found.
func Found(l words.Language, m *compare.Map) string {
	n := len(m.Regions)
	if n == 0 {
		return l.Say("changes.none")
	}
	says, key := Share(l, m.Shares.Changed), "changes.found.many"
	if n == 1 {
		key = "changes.found.one"
	}
	sentence := l.Say(key, "n", l.Count(int64(n)), "share", says)
	side := m.Regions[0].Side
	for _, r := range m.Regions {
		if r.Side != side {
			return sentence
		}
	}
	if side == compare.Differs || n == 1 {
		return sentence
	}
	return sentence + " " + l.Say("changes.all."+side.String())
}

// Smallest says how small a change may have gone unnoticed, in a place of usual
// noise and in the busiest tenth of the claim.
func Smallest(l words.Language, s compare.Smallest) string {
	sentence := smallest(l, "changes.smallest", s.Side, s.Levels)
	if s.BusySide == s.Side && levels(s.BusyLevels) == levels(s.Levels) {
		return sentence
	}
	return sentence + " " + smallest(l, "changes.busy", s.BusySide, s.BusyLevels)
}

// allLevels is all that luma can differ by.
const allLevels = 255

// levels rounds up: a fainter change is not said to be seen.
func levels(v float64) int { return int(math.Ceil(min(max(v, 1), allLevels+1))) }

func smallest(l words.Language, key string, side int, least float64) string {
	switch n := levels(least); {
	case n > allLevels:
		return l.Say(key + ".any")
	case side == 0:
		return l.Say(key+".large", "levels", l.Count(int64(n)))
	default:
		return l.Say(key, "size", l.Pixels(side, side), "levels", l.Count(int64(n)))
	}
}

// Shares says how the claim's area is parted: the same, changed, not comparable
// and below the resolution of the comparison. A part that is empty is left out.
func Shares(l words.Language, s compare.Shares) string {
	field := func(v float64) string {
		if v <= 0 {
			return ""
		}
		return Share(l, v)
	}
	return words.Capital(l.Say("changes.shares", "same", Share(l, s.Same), "changed", Share(l, s.Changed),
		"apart", field(s.NotComparable), "coarse", field(s.BelowResolution)))
}

// Light says what smooth change of light was taken out, as a factor on mid
// grey; empty where none was.
func Light(l words.Language, light compare.Light) string {
	if !light.Used {
		return ""
	}
	least, most := light.Range()
	return l.Say("changes.light", "least", l.Number(least, 2), "most", l.Number(most, 2))
}

package exhibit

import (
	"math"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
)

// mostMarks is how many details are marked: more than a reader can follow.
const mostMarks = 6

// Lengths of marks, shares of the claim's shorter side.
const (
	ringShare  = 0.03
	badgeShare = 0.03
	lineShare  = 0.006
	digitShare = 1.3 // of the badge's radius
	leastShare = 0.8 // a mark on the found picture is not smaller than this share of one of its own size
)

// directions are those in which a badge may lie from its detail.
const directions = 16

// sign is the look of a mark, the same on both pictures: its number has a shape
// and a colour of its own.
type sign struct {
	Number int
	Colour int    // 1 to 6
	Badge  string // as it stands in a list, a path in a square of 40

	at     [2]geom.Point // on claim and candidate, their pixels
	radius float64       // of the ring, claim pixels
	badge  geom.Point    // where its middle lies from the detail, claim pixels
}

// mark is a sign as it is drawn on one picture, in the picture's pixels.
type mark struct {
	Number, Colour       int
	Ring, Leader, Badge  string // paths
	X, Y, Size           string // of the digit: the middle of its base line
	Line, Line15, Line24 string
}

const (
	onClaim = iota
	onFound
)

// marksOf returns the signs of the details that are marked.
func marksOf(b report.Brief) []sign {
	short := shorter(b.Pair.Claimed.Size())
	within := b.Pair.Claimed.Size().Rect()
	var signs []sign
	for i, d := range b.Details[:min(len(b.Details), mostMarks)] {
		signs = append(signs, sign{
			Number: d.Number, Colour: i + 1, Badge: shape(i+1, geom.Point{X: 20, Y: 20}, 14),
			at: [2]geom.Point{d.Mark.OnClaimed[0], d.Mark.OnCandidate[0]}, radius: ringShare * short,
		})
	}
	for i := range signs {
		signs[i].badge = direction(b.Pair.Claimed, signs, i, within, short)
	}
	return signs
}

// direction returns where the badge of a mark lies: of the directions in which it
// leaves neither the picture nor covers another mark, the one over the flattest
// patch; the first one that stays in the picture where every one covers something.
func direction(p *picture.Pyramid, signs []sign, i int, within geom.Rect, short float64) geom.Point {
	far := (ringShare + 1.35*badgeShare + 3*lineShare) * short
	reach := (badgeShare + 2*lineShare) * short * 1.3
	best, flattest := geom.Point{X: far}, math.Inf(1)
	for k := range directions {
		angle := 2 * math.Pi * (float64(k) - 4) / directions // the first one is straight up
		off := geom.Point{X: far * math.Cos(angle), Y: far * math.Sin(angle)}
		at := signs[i].at[onClaim].Add(off)
		box := geom.Rect{MinX: at.X - reach, MinY: at.Y - reach, MaxX: at.X + reach, MaxY: at.Y + reach}
		if !within.Contains(geom.Point{X: box.MinX, Y: box.MinY}) || !within.Contains(geom.Point{X: box.MaxX, Y: box.MaxY}) {
			continue
		}
		cost := roughness(p, box)
		for j, other := range signs {
			if j == i {
				continue
			}
			if other.at[onClaim].Distance(at) < reach+other.radius*1.3 || j < i && other.at[onClaim].Add(other.badge).Distance(at) < 2*reach {
				cost += 1000
			}
		}
		if cost < flattest {
			best, flattest = off, cost
		}
	}
	return best
}

// roughness is how far the pixels of a box lie from their mean, grey levels.
func roughness(p *picture.Pyramid, box geom.Rect) float64 {
	n := p.LevelFor(8 / max(8, box.Width()))
	level := p.Level(n)
	by := 1 / float64(int(1)<<n)
	size, pix := level.Size(), level.Pix()
	var values []float64
	sum := 0.0
	for y := max(0, int(box.MinY*by)); y < min(size.Height, int(box.MaxY*by)+1); y++ {
		for x := max(0, int(box.MinX*by)); x < min(size.Width, int(box.MaxX*by)+1); x++ {
			at := 4 * (y*size.Width + x)
			v := float64(int(pix[at])+2*int(pix[at+1])+int(pix[at+2])) / 4
			values = append(values, v)
			sum += v
		}
	}
	spread := 0.0
	for _, v := range values {
		spread += math.Abs(v - sum/float64(len(values)))
	}
	return spread / float64(max(1, len(values)))
}

// drawn lays signs on one picture: on carries the pixels of the picture that
// they are of to those that are drawn, in which ring is the radius of a mark.
func drawn(signs []sign, side int, on geom.Map, ring float64) []mark {
	badge, line := ring*badgeShare/ringShare, ring*lineShare/ringShare
	var all []mark
	for _, s := range signs {
		at := on.Apply(s.at[side])
		if math.IsNaN(at.X) || math.IsInf(at.X, 0) || math.IsNaN(at.Y) || math.IsInf(at.Y, 0) {
			continue
		}
		middle := at.Add(s.badge.Times(ring / s.radius))
		far := s.badge.Length()
		toward := s.badge.Times(1 / far)
		from, to := at.Add(toward.Times(ring)), middle.Add(toward.Times(-badge))
		all = append(all, mark{
			Number: s.Number, Colour: s.Colour,
			Ring: shape(s.Colour, at, ring), Badge: shape(s.Colour, middle, badge),
			Leader: "M" + xy(from) + "L" + xy(to),
			X:      px(middle.X), Y: px(middle.Y + 0.36*digitShare*badge + sink(s.Colour)*badge), Size: px(digitShare * badge),
			Line: px(line), Line15: px(1.5 * line), Line24: px(2.4 * line),
		})
	}
	return all
}

// shape is the path of a mark's shape of that radius. All have nearly the same
// area, so that none shouts.
func shape(n int, c geom.Point, r float64) string {
	switch n {
	case 2:
		return path(c, r, [][2]float64{{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}})
	case 3:
		return path(c, r, [][2]float64{{0, -1.35}, {1.3, 0.85}, {-1.3, 0.85}})
	case 4:
		return path(c, r, [][2]float64{{0, -1.27}, {1.27, 0}, {0, 1.27}, {-1.27, 0}})
	case 5:
		return path(c, 1.13*r, regular(5))
	case 6:
		return path(c, 1.1*r, regular(6))
	}
	x, y, d := px(c.X-r), px(c.Y), px(2*r)
	return "M" + x + " " + y + "a" + px(r) + " " + px(r) + " 0 1 0 " + d + " 0a" + px(r) + " " + px(r) + " 0 1 0 -" + d + " 0z"
}

// sink is by how much of the radius a digit lies lower in its shape.
func sink(n int) float64 {
	if n == 3 {
		return 0.15
	}
	return 0
}

func regular(n int) (corners [][2]float64) {
	for i := range n {
		angle := 2*math.Pi*float64(i)/float64(n) - math.Pi/2
		corners = append(corners, [2]float64{math.Cos(angle), math.Sin(angle)})
	}
	return corners
}

func path(c geom.Point, r float64, corners [][2]float64) string {
	var all []string
	for _, p := range corners {
		all = append(all, xy(geom.Point{X: c.X + r*p[0], Y: c.Y + r*p[1]}))
	}
	return "M" + strings.Join(all, "L") + "z"
}

func xy(p geom.Point) string { return px(p.X) + " " + px(p.Y) }

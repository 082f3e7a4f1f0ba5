package outside

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// What of a line lies inside and outside: in claim pixels on the claim, or as a
// share of a sign's height where that is more.
const (
	leastInside  = 2.5
	leastVisible = 0.15
	agreesFrom   = 0.55

	leastOfGraphic = 0.15 // of a graphic's extent across the edge, on each side of it
)

// residue reports whether a line, or a graphic, is cut by an edge of the claim, and is visible there.
func (b *band) residue(line []sign) (r Residue, ok bool) {
	claim := b.pair.Claimed.Size().Rect()
	var crossing [4]int
	inside, outside := geom.Rect{}, 0
	var whole geom.Rect
	for i, s := range line {
		onLevel := geom.Rect{
			MinX: float64(b.x0 + int(s.x0)), MinY: float64(b.y0 + int(s.y0)),
			MaxX: float64(b.x0 + int(s.x1) + 1), MaxY: float64(b.y0 + int(s.y1) + 1),
		}
		onClaim := b.claimedFromLevel.ApplyQuad(onLevel.Quad()).Bounds()
		high := min(onClaim.Width(), onClaim.Height())
		least := max(leastInside, leastVisible*high)
		visible := onClaim.Intersect(claim)
		if i == 0 {
			whole = onLevel
		}
		whole = whole.Union(onLevel)
		in := !visible.Empty() && visible.Width() >= min(least, onClaim.Width()) && visible.Height() >= min(least, onClaim.Height())
		over := [4]float64{Left: claim.MinX - onClaim.MinX, Top: claim.MinY - onClaim.MinY, Right: onClaim.MaxX - claim.MaxX, Bottom: onClaim.MaxY - claim.MaxY}
		out := false
		for _, side := range Sides {
			if over[side] >= min(least, high) {
				out = true
				if in {
					crossing[side] += 2
				} else {
					crossing[side]++ // it lies beyond
				}
			}
		}
		if out {
			outside++
		}
		if in {
			if inside.Empty() {
				inside = visible
			}
			inside = inside.Union(visible)
		}
	}
	if inside.Empty() || outside < min(2, len(line)) {
		return r, false
	}
	r.Edge = Left
	for _, side := range Sides {
		if crossing[side] > crossing[r.Edge] {
			r.Edge = side
		}
	}
	r.Claimed, r.Signs = inside, len(line)
	if len(line) == 1 {
		r.Kind = Graphic
		// Enough of it on both sides to be seen as what it is.
		across := [4]float64{inside.Width(), inside.Height(), inside.Width(), inside.Height()}[r.Edge]
		all := b.claimedFromLevel.ApplyQuad(whole.Quad()).Bounds()
		of := [4]float64{all.Width(), all.Height(), all.Width(), all.Height()}[r.Edge]
		if across < leastOfGraphic*of || across > (1-leastOfGraphic)*of || crossing[r.Edge] < 2 {
			return r, false
		}
	}
	r.Candidate = geom.Rect{MinX: whole.MinX / b.scale, MinY: whole.MinY / b.scale, MaxX: whole.MaxX / b.scale, MaxY: whole.MaxY / b.scale}
	r.Agrees = b.agreement(inside)
	return r, r.Agrees >= agreesFrom
}

// agreement returns the correlation of both pictures' luma over a place of the claim, with a rim of a few pixels around it.
func (b *band) agreement(at geom.Rect) float64 {
	claimed := b.pair.Claimed.Level(0)
	size := claimed.Size()
	const rim = 2
	x0, y0 := max(0, int(at.MinX)-rim), max(0, int(at.MinY)-rim)
	x1, y1 := min(size.Width, int(math.Ceil(at.MaxX))+rim), min(size.Height, int(math.Ceil(at.MaxY))+rim)
	// Where the candidate is finer, one claim pixel is the mean of several samples.
	around := max(1, int(math.Ceil(b.levelFromClaimed.LengthScale(at.Centre()))))
	var n, a1, c1, aa, cc, ac float64
	for y := y0; y < y1; y++ {
		for x := x0; x < x1; x++ {
			var sum float64
			known := true
			for j := range around {
				for i := range around {
					p := b.levelFromClaimed.Apply(geom.Point{X: float64(x) + (float64(i)+0.5)/float64(around), Y: float64(y) + (float64(j)+0.5)/float64(around)})
					v, has := b.at(p)
					known = known && has
					sum += v
				}
			}
			if !known {
				continue
			}
			q := claimed.Pix()[4*(y*size.Width+x):]
			a := float64(19595*uint32(q[0])+38470*uint32(q[1])+7471*uint32(q[2])) / 65536
			c := sum / float64(around*around)
			n++
			a1, c1 = a1+a, c1+c
			aa, cc, ac = aa+float64(a*a), cc+float64(c*c), ac+float64(a*c)
		}
	}
	if n < 12 {
		return 0
	}
	va, vc := aa-float64(a1*a1)/n, cc-float64(c1*c1)/n
	if va <= 0 || vc <= 0 {
		return 0
	}
	r := (ac - float64(a1*c1)/n) / math.Sqrt(va*vc)
	if b.pair.ToneInverted {
		r = -r
	}
	return r
}

// at returns the band's luma between its pixels; p is in pixels of the level.
func (b *band) at(p geom.Point) (float64, bool) {
	u, v := p.X-float64(b.x0)-0.5, p.Y-float64(b.y0)-0.5
	if u < -0.5 || v < -0.5 || u > float64(b.width)-0.5 || v > float64(b.height)-0.5 {
		return 0, false
	}
	x, y := int(math.Floor(u)), int(math.Floor(v))
	fx, fy := u-float64(x), v-float64(y)
	get := func(x, y int) float64 {
		return float64(b.luma[min(max(y, 0), b.height-1)*b.width+min(max(x, 0), b.width-1)])
	}
	upper := get(x, y) + float64(fx*(get(x+1, y)-get(x, y)))
	lower := get(x, y+1) + float64(fx*(get(x+1, y+1)-get(x, y+1)))
	return upper + float64(fy*(lower-upper)), true
}

package outside

import "math"

// What a graphic of one piece is like: lengths in pixels of the band.
const (
	leastDrawn = 12 // its width and height
	mostUnflat = 6  // levels, standard deviation of its luma away from its rim: graphics let some of their ground through
	darkest    = 20 // and brightest: beyond them a lens leaves flat patches too, as windows and skies
	brightest  = 235
	leastFlat  = 30   // pixels away from the rim, to tell that by
	roundFrom  = 0.97 // of a ring's or disc's pixels lie where they should
	fullFrom   = 0.9  // of where they should lie is filled
)

// drawn reports whether a sign is a ring or a disc of one colour, as buttons and
// logos have. Bars are left out: the panes of a glass front are as flat and as
// straight. has says which pixels of the band are the sign's.
func (b *band) drawn(s sign, has func(x, y int) bool) bool {
	w, h := float64(s.width()), float64(s.height())
	if min(w, h) < leastDrawn || math.Abs(w-h) > 2 {
		return false
	}
	var n, sum, squares float64
	for y := int(s.y0) + 1; y < int(s.y1); y++ {
		for x := int(s.x0) + 1; x < int(s.x1); x++ {
			if has(x, y) && has(x-1, y) && has(x+1, y) && has(x, y-1) && has(x, y+1) {
				v := float64(b.luma[y*b.width+x])
				n, sum, squares = n+1, sum+v, squares+float64(v*v)
			}
		}
	}
	if mean := sum / max(1, n); mean < darkest || mean > brightest {
		return false
	}
	if n < leastFlat || squares/n-float64(sum/n*(sum/n)) > mostUnflat*mostUnflat {
		return false
	}
	// A ring or a disc: how many of its pixels lie between two circles, and how full that is.
	outer := (w + h) / 4
	inner := max(0, outer-1.5*s.stroke-1)
	if s.fill() > 0.7 {
		inner = 0
	}
	cx, cy := float64(int(s.x0)+int(s.x1)+1)/2, float64(int(s.y0)+int(s.y1)+1)/2
	within, room := 0, 0
	for y := int(s.y0); y <= int(s.y1); y++ {
		for x := int(s.x0); x <= int(s.x1); x++ {
			r := math.Hypot(float64(x)+0.5-cx, float64(y)+0.5-cy)
			if has(x, y) && r <= outer+0.7 && r >= inner-0.7 {
				within++
			}
			if r <= outer-0.7 && r >= max(inner, outer-s.stroke)+0.7*math.Min(1, inner) {
				room++
			}
		}
	}
	return float64(within) >= roundFrom*float64(s.area) && float64(within) >= fullFrom*float64(room)
}

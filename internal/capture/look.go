package capture

import "image"

// tile is the side of the squares by which a block is judged.
const tile = 8

// look says what a block is made of, in shares of its tiles.
type look struct {
	flat   float64 // all of one colour
	ground float64 // half or more of the ground around it
}

// What a picture may be made of; set on drawn captures and looked at on others.
const (
	leastBusy  = 0.3  // of a picture's tiles; less are lines of text, a card with a sign
	mostGround = 0.35 // of its tiles are the ground's: the letters of text leave more
)

func (l look) photographic() bool { return 1-l.flat-l.ground >= leastBusy && l.ground <= mostGround }

// look judges a block on a ground.
func (f *finder) look(r image.Rectangle, ground colour) look {
	var out look
	tiles := 0
	for y := r.Min.Y; y+tile <= r.Max.Y; y += tile {
		for x := r.Min.X; x+tile <= r.Max.X; x += tile {
			tiles++
			first := f.plane.at(x, y)
			grounds, near := 0, 0
			for dy := range tile {
				for dx := range tile {
					c := f.plane.at(x+dx, y+dy)
					if distance(c, ground) <= f.off {
						grounds++
					}
					if distance(c, first) <= 2 {
						near++
					}
				}
			}
			switch {
			case 2*grounds >= tile*tile:
				out.ground++
			case near == tile*tile:
				out.flat++
			}
		}
	}
	if tiles > 0 {
		n := float64(tiles)
		out.flat, out.ground = out.flat/n, out.ground/n
	}
	return out
}

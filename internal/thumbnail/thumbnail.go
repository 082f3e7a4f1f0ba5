// Package thumbnail owns the question whether a thumbnail that a file carries
// shows the file's picture. Its entry is Differs. It promises to tell a
// difference only above what making a thumbnail explains: turning, cutting or
// bars to another shape, reduction, sharpening, compression, and a change of
// tone or colour of the whole picture.
package thumbnail

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Sizes and bounds of the comparison. Levels are of 255. Of 702 thumbnails made
// of photographs, drawings and screenshots in the ways of programs (four
// shapes, five ways of sampling, sharpening, quality 30 to 95, changes of tone
// and light), none is told to differ; the least like square of any has 0.15. Of
// 117 cropped pictures 112 are told, of 117 with a square of a quarter of the
// width exchanged 75, of a tenth 8.
const (
	cells    = 4096 // that the thumbnail is cut into, about 74 × 55
	finer    = 4    // so many times as finely, by area, the picture, so that it can be laid on them
	smallest = 48   // pixels of a side under which nothing is told
	plain    = 10.0 // standard deviation in levels under which a picture is too plain to be told from another
	unlike   = 0.5  // correlation under which the two show different things
	drift    = 0.04 // of the thumbnail, by which an edge may lie elsewhere than the shape says
	ends     = 20.0 // levels from black and white within which a change of tone cuts detail off
	square   = 12   // cells of a side of the squares that are correlated each on its own
	strange  = 0.0  // correlation under which a square shows something else,
	usual    = 0.8  // where half of all squares have at least this one
	reach    = 9    // cells about each whose mean is taken as a change of light
	grey     = 3.0  // mean chroma in levels under which a picture counts as grey
	mixed    = 2    // cells beside a bar that hold some of it
	even     = 20   // levels within which a bar stays after compression
	mostBar  = 0.4  // of a side that may be a bar, at each end
)

// Differs reports whether an embedded thumbnail shows something else than the
// upright picture. The thumbnail is as stored; mirrored says that the file's
// orientation mirrors its pixels, so that the thumbnail may be mirrored too.
// Where nothing can be told, it is false.
func Differs(embedded, shown *picture.Picture, mirrored bool) bool {
	if !embedded.Opaque() || !shown.Opaque() || least(embedded.Size()) < smallest || least(shown.Size()) < smallest {
		return false
	}
	small, whole := reduce(embedded, cells), reduce(shown, finer*cells)
	best := laid{like: -1}
	for turns := range 4 {
		for _, mirror := range []bool{false, true} {
			if mirror && !mirrored {
				continue
			}
			t := small.turned(turns, mirror)
			for _, box := range placements(t, whole) {
				if l := lay(t, whole, box); l.like > best.like {
					best = l
				}
			}
		}
	}
	best = best.refined(whole)
	if thumb, pic, like := best.detail(); like < unlike {
		return max(thumb, pic) >= plain
	}
	return best.differsInPlace()
}

func least(s geom.Size) int { return min(s.Width, s.Height) }

// placements are the boxes of the thumbnail, in cells, that the picture may
// fill, by the ways in which programs bring it to another shape: stretched, cut
// at two sides, or with bars, where they are found or evenly on both sides. A
// box may reach over the thumbnail's edges.
func placements(thumb, whole plane) []geom.Rect {
	full := geom.Rect{MaxX: float64(thumb.width), MaxY: float64(thumb.height)}
	out := []geom.Rect{full, fit(full, whole, true)}
	if inner := thumb.withoutBars(); inner != full && min(inner.Width(), inner.Height()) >= square {
		out = append(out, inner, fit(inner, whole, true))
	}
	if within := fit(full, whole, false); min(within.Width(), within.Height()) >= square && thumb.evenBeyond(within) {
		out = append(out, within)
	}
	return out
}

// fit returns the box of the picture's shape that lies within a box, or covers it.
func fit(box geom.Rect, whole plane, cover bool) geom.Rect {
	w, h := box.Width(), box.Height()
	k := min(w/float64(whole.width), h/float64(whole.height))
	if cover {
		k = max(w/float64(whole.width), h/float64(whole.height))
	}
	dx, dy := (w-k*float64(whole.width))/2, (h-k*float64(whole.height))/2
	return geom.Rect{MinX: box.MinX + dx, MinY: box.MinY + dy, MaxX: box.MaxX - dx, MaxY: box.MaxY - dy}
}

// laid is the picture laid on the thumbnail.
type laid struct {
	box        geom.Rect // of the thumbnail that the picture fills, in cells
	thumb, pic plane
	there      []bool  // which cells the picture reaches
	like       float64 // correlation of luma, −1 to 1
}

// lay samples the picture under each cell of the thumbnail.
func lay(thumb, whole plane, box geom.Rect) laid {
	l := laid{box: box, thumb: thumb, there: make([]bool, thumb.width*thumb.height)}
	counts := inset(box, thumb)
	for y := range thumb.height {
		for x := range thumb.width {
			fx, fy := float64(x)+0.5, float64(y)+0.5
			l.there[y*thumb.width+x] = fx >= counts.MinX && fy >= counts.MinY && fx <= counts.MaxX && fy <= counts.MaxY
		}
	}
	l.pic = whole.under(box, thumb.width, thumb.height)
	l.like = correlation(l.thumb.luma(), l.pic.luma(), l.there)
	return l
}

// inset leaves out what lies near an edge of the picture within the
// thumbnail: a bar is mixed into it.
func inset(box geom.Rect, thumb plane) geom.Rect {
	near := func(edge, limit, inward float64) float64 {
		if (edge-limit)*inward > 0.5 {
			return edge + inward*mixed
		}
		return edge
	}
	return geom.Rect{
		MinX: near(box.MinX, 0, 1), MinY: near(box.MinY, 0, 1),
		MaxX: near(box.MaxX, float64(thumb.width), -1), MaxY: near(box.MaxY, float64(thumb.height), -1),
	}
}

// refined moves and scales the picture in ever smaller steps as long as that
// makes the two more alike: thumbnails are often cut by a few pixels.
func (l laid) refined(whole plane) laid {
	start := l.box
	w, h := float64(l.thumb.width), float64(l.thumb.height)
	near := func(b geom.Rect) bool {
		return math.Abs(b.MinX-start.MinX) <= drift*w && math.Abs(b.MaxX-start.MaxX) <= drift*w &&
			math.Abs(b.MinY-start.MinY) <= drift*h && math.Abs(b.MaxY-start.MaxY) <= drift*h
	}
	for _, step := range []float64{0.02, 0.01, 0.005} {
		for moved := true; moved; {
			moved = false
			dx, dy := step*w, step*h
			for _, m := range [][4]float64{{dx, 0, dx, 0}, {-dx, 0, -dx, 0}, {0, dy, 0, dy}, {0, -dy, 0, -dy}, {-dx, -dy, dx, dy}, {dx, dy, -dx, -dy}, {-dx, 0, dx, 0}, {dx, 0, -dx, 0}} {
				box := geom.Rect{MinX: l.box.MinX + m[0], MinY: l.box.MinY + m[1], MaxX: l.box.MaxX + m[2], MaxY: l.box.MaxY + m[3]}
				if try := lay(l.thumb, whole, box); near(box) && try.like > l.like {
					l, moved = try, true
				}
			}
		}
	}
	return l
}

// detail returns the spread of both without slow changes of light, and how alike they are then.
func (l laid) detail() (thumb, pic, like float64) {
	without := func(p plane) []float32 {
		luma := p.luma()
		for i, v := range localMean(luma, l.there, p.width) {
			luma[i] -= v
		}
		return luma
	}
	t, p := without(l.thumb), without(l.pic)
	return spread(t, l.there), spread(p, l.there), correlation(t, p, l.there)
}

// spread is the standard deviation of the cells that count.
func spread(v []float32, count []bool) float64 {
	var n, sum, squares float64
	for i, yes := range count {
		if yes {
			n++
			sum += float64(v[i])
			squares += float64(v[i]) * float64(v[i])
		}
	}
	if n == 0 {
		return 0
	}
	return math.Sqrt(max(0, squares/n-sum/n*sum/n))
}

// correlation is that of the cells that count; 0 where one side is flat.
func correlation(a, b []float32, count []bool) float64 {
	var n, sa, sb float64
	for i, yes := range count {
		if yes {
			n++
			sa += float64(a[i])
			sb += float64(b[i])
		}
	}
	if n == 0 {
		return 0
	}
	var ab, aa, bb float64
	for i, yes := range count {
		if yes {
			da, db := float64(a[i])-sa/n, float64(b[i])-sb/n
			ab += da * db
			aa += da * da
			bb += db * db
		}
	}
	if aa < n || bb < n { // less than a level
		return 0
	}
	return ab / math.Sqrt(aa*bb)
}

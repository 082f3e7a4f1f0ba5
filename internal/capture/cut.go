package capture

import (
	"image"

	"github.com/motbilde/motbilde/internal/picture"
)

// finder looks for pictures in one capture.
type finder struct {
	pyramid *picture.Pyramid
	level   int
	plane   plane
	found   []block

	off int // levels by which ground is off its colour
}

// block is a piece of the reduced capture that looks like a picture.
type block struct {
	image.Rectangle
	ground colour // what it was cut from
	rank   int    // 0 what is proposed first
}

func (b block) area() int { return b.Dx() * b.Dy() }

func newFinder(y *picture.Pyramid) *finder {
	level := levelOf(y)
	return &finder{pyramid: y, level: level, plane: planeOf(y.Level(level))}
}

const (
	leastBorder = 0.25 // the share of a border that makes its colour a ground
	deepest     = 6    // grounds within grounds
)

// large reports whether a block is large enough for a picture.
func (f *finder) large(r image.Rectangle) bool {
	side := leastSide >> f.level
	return r.Dx() >= side && r.Dy() >= side && float64(r.Dx()*r.Dy()) >= leastShare*float64(f.plane.w*f.plane.h)
}

// on returns the large blocks that lie on a ground; none where that is no plain
// ground.
func (f *finder) on(r image.Rectangle, ground colour) []image.Rectangle {
	pieces := f.cut(r, ground)
	if len(pieces) == 1 && pieces[0] == r || !f.plain(r, pieces, ground) {
		return nil
	}
	return pieces
}

func parts(blocks []block) (out []image.Rectangle) {
	for _, b := range blocks {
		out = append(out, b.Rectangle)
	}
	return out
}

// cut returns the blocks that lie on a ground.
func (f *finder) cut(r image.Rectangle, ground colour) []image.Rectangle {
	byRow, byColumn := f.plane.tally(r, ground, f.off)
	rows, columns := runs(byRow, r.Dx()), runs(byColumn, r.Dy())
	if len(rows) == 0 || len(columns) == 0 {
		return nil
	}
	var out []image.Rectangle
	if len(rows) == 1 && len(columns) == 1 {
		piece := image.Rect(r.Min.X+columns[0][0], r.Min.Y+rows[0][0], r.Min.X+columns[0][1], r.Min.Y+rows[0][1])
		if piece == r {
			if !f.large(r) {
				return nil
			}
			return []image.Rectangle{r}
		}
		return f.cut(piece, ground)
	}
	for _, y := range rows {
		for _, x := range columns {
			if piece := image.Rect(r.Min.X+x[0], r.Min.Y+y[0], r.Min.X+x[1], r.Min.Y+y[1]); f.large(piece) {
				out = append(out, f.cut(piece, ground)...)
			}
		}
	}
	return out
}

// runs returns where runs of lines begin and end that are not all ground; of a
// line, length pixels long, a few may stray.
func runs(strangers []int, length int) (out [][2]int) {
	allowed := length / 250
	for i := 0; i < len(strangers); i++ {
		if strangers[i] <= allowed {
			continue
		}
		from := i
		for i < len(strangers) && strangers[i] > allowed {
			i++
		}
		out = append(out, [2]int{from, i})
	}
	return out
}

// block judges what could not be cut any further, and looks into it where it
// has a ground of its own.
func (f *finder) block(b block, depth int) {
	b.Rectangle = f.shave(b)
	if !f.large(b.Rectangle) || depth > deepest {
		return
	}
	before := len(f.found)
	inside := b.Inset(line)
	own, share := f.plane.border(inside)
	own = f.plane.settle(inside, own)
	if pieces := f.on(inside, own); share >= leastBorder && distance(own, b.ground) > lossless && len(pieces) > 0 {
		for _, piece := range pieces {
			f.block(block{Rectangle: piece, ground: own}, depth+1)
		}
	} else if parts := f.part(b); len(parts) > 1 {
		for _, p := range parts {
			f.block(block{Rectangle: p, ground: b.ground}, depth+1)
		}
		return
	}
	inner := f.found[before:]
	switch {
	case !f.look(b.Rectangle, b.ground).photographic():
		return
	case len(inner) > 0 && (len(inner) == 1 && barred(b.Rectangle, inner[0].Rectangle) || f.plain(inside, parts(inner), own)):
		for _, i := range inner {
			b.rank = max(b.rank, i.rank+1)
		}
	default: // a picture with plain parts, not a card with a picture on it
		for i := range inner {
			inner[i].rank++
		}
	}
	f.found = append(f.found, b)
}

// line is how wide the line around a card may be, on the reduced capture.
const line = 2

// barred reports whether a block lies in the middle of another between two
// bars, as players show a picture of another shape.
func barred(outer, inner image.Rectangle) bool {
	left, right := inner.Min.X-outer.Min.X, outer.Max.X-inner.Max.X
	top, bottom := inner.Min.Y-outer.Min.Y, outer.Max.Y-inner.Max.Y
	even := func(a, b, across int) bool { return max(a-b, b-a) <= 2+across/50 }
	return even(left, right, outer.Dx()) && even(top, bottom, outer.Dy()) && (max(left, right) <= 2 || max(top, bottom) <= 2)
}

// leastPlain is the share of a ground that has exactly its colour. Of those of
// interfaces it is above 0.8 even after compression; of what is dark or bright
// in a photograph below 0.3.
const leastPlain = 0.6

// plain reports whether what lies round the inner blocks is plain ground.
func (f *finder) plain(outer image.Rectangle, inner []image.Rectangle, own colour) bool {
	exact, near := f.plane.plainness(outer, own, inner)
	return float64(exact) >= leastPlain*float64(near)
}

// thin is the share of a block's usual line under which a line at its end is
// something that sticks out: a control over the picture that is wider than it.
const thin = 0.2

// shave takes off the ends of a block what only sticks out of it.
func (f *finder) shave(b block) image.Rectangle {
	r := b.Rectangle
	_, byColumn := f.plane.tally(r, b.ground, f.off)
	from, to := bulk(byColumn)
	r.Min.X, r.Max.X = r.Min.X+from, r.Min.X+to
	byRow, _ := f.plane.tally(r, b.ground, f.off)
	from, to = bulk(byRow)
	r.Min.Y, r.Max.Y = r.Min.Y+from, r.Min.Y+to
	return r
}

// bulk returns the lines from the first to the last that are not thin.
func bulk(counts []int) (from, to int) {
	most := 0
	for _, n := range counts {
		most = max(most, n)
	}
	least := int(thin * float64(most))
	to = len(counts)
	for from < to && counts[from] < least {
		from++
	}
	for to > from && counts[to-1] < least {
		to--
	}
	return from, to
}

// The gap between two pictures, where compression or reduction has blurred it.
const (
	widestGap = 10   // lines
	blurred   = 40   // levels by which it may be off the ground
	ofGap     = 0.95 // of a line that it must hold
	ofPicture = 0.5  // of a line beside it that it may hold at most
)

// part cuts a block at narrow gaps that are not ground any more but all look
// like it, while the lines to either side don't.
func (f *finder) part(b block) []image.Rectangle {
	for _, off := range [3]int{blurred / 2, blurred, 2 * blurred} {
		var out []image.Rectangle
		byRow, byColumn := f.plane.tally(b.Rectangle, b.ground, off)
		if cuts := gaps(byColumn, b.Dy()); len(cuts) > 1 {
			for _, c := range cuts {
				out = append(out, image.Rect(b.Min.X+c[0], b.Min.Y, b.Min.X+c[1], b.Max.Y))
			}
			return out
		}
		if cuts := gaps(byRow, b.Dx()); len(cuts) > 1 {
			for _, c := range cuts {
				out = append(out, image.Rect(b.Min.X, b.Min.Y+c[0], b.Max.X, b.Min.Y+c[1]))
			}
			return out
		}
	}
	return nil
}

// gaps returns the runs of lines between narrow gaps.
func gaps(strangers []int, length int) (out [][2]int) {
	most, least := int((1-ofGap)*float64(length)), int((1-ofPicture)*float64(length))
	from := 0
	for i := 0; i < len(strangers); i++ {
		if strangers[i] > most {
			continue
		}
		to := i
		for to < len(strangers) && strangers[to] <= most {
			to++
		}
		const beside = 2
		if i-from > widestGap && to-i <= widestGap && to+beside < len(strangers) && strangers[i-beside] >= least && strangers[to+beside-1] >= least {
			out = append(out, [2]int{from, i})
			from = to
		}
		i = to
	}
	return append(out, [2]int{from, len(strangers)})
}

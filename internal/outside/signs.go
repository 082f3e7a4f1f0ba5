package outside

import (
	"cmp"
	"math"
	"slices"
)

// sign is a region of the band that may be a letter: brighter (or darker) than
// all around it over a wide range of tones, with sharp edges.
type sign struct {
	box            // on the band
	area   int     // pixels
	colour [3]int  // mean, 0 to 255
	stroke float64 // mean width of its strokes, pixels
	shape  shape
	drawn  bool // a ring or a disc of one flat colour
}

func (s sign) fill() float64 { return float64(s.area) / float64(s.width()*s.height()) }

// shape is how much of each part of its box a sign fills, by rows; so a letter
// is told from another whatever its size.
type shape [shapeSide * shapeSide]float32

const shapeSide = 6

// from returns how unlike two shapes are, 0 to 1.
func (s shape) from(o shape) float64 {
	var sum float32
	for i, v := range s {
		d := v - o[i]
		sum += max(d, -d)
	}
	return float64(sum) / float64(len(s))
}

// What a sign must be like.
const (
	toneStep   = 8  // levels of luma in a step
	leastRange = 6  // steps: it stands out from its ground by 48 levels, as lettering that is meant to be read does
	leastSign  = 5  // pixels, height or width
	mostSpread = 20 // times as wide as high
)

// region is a connected set of pixels while it grows, kept with its root: small, for each pixel begins as one.
type region struct {
	extent  box
	area    int32
	held    box   // what extent was when it last moved
	holding int32 // its area then
	seed    int32 // a pixel of it
	since   uint8 // the step from which it has stood still
	touched uint8 // the step that changed it last, and one
}

// box is a run of pixels along x and y, the last included.
type box struct{ x0, y0, x1, y1 int16 }

func (b box) width() int  { return int(b.x1) - int(b.x0) + 1 }
func (b box) height() int { return int(b.y1) - int(b.y0) + 1 }

func (b box) with(o box) box {
	return box{min(b.x0, o.x0), min(b.y0, o.y0), max(b.x1, o.x1), max(b.y1, o.y1)}
}

// signs returns the extremal regions of the band whose box stands still over a
// wide range of tones: pixels are added from the brightest (or darkest) to the
// other end, and those that touch become one.
func (b *band) signs(dark bool) []sign {
	const steps = 256/toneStep + 1
	n := b.width * b.height
	tone := func(i int) int {
		if dark {
			return int(b.luma[i]) / toneStep
		}
		return (255 - int(b.luma[i])) / toneStep
	}
	var first [steps + 1]int
	for i, used := range b.used {
		if used {
			first[tone(i)+1]++
		}
	}
	for k := range steps {
		first[k+1] += first[k]
	}
	order := make([]int32, first[steps])
	next := first
	for i, used := range b.used {
		if used {
			k := tone(i)
			order[next[k]] = int32(i)
			next[k]++
		}
	}
	parent := make([]int32, n)
	for i := range parent {
		parent[i] = -1
	}
	regions := make([]region, n)
	find := func(i int32) int32 {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	var found []stood
	end := func(r *region, step int) {
		if steps := step - int(r.since); steps >= leastRange && b.likeASign(r.held, int(r.holding)) {
			found = append(found, stood{box: r.held, from: int(r.since), steps: steps, seed: int(r.seed)})
		}
	}
	var touched []int32
	for step := range steps {
		touched = touched[:0]
		touch := func(root int32) {
			if r := &regions[root]; int(r.touched) != step+1 {
				r.touched = uint8(step + 1)
				touched = append(touched, root)
			}
		}
		for _, i := range order[first[step]:first[step+1]] {
			x, y := int(i)%b.width, int(i)/b.width
			parent[i] = i
			at := box{int16(x), int16(y), int16(x), int16(y)}
			regions[i] = region{extent: at, held: at, area: 1, holding: 1, since: uint8(step), seed: i}
			root := i
			touch(root)
			for _, d := range [4]int32{-1, 1, -int32(b.width), int32(b.width)} {
				j := i + d
				if j < 0 || int(j) >= n || parent[j] < 0 || d == -1 && x == 0 || d == 1 && x == b.width-1 {
					continue
				}
				other := find(j)
				if other == root {
					continue
				}
				big, small := &regions[root], &regions[other]
				if big.area < small.area {
					root, other = other, root
					big, small = small, big
				}
				end(small, step)
				parent[other] = root
				big.extent = big.extent.with(small.extent)
				big.area += small.area
				touch(root)
			}
		}
		for _, i := range touched {
			if parent[i] != i {
				continue // it has become a part of another
			}
			if r := &regions[i]; r.moved() {
				end(r, step)
				r.since, r.held, r.holding, r.seed = uint8(step), r.extent, r.area, i
			}
		}
	}
	// What still stands at the end is the ground, or touches the band's rim.
	return b.measure(found, tone)
}

// moved reports whether the region has outgrown the box that it has been held to.
func (r *region) moved() bool {
	spare := int16(1 + min(r.held.width(), r.held.height())/16)
	return r.held.x0-r.extent.x0 > spare || r.held.y0-r.extent.y0 > spare ||
		r.extent.x1-r.held.x1 > spare || r.extent.y1-r.held.y1 > spare
}

// likeASign reports whether a box may hold a letter at all.
func (b *band) likeASign(at box, area int) bool {
	w, h := at.width(), at.height()
	return max(w, h) >= leastSign && area >= 6 && w <= mostSpread*h && h <= mostSpread*w &&
		w <= b.width/2 && h <= b.height/2 &&
		at.x0 > 0 && at.y0 > 0 && int(at.x1) < b.width-1 && int(at.y1) < b.height-1
}

// stood is a region that stood still.
type stood struct {
	box
	from, steps int // of tone
	seed        int
}

// measure looks at the pixels of the regions that stood still: those connected
// to the seed, up to the middle of the tones over which it stood. Of regions
// within each other the one that stood longest is kept.
func (b *band) measure(found []stood, tone func(int) int) []sign {
	slices.SortStableFunc(found, func(a, c stood) int {
		return cmp.Or(cmp.Compare(c.steps, a.steps), cmp.Compare(a.y0, c.y0), cmp.Compare(a.x0, c.x0), cmp.Compare(a.from, c.from))
	})
	seen := make([]int32, len(b.luma))
	taken := make([]bool, len(b.luma))
	var signs []sign
	var queue []int32
	pix, stride := b.level.Pix(), 4*b.level.Size().Width
	for k, s := range found {
		limit := s.from + s.steps/2
		mark := int32(k + 1)
		queue = append(queue[:0], int32(s.seed))
		seen[s.seed] = mark
		out := sign{box: box{math.MaxInt16, math.MaxInt16, -1, -1}}
		var sum [3]int
		edge, free := 0, true
		for len(queue) > 0 {
			i := int(queue[len(queue)-1])
			queue = queue[:len(queue)-1]
			x, y := i%b.width, i/b.width
			out.area++
			out.box = out.with(box{int16(x), int16(y), int16(x), int16(y)})
			if taken[i] {
				free = false
			}
			q := pix[(b.y0+y)*stride+4*(b.x0+x):]
			for c := range 3 {
				sum[c] += int(q[c])
			}
			for _, d := range [4]int{-1, 1, -b.width, b.width} {
				j := i + d
				if j < 0 || j >= len(b.luma) || d == -1 && x == 0 || d == 1 && x == b.width-1 || tone(j) > limit {
					edge++
					continue
				}
				if !b.used[j] {
					free = false // it goes on where nobody looks
					continue
				}
				if seen[j] != mark {
					seen[j] = mark
					queue = append(queue, int32(j))
				}
			}
		}
		if !free || !b.likeASign(out.box, out.area) {
			continue
		}
		w, h := out.width(), out.height()
		for y := range h {
			for x := range w {
				if i := (int(out.y0)+y)*b.width + int(out.x0) + x; seen[i] == mark {
					taken[i] = true
					out.shape[y*shapeSide/h*shapeSide+x*shapeSide/w]++
				}
			}
		}
		for i := range out.shape {
			out.shape[i] = min(1, out.shape[i]*float32(shapeSide*shapeSide)/float32(w*h))
		}
		for c := range 3 {
			out.colour[c] = sum[c] / out.area
		}
		out.stroke = 2 * float64(out.area) / float64(edge)
		out.drawn = b.drawn(out, func(x, y int) bool { return seen[y*b.width+x] == mark })
		signs = append(signs, out)
	}
	return signs
}

package feature

import "math"

// Descriptor is the histogram of gradients around a keypoint: 4×4 cells of 8
// orientation bins, as round(256·√share), at most 127. Its entries are ordered
// by row, column and bin: (4·row + column)·8 + bin, in the keypoint's own
// frame, whose x axis runs along the dominant orientation.
type Descriptor [128]uint8

const (
	cellsAcross   = 4
	bins          = 8
	patchSide     = 15  // gradient samples across the patch: three to a cell, and half a cell beyond each edge
	samplesToCell = 3   // so a cell is 3 samples wide
	sampleSigmas  = 1.0 // distance between samples, in the keypoint's sigma, by which they are smoothed: cells are 3σ wide (Lowe 2004)
	clipShare     = 0.2 // one bin's greatest share of the norm, so that a single edge does not rule (Lowe 2004)
	secondPeak    = 0.8 // a second orientation of this share of the first makes a second keypoint (Lowe 2004)
	angleBins     = 36
	sparseFrom    = 8   // radius of the orientation window from which every second pixel of every second row suffices
	mostRadius    = 14  // of that window: no octave has blobs for more
	angleSigmas   = 1.5 // the orientation window's Gaussian, in the keypoint's sigma (Lowe 2004)
)

// describer holds scratch space of one goroutine.
type describer struct {
	patch  [(patchSide + 2) * (patchSide + 2)]float32
	lines  [5][2*mostRadius + 1]float32
	angles []float32
}

// weight4 is one sample's place along one axis of the descriptor: the cell
// before it, and the shares of that cell and the next.
type weight4 struct {
	cell       int
	here, next float32
}

// axis and window are the samples' cells and their Gaussian along one axis.
var axis, window = func() (a [patchSide]weight4, g [patchSide]float32) {
	for i := range patchSide {
		// In cells, with 0 at the middle of the first cell: samples lie symmetric about 1.5.
		at := (float64(i)+0.5)/samplesToCell - 1
		cell := math.Floor(at)
		a[i] = weight4{int(cell), float32(1 - (at - cell)), float32(at - cell)}
		d := at - 1.5
		g[i] = float32(math.Exp(-float64(d*d) / (2 * 2 * 2))) // sigma of half the descriptor's width: 2 cells
	}
	return a, g
}()

// describe samples the level in the keypoint's frame and gathers gradients.
func (d *describer) describe(l level, b blob, angle float32) Descriptor {
	const n = patchSide + 2
	d.sample(l, b, angle)
	var wide [(cellsAcross + 2) * (cellsAcross + 2) * bins]float32 // with a rim that is thrown away
	var gx, gy, size, turns [patchSide]float32
	for y := range patchSide {
		above, row, below := d.patch[y*n:y*n+n], d.patch[(y+1)*n:(y+1)*n+n], d.patch[(y+2)*n:(y+2)*n+n]
		for x := range patchSide {
			gx[x], gy[x] = row[x+2]-row[x], below[x+1]-above[x+1]
		}
		polar(size[:], turns[:], gx[:], gy[:])
		wy := axis[y]
		for x := range patchSide {
			m := size[x] * float32(window[x]*window[y])
			o := turns[x] * bins
			low := int32(o)
			f := o - float32(low)
			o0, o1 := low&(bins-1), (low+1)&(bins-1)
			wx := axis[x]
			i := ((wy.cell+1)*(cellsAcross+2) + wx.cell + 1) * bins
			hi, lo := float32(m*f), m-float32(m*f)
			upper, lower := (*[2 * bins]float32)(wide[i:]), (*[2 * bins]float32)(wide[i+(cellsAcross+2)*bins:])
			w00, w01 := float32(wy.here*wx.here), float32(wy.here*wx.next)
			w10, w11 := float32(wy.next*wx.here), float32(wy.next*wx.next)
			upper[o0] += float32(w00 * lo)
			upper[o1] += float32(w00 * hi)
			upper[bins+o0] += float32(w01 * lo)
			upper[bins+o1] += float32(w01 * hi)
			lower[o0] += float32(w10 * lo)
			lower[o1] += float32(w10 * hi)
			lower[bins+o0] += float32(w11 * lo)
			lower[bins+o1] += float32(w11 * hi)
		}
	}
	var h [128]float32
	for r := range cellsAcross {
		copy(h[r*cellsAcross*bins:(r+1)*cellsAcross*bins], wide[((r+1)*(cellsAcross+2)+1)*bins:])
	}
	return quantise(&h)
}

// sample fills the patch by linear interpolation; beyond the edge the nearest pixel repeats.
func (d *describer) sample(l level, b blob, angle float32) {
	const n = patchSide + 2
	step := float32(sampleSigmas * b.sigma)
	sin, cos := math.Sincos(float64(angle))
	ux, uy := step*float32(cos), step*float32(sin)
	x0 := float32(b.x) - float32((n-1)/2.0)*(ux-uy)
	y0 := float32(b.y) - float32((n-1)/2.0)*(ux+uy)
	reach := float32(n/2.0) * (absolute(ux) + absolute(uy)) // to the patch's corners, and half a sample more
	inside := float32(b.x) > reach && float32(b.y) > reach &&
		float32(b.x)+reach < float32(l.width-2) && float32(b.y)+reach < float32(l.height-2)
	for j := range n {
		px, py := x0-float32(float32(j)*uy), y0+float32(float32(j)*ux)
		row := d.patch[j*n : (j+1)*n]
		if !inside {
			for i := range row {
				row[i] = l.anywhere(px+float32(float32(i)*ux), py+float32(float32(i)*uy))
			}
			continue
		}
		for i := range row {
			x, y := px+float32(float32(i)*ux), py+float32(float32(i)*uy)
			xi, yi := int32(x), int32(y)
			row[i] = interpolated(l.words, l.stride, int(xi), int(yi), x-float32(xi), y-float32(yi))
		}
	}
}

// interpolated interpolates linearly between a pixel and its three neighbours to the right and below.
func interpolated(words []uint64, stride, x, y int, fx, fy float32) float32 {
	word, shift := place(x)
	i, rest := y*stride+word, 63-shift
	p, q := words[i:i+2], words[i+stride:i+stride+2]
	u, v := p[0]>>shift|p[1]<<rest<<1, q[0]>>shift|q[1]<<rest<<1
	p0, p1 := float32(int32(u&lane)), float32(int32(u>>laneBits&lane))
	q0, q1 := float32(int32(v&lane)), float32(int32(v>>laneBits&lane))
	top := p0 + float32(fx*(p1-p0))
	bottom := q0 + float32(fx*(q1-q0))
	return top + float32(fy*(bottom-top))
}

// anywhere interpolates also beyond the edge, where the nearest pixel repeats; centres lie at integers.
func (l level) anywhere(x, y float32) float32 {
	x, y = max(0, min(x, float32(l.width-1))), max(0, min(y, float32(l.height-1)))
	xi, yi := min(int(x), l.width-2), min(int(y), l.height-2)
	return interpolated(l.words, l.stride, xi, yi, x-float32(xi), y-float32(yi))
}

// quantise clips, takes RootSIFT's square root of the shares and rounds to 7 bits.
func quantise(h *[128]float32) Descriptor {
	var square float32
	for _, v := range h {
		square += float32(v * v)
	}
	top := clipShare * float32(math.Sqrt(float64(square)))
	var sum float32
	for i, v := range h {
		h[i] = min(v, top)
		sum += h[i]
	}
	var out Descriptor
	if sum <= 0 {
		return out
	}
	for i, v := range h {
		out[i] = uint8(min(127, int(float32(256*float32(math.Sqrt(float64(v/sum))))+0.5)))
	}
	return out
}

// orientations returns the dominant directions of the gradient around a blob,
// strongest first; at least one. The slice is reused by the next call.
func (d *describer) orientations(l level, b blob) []float32 {
	sigma := angleSigmas * b.sigma
	radius := int(math.Round(3 * sigma))
	radius += radius & 1 // even, so that every second pixel still meets the middle and both ends
	x0, y0 := int(math.Round(b.x)), int(math.Round(b.y))
	fall := float32(-1 / (2 * sigma * sigma))
	var along [mostRadius + 1]float32 // the Gaussian by distance along one axis
	radius = min(radius, mostRadius)
	for i := range radius + 1 {
		along[i] = float32(math.Exp(float64(fall * float32(i*i))))
	}
	var raw, smooth [angleBins]float32
	step := 1
	if radius >= sparseFrom {
		step = 2
	}
	// The first and the last column that have neighbours.
	from, to := x0-radius, min(x0+radius, l.width-2)
	for from < 1 {
		from += step
	}
	n := (to-from)/step + 1
	weights, gx, gy, size, turns := d.lines[0][:n], d.lines[1][:n], d.lines[2][:n], d.lines[3][:n], d.lines[4][:n]
	for i := range weights {
		x := from + i*step
		weights[i] = along[max(x-x0, x0-x)]
	}
	for dy := -radius; dy <= radius; dy += step {
		y := y0 + dy
		if y < 1 || y >= l.height-1 {
			continue
		}
		l.gradients(gx, gy, from, y, step)
		polar(size, turns, gx, gy)
		wy := along[max(dy, -dy)]
		for i, m := range size {
			t := turns[i] * angleBins
			low := int32(t)
			f := t - float32(low)
			if low >= angleBins {
				low -= angleBins
			}
			next := low + 1
			if next == angleBins {
				next = 0
			}
			m *= float32(wy * weights[i])
			raw[next] += float32(m * f)
			raw[low] += m - float32(m*f)
		}
	}
	at := func(i int) float32 { return raw[(i+angleBins)%angleBins] }
	for i := range smooth {
		smooth[i] = float32((at(i-2)+at(i+2))*(1.0/16)) + float32((at(i-1)+at(i+1))*(4.0/16)) + float32(at(i)*(6.0/16))
	}
	var top float32
	for _, v := range smooth {
		top = max(top, v)
	}
	d.angles = d.angles[:0]
	for i, v := range smooth {
		before, after := smooth[(i+angleBins-1)%angleBins], smooth[(i+1)%angleBins]
		if v > before && v >= after && v >= secondPeak*top {
			peak := float32(i) + 0.5*(before-after)/(before-2*v+after)
			d.angles = append(d.angles, float32(float64(peak)*2*math.Pi/angleBins))
		}
	}
	if len(d.angles) == 0 {
		d.angles = append(d.angles, 0)
	}
	return d.angles
}

// gradients fills in the differences of neighbours along a row, from a pixel on
// and at each or each second of those to its right.
func (l level) gradients(gx, gy []float32, x, y, step int) {
	words := l.words[(y-1)*l.stride:]
	above, row, below := words, words[l.stride:], words[2*l.stride:]
	gy = gy[:len(gx)]
	for i := 0; i < len(gx); {
		h := fourOf(row, x+1) + topBits - fourOf(row, x-1)
		v := fourOf(below, x) + topBits - fourOf(above, x)
		for k := 0; k < perWord && i < len(gx); k += step {
			gx[i], gy[i] = float32(int32(h&lane)-nought), float32(int32(v&lane)-nought)
			h, v = h>>(uint(step)*laneBits), v>>(uint(step)*laneBits)
			i++
		}
		x += perWord
	}
}

// octants give the direction in a full turn from that within the first eighth:
// offset + sign·t, by whether |y| > |x|, x < 0 and y < 0.
var octants = [8]struct{ offset, sign float32 }{
	{0, 1}, {0.25, -1}, {0.5, -1}, {0.25, 1}, {1, -1}, {0.75, 1}, {0.5, 1}, {0.75, -1},
}

// polar turns gradients to their sizes and directions, these as shares of a full
// turn, 0 to 1, within 2·10⁻⁵ (a polynomial fitted to the arc tangent on 0 to 1).
// Gradients point anywhere, so that branches would be guessed wrong half of the
// time: bits choose instead.
func polar(size, turn, gx, gy []float32) {
	size, turn, gy = size[:len(gx)], turn[:len(gx)], gy[:len(gx)]
	for i, x := range gx {
		y := gy[i]
		size[i] = float32(math.Sqrt(float64(float32(x*x) + float32(y*y))))
		bx, by := math.Float32bits(x), math.Float32bits(y)
		ax, ay := bx&^(1<<31), by&^(1<<31)
		steep := (ax - ay) >> 31
		swap := (ax - ay) & -steep
		high, low := math.Float32frombits(ax-swap), math.Float32frombits(ay+swap)
		r := low / (high + 1e-30)
		s := float32(r * r)
		t := float32(s*-0.013480470) + 0.057477314
		t = float32(s*t) - 0.121239071
		t = float32(s*t) + 0.195635925
		t = float32(s*t) - 0.332994597
		t = float32(s*t) + 0.999995630
		o := &octants[(steep|bx>>31<<1|by>>31<<2)&7]
		turn[i] = o.offset + float32(o.sign*float32(float32(t*r)*(1/(2*math.Pi))))
	}
}

func absolute(v float32) float32 { return math.Float32frombits(math.Float32bits(v) &^ (1 << 31)) }

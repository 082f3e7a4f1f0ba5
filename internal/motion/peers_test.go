package motion

import (
	"cmp"
	"image"
	"image/color"
	"image/gif"
	"math"
	"slices"
)

// Stand-ins for how others make a GIF, to be measured beside ours. They are
// written from what those methods are, and are nobody's code.

// medianCut chooses one palette for all frames by P. Heckbert's method (1982): the
// box with the most pixels is cut at the median of its longest side.
func medianCut(frames []*image.RGBA, most int) color.Palette {
	type entry struct {
		c [3]uint8
		n int
	}
	counts := map[[3]uint8]int{}
	for _, img := range frames {
		for i := 0; i < len(img.Pix); i += 4 {
			counts[[3]uint8{img.Pix[i] &^ 7, img.Pix[i+1] &^ 7, img.Pix[i+2] &^ 7}]++
		}
	}
	var all []entry
	for c, n := range counts {
		all = append(all, entry{c, n})
	}
	slices.SortFunc(all, func(a, b entry) int { return slices.Compare(a.c[:], b.c[:]) })
	boxes := [][]entry{all}
	size := func(b []entry) (n int) {
		for _, e := range b {
			n += e.n
		}
		return n
	}
	for len(boxes) < most {
		best, pixels := -1, 0
		for i, b := range boxes {
			if n := size(b); len(b) > 1 && n > pixels {
				best, pixels = i, n
			}
		}
		if best < 0 {
			break
		}
		b := boxes[best]
		axis, long := 0, -1
		for k := range 3 {
			lo, hi := 255, 0
			for _, e := range b {
				lo, hi = min(lo, int(e.c[k])), max(hi, int(e.c[k]))
			}
			if hi-lo > long {
				axis, long = k, hi-lo
			}
		}
		slices.SortStableFunc(b, func(p, q entry) int { return cmp.Compare(p.c[axis], q.c[axis]) })
		cut, n := 0, 0
		for cut < len(b)-1 && n < pixels/2 {
			n += b[cut].n
			cut++
		}
		boxes[best] = b[:max(1, cut)]
		boxes = append(boxes, b[max(1, cut):])
	}
	var out color.Palette
	for _, b := range boxes {
		var sum [3]int
		n := 0
		for _, e := range b {
			for k := range 3 {
				sum[k] += (int(e.c[k]) + 4) * e.n
			}
			n += e.n
		}
		out = append(out, color.RGBA{uint8(min(255, sum[0]/n)), uint8(min(255, sum[1]/n)), uint8(min(255, sum[2]/n)), 255})
	}
	return out
}

// neuralNet chooses one palette for frames by a net that learns sampled pixels
// (A. Dekker, 1994), one of so many; every tenth is usual.
func neuralNet(frames []*image.RGBA, every int) color.Palette {
	const size = 256
	var net [size][3]float64
	var frequency, bias [size]float64
	for i := range net {
		net[i] = [3]float64{float64(i), float64(i), float64(i)}
		frequency[i] = 1.0 / size
	}
	var samples [][3]float64
	for _, img := range frames {
		n := len(img.Pix) / 4
		for i, at := 0, 0; i < n/every; i, at = i+1, (at+499)%n {
			samples = append(samples, [3]float64{float64(img.Pix[4*at]), float64(img.Pix[4*at+1]), float64(img.Pix[4*at+2])})
		}
	}
	alpha, radius := 1.0, float64(size)/8
	const cycles = 100
	delta := max(1, len(samples)/cycles)
	for i, s := range samples {
		best, biased := 0, 0
		bestD, biasedD := math.Inf(1), math.Inf(1)
		for k := range net {
			d := math.Abs(net[k][0]-s[0]) + math.Abs(net[k][1]-s[1]) + math.Abs(net[k][2]-s[2])
			if d < bestD {
				bestD, best = d, k
			}
			if d-bias[k] < biasedD {
				biasedD, biased = d-bias[k], k
			}
			frequency[k] -= frequency[k] / 1024
			bias[k] += frequency[k]
		}
		frequency[best] += 1.0 / 1024
		bias[best]--
		r := int(radius)
		if radius < 2 {
			r = 0
		}
		for k := max(0, biased-r); k <= min(size-1, biased+r); k++ {
			a := alpha
			if r > 0 {
				off := float64(k - biased)
				a *= (float64(r*r) - off*off) / float64(r*r)
			}
			for c := range 3 {
				net[k][c] += a * (s[c] - net[k][c])
			}
		}
		if i%delta == delta-1 {
			alpha -= alpha / 40
			radius -= radius / 30
		}
	}
	var out color.Palette
	for _, c := range net {
		out = append(out, color.RGBA{uint8(math.Round(c[0])), uint8(math.Round(c[1])), uint8(math.Round(c[2])), 255})
	}
	return out
}

// asJuxtapose paints each frame as the GIF maker of JuxtaposeJS has it painted:
// with a palette of its own by a net that learns every 20th pixel, the nearest
// colour for each pixel and no dithering.
func asJuxtapose(frames []*image.RGBA) (out gif.GIF) {
	for _, img := range frames {
		one := plainly([]*image.RGBA{img}, neuralNet([]*image.RGBA{img}, 20))
		out.Image, out.Delay = append(out.Image, one.Image...), append(out.Delay, one.Delay...)
	}
	return out
}

// plainly paints all frames with one palette, the nearest for each pixel.
func plainly(frames []*image.RGBA, colours color.Palette) gif.GIF {
	var out gif.GIF
	known := map[[3]uint8]uint8{}
	for _, img := range frames {
		p := image.NewPaletted(img.Rect, colours)
		for i := range p.Pix {
			c := [3]uint8{img.Pix[4*i], img.Pix[4*i+1], img.Pix[4*i+2]}
			n, ok := known[c]
			if !ok {
				n = uint8(colours.Index(color.RGBA{c[0], c[1], c[2], 255}))
				known[c] = n
			}
			p.Pix[i] = n
		}
		out.Image = append(out.Image, p)
		out.Delay = append(out.Delay, 100)
	}
	return out
}

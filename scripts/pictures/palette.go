package main

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// tint is a colour and how often it occurs.
type tint struct {
	rgb   [3]uint8
	count int
}

// fewer returns the picture with at most so many colours, without dithering:
// that would make flat grounds noisy, and the file large. The palette is by
// median cut (Heckbert, 1982), each time of the box whose colours lie furthest
// from their mean.
func fewer(from *image.RGBA, colours int) *image.Paletted {
	counts := map[[3]uint8]int{}
	for i := 0; i < len(from.Pix); i += 4 {
		counts[[3]uint8(from.Pix[i:i+3])]++
	}
	all := make([]tint, 0, len(counts))
	for rgb, n := range counts {
		all = append(all, tint{rgb, n})
	}
	slices.SortFunc(all, func(a, b tint) int { return slices.Compare(a.rgb[:], b.rgb[:]) })
	boxes := [][]tint{all}
	for len(boxes) < colours {
		widest := slices.MaxFunc(boxes, func(a, b []tint) int { return cmp.Compare(error2(a), error2(b)) })
		if error2(widest) == 0 {
			break
		}
		at := slices.IndexFunc(boxes, func(b []tint) bool { return &b[0] == &widest[0] })
		low, high := cut(widest)
		boxes[at] = low
		boxes = append(boxes, high)
	}
	out := image.NewPaletted(from.Rect, make(color.Palette, len(boxes)))
	index := map[[3]uint8]uint8{}
	for i, box := range boxes {
		mean := meanOf(box)
		out.Palette[i] = color.RGBA{uint8(mean[0] + 0.5), uint8(mean[1] + 0.5), uint8(mean[2] + 0.5), 255}
		for _, t := range box {
			index[t.rgb] = uint8(i)
		}
	}
	for i := range out.Pix {
		out.Pix[i] = index[[3]uint8(from.Pix[4*i:4*i+3])]
	}
	return out
}

func meanOf(box []tint) (mean [3]float64) {
	n := 0.0
	for _, t := range box {
		for c := range mean {
			mean[c] += float64(t.count) * float64(t.rgb[c])
		}
		n += float64(t.count)
	}
	for c := range mean {
		mean[c] /= n
	}
	return mean
}

// spread returns the summed squares from the mean, by channel.
func spread(box []tint) (sum [3]float64) {
	mean := meanOf(box)
	for _, t := range box {
		for c := range sum {
			d := float64(t.rgb[c]) - mean[c]
			sum[c] += d * d * float64(t.count)
		}
	}
	return sum
}

func error2(box []tint) float64 { s := spread(box); return s[0] + s[1] + s[2] }

// cut divides a box at the mean of its widest channel.
func cut(box []tint) (low, high []tint) {
	s, mean, widest := spread(box), meanOf(box), 0
	for c := range s {
		if s[c] > s[widest] {
			widest = c
		}
	}
	for _, t := range box {
		if float64(t.rgb[widest]) <= mean[widest] {
			low = append(low, t)
		} else {
			high = append(high, t)
		}
	}
	return low, high
}

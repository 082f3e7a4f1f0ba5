package thumbnail

import (
	"math"
	"slices"
)

// differsInPlace reports whether a square of the thumbnail is unlike the
// picture where most squares are alike.
func (l laid) differsInPlace() bool {
	thumb, pic := l.thumb.luma(), l.pic.luma()
	// One of them grey, the other not: a conversion to grey may weigh colours as it likes.
	switch greyThumb, greyPic := l.thumb.chroma() < grey, l.pic.chroma() < grey; {
	case greyPic && !greyThumb:
		thumb = l.thumb.sum(l.thumb.weights(pic, l.there))
	case greyThumb && !greyPic:
		pic = l.pic.sum(l.pic.weights(thumb, l.there))
	}
	squares := l.squares(thumb, pic)
	return len(squares) > 0 && squares[0] < strange && squares[len(squares)/2] >= usual
}

// squares returns the correlations within squares over the thumbnail that
// overlap by half and say something, in rising order.
func (l laid) squares(thumb, pic []float32) (out []float64) {
	w, h := l.thumb.width, l.thumb.height
	thumb, pic = smoothed(thumb, w), smoothed(pic, w)
	for y0 := 0; y0+square <= h; y0 += square / 2 {
		for x0 := 0; x0+square <= w; x0 += square / 2 {
			in, n := make([]bool, len(thumb)), 0
			for y := y0; y < y0+square; y++ {
				for x := x0; x < x0+square; x++ {
					if l.there[y*w+x] {
						in[y*w+x] = true
						n++
					}
				}
			}
			if n >= square*square*3/4 && telling(thumb, pic, in) {
				out = append(out, correlation(thumb, pic, in))
			}
		}
	}
	slices.Sort(out)
	return out
}

// telling reports whether the cells that count say something of likeness: both
// have detail there, or one has much and the other none though it is neither
// black nor white, where a change of tone would have cut its detail off.
func telling(a, b []float32, count []bool) bool {
	sa, sb := spread(a, count), spread(b, count)
	if sa > sb {
		a, b, sa, sb = b, a, sb, sa
	}
	if sa >= plain {
		return true
	}
	level := mean(a, count)
	return sb >= 2*plain && level >= ends && level <= 255-ends
}

func mean(v []float32, count []bool) float64 {
	var n, sum float64
	for i, yes := range count {
		if yes {
			n++
			sum += float64(v[i])
		}
	}
	return sum / max(1, n)
}

// smoothed averages over each cell and its neighbours: a thumbnail made of
// single pixels of the picture is like it only then.
func smoothed(v []float32, width int) []float32 {
	height := len(v) / width
	out := make([]float32, len(v))
	for y := range height {
		for x := range width {
			var sum, n float32
			for ny := max(0, y-1); ny <= min(height-1, y+1); ny++ {
				for nx := max(0, x-1); nx <= min(width-1, x+1); nx++ {
					sum += v[ny*width+nx]
					n++
				}
			}
			out[y*width+x] = sum / n
		}
	}
	return out
}

// lumaWeights are those of Rec. 601.
var lumaWeights = [4]float64{0.299, 0.587, 0.114, 0}

// sum returns the weighed sum of the channels, and a constant.
func (p plane) sum(k [4]float64) []float32 {
	out := make([]float32, p.width*p.height)
	for i := range out {
		out[i] = float32(float64(k[0]*float64(p.pix[0][i])) + float64(k[1]*float64(p.pix[1][i])) + float64(k[2]*float64(p.pix[2][i])) + k[3])
	}
	return out
}

// chroma is the mean distance of the channels from one another.
func (p plane) chroma() float64 {
	sum := 0.0
	for i := range p.pix[0] {
		r, g, b := p.pix[0][i], p.pix[1][i], p.pix[2][i]
		sum += float64(max(r, g, b) - min(r, g, b))
	}
	return sum / float64(len(p.pix[0]))
}

// weights returns by which weights of the channels, and which constant, the
// plane comes nearest to a grey one: least squares, three times, each time
// without the cells that lie far off.
func (p plane) weights(grey []float32, there []bool) [4]float64 {
	best := lumaWeights
	use := slices.Clone(there)
	for range 3 {
		var m [4][5]float64
		for i, yes := range use {
			if !yes {
				continue
			}
			v := [5]float64{float64(p.pix[0][i]), float64(p.pix[1][i]), float64(p.pix[2][i]), 1, float64(grey[i])}
			for r := range m {
				for c := range m[r] {
					m[r][c] += v[r] * v[c]
				}
			}
		}
		k, ok := solve(m)
		if !ok {
			break
		}
		best = k
		out := p.sum(k)
		limit := float32(2.5 * scatter(out, grey, there))
		for i := range use {
			use[i] = there[i] && abs(out[i]-grey[i]) <= limit
		}
	}
	return best
}

// solve solves four linear equations; ok is false where they have no one solution.
func solve(m [4][5]float64) (k [4]float64, ok bool) {
	for c := range 4 {
		pivot := c
		for r := c + 1; r < 4; r++ {
			if math.Abs(m[r][c]) > math.Abs(m[pivot][c]) {
				pivot = r
			}
		}
		m[c], m[pivot] = m[pivot], m[c]
		if math.Abs(m[c][c]) < 1e-6 {
			return k, false
		}
		for r := range 4 {
			if r != c {
				f := m[r][c] / m[c][c]
				for j := c; j < 5; j++ {
					m[r][j] -= f * m[c][j]
				}
			}
		}
	}
	for r := range 4 {
		k[r] = m[r][4] / m[r][r]
	}
	return k, true
}

// localMean averages over the cells within reach that count.
func localMean(v []float32, there []bool, width int) []float32 {
	height := len(v) / width
	sum, count := make([]float64, (width+1)*(height+1)), make([]float64, (width+1)*(height+1))
	for y := range height {
		for x := range width {
			i, at := y*width+x, (y+1)*(width+1)+x+1
			var value, one float64
			if there[i] {
				value, one = float64(v[i]), 1
			}
			sum[at] = value + sum[at-1] + sum[at-width-1] - sum[at-width-2]
			count[at] = one + count[at-1] + count[at-width-1] - count[at-width-2]
		}
	}
	out := make([]float32, len(v))
	for y := range height {
		for x := range width {
			x0, x1, y0, y1 := max(0, x-reach), min(width, x+reach+1), max(0, y-reach), min(height, y+reach+1)
			total := func(t []float64) float64 {
				return t[y1*(width+1)+x1] - t[y0*(width+1)+x1] - t[y1*(width+1)+x0] + t[y0*(width+1)+x0]
			}
			if n := total(count); n > 0 {
				out[y*width+x] = float32(total(sum) / n)
			}
		}
	}
	return out
}

// scatter is a standard deviation that a few cells far off don't change: 1.4826 times the median distance.
func scatter(a, b []float32, there []bool) float64 {
	var d []float32
	for i, yes := range there {
		if yes {
			d = append(d, abs(a[i]-b[i]))
		}
	}
	if len(d) == 0 {
		return 0
	}
	slices.Sort(d)
	return 1.4826 * float64(d[len(d)/2])
}

func abs(v float32) float32 { return max(v, -v) }

package compare

import (
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// A change of colour alone (a flag, a uniform) leaves luma as it is. Where both
// pictures have colour, Cb and Cr are compared as well, at half the plane's
// size, which is all that most JPEG files hold of them. White balance and
// saturation of a whole picture are taken out first: by the curves of the
// channels and by one linear map of (Cb, Cr), so that only what is local stays.

// chromaPlanes are the two pictures' Cb and Cr on the half plane, in levels about 0.
type chromaPlanes struct {
	size               geom.Size
	mask               []Known
	doubt              []uint8
	claimed, predicted [2][]float32
}

// halfChroma reduces the pictures to their colour.
func (d *measuring) halfChroma() *chromaPlanes {
	size := geom.Size{Width: d.Size.Width / 2, Height: d.Size.Height / 2}
	if size.Empty() {
		return nil
	}
	n := size.Pixels()
	c := &chromaPlanes{size: size, mask: make([]Known, n), doubt: make([]uint8, n)}
	for k := range 2 {
		c.claimed[k], c.predicted[k] = make([]float32, n), make([]float32, n)
	}
	w := d.Size.Width
	rows.Each(size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			light := d.Light.row(2*y - d.Light.Over.Min.Y)
			for x := range size.Width {
				o, i := y*size.Width+x, 2*y*w+2*x
				var a, b [3]float32
				for _, j := range [4]int{i, i + 1, i + w, i + w + 1} {
					c.mask[o] = max(c.mask[o], d.Mask[j])
					c.doubt[o] = max(c.doubt[o], d.doubt[j])
					q, r := d.pixels.claimed[j], d.Tone.channels(d.pixels.candidate[j])
					for k := range a {
						a[k] += float32(q >> (8 * k) & 0xFF)
						b[k] += r[k]
					}
				}
				if c.mask[o] != Told {
					continue
				}
				gain, _ := light(2*x - d.Light.Over.Min.X)
				cb, cr := chromaOf(a)
				c.claimed[0][o], c.claimed[1][o] = cb/4, cr/4
				cb, cr = chromaOf(b)
				c.predicted[0][o], c.predicted[1][o] = cb/4*float32(gain), cr/4*float32(gain)
			}
		}
	})
	return c
}

// channels returns a candidate's pixel after the channels' curves.
func (t *Tone) channels(q uint32) [3]float32 {
	if c := t.Channels; c != nil {
		return [3]float32{c[0].Curve[q&0xFF], c[1].Curve[q>>8&0xFF], c[2].Curve[q>>16&0xFF]}
	}
	return [3]float32{float32(q & 0xFF), float32(q >> 8 & 0xFF), float32(q >> 16 & 0xFF)}
}

func chromaOf(p [3]float32) (cb, cr float32) {
	r, g, b := p[0], p[1], p[2]
	return float32(-0.168736*r) - float32(0.331264*g) + float32(0.5*b), float32(0.5*r) - float32(0.418688*g) - float32(0.081312*b)
}

const (
	chromaSamples = 20_000
	chromaRounds  = 6
)

// balance fits claimed = M·predicted + o for each of Cb and Cr, robustly, and
// applies it. It is told from noise: where hardly anything has colour the map
// stays near that of no change.
func (c *chromaPlanes) balance() {
	var fitted [2][3]float64
	rows.Tasks(2, func(k int) { fitted[k] = c.balanceOf(k) })
	rows.Each(c.size.Height, func(_, y0, y1 int) {
		for i := y0 * c.size.Width; i < y1*c.size.Width; i++ {
			if c.mask[i] == Told {
				a, b := float64(c.predicted[0][i]), float64(c.predicted[1][i])
				for k, x := range fitted {
					c.predicted[k][i] = float32(float64(x[0]*a) + float64(x[1]*b) + x[2])
				}
			}
		}
	})
}

// balanceOf fits one of the two.
func (c *chromaPlanes) balanceOf(k int) [3]float64 {
	step := max(1, int(math.Sqrt(float64(c.size.Pixels())/chromaSamples)))
	x := [3]float64{}
	x[k] = 1
	scale := 8.0
	for range chromaRounds {
		var f fit
		const prior = 50 // samples at 8 levels that say nothing changed
		for j := range 2 {
			v := [3]float64{}
			v[j] = 8
			f.add(v, 8*identity(j, k), prior)
		}
		var distances histogram
		for y := step / 2; y < c.size.Height; y += step {
			for at := step / 2; at < c.size.Width; at += step {
				i := y*c.size.Width + at
				if c.mask[i] != Told || c.doubt[i] >= sure {
					continue
				}
				v := [3]float64{float64(c.predicted[0][i]), float64(c.predicted[1][i]), 1}
				q := float64(c.claimed[k][i])
				r := q - float64(x[0]*v[0]) - float64(x[1]*v[1]) - x[2]
				distances.add(math.Abs(r))
				if u := r / (4.685 * scale); u < 1 && u > -1 {
					f.add(v, q, (1-u*u)*(1-u*u))
				}
			}
		}
		next, ok := f.without(0)
		if !ok || distances.n < 100 {
			break
		}
		x = next
		scale = max(1, 1.4826*distances.median())
	}
	return x
}

// histogram counts distances by eighths of a level.
type histogram struct {
	counts [8 * 64]int
	n      int
}

func (h *histogram) add(distance float64) {
	h.counts[min(len(h.counts)-1, int(8*distance))]++
	h.n++
}

func (h *histogram) median() float64 {
	below := 0
	for i, c := range h.counts {
		if below += c; 2*below >= h.n {
			return (float64(i) + 0.5) / 8
		}
	}
	return 0
}

func identity(j, k int) float64 {
	if j == k {
		return 1
	}
	return 0
}

// chromaWeight is what the two squares of colour count for: less than their
// mean, because blocks of coarse JPEG err in colour over 16 pixels together, and
// no curve follows a filter's saturation all the way.
const chromaWeight = 0.5 / 4

// addChroma raises the squares where colour differs more than luma does.
func (d *measuring) addChroma(c *chromaPlanes) {
	half := &Map{Size: c.size, Mask: c.mask}
	var squares [2][]float32
	rows.Tasks(2, func(k int) {
		if d.Light.Used { // a veil of light has a colour of its own
			if l := half.measureLight(c.claimed[k], c.predicted[k]); l.Used {
				half.inLight(&l, c.predicted[k], c.predicted[k])
			}
		}
		residual := residuals(c.claimed[k], c.predicted[k], c.size)
		n := measureNoise(residual, c.predicted[k], c.doubt, half)
		rows.Each(c.size.Height, func(_, y0, y1 int) {
			variance := n.newRow(c.predicted[k], c.size)
			for y := y0; y < y1; y++ {
				row := variance(y)
				for x := range c.size.Width {
					i := y*c.size.Width + x
					if c.mask[i] == Told {
						r := residual[i]
						residual[i] = r * r / (row[x] + doubted(c.doubt[i]))
					}
				}
			}
		})
		squares[k] = residual
	})
	w := d.Size.Width
	rows.Each(c.size.Height, func(_, y0, y1 int) {
		for y := y0; y < y1; y++ {
			for x := range c.size.Width {
				o := y*c.size.Width + x
				s := min((squares[0][o]+squares[1][o])*chromaWeight, maxSquare)
				i := 2*y*w + 2*x
				for _, j := range [4]int{i, i + 1, i + w, i + w + 1} {
					if d.Mask[j] == Told {
						d.squares[j] = max(d.squares[j], s)
					}
				}
			}
		}
	})
}

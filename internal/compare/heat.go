package compare

import (
	"image"
	"image/color"
	"math"
	"sync/atomic"

	"github.com/motbilde/motbilde/internal/geom"
)

// cividis from its middle upwards (Nuñez, Anderton and Renslow, 2018), which
// people with any colour vision read in the same order: its darker half would
// drown in the dimmed claim.
var cividis = [...][3]float64{
	{124, 123, 120}, {138, 135, 121}, {166, 157, 117}, {196, 181, 108}, {228, 207, 91}, {255, 234, 70},
}

// cividisAt holds the places of those colours between 0 and 1.
var cividisAt = [...]float64{0, 0.111, 0.333, 0.556, 0.778, 1}

// HeatSteps is the number of colours of the heat map.
const HeatSteps = 16

// HeatColour returns the colour of step n, 0 to HeatSteps − 1.
func HeatColour(n int) color.RGBA {
	t := float64(min(max(n, 0), HeatSteps-1)) / (HeatSteps - 1)
	i := 0
	for i < len(cividisAt)-2 && t > cividisAt[i+1] {
		i++
	}
	f := (t - cividisAt[i]) / (cividisAt[i+1] - cividisAt[i])
	var c [3]uint8
	for k := range c {
		c[k] = uint8(math.Round(cividis[i][k] + f*(cividis[i+1][k]-cividis[i][k])))
	}
	return color.RGBA{c[0], c[1], c[2], 255}
}

// Legend says what the heat map's colours mean.
type Legend struct {
	Kind     Kind      // says the unit
	From, To float64   // the difference at the first and the last colour; the last colour holds all above To too
	Ticks    []float64 // round values from From to To
}

// LegendOf returns the legend of a view's heat map.
func LegendOf(v View) Legend {
	v = v.withDefaults()
	l := Legend{Kind: v.Kind, From: v.ShowFrom, To: v.ShowTo}
	step := 1.0
	for _, s := range []float64{1, 2, 5, 10, 20, 50} {
		step = s
		if (l.To-l.From)/s <= 5 {
			break
		}
	}
	for t := math.Ceil(l.From/step) * step; t <= l.To+1e-9; t += step {
		l.Ticks = append(l.Ticks, t)
	}
	return l
}

// Strip returns the legend's colours as a picture of that size, low values left.
func (l Legend) Strip(size geom.Size) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	for x := range size.Width {
		c := HeatColour(x * HeatSteps / size.Width)
		for y := range size.Height {
			out.SetRGBA(x, y, c)
		}
	}
	return out
}

// heatCover is how much of the claim the heat map hides: a trace of it stays
// visible, so that a reader knows the place.
const heatCover = 220 // of 256

// Hatching: lines at 45°, hatchPeriod stage pixels apart and hatchWidth wide
// (measured along the row), which travel with the picture. What lies below the
// resolution is hatched twice as widely and fainter: something is known of it.
const (
	hatchPeriod  = 9
	hatchWidth   = 2
	hatchLight   = 184 // of 256
	coarsePeriod = 2 * hatchPeriod
	coarseLight  = 128
)

// difference paints the heat map over the dimmed, grey claim.
func (r *render) difference(pane, inner image.Rectangle, stageFromClaimed geom.Map) {
	claimed := r.claimLayer(stageFromClaimed, pane)
	dim := dimmed(r.view.Light)
	newRow := r.differing(pane, inner, stageFromClaimed)
	r.looked = newRow != nil
	heat := newHeatScale(r.view.ShowFrom, r.view.ShowTo)
	origin := stageFromClaimed.Apply(geom.Point{})
	phase := int(math.Round(math.Mod(origin.X+origin.Y, coarsePeriod))) + 2*coarsePeriod
	r.paint(pane, inner, func() func([]uint32, int) {
		scratch, values := make([]uint32, 4*inner.Dx()), make([]uint32, inner.Dx())
		row := func([]uint32, []uint32, int) {} // nothing is told: no place differs
		if newRow != nil {
			row = newRow()
		}
		return func(dst []uint32, y int) {
			claimed.row(dst, inner.Min.X, y, scratch)
			row(values, dst, y)
			hatched, coarse, lit := false, false, false
			for i, p := range dst {
				d := dim.of(p)
				switch q := values[i]; {
				case q == unknown:
					hatched = true
					if (inner.Min.X+i+y+3*coarsePeriod-phase)%hatchPeriod < hatchWidth {
						d = mix(d, hatchColour, hatchLight)
					}
				case q == belowResolution:
					coarse = true
					if (inner.Min.X+i+y+3*coarsePeriod-phase)%coarsePeriod < hatchWidth {
						d = mix(d, hatchColour, coarseLight)
					}
				case newRow != nil && q >= heat.from:
					lit = true
					d = mix(d, heat.colour(q), heatCover)
				}
				dst[i] = d
			}
			for _, f := range [...]struct {
				flag  *atomic.Bool
				found bool
			}{{&r.cantTell, hatched}, {&r.coarse, coarse}, {&r.lit, lit}} {
				if f.found {
					f.flag.Store(true)
				}
			}
		}
	})
}

const hatchColour = 0xFFE6E6E6

// dim holds the grey pixel of each luma under the heat map.
type dim [256]uint32

func dimmed(light float64) *dim {
	var d dim
	for i := range d {
		g := uint32(math.Round(float64(i) * light))
		d[i] = g | g<<8 | g<<16 | 0xFF000000
	}
	return &d
}

// of returns the dimmed grey of a premultiplied pixel.
func (d *dim) of(p uint32) uint32 {
	q := d[luma8(p)]
	if a := p >> 24; a != 255 {
		return q&0x00FFFFFF | a<<24
	}
	return q
}

// luma8 returns the luma of a pixel, 0.299 R + 0.587 G + 0.114 B, rounded.
func luma8(p uint32) uint8 {
	return uint8((p&0xFF*19595 + p>>8&0xFF*38470 + p>>16&0xFF*7471 + 1<<15) >> 16)
}

// heatScale turns z in units of 1/ZUnit into colours.
type heatScale struct {
	from   uint32
	scale  float64
	colors [HeatSteps]uint32
}

func newHeatScale(from, to float64) *heatScale {
	h := &heatScale{from: uint32(math.Round(from * ZUnit)), scale: HeatSteps / ((to - from) * ZUnit)}
	for i := range h.colors {
		h.colors[i] = packed(HeatColour(i))
	}
	return h
}

func (h *heatScale) colour(z uint32) uint32 {
	return h.colors[min(HeatSteps-1, int(float64(z-h.from)*h.scale))]
}

// What stands in rows of differences where none can be told.
const (
	unknown         = math.MaxUint32 // see Outside and Clipped
	belowResolution = unknown - 1    // see Coarse
)

// standIn holds what stands for a difference that can't be told.
var standIn = [...]uint32{Outside: unknown, Clipped: unknown, Coarse: belowResolution}

// placedPlane is one level of a difference map, looked up by stage pixels. As
// claim and stage differ by scale and shift alone, columns are worked out once.
type placedPlane struct {
	level   *zLevel
	columns []planeColumn
	v0, dv  float64
}

type planeColumn struct {
	left, right, nearest int32
	weight               uint32 // of right, 0 to 255
}

// placed chooses the level on which stage pixels lie at most one pixel apart,
// and works out the columns of the stage pixels in inner.
func (m *Map) placed(claimedFromStage geom.Map, inner image.Rectangle) *placedPlane {
	f := m.PlaneFromClaimed.After(claimedFromStage)
	n, k := 0, 1.0
	for n < len(m.levels)-1 && f[0]*k > 1 {
		n++
		k /= 2
	}
	p := &placedPlane{level: m.levels[n], columns: make([]planeColumn, inner.Dx())}
	last := p.level.size.Width - 1
	for i := range p.columns {
		u := k*(f[0]*(float64(inner.Min.X+i)+0.5)+f[2]) - 0.5
		left, weight := split(u, last)
		p.columns[i] = planeColumn{left: int32(left), right: int32(min(left+1, last)), nearest: int32(clampInt(math.Round(u), 0, last)), weight: weight}
	}
	p.v0, p.dv = k*(f[4]*0.5+f[5])-0.5, k*f[4]
	return p
}

// split returns the pixel at or before u and the weight of the next one in 1/256.
func split(u float64, last int) (left int, weight uint32) {
	if u <= 0 {
		return 0, 0
	}
	f := math.Floor(u)
	return clampInt(f, 0, last), uint32((u - f) * 256)
}

// row fills dst with z × ZUnit of stage row y, or what stands for it.
func (p *placedPlane) row(dst []uint32, y int) {
	l, v := p.level, p.v0+p.dv*float64(y)
	last := l.size.Height - 1
	top, fy := split(v, last)
	w := l.size.Width
	upper, lower := l.z[w*top:w*(top+1)], l.z[w*min(top+1, last):][:w]
	mask := l.mask[w*clampInt(math.Round(v), 0, last):][:w]
	for i := range dst {
		c := &p.columns[i]
		if k := mask[c.nearest]; k != Told {
			dst[i] = standIn[k]
			continue
		}
		a := uint32(upper[c.left])*(256-fy) + uint32(lower[c.left])*fy
		b := uint32(upper[c.right])*(256-fy) + uint32(lower[c.right])*fy
		dst[i] = (a>>8*(256-c.weight) + b>>8*c.weight) >> 8
	}
}

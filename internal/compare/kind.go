package compare

import (
	"image"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
)

// Kind is which difference DifferenceMode shows. The first tells what stands
// out, the other two show the pixels' own differences: they light up wherever
// tone, light, noise or compression differ too.
type Kind int

// The kinds.
const (
	// Significance is how far the two differ in units of what tone, noise and
	// compression explain, see Map.Z. Its unit is × noise.
	Significance Kind = iota
	// Proportional is |claim − candidate| of luma after Map.Tone and Map.Light,
	// in percent of the brighter of the two there, and of proportionalFloor
	// where both are darker: a change in the shade counts as much as one of the
	// same ratio in the light. It is the same whichever of the two is darker.
	Proportional
	// Plain is |claim − aligned candidate| of luma, both as they are. Its unit
	// is a grey level of 255.
	Plain
	kinds
)

// proportionalFloor is the brightness below which Proportional divides by no
// less, in grey levels: near black a level or two of noise is no proportion.
const proportionalFloor = 16

// defaults holds from where to where a kind is shown.
var defaults = [kinds]struct{ from, to float64 }{
	Significance: {DefaultShowFrom, DefaultShowTo},
	Proportional: {10, 60}, // percent; below lies what JPEG leaves on edges
	Plain:        {8, 64},  // grey levels; the same
}

// Name returns the kind's stable name.
func (k Kind) Name() string {
	return [kinds]string{Significance: "significance", Proportional: "proportional", Plain: "plain"}[k]
}

// ShowFrom returns the least difference that is shown where a view says nothing, in the kind's unit.
func (k Kind) ShowFrom() float64 { return defaults[k].from }

// ShowTo returns the difference that gets the last colour where a view says nothing.
func (k Kind) ShowTo() float64 { return defaults[k].to }

// differing returns what fills a row with differences × ZUnit, or with what
// stands for one that can't be told, from the claim's pixels of that row; nil
// where nothing was measured that could be shown.
func (r *render) differing(pane, inner image.Rectangle, stageFromClaimed geom.Map) func() func(values, claimed []uint32, y int) {
	m := r.pair.Map
	if m == nil && r.view.Kind != Plain {
		return nil
	}
	claimedFromStage, _ := stageFromClaimed.Inverse()
	var plane *placedPlane
	if m != nil {
		plane = m.placed(claimedFromStage, inner)
	}
	if r.view.Kind == Significance {
		return func() func(values, _ []uint32, y int) {
			return func(values, _ []uint32, y int) { plane.row(values, y) }
		}
	}
	candidate := r.candidateLayer(stageFromClaimed, pane)
	var light *placedLight
	if r.view.Kind == Proportional {
		light = m.Light.placed(m.PlaneFromClaimed.After(claimedFromStage), inner)
	}
	return func() func(values, claimed []uint32, y int) {
		scratch, found := make([]uint32, 4*inner.Dx()), make([]uint32, inner.Dx())
		return func(values, claimed []uint32, y int) {
			candidate.row(found, inner.Min.X, y, scratch)
			if r.view.Kind == Plain {
				plainRow(values, claimed, found)
				return
			}
			plane.maskRow(values, y)
			proportionalRow(values, claimed, found, &m.Tone, light.at(y))
		}
	}
}

// plainRow fills values with the differences of luma. They can be told wherever
// both pictures have pixels.
func plainRow(values, claimed, found []uint32) {
	for i, p := range claimed {
		q := found[i]
		if p>>24 != 255 || q>>24 != 255 {
			values[i] = unknown
			continue
		}
		a, b := luma16(p), luma16(q)
		values[i] = max(a, b) - min(a, b)
	}
}

// luma16 returns the luma of a pixel × 256.
func luma16(p uint32) uint32 { return (p&0xFF*19595 + p>>8&0xFF*38470 + p>>16&0xFF*7471 + 1<<7) >> 8 }

// proportionalRow fills values where they hold 0 and not what stands for a
// difference that can't be told.
func proportionalRow(values, claimed, found []uint32, t *Tone, light func(i int) (gain, bias float32)) {
	for i, p := range claimed {
		q := found[i]
		switch {
		case values[i] != 0:
		case p>>24 != 255 || q>>24 != 255:
			values[i] = unknown
		default:
			gain, bias := light(i)
			a, b := lumaOf(p), min(max(float32(gain*t.predict(q))+bias, 0), 255)
			values[i] = uint32(100 * ZUnit * (max(a, b) - min(a, b)) / max(a, b, proportionalFloor))
		}
	}
}

// maskRow fills dst with 0 where a difference can be told at stage row y, and
// else with what stands for it.
func (p *placedPlane) maskRow(dst []uint32, y int) {
	l := p.level
	v := p.v0 + p.dv*float64(y)
	mask := l.mask[l.size.Width*clampInt(math.Round(v), 0, l.size.Height-1):][:l.size.Width]
	for i := range dst {
		dst[i] = 0
		if k := mask[p.columns[i].nearest]; k != Told {
			dst[i] = standIn[k]
		}
	}
}

// placedLight is the light looked up by stage pixels; columns are worked out once.
type placedLight struct {
	light   *Light
	columns []lightColumn
	v0, dv  float64 // the grid's row of a stage row
}

type lightColumn struct {
	left   int32
	weight float32 // of the knot to the right
}

// placed places the light on the stage pixels in inner.
func (l *Light) placed(planeFromStage geom.Map, inner image.Rectangle) *placedLight {
	kx, ky := (lightKnots-1)/float64(l.Over.Dx()), (lightKnots-1)/float64(l.Over.Dy())
	p := &placedLight{light: l, columns: make([]lightColumn, inner.Dx())}
	for i := range p.columns {
		x := planeFromStage[0]*(float64(inner.Min.X+i)+0.5) + planeFromStage[2]
		left, weight := knotAt(kx * (x - 0.5 - float64(l.Over.Min.X)))
		p.columns[i] = lightColumn{int32(left), float32(weight)}
	}
	p.dv = ky * planeFromStage[4]
	p.v0 = ky * (planeFromStage[4]*0.5 + planeFromStage[5] - 0.5 - float64(l.Over.Min.Y))
	return p
}

// knotAt returns the knot at or before a place of the grid and the weight of the next one.
func knotAt(u float64) (left int, weight float64) {
	u = min(max(u, 0), lightKnots-1)
	left = min(int(u), lightKnots-2)
	return left, u - float64(left)
}

// at returns gain and bias along stage row y, by the column's place in inner.
func (p *placedLight) at(y int) func(i int) (gain, bias float32) {
	if !p.light.Used {
		return func(int) (float32, float32) { return 1, 0 }
	}
	top, weight := knotAt(p.v0 + p.dv*float64(y))
	fy := float32(weight)
	var gain, bias [lightKnots]float32
	for i := range gain {
		above, below := top*lightKnots+i, (top+1)*lightKnots+i
		gain[i] = float32(p.light.Gain[above]*(1-fy)) + float32(p.light.Gain[below]*fy)
		bias[i] = float32(p.light.Bias[above]*(1-fy)) + float32(p.light.Bias[below]*fy)
	}
	return func(i int) (float32, float32) {
		c := p.columns[i]
		return gain[c.left] + float32(c.weight*(gain[c.left+1]-gain[c.left])),
			bias[c.left] + float32(c.weight*(bias[c.left+1]-bias[c.left]))
	}
}

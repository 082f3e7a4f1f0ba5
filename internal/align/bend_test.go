package align

import (
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestBendExplainsWhatACurvedScreenDoesAndDepthDoesNot(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	from := geom.Scaling(1.3, 1.2)
	bent, deep := make([]Inlier, 200), make([]Inlier, 200)
	for i := range bent {
		p := geom.Point{X: 800 * r.Float64(), Y: 500 * r.Float64()}
		noise := geom.Point{X: 0.3 * r.NormFloat64(), Y: 0.3 * r.NormFloat64()}
		// Around a centre that is not the middle.
		off := p.Sub(geom.Point{X: 300, Y: 280})
		square := off.X*off.X + off.Y*off.Y
		bent[i] = Inlier{Claimed: p, Candidate: from.Apply(p.Add(off.Times(1e-7 * square))).Add(noise)}
		// Things at three distances, anywhere.
		aside := geom.Point{X: float64(4*r.IntN(3) - 4)}
		deep[i] = Inlier{Claimed: p, Candidate: from.Apply(p.Add(aside)).Add(noise)}
	}
	if left := bendLeaves(bent, from); left > 0.05 {
		t.Errorf("a bend leaves %.3f of what is a bend", left)
	}
	if left := bendLeaves(deep, from); left < 0.8 {
		t.Errorf("a bend leaves only %.3f of what is depth", left)
	}
	if left := bendLeaves(bent[:leastBending-1], from); left != 1 {
		t.Errorf("so few inliers told a bend: %.3f left", left)
	}
}

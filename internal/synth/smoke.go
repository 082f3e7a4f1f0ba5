package synth

import (
	"math"
	"sort"

	"github.com/motbilde/motbilde/internal/rows"
)

// billow is a ball of smoke, steam or spray in the air of a built scene.
type billow struct {
	at      vec
	radius  float64 // metres
	colour  light   // share of light given back
	shine   light   // light of its own
	thick   float32 // how much its middle hides, 0 to 1
	ragged  float32 // how far its rim wanders
	seed    float32
	twinkle float32 // how much of its shine the noise takes away
}

// billows draws smoke over the picture, the farthest first, hidden by what
// stands before it.
func (x *exposure) billows(l *daylight, list []billow) {
	type seenBall struct {
		billow
		x, y, r, depth float64
	}
	var balls []seenBall
	for _, b := range list {
		px, py, depth := x.eye.sees(b.at)
		r := b.radius * x.eye.focal / depth
		if depth < 1 || px+r < 0 || py+r < 0 || px-r > float64(x.w) || py-r > float64(x.h) {
			continue
		}
		balls = append(balls, seenBall{b, px, py, r, depth})
	}
	sort.SliceStable(balls, func(i, j int) bool { return balls[i].depth > balls[j].depth })
	sun := vec{l.toSun.dot(x.eye.right), -l.toSun.dot(x.eye.up), -l.toSun.dot(x.eye.ahead)}
	rows.Each(x.h, func(_, y0, y1 int) {
		for i := range balls {
			b := &balls[i]
			var ambient light
			l.fallsOnAir(b.at, &ambient)
			side := 2.6 / float32(b.r) * tileWave // two and a half waves to a radius
			dir := b.at.sub(x.eye.at)
			away := dir.length()
			dir = dir.times(1 / away)
			for y := max(y0, int(b.y-b.r)); y < min(y1, int(b.y+b.r)+1); y++ {
				dy := float32((float64(y) + 0.5 - b.y) / b.r)
				for px := max(0, int(b.x-b.r)); px < min(x.w, int(b.x+b.r)+1); px++ {
					dx := float32((float64(px) + 0.5 - b.x) / b.r)
					q := dx*dx + dy*dy
					if q >= 1 {
						continue
					}
					i := y*x.w + px
					front := smooth(-1, 1, (x.depth[i]-float32(b.depth))/float32(b.radius))
					if front == 0 {
						continue
					}
					u, v := (float32(px)-float32(b.x))*side+b.seed*97, (float32(y)-float32(b.y))*side+b.seed*61
					n1, n2 := x.noise.at(u*0.5, v*0.5), x.noise.at(u+31, v+7)
					n3 := x.noise.at(2.2*u+5, 2.2*v+11)
					body := 1 - q + b.ragged*(0.5*n1+0.3*n2+0.15*n3)
					cover := b.thick * smooth(0.08, 0.75, body) * smooth(1, 0.75, q) * front
					if cover <= 0.002 {
						continue
					}
					// It is lit as a ball with dents.
					nz := float32(math.Sqrt(float64(1 - q)))
					lit := (dx+0.30*n2)*float32(sun.x) + (dy+0.30*n1)*float32(sun.y) + nz*float32(sun.z)
					lit = 0.22 + 0.78*smooth(-0.5, 1, lit+0.16*n3)
					dark := 0.86 + 0.14*min(max(-dy+0.5*n2, -1), 1)
					p := &x.v[i]
					var c light
					own := 1 - b.twinkle*smooth(-1.2, 1, n2+0.6*n3)
					for k := range c {
						c[k] = b.colour[k]*(ambient[k]*dark+l.sun[k]*lit) + b.shine[k]*own
					}
					c = l.hazed(c, dir, away)
					for k := range p {
						p[k] += (c[k] - p[k]) * cover
					}
				}
			}
		}
	})
}

// fallsOnAir is the light of sky and lamps that falls on smoke at a place.
func (l *daylight) fallsOnAir(at vec, sum *light) {
	for i := range sum {
		sum[i] = 0.4*l.zenith[i] + 0.5*l.around[i] + 0.2*l.ground[i]
	}
	for i := range l.lamps {
		g := &l.lamps[i]
		d := g.at.sub(at)
		k := 0.5 * g.radius * g.radius / (d.dot(d) + g.radius*g.radius)
		if g.aim != (vec{}) {
			k *= smooth64(g.narrow, g.narrow+0.6*(1-g.narrow), -d.dot(g.aim)/(d.length()+1e-9))
		}
		for j := range sum {
			sum[j] += g.colour[j] * float32(k)
		}
	}
}

// heaven is a sky with clouds on a level above the viewer.
type heaven struct {
	zenith, horizon light
	glow            light   // added around the sun
	toSun           vec     // unit
	cover           float32 // 0 clear … 1 overcast
	bright, dark    light   // of the clouds
	body, wisp      octave
	drift           float64 // metres that they have moved
	noise           tile
}

func newHeaven(d *dice) heaven {
	return heaven{body: newOctave(d, 1500), wisp: newOctave(d, 420), noise: noiseTile()}
}

func (h *heaven) at(dir vec) (c light) {
	up := max(dir.z, 0.004)
	k := float32(1 - math.Exp(-3.4*up))
	sun := float32(max(0, dir.dot(h.toSun)))
	near := sun * sun * sun * sun
	disc := float32(0)
	for range 4 {
		near *= near
	}
	if h.glow != (light{}) {
		disc = float32(math.Pow(float64(sun), 6))
	}
	away := 900 / (up + 0.035)
	x, y := float32(dir.x*away+h.drift), float32(dir.y*away)
	w := h.wisp.at(h.noise, x, y)
	n := h.body.at(h.noise, x+60*w, y) + 0.55*w + 0.28*h.wisp.at(h.noise, 2.7*x, 2.7*y)
	cover := h.cover * smooth(1.5-2.6*h.cover, 2.2-1.2*h.cover, n) * smooth(0.0, 0.08, float32(up))
	dense := smooth(0.4, 2.4, n+h.cover)
	for i := range c {
		c[i] = lerp(h.horizon[i], h.zenith[i], k) + h.glow[i]*(0.6*disc+1.5*near)
		cloud := lerp(h.bright[i], h.dark[i], dense) + 0.5*h.glow[i]*disc
		cloud = lerp(cloud, h.horizon[i], 1-smooth(0, 0.25, float32(up)))
		c[i] = lerp(c[i], cloud, 0.92*cover)
	}
	return c
}

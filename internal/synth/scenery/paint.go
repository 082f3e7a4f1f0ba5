package scenery

import (
	"math"

	"github.com/motbilde/motbilde/internal/synth/trace"
)

// rgb returns a linear colour of sRGB values 0 to 255, as painters know them.
func rgb(r, g, b float64) colour {
	return colour{linear[uint8(r)], linear[uint8(g)], linear[uint8(b)]}
}

// linear is the light of each sRGB value, near enough.
var linear = func() (t [256]float32) {
	for i := range t {
		t[i] = float32(math.Pow(float64(i)/255, 2.2))
	}
	return t
}()

// over returns the place on a side of a box in metres from its middle: u level, v up.
func over(h *hit) (u, v float64) {
	x, y, z := math.Abs(h.Face.X), math.Abs(h.Face.Y), math.Abs(h.Face.Z)
	switch {
	case z > x && z > y:
		return h.Local.X, h.Local.Y
	case x > y:
		return h.Local.Y, h.Local.Z
	}
	return h.Local.X, h.Local.Z
}

// fade tells how much of a detail of that size in metres is still seen: 1 close, 0 far.
func fade(h *hit, detail float64) float64 {
	return trace.Smooth(1100*detail, 260*detail, h.Away)
}

// tilt bends the normal by the slope of a bump, towards a level or an upright direction.
func tilt(h *hit, by vec) { h.Normal = h.Normal.Add(by).Unit() }

// bumpy roughens a surface by noise of that wavelength in metres.
func bumpy(h *hit, wave, strength float64, plane int) {
	k := strength * fade(h, wave)
	if k < 0.01 {
		return
	}
	x, y, z := h.At.X/wave, h.At.Y/wave, h.At.Z/wave
	tilt(h, vec{X: k * trace.Noise(x+0.7*z, y-0.4*z, plane), Y: k * trace.Noise(x-0.6*z, y+0.7*z, plane+1), Z: k * trace.Noise(x+z, y+z, plane+2)})
}

// worn is a colour that varies as painted and weathered things do.
func worn(c colour, plane int) paint {
	return func(h *hit) {
		n := trace.Rough(h.At.X*0.9+h.At.Z*0.3, h.At.Y*0.9+h.At.Z*1.3, plane, 3, 0.6)
		h.Albedo = c.Times(float32(1 + 0.13*n))
		bumpy(h, 0.09, 0.10, plane)
	}
}

// boards are planks that lie along walls, one every so many metres.
func boards(c colour, width float64, upright bool, plane int) paint {
	return func(h *hit) {
		u, v := over(h)
		if upright {
			u, v = v, u
		}
		row := math.Floor(v / width)
		f := v/width - row
		tone := 0.86 + 0.24*trace.Hash(int(row), plane, 3) + 0.06*trace.Noise(u*1.7, row*7, plane)
		k := fade(h, width/3)
		gap := trace.Smooth(0.86, 0.98, f) * k
		h.Albedo = c.Times(float32(1 + (tone-1)*k)).Times(float32(1 - 0.6*gap))
		if !upright {
			h.Normal = h.Normal.Along(vec{Z: 1}, (f-0.5)*0.28*k).Unit()
		}
	}
}

// tiles are rows of a roof's tiles; the ridge runs along x.
func tiles(c colour, plane int) paint {
	return func(h *hit) {
		u, v := h.Local.X, h.Local.Z
		row := math.Floor(v / 0.22)
		f := v/0.22 - row
		k := fade(h, 0.12)
		n := trace.Hash(int(row), int(math.Floor(u/0.24+0.5*math.Mod(row, 2))), plane)
		moss := trace.Smooth(0.1, 0.9, trace.Rough(u*0.5, v*0.9, plane, 3, 0.6))
		h.Albedo = c.Times(float32(1+(n-0.5)*0.5*k)).To(rgb(92, 92, 66), float32(0.35*moss)).Times(float32(1 - 0.45*k*trace.Smooth(0.25, 0, f)))
		wave := math.Sin(u / 0.24 * 2 * math.Pi)
		tilt(h, vec{X: 0.16 * wave * k, Z: 0.25 * (0.5 - f) * k})
	}
}

// snowed lays snow on what faces up.
func snowed(under paint, plane int) paint {
	return func(h *hit) {
		under(h)
		n := trace.Rough(h.At.X*1.3, h.At.Y*1.3, plane, 3, 0.55)
		k := float32(trace.Smooth(0.45, 0.62, h.Normal.Z+0.16*n))
		h.Albedo = h.Albedo.To(rgb(240, 243, 248), k)
		h.Mirror *= 1 - k
		h.Soft *= 1 - k
	}
}

// snow is snow on the ground, trodden by so much.
func snow(h *hit, trodden float64, plane int) {
	x, y := h.At.X, h.At.Y
	n := trace.Rough(x*0.35, y*0.35, plane, 4, 0.55)
	h.Albedo = rgb(238, 242, 248).Times(float32(0.97 + 0.03*n))
	drift := 0.16 * (1 - trodden)
	tilt(h, vec{X: drift * trace.Noise(x*0.5, y*0.5, plane+5), Y: drift * trace.Noise(x*0.5, y*0.5, plane+6)})
	if trodden > 0.02 {
		print := trace.Noise(x*3.1, y*3.1, plane+7) + 0.5*trace.Noise(x*6.3, y*6.3, plane+8)
		k := trodden * fade(h, 0.25)
		tilt(h, vec{X: 0.55 * k * print, Y: 0.55 * k * trace.Noise(x*3.1+9, y*3.1, plane+9)})
		grey := trace.Smooth(-0.5, 1.1, print+n)
		h.Albedo = h.Albedo.To(rgb(172, 174, 178), float32(trodden*(0.25+0.35*grey)))
	}
	bumpy(h, 0.05, 0.12, plane)
}

// stones are setts laid in rows.
func stones(h *hit, c colour, size float64, plane int) {
	row := math.Floor(h.At.Y / size)
	u := h.At.X/size + 0.5*math.Mod(row, 2)
	col := math.Floor(u)
	fx, fy := u-col-0.5, h.At.Y/size-row-0.5
	k := fade(h, size*0.5)
	n := trace.Hash(int(col), int(row), plane)
	joint := trace.Smooth(0.36, 0.48, max(math.Abs(fx), math.Abs(fy)))
	dirt := trace.Rough(h.At.X*0.16, h.At.Y*0.16, plane, 4, 0.6)
	h.Albedo = c.Times(float32((1+(n-0.5)*0.5*k)*(1+0.16*dirt)) * float32(1-0.55*joint*k))
	tilt(h, vec{X: 0.5 * fx * k * 0.6, Y: 0.5 * fy * k * 0.6})
}

// asphalt is a road's surface; wet mirrors where water stands.
func asphalt(h *hit, wet float64, plane int) {
	x, y := h.At.X, h.At.Y
	n := trace.Rough(x*0.22, y*0.22, plane, 4, 0.6)
	fine := trace.Noise(x*21, y*21, plane+4) * fade(h, 0.05)
	h.Albedo = rgb(96, 96, 98).Times(float32(1 + 0.14*n + 0.16*fine))
	if wet > 0 {
		pool := trace.Smooth(0.1, 0.5, n+wet-0.5)
		h.Albedo = h.Albedo.Times(float32(1 - 0.5*pool))
		h.Mirror = float32(pool) * fresnel(h)
	}
}

// fresnel is the share that water or glass mirrors at the ray's angle (Schlick 1994).
func fresnel(h *hit) float32 {
	c := 1 - math.Abs(h.Ray.Dot(h.Normal))
	return float32(0.03 + 0.97*c*c*c*c*c)
}

// lacquer is a car's paint: it mirrors a little, and its edges are rounded.
func lacquer(c colour) paint {
	return func(h *hit) {
		h.Albedo = c
		bevel(h, 0.16)
		h.Mirror = 0.04 + 0.4*fresnel(h)
		dirt := trace.Rough(h.At.X*2, h.At.Y*2+h.At.Z, 31, 3, 0.6)
		h.Albedo = h.Albedo.To(rgb(112, 104, 92), float32(0.10+0.1*dirt))
	}
}

// bevel bends the normal near a box's edges, as if they were rounded by that radius.
func bevel(h *hit, radius float64) {
	edge := func(at, half, face float64) float64 {
		if math.Abs(face) > 0.5 {
			return 0
		}
		near := math.Abs(at) - (half - radius)
		return math.Copysign(max(0, near)/radius, at)
	}
	half := h.Half
	x, y, z := edge(h.Local.X, half.X, h.Face.X), edge(h.Local.Y, half.Y, h.Face.Y), edge(h.Local.Z, half.Z, h.Face.Z)
	to := h.AxisX.Times(x).Along(h.AxisY, y).Along(h.AxisZ, z)
	h.Normal = h.Normal.Along(to, 0.7).Unit()
}

// leaves are a crown's or a bush's.
func leaves(c colour, plane int) paint {
	return func(h *hit) {
		k := trace.Hash(int(math.Floor(h.At.X*16)), int(math.Floor(h.At.Y*16)), int(math.Floor(h.At.Z*16))+plane)
		n := trace.Noise(h.At.X*0.8+h.At.Z, h.At.Y*0.8-h.At.Z, plane)
		h.Albedo = c.Times(float32(0.72 + 0.5*k + 0.18*n))
		h.Soft = 0.45
		h.Normal = h.Normal.Add(vec{X: 1.1 * (trace.Hash(int(h.At.X*17), int(h.At.Y*17), int(h.At.Z*17)) - 0.5), Y: 1.1 * (k - 0.5), Z: 0.35}).Unit()
	}
}

// steel is bare or painted metal without much of a mirror.
func steel(c colour) paint {
	return func(h *hit) {
		h.Albedo = c
		h.Mirror = 0.05 + 0.3*fresnel(h)
	}
}

// shining is a lamp's own light.
func shining(c colour) paint { return func(h *hit) { h.Albedo, h.Glow = colour{0.5, 0.5, 0.5}, c } }

// glassy is a window pane.
func glassy(h *hit) {
	h.Albedo = rgb(34, 38, 42)
	h.Mirror = 0.12 + 0.8*fresnel(h)
}

package motion

import "math"

// lab is a colour in Oklab (B. Ottosson, 2020), in which equal distances look
// about equally far apart: L from 0 to 1, a and b about 0.
type lab struct{ l, a, b float32 }

// linear is the light of each coded value of sRGB.
var linear = func() (out [256]float64) {
	for i := range out {
		if v := float64(i) / 255; v <= 0.04045 {
			out[i] = v / 12.92
		} else {
			out[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return out
}()

func labOf(c rgb) lab {
	r, g, b := linear[c.r()], linear[c.g()], linear[c.b()]
	l := math.Cbrt(float64(0.4122214708*r) + float64(0.5363325363*g) + float64(0.0514459929*b))
	m := math.Cbrt(float64(0.2119034982*r) + float64(0.6806995451*g) + float64(0.1073969566*b))
	s := math.Cbrt(float64(0.0883024619*r) + float64(0.2817188376*g) + float64(0.6299787005*b))
	return lab{
		float32(float64(0.2104542553*l) + float64(0.7936177850*m) - float64(0.0040720468*s)),
		float32(float64(1.9779984951*l) - float64(2.4285922050*m) + float64(0.4505937099*s)),
		float32(float64(0.0259040371*l) + float64(0.7827717662*m) - float64(0.8086757660*s)),
	}
}

// rgb is a colour of 8 bits a channel, red lowest, as the memory of an image holds it.
type rgb uint32

func rgbOf(r, g, b uint32) rgb { return rgb(r | g<<8 | b<<16) }

func (c rgb) r() uint32 { return uint32(c) & 0xFF }
func (c rgb) g() uint32 { return uint32(c) >> 8 & 0xFF }
func (c rgb) b() uint32 { return uint32(c) >> 16 & 0xFF }

// rgbFrom returns the nearest colour of 8 bits.
func rgbFrom(c lab) rgb {
	cl, ca, cb := float64(c.l), float64(c.a), float64(c.b)
	l := cl + float64(0.3963377774*ca) + float64(0.2158037573*cb)
	m := cl - float64(0.1055613458*ca) - float64(0.0638541728*cb)
	s := cl - float64(0.0894841775*ca) - float64(1.2914855480*cb)
	l, m, s = l*l*l, m*m*m, s*s*s
	code := func(v float64) uint32 {
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = float64(1.055*math.Pow(v, 1/2.4)) - 0.055
		}
		return uint32(math.Round(255 * min(1, max(0, v))))
	}
	return rgbOf(
		code(float64(4.0767416621*l)-float64(3.3077115913*m)+float64(0.2309699292*s)),
		code(float64(-1.2684380046*l)+float64(2.6097574011*m)-float64(0.3413193965*s)),
		code(float64(-0.0041960863*l)-float64(0.7034186147*m)+float64(1.7076147010*s)),
	)
}

func (c lab) apart(o lab) float32 {
	l, a, b := c.l-o.l, c.a-o.a, c.b-o.b
	return float32(l*l) + float32(a*a) + float32(b*b)
}

package media

import (
	"encoding/binary"
	"image"
	"math"
)

// gamut is a named RGB colour space of a file without a profile.
type gamut int

// The gamuts, by their primaries; all with sRGB's tone curve or one close to it.
const (
	gamutSRGB gamut = iota
	gamutP3
	gamut2020
)

// matrix3 is a row-major 3×3 matrix.
type matrix3 [9]float64

// xyzFromSRGB and the others hold the primaries as columns, adapted to D50 as
// in ICC profiles (Bradford).
var (
	xyzFromSRGB = matrix3{0.4360747, 0.3850649, 0.1430804, 0.2225045, 0.7168786, 0.0606169, 0.0139322, 0.0971045, 0.7141733}
	xyzFromP3   = matrix3{0.5151187, 0.2919778, 0.1571035, 0.2411892, 0.6922441, 0.0665668, -0.0010505, 0.0418791, 0.7843823}
	xyzFrom2020 = matrix3{0.6734241, 0.1656411, 0.1251286, 0.2790177, 0.6753402, 0.0456377, -0.0019300, 0.0299784, 0.7971625}
)

func (m matrix3) times(o matrix3) (out matrix3) {
	for r := range 3 {
		for c := range 3 {
			out[3*r+c] = m[3*r]*o[c] + m[3*r+1]*o[3+c] + m[3*r+2]*o[6+c]
		}
	}
	return out
}

func (m matrix3) inverse() matrix3 {
	d := m[0]*(m[4]*m[8]-m[5]*m[7]) - m[1]*(m[3]*m[8]-m[5]*m[6]) + m[2]*(m[3]*m[7]-m[4]*m[6])
	return matrix3{
		(m[4]*m[8] - m[5]*m[7]) / d, (m[2]*m[7] - m[1]*m[8]) / d, (m[1]*m[5] - m[2]*m[4]) / d,
		(m[5]*m[6] - m[3]*m[8]) / d, (m[0]*m[8] - m[2]*m[6]) / d, (m[2]*m[3] - m[0]*m[5]) / d,
		(m[3]*m[7] - m[4]*m[6]) / d, (m[1]*m[6] - m[0]*m[7]) / d, (m[0]*m[4] - m[1]*m[3]) / d,
	}
}

// curve is a tone curve: linear light, 0 to 1, of each 8-bit sample.
type curve [256]float64

// colours is an RGB space by three tone curves and its primaries.
type colours struct {
	curves     [3]curve
	xyzFromRGB matrix3
}

// parseProfile reads an ICC profile of three primaries and three tone curves
// (ICC.1:2010, "three-component matrix-based"); ok is false for every other.
func parseProfile(p []byte) (c colours, ok bool) {
	if len(p) < 132 || string(p[16:20]) != "RGB " || string(p[20:24]) != "XYZ " || string(p[36:40]) != "acsp" {
		return c, false
	}
	tags := map[string][]byte{}
	for i := range min(int64(binary.BigEndian.Uint32(p[128:])), 200, int64(len(p)-132)/12) {
		e := p[132+12*i:]
		from, length := int64(binary.BigEndian.Uint32(e[4:])), int64(binary.BigEndian.Uint32(e[8:]))
		if from+length <= int64(len(p)) {
			tags[string(e[:4])] = p[from : from+length]
		}
	}
	for i, channel := range []string{"r", "g", "b"} {
		xyz := tags[channel+"XYZ"]
		if len(xyz) < 20 || string(xyz[:4]) != "XYZ " {
			return c, false
		}
		for row := range 3 {
			c.xyzFromRGB[3*row+i] = fixed16(xyz[8+4*row:])
		}
		if c.curves[i], ok = parseCurve(tags[channel+"TRC"]); !ok {
			return c, false
		}
	}
	for _, v := range c.xyzFromRGB.inverse() {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return c, false
		}
	}
	return c, true
}

func fixed16(b []byte) float64 { return float64(int32(binary.BigEndian.Uint32(b))) / 65536 }

// parseCurve reads a curveType or parametricCurveType.
func parseCurve(t []byte) (c curve, ok bool) {
	if len(t) < 12 {
		return c, false
	}
	var f func(float64) float64
	switch string(t[:4]) {
	case "curv":
		f, ok = tableCurve(t)
	case "para":
		f, ok = parametricCurve(t)
	}
	if !ok {
		return c, false
	}
	for i := range c {
		v := f(float64(i) / 255)
		if math.IsNaN(v) {
			return c, false
		}
		c[i] = math.Max(0, math.Min(1, v))
	}
	return c, true
}

func tableCurve(t []byte) (func(float64) float64, bool) {
	n := int64(binary.BigEndian.Uint32(t[8:]))
	if 12+2*n > int64(len(t)) {
		return nil, false
	}
	at := func(i int64) float64 { return float64(binary.BigEndian.Uint16(t[12+2*i:])) }
	switch n {
	case 0:
		return func(x float64) float64 { return x }, true
	case 1:
		return func(x float64) float64 { return math.Pow(x, at(0)/256) }, true
	}
	return func(x float64) float64 {
		x *= float64(n - 1)
		i := min(int64(x), n-2)
		t := x - float64(i)
		return (at(i)*(1-t) + at(i+1)*t) / 65535
	}, true
}

// parametricCurve serves the five functions of the standard, which share one
// form: (a·x + b)^g + e from x = d upwards, c·x + f below.
func parametricCurve(t []byte) (func(float64) float64, bool) {
	counts := [...]int{1, 3, 4, 5, 7}
	kind := int(binary.BigEndian.Uint16(t[8:]))
	if kind >= len(counts) || len(t) < 12+4*counts[kind] {
		return nil, false
	}
	var v [7]float64
	for i := range counts[kind] {
		v[i] = fixed16(t[12+4*i:])
	}
	g, a, b, c, d, e, f := v[0], v[1], v[2], v[3], v[4], v[5], v[6]
	switch kind {
	case 0:
		a, d = 1, math.Inf(-1)
	case 1:
		d = -b / a
	case 2:
		e, f, c, d = v[3], v[3], 0, -b/a
	}
	return func(x float64) float64 {
		if x >= d {
			return math.Pow(a*x+b, g) + e
		}
		return c*x + f
	}, true
}

// srgbCurve is the tone curve of IEC 61966-2-1.
var srgbCurve = func() (c curve) {
	for i := range c {
		if v := float64(i) / 255; v <= 0.04045 {
			c[i] = v / 12.92
		} else {
			c[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return c
}()

func (g gamut) colours() colours {
	c := colours{curves: [3]curve{srgbCurve, srgbCurve, srgbCurve}, xyzFromRGB: xyzFromSRGB}
	switch g {
	case gamutP3:
		c.xyzFromRGB = xyzFromP3
	case gamut2020:
		c.xyzFromRGB = xyzFrom2020
	}
	return c
}

// recolour returns what takes a row of the image to sRGB, nil where the file
// is sRGB already or can't be converted, and notes which.
func (h *Header) recolour(img image.Image) func(row []uint8) {
	if len(h.profile) == 0 && h.gamut == gamutSRGB {
		return nil
	}
	c := h.gamut.colours()
	if len(h.profile) > 0 {
		var ok bool
		if c, ok = parseProfile(h.profile); !ok || !hasRGB(img) {
			h.note(ProfileIgnored)
			return nil
		}
	}
	table := c.table()
	if table.changesNothing() {
		return nil
	}
	h.note(ProfileApplied)
	return table.convert
}

// hasRGB reports whether an RGB profile can speak of the image's samples.
func hasRGB(img image.Image) bool {
	switch img.(type) {
	case *image.Gray, *image.Gray16, *image.CMYK:
		return false
	}
	return true
}

// encodeSteps is how finely linear light is looked up: at the foot of the sRGB
// curve one step is a fifth of an 8-bit level.
const encodeSteps = 1 << 14

// colourTable converts 8-bit samples to 8-bit sRGB in whole numbers: linear
// light has encodeSteps steps, the matrix 12 bits of fraction.
type colourTable struct {
	linear [3][256]int32
	matrix [9]int32
	encode []uint8 // of a step
}

func (c colours) table() *colourTable {
	t := &colourTable{encode: srgbEncoding}
	for channel := range 3 {
		for i, v := range c.curves[channel] {
			t.linear[channel][i] = int32(math.Round(v * (encodeSteps - 1)))
		}
	}
	for i, v := range xyzFromSRGB.inverse().times(c.xyzFromRGB) {
		t.matrix[i] = int32(math.Round(math.Max(-8, math.Min(8, v)) * 4096))
	}
	return t
}

var srgbEncoding = func() []uint8 {
	out := make([]uint8, encodeSteps)
	for i := range out {
		v := float64(i) / (encodeSteps - 1)
		if v <= 0.0031308 {
			v *= 12.92
		} else {
			v = 1.055*math.Pow(v, 1/2.4) - 0.055
		}
		out[i] = uint8(math.Round(255 * v))
	}
	return out
}()

// changesNothing reports whether greys and primaries come out within one level
// of what they were: many files carry a profile that only says sRGB.
func (t *colourTable) changesNothing() bool {
	var row []uint8
	for i := 0; i < 256; i += 15 {
		v := uint8(i)
		row = append(row, v, v, v, 255, v, 0, 0, 255, 0, v, 0, 255, 0, 0, v, 255, 255, v, 128, 255, 128, 255, v, 255, v, 128, 255, 255)
	}
	out := append([]uint8(nil), row...)
	t.convert(out)
	for i := range row {
		if d := int(row[i]) - int(out[i]); d < -1 || d > 1 {
			return false
		}
	}
	return true
}

// convert takes a row of R G B A to sRGB in place.
func (t *colourTable) convert(row []uint8) {
	m := &t.matrix
	for i := 0; i+4 <= len(row); i += 4 {
		q := row[i : i+4 : i+4]
		r, g, b := t.linear[0][q[0]], t.linear[1][q[1]], t.linear[2][q[2]]
		q[0] = t.encode[step(m[0]*r+m[1]*g+m[2]*b)]
		q[1] = t.encode[step(m[3]*r+m[4]*g+m[5]*b)]
		q[2] = t.encode[step(m[6]*r+m[7]*g+m[8]*b)]
	}
}

func step(v int32) int32 { return max(0, min(encodeSteps-1, (v+2048)>>12)) }

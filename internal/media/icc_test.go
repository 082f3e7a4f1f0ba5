package media

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"math"
	"slices"
	"testing"
)

// profile writes an RGB matrix profile with one tone curve for all channels.
func profile(primaries [9]float64, tone []byte) []byte {
	p := make([]byte, 128)
	copy(p[16:], "RGB XYZ ")
	copy(p[36:], "acsp")
	p = binary.BigEndian.AppendUint32(p, 6)
	at := uint32(132 + 6*12)
	var body []byte
	put := func(name string, data []byte) {
		p = append(p, name...)
		p = binary.BigEndian.AppendUint32(p, at+uint32(len(body)))
		p = binary.BigEndian.AppendUint32(p, uint32(len(data)))
		body = append(body, data...)
	}
	for i, c := range "rgb" {
		xyz := []byte("XYZ \x00\x00\x00\x00")
		for row := range 3 {
			xyz = binary.BigEndian.AppendUint32(xyz, uint32(int32(math.Round(primaries[3*row+i]*65536))))
		}
		put(string(c)+"XYZ", xyz)
		put(string(c)+"TRC", tone)
	}
	return append(p, body...)
}

func gamma(g float64) []byte {
	return binary.BigEndian.AppendUint16([]byte("curv\x00\x00\x00\x00\x00\x00\x00\x01"), uint16(math.Round(g*256)))
}

// table samples the sRGB curve at n points.
func table(n int) []byte {
	t := binary.BigEndian.AppendUint32([]byte("curv\x00\x00\x00\x00"), uint32(n))
	for i := range n {
		v := float64(i) / float64(n-1)
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		t = binary.BigEndian.AppendUint16(t, uint16(math.Round(v*65535)))
	}
	return t
}

func parametric(kind int, numbers ...float64) []byte {
	t := append([]byte("para\x00\x00\x00\x00\x00"), byte(kind), 0, 0)
	for _, v := range numbers {
		t = binary.BigEndian.AppendUint32(t, uint32(int32(math.Round(v*65536))))
	}
	return t
}

var (
	displayP3 = [9]float64{0.51512, 0.29198, 0.15710, 0.24120, 0.69225, 0.06657, -0.00105, 0.04189, 0.78407}
	adobeRGB  = [9]float64{0.60974, 0.20528, 0.14919, 0.31111, 0.62567, 0.06322, 0.01947, 0.06087, 0.74457}
	plainRGB  = [9]float64{0.43607, 0.38515, 0.14307, 0.22249, 0.71687, 0.06061, 0.01392, 0.09708, 0.71410}
)

// The quarters as sRGB when their numbers mean Display P3 and Adobe RGB,
// computed apart from this program from the spaces' definitions.
var (
	fromP3    = [4][4]uint8{{240, 0, 21, 255}, {0, 204, 0, 255}, {34, 61, 229, 255}, {240, 240, 240, 255}}
	fromAdobe = [4][4]uint8{{255, 35, 35, 255}, {0, 201, 0, 255}, {21, 57, 225, 255}, {240, 240, 240, 255}}
)

func TestMatrixProfilesAreConverted(t *testing.T) {
	p3 := profile(displayP3, parametric(3, 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045))
	for _, c := range []struct {
		name    string
		profile []byte
		want    [4][4]uint8
		note    []Note
	}{
		{"Display P3, parametric curve", p3, fromP3, []Note{ProfileApplied}},
		{"Display P3, table", profile(displayP3, table(1024)), fromP3, []Note{ProfileApplied}},
		{"Adobe RGB, gamma", profile(adobeRGB, gamma(2.19921875)), fromAdobe, []Note{ProfileApplied}},
		{"Adobe RGB, parametric gamma", profile(adobeRGB, parametric(0, 2.19921875)), fromAdobe, []Note{ProfileApplied}},
		{"sRGB", profile(plainRGB, table(1024)), quarters, nil},
		{"damaged", p3[:200], quarters, []Note{ProfileIgnored}},
		{"no curve", profile(displayP3, []byte("curv\x00\x00\x00\x00\xff\xff\xff\xff")), quarters, []Note{ProfileIgnored}},
		{"no primaries", profile([9]float64{}, gamma(2.2)), quarters, []Note{ProfileIgnored}},
	} {
		for container, data := range map[string][]byte{"JPEG": jpegWithProfile(t, c.profile), "PNG": pngWithProfile(t, c.profile)} {
			s := decoded(t, data)
			if got := middles(s.Picture); !near(got, c.want, 2) {
				t.Errorf("%s in %s: quarters %v, want %v", c.name, container, got, c.want)
			}
			if !slices.Equal(s.Notes, c.note) {
				t.Errorf("%s in %s: notes %v, want %v", c.name, container, s.Notes, c.note)
			}
		}
	}
}

// jpegWithProfile splits the profile over two segments, in the wrong order.
func jpegWithProfile(t testing.TB, p []byte) []byte {
	data := jpegOf(t, drawn(64, 48))
	half := len(p) / 2
	first := append([]byte("ICC_PROFILE\x00\x01\x02"), p[:half]...)
	second := append([]byte("ICC_PROFILE\x00\x02\x02"), p[half:]...)
	return withSegment(withSegment(data, 0xe2, first), 0xe2, second)
}

func pngWithProfile(t testing.TB, p []byte) []byte {
	var b bytes.Buffer
	b.WriteString("icc\x00\x00")
	w := zlib.NewWriter(&b)
	if _, err := w.Write(p); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return withChunk(pngOf(t, drawn(64, 48)), "iCCP", b.Bytes())
}

func TestProfileThatUnpacksToTooMuchIsIgnored(t *testing.T) {
	s := decoded(t, pngWithProfile(t, make([]byte, longestProfile+1)))
	if got := middles(s.Picture); !near(got, quarters, 0) {
		t.Errorf("quarters %v", got)
	}
}

func TestEveryParametricCurveFollowsItsFormula(t *testing.T) {
	const g, a, b, c, d, e, f = 2.0, 0.8, 0.2, 0.1, 0.5, 0.05, 0.02
	for kind, want := range map[int]struct {
		numbers []float64
		f       func(x float64) float64
	}{
		0: {[]float64{g}, func(x float64) float64 { return math.Pow(x, g) }},
		1: {[]float64{g, a, -b}, func(x float64) float64 {
			if x >= b/a {
				return math.Pow(a*x-b, g)
			}
			return 0
		}},
		2: {[]float64{g, a, -b, c}, func(x float64) float64 {
			if x >= b/a {
				return math.Pow(a*x-b, g) + c
			}
			return c
		}},
		3: {[]float64{g, a, b, c, d}, func(x float64) float64 {
			if x >= d {
				return math.Pow(a*x+b, g)
			}
			return c * x
		}},
		4: {[]float64{g, a, b, c, d, e, f}, func(x float64) float64 {
			if x >= d {
				return math.Pow(a*x+b, g) + e
			}
			return c*x + f
		}},
	} {
		got, ok := parseCurve(parametric(kind, want.numbers...))
		if !ok {
			t.Errorf("kind %d is not read", kind)
			continue
		}
		for i, v := range got {
			if w := math.Max(0, math.Min(1, want.f(float64(i)/255))); math.Abs(v-w) > 2e-4 {
				t.Errorf("kind %d at %d: %v, want %v", kind, i, v, w)
				break
			}
		}
	}
}

package feature

import (
	"context"
	"math"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// scene draws soft blobs of many sizes at places that a fixed sequence gives.
func scene(w, h int, seed uint64) *picture.Gray {
	g := &picture.Gray{Size: geom.Size{Width: w, Height: h}, Pix: make([]float32, w*h), ScaleX: 1, ScaleY: 1}
	for i := range g.Pix {
		g.Pix[i] = 120
	}
	next := func() float64 {
		seed = seed*6364136223846793005 + 1442695040888963407
		return float64(seed>>11) / (1 << 53)
	}
	for range w * h / 220 {
		x, y := next()*float64(w), next()*float64(h)
		r := 1.5 + 14*math.Pow(next(), 4)
		squeeze, tilt := 0.4+0.6*next(), next()*math.Pi
		light := float32(160*next() - 80)
		sin, cos := math.Sincos(tilt)
		for py := max(0, int(y-3*r)); py < min(h, int(y+3*r)); py++ {
			for px := max(0, int(x-3*r)); px < min(w, int(x+3*r)); px++ {
				dx, dy := float64(px)-x, float64(py)-y
				u, v := (dx*cos+dy*sin)/r, (dy*cos-dx*sin)/(r*squeeze)
				if q := u*u + v*v; q < 9 {
					g.Pix[py*w+px] += light * float32(1/(1+math.Exp(8*(q-1))))
				}
			}
		}
	}
	for i, v := range g.Pix {
		g.Pix[i] = max(0, min(255, v))
	}
	return g
}

func benchmarkDetect(b *testing.B, w, h int, o Options) {
	g := scene(w, h, 1)
	b.ResetTimer()
	for range b.N {
		if _, err := Detect(context.Background(), g, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDetect03MPDoubled(b *testing.B) {
	benchmarkDetect(b, 640, 480, Options{DoubleBelow: 500_000})
}
func BenchmarkDetect1MP(b *testing.B) { benchmarkDetect(b, 1250, 800, Options{}) }
func BenchmarkDetect4MP(b *testing.B) { benchmarkDetect(b, 2500, 1600, Options{}) }

func BenchmarkScaleSpace1MP(b *testing.B) {
	g := scene(1250, 800, 1)
	b.ResetTimer()
	for range b.N {
		s := newScaleSpace(g, false)
		if err := s.build(context.Background()); err != nil {
			b.Fatal(err)
		}
		s.release()
	}
}

func BenchmarkExtrema1MP(b *testing.B) {
	s := newScaleSpace(scene(1250, 800, 1), false)
	defer s.release()
	if err := s.build(context.Background()); err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	for range b.N {
		s.extrema()
	}
}

func BenchmarkDescribe2000Of1MP(b *testing.B) {
	s := newScaleSpace(scene(1250, 800, 1), false)
	defer s.release()
	if err := s.build(context.Background()); err != nil {
		b.Fatal(err)
	}
	blobs := spread(s.extrema(), s.size(), defaultCap)
	b.ResetTimer()
	for range b.N {
		new(Set).describe(s, blobs)
	}
}

func BenchmarkMatch2000x2000(b *testing.B) {
	one, err := Detect(context.Background(), scene(1250, 800, 1), Options{})
	if err != nil {
		b.Fatal(err)
	}
	two, err := Detect(context.Background(), scene(1250, 800, 2), Options{})
	if err != nil {
		b.Fatal(err)
	}
	x := NewIndex(two)
	b.ReportMetric(float64(len(one.Keypoints)), "keypoints")
	b.ResetTimer()
	for range b.N {
		x.Match(one, 0.85)
	}
}

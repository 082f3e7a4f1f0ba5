package align

import (
	"context"
	"fmt"
	"testing"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// benchSizes are those that a claim has as a thumbnail's parent, on the web,
// and as it leaves a camera.
var benchSizes = [...]struct {
	name string
	size geom.Size
}{
	{"0.3MP", geom.Size{Width: 640, Height: 480}},
	{"1MP", geom.Size{Width: 1240, Height: 826}},
	{"4MP", geom.Size{Width: 2450, Height: 1634}},
	{"12MP", geom.Size{Width: 4243, Height: 2828}},
}

// benchPair draws a scene of about a megapixel's detail at a size, and a claim:
// the same shifted, of another tone.
func benchPair(size geom.Size) (claimed, candidate *picture.Picture) {
	const width = 1240
	k := float64(size.Width) / width
	d := newDrawing(width, float64(size.Height)/k, 5)
	up := geom.Scaling(k, k)
	return d.render(geom.Translation(-30*k, -20*k).After(up), size, gamma), d.render(up, size, nil)
}

// must unwraps what can only fail when its context ends, which none here does.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// BenchmarkStages times each stage of the first rung, from decoded pictures, by size.
func BenchmarkStages(b *testing.B) {
	ctx := context.Background()
	for _, s := range benchSizes {
		b.Run(s.name, func(b *testing.B) {
			claimed, candidate := benchPair(s.size)
			one, two := NewSubject(claimed), NewSubject(candidate)
			from, to := must(one.view(ctx, 0)), must(two.view(ctx, 0))
			matches := to.index.Match(from.set, matchRatio)
			scene := sceneOf(from.set, from.field, to, matches)
			best, ok := scene.Best()
			if !ok {
				b.Fatal("the copy is not found")
			}
			placed := place(from, to, feature.Variant{}, scene, best)
			if err := placed.judge(ctx, one, two); err != nil || placed.verdict != Match {
				b.Fatalf("the copy is %v, error %v", placed.verdict, err)
			}
			b.Run("describe", func(b *testing.B) {
				for b.Loop() {
					must(NewSubject(claimed).view(ctx, 0))
				}
			})
			b.Run("match", func(b *testing.B) {
				for b.Loop() {
					to.index.Match(from.set, matchRatio)
				}
			})
			b.Run("fit", func(b *testing.B) {
				for b.Loop() {
					scene.Best()
				}
			})
			b.Run("luma", func(b *testing.B) {
				for b.Loop() {
					must(NewSubject(claimed).gray(ctx))
				}
			})
			b.Run("check", func(b *testing.B) {
				for b.Loop() {
					if err := placed.judge(ctx, one, two); err != nil {
						b.Fatal(err)
					}
				}
			})
			b.Run("refine", func(b *testing.B) {
				for b.Loop() {
					if _, ok, err := placed.refine(ctx, one, two); !ok || err != nil {
						b.Fatalf("refined %v, error %v", ok, err)
					}
				}
			})
		})
	}
}

// BenchmarkRungs12MP times what each working scale costs a pair of 12
// megapixels after decoding: a copy, which the first decides, and two pictures
// with nothing in common, for which all are tried.
func BenchmarkRungs12MP(b *testing.B) {
	ctx := context.Background()
	size := benchSizes[len(benchSizes)-1].size
	claimed, candidate := benchPair(size)
	up := geom.Scaling(4, 4)
	other := newDrawing(float64(size.Width)/4, float64(size.Height)/4, 6).render(up, size, nil)
	for _, c := range []struct {
		name string
		b    *picture.Picture
	}{{"copy", candidate}, {"unrelated", other}} {
		for r := range rungs {
			if r > 0 && (c.name == "copy" || !NewSubject(claimed).growsAt(r) && !NewSubject(c.b).growsAt(r)) {
				continue
			}
			b.Run(fmt.Sprintf("%s/rung%d", c.name, r+1), func(b *testing.B) {
				for b.Loop() {
					if _, _, err := search(ctx, NewSubject(claimed), NewSubject(c.b), r); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
		b.Run(c.name+"/all", func(b *testing.B) {
			for b.Loop() {
				find(b, claimed, c.b)
			}
		})
	}
}

// BenchmarkVariants1MP times what a mirrored and inverted claim costs beside an
// upright one: nothing is detected again, but all four are matched and fitted.
func BenchmarkVariants1MP(b *testing.B) {
	ctx := context.Background()
	claimed, candidate := benchPair(benchSizes[1].size)
	from, to := must(NewSubject(claimed).view(ctx, 0)), must(NewSubject(candidate).view(ctx, 0))
	for b.Loop() {
		for _, v := range feature.Variants {
			set := from.set.As(v)
			scene := sceneOf(set, fit.NewField(set.Size, places(set)), to, to.index.Match(set, doubtfulRatio))
			scene.Best()
		}
	}
}

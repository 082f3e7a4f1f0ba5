package find

import (
	"image"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// road is luma with broad structure and strong grain; the grain is drawn anew by each seed.
func road(size geom.Size, phase float64, seed uint64, marks ...image.Rectangle) []byte {
	grain := rand.New(rand.NewPCG(seed, 7))
	pix := make([]byte, size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			u, v := float64(x), float64(y)
			value := 110 + 9*math.Sin(u/23+math.Sin(v/31)) + 7*math.Cos(v/19-u/47) + 5*math.Sin(u/11+v/13)
			value += 2 * math.Sin(u/29+phase) // light that goes over it
			for _, m := range marks {
				if image.Pt(x, y).In(m) {
					value = 190
				}
			}
			pix[y*size.Width+x] = byte(max(0, min(255, value+3*grain.NormFloat64())))
		}
	}
	return pix
}

// against holds a frame against a claim of the same view, by broad structure.
func against(t *testing.T, size geom.Size, claim, frame []byte) fitted {
	t.Helper()
	m, ok := newModel(newTower(grayOf(size, claim, size)), size, geom.Identity(), size, false, 0)
	if !ok {
		t.Fatal("the claim has too little to be held against a frame")
	}
	return m.broad.held(seenOf(size, frame).half, geom.Identity()).fit(1)
}

func TestBroadStructureTellsStillFramesApart(t *testing.T) {
	size := geom.Size{Width: 480, Height: 270}
	claim := road(size, 1.0, 1)
	same := against(t, size, claim, road(size, 1.0, 2))
	other := against(t, size, claim, road(size, 1.6, 3))
	again := against(t, size, claim, road(size, 1.0, 4))
	if !(same.unlike() < other.unlike()) || !same.toldFrom(other) {
		t.Errorf("the light of another moment: unlike %.3f, and %.3f at the claim's", other.unlike(), same.unlike())
	}
	if best, next := min(same.unlike(), again.unlike()), max(same.unlike(), again.unlike()); next-best > 0.1 {
		t.Errorf("two frames that differ by grain only are %.3f and %.3f unlike", best, next)
	}
	if same.toldFrom(again) || again.toldFrom(same) {
		t.Error("grain alone tells two frames apart")
	}
}

func TestWhatLiesOverTheClaimCostsEveryFrameTheSame(t *testing.T) {
	size := geom.Size{Width: 480, Height: 270}
	banner := image.Rect(0, 200, 480, 250)
	claim := road(size, 1.0, 1, banner)
	right, wrong := against(t, size, claim, road(size, 1.0, 2)), against(t, size, claim, road(size, 1.6, 3))
	if !(right.unlike() < wrong.unlike()) || !right.toldFrom(wrong) {
		t.Errorf("under a banner: %.3f at the right frame, %.3f at the wrong one", right.unlike(), wrong.unlike())
	}
	// What is only on one of two pictures counts, but not without bound.
	thing := against(t, size, road(size, 1.0, 1), road(size, 1.0, 2, image.Rect(200, 100, 260, 140)))
	without := against(t, size, road(size, 1.0, 1), road(size, 1.0, 2))
	if !without.toldFrom(thing) || thing.unlike()-without.unlike() > 1.5 {
		t.Errorf("a thing that came in: %.3f, without it %.3f", thing.unlike(), without.unlike())
	}
}

func TestInvertedToneIsNoLikeness(t *testing.T) {
	size := geom.Size{Width: 480, Height: 270}
	claim := road(size, 1.0, 1)
	negative := make([]byte, len(claim))
	for i, v := range claim {
		negative[i] = 255 - v
	}
	if u := against(t, size, claim, negative).unlike(); u < -0.3 {
		t.Errorf("a negative explains the claim: %.3f", u)
	}
	m, ok := newModel(newTower(grayOf(size, claim, size)), size, geom.Identity(), size, true, 0)
	if !ok {
		t.Fatal("no model")
	}
	if u := m.broad.held(seenOf(size, negative).half, geom.Identity()).fit(m.sign).unlike(); u > -3 {
		t.Errorf("a claim of inverted tone is %.3f unlike its frame", u)
	}
}

// TestStillSceneIsToldByItsLight holds a still view that a faint light goes over, under grain.
func TestStillSceneIsToldByItsLight(t *testing.T) {
	light := "trim=start_frame=30:end_frame=31,loop=loop=59:size=1,setpts=N/25/TB,format=gray,geq=lum='20+0.8*lum(X,Y)+6*sin(X/29+N/9)+4*(random(1)-0.5)'"
	v := made(t, "light.mp4", "-f", "lavfi", "-i", flight, "-vf", light, "-frames:v", "60", "-c:v", "libx264", "-crf", "18", "-g", "30", "-pix_fmt", "yuv420p")
	for _, n := range []int{14, 41} {
		results, err := Search(t.Context(), v, []*Claim{copied(frame(t, v, n), synth.JPEG(60))}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		r := results[0]
		if !r.Alignment.Verdict.Accepted() || max(n-r.Best.Index, r.Best.Index-n) > 1 {
			t.Errorf("%v at frame %d, want %d", r.Alignment.Verdict, r.Best.Index, n)
		}
		if r.First.Index > n || r.Last.Index < n || r.Last.Index-r.First.Index > 12 {
			t.Errorf("frames %d to %d can't be told from %d", r.First.Index, r.Last.Index, n)
		}
	}
}

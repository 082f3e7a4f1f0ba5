package compare

import (
	"context"
	"image/color"
	"runtime"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestHistogramsCountTheSamePlacesOfBoth(t *testing.T) {
	size := geom.Size{Width: 300, Height: 200}
	p := Pair{
		// The candidate shows the claim's right half, and is a negative of it.
		Claimed: drawn("claim", size, func(x, y float64) color.NRGBA {
			if x < 150 {
				return color.NRGBA{9, 9, 9, 255}
			}
			return color.NRGBA{200, 100, 50, 255}
		}),
		Candidate: drawn("candidate", geom.Size{Width: 150, Height: 200}, func(x, y float64) color.NRGBA { return color.NRGBA{55, 155, 205, 255} }),
		Placed:    true, CandidateFromClaimed: geom.Translation(-150, 0),
	}
	h, err := HistogramsOf(context.Background(), p)
	if err != nil {
		t.Fatal(err)
	}
	if h.Pixels != 150*200 || h.Claimed.R[200] != h.Pixels || h.Claimed.G[100] != h.Pixels || h.Candidate.B[205] != h.Pixels || h.Claimed.R[9] != 0 {
		t.Errorf("%d pixels, %d with R 200, %d with B 205", h.Pixels, h.Claimed.R[200], h.Candidate.B[205])
	}
	p.Placed = false
	if h, err = HistogramsOf(context.Background(), p); err != nil || h.Overlap || h.Claimed.R[9] != 150*200 || h.Candidate.R[55] != 150*200 {
		t.Errorf("not placed: %v, overlap %v, %d of the claim's left half", err, h.Overlap, h.Claimed.R[9])
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := HistogramsOf(ctx, p); err == nil {
		t.Error("a cancelled count gives no error")
	}
}

func TestHistogramsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	p := aPair()
	one, err := HistogramsOf(context.Background(), p)
	runtime.GOMAXPROCS(4)
	many, err2 := HistogramsOf(context.Background(), p)
	if err != nil || err2 != nil || *one != *many {
		t.Error("they differ")
	}
}

func TestSummarySaysMeanMedianAndEnds(t *testing.T) {
	var counts [256]int
	counts[0], counts[100], counts[110], counts[255] = 10, 40, 30, 20
	if s := Summarise(counts); s != (Summary{Mean: 124, Median: 100, Black: .1, White: .2}) {
		t.Errorf("%+v", s)
	}
	if s := Summarise([256]int{}); s != (Summary{}) {
		t.Errorf("of nothing: %+v", s)
	}
}

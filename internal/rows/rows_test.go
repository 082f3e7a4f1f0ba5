package rows

import (
	"runtime"
	"sync/atomic"
	"testing"
)

func TestEachRowIsInExactlyOneBand(t *testing.T) {
	for _, height := range []int{0, 1, Height - 1, Height, Height + 1, 1000} {
		seen := make([]atomic.Int32, height)
		Each(height, func(band, y0, y1 int) {
			if y0 != band*Height || y1 <= y0 {
				t.Errorf("height %d: band %d spans %d to %d", height, band, y0, y1)
			}
			for y := y0; y < y1; y++ {
				seen[y].Add(1)
			}
		})
		for y := range seen {
			if n := seen[y].Load(); n != 1 {
				t.Fatalf("height %d: row %d was done %d times", height, y, n)
			}
		}
	}
}

func TestBandsAreTheSameOnAnyNumberOfCores(t *testing.T) {
	cut := func(cores int) []int {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		ends := make([]int, Bands(333))
		Each(333, func(band, _, y1 int) { ends[band] = y1 })
		return ends
	}
	one, two := cut(1), cut(2)
	for i := range one {
		if one[i] != two[i] {
			t.Fatalf("band %d ends at %d on one core and at %d on two", i, one[i], two[i])
		}
	}
}

func TestPanicInAWorkerReachesTheCaller(t *testing.T) {
	defer func() {
		if got := recover(); got != "row 40" {
			t.Errorf("recovered %v", got)
		}
	}()
	Each(100, func(band, _, _ int) {
		if band == 1 {
			panic("row 40")
		}
	})
}

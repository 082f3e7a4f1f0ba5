// Package rows splits the rows of a picture into bands of a fixed height and
// works on them in parallel. It promises that the bands, and so the result of
// anything reduced band by band in order, are the same on any number of cores.
package rows

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Height is the number of rows in a band: high enough to pay for handing it
// out, low enough to balance two cores on a small picture.
const Height = 32

// Bands returns the number of bands that a picture of the given height has.
func Bands(height int) int { return (height + Height - 1) / Height }

// Each calls work(band, y0, y1) once for every band, in parallel. Bands are
// numbered from the top; work must write only to what belongs to its band.
func Each(height int, work func(band, y0, y1 int)) {
	n := Bands(height)
	Tasks(n, func(i int) { work(i, i*Height, min(height, (i+1)*Height)) })
}

// Tasks calls work(i) for i in 0..n-1, in parallel on at most GOMAXPROCS
// goroutines, and returns when all are done. A panic in work is raised again
// on the caller's goroutine, so that a guard around the caller holds.
func Tasks(n int, work func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 1 {
		for i := range n {
			work(i)
		}
		return
	}
	var (
		next   atomic.Int64
		done   sync.WaitGroup
		once   sync.Once
		raised any
	)
	for range workers {
		done.Go(func() {
			defer func() {
				if r := recover(); r != nil {
					once.Do(func() { raised = r })
				}
			}()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				work(i)
			}
		})
	}
	done.Wait()
	if raised != nil {
		panic(raised)
	}
}

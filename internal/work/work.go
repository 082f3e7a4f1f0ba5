// Package work owns how long work is run beside the owner's goroutine: Budget
// bounds how many pixels or bytes are worked on at once, Meter says how far it has come,
// Slot and Relay keep only the newest request of one purpose. It promises that
// a result nobody wants any more is dropped and never delivered.
package work

import (
	"context"
	"fmt"
	"sync/atomic"

	"golang.org/x/sync/semaphore"
)

// Budget bounds the pixels, and so the memory, that workers hold at once.
type Budget struct {
	pixels int64
	free   *semaphore.Weighted
}

// NewBudget returns a budget of so many pixels.
func NewBudget(pixels int64) *Budget {
	return &Budget{pixels: pixels, free: semaphore.NewWeighted(pixels)}
}

// Do waits until so many pixels are free, runs job, and gives them back. A job
// larger than the whole budget runs alone. The only errors are the job's own
// and that of the context while waiting.
func (b *Budget) Do(ctx context.Context, pixels int64, job func() error) error {
	pixels = max(1, min(pixels, b.pixels))
	if err := b.free.Acquire(ctx, pixels); err != nil {
		return err
	}
	defer b.free.Release(pixels)
	return job()
}

// Meter says how far some work has come. Workers bump it, anybody reads it; no
// reading blocks a worker. The zero value is ready.
type Meter struct{ done, total atomic.Int64 }

// Expect adds n to what there is to do.
func (m *Meter) Expect(n int) { m.total.Add(int64(n)) }

// Bump says that one more is done.
func (m *Meter) Bump() { m.done.Add(1) }

// Read returns what is done of how much.
func (m *Meter) Read() (done, total int) { return int(m.done.Load()), int(m.total.Load()) }

// Slot runs one job at a time for one purpose: a new request cancels the
// running one, whose result is dropped. All methods are called on the owner's
// goroutine. The zero value is ready.
type Slot struct {
	turn   *turn // of the running job; nil where none runs, as in a slot that was emptied
	cancel context.CancelFunc
}

// turn is one job of a slot: no other has its address.
type turn struct{ _ byte }

// Run cancels what runs in the slot, starts job on a goroutine of its own and
// has post carry its result to the owner's goroutine, where deliver is called
// unless a newer request or Cancel came in between. A panic of the job arrives
// as its error.
func Run[T any](ctx context.Context, s *Slot, post func(func()), job func(context.Context) (T, error), deliver func(T, error)) {
	s.Cancel()
	ctx, cancel := context.WithCancel(ctx)
	mine := &turn{}
	s.turn, s.cancel = mine, cancel
	go func() {
		value, err := Guard(func() (T, error) { return job(ctx) })
		post(func() {
			cancel()
			if s.turn != mine {
				return
			}
			s.turn, s.cancel = nil, nil
			deliver(value, err)
		})
	}()
}

// Cancel ends what runs; its result will not be delivered.
func (s *Slot) Cancel() {
	s.turn = nil
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// Busy reports whether a job runs whose result is still wanted.
func (s *Slot) Busy() bool { return s.cancel != nil }

// Guard calls job and turns a panic into an error, so that a worker can't take
// the program down.
func Guard[T any](job func() (T, error)) (value T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("internal mistake: %v", r)
		}
	}()
	return job()
}

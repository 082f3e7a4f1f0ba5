package work

import (
	"context"
	"errors"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// owner stands for the goroutine that owns the state: it runs posted functions one by one.
type owner chan func()

func (o owner) post(f func()) { o <- f }

func TestNewerRequestCancelsTheOlderAndDropsItsResult(t *testing.T) {
	o := make(owner, 8)
	var slot Slot
	var got []string
	deliver := func(s string, _ error) { got = append(got, s) }
	started := make(chan struct{})
	Run(t.Context(), &slot, o.post, func(ctx context.Context) (string, error) {
		close(started)
		<-ctx.Done()
		return "old", nil
	}, deliver)
	<-started
	Run(t.Context(), &slot, o.post, func(context.Context) (string, error) { return "new", nil }, deliver)
	(<-o)()
	(<-o)()
	if strings.Join(got, " ") != "new" {
		t.Errorf("delivered %q, want only the newest", got)
	}
	if slot.Busy() {
		t.Error("the slot says it is busy after the newest was delivered")
	}
}

func TestPanicOfAJobArrivesAsItsError(t *testing.T) {
	o := make(owner, 1)
	var slot Slot
	var err error
	Run(t.Context(), &slot, o.post, func(context.Context) (int, error) { panic("burst") }, func(_ int, e error) { err = e })
	(<-o)()
	if err == nil || !strings.Contains(err.Error(), "burst") {
		t.Errorf("got %v", err)
	}
}

func TestRelayFinishesWhatRunsAndSkipsToTheNewest(t *testing.T) {
	o := make(owner, 8)
	var relay Relay
	var got []int
	open := make(chan struct{})
	for i := range 5 {
		Submit(t.Context(), &relay, o.post, func(context.Context) (int, error) {
			<-open
			return i, nil
		}, func(n int, _ error) { got = append(got, n) })
	}
	close(open)
	(<-o)()
	(<-o)()
	if len(got) != 2 || got[0] != 0 || got[1] != 4 {
		t.Errorf("delivered %v, want the first and the newest", got)
	}
	if len(o) != 0 {
		t.Error("more was run than the first and the newest")
	}
}

func TestCancelledRelayDeliversNothing(t *testing.T) {
	o := make(owner, 8)
	var relay Relay
	deliver := func(int, error) { t.Error("delivered after Cancel") }
	Submit(t.Context(), &relay, o.post, func(ctx context.Context) (int, error) { <-ctx.Done(); return 1, nil }, deliver)
	Submit(t.Context(), &relay, o.post, func(context.Context) (int, error) { return 2, nil }, deliver)
	relay.Cancel()
	(<-o)()
}

func TestBudgetNeverHoldsMorePixelsThanItHas(t *testing.T) {
	b := NewBudget(10)
	var held, most atomic.Int64
	var all sync.WaitGroup
	for i := range 40 {
		pixels := int64(1 + i%6)
		all.Go(func() {
			err := b.Do(t.Context(), pixels, func() error {
				now := held.Add(pixels)
				for m := most.Load(); now > m && !most.CompareAndSwap(m, now); m = most.Load() {
				}
				held.Add(-pixels)
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() > 10 {
		t.Errorf("%d pixels held at once, want at most 10", most.Load())
	}
}

func TestJobLargerThanTheBudgetRunsAloneAndWaitingEndsWithItsContext(t *testing.T) {
	b := NewBudget(10)
	wanted := errors.New("the job's own")
	err := b.Do(t.Context(), 1000, func() error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := b.Do(ctx, 1, func() error { t.Error("ran beside it"); return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("waiting ended with %v", err)
		}
		return wanted
	})
	if !errors.Is(err, wanted) {
		t.Errorf("got %v", err)
	}
}

func TestMeterCountsFromManyGoroutines(t *testing.T) {
	var m Meter
	m.Expect(50)
	var all sync.WaitGroup
	for range 50 {
		all.Go(m.Bump)
	}
	all.Wait()
	if done, total := m.Read(); done != 50 || total != 50 {
		t.Errorf("%d of %d, want 50 of 50", done, total)
	}
}

// Who lets go of what a slot is part of writes an empty one over it.
func TestASlotThatWasEmptiedHearsNothingOfWhatItHadBegun(t *testing.T) {
	o := make(owner, 8)
	var held struct{ slot Slot }
	var got []string
	deliver := func(s string, err error) { got = append(got, s) }
	Run(t.Context(), &held.slot, o.post, func(ctx context.Context) (string, error) {
		<-ctx.Done()
		return "old", ctx.Err()
	}, deliver)
	held.slot.Cancel()
	held.slot = Slot{}
	Run(t.Context(), &held.slot, o.post, func(context.Context) (string, error) { return "new", nil }, deliver)
	(<-o)()
	(<-o)()
	if strings.Join(got, " ") != "new" || held.slot.Busy() {
		t.Errorf("delivered %q, want only the newest; busy %v", got, held.slot.Busy())
	}
}

package work

import "context"

// Relay runs the requests of one purpose one after the other and skips all but
// the newest. In contrast to a Slot it lets the running job come to its end:
// under a stream of requests that comes faster than a job takes, such as frames
// while a picture is dragged, cancelling each would never show any.
// All methods are called on the owner's goroutine. The zero value is ready.
type Relay struct {
	epoch   uint64
	running bool
	cancel  context.CancelFunc
	next    func()
}

// Submit starts the job, or remembers it as the next one in place of what was
// remembered. Its result is carried by post to the owner's goroutine, where
// deliver is called unless Cancel came in between.
func Submit[T any](ctx context.Context, r *Relay, post func(func()), job func(context.Context) (T, error), deliver func(T, error)) {
	if r.running {
		r.next = func() { Submit(ctx, r, post, job, deliver) }
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	r.running, r.cancel = true, cancel
	epoch := r.epoch
	go func() {
		value, err := Guard(func() (T, error) { return job(ctx) })
		post(func() {
			cancel()
			next := r.next
			r.running, r.cancel, r.next = false, nil, nil
			if r.epoch == epoch {
				deliver(value, err)
			}
			if next != nil && !r.running { // else deliver has asked for something newer
				next()
			}
		})
	}()
}

// Cancel forgets the next request and ends the running one; neither is delivered.
func (r *Relay) Cancel() {
	r.epoch++
	r.next = nil
	if r.cancel != nil {
		r.cancel()
	}
}

package app

import "time"

// after calls f on the window's goroutine when the time has passed, unless it
// is stopped before.
func after(post func(func()), d time.Duration, f func()) (stop func()) {
	stopped := false
	timer := time.AfterFunc(d, func() {
		post(func() {
			if !stopped {
				f()
			}
		})
	})
	return func() {
		stopped = true
		timer.Stop()
	}
}

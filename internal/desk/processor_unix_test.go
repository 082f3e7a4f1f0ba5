//go:build unix

package desk

import (
	"syscall"
	"time"
)

// processorTime is what this program has used of the processors so far: other
// programs don't count in it, as they do in the time of day.
func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Package hostile holds the program to what it promises for files that were
// made to hurt it: no panic, no leak, bounded time and memory, a sentence for
// each, nothing sent anywhere, and nothing of the originals in what leaves. It
// has tests only; see docs/reliability.md.
package hostile_test

import (
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

// mostMemory is what the whole process of these tests may hold at its peak, in bytes.
const mostMemory = 1500 << 20

// The collector is set as in the command line (cmd/motbilde-cli).
func TestMain(m *testing.M) {
	if job := os.Getenv(jobVariable); jobVariable != "" && job != "" {
		os.Exit(runJob(job))
	}
	debug.SetGCPercent(50)
	debug.SetMemoryLimit(640 << 20)
	status := m.Run()
	if err := goleak.Find(); err != nil && status == 0 {
		fmt.Println("goroutines are left:", err)
		status = 1
	}
	switch peak, known := peakMemory(); {
	case !known:
		fmt.Println("This system doesn't tell a process's peak of memory: not checked.")
	case peak > mostMemory:
		fmt.Printf("the process held %d MB, more than %d\n", peak>>20, mostMemory>>20)
		status = 1
	default:
		fmt.Printf("the process held %d MB at most\n", peak>>20)
	}
	os.Exit(status)
}

// busy returns the processor time that this process has taken, or the time of
// day where the system doesn't tell: a machine that does much else makes nothing slow.
func busy() time.Duration {
	text, err := os.ReadFile("/proc/self/stat")
	_, after, found := strings.Cut(string(text), ") ")
	fields := strings.Fields(after)
	if err != nil || !found || len(fields) < 13 {
		return time.Duration(time.Now().UnixNano())
	}
	ticks := int64(0)
	for _, field := range fields[11:13] { // proc(5): utime and stime, a hundredth of a second each
		n, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return time.Duration(time.Now().UnixNano())
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond
}

// peakMemory returns the most that this process ever held, in bytes.
func peakMemory() (int64, bool) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, after, found := strings.Cut(string(text), "VmHWM:")
	line, _, _ := strings.Cut(after, "kB")
	n, err := strconv.ParseInt(strings.TrimSpace(line), 10, 64)
	return n << 10, found && err == nil
}

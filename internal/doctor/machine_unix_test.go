//go:build !windows

package doctor

import (
	"os"
	"testing"
)

func TestMemoryIsReadWhereTheSystemTellsIt(t *testing.T) {
	total, free := memoryOf([]byte("MemTotal:       16384 kB\nMemFree:  12 kB\nMemAvailable:    1024 kB\nHugePages_Total:       0\n"), nil)
	if total != 16<<20 || free != 1<<20 {
		t.Errorf("total %d, free %d", total, free)
	}
	if total, _ := memoryOf(nil, os.ErrNotExist); total != 0 {
		t.Errorf("a system that tells nothing has %d bytes", total)
	}
}

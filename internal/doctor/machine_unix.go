//go:build !windows

package doctor

import (
	"os"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

// memory returns the total and the available bytes; 0 where the system doesn't tell.
func memory() (total, free int64) {
	if runtime.GOOS != "linux" {
		return 0, 0
	}
	return memoryOf(os.ReadFile("/proc/meminfo"))
}

// memoryOf reads a Linux meminfo file.
func memoryOf(meminfo []byte, err error) (total, free int64) {
	if err != nil {
		return 0, 0
	}
	for line := range strings.Lines(string(meminfo)) {
		fields := strings.Fields(line)
		if len(fields) != 3 || fields[2] != "kB" {
			continue
		}
		kilobytes, err := strconv.ParseInt(fields[1], 10, 64)
		if err != nil {
			continue
		}
		switch fields[0] {
		case "MemTotal:":
			total = kilobytes << 10
		case "MemAvailable:":
			free = kilobytes << 10
		}
	}
	return total, free
}

// systemName is what the system calls itself, as "Debian GNU/Linux 12 (bookworm)".
func systemName() string {
	release, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(release)) {
		if value, ok := strings.CutPrefix(strings.TrimSpace(line), "PRETTY_NAME="); ok {
			return strings.Trim(value, `"'`)
		}
	}
	return ""
}

// freeSpace returns the bytes that this user may still write in a folder.
func freeSpace(folder string) (int64, bool) {
	var s syscall.Statfs_t
	if syscall.Statfs(folder, &s) != nil {
		return 0, false
	}
	return int64(s.Bavail) * int64(s.Bsize), true
}

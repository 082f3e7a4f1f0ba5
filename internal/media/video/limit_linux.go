package video

import (
	"syscall"
	"unsafe"
)

// The limits of Linux that a running process is given, by number (getrlimit(2)).
const (
	limitFileSize = 1
	limitCore     = 4
	limitMemory   = 9
)

// confine bounds a process that was just started: so much memory, and no byte
// written to any file. A system that refuses leaves it unbounded; the limit on
// pixels and the watch on its time hold all the same.
func confine(pid int, memory uint64) {
	for _, l := range []struct{ what, most uint64 }{{limitFileSize, 0}, {limitCore, 0}, {limitMemory, memory}} {
		limit := [2]uint64{l.most, l.most}
		_, _, _ = syscall.RawSyscall6(syscall.SYS_PRLIMIT64, uintptr(pid), uintptr(l.what), uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	}
}

// enlarge sets the size of a pipe (F_SETPIPE_SZ, fcntl(2)); the system's own stays where it refuses.
func enlarge(fd uintptr) {
	const setPipeSize, size = 1031, 1 << 20
	_, _, _ = syscall.Syscall(syscall.SYS_FCNTL, fd, setPipeSize, size)
}

package lock

import "syscall"

// removedWhileOpen: the system keeps a file as long as it is open.
const removedWhileOpen = false

// hide keeps a lock out of people's sight. Where the disk can't, it is seen and
// does no harm.
func hide(path string) {
	if name, err := syscall.UTF16PtrFromString(path); err == nil {
		syscall.SetFileAttributes(name, syscall.FILE_ATTRIBUTE_HIDDEN)
	}
}

package doctor

import (
	"fmt"
	"syscall"
	"unsafe"
)

var kernel = syscall.NewLazyDLL("kernel32.dll")

// memory returns the total and the available bytes; 0 where the system doesn't tell.
func memory() (total, free int64) {
	var status struct { // MEMORYSTATUSEX
		length, load             uint32
		total, available         uint64
		page, pageAvailable      uint64
		virtual, virtualFree, ex uint64
	}
	status.length = uint32(unsafe.Sizeof(status))
	if ok, _, _ := kernel.NewProc("GlobalMemoryStatusEx").Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return 0, 0
	}
	return int64(status.total), int64(status.available)
}

// systemName is the version, as "Windows 10.0.19045". Other calls than this
// lie to a program that does not name the version in its manifest.
func systemName() string {
	var v struct { // OSVERSIONINFOW
		size, major, minor, build, platform uint32
		servicePack                         [128]uint16
	}
	v.size = uint32(unsafe.Sizeof(v))
	if status, _, _ := syscall.NewLazyDLL("ntdll.dll").NewProc("RtlGetVersion").Call(uintptr(unsafe.Pointer(&v))); status != 0 {
		return ""
	}
	return fmt.Sprintf("Windows %d.%d.%d", v.major, v.minor, v.build)
}

// freeSpace returns the bytes that this user may still write in a folder.
func freeSpace(folder string) (int64, bool) {
	name, err := syscall.UTF16PtrFromString(folder)
	if err != nil {
		return 0, false
	}
	var free uint64
	ok, _, _ := kernel.NewProc("GetDiskFreeSpaceExW").Call(uintptr(unsafe.Pointer(name)), uintptr(unsafe.Pointer(&free)), 0, 0)
	return int64(free), ok != 0
}

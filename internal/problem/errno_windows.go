package problem

import "syscall"

// Codes of the system that have a sentence of their own, by Microsoft's list
// of system error codes.
var (
	diskFull    = []syscall.Errno{112, 39} // ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL
	readOnly    = []syscall.Errno{19}      // ERROR_WRITE_PROTECT
	inUse       = []syscall.Errno{32, 33}  // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
	nameTooLong = []syscall.Errno{206}     // ERROR_FILENAME_EXCED_RANGE

	// ERROR_INVALID_NAME, ERROR_BAD_PATHNAME, and for CON and its like ERROR_BAD_DEV_TYPE, ERROR_BAD_DEVICE.
	badName = []syscall.Errno{123, 161, 66, 1200}
)

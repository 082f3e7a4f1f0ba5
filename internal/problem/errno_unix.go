//go:build !windows

package problem

import "syscall"

// Codes of the system that have a sentence of their own.
var (
	diskFull    = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}
	readOnly    = []syscall.Errno{syscall.EROFS}
	inUse       = []syscall.Errno{syscall.EBUSY, syscall.ETXTBSY}
	nameTooLong = []syscall.Errno{syscall.ENAMETOOLONG}
	badName     = []syscall.Errno{syscall.EILSEQ}
)

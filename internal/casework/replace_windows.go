package casework

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"
)

// What the system answers while another program has the file open.
const (
	accessDenied     = syscall.Errno(5)  // ERROR_ACCESS_DENIED
	sharingViolation = syscall.Errno(32) // ERROR_SHARING_VIOLATION
)

// patience is how long a file may be held by those that look into every new
// one: programs against viruses, and the search of the system.
const patience = 1500 * time.Millisecond

// replace puts a file in the place of another. While somebody has that open the
// system says that access is denied, as if it were a matter of rights; what is
// returned then is the error of a file in use.
func replace(from, to string) error {
	for wait, began := 5*time.Millisecond, time.Now(); ; wait *= 2 {
		err := os.Rename(from, to)
		if !errors.Is(err, accessDenied) && !errors.Is(err, sharingViolation) {
			return err
		}
		if time.Since(began)+wait > patience {
			if info, failed := os.Stat(to); failed == nil && info.Mode().IsRegular() && info.Mode().Perm()&0o200 != 0 && held(to) {
				return &fs.PathError{Op: "replace", Path: to, Err: sharingViolation}
			}
			return err
		}
		time.Sleep(wait)
	}
}

// held reports whether somebody has a file open that nobody may take away meanwhile.
func held(path string) bool {
	name, err := syscall.UTF16PtrFromString(path)
	if err != nil {
		return false
	}
	const remove = 0x00010000 // DELETE
	handle, err := syscall.CreateFile(name, remove, syscall.FILE_SHARE_READ|syscall.FILE_SHARE_WRITE|syscall.FILE_SHARE_DELETE, nil, syscall.OPEN_EXISTING, 0, 0)
	if err == nil {
		syscall.CloseHandle(handle) // it was only to ask
	}
	return errors.Is(err, sharingViolation)
}

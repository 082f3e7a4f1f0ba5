package desk

import (
	"syscall"
	"testing"
)

// disks mounts a small disk and one that can't be written, where the system lets it.
func disks(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for name, flags := range map[string]uintptr{"full disk": 0, "read-only disk": syscall.MS_RDONLY} {
		folder := t.TempDir()
		if err := syscall.Mount("tmpfs", folder, "tmpfs", flags, "size=16k"); err != nil {
			t.Logf("no %s to try it on: %v", name, err)
			continue
		}
		t.Cleanup(func() {
			if err := syscall.Unmount(folder, 0); err != nil {
				t.Error(err)
			}
		})
		all[name] = folder
	}
	return all
}

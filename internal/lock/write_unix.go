//go:build !windows

package lock

// removedWhileOpen: a file can be taken away while it is open.
const removedWhileOpen = true

// hide does nothing: the dot that a lock's name begins with hides it.
func hide(string) {}

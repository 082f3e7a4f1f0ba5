//go:build !windows

package lock

// lockedAgainstWriting: a lock is advice here, and its file can be written.
const lockedAgainstWriting = false

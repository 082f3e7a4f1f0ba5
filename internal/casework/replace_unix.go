//go:build !windows

package casework

import "os"

// replace puts a file in the place of another.
func replace(from, to string) error { return os.Rename(from, to) }

//go:build !windows

package app

import "os/exec"

// asLine changes nothing: arguments are no line here.
func asLine(cmd *exec.Cmd) *exec.Cmd { return cmd }

//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// behind gives the process a group of its own, with which its ffmpeg ends too.
func behind(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}

// giveWay lets everything else go first: the whole group, for on Linux a process
// alone would be its first thread. Where the system refuses, it is drawn all the same.
func giveWay(pid int) { _ = syscall.Setpriority(syscall.PRIO_PGRP, pid, 15) }

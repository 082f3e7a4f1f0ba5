package main

import (
	"os/exec"
	"syscall"
)

// behind begins the process below everything else, without a console.
func behind(cmd *exec.Cmd) {
	const idlePriority, createNoWindow = 0x00000040, 0x08000000
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: idlePriority | createNoWindow}
}

// giveWay has nothing left to do: the process began so.
func giveWay(int) {}

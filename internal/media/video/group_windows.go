package video

import (
	"os/exec"
	"syscall"
)

// inGroup keeps a console from opening; ending the process is left to package exec.
func inGroup(cmd *exec.Cmd) {
	const createNoWindow = 0x08000000
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: createNoWindow}
}

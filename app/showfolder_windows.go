package app

import (
	"os/exec"
	"strings"
	"syscall"
)

// asLine has the arguments handed over as they stand.
func asLine(cmd *exec.Cmd) *exec.Cmd {
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: strings.Join(cmd.Args, " ")}
	return cmd
}

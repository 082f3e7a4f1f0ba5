package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
)

// drawAhead draws a practice case in a process of its own, to which the system
// gives what nobody else wants: goroutines have no priority, and a window that
// shares its memory with a drawing stutters. It ends with the context.
func drawAhead(ctx context.Context, id, ffmpeg string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, self, "--draw-practice", id, "--ffmpeg", ffmpeg)
	behind(cmd)
	if err := cmd.Start(); err != nil {
		return err
	}
	giveWay(cmd.Process.Pid)
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("drawing the practice case %q ahead: %w", id, err)
	}
	return nil
}

// Command motbilde-cli holds a claimed picture against the pictures that it
// may come from, without a window: on a server, in a script, or by hand.
package main

import (
	"context"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"golang.org/x/term"

	"github.com/motbilde/motbilde/internal/cli"
)

// memory is where the collector begins to work harder, in bytes: what a large
// folder leaves in the caches stays under 900 MB, as in the window.
const memory = 640 << 20

// garbage is how much may pile up before it is collected, in percent of what is
// in use: pairs of 24 megapixels then stay below 600 MB, and the time is the same.
const garbage = 50

func main() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memory)
	}
	os.Exit(run())
}

// run ends the work at the first interrupt, cleanly; a second one ends the
// program at once.
func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	streams := cli.Streams{Out: os.Stdout, Err: os.Stderr, Getenv: os.Getenv}
	if fd := int(os.Stderr.Fd()); term.IsTerminal(fd) {
		streams.Terminal = 80
		if width, _, err := term.GetSize(fd); err == nil && width > 0 {
			streams.Terminal = width
		}
	}
	return cli.Run(ctx, os.Args[1:], streams)
}

package video

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// patience is how long a process that was told to end may take.
const patience = 2 * time.Second

// command prepares one of the tools: without a shell, without standard input,
// with an environment that can't redirect it, and so that the whole group of
// processes ends with ctx.
func command(ctx context.Context, program string, arguments ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, arguments...)
	cmd.Env = environment(os.Environ())
	cmd.WaitDelay = patience
	inGroup(cmd)
	return cmd
}

// environment leaves out what changes how ffmpeg works: a report file that it
// would write, presets, colours on its messages.
func environment(of []string) []string {
	out := make([]string, 0, len(of)+1)
	for _, entry := range of {
		if len(entry) >= 2 && (hasPrefix(entry, "FFREPORT=") || hasPrefix(entry, "FFMPEG_DATADIR=") || hasPrefix(entry, "AV_LOG_")) {
			continue
		}
		out = append(out, entry)
	}
	return append(out, "AV_LOG_FORCE_NOCOLOR=1")
}

func hasPrefix(s, prefix string) bool { return len(s) >= len(prefix) && s[:len(prefix)] == prefix }

// safeName returns a path so that ffmpeg takes it for a file and nothing else:
// a name may begin with a dash or hold a colon.
func safeName(path string) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return "file:" + absolute, nil
}

package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
)

func (versionCommand) run(s session) int {
	fmt.Fprintln(s.Out, versionLine())
	return found
}

// versionLine names the program, its methods and what it was built from.
func versionLine() string {
	parts := []string{align.Version, compare.Version, runtime.Version()}
	if commit := commitOf(debug.ReadBuildInfo()); commit != "" {
		parts = append([]string{"commit " + commit}, parts...)
	}
	return fmt.Sprintf("%s %s (%s)", Name, casework.Version, strings.Join(parts, ", "))
}

// commitOf returns the commit that the build recorded, shortened, with a plus
// where files had been changed since; empty where none was recorded.
func commitOf(info *debug.BuildInfo, ok bool) string {
	if !ok {
		return ""
	}
	var commit, changed string
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			commit = setting.Value[:min(12, len(setting.Value))]
		case "vcs.modified":
			if setting.Value == "true" {
				changed = "+"
			}
		}
	}
	if commit == "" {
		return ""
	}
	return commit + changed
}

package doctor

import (
	"runtime"
	"runtime/debug"
	"time"
)

// Build is what the program was built from. The time is the commit's: the same
// commit gives the same bytes whenever it is built, so there is no other.
type Build struct {
	Commit string // shortened, with a plus where files had been changed since; empty where none was recorded
	Time   time.Time
	Go     string // the compiler
}

// ReadBuild reads it from the running program.
func ReadBuild() Build { return buildOf(debug.ReadBuildInfo()) }

func buildOf(info *debug.BuildInfo, ok bool) Build {
	b := Build{Go: runtime.Version()}
	if !ok {
		return b
	}
	changed := ""
	for _, setting := range info.Settings {
		switch setting.Key {
		case "vcs.revision":
			b.Commit = setting.Value[:min(12, len(setting.Value))]
		case "vcs.time":
			if when, err := time.Parse(time.RFC3339, setting.Value); err == nil {
				b.Time = when
			}
		case "vcs.modified":
			if setting.Value == "true" {
				changed = "+"
			}
		}
	}
	if b.Commit != "" {
		b.Commit += changed
	}
	return b
}

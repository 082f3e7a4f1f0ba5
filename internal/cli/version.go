package cli

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/doctor"
)

func (versionCommand) run(s session) int {
	fmt.Fprintln(s.Out, versionLine())
	return found
}

// versionLine names the program, its methods and what it was built from.
func versionLine() string {
	parts := []string{align.Version, compare.Version, runtime.Version()}
	if commit := doctor.ReadBuild().Commit; commit != "" {
		parts = append([]string{"commit " + commit}, parts...)
	}
	return fmt.Sprintf("%s %s (%s)", Name, casework.Version, strings.Join(parts, ", "))
}

package cli

import (
	"fmt"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/synth"
)

// run writes the sample case and names each file on standard output.
func (c sampleCommand) run(s session) int {
	claim, candidates, err := synth.WriteSample(c.Folder)
	if err != nil {
		return s.writeFailed(c.Folder, err)
	}
	for _, path := range append([]string{claim}, candidates...) {
		fmt.Fprintln(s.Out, printable(path))
	}
	s.complain(s.Say("cli.sample.look", "command",
		fmt.Sprintf("%s compare %s %s", Name, quoted(claim), quoted(filepath.Dir(candidates[0])))))
	return found
}

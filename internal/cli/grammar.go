package cli

import (
	"strings"

	"github.com/alecthomas/kong"

	"github.com/motbilde/motbilde/internal/words"
)

// grammar is the command line as kong reads it. Its help texts are keys: see
// helpTexts. A list never splits at commas: names may hold them.
type grammar struct {
	Language string `placeholder:"en|nb" enum:",en,nb" default:"" help:"${help_language}"`

	Compare compareCommand `cmd:"" help:"${compare}"`
	Verify  verifyCommand  `cmd:"" help:"${verify}"`
	Sample  sampleCommand  `cmd:"" help:"${sample}"`
	Doctor  doctorCommand  `cmd:"" help:"${doctor}"`
	Version versionCommand `cmd:"" help:"${version}"`
}

type compareCommand struct {
	Claim      string   `arg:"" help:"${compare_claim}"`
	Candidates []string `arg:"" name:"candidate" sep:"none" help:"${compare_candidate}"`

	JSON       bool   `name:"json" help:"${compare_json}"`
	Report     string `placeholder:"OUT.pdf" help:"${compare_report}"`
	Originals  bool   `help:"${compare_originals}"`
	Difference string `placeholder:"OUT.png" xor:"difference" help:"${compare_difference}"`
	Changes    string `placeholder:"OUT.png" xor:"changes" help:"${compare_changes}"`
	Aligned    string `placeholder:"OUT.png" help:"${compare_aligned}"`
	Case       string `placeholder:"OUT.motbilde" help:"${compare_case}"`
	NoChanges  bool   `xor:"difference,changes" help:"${compare_no_changes}"`
}

type verifyCommand struct {
	Case string `arg:"" help:"${verify_case}"`

	Recompute bool `help:"${verify_recompute}"`
}

type sampleCommand struct {
	Folder string `arg:"" help:"${sample_folder}"`
}

type doctorCommand struct{}

type versionCommand struct{}

// helpTexts gives the grammar its sentences: the variable compare_claim is the
// sentence cli.compare.claim.
func helpTexts(l words.Language) kong.Vars {
	texts := kong.Vars{}
	for _, key := range []string{
		"help.language", "compare", "compare.claim", "compare.candidate", "compare.json", "compare.report", "compare.originals",
		"compare.difference", "compare.changes", "compare.aligned", "compare.case", "compare.no-changes",
		"verify", "verify.case", "verify.recompute", "sample", "sample.folder", "doctor", "version",
	} {
		texts[strings.NewReplacer(".", "_", "-", "_").Replace(key)] = l.Say("cli." + key)
	}
	return texts
}

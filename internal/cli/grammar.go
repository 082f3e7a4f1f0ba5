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
	Export  exportCommand  `cmd:"" help:"${export}"`
	Verify  verifyCommand  `cmd:"" help:"${verify}"`
	Stamp   stampCommand   `cmd:"" help:"${stamp}"`
	Sample  sampleCommand  `cmd:"" help:"${sample}"`
	Train   trainCommand   `cmd:"" help:"${train}"`
	Doctor  doctorCommand  `cmd:"" help:"${doctor}"`
	Version versionCommand `cmd:"" help:"${version}"`
}

type compareCommand struct {
	Claim      string   `arg:"" help:"${compare_claim}"`
	Candidates []string `arg:"" name:"candidate" sep:"none" help:"${compare_candidate}"`

	ClaimPart  string `placeholder:"X,Y,W,H" help:"${compare_claim_part}"`
	JSON       bool   `name:"json" help:"${compare_json}"`
	Report     string `placeholder:"OUT.pdf" help:"${compare_report}"`
	Originals  bool   `help:"${compare_originals}"`
	Paper      string `enum:"a4,letter" default:"a4" placeholder:"a4|letter" help:"${paper}"`
	Fineness   string `enum:"print,screen" default:"print" placeholder:"print|screen" help:"${fineness}"`
	Figure     string `placeholder:"OUT.png" help:"${compare_figure}"`
	Preset     string `placeholder:"NAME" help:"${preset}"`
	Kit        string `placeholder:"KIT.json" help:"${kit}"`
	Difference string `placeholder:"OUT.png" xor:"difference" help:"${compare_difference}"`
	Changes    string `placeholder:"OUT.png" xor:"changes" help:"${compare_changes}"`
	Aligned    string `placeholder:"OUT.png" help:"${compare_aligned}"`
	Case       string `placeholder:"OUT.motbilde" help:"${compare_case}"`
	NoChanges  bool   `xor:"difference,changes" help:"${compare_no_changes}"`
}

type verifyCommand struct {
	File string `arg:"" help:"${verify_file}"`

	Recompute bool   `help:"${verify_recompute}"`
	Originals string `placeholder:"FOLDER|CASE" help:"${verify_originals}"`
}

type exportCommand struct {
	Case string `arg:"" help:"${export_case}"`

	To       string   `required:"" placeholder:"FOLDER" help:"${export_to}"`
	What     []string `sep:"," placeholder:"WHAT,..." help:"${export_what}"`
	Motion   string   `enum:"swipe,blink,fade" default:"swipe" placeholder:"swipe|blink|fade" help:"${export_motion}"`
	Preset   string   `placeholder:"NAME" help:"${preset}"`
	Paper    string   `enum:"a4,letter" default:"a4" placeholder:"a4|letter" help:"${paper}"`
	Fineness string   `enum:"print,screen" default:"print" placeholder:"print|screen" help:"${fineness}"`
	URL      string   `name:"url" placeholder:"ADDRESS" help:"${export_url}"`
	Kit      string   `placeholder:"KIT.json" help:"${kit}"`
	Edition  string   `enum:"publication,archive" default:"publication" placeholder:"publication|archive" help:"${export_edition}"`
}

type stampCommand struct {
	Request stampRequestCommand `cmd:"" help:"${stamp_request}"`
	Check   stampCheckCommand   `cmd:"" help:"${stamp_check}"`
}

type stampRequestCommand struct {
	File string `arg:"" help:"${stamp_file}"`

	Out string `placeholder:"OUT.tsq" help:"${stamp_request_out}"`
}

type stampCheckCommand struct {
	File  string `arg:"" help:"${stamp_file}"`
	Reply string `arg:"" optional:"" help:"${stamp_check_reply}"`

	Request string `placeholder:"X.tsq" help:"${stamp_check_request}"`
	Roots   string `placeholder:"CA.pem" help:"${stamp_check_roots}"`
}

type sampleCommand struct {
	Folder string `arg:"" help:"${sample_folder}"`

	Whole bool `help:"${sample_whole}"`
}

type trainCommand struct {
	Make  trainMakeCommand  `cmd:"" help:"${train_make}"`
	Check trainCheckCommand `cmd:"" help:"${train_check}"`
	Score trainScoreCommand `cmd:"" help:"${train_score}"`
	Print trainPrintCommand `cmd:"" help:"${train_print}"`
}

type trainPrintCommand struct {
	Pack string `arg:"" help:"${train_check_pack}"`

	To      string   `required:"" placeholder:"FOLDER" help:"${export_to}"`
	Word    string   `placeholder:"WORD" help:"${train_print_word}"`
	Paper   string   `enum:"a4,letter" default:"a4" placeholder:"a4|letter" help:"${paper}"`
	Learner []string `sep:"none" placeholder:"NAME" help:"${train_print_learner}"`
	Trainer string   `placeholder:"NAME" help:"${train_print_trainer}"`
	Place   string   `placeholder:"PLACE" help:"${train_print_place}"`
}

type trainMakeCommand struct {
	Plan string `arg:"" optional:"" help:"${train_make_plan}"`

	To      string   `required:"" placeholder:"OUT.motbilde-pack" help:"${train_make_to}"`
	Word    string   `placeholder:"WORD" help:"${train_make_word}"`
	Bundled bool     `help:"${train_make_bundled}"`
	Case    []string `sep:"," placeholder:"CASE,..." help:"${train_make_case}"`
}

type trainCheckCommand struct {
	Pack string `arg:"" help:"${train_check_pack}"`

	Word    string `placeholder:"WORD" help:"${train_check_word}"`
	Answers bool   `help:"${train_check_answers}"`
}

type trainScoreCommand struct {
	Files []string `arg:"" optional:"" name:"results" sep:"none" help:"${train_score_results}"`

	Pack string   `placeholder:"X.motbilde-pack" help:"${train_score_pack}"`
	Word string   `placeholder:"WORD" help:"${train_score_word}"`
	Code []string `sep:"none" placeholder:"NAME=CODE" help:"${train_score_code}"`
	CSV  string   `name:"csv" placeholder:"OUT.csv" help:"${train_score_csv}"`
}

type doctorCommand struct{}

type versionCommand struct{}

// helpTexts gives the grammar its sentences: the variable compare_claim is the
// sentence cli.compare.claim.
func helpTexts(l words.Language) kong.Vars {
	texts := kong.Vars{}
	for _, key := range []string{
		"help.language", "compare", "compare.claim", "compare.candidate", "compare.claim-part", "compare.json", "compare.report", "compare.originals", "paper", "fineness", "compare.figure", "preset", "kit",
		"compare.difference", "compare.changes", "compare.aligned", "compare.case", "compare.no-changes",
		"export", "export.case", "export.to", "export.what", "export.motion", "export.url", "export.edition", "stamp", "stamp.file", "stamp.request", "stamp.request.out",
		"stamp.check", "stamp.check.reply", "stamp.check.request", "stamp.check.roots",
		"verify", "verify.file", "verify.recompute", "verify.originals", "sample", "sample.folder", "sample.whole", "doctor", "version",
		"train", "train.make", "train.make.plan", "train.make.to", "train.make.word", "train.make.bundled", "train.make.case", "train.check", "train.check.pack", "train.check.word", "train.check.answers",
		"train.score", "train.score.results", "train.score.pack", "train.score.word", "train.score.code", "train.score.csv",
		"train.print", "train.print.word", "train.print.learner", "train.print.trainer", "train.print.place",
	} {
		texts[strings.NewReplacer(".", "_", "-", "_").Replace(key)] = l.Say("cli." + key)
	}
	return texts
}

// Package cli owns the command line: its commands, what they print for people
// and for other programs, and their exit statuses. Its main function is Run.
// It promises the contract that scripts rely on: results go to standard output
// and nothing else does, problems and progress go to standard error, and an
// unreadable file never ends the work on the others.
package cli

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/motbilde/motbilde/internal/words"
)

// Name is what the program is called in its own sentences.
const Name = "motbilde-cli"

// The exit statuses, as those of cmp and grep.
const (
	found    = 0 // or: done
	notFound = 1
	failed   = 2
)

// Streams are what the program is given beside its arguments.
type Streams struct {
	Out, Err io.Writer
	Getenv   func(name string) string
	// Terminal is the width in characters of the terminal behind Err; 0 where there is none.
	Terminal int
}

// session is one run of the program, as the commands see it.
type session struct {
	ctx context.Context
	Streams
	words.Language
}

// Run carries out one command and returns the exit status. It ends early, with
// status 2, when the context does.
func Run(ctx context.Context, args []string, streams Streams) int {
	s := session{ctx: ctx, Streams: streams, Language: languageOf(args, streams.Getenv)}
	var g grammar
	helped := false
	parser, err := kong.New(&g,
		kong.Name(Name),
		kong.Description(s.Say("cli.about")),
		kong.Vars(helpTexts(s.Language)),
		kong.Help(func(_ kong.HelpOptions, at *kong.Context) error {
			printHelp(s, s.Out, at.Model, at.Selected())
			return nil
		}),
		kong.Writers(streams.Out, streams.Err),
		kong.Exit(func(int) { helped = true }),
	)
	if err != nil {
		panic("cli: " + err.Error()) // the grammar is part of this program; every test reads it
	}
	if len(args) == 0 {
		printHelp(s, s.Err, parser.Model, nil)
		return failed
	}
	parsed, err := parser.Parse(args)
	switch meant := commandOf(parser.Model, args); {
	case helped:
		return found
	case err != nil && asksForHelp(args): // whatever else is wrong
		printHelp(s, s.Out, parser.Model, meant)
		return found
	case err != nil:
		return s.misused(err, meant)
	}
	switch nameOf(parsed.Selected()) {
	case "compare":
		return g.Compare.run(s)
	case "export":
		return g.Export.run(s)
	case "verify":
		return g.Verify.run(s)
	case "stamp request":
		return g.Stamp.Request.run(s)
	case "stamp check":
		return g.Stamp.Check.run(s)
	case "train make":
		return g.Train.Make.run(s)
	case "train check":
		return g.Train.Check.run(s)
	case "train score":
		return g.Train.Score.run(s)
	case "train print":
		return g.Train.Print.run(s)
	case "sample":
		return g.Sample.run(s)
	case "doctor":
		return g.Doctor.run(s)
	default:
		return g.Version.run(s)
	}
}

// languageOf finds the language before anything can be said: the flag, then
// what the system's settings name.
func languageOf(args []string, getenv func(string) string) words.Language {
	for i, arg := range args {
		if arg == "--" {
			break
		}
		if value, ok := strings.CutPrefix(arg, "--language="); ok {
			return words.FromCode(value)
		}
		if arg == "--language" && i+1 < len(args) {
			return words.FromCode(args[i+1])
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return words.FromCode(value)
		}
	}
	return words.English
}

// commandOf returns the command that was meant, if any.
func commandOf(program *kong.Application, args []string) *kong.Node {
	at := program.Node
	for _, arg := range args {
		if i := slices.IndexFunc(at.Children, func(command *kong.Node) bool { return command.Name == arg }); i >= 0 {
			at = at.Children[i]
		}
	}
	if at == program.Node {
		return nil
	}
	return at
}

// nameOf returns a command as it is typed: "stamp check".
func nameOf(command *kong.Node) string {
	name := command.Name
	for at := command.Parent; at != nil && at.Type == kong.CommandNode; at = at.Parent {
		name = at.Name + " " + name
	}
	return name
}

func asksForHelp(args []string) bool {
	if end := slices.Index(args, "--"); end >= 0 {
		args = args[:end]
	}
	return slices.Contains(args, "--help")
}

// misused says what is wrong with the arguments and where help is.
func (s session) misused(err error, meant *kong.Node) int {
	command := Name
	if meant != nil {
		command += " " + nameOf(meant)
	}
	s.complain(s.Say("cli.usage.wrong", "detail", printable(err.Error())))
	s.complain(s.Say("cli.usage.help", "command", command))
	return failed
}

// complain writes one sentence to standard error. That standard error itself
// can't be written to is nothing that anybody could be told.
func (s session) complain(sentence string) { fmt.Fprintln(s.Err, sentence) }

package cli

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/alecthomas/kong"
)

// helpWidth is how long a line of help may get, in characters: what every terminal shows.
const helpWidth = 80

// printHelp writes the help of a command, or of the program where it is nil,
// in the session's language: kong's own printer speaks only English.
func printHelp(s session, w io.Writer, program *kong.Application, command *kong.Node) {
	p := printer{w}
	if command == nil {
		p.paragraph("", s.Say("cli.about"))
		p.line("\n%s: %s %s", s.Say("cli.help.usage"), Name, s.Say("cli.help.command"))
		p.line("\n%s", s.Say("cli.help.commands"))
		p.table(commandRows(program.Node))
		p.line("\n%s", s.Say("cli.help.flags"))
		p.table(s.flagRows(program.Flags))
		p.line("\n%s", s.Say("cli.help.more", "program", Name, "command", s.Say("cli.help.command")))
		return
	}
	p.line("%s %s: %s", Name, nameOf(command), command.Help)
	usage := Name + " " + nameOf(command)
	if len(command.Children) > 0 {
		p.line("\n%s: %s %s", s.Say("cli.help.usage"), usage, s.Say("cli.help.command"))
		p.line("\n%s", s.Say("cli.help.commands"))
		p.table(commandRows(command))
		p.line("\n%s", s.Say("cli.help.more", "program", usage, "command", s.Say("cli.help.command")))
		return
	}
	key := "cli." + strings.ReplaceAll(nameOf(command), " ", ".")
	var arguments [][2]string
	for _, argument := range command.Positional {
		name := strings.ToUpper(argument.Name)
		arguments = append(arguments, [2]string{name, argument.Help})
		if !argument.Required {
			name = "[" + name + "]"
		}
		if argument.IsCumulative() {
			name += "..."
		}
		usage += " " + name
	}
	p.line("\n%s: %s [%s]\n", s.Say("cli.help.usage"), usage, s.Say("cli.help.options"))
	p.paragraph("", s.Say(key+".detail"))
	if len(arguments) > 0 {
		p.line("\n%s", s.Say("cli.help.arguments"))
		p.table(arguments)
	}
	p.line("\n%s", s.Say("cli.help.flags"))
	p.table(append(s.flagRows(command.Flags), s.flagRows(program.Flags)...))
	p.line("\n%s\n  %s", s.Say("cli.help.example"), s.Say(key+".example"))
}

func commandRows(of *kong.Node) (rows [][2]string) {
	for _, command := range of.Children {
		rows = append(rows, [2]string{command.Name, command.Help})
	}
	return rows
}

func (s session) flagRows(flags []*kong.Flag) (rows [][2]string) {
	for _, flag := range flags {
		name, help := "--"+flag.Name, flag.Help
		if flag.Name == "help" {
			help = s.Say("cli.help.help")
		}
		if flag.PlaceHolder != "" {
			name += " " + flag.PlaceHolder
		}
		rows = append(rows, [2]string{name, help})
	}
	return rows
}

// printer lays out help. Where the stream can't be written to, nobody reads it.
type printer struct{ w io.Writer }

func (p printer) line(format string, values ...any) { fmt.Fprintf(p.w, format+"\n", values...) }

// table writes names in one column and their texts, wrapped, in another.
func (p printer) table(rows [][2]string) {
	widest := 0
	for _, row := range rows {
		widest = max(widest, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		first := fmt.Sprintf("  %-*s  ", widest, row[0])
		p.paragraph(first, row[1])
	}
}

// paragraph wraps a text at helpWidth; its lines stand under the end of first.
func (p printer) paragraph(first, text string) {
	indent := utf8.RuneCountInString(first)
	line := first
	empty := true
	for _, word := range strings.Fields(text) {
		if !empty && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > helpWidth {
			p.line("%s", line)
			line, empty = strings.Repeat(" ", indent), true
		}
		if !empty {
			line += " "
		}
		line += word
		empty = false
	}
	p.line("%s", line)
}

//go:build !windows && !darwin

package startup

import (
	"os"
	"os/exec"
	"strings"
	"unicode/utf8"
)

// dialog shows the text by what the desktop has for that, unless a terminal
// shows it already. None of them draws by OpenGL.
func dialog(title, text string) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" || onTerminal() {
		return
	}
	for _, line := range [][]string{
		{"zenity", "--error", "--no-markup", "--width=520", "--title", title, "--text", text},
		{"kdialog", "--title", title, "--error", text},
		{"xmessage", "-center", "-title", latin(title), "-xrm", "*international: false", "-buttons", "OK:0", "-default", "OK", latin(wrapped(text, 76))},
	} {
		path, err := exec.LookPath(line[0])
		if err != nil {
			continue
		}
		err = exec.Command(path, line[1:]...).Run()
		if exit, ok := err.(*exec.ExitError); err == nil || ok && exit.ExitCode() == 1 {
			return // shown; 1 is a dialog that was closed without its button
		}
	}
}

// onTerminal reports whether standard error is read on a terminal.
func onTerminal() bool {
	info, err := os.Stderr.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0 && !isNull(info)
}

// isNull reports whether a file is the one that swallows everything, which is a
// character device as terminals are.
func isNull(info os.FileInfo) bool {
	null, err := os.Stat(os.DevNull)
	return err == nil && os.SameFile(info, null)
}

// latin writes a text in ISO 8859-1, which xmessage reads whatever the locale:
// in one that is not installed it would show an empty sheet.
func latin(text string) string {
	out := make([]byte, 0, len(text))
	for _, r := range strings.ReplaceAll(text, "’", "'") {
		if r > 0xff {
			r = '?'
		}
		out = append(out, byte(r))
	}
	return string(out)
}

// wrapped breaks lines between words; xmessage breaks none.
func wrapped(text string, width int) string {
	var out strings.Builder
	for i, paragraph := range strings.Split(text, "\n") {
		if i > 0 {
			out.WriteByte('\n')
		}
		column := 0
		for j, word := range strings.Fields(paragraph) {
			n := utf8.RuneCountInString(word)
			switch {
			case j == 0:
			case column+1+n > width:
				out.WriteByte('\n')
				column = 0
			default:
				out.WriteByte(' ')
				column++
			}
			out.WriteString(word)
			column += n
		}
	}
	return out.String()
}

package startup

import "os/exec"

// dialog shows an alert of the system. The words are arguments of the script,
// never part of it.
func dialog(title, text string) {
	exec.Command("/usr/bin/osascript",
		"-e", "on run argv",
		"-e", "display alert (item 1 of argv) message (item 2 of argv) as critical",
		"-e", "end run", title, text).Run() // that it could not be shown is nothing that anybody could be told
}

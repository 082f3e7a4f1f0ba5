package app

import (
	"errors"
	"os/exec"
	"path/filepath"
	"runtime"

	"github.com/motbilde/motbilde/internal/provenance"
)

// showCommand is how a desktop shows a file in its folder. On Windows it is two
// pieces of one line: the Explorer wants the quotes after the comma, where no
// rule for arguments would put them. No name there holds one.
func showCommand(system, path string) []string {
	switch system {
	case "windows":
		return []string{"explorer.exe", `/select,"` + path + `"`}
	case "darwin":
		return []string{"open", "-R", path}
	}
	return []string{"xdg-open", filepath.Dir(path)}
}

// showInFolder has the desktop show the folder of a file. Where that fails it
// is said, with the folder, so that a person can go there. What was started is
// left alone: it may be the very program that shows the folder.
func (w *Window) showInFolder(path string) {
	command := showCommand(runtime.GOOS, path)
	go func() {
		err := asLine(exec.Command(command[0], command[1:]...)).Run()
		if exit := new(exec.ExitError); runtime.GOOS == "windows" && errors.As(err, &exit) {
			err = nil // explorer ends with 1 also where it did as asked
		}
		if err == nil {
			return
		}
		w.post(func() {
			w.status.SetHint(w.settings.language.Say("publish.no-folder", "path", provenance.CleanText(filepath.Dir(path))))
		})
	}()
}

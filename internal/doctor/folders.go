package doctor

import (
	"os"
	"path/filepath"
	"runtime"

	"github.com/adrg/xdg"
)

// folders says of each folder of the program, by what it is for, whether it can
// be written and how much room there is.
func (e *examination) folders() {
	label := "folders"
	for _, f := range []struct{ role, path string }{
		{"preferences", PreferencesFolder()},
		{"journal", filepath.Join(xdg.DataHome, "motbilde")},
		{"cache", filepath.Join(xdg.CacheHome, "motbilde")},
		{"temporary", os.TempDir()},
	} {
		e.add(label, e.folder(f.role, f.path))
		label = ""
	}
}

// PreferencesFolder is where the window's toolkit keeps what a person chose, in
// a folder for each program; empty where the system names no place.
func PreferencesFolder() string {
	if runtime.GOOS == "darwin" {
		return filepath.Join(xdg.Home, "Library", "Preferences", "fyne")
	}
	config, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(config, "fyne")
}

func (e *examination) folder(role, path string) string {
	name := e.Say("doctor.folder." + role)
	// What is not there yet is made in the nearest that is.
	there := path
	for {
		info, err := os.Stat(there)
		if err == nil && info.IsDir() {
			break
		}
		up := filepath.Dir(there)
		if there == "" || up == there || err == nil {
			return e.Say("doctor.folder.none", "folder", name)
		}
		there = up
	}
	state := "writable"
	switch {
	case !writable(there):
		state = "closed"
	case there != path:
		state = "later"
	}
	free := ""
	if bytes, ok := freeSpace(there); ok {
		free = e.FileSize(bytes)
	}
	return e.Say("doctor.folder."+state, "folder", name, "free", free)
}

// writable reports whether a file can be made in a folder, by making one:
// rights alone don't tell of a disk that is full or read only.
func writable(folder string) bool {
	file, err := os.CreateTemp(folder, ".motbilde-*")
	if err != nil {
		return false
	}
	closed := file.Close()
	removed := os.Remove(file.Name())
	return closed == nil && removed == nil
}

package hostile_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// connecting are the packages by which a program can reach another machine.
func connecting(imported string) bool {
	switch {
	case imported == "net/url", imported == "net/netip", strings.HasPrefix(imported, "golang.org/x/net/html"): // texts only
		return false
	case imported == "net", strings.HasPrefix(imported, "net/"), imported == "crypto/tls", strings.HasPrefix(imported, "golang.org/x/net"):
		return true
	}
	return false
}

// linked are the modules that link package net for reasons of their own, which
// no call of ours reaches; the tests of the main job hold them to that.
var linked = map[string]string{
	"github.com/alecthomas/kong":        "values that are IP addresses",
	"github.com/tetratelabs/wazero":     "sockets of WebAssembly programs, of which ours gets none",
	"github.com/schollz/progressbar/v3": "progress shown by a web server, which is never started",
	"fyne.io/fyne/v2":                   "pictures by their address, of which the window shows none",
	"github.com/jezek/xgb":              "the X server that the window is on; a display of another machine is refused",
	"github.com/godbus/dbus/v5":         "a bus on another machine, where the desktop names one",
}

// TestNoPackageOfOursCanConnect also tells apart which others could.
func TestNoPackageOfOursCanConnect(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go to ask for the imports")
	}
	for _, program := range []string{"./cmd/motbilde-cli", "./cmd/motbilde"} {
		list := exec.Command("go", "list", "-deps", "-tags=nodynamic", "-f", `{{if not .Standard}}{{.ImportPath}} {{with .Module}}{{.Path}}{{end}} {{join .Imports ","}}{{end}}`, program)
		list.Dir = filepath.Join("..", "..")
		out, err := list.Output()
		if err != nil {
			t.Fatalf("go list: %v", err)
		}
		ours := 0
		for line := range strings.Lines(string(out)) {
			fields := strings.Fields(line)
			if len(fields) < 3 {
				continue
			}
			own := strings.HasPrefix(fields[0], "github.com/motbilde/motbilde/")
			if own {
				ours++
			}
			for imported := range strings.SplitSeq(fields[2], ",") {
				switch {
				case !connecting(imported):
				case own:
					t.Errorf("%s imports %s", fields[0], imported)
				case linked[fields[1]] == "":
					t.Errorf("%s links %s by %s: say why in the table, or leave it out", program, imported, fields[0])
				}
			}
		}
		if ours < 15 {
			t.Errorf("only %d packages of ours were looked at", ours)
		}
	}
}

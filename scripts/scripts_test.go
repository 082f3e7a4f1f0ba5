// Package scripts_test tries the scripts on machines that are not this one: a
// folder of stand-ins for the system's commands says what each would find.
package scripts_test

import (
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// machine is a system of stand-ins; each command's script is given by name, and
// the name of the system, where it isn't Debian, as that of "os-release".
type machine map[string]string

// debian is a Debian on which every package is installed, with the Go that is wanted.
func debian() machine {
	return machine{
		"dpkg-query": `echo installed`,
		"apt-get":    `echo "apt-get $*" >>"$CALLS"`,
		"id":         `echo 1000`,
		"sudo":       `echo "sudo $*" >>"$CALLS"; "$@"`,
		"uname":      `echo Linux`,
		"go":         `case "$1" in env) echo go1.26.3 ;; version) echo "go version go1.26.3 linux/amd64" ;; esac`,
	}
}

// need runs need.sh on the machine and returns what it said, what it installed, and whether it succeeded.
func (m machine) need(t *testing.T, groups ...string) (said, calls string, ok bool) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the scripts are for the shells of Linux and macOS")
	}
	bin := t.TempDir()
	for name, script := range m {
		if name == "os-release" {
			continue
		}
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+script+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// What the script itself works with.
	for _, name := range []string{"bash", "sh", "env", "awk", "sort", "head", "dirname", "cat", "grep"} {
		where, err := exec.LookPath(name)
		if err != nil {
			t.Skipf("this machine has no %s", name)
		}
		if err := os.Symlink(where, filepath.Join(bin, name)); err != nil {
			t.Fatal(err)
		}
	}
	log, system := filepath.Join(bin, "calls"), filepath.Join(bin, "os-release")
	if err := os.WriteFile(system, []byte("ID="+cmp.Or(m["os-release"], "debian")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(bin, "bash"), append([]string{"need.sh"}, groups...)...)
	cmd.Env = []string{"PATH=" + bin, "CALLS=" + log, "OS_RELEASE=" + system}
	out, err := cmd.CombinedOutput()
	called, _ := os.ReadFile(log) // not there where nothing was called
	return string(out), string(called), err == nil
}

func TestCompleteMachineIsLeftAlone(t *testing.T) {
	said, calls, ok := debian().need(t, "go", "build", "test", "checks")
	if !ok || said != "" || calls != "" {
		t.Errorf("ok %v, said %q, called %q", ok, said, calls)
	}
}

func TestMissingPackagesAreNamedBeforeTheyAreInstalledBySudo(t *testing.T) {
	m := debian()
	m["dpkg-query"] = `case "$*" in *xorg-dev*|*gcc*) ;; *) echo installed ;; esac`
	said, calls, ok := m.need(t, "build")
	if !ok {
		t.Errorf("it failed: %s", said)
	}
	if !strings.HasPrefix(said, "Missing to build the window: gcc xorg-dev\nInstalling: sudo apt-get install gcc xorg-dev\n") {
		t.Errorf("it said %q", said)
	}
	if !strings.HasPrefix(calls, "sudo env DEBIAN_FRONTEND=noninteractive apt-get") || !strings.Contains(calls, "install --no-install-recommends gcc xorg-dev") {
		t.Errorf("it called %q", calls)
	}
}

// Nobody needs what makes packages but who releases; elsewhere than on Debian
// and its kin there is no way to.
func TestWhatMakesPackagesIsInstalledForAReleaseOnly(t *testing.T) {
	m := debian()
	m["dpkg-query"] = `case "$*" in *nsis*) ;; *) echo installed ;; esac`
	said, calls, ok := m.need(t, "go", "build", "test", "checks")
	if !ok || said != "" || calls != "" {
		t.Errorf("without a release: ok %v, said %q, called %q", ok, said, calls)
	}
	said, calls, ok = m.need(t, "release")
	if !ok || !strings.HasPrefix(said, "Missing to make packages: nsis\n") || !strings.Contains(calls, "install --no-install-recommends nsis") {
		t.Errorf("ok %v, said %q, called %q", ok, said, calls)
	}
	delete(m, "apt-get")
	if said, _, ok = m.need(t, "release"); ok || !strings.Contains(said, "Debian or Ubuntu") {
		t.Errorf("without apt-get: ok %v, said %q", ok, said)
	}
}

func TestAdministratorNeedsNoSudo(t *testing.T) {
	m := debian()
	m["dpkg-query"], m["id"] = "", `echo 0`
	_, calls, ok := m.need(t, "test")
	if !ok || strings.Contains(calls, "sudo") || !strings.Contains(calls, "xvfb") {
		t.Errorf("ok %v, called %q", ok, calls)
	}
}

func TestWithoutSudoTheCommandForAnAdministratorIsNamed(t *testing.T) {
	m := debian()
	m["dpkg-query"] = ""
	delete(m, "sudo")
	said, calls, ok := m.need(t, "build")
	if ok || calls != "" || !strings.Contains(said, "Ask for: apt-get install gcc") {
		t.Errorf("ok %v, said %q, called %q", ok, said, calls)
	}
}

func TestOutdatedPackageListsAreFetchedOnce(t *testing.T) {
	m := debian()
	m["dpkg-query"] = ""
	m["apt-get"] = `echo "apt-get $*" >>"$CALLS"; case "$*" in *update*) : >"$CALLS.lists" ;; *) [ -e "$CALLS.lists" ] ;; esac`
	said, calls, ok := m.need(t, "test")
	if !ok || strings.Count(calls, "\napt-get -y -q update") != 1 || strings.Count(calls, "\napt-get -y -q install") != 2 {
		t.Errorf("ok %v, said %q, called %q", ok, said, calls)
	}
}

func TestOptionalPackagesDoNotStopAnything(t *testing.T) {
	m := debian()
	m["dpkg-query"], m["apt-get"] = "", "exit 100"
	said, _, ok := m.need(t, "checks")
	if !ok || !strings.Contains(said, "Going on without them.") {
		t.Errorf("ok %v, said %q", ok, said)
	}
	if _, _, ok := m.need(t, "build"); ok {
		t.Error("what the build needs counts as optional too")
	}
}

func TestABrowserIsInstalledWhereItIsAPackage(t *testing.T) {
	m := debian()
	m["dpkg-query"] = `case "$*" in *chromium*) ;; *) echo installed ;; esac`
	said, calls, ok := m.need(t, "checks")
	if !ok || !strings.HasPrefix(said, "Missing to see pages in a browser: chromium\n") || !strings.Contains(calls, "install --no-install-recommends chromium") {
		t.Errorf("ok %v, said %q, called %q", ok, said, calls)
	}
	m["os-release"] = "ubuntu"
	said, calls, ok = m.need(t, "checks")
	if !ok || calls != "" || !strings.Contains(said, "what is shown in a browser is not tried") || strings.Count(said, "\n") != 1 {
		t.Errorf("Ubuntu: ok %v, said %q, called %q", ok, said, calls)
	}
	m["google-chrome"] = ""
	if said, calls, ok = m.need(t, "checks"); !ok || said != "" || calls != "" {
		t.Errorf("with Chrome: ok %v, said %q, called %q", ok, said, calls)
	}
	delete(m, "google-chrome")
	delete(m, "os-release")
	m["apt-get"] = "exit 100"
	if said, _, ok = m.need(t, "checks"); !ok || !strings.Contains(said, "Going on without it.") {
		t.Errorf("without the package: ok %v, said %q", ok, said)
	}
}

func TestMissingOrOldGoIsSaidClearly(t *testing.T) {
	m := debian()
	delete(m, "go")
	said, _, ok := m.need(t, "go")
	if ok || !strings.Contains(said, "Go 1.26") || !strings.Contains(said, "there is no Go here") {
		t.Errorf("without Go: ok %v, said %q", ok, said)
	}
	// An old Go refuses to answer in the project's folder.
	m["go"] = `case "$1" in env) echo "go: go.mod requires go >= 1.26.0" >&2; exit 1 ;; version) echo "go version go1.19.8 linux/amd64" ;; esac`
	said, _, ok = m.need(t, "go")
	if ok || !strings.Contains(said, "this one is 1.19.8") {
		t.Errorf("with an old Go: ok %v, said %q", ok, said)
	}
	m["go"] = `echo go1.27.0`
	if said, _, ok = m.need(t, "go"); !ok || said != "" {
		t.Errorf("with a newer Go: ok %v, said %q", ok, said)
	}
}

func TestOtherSystemsHearInALineWhatToInstall(t *testing.T) {
	for system, want := range map[string]string{"Darwin": "xcode-select --install", "Linux": "dnf install", "MINGW64_NT": "MSYS2"} {
		m := debian()
		delete(m, "apt-get")
		m["uname"] = "echo " + system
		said, _, ok := m.need(t, "build")
		if ok || !strings.Contains(said, want) || strings.Count(said, "\n") != 1 {
			t.Errorf("%s: ok %v, said %q", system, ok, said)
		}
		m["cc"], m["pkg-config"] = "", ""
		if said, _, ok := m.need(t, "build"); !ok || said != "" {
			t.Errorf("%s, complete: ok %v, said %q", system, ok, said)
		}
	}
}

// The examples of the documents are what their script makes, each is explained,
// and all of them are small.
func TestExamplesAreThoseOfTheirScript(t *testing.T) {
	script, err := os.ReadFile("examples.sh")
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(script), "\noutputs=(\n")
	list, _, _ = strings.Cut(list, "\n)\n")
	named := strings.Fields(list)
	folder := filepath.Join("..", "docs", "examples")
	index, err := os.ReadFile(filepath.Join(folder, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	there, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	total := int64(0)
	for _, entry := range there {
		info, err := entry.Info()
		if err != nil {
			t.Fatal(err)
		}
		if total += info.Size(); entry.Name() != "README.md" {
			found = append(found, entry.Name())
		}
	}
	slices.Sort(named)
	if !slices.Equal(named, found) || len(found) < 10 {
		t.Errorf("the script makes %q, and there are %q", named, found)
	}
	for _, name := range found {
		if !strings.Contains(string(index), "]("+name+")") {
			t.Errorf("the index does not say what %s is", name)
		}
	}
	if total > 7_000_000 {
		t.Errorf("they have %d bytes", total)
	}
}

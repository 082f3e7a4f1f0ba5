package main

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// work is something of others in the programs: a module of Go, what is inside
// of one, a font.
type work struct {
	name    string
	version string // of a module
	sum     string // of a module, as in go.sum
	partOf  string // the modules that it is inside of, or what else it belongs to; empty for a module
	cli     bool   // in motbilde-cli too, not in the window alone
	licence string // by SPDX, as an expression
	texts   []string
}

const standardLibrary = "Go standard library"

// target is a build that is released.
type target struct {
	os, arch string
	cgo      bool
}

// targets are the builds that differ in what they link. The window is built
// with C; on macOS by hand, but with the same licences.
var targets = []target{
	{"linux", "amd64", true},
	{"windows", "amd64", true},
	{"darwin", "arm64", true},
	{"linux", "amd64", false},
	{"linux", "arm64", false},
	{"windows", "amd64", false},
	{"windows", "arm64", false},
	{"darwin", "amd64", false},
	{"darwin", "arm64", false},
}

// module is a module of which packages are linked.
type module struct {
	path, version, dir string
	packages           []string // their folders
	cli                bool
}

// collect returns all works, sorted by name; root is the project's folder.
func collect(root string) ([]work, error) {
	modules, err := linked(root)
	if err != nil {
		return nil, err
	}
	sums, err := readSums(filepath.Join(root, "go.sum"))
	if err != nil {
		return nil, err
	}
	var works []work
	for _, m := range modules {
		w := work{name: m.path, version: m.version, sum: sums[m.path+" "+m.version], cli: m.cli}
		if w.sum == "" {
			return nil, fmt.Errorf("go.sum has no line for %s %s", m.path, m.version)
		}
		if w.texts, w.licence, err = licencesOf(m); err != nil {
			return nil, err
		}
		works = append(works, w)
	}
	others, err := notModules(root, works)
	if err != nil {
		return nil, err
	}
	works = append(works, others...)
	slices.SortFunc(works, func(a, b work) int { return cmp.Compare(strings.ToLower(a.name), strings.ToLower(b.name)) })
	return works, nil
}

// linked returns the modules that the programs of all targets are made of, but not the project's own.
func linked(root string) ([]*module, error) {
	found := map[string]*module{}
	for _, t := range targets {
		programs := []string{"./cmd/motbilde-cli"}
		if t.cgo {
			programs = []string{"./cmd/motbilde"}
		}
		// The tag is that of scripts/flags.sh: without it libraries of the machine are loaded.
		cmd := exec.Command("go", append([]string{
			"list", "-tags=nodynamic", "-deps",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}",
		}, programs...)...)
		cgo := "CGO_ENABLED=0"
		if t.cgo {
			cgo = "CGO_ENABLED=1"
		}
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOOS="+t.os, "GOARCH="+t.arch, cgo)
		cmd.Dir = root
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			return nil, fmt.Errorf("go list for %s/%s: %w: %s", t.os, t.arch, err, said.Bytes())
		}
		for line := range strings.Lines(string(out)) {
			fields := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(fields) != 4 {
				continue // the standard library, and this project
			}
			m := found[fields[0]]
			if m == nil {
				m = &module{path: fields[0], version: fields[1], dir: fields[2]}
				found[fields[0]] = m
			}
			m.cli = m.cli || !t.cgo
			if !slices.Contains(m.packages, fields[3]) {
				m.packages = append(m.packages, fields[3])
			}
		}
	}
	modules := make([]*module, 0, len(found))
	for _, m := range found {
		modules = append(modules, m)
	}
	slices.SortFunc(modules, func(a, b *module) int { return cmp.Compare(a.path, b.path) })
	return modules, nil
}

// readSums returns the digests of go.sum by "path version".
func readSums(name string) (map[string]string, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 {
			sums[fields[0]+" "+fields[1]] = fields[2]
		}
	}
	return sums, nil
}

// licencesOf returns the texts that come with a module's linked parts, and
// what they are. A text counts where it lies above a package that is linked, or
// in a folder without Go: fonts, and C that is compiled in.
func licencesOf(m *module) (texts []string, expression string, err error) {
	var names []string
	err = filepath.WalkDir(m.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "testdata" {
				return filepath.SkipDir
			}
			return nil
		}
		if isLicence(d.Name()) && (above(filepath.Dir(name), m.packages) || !hasGo(filepath.Dir(name))) {
			names = append(names, name)
		}
		return nil
	})
	if err != nil {
		return nil, "", err
	}
	var licences []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, "", err
		}
		texts = append(texts, tidy(string(text)))
		if base := strings.ToLower(filepath.Base(name)); strings.HasPrefix(base, "patents") || strings.HasPrefix(base, "notice") {
			continue // goes with the licence beside it
		}
		licence, err := recognise(string(text))
		if err != nil {
			return nil, "", fmt.Errorf("%s of %s: %w", filepath.Base(name), m.path, err)
		}
		if !slices.Contains(licences, licence) {
			licences = append(licences, licence)
		}
	}
	if len(licences) == 0 {
		return nil, "", fmt.Errorf("%s comes without a licence", m.path)
	}
	return texts, conjunction(licences), nil
}

func isLicence(name string) bool {
	name = strings.ToLower(name)
	if ext := path.Ext(name); ext == ".go" || ext == ".c" || ext == ".h" {
		return false
	}
	for _, begin := range []string{"license", "licence", "copying", "notice", "patents", "ofl", "unlicense"} {
		if strings.HasPrefix(name, begin) {
			return true
		}
	}
	return false
}

// above reports whether one of the folders is dir or lies in it.
func above(dir string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool {
		return f == dir || strings.HasPrefix(f, dir+string(filepath.Separator))
	})
}

func hasGo(dir string) bool {
	found, _ := filepath.Glob(filepath.Join(dir, "*.go")) // the pattern is well-formed
	return len(found) > 0
}

// notModules returns Go itself, the fonts, and what is inside of modules
// without its licence lying there: packaging/licences has those.
func notModules(root string, modules []work) ([]work, error) {
	out, err := exec.Command("go", "env", "GOROOT", "GOVERSION").Output()
	if err != nil {
		return nil, fmt.Errorf("go env: %w", err)
	}
	goroot, version, _ := strings.Cut(strings.TrimSpace(string(out)), "\n")
	library := work{name: standardLibrary, version: strings.TrimPrefix(version, "go"), cli: true, licence: "BSD-3-Clause"}
	for _, name := range []string{"LICENSE", "PATENTS"} {
		text, err := os.ReadFile(filepath.Join(goroot, name))
		if err != nil {
			return nil, err
		}
		library.texts = append(library.texts, tidy(string(text)))
	}
	works := []work{library}
	for _, font := range []struct {
		name, folder string
		cli          bool
	}{{"Inter (letters of the window)", "inter", true}, {"Noto (letters of reports)", "noto", true}} {
		text, err := os.ReadFile(filepath.Join(root, "assets", "fonts", font.folder, "OFL.txt"))
		if err != nil {
			return nil, err
		}
		works = append(works, work{name: font.name, cli: font.cli, licence: "OFL-1.1", texts: []string{tidy(string(text))}})
	}
	names, err := filepath.Glob(filepath.Join(root, "packaging", "licences", "*.txt"))
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		w, err := readOther(string(text))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", filepath.Base(name), err)
		}
		for _, of := range strings.Split(w.partOf, ", ") {
			if !strings.Contains(of, "/") {
				continue // what the compiler adds
			}
			at := slices.IndexFunc(modules, func(m work) bool { return m.name == of })
			if at < 0 {
				return nil, fmt.Errorf("%s speaks of %s, which is not linked in", filepath.Base(name), of)
			}
			w.cli = w.cli || modules[at].cli
		}
		works = append(works, w)
	}
	return works, nil
}

// readOther reads a file of packaging/licences: what it is of, a line each,
// then the text.
func readOther(text string) (w work, err error) {
	head, body, ok := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !ok || len(lines) != 3 {
		return w, errors.New("three lines and the text are expected")
	}
	for i, field := range []struct {
		begin string
		to    *string
	}{{"Work: ", &w.name}, {"Part of: ", &w.partOf}, {"Licence: ", &w.licence}} {
		value, ok := strings.CutPrefix(lines[i], field.begin)
		if !ok || value == "" {
			return w, fmt.Errorf("line %d does not begin with %q, or says nothing", i+1, field.begin)
		}
		*field.to = value
	}
	w.texts = []string{tidy(body)}
	return w, nil
}

// tidy gives a text the line ends and the edges of all others.
func tidy(text string) string {
	text = strings.TrimPrefix(text, "\ufeff")
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(strings.TrimRight(line, " \t\r\n"))
		b.WriteByte('\n')
	}
	return strings.Trim(b.String(), "\n") + "\n"
}

package scripts_test

import (
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
)

const linuxPackage = "../packaging/linux/"

// text reads a file of the project.
func text(t *testing.T, path string) string {
	t.Helper()
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

// said returns what a pattern's first group finds in a file; it has to be there.
func said(t *testing.T, path, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text(t, path))
	if found == nil {
		t.Fatalf("%s has nothing like %s", path, pattern)
	}
	return found[1]
}

// own are the names that the program itself gives.
type own struct{ id, version, caseType, caseEnding, packEnding string }

func ownNames(t *testing.T) own {
	t.Helper()
	return own{
		id:         said(t, "../cmd/motbilde/main.go", `const id = "(.*)"`),
		version:    said(t, "../internal/casework/version.go", `const Version = "(.*)"`),
		caseType:   said(t, "../internal/casefile/archive/archive.go", `const MediaType = "(.*)"`),
		caseEnding: said(t, "../internal/desk/document.go", `Extension = "(.*)"`),
		packEnding: said(t, "../internal/training/pack/pack.go", `const Ending = "(.*)"`),
	}
}

// entryOf reads a group of a desktop entry.
func entryOf(t *testing.T, file, group string) map[string]string {
	t.Helper()
	keys, in := map[string]string{}, false
	for line := range strings.Lines(file) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "[") {
			in = line == "["+group+"]"
			continue
		}
		if name, value, ok := strings.Cut(line, "="); ok && in {
			if _, twice := keys[name]; twice {
				t.Errorf("%s stands twice in [%s]", name, group)
			}
			keys[name] = value
		}
	}
	if len(keys) == 0 {
		t.Fatalf("there is no [%s]", group)
	}
	return keys
}

func TestDesktopEntryNamesWhatTheProgramIs(t *testing.T) {
	names := ownNames(t)
	file := text(t, linuxPackage+names.id+".desktop")
	entry := entryOf(t, file, "Desktop Entry")
	for key, want := range map[string]string{
		"Type": "Application", "Name": "Motbilde", "Exec": "motbilde %F", "TryExec": "motbilde", "Icon": names.id, "Terminal": "false",
		"StartupWMClass": "Motbilde", // the toolkit takes the window's first title; prove-linux.sh asks a real one
	} {
		if entry[key] != want {
			t.Errorf("%s is %q instead of %q", key, entry[key], want)
		}
	}
	for _, key := range []string{"GenericName", "Comment", "Keywords"} {
		if entry[key] == "" || entry[key+"[nb]"] == "" || entry[key] == entry[key+"[nb]"] {
			t.Errorf("%s is not in both languages", key)
		}
	}
	types := strings.Split(strings.TrimSuffix(entry["MimeType"], ";"), ";")
	for _, want := range []string{names.caseType, "application/x-motbilde-pack", "image/jpeg", "image/png"} {
		if !slices.Contains(types, want) {
			t.Errorf("%s is not opened", want)
		}
	}
	main := text(t, "../cmd/motbilde/main.go")
	for _, action := range strings.Split(strings.TrimSuffix(entry["Actions"], ";"), ";") {
		group := entryOf(t, file, "Desktop Action "+action)
		flag, ok := strings.CutPrefix(group["Exec"], "motbilde --")
		if !ok || !strings.Contains(main, fmt.Sprintf(`flags.Bool("%s"`, flag)) || group["Name"] == "" || group["Name[nb]"] == "" {
			t.Errorf("the action %s: %v", action, group)
		}
	}
}

// metainfo is what the test reads of it.
type metainfo struct {
	ID         string   `xml:"id"`
	Launchable string   `xml:"launchable"`
	MediaTypes []string `xml:"provides>mediatype"`
	Binaries   []string `xml:"provides>binary"`
	Licence    string   `xml:"project_license"`
	Summaries  []spoken `xml:"summary"`
	Paragraphs []spoken `xml:"description>p"`
	Shots      []struct {
		Captions []spoken `xml:"caption"`
		Image    struct {
			Width  int    `xml:"width,attr"`
			Height int    `xml:"height,attr"`
			URL    string `xml:",chardata"`
		} `xml:"image"`
	} `xml:"screenshots>screenshot"`
	Releases []struct {
		Version string `xml:"version,attr"`
	} `xml:"releases>release"`
}

// spoken is a text that is said in two languages.
type spoken struct {
	Language string `xml:"lang,attr"`
	Text     string `xml:",chardata"`
}

func inBoth(texts []spoken) bool {
	norwegian := 0
	for _, text := range texts {
		if text.Text == "" {
			return false
		}
		if text.Language == "nb" {
			norwegian++
		}
	}
	return len(texts) > 0 && 2*norwegian == len(texts)
}

func TestMetainfoNamesTheProgramAndItsScreenshots(t *testing.T) {
	names := ownNames(t)
	file := text(t, linuxPackage+names.id+".metainfo.xml")
	if strings.Count(file, "@RELEASES@") != 2 { // in the comment, and where they go
		t.Error("there is no place for the releases")
	}
	if toml := said(t, "../FyneApp.toml", `Version = "(.*)"`); toml != names.version {
		t.Errorf("FyneApp.toml says version %s, the program %s", toml, names.version)
	}
	file = strings.ReplaceAll(file, "@RELEASES@", `<release version="@VERSION@" date="2026-01-02"/>`)
	file = strings.ReplaceAll(file, "@VERSION@", names.version)
	var m metainfo
	if err := xml.Unmarshal([]byte(file), &m); err != nil {
		t.Fatal(err)
	}
	if m.ID != names.id || m.Launchable != names.id+".desktop" || m.Licence != "Apache-2.0" || !strings.Contains(file, "<content_rating") {
		t.Errorf("%q is started by %q under %q", m.ID, m.Launchable, m.Licence)
	}
	if len(m.Releases) != 1 || m.Releases[0].Version != names.version {
		t.Errorf("its releases are %v", m.Releases)
	}
	if !slices.Equal(m.MediaTypes, []string{names.caseType, "application/x-motbilde-pack"}) || !slices.Equal(m.Binaries, []string{"motbilde", "motbilde-cli"}) {
		t.Errorf("it provides %v and %v", m.MediaTypes, m.Binaries)
	}
	if !inBoth(m.Summaries) || !inBoth(m.Paragraphs) || len(m.Shots) == 0 {
		t.Error("it is not described in both languages")
	}
	for _, shot := range m.Shots {
		path, ok := strings.CutPrefix(shot.Image.URL, "https://github.com/motbilde/motbilde/raw/v"+names.version+"/")
		if !ok || !inBoth(shot.Captions) {
			t.Errorf("a screenshot at %q, %v", shot.Image.URL, shot.Captions)
			continue
		}
		picture, err := os.Open(filepath.Join("..", path))
		if err != nil {
			t.Error(err)
			continue
		}
		header, err := png.DecodeConfig(picture)
		picture.Close() // read only: nothing can be lost by closing
		if err != nil || header.Width != shot.Image.Width || header.Height != shot.Image.Height {
			t.Errorf("%s has %d by %d pixels, %v; the metainfo says %d by %d", path, header.Width, header.Height, err, shot.Image.Width, shot.Image.Height)
		}
	}
}

func TestTypesOfFilesAreThoseOfTheProgram(t *testing.T) {
	names := ownNames(t)
	var types struct {
		Types []struct {
			Type     string   `xml:"type,attr"`
			Comments []spoken `xml:"comment"`
			Icon     struct {
				Name string `xml:"name,attr"`
			} `xml:"icon"`
			Glob struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"glob"`
			Magic struct {
				Value string `xml:"value,attr"`
			} `xml:"magic>match>match"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal([]byte(text(t, linuxPackage+names.id+".mime.xml")), &types); err != nil {
		t.Fatal(err)
	}
	endings := map[string]string{names.caseType: names.caseEnding, "application/x-motbilde-pack": names.packEnding}
	for _, kind := range types.Types {
		if kind.Glob.Pattern != "*"+endings[kind.Type] || !inBoth(kind.Comments) {
			t.Errorf("%s has names like %q, and %v", kind.Type, kind.Glob.Pattern, kind.Comments)
		}
		if kind.Type == names.caseType && kind.Magic.Value != "mimetype"+names.caseType {
			t.Errorf("a case is known by %q", kind.Magic.Value)
		}
		icon := text(t, linuxPackage+kind.Icon.Name+".svg")
		if err := xml.NewDecoder(strings.NewReader(icon)).Decode(new(struct{})); err != nil && err != io.EOF {
			t.Errorf("the icon of %s: %v", kind.Type, err)
		}
		delete(endings, kind.Type)
	}
	if len(endings) > 0 {
		t.Errorf("no type for %v", endings)
	}
}

// A manual that lacks a flag is found by whoever needs it.
func TestManualPagesNameEveryFlagAndCommand(t *testing.T) {
	plain := func(page string) string { return strings.ReplaceAll(text(t, linuxPackage+"man/"+page), `\-`, "-") }
	window := plain("motbilde.1")
	flags := regexp.MustCompile(`flags\.(?:Bool|String)\("([a-z-]+)"`).FindAllStringSubmatch(text(t, "../cmd/motbilde/main.go"), -1)
	if len(flags) < 5 {
		t.Fatalf("only %d flags were found", len(flags))
	}
	for _, flag := range flags {
		if !strings.Contains(window, "--"+flag[1]) {
			t.Errorf("motbilde.1 lacks --%s", flag[1])
		}
	}
	help := text(t, "../internal/cli/testdata/help.txtar")
	_, help, _ = strings.Cut(help, "\nCommands\n")
	help, _, _ = strings.Cut(help, "\n\n")
	commands := regexp.MustCompile(`(?m)^  ([a-z]+) `).FindAllStringSubmatch(help, -1)
	if len(commands) < 8 {
		t.Fatalf("only %d commands were found", len(commands))
	}
	for _, command := range commands {
		if !strings.Contains(plain("motbilde-cli.1"), "\n.B "+command[1]+"\n") {
			t.Errorf("motbilde-cli.1 lacks %s", command[1])
		}
	}
}

func TestEachLibraryOfTheWindowIsJudged(t *testing.T) {
	line := regexp.MustCompile(`^lib[A-Za-z0-9_+-]+\.so\.\d+ +[a-z0-9+.-]+( \(>= [0-9.]+\))? +(needs|likes|leaves) +\S.*\n$`)
	count := 0
	for l := range strings.Lines(text(t, linuxPackage+"libraries")) {
		if strings.HasPrefix(l, "#") {
			continue
		}
		count++
		if !line.MatchString(l) {
			t.Errorf("linux.sh can't read %q", l)
		}
	}
	if count < 10 {
		t.Errorf("only %d libraries", count)
	}
}

// unpacked is the archive as a person has it: programs that do nothing, and two files.
func unpacked(t *testing.T, files ...string) string {
	t.Helper()
	if runtime.GOOS != "linux" || runtime.GOARCH != "amd64" {
		t.Skip("the archive is for Linux on amd64")
	}
	folder := filepath.Join(t.TempDir(), "motbilde på prøve")
	put := func(name, content string, mode os.FileMode) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	put("install.sh", text(t, linuxPackage+"install.sh"), 0o755)
	put("bin/motbilde", "#!/bin/sh\n", 0o755)
	put("bin/motbilde-cli", "#!/bin/sh\n", 0o755)
	put("share/applications/io.github.motbilde.motbilde.desktop", text(t, linuxPackage+"io.github.motbilde.motbilde.desktop"), 0o644)
	put("share/mime/packages/io.github.motbilde.motbilde.xml", text(t, linuxPackage+"io.github.motbilde.motbilde.mime.xml"), 0o644)
	for _, name := range files {
		put("share/doc/motbilde/"+name, name, 0o644)
	}
	return folder
}

// under lists the files and folders below a folder.
func under(t *testing.T, folder string) (names []string) {
	t.Helper()
	if err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		names = append(names, path)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return names
}

func TestArchiveInstallsForAUserAndLeavesWithoutATrace(t *testing.T) {
	home := filepath.Join(t.TempDir(), "hjemme hos Åse")
	mine := filepath.Join(home, ".local/share/motbilde/unsaved")
	if err := os.MkdirAll(filepath.Dir(mine), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(mine, []byte("work"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := under(t, home)
	script := func(path string, args ...string) string {
		t.Helper()
		cmd := exec.Command("sh", append([]string{path}, args...)...)
		// Where this machine has a desktop's tools, the archive registers with them.
		cmd.Env = []string{"HOME=" + home, "PATH=" + filepath.Dir(programPath(t, "sed")) + ":/usr/bin:/bin", "LC_ALL=C"}
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		return string(out)
	}
	prefix := []string{"--prefix", filepath.Join(home, ".local")} // for root, too, who else installs for all
	script(filepath.Join(unpacked(t, "old.txt", "both.txt"), "install.sh"), prefix...)
	script(filepath.Join(unpacked(t, "new.txt", "both.txt"), "install.sh"), prefix...) // a higher version over it
	here := strings.Join(under(t, home), "\n")
	if strings.Contains(here, "old.txt") || !strings.Contains(here, "new.txt") || !strings.Contains(here, "both.txt") || strings.Contains(here, ".new\n") {
		t.Errorf("after the higher version there are\n%s", here)
	}
	entry := entryOf(t, text(t, filepath.Join(home, ".local/share/applications/io.github.motbilde.motbilde.desktop")), "Desktop Entry")
	if want := filepath.Join(home, ".local/bin/motbilde"); entry["TryExec"] != want || entry["Exec"] != `"`+want+`" %F` {
		t.Errorf("the menu starts %s", entry["Exec"])
	}
	said := script(filepath.Join(home, ".local/lib/motbilde/install.sh"), append(prefix, "--uninstall")...)
	after := under(t, home)
	if !slices.Equal(after, before) {
		t.Errorf("it said %s and left\n%s\ninstead of\n%s", said, strings.Join(after, "\n"), strings.Join(before, "\n"))
	}
}

// programPath is where a program of the system lies.
func programPath(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("this machine has no %s", name)
	}
	return path
}

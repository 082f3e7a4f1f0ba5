package internal_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = ".."

// files returns the paths of the project's own files, below its root, with
// forward slashes: not what was built or written, nor hidden folders but .ci.
func files(t *testing.T) (names []string) {
	t.Helper()
	skipped := []string{"bin", "out", "dist", "artefacts"}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		if d.IsDir() {
			if relative != "." && relative != ".ci" && (strings.HasPrefix(relative, ".") || slices.Contains(skipped, relative)) {
				return filepath.SkipDir
			}
			return nil
		}
		if d.Type().IsRegular() {
			names = append(names, relative)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestEveryFileKeepsTheRulesOfTheHouse(t *testing.T) {
	checked := 0
	seen, used := map[string]bool{}, map[string]bool{}
	for _, name := range files(t) {
		if !strings.HasSuffix(name, ".go") || strings.Contains(name, "/testdata/") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		s, err := parse(name, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, wrong := range violations(s) {
			t.Error(wrong)
		}
		seen[s.folder()] = true
		for library := range libraries {
			used[library] = used[library] || slices.ContainsFunc(s.imports, func(i string) bool { return covers(library+"/...", i) })
		}
		checked++
	}
	if checked < 50 {
		t.Errorf("only %d files were found: the test looks at the wrong place", checked)
	}
	for name := range longFiles {
		if _, err := os.Stat(filepath.Join(root, name)); err != nil {
			t.Errorf("longFiles names %s, which is not there", name)
		}
	}
	for folder := range layers {
		if !seen[folder] {
			t.Errorf("layers names %s, which is not there", folder)
		}
	}
	for library := range libraries {
		if !used[library] {
			t.Errorf("libraries names %s, which nothing imports", library)
		}
	}
}

// Each dependency has a reason that people can read.
func TestReadmeNamesEveryPackageAndDependency(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	for library := range libraries {
		if !bytes.Contains(readme, []byte(library)) {
			t.Errorf("the README does not say what %s is for", library)
		}
	}
	for folder := range layers {
		name := folder[strings.Index(folder, "/")+1:] // "geom" of "internal/geom", "report/pdf" of "internal/report/pdf"
		if !strings.HasPrefix(folder, "scripts/") && !bytes.Contains(readme, []byte("`"+name+"`")) && !bytes.Contains(readme, []byte(folder+"`")) {
			t.Errorf("the README's table lacks %s", folder)
		}
	}
}

func TestNoFileHoldsAPathOfOneMachine(t *testing.T) {
	for _, name := range files(t) {
		text, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text[:min(len(text), 8000)], 0) >= 0 {
			continue // pictures, fonts
		}
		if p := machinePath(text); p != "" {
			t.Errorf("%s holds %q, a path of one machine", name, p)
		}
	}
}

// The rules are tried on small files that break them: a test that can't fail guards nothing.
func TestBrokenRulesAreSeen(t *testing.T) {
	for _, c := range []struct{ rule, name, text, want string }{
		{"a domain package that imports the toolkit", "internal/align/find.go", `import "fyne.io/fyne/v2"`, "only the window imports the toolkit"},
		{"a test of the core that imports the toolkit", "internal/align/find_test.go", `import "fyne.io/fyne/v2/test"`, "only the window imports the toolkit"},
		{"the desk on the toolkit", "internal/desk/desk.go", `import "fyne.io/fyne/v2/data/binding"`, "only the window imports the toolkit"},
		{"the driver outside the program", "app/app.go", `import "fyne.io/fyne/v2/app"`, "only cmd/motbilde imports the toolkit's driver"},
		{"the driver in a test of the window", "app/app_test.go", `import "fyne.io/fyne/v2/app"`, "only cmd/motbilde imports the toolkit's driver"},
		{"the test driver outside of tests", "app/stage/stage.go", `import "fyne.io/fyne/v2/test"`, "the test driver is for tests"},
		{"a view that imports a view", "app/stage/stage.go", `import "` + module + `/app/tray"`, "knows neither the desk nor another view"},
		{"a test of a view that imports a view", "app/stage/stage_test.go", `import "` + module + `/app/tray"`, "knows neither the desk nor another view"},
		{"a view that imports the desk", "app/tray/tray.go", `import "` + module + `/internal/desk"`, "knows neither the desk nor another view"},
		{"a view that reads files", "app/tray/tray.go", `import "os"`, "no file or network I/O"},
		{"an import upwards", "internal/geom/geom.go", `import "` + module + `/internal/picture"`, "may not import internal/picture"},
		{"a cache under an algorithm", "internal/align/find.go", `import "` + module + `/internal/lab"`, "may not import internal/lab"},
		{"the command line on the desk", "internal/cli/cli.go", `import "` + module + `/internal/desk"`, "may not import internal/desk"},
		{"a core test on the window", "internal/words/words_test.go", `import "` + module + `/app"`, "may not import app"},
		{"a library outside its package", "internal/report/report.go", `import "github.com/jung-kurt/gofpdf"`, "belongs behind [internal/report/pdf]"},
		{"a test's library in the program", "internal/align/fit/fit.go", `import "pgregory.net/rapid"`, "belongs behind []"},
		{"an unknown library", "internal/align/find.go", `import "example.org/warp"`, "is not listed"},
		{"a new package without a place", "internal/magic/magic.go", ``, "has no place in the house"},
		{"a package without an idea", "internal/util/util.go", ``, "named after an idea"},
		{"a long file", "internal/geom/geom.go", strings.Repeat("\n", longest), "more than 500"},
		{"posting outside of its file", "app/window.go", "import \"fyne.io/fyne/v2\"\nfunc f() { fyne.Do(nil) }", "only app/post.go posts"},
		{"posting under another name", "app/window.go", "import toolkit \"fyne.io/fyne/v2\"\nvar post = toolkit.Do", "only app/post.go posts"},
		{"waiting for the toolkit", "app/post.go", "import \"fyne.io/fyne/v2\"\nfunc f() { fyne.DoAndWait(nil) }", "nothing waits for it"},
	} {
		s, err := parse(c.name, []byte("package p\n"+c.text+"\n"))
		if err != nil {
			t.Fatalf("%s: %v", c.rule, err)
		}
		wrong := strings.Join(violations(s), "\n")
		if !strings.Contains(wrong, c.want) {
			t.Errorf("%s is not seen: got %q, want %q", c.rule, wrong, c.want)
		}
	}
}

func TestWhatTheRulesAllowPasses(t *testing.T) {
	for name, text := range map[string]string{
		"app/post.go":                    "import \"fyne.io/fyne/v2\"\nfunc f() { fyne.Do(nil) }",
		"app/stage/stage.go":             "import (\n\"fyne.io/fyne/v2\"\n\"" + module + "/app/look\"\n\"" + module + "/internal/compare\"\n)",
		"app/stage/stage_test.go":        "import (\n\"fyne.io/fyne/v2/test\"\n\"" + module + "/internal/synth\"\n)",
		"cmd/motbilde/main.go":           "import (\n\"fyne.io/fyne/v2/app\"\n\"" + module + "/app\"\n)",
		"internal/align/fit/svd_test.go": "import \"pgregory.net/rapid\"",
		"internal/align/find_test.go":    "import \"" + module + "/internal/synth\"",
		"internal/report/pdf/pdf.go":     "import \"github.com/jung-kurt/gofpdf\"",
	} {
		s, err := parse(name, []byte("package p\n"+text+"\n"))
		if err != nil {
			t.Fatal(err)
		}
		if wrong := violations(s); len(wrong) > 0 {
			t.Errorf("what is allowed is refused: %v", wrong)
		}
	}
}

func TestMachinePathsAreSeen(t *testing.T) {
	for _, p := range machinePaths {
		if machinePath([]byte("see "+p+"notes")) == "" {
			t.Errorf("%s is not seen", p)
		}
	}
	if p := machinePath([]byte("the network of roots and works")); p != "" {
		t.Errorf("%s is seen where there is none", p)
	}
}

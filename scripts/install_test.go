package scripts_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func readDoc(t *testing.T, parts ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(append([]string{".."}, parts...)...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What is typed, and where things lie, is the same in both languages, in the
// same order.
func TestInstallSaysTheSameInBothLanguages(t *testing.T) {
	typed := regexp.MustCompile("(?m)`[^`]+`|^    .+$|^#+ ")
	english, norwegian := typed.FindAllString(readDoc(t, "docs", "install.md"), -1), typed.FindAllString(readDoc(t, "docs", "install.nb.md"), -1)
	if len(english) < 60 {
		t.Fatalf("only %d typed things were found", len(english))
	}
	for i, e := range english {
		if i >= len(norwegian) || e != norwegian[i] {
			t.Fatalf("number %d is %q, in bokmål %q", i, e, slices.Concat(norwegian, make([]string, len(english)))[i])
		}
	}
	if len(norwegian) != len(english) {
		t.Errorf("%d typed things, in bokmål %d", len(english), len(norwegian))
	}
}

// The keys of a preset file are those under which the window remembers.
func TestInstallNamesPreferencesThatThereAre(t *testing.T) {
	settings, doc := readDoc(t, "app", "settings.go"), readDoc(t, "docs", "install.md")
	_, table, _ := strings.Cut(doc, "| key | value |\n|---|---|\n")
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")
	if len(rows) < 5 {
		t.Fatalf("the table has %d rows", len(rows))
	}
	for _, row := range rows {
		key := strings.Split(row, "`")[1]
		if !regexp.MustCompile(`(?m)^\tpref\w+ += "` + key + `"$`).MatchString(settings) {
			t.Errorf("there is no preference %q", key)
		}
	}
}

// Everywhere that says which file to take, the files are called as they are made.
func TestFilesToTakeAreCalledAsTheyAreMade(t *testing.T) {
	made := readDoc(t, "scripts", "release", "names")
	for _, name := range [][]string{{"docs", "install.md"}, {"docs", "install.nb.md"}, {"packaging", "which.md"}, {"README.md"}} {
		text := readDoc(t, name...)
		found := regexp.MustCompile("`([Mm]otbilde[-_][^`…]*\\.(?:exe|zip|deb|rpm|xz))`").FindAllStringSubmatch(text, -1)
		if len(found) < 5 {
			t.Errorf("%v names %d files", name, len(found))
		}
		for _, f := range found {
			if !slices.Contains(strings.Fields(made), f[1]) {
				t.Errorf("%v speaks of %s", name, f[1])
			}
		}
	}
}

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// root is the project's folder.
var root = filepath.Join("..", "..")

func TestLicencesAreThoseOfWhatIsLinkedIn(t *testing.T) {
	if testing.Short() {
		t.Skip("asks go for what every system's build links")
	}
	works, err := collect(root)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := writeText(&text, works); err != nil {
		t.Fatal(err)
	}
	kept, err := os.ReadFile(filepath.Join(root, "assets", "LICENCES.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(text.Bytes(), kept) {
		t.Error("assets/LICENCES.txt does not say what is linked in: go run ./scripts/licences text >assets/LICENCES.txt")
	}
	// What somebody would look for; the test is worth nothing where the list is empty.
	for name, licence := range map[string]string{"fyne.io/fyne/v2": "BSD-3-Clause", "github.com/gen2brain/heic": "LGPL-3.0-or-later", "Go standard library": "BSD-3-Clause", "dav1d": "BSD-2-Clause"} {
		at := slices.IndexFunc(works, func(w work) bool { return w.name == name })
		if at < 0 || !strings.Contains(works[at].licence, licence) {
			t.Errorf("%s: at %d, not %s", name, at, licence)
		}
	}
	for _, notOurs := range []string{"pgregory.net/rapid", "github.com/pdfcpu/pdfcpu"} {
		if bytes.Contains(text.Bytes(), []byte(notOurs)) {
			t.Errorf("%s is for tests, and is in no program", notOurs)
		}
	}
}

func TestModuleWithoutAKnownLicenceIsAnError(t *testing.T) {
	m := &module{path: "example.org/x", dir: t.TempDir()}
	m.packages = []string{filepath.Join(m.dir, "inner")}
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(m.dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("inner/x.go", "package inner\n")
	write("testdata/LICENSE", zlib)
	write("cmd/tool/x.go", "package main\n")
	write("cmd/tool/LICENSE", zlib)
	if _, _, err := licencesOf(m); err == nil || !strings.Contains(err.Error(), "without a licence") {
		t.Errorf("no licence: %v", err)
	}
	write("LICENSE", "Copyright A. You may look at this on Sundays.\n")
	if _, _, err := licencesOf(m); err == nil || !strings.Contains(err.Error(), "LICENSE of example.org/x") {
		t.Errorf("an unknown licence: %v", err)
	}
	write("LICENSE", mit)
	write("c/glfw/LICENSE.md", zlib)
	texts, licence, err := licencesOf(m)
	if err != nil || licence != "MIT AND Zlib" || len(texts) != 2 {
		t.Errorf("%q, %d texts, %v", licence, len(texts), err)
	}
}

const (
	zlib = "Copyright (c) 2002 A\n\nThe origin must not be misrepresented.\nAltered source versions must be plainly marked as such.\n"
	mit  = "The MIT License\n\nCopyright (c) 2020 B\nCopyright (c) 2021 C\n\nPermission is hereby granted, free of charge, to any. The above copyright notice and this permission notice shall be included. The software is provided “as is”, without. Copyright (c) 1999 inside.\n"
)

func TestTextsThatAreTheSameStandOnce(t *testing.T) {
	works := []work{
		{name: "a", licence: "MIT", texts: []string{tidy(mit)}},
		{name: "b", licence: "MIT", texts: []string{tidy(strings.ReplaceAll(strings.ReplaceAll(mit, "2020 B", "2022 D"), "\n", "\r\n"))}, cli: true},
		{name: "c", licence: "Zlib", texts: []string{tidy(zlib)}},
	}
	var b bytes.Buffer
	if err := writeText(&b, works); err != nil {
		t.Fatal(err)
	}
	text := b.String()
	if strings.Count(text, "Permission is hereby granted") != 1 || strings.Count(text, "Altered source") != 1 {
		t.Errorf("a text stands twice, or is lost:\n%s", text)
	}
	for _, want := range []string{"* a  MIT\n", "  b  MIT\n", "a\n    Copyright (c) 2020 B\n    Copyright (c) 2021 C\nb\n    Copyright (c) 2022 D\n    Copyright (c) 2021 C\n", "Copyright (c) 1999 inside."} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is lost:\n%s", want, text)
		}
	}
}

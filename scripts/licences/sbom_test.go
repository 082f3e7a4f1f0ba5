package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"
	"time"
)

// The form of SPDX 2.3 that other programs read: every identifier stands once,
// and every relation is between things that are there.
func TestListHasTheFormOfSPDX(t *testing.T) {
	works := []work{
		{name: "example.org/both", version: "v1.0.0", sum: "h1:b", cli: true, licence: "MIT"},
		{name: "example.org/window/v2", version: "v2.1.0", sum: "h1:w", licence: "Apache-2.0 AND MIT"},
		{name: standardLibrary, version: "1.26.3", cli: true, licence: "BSD-3-Clause"},
		{name: "inner (with more)", partOf: "example.org/both", cli: true, licence: "Zlib"},
	}
	var b bytes.Buffer
	if err := writeSBOM(&b, works, "1.2.3", "abc", time.Unix(1_700_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	var d document
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&d); err != nil {
		t.Fatal(err)
	}
	if d.Version != "SPDX-2.3" || d.DataLicence != "CC0-1.0" || d.ID != "SPDXRef-DOCUMENT" || d.Creation.Created != "2023-11-14T22:13:20Z" || !strings.HasPrefix(d.Namespace, "https://") || strings.Contains(d.Namespace, "#") {
		t.Errorf("the head: %+v", d)
	}
	ids, contained := map[string]bool{d.ID: true}, map[string]int{}
	for _, p := range d.Packages {
		if ids[p.ID] || !regexp.MustCompile(`^SPDXRef-[A-Za-z0-9.-]+$`).MatchString(p.ID) {
			t.Errorf("identifier %q stands twice, or is none", p.ID)
		}
		ids[p.ID] = true
		if p.Name == "" || p.Download == "" || p.Declared == "" || p.Concluded == "" || p.Copyright == "" {
			t.Errorf("%q lacks what a package has to say: %+v", p.Name, p)
		}
	}
	for _, r := range d.Relationships {
		if !ids[r.From] || !ids[r.To] {
			t.Errorf("%+v is about something that is not there", r)
		}
		contained[r.From]++
	}
	if contained["SPDXRef-Program-motbilde"] != 4 || contained["SPDXRef-Program-motbilde-cli"] != 3 || contained[d.ID] != 2 {
		t.Errorf("what contains how many: %v", contained)
	}
}

// The test's own program stands for one that was built: it says, too, what it
// was made of. But it has no name of ours.
func TestProgramsAreHeldToTheList(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(t.TempDir(), "list.json")
	if err := os.WriteFile(list, []byte("{}"), 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := check(list, []string{self}, &out); err == nil || !strings.Contains(err.Error(), "no program of this project") {
		t.Errorf("a stranger: %v", err)
	}

	d := document{
		Packages: []component{
			{ID: "std", Name: standardLibrary, Version: "1.26.3"},
			{ID: "a", Name: "example.org/a", Version: "v1.0.0", Comment: "go.sum h1:a"},
			{ID: "b", Name: "example.org/b", Version: "v1.0.0", Comment: "go.sum h1:b"},
		},
		Relationships: []relationship{{"SPDXRef-Program-motbilde-cli", "CONTAINS", "a"}, {"SPDXRef-Program-motbilde", "CONTAINS", "b"}},
	}
	built := func(deps ...*debug.Module) *debug.BuildInfo {
		return &debug.BuildInfo{GoVersion: "go1.26.3", Path: own + "/cmd/motbilde-cli", Deps: deps}
	}
	a := &debug.Module{Path: "example.org/a", Version: "v1.0.0", Sum: "h1:a"}
	if wrong := d.differs(built(a)); len(wrong) != 0 {
		t.Errorf("as listed: %v", wrong)
	}
	older := built(a)
	older.GoVersion = "go1.26.2"
	for name, c := range map[string]struct {
		info *debug.BuildInfo
		want string
	}{
		"another Go":            {older, "built with go1.26.2"},
		"another version":       {built(&debug.Module{Path: a.Path, Version: "v1.0.1", Sum: a.Sum}), "the list has v1.0.0"},
		"another digest":        {built(&debug.Module{Path: a.Path, Version: a.Version, Sum: "h1:x"}), "the list has v1.0.0"},
		"not in the list":       {built(a, &debug.Module{Path: "example.org/c"}), "example.org/c is not in the list"},
		"of the window":         {built(&debug.Module{Path: "example.org/b", Version: "v1.0.0", Sum: "h1:b"}), "not listed for this program"},
		"says nothing":          {built(), "does not say"},
		"the list is of no use": {nil, "not the Go"},
	} {
		of, info := d, c.info
		if info == nil {
			of, info = document{}, built(a)
		}
		wrong := of.differs(info)
		if len(wrong) == 0 || !strings.Contains(strings.Join(wrong, "\n"), c.want) {
			t.Errorf("%s: %q", name, wrong)
		}
	}
}

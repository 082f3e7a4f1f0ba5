package main

import (
	"debug/buildinfo"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"
)

// document is a software bill of materials by SPDX 2.3
// (https://spdx.github.io/spdx-spec/v2.3), as far as it is used here.
type document struct {
	Version       string         `json:"spdxVersion"`
	DataLicence   string         `json:"dataLicense"`
	ID            string         `json:"SPDXID"`
	Name          string         `json:"name"`
	Namespace     string         `json:"documentNamespace"`
	Creation      creation       `json:"creationInfo"`
	Packages      []component    `json:"packages"`
	Relationships []relationship `json:"relationships"`
}

type creation struct {
	Created  string   `json:"created"`
	Creators []string `json:"creators"`
}

type component struct {
	ID        string      `json:"SPDXID"`
	Name      string      `json:"name"`
	Version   string      `json:"versionInfo,omitempty"`
	Download  string      `json:"downloadLocation"`
	Analysed  bool        `json:"filesAnalyzed"`
	Concluded string      `json:"licenseConcluded"`
	Declared  string      `json:"licenseDeclared"`
	Copyright string      `json:"copyrightText"`
	Purpose   string      `json:"primaryPackagePurpose,omitempty"`
	Comment   string      `json:"comment,omitempty"`
	Refs      []reference `json:"externalRefs,omitempty"`
}

type reference struct {
	Category string `json:"referenceCategory"`
	Type     string `json:"referenceType"`
	Locator  string `json:"referenceLocator"`
}

type relationship struct {
	From string `json:"spdxElementId"`
	Type string `json:"relationshipType"`
	To   string `json:"relatedSpdxElement"`
}

const (
	own        = "github.com/motbilde/motbilde"
	documentID = "SPDXRef-DOCUMENT"
	unknown    = "NOASSERTION"
	sumBefore  = "go.sum " // in a component's comment
)

// programs are what is described, by the last part of their import path.
var programs = []string{"motbilde", "motbilde-cli"}

var notInID = regexp.MustCompile(`[^A-Za-z0-9.]+`)

// writeSBOM writes which works are in which program.
func writeSBOM(out io.Writer, works []work, version, commit string, at time.Time) error {
	d := document{
		Version: "SPDX-2.3", DataLicence: "CC0-1.0", ID: documentID, Name: "motbilde-" + version,
		Namespace: "https://" + own + "/spdx/" + version + "-" + commit,
		Creation:  creation{at.UTC().Format(time.RFC3339), []string{"Organization: Motbilde", "Tool: scripts/licences"}},
	}
	for _, p := range programs {
		c := component{
			ID: "SPDXRef-Program-" + p, Name: p, Version: version, Download: "git+https://" + own + "@" + commit,
			Concluded: "Apache-2.0", Declared: "Apache-2.0", Copyright: unknown, Purpose: "APPLICATION",
			Refs: []reference{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + own + "@v" + version + "#cmd/" + p}},
		}
		d.Packages = append(d.Packages, c)
		d.Relationships = append(d.Relationships, relationship{documentID, "DESCRIBES", c.ID})
	}
	for _, w := range works {
		c := component{
			ID: "SPDXRef-" + strings.Trim(notInID.ReplaceAllString(w.name, "-"), "-"), Name: w.name, Version: w.version,
			Download: unknown, Concluded: w.licence, Declared: w.licence, Copyright: unknown, Purpose: "LIBRARY",
		}
		switch {
		case w.sum != "":
			c.Refs = []reference{{"PACKAGE-MANAGER", "purl", "pkg:golang/" + w.name + "@" + w.version}}
			c.Comment = sumBefore + w.sum
		case w.name == standardLibrary:
			c.Refs = []reference{{"PACKAGE-MANAGER", "purl", "pkg:golang/std@" + w.version}}
		case w.partOf != "":
			c.Comment = "part of " + w.partOf
		}
		d.Packages = append(d.Packages, c)
		for _, p := range programs {
			if p == "motbilde" || w.cli {
				d.Relationships = append(d.Relationships, relationship{"SPDXRef-Program-" + p, "CONTAINS", c.ID})
			}
		}
	}
	encoder := json.NewEncoder(out)
	encoder.SetIndent("", "  ")
	encoder.SetEscapeHTML(false)
	return encoder.Encode(d)
}

// check holds built programs to the list.
func check(list string, files []string, out io.Writer) error {
	text, err := os.ReadFile(list)
	if err != nil {
		return err
	}
	var d document
	if err := json.Unmarshal(text, &d); err != nil {
		return fmt.Errorf("%s: %w", list, err)
	}
	var wrong []error
	for _, file := range files {
		info, err := buildinfo.ReadFile(file)
		if err != nil {
			return err
		}
		if !slices.Contains(programs, path.Base(info.Path)) {
			return fmt.Errorf("%s is %s: no program of this project", file, info.Path)
		}
		for _, sentence := range d.differs(info) {
			wrong = append(wrong, fmt.Errorf("%s: %s", file, sentence))
		}
		if _, err := fmt.Fprintf(out, "%s: %d modules\n", file, len(info.Deps)); err != nil {
			return err
		}
	}
	return errors.Join(wrong...)
}

// differs says in sentences what of a program is not as listed: each module
// that it was built of is there, in its version, by its digest, as part of this
// program, and Go is the one that is named.
func (d *document) differs(info *debug.BuildInfo) (wrong []string) {
	say := func(format string, values ...any) { wrong = append(wrong, fmt.Sprintf(format, values...)) }
	if std := d.find(standardLibrary); std == nil || "go"+std.Version != info.GoVersion {
		say("built with %s, which is not the Go of the list", info.GoVersion)
	}
	program := "SPDXRef-Program-" + path.Base(info.Path)
	for _, m := range info.Deps {
		c := d.find(m.Path)
		switch {
		case c == nil:
			say("%s is not in the list", m.Path)
		case c.Version != m.Version || c.Comment != sumBefore+m.Sum:
			say("%s %s %s, but the list has %s, %s", m.Path, m.Version, m.Sum, c.Version, c.Comment)
		case !slices.Contains(d.Relationships, relationship{program, "CONTAINS", c.ID}):
			say("%s is not listed for this program", m.Path)
		}
	}
	if len(info.Deps) == 0 {
		say("it does not say what it was built of")
	}
	return wrong
}

func (d *document) find(name string) *component {
	for i := range d.Packages {
		if d.Packages[i].Name == name {
			return &d.Packages[i]
		}
	}
	return nil
}

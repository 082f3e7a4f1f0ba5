// Package internal_test holds the house to its plan: which package may import
// which, where the toolkit and each library may appear, and a few rules that
// span all files (see ARCHITECTURE.md). A new package gets its line here before
// it gets its second file; nobody edits a line to get past the test.
package internal_test

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"slices"
	"strconv"
	"strings"
)

const module = "github.com/motbilde/motbilde"

// layers says what each package of the project may import of it. A name stands
// for the package and, with /..., for those below it too. Imports run down only.
var layers = map[string][]string{
	"assets": nil,

	"internal/geom":  nil,
	"internal/rows":  nil,
	"internal/memo":  nil,
	"internal/work":  nil,
	"internal/words": {"assets"},
	"internal/lock":  nil, // who has a case open

	"internal/provenance/container": nil, // the boxes, chunks and segments of files, read within limits
	"internal/provenance":           {"internal/provenance/..."},

	"internal/picture":       {"internal/geom", "internal/rows"},
	"internal/synth":         {"internal/picture", "internal/geom", "internal/rows"},
	"internal/synth/trace":   {"internal/geom", "internal/rows"},                          // solids in sun, sky and lamps
	"internal/synth/scenery": {"internal/synth", "internal/synth/trace", "internal/geom"}, // the places of the practice cases
	"internal/media":         {"internal/picture", "internal/geom", "internal/rows", "internal/provenance/..."},
	"internal/media/video":   {"internal/media", "internal/picture", "internal/geom"}, // frames, by the ffmpeg of the machine
	"internal/fingerprint":   {"internal/picture"},
	"internal/align/fit":     {"internal/geom", "internal/rows"},
	"internal/align/feature": {"internal/picture", "internal/geom", "internal/rows"},
	"internal/align":         {"internal/align/...", "internal/picture", "internal/geom", "internal/rows"},
	"internal/byhand":        {"internal/align/...", "internal/align", "internal/picture", "internal/geom", "internal/rows"}, // placement by a person's control points
	"internal/compare":       {"internal/picture", "internal/geom", "internal/rows"},
	"internal/outside":       {"internal/picture", "internal/geom", "internal/rows"},
	"internal/thumbnail":     {"internal/picture", "internal/geom"}, // whether an embedded one shows the picture
	"internal/capture":       {"internal/picture"},                  // the picture within the capture of a post

	"internal/find": {"internal/align/...", "internal/media/video", "internal/picture", "internal/geom", "internal/rows"}, // the frame of a video

	"internal/casefile/archive": {"internal/casefile", "internal/align", "internal/byhand", "internal/provenance", "internal/geom"}, // the case file on disk

	"internal/edition": {"internal/redact", "internal/casefile/...", "internal/align", "internal/geom", "internal/provenance", "internal/words"}, // the archive and the publication of a case

	"internal/recipe":            {"internal/align", "internal/compare", "internal/picture", "internal/geom", "internal/rows", "internal/provenance", "internal/words"},
	"internal/detail":            {"internal/align", "internal/picture", "internal/geom", "internal/rows"}, // matching details of a pair
	"internal/support":           {"internal/align", "internal/geom", "internal/words"},
	"internal/changes":           {"internal/compare", "internal/support", "internal/geom", "internal/words"},                                        // regions in words
	"internal/chronology":        {"internal/casefile", "internal/words"},                                                                            // the dates of a case in words
	"internal/metadata":          {"internal/provenance", "internal/recipe", "internal/words"},                                                       // a file's own statements in words
	"internal/marks":             {"internal/casefile", "internal/words"},                                                                            // the marks of a pair in words
	"internal/markup":            {"internal/casefile", "internal/geom"},                                                                             // what marks look like
	"internal/redact":            {"internal/markup", "internal/casefile", "internal/compare", "internal/picture", "internal/geom", "internal/rows"}, // what must not be seen
	"internal/casefile":          {"internal/align", "internal/byhand", "internal/provenance", "internal/geom"},
	"internal/figure":            {"internal/casefile", "internal/markup", "internal/compare", "internal/picture", "internal/geom", "internal/rows", "internal/support", "internal/words", "assets"},
	"internal/report/pdf":        {"internal/figure", "internal/picture", "internal/geom", "internal/words", "assets"},
	"internal/report/web":        {"internal/figure", "internal/geom"},                                                                                                                // HTML
	"internal/training":          {"internal/geom", "internal/words"},                                                                                                                 // exercises, truth and marks
	"internal/training/pack":     {"internal/training", "internal/bag", "internal/geom", "internal/words"},                                                                            // exercises as a file
	"internal/training/draft":    {"internal/training", "internal/media/...", "internal/synth", "internal/picture", "internal/geom", "internal/words"},                                // an exercise from own pictures
	"internal/training/plan":     {"internal/training/...", "internal/training", "internal/media", "internal/geom", "internal/words"},                                                 // a pack as its trainer writes it down
	"internal/training/sheet":    {"internal/training", "internal/report/pdf", "internal/figure", "internal/picture", "internal/geom", "internal/words"},                              // what a trainer prints
	"internal/training/results":  {"internal/training", "internal/geom", "internal/words"},                                                                                            // what learners answered, and its sum
	"internal/figure/raster":     {"internal/figure", "internal/compare", "internal/picture", "internal/geom"},                                                                        // drawings as pixels
	"internal/figure/systemface": {"internal/figure"},                                                                                                                                 // faces of the machine for letters that no bundled one has
	"internal/figure/svg":        {"internal/figure", "internal/geom"},                                                                                                                // drawings as SVG files
	"internal/figure/file":       {"internal/figure/...", "internal/figure", "internal/geom", "internal/figure/raster", "internal/figure/svg"},                                        // what a graphic is published as
	"internal/motion":            {"internal/media/video", "internal/geom", "internal/rows"},                                                                                          // GIF and video of a pair
	"internal/training/bundled":  {"internal/training", "internal/synth/...", "internal/synth", "internal/media/...", "internal/motion", "internal/geom", "internal/words", "assets"}, // the practice cases that come with the program
	"internal/report": {
		"internal/report/...", "internal/changes", "internal/marks", "internal/markup", "internal/outside", "internal/casefile", "internal/figure", "internal/compare", "internal/align",
		"internal/chronology", "internal/metadata", "internal/picture", "internal/geom", "internal/provenance", "internal/recipe", "internal/redact", "internal/support", "internal/words", "assets",
	},
	"internal/graphic":     {"internal/report", "internal/figure/...", "internal/figure", "internal/casefile", "internal/markup", "internal/align", "internal/compare", "internal/outside", "internal/changes", "internal/chronology", "internal/picture", "internal/geom", "internal/rows", "internal/words"}, // publishable graphics
	"internal/exhibit":     {"internal/report", "internal/graphic", "internal/figure", "internal/figure/file", "internal/compare", "internal/picture", "internal/geom", "internal/words"},                                                                                                                      // HTML
	"internal/claimreview": {"internal/casefile", "internal/provenance", "internal/words"},                                                                                                                                                                                                                     // findings for exchange
	"internal/lab": {
		"internal/outside", "internal/align", "internal/byhand", "internal/compare", "internal/detail", "internal/find", "internal/fingerprint", "internal/media/...", "internal/picture",
		"internal/provenance", "internal/recipe", "internal/thumbnail", "internal/geom", "internal/memo", "internal/work",
	},
	"internal/casework": {
		"internal/bag", "internal/byhand", "internal/edition", "internal/redact", "internal/lab", "internal/lock", "internal/exhibit", "internal/graphic", "internal/motion", "internal/report/...", "internal/figure/...", "internal/figure", "internal/casefile/...", "internal/align", "internal/compare", "internal/changes", "internal/detail", "internal/claimreview",
		"internal/find", "internal/media/...", "internal/picture", "internal/geom", "internal/provenance", "internal/words",
	},
	"internal/journal": {"internal/casework", "internal/casefile/...", "internal/lab", "internal/lock"}, // unsaved work in the user's data folder
	"internal/problem": {"internal/bag", "internal/training/pack", "internal/training/results", "internal/training/draft", "internal/training/plan", "internal/edition", "internal/stamp", "internal/lock", "internal/media", "internal/lab", "internal/casework", "internal/casefile/archive", "internal/compare", "internal/report/...", "internal/align", "internal/geom", "internal/words"},
	"internal/verify":  {"internal/bag", "internal/stamp", "internal/edition", "internal/casework", "internal/casefile/...", "internal/report", "internal/lab", "internal/media", "internal/problem", "internal/words"}, // the check of a file, in words
	"internal/sample":  {"internal/chronology", "internal/casework", "internal/detail", "internal/casefile/...", "internal/lab", "internal/media/...", "internal/synth", "internal/geom", "internal/words"},             // the sample case on disk
	"internal/desk": {
		"internal/edition", "internal/graphic", "internal/verify", "internal/redact",
		"internal/byhand", "internal/capture", "internal/detail", "internal/outside", "internal/casework", "internal/journal", "internal/lab", "internal/lock", "internal/casefile/...", "internal/align", "internal/compare", "internal/find", "internal/media/...",
		"internal/fingerprint", "internal/picture", "internal/geom", "internal/provenance", "internal/problem",
		"internal/recipe", "internal/report", "internal/figure", "internal/training", "internal/words", "internal/work", "internal/memo", "internal/synth",
	},
	"internal/cli": {
		"internal/doctor", "internal/training/...", "internal/training", "internal/verify", "internal/bag", "internal/edition", "internal/provenance", "internal/changes", "internal/casework", "internal/claimreview", "internal/lab", "internal/casefile/...", "internal/align", "internal/compare", "internal/find", "internal/media/...",
		"internal/picture", "internal/geom", "internal/figure", "internal/graphic", "internal/problem", "internal/report", "internal/support", "internal/words", "internal/synth", "internal/sample", "assets",
	},
	"internal/doctor":  {"internal/figure", "internal/media/...", "internal/media", "internal/geom", "internal/words", "assets"}, // what is told of the machine
	"internal/startup": {"internal/casework", "internal/words"},                                                                  // the time before the window, and why none came
	"internal/bag":     nil,                                                                                                      // packages as zip files by RFC 8493
	"internal/stamp":   nil,                                                                                                      // trusted time by RFC 3161, offline
	"internal/clip":    nil,                                                                                                      // pictures and files on the clipboard
	"internal/xdnd":    nil,                                                                                                      // a drag source for tests on a real window
	"internal/browser": nil,                                                                                                      // a headless Chromium for tests

	"app/look":      {"assets", "internal/words"},
	"app/stage":     {"app/look", "internal/casefile", "internal/markup", "internal/changes", "internal/outside", "internal/compare", "internal/picture", "internal/geom", "internal/support", "internal/words"},
	"app/hand":      {"app/look", "internal/align", "internal/byhand", "internal/compare", "internal/geom", "internal/words"},
	"app/part":      {"app/look", "internal/compare", "internal/geom", "internal/words"},
	"app/tray":      {"app/look", "internal/casefile", "internal/align", "internal/words"},
	"app/inspector": {"app/look", "internal/changes", "internal/marks", "internal/metadata", "internal/compare", "internal/outside", "internal/casefile", "internal/align", "internal/provenance", "internal/geom", "internal/recipe", "internal/support", "internal/words"},
	"app/book":      {"app/look", "internal/casefile", "internal/chronology", "internal/words"},
	"app/head":      {"app/look", "internal/compare", "internal/words"},
	"app/welcome":   {"app/look", "internal/words"},
	"app/timeline":  {"app/look", "internal/words"},
	"app/palette":   {"app/look", "internal/words"},

	"app/hint":        {"app/look", "internal/words"},
	"app/tour":        {"app/look", "internal/words"},
	"app/lessons":     {"app/look", "internal/words"}, // what a session in front of an audience shows
	"app/preferences": {"app/look", "internal/words"},

	"app/publish": {"app/look", "internal/words"}, // what leaves, and as what
	"app/style":   {"app/look", "internal/words"}, // a desk's own for graphics

	"app/status": {"app/look", "internal/casefile", "internal/words"},
	"app/outgo":  {"app/look", "internal/words"},
	"app": {
		"app/...", "internal/doctor", "internal/byhand", "internal/clip", "internal/graphic", "internal/marks", "internal/markup", "internal/edition", "internal/verify", "internal/capture", "internal/changes", "internal/outside", "internal/desk", "internal/problem", "internal/words", "internal/casefile", "internal/align",
		"internal/compare", "internal/picture", "internal/geom", "internal/provenance", "internal/recipe", "internal/support", "internal/sample", "internal/synth", "internal/training/...", "internal/training", "internal/media", "assets",
	},

	"cmd/motbilde":     {"app", "internal/doctor", "internal/startup", "internal/words"},
	"cmd/motbilde-cli": {"internal/cli"},

	"scripts/tests":    nil,
	"scripts/pictures": nil, // screenshots made small for the documents
	"scripts/icns":     nil, // the icon of the macOS bundle
	"scripts/licences": nil, // what of others is in the programs
	"scripts/icons":    nil, // the icon in the sizes that packages want
	"scripts/hold":     nil, // holds a file as another program does, on Windows
	"scripts/bench":    {"internal/synth", "internal/picture", "internal/geom"},
}

// libraries says which packages may import a module that is not ours. A
// library is hidden behind one package, so that one package changes when it is
// replaced; where two stand, the reason stands with them.
var libraries = map[string][]string{
	"github.com/alecthomas/kong":         {"internal/cli"},
	"github.com/schollz/progressbar":     {"internal/cli"},
	"github.com/lucasb-eyer/go-colorful": {"internal/compare"}, // CIE L* and CIEDE2000
	"golang.org/x/term":                  {"cmd/motbilde-cli"},
	"github.com/bep/imagemeta":           {"internal/provenance"},
	"github.com/corona10/goimagehash":    {"internal/fingerprint"},
	"github.com/disintegration/imaging":  {"internal/synth"},
	"github.com/gen2brain":               {"internal/media", "internal/figure/file"},                                                                                                   // decoders there, an encoder of WebP here
	"golang.org/x/image":                 {"internal/media", "internal/picture", "internal/figure", "internal/figure/raster", "internal/synth", "internal/training/draft", "app/look"}, // decoders here, drawing and outlines there
	"github.com/go-text/typesetting":     {"internal/figure", "cmd/motbilde"},                                                                                                          // shaping there, this machine's fonts as the toolkit finds them here
	"github.com/go-gl":                   {"cmd/motbilde"},                                                                                                                             // OpenGL asked as the toolkit does
	"github.com/jung-kurt/gofpdf":        {"internal/report/pdf"},
	"github.com/digitorus/timestamp":     {"internal/stamp"},
	"github.com/digitorus/pkcs7":         {"internal/stamp"}, // the signed message that a time-stamp is: its signer and signed attributes
	"github.com/gofrs/flock":             {"internal/lock"},
	"github.com/fyne-io/oksvg":           {"scripts/icons"}, // the same drawing of SVG that the window has
	"github.com/srwiley/rasterx":         {"scripts/icons"},
	"github.com/adrg/xdg":                {"internal/desk", "internal/doctor", "app"},
	"golang.org/x/sync":                  {"internal/work", "internal/memo", "internal/lab", "internal/report", "internal/cli"}, // error groups and semaphores, as the standard library might have them
	"golang.org/x/text":                  {"internal/words", "internal/figure"},
	"github.com/jezek/xgb":               {"internal/clip", "internal/xdnd"}, // the clipboard here, a hand for tests there
	"github.com/nyudlts/go-bagit":        {},
	"github.com/pdfcpu/pdfcpu":           {},
	"github.com/rogpeppe/go-internal":    {},
	"go.uber.org/goleak":                 {},
	"pgregory.net/rapid":                 {},
	"fyne.io/fyne/v2":                    {"app/...", "cmd/motbilde"},
}

// longFiles may have more than longest lines, each for the reason given.
var longFiles = map[string]string{}

const longest = 500

// views know neither each other nor the desk; no file I/O happens in them.
var views = []string{"app/stage", "app/part", "app/hand", "app/book", "app/tray", "app/inspector", "app/head", "app/welcome", "app/status", "app/timeline", "app/palette", "app/preferences", "app/hint", "app/tour", "app/lessons", "app/publish", "app/style", "app/look"}

// source is one Go file, as far as the rules look at it.
type source struct {
	name    string   // below the project's root, with forward slashes
	imports []string // import paths
	lines   int
	fyneUse []string // what is used of package fyne: "Do", "DoAndWait"
}

func (s source) folder() string { return path.Dir(s.name) }
func (s source) isTest() bool   { return strings.HasSuffix(s.name, "_test.go") }

func parse(name string, text []byte) (source, error) {
	s := source{name: name, lines: bytes.Count(text, []byte("\n"))}
	file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
	if err != nil {
		return s, err
	}
	fyne := ""
	for _, spec := range file.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return s, err
		}
		s.imports = append(s.imports, imported)
		if imported == "fyne.io/fyne/v2" {
			fyne = "fyne"
			if spec.Name != nil {
				fyne = spec.Name.Name
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if use, ok := n.(*ast.SelectorExpr); ok && fyne != "" {
			if of, ok := use.X.(*ast.Ident); ok && of.Name == fyne && (use.Sel.Name == "Do" || use.Sel.Name == "DoAndWait") {
				s.fyneUse = append(s.fyneUse, use.Sel.Name)
			}
		}
		return true
	})
	return s, nil
}

// covers reports whether a name of the tables stands for the package.
func covers(name, pkg string) bool {
	above, below := strings.CutSuffix(name, "/...")
	return pkg == above || below && strings.HasPrefix(pkg, above+"/")
}

func anyCovers(names []string, pkg string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return covers(name, pkg) })
}

// violations returns what is wrong with one file.
func violations(s source) (wrong []string) {
	say := func(format string, values ...any) { wrong = append(wrong, s.name+": "+fmt.Sprintf(format, values...)) }
	if _, known := layers[s.folder()]; !known && !s.isTest() {
		say("package %s has no place in the house (see layers)", s.folder())
	}
	if slices.Contains([]string{"util", "utils", "common", "helpers", "types", "manager", "base"}, path.Base(s.folder())) {
		say("a package is named after an idea")
	}
	if s.lines > longest && longFiles[s.name] == "" {
		say("%d lines, more than %d", s.lines, longest)
	}
	for _, imported := range s.imports {
		if own, ok := strings.CutPrefix(imported, module+"/"); ok {
			wrongImport(s, own, say)
		} else if first, _, _ := strings.Cut(imported, "/"); strings.Contains(first, ".") {
			wrongLibrary(s, imported, say)
		} else if slices.Contains(views, s.folder()) && !s.isTest() && (imported == "os" || imported == "net/http") {
			say("a view does no file or network I/O, but imports %s", imported)
		}
	}
	for _, use := range s.fyneUse {
		if s.isTest() && s.folder() == "cmd/motbilde" {
			break // a test of the real window stands outside of it, on a goroutine of its own
		}
		if use == "DoAndWait" || s.name != "app/post.go" {
			say("fyne.%s: only app/post.go posts to the toolkit's goroutine, and nothing waits for it", use)
		}
	}
	return wrong
}

// wrongImport checks an import of a package of this project. A test of the
// core may use any part of the core; a test of a view keeps the view's rules.
func wrongImport(s source, own string, say func(string, ...any)) {
	folder := s.folder()
	isView := slices.Contains(views, folder)
	switch {
	case own == folder || anyCovers(layers[folder], own):
	case isView && (own == "internal/desk" || slices.Contains(views, own)):
		say("a view knows neither the desk nor another view, but imports %s", own)
	case s.isTest() && strings.HasPrefix(own, "internal/") && (own != "internal/desk" || !isView):
	case s.isTest() && own == "assets":
	case s.isTest() && folder == "cmd/motbilde": // a test of the whole
	default:
		say("may not import %s", own)
	}
}

// wrongLibrary checks an import from outside. Tests may use what tests use.
func wrongLibrary(s source, imported string, say func(string, ...any)) {
	switch {
	case covers("fyne.io/...", imported):
		switch {
		case !anyCovers(libraries["fyne.io/fyne/v2"], s.folder()):
			say("only the window imports the toolkit, not this: %s", imported)
		case imported == "fyne.io/fyne/v2/app" && s.folder() != "cmd/motbilde":
			say("only cmd/motbilde imports the toolkit's driver: elsewhere a test without a display would hang")
		case imported == "fyne.io/fyne/v2/test" && !s.isTest():
			say("the test driver is for tests")
		}
		return
	}
	for name, folders := range libraries {
		if !covers(name+"/...", imported) {
			continue
		}
		if !s.isTest() && !anyCovers(folders, s.folder()) {
			say("%s belongs behind %v", name, folders)
		}
		return
	}
	say("%s is not listed (see libraries); each dependency has a reason", imported)
}

// machinePaths are beginnings of paths that exist on one machine only. They are put together here so that this file holds none.
var machinePaths = []string{"/" + "work/", "/" + "root/", "/" + "home/runner", "/" + "Users/runner"}

// machinePath returns the first machine path that a text holds.
func machinePath(text []byte) string {
	for _, p := range machinePaths {
		if bytes.Contains(text, []byte(p)) {
			return p
		}
	}
	return ""
}

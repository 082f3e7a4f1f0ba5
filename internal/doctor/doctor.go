// Package doctor owns what is told of the machine that the program runs on, to
// be pasted into a problem report. Its main type is Report. It promises that
// the text holds no path, no name of a file, and neither the user's nor the
// machine's name.
package doctor

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"path"
	"runtime"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/motbilde/motbilde/assets"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/words"
)

// Report is what was found, in the language that was asked for.
type Report struct {
	Rows   []Row
	Broken bool // a part of the program itself doesn't work
}

// Row is a label and what stands beside it; a row without a label goes on from
// the one above.
type Row struct{ Label, Text string }

// Asked says what is examined.
type Asked struct {
	Language words.Language
	Program  string                   // its name and version, as it says them
	Getenv   func(name string) string // of the environment
	FFmpeg   string                   // where a person says that ffmpeg lies; may be empty
	Window   string                   // the window program, which is asked for OpenGL and fonts; empty where there is none
	More     []Row                    // what only the caller knows, put at the end
}

type examination struct {
	Asked
	words.Language
	report Report
}

// Examine looks. It takes a second or two, and asks other programs of this
// machine: ffmpeg, and the window program for OpenGL.
func Examine(ctx context.Context, a Asked) Report {
	e := &examination{Asked: a, Language: a.Language}
	probe := askWindow(ctx, a.Window)
	e.add("program", a.Program)
	build := ReadBuild()
	e.add("built", e.Say("doctor.built.with", "commit", e.commit(build), "go", build.Go))
	e.add("system", strings.Join(nonEmpty(runtime.GOOS+"/"+runtime.GOARCH, systemName()), ", "))
	e.add("language", strings.Join(nonEmpty(e.Code(), locale(a.Getenv)), ", "))
	e.add("cores", strconv.Itoa(runtime.NumCPU()))
	e.add("memory", e.memory())
	e.decoders(ctx)
	e.fonts(probe)
	e.add("display", e.display())
	e.add("opengl", e.openGL(probe))
	e.ffmpeg(ctx)
	e.folders()
	e.report.Rows = append(e.report.Rows, a.More...)
	for i := range e.report.Rows {
		e.report.Rows[i].Text = media.CleanText(e.report.Rows[i].Text)
	}
	return e.report
}

func (e *examination) add(key, text string) {
	label := ""
	if key != "" {
		label = e.Say("doctor." + key)
	}
	e.report.Rows = append(e.report.Rows, Row{Label: label, Text: text})
}

// Write writes the rows with their labels in one column.
func (r Report) Write(out io.Writer) error {
	widest := 0
	for _, row := range r.Rows {
		widest = max(widest, utf8.RuneCountInString(row.Label))
	}
	for _, row := range r.Rows {
		if _, err := fmt.Fprintf(out, "%-*s  %s\n", widest, row.Label, row.Text); err != nil {
			return err
		}
	}
	return nil
}

// String is what Write writes.
func (r Report) String() string {
	var out strings.Builder
	_ = r.Write(&out) // a builder takes everything
	return out.String()
}

func (e *examination) commit(b Build) string {
	if b.Commit == "" {
		return e.Say("doctor.unknown")
	}
	when := ""
	if !b.Time.IsZero() {
		when = b.Time.UTC().Format("2006-01-02")
	}
	return strings.Join(nonEmpty(b.Commit, when), ", ")
}

func (e *examination) decoders(ctx context.Context) {
	var work []string
	var broken []Row
	for _, name := range probeNames {
		format, trouble := e.decode(ctx, name)
		if trouble != "" {
			broken = append(broken, Row{Text: format + " " + trouble})
		} else {
			work = append(work, format)
		}
	}
	e.add("decoders", e.Say("doctor.work", "formats", e.List(work)))
	e.report.Broken = len(broken) > 0
	e.report.Rows = append(e.report.Rows, broken...)
}

func (e *examination) memory() string {
	total, free := memory()
	switch {
	case total == 0:
		return e.Say("doctor.unknown")
	case free == 0:
		return e.FileSize(total)
	}
	return e.Say("doctor.free", "total", e.FileSize(total), "free", e.FileSize(free))
}

// scripts are those that a text from anywhere may be written in, each by a
// letter that stands for it.
var scripts = []struct {
	name   string
	letter rune
}{
	{"latin", 'å'},
	{"greek", 'ω'},
	{"cyrillic", 'ж'},
	{"arabic", 'ع'},
	{"hebrew", 'א'},
	{"devanagari", 'क'},
	{"thai", 'ก'},
	{"han", '漢'},
	{"kana", 'あ'},
	{"hangul", '한'},
}

// Letters returns the letters that a window is asked for: whether this
// machine has a font with them.
func Letters() (letters []rune) {
	for _, s := range scripts {
		letters = append(letters, s.letter)
	}
	return letters
}

func (e *examination) fonts(p probe) {
	e.add("fonts", e.Plural("doctor.fonts.embedded", embeddedFonts()))
	list := func(holds func(letter rune) bool, want bool) string {
		var names []string
		for _, s := range scripts {
			if holds(s.letter) == want {
				names = append(names, e.Say("doctor.script."+s.name))
			}
		}
		return e.List(names)
	}
	t := figure.NewTypesetter()
	e.add("", e.Say("doctor.fonts.reports", "has", list(t.Writes, true), "lacks", list(t.Writes, false)))
	if !p.asked || p.Letters == "" && p.Error != "" {
		e.add("", e.Say("doctor.fonts.unknown"))
		return
	}
	// What is built in is drawn whatever the machine has.
	shown := func(letter rune) bool { return t.Writes(letter) || strings.ContainsRune(p.Letters, letter) }
	e.add("", e.Say("doctor.fonts.window", "has", list(shown, true), "lacks", list(shown, false)))
}

// embeddedFonts counts the faces that are built in.
func embeddedFonts() (n int) {
	// The walk is over files of this program, which can be read.
	_ = fs.WalkDir(assets.Noto, ".", func(name string, _ fs.DirEntry, err error) error {
		if ext := path.Ext(name); err == nil && (ext == ".ttf" || ext == ".otf") {
			n++
		}
		return err
	})
	return n
}

// display says what a window would open on, without the name of another machine.
func (e *examination) display() string {
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		return e.Say("doctor.display.system")
	}
	var names []string
	if e.Getenv("WAYLAND_DISPLAY") != "" {
		names = append(names, "Wayland")
	}
	if value := e.Getenv("DISPLAY"); value != "" {
		host, _, _ := strings.Cut(value, ":")
		x := "X11"
		if host != "" && host != "unix" && !strings.HasPrefix(host, "/") {
			x = e.Say("doctor.display.passed")
		}
		names = append(names, x)
	}
	if len(names) == 0 {
		return e.Say("doctor.display.none")
	}
	return strings.Join(nonEmpty(strings.Join(names, " + "), e.Getenv("XDG_CURRENT_DESKTOP"), remote(e.Getenv)), ", ")
}

// remote names a remote desktop, where one says that it is.
func remote(getenv func(string) string) string {
	for variable, name := range map[string]string{"XRDP_SESSION": "xrdp", "VNCDESKTOP": "VNC", "NXSESSIONID": "NX"} {
		if getenv(variable) != "" {
			return name
		}
	}
	return ""
}

func locale(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			return value
		}
	}
	return ""
}

func nonEmpty(texts ...string) (out []string) {
	for _, text := range texts {
		if text != "" {
			out = append(out, text)
		}
	}
	return out
}

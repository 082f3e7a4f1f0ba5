package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"

	"github.com/go-gl/glfw/v3.4/glfw"
	"github.com/go-text/typesetting/fontscan"
	"github.com/go-text/typesetting/language"

	"github.com/motbilde/motbilde/internal/doctor"
)

// writeProbe writes what a window would be drawn with: a doctor.Probe as one
// line of JSON. It asks the driver in the toolkit's way, by a window that
// nobody sees.
func writeProbe(out io.Writer) error {
	runtime.LockOSThread() // contexts belong to one thread
	p := doctor.Probe{Schema: doctor.Schema, Letters: systemLetters()}
	if err := askDriver(&p); err != nil {
		p.Error = err.Error()
	}
	return json.NewEncoder(out).Encode(p)
}

func askDriver(p *doctor.Probe) (err error) {
	defer func() {
		if r := recover(); r != nil { // the binding panics on what it expects nobody to survive
			err = fmt.Errorf("%v", r)
		}
	}()
	if err := glfw.Init(); err != nil {
		return err
	}
	defer glfw.Terminate()
	p.Platform = map[glfw.Platform]string{
		glfw.PlatformX11: "X11", glfw.PlatformWayland: "Wayland", glfw.PlatformWin32: "Windows", glfw.PlatformCocoa: "Cocoa",
	}[glfw.GetPlatform()]
	glfw.WindowHint(glfw.Visible, glfw.False)
	wantContext()
	window, err := glfw.CreateWindow(64, 64, "Motbilde", nil, nil)
	if err != nil {
		return err
	}
	defer window.Destroy()
	window.MakeContextCurrent()
	return askContext(p)
}

// systemLetters returns those of doctor.Letters that a font of this machine
// has, found as the toolkit finds it.
func systemLetters() (letters string) {
	fonts := fontscan.NewFontMap(silent{})
	if fonts.UseSystemFonts("") != nil {
		return ""
	}
	for _, letter := range doctor.Letters() {
		fonts.SetQuery(fontscan.Query{Families: []string{fontscan.SansSerif}})
		fonts.SetScript(language.LookupScript(letter))
		if face := fonts.ResolveFace(letter); face != nil {
			if _, has := face.NominalGlyph(letter); has {
				letters += string(letter)
			}
		}
	}
	return letters
}

// silent takes what the search for fonts logs: files of the machine that are broken.
type silent struct{}

func (silent) Printf(string, ...any) {}

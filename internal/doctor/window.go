package doctor

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

// Schema names the form of what `motbilde --probe` prints.
const Schema = "motbilde.probe/1"

// Probe is what the window program says of OpenGL and of this machine's fonts:
// one JSON object on standard output.
type Probe struct {
	Schema   string `json:"schema"`
	Platform string `json:"platform,omitempty"` // "x11", "wayland", "win32", "cocoa"
	Vendor   string `json:"vendor,omitempty"`   // and the next two: as the driver calls itself
	Renderer string `json:"renderer,omitempty"`
	Version  string `json:"version,omitempty"`
	Texture  int    `json:"largestTexture,omitempty"` // pixels
	Letters  string `json:"letters,omitempty"`        // those of doctor.Letters that a font of this machine has
	Error    string `json:"error,omitempty"`          // why there is no OpenGL
}

// Software reports whether the processor draws.
func (p Probe) Software() bool {
	for _, name := range []string{"llvmpipe", "softpipe", "swrast", "software rasterizer", "swiftshader", "gdi generic", "basic render", "apple software"} {
		if strings.Contains(strings.ToLower(p.Renderer), name) {
			return true
		}
	}
	return false
}

// probe is an answer, or that there is none.
type probe struct {
	Probe
	asked bool // there was a window program to ask
	ended bool // and it ended without an answer
}

// probeTime is how long a driver may take to answer.
const probeTime = 20 * time.Second

// askWindow starts the window program with --probe. That is a process of its
// own, so that a driver that aborts or hangs takes nothing with it.
func askWindow(ctx context.Context, program string) (p probe) {
	if program == "" {
		return p
	}
	p.asked = true
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	c := exec.CommandContext(ctx, program, "--probe")
	c.WaitDelay = time.Second
	out, err := c.Output() // its status says no more than its answer
	if json.Unmarshal(bytes.TrimSpace(out), &p.Probe) != nil || p.Schema != Schema {
		p.ended = true
		p.Error = "no answer"
		if err != nil {
			p.Error = plainExit(err)
		}
	}
	return p
}

// plainExit says how a program ended without what an error of the system says
// of its place.
func plainExit(err error) string {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.String() // "signal: aborted", "exit status 2"
	}
	return "not started"
}

// FindWindow returns the window program: beside this one, or on the PATH. It is
// empty where there is none. It is never taken from the working folder.
func FindWindow() string {
	name := "motbilde"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	if own, err := os.Executable(); err == nil {
		for _, beside := range []string{filepath.Join(filepath.Dir(own), name), filepath.Join(filepath.Dir(own), "Motbilde.app", "Contents", "MacOS", name)} {
			if info, err := os.Stat(beside); err == nil && info.Mode().IsRegular() {
				return beside
			}
		}
	}
	if found, err := exec.LookPath(name); err == nil && filepath.IsAbs(found) {
		return found
	}
	return ""
}

// openGL says what the window would draw with.
func (e *examination) openGL(p probe) string {
	switch {
	case !p.asked:
		return e.Say("doctor.opengl.unasked")
	case p.ended:
		return e.Say("doctor.opengl.ended", "detail", p.Error)
	case p.Error != "":
		return e.Say("doctor.opengl.none", "detail", p.Error)
	}
	software := ""
	if p.Software() {
		software = e.Say("doctor.opengl.software")
	}
	texture := ""
	if p.Texture > 0 {
		texture = strconv.Itoa(p.Texture)
	}
	return e.Say("doctor.opengl.has", "version", p.Version, "renderer", p.Renderer, "vendor", p.Vendor, "platform", p.Platform, "texture", texture, "software", software)
}

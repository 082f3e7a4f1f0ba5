// Command motbilde opens the window.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/lang"

	"github.com/motbilde/motbilde/app"
	"github.com/motbilde/motbilde/internal/doctor"
	"github.com/motbilde/motbilde/internal/startup"
	"github.com/motbilde/motbilde/internal/words"
)

// id names the program to the system, for its settings.
const id = "io.github.motbilde.motbilde"

// memory is where the collector begins to work harder, in bytes: a pair of 24
// megapixels must stay under 900 MB, libraries of the system included.
const memory = 640 << 20

const usage = `usage: motbilde [flags] [FILE...]

Opens the window. The first loose file is the claimed picture, the rest are
candidates; a folder stands for the pictures in it. A case or a training pack
is opened.

  motbilde claim.jpg found/           compare a picture with a folder
  motbilde case.motbilde              open a case
  motbilde --sample                   open the sample case
  motbilde --sample --whole           open the whole one
  motbilde --tour                     begin the guided tour
  motbilde --draw-practice all        draw the practice cases now, not when they are begun

flags:
`

// errTold is an error that a person has been told.
var errTold = errors.New("the window could not be opened")

func main() {
	if startup.Listens() {
		startup.Listen()
		return
	}
	if err := run(os.Args[1:], os.Stdout); err != nil {
		if !errors.Is(err, errTold) {
			fmt.Fprintln(os.Stderr, "motbilde:", err)
		}
		os.Exit(2)
	}
}

// run does what the arguments say; the error is one of usage, or of the trace.
func run(args []string, out io.Writer) (err error) {
	flags := flag.NewFlagSet("motbilde", flag.ContinueOnError)
	flags.SetOutput(io.Discard) // errors are told once, by main
	trace := flags.String("trace", "", "append one line for each finished comparison and each problem to this `FILE`")
	sample := flags.Bool("sample", false, "open the sample case")
	whole := flags.Bool("whole", false, "with --sample: the whole one, of five claims, two videos and their posts")
	tour := flags.Bool("tour", false, "begin the guided tour over the sample case")
	size := flags.String("size", "", "size of the window, as `1280x800`")
	practice := flags.String("draw-practice", "", "draw this practice `CASE`, or all, where they are kept for the window; open none")
	ffmpeg := flags.String("ffmpeg", "", "with --draw-practice: the `PATH` of ffmpeg")
	probe := flags.Bool("probe", false, "say as JSON which OpenGL and fonts the window would have, and open none")
	version := flags.Bool("version", false, "say which version this is")
	flags.Usage = func() {}
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		flags.SetOutput(out)
		fmt.Fprint(out, usage)
		flags.PrintDefaults()
		return nil
	} else if err != nil {
		return fmt.Errorf("%w; motbilde --help lists what there is", err)
	}
	if *version {
		_, err := fmt.Fprintln(out, "motbilde", app.Version)
		return err
	}
	if *probe {
		return writeProbe(out)
	}
	if *practice != "" {
		return app.DrawPractice(context.Background(), *practice, *ffmpeg)
	}
	o := app.Options{Locale: lang.SystemLocale().LanguageString(), Data: app.DataFolder(), Ahead: drawAhead, Another: another}
	if own, err := os.Executable(); err == nil {
		o.Self = own
	}
	if *size != "" {
		if _, err := fmt.Sscanf(*size, "%fx%f", &o.Size.Width, &o.Size.Height); err != nil {
			return fmt.Errorf("reading the size %q: it is written as 1280x800", *size)
		}
	}
	if *trace != "" {
		file, err := os.OpenFile(*trace, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o666)
		if err != nil {
			return fmt.Errorf("opening the trace: %w", err)
		}
		t := app.NewTrace(file)
		defer func() { err = errors.Join(err, t.Close(), file.Close()) }()
		o.Trace = t.Line
	}

	guard := startup.Begin(words.FromCode(o.Locale))
	if !hasDisplay() {
		guard.Fail(startup.NoDisplay)
		return errTold
	}
	debug.SetMemoryLimit(memory)
	leaveRoom()
	fyneapp.SetMetadata(fyne.AppMetadata{
		ID: id, Name: "Motbilde", Version: app.Version,
		Migrations: map[string]bool{"fyneDo": true},
	})
	if o.Preset, err = app.ReadPreset(app.PresetPlaces()); err != nil {
		fmt.Fprintln(os.Stderr, "motbilde:", err) // who sets the machine up looks here; the window begins all the same
	}
	if folder := doctor.PreferencesFolder(); folder != "" {
		if err := startup.KeepPreferences(filepath.Join(folder, id, "preferences.json")); err != nil {
			fmt.Fprintln(os.Stderr, "motbilde: keeping a copy of the preferences:", err) // they still hold
		}
	}
	a := fyneapp.NewWithID(id)
	guard.SetLanguage(app.LanguageOf(a, o.Preset, o.Locale))
	w := app.New(a, o)
	switch {
	case *tour:
		w.StartTour("")
	case *sample && *whole:
		w.OpenWholeSample()
	case *sample:
		w.OpenSample()
	}
	w.Open(flags.Args())
	if !guard.Open(w.Show) {
		return errTold
	}
	w.OnServed(guard.Up)
	w.Run()
	guard.Up() // closed before it answered
	return nil
}

// another opens a file in a window of its own, by this same program.
func another(path string) error {
	program, err := os.Executable()
	if err != nil {
		return err
	}
	window := exec.Command(program, "--", path)
	if err := window.Start(); err != nil {
		return err
	}
	return window.Process.Release() // it outlives this one
}

// leaveRoom lets one goroutine more run than there are cores. Workers keep every
// core busy for seconds; without it the window's goroutine waits behind them for
// its turn, 10 ms and more, each time that it comes back from the graphics
// library. With it the system shares the cores out, and favours who rarely asks.
func leaveRoom() { runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1) }

// hasDisplay reports whether a window can be opened. Only systems with X11 or
// Wayland tell beforehand.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

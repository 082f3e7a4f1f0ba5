package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/xdnd"
)

// patience bounds a whole test on the real window: a slow machine compiles
// shaders by software and may have other work.
const patience = 4 * time.Minute

// hand holds the running program and what a test does to its window.
type hand struct {
	t       *testing.T
	ctx     context.Context
	screen  *xdnd.Source
	window  xdnd.Target
	trace   string
	started time.Time
	up      time.Duration // from the start until the window could be seen
	told    *complaints
	ended   chan error // what the program ended with
}

// complaints collects what the program writes to its standard error.
type complaints struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (c *complaints) Write(p []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.Write(p)
}

func (c *complaints) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.text.String()
}

// built is the program under test: the one that MOTBILDE_WINDOW names, or one
// built once for all tests.
var built = sync.OnceValues(func() (string, error) {
	if path := os.Getenv("MOTBILDE_WINDOW"); path != "" {
		return path, nil
	}
	folder, err := os.MkdirTemp("", "motbilde-window-*")
	if err != nil {
		return "", err
	}
	buildFolder = folder
	path := filepath.Join(folder, "motbilde")
	out, err := exec.Command("go", "build", "-tags", "nodynamic", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("building the window: %w\n%s", err, out)
	}
	return path, nil
})

// buildFolder is what built made, to be removed after the tests.
var buildFolder string

// openWindow starts the program with its trace and waits for its window. It
// skips where there is no X display.
func openWindow(t *testing.T, args ...string) *hand {
	t.Helper()
	return openWindowIn(t, t.TempDir(), args...)
}

// openWindowIn does so with a home that may hold settings.
func openWindowIn(t *testing.T, home string, args ...string) *hand {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		t.Skip("there is no X display: scripts/display.sh makes one where Xvfb is installed")
	}
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), patience)
	t.Cleanup(stop)
	h := &hand{t: t, ctx: ctx, trace: filepath.Join(t.TempDir(), "trace.jsonl"), told: &complaints{}, ended: make(chan error, 1)}
	if h.screen, err = xdnd.Open(""); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.screen.Close)

	program := exec.CommandContext(ctx, path, append([]string{"--trace", h.trace, "--size", "1280x800"}, args...)...)
	program.Env = append(os.Environ(),
		"HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home, "XDG_DATA_HOME="+home, "LANG=en_GB.UTF-8", "LC_ALL=en_GB.UTF-8")
	program.Stdout, program.Stderr = h.told, h.told
	h.started = time.Now()
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	gone := make(chan struct{})
	go func() {
		h.ended <- program.Wait()
		close(gone)
	}()
	t.Cleanup(func() {
		_ = program.Process.Kill() // it may have ended by itself
		<-gone
		if t.Failed() && h.told.String() != "" {
			t.Logf("the program said:\n%s", h.told)
		}
	})
	if h.window, err = h.screen.Find(ctx, "Motbilde"); err != nil {
		t.Fatal(err)
	}
	h.up = time.Since(h.started)
	return h
}

// The middles of the wells, and a place on neither, in pixels of the window of 1280×800.
var (
	onClaim      = image.Pt(408, 360)
	onCandidates = image.Pt(872, 360)
	onNeither    = image.Pt(640, 745)
)

// drop drops files on the window.
func (h *hand) drop(at image.Point, paths ...string) {
	h.t.Helper()
	offer, err := xdnd.Files(paths...)
	if err != nil {
		h.t.Fatal(err)
	}
	h.offer(at, offer)
}

// offer drops anything on the window.
func (h *hand) offer(at image.Point, o xdnd.Offer) {
	h.t.Helper()
	if err := h.screen.Drop(h.ctx, h.window, at, o); err != nil {
		h.t.Fatalf("%v; the program said %q", err, h.told)
	}
}

// line is what these tests read of a line of the trace.
type line struct {
	Schema    string  `json:"schema"`
	Claim     string  `json:"claim"`
	Candidate string  `json:"candidate"`
	Verdict   string  `json:"verdict"`
	Log10NFA  float64 `json:"log10Nfa"`
	Path      string  `json:"path"` // of a problem
	Sentence  string  `json:"sentence"`
	Next      string  `json:"next"`
	Alignment struct {
		Matrix [9]float64 `json:"matrix"`
	} `json:"alignment"`
}

func (l line) comparison() bool { return l.Schema == "motbilde.compare/1" }

// waitFor reads the trace again and again until it satisfies, and returns it.
func (h *hand) waitFor(what string, enough func([]line) bool) []line {
	h.t.Helper()
	var lines []line
	h.poll(what, func() bool {
		lines = h.read()
		return enough(lines)
	}, func() any { return lines })
	return lines
}

// poll looks until it is so, or the test's time is over.
func (h *hand) poll(what string, so func() bool, instead func() any) {
	h.t.Helper()
	look := time.NewTicker(25 * time.Millisecond)
	defer look.Stop()
	for !so() {
		select {
		case <-h.ctx.Done():
			h.t.Fatalf("waiting for %s: there is %+v; the program said %q", what, instead(), h.told)
		case <-look.C:
		}
	}
}

// read returns the whole lines of the trace.
func (h *hand) read() (lines []line) {
	data, err := os.ReadFile(h.trace)
	if err != nil {
		return nil // not yet
	}
	data = data[:bytes.LastIndexByte(data, '\n')+1]
	for scan := bufio.NewScanner(bytes.NewReader(data)); scan.Scan(); {
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			h.t.Fatalf("the trace holds %q: %v", scan.Text(), err)
		}
		lines = append(lines, l)
	}
	return lines
}

// comparisons counts the comparisons among the lines.
func comparisons(lines []line) (n int) {
	for _, l := range lines {
		if l.comparison() {
			n++
		}
	}
	return n
}

// look returns the window as it stands on the screen.
func (h *hand) look() *image.RGBA {
	h.t.Helper()
	shot, err := h.screen.Screenshot()
	if err != nil {
		h.t.Fatal(err)
	}
	out := image.NewRGBA(image.Rectangle{Max: h.window.Place.Size()})
	draw.Copy(out, image.Point{}, shot, h.window.Place, draw.Src, nil)
	return out
}

// still returns the window when nothing on it has moved for half a second, but
// for a caret, which never rests.
func (h *hand) still() *image.RGBA {
	h.t.Helper()
	last, since := h.look(), time.Now()
	h.poll("the window to come to rest", func() bool {
		now := h.look()
		if moved := changed(last, now); moved.Dx() > caretWidth || moved.Dy() > caretHeight {
			last, since = now, time.Now()
		}
		return time.Since(since) > 500*time.Millisecond
	}, func() any {
		h.keep("window-failed.png", last)
		return "a window that moves"
	})
	return last
}

// The largest caret of a text field, in pixels.
const caretWidth, caretHeight = 4, 40

// changed returns the smallest rectangle that holds what differs between two
// looks at the window.
func changed(a, b *image.RGBA) (all image.Rectangle) {
	for y := range a.Rect.Dy() {
		i, j := y*a.Stride, y*b.Stride
		if bytes.Equal(a.Pix[i:i+a.Stride], b.Pix[j:j+a.Stride]) {
			continue
		}
		for x := range a.Rect.Dx() {
			if !bytes.Equal(a.Pix[i+4*x:i+4*x+4], b.Pix[j+4*x:j+4*x+4]) {
				all = all.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return all
}

// keep writes a picture into the folder of MOTBILDE_ARTEFACTS, if there is one.
func (h *hand) keep(name string, img image.Image) {
	h.t.Helper()
	folder := os.Getenv("MOTBILDE_ARTEFACTS")
	if folder == "" {
		return
	}
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		h.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), out.Bytes(), 0o644); err != nil {
		h.t.Fatal(err)
	}
}

// The place of the thumbnails in the list, in pixels of the window of 1280×800.
const (
	thumbWidth = 76
	thumbX     = 14
	listTop    = 180
)

// rowOf returns where in the list a picture stands: the height in the window
// at which its thumbnail is seen. It looks as a person does, for a place that
// agrees with the picture made small.
func rowOf(window *image.RGBA, whole image.Image) (y int, seen bool) {
	b := whole.Bounds()
	small := image.NewRGBA(image.Rect(0, 0, thumbWidth, (thumbWidth*b.Dy()+b.Dx()/2)/b.Dx()))
	draw.CatmullRom.Scale(small, small.Rect, whole, b, draw.Src, nil)
	core := small.Rect.Inset(4) // without the rounded corners
	best := 0.0
	for top := listTop; top+small.Rect.Dy() < window.Rect.Dy(); top++ {
		for x := thumbX - 2; x <= thumbX+2; x++ {
			if c := likeness(window, small, core, image.Pt(x, top)); c > best {
				best, y = c, top
			}
		}
	}
	return y, best > 0.9
}

// likeness correlates the core of a picture with the window at an offset, by the green.
func likeness(window, small *image.RGBA, core image.Rectangle, at image.Point) float64 {
	var n, sa, sb, saa, sbb, sab float64
	for y := core.Min.Y; y < core.Max.Y; y++ {
		a := window.Pix[window.PixOffset(at.X+core.Min.X, at.Y+y):]
		b := small.Pix[small.PixOffset(core.Min.X, y):]
		for i := 1; i < 4*core.Dx(); i += 4 {
			p, q := float64(a[i]), float64(b[i])
			n++
			sa, sb, saa, sbb, sab = sa+p, sb+q, saa+p*p, sbb+q*q, sab+p*q
		}
	}
	return (n*sab - sa*sb) / math.Sqrt((n*saa-sa*sa)*(n*sbb-sb*sb)+1e-9)
}

package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// film is a video that the benchmark makes: shots of drawn scenes over which the
// camera pans, each with a second picture that drifts across it, so that every
// frame differs from its neighbours by more than its place.
type film struct {
	name    string
	size    geom.Size
	shots   int // each of a scene of its own
	seconds int // that a shot lasts
	repeats int // how often the shots before the claim's are gone through
	rounds  int // of measuring
}

var (
	twelveMinutes = film{name: "12 minutes of 720p", size: geom.Size{Width: 1280, Height: 720}, shots: 60, seconds: 12, repeats: 1, rounds: 3}
	twoHours      = film{name: "2 hours of 1080p", size: geom.Size{Width: 1920, Height: 1080}, shots: 60, seconds: 12, repeats: 10, rounds: 1}
)

const (
	filmRate  = 25
	claimAt   = 5.4 // seconds into the claim's shot
	claimSeed = 7000
	otherSeed = 9000 // of the claims that are in no shot
)

// made is a film on the disk, with a claim that is in it, one that shares nothing
// with it, and one of another scene under the graphics of every fourth shot.
type made struct {
	path, claim, other, graphics string
	frame                        int // of the claim, in the order of presentation
}

// filmed prints what a search costs beside ffmpeg alone, and whether it is right.
func filmed(f film) func(p program, folder string) error {
	return func(p program, folder string) error {
		if _, err := exec.LookPath("ffmpeg"); err != nil {
			fmt.Println(f.name + ": not measured: there is no ffmpeg")
			return nil
		}
		m, err := f.make(folder)
		if err != nil {
			return err
		}
		info, err := os.Stat(m.path)
		if err != nil {
			return err
		}
		fmt.Printf("%s, H.264, %d MB: the claim is frame %d\n", f.name, info.Size()>>20, m.frame)
		return f.measure(p, folder, m)
	}
}

// measure runs ffmpeg alone, the claim that is in the film and the one that is
// not, in turn, so that a busy machine slows all of them.
func (f film) measure(p program, folder string, m made) error {
	var walls, cpus [3][]float64
	var peak, disk int64
	var last [3]search
	for round := range f.rounds {
		bare, err := bareDecoding(m.path)
		if err != nil {
			return err
		}
		for i, claim := range []string{m.claim, m.other, m.graphics} {
			s, err := p.search(folder, claim, m.path)
			if err != nil {
				return err
			}
			walls[i], cpus[i] = append(walls[i], s.seconds/bare.seconds), append(cpus[i], s.cpuSeconds/bare.cpuSeconds)
			peak, disk, last[i] = max(peak, s.ownPeak), max(disk, s.disk), s
			if s.left != "" {
				return fmt.Errorf("the search left %q in the temporary folder", s.left)
			}
		}
		fmt.Printf("  round %d: ffmpeg alone %.1f s (%.1f s of processor); in it %.1f s (%.1f s); in none %.1f s (%.1f s); graphics %.1f s (%.1f s)\n",
			round+1, bare.seconds, bare.cpuSeconds, last[0].seconds, last[0].cpuSeconds, last[1].seconds, last[1].cpuSeconds, last[2].seconds, last[2].cpuSeconds)
	}
	for i, what := range []string{"in it (goal 1.3)", "in none (goal 1.6)", "in none but for its graphics"} {
		fmt.Printf("  claim that is %s: ratio to ffmpeg alone, median of %d: time %.2f, processor time %.2f\n", what, f.rounds, median(walls[i]), median(cpus[i]))
	}
	fmt.Printf("  most memory of the program without ffmpeg's: %s (goal < 400 MB); on the disk meanwhile %d MB\n", cmp.Or(megabytes(peak), "not told by this system"), disk>>20)
	fmt.Println(" ", last[0].against(m.frame))
	fmt.Printf("  claim that is in none: %s (right: no-match); but for its graphics: %s (right: no-match or partial)\n", last[1].Verdict, last[2].Verdict)
	return nil
}

func megabytes(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d MB", n>>20)
}

// search is one run of `compare` on a film.
type search struct {
	measured
	ownPeak int64  // of the program's own resident memory, without its children's
	disk    int64  // the most that lay in its temporary folder
	left    string // what lay there when it had ended
	Verdict string `json:"verdict"`
	Frame   *struct {
		Index       int     `json:"index"`
		Seconds     float64 `json:"seconds"`
		First, Last struct {
			Index int `json:"index"`
		}
	} `json:"frame"`
}

// against says whether the frame is the right one.
func (s search) against(frame int) string {
	if s.Frame == nil {
		return "claim that is in it: " + s.Verdict + ", NOT FOUND"
	}
	first, last := s.Frame.First.Index, s.Frame.Last.Index
	said := fmt.Sprintf("claim that is in it: %s, frame %d at %.3f s, interval %d to %d", s.Verdict, s.Frame.Index, s.Frame.Seconds, first, last)
	if frame < first || frame > last {
		said += ", THE INTERVAL MISSES IT"
	}
	if s.Frame.Index != frame {
		return said + fmt.Sprintf(": WRONG by %+d frames", s.Frame.Index-frame)
	}
	return said + ": right"
}

// search runs the program with a temporary folder of its own.
func (p program) search(folder, claim, path string) (s search, err error) {
	scratch, err := os.MkdirTemp(folder, "tmp")
	if err != nil {
		return s, err
	}
	cmd := exec.Command(p.cli, "compare", "--json", "--no-changes", claim, path)
	cmd.Env = append(os.Environ(), "TMPDIR="+scratch, "TMP="+scratch, "TEMP="+scratch)
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	start := time.Now()
	if err := cmd.Start(); err != nil {
		return s, err
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for running := true; running; {
		select {
		case err = <-ended:
			running = false
		case <-time.After(100 * time.Millisecond):
			s.ownPeak = max(s.ownPeak, residentPeak(cmd.Process.Pid))
			s.disk = max(s.disk, bytesIn(scratch))
		}
	}
	s.seconds = time.Since(start).Seconds()
	if exit := new(exec.ExitError); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return s, fmt.Errorf("searching %q: %w: %s", path, err, problems.String())
	}
	s.used(cmd.ProcessState)
	entries, err := os.ReadDir(scratch)
	if err != nil {
		return s, err
	}
	if len(entries) > 0 {
		s.left = entries[0].Name()
	}
	if err := json.Unmarshal(out.Bytes(), &s); err != nil {
		return s, fmt.Errorf("reading the result %q: %w", out.Bytes(), err)
	}
	return s, nil
}

// residentPeak returns the most memory that a running process has had, where
// the system tells it (Linux); what a process tells at its end counts its children.
func residentPeak(pid int) int64 {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kilobytes, err := strconv.ParseInt(fields[1], 10, 64)
			if err == nil {
				return kilobytes << 10
			}
		}
	}
	return 0
}

// bytesIn adds up what lies in a folder; what is gone meanwhile counts nothing.
func bytesIn(folder string) (n int64) {
	_ = filepath.WalkDir(folder, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			if info, err := d.Info(); err == nil {
				n += info.Size()
			}
		}
		return nil
	})
	return n
}

// bareDecoding is what ffmpeg alone takes to decode a film to small grey frames.
func bareDecoding(path string) (m measured, err error) {
	cmd := exec.Command("ffmpeg", "-nostdin", "-v", "error", "-y", "-i", path, "-vf", "scale=320:-2,format=gray", "-f", "rawvideo", os.DevNull)
	start := time.Now()
	said, err := cmd.CombinedOutput()
	if err != nil {
		return m, fmt.Errorf("decoding %q by ffmpeg: %w: %s", path, err, said)
	}
	m.seconds = time.Since(start).Seconds()
	m.used(cmd.ProcessState)
	return m, nil
}

// make draws the scenes and has ffmpeg make the film of them. The claim's shot
// comes after the others' first two thirds, and once only.
func (f film) make(folder string) (m made, err error) {
	list := &strings.Builder{}
	shot := func(seed uint64, n int) (string, error) {
		path := filepath.Join(folder, fmt.Sprintf("%d-%d.mp4", f.size.Height, seed))
		return path, f.shot(path, seed, n)
	}
	var others []string
	for n := range f.shots - 1 {
		path, err := shot(claimSeed+1+uint64(n), n)
		if err != nil {
			return m, err
		}
		others = append(others, path)
	}
	its, err := shot(claimSeed, 1)
	if err != nil {
		return m, err
	}
	before := len(others) * f.repeats * 2 / 3
	for n := range len(others) * f.repeats {
		if n == before {
			fmt.Fprintf(list, "file '%s'\n", its)
		}
		fmt.Fprintf(list, "file '%s'\n", others[n%len(others)])
	}
	within := int(claimAt * filmRate)
	m.frame = before*f.seconds*filmRate + within
	if m.claim, err = f.claim(folder, its, within); err != nil {
		return m, err
	}
	m.other, m.graphics = filepath.Join(folder, "other.jpg"), filepath.Join(folder, "graphics.jpg")
	seaside := synth.NewCoast(otherSeed).From(synth.Viewpoint{Height: 90, Focal: 1.2, Horizon: 0.3, Exposure: otherSeed}, f.size)
	for path, img := range map[string]*image.RGBA{m.other: seaside, m.graphics: synth.Draw(otherSeed, synth.Compound, f.size).Image} {
		other := synth.Spread(img, synth.Crop(f.part()), synth.Grey())
		if err := os.WriteFile(path, synth.EncodeJPEG(other.Image, 75), 0o666); err != nil {
			return m, err
		}
	}
	listed := filepath.Join(folder, "shots.txt")
	if err := os.WriteFile(listed, []byte(list.String()), 0o666); err != nil {
		return m, err
	}
	m.path = filepath.Join(folder, "film.mp4")
	return m, ffmpeg("-f", "concat", "-safe", "0", "-i", listed, "-c", "copy", m.path)
}

// part is what the claim keeps of its frame.
func (f film) part() image.Rectangle {
	return image.Rect(f.size.Width/8, f.size.Height/10, f.size.Width*4/5, f.size.Height*9/10)
}

// claim takes a frame of a shot and makes a claim of it: cropped, grey, and
// compressed again.
func (f film) claim(folder, shot string, frame int) (string, error) {
	taken := filepath.Join(folder, "frame.png")
	if err := ffmpeg("-i", shot, "-vf", fmt.Sprintf("select=eq(n\\,%d)", frame), "-frames:v", "1", taken); err != nil {
		return "", err
	}
	data, err := os.ReadFile(taken)
	if err != nil {
		return "", err
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return "", err
	}
	whole := image.NewRGBA(img.Bounds())
	draw.Draw(whole, whole.Rect, img, img.Bounds().Min, draw.Src)
	claim := filepath.Join(folder, "claim.jpg")
	spread := synth.Spread(whole, synth.Crop(f.part()), synth.Grey())
	return claim, os.WriteFile(claim, synth.EncodeJPEG(spread.Image, 75), 0o666)
}

// shot encodes a pan over a scene with a piece of it drifting the other way.
func (f film) shot(path string, seed uint64, n int) error {
	wide := geom.Size{Width: f.size.Width * 5 / 4, Height: f.size.Height * 5 / 4}
	scene := filepath.Join(filepath.Dir(path), "scene.jpg")
	if err := os.WriteFile(scene, synth.EncodeJPEG(synth.Draw(seed, synth.Kind(n%4), wide).Image, 92), 0o666); err != nil {
		return err
	}
	x, y := "t/%d", "1-t/%d" // the way of the camera, as a share of what it can't see at once
	if n%2 == 1 {
		x, y = y, x
	}
	share := func(s string) string { return "(" + fmt.Sprintf(s, f.seconds) + ")" }
	graph := fmt.Sprintf("[0]split[a][b];[a]crop=%d:%d:x='(iw-ow)*%s':y='(ih-oh)*%s'[back];"+
		"[b]crop=iw/6:ih/5:iw/3:ih/2,hflip[piece];[back][piece]overlay=x='W*(0.05+0.7*%s)':y='H*(0.45+0.2*sin(t*2))',format=yuv420p",
		f.size.Width, f.size.Height, share(x), share(y), share("t/%d"))
	return ffmpeg("-loop", "1", "-framerate", strconv.Itoa(filmRate), "-t", strconv.Itoa(f.seconds), "-i", scene,
		"-filter_complex", graph, "-c:v", "libx264", "-preset", "veryfast", "-crf", "30", "-g", "250", path)
}

// ffmpeg runs it, and makes an error of what it complained of.
func ffmpeg(arguments ...string) error {
	said, err := exec.Command("ffmpeg", append([]string{"-nostdin", "-v", "error", "-y"}, arguments...)...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("ffmpeg %q: %w: %s", arguments, err, said)
	}
	return nil
}

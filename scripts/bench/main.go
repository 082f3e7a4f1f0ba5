// Command bench measures the command line as its users meet it: whole
// processes on pictures that it draws itself. It prints the time of a pair of
// 12 megapixels beside OpenCV's SIFT and MAGSAC where that is installed, the
// time of ranking 100 candidates, in the window too where there is a display,
// the memory of a pair of 24 megapixels, the search for a frame in 12 minutes of
// video beside ffmpeg alone, and last the table of the goals, for which score.py
// goes through the development set.
//
//	bench CLI [FOLDER [WHAT [ROWS]]]
//
// CLI is the program to measure, FOLDER where score.py lies (for OpenCV), WHAT
// one of 12, 100, 24, film and goals, to measure that alone, or long: a film of
// two hours, which is measured only when it is asked for. ROWS is what score.py
// wrote with --peer --rows, to save the quarter of an hour that it takes.
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: bench CLI [FOLDER [12|100|24|film|long|goals [ROWS]]]")
		os.Exit(2)
	}
	args := append(os.Args[1:], "", "", "")
	if err := run(program{cli: args[0], window: windowBeside(args[0]), tools: args[1]}, args[2], args[3]); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(p program, what, rowsFile string) error {
	folder, err := os.MkdirTemp("", "motbilde-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) // a scratch folder; what can't be removed the system clears
	for _, m := range []struct {
		name string
		do   func(p program, folder string) error
	}{{"12", pairOf12}, {"100", hundred}, {"24", pairOf24}, {"film", filmed(twelveMinutes)}, {"long", filmed(twoHours)}, {"goals", func(p program, folder string) error {
		return goals(p, folder, rowsFile)
	}}} {
		if what != m.name && (what != "" || m.name == "long") {
			continue
		}
		if err := m.do(p, folder); err != nil {
			return err
		}
	}
	return nil
}

// program is what is measured, and where its peer's script lies; "" for none.
type program struct{ cli, window, tools string }

// windowName is the program with the window; it lies beside the command line.
const windowName = "motbilde"

// windowBeside returns the program with the window, where it can be opened.
func windowBeside(cli string) string {
	path := filepath.Join(filepath.Dir(cli), windowName)
	if _, err := os.Stat(path); err != nil || os.Getenv("DISPLAY")+os.Getenv("WAYLAND_DISPLAY") == "" {
		return ""
	}
	return path
}

// pairOf12 prints the time from files to alignment of two 12-megapixel JPEGs.
func pairOf12(p program, folder string) error {
	claim, candidate, err := drawPair(folder, "12", 4000, 3000)
	if err != nil {
		return err
	}
	idle, err := p.idle()
	if err != nil {
		return err
	}
	var walls, aligns, cpus []float64
	for range 7 {
		m, err := p.compare(claim, candidate)
		if err != nil {
			return err
		}
		walls, aligns = append(walls, m.seconds-idle), append(aligns, m.alignSeconds)
		cpus = append(cpus, m.cpuSeconds)
	}
	fmt.Printf("pair of 12 MP, JPEG: files to alignment %.2f s (median of %d; the program's own figure %.2f s; %.2f s of processor), start of the program %.3f s\n",
		median(walls), len(walls), median(aligns), median(cpus), idle)
	return p.peer(claim, candidate, median(walls))
}

// hundred prints the time of ranking 100 candidates of 2 megapixels, and beside
// it what the window takes for the same.
func hundred(p program, folder string) error {
	claim, candidates, err := drawArchive(folder)
	if err != nil {
		return err
	}
	m, err := p.compare(claim, candidates)
	if err != nil {
		return err
	}
	fmt.Printf("100 candidates of 2 MP: %.1f s (%.1f s of processor), %d found, at most %d MB\n", m.seconds, m.cpuSeconds, m.found, m.peakBytes>>20)
	if p.window == "" {
		fmt.Println("  not measured in the window: there is no display, or no", windowName, "beside the command line")
		return nil
	}
	w, err := p.open(filepath.Join(folder, "trace.jsonl"), claim, candidates)
	if err != nil {
		return err
	}
	fmt.Printf("  in the window: %.1f s (%.1f s of processor), the first finding after %.1f s, %d found, at most %d MB; ratio to the command line %.2f\n",
		w.seconds, w.cpuSeconds, w.firstSeconds, w.found, w.peakBytes>>20, w.seconds/m.seconds)
	return nil
}

// pairOf24 prints the memory that a pair of 24 megapixels takes, with every output.
func pairOf24(p program, folder string) error {
	claim, candidate, err := drawPair(folder, "24", 6000, 4000)
	if err != nil {
		return err
	}
	alone, err := p.compare(claim, candidate)
	if err != nil {
		return err
	}
	all, err := p.compare(claim, candidate, "--report", filepath.Join(folder, "report.pdf"),
		"--difference", filepath.Join(folder, "difference.png"), "--aligned", filepath.Join(folder, "aligned.png"))
	if err != nil {
		return err
	}
	fmt.Printf("pair of 24 MP: %.2f s and at most %d MB; with report, difference and aligned picture %.2f s and %d MB\n",
		alone.seconds, alone.peakBytes>>20, all.seconds, all.peakBytes>>20)
	return nil
}

// memoryOf24 measures that pair once more, without any output.
func memoryOf24(p program, folder string) (measured, error) {
	claim, candidate, err := drawPair(folder, "24", 6000, 4000)
	if err != nil {
		return measured{}, err
	}
	return p.compare(claim, candidate)
}

// Command bench measures the command line as its users meet it: whole
// processes on pictures that it draws itself. It prints the time of a pair of
// 12 megapixels beside OpenCV's SIFT and MAGSAC where that is installed, the
// time of ranking 100 candidates, and the memory of a pair of 24 megapixels.
//
//	bench CLI [FOLDER]    the program to measure, and where the shared tools lie (for OpenCV)
package main

import (
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: bench CLI [FOLDER WITH score.py]")
		os.Exit(2)
	}
	tools := ""
	if len(os.Args) > 2 {
		tools = os.Args[2]
	}
	if err := run(os.Args[1], tools); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(cli, tools string) error {
	folder, err := os.MkdirTemp("", "motbilde-bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder) // a scratch folder; what can't be removed the system clears
	for _, measure := range []func(program, string) error{pairOf12, hundred, pairOf24} {
		if err := measure(program{cli, tools}, folder); err != nil {
			return err
		}
	}
	return nil
}

// program is what is measured, and where its peer's script lies ("" for none).
type program struct{ cli, tools string }

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
	var walls, aligns []float64
	for range 7 {
		m, err := p.compare(claim, candidate)
		if err != nil {
			return err
		}
		walls, aligns = append(walls, m.seconds-idle), append(aligns, m.alignSeconds)
	}
	fmt.Printf("pair of 12 MP, JPEG: files to alignment %.2f s (median of %d; the program's own figure %.2f s), start of the program %.3f s\n",
		median(walls), len(walls), median(aligns), idle)
	return p.peer(claim, candidate, median(walls))
}

// hundred prints the time of ranking 100 candidates of 2 megapixels.
func hundred(p program, folder string) error {
	claim, candidates, err := drawFolder(folder)
	if err != nil {
		return err
	}
	m, err := p.compare(claim, candidates)
	if err != nil {
		return err
	}
	fmt.Printf("100 candidates of 2 MP: %.1f s, %d found, at most %d MB\n", m.seconds, m.found, m.peakBytes>>20)
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

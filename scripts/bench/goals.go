package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"
)

// goals prints what the program is to reach on the development set beside what
// it and OpenCV reach in one run of score.py, and what can be measured without
// that set. rowsFile, if given, holds the rows of such a run, so that they are
// not made anew.
func goals(p program, folder, rowsFile string) error {
	unrelated, err := calibrated("docs/calibration.md")
	if err != nil {
		return err
	}
	rows, err := p.score(folder, rowsFile)
	if err != nil {
		return err
	}
	timed, err := rungTimes()
	if err != nil {
		return err
	}
	memory, err := memoryOf24(p, folder)
	if err != nil {
		return err
	}
	t := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintf(t, "goal\tOpenCV (from %d inliers)\twanted\tmeasured\t\n", peerInliers)
	if rows == nil {
		fmt.Fprintln(t, "quality and time on the development set\t–\t–\tnot measured: it does not lie beside the project\t")
	} else {
		qualities(t, rows)
	}
	for _, r := range timed {
		fmt.Fprintf(t, "12-megapixel pair after decoding, %s\t–\tfirst rung ≤ 0.40 s\t%s\t\n", r.pair, r.times)
	}
	fmt.Fprintf(t, "unrelated pairs called a match\t–\t0 of 10,000\t%s\t\n", unrelated)
	fmt.Fprintf(t, "memory of a 24-megapixel pair\t–\t< 600 MB\t%d MB\t\n", memory.peakBytes>>20)
	return t.Flush()
}

// score runs score.py with OpenCV beside the program, or reads what it wrote.
// No rows and no error means that the set is not there.
func (p program) score(folder, rowsFile string) ([]row, error) {
	if rowsFile == "" {
		script := filepath.Join(p.tools, "score.py")
		if _, err := os.Stat(script); p.tools == "" || err != nil {
			return nil, nil
		}
		rowsFile = filepath.Join(folder, "rows.json")
		cmd := exec.Command("/usr/bin/python3", script, "pictures", "--cli", p.cli, "--peer", "--rows", rowsFile)
		cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
		if err := cmd.Run(); err != nil {
			return nil, fmt.Errorf("scoring the development set: %w", err)
		}
	}
	text, err := os.ReadFile(rowsFile)
	if err != nil {
		return nil, fmt.Errorf("reading the scores: %w", err)
	}
	return parseRows(text)
}

// row is one pair of the set, as score.py writes it.
type row struct {
	Kind, Label, Tier, Verdict string
	Truth                      bool
	Corner                     *float64 // mean error of the corners in candidate pixels; nil where nothing was placed
	Log10NFA                   *float64 `json:"log10Nfa"`
	Net                        *float64 // the program's milliseconds, decoding included, start of the process taken off
	PeerInliers                int      `json:"peer_inliers"`
	PeerCorner                 *float64 `json:"peer_corner"`
	PeerMs                     float64  `json:"peer_ms"`
}

func (r row) trap() bool  { return strings.HasPrefix(r.Kind, "same_template") }
func (r row) match() bool { return r.Label == "match" }

// farPx is what an endless corner error is read as.
const farPx = "1e300"

func parseRows(text []byte) ([]row, error) {
	// Python writes a number that JSON does not have.
	text = bytes.ReplaceAll(text, []byte("Infinity"), []byte(farPx))
	var file struct{ Rows []row }
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, fmt.Errorf("reading the scores: %w", err)
	}
	if !slices.ContainsFunc(file.Rows, func(r row) bool { return r.PeerMs > 0 }) {
		return nil, fmt.Errorf("the scores hold %d pairs and no peer: run score.py with --peer", len(file.Rows))
	}
	return file.Rows, nil
}

// finder is one of the two programs, as far as its rows tell.
type finder struct {
	accepts  func(row) bool
	strength func(row) float64 // grows with the evidence; 0 for none
	corner   func(row) *float64
}

// peerInliers is the number from which OpenCV's result counts as found, as in
// the table of the set's own page.
const peerInliers = 15

var (
	motbilde = finder{
		accepts: func(r row) bool { return r.Verdict == "match" || r.Verdict == "identical" },
		strength: func(r row) float64 {
			switch {
			case r.Verdict == "identical":
				return math.Inf(1)
			case r.Verdict == "match" && r.Log10NFA != nil:
				return -*r.Log10NFA
			}
			return 0
		},
		corner: func(r row) *float64 { return r.Corner },
	}
	openCV = finder{
		accepts:  func(r row) bool { return r.PeerInliers >= peerInliers },
		strength: func(r row) float64 { return float64(r.PeerInliers) },
		corner:   func(r row) *float64 { return r.PeerCorner },
	}
)

// recall is the share of the pairs of some kind that are found and, where
// their place is known, not misplaced.
func (f finder) recall(rows []row, which func(row) bool) float64 {
	found, all := 0, 0
	for _, r := range rows {
		if r.match() && which(r) {
			all++
			if f.accepts(r) && !f.misplaced(r) {
				found++
			}
		}
	}
	return float64(found) / float64(max(1, all))
}

const misplacedPx = 10.0

func (f finder) misplaced(r row) bool {
	c := f.corner(r)
	return r.match() && r.Truth && f.accepts(r) && (c == nil || *c > misplacedPx)
}

// recallAtNoFalse is the share of the copies that are stronger than every pair
// without shared content.
func (f finder) recallAtNoFalse(rows []row) float64 {
	limit := 0.0
	for _, r := range rows {
		if !r.match() {
			limit = max(limit, f.strength(r))
		}
	}
	above, all := 0, 0
	for _, r := range rows {
		if r.match() {
			all++
			if f.strength(r) > limit {
				above++
			}
		}
	}
	return float64(above) / float64(max(1, all))
}

// count returns how many of the rows hold, and how many there are of that sort.
func count(rows []row, sort, holds func(row) bool) string {
	n, all := 0, 0
	for _, r := range rows {
		if sort(r) {
			all++
			if holds(r) {
				n++
			}
		}
	}
	return fmt.Sprintf("%d of %d", n, all)
}

// auc is the area under the curve of recall over corner error, up to a limit in pixels.
func (f finder) auc(rows []row, limit float64) float64 {
	var errors []float64
	all := 0
	for _, r := range rows {
		if r.match() && r.Truth {
			all++
			if c := f.corner(r); c != nil && *c < limit {
				errors = append(errors, *c)
			}
		}
	}
	slices.Sort(errors)
	// The curve rises in a straight line from one error to the next, and is level after the last.
	area, at, share := 0.0, 0.0, 0.0
	for i, e := range append(errors, limit) {
		next := float64(min(i+1, len(errors))) / float64(max(1, all))
		area += (e - at) * (share + next) / 2
		at, share = e, next
	}
	return area / limit
}

// qualities prints the goals that the development set decides. Ambiguous pairs
// (another view of the same thing) are in none of them but the corner errors,
// as in score.py.
func qualities(w io.Writer, all []row) {
	main := slices.DeleteFunc(slices.Clone(all), func(r row) bool { return r.Tier != "main" })
	trap := func(r row) bool { return !r.match() && r.trap() }
	other := func(r row) bool { return !r.match() && !r.trap() }
	line := func(goal, wanted string, figure func(f finder) string) {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t\n", goal, figure(openCV), wanted, figure(motbilde))
	}
	share := func(kind string) func(finder) string {
		return func(f finder) string {
			return fmt.Sprintf("%.2f", f.recall(main, func(r row) bool { return r.Kind == kind }))
		}
	}
	line("recall at zero false matches, traps included", "≥ .97", func(f finder) string { return fmt.Sprintf("%.3f", f.recallAtNoFalse(main)) })
	line("false matches: graphics traps", "0", func(f finder) string { return count(main, trap, f.accepts) })
	line("false matches: all others", "0", func(f finder) string { return count(main, other, f.accepts) })
	line("inverted polarity found", "≥ .9", share("invert"))
	line("c_gunship found", "≥ .8", share("c_gunship"))
	for _, goal := range []struct {
		limit  float64
		wanted string
	}{{1, "≥ .85"}, {3, "≥ .90"}, {10, "≥ .95"}} {
		line(fmt.Sprintf("corner error, AUC@%.0f px", goal.limit), goal.wanted, func(f finder) string { return fmt.Sprintf("%.3f", f.auc(all, goal.limit)) })
	}
	line("found but off by more than 10 px", "0", func(f finder) string { return count(all, row.match, f.misplaced) })
	middle, high, ok := timeRatios(all)
	if !ok {
		fmt.Fprintln(w, "time a pair, decoding included\t1\tmedian ≤ 0.35, p95 ≤ 0.6\tno pair was timed\t")
		return
	}
	fmt.Fprintf(w, "time a pair, decoding included\t1\tmedian ≤ 0.35, p95 ≤ 0.6\tmedian %.2f, p95 %.2f\t\n", middle, high)
}

// timeRatios returns the median and the 95th percentile of the program's time over OpenCV's.
func timeRatios(rows []row) (middle, high float64, ok bool) {
	var ratios []float64
	for _, r := range rows {
		if r.Net != nil && r.PeerMs > 0 {
			ratios = append(ratios, *r.Net/r.PeerMs)
		}
	}
	if len(ratios) == 0 {
		return 0, 0, false
	}
	slices.Sort(ratios)
	return median(ratios), ratios[min(len(ratios)-1, len(ratios)*95/100)], true
}

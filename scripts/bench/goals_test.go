package main

import (
	"math"
	"slices"
	"strings"
	"testing"
	"text/tabwriter"
)

const scored = `{"what": "pictures", "rows": [
	{"kind": "crop50", "label": "match", "tier": "main", "verdict": "match", "log10Nfa": -50.0, "truth": true, "corner": 0.5, "net": 30.0, "peer_ms": 100.0, "peer_inliers": 90, "peer_corner": 0.5},
	{"kind": "invert", "label": "match", "tier": "main", "verdict": "match", "log10Nfa": -9.0, "truth": true, "corner": 2.0, "net": 50.0, "peer_ms": 100.0, "peer_inliers": 5, "peer_corner": Infinity},
	{"kind": "c_gunship", "label": "match", "tier": "main", "verdict": "identical", "log10Nfa": null, "truth": true, "corner": 0.0, "net": 70.0, "peer_ms": 100.0, "peer_inliers": 40, "peer_corner": 200.0},
	{"kind": "grey", "label": "match", "tier": "main", "verdict": "no-match", "log10Nfa": null, "truth": true, "corner": null, "net": null, "peer_ms": 100.0, "peer_inliers": 20, "peer_corner": 1.0},
	{"kind": "same_template_hud", "label": "nomatch", "tier": "main", "verdict": "partial", "log10Nfa": null, "truth": false, "net": 40.0, "peer_ms": 100.0, "peer_inliers": 60},
	{"kind": "random", "label": "nomatch", "tier": "main", "verdict": "match", "log10Nfa": -12.0, "truth": false, "net": 40.0, "peer_ms": 100.0, "peer_inliers": 8},
	{"kind": "same_thing_other_view", "label": "nomatch", "tier": "ambiguous", "verdict": "match", "log10Nfa": -90.0, "truth": false, "net": 40.0, "peer_ms": 100.0, "peer_inliers": 99}
]}`

func TestGoalsAreReadFromScoredPairs(t *testing.T) {
	rows, err := parseRows([]byte(scored))
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	w := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	qualities(w, rows)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"recall at zero false matches, traps included  0.250 ≥ .97 0.500",
		"false matches: graphics traps 1 of 1 0 0 of 1",
		"false matches: all others 0 of 1 0 1 of 1",
		"inverted polarity found 0.00 ≥ .9 1.00",
		"c_gunship found 0.00 ≥ .8 1.00",
		"found but off by more than 10 px 1 of 4 0 0 of 4",
		"time a pair, decoding included 1 median ≤ 0.35, p95 ≤ 0.6 median 0.40, p95 0.70",
	} {
		if !strings.Contains(strings.Join(strings.Fields(out.String()), " "), strings.Join(strings.Fields(want), " ")) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

func TestAreaUnderTheCurveIsThatOfScore(t *testing.T) {
	rows, err := parseRows([]byte(scored))
	if err != nil {
		t.Fatal(err)
	}
	// From (0, 0) over errors of 0, 0.5 and 2 px, each a quarter, level up to the limit.
	want := (0.5*(0.25+0.5)/2 + 1.5*(0.5+0.75)/2 + 1*0.75) / 3
	if got := motbilde.auc(rows, 3); math.Abs(got-want) > 1e-12 {
		t.Errorf("AUC@3 %.6f, want %.6f", got, want)
	}
}

func TestScoresWithoutAPeerAreRefused(t *testing.T) {
	if _, err := parseRows([]byte(`{"rows": [{"kind": "grey", "label": "match"}]}`)); err == nil {
		t.Error("rows without a peer give a table beside one")
	}
}

func TestRungsAreReadFromTheBenchmark(t *testing.T) {
	got, err := parseRungs("BenchmarkRungs12MP/copy/rung1-2 \t 3\t 400000000 ns/op\nBenchmarkRungs12MP/copy/all-2 3 500000000 ns/op\nBenchmarkRungs12MP/unrelated/rung1 3 350000000 ns/op\n")
	if want := []rungs{{"copy", "rung1 0.40 s, all 0.50 s"}, {"unrelated", "rung1 0.35 s"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q, error %v, want %q", got, err, want)
	}
	if _, err := parseRungs("PASS"); err == nil {
		t.Error("no benchmark, no error")
	}
}

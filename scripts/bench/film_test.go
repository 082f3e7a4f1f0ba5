package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestFrameIsHeldAgainstTheTruth(t *testing.T) {
	const line = `{"verdict":"match","frame":{"index":%,"seconds":4.2,"timecode":"00:00:04.200","first":{"index":104},"last":{"index":106}}}`
	for index, want := range map[string]string{"105": ": right", "106": ": WRONG by +1 frames", "99": "WRONG by -6"} {
		var s search
		if err := json.Unmarshal([]byte(strings.Replace(line, "%", index, 1)), &s); err != nil {
			t.Fatal(err)
		}
		if got := s.against(105); !strings.Contains(got, want) || strings.Contains(got, "MISSES") || !strings.Contains(got, "interval 104 to 106") {
			t.Errorf("frame %s: %q", index, got)
		}
		if got := s.against(110); !strings.Contains(got, "THE INTERVAL MISSES IT") {
			t.Errorf("frame %s: %q", index, got)
		}
	}
	if got := (search{Verdict: "no-match"}).against(105); !strings.Contains(got, "NOT FOUND") {
		t.Errorf("%q", got)
	}
}

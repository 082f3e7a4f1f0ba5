package report

import (
	"bytes"
	"context"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Budgets: a report on one pair under 4 MB, one on 60 candidates under 20 s.

func BenchmarkReportOnePair12MP(b *testing.B) {
	t := newTrial()
	found, claimed := scene(4000, 3000, false), scene(2000, 1500, true)
	claim := t.file(casefile.Claimed, "claim.jpg", claimed)
	t.compared(claim, t.file(casefile.Candidate, "found.jpg", found), crop(claimed.Size(), found.Size(), 1.2, 600, 400))
	write(b, t)
}

func BenchmarkReport60Candidates(b *testing.B) { write(b, many(60)) }

func write(b *testing.B, t *trial) {
	b.Helper()
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		if _, err := Write(context.Background(), &out, t.Input); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(out.Len()), "bytes")
}

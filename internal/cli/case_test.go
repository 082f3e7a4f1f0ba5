package cli

import (
	"context"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
)

// flip FROM TEXT N TO copies a file with one bit changed in the byte that stands N bytes after the first TEXT begins.
func flip(ts *testscript.TestScript, neg bool, args []string) {
	data := []byte(ts.ReadFile(args[0]))
	at := strings.Index(string(data), args[1])
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	if at < 0 {
		ts.Fatalf("%s does not hold %s", args[0], args[1])
	}
	data[at+n] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[3]), data, 0o666))
}

// rewrite FROM TO writes a case file as somebody would who knows the format,
// with another verdict, place, figure and method for the first comparison.
func rewrite(ts *testscript.TestScript, neg bool, args []string) {
	file, err := archive.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer file.Close()
	first := &file.Comparisons[0]
	first.Method = "align/0"
	first.Alignment.Verdict, first.Alignment.HasNFA, first.Alignment.Log10NFA = align.Uncertain, true, -5
	first.Alignment.CandidateFromClaimed = geom.Translation(1, 0).After(first.Alignment.CandidateFromClaimed)
	ts.Check(casework.WriteFile(ts.MkAbs(args[1]), func(w io.Writer) error {
		return archive.Write(w, file.Document, func(e casefile.Evidence) (io.ReadCloser, error) {
			r, to := io.Pipe()
			go func() { to.CloseWithError(file.Original(context.Background(), e.SHA256, to)) }()
			return r, nil
		})
	}))
}

// withhold FROM NAME TO writes a case file in which the item of that name is
// withheld, with the address, collector and text that a person gave it, and
// whose title names it.
func withhold(ts *testscript.TestScript, neg bool, args []string) {
	file, err := archive.Open(ts.MkAbs(args[0]))
	ts.Check(err)
	defer file.Close()
	done := false
	for i := range file.Case.Evidence {
		e := &file.Case.Evidence[i]
		if e.Name != args[1] {
			continue
		}
		e.Withheld, done = e.Withheld.Switched(true), true
		e.Source.Address, e.Source.Collector = "https://t.example/channel/8841", "Leser Syttensen"
		e.Source.FoundBy = casefile.FoundBy{Name: "Finn Finnersen", Withheld: true}
	}
	if !done {
		ts.Fatalf("no item is called %s", args[1])
	}
	file.Case.Title = "The case of " + args[1]
	ts.Check(casework.WriteFile(ts.MkAbs(args[2]), func(w io.Writer) error {
		return archive.Write(w, file.Document, func(e casefile.Evidence) (io.ReadCloser, error) {
			r, to := io.Pipe()
			go func() { to.CloseWithError(file.Original(context.Background(), e.SHA256, to)) }()
			return r, nil
		})
	}))
}

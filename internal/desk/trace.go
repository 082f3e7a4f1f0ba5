package desk

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/words"
)

// problemSchema names the form of a problem in the trace.
const problemSchema = "motbilde.problem/1"

// problemLine is a problem as the trace tells it, for tests and support.
type problemLine struct {
	Schema   string `json:"schema"`
	Path     string `json:"path"`
	Sentence string `json:"sentence"` // English
	Next     string `json:"next"`
	Error    string `json:"error"`
}

func (d *Desk) traceLine(e casefile.Evidence, c casefile.Comparison) {
	claim, _ := d.claim()
	d.traceLineOf(claim, e, c)
}

func (d *Desk) traceLineOf(claim, e casefile.Evidence, c casefile.Comparison) {
	if d.options.Trace == nil {
		return
	}
	if line, err := casework.NewLine(claim, e, c, nil).Encode(); err == nil {
		d.options.Trace(line)
	} else {
		d.traceProblem(Problem{ID: e.ID, Path: e.Path, Err: fmt.Errorf("writing the result of %q: %w", e.Name, err)})
	}
}

func (d *Desk) traceProblem(p Problem) {
	if d.options.Trace == nil {
		return
	}
	line, err := json.Marshal(problemLine{
		problemSchema, p.Path, p.Sentence(words.English), p.Next(words.English), p.Err.Error(),
	})
	if err == nil { // strings alone always encode
		d.options.Trace(line)
	}
}

// Trace appends lines to a writer from a goroutine of its own, so that a slow
// disk holds up nobody.
type Trace struct {
	lines chan []byte
	done  chan error
}

// tracedLines is how many lines may wait for the disk before Line waits too.
const tracedLines = 4096

// NewTrace starts a trace that ends with Close.
func NewTrace(w io.Writer) *Trace {
	t := &Trace{lines: make(chan []byte, tracedLines), done: make(chan error, 1)}
	go func() {
		var failure error
		for line := range t.lines {
			if failure == nil {
				_, failure = w.Write(append(line, '\n'))
			}
		}
		t.done <- failure
	}()
	return t
}

// Line appends one line.
func (t *Trace) Line(line []byte) { t.lines <- line }

// Close writes what waits and returns the first error of the writer.
func (t *Trace) Close() error {
	close(t.lines)
	return <-t.done
}

package hostile_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/problem"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// mostTime is what one file of these may take of the processor: as long as a
// decoder may take by the clock.
const mostTime = media.DefaultTime

// outcome is what became of a file.
type outcome int

const (
	taken outcome = iota
	refused
)

// readAll gives the bytes to every reader of the program, as if they were a
// picture and, where they begin as one, a case file. The error says what the
// program did wrong.
func readAll(data []byte) (outcome, error) {
	start := busy()
	facts := provenance.Read(data)
	if err := clean(fmt.Sprintf("%+v", facts)); err != nil {
		return refused, fmt.Errorf("what the file says about itself: %w", err)
	}
	provenance.ReadEncoding(data)
	still, err := media.Decode(context.Background(), data, media.Limits{})
	out := taken
	var m *media.Error
	switch {
	case err == nil:
		if int64(len(still.Picture.Pix())) != 4*still.Picture.Size().Pixels() {
			return out, errors.New("a picture without its pixels")
		}
	case !errors.As(err, &m) || m.Kind == media.KindUnset:
		return refused, fmt.Errorf("an error without a kind: %w", err)
	default:
		out = refused
		if err := explained(err); err != nil {
			return out, err
		}
	}
	if bytes.HasPrefix(data, []byte("PK")) {
		out, err = readCase(data)
		if err != nil {
			return out, err
		}
	}
	if took := busy() - start; took > mostTime {
		return out, fmt.Errorf("reading took %v", took)
	}
	return out, nil
}

func readCase(data []byte) (outcome, error) {
	f, err := archive.Read(bytes.NewReader(data), int64(len(data)))
	if err == nil {
		wrong, err := f.Check(context.Background())
		switch {
		case err != nil:
			return refused, err
		case len(wrong) > 0:
			return refused, explained(wrong[0])
		}
		return taken, nil
	}
	var a *archive.Error
	if !errors.As(err, &a) || a.Kind == archive.KindUnset {
		return refused, fmt.Errorf("an error without a kind: %w", err)
	}
	return refused, explained(err)
}

// explained holds an error to a sentence and a next step in both languages.
func explained(err error) error {
	p := problem.Explain(err)
	for _, l := range []words.Language{words.English, words.Norwegian} {
		for _, text := range []string{p.Sentence(l), p.Next(l)} {
			if !strings.HasSuffix(text, ".") || strings.Contains(text, "[problem") || strings.Contains(text, "{") && !strings.Contains(err.Error(), "{") {
				return fmt.Errorf("%w is told as %q", err, text)
			}
			if err := clean(text); err != nil {
				return err
			}
		}
	}
	return nil
}

// clean reports as an error a text that people must not be shown: with
// characters that control a terminal, or turn the direction of writing.
func clean(text string) error {
	for _, r := range text {
		if unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control) || r == '\u2028' || r == '\u2029' {
			return fmt.Errorf("%q holds %U", text, r)
		}
	}
	return nil
}

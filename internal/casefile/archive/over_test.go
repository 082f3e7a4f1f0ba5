package archive

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
)

// What is copied over from the file before has the same bytes as what is read anew.
func TestWrittenOverAFileItHasTheSameBytes(t *testing.T) {
	d := example(t)
	path := save(t, "a.motbilde", written(t, d))
	before, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer before.Close()
	d.Case.Title = "Another name, which moves every original by some bytes"
	want := written(t, d)
	var got bytes.Buffer
	refused := errors.New("asked for its bytes")
	where, err := WriteOver(&got, d, func(casefile.Evidence) (io.ReadCloser, error) { return nil, refused }, before)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Bytes(), want) {
		t.Fatal("it has other bytes")
	}
	now, err := Open(save(t, "b.motbilde", want))
	if err != nil {
		t.Fatal(err)
	}
	defer now.Close()
	ranges := now.Ranges()
	if len(where) != len(ranges) {
		t.Errorf("%d originals told, %d there", len(where), len(ranges))
	}
	for digest, r := range where {
		if ranges[digest] != r {
			t.Errorf("%s is said to lie at %v and lies at %v", digest, r, ranges[digest])
		}
	}
	if _, err := WriteOver(io.Discard, d, func(casefile.Evidence) (io.ReadCloser, error) { return nil, refused }, nil); !errors.Is(err, refused) {
		t.Errorf("without a file before: %v", err)
	}
}

func TestValuesComeBackWithoutOriginalsAndAreNoCaseFile(t *testing.T) {
	d := example(t)
	var text bytes.Buffer
	if err := WriteValues(&text, d); err != nil {
		t.Fatal(err)
	}
	f, err := ReadValues(bytes.NewReader(text.Bytes()), int64(text.Len()))
	if err != nil || f.Case.Title != d.Case.Title || f.Log.Head() != d.Log.Head() || f.Originals() != 0 {
		t.Fatalf("%+v, %v", f, err)
	}
	if e := new(Error); !errors.As(second(Open(save(t, filepath.Base("v.motbilde"), text.Bytes()))), &e) || e.Kind != Missing {
		t.Errorf("opened as a case file: %v", e)
	}
}

func second(_ *File, err error) error { return err }

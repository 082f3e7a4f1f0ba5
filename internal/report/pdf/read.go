package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// Only files of this package's own shape are read, by these few lines: a
// general reader of PDF would unpack whatever a hostile file holds, and a file
// that another program saved anew is not the one that was made.

// Limits on what is read.
const (
	mostBytes   = 1 << 31
	mostObjects = 1 << 17
	mostHead    = 1024 // bytes of an attachment's dictionary
	mostSpec    = 1 << 14
)

// Kind says what is wrong with a file.
type Kind int

// The kinds.
const (
	KindUnset Kind = iota
	NotOurs        // no PDF, or none that this package wrote
	TooLarge       // more bytes than are read
	Damaged        // its structure is not what was written
)

// Error is why a file can't be read.
type Error struct {
	Kind   Kind
	Detail string // in English, for support
}

func (e *Error) Error() string {
	return [...]string{"unknown", "not a report", "too large", "damaged"}[e.Kind] + ": " + e.Detail
}

func damaged(format string, values ...any) error {
	return &Error{Kind: Damaged, Detail: fmt.Sprintf(format, values...)}
}

// File is a document read back: where its parts lie.
type File struct {
	tables
	r           io.ReaderAt
	size        int64
	seal        string
	Attachments []Embedded
}

// tables is what the end of a file tells.
type tables struct {
	offsets    []int64 // of the objects, by number; that of 0 means nothing
	ends       []int64 // where each ends
	root, info int
	xref       int64
}

// Embedded is an attachment of a File.
type Embedded struct {
	Name    string
	Bytes   int64
	at      int64
	objects [2]int
	r       io.ReaderAt
}

// Open returns a reader of its bytes.
func (e Embedded) Open() *io.SectionReader { return io.NewSectionReader(e.r, e.at, e.Bytes) }

// Read reads the structure of a file of that many bytes, and holds it to what
// Write would have written; Sealed reads the rest. The error is an *Error, or
// the disk's.
func Read(r io.ReaderAt, size int64) (*File, error) {
	if size > mostBytes {
		return nil, &Error{Kind: TooLarge, Detail: strconv.FormatInt(size, 10) + " bytes"}
	}
	last := make([]byte, min(size, 256))
	if _, err := r.ReadAt(last, size-int64(len(last))); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	at := bytes.LastIndex(last, []byte(sealWord))
	if at < 0 {
		return nil, &Error{Kind: NotOurs, Detail: "no seal at its end"}
	}
	rest := last[at+len(sealWord):]
	if len(rest) < sealDigits {
		return nil, damaged("the seal")
	}
	f := &File{r: r, size: size, seal: string(rest[:sealDigits])}
	var err error
	if f.tables, err = readTable(r, size, sealWord+f.seal+"\n"); err != nil {
		return f, err
	}
	return f, f.readAttachments()
}

// Sealed reports whether a file of that many bytes ends as Write ends it.
func Sealed(r io.ReaderAt, size int64) bool {
	last := make([]byte, min(size, 256))
	_, err := r.ReadAt(last, size-int64(len(last)))
	return (err == nil || errors.Is(err, io.EOF)) && bytes.Contains(last, []byte(sealWord))
}

// Sealed reports whether every byte of the file is what its seal says.
func (f *File) Sealed() (bool, error) {
	last := make([]byte, min(f.size, 256))
	from := f.size - int64(len(last))
	if _, err := f.r.ReadAt(last, from); err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	at := bytes.LastIndex(last, []byte(sealWord)) + len(sealWord)
	sum := sha256.New()
	if _, err := io.Copy(sum, io.NewSectionReader(f.r, 0, from+int64(at))); err != nil {
		return false, err
	}
	sum.Write(last[at+sealDigits:])
	return hex.EncodeToString(sum.Sum(nil)) == f.seal, nil
}

var endForm = regexp.MustCompile(`startxref\n(0|[1-9][0-9]{0,9})\n%%EOF\n$`)

// readTable reads the end of a file: where each object lies. Between trailer
// and startxref there must be that seal.
func readTable(r io.ReaderAt, size int64, seal string) (t tables, err error) {
	last := make([]byte, min(size, 64))
	if _, err := r.ReadAt(last, size-int64(len(last))); err != nil && !errors.Is(err, io.EOF) {
		return t, err
	}
	end := endForm.FindSubmatch(last)
	if end == nil {
		return t, damaged("its end")
	}
	t.xref, _ = strconv.ParseInt(string(end[1]), 10, 64) // of at most ten digits
	if t.xref >= size || size-t.xref > 20*mostObjects+1024 {
		return t, damaged("the place of the table of objects")
	}
	text := make([]byte, size-t.xref)
	if _, err := r.ReadAt(text, t.xref); err != nil && !errors.Is(err, io.EOF) {
		return t, err
	}
	lines := strings.Split(string(text), "\n")
	for _, line := range lines {
		number, ok := strings.CutSuffix(line, " 00000 n ")
		if !ok {
			continue
		}
		at, err := strconv.ParseInt(number, 10, 64)
		if err != nil || at <= 0 || at >= t.xref {
			return t, damaged("the place of object %d", len(t.offsets)+1)
		}
		t.offsets = append(t.offsets, at)
	}
	t.offsets = append([]int64{0}, t.offsets...)
	for _, line := range lines[min(len(lines), len(t.offsets)):] {
		for name, to := range map[string]*int{"/Root ": &t.root, "/Info ": &t.info} {
			if value, ok := strings.CutPrefix(line, name); ok {
				*to, _ = strconv.Atoi(strings.TrimSuffix(value, " 0 R")) // what is no number does not give the same bytes below
			}
		}
	}
	want := string(table(t.offsets, t.root, t.info)) + seal + string(end[0])
	if want != string(text) || t.root <= 0 || t.root >= len(t.offsets) {
		return t, damaged("the table of objects")
	}
	t.ends = make([]int64, len(t.offsets))
	sorted := append(slices.Sorted(slices.Values(t.offsets[1:])), t.xref)
	for i, at := range t.offsets {
		next, _ := slices.BinarySearch(sorted, at+1)
		t.ends[i] = sorted[next]
	}
	return t, nil
}

var (
	streamForm = regexp.MustCompile(`^(\d+) 0 obj\n<< /Type /EmbeddedFile(?: /Subtype /[a-zA-Z0-9.#-]+)? /Length (\d{1,10}) /Params << /Size (\d{1,10}) >> >>\nstream\n`)
	specForm   = regexp.MustCompile(`^\d+ 0 obj\n<< /Type /Filespec /F <FEFF[0-9A-F]*> /UF <FEFF((?:[0-9A-F]{4})*)> /EF << /F (\d+) 0 R >> /Desc <FEFF[0-9A-F]*> >>\nendobj\n$`)
)

// readAttachments finds the attachments: the pairs of objects behind the catalog's number.
func (f *File) readAttachments() error {
	for n := f.root + 1; n+1 < len(f.offsets); n += 2 {
		head, err := f.object(n, mostHead)
		if err != nil {
			return err
		}
		spec, err := f.object(n+1, mostSpec)
		if err != nil {
			return err
		}
		stream, named := streamForm.FindSubmatch(head), specForm.FindSubmatch(spec)
		if stream == nil || named == nil || string(stream[1]) != strconv.Itoa(n) || string(named[2]) != strconv.Itoa(n) {
			return damaged("an attachment (object %d)", n)
		}
		e := Embedded{Name: unhex(named[1]), at: f.offsets[n] + int64(len(stream[0])), objects: [2]int{n, n + 1}, r: f.r}
		e.Bytes, _ = strconv.ParseInt(string(stream[2]), 10, 64) // of at most ten digits
		const after = "\nendstream\nendobj\n"
		if string(stream[2]) != string(stream[3]) || e.at+e.Bytes+int64(len(after)) != f.ends[n] {
			return damaged("the length of the attachment %q", e.Name)
		}
		f.Attachments = append(f.Attachments, e)
	}
	return nil
}

// object returns the first bytes of an object.
func (f *File) object(n int, most int64) ([]byte, error) {
	data := make([]byte, min(most, f.ends[n]-f.offsets[n]))
	_, err := f.r.ReadAt(data, f.offsets[n])
	return data, err
}

// unhex reads the digits of hexText.
func unhex(digits []byte) string {
	var units []uint16
	for ; len(digits) >= 4; digits = digits[4:] {
		v, _ := strconv.ParseUint(string(digits[:4]), 16, 16) // the form holds digits only
		units = append(units, uint16(v))
	}
	return string(utf16.Decode(units))
}

package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"slices"
	"strings"
)

// File is an open case file: its document, and its originals on demand.
type File struct {
	Document
	r       io.ReaderAt
	entries []entry
	closer  io.Closer
}

// Open opens the case file of that path. Structure, case and log are checked;
// originals are when they are read, or by Check. The error is an *Error or the
// system's.
func Open(path string) (*File, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &Error{Kind: NotACase, Detail: "not an ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	f, err := Read(file, info.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	f.closer = file
	return f, nil
}

// Read reads a case file of that many bytes, which must stay readable as long
// as originals are wanted.
func Read(r io.ReaderAt, size int64) (*File, error) {
	f, err := ReadValues(r, size)
	if err != nil {
		return nil, err
	}
	return f, f.matchOriginals()
}

// ReadValues reads what WriteValues or Write wrote, and asks for no original.
func ReadValues(r io.ReaderAt, size int64) (*File, error) {
	f := &File{r: r}
	var err error
	if f.entries, err = readDirectory(r, size); err != nil {
		return nil, err
	}
	var parts [3][]byte
	for i := range parts {
		if parts[i], err = f.part(f.entries[i]); err != nil {
			return nil, err
		}
	}
	if string(parts[0]) != MediaType {
		return nil, &Error{Kind: NotACase, Entry: typeName, Detail: "another media type"}
	}
	if f.Document, err = Decode(parts[1], parts[2]); err != nil {
		return nil, err
	}
	return f, nil
}

// Close closes the file.
func (f *File) Close() error {
	if f.closer == nil {
		return nil
	}
	return f.closer.Close()
}

// part returns the content of a small entry.
func (f *File) part(e entry) ([]byte, error) {
	data := make([]byte, e.size) // lies within the file, whose size is known
	if _, err := f.r.ReadAt(data, e.start()); err != nil && e.size > 0 {
		return nil, err
	}
	if crc32.ChecksumIEEE(data) != e.crc {
		return nil, &Error{Kind: Damaged, Entry: e.name, Detail: "its content"}
	}
	return data, nil
}

// matchOriginals holds the originals that are there to those that the case names.
func (f *File) matchOriginals() error {
	sizes := map[string]int64{}
	for _, e := range f.entries[3:] {
		sizes[e.name] = e.size
	}
	wanted := map[string]bool{}
	for _, e := range f.Case.Evidence {
		if !e.HasOriginal() {
			continue
		}
		name := originalFolder + e.SHA256
		wanted[name] = true
		if size, there := sizes[name]; !there {
			return &Error{Kind: Missing, Entry: name}
		} else if size != e.Bytes {
			return &Error{Kind: Damaged, Entry: name, Detail: "another size than the case says"}
		}
	}
	for _, e := range f.entries[3:] {
		if !wanted[e.name] {
			return &Error{Kind: Stranger, Entry: e.name, Detail: "no evidence names it"}
		}
	}
	return nil
}

// Ranges returns where each original lies in the file, by its digest.
func (f *File) Ranges() map[string]Range {
	where := map[string]Range{}
	for _, e := range f.entries[3:] {
		where[strings.TrimPrefix(e.name, originalFolder)] = Range{e.start(), e.size}
	}
	return where
}

// entry finds an original by its name; a nil file has none.
func (f *File) entry(name string) (entry, bool) {
	if f == nil {
		return entry{}, false
	}
	i := slices.IndexFunc(f.entries, func(e entry) bool { return e.name == name })
	if i < 0 {
		return entry{}, false
	}
	return f.entries[i], true
}

// copyStored copies an original as it stands. From one file to another the
// system does it without handing the bytes through this program.
func (f *File) copyStored(w io.Writer, e entry) error {
	from := io.Reader(io.NewSectionReader(f.r, e.start(), e.size))
	if file, ok := f.r.(*os.File); ok {
		if _, err := file.Seek(e.start(), io.SeekStart); err != nil {
			return err
		}
		from = file
	}
	n, err := io.Copy(w, io.LimitReader(from, e.size))
	if err == nil && n != e.size {
		err = &Error{Kind: EndsEarly}
	}
	return err
}

// Original writes the untouched bytes of the file of that digest to w, and
// checks them. On an error what was written must not be used.
func (f *File) Original(ctx context.Context, sha256 string, w io.Writer) error {
	e, ok := f.entry(originalFolder + sha256)
	if !ok {
		return &Error{Kind: Missing, Entry: originalFolder + sha256}
	}
	return f.copyOriginal(ctx, e, w)
}

func (f *File) copyOriginal(ctx context.Context, e entry, w io.Writer) error {
	check, digest := crc32.NewIEEE(), sha256.New()
	to := io.MultiWriter(w, check, digest)
	const step = 4 << 20
	for at := int64(0); at < e.size; at += step {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := io.Copy(to, io.NewSectionReader(f.r, e.start()+at, min(step, e.size-at))); err != nil {
			return err
		}
	}
	if originalFolder+hex.EncodeToString(digest.Sum(nil)) != e.name || check.Sum32() != e.crc {
		return &Error{Kind: WrongDigest, Entry: e.name}
	}
	return nil
}

// Check reads every original and returns those that don't hold, in the order
// in which they stand. The error is the context's or the system's.
func (f *File) Check(ctx context.Context) (wrong []*Error, err error) {
	for _, e := range f.entries[3:] {
		err := f.copyOriginal(ctx, e, io.Discard)
		if bad := new(Error); errors.As(err, &bad) {
			wrong = append(wrong, bad)
		} else if err != nil {
			return wrong, err
		}
	}
	return wrong, nil
}

// Originals returns how many originals there are.
func (f *File) Originals() int { return len(f.entries) - 3 }

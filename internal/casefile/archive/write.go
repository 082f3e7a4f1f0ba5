package archive

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Range is where the bytes of an original lie in a case file.
type Range struct{ Offset, Bytes int64 }

// Write writes the document and the untouched bytes of every piece of evidence
// that has a digest; open gives those bytes. They are read twice, first for
// the checksum that stands before them, and held to their digest both times.
// The error is an *Error (a file changed since it was received, or is larger
// than the limits), or that of open or of w.
func Write(w io.Writer, d Document, open func(casefile.Evidence) (io.ReadCloser, error)) error {
	_, err := WriteOver(w, d, open, nil)
	return err
}

// WriteOver does as Write and says where each original lies, by its digest.
// Originals that the case file before holds already are copied as they stand
// there, with the checksum that it has for them; they are not held to their
// digest again. Where w is a file, the system copies them by itself. before may
// be nil.
func WriteOver(w io.Writer, d Document, open func(casefile.Evidence) (io.ReadCloser, error), before *File) (map[string]Range, error) {
	plan, err := planOf(d)
	if err != nil {
		return nil, err
	}
	owners := map[string]casefile.Evidence{}
	for _, e := range slices.Backward(d.Case.Evidence) { // the first of equal files gives the bytes
		if e.HasOriginal() {
			owners[e.SHA256] = e
		}
	}
	where := map[string]Range{}
	for _, digest := range slices.Sorted(maps.Keys(owners)) {
		owner := owners[digest]
		e := entry{name: originalFolder + digest, size: owner.Bytes}
		write := func(w io.Writer) error {
			_, err := copyOriginal(w, owner, open)
			return err
		}
		if kept, ok := before.entry(e.name); ok && kept.size == owner.Bytes {
			e.crc = kept.crc
			write = func(w io.Writer) error { return before.copyStored(w, kept) }
		} else if e.crc, err = copyOriginal(io.Discard, owner, open); err != nil {
			return nil, err
		}
		if err := plan.add(e, write); err != nil {
			return nil, err
		}
		e = plan.entries[len(plan.entries)-1]
		where[digest] = Range{e.start(), e.size}
	}
	return where, plan.write(w)
}

// WriteValues writes the document without any original: what is kept of a case
// while it is worked on. It is no case file; ReadValues reads it.
func WriteValues(w io.Writer, d Document) error {
	plan, err := planOf(d)
	if err != nil {
		return err
	}
	return plan.write(w)
}

// plan is what is going to be written, entry by entry.
type plan struct {
	entries []entry
	content []func(io.Writer) error
}

// planOf begins with the parts that every case file has.
func planOf(d Document) (*plan, error) {
	text, err := d.encode()
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", caseName, err)
	}
	if _, err := decode(text, d.Log); err != nil {
		return nil, err // a case that could not be read again is not written
	}
	p := &plan{}
	for _, part := range []struct {
		name string
		data []byte
	}{{typeName, []byte(MediaType)}, {caseName, text}, {logName, d.Log.Text()}} {
		e := entry{name: part.name, crc: crc32.ChecksumIEEE(part.data), size: int64(len(part.data))}
		err := p.add(e, func(w io.Writer) error {
			_, err := w.Write(part.data)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return p, nil
}

// add puts an entry behind the others, within the limits.
func (p *plan) add(e entry, content func(io.Writer) error) error {
	if most := limitOf(e.name); e.size > most {
		return &Error{Kind: TooLarge, Entry: e.name, Limit: most}
	}
	if n := len(p.entries); n > 0 {
		e.offset = p.entries[n-1].end()
	}
	p.entries, p.content = append(p.entries, e), append(p.content, content)
	switch {
	case len(p.entries) > mostEntries:
		return &Error{Kind: TooMany, Limit: mostEntries}
	case e.end()+mostDirectory+endBytes > mostBytes:
		return &Error{Kind: TooLarge, Limit: mostBytes}
	}
	return nil
}

func (p *plan) write(w io.Writer) error {
	for i, e := range p.entries {
		if _, err := w.Write(e.local()); err != nil {
			return err
		}
		if err := p.content[i](w); err != nil {
			return err
		}
	}
	_, err := w.Write(directory(p.entries))
	return err
}

// copyOriginal copies a file and returns its CRC-32. Bytes that are not those
// of the evidence's digest are an error.
func copyOriginal(w io.Writer, e casefile.Evidence, open func(casefile.Evidence) (io.ReadCloser, error)) (crc uint32, err error) {
	if e.Bytes > mostOriginalBytes {
		return 0, &Error{Kind: TooLarge, Entry: e.Name, Limit: mostOriginalBytes}
	}
	file, err := open(e)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	check, digest := crc32.NewIEEE(), sha256.New()
	n, err := io.Copy(io.MultiWriter(w, check, digest), io.LimitReader(file, e.Bytes+1))
	if err != nil {
		return 0, err
	}
	if n != e.Bytes || hex.EncodeToString(digest.Sum(nil)) != e.SHA256 {
		return 0, &Error{Kind: Changed, Entry: e.Name}
	}
	return check.Sum32(), nil
}

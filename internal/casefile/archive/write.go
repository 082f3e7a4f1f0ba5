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

// Write writes the document and the untouched bytes of every piece of evidence
// that has a digest; open gives those bytes. They are read twice, first for
// the checksum that stands before them, and held to their digest both times.
// The error is an *Error (a file changed since it was received, or is larger
// than the limits), or that of open or of w.
func Write(w io.Writer, d Document, open func(casefile.Evidence) (io.ReadCloser, error)) error {
	text, err := d.encode()
	if err != nil {
		return fmt.Errorf("writing %s: %w", caseName, err)
	}
	if _, err := decode(text, d.Log); err != nil {
		return err // a case that could not be read again is not written
	}
	type content struct {
		data  []byte // nil for an original
		owner casefile.Evidence
	}
	var entries []entry
	var contents []content
	offset := int64(0)
	add := func(e entry, c content) error {
		if most := limitOf(e.name); e.size > most {
			return &Error{Kind: TooLarge, Entry: e.name, Limit: most}
		}
		e.offset = offset
		offset = e.end()
		entries, contents = append(entries, e), append(contents, c)
		switch {
		case len(entries) > mostEntries:
			return &Error{Kind: TooMany, Limit: mostEntries}
		case offset+mostDirectory+endBytes > mostBytes:
			return &Error{Kind: TooLarge, Limit: mostBytes}
		}
		return nil
	}
	for _, part := range []struct {
		name string
		data []byte
	}{{typeName, []byte(MediaType)}, {caseName, text}, {logName, d.Log.Text()}} {
		e := entry{name: part.name, crc: crc32.ChecksumIEEE(part.data), size: int64(len(part.data))}
		if err := add(e, content{data: part.data}); err != nil {
			return err
		}
	}
	owners := map[string]casefile.Evidence{}
	for _, e := range slices.Backward(d.Case.Evidence) { // the first of equal files gives the bytes
		if e.SHA256 != "" && !e.Derived() {
			owners[e.SHA256] = e
		}
	}
	for _, digest := range slices.Sorted(maps.Keys(owners)) {
		crc, err := copyOriginal(io.Discard, owners[digest], open)
		if err != nil {
			return err
		}
		e := entry{name: originalFolder + digest, crc: crc, size: owners[digest].Bytes}
		if err := add(e, content{owner: owners[digest]}); err != nil {
			return err
		}
	}
	for i, e := range entries {
		if _, err := w.Write(e.local()); err != nil {
			return err
		}
		if contents[i].owner.SHA256 != "" {
			_, err = copyOriginal(w, contents[i].owner, open)
		} else {
			_, err = w.Write(contents[i].data)
		}
		if err != nil {
			return err
		}
	}
	_, err = w.Write(directory(entries))
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

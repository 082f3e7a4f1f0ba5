package archive

import (
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// The container is a zip file of one shape only: entries stored as they are,
// one after the other without gaps, with fixed times, no extra fields and no
// comments (APPNOTE 6.3.10, 4.3.7, 4.3.12 and 4.3.16). So every byte of the
// structure follows from names, sizes and checksums, and is held to it.
const (
	localBytes, centralBytes, endBytes = 30, 46, 22

	localSignature   = 0x04034b50
	centralSignature = 0x02014b50
	endSignature     = 0x06054b50

	zipVersion = 20
	zipDate    = 1<<5 | 1 // 1 January 1980, the first day there is
)

// directoryName stands for the directory at the end where an error names a part.
const directoryName = "directory"

// entry is one file within the container.
type entry struct {
	name   string
	crc    uint32 // CRC-32 of IEEE 802.3
	size   int64
	offset int64 // of its local header
}

func (e entry) start() int64 { return e.offset + localBytes + int64(len(e.name)) }
func (e entry) end() int64   { return e.start() + e.size }

// common is what local and central header share, from the version on.
func (e entry) common(out []byte) []byte {
	le := binary.LittleEndian
	out = le.AppendUint16(out, zipVersion)
	out = le.AppendUint16(out, 0) // flags
	out = le.AppendUint16(out, 0) // stored
	out = le.AppendUint16(out, 0) // time
	out = le.AppendUint16(out, zipDate)
	out = le.AppendUint32(out, e.crc)
	out = le.AppendUint32(out, uint32(e.size))
	out = le.AppendUint32(out, uint32(e.size))
	out = le.AppendUint16(out, uint16(len(e.name)))
	return le.AppendUint16(out, 0) // no extra field
}

// local returns the header that stands before the content.
func (e entry) local() []byte {
	out := binary.LittleEndian.AppendUint32(nil, localSignature)
	return append(e.common(out), e.name...)
}

// central returns the entry's record in the directory.
func (e entry) central() []byte {
	le := binary.LittleEndian
	out := le.AppendUint32(nil, centralSignature)
	out = e.common(le.AppendUint16(out, zipVersion))
	out = append(out, make([]byte, 10)...) // no comment, first disk, no attributes
	out = le.AppendUint32(out, uint32(e.offset))
	return append(out, e.name...)
}

// directory returns all that follows the last content.
func directory(entries []entry) []byte {
	le := binary.LittleEndian
	var out []byte
	offset := int64(0)
	for _, e := range entries {
		out = append(out, e.central()...)
		offset = e.end()
	}
	size := len(out)
	out = le.AppendUint32(out, endSignature)
	out = le.AppendUint32(out, 0) // one disk
	out = le.AppendUint16(out, uint16(len(entries)))
	out = le.AppendUint16(out, uint16(len(entries)))
	out = le.AppendUint32(out, uint32(size))
	out = le.AppendUint32(out, uint32(offset))
	return le.AppendUint16(out, 0) // no comment
}

// readDirectory reads the structure of a container of that many bytes, and
// holds every byte of it to what the writer would have written. It reads no
// content. The error is an *Error, or what the disk said.
func readDirectory(r io.ReaderAt, size int64) ([]entry, error) {
	records, count, err := readEnd(r, size)
	if err != nil {
		return nil, err
	}
	var entries []entry
	seen := map[string]bool{}
	at, rest := int64(0), records
	for range count {
		e, length, err := readRecord(rest)
		if err != nil {
			return nil, err
		}
		if seen[e.name] {
			return nil, &Error{Kind: Duplicate, Entry: e.name}
		}
		seen[e.name] = true
		if most := limitOf(e.name); e.size > most {
			return nil, &Error{Kind: TooLarge, Entry: e.name, Limit: most}
		}
		if e.offset != at || !bytes.Equal(e.central(), rest[:length]) {
			return nil, &Error{Kind: Damaged, Entry: e.name, Detail: "its record in the directory"}
		}
		entries, at, rest = append(entries, e), e.end(), rest[length:]
	}
	for i, name := range []string{typeName, caseName, logName} {
		switch {
		case !seen[name] && i == 0:
			return nil, &Error{Kind: NotACase, Detail: "a zip file without " + typeName}
		case !seen[name]:
			return nil, &Error{Kind: Missing, Entry: name}
		}
	}
	if len(rest) > 0 || at != size-endBytes-int64(len(records)) || !ordered(entries) {
		return nil, &Error{Kind: Damaged, Entry: directoryName, Detail: "gaps, or another order"}
	}
	for _, e := range entries {
		want := e.local()
		got := make([]byte, len(want))
		if _, err := r.ReadAt(got, e.offset); err != nil {
			return nil, err
		}
		if !bytes.Equal(got, want) {
			return nil, &Error{Kind: Damaged, Entry: e.name, Detail: "its header"}
		}
	}
	return entries, nil
}

// readEnd reads the last record, and returns the directory's and their number.
func readEnd(r io.ReaderAt, size int64) (records []byte, count int, err error) {
	if size > mostBytes {
		return nil, 0, &Error{Kind: TooLarge, Limit: mostBytes}
	}
	start := append(binary.LittleEndian.AppendUint32(nil, localSignature), zipVersion)
	got := make([]byte, min(size, localBytes+int64(len(typeName))))
	if _, err := r.ReadAt(got, 0); err != nil && size > 0 {
		return nil, 0, err
	}
	cut := &Error{Kind: NotACase}
	if bytes.HasPrefix(got, start) && bytes.HasSuffix(got, []byte(typeName)) {
		cut.Kind = EndsEarly
	}
	if size < endBytes {
		return nil, 0, cut
	}
	last := make([]byte, endBytes)
	if _, err := r.ReadAt(last, size-endBytes); err != nil {
		return nil, 0, err
	}
	le := binary.LittleEndian
	if le.Uint32(last) != endSignature {
		return nil, 0, cut
	}
	count = int(le.Uint16(last[10:]))
	length, offset := int64(le.Uint32(last[12:])), int64(le.Uint32(last[16:]))
	switch {
	case count > mostEntries:
		return nil, 0, &Error{Kind: TooMany, Limit: mostEntries}
	case length > mostDirectory:
		return nil, 0, &Error{Kind: TooLarge, Entry: directoryName, Limit: mostDirectory}
	case offset+length+endBytes != size, le.Uint32(last[4:]) != 0, int(le.Uint16(last[8:])) != count, le.Uint16(last[20:]) != 0:
		return nil, 0, &Error{Kind: Damaged, Entry: directoryName, Detail: "its end"}
	}
	records = make([]byte, length)
	if _, err := r.ReadAt(records, offset); err != nil {
		return nil, 0, err
	}
	return records, count, nil
}

// readRecord reads the first record of the directory, and refuses by name what
// a zip file may hold and a case file may not.
func readRecord(b []byte) (e entry, length int, err error) {
	le := binary.LittleEndian
	damaged := &Error{Kind: Damaged, Entry: directoryName, Detail: "a record"}
	if len(b) < centralBytes || le.Uint32(b) != centralSignature {
		return e, 0, damaged
	}
	named := centralBytes + int(le.Uint16(b[28:]))
	length = named + int(le.Uint16(b[30:])) + int(le.Uint16(b[32:]))
	if length > len(b) {
		return e, 0, damaged
	}
	e = entry{name: string(b[centralBytes:named]), crc: le.Uint32(b[16:]), size: int64(le.Uint32(b[24:])), offset: int64(le.Uint32(b[42:]))}
	const unix, typeMask, link = 3, 0xf000, 0xa000
	switch {
	case leadsOutside(e.name):
		err = &Error{Kind: Outside, Entry: e.name}
	case b[5] == unix && le.Uint32(b[38:])>>16&typeMask == link:
		err = &Error{Kind: Link, Entry: e.name}
	case le.Uint16(b[10:]) != 0 || le.Uint16(b[8:])&1 != 0 || le.Uint32(b[20:]) != le.Uint32(b[24:]):
		err = &Error{Kind: Packed, Entry: e.name}
	case limitOf(e.name) == 0:
		err = &Error{Kind: Stranger, Entry: e.name}
	}
	return e, length, err
}

// leadsOutside reports whether a name could mean a file elsewhere, on any system.
func leadsOutside(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, `\:`) || strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." || part == "." {
			return true
		}
	}
	return false
}

// limitOf returns how many bytes an entry of that name may have; 0 where there is no such entry.
func limitOf(name string) int64 {
	switch digest, original := strings.CutPrefix(name, originalFolder); {
	case name == typeName:
		return int64(len(MediaType))
	case name == caseName:
		return mostCaseBytes
	case name == logName:
		return mostLogBytes
	case original && isDigest(digest):
		return mostOriginalBytes
	}
	return 0
}

// isDigest reports whether the text is a SHA-256 as this program writes it.
func isDigest(text string) bool {
	return len(text) == 64 && strings.Trim(text, "0123456789abcdef") == ""
}

// ordered reports whether the entries stand as the writer puts them.
func ordered(entries []entry) bool {
	for i, e := range entries {
		switch {
		case i < 3:
			if e.name != [...]string{typeName, caseName, logName}[i] {
				return false
			}
		case i > 3 && e.name <= entries[i-1].name:
			return false
		}
	}
	return true
}

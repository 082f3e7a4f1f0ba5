package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Deviation says in what a file differs from the one that should have been written.
type Deviation struct {
	Pages       []int    // from 1
	Attachments []string // by name
	Structure   bool     // anything else: bookmarks, dates, tables
	Of          int      // pages that were written
}

// Any reports whether there is a difference at all.
func (d Deviation) Any() bool {
	return len(d.Pages) > 0 || len(d.Attachments) > 0 || d.Structure
}

// Compare holds a file byte for byte against one that was just written, which
// alone says what belongs to which page. Both must have been read without an
// error. The error is the disk's.
func Compare(suspect, written *File) (Deviation, error) {
	var d Deviation
	parts, pages, err := written.parts()
	if err != nil {
		return d, err
	}
	d.Of = pages
	d.Structure = suspect.root != written.root || suspect.info != written.info || len(suspect.offsets) != len(written.offsets)
	same, err := sameBytes(io.NewSectionReader(suspect.r, 0, suspect.first()), io.NewSectionReader(written.r, 0, written.first()))
	if err != nil {
		return d, err
	}
	d.Structure = d.Structure || !same
	wrong := make([]bool, pages+1)
	for n := 1; n < len(written.offsets); n++ {
		same := false
		if n < len(suspect.offsets) {
			if same, err = sameBytes(suspect.section(n), written.section(n)); err != nil {
				return d, err
			}
		}
		if same {
			continue
		}
		if i := slices.IndexFunc(written.Attachments, func(e Embedded) bool { return slices.Contains(e.objects[:], n) }); i >= 0 {
			if name := written.Attachments[i].Name; !slices.Contains(d.Attachments, name) {
				d.Attachments = append(d.Attachments, name)
			}
			continue
		}
		for _, page := range parts[n] {
			wrong[page] = true
		}
		d.Structure = d.Structure || len(parts[n]) == 0
	}
	for page, is := range wrong {
		if is {
			d.Pages = append(d.Pages, page)
		}
	}
	return d, nil
}

// first returns where the first object begins.
func (f *File) first() int64 { return slices.Min(f.offsets[1:]) }

func (f *File) section(n int) *io.SectionReader {
	return io.NewSectionReader(f.r, f.offsets[n], f.ends[n]-f.offsets[n])
}

// sameBytes compares two pieces of files.
func sameBytes(a, b *io.SectionReader) (bool, error) {
	if a.Size() != b.Size() {
		return false, nil
	}
	const step = 1 << 16
	var one, other [step]byte
	for {
		n, err := io.ReadFull(a, one[:])
		m, errB := io.ReadFull(b, other[:])
		if n != m || !bytes.Equal(one[:n], other[:m]) {
			return false, nil
		}
		switch err {
		case nil:
		case io.EOF, io.ErrUnexpectedEOF:
			return true, nil
		default:
			return false, err
		}
		if errB != nil {
			return false, errB
		}
	}
}

var (
	pageForm     = regexp.MustCompile(`^\d+ 0 obj\n<</Type /Page\n`)
	contentsForm = regexp.MustCompile(`/Contents (\d+) 0 R`)
	resourceForm = regexp.MustCompile(`/(\S+) (\d+) 0 R`)
	refForm      = regexp.MustCompile(`(\d+) 0 R`)
	nameForm     = regexp.MustCompile(`/(\S+) `)
)

const resources = 2 // gofpdf's number of the one dictionary of fonts and pictures

// parts returns on which pages each object is seen, and how many pages there
// are. All pages share one dictionary of resources; which of them a page uses
// stands in its content alone.
func (f *File) parts() (parts map[int][]int, pages int, err error) {
	shared, err := f.dictionary(resources)
	if err != nil {
		return nil, 0, err
	}
	named := map[string]int{}
	for _, m := range resourceForm.FindAllStringSubmatch(shared, -1) {
		named[m[1]], _ = strconv.Atoi(m[2]) // digits
	}
	parts = map[int][]int{}
	for n := 1; n <= f.root; n++ {
		page, err := f.dictionary(n)
		if err != nil {
			return nil, 0, err
		}
		if !pageForm.MatchString(page) {
			continue
		}
		pages++
		seen := map[int]bool{}
		var mark func(n int) error
		mark = func(n int) error {
			if seen[n] || n >= len(f.offsets) {
				return nil
			}
			seen[n] = true
			parts[n] = append(parts[n], pages)
			text, err := f.dictionary(n)
			if err != nil {
				return err
			}
			for _, m := range refForm.FindAllStringSubmatch(text, -1) {
				to, _ := strconv.Atoi(m[1]) // digits
				if err := mark(to); err != nil {
					return err
				}
			}
			return nil
		}
		seen[n] = true
		parts[n] = append(parts[n], pages)
		contents := contentsForm.FindStringSubmatch(page)
		if contents == nil {
			return nil, 0, fmt.Errorf("page %d of a document that was just written has no content", pages)
		}
		number, _ := strconv.Atoi(contents[1]) // digits
		content, err := f.unpacked(number)
		if err != nil {
			return nil, 0, err
		}
		seen[number] = true
		parts[number] = append(parts[number], pages)
		for _, m := range nameForm.FindAllStringSubmatch(content, -1) {
			if to := named[m[1]]; to > 0 {
				if err := mark(to); err != nil {
					return nil, 0, err
				}
			}
		}
	}
	return parts, pages, nil
}

// dictionary returns an object up to its stream.
func (f *File) dictionary(n int) (string, error) {
	data, err := f.object(n, 1<<20)
	text, _, _ := strings.Cut(string(data), "\nstream\n")
	return text, err
}

// unpacked returns the content of a page, which this very run has packed.
func (f *File) unpacked(n int) (string, error) {
	data, err := f.object(n, f.ends[n]-f.offsets[n])
	if err != nil {
		return "", err
	}
	_, packed, _ := bytes.Cut(data, []byte("stream\n"))
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return "", fmt.Errorf("reading a page just written: %w", err)
	}
	text, err := io.ReadAll(r)
	return string(text), err
}

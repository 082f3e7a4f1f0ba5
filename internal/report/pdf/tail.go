package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"maps"
	"slices"
	"strconv"
	"unicode/utf16"
)

// The end of a file is this package's own, and so has one shape only: gofpdf
// would hold every attachment in memory three times, and packs what is packed.
//
//	objects of gofpdf │ attachments, stored as they are │ catalog │ xref │ trailer │ seal │ startxref
//
// The seal is a comment line with the SHA-256 of every other byte of the file:
// damage shows without the pictures that the pages are drawn from.
const (
	sealWord   = "%motbilde-seal "
	sealDigits = 2 * sha256.Size
	emptyNames = "/EmbeddedFiles << /Names [\n  \n] >>" // what gofpdf writes for no attachments
)

// Attachment is a file within the file.
type Attachment struct {
	Name, Description string
	MediaType         string // by content; may be empty
	Data              []byte

	// A long file is read while the document is written. What Open gives must
	// have that many bytes and that digest; Data is not looked at then.
	Open   func() (io.ReadCloser, error)
	Bytes  int64
	SHA256 string
}

func (a Attachment) size() int64 {
	if a.Open == nil {
		return int64(len(a.Data))
	}
	return a.Bytes
}

// ChangedError says that a file to attach is not the one that was meant.
type ChangedError struct{ Name string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("attaching %q: the file has changed", e.Name)
}

// copyTo writes the content and holds it to its size and digest.
func (a Attachment) copyTo(w io.Writer) error {
	if a.Open == nil {
		_, err := w.Write(a.Data)
		return err
	}
	file, err := a.Open()
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(w, sum), io.LimitReader(file, a.Bytes+1))
	if closed := file.Close(); err == nil {
		err = closed
	}
	if err == nil && (n != a.Bytes || hex.EncodeToString(sum.Sum(nil)) != a.SHA256) {
		err = &ChangedError{Name: a.Name}
	}
	return err
}

// sealed counts and digests what goes to w; the first error stays.
type sealed struct {
	w   io.Writer
	sum hash.Hash
	n   int64
	err error
}

func (s *sealed) Write(data []byte) (int, error) {
	if s.err != nil {
		return 0, s.err
	}
	n, err := s.w.Write(data)
	s.sum.Write(data[:n])
	s.n += int64(n)
	s.err = err
	return n, err
}

func (s *sealed) say(format string, values ...any) { fmt.Fprintf(s, format, values...) }

// finish writes what gofpdf made, with the attachments and an end of our own.
func finish(w io.Writer, body []byte, files []Attachment) error {
	made, err := readTable(bytes.NewReader(body), int64(len(body)), "")
	if err != nil {
		return fmt.Errorf("reading the document back: %w", err)
	}
	root := made.root
	out := &sealed{w: w, sum: sha256.New()}
	offsets := slices.Clone(made.offsets)
	if _, err := out.Write(body[:offsets[root]]); err != nil {
		return err
	}
	names := map[string]int{} // of the file's specification, by its name as it is written
	for _, a := range files {
		stream := len(offsets)
		offsets = append(offsets, out.n)
		out.say("%d 0 obj\n%s\nstream\n", stream, streamHead(a.MediaType, a.size()))
		if out.err == nil {
			if err := a.copyTo(out); err != nil {
				return err
			}
		}
		out.say("\nendstream\nendobj\n")
		name := hexText(a.Name)
		names[name] = len(offsets)
		offsets = append(offsets, out.n)
		out.say("%d 0 obj\n<< /Type /Filespec /F %s /UF %s /EF << /F %d 0 R >> /Desc %s >>\nendobj\n",
			stream+1, name, name, stream, hexText(a.Description))
	}
	offsets[root] = out.n
	catalog := body[made.offsets[root]:made.xref]
	if len(files) > 0 {
		tree := "/EmbeddedFiles << /Names ["
		for _, name := range slices.Sorted(maps.Keys(names)) {
			tree += fmt.Sprintf(" %s %d 0 R", name, names[name])
		}
		if bytes.Count(catalog, []byte(emptyNames)) != 1 {
			return fmt.Errorf("the document's catalog has no place for attachments")
		}
		catalog = bytes.Replace(catalog, []byte(emptyNames), []byte(tree+" ] >>"), 1)
	}
	out.say("%s", catalog)
	xref := out.n
	out.say("%s", table(offsets, root, made.info))
	out.say("%s", sealWord)
	if out.err != nil {
		return out.err
	}
	end := fmt.Sprintf("\nstartxref\n%d\n%%%%EOF\n", xref)
	out.sum.Write([]byte(end))
	_, err = io.WriteString(w, hex.EncodeToString(out.sum.Sum(nil))+end)
	return err
}

// table writes the places of all objects and the trailer.
func table(offsets []int64, root, info int) []byte {
	var out bytes.Buffer
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets))
	for _, at := range offsets[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\n", len(offsets), root, info)
	return out.Bytes()
}

func streamHead(mediaType string, size int64) string {
	subtype := ""
	if mediaType != "" {
		subtype = " /Subtype /"
		for _, r := range []byte(mediaType) {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
				subtype += string(rune(r))
			} else {
				subtype += fmt.Sprintf("#%02X", r)
			}
		}
	}
	return "<< /Type /EmbeddedFile" + subtype + " /Length " + strconv.FormatInt(size, 10) + " /Params << /Size " + strconv.FormatInt(size, 10) + " >> >>"
}

// hexText is a text as a PDF holds it: UTF-16 with its mark, in hexadecimal digits.
func hexText(s string) string {
	out := "<FEFF"
	for _, unit := range utf16.Encode([]rune(s)) {
		out += fmt.Sprintf("%04X", unit)
	}
	return out + ">"
}

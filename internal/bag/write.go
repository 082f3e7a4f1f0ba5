package bag

import (
	"archive/zip"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
	"strings"
	"unicode"
)

// firstDay is the date of every entry: 1 January 1980, the first that a zip
// file can hold. When the bag was made stands in bag-info.txt, if anywhere.
const firstDay = 1<<5 | 1

// largestPlain is up to which size an entry's checksum and size stand before
// it, which every reader takes; larger ones have them behind.
const largestPlain = 1<<32 - 2

// Write writes a bag as a zip file with one folder of that name, nothing
// compressed. The files stand in the order of their paths. Payload-Oxum is added
// to the fields. The error is an *Error, or that of the context, of a file or of w.
func Write(ctx context.Context, w io.Writer, name string, fields []Field, files []File) error {
	return write(ctx, w, name, fields, files, largestPlain)
}

func write(ctx context.Context, w io.Writer, name string, fields []Field, files []File, largestPlain int64) error {
	if !safePath(name) || strings.Contains(name, "/") {
		return &Error{Kind: Unsafe, Entry: name}
	}
	files = slices.SortedFunc(slices.Values(files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	total := int64(0)
	seen := map[string]bool{}
	for _, f := range files {
		folded := strings.ToLower(f.Path) // two names that differ by case alone are one on Windows and macOS
		if !safePath(f.Path) || seen[folded] {
			return &Error{Kind: Unsafe, Entry: f.Path}
		}
		seen[folded] = true
		total += f.Size
	}
	b := &writer{zip: zip.NewWriter(w), root: name + "/", largestPlain: largestPlain}
	var tags strings.Builder
	tag := func(name, text string) error {
		digest, err := b.add(ctx, name, int64(len(text)), func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(text)), nil })
		tags.WriteString(digest + "  " + toManifest.Replace(name) + "\n")
		return err
	}
	if err := tag(declarationName, declaration); err != nil {
		return err
	}
	fields = append(slices.Clip(fields), Field{oxumLabel, fmt.Sprintf("%d.%d", total, len(files))})
	if err := tag(infoName, infoText(fields)); err != nil {
		return err
	}
	var manifest strings.Builder
	for _, f := range files {
		digest, err := b.add(ctx, payload+f.Path, f.Size, f.Open)
		if err != nil {
			return err
		}
		manifest.WriteString(digest + "  " + toManifest.Replace(payload+f.Path) + "\n")
	}
	if err := tag(manifestName, manifest.String()); err != nil {
		return err
	}
	if err := tag(tagName, tags.String()); err != nil { // written from the lines before its own
		return err
	}
	return b.zip.Close()
}

// infoText writes bag-info.txt. A value is one line: what would break it
// becomes a space.
func infoText(fields []Field) string {
	var out strings.Builder
	for _, f := range fields {
		value := strings.Map(func(r rune) rune {
			if unicode.IsControl(r) {
				return ' '
			}
			return r
		}, f.Value)
		if value = strings.Join(strings.Fields(value), " "); value != "" {
			out.WriteString(f.Label + ": " + value + "\n")
		}
	}
	return out.String()
}

// writer puts entries into a zip file.
type writer struct {
	zip          *zip.Writer
	root         string
	largestPlain int64
}

// add writes one entry and returns the SHA-256 of its bytes.
func (b *writer) add(ctx context.Context, name string, size int64, open func() (io.ReadCloser, error)) (digest string, err error) {
	header := &zip.FileHeader{Name: b.root + name, Method: zip.Store}
	header.ModifiedDate = firstDay //lint:ignore SA1019 CreateRaw doesn't look at Modified, and CreateHeader adds a field for it
	var to io.Writer
	before := ""
	if size <= b.largestPlain {
		sum, crc, err := copyFile(ctx, io.Discard, name, size, open)
		if err != nil {
			return "", err
		}
		before = sum
		header.CRC32, header.CompressedSize64, header.UncompressedSize64 = crc, uint64(size), uint64(size)
		if strings.ContainsFunc(header.Name, func(r rune) bool { return r > unicode.MaxASCII }) {
			header.Flags |= 0x800 // the name is UTF-8
		}
		to, err = b.zip.CreateRaw(header)
		if err != nil {
			return "", err
		}
	} else if to, err = b.zip.CreateHeader(header); err != nil {
		return "", err
	}
	digest, _, err = copyFile(ctx, to, name, size, open)
	if err == nil && before != "" && before != digest {
		err = &Error{Kind: Changed, Entry: name}
	}
	return digest, err
}

// copyFile copies a file and returns its SHA-256 and CRC-32. Another number of
// bytes than size is an error.
func copyFile(ctx context.Context, w io.Writer, name string, size int64, open func() (io.ReadCloser, error)) (digest string, crc uint32, err error) {
	file, err := open()
	if err != nil {
		return "", 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	check, sum := crc32.NewIEEE(), sha256.New()
	n, err := io.Copy(io.MultiWriter(w, check, sum), io.LimitReader(stoppable{ctx, file}, size+1))
	if err != nil {
		return "", 0, err
	}
	if n != size {
		return "", 0, &Error{Kind: Changed, Entry: name}
	}
	return hex.EncodeToString(sum.Sum(nil)), check.Sum32(), nil
}

// stoppable ends a copy when its context does.
type stoppable struct {
	ctx context.Context
	r   io.Reader
}

func (s stoppable) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.r.Read(p)
}

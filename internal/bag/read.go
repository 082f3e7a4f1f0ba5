package bag

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
)

// What a bag may hold when it is read.
const (
	mostFiles    = 1 << 16
	mostTagBytes = 32 << 20 // in one tag file: a line takes some 150 bytes
	mostBytes    = 1 << 40
	mostRatio    = 200 // unpacked to packed: text takes about a twentieth, pictures hardly less
)

// Bag is an open bag. Its structure has been checked, its digests not yet.
type Bag struct {
	Name   string  // of its folder
	Fields []Field // of bag-info.txt
	// Tags is the SHA-256 of tagmanifest-sha256.txt, on which every other digest hangs: what a time-stamp is asked for.
	Tags string

	files    map[string]*zip.File // by the path within the bag
	manifest map[string]string    // digest by path, of both manifests
	closer   io.Closer
}

// Open opens the bag of that path. The error is an *Error or the system's.
func Open(path string) (*Bag, error) {
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &Error{Kind: NotABag, Detail: "not an ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	b, err := Read(file, info.Size())
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	b.closer = file
	return b, nil
}

// Read reads a bag of that many bytes, which must stay readable as long as its
// files are wanted.
func Read(r io.ReaderAt, size int64) (*Bag, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &Error{Kind: NotABag, Detail: err.Error()}
	}
	b := &Bag{files: map[string]*zip.File{}, manifest: map[string]string{}}
	if err := b.list(z.File); err != nil {
		return nil, err
	}
	texts := map[string]string{}
	for _, name := range []string{declarationName, infoName, manifestName, tagName} {
		if b.files[name] == nil {
			if name == declarationName {
				return nil, &Error{Kind: NotABag, Detail: "no " + name}
			}
			return nil, &Error{Kind: Missing, Entry: name}
		}
		if texts[name], err = b.tagText(name); err != nil {
			return nil, err
		}
	}
	if err := checkDeclaration(texts[declarationName]); err != nil {
		return nil, err
	}
	if b.files[fetchName] != nil {
		return nil, &Error{Kind: Elsewhere, Entry: fetchName}
	}
	if b.Fields, err = readInfo(texts[infoName]); err != nil {
		return nil, err
	}
	b.Tags = digestOf(texts[tagName])
	for _, name := range []string{manifestName, tagName} {
		if err := b.readManifest(name, texts[name]); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// Close closes the file.
func (b *Bag) Close() error {
	if b.closer == nil {
		return nil
	}
	return b.closer.Close()
}

// list takes the zip's entries, and refuses by name what a bag must not hold.
func (b *Bag) list(entries []*zip.File) error {
	if len(entries) > mostFiles {
		return &Error{Kind: TooMany, Limit: mostFiles}
	}
	total := uint64(0)
	for _, f := range entries {
		if leadsOutside(strings.TrimSuffix(f.Name, "/")) {
			return &Error{Kind: Outside, Entry: f.Name}
		}
		root, name, below := strings.Cut(f.Name, "/")
		if !below || b.Name != "" && root != b.Name {
			return &Error{Kind: NotABag, Entry: f.Name, Detail: "more than one folder"}
		}
		b.Name = root
		total += f.UncompressedSize64
		switch {
		case total > mostBytes || f.UncompressedSize64 > mostBytes:
			return &Error{Kind: TooLarge, Entry: name, Limit: mostBytes}
		case f.UncompressedSize64 > 1<<20+mostRatio*f.CompressedSize64:
			return &Error{Kind: TooLarge, Entry: name, Detail: "it unpacks to far more than it takes", Limit: int64(1<<20 + mostRatio*f.CompressedSize64)}
		case f.Method != zip.Store && f.Method != zip.Deflate || f.Flags&1 != 0:
			return &Error{Kind: NotABag, Entry: name, Detail: "packed in another way, or encrypted"}
		case strings.HasSuffix(f.Name, "/"):
			continue // a folder, as other programs write them
		case f.Mode()&fs.ModeType != 0:
			return &Error{Kind: Link, Entry: name}
		case b.files[name] != nil:
			return &Error{Kind: Duplicate, Entry: name}
		}
		b.files[name] = f
	}
	return nil
}

func (b *Bag) tagText(name string) (string, error) {
	if b.files[name].UncompressedSize64 > mostTagBytes {
		return "", &Error{Kind: TooLarge, Entry: name, Limit: mostTagBytes}
	}
	var out strings.Builder
	if err := b.Copy(context.Background(), name, &out); err != nil {
		return "", err
	}
	return out.String(), nil
}

func checkDeclaration(text string) error {
	says := lines(text)
	version, ours := "", false
	if len(says) > 0 {
		version, ours = strings.CutPrefix(says[0], "BagIt-Version: ")
	}
	switch {
	case !ours:
		return &Error{Kind: NotABag, Entry: declarationName, Detail: "another first line"}
	case version != "1.0":
		return &Error{Kind: OtherForm, Entry: declarationName, Detail: version}
	case len(says) != 2 || says[1] != "Tag-File-Character-Encoding: UTF-8":
		return &Error{Kind: OtherForm, Entry: declarationName, Detail: "another encoding, or more lines"}
	}
	return nil
}

// lines splits a tag file: a line may end in LF, CR or both (RFC 8493, 2.1.1).
func lines(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	if text = strings.TrimSuffix(text, "\n"); text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}

func readInfo(text string) (fields []Field, err error) {
	for i, line := range lines(text) {
		if i > 0 && len(fields) > 0 && (strings.HasPrefix(line, " ") || strings.HasPrefix(line, "\t")) {
			fields[len(fields)-1].Value += " " + strings.TrimSpace(line) // folded
			continue
		}
		label, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, &Error{Kind: Malformed, Entry: infoName, Detail: fmt.Sprintf("line %d", i+1)}
		}
		fields = append(fields, Field{label, strings.TrimSpace(value)})
	}
	return fields, nil
}

// readManifest reads one manifest: every file that it names is there, every
// file of its part of the bag is named, each once.
func (b *Bag) readManifest(name, text string) error {
	seen := map[string]bool{}
	for i, line := range lines(text) {
		digest, path, ok := strings.Cut(line, " ")
		path = strings.TrimPrefix(strings.TrimLeft(path, " \t"), "*")
		if decoded := fromManifest.Replace(path); b.files[decoded] != nil || b.files[path] == nil {
			path = decoded
		} // else as programs write it that encode no %: bagit-python among them
		digest = strings.ToLower(digest)
		switch raw, err := hex.DecodeString(digest); {
		case !ok || err != nil || len(raw) != sha256.Size:
			return &Error{Kind: Malformed, Entry: name, Detail: fmt.Sprintf("line %d", i+1)}
		case leadsOutside(path):
			return &Error{Kind: Outside, Entry: path, Detail: name}
		case seen[path]:
			return &Error{Kind: Duplicate, Entry: path, Detail: name}
		case strings.HasPrefix(path, payload) != (name == manifestName):
			return &Error{Kind: Malformed, Entry: name, Detail: fmt.Sprintf("line %d names a file of the other part", i+1)}
		case b.files[path] == nil:
			return &Error{Kind: Missing, Entry: path}
		}
		seen[path], b.manifest[path] = true, digest
	}
	for _, path := range slices.Sorted(maps.Keys(b.files)) {
		if path != tagName && strings.HasPrefix(path, payload) == (name == manifestName) && !seen[path] {
			return &Error{Kind: Stranger, Entry: path}
		}
	}
	return nil
}

// Files returns the paths of the files below data/, in their order, without "data/".
func (b *Bag) Files() (paths []string) {
	for _, path := range slices.Sorted(maps.Keys(b.files)) {
		if below, ok := strings.CutPrefix(path, payload); ok {
			paths = append(paths, below)
		}
	}
	return paths
}

// Digest returns the SHA-256 that the manifest names for a file below data/; empty where there is none.
func (b *Bag) Digest(path string) string { return b.manifest[payload+path] }

// Size returns the number of bytes of a file below data/.
func (b *Bag) Size(path string) int64 {
	if f := b.files[payload+path]; f != nil {
		return int64(f.UncompressedSize64)
	}
	return 0
}

// Copy writes a file to w, by its path within the bag. The digest is not checked.
func (b *Bag) Copy(ctx context.Context, path string, w io.Writer) error {
	f := b.files[path]
	if f == nil {
		return &Error{Kind: Missing, Entry: path}
	}
	r, err := f.Open()
	if err != nil {
		return &Error{Kind: Damaged, Entry: path, Detail: err.Error()}
	}
	to := &told{w: w}
	_, err = io.Copy(to, io.LimitReader(stoppable{ctx, r}, int64(f.UncompressedSize64)+1))
	switch {
	case ctx.Err() != nil, to.err != nil:
		return errors.Join(err, r.Close())
	case err != nil:
		return &Error{Kind: Damaged, Entry: path, Detail: errors.Join(err, r.Close()).Error()}
	}
	return r.Close()
}

// told tells an error of the writer from one of the reader.
type told struct {
	w   io.Writer
	err error
}

func (t *told) Write(p []byte) (n int, err error) {
	n, err = t.w.Write(p)
	if err != nil {
		t.err = err
	}
	return n, err
}

// Check reads every file and returns those that don't hold, in the order of
// their paths. The error is the context's or the system's.
func (b *Bag) Check(ctx context.Context) (wrong []*Error, err error) {
	bytes, count := int64(0), 0
	for _, path := range slices.Sorted(maps.Keys(b.manifest)) {
		sum := sha256.New()
		err := b.Copy(ctx, path, sum)
		if bad := new(Error); errors.As(err, &bad) {
			wrong = append(wrong, bad)
		} else if err != nil {
			return wrong, err
		} else if hex.EncodeToString(sum.Sum(nil)) != b.manifest[path] {
			wrong = append(wrong, &Error{Kind: WrongDigest, Entry: path})
		}
		if strings.HasPrefix(path, payload) {
			bytes, count = bytes+int64(b.files[path].UncompressedSize64), count+1
		}
	}
	for _, f := range b.Fields {
		if want := fmt.Sprintf("%d.%d", bytes, count); strings.EqualFold(f.Label, oxumLabel) && f.Value != want {
			wrong = append(wrong, &Error{Kind: WrongCount, Entry: infoName, Detail: fmt.Sprintf("%s, and there are %s", f.Value, want)})
		}
	}
	return wrong, nil
}

func digestOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

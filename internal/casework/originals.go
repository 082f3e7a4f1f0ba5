package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/report/pdf"
)

// Originals gives the untouched bytes of items, by their digests: a case file,
// the attachments of a report, or a folder.
type Originals interface {
	Has(sha256 string) bool
	// Original writes the bytes of the file of that digest to w, and checks them.
	// On an error what was written must not be used.
	Original(ctx context.Context, sha256 string, w io.Writer) error
}

// CaseOriginals are those of a case file.
type CaseOriginals struct{ *archive.File }

// Has reports whether the case names a file of that digest: then it holds it.
func (c CaseOriginals) Has(sha256 string) bool {
	for _, e := range c.Case.Evidence {
		if sha256 != "" && e.SHA256 == sha256 {
			return true
		}
	}
	return false
}

// attached are the originals that a report carries.
type attached map[string]pdf.Embedded // by digest

// Has implements Originals.
func (a attached) Has(sha256 string) bool { _, ok := a[sha256]; return ok }

// Original implements Originals.
func (a attached) Original(ctx context.Context, sha256 string, w io.Writer) error {
	e := a[sha256]
	return copyChecked(ctx, w, e.Open(), sha256, e.Name)
}

// folder are the files of a folder that have the digest of an item.
type folder map[string]string // paths by digest

// Has implements Originals.
func (f folder) Has(sha256 string) bool { _, ok := f[sha256]; return ok }

// Original implements Originals.
func (f folder) Original(ctx context.Context, sha256 string, w io.Writer) (err error) {
	file, err := os.Open(f[sha256])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return copyChecked(ctx, w, file, sha256, filepath.Base(f[sha256]))
}

// copyChecked copies a file and holds it to its digest.
func copyChecked(ctx context.Context, w io.Writer, r io.Reader, digest, name string) error {
	sum := sha256.New()
	to := io.MultiWriter(w, sum)
	const step = 4 << 20
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := io.CopyN(to, r, step); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
	}
	if hex.EncodeToString(sum.Sum(nil)) != digest {
		return &archive.Error{Kind: archive.WrongDigest, Entry: name}
	}
	return nil
}

// PathOriginals are the files that the items of a case were received from.
func PathOriginals(c casefile.Case) Originals {
	paths := folder{}
	for _, e := range c.Evidence {
		if e.SHA256 != "" && e.Path != "" {
			paths[e.SHA256] = e.Path
		}
	}
	return paths
}

// LabOriginals are those that a lab finds of a case at work: where they were
// received from, in its case file, or in the journal.
func LabOriginals(l *lab.Lab, c casefile.Case) Originals { return labOriginals{l, c} }

type labOriginals struct {
	lab *lab.Lab
	c   casefile.Case
}

func (o labOriginals) find(sha256 string) (casefile.Evidence, bool) {
	i := slices.IndexFunc(o.c.Evidence, func(e casefile.Evidence) bool { return e.SHA256 == sha256 })
	if i < 0 || sha256 == "" {
		return casefile.Evidence{}, false
	}
	return o.c.Evidence[i], true
}

// Has implements Originals.
func (o labOriginals) Has(sha256 string) bool { _, ok := o.find(sha256); return ok }

// Original implements Originals.
func (o labOriginals) Original(ctx context.Context, sha256 string, w io.Writer) error {
	e, ok := o.find(sha256)
	if !ok {
		return &archive.Error{Kind: archive.Missing, Entry: sha256}
	}
	r, err := originals(ctx, o.lab)(e)
	if err != nil {
		return err
	}
	return errors.Join(copyChecked(ctx, w, r, sha256, e.Name), r.Close())
}

// several asks one after the other.
type several []Originals

// Has implements Originals.
func (s several) Has(sha256 string) bool { return s.with(sha256) != nil }

func (s several) with(sha256 string) Originals {
	for _, o := range s {
		if o.Has(sha256) {
			return o
		}
	}
	return nil
}

// Original implements Originals.
func (s several) Original(ctx context.Context, sha256 string, w io.Writer) error {
	if o := s.with(sha256); o != nil {
		return o.Original(ctx, sha256, w)
	}
	return &archive.Error{Kind: archive.Missing, Entry: sha256}
}

// FolderOriginals looks through a folder for the files of a case. Only files of
// the size of an item are read. What can't be read is passed over: it is no
// file of the case as far as can be told.
func FolderOriginals(ctx context.Context, path string, c casefile.Case) (Originals, error) {
	sizes := map[int64]bool{}
	for _, e := range c.Evidence {
		if e.SHA256 != "" && !e.Derived() {
			sizes[e.Bytes] = true
		}
	}
	found := folder{}
	err := filepath.WalkDir(path, func(name string, entry fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			if name == path {
				return err
			}
			return nil
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || !sizes[info.Size()] {
			return nil
		}
		if digest, err := digestOf(name); err == nil {
			found[digest] = name
		}
		return nil
	})
	return found, err
}

func digestOf(path string) (digest string, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// unpacked are the items of a case with their files in a private folder.
type unpacked struct {
	lab    *lab.Lab
	c      casefile.Case
	from   Originals
	folder string
	items  map[casefile.ID]casefile.Evidence
}

// unpack makes the private folder; remove takes it away.
func unpack(l *lab.Lab, c casefile.Case, from Originals) (*unpacked, error) {
	folder, err := os.MkdirTemp("", "motbilde-verify-")
	return &unpacked{lab: l, c: c, from: from, folder: folder, items: map[casefile.ID]casefile.Evidence{}}, err
}

func (u *unpacked) remove() error { return os.RemoveAll(u.folder) }

// find returns an item as it comes in anew from its original alone.
func (u *unpacked) find(ctx context.Context, id casefile.ID) (casefile.Evidence, error) {
	if e, ok := u.items[id]; ok {
		return e, nil
	}
	e, _ := u.c.Find(id) // a comparison of unknown evidence is no case
	if e.SHA256 != "" {
		path := filepath.Join(u.folder, e.SHA256)
		if _, err := os.Stat(path); err != nil {
			if err := WriteFile(path, func(w io.Writer) error { return u.from.Original(ctx, e.SHA256, w) }); err != nil {
				return e, err
			}
		}
		kept := e
		e = Import(ctx, u.lab, path, e.Role)
		e.ID, e.Name, e.Parent, e.Part, e.Frame = id, kept.Name, kept.Parent, kept.Part, kept.Frame
		if e.Derived() {
			e.Pixels = kept.Pixels
		}
	}
	u.items[id] = e
	return e, ctx.Err()
}

package casework

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/bag"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casefile/archive"
	"github.com/motbilde/motbilde/internal/edition"
)

// PackageKind says in what the parts of a package don't fit together, though
// each holds by itself.
type PackageKind int

// The kinds.
const (
	PackageUnset  PackageKind = iota
	NoCase                    // there is no case file in it
	OtherLog                  // the log beside the case is not that of the case
	StrayOriginal             // a file among the originals that the case doesn't name
	LostOriginal              // an original of the case is not among them
	SecretLeft                // it calls itself a publication and holds what a publication must not
)

var packageWords = [...]string{
	"unknown", "no case file", "another log than the case's", "an original that the case does not name", "an original of the case is missing",
	"a publication with what was withheld",
}

// PackageError is what does not fit in a package.
type PackageError struct {
	Kind  PackageKind
	Entry string // below data/
}

// Error returns one line in English; people get the sentences of package problem.
func (e *PackageError) Error() string {
	word := packageWords[PackageUnset]
	if e.Kind >= 0 && int(e.Kind) < len(packageWords) {
		word = packageWords[e.Kind]
	}
	return fmt.Sprintf("package: %q: %s", e.Entry, word)
}

// Package is an open package of evidence with what of it does not hold. It must be closed.
type Package struct {
	Bag     *bag.Bag
	Case    *archive.File // nil where there is none, or where it can't be read
	Edition string        // as it calls itself
	Wrong   []error       // *bag.Error, *archive.Error and *PackageError, in the order of the checks

	folder string
}

// OpenPackage reads a package and checks all of it: the manifests against the
// files, the case file by itself, and the two against each other. The error is
// a *bag.Error where it can't be read as a bag, the context's or the system's.
func OpenPackage(ctx context.Context, path string) (_ *Package, err error) {
	p := &Package{}
	if p.Bag, err = bag.Open(path); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, p.Close())
		}
	}()
	for _, f := range p.Bag.Fields {
		if f.Label == editionLabel {
			p.Edition = f.Value
		}
	}
	wrong, err := p.Bag.Check(ctx)
	for _, bad := range wrong {
		p.Wrong = append(p.Wrong, bad)
	}
	if err != nil {
		return nil, err
	}
	return p, p.checkCase(ctx)
}

// Close closes the package and removes what was unpacked.
func (p *Package) Close() error {
	var errs []error
	if p.Case != nil {
		errs = append(errs, p.Case.Close())
	}
	if p.folder != "" {
		errs = append(errs, os.RemoveAll(p.folder))
	}
	return errors.Join(append(errs, p.Bag.Close())...)
}

func (p *Package) say(kind PackageKind, entry string) {
	p.Wrong = append(p.Wrong, &PackageError{Kind: kind, Entry: entry})
}

// checkCase unpacks the case file, since it is read in any order, and holds the
// rest of the package to it.
func (p *Package) checkCase(ctx context.Context) (err error) {
	if p.Bag.Digest(packedCase) == "" {
		p.say(NoCase, packedCase)
		return nil
	}
	if p.folder, err = os.MkdirTemp("", "motbilde-verify-"); err != nil {
		return err
	}
	path := filepath.Join(p.folder, packedCase)
	err = WriteFile(path, func(w io.Writer) error { return p.Bag.Copy(ctx, "data/"+packedCase, w) })
	if bad := new(bag.Error); errors.As(err, &bad) {
		return nil // Check has named it
	} else if err != nil {
		return err
	}
	p.Case, err = archive.Open(path)
	if bad := new(archive.Error); errors.As(err, &bad) {
		p.Wrong = append(p.Wrong, bad)
		return nil
	} else if err != nil {
		return err
	}
	wrong, err := p.Case.Check(ctx)
	for _, bad := range wrong {
		p.Wrong = append(p.Wrong, bad)
	}
	if err != nil {
		return err
	}
	p.checkParts()
	return nil
}

// checkParts holds log and originals to the case, by the digests of the manifest.
func (p *Package) checkParts() {
	if log := sha256.Sum256(p.Case.Log.Text()); p.Bag.Digest(packedLog) != hex.EncodeToString(log[:]) {
		p.say(OtherLog, packedLog)
	}
	var there []string
	for _, name := range p.Bag.Files() {
		if !strings.HasPrefix(name, originalsFolder) {
			continue
		}
		digest := p.Bag.Digest(name)
		there = append(there, digest)
		if !slices.ContainsFunc(p.Case.Document.Case.Evidence, func(e casefile.Evidence) bool { return e.SHA256 == digest }) {
			p.say(StrayOriginal, name)
		}
	}
	for _, e := range p.Case.Document.Case.Evidence {
		if e.HasOriginal() && !slices.Contains(there, e.SHA256) {
			p.say(LostOriginal, e.Name)
		}
		if p.Edition == string(edition.Publication) && (e.Withheld.Salt != "" || e.Withheld.Why != "" || e.Withheld.On && e.SHA256 != "") {
			p.say(SecretLeft, e.Name)
		}
	}
}

// StampDigest returns the SHA-256 that a time-stamp of a file is asked for: of a
// package that of its tag manifest, on which all of its files hang, so that it
// survives being packed again; of any other file that of its bytes.
func StampDigest(ctx context.Context, path string) (digest string, isPackage bool, err error) {
	b, err := bag.Open(path)
	if err == nil {
		return b.Tags, true, b.Close()
	}
	if bad := new(bag.Error); !errors.As(err, &bad) {
		return "", false, err
	} else if bad.Kind != bag.NotABag {
		return "", true, err
	}
	info, err := os.Stat(path) // before opening: a pipe would wait for ever
	if err != nil {
		return "", false, err
	}
	if !info.Mode().IsRegular() {
		return "", false, &bag.Error{Kind: bag.NotABag, Detail: "not an ordinary file"}
	}
	file, err := os.Open(path)
	if err != nil {
		return "", false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sum := sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return "", false, err
		}
		switch _, err := io.CopyN(sum, file, 4<<20); {
		case err == io.EOF:
			return hex.EncodeToString(sum.Sum(nil)), false, nil
		case err != nil:
			return "", false, err
		}
	}
}

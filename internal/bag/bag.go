// Package bag owns the BagIt form (RFC 8493) of what leaves the program as a
// zip: files below data/, a digest of each, and a digest of those. Its main
// types are File and Bag. It promises that the same input gives the same bytes,
// that names work on every system, and that a bag of any origin is read within
// limits, ending in a Bag or in an *Error that names the file.
//
//	NAME/bagit.txt                 the form and its version
//	NAME/bag-info.txt              about the bag, for people
//	NAME/data/…                    the files
//	NAME/manifest-sha256.txt       a digest and a path of each of them
//	NAME/tagmanifest-sha256.txt    the same of the three tag files
package bag

import (
	"io"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The files of a bag.
const (
	declarationName = "bagit.txt"
	infoName        = "bag-info.txt"
	manifestName    = "manifest-sha256.txt"
	tagName         = "tagmanifest-sha256.txt"
	fetchName       = "fetch.txt"
	payload         = "data/"

	declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
	oxumLabel   = "Payload-Oxum" // number of bytes, a dot, number of files
)

// File is one file to be put below data/. It is opened twice, once for the
// checksums that stand before it, and held to what it was the second time.
type File struct {
	Path string // below data/, with forward slashes
	Size int64
	Open func() (io.ReadCloser, error)
}

// Field is a line of bag-info.txt.
type Field struct{ Label, Value string }

// longestName is how many bytes a name gets: with a folder or two before it,
// the path stays below the 260 characters of older Windows programs.
const longestName = 100

// SafeName returns the name with what one of the usual systems can't store, or
// what a person could be misled by, replaced by "_": control and direction
// characters, the signs that Windows keeps for itself, a dot or a space at the
// end, the names of devices. What is too long loses its middle, so that the
// ending stays.
func SafeName(name string) string {
	var out strings.Builder
	for _, r := range strings.ToValidUTF8(name, "_") {
		if r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r) || strings.ContainsRune(`<>:"/\|?*`, r) {
			r = '_'
		}
		out.WriteRune(r)
	}
	safe := strings.TrimLeft(out.String(), " ")
	if trimmed := strings.TrimRight(safe, ". "); trimmed != safe {
		safe = trimmed + "_"
	}
	if len(safe) > longestName {
		ending := path.Ext(safe)
		if len(ending) > 16 {
			ending = ""
		}
		safe = strings.TrimRight(strings.ToValidUTF8(safe[:longestName-len(ending)], ""), ". ") + ending
	}
	if safe == "" || isDevice(safe) {
		safe = "_" + safe
	}
	return safe
}

// isDevice reports whether Windows takes the name for a device, whatever its ending.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(strings.ToUpper(name), ".")
	switch stem = strings.TrimRight(stem, " "); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	number, com := strings.CutPrefix(stem, "COM")
	if !com {
		number, com = strings.CutPrefix(stem, "LPT")
	}
	return com && utf8.RuneCountInString(number) == 1 && strings.ContainsAny(number, "0123456789¹²³")
}

// safePath reports whether every part of the path is a name that every system can store.
func safePath(p string) bool {
	for part := range strings.SplitSeq(p, "/") {
		if part == "" || SafeName(part) != part {
			return false
		}
	}
	return true
}

// leadsOutside reports whether a name could mean a file elsewhere, on any system.
func leadsOutside(name string) bool {
	if name == "" || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\:\x00") {
		return true
	}
	for part := range strings.SplitSeq(name, "/") {
		if part == ".." || part == "." {
			return true
		}
	}
	return false
}

// A path stands in a manifest with %, CR and LF as %25, %0D and %0A, and
// nothing else encoded (RFC 8493, 2.1.3).
var (
	toManifest   = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	fromManifest = strings.NewReplacer("%25", "%", "%0D", "\r", "%0d", "\r", "%0A", "\n", "%0a", "\n")
)

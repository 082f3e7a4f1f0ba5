package media

import (
	"context"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// maxFiles bounds what one call takes from folders: dropping a whole disk by
// mistake must end in a sentence.
const maxFiles = 10_000

// Expand returns the files that a drop, a dialog or a command line means, in
// the order given. A folder stands for the pictures and videos in it and below it, sorted
// by path; hidden files and folders are skipped, links are followed once, and
// what is neither by its first bytes is refused. A path given by itself is
// kept whatever its content. Each refusal is an *Error with its path: a
// missing file, a web address, a folder without pictures. When ctx ends,
// Expand returns what it has, with the context's error as the last refusal.
func Expand(ctx context.Context, paths []string) (files []string, refused []error) {
	x := expansion{ctx: ctx, entered: map[string]bool{}, taken: map[string]bool{}}
	for _, path := range paths {
		if ctx.Err() != nil {
			x.refused = append(x.refused, context.Cause(ctx))
			break
		}
		x.given(path)
	}
	return x.files, x.refused
}

// expansion is the state of one call of Expand.
type expansion struct {
	ctx     context.Context
	files   []string
	refused []error
	entered map[string]bool // folders, by their path without links
	taken   map[string]bool // files, by their path as given
	full    bool            // maxFiles was reached and said
}

func (x *expansion) refuse(kind Kind, path string, err error) {
	x.refused = append(x.refused, &Error{Kind: kind, Path: path, Err: err})
}

func (x *expansion) take(path string) {
	if !x.taken[path] {
		x.taken[path] = true
		x.files = append(x.files, path)
	}
}

// given handles one path as it was named by a person.
func (x *expansion) given(path string) {
	if address, ok := addressOf(path); ok {
		x.refuse(Address, address, nil)
		return
	}
	path = LocalPath(path)
	info, err := os.Stat(path)
	switch {
	case err != nil:
		x.refused = append(x.refused, ofSystem(path, err))
	case info.IsDir():
		before, problems := len(x.files), len(x.refused)
		x.walk(path)
		if len(x.files) == before && len(x.refused) == problems {
			x.refuse(NoPictures, path, nil)
		}
	case !info.Mode().IsRegular():
		x.refuse(NotAFile, path, nil)
	default:
		x.take(path)
	}
}

// walk takes the pictures of a folder, its files before its folders.
func (x *expansion) walk(folder string) {
	real, err := filepath.EvalSymlinks(folder)
	if err != nil {
		x.refused = append(x.refused, ofSystem(folder, err))
		return
	}
	if absolute, err := filepath.Abs(real); err == nil {
		real = absolute
	}
	if x.entered[real] {
		return // a link back to where we are, or a folder named twice
	}
	x.entered[real] = true
	entries, err := os.ReadDir(folder)
	if err != nil {
		x.refused = append(x.refused, ofSystem(folder, err))
		return
	}
	var folders []string
	for _, entry := range entries {
		if x.ctx.Err() != nil || x.full {
			return
		}
		path := filepath.Join(folder, entry.Name())
		if hidden(entry.Name()) {
			continue
		}
		info, err := os.Stat(path) // follows a link
		switch {
		case err != nil && entry.Type()&fs.ModeSymlink != 0:
			continue // a link to nowhere: nobody gave its name
		case err != nil:
			x.refused = append(x.refused, ofSystem(path, err))
		case info.IsDir():
			folders = append(folders, path)
		case info.Mode().IsRegular():
			x.found(path)
		}
	}
	for _, path := range folders {
		x.walk(path)
	}
}

// found takes a file of a folder, unless its first bytes say that it is no picture.
func (x *expansion) found(path string) {
	if len(x.taken) >= maxFiles {
		x.full = true
		x.refused = append(x.refused, &Error{Kind: TooManyFiles, Path: path, Limit: maxFiles})
		return
	}
	if err := glance(path); err != nil {
		x.refused = append(x.refused, At(err, path))
		return
	}
	x.take(path)
}

// hidden reports whether a folder's entry is none of the person's own files.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") ||
		slices.Contains([]string{"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"}, strings.ToLower(name))
}

// glance reads the first bytes of a file and returns what is wrong with its kind.
func glance(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return ofSystem(path, err)
	}
	defer file.Close() // read only: nothing can be lost by closing
	head := make([]byte, 4096)
	n, err := file.ReadAt(head, 0)
	if n == 0 && err != nil && !endsEarly(err) {
		return ofSystem(path, err)
	}
	_, err = sniff(head[:n])
	if e := new(Error); errors.As(err, &e) && e.Kind == Video {
		return nil // a candidate like any other
	}
	return err
}

var scheme = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9+.-]+:`)

// addressOf returns the web address that a path is, or that a file manager or
// browser has turned into a path below the working folder: "/home/a/https:/b"
// stands for "https://b". A path that exists is never an address.
func addressOf(path string) (string, bool) {
	if _, err := os.Lstat(path); err == nil {
		return "", false
	}
	slashed := filepath.ToSlash(path)
	for _, name := range []string{"https:", "http:", "ftp:"} {
		if at := strings.LastIndex(strings.ToLower(slashed), name+"/"); at == 0 || at > 0 && slashed[at-1] == '/' {
			rest := strings.TrimLeft(slashed[at+len(name):], "/")
			return name + "//" + rest, true
		}
	}
	if s := scheme.FindString(path); s != "" && !strings.EqualFold(s, "file:") && len(s) > 2 &&
		(strings.HasPrefix(path[len(s):], "//") || strings.EqualFold(s, "data:") || strings.EqualFold(s, "blob:")) {
		return path, true
	}
	return "", false
}

// LocalPath returns the path that a file:// address names, and any other path unchanged.
func LocalPath(path string) string {
	if !strings.HasPrefix(strings.ToLower(path), "file:///") {
		return path
	}
	u, err := url.Parse(path)
	if err != nil || u.Path == "" {
		return path
	}
	p := u.Path
	if len(p) > 2 && p[0] == '/' && p[2] == ':' {
		p = p[1:] // file:///C:/x on Windows
	}
	return filepath.FromSlash(p)
}

// Package clip owns what the system's clipboard holds beyond the text that the
// toolkit carries: pictures and lists of files. Its main type is Clip. It
// promises to hand over bytes as they were copied, within a limit, to wait for
// no other program longer than a few seconds, and to talk to the X server of
// this machine alone. On Windows it is read only, and on macOS there is none
// (Open says so).
package clip

import (
	"errors"
	"net/url"
	"path/filepath"
	"strings"
)

// ErrNone says that pictures can't be carried by the clipboard of this system:
// it is not X11, or its X server is another machine's.
var ErrNone = errors.New("the clipboard of this system carries no pictures here")

// ErrTooLarge says that a picture on the clipboard is larger than mostBytes.
var ErrTooLarge = errors.New("what was copied is too large")

// ErrSilent says that the program that copied something doesn't hand it over.
var ErrSilent = errors.New("the program that it was copied in does not answer")

// mostBytes bounds what is taken from the clipboard: twice a screenshot of 8K,
// as PNG of noise.
const mostBytes = 256 << 20

// Content is what the clipboard holds, the most telling kind alone.
type Content struct {
	Files     []string // paths, as a file manager copies them
	Picture   []byte   // a picture's file, as another program encoded it
	MediaType string   // of the picture, as that program says
	Addresses []string // http and https, one or more, and nothing else
	Text      string   // any other text
}

// Empty reports whether there is nothing.
func (c Content) Empty() bool {
	return len(c.Files) == 0 && len(c.Picture) == 0 && len(c.Addresses) == 0 && strings.TrimSpace(c.Text) == ""
}

// OfText tells what a text is: paths of files, addresses, or words. A list is
// one only where each of its lines is.
func OfText(text string) Content {
	var files, addresses []string
	lines := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") && lines == 0 { // a comment of a list of addresses, RFC 2483
			continue
		}
		lines++
		if path, ok := pathOf(line); ok {
			files = append(files, path)
		} else if isAddress(line) {
			addresses = append(addresses, line)
		}
	}
	switch {
	case lines > 0 && len(files) == lines:
		return Content{Files: files}
	case lines > 0 && len(addresses) == lines:
		return Content{Addresses: addresses}
	}
	return Content{Text: text}
}

// pathOf returns the path that a line names: a path from the root, or the
// address of a file of this machine.
func pathOf(line string) (string, bool) {
	if !strings.HasPrefix(line, "file:") {
		return line, filepath.IsAbs(line)
	}
	u, err := url.Parse(line)
	if err != nil || u.Host != "" && u.Host != "localhost" || u.Path == "" {
		return "", false
	}
	path := filepath.FromSlash(u.Path)
	if len(path) > 3 && path[0] == '\\' && path[2] == ':' { // file:///C:/ of Windows
		path = path[1:]
	}
	return path, true
}

func isAddress(line string) bool {
	if strings.ContainsAny(line, " \t") {
		return false
	}
	u, err := url.Parse(line)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}

// pictureTypes are the kinds of picture that are taken, the best first: a
// program that offers several encodes all but one anew, and PNG loses nothing.
var pictureTypes = []string{"image/png", "image/tiff", "image/bmp", "image/webp", "image/jpeg", "image/gif", "image/avif", "image/heic"}

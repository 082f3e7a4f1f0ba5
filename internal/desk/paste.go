package desk

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Pasted is a picture from the clipboard, with the words that tell of it.
type Pasted struct {
	Data      []byte // as it was on the clipboard
	MediaType string
	Name      string // of the file, without number and ending, as "Pasted picture"
	Source    casefile.Source
}

// endings are those of the files that pasted pictures become.
var endings = map[string]string{
	"image/png": ".png", "image/tiff": ".tif", "image/bmp": ".bmp", "image/webp": ".webp",
	"image/jpeg": ".jpg", "image/gif": ".gif", "image/avif": ".avif", "image/heic": ".heic",
}

// Paste takes a picture from the clipboard as evidence: its bytes become a file
// of the desk's own, which goes when the desk is closed; what holds the case
// has them by then.
func (d *Desk) Paste(p Pasted) {
	if d.keepsPictures() {
		return
	}
	d.pasted.count++
	name := fmt.Sprintf("%s %d%s", p.Name, d.pasted.count, endings[p.MediaType])
	start(d, d.ctx, func(context.Context) (path string, err error) {
		folder, err := os.MkdirTemp("", "motbilde-pasted-")
		if err != nil {
			return "", fmt.Errorf("keeping what was pasted: %w", err)
		}
		path = filepath.Join(folder, name)
		return path, os.WriteFile(path, p.Data, 0o600)
	}, func(path string, err error) {
		if path != "" {
			d.pasted.folders = append(d.pasted.folders, filepath.Dir(path))
		}
		if err != nil {
			d.Report(err)
			return
		}
		if d.pasted.sources == nil {
			d.pasted.sources = map[string]casefile.Source{}
		}
		d.pasted.sources[path] = p.Source
		d.Add([]string{path}, AnyWell)
	})
}

// pasting is what was pasted into the open case.
type pasting struct {
	count   int
	folders []string                   // one for each, of chance names
	sources map[string]casefile.Source // by path
}

// removePasted deletes the files of what was pasted.
func (d *Desk) removePasted() {
	for _, folder := range d.pasted.folders {
		_ = os.RemoveAll(folder) // what stays lies where the system clears
	}
}

// SetAddress keeps an address as the source of an item; beside another one that
// stands there already it goes into the note. The program never fetches it.
func (d *Desk) SetAddress(id casefile.ID, address string) {
	e, ok := d.file.Find(id)
	if !ok || address == "" || e.Source.Address == address || strings.Contains(e.Source.Note, address) {
		return
	}
	d.Edit(d.named("edit.address", []casefile.ID{id}), func(c casefile.Case) casefile.Case {
		s := e.Source
		if s.Address == "" {
			s.Address = address
		} else {
			s.Note = strings.TrimPrefix(s.Note+"\n"+address, "\n")
		}
		return c.WithSource(id, s)
	})
}

package app

import (
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/media"
)

// Open takes the files that the program was started with: by the command line,
// or by a desktop that hands over what was chosen or dropped on the icon, as
// paths or file:// addresses. Pictures are the claimed one and its candidates.
// A case or a pack of exercises is opened; a window has room for one, so what
// comes with it gets windows of their own. Nothing is mixed into a case.
func (w *Window) Open(given []string) {
	var pictures, documents []string
	for _, path := range given {
		if local := media.LocalPath(path); desk.IsCase(local) || isPack(local) {
			documents = append(documents, local)
		} else {
			pictures = append(pictures, path)
		}
	}
	if len(pictures) == 0 && len(documents) > 0 {
		if isPack(documents[0]) {
			w.openPack(documents[0])
		} else {
			w.desk.OpenCase(documents[0])
		}
		documents = documents[1:]
	}
	w.desk.Open(pictures)
	if w.another == nil {
		return
	}
	for _, path := range documents {
		w.beside(func() (func(), error) { return nil, w.another(path) })
	}
}

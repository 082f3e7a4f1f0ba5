package app

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage/repository"
)

// keepFilesWhole has the toolkit's save dialog name a place and touch nothing.
// As it comes it opens what it has been told for writing, which empties a file
// that lies there before anything takes its place: an export that fails would
// cost the old report. What is written here goes through casework.WriteFile,
// which puts a file in its place whole or not at all.
func keepFilesWhole() error {
	now, err := repository.ForScheme("file")
	if err != nil {
		return fmt.Errorf("asking the toolkit for its files: %w", err)
	}
	if _, done := now.(places); done {
		return nil
	}
	files, ok := now.(files)
	if !ok {
		return fmt.Errorf("the toolkit's files are a %T, which can't be looked through", now)
	}
	repository.Register("file", places{files})
	return nil
}

// files is what the file dialogs ask of the toolkit's files.
type files interface {
	repository.WritableRepository
	repository.HierarchicalRepository
	repository.ListableRepository
}

// places are the toolkit's files, of which none is opened for writing.
type places struct{ files }

// Writer returns the place alone.
func (places) Writer(u fyne.URI) (fyne.URIWriteCloser, error) { return place{u}, nil }

// place is where something is to be written, by somebody else.
type place struct{ uri fyne.URI }

// URI returns where it is.
func (p place) URI() fyne.URI { return p.uri }

// Write refuses: the desk writes.
func (p place) Write([]byte) (int, error) {
	return 0, errors.New("writing to a place that was only named")
}

// Close has nothing to close.
func (p place) Close() error { return nil }

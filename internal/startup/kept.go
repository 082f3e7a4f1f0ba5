package startup

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/motbilde/motbilde/internal/casework"
)

// KeepPreferences sees to it that a sudden end costs nobody their preferences.
// The toolkit writes them over themselves, so that a machine that goes down
// then leaves half a file or an empty one, which it reads as none at all. Called
// before the toolkit reads path, this keeps a copy of a whole file beside it,
// and puts the copy in the place of one that is not.
func KeepPreferences(path string) error {
	kept := path + ".kept"
	text, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	copied, copyErr := os.ReadFile(kept)
	switch {
	case errors.Is(err, fs.ErrNotExist) && copyErr != nil:
		return nil // a first start
	case errors.Is(err, fs.ErrNotExist):
		return os.Remove(kept) // whoever took the file away wanted to begin anew
	case whole(text) && bytes.Equal(text, copied):
		return nil
	case whole(text):
		return write(kept, text)
	case copyErr == nil && whole(copied):
		return write(path, copied)
	}
	return nil
}

// whole reports whether a text is settings, and some.
func whole(text []byte) bool {
	var values map[string]any
	return json.Unmarshal(text, &values) == nil && len(values) > 0
}

func write(path string, text []byte) error {
	return casework.WritePrivate(path, func(w io.Writer) error {
		_, err := w.Write(text)
		return err
	})
}

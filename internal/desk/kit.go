package desk

import (
	"bytes"
	"image"
	"io"
	"os"

	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/graphic"
)

// UseKit says in which style graphics are made from now on; nil is the neutral one.
func (d *Desk) UseKit(k *graphic.Kit) {
	d.out.kit = k
	d.publish()
}

func (d *Desk) kit() graphic.Kit {
	if d.out.kit == nil {
		return graphic.Kit{}
	}
	return *d.out.kit
}

// ReadKit reads the file of a desk's style. It is called off the owner's
// goroutine. The errors are a *graphic.KitError and the system's.
func ReadKit(path string) (graphic.Kit, error) { return readFrom(path, graphic.ReadKit) }

// ReadLogo reads a PNG for a desk's style, as ReadKit does.
func ReadLogo(path string) (*image.RGBA, error) { return readFrom(path, graphic.ReadLogo) }

// ReadTypeface reads a typeface for a desk's style, as ReadKit does.
func ReadTypeface(path string) (*figure.Typeface, error) {
	return readFrom(path, graphic.ReadTypeface)
}

func readFrom[T any](path string, read func(io.Reader) (T, error)) (value T, err error) {
	file, err := os.Open(path)
	if err != nil {
		return value, err
	}
	value, err = read(file)
	if closed := file.Close(); err == nil {
		err = closed
	}
	return value, err
}

// WriteKit writes the file of a desk's style, whole or not at all. It is called
// off the owner's goroutine. The errors are those of graphic.WriteKit.
func WriteKit(path string, k graphic.Kit) error {
	var text bytes.Buffer
	if err := graphic.WriteKit(&text, k); err != nil {
		return err
	}
	return casework.WriteFile(path, func(w io.Writer) error {
		_, err := w.Write(text.Bytes())
		return err
	})
}

// WriteFile writes a file whole or not at all; it takes the place of one that
// lies there. It may be called on any goroutine.
func WriteFile(path string, write func(io.Writer) error) error {
	return casework.WriteFile(path, write)
}

package pdf

import (
	"bytes"
	"encoding/gob"
	"fmt"

	"github.com/jung-kurt/gofpdf"
)

// orderBy gives a stored picture a place among the others. gofpdf keeps them
// in a map and sorts them by their width alone, so that two of equal width
// come in any order and the same document would give other bytes. The width is
// a float that is written as a whole number: a fraction of a pixel orders the
// pictures and is never seen. It can be reached by the picture's own encoding only.
func orderBy(info *gofpdf.ImageInfoType, place int) error {
	if info == nil {
		return nil // registering failed, and the document holds the error
	}
	data, err := info.GobEncode()
	if err != nil {
		return fmt.Errorf("reading a stored picture: %w", err)
	}
	var (
		pixels, mask, palette     []byte
		number, bits              int
		width, height, scale, dpi float64
		colours, filter, decoding string
		transparent               []int
	)
	fields := []any{
		&pixels, &mask, &number, &width, &height, &colours, &palette,
		&bits, &filter, &decoding, &transparent, &scale, &dpi,
	}
	decoder := gob.NewDecoder(bytes.NewReader(data))
	for _, field := range fields {
		if err := decoder.Decode(field); err != nil {
			return fmt.Errorf("reading a stored picture: %w", err)
		}
	}
	const most = 1e6 // pictures a document
	width = float64(int(width)) + float64(place)/most
	var out bytes.Buffer
	encoder := gob.NewEncoder(&out)
	for _, field := range fields {
		if err := encoder.Encode(field); err != nil {
			return fmt.Errorf("storing a picture again: %w", err)
		}
	}
	if err := info.GobDecode(out.Bytes()); err != nil {
		return fmt.Errorf("storing a picture again: %w", err)
	}
	return nil
}

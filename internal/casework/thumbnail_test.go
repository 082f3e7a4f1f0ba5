package casework

import (
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/synth"
)

// withThumbnail puts a JPEG into a JPEG's EXIF data, as cameras do.
func withThumbnail(shown, thumbnail []byte) []byte {
	order := binary.BigEndian
	exif := []byte("MM\x00*\x00\x00\x00\x08\x00\x00\x00\x00\x00\x0e\x00\x02") // no entry, then a directory of two
	for _, e := range [2][2]uint32{{513, 14 + 2 + 2*12 + 4}, {514, uint32(len(thumbnail))}} {
		exif = order.AppendUint16(order.AppendUint16(exif, uint16(e[0])), 4)
		exif = order.AppendUint32(order.AppendUint32(exif, 1), e[1])
	}
	exif = append(append(exif, 0, 0, 0, 0), thumbnail...)
	segment := order.AppendUint16([]byte{0xff, 0xe1}, uint16(2+6+len(exif)))
	return slices.Concat(shown[:2], segment, []byte("Exif\x00\x00"), exif, shown[2:])
}

func TestImportTellsAThumbnailOfSomethingElse(t *testing.T) {
	scene := synth.Draw(5, synth.Convoy, geom.Size{Width: 480, Height: 320}).Image
	small := synth.EncodeJPEG(synth.Spread(scene, synth.Rescale(geom.Size{Width: 160, Height: 107})).Image, 70)
	part := synth.Spread(scene, synth.Crop(image.Rect(140, 60, 440, 260))).Image
	l := lab.New()
	for name, c := range map[string]struct {
		data           []byte
		there, differs bool
	}{
		"its own":       {withThumbnail(synth.EncodeJPEG(scene, 85), small), true, false},
		"of the whole":  {withThumbnail(synth.EncodeJPEG(part, 85), small), true, true},
		"none":          {synth.EncodeJPEG(scene, 85), false, false},
		"a damaged one": {withThumbnail(synth.EncodeJPEG(part, 85), small[:400]), true, false},
	} {
		path := filepath.Join(t.TempDir(), "a.jpg")
		if err := os.WriteFile(path, c.data, 0o600); err != nil {
			t.Fatal(err)
		}
		e := Import(t.Context(), l, path, casefile.Candidate)
		if e.Problem != nil || e.Facts.Thumbnail != c.there || e.Facts.ThumbnailDiffers != c.differs {
			t.Errorf("%s: thumbnail %v, differs %v, %v", name, e.Facts.Thumbnail, e.Facts.ThumbnailDiffers, e.Problem)
		}
		embedded, err := l.Embedded(t.Context(), FileOf(e))
		if shown := c.there && name != "a damaged one"; err != nil || (embedded.Thumbnail != nil) != shown || len(embedded.Tags) == 0 {
			t.Errorf("%s: %d tags, thumbnail %v, %v", name, len(embedded.Tags), embedded.Thumbnail != nil, err)
		}
	}
}

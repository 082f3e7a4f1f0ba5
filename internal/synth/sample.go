package synth

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/rows"
)

// File is one file of the sample case, or of the archive.
type File struct {
	Name  string // relative, with forward slashes: "claim.jpg", "candidates/….jpg"
	Data  []byte // a JPEG file
	Claim bool
	Size  geom.Size
	Truth Truth
}

// Truth is what is known of a file of the sample case.
type Truth struct {
	Kind Kind // what the scene shows; the claim's is Convoy
	// Source reports whether the claim was cut from this candidate; then
	// CandidateFromClaimed is exact, and otherwise the zero Map.
	Source               bool
	CandidateFromClaimed geom.Map
	Overlay              []Region // parts of the overlay in this file's pixels, cut to what is in the picture
	Vehicles             []geom.Rect
}

// Case is the sample case, the claim first. Its files are read only.
type Case struct{ files []File }

// Files returns the claim and then the candidates, in the order of their names.
func (c Case) Files() []File { return c.files }

// sampleSeed was chosen by looking at the pictures.
const sampleSeed = 7

// claimCrop is what the claim shows of the source: the convoy's bend, without
// the button, with the lower half of a few letters of the notice at its edge.
var claimCrop = image.Rect(660, 114, 1580, 804)

// claimSize is the claim's size: small, as platforms leave it.
var claimSize = geom.Size{Width: 640, Height: 480}

// The candidates by name. The names are such as cameras and players give.
var sampleScenes = []struct {
	name    string
	kind    Kind
	size    geom.Size
	quality int
}{
	{"candidates/IMG_0417.jpg", Harbour, geom.Size{Width: 1200, Height: 800}, 88},
	{"candidates/capture-1108.jpg", Road, geom.Size{Width: 1280, Height: 720}, 86},
	{"candidates/frame-0932.jpg", Convoy, sampleFrame, 90},
	{"candidates/still_20.jpg", Compound, geom.Size{Width: 1280, Height: 720}, 86},
}

// Sample draws the sample case: a close grey crop of a game's frame is claimed
// to show a convoy; four candidates, one of which is that frame.
func Sample() Case {
	files := make([]File, 1+len(sampleScenes))
	rows.Tasks(len(sampleScenes), func(i int) {
		k := sampleScenes[i]
		scene := Draw(sampleSeed+uint64(k.kind), k.kind, k.size)
		truth := Truth{Kind: k.kind, Overlay: scene.Overlay, Vehicles: scene.Vehicles}
		if k.kind == Convoy {
			claim := Spread(scene.Image, Crop(claimCrop), Grey(), Rescale(claimSize))
			truth.Source, truth.CandidateFromClaimed = true, claim.SourceFromCopy
			files[0] = File{
				Name: "claim.jpg", Data: signed(EncodeJPEG(claim.Image, 40)), Claim: true, Size: claimSize,
				Truth: truth.within(claim),
			}
		}
		files[i+1] = File{Name: k.name, Data: signed(EncodeJPEG(scene.Image, k.quality)), Size: k.size, Truth: truth}
	})
	return Case{files}
}

// within carries the truth of a scene over to a copy of it.
func (t Truth) within(c Copy) Truth {
	out := Truth{Kind: t.Kind}
	copyFromSource, _ := c.SourceFromCopy.Inverse() // attacks can be undone
	frame := sizeOf(c.Image).Rect()
	for _, r := range t.Overlay {
		if box := copyFromSource.ApplyQuad(r.Box.Quad()).Bounds().Intersect(frame); !box.Empty() {
			out.Overlay = append(out.Overlay, Region{r.Name, box})
		}
	}
	for _, r := range t.Vehicles {
		if box := copyFromSource.ApplyQuad(r.Quad()).Bounds().Intersect(frame); !box.Empty() {
			out.Vehicles = append(out.Vehicles, box)
		}
	}
	return out
}

// Signature is the comment in every file of the sample case: it tells whoever
// finds one astray what it is, and WriteSample what it may write over.
const Signature = "Drawn by Motbilde for its sample case. It shows nothing that happened."

// signed puts the signature behind the start of a JPEG file.
func signed(data []byte) []byte { return Signed(data, Signature) }

// Signed puts a comment behind the start of a JPEG file: whoever finds a drawn
// picture astray reads there what it is.
func Signed(data []byte, comment string) []byte {
	n := len(comment) + 2
	out := make([]byte, 0, len(data)+n+2)
	out = append(out, data[:2]...)
	out = append(out, 0xFF, 0xFE, byte(n>>8), byte(n))
	out = append(out, comment...)
	return append(out, data[2:]...)
}

// WriteSample writes the sample case below a folder and returns the paths of the
// claim and of the candidates; see WriteFiles.
func WriteSample(folder string) (claim string, candidates []string, err error) {
	paths, err := WriteFiles(folder, Sample().Files())
	if err != nil {
		return "", nil, err
	}
	return paths[0], paths[1:], nil
}

// WriteFiles writes files of the sample case below a folder, which it makes
// where there is none, and returns their paths. Each file is written beside its
// place and then renamed. A file of the sample case is written over; any other
// file of such a name is left alone, and the error wraps fs.ErrExist.
func WriteFiles(folder string, files []File) ([]string, error) {
	paths := make([]string, len(files))
	for i, f := range files {
		paths[i] = filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := mayWrite(paths[i]); err != nil {
			return nil, fmt.Errorf("writing the sample case: %w", err)
		}
	}
	for i, f := range files {
		if err := writeFile(paths[i], f.Data); err != nil {
			return nil, fmt.Errorf("writing the sample case: %w", err)
		}
	}
	return paths, nil
}

// mayWrite returns nil where there is no file, or one of the sample case.
func mayWrite(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 6+len(Signature))
	if n, err := f.Read(head); err == nil && n == len(head) && bytes.HasSuffix(head, []byte(Signature)) {
		return nil
	}
	return &fs.PathError{Op: "write", Path: path, Err: fs.ErrExist}
}

func writeFile(path string, data []byte) error {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	beside, err := os.CreateTemp(folder, ".motbilde-*")
	if err != nil {
		return err
	}
	defer os.Remove(beside.Name()) // gone already when all went well
	_, err = beside.Write(data)
	if err == nil {
		err = beside.Chmod(0o644)
	}
	if closed := beside.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(beside.Name(), path)
}

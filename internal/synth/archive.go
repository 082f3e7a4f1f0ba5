package synth

import (
	"fmt"
	"image"
	"iter"

	"github.com/motbilde/motbilde/internal/geom"
)

// Of the archive: scenes of each kind in turn, each larger than the windows
// that are cut from it, and the window that the claim is made from.
const (
	archiveScenes   = 10
	windowsPerScene = 10
	claimedScene    = 4
	claimedWindow   = 3
)

var (
	archiveScene  = geom.Size{Width: 4200, Height: 3150}
	archiveWindow = image.Pt(1632, 1224)
)

// Archive draws what a search through a folder meets, to measure it: 100 JPEGs
// of 2 megapixels, of which few show what the claim shows. Names and claims are
// as in the sample case; of the truth nothing is told.
func Archive() iter.Seq[File] {
	return func(yield func(File) bool) {
		for n := range archiveScenes {
			scene := Draw(uint64(100+n), Kind(n%4), archiveScene).Image
			for i := range windowsPerScene {
				at := image.Pt(570*(i%5), 1926*(i/5))
				window := Spread(scene, Crop(image.Rectangle{Min: at, Max: at.Add(archiveWindow)}))
				if !yield(File{
					Name: fmt.Sprintf("candidates/%d%d.jpg", n, i), Data: EncodeJPEG(window.Image, 88),
					Size: geom.Size{Width: archiveWindow.X, Height: archiveWindow.Y},
				}) {
					return
				}
				if n != claimedScene || i != claimedWindow {
					continue
				}
				size := geom.Size{Width: 800, Height: 600}
				claim := Spread(window.Image, Crop(image.Rect(200, 150, 1400, 1050)), Grey(), Rescale(size))
				if !yield(File{Name: "claim.jpg", Data: EncodeJPEG(claim.Image, 60), Claim: true, Size: size}) {
					return
				}
			}
		}
	}
}

package main

import (
	"fmt"
	"image"
	"os"
	"path/filepath"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// drawPair writes a JPEG of that size and a claim made from it: cropped, grey,
// turned a little and brought back to the same size.
func drawPair(folder, name string, width, height int) (claim, candidate string, err error) {
	size := geom.Size{Width: width, Height: height}
	source := synth.Draw(11, synth.Convoy, size).Image
	spread := synth.Spread(source,
		synth.Rotate(2), synth.Crop(image.Rect(width/8, height/8, width*7/8, height*7/8)), synth.Grey(), synth.Rescale(size))
	claim, candidate = filepath.Join(folder, "claim"+name+".jpg"), filepath.Join(folder, "candidate"+name+".jpg")
	if err := os.WriteFile(claim, synth.EncodeJPEG(spread.Image, 75), 0o666); err != nil {
		return "", "", err
	}
	return claim, candidate, os.WriteFile(candidate, synth.EncodeJPEG(source, 90), 0o666)
}

// drawFolder writes 100 JPEGs of 2 megapixels, of which few show what the
// claim shows: windows of scenes of all kinds, each drawn larger than that.
func drawFolder(folder string) (claim, candidates string, err error) {
	const width, height = 1632, 1224
	candidates = filepath.Join(folder, "candidates")
	if err := os.Mkdir(candidates, 0o777); err != nil {
		return "", "", err
	}
	for n := range 10 {
		scene := synth.Draw(uint64(100+n), synth.Kind(n%4), geom.Size{Width: 4200, Height: 3150}).Image
		for i := range 10 {
			x, y := 285*(i%5)*2, 1926*(i/5)
			window := synth.Spread(scene, synth.Crop(image.Rect(x, y, x+width, y+height)))
			path := filepath.Join(candidates, fmt.Sprintf("%d%d.jpg", n, i))
			if err := os.WriteFile(path, synth.EncodeJPEG(window.Image, 88), 0o666); err != nil {
				return "", "", err
			}
			if n == 4 && i == 3 {
				spread := synth.Spread(window.Image, synth.Crop(image.Rect(200, 150, 1400, 1050)), synth.Grey(), synth.Rescale(geom.Size{Width: 800, Height: 600}))
				claim = filepath.Join(folder, "claim2.jpg")
				if err := os.WriteFile(claim, synth.EncodeJPEG(spread.Image, 60), 0o666); err != nil {
					return "", "", err
				}
			}
		}
	}
	return claim, candidates, nil
}

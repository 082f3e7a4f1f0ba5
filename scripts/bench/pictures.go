package main

import (
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

// drawArchive writes the claim and the 100 candidates of synth.Archive.
func drawArchive(folder string) (claim, candidates string, err error) {
	candidates = filepath.Join(folder, "candidates")
	if err := os.Mkdir(candidates, 0o777); err != nil {
		return "", "", err
	}
	for f := range synth.Archive() {
		path := filepath.Join(folder, filepath.FromSlash(f.Name))
		if err := os.WriteFile(path, f.Data, 0o666); err != nil {
			return "", "", err
		}
		if f.Claim {
			claim = path
		}
	}
	return claim, candidates, nil
}

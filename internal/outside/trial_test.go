package outside_test

import (
	"image"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

// captions stand on photographs in the trial.
var captions = []string{
	"Rescue workers at the bridge on Tuesday", "VIDEO: @local_news 14:32", "Eyewitness footage, not verified", "BREAKING",
	"Foto: A. Nordmann / Nyhetsbyrået", "Сообщение из города", "Hundreds flee as the dam gives way",
}

// trial makes claims of pictures with numbers that come the same each time (a
// linear congruence, Knuth).
type trial struct {
	*testing.T
	next uint64
}

func (t *trial) dice() float64 {
	t.next = t.next*6364136223846793005 + 1442695040888963407
	return float64(t.next>>40) / (1 << 24)
}

// cuts looks for what the edges of a claim cut that shows a part of a picture,
// given in shares of its sides: reduced, some of them grey and some mirrored,
// and saved at any quality.
func (t *trial) cuts(source *image.RGBA, part [4]float64) []outside.Residue {
	w, h := float64(source.Rect.Dx()), float64(source.Rect.Dy())
	crop := image.Rect(int(part[0]*w), int(part[1]*h), int(part[2]*w), int(part[3]*h))
	attacks := []synth.Attack{synth.Crop(crop)}
	if t.dice() < 0.5 {
		attacks = append(attacks, synth.Grey())
	}
	if t.dice() < 0.25 {
		attacks = append(attacks, synth.Mirror())
	}
	scale := 0.35 + 0.65*t.dice()
	attacks = append(attacks, synth.Rescale(geom.Size{Width: max(64, int(float64(crop.Dx())*scale)), Height: max(64, int(float64(crop.Dy())*scale))}))
	claim := synth.Spread(source, attacks...)
	found, err := outside.FindResidue(t.Context(), outside.Pair{
		Claimed: pyramid(t, synth.EncodeJPEG(claim.Image, 25+int(65*t.dice()))), Candidate: picture.NewPyramid(picture.FromImage("", source)),
		CandidateFromClaimed: claim.SourceFromCopy,
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// Part of make soak: it takes some minutes.
func TestTrialOfCutCaptionsAndOfScenery(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(devPictures, "originals", "*.jp*g"))
	if !thorough || len(names) == 0 {
		t.Skip("it is asked for by MOTBILDE_RESIDUE, and needs the pictures beside the project")
	}
	tr := &trial{t, 20261125}
	crops, reported, wrong := 0, 0, 0
	var cut, found [3]int // upright through the line, level through its letters, not at all
	for _, name := range names {
		source := devImage(t, name)
		for range 12 {
			w, h := 0.2+0.7*tr.dice(), 0.2+0.7*tr.dice()
			x, y := tr.dice()*(1-w), tr.dice()*(1-h)
			crops++
			if len(tr.cuts(source, [4]float64{x, y, x + w, y + h})) > 0 {
				reported++
				if !slices.Contains(lettered, strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))) {
					wrong++
					t.Logf("pointed out on %s", filepath.Base(name))
				}
			}
		}
		for k := range cut {
			share := 0.05 + 0.08*tr.dice()
			text := captions[int(tr.dice()*float64(len(captions)))]
			captioned := synth.Spread(source, synth.Caption(text, share), synth.JPEG(85)).Image
			part := [...][4]float64{
				{0, 0.1 * tr.dice(), 0.5, 1},
				{0.05 * tr.dice(), 0.1 * tr.dice(), 0.9 + 0.1*tr.dice(), 1 - share*(0.45+0.1*tr.dice())},
				{0.1 * tr.dice(), 0.1 * tr.dice(), 0.9 + 0.1*tr.dice(), 0.95 - share - 0.1*tr.dice()},
			}[k]
			cut[k]++
			if slices.ContainsFunc(tr.cuts(captioned, part), func(r outside.Residue) bool {
				return r.Kind == outside.Lettering && r.Candidate.MaxY > float64(captioned.Rect.Dy())*(1-share)-2
			}) {
				found[k]++
			}
		}
	}
	t.Logf("captions cut upright: %d of %d pointed out; cut level: %d of %d; not cut: %d of %d", found[0], cut[0], found[1], cut[1], found[2], cut[2])
	t.Logf("scenery: of %d crops %d are pointed out, %d of them not of lettering", crops, reported, wrong)
	if 10*(found[0]+found[1]) < 7*(cut[0]+cut[1]) || found[2] > 0 || 100*wrong > 2*crops {
		t.Error("too few, or too many")
	}
}

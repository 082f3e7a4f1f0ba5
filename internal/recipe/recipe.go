// Package recipe owns how a picture like the claim can be made from a placed
// candidate: the edits, each with what was measured of it, and their replay.
// Its main type is Recipe. It promises that a step is told only where it
// exceeds the error of its measurement, that the same values give the same
// recipe on any number of cores, and that its words never say that the claim
// was made so, or which picture came first.
//
//	Pair, Alignment, Tone ─▶ Measure ─▶ steps, in an order in which they can be done
//	                                      └──▶ Replay ─▶ picture of the claim's size, and what remains
package recipe

import (
	"context"
	"errors"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/provenance"
)

// Version names the methods of this package and their limits in cache keys and
// reports. It changes whenever the same values could give another recipe.
const Version = "recipe/1"

// ErrNotPlaced is returned for a candidate that is not placed on the claim.
var ErrNotPlaced = errors.New("the candidate is not placed on the claim")

// Input is what a recipe is measured from.
type Input struct {
	Pair      compare.Pair
	Alignment align.Alignment     // that of the pair
	Tone      compare.Tone        // from the pair's difference
	Claimed   provenance.Encoding // of the claim's file as received
	Changes   Changes             // from the pair's difference
}

// Changes is what differs beyond tone, noise and compression.
type Changes struct {
	Regions int     // how many; 0 where they were not counted
	Share   float64 // of the claim's area, 0 to 1
}

// Recipe is how a picture like the claim can be made from the candidate.
type Recipe struct {
	// Steps stand in an order in which they can be done; other orders give the
	// same picture. Empty: nothing exceeded the error of its measurement.
	Steps []Step
	// Saved says how the copy received is stored. It is read in the file, and no step.
	Saved provenance.Encoding
	// Curve is the tone that was measured, told as a step or not.
	Curve Curve
	// Same says that the pixels are the same: there was nothing to measure.
	Same bool

	tint tint
}

// Step is one edit: Crop, Mirror, Turn, Perspective, Slant, Grey, Tint, Colour,
// Invert, Tone, Scale, Blur, Place or LayOver.
type Step interface{ kind() string }

// Crop keeps a part of the candidate.
type Crop struct {
	Share float64 // of the candidate's area that is kept, 0 to 1
	// Upright says that the part's sides lie along the candidate's: then the
	// margins are what is left out, and the size is the part's, candidate pixels.
	Upright                  bool
	Left, Top, Right, Bottom float64
	Width, Height            float64
}

// Mirror turns left to right.
type Mirror struct{}

// Turn turns clockwise by degrees, −180 to 180.
type Turn struct{ Degrees float64 }

// Perspective is what a photograph of a screen or of a print does.
type Perspective struct{}

// Slant moves the upper edge along the lower one.
type Slant struct{ Degrees float64 }

// Scale makes larger or smaller, by factors across and down in the claim's frame.
type Scale struct{ X, Y float64 }

// Even reports whether the shape is kept.
func (s Scale) Even() bool { return s.X == s.Y }

// Grey takes the colour out.
type Grey struct {
	Chroma float64 // what the claim has where the candidate has colour, levels of 255
}

// Tint lays one colour over all.
type Tint struct {
	Blue, Red float64 // mean shift of Cb and Cr, levels of 255
}

// Colour brings in colours where the candidate is grey. It is not replayed.
type Colour struct {
	Chroma float64 // what the claim has there, levels of 255
}

// Invert turns light to dark.
type Invert struct{}

// Tone changes brightness and contrast; Curve has all of it.
type Tone struct {
	Brightness float64 // mean change of luma, levels of 255
	Contrast   float64 // share by which differences grew; −0.2 is a fifth less
	Gamma      float64 // exponent that bends the curve; 1 where a straight line does
	// Told says which of the three exceed their error, and whether tone is cut off.
	BrightnessTold, ContrastTold, GammaTold bool
	ClippedBlack, ClippedWhite              bool
}

// Blur makes softer.
type Blur struct {
	SigmaPx float64 // standard deviation, claim pixels
}

// Place sets the picture into a larger one.
type Place struct {
	Share float64 // of the claim's area that it fills, 0 to 1
}

// LayOver brings in what the candidate does not show. It is not replayed.
type LayOver struct {
	Regions int     // 0 where they were not counted
	Share   float64 // of the claim's area, 0 to 1
}

func (Crop) kind() string        { return "crop" }
func (Mirror) kind() string      { return "mirror" }
func (Turn) kind() string        { return "turn" }
func (Perspective) kind() string { return "perspective" }
func (Slant) kind() string       { return "slant" }
func (Scale) kind() string       { return "scale" }
func (Grey) kind() string        { return "grey" }
func (Tint) kind() string        { return "tint" }
func (Colour) kind() string      { return "colour" }
func (Invert) kind() string      { return "invert" }
func (Tone) kind() string        { return "tone" }
func (Blur) kind() string        { return "blur" }
func (Place) kind() string       { return "place" }
func (LayOver) kind() string     { return "layover" }

// Kind returns the stable word for a step in files: "crop".
func Kind(s Step) string { return s.kind() }

// Find returns the recipe's step of a kind.
func Find[S Step](r *Recipe) (s S, ok bool) {
	for _, step := range r.Steps {
		if s, ok = step.(S); ok {
			return s, true
		}
	}
	return s, false
}

// Measure finds the steps. It takes some tenths of a second. The errors are
// those of the context, ErrNotPlaced and compare.ErrNoPicture.
func Measure(ctx context.Context, in Input) (*Recipe, error) {
	if in.Pair.Claimed == nil || in.Pair.Candidate == nil {
		return nil, compare.ErrNoPicture
	}
	m := in.Pair.CandidateFromClaimed
	if !in.Pair.Placed || !m.Valid() || m.CrossesHorizon(in.Pair.Claimed.Size().Quad()) {
		return nil, ErrNotPlaced
	}
	r := &Recipe{Saved: in.Claimed}
	p, err := newPlanes(ctx, in.Pair)
	if err != nil {
		return nil, err
	}
	r.Curve = newCurve(in.Tone, p)
	if in.Alignment.Verdict == align.Identical {
		r.Same = true
		return r, nil
	}
	c := measureColour(p)
	r.tint = c.tint
	blur, blurred := r.measureBlur(ctx, p)
	tone, toned := r.Curve.tone()
	a := in.Alignment
	a.CandidateFromClaimed = m
	r.Steps = steps(newGeometry(a, in.Pair.Claimed.Size(), in.Pair.Candidate.Size()), []told{
		{Grey{c.left}, c.grey},
		{Tint{c.tint.mean[0], c.tint.mean[1]}, c.tinted},
		{Colour{c.left}, c.coloured},
		{Invert{}, in.Tone.Inverted},
		{tone, toned},
	}, []told{{blur, blurred}}, []told{
		{LayOver{in.Changes.Regions, in.Changes.Share}, in.Changes.Regions > 0},
	})
	return r, ctx.Err()
}

// OfPlacement returns the steps that an alignment tells by itself, for pictures
// of these sizes whose pixels are not at hand.
func OfPlacement(a align.Alignment, claimed, candidate geom.Size) *Recipe {
	r := &Recipe{}
	m := a.CandidateFromClaimed
	if claimed.Empty() || candidate.Empty() || !a.Placed() || !m.Valid() || m.CrossesHorizon(claimed.Quad()) {
		return r
	}
	r.Steps = steps(newGeometry(a, claimed, candidate), []told{{Invert{}, a.ToneInverted}}, nil, nil)
	return r
}

// told is a step, and whether it exceeds its error.
type told struct {
	Step
	told bool
}

// steps puts those of the placement and the others in their order.
func steps(g geometry, light, sharpness, content []told) []Step {
	crop, cropped := g.crop()
	turn, turned := g.turn()
	slant, slanted := g.slant()
	scale, scaled := g.scaling()
	place, placed := g.placing()
	var out []Step
	for _, t := range slices.Concat(
		[]told{{crop, cropped}, {Mirror{}, g.mirrored}, {turn, turned}, {Perspective{}, g.perspective()}, {slant, slanted}},
		light, []told{{scale, scaled}}, sharpness, []told{{place, placed}}, content,
	) {
		if t.told {
			out = append(out, t.Step)
		}
	}
	return out
}

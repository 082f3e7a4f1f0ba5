package exhibit

import (
	"context"
	"encoding/base64"
	"html/template"
	"image"
	"math"
	"strings"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/figure/file"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/picture"
)

// Sizes and weights of the pictures.
const (
	longest       = 1600 // pixels of a picture's longer side
	quality       = 80
	weight        = 1_200_000 // bytes of all pictures as they stand in the file
	detailWidth   = 320
	detailHeight  = 250
	detailQuality = 80
)

// sides are the longer sides that are tried until the pictures are light enough,
// those left out that must be too heavy by the one before; the last one is taken
// whatever they weigh.
var sides = []float64{longest, 1440, 1280, 1120, 960, 800, 640}

// shown is one picture as it stands in the page.
type shown struct {
	Source        template.URL // "data:image/webp;base64,…"
	Width, Height int
	Alt           string
}

// lighter stores a picture as WebP at that quality.
func lighter(img *image.RGBA, quality int) (shown, error) {
	data, err := file.Light(img, quality)
	if err != nil {
		return shown{}, err
	}
	return shown{
		Source: template.URL("data:image/webp;base64," + base64.StdEncoding.EncodeToString(data)),
		Width:  img.Rect.Dx(), Height: img.Rect.Dy(),
	}, nil
}

// layer is a picture of the stage with its marks.
type layer struct {
	shown
	Class   string // claim, found, aligned or placed
	Hidden  bool   // shows only by the script
	Tag     string
	Marks   []mark
	Outline string // of the claim, the points of a polygon in the picture's pixels
}

func (l layer) ofClaim() bool { return l.Class == "claim" || l.Class == "placed" }

// detail is a matching detail, enlarged from both pictures.
type detail struct {
	sign
	Name         string
	Claim, Found shown
}

type shots struct {
	layers  []layer
	details []detail
}

// shoot draws all pictures, at the largest size that is light enough.
func shoot(ctx context.Context, in Input, at places, signs []sign) (shots, error) {
	b := in.Brief
	var all shots
	light := 0
	for i, d := range b.Details[:len(signs)] {
		each := detail{sign: signs[i], Name: d.Name}
		square := d.Square(at.claim)
		for _, half := range []struct {
			mode compare.Mode
			to   *shown
		}{{compare.Claimed, &each.Claim}, {compare.Candidate, &each.Found}} {
			size := geom.Size{Width: detailWidth, Height: detailHeight}
			view := compare.View{Mode: half.mode, StageFromClaimed: compare.FitRegion(square, size, 0)}
			img, err := figure.Raster(ctx, b.Pair, view, size)
			if err != nil {
				return all, err
			}
			if *half.to, err = lighter(img, detailQuality); err != nil {
				return all, err
			}
			light += len(half.to.Source)
		}
		all.details = append(all.details, each)
	}
	fits := float64(longest) // by what the pictures of another size weigh
	for i, side := range sides {
		if side > fits && i < len(sides)-1 {
			continue
		}
		layers, err := layersOf(ctx, in, at, signs, side)
		if err != nil {
			return all, err
		}
		all.layers = layers
		heavy := 0
		for _, l := range layers {
			heavy += len(l.Source)
		}
		if light+heavy <= weight {
			break
		}
		fits = side * math.Sqrt(float64(max(1, weight-light))/float64(heavy))
	}
	return all, nil
}

// layersOf draws the pictures of the stage: each whole and as it is, the found
// one in the claim's grid, and, where no shift and scale does that, the claim in
// the grid of the found one.
// The claim carries the repeated label in its pixels, so that it isn't passed on
// without; enlarged details are too small to be worth it, and are evidence.
func layersOf(ctx context.Context, in Input, at places, signs []sign, side float64) ([]layer, error) {
	p := in.Brief.Pair
	claimFits := min(1, side/longer(at.claim))
	foundFits := min(1, side/longer(at.found))
	// The claim may be smaller than what is to be seen of the found picture.
	finer := max(1, p.CandidateFromClaimed.LengthScale(at.claim.Rect().Centre()))
	alignedFits := min(finer, side/longer(at.claim))

	var layers []layer
	add := func(class string, p compare.Pair, v compare.View, size geom.Size) (*layer, error) {
		img, err := figure.Raster(ctx, p, v, size)
		if err != nil {
			return nil, err
		}
		if class == "claim" || class == "placed" {
			if img, err = graphic.Labelled(img, in.Language, in.Desk); err != nil {
				return nil, err
			}
		}
		stored, err := lighter(img, quality)
		if err != nil {
			return nil, err
		}
		layers = append(layers, layer{shown: stored, Class: class, Hidden: class == "aligned" || class == "placed"})
		return &layers[len(layers)-1], nil
	}
	whole := func(of *picture.Pyramid) compare.Pair { return compare.Pair{Claimed: of} }
	fit := compare.View{Mode: compare.Claimed}

	claim, err := add("claim", whole(p.Claimed), fit, scaled(at.claim, claimFits))
	if err != nil {
		return nil, err
	}
	sx, sy := float64(claim.Width)/float64(at.claim.Width), float64(claim.Height)/float64(at.claim.Height)
	ring := ringShare * shorter(at.claim)
	claim.Marks = drawn(signs, onClaim, geom.Scaling(sx, sy), ring*sx)
	claim.Outline = outline(at.claim.Quad(), geom.Scaling(sx, sy))

	found, err := add("found", whole(p.Candidate), fit, scaled(at.found, foundFits))
	if err != nil {
		return nil, err
	}
	fx, fy := float64(found.Width)/float64(at.found.Width), float64(found.Height)/float64(at.found.Height)
	most := ringShare * shorter(at.found)
	ringOnFound := min(most, max(leastShare*most, ring*p.CandidateFromClaimed.LengthScale(at.claim.Rect().Centre())))
	found.Marks = drawn(signs, onFound, geom.Scaling(fx, fy), ringOnFound*fx)

	back, _ := p.CandidateFromClaimed.Inverse() // a placed pair has one
	aligned, err := add("aligned", p, compare.View{Mode: compare.Candidate}, scaled(at.claim, alignedFits))
	if err != nil {
		return nil, err
	}
	ax, ay := float64(aligned.Width)/float64(at.claim.Width), float64(aligned.Height)/float64(at.claim.Height)
	aligned.Marks = drawn(signs, onFound, geom.Scaling(ax, ay).After(back), ring*ax)
	if at.plain {
		return layers, nil
	}

	// The claim in the found picture's grid is the same pair the other way round.
	other := compare.Pair{Claimed: p.Candidate, Candidate: p.Claimed, CandidateFromClaimed: back, Placed: true}
	scale := min(max(1, 1/finer), side/max(at.bounds.Width(), at.bounds.Height()))
	size := geom.Size{Width: rounded(at.bounds.Width() * scale), Height: rounded(at.bounds.Height() * scale)}
	on := at.onPlaced(scale)
	placed, err := add("placed", other, compare.View{Mode: compare.Candidate, StageFromClaimed: on}, size)
	if err != nil {
		return nil, err
	}
	placed.Marks = drawn(signs, onClaim, on.After(p.CandidateFromClaimed), ringOnFound*scale)
	placed.Outline = outline(at.onFound, on)
	return layers, nil
}

func outline(q geom.Quad, on geom.Map) string {
	var all []string
	for _, p := range on.ApplyQuad(q) {
		all = append(all, px(p.X)+","+px(p.Y))
	}
	return strings.Join(all, " ")
}

func longer(s geom.Size) float64  { return float64(max(s.Width, s.Height)) }
func shorter(s geom.Size) float64 { return float64(min(s.Width, s.Height)) }

func rounded(v float64) int { return max(1, int(math.Round(v))) }

func scaled(s geom.Size, by float64) geom.Size {
	return geom.Size{Width: rounded(float64(s.Width) * by), Height: rounded(float64(s.Height) * by)}
}

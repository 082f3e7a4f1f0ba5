package figure

import (
	"context"
	"fmt"
	"image/color"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// What the views of a report show of a difference: less is noise, more is not
// told apart.
const (
	DifferenceFrom  = 2    // × noise, the first colour
	DifferenceTo    = 10   // × noise, the last colour
	differenceLight = 0.32 // light left to the claim under it
)

// Resolutions in dots an inch, and JPEG qualities, for print. No picture is
// kept above its own pixels, but where it is enlarged.
const (
	figureDPI     = 300
	differenceDPI = 190 // the hatching's period of 9 pixels is then 1.2 mm
	thumbnailDPI  = 200

	figureQuality    = 88
	thumbnailQuality = 80
)

// Fineness says how fine the pixels of a figure are kept.
type Fineness int

// What the pixels are for.
const (
	ForPrint  Fineness = iota
	ForScreen          // smaller files: at most 150 dots an inch, at quality 80
)

const (
	screenDPI     = 150
	screenQuality = 80
)

var finenessWords = [...]string{"print", "screen"}

// String returns its stable word.
func (f Fineness) String() string { return finenessWords[f] }

// FinenessOf returns what String calls so; ForPrint for any other word.
func FinenessOf(word string) Fineness {
	if word == finenessWords[ForScreen] {
		return ForScreen
	}
	return ForPrint
}

func (f Fineness) dpi(print float64) float64 {
	if f == ForScreen {
		return min(print, screenDPI)
	}
	return print
}

func (f Fineness) quality(print int) int {
	if f == ForScreen {
		return min(print, screenQuality)
	}
	return print
}

var paper = color.RGBA{255, 255, 255, 255}

// Whole returns a picture as it will stand in a box of that width and height
// in millimetres, never enlarged.
func Whole(ctx context.Context, p *picture.Pyramid, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, compare.Pair{Claimed: p}, compare.View{Mode: compare.Claimed},
		dots(p.Size(), width, height, f.dpi(figureDPI)), f.quality(figureQuality))
}

// Thumbnail returns a picture small enough for a table.
func Thumbnail(ctx context.Context, p *picture.Pyramid, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, compare.Pair{Claimed: p}, compare.View{Mode: compare.Claimed},
		dots(p.Size(), width, height, f.dpi(thumbnailDPI)), f.quality(thumbnailQuality))
}

// Aligned returns the candidate warped onto the claim; where it has no pixels the paper shows.
func Aligned(ctx context.Context, p compare.Pair, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, p, compare.View{Mode: compare.Candidate},
		dots(p.Claimed.Size(), width, height, f.dpi(figureDPI)), f.quality(figureQuality))
}

// Overlay returns the candidate laid over the claim, half of each.
func Overlay(ctx context.Context, p compare.Pair, width, height float64, f Fineness) (Encoded, error) {
	return shoot(ctx, p, compare.View{Mode: compare.Overlay, Opacity: 0.5},
		dots(p.Claimed.Size(), width, height, f.dpi(figureDPI)), f.quality(figureQuality))
}

// differenceView is how a report shows a difference.
var differenceView = compare.View{
	Mode: compare.DifferenceMode, ShowFrom: DifferenceFrom, ShowTo: DifferenceTo, Light: differenceLight,
}

// Difference returns the heat map over the dimmed claim, and whether some of
// it is hatched. It is drawn at one resolution whatever the claim's, so that
// the hatching is the same on every page.
func Difference(ctx context.Context, p compare.Pair, width, height float64, f Fineness) (e Encoded, cantTell bool, err error) {
	size := geom.Size{Width: atDPI(width, f.dpi(differenceDPI)), Height: atDPI(height, f.dpi(differenceDPI))}
	view := differenceView
	view.Ground, view.Fine = paper, true
	frame, err := compare.Render(ctx, p, view, size)
	if err != nil {
		return Encoded{}, false, fmt.Errorf("drawing the difference: %w", err)
	}
	return encode(frame.Image, f.quality(figureQuality)), frame.CantTell || frame.Coarse, nil
}

func shoot(ctx context.Context, p compare.Pair, v compare.View, size geom.Size, quality int) (Encoded, error) {
	img, err := Raster(ctx, p, v, size)
	if err != nil {
		return Encoded{}, err
	}
	return encode(img, quality), nil
}

// dots returns the pixels to embed for a box: at most the resolution, at most the picture's own.
func dots(of geom.Size, width, height, dpi float64) geom.Size {
	w, h := atDPI(width, dpi), atDPI(height, dpi)
	if w >= of.Width || h >= of.Height {
		return of
	}
	return geom.Size{Width: w, Height: h}
}

func atDPI(millimetres, dpi float64) int { return max(1, int(math.Round(millimetres/25.4*dpi))) }

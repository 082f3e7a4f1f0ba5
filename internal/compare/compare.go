// Package compare owns what two pictures look like when they are held against
// each other: one renderer for the screen, for figures and for the report, and
// the honest difference under it. Its main types are Pair (which pictures, and
// how they lie), View (what to show of them) and Map (where they differ). It
// promises that the same values give the same pixels at any time and on any
// number of cores, and that nothing is drawn where nothing is known: a place
// that one picture does not cover, or where tone is clipped away, is hatched
// or left empty, never black.
//
// Three spaces meet here, see geom: claimed (the claim's full-resolution
// pixels), candidate, and stage (the pixels of the output). A stage pixel is
// drawn from the picture's value at the pixel's centre.
package compare

import (
	"errors"
	"image"
	"image/color"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// Version names the methods of this package and their parameters in cache keys
// and reports. It changes whenever the same values could give other pixels.
const Version = "compare/4"

// ErrNotPlaced is returned where a mode needs the candidate placed on the claim and it is not.
var ErrNotPlaced = errors.New("the candidate is not placed on the claim")

// ErrNoPicture is returned where a view needs a picture that the pair lacks.
var ErrNoPicture = errors.New("the pair lacks a picture")

// ErrEmptyOutput is returned for an output without a pixel.
var ErrEmptyOutput = errors.New("the output has no pixels")

// Pair is a claim and a candidate and how they lie. Everything in it is
// immutable; a Pair may be handed to any goroutine.
type Pair struct {
	Claimed   *picture.Pyramid
	Candidate *picture.Pyramid // nil: the claim alone

	// CandidateFromClaimed carries claim pixels to candidate pixels; it is
	// looked at only where Placed says that there is a placement to show.
	CandidateFromClaimed geom.Map
	Placed               bool
	ToneInverted         bool // the one is a negative of the other

	// Map is the finished difference, shown by DifferenceMode; without it all
	// kinds but Plain show the claim dimmed, with no statement about
	// differences. See Difference.
	Map *Map
}

// Mode is a way of showing a pair.
type Mode int

// The modes.
const (
	// ModeUnset shows what Claimed shows.
	ModeUnset Mode = iota
	// Claimed shows the claim alone.
	Claimed
	// Candidate shows the candidate alone, aligned on the claim.
	Candidate
	// SideBySide shows the claim in the left pane and the candidate in the
	// right one: aligned where it is placed, else by View.StageFromCandidate.
	SideBySide
	// Overlay shows the candidate over the claim, with View.Opacity.
	Overlay
	// Swipe shows the claim on one side of a line and the candidate on the other.
	Swipe
	// Blink shows the claim, or with View.Other the candidate.
	Blink
	// DifferenceMode shows where the pictures differ, over the dimmed claim.
	DifferenceMode
	// MatchLines shows both pictures side by side, each in its own pixels, for
	// lines to be drawn between what agrees: the candidate is placed, but not
	// warped, and lies by View.StageFromCandidate.
	MatchLines
	// OutsideMode shows the whole candidate in its own pixels, by
	// View.StageFromCandidate, and within the claim's outline what View.Inside says.
	OutsideMode
	// DetailsMode shows a placed pair as SideBySide does, for matching details to
	// be marked on both.
	DetailsMode
	// Single shows one picture alone: View.One says which.
	Single
)

// One is the picture that Single shows.
type One int

// Which it can be.
const (
	OneClaim     One = iota
	OneCandidate     // whole, in its own pixels by View.StageFromCandidate, placed or not
	OneAligned       // the candidate placed on the claim
)

// Style is what Overlay makes of the two pictures.
type Style int

// What it can be.
const (
	// Mixed lays the candidate over the claim.
	Mixed Style = iota
	// RedCyan shows the claim's luma in red and the candidate's in green and
	// blue: where both are the same it is grey.
	RedCyan
	// Edges shows the edges of the claim in orange and those of the candidate in
	// blue, over the claim in the dark: where both lie on each other they are white.
	Edges
)

// Inside is what OutsideMode shows within the claim's outline.
type Inside int

// What it can be.
const (
	InsideClaim     Inside = iota // the claim, placed there
	InsideCandidate               // the candidate, as it is
	InsideDimmed                  // the candidate under ink, View.Light of it left
)

// HasPanes reports whether the mode shows the two pictures in a pane each; see Panes.
func (m Mode) HasPanes() bool { return m == SideBySide || m == MatchLines || m == DetailsMode }

// NeedsPlacement reports whether the mode can only be shown of a placed candidate.
func (m Mode) NeedsPlacement() bool {
	return m == Candidate || m == Overlay || m == Swipe || m == Blink || m == DifferenceMode || m == MatchLines || m == OutsideMode || m == DetailsMode
}

// View says what of a pair is shown, and how. The zero value shows the claim
// alone, fitted to the output.
type View struct {
	Mode Mode

	// StageFromClaimed carries claim pixels to stage pixels; scale and shift
	// only. With two panes it is that of the left one, and in SideBySide the
	// right one shows the same places. The zero value fits the claim, see Fit.
	StageFromClaimed geom.Map
	// StageFromCandidate carries candidate pixels to those of the right pane,
	// where the candidate is shown in its own: in MatchLines, and in SideBySide
	// of one that is not placed; in OutsideMode those of the output. The zero value
	// fits the candidate.
	StageFromCandidate geom.Map

	Opacity float64 // Overlay: the candidate's weight, 0 to 1
	Style   Style   // Overlay: what is made of the two
	SwipeAt float64 // Swipe: where the line lies, 0 to 1 of the visible part of the claim across it
	// SwipeTurn is by how many degrees the swipe line is turned clockwise: 0 is
	// upright with the claim left of it, 90 level with the claim above.
	SwipeTurn float64
	Other     bool // Blink: the candidate's turn
	Whole     bool // SideBySide: the candidate also beyond the claim's edges, with the claim outlined on it

	Kind     Kind    // DifferenceMode: which difference
	ShowFrom float64 // DifferenceMode: the least difference that is shown, in the kind's unit; 0 means the kind's default
	ShowTo   float64 // DifferenceMode: the difference that gets the last colour; 0 means the kind's default
	Light    float64 // DifferenceMode: the light left to the claim underneath, 0 to 1; 0 means DefaultLight

	One    One    // Single: which picture
	Inside Inside // OutsideMode: what lies within the outline; its Light of 0 means DefaultInsideLight

	// PaneGap is the width in stage pixels between the two panes; 0 means DefaultPaneGap.
	PaneGap int
	// Ground is what lies behind the pictures; the zero value is transparent.
	Ground color.RGBA
	// Nearest shows the pixels of a picture as they are, enlarged to squares; for a loupe.
	Nearest bool
	// Safe shows everything grey and dimmed, for pictures that distress.
	Safe bool
	// Fine takes several samples for each output pixel where a picture is
	// reduced: for export, and for a picture at rest.
	Fine bool
}

// What a zero in a View means.
const (
	DefaultShowFrom = 3.5  // Significance: the window's drawing; few false specks at 3.5 × noise
	DefaultShowTo   = 20   // Significance: the window's drawing
	DefaultLight    = 0.55 // dark enough for the heat map, light enough to know the place
	DefaultPaneGap  = 12   // stage pixels

	DefaultInsideLight = 0.38 // what is left under ink at 62 %, as in the graphics
)

// Frame is one rendered view. Whoever receives it reads it and never writes to it.
type Frame struct {
	// Image holds premultiplied pixels in rows without gaps; its bounds begin at (0, 0).
	Image *image.RGBA
	// CantTell says that some of the shown part is hatched: nothing can be told
	// there, as one picture has no pixels or tone was cut off.
	CantTell bool
	// Coarse says that some of it is hatched widely: it lies below the
	// resolution of the comparison.
	Coarse bool
	// Dark says that a difference was looked for, and that nothing in the shown
	// part differs by View.ShowFrom or more. It is false where none could be.
	Dark bool
}

// Panes returns the rectangles of the two panes in an output of that size; gap 0
// means DefaultPaneGap. Both have the same size.
func Panes(out geom.Size, gap int) (left, right image.Rectangle) {
	if gap == 0 {
		gap = DefaultPaneGap
	}
	w := max(0, (out.Width-gap)/2)
	return image.Rect(0, 0, w, out.Height), image.Rect(out.Width-w, 0, out.Width, out.Height)
}

// Fit returns the map that shows a whole picture centred in an output, with at
// least air pixels free on every side. A picture smaller than that is enlarged.
func Fit(of, out geom.Size, air float64) geom.Map {
	return FitRegion(of.Rect(), out, air)
}

// FitRegion returns the map that shows a region of a picture centred in an
// output, with at least air pixels free on every side.
func FitRegion(region geom.Rect, out geom.Size, air float64) geom.Map {
	if region.Empty() || out.Empty() {
		return geom.Identity()
	}
	w, h := float64(out.Width), float64(out.Height)
	scale := min(max(1, w-2*air)/region.Width(), max(1, h-2*air)/region.Height())
	c := region.Centre()
	return geom.Map{scale, 0, w/2 - scale*c.X, 0, scale, h/2 - scale*c.Y, 0, 0, 1}
}

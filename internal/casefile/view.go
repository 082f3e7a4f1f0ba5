package casefile

import (
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
)

// MostViews is how many pairs are remembered with a case: those looked at last.
const MostViews = 256

// MostViewScale is the largest enlargement that is kept: more than any picture is enlarged to.
const MostViewScale = 4096

// ViewMode is a mode of looking at a pair.
type ViewMode string

// ViewModes are the modes, in the order of their keys.
var ViewModes = []ViewMode{"side-by-side", "overlay", "swipe", "blink", "difference", "match-lines", "details", "outside", "single"}

// What the modes can be set to.
var (
	ViewStyles  = []string{"mixed", "red-cyan", "edges"}            // overlay
	ViewKinds   = []string{"significance", "proportional", "plain"} // difference
	ViewSingles = []string{"claimed", "candidate", "aligned"}       // single
	ViewInsides = []string{"claimed", "candidate", "dimmed"}        // outside
	viewWords   = [][]string{ViewStyles, ViewKinds, ViewSingles, ViewInsides}
)

// View is how a pair was looked at last. It is no edit: nothing that is measured
// or told hangs on it, and it has no undo.
type View struct {
	Claimed, Candidate ID

	Mode   ViewMode
	Centre geom.Point // what lay in the middle, claim pixels; of no meaning where Scale is 0
	Scale  float64    // stage pixels for a claim pixel; 0 is the whole picture, fitted

	AtFrame   bool          // of a video: a person looked at another frame than the one found …
	FrameTime time.Duration // … that is shown at this time

	Opacity   float64    // overlay: the candidate's weight, 0 to 1
	Style     string     // overlay: one of ViewStyles
	SwipeAt   float64    // swipe: where the line lies, 0 to 1
	SwipeTurn float64    // swipe: degrees clockwise from upright
	BlinkMs   int        // blink: how long each picture stands
	Fade      bool       // blink: the pictures fade into each other
	Kind      string     // difference: one of ViewKinds
	ShowFrom  [3]float64 // difference: the least that is shown, by kind
	Light     float64    // difference: the light left to the claim, 0 to 1
	Whole     bool       // side by side: the candidate beyond the claim's edges
	Lines     int        // match lines: at most so many
	Areas     bool       // match lines: areas too
	Inside    string     // outside: one of ViewInsides
	Tiles     bool       // outside: the parts are shown under the picture
	Single    string     // single: one of ViewSingles
}

// Known reports whether the view's words are of this version.
func (v View) Known() bool {
	for i, word := range []string{v.Style, v.Kind, v.Single, v.Inside} {
		if !slices.Contains(viewWords[i], word) {
			return false
		}
	}
	return slices.Contains(ViewModes, v.Mode)
}

// Looked returns views with that one before all others, in place of the last of
// its pair, and not more than MostViews.
func Looked(views []View, v View) []View {
	out := append(make([]View, 0, len(views)+1), v)
	for _, o := range views {
		if len(out) < MostViews && (o.Claimed != v.Claimed || o.Candidate != v.Candidate) {
			out = append(out, o)
		}
	}
	return out
}

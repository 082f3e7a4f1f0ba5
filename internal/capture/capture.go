// Package capture owns the search for the picture within the capture of a
// post: a screenshot that shows, beside what is claimed, the interface that it
// was shown by. Its main type is Proposal. It promises edges in whole pixels,
// the same on any number of cores, and nothing where it would have to guess.
//
// An interface is drawn on plain grounds. A capture is therefore cut apart as
// pages of print are (recursive X-Y cuts: Nagy and Seth, 1984): at rows and
// columns that hold the ground's colour alone, then within each piece again,
// which may have a ground of its own (a card, a black bar). What can't be cut
// any further is a line of text, a sign, or a picture; a picture is large, and
// few of its tiles are flat or mostly ground.
//
//	+--------------------+
//	| 21:47         ▭    |
//	| ◯ account          |   ── rows of ground
//	| text text text     |
//	|                    |
//	|▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒|
//	|▒▒▒ the picture ▒▒▒▒|   the one block that is large and not plain
//	|▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒|
//	|                    |
//	| ◯ 12  ◯ 8  ◯ 31    |
//	+--------------------+
//
// The cuts are made on a reduced picture; each edge is then looked for in the
// capture's own pixels.
package capture

import (
	"cmp"
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/picture"
)

// Certainty says how sure a proposal is. There is no figure: what one would
// mean hangs on which interfaces are met.
type Certainty int

// The certainties.
const (
	Unsure Certainty = iota // a side is not told from what is beside it, or something else may be meant
	Clear                   // each side lies against plain ground or at the capture's edge
)

// Proposal is a rectangle of the capture that may be the picture in it.
type Proposal struct {
	Part      image.Rectangle // capture pixels
	Certainty Certainty
}

// Sizes below which a block is no picture that somebody would mark.
const (
	leastShare = 0.025 // of the capture's area: accounts' pictures and signs are below 0.01
	leastSide  = 48    // capture pixels
	mostShare  = 0.97  // beyond it there is nothing to leave out
	mostFound  = 8
)

// Find proposes where the picture lies in a capture, best first; none where
// nothing in it looks like a picture within an interface.
func Find(y *picture.Pyramid) []Proposal {
	f := newFinder(y)
	all := image.Rect(0, 0, f.plane.w, f.plane.h)
	ground, share := f.plane.border(all)
	if share < leastBorder {
		return nil
	}
	if f.off = lossless; f.plane.lossy(ground) {
		f.off = compressed
	}
	for _, piece := range f.on(all, ground) {
		f.block(block{Rectangle: piece, ground: ground}, 0)
	}
	slices.SortStableFunc(f.found, func(a, b block) int {
		return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(b.area(), a.area()))
	})
	var out []Proposal
	for _, b := range f.found {
		p, ok := f.sharpen(b)
		if ok && len(out) < mostFound && !slices.ContainsFunc(out, func(o Proposal) bool { return o.Part == p.Part }) {
			out = append(out, p)
		}
	}
	return out
}

package exhibit

import (
	"math"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// places says where the pictures of a pair lie on each other.
type places struct {
	claim, found geom.Size
	onFound      geom.Quad    // the claim's corners, candidate pixels
	bounds       geom.Rect    // of them, within the candidate
	known        []geom.Point // the part of the claim that the candidate shows, claim pixels
	plain        bool         // the claim lies upright on the candidate: shift and scale place it
}

// upright is by how far a corner may lie off a shift and a scale, as a share of
// the claim's sides on the candidate: half a pixel of the largest picture.
const upright = 0.5 / longest

func placesOf(p compare.Pair) places {
	at := places{claim: p.Claimed.Size(), found: p.Candidate.Size()}
	at.onFound = p.CandidateFromClaimed.ApplyQuad(at.claim.Quad())
	all := at.onFound.Bounds()
	off := 0.0
	for i, corner := range all.Quad() {
		off = max(off, math.Abs(corner.X-at.onFound[i].X)/all.Width(), math.Abs(corner.Y-at.onFound[i].Y)/all.Height())
	}
	at.plain = off <= upright
	at.bounds = all.Intersect(at.found.Rect())
	at.known = p.CandidateFromClaimed.Overlap(at.claim, at.found)
	return at
}

// onPlaced carries candidate pixels to those of the claim placed in its bounds, at a scale.
func (at places) onPlaced(scale float64) geom.Map {
	return geom.Scaling(scale, scale).After(geom.Translation(-at.bounds.MinX, -at.bounds.MinY))
}

// style returns the numbers by which the sheet places the pictures.
func (at places) style() string {
	w, h := float64(at.found.Width), float64(at.found.Height)
	all := at.onFound.Bounds()
	placed := make([]geom.Point, 0, 4)
	for _, p := range at.onFound {
		placed = append(placed, geom.Point{X: (p.X - at.bounds.MinX) / at.bounds.Width(), Y: (p.Y - at.bounds.MinY) / at.bounds.Height()})
	}
	known := make([]geom.Point, 0, len(at.known))
	for _, p := range at.known {
		known = append(known, geom.Point{X: p.X / float64(at.claim.Width), Y: p.Y / float64(at.claim.Height)})
	}
	var out strings.Builder
	out.WriteString(".exhibit{")
	for _, v := range []struct{ name, value string }{
		{"ca", number(float64(at.claim.Width) / float64(at.claim.Height))},
		{"fa", number(w / h)},
		{"l", percent(all.MinX / w)},
		{"t", percent(all.MinY / h)},
		{"w", percent(all.Width() / w)},
		{"h", percent(all.Height() / h)},
		{"bl", percent(at.bounds.MinX / w)},
		{"bt", percent(at.bounds.MinY / h)},
		{"bw", percent(at.bounds.Width() / w)},
		{"bh", percent(at.bounds.Height() / h)},
		{"quad", polygon(placed)},
		{"known", polygon(known)},
	} {
		out.WriteString("--" + v.name + ":" + v.value + ";")
	}
	return out.String() + "}\n"
}

func polygon(points []geom.Point) string {
	var all []string
	for _, p := range points {
		all = append(all, percent(p.X)+" "+percent(p.Y))
	}
	return strings.Join(all, ",")
}

// quad returns the claim's corners as shares of the found picture.
func (at places) quad() string {
	var all []string
	for _, p := range at.onFound {
		all = append(all, number(p.X/float64(at.found.Width))+","+number(p.Y/float64(at.found.Height)))
	}
	return strings.Join(all, " ")
}

func percent(share float64) string { return number(100*share) + "%" }

// number writes a number for a style: with what a screen can show of it.
func number(v float64) string { return decimals(v, 4) }

// px writes a length in the pixels of a picture.
func px(v float64) string { return decimals(v, 1) }

func decimals(v float64, n int) string {
	text := strconv.FormatFloat(v, 'f', n, 64)
	text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	if text == "-0" {
		return "0"
	}
	return text
}

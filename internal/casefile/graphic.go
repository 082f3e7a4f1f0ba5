package casefile

import (
	"slices"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
)

// GraphicKind says what a graphic for publication shows.
type GraphicKind string

// The kinds.
const (
	PairGraphic       GraphicKind = "pair"       // claim and found picture side by side
	OutsideGraphic    GraphicKind = "outside"    // what lies outside the claim
	DetailsGraphic    GraphicKind = "details"    // the same details of both, enlarged
	DifferenceGraphic GraphicKind = "difference" // where they differ
	VersionsGraphic   GraphicKind = "versions"   // several copies by date
	TimelineGraphic   GraphicKind = "timeline"   // the dates
	MotionGraphic     GraphicKind = "motion"     // the one picture turning into the other
)

// GraphicKinds are those that there are.
var GraphicKinds = []GraphicKind{PairGraphic, OutsideGraphic, DetailsGraphic, DifferenceGraphic, VersionsGraphic, TimelineGraphic, MotionGraphic}

// Arrangement says how the two pictures of a graphic lie; empty is by the shape of the graphic.
type Arrangement string

// The arrangements.
const (
	Beside Arrangement = "beside"
	Above  Arrangement = "above"
	Inset  Arrangement = "inset" // the claim with a detail of both enlarged in it
)

// Arrangements are those that can be chosen.
var Arrangements = []Arrangement{Beside, Above, Inset}

// GraphicBar is what a person writes into the bar over or under a picture. The
// word in front of it, that it is claimed or found, is the program's.
type GraphicBar struct{ Title, Detail string }

// GraphicStamp is a word that a person lays over the claim by hand; without a
// text there is none.
type GraphicStamp struct {
	Text string
	At   geom.Point // its middle, as shares of the claim's width and height, 0 to 1
}

// Graphic is how a person wants a graphic of a pair to be published, in a
// language. What is empty is drafted by the program when it is made.
type Graphic struct {
	ID                 ID // made of the next four, by GraphicID
	Kind               GraphicKind
	Claimed, Candidate ID // the candidate is empty where the graphic is about a claim and all that was found
	Language           string

	Preset      string // name of a size; empty is the first
	Arrangement Arrangement
	Headline    string
	Claim       GraphicBar
	Found       GraphicBar
	Credits     string
	Verdict     string // in the desk's words
	Alt         string // what the graphic shows, for those who can't see it
	Caption     string // to stand under it
	Unnumbered  bool   // without the marks of matching details
	Unlabelled  bool   // without the label that is repeated over the claim
	ClaimsPart  bool   // of the found picture, only the part that the claim shows
	Stamp       GraphicStamp
}

// GraphicID names a graphic by what it is of: there is one of each.
func GraphicID(kind GraphicKind, claimed, candidate ID, language string) ID {
	return ID(strings.Join([]string{string(kind), string(claimed), string(candidate), language}, "/"))
}

// Graphic returns how a graphic is to be made; where a person said nothing of
// it, one in which all is drafted.
func (c Case) Graphic(kind GraphicKind, claimed, candidate ID, language string) Graphic {
	id := GraphicID(kind, claimed, candidate, language)
	if i := slices.IndexFunc(c.Graphics, func(g Graphic) bool { return g.ID == id }); i >= 0 {
		return c.Graphics[i]
	}
	return Graphic{ID: id, Kind: kind, Claimed: claimed, Candidate: candidate, Language: language}
}

// WithGraphic returns the case with that graphic in the place of the one that
// is of the same. One in which nothing is said any more is left out.
func (c Case) WithGraphic(g Graphic) Case {
	c.Graphics = slices.Clone(c.Graphics)
	i := slices.IndexFunc(c.Graphics, func(o Graphic) bool { return o.ID == g.ID })
	switch said := g != (Graphic{ID: g.ID, Kind: g.Kind, Claimed: g.Claimed, Candidate: g.Candidate, Language: g.Language}); {
	case i >= 0 && said:
		c.Graphics[i] = g
	case i >= 0:
		c.Graphics = slices.Delete(c.Graphics, i, i+1)
	case said:
		c.Graphics = append(c.Graphics, g)
	}
	if len(c.Graphics) == 0 {
		c.Graphics = nil
	}
	return c
}

// withoutGraphicsOf returns the graphics without those of what is gone.
func (c Case) withoutGraphicsOf(gone func(ID) bool) []Graphic {
	kept := slices.DeleteFunc(slices.Clone(c.Graphics), func(g Graphic) bool { return gone(g.Claimed) || g.Candidate != "" && gone(g.Candidate) })
	if len(kept) == 0 {
		return nil
	}
	return kept
}

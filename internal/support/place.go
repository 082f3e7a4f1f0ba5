package support

import (
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// Place is where on the claim something lies; its text is the end of the key
// of the words for it.
type Place string

// The places.
const (
	Most        Place = "most"
	Spread      Place = "spread"
	AlongTop    Place = "along-top"
	AlongBottom Place = "along-bottom"
	AlongLeft   Place = "along-left"
	AlongRight  Place = "along-right"
	Across      Place = "across"
	Down        Place = "down"
	Elsewhere   Place = "elsewhere"
)

var thirds = [3][3]Place{
	{"upper-left", "top", "upper-right"},
	{"left", "centre", "right"},
	{"lower-left", "bottom", "lower-right"},
}

const (
	mostPlaces = 3    // that are named
	enough     = 0.85 // of all areas: the rest need no name
	most       = 0.5  // of the claim: an area that has more is most of it
	along      = 0.6  // of a side, from which an area lies along it; of both, it is spread
	narrow     = 0.4  // of the other side, which is the most for an area that lies along one
)

// Places says where the areas of a kind lie, the largest first: at most three
// places, and that there are others.
func (s *Support) Places(k Kind) []Place {
	var out []Place
	var total, named float64
	areas := s.Areas(k)
	for _, a := range areas {
		total += a.Pixels
	}
	for _, a := range areas {
		if named >= enough*total {
			return out
		}
		place := s.placeOf(a)
		switch {
		case slices.Contains(out, place):
		case len(out) == mostPlaces:
			return append(out, Elsewhere)
		default:
			out = append(out, place)
		}
		named += a.Pixels
	}
	return out
}

func (s *Support) placeOf(a Area) Place {
	return PlaceOf(a.Box, a.Centre, a.Pixels/float64(s.claimed.Pixels()), s.claimed)
}

// PlaceOf says where on a claim of that size something lies that fills a box
// about a centre, in claim pixels, and has that share of the claim's area.
func PlaceOf(box geom.Rect, centre geom.Point, share float64, claimed geom.Size) Place {
	width, height := box.Width()/float64(claimed.Width), box.Height()/float64(claimed.Height)
	third := func(v float64, of int) int { return min(max(int(3*v/float64(of)), 0), 2) }
	column, row := third(centre.X, claimed.Width), third(centre.Y, claimed.Height)
	switch {
	case share > most:
		return Most
	case width >= along && height >= along:
		return Spread
	case width >= along && height <= narrow:
		return [3]Place{AlongTop, Across, AlongBottom}[row]
	case height >= along && width <= narrow:
		return [3]Place{AlongLeft, Down, AlongRight}[column]
	}
	return thirds[row][column]
}

// Words returns the place in words: "upper right".
func (p Place) Words(l words.Language) string { return l.Say("support.place." + string(p)) }

// Where says where the areas of a kind lie: "upper right and along the bottom".
func (s *Support) Where(l words.Language, k Kind) string {
	var places []string
	for _, p := range s.Places(k) {
		places = append(places, p.Words(l))
	}
	return l.List(places)
}

// Agreement says where and how much agrees: "Agrees: upper right, 9 % of the
// claim"; window and report say it alike.
func (s *Support) Agreement(l words.Language) string {
	if len(s.Areas(Agrees)) == 0 {
		return l.Say("support.agrees.none")
	}
	return l.Say("support.agrees", "where", s.Where(l, Agrees), "share", s.ShareOf(l, Agrees))
}

// AgreementInBrief says how much agrees: "Agrees: 9 %".
func (s *Support) AgreementInBrief(l words.Language) string {
	if len(s.Areas(Agrees)) == 0 {
		return l.Say("support.agrees.none")
	}
	return l.Say("support.agrees.brief", "share", s.ShareOf(l, Agrees))
}

// Contradiction says how much does not agree; nothing where all does.
func (s *Support) Contradiction(l words.Language) string {
	if len(s.Areas(Contradicts)) == 0 {
		return ""
	}
	return l.Say("support.contradicts", "share", s.ShareOf(l, Contradicts))
}

// Change says where and how much changed between two exposures, "Changed
// content: lower right, 2 % of the claim"; nothing where none did.
func (s *Support) Change(l words.Language) string {
	if len(s.Areas(Changed)) == 0 {
		return ""
	}
	return l.Say("support.changed", "where", s.Where(l, Changed), "share", s.ShareOf(l, Changed))
}

// ChangeInBrief says how much changed: "Changed content: 2 %".
func (s *Support) ChangeInBrief(l words.Language) string {
	if len(s.Areas(Changed)) == 0 {
		return ""
	}
	return l.Say("support.changed.brief", "share", s.ShareOf(l, Changed))
}

// ShareOf writes the share of the areas of a kind, which is never rounded to nothing.
func (s *Support) ShareOf(l words.Language, k Kind) string {
	share := s.Share(k)
	if share > 0 && share < 0.005 {
		return l.Say("support.under", "share", l.Percent(0.01, 0))
	}
	return l.Percent(share, 0)
}

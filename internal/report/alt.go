package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/marks"
	"github.com/motbilde/motbilde/internal/words"
)

// An alt text says a figure to those who don't see it: what stands where, and
// what a person wrote that is seen on it. The program knows places, shares and
// sizes, and drafts no word on what a picture shows.

// Lengths of alt texts, in characters: who hears one hears it to its end.
const (
	longestAlt     = 600
	longestAltPart = 170 // of a person's description, one of two
	mostAltNames   = 4
)

// altOf returns the alt text of a numbered figure; empty where it was not made.
func (e *edition) altOf(number int) string {
	switch number {
	case numberPair:
		return e.altPair()
	case numberTimeline:
		return e.altTimeline()
	case numberAligned:
		return e.altText("figures.alt.aligned", append(e.altSides(e.figures.aligned), "marks", e.altMarks(), "undescribed", e.altUndescribed())...)
	case numberSwipe:
		return e.altText("figures.alt.swipe")
	case numberDetails:
		return e.altText("figures.alt.details", "names", e.altNames(), "n", e.l.Count(int64(len(e.figures.details))))
	case numberFilm:
		return e.altFilm()
	case numberOutside:
		return e.altText("figures.alt.outside", "found", e.altDescription(e.best, longestAltPart), "outside", e.outside(),
			"residues", strings.Join(e.residueSentences(), " "))
	case numberRecipe:
		return e.altText("figures.alt.recipe", "steps", e.l.List(e.facts.recipe.Phrases(e.l)), "remains", e.facts.remains.Words(e.l))
	case numberOverlay:
		return e.altText("figures.alt.overlay", "claim", e.altDescription(&e.claim, longestAltPart), "found", e.altDescription(e.best, longestAltPart))
	case numberDifference:
		return e.altDifference()
	case numberDisagree:
		return e.altText("figures.alt.disagree", "n", e.l.Count(int64(len(e.figures.disagree))), "found", changes.Found(e.l, e.facts.differs))
	case numberSupport:
		return e.altText("figures.alt.support", append(e.altSides(e.figures.layout), "other", e.altOther(),
			"says", strings.Join(e.supportSentences(), " "), "n", e.l.Count(int64(e.facts.support.Points())))...)
	}
	return ""
}

// altText fills an alt text and holds it to its length.
func (e *edition) altText(key string, fields ...string) string {
	return cutAtWord(e.plain(e.l.Say(key, fields...)), longestAlt)
}

// cutAtWord returns a text of at most so many characters, cut at a word.
func cutAtWord(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	text = string(letters[:most-1])
	if i := strings.LastIndex(text, " "); i > 0 {
		text = text[:i]
	}
	return strings.TrimRight(text, " ,;:.–") + "…"
}

// altPair says the claim and what was found, or the claim alone.
func (e *edition) altPair() string {
	source := e.claim.evidence.Source
	claim := []string{
		"claim", e.altDescription(&e.claim, longestAltPart),
		"posted", e.altBy("figures.alt.posted", cmp.Or(source.Account, source.Publisher), e.when(source.Date)),
		"claimItem", e.claim.letter, "claimPixels", e.l.Pixels(e.claim.evidence.Pixels.Width, e.claim.evidence.Pixels.Height),
	}
	if e.figures.found == nil || e.best.verdict() == align.NoMatch {
		return e.altText("figures.alt.alone", append(claim, "undescribed", e.altUndescribed())...)
	}
	it := e.best.evidence
	share := ""
	if e.facts.placed {
		share = e.l.Say("figures.alt.share", "share", e.l.Percent(e.facts.measured.CandidateCovered, 0))
	}
	fields := append(claim, e.altSides(e.figures.layout)...)
	return e.altText("figures.alt.pair", append(fields,
		"other", e.altOther(), "found", e.altDescription(e.best, longestAltPart),
		"published", e.altBy("figures.alt.published", cmp.Or(it.Source.Publisher, it.Source.Account), e.when(it.Source.Date)),
		"foundItem", e.best.letter, "foundPixels", e.l.Pixels(it.Pixels.Width, it.Pixels.Height),
		"frame", e.foundFrame(*e.best), "marks", e.altMarks(), "share", share, "undescribed", e.altUndescribed())...)
}

// altBy says when and by whom something came out; empty where neither is known.
func (e *edition) altBy(key, who, when string) string {
	if who == "" && when == "" {
		return ""
	}
	return e.l.Say(key, "who", e.short(who), "when", when)
}

// altOther is the found picture, or the candidate where no match was found.
func (e *edition) altOther() string {
	if v := e.best.verdict(); v == align.Partial || v == align.Uncertain {
		return e.l.Say("report.caption.candidate")
	}
	return e.l.Say("report.caption.found")
}

// altSides says how the two pictures of a figure stand.
func (e *edition) altSides(l figure.Layout) []string {
	way := ".over"
	if l.SideBySide {
		way = ".side"
	}
	return []string{
		"arranged", e.l.Say("figures.alt.arranged" + way), "first", e.l.Say("figures.alt.first" + way), "second", e.l.Say("figures.alt.second" + way),
	}
}

// altDescription is what a person wrote that is seen on an item.
func (e *edition) altDescription(it *item, most int) string {
	if it == nil || it.withheld {
		return ""
	}
	return strings.TrimRight(cutAtWord(e.plain(it.evidence.Description), most), ".")
}

// altUndescribed says that a reader is told nothing of what is seen, where
// nobody has written it.
func (e *edition) altUndescribed() string {
	if e.claim.evidence.Description == "" && (e.best == nil || e.best.evidence.Description == "") {
		return e.l.Say("figures.alt.undescribed")
	}
	return ""
}

// altMarks says how many details are marked in both, and those that have a name.
func (e *edition) altMarks() string {
	n := len(e.figures.details)
	if n == 0 {
		return ""
	}
	return e.l.Say("figures.alt.marks", "n", e.l.Count(int64(n)), "names", e.altNames())
}

func (e *edition) altNames() string {
	var names []string
	for _, d := range e.figures.details {
		if name := e.short(d.mark.Text); name != "" && len(names) < mostAltNames {
			names = append(names, name)
		}
	}
	return e.l.List(names)
}

// altDifference says where the pictures differ, the strongest regions first.
func (e *edition) altDifference() string {
	var regions []string
	for i, r := range e.facts.regions[:min(mostAltNames, len(e.facts.regions))] {
		regions = append(regions, e.l.Say("figures.alt.region", "n", strconv.Itoa(i+1), "says", changes.Words(e.l, r, e.facts.claim), "side", changes.Side(e.l, r)))
	}
	cant := ""
	if e.figures.cantTell {
		cant = e.l.Percent(1-e.facts.told, 1)
	}
	return e.altText("figures.alt.difference", "found", strings.Join(e.differenceInWords()[:1], " "), "regions", strings.Join(regions, "; "), "cant", cant)
}

// altEnlarged says one enlargement; its name is that in the manifest.
func (e *edition) altEnlarged() map[string]string {
	out := map[string]string{}
	for _, d := range e.figures.details {
		at := func(p geom.Point) string {
			return e.l.Say("detail.report.at", "x", e.l.Number(p.X, 0), "y", e.l.Number(p.Y, 0))
		}
		out[fmt.Sprintf("detail-%d", d.number)] = e.altText("figures.alt.detail", "name", marks.Name(e.l, d.mark, d.number),
			"claim", at(d.mark.OnClaimed[0]), "found", at(d.mark.OnCandidate[0]), "note", strings.TrimRight(cutAtWord(e.plain(d.mark.Note), longestAltPart), "."))
	}
	for _, d := range e.figures.disagree {
		r := e.facts.regions[d.number-1]
		out[fmt.Sprintf("region-%d", d.number)] = e.altText("figures.alt.region.enlarged", "n", strconv.Itoa(d.number),
			"says", words.Capital(changes.Words(e.l, r, e.facts.claim)), "side", changes.Side(e.l, r), "box", changes.Box(e.l, r))
	}
	e.altFrames(out)
	for i := range e.figures.beyond.enlarged {
		r := e.figures.beyond.residues[i]
		says := e.l.Say("report.residue."+r.Kind.String(), "edge", e.l.Say("outside.edge."+r.Edge.String()))
		out[fmt.Sprintf("cut-%d-claim", i+1)] = e.altText("figures.alt.cut.claim", "n", strconv.Itoa(i+1), "says", says)
		out[fmt.Sprintf("cut-%d-found", i+1)] = e.altText("figures.alt.cut.found", "n", strconv.Itoa(i+1), "says", says)
	}
	return out
}

// standsIn says in which numbered figure a picture of the manifest stands first.
func standsIn(name string) int {
	kind, _, _ := strings.Cut(name, "-")
	switch {
	case name == "found-aligned":
		return numberAligned
	case kind == "swipe":
		return numberSwipe
	case kind == "detail":
		return numberDetails
	case strings.HasPrefix(name, filmName):
		return numberFilm
	case kind == "outside" || kind == "cut":
		return numberOutside
	case kind == "replay":
		return numberRecipe
	case kind == "overlay":
		return numberOverlay
	case kind == "difference":
		return numberDifference
	case kind == "region":
		return numberDisagree
	}
	return numberPair
}

// manifestDrawing is a numbered figure that is drawn in lines alone, or over
// pictures that stand in another.
type manifestDrawing struct {
	Name   string `json:"name"`
	Figure int    `json:"figure,omitempty"` // its number; left out where it has none
	Alt    string `json:"alt"`
}

// timelineDrawing is the timeline, which a report on several claims has once.
func (e *edition) timelineDrawing() manifestDrawing {
	return manifestDrawing{"timeline", e.timelineNumber(), e.altTimeline()}
}

// manifestDrawings are those that have no picture of their own.
func (e *edition) manifestDrawings() (all []manifestDrawing) {
	if e.hasTimeline() && !e.several() {
		all = append(all, e.timelineDrawing())
	}
	if e.supportFigure() != nil {
		all = append(all, manifestDrawing{e.at("support"), e.number(numberSupport), e.altOf(numberSupport)})
	}
	if e.filmMade() && len(e.best.comparison.Curve) > 1 {
		all = append(all, manifestDrawing{e.at("strength-curve"), e.number(numberFilm), e.altOf(numberFilm)})
	}
	if e.figures.replay != nil {
		c := &e.facts.recipe.Curve
		all = append(all, manifestDrawing{Name: e.at("tone-curve"), Alt: e.altText("figures.alt.curve",
			"from", strconv.Itoa(c.From), "to", strconv.Itoa(c.To), "straight", words.Capital(e.straightness()))})
	}
	return all
}

// Package claimreview owns the exchange form of findings: ClaimReview and
// MediaReview of schema.org as JSON-LD. Its main function is Of. It promises
// that nothing stands in it but what a person typed or chose and digests and
// kinds of files, that what is withheld leaves nothing, that the same case gives
// the same bytes, and that what readers of the form need and nobody said is
// named as a Gap instead of being made up.
package claimreview

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/words"
)

// Vocabulary is the release of schema.org whose types and properties are used.
const Vocabulary = "29.0"

// Input is what the reviews are made of.
type Input struct {
	Case     casefile.Case
	Language words.Language
	// Found is the candidate that the picture of a claim was found in, by the claim.
	Found map[casefile.ID]casefile.ID
	// Address is where the check is published; empty where nobody said.
	Address string
}

// Gap is something that readers of the form need, or ask for, and that nobody said.
type Gap struct {
	Claim  string // what the claimed picture is called
	What   Need
	Needed bool // a review without it is none; else it is only asked for
}

// Need names what is missing. Each has a sentence that says where it is typed.
type Need string

// The needs.
const (
	Finding Need = "finding" // nobody concluded anything: there is no review of the claim
	Address Need = "address"
	Claimed Need = "claimed"
	Short   Need = "short" // what is claimed is longer than most readers show
	Rating  Need = "rating"
	Author  Need = "author"
	Date    Need = "date"
	Earlier Need = "earlier" // nothing recorded shows that the found picture was there before the claim
	Source  Need = "source"  // the found picture has no address
)

// shortEnough is how many characters of a claim readers of the form show.
const shortEnough = 75

// RatingError says that a finding has a rating that the vocabulary doesn't know.
type RatingError struct{ Rating casefile.Rating }

func (e *RatingError) Error() string {
	return fmt.Sprintf("writing a review: schema.org %s has no rating %q", Vocabulary, string(e.Rating))
}

// Of returns the reviews of all claims about which a person concluded something,
// as one JSON-LD document that ends with a line break; nil where there is none.
// The gaps are in the order of the claims. The error is a *RatingError.
func Of(in Input) (document []byte, gaps []Gap, err error) {
	w := &writer{in: in}
	for _, claim := range in.Case.Claims() {
		if claim.Withheld.On {
			continue
		}
		finding, said := in.Case.Finding(claim.ID)
		if !said || finding.Wording == "" && len(finding.Ratings) == 0 {
			w.gap(claim, Finding, true)
			continue
		}
		for _, r := range finding.Ratings {
			if !slices.Contains(casefile.Ratings, r) {
				return nil, nil, &RatingError{r}
			}
		}
		w.claim(claim, finding)
	}
	if len(w.graph) == 0 {
		return nil, w.gaps, nil
	}
	text, err := json.MarshalIndent(node{{"@context", "https://schema.org"}, {"@graph", w.graph}}, "", "  ")
	if err != nil {
		return nil, nil, fmt.Errorf("writing reviews as JSON: %w", err)
	}
	return append(text, '\n'), w.gaps, nil
}

// writer gathers the reviews and what is missing in them.
type writer struct {
	in    Input
	graph []node
	gaps  []Gap
}

func (w *writer) gap(claim casefile.Evidence, what Need, needed bool) {
	w.gaps = append(w.gaps, Gap{Claim: claim.Called(), What: what, Needed: needed})
}

// claim writes both reviews of a claimed picture: of what is claimed with it, and of the picture.
func (w *writer) claim(claim casefile.Evidence, f casefile.Finding) {
	n := strconv.Itoa(len(w.graph)/2 + 1)
	ofClaim, ofMedia := "#claim-review-"+n, "#media-review-"+n
	about := w.in.Case.Language
	if about == "" {
		about = w.in.Language.Code()
	}
	shared := node{}
	shared.text("url", webAddress(w.in.Address))
	shared.text("datePublished", day(f.Date))
	if f.By != "" {
		shared.add("author", node{{"@type", "Person"}, {"name", clean(f.By)}})
	}
	shared.text("inLanguage", about)
	for _, missing := range []struct {
		gone   bool
		what   Need
		needed bool
	}{{webAddress(w.in.Address) == "", Address, true}, {clean(f.By) == "", Author, false}, {day(f.Date) == "", Date, false}} {
		if missing.gone {
			w.gap(claim, missing.what, missing.needed)
		}
	}

	review := node{{"@type", "ClaimReview"}, {"@id", ofClaim}}
	review = append(review, shared...)
	claimed := w.claimed(claim)
	review.text("claimReviewed", claimed)
	switch {
	case claimed == "":
		w.gap(claim, Claimed, true)
	case len([]rune(claimed)) > shortEnough:
		w.gap(claim, Short, false)
	}
	if rating := w.rating(f); len(rating) > 1 {
		review.add("reviewRating", rating)
	}
	if len(f.Ratings) == 0 && len([]rune(clean(f.Wording))) > shortEnough {
		w.gap(claim, Rating, true)
	}
	review.text("reviewBody", clean(f.DoesNotShow, w.in.Language.Say("report.not-shown")))
	review.add("itemReviewed", w.itemOf(claim))
	review.add("associatedMediaReview", node{{"@id", ofMedia}})
	w.graph = append(w.graph, review)

	media := node{{"@type", "MediaReview"}, {"@id", ofMedia}}
	media = append(media, shared...)
	if len(f.Ratings) > 0 {
		var all []string
		for _, r := range f.Ratings {
			all = append(all, "https://schema.org/"+string(r))
		}
		media.add("mediaAuthenticityCategory", all)
	}
	w.found(claim, f, &media)
	item := node{{"@type", "MediaReviewItem"}}
	item.add("mediaItemAppearance", []node{w.media(claim)})
	media.add("itemReviewed", item)
	media.add("associatedClaimReview", node{{"@id", ofClaim}})
	w.graph = append(w.graph, media)
}

// rating says what a person chose, in the words that stand beside each choice,
// and explains it by their conclusion. Where nothing was chosen a short
// conclusion is the rating.
func (w *writer) rating(f casefile.Finding) node {
	rating := node{{"@type", "Rating"}}
	var chosen []string
	for _, r := range f.Ratings {
		chosen = append(chosen, w.in.Language.Say("book.rating."+string(r)))
	}
	wording := clean(f.Wording)
	if len(chosen) == 0 {
		if len([]rune(wording)) <= shortEnough {
			rating.text("alternateName", wording)
		} else {
			rating.text("ratingExplanation", wording)
		}
		return rating
	}
	rating.text("alternateName", strings.Join(chosen, "; "))
	rating.text("ratingExplanation", wording)
	return rating
}

// claimed is what was claimed with the picture, in the words of who posted it,
// or as a person translated them.
func (w *writer) claimed(claim casefile.Evidence) string {
	s := claim.Source
	for _, text := range []string{s.Translation, s.Text} {
		if said := clean(text); said != "" {
			return said
		}
	}
	for _, p := range w.posts(claim) {
		for _, t := range p.Texts {
			for _, text := range []string{t.Translation, t.Text} {
				if said := clean(text); said != "" {
					return said
				}
			}
		}
	}
	return ""
}

// posts are those that carried the picture.
func (w *writer) posts(claim casefile.Evidence) (all []casefile.Post) {
	for _, p := range w.in.Case.Posts {
		if slices.Contains(p.Pictures, claim.ID) {
			all = append(all, p)
		}
	}
	return all
}

// itemOf is the claim as it was made: by whom, when, in which words and where.
func (w *writer) itemOf(claim casefile.Evidence) node {
	s, item := claim.Source, node{{"@type", "Claim"}}
	item.name("author", s.Publisher, s.Account)
	item.text("datePublished", day(s.Date))
	item.text("text", clean(s.Text))
	var all []node
	add := func(address, text, account string, archived []casefile.Archived) {
		seen := func(n node) bool { return n.value("url") == webAddress(address) }
		if webAddress(address) == "" && len(archivedAt(archived)) == 0 || webAddress(address) != "" && slices.ContainsFunc(all, seen) {
			return
		}
		work := node{{"@type", "CreativeWork"}}
		work.text("url", webAddress(address))
		work.text("text", clean(text))
		work.name("author", account)
		if kept := archivedAt(archived); len(kept) > 0 {
			work.add("archivedAt", kept)
		}
		all = append(all, work)
	}
	add(s.Address, s.Text, first(s.Account, s.Publisher), s.Archived)
	for _, p := range w.posts(claim) {
		text := ""
		if len(p.Texts) > 0 {
			text = p.Texts[0].Text
		}
		add(p.Address, text, p.Account, nil)
	}
	if len(all) > 0 {
		item.add("appearance", all)
	}
	return item
}

// media is a picture or a video as it was received.
func (w *writer) media(e casefile.Evidence) node {
	kind := "ImageObject"
	if strings.HasPrefix(e.MediaType, "video/") {
		kind = "VideoObject"
	}
	s, out := e.Source, node{{"@type", kind}}
	out.text("url", webAddress(s.Address))
	out.text("datePublished", day(s.Date))
	out.name("author", s.Publisher, s.Account)
	out.text("creditText", clean(s.Credit))
	out.text("encodingFormat", e.MediaType)
	if !e.Derived() { // a part or a frame has no file of its own
		out.text("sha256", e.SHA256)
	}
	if kept := archivedAt(s.Archived); len(kept) > 0 {
		out.add("archivedAt", kept)
	}
	return out
}

// found links the found picture where a person recorded that it was there before
// the claim: likeness alone gives no direction in time. Its context is what they
// wrote about it, and asked for only of what is out of context.
func (w *writer) found(claim casefile.Evidence, f casefile.Finding, media *node) {
	e, known := w.in.Case.Find(w.in.Found[claim.ID])
	if !known || e.Withheld.On {
		return
	}
	if e.Derived() { // its file says where it comes from
		if parent, ok := w.in.Case.Find(e.Parent); ok && e.Source.Empty() {
			e.Source = parent.Source
		}
	}
	was, dated := e.NotLaterThan()
	at, posted := claim.NotLaterThan()
	switch {
	case !dated || !posted || !was.Before(at):
		w.gap(claim, Earlier, false)
		return
	case webAddress(e.Source.Address) == "":
		w.gap(claim, Source, false)
		return
	}
	media.add("originalMediaLink", w.media(e))
	if slices.Contains(f.Ratings, casefile.Decontextualized) {
		var notes []string
		for _, p := range e.Pillars.All() {
			if note := clean(p.Note); note != "" {
				notes = append(notes, note)
			}
		}
		media.text("originalMediaContextDescription", strings.Join(notes, " "))
	}
}

func archivedAt(all []casefile.Archived) (addresses []string) {
	for _, a := range all {
		if at := webAddress(a.Address); at != "" {
			addresses = append(addresses, at)
		}
	}
	return addresses
}

// day returns a date as ISO 8601 has it, where it is exact to the day, certain, and no stretch.
func day(d casefile.Date) string {
	span, ok := d.Span()
	if !ok || span.Doubtful || span.Precision < casefile.Day || strings.Contains(string(d), "/") {
		return ""
	}
	return strings.TrimSpace(string(d))
}

// clean returns what a person typed as one line, behind a head where there is one.
func clean(typed string, head ...string) string {
	text := strings.Join(strings.Fields(provenance.CleanText(typed)), " ")
	if text == "" || len(head) == 0 {
		return text
	}
	return head[0] + ": " + text
}

func first(all ...string) string {
	for _, s := range all {
		if s != "" {
			return s
		}
	}
	return ""
}

// webAddress returns an address of the web; nothing for any other text.
func webAddress(typed string) string {
	u, err := url.Parse(strings.TrimSpace(typed))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

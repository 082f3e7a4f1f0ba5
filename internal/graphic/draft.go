package graphic

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/report"
	"github.com/motbilde/motbilde/internal/words"
)

// Draft is Kit.Draft for a desk without a kit.
func Draft(c Content, s Settings) Settings { return Kit{}.Draft(c, s) }

// Draft fills what is empty in the settings with what the case says: headline,
// the second lines of the bars, credits, alt text and caption, in the settings'
// language. What only a person can say stays empty: what is claimed, what the
// pictures show, a verdict. What a person typed is never changed.
func (k Kit) Draft(c Content, s Settings) Settings { return k.draft(c, s, (*sheet).layPair) }

// draft is Draft for a graphic of which lay lays the pair out.
func (k Kit) draft(c Content, s Settings, lay func(*sheet) pairLayout) Settings {
	d := drafter{c: c, s: s, k: k, l: s.Language}
	d.beside = d.isBeside()
	b := c.Brief
	if s.Headline == "" {
		s.Headline = d.headline(lay)
	}
	s.Claim.Detail = cmp.Or(s.Claim.Detail, d.posted(b.Claim))
	if s.Kind == OutsideKind { // what is lit and what is dashed has to stand by the picture
		s.Found.Detail = cmp.Or(s.Found.Detail, d.l.Say("graphic.outside.detail"))
	}
	s.Found.Detail = cmp.Or(s.Found.Detail, d.published(b.Found))
	s.Credits = cmp.Or(s.Credits, d.credits())
	d.s = s
	s.Alt = cmp.Or(s.Alt, d.alt())
	s.Caption = cmp.Or(s.Caption, d.caption())
	return s
}

// drafter writes drafts.
type drafter struct {
	c      Content
	s      Settings
	k      Kit
	l      words.Language
	beside bool
}

// isBeside reports whether the pictures will lie side by side.
func (d drafter) isBeside() bool {
	if d.s.Kind == DetailsKind || d.s.Kind == DifferenceKind {
		return true
	}
	preset, ok := d.k.Preset(d.s.Preset)
	if !ok || d.c.Brief.Pair.Claimed == nil || d.c.Brief.Pair.Candidate == nil {
		return d.s.Arrangement != Above
	}
	return newSheet(d.c, d.s, d.k, preset).isBeside()
}

// headline is the first of the headlines that there is room for, else the
// shortest: who published a picture stands on its bar as well.
func (d drafter) headline(lay func(*sheet) pairLayout) string {
	all := d.headlines()
	for _, text := range all {
		if text == all[len(all)-1] || d.hasRoom(text, lay) {
			return text
		}
	}
	return ""
}

// hasRoom reports whether a headline fits on the graphic.
func (d drafter) hasRoom(headline string, lay func(*sheet) pairLayout) bool {
	preset, ok := d.k.Preset(d.s.Preset)
	if !ok || d.c.Brief.Pair.Claimed == nil || d.c.Brief.Pair.Candidate == nil {
		return true
	}
	s := d.s
	s.Headline = headline
	b := newSheet(d.c, s, d.k, preset)
	if l := lay(b); !l.column.Empty() {
		if _, fits := b.columnHeadline(l.column); !fits {
			return false
		}
	}
	return !slices.ContainsFunc(b.notes, func(n Note) bool { return n.Key == tooLong })
}

// headlines say no more than was found, the one that tells most first; none where
// a person must look.
func (d drafter) headlines() []string {
	b := d.c.Brief
	if text := d.headlineOfKind(); text != "" {
		return []string{text}
	}
	if b.ByHand || d.s.Kind != "" && d.s.Kind != PairKind {
		return nil
	}
	if b.Verdict == align.Partial {
		return []string{d.l.Say("graphic.headline.partial")}
	}
	var all []string
	for _, found := range d.foundAs() {
		text := ""
		switch {
		case b.OtherMoment:
			text = d.l.Say("graphic.headline.moment", "found", found)
		case b.Verdict == align.Identical:
			text = d.l.Say("graphic.headline.identical", "found", found)
		case b.Verdict == align.Match && b.Cropped:
			text = d.l.Say("graphic.headline.match", "copy", d.l.Say("report.crop", "found", found))
		case b.Verdict == align.Match:
			text = d.l.Say("graphic.headline.match", "copy", d.l.Say("report.copy", "found", found))
		}
		if text != "" {
			all = append(all, text)
		}
	}
	return all
}

// headlineOfKind is that of a graphic of another kind than the pair, where one is drafted.
func (d drafter) headlineOfKind() string {
	b := d.c.Brief
	switch {
	case d.s.Kind == OutsideKind && b.Cropped:
		return d.l.Say("graphic.headline.outside", "share", d.share())
	case d.s.Kind == DetailsKind && len(b.Details) > 0:
		return d.l.Plural("graphic.headline.details", min(len(b.Details), mostMarks))
	case d.s.Kind == DifferenceKind && b.Difference.Map != nil && len(b.Difference.Map.Regions) == 0:
		return d.l.Say("graphic.headline.no-difference")
	case d.s.Kind == DifferenceKind:
		return d.l.Say("graphic.headline.difference")
	case d.s.Kind == VersionsKind:
		return d.l.Say("graphic.headline.versions")
	case d.s.Kind == TimelineKind:
		return d.l.Say("graphic.headline.timeline")
	}
	return ""
}

// foundAs are the ways in which a headline may speak of the found picture: with
// who published it and when, with the one that fits, or without either.
func (d drafter) foundAs() (all []string) {
	found := d.c.Brief.Found
	for _, by := range [][2]string{{found.Account, found.When}, {"", found.When}, {found.Account, ""}} {
		text := d.l.Say("graphic.headline.published", "publisher", by[0], "when", by[1])
		if (by[0] != "" || by[1] != "") && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return append(all, d.l.Say("report.caption.found"))
}

// share is how much of the found picture the claim shows: in a word where it is
// a plain share.
func (d drafter) share() string {
	return d.l.Percent(d.c.Brief.ShownShare, 0)
}

func (d drafter) posted(s report.Shown) string {
	if s.Account == "" && s.When == "" {
		return ""
	}
	return words.Capital(strings.TrimSpace(d.l.Say("graphic.posted", "account", s.Account, "when", s.When)))
}

func (d drafter) published(s report.Shown) string {
	if s.Account == "" && s.When == "" {
		return ""
	}
	return words.Capital(strings.TrimSpace(d.l.Say("graphic.published", "publisher", s.Account, "when", s.When)))
}

func (d drafter) credits() string {
	b := d.c.Brief
	key := "graphic.credits.above"
	if d.beside {
		key = "graphic.credits.beside"
	}
	return strings.TrimSpace(d.l.Say(key, "claim", dotless(b.Claim.Credit), "found", dotless(b.Found.Credit), "desk", d.k.Desk))
}

func dotless(s string) string { return strings.TrimRight(strings.TrimSpace(s), ".") }

// other says which picture the second one is.
func (d drafter) other() string {
	if d.c.Brief.Candidate {
		return d.l.Say("report.caption.candidate")
	}
	return d.l.Say("report.caption.found")
}

func (d drafter) alt() string {
	b := d.c.Brief
	switch d.s.Kind {
	case VersionsKind:
		return d.l.Say("graphic.alt.versions", "list", strings.Join(d.versions(), "; "))
	case TimelineKind:
		return d.l.Say("graphic.alt.timeline", "list", strings.Join(d.moments(), "; "))
	}
	key := "graphic.alt.above"
	switch {
	case d.s.Kind == DetailsKind:
		key = "graphic.alt.details"
	case d.s.Kind == DifferenceKind:
		key = "graphic.alt.difference"
	case d.beside:
		key = "graphic.alt.beside"
	}
	sentences := []string{d.l.Say(key,
		"account", b.Claim.Account, "posted", b.Claim.When, "claim", dotless(cmp.Or(b.Claim.Description, d.s.Claim.Title)),
		"other", d.other(), "publisher", b.Found.Account, "published", b.Found.When, "found", dotless(cmp.Or(b.Found.Description, d.s.Found.Title)))}
	add := func(text string) { sentences = append(sentences, text) }
	n := min(len(b.Details), mostMarks)
	switch d.s.Kind {
	case OutsideKind:
		add(d.l.Say("graphic.alt.outside"))
	case DetailsKind:
		add(d.l.Plural("graphic.alt.enlarged", n))
	case DifferenceKind:
		add(d.found())
		return strings.Join(sentences, " ")
	default:
		if n > 0 && d.s.Numbers {
			add(d.l.Plural("graphic.alt.marked", n))
		}
	}
	if names := d.names(); len(names) > 0 && d.s.Kind != OutsideKind && (d.s.Numbers || d.s.Kind == DetailsKind) {
		add(d.l.Say("graphic.alt.names", "names", d.l.List(names)))
	}
	if b.Cropped && d.s.Kind != DetailsKind {
		add(d.l.Say("report.differs.crop", "share", d.share()))
	}
	return strings.Join(sentences, " ")
}

// found says what the difference is, as the report does.
func (d drafter) found() string {
	if m := d.c.Brief.Difference.Map; m != nil {
		return changes.Found(d.l, m)
	}
	return ""
}

// names are those of the marked details that a person has named.
func (d drafter) names() (names []string) {
	for _, m := range d.c.Brief.Details[:min(len(d.c.Brief.Details), mostMarks)] {
		if name := oneLine(m.Mark.Text); name != "" {
			names = append(names, d.l.Say("graphic.alt.name", "number", strconv.Itoa(m.Number), "name", name))
		}
	}
	return names
}

// versions says what each picture of a sequence is.
func (d drafter) versions() (all []string) {
	for _, v := range d.c.Brief.Versions {
		key := "graphic.moment.found"
		if v.Claim {
			key = "graphic.moment.claim"
		}
		all = append(all, d.l.Say(key, "what", v.When, "by", v.Account))
	}
	return all[:min(len(all), mostVersions)]
}

// moments says the dates of a timeline.
func (d drafter) moments() (all []string) {
	for _, m := range d.c.Brief.Moments {
		all = append(all, d.l.Say("graphic.alt.moment", "when", m.When, "what", m.What, "by", m.By))
	}
	return all[:min(len(all), mostMoments)]
}

func (d drafter) caption() string {
	b := d.c.Brief
	if d.s.Kind == VersionsKind || d.s.Kind == TimelineKind {
		return d.alt()
	}
	key := "graphic.caption.above"
	if d.beside {
		key = "graphic.caption.beside"
	}
	claim := cmp.Or(dotless(d.s.Claim.Title), d.l.Say("graphic.caption.claim"))
	found := cmp.Or(dotless(d.s.Found.Title), words.Capital(d.other()))
	text := d.l.Say(key,
		"claim", claim, "account", b.Claim.Account, "posted", b.Claim.When,
		"found", found, "publisher", b.Found.Account, "published", b.Found.When)
	switch {
	case d.s.Kind == OutsideKind:
		return text + " " + d.l.Say("graphic.caption.outside")
	case d.s.Kind == DifferenceKind:
		return text + " " + d.found()
	case d.s.Kind == DetailsKind:
		return text + " " + d.l.Say("graphic.details.alike")
	case len(b.Details) > 0 && d.s.Numbers:
		return text + " " + d.l.Say("graphic.caption.numbers")
	}
	return text
}

// mostMarks is how many details are marked: more than a reader can follow.
const mostMarks = 6

package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/changes"
	"github.com/motbilde/motbilde/internal/chronology"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// nameLimit is the length in characters from which a file's name is cut in running text.
const nameLimit = 32

// name quotes a file's name for running text, cut in its middle where it is long.
func (e *edition) name(it item) string { return e.cutName(it, nameLimit) }

// cutName quotes a name of at most so many characters; its end stays, which
// tells the kind of file and the number in a series.
func (e *edition) cutName(it item, limit int) string {
	if it.withheld || e.plain(it.evidence.Name) == "" {
		return e.l.Say("report.item", "item", it.letter)
	}
	return e.l.Quote(e.cut(e.plain(it.evidence.Name), limit))
}

// cut leaves out the middle of a name of more than so many characters.
func (e *edition) cut(name string, limit int) string {
	letters := []rune(name)
	if tail := limit * 3 / 8; len(letters) > limit {
		letters = append(append(letters[:limit-tail-1:limit-tail-1], '…'), letters[len(letters)-tail:]...)
	}
	return string(letters)
}

// plainName returns an item's name as it stands in tables.
func (e *edition) plainName(it item) string {
	if it.withheld {
		return e.l.Say("record.withheld")
	}
	return e.plain(it.evidence.Name)
}

// reason says why a file could not be compared.
func (e *edition) reason(ev casefile.Evidence) string {
	return cmp.Or(e.in.Problems[ev.ID], e.l.Finding(align.Unreadable.String()))
}

// typedLimit is the length from which what a person typed is cut in running
// text; the table of items has all of it.
const typedLimit = 80

// short returns what a person typed for running text.
func (e *edition) short(s string) string {
	letters := []rune(e.plain(s))
	if len(letters) <= typedLimit {
		return string(letters)
	}
	return strings.TrimRight(string(letters[:typedLimit]), " ,;:") + "…"
}

// title returns the case's title, or one drafted from the files' names.
func (e *edition) title() string {
	if t := e.plain(e.in.Case.Title); t != "" {
		return t
	}
	if e.several() {
		return words.Capital(e.l.Say("report.title.many", "claim", e.l.Plural("several.claims", len(e.pairs)), "candidates", e.l.Plural("report.candidates", e.looked)))
	}
	return e.draftTitle(nameLimit)
}

// draftTitle drafts a title from names of at most so many characters.
func (e *edition) draftTitle(limit int) string {
	candidates := e.looked
	if e.best != nil && (candidates == 1 || e.best.verdict() != align.NoMatch) {
		return words.Capital(e.l.Say("report.title.pair", "claim", e.cutName(e.claim, limit), "found", e.cutName(*e.best, limit)))
	}
	return words.Capital(e.l.Say("report.title.many", "claim", e.cutName(e.claim, limit), "candidates", e.l.Plural("report.candidates", candidates)))
}

// lead returns the summary: what was found, and how such a picture can be made.
func (e *edition) lead() string {
	if e.best == nil {
		switch {
		case e.looked == 0:
			return e.l.Say("report.lead.alone")
		case slices.ContainsFunc(e.candidates(), func(i item) bool { return i.verdict() == align.VerdictUnset }):
			return e.l.Say("report.lead.uncompared")
		}
		return e.l.Plural("report.lead.unreadable", e.looked)
	}
	found := e.name(*e.best)
	if h := e.best.comparison.Hand; h != nil {
		return e.byHand(*h, found)
	}
	switch e.best.verdict() {
	case align.Identical:
		return e.l.Say("report.lead.identical", "subject", e.subject(), "found", found, "published", e.published())
	case align.Match:
		if e.facts.measured.OtherMomentPossible {
			return e.l.Say("report.lead.moment", "subject", e.subject(), "found", found, "published", e.published()) + " " +
				e.l.Say("finding.strength.other-moment")
		}
		copyOf := e.l.Say("report.copy", "found", found)
		switch {
		case e.figuresWithheld():
			copyOf = found
		case e.cropped():
			copyOf = e.l.Say("report.crop", "found", found)
		}
		if e.fillsOnlyPart() {
			copyOf = e.l.Say("report.filling", "copy", copyOf, "share", e.l.Percent(e.best.comparison.Alignment.ClaimCovered, 0))
		}
		lead := e.l.Say("report.lead.match", "subject", e.subject(), "copy", copyOf, "published", e.published())
		if steps := e.facts.recipe.Phrases(e.l); len(steps) > 0 {
			return lead + " " + e.l.Say("report.lead.steps", "found", found, "steps", e.l.List(steps))
		}
		return lead + " " + e.l.Say("report.lead.order")
	case align.Partial:
		return e.l.Say("report.lead.partial", "claim", e.name(e.claim), "found", found)
	case align.Uncertain:
		if e.facts.measured.TooLittleDetail {
			return e.l.Say("report.lead.too-little-detail", "claim", e.name(e.claim), "found", found)
		}
		return e.l.Say("report.lead.uncertain", "claim", e.name(e.claim), "found", found)
	}
	return e.l.Say("report.lead.no-match", "claim", e.name(e.claim), "candidates", e.l.Plural("report.among", e.compared))
}

// fillsOnlyPart reports whether the found picture is one part of the claim.
func (e *edition) fillsOnlyPart() bool {
	covered := e.best.comparison.Alignment.ClaimCovered
	return e.facts.placed && covered > 0 && covered < fills
}

// fills is the share of the claim below which the found picture is said to fill
// only a part of it, as in a photograph of a screen or a collage.
const fills = 0.9

// subject names the claim by what a person wrote about it: "The picture posted by @a on 9 Nov 2017".
func (e *edition) subject() string {
	source := e.claim.evidence.Source
	return e.l.Say(subjectKey(source), "account", e.short(source.Publisher), "when", e.when(source.Date))
}

func subjectKey(s casefile.Source) string {
	if s.Publisher == "" && s.Date == "" {
		return "report.subject.unknown"
	}
	if s.Publisher == "" {
		return "report.subject.dated"
	}
	return "report.subject.posted"
}

// published says who published the found picture, and when at the latest.
func (e *edition) published() string {
	source, date := e.best.evidence.Source, e.noLater(*e.best)
	if source.Publisher == "" && date == "" {
		return ""
	}
	return e.l.Say("report.published", "publisher", e.short(source.Publisher), "date", e.short(date))
}

// day returns a date for running text: written out where it can be read, else as it was typed.
func (e *edition) day(d casefile.Date) string {
	if _, ok := d.Span(); ok {
		return chronology.Say(e.l, d)
	}
	typed, _ := e.l.Typed(string(d))
	return e.short(typed)
}

// when says a date after a verb, to the day.
func (e *edition) when(d casefile.Date) string {
	span, ok := d.Span()
	if !ok {
		return e.l.When(e.short(string(d)))
	}
	if day, _, timed := strings.Cut(string(d), "T"); timed && !strings.Contains(string(d), "/") {
		d = casefile.Date(day)
	}
	text := chronology.Say(e.l, d)
	switch {
	case span.Doubtful || strings.Contains(string(d), "/"):
		return e.l.Say("finding.when.unclear", "date", text)
	case span.Precision >= casefile.Day:
		return e.l.Say("finding.when.day", "date", text)
	}
	return e.l.Say("finding.when.month", "date", text)
}

// noLater returns the date by which an item was there, as far as its dates go.
func (e *edition) noLater(it item) string {
	if d, ok := it.evidence.NotLaterThan(); ok {
		return chronology.Latest(e.l, d)
	}
	return e.day(it.evidence.Source.Date)
}

// figuresWithheld reports whether the pair was measured on an item of which
// this edition holds nothing: then only its verdict is told.
func (e *edition) figuresWithheld() bool {
	return e.claim.withheld || e.best != nil && e.best.withheld
}

// plain returns what a person typed as one line of running text.
func (e *edition) plain(s string) string {
	return strings.Join(strings.Fields(figure.Clean(s)), " ")
}

// cropped reports whether the claim shows clearly less than the found picture.
func (e *edition) cropped() bool {
	return e.facts.measured.CandidateCovered > 0 && e.facts.measured.CandidateCovered < 0.995
}

// points returns what matches, what differs and what is unknown, each the most important first.
func (e *edition) points() (matches, differs, unknown []point) {
	add := func(to *[]point, texts ...string) { *to = append(*to, points(texts...)...) }
	add(&unknown, e.l.Say("report.unknown.maker"))
	if e.best == nil {
		add(&unknown, e.l.Say("report.unknown.others"))
		return points(e.l.Say("report.matches.nothing-compared")), points(e.l.Say("report.differs.nothing-compared")), unknown
	}
	a, m := e.best.comparison.Alignment, e.facts.measured
	if e.figuresWithheld() {
		says := e.l.Say("record.figures-withheld")
		return points(e.l.Finding(m.Finding) + ". " + says), points(says), append(unknown, points(e.l.Say("report.unknown.order"))...)
	}
	if e.best.comparison.Hand != nil {
		add(&unknown, e.l.Say("report.unknown.others"), e.l.Say("report.unknown.order"))
		return points(e.l.Say("hand.report.matches")), e.differences(true), unknown
	}
	switch a.Verdict {
	case align.NoMatch:
		add(&unknown, e.l.Say("report.unknown.others"), e.l.Say("report.unknown.same-event"))
		return points(e.l.Say("report.matches.none")), points(e.l.Say("report.differs.no-alignment")), unknown
	case align.Partial, align.Uncertain:
		if e.facts.support.HasAreas() {
			add(&matches, e.facts.support.Agreement(e.l)+".")
		}
		add(&matches, e.l.Finding(m.Finding)+": "+e.l.ThirdLine(m))
	case align.Identical:
		add(&matches, e.l.Say("report.matches.identical"))
	}
	if e.facts.placed {
		if a.ClaimCovered >= 0.995 {
			add(&matches, e.l.Say("report.matches.all"))
		} else if a.ClaimCovered > 0 {
			add(&matches, e.l.Say("report.matches.share", "share", e.l.Percent(a.ClaimCovered, 0)))
		}
	}
	if n := len(a.Inliers); n > 0 {
		add(&matches, e.l.Say("report.matches.points", "n", e.l.Count(int64(n)), "residual", e.px(a.ResidualPx)))
	}
	if len(a.Support) > 0 && e.facts.placed {
		add(&matches, e.l.Say("report.matches.support", "share", e.l.Percent(a.SupportAgrees, 0), "n", e.l.Count(int64(len(a.Support)))))
	}
	differs = e.differences(true)
	add(&unknown, e.l.Say("report.unknown.order"), e.l.Say("report.unknown.older"))
	return matches, differs, unknown
}

// differences returns what differs between claim and found picture. In brief
// they refer to the figure; in full they say what may have gone unnoticed.
func (e *edition) differences(brief bool) []point {
	a := e.best.comparison.Alignment
	if e.figuresWithheld() {
		return points(e.l.Say("record.figures-withheld"))
	}
	if a.Verdict == align.Identical {
		return points(e.l.Say("report.differs.nothing"))
	}
	if !e.facts.placed {
		return points(e.l.Say("report.differs.no-alignment"))
	}
	var out []point
	add := func(text, anchor string) { out = append(out, point{text, anchor}) }
	if e.cropped() {
		add(e.l.Say("report.differs.crop", "share", e.l.Percent(e.facts.measured.CandidateCovered, 0)), e.at("pair"))
	}
	if e.facts.support.Share(support.Changed) > 0 {
		add(e.change(), e.at(anchorSupport))
	}
	switch {
	case !e.facts.difference || e.facts.told == 0:
		add(e.l.Say("report.differs.unmeasured"), e.at("views"))
	case len(e.facts.regions) > 0:
		add(e.l.Say("report.differs.regions", "found", strings.TrimSuffix(changes.Found(e.l, e.facts.differs), "."), "figure", e.differenceFigure()), e.at(anchorDifference))
	default:
		add(e.l.Say("report.differs.none"), e.at(anchorDifference))
	}
	tone := e.tone()
	if brief && len(tone) > 1 {
		return append(out, point{text: strings.Join(tone, " ")})
	}
	return append(out, points(tone...)...)
}

// differenceFigure is the number of that figure; empty where it wasn't drawn.
func (e *edition) differenceFigure() string {
	if e.figures.difference == nil {
		return ""
	}
	return strconv.Itoa(e.number(numberDifference))
}

// tone says what the whole of the claim is against the whole of the found picture.
func (e *edition) tone() (all []string) {
	a := e.best.comparison.Alignment
	if e.facts.grey {
		all = append(all, e.l.Say("report.differs.grey"))
	}
	if a.ToneInverted {
		all = append(all, e.l.Say("report.differs.inverted"))
	}
	if a.Mirrored {
		all = append(all, e.l.Say("report.differs.mirrored"))
	}
	return all
}

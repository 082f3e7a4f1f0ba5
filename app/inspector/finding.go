package inspector

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// finding says what was found: badge and word, what agrees, how much that
// means, and the figure behind it, small.
type finding struct {
	column   *look.Column
	head     *findingHead
	shows    *look.Text // what agrees
	strength *look.Text // the strength statement
	figure   *look.Text
}

func newFinding() *finding {
	f := &finding{
		head:     newFindingHead(),
		shows:    look.NewText("", look.Body, look.InText),
		strength: look.NewText("", look.Body, look.InSecond),
		figure:   look.NewText("", look.Quiet, look.InQuiet),
	}
	f.column = look.NewColumn(look.Gap16,
		look.Item{Object: f.head},
		look.Item{Object: f.shows, Above: look.Gap8},
		look.Item{Object: f.strength, Above: 6},
		look.Item{Object: f.figure, Above: 7})
	return f
}

func (f *finding) write(l words.Language, v Value) {
	var shows, strength, figure string
	badge, word, face := look.NoBadge, "", look.Body
	switch v.State {
	case Reading:
		badge, word = look.BadgeAtWork, l.Say("window.facts.reading")
	case Read, Waiting:
		if v.EyesFirst {
			word, face, shows = l.Say("lessons.eyes-first.head"), look.Finding, l.Say("lessons.eyes-first")
			break
		}
		badge, word = look.BadgeWaiting, l.Say("window.facts.waiting")
	case Comparing:
		badge, word = look.BadgeAtWork, l.Say("window.facts.comparing")
	case Stopped:
		badge, word = look.BadgeWaiting, l.Say("window.facts.stopped")
	case Failed:
		badge, word, face = look.BadgeError, l.Finding("error"), look.Finding
		shows, strength = v.Reason, v.Next
	case Compared:
		m := measured(v)
		badge, word, face = look.BadgeNamed(m.Finding), l.Finding(m.Finding), look.Finding
		if shows = agrees(l, v); v.ByHand != "" {
			shows = v.ByHand
		}
		strength = strings.Join(l.Strength(m), " ")
		figure = figures(l, v.Alignment)
	}
	f.head.set(badge, word, face)
	f.shows.Set(shows)
	f.strength.Set(strength)
	f.figure.Set(figure)
}

// measured is what the sentences of words depend on.
func measured(v Value) words.Measured {
	a := v.Alignment
	m := words.Measured{
		Finding: a.Verdict.String(), HasNFA: a.HasNFA, Log10NFA: a.Log10NFA, Candidates: v.Candidates,
		CandidateCovered:    a.CandidateCovered,
		TooLittleDetail:     a.Has(align.TooLittleDetail),
		OtherMomentPossible: a.Has(align.OtherMomentPossible),
		OnlyPart:            a.Has(align.CoveredPart),
		CalibrationPairs:    align.CalibrationPairs, CalibrationFalse: align.CalibrationFalse,
	}
	if a.Status == align.ByHand {
		m.Finding = "by-hand"
	}
	return m
}

// wholeFrom is the share from which the claim is said to show all of the
// candidate, as in the list's third line.
const wholeFrom = 0.995

// fills is the share of the claim from which the candidate is said to fill it,
// as in the report.
const fills = 0.9

// agrees says how much of the candidate the claim agrees with, and how much of
// the claim does: less than all where the candidate is only a panel of it, or
// where some of it disagrees or changed.
func agrees(l words.Language, v Value) string {
	a := v.Alignment
	switch {
	case a.Verdict == align.Partial && len(v.Support.Areas(support.Agrees)) > 0:
		return l.Say("window.facts.agrees-where", "name", shownName(l, v),
			"where", v.Support.Where(l, support.Agrees), "share", v.Support.ShareOf(l, support.Agrees))
	case a.Verdict == align.Partial:
		return l.Say("window.facts.agrees-part", "name", shownName(l, v))
	case a.Verdict != align.Match || a.Status == align.ByHand || a.CandidateCovered <= 0:
		return ""
	}
	key, part, apart := "window.facts.agrees", "", ""
	if a.CandidateCovered >= wholeFrom {
		key = "window.facts.agrees-whole"
	}
	if a.ClaimCovered > 0 && a.ClaimCovered < fills {
		key, part = key+".panel", l.Percent(a.ClaimCovered, 0)
	}
	if rest := v.Support.Share(support.Contradicts) + v.Support.Share(support.Changed); rest >= told {
		apart = l.Percent(rest, 0)
	} else if key == "window.facts.agrees" {
		key += ".all-over"
	}
	return l.Say(key, "share", l.Percent(a.CandidateCovered, 0), "part", part, "apart", apart, "name", shownName(l, v))
}

// figures is the small line of numbers; empty where nothing was estimated.
func figures(l words.Language, a align.Alignment) string {
	if !a.HasNFA || a.Status == align.ByHand {
		return ""
	}
	fields := []string{"nfa", l.NFA(a.Log10NFA)}
	if a.Matches > 0 {
		fields = append(fields, "inliers", l.Count(int64(len(a.Inliers))), "matches", l.Count(int64(a.Matches)))
	}
	return unbroken(strings.Split(l.Say("window.facts.figure", fields...), " · "))
}

// findingHead is the badge with its word.
type findingHead struct {
	widget.BaseWidget
	bare  bool // no badge stands before the word
	badge *look.BadgeShape
	word  *look.Text
}

func newFindingHead() *findingHead {
	h := &findingHead{badge: look.NewBadgeShape(look.NoBadge), word: look.NewText("", look.Finding, look.InText)}
	h.ExtendBaseWidget(h)
	return h
}

func (h *findingHead) set(b look.Badge, word string, face look.Face) {
	h.bare = b == look.NoBadge
	h.badge.Set(b)
	h.word.Set(word)
	h.word.SetFace(face)
	ink := look.InText
	if face == look.Body {
		ink = look.InSecond // work in progress is said quietly
	}
	h.word.SetInk(ink)
	h.Refresh()
}

// badgeSide is the badge's box, with the same rim as in the list.
const badgeSide = 22

// HeightAt returns the height at a width.
func (h *findingHead) HeightAt(width float32) float32 {
	return max(look.Px(badgeSide), h.word.HeightAt(width-look.Px(badgeSide+look.Gap8)))
}

// CreateRenderer is part of Fyne's widget.
func (h *findingHead) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: h,
		Parts: []fyne.CanvasObject{h.badge, h.word},
		Least: func() fyne.Size { return fyne.NewSize(0, h.HeightAt(h.Size().Width)) },
		Place: func(size fyne.Size) {
			side := look.Px(badgeSide)
			look.Put(h.badge, -look.Px(1), 0, side, side)
			room := size.Width - side - look.Px(look.Gap8)
			if h.bare {
				look.Put(h.word, 0, 0, size.Width, h.word.HeightAt(size.Width))
				return
			}
			height := h.word.HeightAt(room)
			look.Put(h.word, side+look.Px(look.Gap8)-look.Px(1), max(0, (side-height)/2), room, height)
		},
	})
}

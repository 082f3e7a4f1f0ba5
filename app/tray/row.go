package tray

import (
	"image"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/words"
)

// State says how far a candidate has come.
type State int

// The states.
const (
	Reading   State = iota // the file is waited for, or being read
	Read                   // read; nothing to compare it with yet
	Waiting                // its turn has not come
	Comparing              // being held against the claim
	Compared               // the finding is there
	Failed                 // it can't be read or compared
	Stopped                // stopped by a person before its finding
)

// Row is a candidate as the list shows it.
type Row struct {
	ID        casefile.ID
	Name      string
	Thumbnail image.Image // prepared at about 120×90; nil while it is being made
	Badge     look.Badge
	Word      string // beside the badge, in the text colour
	Fact      string // the third line: one fact
	Head      string // of the group that the row begins; empty within one
	Aside     bool   // no candidate: it can't be selected
	Withheld  bool   // it is left out of what is published

	File       string // its file's name, where it is shown under another
	Status     casefile.Status
	StatusWord string // beside the status's shape
	Group      int    // so many near-identical candidates stand behind the row; 0: it stands alone
	GroupWord  string // "3 near-identical"
	Open       bool   // the others of its group follow
	Within     bool   // it is one of an open group, below its first
}

// ContextRow is an item that is neither claim nor candidate, as the capture of
// a post: it stands in a group of its own at the end, without a finding.
func ContextRow(l words.Language, e casefile.Evidence, thumbnail image.Image, first bool) Row {
	r := Row{ID: e.ID, Name: e.Called(), Thumbnail: thumbnail, Withheld: e.Withheld.On, Fact: l.Say("part.capture") + " · " + l.Pixels(e.Pixels.Width, e.Pixels.Height), Aside: true}
	if first {
		r.Head = l.Say("part.captures")
	}
	return r
}

// NewRow says a candidate's state in words. The reason is why it can't be
// read, in a few words, and counts for Failed alone; the position ("5:10 of
// 12:07") counts while it is compared.
func NewRow(l words.Language, e casefile.Evidence, thumbnail image.Image, s State, a align.Alignment, reason, position string) Row {
	r := Row{ID: e.ID, Name: e.Called(), Thumbnail: thumbnail, Withheld: e.Withheld.On, Status: e.Status}
	if e.Label != "" {
		r.File = e.Name
	}
	if e.Status != casefile.StatusUnset {
		r.StatusWord = l.Say("desk.do-status-" + string(e.Status))
	}
	switch s {
	case Reading:
		r.Badge, r.Word = look.BadgeAtWork, l.Say("window.reading")
	case Read:
		r.Fact = l.Pixels(e.Pixels.Width, e.Pixels.Height)
	case Waiting:
		r.Badge, r.Word = look.BadgeWaiting, l.Finding("waiting")
	case Stopped:
		r.Badge, r.Word = look.BadgeWaiting, l.Say("window.stopped")
	case Comparing:
		r.Badge, r.Word, r.Fact = look.BadgeAtWork, l.Finding("comparing"), position
	case Failed:
		r.Badge, r.Word, r.Fact = look.BadgeError, l.Finding("error"), reason
	case Compared:
		finding := Finding(a)
		r.Badge, r.Word = look.BadgeNamed(finding), l.Finding(finding)
		r.Fact = l.ThirdLine(words.Measured{
			Finding: finding, HasNFA: a.HasNFA, Log10NFA: a.Log10NFA, CandidateCovered: a.CandidateCovered,
			TooLittleDetail: a.Has(align.TooLittleDetail), OtherMomentPossible: a.Has(align.OtherMomentPossible), OnlyPart: a.Has(align.CoveredPart),
		})
	}
	return r
}

// Finding returns the stable word of an alignment's finding, "by-hand" included.
func Finding(a align.Alignment) string {
	if a.Status == align.ByHand {
		return "by-hand"
	}
	return a.Verdict.String()
}

// rowHeights, pixels at a text size of 100 %.
const (
	rowHeight   = 76
	narrowThumb = 90
	mostLines   = 3 // of a fact
	statusLine  = 18
	groupLine   = 24
)

// height returns the height of a row at a width: a fact that needs two lines
// makes its row higher by one.
func (r Row) height(width float32) float32 {
	px := look.Px
	if width < px(narrowBelow) {
		lines := len(look.Quiet.Wrap(r.narrow(), r.narrowRoom(width), 2))
		return r.headRoom() + px(10+narrowThumb+look.Gap8+10) + float32(lines)*px(look.Quiet.Line) + r.more()
	}
	lines := len(look.Quiet.Wrap(r.Fact, r.factWidth(width), mostLines))
	return r.headRoom() + px(rowHeight) + float32(max(0, lines-1))*px(look.Quiet.Line) + r.more()
}

// more is the height of the lines below the fact: status and group.
func (r Row) more() (height float32) {
	if r.StatusWord != "" {
		height += look.Px(statusLine)
	}
	if r.Group > 0 {
		height += look.Px(groupLine)
	}
	return height
}

// inFrom is how far a row stands in from the left, below the first of its group.
func (r Row) inFrom() float32 {
	if r.Within {
		return look.Px(look.Gap16)
	}
	return 0
}

// narrow is what a narrow list says of a row.
func (r Row) narrow() string {
	if r.Aside {
		return r.Fact
	}
	return r.Word
}

// narrowRoom is the width of the words in a narrow list.
func (r Row) narrowRoom(width float32) float32 {
	if r.Withheld { // the lock stands behind them
		width -= look.Px(16)
	}
	return narrowWords(width)
}

// headRoom is the height of the head above the row that begins a group.
func (r Row) headRoom() float32 {
	if r.Head == "" {
		return 0
	}
	return look.Px(listHead)
}

func (r Row) factWidth(width float32) float32 {
	return width - r.inFrom() - look.Px(wordsFrom) - look.Px(10)
}

func narrowWords(width float32) float32 { return width - 2*look.Px(look.Gap12) - look.Px(20) }

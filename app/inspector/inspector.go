// Package inspector owns the facts at the right: the finding first, how the
// claim comes from the candidate, what both files say of themselves, and what a
// person knows of where they come from. Its main type is View. It promises that
// the finding stays in sight, that figures and sentences are those of the
// report, and that nothing is written into a field while a person writes there.
package inspector

import (
	"reflect"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/provenance"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// State says how far the comparison has come.
type State int

// The states.
const (
	Reading   State = iota // the candidate's file is waited for, or being read
	Read                   // read; nothing to compare it with yet
	Waiting                // its turn has not come
	Comparing              // being held against the claim
	Compared               // the finding is there
	Failed                 // it can't be read or compared
	Stopped                // stopped by a person before its finding
)

// Value is what the facts are about. An empty ID is no picture.
type Value struct {
	Claim, Candidate casefile.Evidence
	State            State
	EyesFirst        bool             // what the program finds is hidden until an exercise is answered
	Alignment        align.Alignment  // counts where State is Compared
	ByHand           string           // of an alignment by hand: its points, and what the program found by itself; else empty
	Support          *support.Support // of the alignment; nil is none
	Candidates       int              // compared with this claim
	Residue          *outside.Found   // what the claim's edges cut; nil till it has been looked for
	OutsideFirst     bool             // what lies outside the claim is being looked at: it is told first
	Difference       *compare.Map     // nil until it has been measured
	Measuring        bool             // the difference is being measured
	DifferenceFirst  bool             // the difference is being looked at: it is told first
	Recipe           *recipe.Recipe   // nil until it has been measured
	Remains          recipe.Remains   // of its replay
	Film             *Film            // nil of a picture
	Tones            bool             // histogram and tone curve are looked at: they are told first
	Histograms       *compare.Histograms
	Details          []Detail    // matching details of the pair, in the order of their numbers
	Detail           casefile.ID // the selected one; empty is none
	Marks            []Detail    // drawn on the pair, in their order
	Mark             casefile.ID // the selected one; empty is none
	DetailsFirst     bool        // they are being looked at: they are told first, and without that not at all where there are none

	ClaimEmbedded, CandidateEmbedded *provenance.Embedded // nil until they have been read

	Reason, Next string // why it can't be compared, and what to try; counts where State is Failed
}

// known is what a change of which makes the facts be written anew.
type known struct {
	claim, candidate casefile.Evidence
	state            State
	eyesFirst        bool
	verdict          align.Verdict
	status           align.Status
	log10NFA         float64
	inliers          int
	support          *support.Support
	candidates       int
	recipe           *recipe.Recipe
	reason, next     string
	byHand           string
	residue          *outside.Found
	outsideFirst     bool
	difference       *compare.Map
	measuring        bool
	differenceFirst  bool
	embedded         [2]*provenance.Embedded
	film             *Film
	tones            bool
	histograms       *compare.Histograms
	details          []Detail
	detail           casefile.ID
	detailsFirst     bool
	marks            []Detail
	mark             casefile.ID
}

func (v Value) known() known {
	k := known{
		claim: v.Claim, candidate: v.Candidate, state: v.State, eyesFirst: v.EyesFirst,
		verdict: v.Alignment.Verdict, status: v.Alignment.Status, log10NFA: v.Alignment.Log10NFA,
		inliers: len(v.Alignment.Inliers), support: v.Support, candidates: v.Candidates, reason: v.Reason, next: v.Next, byHand: v.ByHand,
		residue: v.Residue, outsideFirst: v.OutsideFirst, recipe: v.Recipe,
		difference: v.Difference, measuring: v.Measuring, differenceFirst: v.DifferenceFirst,
		embedded: [2]*provenance.Embedded{v.ClaimEmbedded, v.CandidateEmbedded}, film: v.Film,
		tones: v.Tones, histograms: v.Histograms,
		details: v.Details, detail: v.Detail, detailsFirst: v.DetailsFirst, marks: v.Marks, mark: v.Mark,
	}
	// Errors need not be comparable; Reason and Next say what they say. What is
	// written of the source goes straight to its fields.
	k.claim.Problem, k.candidate.Problem = nil, nil
	k.claim.Source, k.candidate.Source = casefile.Source{}, casefile.Source{}
	return k
}

// View is the facts panel.
type View struct {
	// OnSource hears what a person has written about a file, with each letter.
	OnSource func(id casefile.ID, s casefile.Source)
	// OnAllFields asks for the page on which everything known of a file stands.
	OnAllFields func(id casefile.ID)
	// OnCopy asks for a text to be put on the clipboard: a whole SHA-256.
	OnCopy func(text string)
	// OnAllTags asks for all tags of both files.
	OnAllTags func()
	// OnRegion asks for a region of the difference to be selected.
	OnRegion func(index int)
	// OnDetail asks for a matching detail to be selected; the others hear what a
	// person writes about it, and that it is to be taken away.
	OnDetail       func(id casefile.ID)
	OnNameDetail   func(id casefile.ID, text string)
	OnNoteDetail   func(id casefile.ID, text string)
	OnRemoveDetail func(id casefile.ID)
	// OnMark asks for a drawn mark to be selected; the others hear the words that
	// a person gives it, and that it is to be hidden or shown, or taken away.
	OnMark       func(id casefile.ID)
	OnNameMark   func(id casefile.ID, text string)
	OnHideMark   func(id casefile.ID)
	OnRemoveMark func(id casefile.ID)
	// OnMoment: a person wants to see another place of the video.
	OnMoment func(at time.Duration)
	OnFold   func()            // a person opened or closed a section
	OnScroll func()            // sections lie elsewhere now
	OnHint   func(hint string) // what an icon means, while the pointer is over it; "" after

	language words.Language
	value    Value
	shown    known
	roomy    bool

	under             *look.Box
	empty             *look.Text
	finding           *finding
	support           *section
	outside           *section
	tones             *section
	differences       *differences
	details           *details
	marks             *drawn
	reading           *reading
	transform, files  *section
	frame, elsewhere  *section
	video             *section
	ofCandidate       *sourceForm
	ofClaim           *sourceForm
	column            *look.Column
	scroll            *look.Scroll
	pane              *look.Pane
	findingInTheWay   bool // the finding is too high to stay: it scrolls with the rest
	sections, withAll []look.Item
}

// New returns the panel.
func New(l words.Language) *View {
	v := &View{
		under:   look.Hairline(),
		empty:   look.NewText("", look.Body, look.InQuiet),
		finding: newFinding(),
		column:  look.NewColumn(0),
	}
	v.support = newSection(v.folded, v.reveal)
	v.outside = newSection(v.folded, v.reveal)
	v.tones = newSection(v.folded, v.reveal)
	v.differences = newDifferences(v.region, v.folded, v.reveal)
	v.details = newDetails(v)
	v.marks = newDrawn(v)
	v.reading = newReading()
	v.frame = newSection(v.folded, v.reveal)
	v.elsewhere = newSection(v.folded, v.reveal)
	v.video = newSection(v.folded, v.reveal)
	v.transform = newSection(v.folded, v.reveal)
	v.files = newSection(v.folded, v.reveal)
	v.ofCandidate = newSourceForm(v.source, v.allFields, v.folded, v.reveal)
	v.ofClaim = newSourceForm(v.source, v.allFields, v.folded, v.reveal)
	v.ofClaim.section.open = false
	v.scroll = look.NewScroll(v.column)
	v.scroll.OnScrolled = func() {
		if v.OnScroll != nil {
			v.OnScroll()
		}
	}
	for _, form := range []*sourceForm{v.ofCandidate, v.ofClaim} {
		for _, field := range form.fields {
			field.LeaveWheel(v.scroll.Wheel) // else the facts would stop scrolling over a field
		}
	}
	for _, field := range []*look.Field{v.details.name, v.details.note, v.marks.words} {
		field.LeaveWheel(v.scroll.Wheel)
	}
	v.order()
	v.pane = look.NewPane([]fyne.CanvasObject{v.empty, v.finding.column, v.under, v.scroll, v.reading.column, v.reading.over}, v.place, nil)
	v.SetLanguage(l)
	return v
}

// Object is the panel as it stands in the window.
func (v *View) Object() fyne.CanvasObject { return v.pane }

// SetLanguage changes the language.
func (v *View) SetLanguage(l words.Language) {
	v.language = l
	v.empty.Set(l.Say("window.facts.empty"))
	v.ofCandidate.say(l)
	v.ofClaim.say(l)
	v.write()
}

// Show brings the panel to that state.
func (v *View) Show(value Value) {
	before := v.shown
	v.value, v.shown = value, value.known()
	v.ofCandidate.show(v.language, value.Candidate)
	v.ofClaim.show(v.language, value.Claim)
	if !reflect.DeepEqual(v.shown, before) {
		if (before.film == nil) != (value.Film == nil) {
			v.order()
		}
		if before.outsideFirst != value.OutsideFirst || before.tones != value.Tones || before.differenceFirst != value.DifferenceFirst || before.detailsFirst != value.DetailsFirst || (before.mark == "") != (value.Mark == "") {
			v.order()
			v.scroll.ToTop()
		}
		v.write()
		if before.candidate.ID != value.Candidate.ID {
			v.scroll.ToTop()
		}
	}
}

// FocusTarget is what takes the keyboard when it moves to this region: the first
// section, which the mode in use has chosen; nil where there is none.
func (v *View) FocusTarget() fyne.Focusable {
	for _, item := range v.sections {
		if s, ok := item.Object.(*section); ok && s.Visible() {
			return s.head
		}
	}
	return nil
}

func (v *View) source(id casefile.ID, s casefile.Source) {
	if v.OnSource != nil {
		v.OnSource(id, s)
	}
}

func (v *View) allFields(id casefile.ID) {
	if v.OnAllFields != nil {
		v.OnAllFields(id)
	}
}

func (v *View) region(i int) {
	if v.OnRegion != nil {
		v.OnRegion(i)
	}
}

// SelectRegion marks a region of the difference as the selected one; −1 is none.
func (v *View) SelectRegion(i int) { v.differences.selectRegion(i) }

// order puts the sections in order: what belongs to the mode in use stands first.
func (v *View) order() {
	v.sections = []look.Item{
		{Object: v.support}, {Object: v.outside}, {Object: v.differences.section}, {Object: v.details.section}, {Object: v.marks.section}, {Object: v.transform}, {Object: v.files}, {Object: v.ofCandidate.section}, {Object: v.ofClaim.section},
	}
	switch {
	case v.value.OutsideFirst:
		v.sections[0], v.sections[1] = v.sections[1], v.sections[0]
	case v.value.DetailsFirst:
		v.sections[0], v.sections[1], v.sections[2], v.sections[3] = v.sections[3], v.sections[0], v.sections[1], v.sections[2]
	case v.value.DifferenceFirst:
		v.sections[0], v.sections[1], v.sections[2] = v.sections[2], v.sections[0], v.sections[1]
	}
	if v.value.Mark != "" {
		v.sections = slices.DeleteFunc(v.sections, func(i look.Item) bool { return i.Object == fyne.CanvasObject(v.marks.section) })
		v.sections = slices.Insert(v.sections, 0, look.Item{Object: v.marks.section})
	}
	film := []look.Item{{Object: v.frame}, {Object: v.elsewhere}, {Object: v.video}}
	switch {
	case v.value.Film == nil:
	case v.value.OutsideFirst || v.value.DifferenceFirst || v.value.DetailsFirst:
		v.sections = slices.Insert(v.sections, 1, film...)
	default:
		v.sections = slices.Insert(v.sections, 0, film...)
	}
	if v.value.Tones {
		v.sections = slices.Insert(v.sections, 0, look.Item{Object: v.tones})
	}
	v.withAll = append([]look.Item{{Object: v.finding.column, Above: findingAbove}, {Object: v.under, Above: look.Gap16, Height: 1}}, v.sections...)
	if v.findingInTheWay {
		v.column.SetItems(v.withAll...)
	} else {
		v.column.SetItems(v.sections...)
	}
}

func (v *View) layAgain() { v.pane.Refresh() }

// folded hears that a person opened or closed a section.
func (v *View) folded() {
	v.layAgain()
	if v.OnFold != nil {
		v.OnFold()
	}
}

// ToTop scrolls back to the first section.
func (v *View) ToTop() { v.scroll.ToTop() }

// SectionObject is the heading of the first section; nil where there is none.
func (v *View) SectionObject() fyne.CanvasObject {
	if o, ok := v.FocusTarget().(fyne.CanvasObject); ok {
		return o
	}
	return nil
}

// ReadingObject is the pixel inspector; nil while it is off.
func (v *View) ReadingObject() fyne.CanvasObject {
	if !v.reading.column.Visible() {
		return nil
	}
	return v.reading.column
}

func (v *View) reveal(o fyne.CanvasObject) { v.scroll.Reveal(o) }

// write writes all facts anew.
func (v *View) write() {
	value, l := v.value, v.language
	hasClaim, hasCandidate := value.Claim.ID != "", value.Candidate.ID != ""
	both := hasClaim && hasCandidate
	look.Show(v.empty, !both)
	look.Show(v.finding.column, both)
	v.finding.write(l, value)
	v.frame.set(l.Say("case-video.frame"), "", v.frameItems()...)
	look.Show(v.frame, both && value.Film != nil)
	elsewhere := v.elsewhereItems()
	v.elsewhere.set(l.Say("case-video.elsewhere"), "", elsewhere...)
	look.Show(v.elsewhere, both && len(elsewhere) > 0)
	v.video.set(l.Say("case-video.file"), "", v.videoItems()...)
	look.Show(v.video, both && value.Film != nil)
	supported := supportItems(l, value)
	v.support.set(l.Say("window.support"), "", supported...)
	look.Show(v.support, both && len(supported) > 0)
	beyond := outsideItems(l, value)
	v.outside.set(l.Say("outside.title"), "", beyond...)
	look.Show(v.outside, both && len(beyond) > 0)
	v.tones.set(l.Say("view.tones"), "", toneItems(l, value)...)
	look.Show(v.tones, both && value.Tones)
	look.Show(v.differences.section, v.differences.show(l, value) && both)
	v.marks.write(l, value)
	look.Show(v.marks.section, both && len(value.Marks) > 0)
	v.details.write(l, value)
	look.Show(v.details.section, both && value.State == Compared && value.Alignment.Placed() && (value.DetailsFirst || len(value.Details) > 0))
	v.transform.set(l.Say("window.facts.transform"), "", transformItems(l, value)...)
	look.Show(v.transform, both && value.State == Compared && value.Alignment.Placed())
	v.files.set(l.Say("window.facts.files"), "", v.fileItems()...)
	look.Show(v.files, hasClaim || hasCandidate)
	look.Show(v.ofCandidate.section, hasCandidate)
	look.Show(v.ofClaim.section, hasClaim)
	v.pane.Refresh()
}

// roomyFrom is the width from which the claim's source stands open too; below,
// it is one press away. Pixels at a text size of 100 %.
const roomyFrom = 340

// findingAbove is the room over the finding, pixels at a text size of 100 %.
const findingAbove = 12

func (v *View) place(size fyne.Size) {
	px := look.Px
	if roomy := size.Width >= px(roomyFrom); roomy != v.roomy {
		v.roomy = roomy
		v.ofClaim.section.setOpen(roomy)
	}
	top := float32(0)
	inset := px(look.Gap16)
	if v.empty.Visible() {
		height := v.empty.HeightAt(size.Width - 2*inset)
		look.Put(v.empty, inset, inset, size.Width-2*inset, height)
		top = height + 2*inset
	}
	// The finding stays while the rest scrolls, unless it would leave the rest no room.
	finding := float32(0)
	if v.finding.column.Visible() {
		finding = v.finding.column.HeightAt(size.Width) + px(findingAbove+look.Gap16)
	}
	if inTheWay := finding > size.Height*0.6; inTheWay != v.findingInTheWay {
		v.findingInTheWay = inTheWay
		if inTheWay {
			v.pane.SetParts(v.empty, v.scroll, v.reading.column, v.reading.over)
			v.column.SetItems(v.withAll...)
		} else {
			v.column.SetItems(v.sections...)
			v.pane.SetParts(v.empty, v.finding.column, v.under, v.scroll, v.reading.column, v.reading.over)
		}
	}
	look.Show(v.under, finding > 0)
	if finding > 0 && !v.findingInTheWay {
		look.Put(v.finding.column, 0, px(findingAbove), size.Width, finding-px(findingAbove+look.Gap16))
		look.Put(v.under, 0, finding, size.Width, 1)
		top = finding + 1
	}
	look.Put(v.scroll, 0, top, size.Width, max(0, v.reading.place(size)-top))
	v.scroll.Refresh()
}

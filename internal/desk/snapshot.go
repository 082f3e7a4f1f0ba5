package desk

import (
	"cmp"
	"image"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/provenance"
)

// State says how far a piece of evidence has come.
type State int

// The states.
const (
	// Reading: the file is waited for, or being read.
	Reading State = iota
	// Ready: read; nothing to compare it with yet.
	Ready
	// Waiting: read, its turn has not come.
	Waiting
	// Comparing: being held against the claim.
	Comparing
	// Unjudged: read, and not compared before the answer of an exercise is given.
	Unjudged
	// Compared: the finding is there.
	Compared
	// Failed: it can't be read or compared; Evidence.Problem says why.
	Failed
)

// Item is a piece of evidence with what is known of it.
type Item struct {
	Evidence   casefile.Evidence
	State      State
	Stopped    bool                // its work was stopped by a person and can be resumed
	Comparison casefile.Comparison // meaningful where State is Compared, or Failed
	Thumbnail  image.Image         // nil until it is made; never changes
	Region     image.Image         // the part of it that the claim shows; nil where it is not known, or not made
	Best       string              // of one of several claims: the stable word of the best finding on it; empty where none is there yet
	Search     *Search             // how far a video has been searched; nil of anything else
}

// Stage names what runs.
type Stage int

// What can run, the most telling first.
const (
	Idle Stage = iota
	Exporting
	Opening // a case file
	Saving
	Walking // folders are looked through
	ReadingFiles
	ComparingFiles
)

// Progress says what runs and how far it has come.
type Progress struct {
	Stage       Stage
	Name        string // the file at work, where there is one
	Done, Total int
	Search      *Search       // of the file at work, where it is a video
	Left        time.Duration // as far as it can be told; 0 where it can't
}

// Question asks which of several pictures, dropped at once, is being spread.
type Question struct{ Options []Item }

// Notice is the last thing worth saying in the status line, by its key in words.
type Notice struct {
	Key    string
	Fields []string
}

// Snapshot is the desk's state at one moment. It is a value: whoever receives
// it may keep it, and changes nothing in it.
type Snapshot struct {
	Case       casefile.Case
	Claim      Item   // the one that is looked at; Evidence.ID is empty where there is no claim
	Claims     []Item // all of them, in the order received
	Candidates []Item
	Context    []Item // what is neither: captures of posts, in the order received
	Selected   casefile.ID
	Listed     []Listed      // the rows of the list, of candidates that the filter lets through
	Picked     []casefile.ID // the rows that commands are about, the selected one among them
	Sort       Sort
	Filter     Filter
	Question   *Question
	Progress   Progress
	Stopped    bool // some work was stopped and can be resumed
	Compared   int  // candidates whose finding is there
	Failed     int  // candidates that can't be read
	Earlier    int  // findings of another version of the method, of all claims
	Difference *compare.Map
	Differing  bool                // the difference of the selected pair is being made
	Histograms *compare.Histograms // of the selected pair; nil till NeedHistograms has counted them
	Residue    *outside.Found      // what the claim's edges cut of the selected candidate; nil till it has been looked for
	Opened     uint64              // another number each time that another case is open
	Looked     *casefile.View      // how the selected pair was looked at last; nil where it was not
	Marks      []Mark              // of the selected pair, of the frame that is looked at
	Proposing  bool                // details are being proposed on it
	Covered    int                 // another number each time that something else must not be seen
	Edits      *lab.Edits          // of the selected pair; nil until NeedEdits has them measured
	Film       *Film               // of the selected candidate where it is a video and NeedFilm has it looked at
	Replay     bool                // the replay of the selected pair can be shown
	Problems   []Problem
	Notice     Notice
	Lesson     *casefile.Lesson // nil where the case is no exercise

	Leaving  *Leaving  // what leaves now; nil where nothing does
	Exported *Exported // what came of the last export; nil where there was none
	Preview  Preview   // what NeedPreview asked for last
	Graphic  Graphic   // what NeedGraphic asked for last
	Pages    Pages     // what NeedPages asked for last

	Undo, Redo                       Named // what they would take; none where there is nothing
	Document                         Document
	Unfinished                       []journal.Unfinished // work that was not saved and can be restored
	Recent                           []journal.Recent     // cases that were open, the last one first
	ClaimEmbedded, CandidateEmbedded *provenance.Embedded // nil until NeedEmbedded has them read
}

// HasClaim reports whether there is a claimed picture.
func (s Snapshot) HasClaim() bool { return s.Claim.Evidence.ID != "" }

// Empty reports whether nothing has been dropped yet.
func (s Snapshot) Empty() bool { return !s.HasClaim() && len(s.Candidates)+len(s.Context) == 0 }

// Current returns the selected candidate.
func (s Snapshot) Current() (Item, bool) {
	i := slices.IndexFunc(s.Candidates, func(c Item) bool { return c.Evidence.ID == s.Selected })
	if i < 0 {
		return Item{}, false
	}
	return s.Candidates[i], true
}

// Snapshot returns the present state.
func (d *Desk) Snapshot() Snapshot {
	d.cover()
	s := Snapshot{
		Case: d.file, Selected: d.selected, Progress: d.progress(),
		Problems: slices.Clone(d.problems), Notice: d.notice, Document: d.documentValue(),
		Unfinished: d.kept.unfinished, Recent: d.kept.recent,
	}
	s.Undo, s.Redo = d.history.names()
	s.Listed, s.Sort, s.Filter = d.listed(), d.sort, d.filter
	s.Picked = d.pickedOf(s.Listed)
	s.Exported, s.Preview, s.Graphic, s.Pages = d.out.last, d.out.preview, d.out.graphic.now, d.out.paging.now
	if d.out.now != nil {
		now := *d.out.now
		s.Leaving = &now
	}
	if claim, ok := d.claim(); ok {
		s.Claim = d.item(claim)
	}
	s.Earlier = len(d.earlier())
	claims := d.file.Claims()
	for _, e := range claims {
		item := d.item(e)
		if len(claims) > 1 {
			item.Best = d.bestOf(e.ID)
		}
		s.Claims = append(s.Claims, item)
	}
	place := make(map[casefile.ID]int, len(d.file.Evidence))
	for i := range d.file.Evidence {
		place[d.file.Evidence[i].ID] = i
	}
	s.Candidates = make([]Item, 0, len(d.order))
	for _, id := range d.order {
		item := d.item(d.file.Evidence[place[id]])
		switch item.State {
		case Compared:
			s.Compared++
		case Failed:
			s.Failed++
		}
		s.Stopped = s.Stopped || item.Stopped
		s.Candidates = append(s.Candidates, item)
	}
	for _, e := range d.file.Evidence {
		if e.Role == casefile.Context {
			s.Context = append(s.Context, d.item(e))
		}
	}
	if pair := d.pairing(); pair == d.differing && pair.candidate != "" {
		s.Difference, s.Differing = d.differs, d.difference.Busy()
	}
	if d.counting.pair == d.pairing() {
		s.Histograms = d.counted
	}
	if pair := d.pairing(); pair == d.residuing && pair.candidate != "" {
		s.Residue = d.cut
	}
	if pair := d.pairing(); pair == d.editing.of && pair.candidate != "" {
		s.Edits, s.Replay = d.editing.edits, d.editing.replay != nil
	}
	s.Film = d.filmValue()
	s.Marks, s.Proposing = d.shownMarks(), d.proposing == d.pairing() && d.proposing.candidate != ""
	s.Covered = d.covered.revision
	s.Opened, s.Looked = d.epoch, d.lookOf(d.pairing())
	s.ClaimEmbedded, s.CandidateEmbedded = d.embeddedIn(0, s.Claim.Evidence.ID), d.embeddedIn(1, s.Selected)
	s.Question = d.question()
	if s.Lesson = d.Lesson(); s.Lesson.Hides() {
		s.veil()
	}
	return s
}

func (d *Desk) item(e casefile.Evidence) Item {
	n, state, c := d.entries[e.ID], d.stateOf(e), d.comparison(e)
	shown := n.thumbnail
	if picture := n.foundFor(c.Claimed, c); picture != nil {
		shown = picture
	}
	claim, _ := d.claim()
	return Item{
		Evidence: e, State: state, Region: d.seen(claim.ID, claim.Pixels, d.region(e)), Comparison: c, Thumbnail: d.seen(e.ID, e.Pixels, shown), Search: n.search,
		Stopped: d.stopped && (state == Reading || state == Waiting),
	}
}

// progress counts over the whole list, so that the figures never run backwards
// while a folder is worked through.
func (d *Desk) progress() Progress {
	p := Progress{}
	var reading, comparing, finished int
	var readingName, comparingName string
	var search *Search
	claims := d.claims()
	for _, e := range d.file.Evidence {
		n := d.entries[e.ID]
		switch {
		case n.state == Reading || n.unseen:
			reading++
			if n.cancel != nil && readingName == "" {
				readingName = e.Name
			}
		case e.Role == casefile.Candidate && (n.state == Failed || len(claims) == 0):
			finished++
		}
		if n.state != Ready || e.Role != casefile.Candidate {
			continue
		}
		if d.hides() {
			finished += len(claims)
			continue
		}
		for _, claim := range claims {
			if _, known := d.results[pairing{claim.ID, e.ID}]; known {
				finished++
			} else {
				comparing++
			}
		}
		if n.against != "" && comparingName == "" {
			comparingName, search = e.Name, n.search
		}
	}
	switch total := len(d.file.Evidence); {
	case d.out.now != nil:
		p = Progress{Stage: Exporting}
	case d.doc.loading > 0:
		p = Progress{Stage: Opening}
	case d.doc.saving != nil:
		p = Progress{Stage: Saving}
	case d.stopped:
	case reading > 0 && !d.pace.running():
		p = Progress{Stage: ReadingFiles, Name: readingName, Done: total - reading, Total: total}
	case comparing+reading > 0:
		// What is still to be read is read while others are compared, and counts with them.
		left := comparing + reading
		p = Progress{Stage: ComparingFiles, Name: cmp.Or(comparingName, readingName), Search: search, Done: finished, Total: finished + left, Left: d.pace.left(left)}
	case d.expanding > 0:
		p = Progress{Stage: Walking}
	}
	return p
}

// pace measures how fast comparisons come out, over one run of them.
type pace struct {
	began time.Time
	done  int
}

// running reports whether comparisons have begun and are not all finished.
func (p pace) running() bool { return !p.began.IsZero() }

// fewest is how many must have come out before a time left can be told.
const fewest = 3

// left returns the time that so many more will take; 0 where nothing can be told.
func (p pace) left(more int) time.Duration {
	if p.done < fewest {
		return 0
	}
	return time.Since(p.began) / time.Duration(p.done) * time.Duration(more)
}

// Package desk owns the open case at work: what was dropped, what is being
// read and compared, what is selected, and who wants to know. Its main type is
// Desk. It promises that its state belongs to one goroutine, the owner's (the
// window's): every method is called there, workers only hand values to post,
// and a result that is no longer wanted is dropped.
//
//	drop ─▶ Add ─▶ import (worker) ─▶ Case ─▶ compare (worker) ─▶ ranking ─▶ Snapshot ─▶ views
//	                                   ▲                                         │
//	                                   └──────────── SetClaim, Swap, Select ◀────┘
package desk

import (
	"context"
	"image"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/fingerprint"
	"github.com/motbilde/motbilde/internal/journal"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/outside"
	"github.com/motbilde/motbilde/internal/work"
)

// beat is the time between two snapshots that only tell of progress: as often
// as anybody reads. They come on the beat of the clock, on which the window's
// turning signs step too, so that both cost it one repaint.
const beat = 250 * time.Millisecond

// Options tune a desk; the zero value is what the program uses, without a trace.
type Options struct {
	// Trace receives one line for each finished comparison and each problem.
	// It is called on the owner's goroutine and must not block.
	Trace func(line []byte)
	// Workers is how many files are read or compared at once; 0 means one for
	// each core, at most four.
	Workers int
	// Folder is where unsaved work and the list of recent cases are kept; empty
	// keeps neither.
	Folder string
	// KeepAfter is how soon after a change it is kept; 0 means two seconds.
	KeepAfter time.Duration
}

// Desk is the open case at work. All methods are called on the owner's goroutine.
type Desk struct {
	lab     *lab.Lab
	post    func(func())
	options Options

	ctx   context.Context
	close context.CancelFunc

	file     casefile.Case
	history  history
	log      casefile.Log
	writing  *casefile.LogLine // what is being typed; told in the log when it has ended
	actor    string
	doc      document
	released chan struct{} // closed when the lock of the case that was left last is let go; nil where none was
	kept     keeping

	entries map[casefile.ID]*entry // of removed evidence too: an undo shows what is known of it
	known   map[casefile.ID]casefile.Evidence
	results map[pairing]casefile.Comparison
	round   casefile.ID // the claim that the list is about
	current casefile.ID // the claim that is looked at, where there are several
	epoch   uint64      // counts the cases that were open: what was started for an earlier one is dropped

	lastID    int
	lastMark  int
	proposing pairing                           // whose details are being proposed
	spots     map[spot]*casefile.MarkRemeasured // what came of looking for details again; nil while it is being done, or where nothing was tried
	covered   covered                           // what must not be seen
	order     []casefile.ID                     // candidates as shown
	held      bool                              // the hand is on the list: no reordering
	selected  casefile.ID
	chosen    bool                        // the selection was made by a person
	choices   map[casefile.ID]casefile.ID // what a person had selected of the claims that are not looked at now
	views     []casefile.View             // how pairs were looked at, the last one first
	lesson    *casefile.Lesson            // nil where the case is no exercise; never changed, but for another

	sort   Sort
	filter Filter
	picked []casefile.ID                 // with the selected one; nil where it is alone
	anchor casefile.ID                   // from which PickTo picks
	opened map[casefile.ID]bool          // candidates whose group is listed one by one
	looked map[casefile.ID]bool          // candidates whose fingerprint is known
	alike  map[casefile.ID][]casefile.ID // those that look like a candidate as a whole
	thumbs thumbs
	pasted pasting

	undecided []casefile.ID // dropped together before there was a claim
	dismissed bool          // the question was closed without an answer

	expanding int // drops whose folders are being walked
	running   int
	stopped   bool
	pace      pace
	searching casework.Pace

	frames     map[Purpose]*work.Relay
	difference work.Slot
	readings   map[Purpose]*work.Relay
	captures   map[Purpose]*work.Relay
	laid       string  // how a person laid the shown pair; see placedBy
	differing  pairing // whose difference is known or being made
	differs    *compare.Map
	histograms work.Slot
	counting   countedPair // whose histograms are known or being counted
	counted    *compare.Histograms
	residue    work.Slot
	residuing  pairing // whose residue is known or being looked for
	cut        *outside.Found
	editing    editing
	embedded   [2]embedding // of the claim, and of the selected candidate
	film       film         // of the selected candidate, where it is a video

	out      exporting
	checking work.Slot
	checked  *Checked // the check that was begun last
	problems []Problem
	notice   Notice

	aside     sync.WaitGroup // what has to be on the disk before the program ends
	watchers  map[int]func(Snapshot)
	lastWatch int
	timer     *time.Timer
}

// entry is what the desk knows of one piece of evidence beside the case.
type entry struct {
	state     State // Reading, Ready or Failed; the others follow from the results
	unseen    bool  // it came from a case file: its bytes have not been looked at yet
	thumbnail image.Image
	found     map[casefile.ID]foundPicture // by claim, of a video
	print     fingerprint.Fingerprint
	job       uint64             // counts its jobs: the outcome of an older one is dropped
	cancel    context.CancelFunc // of the job under way; nil where none is
	search    *Search            // of a video that is being searched
	against   casefile.ID        // the claim that the job under way compares it with; empty for another job
}

// pairing names a claim and a candidate.
type pairing struct{ claim, candidate casefile.ID }

// New returns an empty desk with a lab of its own. post carries a function to
// the owner's goroutine and may be called from any.
func New(post func(func()), o Options) *Desk {
	if o.Workers == 0 {
		o.Workers = min(4, runtime.NumCPU()) // not GOMAXPROCS, which leaves the window room of its own
	}
	if o.KeepAfter == 0 {
		o.KeepAfter = keepAfter
	}
	ctx, cancel := context.WithCancel(context.Background())
	d := &Desk{
		lab: lab.New(), file: casefile.New(), post: post, options: o, ctx: ctx, close: cancel,
		entries: map[casefile.ID]*entry{}, known: map[casefile.ID]casefile.Evidence{}, results: map[pairing]casefile.Comparison{}, choices: map[casefile.ID]casefile.ID{}, opened: map[casefile.ID]bool{}, looked: map[casefile.ID]bool{}, alike: map[casefile.ID][]casefile.ID{}, spots: map[spot]*casefile.MarkRemeasured{}, frames: map[Purpose]*work.Relay{}, readings: map[Purpose]*work.Relay{}, captures: map[Purpose]*work.Relay{}, watchers: map[int]func(Snapshot){},
	}
	if o.Folder != "" {
		d.kept.journal = journal.New(o.Folder)
		d.look(looks)
	}
	return d
}

// Close ends all work and tells nobody any more. A save under way is finished,
// and work that is not saved is kept; Close waits for both. Workers end soon after.
func (d *Desk) Close() {
	if d.ctx.Err() != nil {
		return
	}
	clear(d.watchers)
	d.finishSaving()
	d.leave()
	d.close()
	if d.timer != nil {
		d.timer.Stop()
	}
	d.finishAside()
	d.removePasted()
	_ = d.lab.Close() // what it leaves lies where the system clears
}

// Case returns the case as it stands.
func (d *Desk) Case() casefile.Case { return d.file }

// Log returns what was done to the case so far.
func (d *Desk) Log() casefile.Log { return d.log }

// Watch calls see with the present state at once and after each change, until
// stop is called.
func (d *Desk) Watch(see func(Snapshot)) (stop func()) {
	d.lastWatch++
	id := d.lastWatch
	d.watchers[id] = see
	see(d.Snapshot())
	return func() { delete(d.watchers, id) }
}

// publish tells the watchers of a change that a person made or waits for.
func (d *Desk) publish() {
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
	if len(d.watchers) == 0 {
		return
	}
	d.makeThumbs()
	s := d.Snapshot()
	for _, id := range slices.Sorted(keys(d.watchers)) {
		if see, ok := d.watchers[id]; ok {
			see(s)
		}
	}
}

// publishSoon tells the watchers of progress on the next beat.
func (d *Desk) publishSoon() {
	if d.timer != nil || d.ctx.Err() != nil {
		return
	}
	now := time.Now()
	d.timer = time.AfterFunc(now.Truncate(beat).Add(beat).Sub(now), func() { d.post(d.publish) })
}

// start runs job on a goroutine of its own and has its outcome told on the
// owner's, unless another case is open by then.
func start[T any](d *Desk, ctx context.Context, job func(context.Context) (T, error), tell func(T, error)) {
	epoch := d.epoch
	go func() {
		value, err := work.Guard(func() (T, error) { return job(ctx) })
		d.post(func() {
			if d.ctx.Err() == nil && d.epoch == epoch {
				tell(value, err)
			}
		})
	}()
}

// NewID returns an ID that no evidence of the case has or had: for an edit that
// makes evidence of other evidence.
func (d *Desk) NewID() casefile.ID {
	for {
		d.lastID++
		id := casefile.ID("e" + strconv.Itoa(d.lastID))
		if _, there := d.file.Find(id); !there && d.entries[id] == nil {
			return id
		}
	}
}

func keys[K comparable, V any](m map[K]V) func(yield func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

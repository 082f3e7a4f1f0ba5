package desk

import (
	"context"
	"image"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/find"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/lab"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/work"
)

// Search says how far a video has been searched.
type Search struct {
	Done, Total time.Duration // of the video
	Left        time.Duration // of work, as far as it can be told; 0 where it can't
	Found       bool          // a frame that shows the claim is known already …
	Best        time.Duration // … at this time is the best so far
	Curve       []find.Point  // so far; never changed
}

// watchSearch returns what a worker tells of a search. It comes by post, and no
// more often than anybody reads.
func (d *Desk) watchSearch(id casefile.ID) func(find.Progress) {
	n := d.entries[id]
	n.search = nil
	turn := n.job + 1 // that run will give it
	last, left := time.Time{}, d.searching.Watch()
	return func(p find.Progress) {
		now := time.Now()
		if now.Sub(last) < beat {
			return
		}
		last = now
		s := Search{Done: p.Done, Total: p.Total, Found: p.Found, Left: left(now, p)}
		var best find.Moment
		if best, s.Curve = p.SoFar(); p.Found {
			s.Best = best.Time
		}
		d.post(func() {
			if d.ctx.Err() == nil && d.entries[id] == n && n.job == turn && n.cancel != nil {
				n.search = &s
				d.publishSoon()
			}
		})
	}
}

// foundPicture is what the list shows of a video: the frame found for a claim.
type foundPicture struct {
	stamp   int64 // of the frame
	picture image.Image
}

// showFound has the picture made of the frame that was found for a claim, for
// the video's row in that claim's list.
func (d *Desk) showFound(claim, e casefile.Evidence, c casefile.Comparison) {
	n := d.entries[e.ID]
	if c.Frame == nil || e.Frame != nil || n.foundFor(claim.ID, c) != nil {
		return
	}
	l := d.lab
	start(d, d.ctx, func(ctx context.Context) (lab.Preview, error) {
		return l.Preview(ctx, casework.FileIn(e, c), thumbnailSize)
	}, func(p lab.Preview, err error) {
		if err == nil && d.entries[e.ID] == n { // else that of its beginning stays
			if n.found == nil {
				n.found = map[casefile.ID]foundPicture{}
			}
			n.found[claim.ID] = foundPicture{c.Frame.Stamp, p.Thumbnail}
			d.publishSoon()
		}
	})
}

// foundFor returns the picture of the frame found for a claim; nil where none is made yet.
func (n *entry) foundFor(claim casefile.ID, c casefile.Comparison) image.Image {
	if f, ok := n.found[claim]; ok && c.Frame != nil && c.Frame.Stamp == f.stamp {
		return f.picture
	}
	return nil
}

// showFoundFrames does so for all videos of the list that is looked at: a case
// that was opened, or another claim, has results that nothing was shown of yet.
func (d *Desk) showFoundFrames() {
	claim, _ := d.claim()
	for _, e := range d.file.Evidence {
		if c, known := d.results[pairing{claim.ID, e.ID}]; known && e.Role == casefile.Candidate {
			d.showFound(claim, e, c)
		}
	}
}

// Scene is a place of a video with its picture.
type Scene struct {
	At      time.Duration
	Picture image.Image
}

// Film is what is known of the selected video, and which frame of it is looked at.
type Film struct {
	Duration  time.Duration
	FrameTime time.Duration // how long a frame is shown, on average; 0 where that is not stated
	Codec     string
	Decoder   string
	Rate      float64 // frames a second; 0 where it is not stated
	Curve     []find.Point
	Scenes    []Scene         // spread over the video
	Sheet     []Scene         // one of each scene, larger; nil until NeedSheet has them
	Near      []Scene         // the frame that is looked at between its neighbours; nil while they are read
	Cuts      []time.Duration // where another shot begins
	Others    []find.Moment   // further places that show the same
	Found     *casefile.Frame // nil where none was
	Short     time.Duration   // where the file breaks off; 0 where it does not
	Steps     bool            // the frames are known: it can be stepped through

	Frame     casefile.Frame  // that is looked at; its pixels' digest is known of the found one alone
	Alignment align.Alignment // of that frame
	Carried   bool            // it is that of the found frame, and not measured on this one
	Measuring bool            // it is being measured
}

// film is the desk's own side of it.
type film struct {
	of      pairing
	slot    work.Slot
	info    video.Info
	known   bool
	stamps  []int64
	shift   int // of a frame's number against its place in stamps: what the decoder gives counts
	scenes  []Scene
	sheet   []Scene // larger, one of each scene; nil until they are asked for
	sheets  work.Slot
	near    []Scene // the frame that is looked at between its neighbours; nil while they are read
	beside  work.Slot
	result  find.Result
	found   *casefile.Frame
	loaded  bool // for a finding
	refine  work.Slot
	keeping work.Slot

	chosen    bool
	index     int // in stamps
	alignment align.Alignment
	carried   bool
}

// filmed is what a worker found out about a video.
type filmed struct {
	info   video.Info
	stamps []int64
	result find.Result
}

const (
	filmPieces = 64
	filmHigh   = 52
	sheetMost  = 120
	sheetWide  = 320
)

// NeedFilm has the selected video looked at, once for each finding: its frames,
// its scenes and where it shows the claim.
func (d *Desk) NeedFilm() {
	e, ok := d.file.Find(d.selected)
	claim, has := d.claim()
	pair := pairing{claim.ID, e.ID}
	c, compared := d.results[pair]
	isVideo := casework.IsVideo(e) || e.Frame == nil && c.Frame != nil // a picture that moves
	if !ok || !has || !isVideo || d.entries[e.ID].state != Ready {
		return
	}
	f := &d.film
	if f.of == pair && f.loaded == compared {
		return
	}
	if f.of != pair {
		d.resetFilm()
	}
	f.of, f.loaded, f.found = pair, compared, c.Frame
	l, file, claimed := d.lab, casework.FileOf(e), casework.FileOf(claim)
	scenes, stamps := f.scenes, f.stamps
	work.Run(d.ctx, &f.slot, d.post, func(ctx context.Context) (filmed, error) {
		info, err := l.VideoInfo(ctx, file)
		if err == nil && stamps == nil {
			stamps, err = l.Stamps(ctx, file)
		}
		found, _ := l.Found(claimed, file)
		return filmed{info, stamps, found}, err
	}, func(got filmed, err error) {
		if err != nil {
			d.addProblem(Problem{ID: e.ID, Path: e.Path, Err: err})
			d.publish()
			return
		}
		f.info, f.stamps, f.result, f.known = got.info, got.stamps, got.result, true
		f.start()
		d.lookBeside()
		if v := d.lookOf(pair); v != nil && v.AtFrame {
			d.GoTo(v.FrameTime)
		}
		d.publish()
		if scenes != nil {
			return
		}
		work.Run(d.ctx, &f.slot, d.post, func(ctx context.Context) ([]lab.Still, error) {
			return l.Filmstrip(ctx, file, filmPieces, geom.Size{Width: 4 * filmHigh, Height: filmHigh})
		}, func(strip []lab.Still, err error) {
			for _, s := range strip { // what was readable, whatever broke
				f.scenes = append(f.scenes, Scene{At: s.At, Picture: s.Picture})
			}
			if f.scenes == nil {
				f.scenes = []Scene{}
			}
			d.publish()
		})
	})
}

// NeedSheet has a picture read of each scene of the video that is looked at.
func (d *Desk) NeedSheet() {
	f := &d.film
	e, ok := d.file.Find(f.of.candidate)
	if !ok || !f.known || f.of != d.pairing() || f.sheet != nil || f.sheets.Busy() {
		return
	}
	l, file := d.lab, casework.FileOf(e)
	work.Run(d.ctx, &f.sheets, d.post, func(ctx context.Context) ([]lab.Still, error) {
		return l.Scenes(ctx, file, sheetMost, geom.Size{Width: sheetWide, Height: sheetWide})
	}, func(all []lab.Still, err error) {
		f.sheet = []Scene{}
		for _, s := range all {
			f.sheet = append(f.sheet, Scene{At: s.At, Picture: s.Picture})
		}
		if err != nil {
			d.addProblem(Problem{ID: e.ID, Path: e.Path, Err: err})
		}
		d.publish()
	})
}

// start takes the found frame for the one that is looked at.
func (f *film) start() {
	f.shift = 0
	if f.found == nil {
		return
	}
	if i, ok := slices.BinarySearch(f.stamps, f.found.Stamp); ok {
		f.index, f.shift, f.chosen = i, f.found.Index-i, false
	}
}

// frame returns the frame that is looked at.
func (f *film) frame() casefile.Frame {
	if f.atFound() {
		return *f.found
	}
	return casework.FrameAt(f.info, max(0, f.index+f.shift), f.stamps[f.index], "")
}

func (f *film) atFound() bool {
	return f.found != nil && (!f.chosen || f.stamps[f.index] == f.found.Stamp)
}

// resetFilm drops what belongs to a video that nobody looks at any more.
func (d *Desk) resetFilm() {
	d.film.slot.Cancel()
	d.film.refine.Cancel()
	d.film.keeping.Cancel()
	d.film.sheets.Cancel()
	d.film.beside.Cancel()
	d.film = film{}
}

func (d *Desk) filmValue() *Film {
	f := &d.film
	if !f.known || f.of != d.pairing() {
		return nil
	}
	e, ok := d.file.Find(f.of.candidate)
	if !ok {
		return nil
	}
	c := d.comparison(e)
	v := &Film{
		Duration: f.info.Duration, Codec: f.info.Codec, Decoder: f.info.Decoder, Rate: f.info.Rate,
		Curve: f.result.Curve, Scenes: d.seenScenes(e, f.scenes), Sheet: d.seenScenes(e, f.sheet), Near: d.seenScenes(e, f.near), Others: f.result.Others, Found: f.found, Short: c.ReadTo,
		Steps: len(f.stamps) > 0, Alignment: c.Alignment,
	}
	if n := len(f.stamps); v.Duration == 0 && n > 0 {
		v.Duration = f.info.TimeOf(f.stamps[n-1])
	}
	if f.info.Rate > 0 {
		v.FrameTime = time.Duration(float64(time.Second) / f.info.Rate)
	}
	for _, cut := range f.result.Scenes {
		v.Cuts = append(v.Cuts, cut.Time)
	}
	switch {
	case f.chosen:
		v.Frame, v.Alignment, v.Carried, v.Measuring = f.frame(), f.alignment, f.carried, f.refine.Busy()
	case f.found != nil:
		v.Frame = *f.found
	case len(f.stamps) > 0:
		v.Frame = f.frame()
	}
	return v
}

// StepFrames goes so many frames on, or back.
func (d *Desk) StepFrames(n int) { d.goToIndex(d.film.index + n) }

// StepSeconds goes so many seconds on, or back.
func (d *Desk) StepSeconds(n int) {
	if f := &d.film; len(f.stamps) > 0 {
		d.GoTo(f.info.TimeOf(f.stamps[f.index]) + time.Duration(n)*time.Second)
	}
}

// GoTo looks at the frame that is shown at a time.
func (d *Desk) GoTo(at time.Duration) {
	f := &d.film
	// The stamp nearest below: half a microsecond is lost in a time stamp's own unit.
	i, _ := slices.BinarySearchFunc(f.stamps, at+time.Microsecond, func(stamp int64, at time.Duration) int {
		if f.info.TimeOf(stamp) <= at {
			return -1
		}
		return 1
	})
	d.goToIndex(i - 1)
}

// BestFrame looks at the found frame again.
func (d *Desk) BestFrame() {
	if f := &d.film; f.known && f.found != nil && f.chosen {
		f.refine.Cancel()
		f.chosen, f.carried = false, false
		f.start()
		d.lookBeside()
		d.resetFrames()
		d.publish()
	}
}

// goToIndex looks at a frame by its place among the stamps. The found frame's
// alignment is carried along at once, and measured on this frame meanwhile; a
// measurement that isn't accepted leaves it carried.
func (d *Desk) goToIndex(i int) {
	f := &d.film
	if !f.known || len(f.stamps) == 0 || f.of != d.pairing() {
		return
	}
	i = min(max(i, 0), len(f.stamps)-1)
	if f.chosen && i == f.index || !f.chosen && f.found != nil && f.stamps[i] == f.found.Stamp {
		return
	}
	f.index, f.chosen = i, true
	if f.atFound() {
		d.BestFrame()
		return
	}
	claim, _ := d.claim()
	e, _ := d.file.Find(f.of.candidate)
	c := d.comparison(e)
	f.alignment, f.carried = carriedFrom(c), c.Frame != nil
	d.lookBeside()
	d.resetFrames()
	if d.hides() {
		d.publish()
		return
	}
	l, file := d.lab, casework.FileOf(e)
	file.Frame = lab.Frame{Of: true, Stamp: f.stamps[i]}
	work.Run(d.ctx, &f.refine, d.post, func(ctx context.Context) (align.Alignment, error) {
		select { // a person who steps on wants nothing measured
		case <-time.After(refineAfter):
		case <-ctx.Done():
			return align.Alignment{}, context.Cause(ctx)
		}
		return l.Alignment(ctx, casework.FileOf(claim), file)
	}, func(a align.Alignment, err error) {
		switch {
		case err != nil: // the frame itself is asked for too, and says why
		case a.Verdict.Accepted():
			if c.Frame != nil {
				a = find.Counted(a, c.Frame.Tried)
			}
			f.alignment, f.carried = a, false
			d.resetFrames()
		}
		d.publish()
	})
	d.publish()
}

// refineAfter is how long a frame has to be looked at before it is measured.
const refineAfter = 300 * time.Millisecond

// carriedFrom returns an alignment as far as it can be carried to another frame:
// where the claim lies, and nothing of how well it agrees.
func carriedFrom(c casefile.Comparison) align.Alignment {
	if c.Frame == nil || !c.Alignment.Placed() {
		return align.Alignment{Verdict: align.NoMatch}
	}
	a := c.Alignment
	a.Inliers, a.Support, a.Moved, a.Notes = nil, nil, nil, nil
	a.HasNFA, a.Log10NFA, a.SupportAgrees, a.Verdict = false, 0, 0, align.Uncertain
	return a
}

// UseFrame makes the frame that is looked at an item of the case, which is
// compared as a picture. One that is there already is selected.
func (d *Desk) UseFrame() {
	f := &d.film
	if !f.known || f.of != d.pairing() || len(f.stamps) == 0 {
		return
	}
	parent, _ := d.file.Find(f.of.candidate)
	stamp, index := f.stamps[f.index], max(0, f.index+f.shift)
	if i := slices.IndexFunc(d.file.Evidence, func(e casefile.Evidence) bool {
		return e.Parent == parent.ID && e.Frame != nil && e.Frame.Stamp == stamp
	}); i >= 0 {
		d.Select(d.file.Evidence[i].ID)
		return
	}
	tried := 0
	if f.found != nil {
		tried = f.found.Tried // who goes on from the found frame has made use of the search
	}
	l, info, file := d.lab, f.info, casework.FileOf(parent)
	file.Frame = lab.Frame{Of: true, Stamp: stamp}
	work.Run(d.ctx, &f.keeping, d.post, func(ctx context.Context) (item casefile.Evidence, err error) {
		p, err := l.Picture(ctx, file)
		if err != nil {
			return item, err
		}
		frame := casework.FrameAt(info, index, stamp, video.Digest(p))
		frame.Tried = tried
		item, _ = casefile.FrameOf(parent, frame, p.Size())
		return item, nil
	}, func(item casefile.Evidence, err error) {
		if err != nil {
			d.addProblem(Problem{ID: parent.ID, Path: parent.Path, Err: err})
			d.publish()
			return
		}
		d.addFrame(parent, item)
	})
}

func (d *Desk) addFrame(parent, item casefile.Evidence) {
	if _, there := d.file.Find(parent.ID); !there {
		return // it was removed meanwhile
	}
	item.ID, item.Role = d.NewID(), casefile.Candidate
	d.entries[item.ID] = &entry{state: Ready, unseen: true}
	d.known[item.ID] = item
	name := Named{Key: "case-video.edit.use", Fields: []string{"name", parent.Name, "time", item.Frame.Timecode}}
	if !d.edit(name, func(c casefile.Case) casefile.Case { return c.With(item) }) {
		return
	}
	d.note(casework.PartLine(item, parent, time.Now().UTC()))
	d.refresh()
}

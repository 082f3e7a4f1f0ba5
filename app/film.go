package app

import (
	"strconv"
	"time"

	"github.com/motbilde/motbilde/app/inspector"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/app/timeline"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

func (w *Window) joinTimeline() {
	w.timeline.OnGo = w.desk.GoTo
	w.timeline.OnStep = w.desk.StepFrames
	w.timeline.OnSkip = w.desk.StepSeconds
	w.timeline.OnBest = w.bestFrame
	w.timeline.OnUse = w.desk.UseFrame
	w.timeline.OnScenes = w.showScenes
	w.timeline.Scenes.OnGo = w.desk.GoTo
	w.inspector.OnMoment = w.desk.GoTo
}

// hasFilm reports whether a video is looked at that can be stepped through.
func (w *Window) hasFilm() bool { return w.seen.Film != nil && w.seen.Film.Steps }

// timelineShown reports whether the timeline stands under the picture.
func (w *Window) timelineShown() bool {
	return w.seen.Film != nil && w.timeline.Object().Visible() && !w.book.Opened() && !w.isMarking() && !w.wish.pictureOnly
}

func (w *Window) showTimeline() {
	height := float32(0)
	if w.seen.Film != nil {
		height = timeline.Height
		w.timeline.Show(timelineValue(w.seen))
	}
	w.fillScenes()
	w.stage.SetUnder(w.timeline.Object(), height, min(height, timeline.LowHeight))
}

// bestFrame goes to the found frame, and to the best so far while the search goes on.
func (w *Window) bestFrame() {
	c, _ := w.seen.Current()
	if s := c.Search; c.State != desk.Compared && s != nil && s.Found {
		w.desk.GoTo(s.Best)
		return
	}
	w.desk.BestFrame()
}

// showScenes lays the scenes of the video over the window.
func (w *Window) showScenes() {
	w.desk.NeedSheet()
	w.timeline.Scenes.Show(sheetValue(w.seen))
	w.timeline.Scenes.Open(w.window.Canvas())
}

// fillScenes fills the open sheet as the scenes are read, and closes it where
// the video is gone.
func (w *Window) fillScenes() {
	switch sheet := w.timeline.Scenes; {
	case !sheet.Opened():
	case !w.hasFilm():
		sheet.Close()
	default:
		sheet.Show(sheetValue(w.seen))
	}
}

func sheetValue(s desk.Snapshot) timeline.SheetValue {
	f := s.Film
	c, _ := s.Current()
	v := timeline.SheetValue{Name: c.Evidence.Name, Duration: f.Duration, At: f.Frame.Time}
	for _, scene := range f.Sheet {
		v.Scenes = append(v.Scenes, timeline.Scene{From: scene.At, Thumbnail: scene.Picture})
	}
	if f.Sheet != nil && v.Scenes == nil {
		v.Scenes = []timeline.Scene{}
	}
	if f.Found != nil {
		v.HasFound, v.Found = true, f.Found.Time
	}
	for _, o := range f.Others {
		v.Others = append(v.Others, o.Time)
	}
	return v
}

// nearHalf is how much of the curve is shown either side of the frame.
const nearHalf = 3 * time.Second

func timelineValue(s desk.Snapshot) timeline.Value {
	f := *s.Film
	v := timeline.Value{
		Duration: f.Duration, Looked: f.Duration, Readable: f.Short, Cuts: f.Cuts,
		At: f.Frame.Time, FrameTime: f.FrameTime, CanUse: f.Steps,
	}
	c, _ := s.Current()
	if c.State != desk.Compared && !s.Hides() {
		v.Looked, v.SoFar = 0, true
		if c.Search != nil {
			v.Looked, f.Curve = c.Search.Done, c.Search.Curve
			v.HasFound, v.Found, v.First, v.Last = c.Search.Found, c.Search.Best, c.Search.Best, c.Search.Best
		}
	}
	for _, p := range f.Curve {
		point := timeline.Point{At: p.Time, Strength: p.Score}
		v.Curve = append(v.Curve, point)
		if d := p.Time - v.At; -nearHalf < d && d < nearHalf {
			v.Near = append(v.Near, point)
		}
	}
	for _, scene := range f.Scenes {
		v.Scenes = append(v.Scenes, timeline.Scene{From: scene.At, Thumbnail: scene.Picture})
	}
	for _, o := range f.Others {
		v.Places = append(v.Places, timeline.Place{From: o.Time, To: o.Time + f.FrameTime})
	}
	if found := f.Found; found != nil && !v.SoFar {
		v.HasFound, v.Found, v.First, v.Last = true, found.Time, found.First.Time, found.Last.Time
		v.Alike = found.Last.Index - found.First.Index + 1
	}
	return v
}

// shownAlignment returns how the claim lies on what is shown of a candidate: of
// a video it is the frame that is looked at.
func shownAlignment(s desk.Snapshot, c desk.Item) align.Alignment {
	if s.Film != nil {
		return s.Film.Alignment
	}
	return c.Comparison.Alignment
}

// frameSide names the candidate on the stage; of a video each frame is a picture of its own.
func frameSide(s desk.Snapshot, c desk.Item, l words.Language) stage.Side {
	at := side(c, l)
	f := c.Comparison.Frame
	if s.Film != nil {
		f = &s.Film.Frame
	}
	if f != nil && at.Key != "" {
		at.Film = at.Key
		at.Key += "@" + strconv.FormatInt(f.Stamp, 10)
		at.Name = l.Say("case-video.name", "name", at.Name, "time", l.Clock(f.Time, 3))
	}
	return at
}

// searched says in the list how far a video has been searched.
func searched(s *desk.Search, l words.Language) string {
	if s == nil || s.Total == 0 {
		return ""
	}
	if s.Done >= s.Total {
		return l.Say("case-video.row.closely")
	}
	if s.Found {
		return l.Say("case-video.row.seen", "at", l.Clock(s.Done, 0), "length", l.Clock(s.Total, 0))
	}
	return l.Say("case-video.row.search", "at", l.Clock(s.Done, 0), "length", l.Clock(s.Total, 0))
}

// searching says at the foot how far a video has been searched; empty for anything else.
func searching(p desk.Progress, l words.Language) string {
	if p.Search == nil || p.Search.Total == 0 {
		return ""
	}
	if p.Search.Done >= p.Search.Total {
		return l.Say("case-video.job.closely", "name", p.Name)
	}
	return l.Say("case-video.job", append(searchFields(p.Search, l), "name", p.Name)...)
}

func searchFields(s *desk.Search, l words.Language) []string {
	fields := []string{"at", l.Clock(s.Done, 0), "length", l.Clock(s.Total, 0)}
	if s.Left > 0 {
		fields = append(fields, "left", l.TimeLeft(s.Left))
	}
	return fields
}

// filmFacts returns what the facts tell of the frame that is looked at; nil of a picture.
func filmFacts(s desk.Snapshot, c desk.Item) *inspector.Film {
	f := c.Evidence.Frame
	if s.Film == nil && f == nil {
		return nil
	}
	if s.Film == nil {
		return &inspector.Film{Frame: *f, Codec: f.Codec, Decoder: f.Decoder, AtFound: true, Item: true}
	}
	v := &inspector.Film{
		Frame: s.Film.Frame, Codec: s.Film.Codec, Decoder: s.Film.Decoder, Rate: s.Film.Rate, FrameTime: s.Film.FrameTime,
		Short: s.Film.Short, Carried: s.Film.Carried, Measuring: s.Film.Measuring, Searched: c.State == desk.Compared,
		Covered: s.Film.Alignment.CandidateCovered,
	}
	if s.Film.Carried || s.Film.Alignment.Verdict == align.Partial || !s.Film.Alignment.Placed() {
		v.Covered = 0
	}
	if found := s.Film.Found; found != nil {
		v.HasFound, v.Found, v.AtFound = true, found.Time, found.Stamp == s.Film.Frame.Stamp
	}
	for _, near := range s.Film.Near {
		v.Near = append(v.Near, inspector.Moment{At: near.At, Picture: near.Picture})
	}
	for _, o := range s.Film.Others {
		v.Others = append(v.Others, o.Time)
	}
	return v
}

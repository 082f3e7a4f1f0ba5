// Package find owns the search for the frame of a video that a claimed still
// was taken from. Its main type is Result. It promises that a frame is named
// only where align's own verdict on it stands, that the number of frames tried
// is counted in the strength, and that memory does not grow with the video.
//
//	key frames ─▶ those that show the claim ─▶ every frame near them ─┐
//	                   none ─▶ every shot, then every frame near ─────┴▶ the best at full size ─▶ align.Find
//
// The methods: keypoints on evened pictures for where (see evened), texture for
// following (see model), broad structure for which (see broad). Times are those
// of presentation.
package find

import (
	"context"
	"math"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
)

// Version names the method in reports and cache keys; it changes whenever the
// same video and claim could give another result.
const Version = "find/4"

// Claim is a still that is looked for, with what was derived from it. One that
// is looked for in several videos is described once.
type Claim struct {
	picture *picture.Picture
	plain   *align.Subject
	even    *align.Subject
	finest  *picture.Gray // of the evened picture's size
	tower   tower
}

// NewClaim describes a still; subject is what align knows of it already.
func NewClaim(p *picture.Picture, subject *align.Subject) *Claim {
	g := p.Gray(evenedPixels)
	return &Claim{
		picture: p, plain: subject, even: align.NewSubject(evened(g)),
		finest: g, tower: newTower(g),
	}
}

// Moment is a frame of a video.
type Moment struct {
	Stamp int64         // time stamp in the stream's unit
	Index int           // in the order of presentation, from 0
	Time  time.Duration // from the file's first time stamp
}

// Point is one sample of the strength over the video.
type Point struct {
	Time  time.Duration
	Score float64 // 0 to 1: the mean agreement of the claim's texture; 0 where keypoints showed nothing
}

// Result is what was found of one claim in one video.
type Result struct {
	Found bool // a frame was found that align accepts, or at least places
	Best  Moment
	// First and Last are the ends of the interval of frames around Best that
	// the claim can't tell from it.
	First, Last Moment
	// Alignment is align's, on the best frame at full size, with the logarithm of
	// the frames tried added to its number of false alarms.
	Alignment align.Alignment
	Evened    bool             // it was found on evened pictures: the plain ones have too little detail
	Frame     *picture.Picture // the best frame at full size
	SHA256    string           // of its pixels, R G B A by rows
	Tried     int              // frames that were held against the claim
	Curve     []Point          // over the video, at most about curvePoints
	Others    []Moment         // further places of the video that show the same
	Scenes    []Moment         // first frames of the shots that were seen
	// Short says that the video breaks off before its stated end, or could not be
	// decoded in part: at ShortAt, and in ffmpeg's words.
	Short   bool
	ShortAt time.Duration
	Broke   string
}

// Progress says how far the search is.
type Progress struct {
	Done, Total time.Duration // of the video
	Pixels      int64         // of all frames of the video, as stored; 0 where it does not state how many they are
	Pass        Pass
	Found       bool // a frame that shows the claim is known already
	// SoFar returns the best frame so far of the first claim, without its number,
	// and its curve up to here. It may be called only while Progress is.
	SoFar func() (Moment, []Point)
}

// Pass is a reading of the video.
type Pass int

// The passes, in their order.
const (
	KeyFrames Pass = iota // those alone
	Windows               // every frame near those that show the claim
	Whole                 // every frame, where those showed nothing
)

// Options tune Search; the zero value is what the program uses.
type Options struct {
	Progress func(Progress) // called now and then, on the caller's goroutine
}

const (
	keyPixels  = 230_400 // of a key frame: 640×360
	scanPixels = 129_600 // of every frame: 480×270
	finePixels = 360_000 // of the frames near the best
)

// Search looks for claims in a video, which is decoded once for all of them.
// It returns a result for each claim. The error is the context's or that of a
// video of which nothing could be read.
func Search(ctx context.Context, v *video.Video, claims []*Claim, o Options) ([]Result, error) {
	s := newSearch(v, claims, o)
	if err := s.keyFrames(ctx); err != nil {
		return nil, err
	}
	var again []*hunt
	for _, h := range s.hunts {
		if len(h.promising()) == 0 {
			again = append(again, h)
			continue
		}
		if err := s.around(ctx, h); err != nil {
			return nil, err
		}
		if err := s.settle(ctx, h); err != nil {
			return nil, err
		}
		if !h.result.Alignment.Verdict.Accepted() {
			again = append(again, h)
		}
	}
	if err := s.remaining(ctx, again); err != nil {
		return nil, err
	}
	for _, h := range again {
		before := h.result
		if err := s.settle(ctx, h); err != nil {
			return nil, err
		}
		if better(before.Alignment, h.result.Alignment) {
			before.Tried = h.tried
			h.result = before
		}
	}
	results := make([]Result, len(s.hunts))
	for i, h := range s.hunts {
		results[i] = h.result
		results[i].ShortAt, results[i].Short = s.shortAt, s.short
		results[i].Broke = s.broke
		results[i].Scenes = s.scenes
	}
	return results, nil
}

// around reads what lies around the key frames that show the claim: the
// clearest, and where no frame there is clearly the claim's, the others too. The
// nearest view of a thing has the most keypoints, and need not be the right one.
func (s *search) around(ctx context.Context, h *hunt) error {
	for _, anchors := range [2][]anchor{h.promising(), h.anchors} {
		for _, w := range s.windows(h, anchors) {
			if err := s.scan(ctx, w, []*hunt{h}); err != nil {
				return err
			}
		}
		if h.likeliest() <= clearUnlike {
			break
		}
	}
	return nil
}

// Counted adds the logarithm of the frames tried to an alignment's number of
// false alarms: the more frames, the more often one resembles the claim by chance.
func Counted(a align.Alignment, tried int) align.Alignment {
	if !a.HasNFA {
		return a
	}
	a.Log10NFA += math.Log10(float64(max(1, tried)))
	if a.Verdict == align.Match && a.Log10NFA > matchLog10NFA {
		a.Verdict = align.Uncertain
	}
	return a
}

// matchLog10NFA is the strength from which align calls a pair a match; it holds
// for the whole of a video.
const matchLog10NFA = -6

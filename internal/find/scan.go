package find

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/picture"
)

// search is the state of one call of Search.
type search struct {
	video   *video.Video
	o       Options
	hunts   []*hunt
	scenes  []Moment
	short   bool          // only a part can be read …
	shortAt time.Duration // … up to here
	broke   string
	keys    []key // the key frames that were looked at
	total   time.Duration
}

// moment is a frame that was looked at.
type moment struct {
	stamp int64
	time  time.Duration
}

// key is a key frame on which keypoints were looked for.
type key struct {
	moment
	signature signature
	shows     bool // some claim
}

// anchor is a frame on which keypoints showed the claim.
type anchor struct {
	moment
	key                  int      // its number among the key frames
	candidateFromClaimed geom.Map // full pixels
	inverted             bool
	log10NFA             float64
	accepted             bool
}

// scored is a frame that was held against the claim.
type scored struct {
	moment
	score                float32
	unlike               float64  // by broad structure
	log10NFA             float64  // of the keypoints, where they were looked for
	candidateFromClaimed geom.Map // full pixels
	inverted             bool
}

// hunt is the search for one claim.
type hunt struct {
	claim       *Claim
	number      int
	anchors     []anchor // of the key frames
	frames      []scored // that were followed
	traces      []scored // on which keypoints showed the claim
	known       *model   // where the claim was seen most clearly, in the grid of a scan, …
	knownAt     geom.Map // … on that frame, …
	knownUnlike float64  // … and how unlike that is
	read        []bool   // which parts behind key frames were read closely
	tried       int
	result      Result
}

func newSearch(v *video.Video, claims []*Claim, o Options) *search {
	s := &search{video: v, o: o, total: v.Info.Duration}
	for i, c := range claims {
		s.hunts = append(s.hunts, &hunt{claim: c, number: i})
	}
	return s
}

const (
	traceLog10NFA = -2.0 // a key frame from which it is worth looking at those around it
	// promisingShare is how strong, by its logarithm, a key frame must be beside the
	// strongest one for the frames around it to be looked at.
	promisingShare = 0.4
	// keySpacing is the least time between key frames that are looked at, where
	// the picture stays the same: some videos have nothing but key frames.
	keySpacing = 500 * time.Millisecond
)

// glance looks for the claim on one frame by keypoints.
func (h *hunt) glance(ctx context.Context, frame *align.Subject, frameSize, full geom.Size) (anchor, bool, error) {
	h.tried++
	a, err := align.Glance(ctx, h.claim.even, frame)
	if err != nil || a.Status == align.NoOverlap || a.Log10NFA > traceLog10NFA {
		return anchor{}, false, err
	}
	claimedFromEvened := geom.Scaling(h.claim.finest.ScaleX, h.claim.finest.ScaleY) // evened from full
	fullFromFrame := geom.Scaling(float64(full.Width)/float64(frameSize.Width), float64(full.Height)/float64(frameSize.Height))
	return anchor{
		candidateFromClaimed: fullFromFrame.After(a.CandidateFromClaimed).After(claimedFromEvened).Normalised(),
		inverted:             a.ToneInverted, log10NFA: a.Log10NFA, accepted: a.Verdict.Accepted(),
	}, true, nil
}

// keyFrames looks at the frames that stand for themselves, which cost a
// fraction of the others.
func (s *search) keyFrames(ctx context.Context) error {
	full := s.video.Info.Size
	size := picture.FitPixels(full, keyPixels)
	var last signature
	var lastTime, lastKey time.Duration
	var widest time.Duration // between key frames
	read, err := s.video.Each(ctx, video.Pass{Size: size, KeyFrames: true}, func(f video.Frame) error {
		now := signatureOf(f.Size, f.Pix)
		here := moment{f.Stamp, f.Time}
		widest = max(widest, f.Time-lastKey)
		lastKey = f.Time
		if f.Number > 0 && f.Time-lastTime < keySpacing && !now.cut(last) {
			return nil
		}
		last, lastTime = now, f.Time
		s.keys = append(s.keys, key{moment: here, signature: now})
		s.tell(f.Time, KeyFrames)
		subject := align.NewSubject(evened(grayOf(f.Size, f.Pix, full)))
		for _, h := range s.hunts {
			a, ok, err := h.glance(ctx, subject, f.Size, full)
			if err != nil {
				return err
			}
			if ok {
				a.moment, a.key = here, len(s.keys)-1
				s.keys[a.key].shows = true
				h.anchors = append(h.anchors, a)
			}
		}
		return nil
	})
	read.Last += widest // there are frames behind the last key frame
	s.readable(read)
	for _, h := range s.hunts {
		h.read = make([]bool, len(s.keys))
	}
	return err
}

const (
	anchorSpacing = time.Second            // between frames on which keypoints are looked for
	slowSpacing   = 3 * time.Second        // where they showed nothing and little has changed
	besideKey     = time.Second            // from a key frame that shows nothing
	denseSpacing  = 280 * time.Millisecond // where the claim is near and not yet found clearly
	denseMost     = 30 * time.Second       // of a stretch: longer ones are still scenes, which need no more
	denseAll      = 2 * time.Minute        // of all stretches: what shows in more of a video is likely its graphics
	denseWhole    = 3 * time.Minute        // of a video in which there are traces of the claim
	clearScore    = 0.75                   // of the texture, from which a claim is followed safely
	longStride    = 3                      // frames of a long stretch: those near the best are looked at one by one later
	mostHeld      = 90                     // frames held between two of them
	againUnlike   = -0.7                   // half of the claim's broad structure, that a frame without keypoints must explain
	lostShare     = 0.5                    // of the best score since the anchor, below which a claim is lost
)

// scan reads every frame of a stretch. Keypoints are looked for at each cut and
// now and then; where they show the claim, it is followed over the frames
// between, forwards and backwards.
func (s *search) scan(ctx context.Context, w stretch, hunts []*hunt) error {
	c := &chunk{search: s, hunts: hunts, full: s.video.Info.Size, tracks: make([]*track, len(hunts)), spacing: anchorSpacing, stride: 1}
	if w.dense || len(hunts) == 1 && len(hunts[0].anchors) > 0 && s.total < denseWhole {
		c.spacing = denseSpacing
	}
	if !w.rest && !w.dense {
		c.stride = longStride
	}
	for _, h := range hunts {
		if h.known == nil {
			h.know(picture.FitPixels(c.full, scanPixels), c.full)
		}
	}
	read, err := s.video.Each(ctx, video.Pass{Size: picture.FitPixels(c.full, scanPixels), From: w.from}, func(f video.Frame) error {
		if f.Time > w.to {
			return video.ErrStop
		}
		s.tell(f.Time, w.pass())
		return c.take(ctx, f)
	})
	if err == nil {
		err = c.close(ctx)
	}
	if w.to == theEnd && read.Frames > 0 && err == nil {
		s.readableBehind(w, read)
	}
	return err
}

// chunk is the frames since the last anchor.
type chunk struct {
	*search
	hunts   []*hunt
	full    geom.Size
	spacing time.Duration
	stride  int // of the frames between anchors, every so manyth is looked at
	count   int
	held    []held
	last    signature     // of the last frame that keypoints were looked for on, …
	looked  time.Duration // … and when that is shown
	since   time.Duration // that of the last frame on which they were due
	tracks  []*track      // of each hunt, where the claim is being followed
	begun   bool
}

// held is a frame with its texture, which is made when first needed.
type held struct {
	video.Frame
	texture *seen
}

func (f *held) seen() *seen {
	if f.texture == nil {
		f.texture = seenOf(f.Size, f.Pix)
	}
	return f.texture
}

// track is a claim that is being followed.
type track struct {
	model  *model
	motion geom.Map
	best   float32 // score since the anchor
	score  float32 // on the last frame
	unlike float64 // on the last frame, by broad structure
}

func (c *chunk) take(ctx context.Context, f video.Frame) error {
	now := signatureOf(f.Size, f.Pix)
	cut := !c.begun || now.cut(c.last)
	due := f.Time-c.since >= c.spacing || len(c.held) >= mostHeld
	if !cut && !due {
		if c.count++; c.count%c.stride != 0 {
			return nil
		}
		c.held = append(c.held, held{Frame: f})
		return nil
	}
	if cut {
		if err := c.close(ctx); err != nil {
			return err
		}
		c.scenes = append(c.scenes, Moment{Stamp: f.Stamp, Time: f.Time})
		clear(c.tracks)
	} else if now.same(c.last) && !c.following() {
		// Nothing has changed since keypoints were last looked for in vain.
		c.held, c.since = nil, f.Time
		return nil
	}
	c.held = append(c.held, held{Frame: f})
	vain := c.spacing == anchorSpacing && !c.following()
	switch {
	case vain && !cut && f.Time-c.looked < slowSpacing && now.near(c.last):
		c.spare()
	case vain && c.besideKey(f.Time, now):
		c.spare()
		c.last, c.looked = now, f.Time
	default:
		if err := c.anchor(ctx); err != nil {
			return err
		}
		c.last, c.looked = now, f.Time
	}
	c.begun, c.since = true, f.Time
	return nil
}

// besideKey reports whether keypoints were looked for in vain on a key frame
// that is close by and shows about the same.
func (c *chunk) besideKey(at time.Duration, now signature) bool {
	i, _ := slices.BinarySearchFunc(c.keys, at-besideKey, func(k key, at time.Duration) int { return cmp.Compare(k.time, at) })
	for ; i < len(c.keys) && c.keys[i].time <= at+besideKey; i++ {
		if k := c.keys[i]; !k.shows && now.near(k.signature) {
			return true
		}
	}
	return false
}

// spare keeps of the held frames what a claim that comes into sight soon is
// followed back over.
func (c *chunk) spare() {
	if n := len(c.held) - mostHeld/2; n > 0 {
		c.held = slices.Clone(c.held[n:])
	}
}

func (c *chunk) following() bool {
	return slices.ContainsFunc(c.tracks, func(t *track) bool { return t != nil })
}

// close follows what is being followed over the frames that are still held.
func (c *chunk) close(ctx context.Context) error {
	for i, h := range c.hunts {
		h.forwards(c, i)
	}
	c.held = nil
	return ctx.Err()
}

// anchor looks for keypoints on the last held frame and follows the claim over
// those before it. A claim that is being followed safely is left to that.
func (c *chunk) anchor(ctx context.Context) error {
	last := &c.held[len(c.held)-1]
	var subject *align.Subject
	for i, h := range c.hunts {
		h.forwards(c, i)
		if t := c.tracks[i]; t != nil && (t.score >= clearScore || t.unlike <= clearUnlike || c.spacing == anchorSpacing) {
			continue
		}
		if subject == nil {
			subject = align.NewSubject(evened(grayOf(last.Size, last.Pix, c.full)))
		}
		a, ok, err := h.glance(ctx, subject, last.Size, c.full)
		if err != nil {
			return err
		}
		var fresh []*track
		if h.known != nil { // the camera may stand still, or have come back
			fresh = append(fresh, &track{model: h.known, motion: h.knownAt})
		}
		if ok {
			h.traces = append(h.traces, scored{
				moment: moment{last.Stamp, last.Time}, log10NFA: a.log10NFA, candidateFromClaimed: a.candidateFromClaimed, inverted: a.inverted,
			})
			if m, ok := h.modelAt(a, last.Size, c.full); ok {
				fresh = append(fresh, &track{model: m, motion: geom.Identity()})
			}
		}
		best := c.tracks[i]
		for n, t := range fresh {
			foreign := n == 0 && h.known != nil // not shown by keypoints on this frame
			if t.place(last) && (!foreign || t.unlike <= againUnlike) && (best == nil || t.unlike < best.unlike) {
				best = t
			}
		}
		if best == nil {
			continue
		}
		if best != c.tracks[i] {
			h.note(c, best, last)
			h.backwards(c, *best)
		}
		c.tracks[i] = best
		if h.known == nil || best.unlike < h.knownUnlike {
			h.known, h.knownAt, h.knownUnlike = best.model, best.motion, best.unlike
		}
	}
	c.held = nil
	return ctx.Err()
}

// modelAt draws the claim where a frame or a key frame shows it, in a grid of that size.
func (h *hunt) modelAt(a anchor, size, full geom.Size) (*model, bool) {
	gridFromFull := geom.Scaling(float64(size.Width)/float64(full.Width), float64(size.Height)/float64(full.Height))
	return newModel(h.claim.tower, h.claim.picture.Size(), gridFromFull.After(a.candidateFromClaimed), size, a.inverted, 1)
}

// know puts the claim where the strongest key frame shows it.
func (h *hunt) know(size, full geom.Size) {
	var best anchor
	for _, a := range h.anchors {
		if a.log10NFA < best.log10NFA {
			best = a
		}
	}
	if best.log10NFA == 0 {
		return
	}
	if m, ok := h.modelAt(best, size, full); ok {
		h.known, h.knownAt = m, geom.Identity()
	}
}

// forwards follows a claim over the held frames, and drops the track where it is lost.
func (h *hunt) forwards(c *chunk, i int) {
	for n := 0; n < len(c.held) && c.tracks[i] != nil; n++ {
		if !h.step(c, c.tracks[i], &c.held[n]) {
			c.tracks[i] = nil
		}
	}
}

// backwards follows a claim from the frame before the last to the first that is held.
func (h *hunt) backwards(c *chunk, t track) {
	for n := len(c.held) - 2; n >= 0; n-- {
		if !h.step(c, &t, &c.held[n]) {
			return
		}
	}
}

// step follows a claim onto one frame and notes it there.
func (h *hunt) step(c *chunk, t *track, f *held) bool {
	if !t.place(f) {
		return false
	}
	h.note(c, t, f)
	return true
}

// place follows a claim onto one frame and scores it there; it is false where
// the claim is lost.
func (t *track) place(f *held) bool {
	motion, ok := t.model.follow(f.seen(), t.motion)
	if !ok {
		return false
	}
	t.score = scoreOf(t.model.agreement(f.seen(), motion))
	t.best = max(t.best, t.score)
	if t.score < lostShare*t.best {
		return false
	}
	t.motion = motion
	t.unlike = t.model.broad.held(f.seen().half, motion).fit(t.model.sign).unlike()
	return true
}

// note keeps what a frame scored.
func (h *hunt) note(c *chunk, t *track, f *held) {
	h.tried++
	fullFromGrid := geom.Scaling(float64(c.full.Width)/float64(f.Size.Width), float64(c.full.Height)/float64(f.Size.Height))
	h.frames = append(h.frames, scored{
		moment: moment{f.Stamp, f.Time}, score: t.score, unlike: t.unlike, inverted: t.model.sign < 0,
		candidateFromClaimed: fullFromGrid.After(t.motion).After(t.model.base).Normalised(),
	})
}

package report

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/picture"
)

// FilmFrame is a frame of a video as it is read for a strip.
type FilmFrame struct {
	Index   int
	Time    time.Duration
	Picture *picture.Pyramid
}

// film is what the report shows of the video in which the claim was found.
type film struct {
	frames []filmFrame // in the order of time; none where the video can't be read
}

type filmFrame struct {
	index   int
	time    time.Duration
	picture figure.Encoded
}

// Of a video so many frames stand beside the interval of those that can't be
// told apart, on either side; of the interval itself its ends and the found one.
const (
	filmAround = 2
	filmStrip  = whole

	filmName = "frame-" // of a frame in the manifest, with its number behind it
)

// foundIn returns the frame of a video that the pair is aligned with; nil of a picture.
func (e *edition) foundIn() *casefile.Frame {
	if e.best == nil || e.best.comparison == nil || e.figuresWithheld() {
		return nil
	}
	return e.best.comparison.Frame
}

// filmIndices returns the numbers of the frames of a strip: the ends of the
// interval, the found one, and its neighbours, in the order of time.
func filmIndices(f *casefile.Frame) []int {
	all := []int{f.First.Index, f.Index, f.Last.Index}
	for away := 1; away <= filmAround; away++ {
		all = append(all, f.First.Index-away, f.Last.Index+away)
	}
	if f.First.Index == f.Last.Index { // room for one more on either side
		all = append(all, f.Index-filmAround-1, f.Index+filmAround+1)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(i int) bool { return i < 0 })
}

// filmPair is the pair as it lies, whether or not the alignment is accepted.
func (e *edition) filmPair() compare.Pair {
	return compare.Pair{
		Claimed: e.figures.claimPixels, Candidate: e.figures.foundPixels,
		CandidateFromClaimed: e.best.comparison.Alignment.CandidateFromClaimed, Placed: e.facts.placed,
	}
}

// drawFilm makes the strip of frames around the found one. Where something on
// the video is redacted there is none: what is covered on one frame may have
// moved on the next. Frames that can't be read are left out with the strip.
func (e *edition) drawFilm(ctx context.Context) error {
	found := e.foundIn()
	if found == nil || e.in.Frames == nil || e.redacted(*e.best) {
		return nil
	}
	indices, pair := filmIndices(found), e.filmPair()
	size := pair.Candidate.Size()
	if pair.Placed {
		size = pair.Claimed.Size()
	}
	w, h := figure.StripWidth(size, len(indices), filmStrip)
	var frames []filmFrame
	err := e.in.Frames(e.best.evidence, *found, indices, func(f FilmFrame) error {
		p := pair
		p.Candidate = f.Picture
		encoded, err := figure.InStrip(ctx, p, w, h, e.in.Fineness)
		frames = append(frames, filmFrame{f.Index, f.Time, encoded})
		return err
	})
	if err != nil || len(frames) < 2 {
		return ctx.Err()
	}
	e.figures.film.frames = frames
	return nil
}

// filmMade reports whether there is a figure of the video.
func (e *edition) filmMade() bool {
	return e.foundIn() != nil && (len(e.figures.film.frames) > 0 || len(e.best.comparison.Curve) > 1)
}

// inFilm shows the found frame among its neighbours, and how strongly the claim
// shows over the video.
func (e *edition) inFilm() section {
	s, found, k := e.s, e.foundIn(), e.best.comparison
	sec := section{
		key: "video", head: e.l.Say("figures.film"),
		notes: []string{e.l.Say("figures.film.note", "version", e.placedBy(), "tried", e.l.Count(int64(found.Tried)), "decoder", found.Decoder)},
	}
	text := e.foundFrame(*e.best)
	if k.ReadTo > 0 {
		text += " " + e.l.Say("video.covered", "to", e.l.Clock(k.ReadTo, 0))
	}
	switch {
	case len(e.figures.film.frames) > 0:
	case e.redacted(*e.best):
		text += " " + e.l.Say("figures.film.redacted")
	default:
		text += " " + e.l.Say("figures.film.unread")
	}
	sec.body = []flow{s.text(textWidth, baseline, span(text, textStyle))}
	caption := ""
	drawing := figure.Drawing{Width: whole}
	if frames := e.figures.film.frames; len(frames) > 0 {
		drawing = figure.Strip(s.t, e.stripFrames(), filmStrip)
		key := "figures.film.caption.whole"
		if e.facts.placed {
			key = "figures.film.caption.part"
		}
		caption = e.l.Say(key, "item", e.best.letter)
	}
	if len(k.Curve) > 1 {
		curve := figure.StrengthCurve(s.t, strengthsOf(k), func(at, step time.Duration) string { return e.l.Clock(at, decimalsOf(step)) }, whole)
		y := drawing.Height
		if y > 0 {
			y += 3
		}
		drawing.Place(curve, 0, y)
		drawing.Width, drawing.Height = whole, y+curve.Height
		if caption != "" {
			caption += " "
		}
		caption += e.l.Say("figures.film.caption.curve", "n", e.l.Count(int64(len(k.Curve))))
	}
	spans := s.caption(e.number(numberFilm), caption)
	told := drawing.Figured(spans, e.at("video-figure")).Parts
	words := s.text(min(150, whole), 0, spans...)
	drawing.Place(words.drawing, 0, drawing.Height+toCaption)
	drawing.Height += toCaption + words.drawing.Height
	drawing.Parts = told
	sec.body = append(sec.body, block{drawing: drawing, wide: true, after: baseline, anchor: e.at("video-figure")})
	return sec
}

// stripFrames are the frames of the strip with what is said under them.
func (e *edition) stripFrames() (out []figure.StripFrame) {
	found := e.foundIn()
	for _, f := range e.figures.film.frames {
		out = append(out, figure.StripFrame{
			Picture: f.picture, At: e.l.Clock(f.time, 3), Away: e.away(f.index - found.Index),
			Inside: found.First.Index <= f.index && f.index <= found.Last.Index, Found: f.index == found.Index,
		})
	}
	return out
}

// away says how many frames lie between a frame and the found one.
func (e *edition) away(frames int) string {
	switch {
	case frames == 0:
		return e.l.Say("figures.film.found")
	case frames > 0:
		return "+" + e.l.Count(int64(frames))
	}
	return "−" + e.l.Count(int64(-frames))
}

func strengthsOf(k *casefile.Comparison) figure.Strengths {
	out := figure.Strengths{Length: k.Length, Found: k.Frame.Time, First: k.Frame.First.Time, Last: k.Frame.Last.Time}
	for _, p := range k.Curve {
		out.At, out.Score = append(out.At, p.Time), append(out.Score, p.Score)
	}
	return out
}

// decimalsOf returns how many decimals of a second a time needs: that of the
// found frame, which stands in no step, three.
func decimalsOf(step time.Duration) int {
	switch {
	case step == 0:
		return 3
	case step < time.Second:
		return 1
	}
	return 0
}

// altFilm says the figure of the video.
func (e *edition) altFilm() string {
	found := e.foundIn()
	strip, curve := "", ""
	if n := len(e.figures.film.frames); n > 0 {
		strip = e.l.Say("figures.alt.film.strip", "n", strconv.Itoa(n), "found", e.altDescription(e.best, longestAltPart))
	}
	if n := len(e.best.comparison.Curve); n > 1 {
		strongest := slices.MaxFunc(e.best.comparison.Curve, func(a, b casefile.Strength) int {
			if a.Score < b.Score {
				return -1
			}
			return 1
		})
		curve = e.l.Say("figures.alt.film.curve", "to", e.l.Clock(max(e.best.comparison.Length, e.best.comparison.Curve[n-1].Time), 0), "strongest", e.l.Clock(strongest.Time, 0), "score", e.l.Number(strongest.Score, 2))
	}
	return e.altText("figures.alt.film", "strip", strip, "curve", curve, "frame", e.l.Say("case-video.report.found", "time", e.l.Clock(found.Time, 3), "n", e.l.Count(int64(found.Index))))
}

// altFrames adds the alt texts of the strip's frames, by their names in the manifest.
func (e *edition) altFrames(out map[string]string) {
	found := e.foundIn()
	for _, f := range e.stripNames() {
		inside := "figures.alt.film.outside"
		if found.First.Index <= f.index && f.index <= found.Last.Index {
			inside = "figures.alt.film.inside"
		}
		out[f.name] = e.altText("figures.alt.film.frame", "n", e.l.Count(int64(f.index)), "time", e.l.Clock(f.time, 3), "item", e.best.letter,
			"away", e.away(f.index-found.Index), "inside", e.l.Say(inside), "found", e.altDescription(e.best, longestAltPart))
	}
}

type namedFrame struct {
	filmFrame
	name string
}

// stripNames are the frames of the strip with their names in the manifest.
func (e *edition) stripNames() (out []namedFrame) {
	for _, f := range e.figures.film.frames {
		out = append(out, namedFrame{f, fmt.Sprintf(filmName+"%d", f.index)})
	}
	return out
}

// HasStrip reports whether the report shows frames around a found one, which
// are then read to draw its pages again.
func (m Manifest) HasStrip() bool {
	return slices.ContainsFunc(m.Figures, func(f manifestFigure) bool { return strings.Contains(f.Name, filmName) })
}

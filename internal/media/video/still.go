package video

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/picture"
)

// Still returns the frame with that time stamp at full size: upright, in square
// pixels, sRGB. The same file, time stamp and decoder give the same pixels. The
// key becomes the picture's.
func (v *Video) Still(ctx context.Context, stamp int64, key string) (*picture.Picture, error) {
	var found *picture.Picture
	err := v.Stills(ctx, Span{stamp, stamp}, func(f Frame) error {
		found = picture.New(key, f.Size, f.Pix)
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case found == nil:
		return nil, &media.Error{Kind: media.Broken, Path: v.Path, Format: v.Info.Container.Name, Detail: fmt.Sprintf("there is no frame at %v", v.Info.TimeOf(stamp))}
	}
	return found, nil
}

// First returns the first frame at full size.
func (v *Video) First(ctx context.Context, key string) (found *picture.Picture, err error) {
	_, err = v.Each(ctx, Pass{Colour: true, Exact: true}, func(f Frame) error {
		found = picture.New(key, f.Size, f.Pix)
		return ErrStop
	})
	return found, err
}

// Stills calls visit with each frame of a span at full size and in colour.
func (v *Video) Stills(ctx context.Context, s Span, visit func(Frame) error) error {
	_, err := v.span(ctx, s, Pass{Colour: true, Exact: true}, visit)
	return err
}

// span reads a stretch from the key frame before it. An index that leads behind
// the stretch is not believed: then all is read from the beginning. Where reading
// began is told by its first frame, which comes whether it is of the stretch or
// not; the stretch itself may begin between two frames.
func (v *Video) span(ctx context.Context, s Span, p Pass, visit func(Frame) error) (Read, error) {
	p.Only = &s
	p.From = v.Info.TimeOf(s.First)
	within := func(f Frame) error {
		switch {
		case f.Stamp < s.First:
			return nil
		case f.Stamp > s.First && f.Number == 0 && p.From > 0 && v.animation == nil:
			return errBehind
		}
		return visit(f)
	}
	read, err := v.Each(ctx, p, within)
	if p.From > 0 && (err == errBehind || err == nil && read.Frames == 0) {
		p.From = 0
		return v.Each(ctx, p, within)
	}
	return read, err
}

// errBehind says that reading began behind the frame that was asked for.
var errBehind = fmt.Errorf("the index leads behind the frame")

// Digest returns the SHA-256 of a picture's pixels, R G B A by rows, in hexadecimal digits.
func Digest(p *picture.Picture) string {
	sum := sha256.Sum256(p.Pix())
	return hex.EncodeToString(sum[:])
}

// Timecode writes a time as hours, minutes, seconds and milliseconds: "00:00:47.781".
func Timecode(t time.Duration) string {
	ms := t.Round(time.Millisecond).Milliseconds()
	sign := ""
	if ms < 0 {
		sign, ms = "-", -ms
	}
	return fmt.Sprintf("%s%02d:%02d:%02d.%03d", sign, ms/3_600_000, ms/60_000%60, ms/1000%60, ms%1000)
}

// Stamps returns the time stamps of all frames in the order in which they are
// shown, read from the container without decoding. They are what the file
// says; Count is what the decoder gives.
func (v *Video) Stamps(ctx context.Context) ([]int64, error) {
	if v.animation != nil {
		stamps := make([]int64, len(v.animation.Frames))
		for i, f := range v.animation.Frames {
			stamps[i] = v.stampOf(f.At)
		}
		return stamps, nil
	}
	list := &stampReader{}
	if err := v.askInto(ctx, list, "-select_streams", strconv.Itoa(v.Info.Stream), "-show_entries", "packet=pts,flags", "-of", "compact=p=0:nk=1"); err != nil {
		return nil, err
	}
	slices.Sort(list.stamps)
	return list.stamps, nil
}

// mostStamps bounds the list: twelve hours at 120 frames a second.
const mostStamps = 6_000_000

// stampReader reads lines like "2048|K_" as they come.
type stampReader struct {
	rest   []byte
	stamps []int64
}

func (r *stampReader) Write(p []byte) (int, error) {
	r.rest = append(r.rest, p...)
	for {
		at := bytes.IndexByte(r.rest, '\n')
		if at < 0 {
			return len(p), nil
		}
		r.line(string(bytes.TrimSpace(r.rest[:at])))
		r.rest = r.rest[at+1:]
	}
}

func (r *stampReader) line(line string) {
	stamp, flags, ok := strings.Cut(line, "|")
	if !ok || len(r.stamps) >= mostStamps {
		return
	}
	n, err := strconv.ParseInt(stamp, 10, 64)
	switch {
	case strings.Contains(flags, "D"): // an edit list leaves it out
	case err == nil:
		r.stamps = append(r.stamps, n)
	}
}

// Count decodes all frames up to the one with that time stamp and returns how
// many come before it.
func (v *Video) Count(ctx context.Context, stamp int64) (int, error) {
	before := 0
	small := v.Info.Size
	small.Width, small.Height = min(16, small.Width), min(16, small.Height)
	_, err := v.Each(ctx, Pass{Size: small}, func(f Frame) error {
		if f.Stamp >= stamp {
			return ErrStop
		}
		before++
		return nil
	})
	return before, err
}

// Greys calls visit with each frame of a span as luma of that size.
func (v *Video) Greys(ctx context.Context, s Span, size geom.Size, visit func(Frame) error) error {
	_, err := v.span(ctx, s, Pass{Size: size, Exact: true}, visit)
	return err
}

// Around returns the span of about so many frames before and after a time
// stamp, by the average rate; of half a second on each side where none is stated.
func (i Info) Around(stamp int64, frames int) Span {
	side := 0.5
	if i.Rate > 0 {
		side = (float64(frames) + 0.5) / i.Rate
	}
	units := int64(side * float64(i.TimeBase[1]) / float64(i.TimeBase[0]))
	return Span{stamp - units, stamp + units}
}

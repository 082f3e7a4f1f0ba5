package media

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/draw"
	"image/gif"
	"io"
	"time"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/provenance/container"
)

// Animation is a GIF or WebP that moves, read without ffmpeg. Each frame is
// decoded when its turn comes, so that one canvas and one frame are held.
type Animation struct {
	Size   geom.Size
	Frames []AnimationFrame
	// Short says that the file ends within a frame, or that one has no known form.
	Short bool
	data  []byte
	gif   bool
	head  int // length of a GIF's header with its colours
}

// AnimationFrame is one frame as the file describes it.
type AnimationFrame struct {
	At, Shown time.Duration // from the first frame's beginning
	data      []byte        // of a GIF its extension and its picture; of a WebP the ANMF chunk
}

const (
	// mostAnimationFrames bounds the list.
	mostAnimationFrames = 100_000
	// Players show frames without a time, or with less than they can keep up
	// with, for a tenth of a second; ffmpeg does too.
	shortestShown = 11 * time.Millisecond
	assumedShown  = 100 * time.Millisecond
)

// OpenAnimation reads the frames' times and places of a GIF or WebP file.
func OpenAnimation(path string) (*Animation, error) {
	data, err := Read(context.Background(), path, Limits{})
	if err != nil {
		return nil, err
	}
	header, err := Probe(data, Limits{})
	if err != nil {
		return nil, At(err, path)
	}
	a := &Animation{data: data, Size: header.Size}
	switch header.Format {
	case gifFormat.name:
		a.gif = true
		a.listGIF()
	case webpFormat.name:
		a.Short = !wholeRIFF(data)
		container.RIFF(data[12:], func(name string, chunk []byte) bool {
			if name == "ANMF" && len(chunk) >= 16 {
				a.add(time.Duration(little24(chunk[12:]))*time.Millisecond, chunk)
			}
			return len(a.Frames) < mostAnimationFrames
		})
	}
	if len(a.Frames) == 0 {
		return nil, &Error{Kind: Broken, Path: path, Format: header.Format, Detail: "it holds no frame"}
	}
	return a, nil
}

func (a *Animation) add(shown time.Duration, data []byte) {
	f := AnimationFrame{Shown: shown, data: data}
	if f.Shown < shortestShown {
		f.Shown = assumedShown
	}
	if n := len(a.Frames); n > 0 {
		f.At = a.Frames[n-1].At + a.Frames[n-1].Shown
	}
	a.Frames = append(a.Frames, f)
}

// listGIF finds the frames.
func (a *Animation) listGIF() {
	data := a.data
	a.head = gifHead(data)
	a.Short = true // until the trailer is seen
	at, begins, shown := a.head, -1, time.Duration(0)
	for at < len(data) && len(a.Frames) < mostAnimationFrames {
		kind, end := gifBlock(data, at)
		switch kind {
		case gifExtension:
			if at+8 <= len(data) && data[at+1] == 0xf9 {
				begins, shown = at, 10*time.Millisecond*time.Duration(binary.LittleEndian.Uint16(data[at+4:]))
			}
		case gifFrame:
			if end > len(data) {
				return
			}
			from := at
			if begins >= 0 {
				from = begins
			}
			a.add(shown, data[from:end])
			begins, shown = -1, 0
		default:
			a.Short = kind != gifTrailer
			return
		}
		at = end
	}
	if at < len(data) && data[at] == gifTrailer {
		a.Short = false
	}
}

// Each calls visit with every frame as it is shown: drawn over those before it
// as the file says. The canvas is visit's only until it returns.
func (a *Animation) Each(ctx context.Context, visit func(n int, canvas *image.NRGBA) error) error {
	canvas := image.NewNRGBA(image.Rect(0, 0, a.Size.Width, a.Size.Height))
	for n, f := range a.Frames {
		if err := ctx.Err(); err != nil {
			return context.Cause(ctx)
		}
		d, err := a.drawn(ctx, f)
		if err != nil {
			return &Error{Kind: Broken, Err: err}
		}
		var before *image.NRGBA
		if d.after == restore {
			before = image.NewNRGBA(d.place)
			draw.Draw(before, d.place, canvas, d.place.Min, draw.Src)
		}
		draw.Draw(canvas, d.place, d.frame, d.frame.Bounds().Min, d.how)
		if err := visit(n, canvas); err != nil {
			return err
		}
		switch d.after {
		case empty:
			draw.Draw(canvas, d.place, image.Transparent, image.Point{}, draw.Src)
		case restore:
			draw.Draw(canvas, d.place, before, d.place.Min, draw.Src)
		}
	}
	return nil
}

// drawnFrame is a frame with what becomes of the canvas by it.
type drawnFrame struct {
	frame image.Image
	place image.Rectangle
	how   draw.Op
	after disposal
}

// disposal is what happens to a frame's place once it was shown.
type disposal int

const (
	stay    disposal = iota
	empty            // it becomes transparent
	restore          // what was there before comes back
)

func (a *Animation) drawn(ctx context.Context, f AnimationFrame) (d drawnFrame, err error) {
	defer func() { // a decoder may not bring the program down
		if p := recover(); p != nil {
			err = errors.New("the decoder failed")
		}
	}()
	if a.gif {
		alone := bytes.Join([][]byte{a.data[:a.head], f.data, {0x3b}}, nil)
		all, err := gif.DecodeAll(newPatientBytes(ctx, alone))
		if err != nil {
			return d, err
		}
		d.frame, d.place, d.how = all.Image[0], all.Image[0].Bounds(), draw.Over
		switch all.Disposal[0] {
		case gif.DisposalBackground:
			d.after = empty
		case gif.DisposalPrevious:
			d.after = restore
		}
		return d, nil
	}
	if len(f.data) < 16 {
		return d, io.ErrUnexpectedEOF
	}
	d.place = image.Rect(0, 0, 1+little24(f.data[6:]), 1+little24(f.data[9:])).Add(image.Pt(2*little24(f.data), 2*little24(f.data[3:])))
	img, err := decodeWebPFrame(ctx, f.data, a.Size)
	if err != nil {
		return d, err
	}
	// VP8 holds studio-range luma; a frame that fills the canvas comes as decoded.
	p := picture.Make("", img, picture.Making{YCbCr: picture.Matrix{Studio: true}}).Image()
	d.frame, d.how = p.SubImage(d.place), draw.Over
	if f.data[15]&0x02 != 0 {
		d.how = draw.Src
	}
	if f.data[15]&0x01 != 0 {
		d.after = empty
	}
	return d, nil
}

package draft

import (
	"context"
	"image"
	"slices"
	"strings"
	"time"

	"golang.org/x/image/draw"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/media"
	"github.com/motbilde/motbilde/internal/media/video"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

// Loaded is a material that was read: a picture, or a frame of a video.
type Loaded struct {
	Material
	img      *image.RGBA  // the picture, or the frame
	video    *video.Video // nil of a picture
	from, to time.Duration
	times    []time.Duration // of the frames around, ascending
}

// Image is the picture, or the frame. Nobody may write into it.
func (m Loaded) Image() *image.RGBA { return m.img }

// Size is its size, pixels.
func (m Loaded) Size() geom.Size { return sizeOf(m.img) }

// Length is how long the video is; 0 of a picture.
func (m Loaded) Length() time.Duration {
	if m.video == nil {
		return 0
	}
	return m.video.Info.Duration
}

// Frame returns the time of the frame n after the one that is shown at a time
// near the one that was read, or before it; the farthest that is known where
// there are not so many.
func (m Loaded) Frame(at time.Duration, n int) time.Duration {
	if len(m.times) == 0 {
		return at
	}
	i, _ := slices.BinarySearch(m.times, at+1)
	return m.times[max(0, min(len(m.times)-1, i-1+n))]
}

// Load reads a picture, or of a video the frame at its time. The error is an
// *Error, a *media.Error or the context's.
func Load(ctx context.Context, o Options, m Material) (Loaded, error) {
	if m.Path == "" {
		return Loaded{}, &Error{Kind: NoSource}
	}
	if _, moving := media.ContainerOf(m.Path); moving {
		return loadVideo(ctx, o, m)
	}
	still, err := decode(ctx, m.Path)
	if err != nil {
		return Loaded{}, err
	}
	return Loaded{Material: m, img: Opaque(still.Picture)}, nil
}

func decode(ctx context.Context, path string) (media.Still, error) {
	data, err := media.Read(ctx, path, media.Limits{})
	if err != nil {
		return media.Still{}, err
	}
	still, err := media.Decode(ctx, data, media.Limits{})
	if err != nil {
		return media.Still{}, media.At(err, path)
	}
	return still, nil
}

// Claim makes the claim of a source that was read already.
func (d Draft) Claim(ctx context.Context, source Loaded) (Claimed, error) {
	_, claim, err := d.claim(ctx, source)
	return claim, err
}

// claim also returns the draft with the pictures of its edits. Where graphics are
// what is shared, they are laid over first: so they lie at one place of source and Like.
func (d Draft) claim(ctx context.Context, source Loaded) (Draft, Claimed, error) {
	d.Edits = slices.Clone(d.Edits)
	for i, e := range d.Edits {
		if e.File == "" || e.Picture != nil {
			continue
		}
		still, err := decode(ctx, e.File)
		if err != nil {
			return d, Claimed{}, err
		}
		d.Edits[i].Picture = WithAlpha(still.Picture)
	}
	if d.Choice == training.GraphicsOnly {
		slices.SortStableFunc(d.Edits, func(a, b Edit) int {
			switch {
			case a.Kind.graphic() == b.Kind.graphic():
				return 0
			case a.Kind.graphic():
				return -1
			}
			return 1
		})
	}
	claim, err := Apply(source.img, d.Edits)
	return d, claim, err
}

// beside makes of Like what lies in the source's place.
func (d Draft) beside(like Loaded, size geom.Size) (Loaded, error) {
	var graphics []Edit
	if d.Choice == training.GraphicsOnly {
		for _, e := range d.Edits {
			if e.Kind.graphic() {
				graphics = append(graphics, e)
			}
		}
	}
	if len(graphics) > 0 && like.video == nil {
		if like.Size() != size {
			like.img = covering(like.img, size)
		}
		c, err := Apply(like.img, graphics)
		if err != nil {
			return like, err
		}
		like.img = c.Image
	}
	if like.Size() != size {
		return like, &Error{Kind: OtherSize}
	}
	return like, nil
}

// covering scales the middle of a picture so that it fills a size.
func covering(img *image.RGBA, size geom.Size) *image.RGBA {
	is := sizeOf(img)
	k := min(float64(is.Width)/float64(size.Width), float64(is.Height)/float64(size.Height))
	w, h := max(1, int(k*float64(size.Width))), max(1, int(k*float64(size.Height)))
	x, y := (is.Width-w)/2, (is.Height-h)/2
	out := image.NewRGBA(image.Rect(0, 0, size.Width, size.Height))
	draw.CatmullRom.Scale(out, out.Rect, img, image.Rect(x, y, x+w, y+h), draw.Src, nil)
	return out
}

// Small returns a picture whose longer side is at most that many pixels, to be
// shown while hands are at work.
func Small(img *image.RGBA, side int) *image.RGBA {
	size := sizeOf(img)
	k := float64(side) / float64(max(size.Width, size.Height))
	if k >= 1 {
		return img
	}
	out := image.NewRGBA(image.Rect(0, 0, max(1, int(k*float64(size.Width))), max(1, int(k*float64(size.Height)))))
	draw.ApproxBiLinear.Scale(out, out.Rect, img, img.Rect, draw.Src, nil)
	return out
}

// credits joins what is said of everything that the claim is made of, each once.
func (d Draft) credits(of func(Material) string) string {
	all := []string{of(d.Source)}
	for _, e := range d.Edits {
		if e.Picture != nil {
			all = append(all, of(Material{Credit: e.Credit, Licence: e.Licence}))
		}
	}
	var said []string
	for _, s := range all {
		if s != "" && !slices.Contains(said, s) {
			said = append(said, s)
		}
	}
	return strings.Join(said, "; ")
}

// largest returns the box with the largest area.
func largest(boxes []geom.Rect) (out geom.Rect, ok bool) {
	for _, b := range boxes {
		if !ok || b.Width()*b.Height() > out.Width()*out.Height() {
			out, ok = b, true
		}
	}
	return out, ok
}

// item returns a candidate's item and its file.
func (m Loaded) item(exercise, id string) (training.Item, []training.File, error) {
	item := training.Item{ID: id, Name: exercise + "/" + id + ".jpg", Size: m.Size(), Credit: m.Credit, Licence: m.Licence, Step: m.Step}
	if m.video == nil {
		return item, []training.File{training.FileOf(item.Name, synth.EncodeJPEG(m.img, quality))}, nil
	}
	item.Video, item.Name = true, exercise+"/"+id+ending(m.Path)
	file, err := fileAt(m.Path)
	file.Name = item.Name
	return item, []training.File{file}, err
}

package bundled

import (
	"context"
	"fmt"
	"image"
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

const (
	// Comment is in every picture of the practice cases.
	Comment = "Drawn by Motbilde for practice. It shows nothing that happened."

	credit  = "Motbilde"
	licence = "CC0-1.0"
)

// wholePicture is the size of candidates at scale 1.
var wholePicture = geom.Size{Width: 1200, Height: 800}

// table is a case on which files are laid while it is drawn.
type table struct {
	ctx     context.Context
	options Options
	lesson  lesson
	figures []string
	decoys  int
	laid    int         // pictures, for Options.Drawn
	shown   *image.RGBA // the claim
	err     error
}

func newTable(ctx context.Context, p plan, o Options) *table {
	t := &table{ctx: ctx, options: o}
	t.lesson.Exercise = p.exercise()
	t.lesson.Key = training.Key{Family: p.family, Choice: training.ThisOne}
	return t
}

// stopped reports whether nobody waits any more.
func (t *table) stopped() bool {
	if t.err == nil {
		t.err = t.ctx.Err()
	}
	return t.err != nil
}

// px scales a length of the full picture.
func (t *table) px(v int) int { return int(math.Round(float64(v) * t.options.Scale)) }

func (t *table) box(x0, y0, x1, y1 int) image.Rectangle {
	return image.Rect(t.px(x0), t.px(y0), t.px(x1), t.px(y1))
}

func (t *table) size(w, h int) geom.Size { return geom.Size{Width: t.px(w), Height: t.px(h)} }

// full is the size of candidates.
func (t *table) full() geom.Size { return t.size(wholePicture.Width, wholePicture.Height) }

// see draws a place.
func (t *table) see(d synth.Drawer, seed uint64, moment int) synth.Practice {
	if t.stopped() {
		// Whoever calls goes on with something small, and the error is told in the end.
		return synth.Practice{Image: image.NewRGBA(image.Rectangle{Max: image.Pt(t.full().Width, t.full().Height)})}
	}
	return d(seed, moment, t.full())
}

// sizeOf returns a picture's size.
func sizeOf(img *image.RGBA) geom.Size {
	return geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}
}

func (t *table) item(id, name string, size geom.Size) training.Item {
	return training.Item{ID: id, Name: name, Size: size, Credit: credit, Licence: licence}
}

// keep lays a JPEG file on the table.
func (t *table) keep(name string, img *image.RGBA, quality int) {
	t.lesson.Files = append(t.lesson.Files, training.FileOf(name, synth.Signed(synth.EncodeJPEG(img, quality), Comment)))
	if t.laid++; t.options.Drawn != nil {
		t.options.Drawn(t.laid, t.shown)
	}
}

// claim lays the claimed picture on the table.
func (t *table) claim(img *image.RGBA, quality int) {
	t.lesson.Exercise.Claim = t.item("claim", "claim.jpg", sizeOf(img))
	t.shown = img
	t.keep("claim.jpg", img, quality)
}

// candidate lays a candidate on the table, with a name that tells nothing.
func (t *table) candidate(img *image.RGBA) (id string) {
	n := len(t.lesson.Exercise.Candidates) + 1
	id = "c" + strconv.Itoa(n)
	name := fmt.Sprintf("candidates/%s.jpg", id)
	t.lesson.Exercise.Candidates = append(t.lesson.Exercise.Candidates, t.item(id, name, sizeOf(img)))
	t.keep(name, img, 82)
	return id
}

// decoy lays a candidate on the table that is not the source.
func (t *table) decoy(d synth.Drawer, seed uint64) {
	if t.enough() {
		return
	}
	t.decoys++
	t.candidate(t.see(d, seed, 0).Image)
}

// enough reports whether no more decoys are wanted.
func (t *table) enough() bool { return t.options.oneDecoy && t.decoys > 0 }

// right says that the claim lies on a candidate by that map.
func (t *table) right(candidate string, m geom.Map, within geom.Quad) {
	t.lesson.Key.Placements = append(t.lesson.Key.Placements, training.Placement{Candidate: candidate, CandidateFromClaimed: m.Normalised(), Within: within})
}

// figure names a value for the texts.
func (t *table) figure(name, value string) { t.figures = append(t.figures, name, value) }

// measures names what every explanation may tell of the first placement: how
// much of the candidate the claim shows, and how much smaller it is.
func (t *table) measures() {
	p := t.lesson.Key.Placements[0]
	c, _ := t.lesson.Exercise.Candidate(p.Candidate)
	quad := p.Outline(t.lesson.Exercise.Claim.Size)
	share := geom.Area(quad[:])
	t.figure("share", strconv.FormatFloat(100*math.Abs(share)/float64(c.Size.Pixels()), 'f', 0, 64))
	part := p.Part(t.lesson.Exercise.Claim.Size).Bounds()
	t.figure("scale", strconv.FormatFloat(p.CandidateFromClaimed.LengthScale(part.Centre()), 'f', 2, 64))
	t.figure("width", strconv.Itoa(t.lesson.Exercise.Claim.Size.Width))
	t.figure("height", strconv.Itoa(t.lesson.Exercise.Claim.Size.Height))
}

// carried brings boxes of the source into a copy made from it, cut to what the copy shows.
func carried(boxes []geom.Rect, c synth.Copy) (out []geom.Rect) {
	copyFromSource, _ := c.SourceFromCopy.Inverse() // attacks can be undone
	for _, b := range boxes {
		if in := copyFromSource.ApplyQuad(b.Quad()).Bounds().Intersect(sizeOf(c.Image).Rect()); in.Width() > 2 && in.Height() > 2 {
			out = append(out, in)
		}
	}
	return out
}

// merged joins boxes that overlap: nobody can point at them one by one.
func merged(boxes []geom.Rect) (out []geom.Rect) {
	for _, b := range boxes {
		for i := 0; i < len(out); {
			if out[i].Intersect(b).Empty() {
				i++
				continue
			}
			b = b.Union(out[i])
			out = append(out[:i], out[i+1:]...)
			i = 0
		}
		out = append(out, b)
	}
	return out
}

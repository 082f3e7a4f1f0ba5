package stage

import (
	"image"
	"image/draw"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
)

// ride is the line work of a pane while the hand moves the pictures: it is drawn
// into a copy of the last frame, where that frame shows what it marks, and so
// moves and is stretched with it. Over the panes, as it lies when the hand
// rests, a clear image costs software OpenGL as much for every frame as the
// pictures do, and it would be drawn and uploaded anew with every step.
type ride struct {
	image *image.RGBA // kept from frame to frame: as large as the screen, it is dear to make
	look  rideLook
	tags  []tag // of the regions, in pixels of the image
}

// rideLook is all that the drawing depends on.
type rideLook struct {
	base  *image.RGBA // the frame
	marks marksLook
	links linksLook
	grid  slantedLook
	drawn drawnOn
}

// drawnOn is what the marks on a plane depend on.
type drawnOn struct {
	marks  *Marks
	plane  plane
	chosen casefile.ID
	unit   float64
	theme  look.Name
}

// lie is how the pictures lie on their panes.
type lie struct {
	port geom.Map // of what the viewport shows: the claim, or the whole candidate
	own  geom.Map // of a candidate in its own pixels
}

// now returns how the pictures lie for the position in force.
func (g *glass) now() lie {
	port := g.port()
	return lie{port.stageFromClaimed(g.stage.position()), g.stage.stageFromCandidate(port)}
}

// rendered returns how they lay in a frame.
func (g *glass) rendered(r Request) lie {
	if g.stage.shows() == showWhole {
		return lie{port: r.View.StageFromCandidate}
	}
	return lie{r.View.StageFromClaimed, r.View.StageFromCandidate}
}

// riding reports whether line work moves with the frames: while the hand does,
// and there is one that stands alone.
func (g *glass) riding() bool {
	s := g.stage
	return s.moving && !s.slots[s.slotInSight()].empty() && s.fading.share >= 1 && s.drawing.draft == nil
}

// ridden returns what a pane shows of a frame: while the hand moves, with the line work.
func (g *glass) ridden(i int, kept *slot) *image.RGBA {
	base, r := kept.images[g.pictureIn(i)], &g.rides[i]
	if base == nil || !g.riding() {
		r.look, r.tags = rideLook{}, nil
		return base
	}
	now := g.rideLook(i, base, g.rendered(kept.request))
	switch now {
	case r.look:
		return r.image
	case rideLook{base: base}:
		r.look, r.tags = rideLook{}, nil
		return base
	}
	r.look = now
	if r.image == nil || r.image.Rect.Size() != base.Rect.Size() {
		r.image = image.NewRGBA(image.Rectangle{Max: base.Rect.Size()})
	}
	if len(r.image.Pix) == len(base.Pix) {
		copy(r.image.Pix, base.Pix)
	} else {
		draw.Draw(r.image, r.image.Rect, base, base.Rect.Min, draw.Src)
	}
	on := sheet{r.image}
	if now.grid != (slantedLook{}) {
		now.grid.drawOn(on)
	}
	if now.links.support != nil {
		now.links.rideOn(on, i == 1)
	}
	r.tags = nil
	if now.marks != (marksLook{}) {
		r.tags = now.marks.drawOn(on)
	}
	if now.drawn != (drawnOn{}) {
		g.drawn.drawOn(on, g.stage, now.drawn.plane)
	}
	if g.panes[i].image == r.image { // the image is the same, what it shows is not
		g.panes[i].raster.Refresh()
	}
	return r.image
}

// rideLook says what is drawn on a frame.
func (g *glass) rideLook(i int, base *image.RGBA, at lie) rideLook {
	s, now := g.stage, rideLook{base: base}
	size := geom.Size{Width: base.Rect.Dx(), Height: base.Rect.Dy()}
	if l, visible := g.marks.lookAt(g, at); visible && (i == 0 || l.two) {
		l.pane = size
		now.marks = l
	}
	if l, visible := g.links.lookAt(g, at); visible {
		l.pane = size
		now.links = l
	}
	if onPane, ok := g.paneFromClaimed(i, at); ok && g.grid.on {
		now.grid = slantedLook{onPane, s.scene.Claimed.Size, size, s.unit()}
	}
	if !s.unmarked && s.CanDraw() && len(s.scene.Marks.all()) > 0 {
		for _, p := range g.planesAt(at) {
			if p.second == (i == 1) {
				now.drawn = drawnOn{s.scene.Marks, p, s.drawing.chosen, s.unit(), look.Now().Name}
			}
		}
	}
	return now
}

// tagsNow returns the numbers of the regions where they have come to lie with the frames.
func (g *glass) tagsNow(pixels float64) (all []tag) {
	for i, p := range g.panes {
		r := &g.rides[i]
		if p.image != r.image || !p.clip.Visible() || len(r.tags) == 0 {
			continue
		}
		o, size, n := p.clip.Position().Add(p.raster.Position()), p.raster.Size(), r.image.Rect.Size()
		in := p.covered()
		for _, t := range r.tags {
			at := o.AddXY(float32(t.at.X)*size.Width/float32(n.X), float32(t.at.Y)*size.Height/float32(n.Y))
			if at.X < in.left || at.X > in.right || at.Y < in.top || at.Y > in.bottom {
				continue
			}
			t.at = pointOf(at).Times(pixels)
			all = append(all, t)
		}
	}
	return all
}

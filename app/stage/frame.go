package stage

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// slot holds the last frame of one purpose; panes have an image each.
type slot struct {
	request Request
	images  [2]*image.RGBA
	cant    bool // some of it is hatched: nothing can be told there
	coarse  bool // some of it is hatched widely: below the resolution
	dark    bool // a difference was looked for, and none is in sight
}

func (s slot) empty() bool { return s.images[0] == nil }

// slotInSight returns the slot of what is to be seen now.
func (s *Stage) slotInSight() int {
	if s.mode == compare.Blink && s.shows() == showTogether && s.candidateBlinks() {
		return 1
	}
	return 0
}

// candidateBlinks reports whether the candidate has its turn in the blink mode.
func (s *Stage) candidateBlinks() bool { return s.blink.candidate != s.other }

// request describes the frame that a slot needs now; ok is false where there is none.
func (s *Stage) request(purpose int, fine bool) (r Request, ok bool) {
	view, size := s.view(purpose, fine)
	return Request{Purpose: purpose, Key: s.scene.key(), View: view, Size: size, Covered: s.scene.Covered, Replayed: s.replayed()}, view.Mode != compare.ModeUnset && !size.Empty()
}

func (s *Stage) view(purpose int, fine bool) (compare.View, geom.Size) {
	port := s.glass.port()
	at := s.position()
	v := s.covered(compare.View{StageFromClaimed: port.stageFromClaimed(at), Ground: stageColour(), Fine: fine})
	switch s.shows() {
	case showClaim:
		v.Mode = compare.Claimed
	case showCandidate:
		v.Mode = compare.Candidate
	case showTogether:
		v.Mode = s.mode
		v.Opacity, v.Style, v.SwipeAt, v.SwipeTurn = s.values.opacity, s.values.style, s.values.swipeAt, s.values.swipeTurn
		v.Kind, v.Light = s.values.kind, s.values.light
		v.ShowFrom = s.values.showFrom[v.Kind]
		v.Other = purpose == 1
	case showWhole:
		v.Mode, v.Inside = compare.OutsideMode, s.insideNow()
		v.StageFromClaimed, v.StageFromCandidate = geom.Map{}, v.StageFromClaimed
	case showSingle:
		if v.Mode, v.One = compare.Single, s.oneNow(); v.One == compare.OneCandidate {
			v.StageFromCandidate = s.stageFromCandidate(port)
		}
	case showPanes:
		v.Mode = s.mode
		v.Whole, v.PaneGap = s.values.whole && s.mode == compare.SideBySide && s.warped() && !s.replayed(), s.glass.gap()
		if !s.warped() {
			v.StageFromCandidate = s.stageFromCandidate(port)
		}
		return v, s.glass.outer()
	}
	return v, port.pane
}

// ask asks for what is in sight, and for a picture at rest also for what blinks
// next. It reports whether there was anything to ask for.
func (s *Stage) ask(fine bool) bool {
	inSight := s.slotInSight()
	r, ok := s.request(inSight, fine)
	if !ok || s.OnNeed == nil {
		return false
	}
	if !fine {
		s.asked = r
	}
	s.OnNeed(r)
	if r, ok := s.request(1-inSight, fine); ok && fine && r.View.Mode == compare.Blink {
		s.OnNeed(r)
	}
	return true
}

// Put shows a frame that was asked for. A frame of another pair, mode,
// arrangement or picture than the one that is wanted now is dropped.
func (s *Stage) Put(r Request, f compare.Frame) {
	if r.Purpose >= firstLens {
		s.loupe.put(r, f)
		return
	}
	if r.Purpose >= firstPair {
		s.pairs.put(r, f)
		return
	}
	if r.Purpose >= firstTile {
		s.tiles.put(r, f)
		return
	}
	now, ok := s.request(r.Purpose, r.View.Fine)
	if !ok || f.Image == nil || r.Key != now.Key || r.View.Mode != now.View.Mode || r.View.One != now.View.One ||
		r.View.Safe != now.View.Safe || r.Replayed != now.Replayed || r.Covered != now.Covered || r.Purpose < 0 {
		return
	}
	kept := slot{request: r, images: [2]*image.RGBA{f.Image}, cant: f.CantTell, coarse: f.Coarse, dark: f.Dark}
	if r.View.Mode.HasPanes() {
		left, right := compare.Panes(r.Size, r.View.PaneGap)
		kept.images = [2]*image.RGBA{cut(f.Image, left, s.spare[0]), cut(f.Image, right, s.spare[1])}
		s.spare = [2]*image.RGBA{}
		if last := s.slots[r.Purpose]; last.request.View.Mode.HasPanes() {
			s.spare = last.images
		}
	}
	renamed := r.View.One != s.slots[r.Purpose].request.View.One
	s.slots[r.Purpose] = kept
	if renamed {
		s.titles.set(s)
		s.titles.Refresh()
	}
	if r.Purpose == s.slotInSight() {
		s.moving = s.moving && (!r.View.Fine || r != now)
		s.glass.show()
		s.foot.show(s)
	}
	if r == s.asked {
		s.arrived()
	}
}

// cut copies a part of an image: the toolkit's upload knows no stride. It is
// copied into out where that is as large; to make another takes as long again.
func cut(from *image.RGBA, part image.Rectangle, out *image.RGBA) *image.RGBA {
	if out == nil || out.Rect.Size() != part.Size() {
		out = image.NewRGBA(image.Rectangle{Max: part.Size()})
	}
	for y := range part.Dy() {
		copy(out.Pix[y*out.Stride:(y+1)*out.Stride], from.Pix[from.PixOffset(part.Min.X, part.Min.Y+y):])
	}
	return out
}

// pane shows one image within its clip; the image is moved and stretched to
// where it belongs until a sharp one comes.
type pane struct {
	clip   *container.Clip
	holder *fyne.Container
	raster *canvas.Raster
	image  *image.RGBA
}

var nothing = image.NewRGBA(image.Rect(0, 0, 1, 1))

func newPane() *pane {
	p := &pane{image: nothing}
	// The generator runs while the window paints: it hands over ready pixels.
	p.raster = exactly(func() *image.RGBA { return p.image })
	p.holder = container.NewWithoutLayout(p.raster)
	p.clip = container.NewClip(p.holder)
	return p
}

// set changes the image.
func (p *pane) set(img *image.RGBA) {
	if img == nil {
		img = nothing
	}
	if p.image != img {
		p.image = img
		p.raster.Refresh()
	}
}

// put lays the image where it belongs now: it was rendered with the one map
// and is shown with the other. Both are a scale and a shift.
func (p *pane) put(rendered, now geom.Map, pixels float64) {
	if p.image == nothing || rendered[0] == 0 {
		p.raster.Resize(fyne.Size{})
		return
	}
	k := now[0] / rendered[0]
	p.stretched(k != 1)
	size := p.image.Rect.Size()
	p.raster.Move(fyne.NewPos(float32((now[2]-k*rendered[2])/pixels), float32((now[5]-k*rendered[5])/pixels)))
	p.raster.Resize(fyne.NewSize(float32(k*float64(size.X)/pixels), float32(k*float64(size.Y)/pixels)))
}

// stretched says whether pixels are mixed: where they are shown one to one that
// would change nothing but the time it takes.
func (p *pane) stretched(is bool) {
	mode := canvas.ImageScalePixels
	if is {
		mode = canvas.ImageScaleSmooth
	}
	if p.raster.ScaleMode != mode {
		p.raster.ScaleMode = mode
		p.raster.Refresh()
	}
}

// covered returns what the image covers of the glass.
func (p *pane) covered() box {
	at, size := p.clip.Position(), p.clip.Size()
	clip := box{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
	at, size = at.Add(p.raster.Position()), p.raster.Size()
	return clip.intersect(box{at.X, at.Y, at.X + size.Width, at.Y + size.Height})
}

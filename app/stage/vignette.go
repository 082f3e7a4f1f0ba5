package stage

import (
	"image"

	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/internal/compare"
)

// vignette is a small picture beside the large ones, or over them, with a frame of
// its own: what was asked for last, and what of it has come.
type vignette struct {
	raster *canvas.Raster
	image  *image.RGBA
	asked  Request
}

func newVignette() *vignette {
	v := &vignette{image: nothing}
	v.raster = exactly(func() *image.RGBA { return v.image })
	return v
}

// ask asks for a frame unless it has been asked for. What stands there is left
// until that comes, if it may be.
func (v *vignette) ask(s *Stage, r Request, leave bool) {
	if r == v.asked || s.OnNeed == nil {
		return
	}
	if !leave || !v.asked.standsFor(r) {
		v.set(nothing)
	}
	v.asked = r
	s.OnNeed(r)
}

// standsFor reports whether a frame may be seen while another one is wanted: of
// the same pair, with the same things covered, and grey where that one is.
func (r Request) standsFor(wanted Request) bool {
	return r.Key == wanted.Key && r.Covered == wanted.Covered && (r.View.Safe || !wanted.View.Safe)
}

// put takes a frame that was asked for.
func (v *vignette) put(r Request, f compare.Frame) {
	if r == v.asked && f.Image != nil {
		v.set(f.Image)
	}
}

func (v *vignette) set(img *image.RGBA) {
	if v.image != img {
		v.image = img
		v.raster.Refresh()
	}
}

// forget takes away what is shown.
func (v *vignette) forget() {
	v.asked = Request{}
	v.set(nothing)
}

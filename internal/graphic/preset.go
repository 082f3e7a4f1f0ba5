package graphic

import (
	"slices"

	"github.com/motbilde/motbilde/internal/geom"
)

// Preset is the size of a graphic for one use.
type Preset struct {
	Name          string // "x", or what a desk called it
	Width, Height int    // pixels
	// Safe is what the service neither covers nor cuts, in pixels.
	Safe geom.Rect
}

// inset returns a preset whose safe part lies so far from its edges.
func inset(name string, width, height int, x, y float64) Preset {
	return Preset{name, width, height, geom.Rect{MinX: x, MinY: y, MaxX: float64(width) - x, MaxY: float64(height) - y}}
}

// presets are those that every desk begins with.
var presets = []Preset{
	inset("x", 1200, 675, 12, 12),
	inset("link", 1200, 630, 12, 12),
	inset("portrait", 1080, 1350, 34, 12), // feeds show the middle 1012
	inset("tall", 1080, 1440, 34, 12),
	inset("square", 1080, 1080, 12, 12),
	inset("story", 1080, 1920, 12, 250), // the service's own controls lie above and below
	inset("web", 1920, 1080, 12, 12),
}

// Presets returns the list that every desk begins with.
func Presets() []Preset { return slices.Clone(presets) }

// aspect is width over height.
func (p Preset) aspect() float64 { return float64(p.Width) / float64(p.Height) }

// The shapes of presets, as width over height.
const (
	wide = 1.2  // from here on pictures stand side by side
	high = 0.95 // below this they stand over and under
)

func (p Preset) wide() bool { return p.aspect() >= wide }
func (p Preset) high() bool { return p.aspect() < high }

// em is the length p: a point on a phone that shows the file edge to edge.
func (p Preset) em() float64 { return float64(p.Width) / 375 }

// area is the part of the graphic in which everything but the ground lies.
func (p Preset) area() geom.Rect {
	margin := 7.5 * p.em()
	switch {
	case p.aspect() < 0.65: // a story
		margin = 48.0 / 1080 * float64(p.Width)
	case p.high():
		margin = 34.0 / 1080 * float64(p.Width)
	case !p.wide():
		margin = 9 * p.em()
	}
	whole := geom.Rect{MaxX: float64(p.Width), MaxY: float64(p.Height)}
	return whole.Grown(-margin).Intersect(p.Safe)
}

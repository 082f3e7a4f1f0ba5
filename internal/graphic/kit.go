package graphic

import (
	"cmp"
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/figure"
)

// Kit is what a desk makes its graphics with. The zero value is the neutral
// style.
type Kit struct {
	Desk    string // its name, for the repeated label
	Colours Colours
	// Presets is the desk's own list; empty is the list that every desk begins with.
	Presets []Preset
	Logo    *image.RGBA // stands beside the credits; nil is none
	Font    *Font       // of its words; nil is the neutral style's
}

// Colours are those of a desk; nil is the neutral one.
type Colours struct {
	Ground *figure.Colour // behind everything
	Claim  *figure.Colour // the bar over the claim
	Found  *figure.Colour // the bar over the found picture
}

// The colours that only graphics have.
var (
	panel = figure.Colour{R: 0x1E, G: 0x24, B: 0x29}
	muted = figure.Colour{R: 0xB9, G: 0xC2, B: 0xCA}
)

// Preset returns a preset by its name; the first one where the name is empty.
func (k Kit) Preset(name string) (Preset, bool) {
	all := k.List()
	if name == "" {
		return all[0], true
	}
	i := slices.IndexFunc(all, func(p Preset) bool { return p.Name == name })
	if i < 0 {
		return Preset{}, false
	}
	return all[i], true
}

// List returns the presets of the kit.
func (k Kit) List() []Preset {
	if len(k.Presets) == 0 {
		return Presets()
	}
	return k.Presets
}

// At is the place of a colour by its number: of the ground, the bar over the
// claim, the bar over the found picture.
func (c *Colours) At(i int) **figure.Colour {
	return [...]**figure.Colour{&c.Ground, &c.Claim, &c.Found}[i]
}

// InForce is the colour at that place, or the neutral one.
func (c Colours) InForce(i int) figure.Colour {
	return [...]figure.Colour{c.ground(), c.claim(), c.found()}[i]
}

func (c Colours) ground() figure.Colour { return *cmp.Or(c.Ground, &figure.Ink) }
func (c Colours) claim() figure.Colour  { return *cmp.Or(c.Claim, &figure.Claim) }
func (c Colours) found() figure.Colour  { return *cmp.Or(c.Found, &figure.Source) }

package synth

import (
	"image"
	"image/color"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"github.com/motbilde/motbilde/internal/geom"
)

// bold is the typeface of notices, captions and buttons.
var bold = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(gobold.TTF)
	if err != nil {
		panic("synth: " + err.Error()) // built into the program; every test reads it
	}
	return f
})

// anchor says where a text's given point lies.
type anchor int

const (
	fromLeft anchor = iota
	fromMiddle
	fromRight
)

// letter writes a line of text with its baseline at the point, height pixels to
// the em, and returns the box around its ink.
func letter(img *image.RGBA, text string, at geom.Point, height float64, from anchor, c color.RGBA) geom.Rect {
	f, err := opentype.NewFace(bold(), &opentype.FaceOptions{Size: height, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("synth: " + err.Error()) // the font was parsed; only a size of 0 could fail
	}
	ink, advance := font.BoundString(f, text)
	x := at.X
	switch from {
	case fromMiddle:
		x -= float64(advance) / 128
	case fromRight:
		x -= float64(advance) / 64
	}
	dot := fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(at.Y * 64)}
	drawer := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: f, Dot: dot}
	drawer.DrawString(text)
	unit := func(v fixed.Int26_6) float64 { return float64(v) / 64 }
	return geom.Rect{
		MinX: unit(ink.Min.X + dot.X), MinY: unit(ink.Min.Y + dot.Y),
		MaxX: unit(ink.Max.X + dot.X), MaxY: unit(ink.Max.Y + dot.Y),
	}
}

// wrapped breaks a text into lines no wider than that many pixels, height pixels to the em.
func wrapped(text string, height, width float64) (lines []string) {
	f, err := opentype.NewFace(bold(), &opentype.FaceOptions{Size: height, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("synth: " + err.Error()) // as above
	}
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && float64(font.MeasureString(f, longer))/64 > width {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

// mono is the typewriter's typeface.
var mono = sync.OnceValue(func() *opentype.Font {
	f, err := opentype.Parse(gomono.TTF)
	if err != nil {
		panic("synth: " + err.Error()) // built into the program; every test reads it
	}
	return f
})

// typeFace returns the face of a typewriter; one typewriter, one face.
func typeFace(height float64) font.Face {
	f, err := opentype.NewFace(mono(), &opentype.FaceOptions{Size: height, DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("synth: " + err.Error()) // only a size of 0 could fail
	}
	return f
}

// typed writes one letter of a typewriter with the middle of its foot at a point.
func typed(img *image.RGBA, f font.Face, text string, at geom.Point, c color.RGBA) {
	drawer := font.Drawer{Dst: img, Src: image.NewUniform(c), Face: f}
	x := at.X - float64(drawer.MeasureString(text))/128
	drawer.Dot = fixed.Point26_6{X: fixed.Int26_6(x * 64), Y: fixed.Int26_6(at.Y * 64)}
	drawer.DrawString(text)
}

// Stencil returns a line of text as a mask, its ink filling the mask with a
// margin of a tenth of the height around; height pixels to the em.
func Stencil(text string, height int) *image.Alpha {
	f, err := opentype.NewFace(bold(), &opentype.FaceOptions{Size: float64(height), DPI: 72, Hinting: font.HintingNone})
	if err != nil {
		panic("synth: " + err.Error()) // as above
	}
	ink, _ := font.BoundString(f, text)
	margin := height/10 + 1
	out := image.NewAlpha(image.Rect(0, 0, (ink.Max.X-ink.Min.X).Ceil()+2*margin, (ink.Max.Y-ink.Min.Y).Ceil()+2*margin))
	dot := fixed.Point26_6{X: fixed.I(margin) - ink.Min.X, Y: fixed.I(margin) - ink.Min.Y}
	drawer := font.Drawer{Dst: out, Src: image.Opaque, Face: f, Dot: dot}
	drawer.DrawString(text)
	return out
}

package inspector

import (
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/recipe"
	"github.com/motbilde/motbilde/internal/words"
)

// editItems says by which edits a picture like the claim can be made, in the
// words of the report, and how near their replay comes.
func editItems(l words.Language, v Value) []look.Item {
	r := v.Recipe
	var items []look.Item
	if len(r.Steps) == 0 {
		items = append(items, look.Item{Object: look.NewText(r.Sentence(l), look.Body, look.InText), Above: factAbove})
	}
	for _, row := range r.Rows(l) {
		items = append(items, look.Item{Object: look.NewFact(row.Name, row.Value, keyWidth), Above: factAbove})
	}
	if saved, ok := r.SavedRow(l); ok {
		items = append(items, look.Item{Object: look.NewFact(saved.Name, saved.Value, keyWidth), Above: factAbove})
	}
	for _, row := range modelRows(l, v.Alignment) {
		if row[1] == "" {
			continue
		}
		items = append(items, look.Item{Object: look.NewFact(row[0], row[1], keyWidth), Above: factAbove})
	}
	_, toned := recipe.Find[recipe.Tone](r)
	_, inverted := recipe.Find[recipe.Invert](r)
	if toned || inverted {
		items = append(items,
			look.Item{Object: newToneCurve(&r.Curve), Above: look.Gap8},
			look.Item{Object: look.NewText(l.Say("recipe.curve"), look.Quiet, look.InQuiet), Above: look.Gap4})
	}
	if !r.Same {
		items = append(items, look.Item{Object: look.NewText(v.Remains.Words(l), look.Quiet, look.InQuiet), Above: look.Gap8})
	}
	return append(items, look.Item{Object: look.NewText(l.Say("recipe.short"), look.Quiet, look.InQuiet), Above: look.Gap8})
}

// toneCurve draws how luma became luma: the whole line where it was measured,
// the dotted one where nothing would change.
type toneCurve struct {
	widget.BaseWidget
	curve  *recipe.Curve
	raster *canvas.Raster
	image  *image.NRGBA
	drawn  curveLook
}

// curveLook is all that the drawing depends on.
type curveLook struct {
	size                      image.Point
	ground, grid, plain, line color.NRGBA
}

func newToneCurve(curve *recipe.Curve) *toneCurve {
	c := &toneCurve{curve: curve, image: image.NewNRGBA(image.Rect(0, 0, 1, 1))}
	c.raster = canvas.NewRaster(func(width, height int) image.Image {
		t := look.Now()
		now := curveLook{image.Point{X: max(1, width), Y: max(1, height)}, t.Select, t.Line, t.Edge, t.Text}
		if now != c.drawn {
			c.drawn, c.image = now, now.draw(curve)
		}
		return c.image
	})
	c.ExtendBaseWidget(c)
	return c
}

const curveSide = 112 // pixels at a text size of 100 %

// HeightAt returns the height at a width.
func (c *toneCurve) HeightAt(width float32) float32 { return min(width, look.Px(curveSide)) }

// CreateRenderer is part of Fyne's widget.
func (c *toneCurve) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: c,
		Parts: []fyne.CanvasObject{c.raster},
		Least: func() fyne.Size { return fyne.NewSize(0, c.HeightAt(c.Size().Width)) },
		Place: func(size fyne.Size) {
			side := c.HeightAt(size.Width)
			look.Put(c.raster, 0, 0, side, side)
		},
		Paint: c.raster.Refresh,
	})
}

func (l curveLook) draw(curve *recipe.Curve) *image.NRGBA {
	img := image.NewNRGBA(image.Rectangle{Max: l.size})
	w, h := float64(l.size.X-1), float64(l.size.Y-1)
	thick := max(1, float64(l.size.X)/90)
	for y := range l.size.Y {
		for x := range l.size.X {
			level := float64(x) / max(w, 1) * 255
			c := l.ground
			edge := x == 0 || y == 0 || x == l.size.X-1 || y == l.size.Y-1
			switch quarter := max(1, l.size.X/4); {
			case edge, x%quarter == 0, y%quarter == 0:
				c = l.grid
			case math.Abs(float64(y)-(h-level/255*h)) < thick/2+0.3 && x/int(2*thick)%2 == 0:
				c = l.plain
			}
			if level >= float64(curve.From) && level <= float64(curve.To) {
				c = blend(c, l.line, float32(min(max(thick/2+0.7-l.off(curve, x, y), 0), 1)))
			}
			img.SetNRGBA(x, y, c)
		}
	}
	return img
}

// off returns how far a pixel lies from the curve, at right angles to it.
func (l curveLook) off(curve *recipe.Curve, x, y int) float64 {
	w, h := float64(max(1, l.size.X-1)), float64(max(1, l.size.Y-1))
	at := func(x float64) float64 {
		level := min(max(x/w*255, 0), 255)
		i := min(254, int(level))
		return h - (curve.Levels[i]+(level-float64(i))*(curve.Levels[i+1]-curve.Levels[i]))/255*h
	}
	slope := (at(float64(x)+1) - at(float64(x)-1)) / 2
	return math.Abs(float64(y)-at(float64(x))) / math.Hypot(1, slope)
}

package stage

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// dial is a slider with its name before it and its value behind it.
type dial struct {
	widget.BaseWidget
	name, value *look.Text
	slider      *look.Slider
	widest      float32 // of the value, so that nothing moves while it changes
	short       bool    // without the name
	slim        bool    // with a shorter slider
	bare        bool    // without the value
}

func newDial(least, most, step float64, changed func(float64)) *dial {
	d := &dial{
		name:   look.NewLine("", look.Body, look.InSecond, look.Whole),
		value:  look.NewLine("", look.BodyBold, look.InText, look.Whole).Trailing(),
		slider: look.NewSlider(least, most, step),
	}
	d.slider.OnChange = changed
	d.ExtendBaseWidget(d)
	return d
}

func (d *dial) say(name string) {
	d.name.Set(name)
	d.widest = 0
}

func (d *dial) set(value float64, text string, dimmed bool) {
	d.slider.SetValue(value)
	d.slider.SetDimmed(dimmed)
	d.value.Set(text)
	d.value.SetInk(look.InText)
	if dimmed {
		d.value.SetInk(look.InQuiet)
	}
	d.widest = max(d.widest, d.value.Width()+1)
	d.Refresh()
}

// lead returns the width of the name and the gap behind it.
func (d *dial) lead() float32 {
	if d.short {
		return 0
	}
	return d.name.Width() + 1 + look.Px(look.Gap8)
}

const sliderWidth, slimSlider = 64, 44

// line returns the width of the slider, and what stands behind it takes.
func (d *dial) line() (slider, behind float32) {
	slider, behind = look.Px(sliderWidth), look.Px(look.Gap8)+d.widest
	if d.slim {
		slider = look.Px(slimSlider)
	}
	if d.bare {
		behind = 0
	}
	return slider, behind
}

// CreateRenderer is part of Fyne's widget.
func (d *dial) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: d,
		Parts: []fyne.CanvasObject{d.name, d.slider, d.value},
		Least: func() fyne.Size {
			slider, behind := d.line()
			return fyne.NewSize(d.lead()+slider+behind+1, look.Px(look.Short))
		},
		Place: func(size fyne.Size) {
			line, x := look.Px(look.Body.Line), d.lead()
			look.Show(d.name, !d.short)
			look.Put(d.name, 0, (size.Height-line)/2, x, line)
			slider, _ := d.line()
			look.Show(d.value, !d.bare)
			look.Put(d.slider, x, (size.Height-look.Px(24))/2, slider, look.Px(24))
			look.Put(d.value, x+slider+look.Px(look.Gap8), (size.Height-line)/2, d.widest, line)
		},
	})
}

// legend says what the heat map's colours mean: the least value shown, the
// colours, the value of the last colour, and the unit.
type legend struct {
	widget.BaseWidget
	from, to *look.Text
	colours  *canvas.Raster
	scale    compare.Legend
	unit     string
}

func newLegend() *legend {
	l := &legend{
		from: look.NewLine("", look.Body, look.InSecond, look.Whole).Trailing(),
		to:   look.NewLine("", look.Body, look.InSecond, look.Whole),
	}
	l.colours = canvas.NewRaster(func(width, height int) image.Image {
		return l.scale.Strip(geom.Size{Width: max(1, width), Height: max(1, height)})
	})
	l.ExtendBaseWidget(l)
	return l
}

func (l *legend) show(scale compare.Legend, language words.Language) {
	l.scale = scale
	decimals := 0
	if scale.To != math.Round(scale.To) {
		decimals = 1
	}
	l.from.Set(language.Number(scale.From, decimalsOf(scale.Kind)))
	// The last colour holds all that lies above it too.
	l.to.Set("≥ " + language.Number(scale.To, decimals) + "\u00a0" + l.unit)
	l.Refresh()
}

const legendWidth = 60

// CreateRenderer is part of Fyne's widget.
func (l *legend) CreateRenderer() fyne.WidgetRenderer {
	widest := func() float32 { return max(l.from.Width(), look.Body.Width("10.0")) + 1 }
	return look.NewPlan(look.Plan{
		Owner: l,
		Parts: []fyne.CanvasObject{l.from, l.colours, l.to},
		Least: func() fyne.Size {
			return fyne.NewSize(widest()+look.Px(look.Gap8+legendWidth+look.Gap8)+l.to.Width()+1, look.Px(look.Short))
		},
		Place: func(size fyne.Size) {
			line := look.Px(look.Body.Line)
			y := (size.Height - line) / 2
			look.Put(l.from, 0, y, widest(), line)
			x := widest() + look.Px(look.Gap8)
			look.Put(l.colours, x, (size.Height-look.Px(8))/2, look.Px(legendWidth), look.Px(8))
			look.Put(l.to, x+look.Px(legendWidth+look.Gap8), y, l.to.Width()+1, line)
		},
	})
}

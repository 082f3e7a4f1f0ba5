package look

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/assets"
)

// Drawing names an icon of assets/icons.
type Drawing string

// The icons.
const (
	NoDrawing    Drawing = ""
	Add          Drawing = "add"
	Minus        Drawing = "minus"
	Close        Drawing = "close"
	Tick         Drawing = "tick"
	Folder       Drawing = "folder"
	Picture      Drawing = "picture"
	Swap         Drawing = "swap"
	ChevronLeft  Drawing = "chevron-left"
	ChevronRight Drawing = "chevron-right"
	ChevronDown  Drawing = "chevron-down"
	ChevronUp    Drawing = "chevron-up"
	Stop         Drawing = "stop"
	Loupe        Drawing = "loupe"
	SideBySide   Drawing = "side-by-side"
	Overlay      Drawing = "overlay"
	Swipe        Drawing = "swipe"
	Blink        Drawing = "blink"
	Difference   Drawing = "difference"
	Report       Drawing = "report"
	Lock         Drawing = "lock"
	More         Drawing = "more"
	Undo         Drawing = "undo"
	Redo         Drawing = "redo"
	Copy         Drawing = "copy"
	Warning      Drawing = "warning"
	Filter       Drawing = "filter"
	Outside      Drawing = "outside"
	Details      Drawing = "details"
	Versions     Drawing = "versions"
	Dates        Drawing = "dates"
	WebPage      Drawing = "web"
	Film         Drawing = "film"
	Tag          Drawing = "tag"
	Package      Drawing = "package"
	Results      Drawing = "results"
	Guide        Drawing = "guide"
	Clock        Drawing = "clock"
	Pause        Drawing = "pause"
	Play         Drawing = "play"
	Sign         Drawing = "sign" // the program's: a whole frame with a smaller orange one inside
)

// Drawings lists every icon, for the test that looks at them all.
var Drawings = []Drawing{
	Add, Minus, Close, Tick, Folder, Picture, Swap, ChevronLeft, ChevronRight, ChevronDown, ChevronUp,
	Stop, Loupe, SideBySide, Overlay, Swipe, Blink, Difference, Report, Lock, More, Undo, Redo, Copy, Warning, Filter,
	Outside, Details, Versions, Dates, WebPage, Film, Tag, Package, Results, Guide, Clock, Pause, Play, Sign,
}

// resource colours a drawing. The name carries the colours, because the
// toolkit keeps what it has drawn by name.
func resource(d Drawing, ink color.NRGBA) fyne.Resource {
	data, err := assets.Icons.ReadFile("icons/" + string(d) + ".svg")
	if err != nil {
		panic("look: " + err.Error()) // embedded by this very build; a test draws every one
	}
	p := Now().Palette
	svg := strings.NewReplacer(
		"currentColor", hex(ink),
		"#E69F00", hex(p.Claimed),
		"#6B6200", hex(p.UncertainEdge),
	).Replace(string(data))
	name := fmt.Sprintf("%s-%s-%s-%s.svg", d, hex(ink), hex(p.Claimed), hex(p.UncertainEdge))
	return fyne.NewStaticResource(name, []byte(svg))
}

func hex(c color.NRGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }

// Icon is a drawing in an ink, 16 px unless its place is larger.
type Icon struct {
	widget.BaseWidget
	drawing Drawing
	ink     Ink
	image   *canvas.Image
}

// NewIcon returns the icon.
func NewIcon(d Drawing, ink Ink) *Icon {
	i := &Icon{drawing: d, ink: ink, image: &canvas.Image{FillMode: canvas.ImageFillContain}}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes drawing and ink.
func (i *Icon) Set(d Drawing, ink Ink) {
	if i.drawing != d || i.ink != ink {
		i.drawing, i.ink = d, ink
		i.Refresh()
	}
}

// CreateRenderer is part of Fyne's widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	return NewPlan(Plan{
		Owner: i,
		Parts: []fyne.CanvasObject{i.image},
		Place: func(size fyne.Size) { i.image.Resize(size) },
		Least: func() fyne.Size { return fyne.NewSquareSize(Px(16)) },
		Paint: func() {
			Show(i.image, i.drawing != NoDrawing)
			if i.drawing == NoDrawing {
				return
			}
			i.image.Resource = resource(i.drawing, Colour(i.ink))
			i.image.Refresh()
		},
	})
}

package inspector

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/support"
	"github.com/motbilde/motbilde/internal/words"
)

// supportItems says where on the claim the pictures agree and where they don't,
// how far the points that agree reach, and how far the outline may be off.
func supportItems(l words.Language, v Value) []look.Item {
	s, a := v.Support, v.Alignment
	if v.State != Compared || !a.Placed() || a.Status == align.ByHand || s == nil {
		return nil
	}
	var items []look.Item
	rows := [][2]string{}
	if s.HasAreas() {
		framed, crossed := "", "" // what is not drawn is not explained
		if s.Share(support.Contradicts) > 0 {
			crossed = l.Say("window.support.legend.contradicts")
		}
		if s.Share(support.Changed) > 0 {
			framed = l.Say("window.support.legend.changed")
		}
		items = append(items,
			look.Item{Object: newSupportMap(s, v.Claim.Pixels), Above: look.Gap8},
			look.Item{Object: look.NewText(l.Say("window.support.legend", "contradicts", crossed, "changed", framed), look.Quiet, look.InQuiet), Above: look.Gap4})
		where := func(k support.Kind) string {
			if s.Share(k) == 0 {
				return l.Say("window.support.nowhere")
			}
			return l.Say("window.support.where", "share", s.ShareOf(l, k), "where", s.Where(l, k))
		}
		rows = append(rows, [2]string{l.Say("window.support.agrees"), where(support.Agrees)})
		if s.Share(support.Changed) > 0 {
			rows = append(rows, [2]string{l.Say("window.support.changed"), where(support.Changed) + ". " + l.Say("support.moment")})
		}
		rows = append(rows, [2]string{l.Say("window.support.contradicts"), where(support.Contradicts)})
		outside := max(0, 1-a.ClaimCovered)
		for _, rest := range []struct {
			name, says string
			share      float64
		}{
			{l.Say("window.support.outside"), "window.support.outside.share", outside},
			{l.Say("window.support.untold"), "window.support.untold.share", 1 - s.Told() - outside},
		} {
			if rest.share >= told {
				rows = append(rows, [2]string{rest.name, l.Say(rest.says, "share", l.Percent(rest.share, 0))})
			}
		}
	}
	if n := s.Points(); n > 0 {
		held, squares := s.Reach()
		rows = append(rows, [2]string{l.Say("window.support.points"), l.Say("window.support.reach",
			"n", l.Count(int64(n)), "held", l.Count(int64(held)), "all", l.Count(int64(squares)))})
	}
	if a.CornerErrorPx > 0 {
		rows = append(rows, [2]string{l.Say("window.support.outline"), l.Say("window.support.corner", "px", cornerError(l, a.CornerErrorPx))})
	}
	for _, r := range rows {
		items = append(items, look.Item{Object: look.NewFact(r[0], r[1], keyWidth), Above: factAbove})
	}
	return items
}

// told is the share of the claim from which a rest is told.
const told = 0.005

// cornerError writes a length that is never rounded to nothing.
func cornerError(l words.Language, px float64) string { return l.Px(max(px, 0.01), 2) }

// supportMap is the claim in small: what agrees is filled, what contradicts has
// crosses, what changed has a frame, and each point that agrees is a dot.
type supportMap struct {
	widget.BaseWidget
	support *support.Support
	claim   geom.Size
	raster  *canvas.Raster
	image   *image.NRGBA
	drawn   supportLook
}

// supportLook is all that the drawing depends on.
type supportLook struct {
	size                                    image.Point
	ground, fill, cross, dot, ring, outline color.NRGBA
}

func newSupportMap(s *support.Support, claim geom.Size) *supportMap {
	m := &supportMap{support: s, claim: claim, image: image.NewNRGBA(image.Rect(0, 0, 1, 1))}
	m.raster = canvas.NewRaster(func(width, height int) image.Image {
		t := look.Now()
		now := supportLook{image.Point{X: max(1, width), Y: max(1, height)}, t.Select, blend(t.Select, t.Text, 0.4), t.Partial, t.Text, t.Panel, t.Edge}
		if now != m.drawn {
			m.drawn, m.image = now, now.draw(s, claim)
		}
		return m.image
	})
	m.ExtendBaseWidget(m)
	return m
}

// The map's greatest width and height, pixels at a text size of 100 %.
const mapWidth, mapHeight = 200, 112

// fitted returns the size of the map in a width.
func (m *supportMap) fitted(width float32) fyne.Size {
	aspect := float32(m.claim.Width) / float32(max(1, m.claim.Height))
	w := min(width, look.Px(mapWidth), look.Px(mapHeight)*aspect)
	return fyne.NewSize(w, w/max(aspect, 0.01))
}

// HeightAt returns the height at a width.
func (m *supportMap) HeightAt(width float32) float32 { return m.fitted(width).Height }

// CreateRenderer is part of Fyne's widget.
func (m *supportMap) CreateRenderer() fyne.WidgetRenderer {
	return look.NewPlan(look.Plan{
		Owner: m,
		Parts: []fyne.CanvasObject{m.raster},
		Least: func() fyne.Size { return fyne.NewSize(0, m.HeightAt(m.Size().Width)) },
		Place: func(size fyne.Size) {
			fit := m.fitted(size.Width)
			look.Put(m.raster, 0, 0, fit.Width, fit.Height)
		},
		Paint: m.raster.Refresh,
	})
}

func (l supportLook) draw(s *support.Support, claim geom.Size) *image.NRGBA {
	img := image.NewNRGBA(image.Rectangle{Max: l.size})
	k := geom.Point{X: float64(claim.Width) / float64(l.size.X), Y: float64(claim.Height) / float64(l.size.Y)}
	for y := range l.size.Y {
		for x := range l.size.X {
			c := l.ground
			edge := x == 0 || y == 0 || x == l.size.X-1 || y == l.size.Y-1
			switch kind := s.At(geom.Point{X: (float64(x) + 0.5) * k.X, Y: (float64(y) + 0.5) * k.Y}); {
			case edge:
				c = l.outline
			case kind == support.Agrees:
				c = l.fill
			case kind == support.Contradicts && onCross(x, y), kind == support.Changed && onRim(s, x, y, k):
				c = l.cross
			}
			img.SetNRGBA(x, y, c)
		}
	}
	for _, p := range s.Lines(support.MostLines) {
		x, y := int(p.Claimed.X/k.X), int(p.Claimed.Y/k.Y)
		for dy := -2; dy <= 2; dy++ {
			for dx := -2; dx <= 2; dx++ {
				at := image.Point{X: x + dx, Y: y + dy}
				switch d := dx*dx + dy*dy; {
				case !at.In(img.Rect) || d > 5:
				case d <= 2:
					img.SetNRGBA(at.X, at.Y, l.dot)
				default:
					img.SetNRGBA(at.X, at.Y, l.ring)
				}
			}
		}
	}
	return img
}

// onCross reports whether a pixel lies on one of the crosses, which stand in
// staggered rows.
func onCross(x, y int) bool {
	const apart, arm = 12, 2
	row := y / apart
	x, y = (x+row%2*apart/2)%apart-apart/2, y%apart-apart/2
	return (x == y || x == -y) && x >= -arm && x <= arm
}

// onRim reports whether a pixel of the map lies at the rim of what changed.
func onRim(s *support.Support, x, y int, claimFromMap geom.Point) bool {
	for _, d := range [4][2]int{{2, 0}, {-2, 0}, {0, 2}, {0, -2}} {
		if s.At(geom.Point{X: (float64(x+d[0]) + 0.5) * claimFromMap.X, Y: (float64(y+d[1]) + 0.5) * claimFromMap.Y}) != support.Changed {
			return true
		}
	}
	return false
}

// blend returns a colour between two.
func blend(a, b color.NRGBA, share float32) color.NRGBA {
	mix := func(a, b uint8) uint8 { return uint8(float32(a) + share*(float32(b)-float32(a))) }
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 255}
}

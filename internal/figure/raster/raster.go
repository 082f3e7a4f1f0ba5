// Package raster owns the painting of drawings into pixels: of the graphics
// that are published, and of frames of moving ones. Its main function is Paint.
// It promises that the same drawing gives the same pixels on any number of cores,
// that text is as wide as it was measured, and that a picture which lies on whole
// pixels at its own size is copied and never resampled.
//
// Coordinates are multiplied by the scale and nothing else: the point (0, 0) of
// the drawing is the corner of the first pixel, see geom.
package raster

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"math"

	"golang.org/x/image/vector"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// mostPixels bounds what Paint allocates: 4 bytes each.
const mostPixels = 100e6

// Paint paints a drawing at a scale of pixels for each of its units, premultiplied
// sRGB; what no item covers is transparent. Its size is that of the drawing times
// the scale, rounded. Links and hidden text leave no trace. The error says that
// the size is empty or too large, that an item's place is no number, or that an
// encoded picture can't be read.
func Paint(d figure.Drawing, pixelsPerUnit float64) (*image.RGBA, error) {
	w, h := math.Round(d.Width*pixelsPerUnit), math.Round(d.Height*pixelsPerUnit)
	if !(w >= 1 && h >= 1 && w*h <= mostPixels) {
		return nil, fmt.Errorf("painting a drawing of %v × %v at %v pixels a unit: no such size", d.Width, d.Height, pixelsPerUnit)
	}
	p := &painter{
		image: image.NewRGBA(image.Rect(0, 0, int(w), int(h))), scale: pixelsPerUnit,
		setter: figure.NewTypesetter(), rasterizer: vector.NewRasterizer(0, 0),
	}
	d.Render(p)
	if p.err != nil {
		return nil, fmt.Errorf("painting a drawing of %v × %v pixels: %w", w, h, p.err)
	}
	return p.image, nil
}

// painter implements figure.Renderer; err is the first thing that went wrong.
type painter struct {
	image      *image.RGBA
	scale      float64
	setter     *figure.Typesetter
	rasterizer *vector.Rasterizer
	err        error
}

// Link implements figure.Renderer: pixels lead nowhere.
func (p *painter) Link(figure.Link) {}

// Text implements figure.Renderer.
func (p *painter) Text(t figure.Text) { p.Shape(p.setter.Outline(t)) }

// Shape implements figure.Renderer: filled by the rule of non-zero winding, then
// stroked, with mitred joins and butt ends as in a PDF.
func (p *painter) Shape(s figure.Shape) {
	if p.err != nil || s.Fill == nil && s.Stroke == nil {
		return
	}
	alpha := s.Alpha
	if alpha == 0 {
		alpha = 1
	}
	lines := make([]polyline, 0, len(s.Paths))
	for _, path := range s.Paths {
		line := flatten(path, p.scale)
		for _, at := range line.points {
			if math.IsNaN(at.X+at.Y) || math.IsInf(at.X+at.Y, 0) {
				p.err = fmt.Errorf("a path leads to %v", at)
				return
			}
		}
		lines = append(lines, line)
	}
	if s.Fill != nil {
		contours := make([][]geom.Point, 0, len(lines))
		for _, line := range lines {
			contours = append(contours, line.points)
		}
		p.fill(contours, *s.Fill, alpha)
	}
	if s.Stroke != nil {
		var contours [][]geom.Point
		for _, line := range lines {
			for _, piece := range line.dashed(s.Dash, p.scale) {
				contours = append(contours, piece.stroked(s.Line*p.scale)...)
			}
		}
		p.fill(contours, *s.Stroke, alpha)
	}
}

// fill paints closed contours, in pixels, by the rule of non-zero winding.
func (p *painter) fill(contours [][]geom.Point, c figure.Colour, alpha float64) {
	box := boundsOf(contours).Intersect(p.image.Rect)
	if box.Empty() {
		return
	}
	p.rasterizer.Reset(box.Dx(), box.Dy())
	origin := geom.Point{X: float64(box.Min.X), Y: float64(box.Min.Y)}
	for _, points := range contours {
		for i, to := range points {
			from := points[(i+len(points)-1)%len(points)]
			edge(p.rasterizer, from.Sub(origin), to.Sub(origin))
		}
	}
	p.rasterizer.Draw(p.image, box, image.NewUniform(color.NRGBA{c.R, c.G, c.B, uint8(math.Round(255 * min(1, max(0, alpha))))}), image.Point{})
}

// boundsOf returns the pixels that contours touch, within what an image can have.
func boundsOf(contours [][]geom.Point) image.Rectangle {
	minX, minY, maxX, maxY := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, points := range contours {
		for _, at := range points {
			minX, maxX = min(minX, at.X), max(maxX, at.X)
			minY, maxY = min(minY, at.Y), max(maxY, at.Y)
		}
	}
	if minX > maxX {
		return image.Rectangle{}
	}
	whole := func(v float64) int { return int(min(mostPixels, max(-1, v))) }
	return image.Rect(whole(math.Floor(minX)), whole(math.Floor(minY)), whole(math.Ceil(maxX)), whole(math.Ceil(maxY)))
}

// edge hands one side of a contour to the rasterizer. It goes through the rows of
// every side, so what lies above and below is cut off, which changes nothing; what
// lies at the left or right is drawn along that border, which winds alike.
func edge(z *vector.Rasterizer, a, b geom.Point) {
	w, h := float64(z.Size().X), float64(z.Size().Y)
	at := func(t float64) geom.Point {
		return geom.Point{X: a.X + float64((b.X-a.X)*t), Y: a.Y + float64((b.Y-a.Y)*t)}
	}
	// Where the side crosses the four borders, from 0 at a to 1 at b, in order.
	cuts := [6]float64{0, 1, 1, 1, 1, 1}
	n := 1
	for _, c := range [4]float64{-a.X / (b.X - a.X), (w - a.X) / (b.X - a.X), -a.Y / (b.Y - a.Y), (h - a.Y) / (b.Y - a.Y)} {
		if !(c > 0 && c < 1) {
			continue
		}
		i := n
		for ; cuts[i-1] > c; i-- {
			cuts[i] = cuts[i-1]
		}
		cuts[i] = c
		n++
	}
	from := a
	for i := 1; i <= n; i++ {
		to := b
		if i < n {
			to = at(cuts[i])
		}
		if middle := (from.Y + to.Y) / 2; middle > 0 && middle < h {
			z.MoveTo(float32(min(w, max(0, from.X))), float32(min(h, max(0, from.Y))))
			z.LineTo(float32(min(w, max(0, to.X))), float32(min(h, max(0, to.Y))))
		}
		from = to
	}
}

// Picture implements figure.Renderer.
func (p *painter) Picture(pic figure.Picture) {
	if p.err != nil {
		return
	}
	var img image.Image = pic.Pixels
	if pic.Pixels == nil {
		var err error
		if img, err = decode(pic.Encoded); err != nil {
			p.err = err
			return
		}
	}
	size := geom.Size{Width: img.Bounds().Dx(), Height: img.Bounds().Dy()}
	box := geom.Rect{MinX: pic.Box.MinX * p.scale, MinY: pic.Box.MinY * p.scale, MaxX: pic.Box.MaxX * p.scale, MaxY: pic.Box.MaxY * p.scale}
	if size.Empty() || !(box.Width() > 0 && box.Height() > 0) || math.IsInf(box.Width()+box.Height(), 0) {
		p.err = fmt.Errorf("a picture of %d × %d pixels has no place at %v", size.Width, size.Height, pic.Box)
		return
	}
	if at, ok := ownPixels(box, size); ok {
		draw.Draw(p.image, image.Rectangle{Min: at, Max: at.Add(image.Pt(size.Width, size.Height))}, img, img.Bounds().Min, draw.Over)
		return
	}
	p.resample(img, box)
}

// ownPixels reports whether a box lies on whole pixels, as many as the picture
// has. What mm and pixels lose in between is allowed for.
func ownPixels(box geom.Rect, size geom.Size) (at image.Point, ok bool) {
	const loss = 0.02 // pixels
	x, y := math.Round(box.MinX), math.Round(box.MinY)
	for _, off := range [...]float64{box.MinX - x, box.MinY - y, box.Width() - float64(size.Width), box.Height() - float64(size.Height)} {
		if math.Abs(off) > loss {
			return image.Point{}, false
		}
	}
	return image.Pt(int(x), int(y)), true
}

// resample draws a picture into a box, in pixels, as the screen and the report do.
func (p *painter) resample(img image.Image, box geom.Rect) {
	shown := image.Rect(int(math.Floor(box.MinX)), int(math.Floor(box.MinY)), int(math.Ceil(box.MaxX)), int(math.Ceil(box.MaxY))).Intersect(p.image.Rect)
	if shown.Empty() {
		return
	}
	pyramid := picture.NewPyramid(picture.FromImage("", img))
	size := pyramid.Size()
	sx, sy := box.Width()/float64(size.Width), box.Height()/float64(size.Height)
	shownFromPicture := geom.Map{sx, 0, box.MinX - float64(shown.Min.X), 0, sy, box.MinY - float64(shown.Min.Y), 0, 0, 1}
	frame, err := compare.Render(context.Background(), compare.Pair{Claimed: pyramid},
		compare.View{Mode: compare.Claimed, StageFromClaimed: shownFromPicture, Fine: true}, geom.Size{Width: shown.Dx(), Height: shown.Dy()})
	if err != nil {
		p.err = fmt.Errorf("resampling a picture of %d × %d pixels: %w", size.Width, size.Height, err)
		return
	}
	draw.Draw(p.image, shown, frame.Image, image.Point{}, draw.Over)
}

func decode(e figure.Encoded) (img image.Image, err error) {
	switch e.Format {
	case "jpg":
		img, err = jpeg.Decode(bytes.NewReader(e.Data))
	case "png":
		img, err = png.Decode(bytes.NewReader(e.Data))
	default:
		err = fmt.Errorf("no such format %q", e.Format)
	}
	if err != nil {
		return nil, fmt.Errorf("reading an encoded picture: %w", err)
	}
	return img, nil
}

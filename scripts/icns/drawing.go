package main

import (
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// drawing is a square with shapes on it, the first at the back.
type drawing struct {
	side   float64
	shapes []shape
}

// shape is an upright rectangle with round corners: filled, or a line along
// its edge.
type shape struct {
	x, y, width, height, radius float64
	fill                        *colour
	stroke                      *colour
	line                        float64 // width of the stroke, half of it on each side of the edge
}

type colour [3]uint8

// at returns the colour at a point, and whether there is any.
func (d drawing) at(x, y float64) (colour, bool) {
	for i := len(d.shapes) - 1; i >= 0; i-- {
		s := d.shapes[i]
		distance := s.distance(x, y)
		if s.stroke != nil && math.Abs(distance) <= s.line/2 {
			return *s.stroke, true
		}
		if s.fill != nil && distance <= 0 {
			return *s.fill, true
		}
	}
	return colour{}, false
}

// edge is how far a point is from the nearest place where the colour changes.
func (d drawing) edge(x, y float64) float64 {
	nearest := math.Inf(1)
	for _, s := range d.shapes {
		distance := math.Abs(s.distance(x, y))
		if s.fill != nil {
			nearest = min(nearest, distance)
		}
		if s.stroke != nil {
			nearest = min(nearest, math.Abs(distance-s.line/2))
		}
	}
	return nearest
}

// distance is how far a point lies outside of a shape's edge; within it is
// negative. (https://iquilezles.org/articles/distfunctions2d, rounded box.)
func (s shape) distance(x, y float64) float64 {
	dx := math.Abs(x-s.x-s.width/2) - s.width/2 + s.radius
	dy := math.Abs(y-s.y-s.height/2) - s.height/2 + s.radius
	return math.Hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - s.radius
}

// read returns the drawing that an SVG file describes; whatever this doesn't
// know is an error, not left out.
func read(text []byte) (d drawing, err error) {
	decoder := xml.NewDecoder(strings.NewReader(string(text)))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return d, err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch start.Name.Local {
		case "svg":
			var width, height float64
			err = attributes(start, func(name, value string) error {
				switch name {
				case "width":
					return number(value, &width)
				case "height":
					return number(value, &height)
				}
				return nil
			})
			if d.side = width; err == nil && (width <= 0 || width != height) {
				err = errors.New("the drawing is no square")
			}
		case "rect":
			var s shape
			s, err = readRect(start)
			d.shapes = append(d.shapes, s)
		default:
			err = fmt.Errorf("there is a %s in it; only rectangles are known", start.Name.Local)
		}
		if err != nil {
			return d, err
		}
	}
	if d.side == 0 || len(d.shapes) == 0 {
		return d, errors.New("there is nothing drawn in it")
	}
	return d, nil
}

func readRect(start xml.StartElement) (s shape, err error) {
	var ry float64
	err = attributes(start, func(name, value string) error {
		switch name {
		case "x":
			return number(value, &s.x)
		case "y":
			return number(value, &s.y)
		case "width":
			return number(value, &s.width)
		case "height":
			return number(value, &s.height)
		case "rx":
			return number(value, &s.radius)
		case "ry":
			return number(value, &ry)
		case "stroke-width":
			return number(value, &s.line)
		case "fill":
			s.fill, err = readColour(value)
			return err
		case "stroke":
			s.stroke, err = readColour(value)
			return err
		}
		return fmt.Errorf("a rectangle's %s is not known here", name)
	})
	if err == nil && s.radius != ry {
		err = errors.New("the corners of a rectangle are no parts of circles")
	}
	return s, err
}

func attributes(start xml.StartElement, each func(name, value string) error) error {
	for _, a := range start.Attr {
		if err := each(a.Name.Local, a.Value); err != nil {
			return err
		}
	}
	return nil
}

func number(value string, to *float64) (err error) {
	*to, err = strconv.ParseFloat(value, 64)
	return err
}

// readColour reads "none" or #RRGGBB.
func readColour(value string) (*colour, error) {
	if value == "none" {
		return nil, nil
	}
	b, err := hex.DecodeString(strings.TrimPrefix(value, "#"))
	if err != nil || len(b) != 3 {
		return nil, fmt.Errorf("the colour %q is not written as #RRGGBB", value)
	}
	return &colour{b[0], b[1], b[2]}, nil
}

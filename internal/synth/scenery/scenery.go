// Package scenery draws the places of the practice cases: a village square in
// snow, a flooded street, a march, a mountain road, a camp in the desert, a
// forest on fire. Its main type is Subject. It promises that a seed, a moment
// and a size give the same bytes on any number of cores, that a moment moves
// only what has a name, flames and smoke apart, and that nothing in its pictures
// was taken from anybody.
package scenery

import (
	"fmt"
	"math"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/synth/trace"
)

// The words of the tracer, which every line here uses.
type (
	vec    = trace.Vec
	colour = trace.Colour
	hit    = trace.Hit
	paint  = trace.Paint
	solid  = trace.Solid
	dice   = trace.Dice
)

// Subject is what a picture shows.
type Subject int

// The subjects.
const (
	Square   Subject = iota // a village square in snow, at dusk
	Flood                   // a street under water
	March                   // people with banners in a street
	Pass                    // a road with hairpins
	Camp                    // tents and trucks in the desert
	Wildfire                // a forest on fire at dusk
)

// Subjects returns all of them.
func Subjects() []Subject { return []Subject{Square, Flood, March, Pass, Camp, Wildfire} }

// View is where a picture of a place is taken from: the zero value is the spot
// that the subject is meant for.
type View struct {
	Right, Up float64 // metres that the camera stands aside
	Turn      float64 // radians that it looks further to the right
	Closer    float64 // 0.5 shows half as much to either side
}

// Of returns the drawer of a subject, as synth has them.
func (s Subject) Of(v View) synth.Drawer {
	return func(seed uint64, moment int, size geom.Size) synth.Practice { return s.Draw(seed, moment, v, size) }
}

// stage is a place while it is built.
type stage struct {
	trace.World
	camera trace.Camera
	film   trace.Film
	seed   uint64
	moment int
	names  []string // by thing
}

// thing takes a new name for something that can be pointed out.
func (s *stage) thing(name string) int32 {
	s.names = append(s.names, name)
	return int32(len(s.names) - 1)
}

// dice returns a stream of the place; what moves takes one of its own each.
func (s *stage) dice(stream uint64) *dice { return trace.NewDice(s.seed, stream) }

// Draw draws a subject. The seed chooses the place, the moment what moves in it.
func (s Subject) Draw(seed uint64, moment int, v View, size geom.Size) synth.Practice {
	if size.Empty() {
		panic("scenery: a picture needs a size")
	}
	at := &stage{seed: seed*16 + uint64(s), moment: moment, names: []string{""}}
	at.film = trace.Film{Exposure: 1, Contrast: 0.35, Colour: 1.08, Grain: 3.2, Glow: 0.35, Vignette: 0.22, Soft: 0.05}
	switch s {
	case Square:
		at.square()
	case Flood:
		at.flood()
	case March:
		at.march()
	case Pass:
		at.pass()
	case Camp:
		at.camp()
	case Wildfire:
		at.wildfire()
	default:
		panic(fmt.Sprintf("scenery: no subject %d", s))
	}
	c := at.camera
	sin, cos := math.Sincos(c.Yaw)
	c.Eye = c.Eye.Add(vec{X: v.Right * cos, Y: -v.Right * sin, Z: v.Up})
	c.Yaw += v.Turn
	if v.Closer > 0 {
		c.Focal /= v.Closer
	}
	at.Settle(c.Eye)
	plate := at.World.Draw(c, size, at.seed)
	out := synth.Practice{Image: plate.Expose(at.film, at.seed^uint64(moment+1)*0x9E3779B97F4A7C15)}
	boxes := plate.Boxes(max(12, int(size.Pixels()/30000)))
	for i, name := range at.names {
		if box, seen := boxes[int32(i)]; seen {
			out.Parts = append(out.Parts, synth.Region{Name: name, Box: box})
		}
	}
	return out
}

package synth

import (
	"github.com/motbilde/motbilde/internal/geom"
)

// drawGround draws the scenes that look down on the ground.
func drawGround(seed uint64, kind Kind, size geom.Size, m Moment) Scene {
	c := newCamera(size, 96, 28.5, 18.5)
	air := haze{clear: 150, depth: 520, value: 0.36}
	l := landOf(kind)
	t := newTerrain(seed, l, c, size)
	p := newPlane(size)
	newBrush(seed, c, t, l, air).drawGround(p)
	s := &stand{camera: c, terrain: t, noise: noiseTile(), haze: air}
	s.bushes(seed, 900)
	d := newDice(seed, 41)
	var vehicles []geom.Rect
	switch kind {
	case Convoy:
		vehicles = s.convoyAt(m, d, l.road, 0.80, pickup, cargoTruck, cargoTruck, carrier, gunPickup, tankTruck,
			trackedHeavy, cargoTruck, van, carrier, cargoTruck, pickup)
		s.bridge(l.road, l.stream)
		s.poles(l.road, -12, 34)
		s.hedge(d, newPath(-100, 190, -78, 196, -52, 214, -20, 236, 4, 246, 20, 262))
		s.hedge(d, newPath(20, 120, 26, 140, 46, 168, 72, 182, 100, 180))
		s.trees(d, l, 22)
		s.house(d, 52, 262, 11, 8, 3.6, 0.4)
		s.house(d, 66, 252, 8, 6.5, 3.2, 0.4)
	case Road:
		vehicles = s.convoyAt(m, d, l.road, 0.72, van, pickup, cargoTruck)
		s.poles(l.road, -12, 34)
		s.hedge(d, newPath(-110, 200, -92, 196, -60, 188, -40, 206, -20, 230))
		s.trees(d, l, 26)
	case Compound:
		s.compound(d)
		s.trees(d, l, 14)
	}
	s.draw(p)
	out := Scene{Image: trailer.develop(p, seed^m.Exposure), Vehicles: vehicles}
	if kind == Convoy || kind == Compound {
		out.Overlay = drawOverlay(out.Image, seed)
	}
	return out
}

func landOf(kind Kind) land {
	switch kind {
	case Road:
		return land{
			road:   newPath(-160, 330, -110, 285, -62, 246, -25, 226, 6, 205, 14, 182, 32, 160, 70, 138, 120, 100),
			stream: newPath(140, 320, 90, 290, 62, 262, 40, 250, 10, 262, -20, 300, -40, 360),
			tracks: []path{newPath(12, 190, 6, 184, -24, 172, -50, 150, -70, 120, -90, 90)},
			relief: 1.15, fields: 0.4, fieldTurn: -0.5,
		}
	case Compound:
		return land{
			tracks: []path{
				newPath(-120, 90, -70, 130, -40, 160, -12, 178, 10, 186, 40, 190, 90, 210, 140, 260),
				newPath(-30, 340, -24, 300, -10, 250, -2, 215, 4, 186, 6, 170),
			},
			yards:  []yard{{-8, 199, 30}, {46, 212, 16}, {-62, 238, 9}, {70, 250, 9}},
			relief: 0.9, fields: 0.6, fieldTurn: 0.3,
		}
	default:
		return land{
			road:   newPath(-110, 70, -66, 118, -36, 150, -16, 168, 12, 182, 26, 200, 22, 226, 30, 254, 62, 290, 110, 340),
			stream: newPath(-160, 260, -110, 236, -70, 222, -34, 216, 0, 212, 22, 214, 50, 208, 84, 196, 140, 190, 200, 200),
			tracks: []path{newPath(-20, 168, -14, 170, -40, 190, -64, 204, -100, 240, -130, 290)},
			relief: 1.2, fields: 0.5, fieldTurn: 0.55,
		}
	}
}

// convoyAt puts the vehicles where they are at a moment. Those of the first
// moment take their numbers from the dice all the same, so that what stands
// still is drawn alike.
func (s *stand) convoyAt(m Moment, d *dice, road path, head float64, order ...model) []geom.Rect {
	if m.Metres == 0 {
		return s.convoy(d, road, head, order...)
	}
	moved := *d
	first := &stand{camera: s.camera, terrain: s.terrain, noise: s.noise, haze: s.haze}
	first.convoy(d, road, head, order...)
	return s.convoy(&moved, road, head+m.Metres/road.length(), order...)
}

// convoy puts the vehicles on the road, the first at that share of its length,
// unevenly spaced as drivers are. It returns the boxes of those in view.
func (s *stand) convoy(d *dice, road path, head float64, order ...model) []geom.Rect {
	var boxes []geom.Rect
	along := road.length() * head
	for _, m := range order {
		off := 1.6 + d.between(-0.35, 0.35)
		s.dust(d, road, along-m.length/2, off, m.speed)
		if box, ok := s.vehicle(road, along, off, m, float32(d.between(0.75, 1)), d.between(-0.03, 0.03)); ok {
			boxes = append(boxes, box)
		}
		along -= m.length/2 + 9 + d.between(0, 9)
	}
	return boxes
}

// trees lines the stream, the tracks and the fields' borders.
func (s *stand) trees(d *dice, l land, count int) {
	if l.stream.x != nil {
		for range count {
			x, y, dx, dy := l.stream.at(d.unit() * l.stream.length())
			off := d.between(4, 9)
			if d.unit() < 0.5 {
				off = -off
			}
			x, y = x+off*dy, y-off*dx
			s.lonely(d, x, y)
		}
	}
	for range count {
		s.lonely(d, d.between(-100, 100), d.between(130, 320))
	}
}

// lonely puts a tree unless the road or a track is in its way.
func (s *stand) lonely(d *dice, x, y float64) {
	size := d.between(1.6, 3.4)
	var q layer
	s.terrain.at(float32(x), float32(y), &q)
	if abs32(q.road) > 10 && q.track > 4.5 && q.stream > 3.5 {
		s.tree(d, x, y, size)
	}
}

func (s *stand) compound(d *dice) {
	s.wall(-34, 206, 6, 222, 2.3)
	s.wall(6, 222, 22, 192, 2.3)
	s.wall(-34, 206, -20, 178, 2.3)
	s.house(d, -20, 202, 14, 8, 3.8, 0.38)
	s.house(d, 4, 204, 9, 7, 3.4, 0.38)
	s.house(d, -4, 188, 6, 5, 3, 0.38)
	s.house(d, 40, 222, 12, 8, 4, 0.1)
	s.house(d, 56, 206, 8, 8, 3.4, 0.1)
	s.house(d, -62, 238, 10, 7, 3.4, 0.7)
	s.house(d, 70, 250, 10, 7, 3.4, -0.2)
}

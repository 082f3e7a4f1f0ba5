package stage

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/geom"
)

// pins mark the matching details on both pictures: a ring at the place, and the
// number on a disc beside it. On the twin of the selected one, thinly, the
// circle in which the alignment places it. Each is a small image of its own
// that moves with the picture: one over both panes would be uploaded with
// every step of the hand.
type pins struct {
	rasters [2 * mostPins]*canvas.Raster
	images  [2 * mostPins]pinImage
	numbers [2 * mostPins]*canvas.Text
	shown   []pin
}

// mostPins is how many details are marked on a pane.
const mostPins = 24

// pin is a detail's mark on one pane.
type pin struct {
	id        string
	number    int
	on        Picture
	at, badge geom.Point // device pixels of the glass
	chosen    bool
	circle    float64 // radius of the uncertainty, device pixels; 0 is none
}

// pinLook is all that one drawing depends on.
type pinLook struct {
	badge        geom.Point // from the place
	unit, circle float64
	ring, dark   color.NRGBA
}

type pinImage struct {
	look  pinLook
	image *image.RGBA
}

// Sizes at a text size of 100 %.
const (
	pinRadius            = 8.5
	pinCore, pinEdge     = 1.8, 3.6
	pinAway              = 17 // of the disc from the place, along both axes
	leastCircle          = 2  // a circle of less can't be told from a point
	mostCircle           = 90 // and one of more would be a screenful
	circleCore, circleIn = 1, 2.2
)

func newPins() *pins {
	p := &pins{}
	for i := range p.rasters {
		p.images[i].image = nothing
		p.rasters[i] = exactly(func() *image.RGBA { return p.images[i].image })
		p.rasters[i].Hide()
		n := canvas.NewText("", color.White)
		n.Alignment, n.TextStyle.Bold = fyne.TextAlignCenter, true
		n.Hide()
		p.numbers[i] = n
	}
	return p
}

func (p *pins) parts() []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for _, r := range p.rasters {
		parts = append(parts, r)
	}
	for _, n := range p.numbers {
		parts = append(parts, n)
	}
	return parts
}

// place lays all pins where they belong now.
func (p *pins) place(g *glass) {
	s, t, k := g.stage, look.Now(), look.PixelScale(g)
	p.shown = nil
	if s.marksDetails() && !g.port().pane.Empty() {
		p.shown = g.pinned()
	}
	unit := float64(look.Px(1)) * k
	for i, r := range p.rasters {
		n := p.numbers[i]
		look.Show(r, i < len(p.shown))
		look.Show(n, i < len(p.shown))
		if i >= len(p.shown) {
			continue
		}
		at := p.shown[i]
		now := pinLook{badge: at.badge.Sub(at.at), unit: unit, circle: math.Round(at.circle), ring: t.MarkRing, dark: t.MarkDisc}
		if at.chosen {
			now.ring = t.MarkActive
		}
		if p.images[i].look != now {
			p.images[i] = pinImage{now, now.draw()}
			r.Refresh()
		}
		half := float64(p.images[i].image.Rect.Dx()) / 2
		side := float32(2 * half / k)
		look.Put(r, float32((at.at.X-half)/k), float32((at.at.Y-half)/k), side, side)
		write(n, strconv.Itoa(at.number), look.Px(look.Quiet.Size), now.ring)
		width, height := 2*look.Px(tagRadius), n.MinSize().Height
		look.Put(n, float32(at.badge.X/k)-width/2, float32(at.badge.Y/k)-height/2, width, height)
	}
}

// pinned returns the details that lie in sight on the panes.
func (g *glass) pinned() (all []pin) {
	s, k, port := g.stage, look.PixelScale(g), g.port()
	stageFromClaimed := port.stageFromClaimed(s.position())
	claimedFromCandidate, ok := s.scene.CandidateFromClaimed.Inverse()
	if !ok {
		return nil
	}
	unit := float64(look.Px(1)) * k
	pane := port.pane.Rect()
	for _, on := range []Picture{OnClaim, OnCandidate} {
		o := pointOf(g.origin(on == OnCandidate)).Times(k)
		free := room{within: pane.Grown(-(tagRadius + 1) * unit), apart: (tagRadius + pinRadius + 2) * unit}
		var seen []pin
		for _, d := range s.shownDetails() {
			at, twin := d.Claimed, d.Set == OnCandidate
			if on == OnCandidate {
				at, twin = claimedFromCandidate.Apply(d.Candidate), d.Set == OnClaim
			}
			q := stageFromClaimed.Apply(at)
			if !pane.Contains(q) || len(seen) == mostPins {
				continue
			}
			// Sharp on whole pixels.
			q = geom.Point{X: math.Round(q.X), Y: math.Round(q.Y)}
			one := pin{id: d.ID, number: d.Number, on: on, at: q, chosen: d.ID == s.details.chosen}
			if twin && d.Twin && one.chosen {
				scale := stageFromClaimed[0] / s.scene.CandidateFromClaimed.LengthScale(d.Claimed)
				one.circle = min(d.UncertaintyPx*scale, mostCircle*unit)
			}
			free.taken = append(free.taken, q)
			seen = append(seen, one)
		}
		for i := range seen {
			seen[i].badge = free.beside(seen[i].at, pinAway*unit)
			seen[i].at, seen[i].badge = seen[i].at.Add(o), seen[i].badge.Add(o)
		}
		all = append(all, seen...)
	}
	return all
}

// beside returns where a number goes: at one of four corners of its place, the
// first that is free and within the pane.
func (r *room) beside(at geom.Point, away float64) geom.Point {
	best := at.Add(geom.Point{X: -away, Y: -away})
	for _, d := range [4]geom.Point{{X: -1, Y: -1}, {X: 1, Y: -1}, {X: -1, Y: 1}, {X: 1, Y: 1}} {
		p := at.Add(d.Times(away))
		ok := r.within.Contains(p)
		for _, q := range r.taken {
			ok = ok && (q == at || p.Distance(q) >= r.apart)
		}
		if ok {
			best = p
			break
		}
	}
	r.taken = append(r.taken, best)
	return best
}

// draw returns the pin; its place is the image's middle.
func (l pinLook) draw() *image.RGBA {
	half := int(math.Ceil(max((pinAway+tagRadius+2)*l.unit, l.circle+3*l.unit)))
	on := sheet{image.NewRGBA(image.Rect(0, 0, 2*half, 2*half))}
	middle := geom.Point{X: float64(half), Y: float64(half)}
	on.ring(middle, pinRadius*l.unit, pinEdge/2*l.unit, l.dark)
	on.ring(middle, pinRadius*l.unit, pinCore/2*l.unit, l.ring)
	if l.circle >= leastCircle*l.unit {
		on.ring(middle, l.circle, circleIn/2*l.unit, l.dark)
		on.ring(middle, l.circle, circleCore/2*l.unit, l.ring)
	}
	badge := middle.Add(l.badge)
	on.disc(badge, tagRadius*l.unit, l.ring)
	on.disc(badge, (tagRadius-tagRing)*l.unit, l.dark)
	return on.RGBA
}

// ring draws a circle's line, so wide to either side of its radius.
func (s sheet) ring(at geom.Point, radius, half float64, c color.NRGBA) {
	out := radius + half + 1
	for y := int(at.Y - out); y <= int(at.Y+out); y++ {
		for x := int(at.X - out); x <= int(at.X+out); x++ {
			away := math.Abs(at.Distance(geom.Point{X: float64(x) + 0.5, Y: float64(y) + 0.5}) - radius)
			if cover := half + 0.5 - away; cover > 0 {
				s.blend(x, y, c, min(cover, 1))
			}
		}
	}
}

package stage

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
)

// glass is the place of the picture: it holds the panes and takes the hand.
//
//	+--------------------------------------+
//	| names                          above |
//	+--------------------------------------+
//	|             the pane, or             |   side by side: two panes,
//	|             two of them              |   inset, with a gap between
//	+--------------------------------------+
//	| what hatching means            below |
//	+--------------------------------------+
type glass struct {
	widget.BaseWidget
	stage   *Stage
	panes   [2]*pane
	divider *divider
	outline *outline
	links   *links
	around  *around
	marks   *marks
	grid    *grid
	pins    *pins
	drawn   *drawnMarks
	frame   edges // of the keyboard's focus
	covered []box // by the pictures
	rides   [2]ride

	focused  bool
	grabbed  bool       // the swipe line is being dragged
	turned   bool       // the swipe line is being turned
	held     geom.Point // about which it turns, on the pane
	holding  bool       // a detail is being dragged
	grip     held       // as it was taken hold of
	pressed  fyne.Position
	modifier fyne.KeyModifier
	hover    fyne.Position
}

// Bands of the glass, in pixels at a text size of 100 %.
const (
	above = 40
	below = 36
	inset = look.Gap16 // of two panes
	grip  = 16         // how near to the swipe line the hand takes hold of it
)

var (
	_ fyne.Draggable      = (*glass)(nil)
	_ fyne.Scrollable     = (*glass)(nil)
	_ fyne.Tappable       = (*glass)(nil)
	_ fyne.DoubleTappable = (*glass)(nil)
	_ fyne.Focusable      = (*glass)(nil)
	_ desktop.Mouseable   = (*glass)(nil)
	_ desktop.Hoverable   = (*glass)(nil)
	_ desktop.Cursorable  = (*glass)(nil)
	_ desktop.Keyable     = (*glass)(nil)

	_ fyne.SecondaryTappable = (*glass)(nil)
	_ fyne.Tabbable          = (*glass)(nil)
)

func newGlass(s *Stage) *glass {
	g := &glass{stage: s, panes: [2]*pane{newPane(), newPane()}, divider: newDivider(), outline: newOutline(), links: newLinks(), around: newAround(), marks: newMarks(), grid: newGrid(), pins: newPins(), drawn: newDrawn(), frame: newEdges()}
	for _, line := range g.outline.parts() {
		g.panes[1].holder.Add(line)
	}
	g.frame.show(false)
	g.ExtendBaseWidget(g)
	return g
}

// twoPanes reports whether the pictures stand side by side.
func (g *glass) twoPanes() bool { return g.stage.shows() == showPanes }

func (g *glass) gap() int { return int(math.Round(float64(look.Px(look.Gap12)) * look.PixelScale(g))) }

// outer returns the device pixels of the frame: of the one pane, or of both with their gap.
func (g *glass) outer() geom.Size {
	k, size := look.PixelScale(g), g.Size()
	side := float32(0)
	if g.twoPanes() {
		side = look.Px(inset)
	}
	px := func(v float32) int { return max(0, int(math.Round(float64(v)*k))) }
	return geom.Size{Width: px(size.Width - 2*side), Height: px(size.Height - look.Px(above+below) - g.stage.rowRoom())}
}

// rowRoom returns the height of the row under the picture: of parts, or of enlarged pairs.
func (s *Stage) rowRoom() float32 { return s.tilesRoom() + s.pairsRoom() }

// port returns the viewport of the pane that shows the claim.
func (g *glass) port() viewport {
	v := viewport{claimed: g.stage.scene.Claimed.Size, pane: g.outer(), air: float64(look.Px(look.Gap24)) * look.PixelScale(g)}
	if g.stage.shows() == showWhole {
		v.claimed = g.stage.scene.Candidate.Size
	}
	if g.twoPanes() {
		left, _ := compare.Panes(v.pane, g.gap())
		v.pane.Width, v.air = left.Dx(), 0
		if g.stage.values.whole && g.stage.warped() && g.stage.mode != compare.DetailsMode {
			v.region = whole(g.stage.scene)
		}
	}
	return v
}

// mostAround is how many times as large as the claim the whole candidate may
// be, along a side, and still be fitted whole.
const mostAround = 16

// whole returns the claim and the whole candidate around it, in claim pixels;
// the claim alone where perspective would make the candidate boundless.
func whole(s Scene) geom.Rect {
	claimed := s.Claimed.Size.Rect()
	claimedFromCandidate, ok := s.CandidateFromClaimed.Inverse()
	if !ok || claimedFromCandidate.CrossesHorizon(s.Candidate.Size.Quad()) {
		return claimed
	}
	r := claimedFromCandidate.ApplyQuad(s.Candidate.Size.Quad()).Bounds()
	r = r.Union(claimed)
	if r.Width() > mostAround*claimed.Width() || r.Height() > mostAround*claimed.Height() {
		return claimed
	}
	return r
}

// origin returns where a pane begins.
func (g *glass) origin(second bool) fyne.Position {
	at := fyne.NewPos(0, look.Px(above))
	if g.twoPanes() {
		at.X = look.Px(inset)
		if second {
			_, right := compare.Panes(g.outer(), g.gap())
			at.X += float32(float64(right.Min.X) / look.PixelScale(g))
		}
	}
	return at
}

// show puts the images of the slot in sight into the panes.
func (g *glass) show() {
	kept := &g.stage.slots[g.stage.slotInSight()]
	for i, p := range g.panes {
		p.set(g.ridden(i, kept))
	}
	g.place()
}

// place moves panes and images to where they belong.
func (g *glass) place() {
	s := g.stage
	k, port := look.PixelScale(g), g.port()
	at := s.position()
	now := port.stageFromClaimed(at)
	kept := &s.slots[s.slotInSight()]
	g.covered = g.covered[:0]
	for i, p := range g.panes {
		visible := !kept.empty() && (i == 0 || g.twoPanes()) && s.shows() != showSentence && s.shows() != showNothing
		look.Show(p.clip, visible)
		if !visible {
			continue
		}
		candidate := g.pictureIn(i) == 1
		p.set(g.ridden(i, kept))
		o := g.origin(i == 1)
		look.Put(p.clip, o.X, o.Y, float32(float64(port.pane.Width)/k), float32(float64(port.pane.Height)/k))
		if s.shows() == showWhole {
			p.put(kept.request.View.StageFromCandidate, now, k)
		} else if candidate && !s.warped() || s.shows() == showSingle && kept.request.View.One == compare.OneCandidate {
			p.put(kept.request.View.StageFromCandidate, s.stageFromCandidate(port), k)
		} else {
			p.put(kept.request.View.StageFromClaimed, now, k)
		}
		g.covered = append(g.covered, p.covered().whole(k))
	}
	g.underFade(len(g.covered) == 1)
	g.placeGround()
	g.divider.place(g)
	g.outline.place(g, now, k)
	g.links.place(g)
	g.around.place(g, now)
	g.grid.place(g)
	g.marks.place(g)
	g.pins.place(g)
	g.drawn.place(g)
	s.loupe.place(g)
	g.placeFrame()
	if s.OnMoved != nil {
		s.OnMoved()
	}
}

// placeGround lays the ground where neither a picture nor a pair under them does.
func (g *glass) placeGround() {
	g.stage.ground.cover(box{0, 0, g.Size().Width, g.Size().Height}, g.covered, g.stage.pairs.covered(look.PixelScale(g)))
}

func (g *glass) placeFrame() {
	t := look.Now()
	g.frame.show(g.focused)
	g.frame.place(box{0, 0, g.Size().Width, g.Size().Height}, t.FocusWidth, t.Focus)
}

// CreateRenderer is part of Fyne's widget.
func (g *glass) CreateRenderer() fyne.WidgetRenderer {
	parts := []fyne.CanvasObject{g.panes[0].clip, g.panes[1].clip}
	parts = append(parts, g.divider.parts()...)
	parts = append(parts, g.grid.parts()...)
	parts = append(parts, g.links.parts()...)
	parts = append(parts, g.around.parts()...)
	parts = append(parts, g.marks.parts()...)
	parts = append(parts, g.pins.parts()...)
	parts = append(parts, g.drawn.parts()...)
	parts = append(parts, g.stage.loupe.parts()...)
	for _, side := range g.frame {
		parts = append(parts, side.raster)
	}
	return look.NewPlan(look.Plan{
		Owner: g,
		Parts: parts,
		Place: func(fyne.Size) { g.place() },
		Least: func() fyne.Size { return fyne.NewSize(1, 1) },
	})
}

// onPane turns a place of the glass into stage pixels of the pane it lies in.
func (g *glass) onPane(at fyne.Position) geom.Point {
	o, k := g.origin(g.onSecond(at)), look.PixelScale(g)
	return geom.Point{X: float64(at.X-o.X) * k, Y: float64(at.Y-o.Y) * k}
}

// toGlass returns how points of the claim, or of the candidate in its own
// pixels, come to lie on the glass, and whether they lie within their pane.
func (g *glass) toGlass(second bool) func(geom.Point) (fyne.Position, bool) {
	port, k, o := g.port(), look.PixelScale(g), g.origin(second != g.stage.swapped())
	onStage := port.stageFromClaimed(g.stage.position())
	if second {
		onStage = g.stage.stageFromCandidate(port)
	}
	return func(p geom.Point) (fyne.Position, bool) {
		q := onStage.Apply(p)
		return o.AddXY(float32(q.X/k), float32(q.Y/k)), port.pane.Rect().Contains(q)
	}
}

// picture returns where the visible part of the claim lies on the glass; with
// two panes that of the left one.
func (g *glass) picture() geom.Rect {
	port, k := g.port(), look.PixelScale(g)
	at, size := port.stageFromClaimed(g.stage.position()), port.claimed
	if g.stage.ownAlone() {
		at, size = g.stage.stageFromCandidate(port), g.stage.scene.Candidate.Size
	}
	r := at.ApplyQuad(size.Quad()).Bounds().Intersect(port.pane.Rect())
	o := g.origin(false)
	move := func(x float64, by float32) float64 { return x/k + float64(by) }
	return geom.Rect{MinX: move(r.MinX, o.X), MinY: move(r.MinY, o.Y), MaxX: move(r.MaxX, o.X), MaxY: move(r.MaxY, o.Y)}
}

// middle returns the middle of the visible part of the claim, with two panes on the left one.
func (g *glass) middle() fyne.Position {
	c := g.picture().Centre()
	return fyne.NewPos(float32(c.X), float32(c.Y))
}

// top returns where on the glass the highest picture begins.
func (g *glass) top() float32 {
	top := g.picture().MinY
	s := g.stage
	if g.twoPanes() {
		port, k, o := g.port(), look.PixelScale(g), float64(g.origin(true).Y)
		at := s.position()
		if !s.warped() {
			top = min(top, s.stageFromCandidate(port)[5]/k+o)
		} else if s.values.whole {
			top = min(top, port.stageFromClaimed(at).ApplyQuad(port.fitted().Quad()).Bounds().MinY/k+o)
		}
		top = max(top, o)
	}
	return float32(top)
}

// bottom returns where on the glass the lowest picture ends.
func (g *glass) bottom() float32 {
	bottom := g.picture().MaxY
	if s := g.stage; g.twoPanes() {
		port, k, o := g.port(), look.PixelScale(g), float64(g.origin(true).Y)
		at := s.position()
		end := bottom
		if !s.warped() {
			end = s.stageFromCandidate(port).ApplyQuad(s.scene.Candidate.Size.Quad()).Bounds().MaxY/k + o
		} else if s.values.whole {
			end = port.stageFromClaimed(at).ApplyQuad(port.fitted().Quad()).Bounds().MaxY/k + o
		}
		bottom = min(max(bottom, end), o+float64(port.pane.Height)/k)
	}
	return float32(bottom)
}

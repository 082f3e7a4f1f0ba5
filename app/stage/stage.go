// Package stage owns the viewer: the picture with the names above it, the hand
// on it, and the strip of controls under it. Its main type is Stage. It
// renders nothing itself: it asks for frames by OnNeed, shows ready pixels,
// and meanwhile moves and stretches the last frame under the hand. It promises
// that nothing false is drawn: no picture under another one's name, no warp
// without an alignment, and no frame of a pair that is not shown any more.
package stage

import (
	"image"
	"image/color"
	"time"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/words"
)

// After calls f once on the UI goroutine when the time has passed, unless it
// is stopped before. It is all that the stage knows of clocks.
type After func(d time.Duration, f func()) (stop func())

// settling is how long the hand must rest before the picture is asked for at its
// best; with the time to render it, it stands sharp within 120 ms.
const settling = 50 * time.Millisecond

// Stage is the viewer.
type Stage struct {
	// OnNeed hears which frame is wanted; see Request.
	OnNeed func(Request)
	// OnLook hears how the shown pair is looked at, each time that the hand has come to rest.
	OnLook func(v casefile.View)
	// OnReplay hears that WantsReplay has changed.
	OnReplay func()
	// OnAlign hears that a person wants to align the pair by hand.
	OnAlign func()
	// OnPointer hears the claim pixel under the pointer, for the status line;
	// inside is false where there is none.
	OnPointer func(at geom.Point, inside bool)
	// OnRegion hears which region that differs has been selected; −1 is none.
	OnRegion func(index int)
	// OnKind hears that another kind of difference is shown.
	OnKind func()
	// OnDetail hears that another detail is selected; an empty ID is none.
	OnDetail func(id string)
	// OnAddDetail hears that a person wants a detail at a place of one picture, in its pixels.
	OnAddDetail func(on Picture, at geom.Point)
	// OnMoveDetail hears that a person has moved a detail on one picture; alone
	// means that its twin is to stay.
	OnMoveDetail func(id string, on Picture, to geom.Point, alone bool)
	// OnMark hears that another mark is selected, empty is none, or another tool.
	OnMark func(id casefile.ID)
	// OnAddMark hears that a person has drawn a mark: its kind, on which picture and its points there.
	OnAddMark func(m casefile.Mark)
	// OnMoveMark hears that a person has moved a mark on one picture, or made it another size.
	OnMoveMark func(id casefile.ID, side casefile.Side, points []geom.Point)
	// OnEditMark hears that a person wants to edit a mark's words.
	OnEditMark func(id casefile.ID)
	// OnMarkMenu hears that the menu of a mark is wanted at a place of the window;
	// an empty ID wants that of what can be drawn.
	OnMarkMenu func(id casefile.ID, at fyne.Position)
	// OnPropose hears that a person wants details proposed.
	OnPropose func()
	// OnInspect hears that the pixel inspector was turned on, off, locked or let go.
	OnInspect func()
	// OnPart hears which part outside the claim has been selected; −1 is none.
	OnPart func(index int)
	// OnMoved hears that what lies on the stage may lie elsewhere now; see Shown and Handle.
	OnMoved func()

	after      After
	language   words.Language
	scene      Scene
	mode       compare.Mode
	values     values
	other      bool
	places     map[string]position // by pair
	memories   map[string]memory   // by pair
	slots      [2]slot
	spare      [2]*image.RGBA // of the frame before, for the next one that is cut into panes
	blink      blinking
	fading     fading
	hiding     hiding
	loupe      *loupe
	cross      cross
	unmarked   bool
	moving     bool // the hand moves: the picture does not stand at its best yet
	lessMotion bool
	line       int // the selected one of those drawn; −1 is none
	parts      parts
	regions    regions
	inspector  inspector
	details    details
	drawing    markwork

	pace         pace
	now          func() time.Time
	asked        Request // the last quick frame that was asked for
	stopSettling func()
	resting      bool // the hand lies still, and a quick frame is still being rendered

	pane    *look.Pane
	ground  *ground
	glass   *glass
	titles  *titles
	strip   *strip
	under   fyne.CanvasObject // between picture and strip; nil where there is nothing
	high    float32           // of what stands there, at a text size of 100 %
	low     float32           // of it where there is little room
	tiles   *tiles
	pairs   *pairs
	message *look.Text
	align   *look.Button // under the message, where there is no alignment
	foot    *foot
}

// values are the settings of the modes; each pair remembers its own, and one
// that is new takes those in force.
type values struct {
	opacity   float64
	style     compare.Style
	swipeAt   float64
	swipeTurn float64 // degrees
	anyTurn   float64 // of the last line that was neither upright nor level
	period    time.Duration
	fade      bool
	one       compare.One
	showFrom  [3]float64 // by kind
	kind      compare.Kind
	light     float64
	whole     bool
	replay    bool
	lines     int // at most so many are drawn
	areas     bool
	// areasOfPart holds in place of areas where only a part agrees.
	areasOfPart bool
	inside      compare.Inside
	tiles       bool // the parts outside the claim are shown under the picture
}

// New returns an empty stage in side by side.
func New(after After) *Stage {
	s := &Stage{
		after: after, mode: compare.SideBySide, line: -1, places: map[string]position{}, memories: map[string]memory{}, stopSettling: func() {},
		values: values{
			opacity: 0.5, swipeAt: 0.5, anyTurn: 45, period: 1100 * time.Millisecond, light: compare.DefaultLight, lines: fewLines, areasOfPart: true, tiles: true,
			showFrom: [3]float64{compare.Significance.ShowFrom(), compare.Proportional.ShowFrom(), compare.Plain.ShowFrom()},
		},
		regions: regions{chosen: -1},
		ground:  newGround(),
	}
	s.blink.stop, s.pace.stop, s.now = func() {}, func() {}, time.Now
	s.fading = fading{share: 1, stop: func() {}}
	s.hiding.stop = func() {}
	s.loupe = newLoupe()
	s.glass = newGlass(s)
	s.titles = newTitles(s)
	s.foot = newFoot()
	s.message = look.NewText("", look.Body, look.InText).Centred()
	s.align = newAlign(s)
	s.strip = newStrip(s)
	s.tiles = newTiles(s)
	s.pairs = newPairs(s)
	s.pane = look.NewPane([]fyne.CanvasObject{s.ground, s.glass, s.titles, s.foot, s.tiles, s.pairs, s.message, s.align, s.strip}, s.lay, func() fyne.Size {
		return fyne.NewSize(look.Px(320), look.Px(240))
	})
	s.refreshWords()
	return s
}

// Show changes what is shown. Positions are kept by pair, settings by mode.
func (s *Stage) Show(scene Scene) {
	before := scene.Looked
	scene.Looked = nil // it counts the first time that a pair is shown
	if scene == s.scene {
		return
	}
	if scene.key() != s.scene.key() && !scene.sameFilm(s.scene) || scene.Replay != s.scene.Replay && s.values.replay {
		s.slots = [2]slot{}
		s.pause()
	}
	if scene.Support != s.scene.Support {
		s.line = -1
	}
	s.remember(scene, before)
	if scene.Claimed.Key != s.scene.Claimed.Key {
		s.cross.on = false
	}
	anew := scene.Difference != s.scene.Difference
	if scene.key() != s.scene.key() {
		s.inspector.locked = false
	}
	s.scene = scene
	s.parts = s.parts.of(scene)
	s.detailsShown()
	s.marksShown()
	if anew && s.regions.chosen >= 0 {
		s.choose(-1)
	}
	s.changed()
}

// Scene returns what is shown.
func (s *Stage) Scene() Scene { return s.scene }

// SetMode changes the mode: SideBySide, Overlay, Swipe, Blink, DifferenceMode,
// MatchLines, DetailsMode, OutsideMode or Single.
func (s *Stage) SetMode(mode compare.Mode) {
	if mode == s.mode {
		return
	}
	if !inClaim(mode) || !inClaim(s.mode) {
		s.slots = [2]slot{} // what stood in a pane fits no other place
	}
	s.pause()
	s.mode = mode
	s.changed()
}

// Mode returns the mode.
func (s *Stage) Mode() compare.Mode { return s.mode }

// inClaim reports whether a mode shows both pictures in the claim's pixels at one place.
func inClaim(m compare.Mode) bool {
	return !m.HasPanes() && m != compare.OutsideMode && m != compare.Single
}

// SetOther shows the other picture while it is held: the candidate; side by side
// each in the other's place; in the middle of a blink the one that is not in sight.
func (s *Stage) SetOther(held bool) {
	if held != s.other {
		s.other = held
		if s.shows() == showPanes {
			s.refreshWords()
			s.glass.show() // both pictures are there
			s.pane.Refresh()
			return
		}
		s.changed()
	}
}

// SetActive tells whether the window has the focus; without it nothing blinks.
func (s *Stage) SetActive(active bool) {
	if !active {
		s.pause()
		s.SetOther(false)
		s.letGo()
	}
}

// SetLanguage changes the language.
func (s *Stage) SetLanguage(l words.Language) {
	if l != s.language {
		s.language = l
		s.refreshWords()
		s.pane.Refresh()
	}
}

// changed brings everything in line with scene, mode, settings and position:
// the last frame moves at once, a quick one is asked for, and a fine one when
// the hand has come to rest.
func (s *Stage) changed() {
	s.pace.busy, s.moving = false, false
	s.refreshWords()
	s.moved()
	s.pane.Refresh()
}

// moved is changed for the position alone: of names and controls only the zoom
// says something else.
func (s *Stage) moved() {
	s.glass.place()
	s.titles.place()
	s.foot.show(s)
	s.tiles.follow()
	s.pairs.follow()
	s.strip.followZoom(s)
	s.stopSettling()
	s.resting = false
	s.askQuick()
	s.stopSettling = s.after(settling, s.rested)
}

// Object is the viewer as it stands in the window.
func (s *Stage) Object() fyne.CanvasObject { return s.pane }

// PictureSize returns the size of the part, from the top left corner on, that
// shows pictures and their names: all but strip and timeline.
func (s *Stage) PictureSize() fyne.Size { return s.ground.Size() }

// stripHeight is the height of the controls' strip, at a text size of 100 %.
const stripHeight = 48

// SetUnder puts an object between picture and strip, of a height at a text size
// of 100 %; a height of 0 takes it away. A small stage gives it only the low
// height, and keeps the picture instead where there is no room for that.
func (s *Stage) SetUnder(o fyne.CanvasObject, high, low float32) {
	if s.under == o && s.high == high && s.low == low {
		return
	}
	if s.under == nil {
		s.under = o
		s.pane.SetParts(s.ground, s.glass, s.titles, s.foot, s.tiles, s.pairs, s.message, s.align, s.under, s.strip)
	}
	s.high, s.low = high, low
	s.pane.Refresh()
}

// leastPicture is the height that the picture keeps, at a text size of 100 %.
const leastPicture = 200

func (s *Stage) lay(size fyne.Size) {
	strip := look.Px(stripHeight)
	height := max(0, size.Height-strip)
	if s.under != nil {
		room := look.Px(s.high)
		if height-room < look.Px(leastPicture) {
			room = look.Px(s.low)
		}
		shown := s.high > 0 && height-room >= look.Px(leastPicture)
		look.Show(s.under, shown)
		if shown {
			height -= room
			look.Put(s.under, 0, height, size.Width, room)
		}
	}
	look.Put(s.ground, 0, 0, size.Width, height)
	look.Put(s.glass, 0, 0, size.Width, height)
	look.Put(s.titles, 0, 0, size.Width, height)
	look.Put(s.foot, 0, 0, size.Width, height)
	look.Put(s.tiles, 0, height-s.tilesRoom(), size.Width, s.tilesRoom())
	look.Put(s.pairs, 0, height-s.pairsRoom(), size.Width, s.pairsRoom())
	words := min(size.Width-2*look.Px(look.Gap24), look.Px(420))
	look.Put(s.message, (size.Width-words)/2, height/2-look.Px(look.Body.Line), words, look.Px(2*look.Body.Line))
	s.layAlign(size, height/2+look.Px(2*look.Body.Line))
	look.Put(s.strip, 0, max(0, size.Height-strip), size.Width, strip)
	// Another size, theme or text size wants another frame.
	if r, ok := s.request(s.slotInSight(), false); ok && (r.Size != s.asked.Size || r.View.Ground != s.asked.View.Ground) {
		s.pace.busy = false
		s.moved()
	}
}

func (s *Stage) refreshWords() {
	sentence := ""
	if s.shows() == showSentence {
		sentence = s.language.Say("stage.no-alignment")
	}
	s.message.Set(sentence)
	s.sayAlign()
	look.Show(s.strip, s.shows() != showNothing)
	s.titles.set(s)
	s.strip.say(s)
	s.foot.show(s)
}

// stageColour is the ground's colour in the form that frames want; it is opaque.
func stageColour() color.RGBA { return color.RGBA(look.Colour(look.InStage)) }

// Focusables returns what the keyboard reaches on the stage, in order: the
// picture, then the controls in sight.
func (s *Stage) Focusables() []fyne.Focusable {
	return append([]fyne.Focusable{s.glass}, s.strip.focusables()...)
}

package bundled

import (
	"image"
	"image/color"
	"math"
	"strconv"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/synth/scenery"
	"github.com/motbilde/motbilde/internal/training"
)

// The places by their drawers.
var (
	tents    = scenery.Camp.Of(scenery.View{})
	hairpins = scenery.Pass.Of(scenery.View{})
	crowd    = scenery.March.Of(scenery.View{})
	street   = scenery.Flood.Of(scenery.View{})
	village  = scenery.Square.Of(scenery.View{})
	forest   = scenery.Wildfire.Of(scenery.View{})
)

// from makes the claim of a source by attacks, and lays the candidates: the
// source at its place among those that other seeds draw.
func (t *table) from(d synth.Drawer, at int, seeds []uint64, quality int, attacks ...synth.Attack) {
	for i, seed := range seeds {
		if i != at {
			t.decoy(d, seed)
			continue
		}
		p := t.see(d, seed, 0)
		c := synth.Spread(p.Image, attacks...)
		t.claim(c.Image, quality)
		t.right(t.candidate(p.Image), c.SourceFromCopy, geom.Quad{})
	}
	t.measures()
}

func camp(t *table) {
	t.from(tents, 1, []uint64{2, 1, 3}, 58, synth.Crop(t.box(250, 330, 930, 700)), synth.Rescale(t.size(544, 296)))
}

// pass is mirrored, and shown on a telephone.
func pass(t *table) {
	for i, seed := range []uint64{2, 3, 1} {
		if i != 2 {
			t.decoy(hairpins, seed)
			continue
		}
		p := t.see(hairpins, seed, 0)
		id := t.candidate(p.Image)
		c := synth.Spread(p.Image, synth.Crop(t.box(110, 150, 1100, 790)), synth.Mirror(), synth.Rescale(t.size(640, 414)), synth.JPEG(70))
		page := synth.Screenshot("hilltopviews", "The pass yesterday afternoon, just before the slide. Share before it is taken down.")(c)
		t.claim(page.Image, 72)
		back, _ := page.SourceFromCopy.Inverse() // attacks can be undone
		// The picture's own corners on the page.
		t.right(id, page.SourceFromCopy, back.After(c.SourceFromCopy).ApplyQuad(sizeOf(c.Image).Quad()))
	}
	t.measures()
}

func march(t *table) {
	t.from(crowd, 0, []uint64{1, 2, 4}, 26, synth.Crop(t.box(130, 250, 1010, 770)), synth.Grey(), synth.Rescale(t.size(528, 312)), synth.JPEG(24))
}

func harbour(t *table) {
	t.lesson.Key.Inverted = true
	t.from(synth.HarbourFromAbove, 2, []uint64{3, 2, 1}, 66, synth.Crop(t.box(180, 120, 1080, 720)), synth.Invert(), synth.Rescale(t.size(720, 480)))
}

// factory has an arrow, a ring and a sticker laid over it.
func factory(t *table) {
	for i, seed := range []uint64{2, 1} {
		if i != 1 {
			t.decoy(synth.FactoryFire, seed)
			continue
		}
		p := t.see(synth.FactoryFire, seed, 0)
		id := t.candidate(p.Image)
		c := synth.Spread(p.Image, synth.Crop(t.box(60, 40, 1160, 760)), synth.Rescale(t.size(770, 504)))
		size := sizeOf(c.Image)
		at := func(x, y float64) geom.Point {
			return geom.Point{X: x * float64(size.Width), Y: y * float64(size.Height)}
		}
		ring := geom.Rect{MinX: 0.52 * float64(size.Width), MinY: 0.30 * float64(size.Height), MaxX: 0.74 * float64(size.Width), MaxY: 0.56 * float64(size.Height)}
		red := color.RGBA{228, 24, 26, 255}
		c, _ = synth.Touched(c, synth.Encircle(ring, red), synth.Arrow(at(0.30, 0.14), at(0.50, 0.36), red), synth.Sticker(at(0.12, 0.80), 0.075*float64(size.Height)))
		t.claim(c.Image, 55)
		t.right(id, c.SourceFromCopy, geom.Quad{})
	}
	t.decoy(forest, 1)
	t.measures()
}

// twoStreets sets two places side by side as if they were one event.
func twoStreets(t *table) {
	first, second := t.see(crowd, 5, 0), t.see(street, 2, 0)
	img, parts := synth.Collage(t.size(1000, 500), t.px(8), first.Image, second.Image)
	t.decoy(street, 3)
	a := t.candidate(first.Image)
	t.decoy(crowd, 6)
	b := t.candidate(second.Image)
	t.claim(img, 64)
	for i, id := range []string{a, b} {
		box := parts[i].Box
		within := geom.Rect{MinX: float64(box.Min.X), MinY: float64(box.Min.Y), MaxX: float64(box.Max.X), MaxY: float64(box.Max.Y)}
		t.right(id, parts[i].SourceFromCollage, within.Quad())
	}
	t.lesson.Key.Every = true
	t.measures()
}

// letter is a document on which a sum was changed.
func letter(t *table) {
	t.decoy(synth.DocumentPhoto, 2)
	source := t.see(synth.DocumentPhoto, 1, 0)
	id := t.candidate(source.Image)
	t.decoy(synth.DocumentPhoto, 3)
	if t.stopped() {
		return
	}
	// Only the sum is other: all else, grain included, is the same exposure.
	other := synth.DocumentWithSum(1, 0, t.full(), "9 840,50")
	box, _ := other.Part(synth.RegionSum)
	was, _ := source.Part(synth.RegionSum)
	c := synth.Spread(other.Image, synth.Rescale(t.size(960, 640)))
	t.claim(c.Image, 74)
	t.right(id, c.SourceFromCopy, geom.Quad{})
	t.lesson.Key.Differences = carried([]geom.Rect{box.Union(was)}, c)
	t.measures()
}

// around returns the pixels of a box, grown.
func around(r geom.Rect, by int) image.Rectangle {
	return image.Rect(int(math.Floor(r.MinX))-by, int(math.Floor(r.MinY))-by, int(math.Ceil(r.MaxX))+by, int(math.Ceil(r.MaxY))+by)
}

// flood has the one who wades taken out, and a piece of flotsam put in.
func flood(t *table) {
	source := t.see(street, 1, 0)
	id := t.candidate(source.Image)
	t.decoy(street, 4)
	t.decoy(street, 5)
	if t.stopped() {
		return
	}
	wader, _ := source.Part("person wading")
	// With the reflection below.
	gone := geom.Rect{MinX: wader.MinX, MinY: wader.MinY, MaxX: wader.MaxX, MaxY: wader.MaxY + 1.15*wader.Height()}
	car, _ := source.Part("car 1")
	put := around(geom.Rect{MinX: car.MinX, MinY: car.MinY, MaxX: car.MaxX, MaxY: car.MaxY + 0.3*car.Height()}, t.px(10))
	to := image.Pt(t.px(560), t.px(640))
	c, parts := synth.Touched(synth.Spread(source.Image), synth.Remove(around(gone, t.px(7))), synth.CloneTo(put, to))
	c2 := synth.Spread(c.Image, synth.Crop(t.box(60, 90, 1160, 796)), synth.Rescale(t.size(880, 565)))
	t.claim(c2.Image, 70)
	t.right(id, c2.SourceFromCopy, geom.Quad{})
	var boxes []geom.Rect
	for _, p := range parts {
		boxes = append(boxes, p.Box)
	}
	t.lesson.Key.Differences = carried(boxes, c2)
	t.measures()
}

// square is the same place from the same spot at another moment.
func square(t *table) {
	now, then := t.see(village, 1, 0), t.see(village, 1, 1)
	t.decoy(village, 2)
	id := t.candidate(then.Image)
	t.decoy(village, 3)
	c := synth.Spread(now.Image, synth.Crop(t.box(40, 210, 1150, 720)), synth.Rescale(t.size(832, 382)))
	t.claim(c.Image, 66)
	t.lesson.Key.Choice = training.AnotherMoment
	t.right(id, c.SourceFromCopy, geom.Quad{})
	for _, b := range now.Moved(then) {
		if b.Width() > 0.012*float64(t.full().Width) || b.Height() > 0.03*float64(t.full().Height) {
			t.lesson.Key.Differences = append(t.lesson.Key.Differences, carried([]geom.Rect{b}, c)...)
		}
	}
	t.lesson.Key.Differences = merged(t.lesson.Key.Differences)
	t.figure("moved", strconv.Itoa(len(t.lesson.Key.Differences)))
	t.measures()
}

// newsroom puts two fires and a studio under the same channel's graphics.
func newsroom(t *table) {
	air := func(img *image.RGBA) (*image.RGBA, []synth.Region) {
		c, parts := synth.Touched(synth.Spread(img), synth.Graphics(synth.Broadcast{
			Headline: "FIRE OUT OF CONTROL", Second: "Several streets closed, police say", Ticker: "Rain expected from Thursday   Trains run as usual   Council meets at noon", Clock: "18:42", Live: true,
		}))
		return c.Image, parts
	}
	claim, parts := air(t.see(forest, 2, 0).Image)
	c := synth.Spread(claim, synth.Rescale(t.size(768, 512)))
	t.claim(c.Image, 62)
	// The graphics alone lie at the same place: the map holds for the lower third.
	band := carried([]geom.Rect{parts[0].Box}, c)
	for _, d := range []struct {
		draw synth.Drawer
		seed uint64
	}{{synth.FactoryFire, 3}, {synth.NewsStudio, 6}} {
		img, _ := air(t.see(d.draw, d.seed, 0).Image)
		id := t.candidate(img)
		t.right(id, c.SourceFromCopy, band[0].Quad())
	}
	t.decoy(forest, 3)
	t.lesson.Key.Choice = training.GraphicsOnly
	t.measures()
}

// smoke is so little that nothing can be said.
func smoke(t *table) {
	p := t.see(forest, 1, 0)
	c := synth.Spread(p.Image, synth.Crop(t.box(300, 40, 540, 200)), synth.Blur(3*t.options.Scale), synth.Rescale(t.size(96, 64)), synth.JPEG(20))
	t.claim(c.Image, 30)
	t.decoy(synth.FactoryFire, 1)
	t.candidate(p.Image)
	t.decoy(forest, 2)
	t.lesson.Key.Choice = training.CantTell
	t.figure("width", strconv.Itoa(t.lesson.Exercise.Claim.Size.Width))
	t.figure("height", strconv.Itoa(t.lesson.Exercise.Claim.Size.Height))
}

// stand hides the source among twenty.
func stand(t *table) {
	for seed := range uint64(20) {
		if t.stopped() {
			return
		}
		if seed != 13 && t.enough() {
			continue
		}
		p := synth.FootballCrowd(seed+11, 0, t.size(720, 480))
		id := t.candidate(p.Image)
		if seed == 13 {
			c := synth.Spread(p.Image, synth.Crop(t.box(190, 90, 560, 350)), synth.Grey(), synth.Rescale(t.size(444, 312)))
			t.claim(c.Image, 50)
			t.right(id, c.SourceFromCopy, geom.Quad{})
			continue
		}
		t.decoys++
	}
	t.measures()
}

// port shows a harbour that none of the candidates shows.
func port(t *table) {
	c := synth.Spread(t.see(synth.HarbourFromAbove, 7, 0).Image, synth.Crop(t.box(150, 110, 1050, 710)), synth.Rescale(t.size(660, 440)))
	t.claim(c.Image, 60)
	for _, seed := range []uint64{8, 11, 10} {
		t.decoy(synth.HarbourFromAbove, seed)
	}
	t.lesson.Key.Choice = training.None
}

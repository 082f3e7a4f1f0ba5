//go:build display

// The frame rate of the viewer, which needs a real window and so the driver
// that only this package may start:
//
//	xvfb-run -s '-screen 0 1920x1080x24' go test -tags display -run FrameRate -v ./cmd/motbilde
package main

import (
	"context"
	"fmt"
	"image"
	"math"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/support"
)

// room is the window that the measurements share: 1280×800, as the design has it.
var room struct {
	app    fyne.App
	window fyne.Window
}

func TestMain(m *testing.M) {
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		fmt.Println("no display: the frame rate is not measured")
		return
	}
	leaveRoom()
	room.app = app.NewWithID("io.github.motbilde.framerate")
	room.app.Settings().SetTheme(look.New(look.Dark, 1))
	room.window = room.app.NewWindow("frame rate")
	room.window.SetPadded(false)
	room.window.Resize(fyne.NewSize(1280, 800))
	code := 1
	room.app.Lifecycle().SetOnStarted(func() {
		go func() {
			code = m.Run()
			fyne.Do(room.app.Quit)
		}()
	})
	room.window.ShowAndRun()
	os.Exit(code)
}

// The stage as large as in that window: 720×650 and the strip under it.
const stageWidth, stageHeight, stripHeight = 720, 650, 48

const (
	measured = 1200 * time.Millisecond
	// attempts is how often a mode may try: a machine with other work to do
	// gives any of two measurements less than its share.
	attempts = 3
	// least is the share of the plain window's rate that every mode must reach.
	least = 0.7
)

// probe counts the frames that are painted: one pixel that is drawn anew with
// every step, and says so while it is painted.
type probe struct {
	raster  *canvas.Raster
	painted chan struct{}
}

func newProbe() *probe {
	p := &probe{painted: make(chan struct{}, 1)}
	pixel := image.NewRGBA(image.Rect(0, 0, 1, 1))
	p.raster = canvas.NewRaster(func(int, int) image.Image {
		select {
		case p.painted <- struct{}{}:
		default:
		}
		return pixel
	})
	p.raster.Resize(fyne.NewSize(1, 1))
	return p
}

// rate makes a step, waits until it is painted, makes the next, and returns
// the steps a second.
func (p *probe) rate(step func(n int)) float64 {
	p.do(step, 0)
	began, n := time.Now(), 0
	for time.Since(began) < measured {
		n++
		p.do(step, n)
	}
	return float64(n) / time.Since(began).Seconds()
}

func (p *probe) do(step func(n int), n int) {
	select {
	case <-p.painted:
	default:
	}
	fyne.Do(func() {
		step(n)
		p.raster.Refresh()
	})
	select {
	case <-p.painted:
	case <-time.After(10 * time.Second):
		panic("the window does not paint")
	}
}

// plainRate is that of an empty window that redraws one raster as large as the stage.
func plainRate() float64 {
	frames := [2]*image.RGBA{}
	for i := range frames {
		frames[i] = image.NewRGBA(image.Rect(0, 0, stageWidth, stageHeight))
		for k := range frames[i].Pix {
			frames[i].Pix[k] = uint8(k*(i+3)) | 15
		}
	}
	turn := 0
	raster := canvas.NewRaster(func(int, int) image.Image { return frames[turn] })
	p := newProbe()
	fyne.DoAndWait(func() {
		look.Put(raster, 264, 76, stageWidth, stageHeight)
		room.window.SetContent(container.NewWithoutLayout(raster, p.raster))
	})
	return p.rate(func(n int) {
		turn = n % 2
		raster.Refresh()
	})
}

// owner renders what a stage asks for, the newest first, as the desk does.
type owner struct {
	pair  compare.Pair
	stage *stage.Stage
	sharp atomic.Int64 // frames that arrived

	mutex   sync.Mutex
	waiting map[int]stage.Request
	wake    chan struct{}
}

func (o *owner) need(r stage.Request) {
	o.mutex.Lock()
	o.waiting[r.Purpose] = r
	o.mutex.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

func (o *owner) work(ctx context.Context) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-o.wake:
		}
		for {
			o.mutex.Lock()
			var r stage.Request
			found := false
			for purpose, request := range o.waiting {
				r, found = request, true
				delete(o.waiting, purpose)
				break
			}
			o.mutex.Unlock()
			if !found {
				break
			}
			if f, err := compare.Render(ctx, o.pair, r.View, r.Size); err == nil {
				fyne.Do(func() {
					o.stage.Put(r, f)
					o.sharp.Add(1)
				})
			}
		}
	}
}

// find returns the part of the stage that takes the hand.
func find(o fyne.CanvasObject) (fyne.Draggable, fyne.Scrollable) {
	d, isDraggable := o.(fyne.Draggable)
	if s, isScrollable := o.(fyne.Scrollable); isDraggable && isScrollable {
		return d, s
	}
	if w, isWidget := o.(fyne.Widget); isWidget {
		for _, part := range test.WidgetRenderer(w).Objects() {
			if d, s := find(part); d != nil {
				return d, s
			}
		}
	}
	return nil, nil
}

// largePair is two pictures of 24 megapixels, the one turned and scaled on the other.
func largePair() compare.Pair {
	size := geom.Size{Width: 6000, Height: 4000}
	pyramid := func(key string, shift float64) *picture.Pyramid {
		pix := make([]uint8, 4*size.Pixels())
		seed := uint32(1)
		for y := range size.Height {
			row := 50 * math.Cos(float64(y)/70+shift)
			for x := range size.Width {
				seed = seed*1664525 + 1013904223
				v := uint8(110 + row*float64((x/40)%5-2)/2 + float64(seed>>28))
				i := 4 * (y*size.Width + x)
				pix[i], pix[i+1], pix[i+2], pix[i+3] = v, v/2+60, 255-v, 255
			}
		}
		return picture.NewPyramid(picture.New(key, size, pix))
	}
	c := size.Rect().Centre()
	return compare.Pair{
		Claimed: pyramid("claim", 0), Candidate: pyramid("candidate", 1), Placed: true,
		CandidateFromClaimed: geom.Translation(c.X, c.Y).After(geom.Rotation(0.02)).After(geom.Scaling(0.97, 0.97)).After(geom.Translation(-c.X, -c.Y)),
	}
}

// supported returns the support of a pair that agrees on the left and
// contradicts on the right, with points all over it.
func supported(p compare.Pair) *support.Support {
	a := align.Alignment{CandidateFromClaimed: p.CandidateFromClaimed}
	for i := range 100 {
		at := geom.Point{X: float64(i%10)*580 + 300, Y: float64(i/10)*380 + 200}
		a.Inliers = append(a.Inliers, align.Inlier{Claimed: at, Candidate: p.CandidateFromClaimed.Apply(at)})
	}
	size := p.Claimed.Size()
	const half = 260. // of a cell, as large as those of such pictures are
	for y := 0.; y+2*half <= float64(size.Height); y += half {
		for x := 0.; x+2*half <= float64(size.Width); x += half {
			c := align.Cell{Box: geom.Rect{MinX: x, MinY: y, MaxX: x + 2*half, MaxY: y + 2*half}}
			if x+half < float64(size.Width)/2 {
				c.ZNCC = 0.9
			}
			a.Support = append(a.Support, c)
		}
	}
	return support.Of(a, size, p.Candidate.Size())
}

// manyRegions returns as many as the stage outlines, all over the claim.
func manyRegions(claimed geom.Size) (all []compare.Region) {
	for i := range 30 {
		at := image.Pt(i%6*claimed.Width/6+100, i/6*claimed.Height/5+100)
		all = append(all, compare.Region{Box: image.Rectangle{Min: at, Max: at.Add(image.Pt(500, 400))}})
	}
	return all
}

func TestFrameRateOfPanAndZoomInEveryMode(t *testing.T) {
	o := &owner{pair: largePair(), waiting: map[int]stage.Request{}, wake: make(chan struct{}, 1)}
	m, err := compare.Difference(context.Background(), o.pair)
	if err != nil {
		t.Fatal(err)
	}
	m.Regions = manyRegions(o.pair.Claimed.Size())
	o.pair.Map = m
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go o.work(ctx)

	p := newProbe()
	var content fyne.CanvasObject
	fyne.DoAndWait(func() {
		o.stage = stage.New(func(d time.Duration, f func()) func() {
			timer := time.AfterFunc(d, func() { fyne.Do(f) })
			return func() { timer.Stop() }
		})
		o.stage.OnNeed = o.need
		object := o.stage.Object()
		look.Put(object, 264, 76, stageWidth, stageHeight+stripHeight)
		content = container.NewWithoutLayout(object, p.raster)
		room.window.SetContent(content)
	})
	scene := stage.Scene{
		Claimed:   stage.Side{Key: "claim", Name: "claim.jpg", Size: o.pair.Claimed.Size()},
		Candidate: stage.Side{Key: "candidate", Name: "candidate.jpg", Size: o.pair.Candidate.Size()},
		Placed:    true, CandidateFromClaimed: o.pair.CandidateFromClaimed, Difference: m, Support: supported(o.pair),
	}
	fyne.DoAndWait(func() { o.stage.Show(scene) })
	drag, wheel := find(o.stage.Object())
	if drag == nil {
		t.Fatal("nothing on the stage takes the hand")
	}
	middle := fyne.PointEvent{Position: fyne.NewPos(stageWidth/2, stageHeight/2+80)}
	for _, mode := range []struct {
		name    string
		mode    compare.Mode
		zoom    float64
		partial bool // then areas are drawn too
		kind    compare.Kind
	}{
		{"side by side", compare.SideBySide, 4, false, 0},
		{"overlay", compare.Overlay, 4, false, 0},
		{"swipe", compare.Swipe, 4, false, 0},
		{"blink", compare.Blink, 4, false, 0},
		{"difference", compare.DifferenceMode, 4, false, 0},
		{"match lines", compare.MatchLines, 1.1, false, 0}, // all lines are in sight
		{"match lines and areas", compare.MatchLines, 1.1, true, 0},
		{"the part that agrees", compare.SideBySide, 1.1, true, 0},
		{"outside", compare.OutsideMode, 1.1, false, 0}, // the whole outline is in sight
		{"all regions", compare.DifferenceMode, 1.1, false, 0},
		{"proportional", compare.DifferenceMode, 4, false, compare.Proportional},
		{"plain", compare.DifferenceMode, 4, false, compare.Plain},
	} {
		for _, move := range []struct {
			name string
			step func(n int)
		}{
			{"pan", func(n int) {
				// Round a circle, 6 pixels a step.
				s, c := math.Sincos(float64(n) / 20)
				drag.Dragged(&fyne.DragEvent{PointEvent: middle, Dragged: fyne.NewDelta(float32(math.Round(6*c)), float32(math.Round(6*s)))})
			}},
			{"zoom", func(n int) {
				dy := float32(6)
				if n/25%2 == 1 {
					dy = -6
				}
				wheel.Scrolled(&fyne.ScrollEvent{PointEvent: middle, Scrolled: fyne.NewDelta(0, dy)})
			}},
		} {
			share := 0.0
			for range attempts {
				// Beside each other, for what else the machine does changes meanwhile.
				plain := plainRate()
				fyne.DoAndWait(func() {
					room.window.SetContent(content)
					scene.Partial = mode.partial
					o.stage.Show(scene)
					o.stage.SetMode(mode.mode)
					o.stage.SetKind(mode.kind)
					o.stage.Fit()
					o.stage.Zoom(mode.zoom)
				})
				o.sharp.Store(0)
				began := time.Now()
				rate := p.rate(move.step)
				sharp := float64(o.sharp.Load()) / time.Since(began).Seconds()
				share = max(share, rate/plain)
				t.Logf("%-21s %-5s %5.1f frames a second, %.2f of a plain raster's %.1f; %.1f of them rendered anew", mode.name, move.name, rate, rate/plain, plain, sharp)
				if share >= least {
					break
				}
			}
			if share < least {
				t.Errorf("%s, %s: %.2f of the plain raster's rate, want %.2f", mode.name, move.name, share, least)
			}
		}
	}
}

package stage

import (
	"context"
	"image/color"
	"image/png"
	"math"
	"os"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"github.com/motbilde/motbilde/app/look"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// clock stands for time: what is due runs when the test says so.
type clock struct {
	now time.Duration
	due []*alarm
}

type alarm struct {
	at      time.Duration
	f       func()
	stopped bool
}

func (c *clock) after(d time.Duration, f func()) func() {
	a := &alarm{at: c.now + d, f: f}
	c.due = append(c.due, a)
	return func() { a.stopped = true }
}

func (c *clock) pass(d time.Duration) {
	end := c.now + d
	for {
		slices.SortStableFunc(c.due, func(a, b *alarm) int { return int(a.at - b.at) })
		if len(c.due) == 0 || c.due[0].at > end {
			c.now = end
			return
		}
		next := c.due[0]
		c.due = c.due[1:]
		c.now = next.at
		if !next.stopped {
			next.f()
		}
	}
}

// table is a stage in a window of the test driver, with an owner that renders at once.
type table struct {
	*Stage
	t        *testing.T
	clock    *clock
	window   fyne.Window
	pair     compare.Pair
	requests []Request
	deaf     bool // the owner renders nothing
}

const claimWidth, claimHeight = 480, 362

func drawn(key string, size geom.Size, at func(x, y float64) color.NRGBA) *picture.Pyramid {
	pix := make([]uint8, 0, 4*size.Pixels())
	for y := range size.Height {
		for x := range size.Width {
			c := at(float64(x)+0.5, float64(y)+0.5)
			pix = append(pix, c.R, c.G, c.B, c.A)
		}
	}
	return picture.NewPyramid(picture.New(key, size, pix))
}

// twoPictures returns a claim with black bars and the landscape it is a grey crop of.
var twoPictures = sync.OnceValue(func() compare.Pair {
	scale := 0.49
	landscape := func(x, y float64) color.NRGBA {
		v := 120 + 50*math.Sin(x/37)*math.Cos(y/29) + 30*math.Sin((x+y)/11)
		return color.NRGBA{uint8(v), uint8(v * .9), uint8(v*.7 + 40), 255}
	}
	return compare.Pair{
		Claimed: drawn("claim", geom.Size{Width: claimWidth, Height: claimHeight}, func(x, y float64) color.NRGBA {
			if y < 24 || y > claimHeight-24 {
				return color.NRGBA{0, 0, 0, 255}
			}
			c := landscape(60+x/scale, 50+y/scale)
			g := uint8(.3*float64(c.R) + .59*float64(c.G) + .11*float64(c.B))
			return color.NRGBA{g, g, g, 255}
		}),
		Candidate:            drawn("candidate", geom.Size{Width: 1200, Height: 780}, landscape),
		CandidateFromClaimed: geom.Map{1 / scale, 0, 60, 0, 1 / scale, 50, 0, 0, 1},
		Placed:               true,
	}
})

// newTable lays out a stage as large as in a window of 1280×800.
func newTable(t *testing.T) *table {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Dark, 1))
	tb := &table{t: t, clock: &clock{}}
	tb.pair = twoPictures()
	tb.Stage = New(tb.clock.after)
	tb.now = func() time.Time { return time.Unix(0, 0).Add(tb.clock.now) }
	tb.OnNeed = func(r Request) {
		tb.requests = append(tb.requests, r)
		if !tb.deaf {
			tb.render(r)
		}
	}
	tb.window = test.NewTempWindow(t, tb.Object())
	tb.window.SetPadded(false)
	tb.window.Resize(fyne.NewSize(720, 698))
	return tb
}

func (tb *table) render(r Request) {
	f, err := compare.Render(context.Background(), tb.pair, r.View, r.Size)
	if err != nil {
		tb.t.Errorf("rendering %+v: %v", r.View, err)
		return
	}
	tb.Put(r, f)
}

func (tb *table) scene() Scene {
	return Scene{
		Claimed:   Side{Key: "claim", Name: "channel-post.jpg", Size: tb.pair.Claimed.Size()},
		Candidate: Side{Key: "candidate", Name: "picos-trek-2009.jpg", Size: tb.pair.Candidate.Size()},
		Placed:    true, CandidateFromClaimed: tb.pair.CandidateFromClaimed,
	}
}

func (tb *table) last() Request {
	tb.t.Helper()
	if len(tb.requests) == 0 {
		tb.t.Fatal("no frame was asked for")
	}
	return tb.requests[len(tb.requests)-1]
}

// keep writes what is seen into the folder that MOTBILDE_LOOK names, for eyes.
func (tb *table) keep(name string) {
	folder := os.Getenv("MOTBILDE_LOOK")
	if folder == "" {
		return
	}
	f, err := os.Create(folder + "/stage-" + name + ".png")
	if err != nil {
		tb.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, tb.window.Canvas().Capture()); err != nil {
		tb.t.Fatal(err)
	}
}

func (tb *table) at(x, y float32) color.NRGBA {
	return color.NRGBAModel.Convert(tb.window.Canvas().Capture().At(int(x), int(y))).(color.NRGBA)
}

func (tb *table) measure() {
	tb.t.Helper()
	m, err := compare.Difference(context.Background(), tb.pair)
	if err != nil {
		tb.t.Fatal(err)
	}
	tb.pair.Map = m
}

func scroll(dy float32, x, y float32) *fyne.ScrollEvent {
	return &fyne.ScrollEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Scrolled: fyne.NewDelta(0, dy)}
}

func drag(tb *table, x, y, dx, dy float32) {
	tb.glass.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, y)}, Button: desktop.MouseButtonPrimary})
	tb.glass.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x+dx, y+dy)}, Dragged: fyne.NewDelta(dx, dy)})
	tb.glass.DragEnd()
}

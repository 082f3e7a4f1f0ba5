package desk

import (
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	if folder := os.Getenv(victimFolder); folder != "" {
		beVictim(folder) // never returns
	}
	goleak.VerifyTestMain(m)
}

// owner stands for the window: what workers post is run when the test says so,
// on the test's own goroutine.
type owner struct {
	t      *testing.T
	posted chan func()
	desk   *Desk
	lines  []string
	seen   Snapshot
	told   int
}

func newOwner(t *testing.T) *owner {
	t.Helper()
	return newOwnerWith(t, Options{})
}

func newOwnerWith(t *testing.T, options Options) *owner {
	t.Helper()
	o := &owner{t: t, posted: make(chan func(), 10_000)}
	options.Workers, options.Trace = 2, func(line []byte) { o.lines = append(o.lines, string(line)) }
	o.desk = New(func(f func()) { o.posted <- f }, options)
	o.desk.Watch(func(s Snapshot) { o.seen, o.told = s, o.told+1 })
	t.Cleanup(o.desk.Close)
	return o
}

// until runs what is posted until the snapshot is as wanted.
func (o *owner) until(what string, wanted func(Snapshot) bool) Snapshot {
	o.t.Helper()
	patience := time.After(time.Minute)
	for {
		if s := o.desk.Snapshot(); wanted(s) {
			return s
		}
		select {
		case f := <-o.posted:
			f()
		case <-patience:
			o.t.Fatalf("waited in vain until %s; progress %+v", what, o.desk.Snapshot().Progress)
		}
	}
}

func idle(s Snapshot) bool { return s.Progress.Stage == Idle }

// finished runs until nothing is under way any more.
func (o *owner) finished() Snapshot {
	o.t.Helper()
	return o.until("all work is done", idle)
}

// pictures writes drawn pictures with the given names into a folder of their own.
func pictures(t *testing.T, names ...string) []string {
	t.Helper()
	folder := t.TempDir()
	paths := make([]string, len(names))
	for i, name := range names {
		paths[i] = filepath.Join(folder, name)
		draw(t, paths[i], uint64(len(name)*100+i+1))
	}
	return paths
}

// draw writes a picture of random blocks, another one for each seed.
func draw(t *testing.T, path string, seed uint64) {
	t.Helper()
	random := rand.New(rand.NewPCG(seed, 7))
	img := image.NewRGBA(image.Rect(0, 0, 96, 72))
	for range 60 {
		x, y := random.IntN(90), random.IntN(66)
		c := color.RGBA{uint8(random.IntN(256)), uint8(random.IntN(256)), uint8(random.IntN(256)), 255}
		for dy := range 4 + random.IntN(10) {
			for dx := range 4 + random.IntN(10) {
				img.SetRGBA(x+dx, y+dy, c)
			}
		}
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, img); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func names(items []Item) []string {
	var all []string
	for _, item := range items {
		all = append(all, item.Evidence.Name)
	}
	return all
}

package capture

import (
	"encoding/json"
	"image"
	"image/draw"
	_ "image/jpeg"
	_ "image/png"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "golang.org/x/image/webp"
)

// devSet holds photographs and captures of them; it lies beside the project and
// is no part of it.
const devSet = "../../../shared/dev-set"

// every asks for the long form: all photographs and all captures.
var every = os.Getenv("MOTBILDE_CAPTURES") != ""

func devImage(t *testing.T, name string) *image.RGBA {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	out := image.NewRGBA(image.Rectangle{Max: img.Bounds().Size()})
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func TestPhotographsInDrawnPostsAreFound(t *testing.T) {
	names, _ := filepath.Glob(filepath.Join(devSet, "pictures", "originals", "*.jpg"))
	if len(names) == 0 {
		t.Skip("the pictures to measure on are not beside the project")
	}
	if !every {
		names = names[:12]
	}
	var k score
	for n, name := range names {
		photo := devImage(t, name)
		for i := range 4 {
			s := sampleOf(4*n + i)
			s.draw(uint64(n), photo)
			k.add(t, s)
		}
	}
	t.Log(&k)
	if all := len(k.off); k.within(1) < all*9/10 || k.untrue > k.clear/25 {
		t.Error("fewer are found than were when this was measured")
	}
}

// The captures of phones in the set and the screenshots of players, which have
// bars across the picture and a title over it: of those no truth is known.
func TestPicturesInCapturesOfOthersAreFound(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(devSet, "pictures", "manifest.json"))
	if err != nil {
		t.Skip("the captures to measure on are not beside the project")
	}
	var set struct {
		Pairs []struct {
			Claim, Kind string
			Quad        [][2]float64 `json:"claim_quad"` // centres of pixels at integers
		}
	}
	if err := json.Unmarshal(text, &set); err != nil {
		t.Fatal(err)
	}
	var off []int
	others, proposed := 0, 0
	for _, p := range set.Pairs {
		name := filepath.Join(devSet, "pictures", p.Claim)
		if len(p.Quad) == 0 || !strings.Contains(p.Claim, "phone") {
			if !every || strings.Contains(p.Claim, "phone") {
				continue
			}
			others++
			if found := find(devImage(t, name)); len(found) > 0 {
				proposed++
				t.Log("no capture of a post: ", p.Claim, found)
			}
			continue
		}
		truth := image.Rectangle{Min: image.Pt(1<<30, 1<<30)}
		for _, q := range p.Quad {
			x, y := int(math.Round(q[0])), int(math.Round(q[1]))
			truth = image.Rect(min(truth.Min.X, x), min(truth.Min.Y, y), max(truth.Max.X, x+1), max(truth.Max.Y, y+1))
		}
		found := find(devImage(t, name))
		worst, _ := nearest(found, truth)
		off = append(off, worst)
		t.Log(p.Claim, truth, found)
	}
	slices.Sort(off)
	t.Log("off by", off)
	t.Logf("%d other pictures: something is proposed in %d", others, proposed)
	if len(off) > 0 && off[len(off)/2] > 1 {
		t.Error("most pictures in captures of phones are off by more than a pixel")
	}
	names, _ := filepath.Glob(filepath.Join(devSet, "video", "claims", "real_*.jpg"))
	for _, name := range names {
		found := find(devImage(t, name))
		t.Log(filepath.Base(name), found)
		if len(found) == 0 {
			t.Errorf("%s: nothing found", filepath.Base(name))
		}
	}
}

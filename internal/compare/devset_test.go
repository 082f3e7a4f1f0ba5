package compare

import (
	"encoding/json"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
)

// devPictures holds photographs with claims made from them and the truth about
// them; it lies beside the project and is no part of it.
const devPictures = "../../../shared/dev-set/pictures"

// devPair is one line of its manifest: pixel centres lie at whole numbers there.
type devPair struct {
	Claim, Candidate, Label, Kind string
	H                             [3][3]float64
	Quad                          [][2]float64 `json:"claim_quad"` // the claim's part that shows the candidate
	Mask                          string       // what was covered or edited
	Params                        []any
}

// devKinds are the kinds of claims that are measured: of the combined ones
// four each, of the covered ones two, of the plain ones the first.
var devKinds = []string{
	"c_gunship", "both_same_gfx", "both_other_gfx", "meme", "logo20", "overlay40", "phone", "tvgfx", "hud", "c_tvphoto", "pip_under", "watermark",
	"jpeg20", "grey", "tone", "mirror", "crop50", "rot5", "invert", "blur", "down25", "letterbox", "screen",
	"edit_removed", "edit_pasted", "edit_copymove",
}

func allDevPairs(t *testing.T) []devPair {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(devPictures, "manifest.json"))
	if err != nil {
		t.Skip("the pictures to measure on are not beside the project")
	}
	var manifest struct{ Pairs []devPair }
	if err := json.Unmarshal(text, &manifest); err != nil {
		t.Fatal(err)
	}
	return manifest.Pairs
}

func devPairs(t *testing.T) []devPair {
	var pairs []devPair
	seen := map[string]int{}
	for _, p := range allDevPairs(t) {
		most := 1
		switch {
		case strings.HasPrefix(p.Kind, "c_gunship"), strings.HasPrefix(p.Kind, "both_"):
			most = 4
		case p.Mask != "":
			most = 2
		}
		if p.Label == "match" && slices.Contains(devKinds, p.Kind) && seen[p.Kind] < most {
			seen[p.Kind]++
			pairs = append(pairs, p)
		}
	}
	return pairs
}

func devImage(t *testing.T, name string) image.Image {
	t.Helper()
	f, err := os.Open(filepath.Join(devPictures, name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// pair returns the two pictures as they truly lie.
func (p devPair) pair(t *testing.T) Pair {
	t.Helper()
	h := geom.Map{p.H[0][0], p.H[0][1], p.H[0][2], p.H[1][0], p.H[1][1], p.H[1][2], p.H[2][0], p.H[2][1], p.H[2][2]}
	return Pair{
		Claimed:   picture.NewPyramid(picture.FromImage(p.Claim, devImage(t, p.Claim))),
		Candidate: picture.NewPyramid(picture.FromImage(p.Candidate, devImage(t, p.Candidate))),
		Placed:    true, ToneInverted: slices.Contains(p.Params, any("invert")),
		CandidateFromClaimed: geom.Translation(.5, .5).After(h).After(geom.Translation(-.5, -.5)),
	}
}

// lit returns the shares of what is shown as different: of the places that
// show the candidate, 16 claim pixels or more from what was covered or edited,
// and of those that were.
func (p devPair) lit(t *testing.T) (outside, inside float64) {
	pair := p.pair(t)
	m := difference(t, pair)
	size := pair.Claimed.Size()
	covered := make([]bool, size.Pixels())
	if p.Mask != "" {
		mask := devImage(t, p.Mask)
		for i := range covered {
			r, _, _, _ := mask.At(i%size.Width, i/size.Width).RGBA()
			covered[i] = r > 0x7FFF
		}
	}
	near := spread(covered, size, 16)
	shows := func(q geom.Point) bool {
		sign := 0
		for i, a := range p.Quad {
			b := p.Quad[(i+1)%len(p.Quad)]
			cross := (b[0]-a[0])*(q.Y-.5-a[1]) - (b[1]-a[1])*(q.X-.5-a[0])
			length := geom.Point{X: b[0] - a[0], Y: b[1] - a[1]}.Length()
			if cross < 0 {
				sign--
				cross = -cross
			} else {
				sign++
			}
			if cross < 8*length {
				return false
			}
		}
		return sign == len(p.Quad) || sign == -len(p.Quad)
	}
	at := func(q geom.Point) int { return min(int(q.Y), size.Height-1)*size.Width + min(int(q.X), size.Width-1) }
	outside = shareAbove(m, DefaultShowFrom, func(q geom.Point) bool { return !near[at(q)] && shows(q) })
	inside = shareAbove(m, DefaultShowFrom, func(q geom.Point) bool { return covered[at(q)] && shows(q) })
	return outside, inside
}

// spread returns what lies within that many pixels of a set place, along either axis.
func spread(set []bool, size geom.Size, by int) []bool {
	along := func(set []bool, count, step, lines, next int) []bool {
		out := make([]bool, len(set))
		for l := range lines {
			for i := range count {
				if !set[l*next+i*step] {
					continue
				}
				for k := max(0, i-by); k <= min(count-1, i+by); k++ {
					out[l*next+k*step] = true
				}
			}
		}
		return out
	}
	level := along(set, size.Width, 1, size.Height, size.Width)
	return along(level, size.Height, size.Width, size.Width, 1)
}

func TestOnlyWhatWasCoveredOrEditedLightsUpInPhotographs(t *testing.T) {
	if testing.Short() {
		t.Skip("it measures many pictures")
	}
	var all []float64
	for _, p := range devPairs(t) {
		outside, inside := p.lit(t)
		all = append(all, outside)
		// What is left are screens whose light falls off towards their edges, and
		// colours cut off channel by channel: neither is one curve of luma.
		if edited := strings.HasPrefix(p.Kind, "edit_"); outside > .06 || edited && inside < .95 {
			t.Errorf("%s: %.2f %% of what was left alone lights up, %.1f %% of what was not", p.Claim, 100*outside, 100*inside)
		}
	}
	slices.Sort(all)
	t.Logf("lit where nothing was done: median %.3f %%, worst %.2f %%, of %d pairs", 100*all[len(all)/2], 100*all[len(all)-1], len(all))
}

package align

import (
	"context"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/motbilde/motbilde/internal/align/feature"
	"github.com/motbilde/motbilde/internal/align/fit"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/rows"
	"github.com/motbilde/motbilde/internal/synth"
)

// calibrationSwitch is the environment variable that asks for the calibrations,
// which take minutes: 1 for all of them, or a number of pixels for one.
const calibrationSwitch = "MOTBILDE_CALIBRATE"

// trial is one calibration of the strength: what the unrelated pictures are.
type trial struct {
	pixels int // that a photograph is reduced to; a smaller one stays as it is
	drawn  int // scenes drawn at that size
	parts  int // cut out of each photograph as well, every second one mirrored
}

var trials = [...]trial{
	// Small, so that fourteen thousand pairs take minutes.
	{pixels: 50_000, drawn: 112},
	// As large as pictures on the web, with other scales and other detail.
	{pixels: 400_000, drawn: 40, parts: 2},
}

// item is a picture of a trial; two of one origin do not meet.
type item struct {
	origin     string
	photograph bool
	subject    *Subject
}

// TestStrengthHoldsOnUnrelatedPairs counts how often unrelated pairs reach a
// number of false alarms below ε. If the chance model holds, that is at most
// ε for each pair. Photographs of the development set join drawn pictures where
// they are present; two that show one thing do not meet.
func TestStrengthHoldsOnUnrelatedPairs(t *testing.T) {
	asked := os.Getenv(calibrationSwitch)
	if asked == "" {
		t.Skip("set " + calibrationSwitch + "=1 to run the calibrations")
	}
	ran := false
	for _, c := range trials {
		if asked == "1" || asked == strconv.Itoa(c.pixels) {
			ran = true
			t.Run(strconv.Itoa(c.pixels), c.run)
		}
	}
	if !ran {
		t.Errorf("no calibration at %s pixels", asked)
	}
}

func (c trial) run(t *testing.T) {
	items := c.items(t)
	tally := tally{lowest: math.Inf(1)}
	var counting sync.Mutex
	rows.Tasks(len(items), func(i int) {
		for j := range i {
			a, b := items[i], items[j]
			if sameThing(a.origin, b.origin) {
				continue
			}
			best, verdict, err := strongest(context.Background(), a.subject, b.subject)
			counting.Lock()
			if err != nil {
				t.Error(err)
			}
			tally.add(best, a.photograph && b.photograph)
			if best < uncertainLog10NFA {
				t.Logf("%s and %s: log10 NFA %.1f, %v", a.origin, b.origin, best, verdict)
			}
			if verdict.Accepted() {
				tally.matches++
				t.Errorf("%s and %s are called a match", a.origin, b.origin)
			}
			counting.Unlock()
		}
	})
	tally.print(t.Output(), c, len(items))
	for k, l := range limits {
		if expected := math.Pow(10, l) * float64(tally.pairs); l <= -2 && float64(tally.below[k]) > expected+3*math.Sqrt(expected)+3 {
			t.Errorf("NFA < 1e%.0f on %d pairs; the model allows %.3g", l, tally.below[k], expected)
		}
	}
}

// items are the photographs, parts of them, and drawn scenes.
func (c trial) items(t *testing.T) []item {
	var items []item
	photographs, _ := filepath.Glob("../../../shared/dev-set/pictures/originals/*.jpg")
	for n, path := range photographs {
		img, err := decoded(path)
		if err != nil {
			t.Fatal(err)
		}
		origin := filepath.Base(path)
		items = append(items, item{origin, true, NewSubject(c.reduced(img))})
		for k := range c.parts {
			items = append(items, item{origin, true, NewSubject(c.reduced(partOf(img, n+k, k%2 == 1)))})
		}
	}
	if len(photographs) == 0 {
		t.Log("the photographs beside the project are not here: drawn scenes alone meet")
	}
	// Three of synth's kinds: the fourth shares its overlay with one of them.
	size := geom.Size{Width: 4, Height: 3}.Scaled(float64(c.pixels) / 12)
	for n, kind := range []synth.Kind{synth.Convoy, synth.Road, synth.Harbour} {
		items = append(items, item{fmt.Sprint("scene", n), false, NewSubject(picture.FromImage("", drawnScene(kind, uint64(n), size)))})
	}
	for seed := range uint64(c.drawn - 3) {
		d := newDrawing(float64(size.Width), float64(size.Height), 1000+seed)
		items = append(items, item{fmt.Sprint("drawn", seed), false, NewSubject(d.render(geom.Identity(), size, nil))})
	}
	return items
}

// limits are the log10 NFA whose frequency is counted.
var limits = [...]float64{0, -1, -2, -3, -4, -6}

// tally is the count of a trial.
type tally struct {
	pairs, ofPhotographs, matches int
	placed                        int // pairs that any placement was proposed for
	below                         [len(limits)]int
	lowest                        float64
}

func (y *tally) add(best float64, photographs bool) {
	y.pairs++
	if photographs {
		y.ofPhotographs++
	}
	if !math.IsInf(best, 1) {
		y.placed++
	}
	for k, l := range limits {
		if best < l {
			y.below[k]++
		}
	}
	y.lowest = min(y.lowest, best)
}

// print writes the table of docs/calibration.md.
func (y *tally) print(w io.Writer, c trial, items int) {
	fmt.Fprintf(w, "\n### %d pixels\n\n", c.pixels)
	fmt.Fprintf(w, "%d pictures, %d unrelated pairs, %d of them two photographs; %d called a match.\n", items, y.pairs, y.ofPhotographs, y.matches)
	if y.placed == 0 {
		fmt.Fprint(w, "For none did so many points agree that a strength could be given.\n\n")
	} else {
		fmt.Fprintf(w, "For %d of them enough points agreed for a strength; its least log10 NFA is %.2f.\n\n", y.placed, y.lowest)
	}
	fmt.Fprint(w, "| ε | pairs with NFA < ε | ε · M |\n|---|---|---|\n")
	for k, l := range limits {
		fmt.Fprintf(w, "| 10^%.0f | %d | %.3g |\n", l, y.below[k], math.Pow(10, l)*float64(y.pairs))
	}
}

// strongest returns the smallest log10 NFA that two pictures reach in any
// variant, whatever the dense check says of it, and the verdict where it would count.
func strongest(ctx context.Context, a, b *Subject) (float64, Verdict, error) {
	va, err := a.view(ctx, 0)
	if err != nil {
		return 0, VerdictUnset, err
	}
	vb, err := b.view(ctx, 0)
	if err != nil {
		return 0, VerdictUnset, err
	}
	best := math.Inf(1)
	for _, v := range feature.Variants {
		set := va.set.As(v)
		scene := sceneOf(set, fit.NewField(set.Size, places(set)), vb, vb.index.Match(set, doubtfulRatio))
		if r, ok := scene.Best(); ok {
			best = min(best, r.Log10NFA)
		}
	}
	if best > uncertainLog10NFA {
		return best, NoMatch, nil
	}
	found, err := Find(ctx, a, b, Options{})
	return best, found.Verdict, err
}

// oneThing names pictures of the development set that show one thing, by how
// their names begin: the strength found the last two sorts by itself, from
// 10⁻⁴ to 10⁻¹⁵, and only a look showed that it was right.
var oneThing = [...][]string{
	{"sk_motorcycle"},
	{"cid_2716"},
	{"cid_2666598", "cid_2232979"}, // the same stars
	{"cid_3623285", "cid_1583339"}, // the Taj Mahal from two sides
}

func sameThing(a, b string) bool {
	for _, names := range oneThing {
		of := func(origin string) bool {
			return slices.ContainsFunc(names, func(name string) bool { return strings.HasPrefix(origin, name) })
		}
		if of(a) && of(b) {
			return true
		}
	}
	return a == b
}

func decoded(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, _, err := image.Decode(f)
	return img, err
}

// partOf cuts three fifths of each side out of a picture, at one of nine places.
func partOf(img image.Image, n int, mirrored bool) image.Image {
	b := img.Bounds()
	w, h := b.Dx()*3/5, b.Dy()*3/5
	x, y := b.Min.X+n%3*(b.Dx()-w)/2, b.Min.Y+n/3%3*(b.Dy()-h)/2
	part := image.NewRGBA(image.Rect(0, 0, w, h))
	for py := range h {
		for px := range w {
			from := px
			if mirrored {
				from = w - 1 - px
			}
			part.Set(px, py, img.At(x+from, y+py))
		}
	}
	return part
}

// reduced makes a grey picture of the trial's size.
func (c trial) reduced(img image.Image) *picture.Picture {
	g := picture.FromImage("", img).Gray(c.pixels)
	luma := make([]float64, len(g.Pix))
	for i, v := range g.Pix {
		luma[i] = float64(v)
	}
	return toPicture("", luma, g.Size, nil)
}

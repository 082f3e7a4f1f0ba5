package compare

import (
	"context"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// uneditedKinds are claims of which nothing but the whole picture was changed.
var uneditedKinds = []string{"crop80", "crop50", "crop25", "jpeg50", "jpeg20", "jpeg10", "webp", "grey", "down25", "up", "mirror", "rot5", "rot90", "rot180", "tone", "invert", "stretch"}

// TestWindowsOfUneditedPairs prints what scales is taken from. It asserts that
// the chance model is not kinder than what it was taken from.
func TestWindowsOfUneditedPairs(t *testing.T) {
	if os.Getenv("MOTBILDE_TAILS") == "" {
		t.Skip("set MOTBILDE_TAILS=1 to measure the windows of unedited pairs (minutes)")
	}
	var beyond [len(scales)][41]int
	var all [len(scales)]int
	pairs := 0
	for _, p := range allDevPairs(t) {
		if p.Label != "match" || !slices.Contains(uneditedKinds, p.Kind) || strings.HasSuffix(p.Claim, ".webp") {
			continue
		}
		pairs++
		d, err := measure(context.Background(), p.pair(t))
		if err != nil {
			t.Fatal(err)
		}
		wide := 0
		for k, s := range scales {
			z := make([]float64, len(d.squares))
			d.boxMeans(d.squares, s.radius, func(i int, mean float64) { z[i] = math.Sqrt(mean) })
			for y := 0; y < d.Size.Height; y += s.radius {
				for x := 0; x < d.Size.Width; x += s.radius {
					i := y*d.Size.Width + x
					if d.Mask[i] != Told {
						continue
					}
					all[k]++
					if k == 0 && z[i] > 4 {
						wide++
					}
					for b := range beyond[k] {
						if z[i] >= float64(b)/4 {
							beyond[k][b]++
						}
					}
				}
			}
		}
		if wide > 0 {
			t.Logf("%s: %d windows of 7 beyond 4", p.Claim, wide)
		}
	}
	for k, s := range scales {
		var line strings.Builder
		for b := 4; b <= 36; b += 2 {
			share := float64(beyond[k][b]) / float64(all[k])
			model := s.at + s.perUnit*(float64(b)/4-s.from)
			fmt.Fprintf(&line, " %.1f: %.2f (%.2f)", float64(b)/4, math.Log10(share), model)
		}
		if share := float64(beyond[k][4*4]) / float64(all[k]); math.Log10(share) > s.at+s.perUnit*(4-s.from) {
			t.Errorf("windows of %d: %.1e of them reach a z of 4, more than the model has", 2*s.radius+1, share)
		}
		t.Logf("%d pairs, windows of %d: log10 of the share beyond z (model)%s", pairs, 2*s.radius+1, line.String())
	}
}

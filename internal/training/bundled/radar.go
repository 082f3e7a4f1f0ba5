package bundled

import (
	"strconv"
	"strings"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
	"github.com/motbilde/motbilde/internal/training"
)

// radar is a photograph of a screen, cut so that its clock is not to be seen;
// the same screen twenty minutes later is among the candidates. Map, names and
// bars agree: what tells the two apart is the rain.
func radar(t *table) {
	now, then := t.see(synth.WeatherRadar, 5, 0), t.see(synth.WeatherRadar, 5, 2)
	t.decoy(synth.WeatherRadar, 2)
	id := t.candidate(then.Image)
	t.decoy(synth.WeatherRadar, 6)
	c := synth.Spread(now.Image, synth.Crop(t.box(175, 125, 890, 530)), synth.Rescale(t.size(600, 340)))
	t.claim(c.Image, 68)
	t.lesson.Key.Choice = training.AnotherMoment
	t.right(id, c.SourceFromCopy, geom.Quad{})
	// A shower on the claim is a difference; showers that meet are one.
	var showers []geom.Rect
	for _, r := range now.Parts {
		if at, ok := then.Part(r.Name); strings.HasPrefix(r.Name, "shower") && (!ok || at != r.Box) {
			showers = append(showers, r.Box)
		}
	}
	t.lesson.Key.Differences = merged(carried(showers, c))
	t.figure("moved", strconv.Itoa(len(t.lesson.Key.Differences)))
	t.measures()
}

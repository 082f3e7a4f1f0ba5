package app

import (
	"fmt"
	"testing"
)

func TestRegionsHaveTheSizesOfTheDesign(t *testing.T) {
	for _, c := range []struct {
		width, height  float32 // of the window without its menu bar of 28
		list, facts    float32
		stageW, stageH float32
		head, line     float32
	}{
		{1280, 772, 264, 296, 720, 698, 48, 26},
		{1920, 1052, 296, 352, 1272, 978, 48, 26},
	} {
		r := arrange(c.width, c.height, wish{scale: 1})
		if r.list.width != c.list || r.facts.width != c.facts || r.stage.width != c.stageW || r.stage.height != c.stageH {
			t.Errorf("%gx%g: list %g, facts %g, stage %gx%g", c.width, c.height, r.list.width, r.facts.width, r.stage.width, r.stage.height)
		}
		if r.head.height != c.head || r.status.height != c.line {
			t.Errorf("%gx%g: head %g, status %g", c.width, c.height, r.head.height, r.status.height)
		}
	}
}

// In every size and form the regions fill the window, none lies over another
// but a drawer over the stage, and the stage is never squeezed away.
func TestRegionsFillTheWindowInEveryForm(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5, 2} {
		for width := float32(640); width <= 2600; width += 20 {
			for _, w := range []wish{
				{}, {hideList: true}, {hideFacts: true}, {listDrawer: true, factsDrawer: true}, {list: 420, facts: 520}, {pictureOnly: true},
			} {
				w.scale = scale
				r := arrange(width, 452, w)
				name := fmt.Sprintf("%g at %g, %+v", width, scale, w)
				if r.stage.width < 230 || r.stage.height < 100 {
					t.Fatalf("%s: stage %+v", name, r.stage)
				}
				side := float32(0)
				for _, s := range []struct {
					room
					over bool
				}{{r.list, r.listOver}, {r.facts, r.factsOver}} {
					if s.x < 0 || s.x+s.width > width+0.01 {
						t.Errorf("%s: %+v lies outside", name, s.room)
					}
					if !s.over {
						side += s.width
					}
				}
				if sum := side + r.stage.width; sum < width-0.01 || sum > width+0.01 {
					t.Errorf("%s: list, stage and facts are %g wide", name, sum)
				}
			}
		}
	}
}

func TestFormChangesAtTheDesignsWidths(t *testing.T) {
	for width, want := range map[float32]Form{
		640: Drawers, 719: Drawers, 720: FactsDrawer, 959: FactsDrawer, 960: NarrowList, 1199: NarrowList, 1200: Regular, 1599: Regular, 1600: Roomy,
	} {
		if got := FormAt(width); got != want {
			t.Errorf("%g: form %d, want %d", width, got, want)
		}
	}
	if r := arrange(1280, 772, wish{scale: 2}); r.form != Drawers {
		t.Errorf("1280 at a text size of 200 %% is %d, want drawers", r.form)
	}
	if r := arrange(1280, 772, wish{scale: 1, list: 1000, facts: 10}); r.list.width != mostList || r.facts.width != leastFacts {
		t.Errorf("dragged beyond the ends: list %g, facts %g", r.list.width, r.facts.width)
	}
}

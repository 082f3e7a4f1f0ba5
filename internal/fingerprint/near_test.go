package fingerprint

import (
	"image"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/synth"
)

func printOf(img *image.RGBA) Fingerprint {
	return Of(picture.New("", geom.Size{Width: img.Rect.Dx(), Height: img.Rect.Dy()}, img.Pix))
}

func TestCopiesAreNearAndOtherPicturesAreNot(t *testing.T) {
	var all []Fingerprint
	worst := 0.0
	for seed := range uint64(8) {
		kind := synth.Kind(seed % 4)
		img := synth.Draw(seed, kind, geom.Size{Width: 640, Height: 400}).Image
		whole := printOf(img)
		all = append(all, whole)
		for name, attacks := range map[string][]synth.Attack{
			"saved at 40":       {synth.JPEG(40)},
			"half, saved":       {synth.Rescale(geom.Size{Width: 320, Height: 200}), synth.JPEG(70)},
			"a third, saved":    {synth.Rescale(geom.Size{Width: 213, Height: 133}), synth.JPEG(60)},
			"grey, saved":       {synth.Grey(), synth.JPEG(80)},
			"saved three times": {synth.JPEG(80), synth.JPEG(60), synth.JPEG(70)},
		} {
			c := printOf(synth.Spread(img, attacks...).Image)
			worst = max(worst, whole.upright.distance(c.upright))
			if !whole.Near(c) {
				t.Errorf("scene %d, %s: %.3f apart", seed, name, whole.upright.distance(c.upright))
			}
		}
		for name, attacks := range map[string][]synth.Attack{
			"cropped":  {synth.Crop(image.Rect(100, 60, 540, 340))},
			"mirrored": {synth.Mirror()},
		} {
			if c := printOf(synth.Spread(img, attacks...).Image); whole.Near(c) {
				t.Errorf("scene %d, %s: near", seed, name)
			}
		}
	}
	nearest := 1.0
	for i, a := range all {
		for _, b := range all[:i] {
			nearest = min(nearest, a.upright.distance(b.upright))
			if a.Near(b) {
				t.Errorf("scene %d is near another", i)
			}
		}
	}
	t.Logf("copies lie up to %.3f apart, other scenes from %.3f", worst, nearest)
}

func TestFlatPicturesAreNotNear(t *testing.T) {
	dark, light := image.NewRGBA(image.Rect(0, 0, 64, 64)), image.NewRGBA(image.Rect(0, 0, 64, 64))
	for i := range light.Pix {
		light.Pix[i], dark.Pix[i] = 250, 5
	}
	if printOf(dark).Near(printOf(light)) {
		t.Error("a dark and a light picture with nothing in them are near")
	}
	if (Fingerprint{}).Near(Fingerprint{}) {
		t.Error("nothing is near nothing")
	}
}

package desk

import (
	"image"
	"reflect"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/redact"
)

// covered is what must not be seen of the case as it stands.
type covered struct {
	areas    redact.Areas
	revision int                         // another one after each change
	images   map[image.Image]image.Image // small pictures as they may be shown
}

// cover works out what must not be seen.
func (d *Desk) cover() redact.Areas {
	var areas redact.Areas
	if redact.Any(d.file) {
		var placed []casefile.Comparison
		for _, claim := range d.claims() {
			for i := range d.file.Evidence {
				if c, known := d.results[pairing{claim.ID, d.file.Evidence[i].ID}]; known {
					placed = append(placed, c)
				}
			}
		}
		areas = redact.Of(d.file, placed)
	}
	if !reflect.DeepEqual(areas, d.covered.areas) {
		d.covered = covered{areas: areas, revision: d.covered.revision + 1}
	}
	return areas
}

// seen returns a small picture of an item as it may be shown; size is that of
// what it shows, in the item's pixels.
func (d *Desk) seen(id casefile.ID, size geom.Size, img image.Image) image.Image {
	areas := d.covered.areas[id]
	if img == nil || len(areas) == 0 {
		return img
	}
	made, known := d.covered.images[img]
	if !known {
		if made = redact.Image(img, size, areas); d.covered.images == nil {
			d.covered.images = map[image.Image]image.Image{}
		}
		d.covered.images[img] = made
	}
	return made
}

// coveredAtOnce is how many pictures of a video are covered in one go; the owner's
// goroutine has other things to do.
const coveredAtOnce = 12

// seenScenes returns pictures of a video as they may be shown: what is redacted
// on one frame is covered on all. Those that have to wait their turn are left
// out meanwhile, never shown as they are.
func (d *Desk) seenScenes(e casefile.Evidence, all []Scene) []Scene {
	if len(d.covered.areas[e.ID]) == 0 || len(all) == 0 {
		return all
	}
	out, left := make([]Scene, len(all)), coveredAtOnce
	for i, scene := range all {
		out[i].At = scene.At
		if _, made := d.covered.images[scene.Picture]; made || left > 0 {
			out[i].Picture = d.seen(e.ID, e.Pixels, scene.Picture)
			if !made {
				left--
			}
		}
	}
	if left == 0 {
		d.publishSoon()
	}
	return out
}

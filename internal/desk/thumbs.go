package desk

import (
	"context"
	"image"
	"slices"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/geom"
)

// mostThumbs is how many thumbnails of each kind are kept: several screens of
// the list, 60 MB of whole pictures at most.
const mostThumbs = 200

// regionSize bounds the thumbnail of an aligned region: a row's at twice the text size.
var regionSize = geom.Size{Width: 152, Height: 114}

// thumbs are the small pictures of the list: of a candidate that lies on the
// claim the part that the claim shows, of others the whole. They are made for
// rows in sight, one at a time; when a row is scrolled away its turn is over.
type thumbs struct {
	wanted  []casefile.ID // rows in sight, the first to be made first
	regions map[regionKey]image.Image
	recent  []regionKey   // of regions, the one that was wanted last at the end
	wholes  []casefile.ID // items that have a thumbnail, likewise

	making  casefile.ID // empty: nothing is being made
	turn    uint64
	cancel  context.CancelFunc
	refused map[regionKey]bool // could not be made; the file's problem is in the list
}

// regionKey names an aligned region by its pair, and how that lies.
type regionKey struct {
	pairing
	lies geom.Map
}

// NeedThumbnails has the thumbnails of those candidates made, which are in
// sight now, and lets go of what was being made for others.
func (d *Desk) NeedThumbnails(ids []casefile.ID) {
	if slices.Equal(ids, d.thumbs.wanted) {
		return
	}
	d.thumbs.wanted = slices.Clone(ids)
	if t := &d.thumbs; t.making != "" && !slices.Contains(ids, t.making) {
		t.stop()
	}
	d.makeThumbs()
}

func (t *thumbs) stop() {
	t.turn++
	if t.cancel != nil {
		t.cancel()
	}
	t.making, t.cancel = "", nil
}

// regionOf returns the key of a candidate's aligned region; ok is false where it has none.
func (d *Desk) regionOf(e casefile.Evidence) (key regionKey, a align.Alignment, ok bool) {
	claim, has := d.claim()
	c := d.comparison(e)
	a = c.Alignment
	if !has || d.hides() || d.entries[claim.ID].state != Ready || d.stateOf(e) != Compared || !a.Placed() || casework.IsVideo(e) ||
		!a.Verdict.Accepted() && a.Status != align.ByHand {
		return key, a, false
	}
	return regionKey{pairing{claim.ID, e.ID}, a.CandidateFromClaimed}, a, true
}

// region returns the thumbnail of a candidate's aligned region; nil while there is none.
func (d *Desk) region(e casefile.Evidence) image.Image {
	if key, _, ok := d.regionOf(e); ok {
		return d.thumbs.regions[key]
	}
	return nil
}

// makeThumbs makes the next thumbnail that is wanted and not there.
func (d *Desk) makeThumbs() {
	t := &d.thumbs
	if t.making != "" || d.ctx.Err() != nil {
		return
	}
	wanted := t.wanted
	if claim, has := d.claim(); has { // it may have been a candidate far from sight
		wanted = append([]casefile.ID{claim.ID}, wanted...)
	}
	for _, id := range wanted {
		e, there := d.file.Find(id)
		n := d.entries[id]
		if !there || n.state != Ready || n.unseen || e.Problem != nil {
			continue
		}
		key, a, placed := d.regionOf(e)
		file := casework.FileIn(e, d.comparison(e))
		l := d.lab
		switch {
		case placed && t.regions[key] == nil && !t.refused[key]:
			claim, _ := d.claim()
			claimed := casework.FileOf(claim)
			d.makeThumb(id, func(ctx context.Context) (image.Image, error) {
				return l.Region(ctx, claimed, file, a, regionSize)
			}, func(made image.Image, err error) {
				if err != nil {
					t.refuse(key)
					return
				}
				t.keepRegion(key, made)
			})
			return
		case n.thumbnail == nil && (!placed || t.refused[key]) && !t.refused[regionKey{pairing{"", id}, geom.Map{}}]:
			d.makeThumb(id, func(ctx context.Context) (image.Image, error) {
				p, err := l.Preview(ctx, file, thumbnailSize)
				return p.Thumbnail, err
			}, func(made image.Image, err error) {
				if err != nil {
					t.refuse(regionKey{pairing{"", id}, geom.Map{}})
					return
				}
				d.keepThumbnail(id, made)
			})
			return
		}
	}
}

func (d *Desk) makeThumb(id casefile.ID, job func(context.Context) (image.Image, error), keep func(image.Image, error)) {
	t := &d.thumbs
	ctx, cancel := context.WithCancel(d.ctx)
	t.turn++
	turn := t.turn
	t.making, t.cancel = id, cancel
	start(d, ctx, job, func(made image.Image, err error) {
		cancel()
		if t.turn != turn {
			return // scrolled away meanwhile
		}
		t.making, t.cancel = "", nil
		keep(made, err)
		d.makeThumbs()
		d.publishSoon()
	})
}

func (t *thumbs) refuse(key regionKey) {
	if t.refused == nil {
		t.refused = map[regionKey]bool{}
	}
	t.refused[key] = true
}

func (t *thumbs) keepRegion(key regionKey, made image.Image) {
	if t.regions == nil {
		t.regions = map[regionKey]image.Image{}
	}
	t.regions[key] = made
	t.recent = append(t.recent, key)
	for len(t.recent) > mostThumbs {
		i := max(0, slices.IndexFunc(t.recent, func(k regionKey) bool { return !slices.Contains(t.wanted, k.candidate) }))
		delete(t.regions, t.recent[i])
		t.recent = slices.Delete(t.recent, i, i+1)
	}
}

// keepThumbnail keeps the thumbnail of an item, and lets go of those that were
// wanted longest ago. Of claims and of what a question is about all stay.
func (d *Desk) keepThumbnail(id casefile.ID, made image.Image) {
	t := &d.thumbs
	d.entries[id].thumbnail = made
	if i := slices.Index(t.wholes, id); i >= 0 {
		t.wholes = slices.Delete(t.wholes, i, i+1)
	}
	t.wholes = append(t.wholes, id)
	for i := 0; len(t.wholes) > mostThumbs && i < len(t.wholes)-1; {
		old := t.wholes[i]
		e, there := d.file.Find(old)
		if there && (e.Role != casefile.Candidate || slices.Contains(t.wanted, old) || slices.Contains(d.undecided, old)) {
			i++
			continue
		}
		d.entries[old].thumbnail = nil
		t.wholes = slices.Delete(t.wholes, i, i+1)
	}
}

package graphic

import (
	"context"
	"math"

	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/figure"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/report"
)

// mostVersions is how many pictures a sequence shows.
const mostVersions = 6

// version is one picture of a sequence in its place.
type version struct {
	report.Version
	picture *picture.Pyramid
	cell    geom.Rect // the bar and the picture
}

// composeVersions draws the pictures that match, oldest first in the order of
// reading, each with the date by which it was there.
func (b *sheet) composeVersions(ctx context.Context) error {
	all := b.shownVersions()
	if len(all) < 2 {
		return ErrNothing
	}
	b.remark = b.l.Say("graphic.versions.order")
	f := b.framed(b.area.Width())
	room := geom.Rect{MinX: b.area.MinX, MinY: b.area.MinY + b.above(f), MaxX: b.area.MaxX, MaxY: b.area.MaxY - b.below(f)}
	chips, texts := b.versionBars(all)
	bars, height := b.layVersions(all, chips, texts, room)
	top, bottom := math.Inf(1), math.Inf(-1)
	for i, v := range all {
		box := geom.Rect{MinX: v.cell.MinX, MinY: v.cell.MinY + height, MaxX: v.cell.MaxX, MaxY: v.cell.MaxY}
		colour := b.k.Colours.found()
		if v.Claim {
			colour = b.k.Colours.claim()
		}
		b.drawBar(bars, texts[i], chips[i], colour, v.cell.MinX, v.cell.MinY, v.cell.Width())
		if err := b.drawVersion(ctx, v, box); err != nil {
			return err
		}
		top, bottom = min(top, v.cell.MinY), max(bottom, v.cell.MaxY)
	}
	b.drawFrame(f, b.area.MinX, top, bottom)
	return nil
}

// shownVersions are the oldest that have pictures, and the claim.
func (b *sheet) shownVersions() (all []version) {
	left := 0
	for _, v := range b.c.Brief.Versions {
		if len(all) >= mostVersions && !v.Claim {
			left++
			continue
		}
		p := v.Picture()
		if p == nil {
			continue
		}
		if len(all) == mostVersions { // the claim is the last, whatever stands before it
			all = all[:mostVersions-1]
			left++
		}
		all = append(all, version{Version: v, picture: p})
	}
	if left > 0 {
		b.note(false, "graphic.note.versions", "n", b.l.Count(int64(left)))
	}
	return all
}

// versionBars is what stands on the bars: the chip, the date, and who published it.
func (b *sheet) versionBars(all []version) (chips []string, texts []Bar) {
	claimed, found := b.chips()[0], b.l.Say("report.bar.found")
	for _, v := range all {
		chip := found
		if v.Claim {
			chip = claimed
		}
		chips = append(chips, chip)
		texts = append(texts, Bar{Title: v.When, Detail: v.Account})
	}
	return chips, texts
}

// layVersions puts the pictures into the grid in which the smallest becomes
// largest, and returns how their bars are set and how high those are.
func (b *sheet) layVersions(all []version, chips []string, texts []Bar, room geom.Rect) (set bars, height float64) {
	gap := math.Round(pictureGap * 1.5 * b.p)
	best := -1.0
	n := len(all)
	for columns := 1; columns <= n; columns++ {
		rows := (n + columns - 1) / columns
		wide := math.Floor((room.Width() - gap*float64(columns-1)) / float64(columns))
		if columns > 1 && wide < b.narrowest(chips[0]) {
			break
		}
		var one bars
		for i := range all {
			s := b.setBars([2]Bar{texts[i]}, [2]string{chips[i], chips[i]}, [2]float64{wide, wide}, underChip)
			if i == 0 {
				one = s
			}
			one.title, one.detail, one.height = min(one.title, s.title), min(orMost(one.detail), orMost(s.detail)), max(one.height, s.height)
			one.detailLines = max(one.detailLines, s.detailLines)
		}
		bar := one.height
		tall := math.Floor((room.Height()-bandGap*b.p*float64(rows-1))/float64(rows)) - bar
		if tall < 1 {
			continue
		}
		smallest := math.Inf(1)
		for _, v := range all {
			a := aspect(v.picture.Size())
			w := min(wide, tall*a)
			smallest = min(smallest, w*w/a)
		}
		if smallest <= best {
			continue
		}
		best, set, height = smallest, one, bar
		// Rows become as high as their pictures need.
		highest := 0.0
		for _, v := range all {
			highest = max(highest, min(tall, wide/aspect(v.picture.Size())))
		}
		used := float64(rows)*(bar+highest) + bandGap*b.p*float64(rows-1)
		top := room.MinY + max(0, room.Height()-used)/2
		for i := range all {
			x := math.Round(room.MinX + float64(i%columns)*(wide+gap))
			y := math.Round(top + float64(i/columns)*(bar+highest+bandGap*b.p))
			all[i].cell = geom.Rect{MinX: x, MinY: y, MaxX: x + wide, MaxY: y + bar + math.Floor(highest)}
		}
	}
	return set, height
}

func orMost(size float64) float64 {
	if size == 0 {
		return detailMost
	}
	return size
}

// drawVersion draws a picture as large as it is in a box, in its middle.
func (b *sheet) drawVersion(ctx context.Context, v version, box geom.Rect) error {
	a := aspect(v.picture.Size())
	w := min(box.Width(), box.Height()*a)
	wide, high := max(1, math.Round(w)), max(1, math.Round(w/a))
	x := math.Round(box.MinX + (box.Width()-wide)/2)
	at := geom.Rect{MinX: x, MinY: box.MinY, MaxX: x + wide, MaxY: box.MinY + high}
	b.d.Add(figure.Filled(box, panel))
	img, err := b.render(ctx, at, compare.Pair{Claimed: v.picture}, compare.View{Mode: compare.Claimed})
	if err != nil {
		return err
	}
	if v.Claim {
		b.claimBox = at
		if b.s.Label {
			if img, err = b.labelled(img); err != nil {
				return err
			}
		}
	}
	b.d.Add(figure.Picture{Box: at, Pixels: img})
	return nil
}

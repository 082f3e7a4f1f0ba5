package desk

import (
	"context"
	"image"
	"reflect"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/edition"
	"github.com/motbilde/motbilde/internal/graphic"
	"github.com/motbilde/motbilde/internal/picture"
	"github.com/motbilde/motbilde/internal/words"
	"github.com/motbilde/motbilde/internal/work"
)

// Graphic is what is known of the graphic that is wanted of the selected pair.
type Graphic struct {
	Kind   casefile.GraphicKind // empty where none is wanted
	Wanted casefile.Graphic     // as a person wants it
	Made   *casework.Graphic    // as it is saved; of earlier settings while it is made anew, nil before it is made
	Shown  image.Image          // the same, not much larger than its place
	Dimmed image.Image          // the same grey and dimmed, where that was asked for
	Frames []casework.Frame     // of a moving one, as Shown; none where it is dimmed
	Making bool
	Err    error // why there is none
}

// Ready reports whether it can be saved as it is wanted.
func (g Graphic) Ready() bool { return g.Made != nil && !g.Making && g.Err == nil && !g.Made.Must }

// Look says how a graphic is looked at.
type Look struct {
	Width int  // of its place, device pixels
	Safe  bool // grey and dimmed
}

// Clip is a kind of moving picture.
type Clip = casework.Film

// The kinds.
const (
	GIF = casework.GIF
	MP4 = casework.MP4 // by the machine's ffmpeg
)

// Moves says how a moving picture goes, and as what file.
type Moves struct {
	Way  graphic.Way
	Film Clip
}

// publishing is the desk's side of graphics.
type publishing struct {
	contents work.Slot
	drawings work.Slot

	of      *published // what the pair gives; nil till it is known
	getting *published // the same that is being worked out
	now     Graphic
	drawn   drawn // what the last request was
}

// published is what a pair gives for graphics, with what that depends on.
type published struct {
	pair     pairing
	language words.Language
	file     casefile.Case // without what is said of graphics
	of       *align.Inlier // the first point of the comparison: every one has its own
	hand     casefile.HandAlignment
	compared int // comparisons, where the graphic is on all that match; else 0
	given    *casework.Published
	err      error
}

// drawn is what a graphic depends on.
type drawn struct {
	of   *published
	want casefile.Graphic
	move Moves
	look Look
	kit  *graphic.Kit
}

// fits reports whether two depend on the same.
func (p *published) fits(o *published) bool {
	return p != nil && p.pair == o.pair && p.language == o.language && p.compared == o.compared && p.of == o.of && reflect.DeepEqual(p.hand, o.hand) && reflect.DeepEqual(p.file, o.file)
}

// NeedGraphic has a graphic of the selected pair made, as the case says that a
// person wants it, for publication and in that language; Snapshot.Graphic holds
// it when it is there, and what is returned is how it stands now. What is being
// made of an earlier request ends.
func (d *Desk) NeedGraphic(kind casefile.GraphicKind, l words.Language, move Moves, look Look) Graphic {
	d.needGraphic(kind, l, move, look)
	return d.out.graphic.now
}

func (d *Desk) needGraphic(kind casefile.GraphicKind, l words.Language, move Moves, look Look) {
	if d.solving() {
		return
	}
	g := &d.out.graphic
	pair := d.pairing()
	comparison := d.results[pair]
	want := published{pair: pair, language: l, file: settled(d.file)}
	want.file.Graphics, want.file.Issues = nil, nil
	if len(comparison.Alignment.Inliers) > 0 {
		want.of = &comparison.Alignment.Inliers[0]
	}
	if kind == casefile.VersionsGraphic || kind == casefile.TimelineGraphic {
		want.compared = len(d.results)
	}
	want.hand, _ = d.file.AlignedByHand(pair.claim, pair.candidate)
	wanted := d.file.Graphic(kind, pair.claim, pair.candidate, l.Code())
	if g.now.Kind != kind || g.now.Wanted.ID != wanted.ID {
		g.now = Graphic{Kind: kind}
		g.drawn = drawn{}
	}
	g.now.Wanted = wanted
	if look.Safe && g.now.Dimmed == nil {
		g.now.Shown, g.now.Frames = nil, nil // not to be seen for as long as the other takes
	}
	if !g.of.fits(&want) {
		g.now.Making, g.now.Err = true, nil
		g.drawings.Cancel()
		if !g.getting.fits(&want) {
			d.getPublished(&want)
		}
		return
	}
	if g.of.err != nil {
		g.now.Making, g.now.Err, g.now.Made, g.now.Shown, g.now.Dimmed, g.now.Frames = false, g.of.err, nil, nil, nil, nil
		return
	}
	if now := (drawn{g.of, wanted, move, look, d.out.kit}); now.of != g.drawn.of || now.look != g.drawn.look || now.move != g.drawn.move || now.kit != g.drawn.kit || !reflect.DeepEqual(now.want, g.drawn.want) {
		var made *casework.Graphic
		if !g.now.Making && g.drawn.of == now.of && g.drawn.move == move && g.drawn.kit == now.kit && reflect.DeepEqual(g.drawn.want, wanted) {
			made = g.now.Made // only its place is another
		}
		g.drawn = now
		d.drawGraphic(now, made)
	}
}

// getPublished works out what a pair gives.
func (d *Desk) getPublished(want *published) {
	g := &d.out.graphic
	g.getting = want
	document, ask, lab := d.outgoing(), d.ask(edition.Publication, want.language), d.lab
	work.Run(d.ctx, &g.contents, d.post, func(ctx context.Context) (*casework.Published, error) {
		return casework.Publish(ctx, lab, document, ask, want.pair.claim, want.pair.candidate)
	}, func(given *casework.Published, err error) {
		want.given, want.err = given, err
		g.of, g.getting = want, nil
		d.publish() // who needs the graphic asks again, and it is drawn
	})
}

// shownGraphic is a graphic with the pictures that are shown of it.
type shownGraphic struct {
	made          *casework.Graphic
	shown, dimmed image.Image
	frames        []casework.Frame
}

// drawGraphic makes the graphic, or only what is shown of it where that alone changed.
func (d *Desk) drawGraphic(now drawn, made *casework.Graphic) {
	g := &d.out.graphic
	g.now.Making = made == nil
	lab, kit := d.lab, d.kit()
	work.Run(d.ctx, &g.drawings, d.post, func(ctx context.Context) (out shownGraphic, err error) {
		switch {
		case made != nil:
			out.made = made
		case now.want.Kind == casefile.MotionGraphic:
			out.made, err = now.of.given.Move(ctx, lab, kit, now.want, now.move.Way, now.move.Film)
		default:
			out.made, err = now.of.given.Draw(ctx, kit, now.want)
		}
		if err != nil {
			return out, err
		}
		fitted := func(img image.Image) *image.NRGBA {
			p := picture.FromImage("graphic", img)
			return picture.Reduced(p, float64(now.look.Width)/float64(max(1, out.made.Pixels.Width))).Image()
		}
		shown := fitted(out.made.Picture)
		out.shown = shown
		if now.look.Safe {
			out.dimmed = dimmed(shown)
			return out, nil
		}
		for _, f := range out.made.Frames {
			out.frames = append(out.frames, casework.Frame{Picture: fitted(f.Picture), Hold: f.Hold})
		}
		return out, ctx.Err()
	}, func(out shownGraphic, err error) {
		g.now.Making, g.now.Err = false, err
		g.now.Made, g.now.Shown, g.now.Dimmed, g.now.Frames = out.made, out.shown, out.dimmed, out.frames
		d.publish()
	})
}

// dimmed returns a picture grey and dark, as safe view shows pictures.
func dimmed(in *image.NRGBA) *image.NRGBA {
	const light = 77 // of 256, as in the viewer
	out := image.NewNRGBA(in.Rect)
	for i := 0; i+3 < len(in.Pix); i += 4 {
		// Rec. 601 luma, as image/color has it
		y := (19595*uint32(in.Pix[i]) + 38470*uint32(in.Pix[i+1]) + 7471*uint32(in.Pix[i+2]) + 1<<15) >> 16
		y = y * light >> 8
		out.Pix[i], out.Pix[i+1], out.Pix[i+2], out.Pix[i+3] = uint8(y), uint8(y), uint8(y), in.Pix[i+3]
	}
	return out
}

// ForgetGraphic ends what is being made and lets go of the picture.
func (d *Desk) ForgetGraphic() {
	g := &d.out.graphic
	g.contents.Cancel()
	g.drawings.Cancel()
	*g = publishing{}
}

// EditGraphic changes how the graphic that is looked at is wanted; the key in
// words names the edit.
func (d *Desk) EditGraphic(key string, do func(g *casefile.Graphic)) {
	now := d.out.graphic.now
	if now.Kind == "" {
		return
	}
	d.Edit(Named{Key: key}, func(c casefile.Case) casefile.Case {
		w := now.Wanted
		w = c.Graphic(w.Kind, w.Claimed, w.Candidate, w.Language)
		do(&w)
		return c.WithGraphic(w)
	})
}

// SaveGraphic writes the graphic that is shown, and its alt text beside it, as
// Export writes what else leaves.
func (d *Desk) SaveGraphic(e Export) {
	g := d.out.graphic.now
	if !g.Ready() {
		return
	}
	e.What, e.Edition, e.graphic = Figure, edition.Publication, g.Made
	d.Export(e)
}

package desk

import (
	"context"
	"image"
	"slices"
	"time"

	"github.com/motbilde/motbilde/internal/capture"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/redact"
	"github.com/motbilde/motbilde/internal/work"
)

// CanPart reports whether the picture in it can be marked: it was read, and is
// no part itself.
func (d *Desk) CanPart(id casefile.ID) bool {
	e, ok := d.file.Find(id)
	return ok && !e.Derived() && !casework.IsVideo(e) && e.Problem == nil && d.entries[id].state == Ready
}

// AddPart makes the picture within a capture an item of its own: it takes the
// capture's role, what is written about it and what was found on it, and the
// capture becomes context. A rectangle that leaves nothing of the capture, or
// all of it, does nothing.
func (d *Desk) AddPart(of casefile.ID, within image.Rectangle) {
	parent, _ := d.file.Find(of)
	role := parent.Role
	if parent.Role == casefile.Context {
		role = casefile.Candidate
		if i := slices.IndexFunc(d.file.Evidence, func(e casefile.Evidence) bool { return e.Parent == of }); i >= 0 {
			role = d.file.Evidence[i].Role // another picture of the same post
		}
	}
	d.part(of, within, Named{Key: "part.edit.add", Fields: []string{"name", parent.Name}}, parent, func(c casefile.Case, part casefile.Evidence) casefile.Case {
		part.Role = role
		capture := parent
		capture.Role = casefile.Context
		c = c.With(capture).With(part)
		if parent.Role != casefile.Context {
			c = instead(c, parent.ID, part.ID)
		}
		return c
	})
}

// MovePart marks the picture anew that an item is: another item takes its place.
func (d *Desk) MovePart(id casefile.ID, within image.Rectangle) {
	old, ok := d.file.Find(id)
	if !ok || !old.Derived() {
		return
	}
	d.part(old.Parent, within, Named{Key: "part.edit.move", Fields: []string{"name", old.Name}}, old, func(c casefile.Case, part casefile.Evidence) casefile.Case {
		part.Role = old.Role
		return instead(c.With(part), old.ID, part.ID).Without(old.ID)
	})
}

// part makes the edit that brings a part into the case. The part takes what was
// written about another item, whose place it takes.
func (d *Desk) part(of casefile.ID, within image.Rectangle, name Named, before casefile.Evidence, do func(casefile.Case, casefile.Evidence) casefile.Case) {
	parent, ok := d.file.Find(of)
	if !ok || !d.CanPart(of) {
		return
	}
	part, ok := casefile.PartOf(parent, geom.Rect{
		MinX: float64(within.Min.X), MinY: float64(within.Min.Y), MaxX: float64(within.Max.X), MaxY: float64(within.Max.Y),
	})
	if !ok || part.Pixels == parent.Pixels || part.Part == before.Part {
		return
	}
	part.ID = d.NewID()
	part.Source, part.Pillars, part.Withheld = before.Source, before.Pillars, before.Withheld
	part.Label, part.Description, part.Status = before.Label, before.Description, before.Status
	d.entries[part.ID] = &entry{state: Ready, unseen: true}
	d.known[part.ID] = part
	d.undecided = nil // who marks a picture has said which one it is about
	claim, _ := d.claim()
	if !d.edit(name, func(c casefile.Case) casefile.Case { return do(c, part) }) {
		return
	}
	d.note(casework.PartLine(part, parent, time.Now().UTC()))
	if claim.ID == before.ID {
		d.current = part.ID
	}
	if d.selected == before.ID {
		d.selected, d.chosen = part.ID, true
		d.resetFrames()
	}
	d.refresh()
}

// instead returns the case with findings and posts that are about one item
// being about another.
func instead(c casefile.Case, before, now casefile.ID) casefile.Case {
	swap := func(ids []casefile.ID) []casefile.ID {
		ids = slices.Clone(ids)
		for i, id := range ids {
			if id == before {
				ids[i] = now
			}
		}
		return ids
	}
	c.Order = swap(c.Order)
	c.Findings = slices.Clone(c.Findings)
	for i, f := range c.Findings {
		if f.Claimed == before {
			c.Findings[i].Claimed = now
		}
		c.Findings[i].Sources = swap(f.Sources)
	}
	c.Posts = slices.Clone(c.Posts)
	for i, p := range c.Posts {
		c.Posts[i].Pictures = swap(p.Pictures) // its captures stay captures
	}
	c.Marks = marksInstead(c, before, now)
	return c
}

// withoutItem returns the case without an item. A capture whose last part goes
// takes its place again: it would be nowhere to be seen.
func withoutItem(c casefile.Case, id casefile.ID) casefile.Case {
	part, _ := c.Find(id)
	c = c.Without(id)
	parent, ok := c.Find(part.Parent)
	if !ok || parent.Role != casefile.Context || slices.ContainsFunc(c.Evidence, func(e casefile.Evidence) bool { return e.Parent == parent.ID }) {
		return c
	}
	parent.Role = part.Role
	return c.With(parent)
}

// Proposals hands to deliver where the picture may lie in a capture, best
// first, on the owner's goroutine.
func (d *Desk) Proposals(of casefile.ID, deliver func([]capture.Proposal, error)) {
	e, ok := d.file.Find(of)
	if !ok || !d.CanPart(of) {
		return
	}
	l := d.lab
	start(d, d.ctx, func(ctx context.Context) ([]capture.Proposal, error) {
		pyramid, err := l.Pyramid(ctx, casework.FileOf(e))
		if err != nil {
			return nil, err
		}
		return capture.Find(pyramid), nil
	}, deliver)
}

// CaptureFrame renders a view of one item alone, as Frame does of a pair. The
// view's Mode is Claimed.
func (d *Desk) CaptureFrame(purpose Purpose, of casefile.ID, view compare.View, size geom.Size, deliver func(compare.Frame, error)) {
	e, ok := d.file.Find(of)
	if !ok || !d.CanPart(of) {
		return
	}
	l, areas := d.lab, d.cover()[of]
	work.Submit(d.ctx, relayOf(d.captures, purpose), d.post, func(ctx context.Context) (compare.Frame, error) {
		pyramid, err := l.Pyramid(ctx, casework.FileOf(e))
		if err != nil {
			return compare.Frame{}, err
		}
		frame, err := compare.Render(ctx, compare.Pair{Claimed: pyramid}, view, size)
		if err == nil {
			redact.Frame(frame.Image, compare.Pair{Claimed: pyramid}, view, areas, nil)
		}
		return frame, err
	}, deliver)
}

// resetCaptures drops what is being rendered of captures of another case.
func (d *Desk) resetCaptures() {
	for _, relay := range d.captures {
		relay.Cancel()
	}
}

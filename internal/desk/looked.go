package desk

import (
	"slices"

	"github.com/motbilde/motbilde/internal/casefile"
)

// Look remembers how a pair is looked at. It is no edit: it has no undo, no line
// in the log, and does not make the case one that has changed; it goes with the
// case where that is saved or kept.
func (d *Desk) Look(v casefile.View) {
	pair := pairing{v.Claimed, v.Candidate}
	if f := &d.film; f.known && f.of == pair {
		if v.AtFrame = f.chosen && len(f.stamps) > 0; v.AtFrame {
			v.FrameTime = f.info.TimeOf(f.stamps[f.index])
		}
	} else if before := d.lookOf(pair); before != nil { // its frames are not known yet
		v.AtFrame, v.FrameTime = before.AtFrame, before.FrameTime
	}
	if len(d.views) > 0 && d.views[0] == v {
		return
	}
	if _, there := d.entries[v.Claimed]; there && d.entries[v.Candidate] != nil {
		d.views = casefile.Looked(d.views, v)
	}
}

// lookOf returns how a pair was looked at last; nil where it was not.
func (d *Desk) lookOf(pair pairing) *casefile.View {
	i := slices.IndexFunc(d.views, func(v casefile.View) bool { return v.Claimed == pair.claim && v.Candidate == pair.candidate })
	if i < 0 {
		return nil
	}
	v := d.views[i]
	return &v
}

// lookAgain shows what was looked at when the case was saved.
func (d *Desk) lookAgain(views []casefile.View) {
	d.views = views
	if len(views) == 0 {
		return
	}
	last := views[0]
	if e, there := d.file.Find(last.Claimed); !there || e.Role != casefile.Claimed {
		return
	}
	if d.round != last.Claimed {
		d.current = last.Claimed
		d.newRound()
	}
	d.choose(last.Candidate)
}

// choose selects a candidate as a person does, unless it is selected already or
// is none.
func (d *Desk) choose(id casefile.ID) {
	if id != d.selected && slices.Contains(d.order, id) {
		d.selectOnly(id)
		d.chosen = true
	}
}

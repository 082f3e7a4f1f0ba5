package app

import (
	"reflect"
	"slices"

	"fyne.io/fyne/v2"

	"github.com/motbilde/motbilde/app/inspector"
	"github.com/motbilde/motbilde/app/stage"
	"github.com/motbilde/motbilde/app/status"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/compare"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/geom"
)

// detailSides are the pictures of a pair in the stage's words and in the case's.
var detailSides = map[stage.Picture]casefile.Side{stage.OnClaim: casefile.OnClaimed, stage.OnCandidate: casefile.OnCandidate}

// joinDetails makes the views tell the desk what a person does with matching details.
func (w *Window) joinDetails() {
	w.stage.OnDetail = func(string) {
		w.showFacts()
		w.refreshMenus()
	}
	w.stage.OnAddDetail = func(on stage.Picture, at geom.Point) {
		side := detailSides[on]
		w.desk.AddMark(casefile.Mark{Kind: casefile.DetailMark, Set: side}.With(side, []geom.Point{at}), false)
	}
	w.stage.OnMoveDetail = func(id string, on stage.Picture, to geom.Point, alone bool) {
		w.desk.MoveMark(casefile.ID(id), detailSides[on], []geom.Point{to}, alone)
	}
	w.stage.OnPropose = func() {
		if !w.closedByEyes() {
			w.desk.ProposeDetails()
		}
	}
	w.inspector.OnDetail = func(id casefile.ID) { w.stage.SelectDetail(string(id)) }
	w.inspector.OnNameDetail = w.desk.RenameMark
	w.inspector.OnNoteDetail = w.desk.SetMarkNote
	w.inspector.OnRemoveDetail = w.removeDetail
}

// detailCache keeps the details that were shown last: the stage tells old ones
// from new ones by their pointer.
type detailCache struct{ last *stage.Details }

// of returns the details of a state of the desk; nil where there are none.
func (c *detailCache) of(s desk.Snapshot) *stage.Details {
	now := &stage.Details{}
	for _, m := range s.Marks {
		if m.Kind != casefile.DetailMark || m.Hidden || len(m.OnClaimed) != 1 || len(m.OnCandidate) != 1 {
			continue
		}
		d := stage.Detail{
			ID: string(m.ID), Number: m.Number, Name: m.Text, Claimed: m.OnClaimed[0], Candidate: m.OnCandidate[0],
			Twin: m.Twin == casefile.ByAlignment, UncertaintyPx: m.UncertaintyPx, SidePx: m.SidePx,
		}
		if m.Set == casefile.OnCandidate {
			d.Set = stage.OnCandidate
		}
		now.All = append(now.All, d)
	}
	return kept(&c.last, now, len(now.All) == 0)
}

// kept returns what was shown last where the new value is the same, so that its
// pointer says that nothing has changed; nil where there is nothing to show.
func kept[T any](last **T, now *T, none bool) *T {
	switch {
	case none:
		*last = nil
	case *last == nil || !reflect.DeepEqual(*last, now):
		*last = now
	}
	return *last
}

// detailFacts returns the details for the facts.
func detailFacts(s desk.Snapshot) (all []inspector.Detail) {
	for _, m := range s.Marks {
		if m.Kind == casefile.DetailMark {
			all = append(all, inspector.Detail{Mark: m.Mark, Number: m.Number})
		}
	}
	return all
}

// markFacts returns the drawn marks for the facts.
func markFacts(s desk.Snapshot) (all []inspector.Detail) {
	for _, m := range s.Marks {
		if m.Kind != casefile.DetailMark {
			all = append(all, inspector.Detail{Mark: m.Mark, Number: m.Number})
		}
	}
	return all
}

// removeDetail takes a detail away and selects the one that takes its place.
func (w *Window) removeDetail(id casefile.ID) {
	next := nextOf(detailFacts(w.seen), id)
	w.desk.RemoveMark(id)
	w.stage.SelectDetail(string(next))
}

// nextOf returns the mark that takes the place of another when that is gone: the
// next of those listed with it, else the one before; empty is none.
func nextOf(all []inspector.Detail, id casefile.ID) casefile.ID {
	i := slices.IndexFunc(all, func(m inspector.Detail) bool { return m.ID == id })
	switch {
	case i < 0 || len(all) == 1:
		return ""
	case i+1 < len(all):
		return all[i+1].ID
	}
	return all[i-1].ID
}

// detailCommands lists what can be done with details.
func (w *Window) detailCommands() []command {
	chosen := func() bool { return w.detailsShown() && w.stage.Detail() != "" }
	return []command{
		{name: "add-detail", why: "palette.why.details", menu: "marks", key: fyne.KeyD, do: w.stage.AddDetail, can: w.stage.CanAddDetail},
		{name: "propose-details", why: "palette.why.details", menu: "marks", chord: chord(fyne.KeyD, ctrl), do: w.desk.ProposeDetails, can: func() bool { return w.detailsShown() && w.desk.CanPropose() }},
		{name: "remove-detail", why: "palette.why.detail", menu: "marks", do: func() { w.removeDetail(casefile.ID(w.stage.Detail())) }, can: chosen, divided: true},
	}
}

func (w *Window) detailsShown() bool { return w.stage.Mode() == compare.DetailsMode }

// canStepShown reports whether there are changes or details to go through in the mode in force.
func (w *Window) canStepShown() bool { return w.stage.CanStepDetail() || w.stage.CanStepRegion() }

// stepShown goes to the next detail or change, or back.
func (w *Window) stepShown(by int) {
	if w.stage.CanStepDetail() {
		w.stage.StepDetail(by)
		return
	}
	w.stage.StepRegion(by)
}

// nudges are the keys that move the selected detail, with Shift.
var nudges = map[fyne.KeyName]geom.Point{
	fyne.KeyLeft: {X: -1}, fyne.KeyRight: {X: 1}, fyne.KeyUp: {Y: -1}, fyne.KeyDown: {Y: 1},
}

// detailKey does what a key means to the selected detail, and reports whether
// it means anything: Del removes it, and not the candidate, and the arrows move
// it with Shift.
func (w *Window) detailKey(key fyne.KeyName) bool {
	if !w.detailsShown() || w.stage.Detail() == "" {
		return false
	}
	by, moves := nudges[key]
	switch {
	case key == fyne.KeyDelete:
		w.removeDetail(casefile.ID(w.stage.Detail()))
	case moves && w.shift():
		w.stage.NudgeDetail(by)
	default:
		return false
	}
	return true
}

// detailKeys says at the foot which keys count in the mode.
func (w *Window) detailKeys() []status.Key {
	say := func(key string) string { return w.settings.language.Say("detail.key." + key) }
	keys := []status.Key{{Cap: "D", Does: say("add")}}
	if w.stage.CanStepDetail() {
		keys = append(keys, status.Key{Cap: "J", Does: say("step")})
	}
	if w.stage.Detail() != "" {
		keys = append(keys,
			status.Key{Cap: w.settings.language.Say("desk.key-shift")}, status.Key{Cap: "←", Does: say("move")},
			status.Key{Cap: w.settings.language.Say("desk.key-delete"), Does: say("remove")})
	}
	return keys
}

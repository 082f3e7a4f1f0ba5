package app

import (
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"github.com/motbilde/motbilde/app/tray"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/desk"
	"github.com/motbilde/motbilde/internal/words"
)

// The list at the left: what it shows, and what a person does with it.

// joinTray makes the list tell the desk what a person wants.
func (w *Window) joinTray() {
	t := w.tray
	t.OnChooseClaim = w.chooseClaim
	t.OnAddFiles = w.chooseCandidates
	t.OnStepClaim = w.desk.StepClaim
	t.OnClaim = w.desk.SelectClaim
	t.OnSelect = w.selectItem
	t.OnPick = w.desk.Pick
	t.OnPickTo = w.desk.PickTo
	t.OnPickNext = w.desk.PickNext
	t.OnMove = func(id, before casefile.ID) { w.desk.MoveBefore(w.desk.ActedOn(id), before) }
	t.OnGroup = w.desk.OpenGroup
	t.OnRemove = func(casefile.ID) { w.desk.RemoveAll(w.desk.Acted()) }
	t.OnSight = w.desk.NeedThumbnails
	t.OnHold = w.desk.Hold
	t.OnMenu = w.rowMenu
	t.OnHint = w.status.SetHint
	t.Shift = w.shift
	t.OnFilterText = func(text string) {
		f := w.seen.Filter
		f.Text = text
		w.desk.SetFilter(f)
	}
	t.OnFilterNone = func() { w.desk.SetFilter(desk.Filter{}) }
	t.OnSortMenu = w.sortMenu
	t.OnFindingMenu = w.findingMenu
	t.OnStatusMenu = w.statusMenu
	t.OnClaimsMenu = w.claimsMenu
}

// listCommands are those about the rows of the list.
func (w *Window) listCommands() []command {
	candidate := func() bool { _, ok := w.seen.Current(); return ok }
	several := func() bool { return len(w.seen.Candidates) > 1 }
	list := []command{
		{name: "paste", menu: "edit", chord: chord(fyne.KeyV, ctrl), do: w.paste, divided: true},
		{name: "copy-view", menu: "edit", chord: chord(fyne.KeyC, ctrl), do: w.copyView, can: func() bool { return !w.seen.Empty() && !w.book.Opened() }},
		{name: "remove", menu: "edit", key: fyne.KeyDelete, do: func() { w.desk.RemoveAll(w.desk.Acted()) }, can: candidate, divided: true},
		{name: "rename", menu: "edit", key: fyne.KeyF2, do: func() { w.askRename(w.seen.Selected) }, can: candidate},
		{name: "pick-all", why: "palette.why.several", menu: "edit", chord: chord(fyne.KeyA, ctrl), do: w.desk.PickAll, can: several},
	}
	for i, s := range casefile.Statuses {
		list = append(list, command{
			name: "status-" + string(s), menu: "edit", group: "status", chord: chord([]fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3}[i], ctrl),
			do: func() { w.desk.SetStatus(w.desk.Acted(), s) }, can: candidate,
			chosen: func() bool { c, _ := w.seen.Current(); return c.Evidence.Status == s },
		})
	}
	return append(list,
		command{name: "move-up", why: "palette.why.several", menu: "edit", chord: chord(fyne.KeyUp, fyne.KeyModifierAlt), do: func() { w.desk.Move(-1) }, can: several},
		command{name: "move-down", why: "palette.why.several", menu: "edit", chord: chord(fyne.KeyDown, fyne.KeyModifierAlt), do: func() { w.desk.Move(1) }, can: several},
	)
}

// orderCommands are those about what the list shows, and in which order.
func (w *Window) orderCommands() []command {
	several := func() bool { return len(w.seen.Candidates) > 1 }
	var list []command
	for _, s := range desk.Sorts {
		list = append(list, command{
			name: "sort-" + s.Name(), menu: "view", within: "window", group: "sort",
			do: func() { w.desk.SetSort(s) }, can: several, chosen: func() bool { return w.seen.Sort == s },
		})
	}
	return append(list, command{name: "filter", why: "palette.why.several", menu: "view", within: "window", chord: chord(fyne.KeyF, ctrl), do: w.openFilter, can: several})
}

// stepList goes along the list, and with Shift picks what it comes to.
func (w *Window) stepList(by int) {
	switch {
	case w.shift():
		w.desk.PickNext(by)
	case by < 0:
		w.desk.SelectPrevious()
	default:
		w.desk.SelectNext()
	}
}

func (w *Window) selectItem(id casefile.ID) {
	w.desk.Select(id)
	w.book.GoTo(id)
}

// openFilter shows the list, if it has a place, and what it can be filtered by.
func (w *Window) openFilter() {
	if !w.listShown() {
		w.toggleList()
	}
	w.tray.OpenFilter()
}

// askRename asks what a person calls an item.
func (w *Window) askRename(id casefile.ID) {
	e, ok := w.seen.Case.Find(id)
	if !ok {
		return
	}
	l := w.settings.language
	w.asking.Open(w.window.Canvas(), l.Say("tray.rename"), l.Say("tray.rename-rest", "name", e.Name), e.Called(), func(text string) {
		w.desk.Rename(id, text)
	})
}

// popUp shows a menu at a place in the window.
func (w *Window) popUp(at fyne.Position, items ...*fyne.MenuItem) {
	writeKeys(items, w.settings.language)
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), w.window.Canvas(), at)
}

func checked(words string, on bool, do func()) *fyne.MenuItem {
	item := fyne.NewMenuItem(words, do)
	item.Checked = on
	return item
}

func (w *Window) sortMenu(at fyne.Position) {
	if w.closedByEyes() {
		return
	}
	var items []*fyne.MenuItem
	for _, s := range desk.Sorts {
		items = append(items, checked(w.settings.language.Say("tray.sort."+s.Name()), w.seen.Sort == s, func() { w.desk.SetSort(s) }))
	}
	w.popUp(at, items...)
}

// listedFindings are the findings that the list can be filtered by.
var listedFindings = []string{"identical", "match", "partial", "uncertain", "no-match", "by-hand", "error", "waiting"}

func findingWord(l words.Language, finding string) string {
	if finding == "waiting" {
		return l.Say("tray.waiting")
	}
	return l.Finding(finding)
}

func (w *Window) findingMenu(at fyne.Position) {
	if w.closedByEyes() {
		return
	}
	f := w.seen.Filter
	items := []*fyne.MenuItem{checked(w.settings.language.Say("tray.any-finding"), len(f.Findings) == 0, func() {
		f.Findings = nil
		w.desk.SetFilter(f)
	})}
	for _, finding := range listedFindings {
		items = append(items, checked(findingWord(w.settings.language, finding), slices.Contains(f.Findings, finding), func() {
			f.Findings = toggled(f.Findings, finding)
			w.desk.SetFilter(f)
		}))
	}
	w.popUp(at, items...)
}

func statusName(l words.Language, s casefile.Status) string {
	if s == casefile.StatusUnset {
		return l.Say("tray.no-status")
	}
	return l.Say("desk.do-status-" + string(s))
}

func (w *Window) statusMenu(at fyne.Position) {
	f := w.seen.Filter
	items := []*fyne.MenuItem{checked(w.settings.language.Say("tray.any-status"), len(f.Statuses) == 0, func() {
		f.Statuses = nil
		w.desk.SetFilter(f)
	})}
	for _, s := range append(slices.Clone(casefile.Statuses), casefile.StatusUnset) {
		items = append(items, checked(statusName(w.settings.language, s), slices.Contains(f.Statuses, s), func() {
			f.Statuses = toggled(f.Statuses, s)
			w.desk.SetFilter(f)
		}))
	}
	w.popUp(at, items...)
}

// toggled returns the list with a value added, or taken away.
func toggled[T comparable](all []T, one T) []T {
	out := slices.DeleteFunc(slices.Clone(all), func(v T) bool { return v == one })
	if len(out) == len(all) {
		out = append(out, one)
	}
	return out
}

// claimsMenu lists the claimed pictures.
func (w *Window) claimsMenu(at fyne.Position) {
	l := w.settings.language
	var items []*fyne.MenuItem
	for i, c := range w.seen.Claims {
		id := c.Evidence.ID
		name := l.Say("tray.claim", "n", strconv.Itoa(i+1), "name", shownAs(c.Evidence, l).Name)
		items = append(items, checked(name, id == w.seen.Claim.Evidence.ID, func() { w.desk.SelectClaim(id) }))
	}
	w.popUp(at, items...)
}

// rowMenu opens the menu of a row, or of the claim, with every command that
// applies. What is about several is done to all that is picked.
func (w *Window) rowMenu(id casefile.ID, at fyne.Position) {
	w.popUp(at, w.rowItems(id)...)
}

func (w *Window) rowItems(id casefile.ID) (items []*fyne.MenuItem) {
	l := w.settings.language
	e, ok := w.seen.Case.Find(id)
	if !ok {
		return nil
	}
	add := func(words string, do func()) { items = append(items, fyne.NewMenuItem(words, do)) }
	keyed := func(name string) { items[len(items)-1].Shortcut = w.commandNamed(name).shown() }
	line := func() { items = append(items, fyne.NewMenuItemSeparator()) }
	acted := []casefile.ID{id}
	isClaim := e.Role == casefile.Claimed
	if e.Role == casefile.Candidate {
		acted = w.desk.ActedOn(id)
	}
	switch {
	case isClaim:
		add(l.Say("desk.do-choose-claim"), w.chooseClaim)
		if len(w.seen.Claims) > 1 {
			add(l.Say("desk.do-no-claim"), func() { w.desk.Unclaim(id) })
		}
	case e.Role == casefile.Candidate && len(acted) == 1:
		add(l.Say("desk.do-set-claim"), func() { w.desk.SetClaim(id) })
		if w.seen.HasClaim() {
			add(l.Say("desk.do-also-claim"), func() { w.desk.AddClaim(id) })
		}
	}
	if len(acted) == 1 {
		items = append(items, w.markItems(id)...)
	}
	if e.Problem != nil && e.Role == casefile.Candidate {
		add(l.Say("tray.again"), func() { w.desk.Again(acted) })
	}
	if i := slices.IndexFunc(w.seen.Listed, func(r desk.Listed) bool { return r.ID == id }); i >= 0 {
		switch r := w.seen.Listed[i]; {
		case r.Open || r.Within:
			add(l.Say("tray.group-fold"), func() { w.desk.OpenGroup(id, false) })
		case r.Group > 0:
			add(l.Say("tray.group-open"), func() { w.desk.OpenGroup(id, true) })
		}
	}
	line()
	for _, s := range casefile.Statuses {
		items = append(items, checked(statusName(l, s), e.Status == s, func() { w.desk.SetStatus(acted, s) }))
		keyed("status-" + string(s))
	}
	line()
	if len(acted) == 1 {
		add(l.Say("desk.do-rename"), func() { w.askRename(id) })
		keyed("rename")
		add(l.Say("tray.open"), func() {
			if !w.book.Opened() {
				w.toggleBook()
			}
			w.book.GoTo(id)
		})
	}
	if e.Withheld.On {
		add(l.Say("tray.withhold-not"), func() { w.desk.Withhold(acted, false) })
	} else {
		add(l.Say("tray.withhold"), func() { w.desk.Withhold(acted, true) })
	}
	if len(acted) == 1 {
		add(l.Say("tray.copy-name"), func() { w.copyText(e.Name) })
		if e.SHA256 != "" {
			add(l.Say("tray.copy-digest"), func() { w.copyText(e.SHA256) })
		}
	}
	if e.Role == casefile.Candidate && len(w.seen.Candidates) > 1 && slices.Contains(w.seen.Picked, id) {
		add(l.Say("desk.do-move-up"), func() { w.desk.Move(-1) })
		keyed("move-up")
		add(l.Say("desk.do-move-down"), func() { w.desk.Move(1) })
		keyed("move-down")
	}
	line()
	remove := l.Say("desk.do-remove-this")
	if len(acted) > 1 {
		remove = l.Say("tray.remove-several", "n", l.Count(int64(len(acted))))
	}
	add(remove, func() { w.desk.RemoveAll(acted) })
	keyed("remove")
	return items
}

// commandNamed returns the command of a name; the zero value where there is none.
func (w *Window) commandNamed(name string) command {
	for _, c := range w.commands {
		if c.name == name {
			return c
		}
	}
	return command{}
}

func trayValue(s desk.Snapshot, l words.Language) tray.Value {
	v := tray.Value{HasClaim: s.HasClaim(), Fixed: s.Solving(), Selected: s.Selected, Claims: len(s.Claims)}
	v.Which = 1 + slices.IndexFunc(s.Claims, func(c desk.Item) bool { return c.Evidence.ID == s.Claim.Evidence.ID })
	if v.HasClaim {
		v.Claim, v.Tabs = trayClaim(s.Claim, l), claimTabs(s, l)
	}
	v.Picked, v.All, v.Sort = s.Picked, len(s.Candidates), l.Say("tray.sort."+s.Sort.Name())
	if s.Hides() && s.Sort != desk.ByHand {
		v.Sort = l.Say("lessons.shuffled")
	}
	v.Filter = filterValue(s.Filter, l)
	at := make(map[casefile.ID]int, len(s.Candidates))
	for i := range s.Candidates {
		at[s.Candidates[i].Evidence.ID] = i
	}
	v.Rows = make([]tray.Row, len(s.Listed))
	for i, listed := range s.Listed {
		c := s.Candidates[at[listed.ID]]
		thumbnail := c.Thumbnail
		if c.Region != nil {
			thumbnail = c.Region
		}
		state := trayStates[c.State]
		if c.Stopped {
			state = tray.Stopped
		}
		v.Rows[i] = tray.NewRow(l, c.Evidence, thumbnail, state, c.Comparison.Alignment, reason(c.Evidence, l), searched(c.Search, l))
		if h := c.Comparison.Hand; h != nil && state == tray.Compared {
			v.Rows[i].Fact = l.Say("hand.row", "points", l.Plural("hand.points", len(h.Points.Pairs)), "model", strings.ToLower(l.Say("hand.model."+h.Placement().Model.String())))
		}
		if state == tray.Comparing && c.Search != nil {
			v.Rows[i].Word = l.Finding("searching")
		}
		if f := c.Comparison.Frame; f != nil && c.State == desk.Compared && c.Comparison.Alignment.Verdict.Accepted() {
			v.Rows[i].Fact = l.Say("case-video.row.at", "time", l.Clock(f.Time, 3))
		}
		v.Rows[i] = listedAs(v.Rows[i], listed, c, s.Sort, l)
	}
	for i, c := range s.Context {
		v.Aside = append(v.Aside, tray.ContextRow(l, c.Evidence, c.Thumbnail, i == 0))
	}
	return v
}

// listedAs fills in what a row has of its place in the list.
func listedAs(r tray.Row, listed desk.Listed, c desk.Item, sort desk.Sort, l words.Language) tray.Row {
	if c.Evidence.Label == "" {
		r.Name = shownAs(c.Evidence, l).Name
	}
	r.Group, r.Open, r.Within = listed.Group, listed.Open, listed.Within
	if r.Group > 0 {
		r.GroupWord = l.Plural("tray.alike", r.Group)
	}
	if sort == desk.ByDate && c.State != desk.Failed {
		switch date, taken := desk.DateOf(c.Evidence); {
		case date == "":
			r.Fact = l.Say("tray.no-date")
		case taken:
			r.Fact = l.Say("tray.taken", "date", typedDate(l, date))
		default:
			r.Fact = l.Say("tray.posted", "date", typedDate(l, date))
		}
	}
	return r
}

func typedDate(l words.Language, d casefile.Date) string {
	text, _ := l.Typed(string(d))
	return text
}

func filterValue(f desk.Filter, l words.Language) tray.Filter {
	v := tray.Filter{On: !f.Empty(), Text: strings.TrimSpace(f.Text), Findings: l.Say("tray.finding"), Status: l.Say("tray.status")}
	switch n := len(f.Findings); {
	case n == 1:
		v.Findings = findingWord(l, f.Findings[0])
	case n > 1:
		v.Findings = l.Say("tray.several", "n", strconv.Itoa(n))
	}
	switch n := len(f.Statuses); {
	case n == 1:
		v.Status = statusName(l, f.Statuses[0])
	case n > 1:
		v.Status = l.Say("tray.several", "n", strconv.Itoa(n))
	}
	return v
}

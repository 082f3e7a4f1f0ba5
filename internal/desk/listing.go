package desk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/motbilde/motbilde/internal/align"
	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/casework"
)

// Sort says in which order the candidates stand.
type Sort int

// The orders.
const (
	BestFirst Sort = iota
	ByName
	ByDate  // oldest first, by the date that the list shows; without one last
	ByAdded // as received
	ByHand  // as a person laid them; those that nobody laid follow, best first
)

// Sorts are those that can be chosen.
var Sorts = []Sort{BestFirst, ByName, ByDate, ByAdded, ByHand}

// Name returns the order's stable name.
func (s Sort) Name() string { return [...]string{"best", "name", "date", "added", "hand"}[s] }

// Filter says which candidates are listed; the zero value lists all.
type Filter struct {
	Text     string            // in the name or the label, whatever its case
	Findings []string          // stable words as Finding gives; none: all
	Statuses []casefile.Status // StatusUnset for those without; none: all
}

// Empty reports whether it lists all.
func (f Filter) Empty() bool {
	return strings.TrimSpace(f.Text) == "" && len(f.Findings) == 0 && len(f.Statuses) == 0
}

// Listed is a row of the list.
type Listed struct {
	ID     casefile.ID
	Group  int  // so many near-identical candidates stand behind the row, itself counted; 0 where it stands alone
	Open   bool // the others of its group follow
	Within bool // it is one of an open group, below its first
}

// FindingOf returns the stable word for how far a candidate has come: that of
// its finding ("match", "by-hand", "error"), or "waiting".
func FindingOf(state State, a align.Alignment) string {
	switch {
	case state == Failed:
		return align.Unreadable.String()
	case state != Compared:
		return "waiting"
	case a.Status == align.ByHand:
		return "by-hand"
	}
	return a.Verdict.String()
}

// DateOf returns the date of an item that the list sorts by and shows: that on
// which it was posted, as a person wrote it, or else the day on which its file
// says it was taken; empty where neither counts as a date.
func DateOf(e casefile.Evidence) (date casefile.Date, taken bool) {
	if _, ok := e.Source.Date.Span(); ok {
		return e.Source.Date, false
	}
	// EXIF writes 2009:07:12 14:03:22, XMP 2009-07-12T14:03:22.
	text := e.Facts.Taken
	date = casefile.Date(strings.ReplaceAll(text[:min(10, len(text))], ":", "-"))
	if _, ok := date.Span(); !ok {
		return "", false
	}
	return date, true
}

// SetSort brings the list into another order, at once, even under the hand.
func (d *Desk) SetSort(s Sort) {
	d.sort = s
	d.lay()
	d.publish()
}

// SetFilter lists those candidates alone. A selection that is not among them
// moves to the first that is.
func (d *Desk) SetFilter(f Filter) {
	d.filter = f
	d.reselectListed()
	d.publish()
}

// OpenGroup lists each candidate of the group that one belongs to, or folds
// them into one row again.
func (d *Desk) OpenGroup(id casefile.ID, open bool) {
	for _, group := range d.groups() {
		if slices.Contains(group, id) {
			for _, one := range group {
				d.opened[one] = open
			}
			if !open && slices.Contains(group, d.selected) && d.selected != group[0] {
				d.selectOnly(group[0])
			}
		}
	}
	d.publish()
}

// lay brings all candidates into the order in force.
func (d *Desk) lay() {
	held := d.held
	d.held = false
	d.settle()
	d.held = held
}

// sorted returns the candidates, ranked already, in the order in force.
func (d *Desk) sorted(ranked []casefile.ID) []casefile.ID {
	item := func(id casefile.ID) casefile.Evidence {
		e, _ := d.file.Find(id)
		return e
	}
	// Looked up once: a comparison of two is called many times.
	type keyed struct {
		id   casefile.ID
		text string
		n    int
	}
	by := d.sort
	if d.hides() && by != ByHand { // names, dates and findings would tell
		by = ByAdded
	}
	all := make([]keyed, len(ranked))
	place := map[casefile.ID]int{}
	switch by {
	case ByAdded:
		for i, e := range d.file.Evidence {
			place[e.ID] = i
		}
	case ByHand:
		for i, id := range d.file.Order {
			place[id] = i - len(d.file.Order)
		}
	}
	for i, id := range ranked {
		all[i] = keyed{id: id, n: place[id]}
		switch by {
		case ByName:
			all[i].text = strings.ToLower(item(id).Called())
		case ByDate:
			date, _ := DateOf(item(id))
			if span, ok := date.Span(); ok && !span.From.IsZero() {
				all[i].text = span.From.Format(time.RFC3339)
			} else {
				all[i].n = 1
			}
		}
	}
	if by != BestFirst {
		slices.SortStableFunc(all, func(a, b keyed) int { return cmp.Or(a.n-b.n, cmp.Compare(a.text, b.text)) })
	}
	out := make([]casefile.ID, len(all))
	for i, k := range all {
		out[i] = k.id
	}
	return out
}

// passes reports whether the filter lists a candidate.
func (d *Desk) passes(e casefile.Evidence) bool {
	f := d.filter
	if text := strings.ToLower(strings.TrimSpace(f.Text)); text != "" &&
		!strings.Contains(strings.ToLower(e.Name), text) && !strings.Contains(strings.ToLower(e.Label), text) {
		return false
	}
	if len(f.Statuses) > 0 && !slices.Contains(f.Statuses, e.Status) {
		return false
	}
	return len(f.Findings) == 0 || slices.Contains(f.Findings, FindingOf(d.stateOf(e), d.comparison(e).Alignment))
}

// groups returns the listed candidates in their order, near-identical ones of
// the same finding together: behind a row there is nothing that another finding
// was made of.
func (d *Desk) groups() [][]casefile.ID {
	type key struct {
		first   casefile.ID
		finding string
	}
	first := d.firstOfAlike()
	at := map[key]int{}
	var groups [][]casefile.ID
	place := make(map[casefile.ID]int, len(d.file.Evidence))
	for i := range d.file.Evidence {
		place[d.file.Evidence[i].ID] = i
	}
	for _, id := range d.order {
		i, there := place[id]
		if !there || !d.filter.Empty() && !d.passes(d.file.Evidence[i]) {
			continue
		}
		of, alike := first[id]
		if !alike {
			groups = append(groups, []casefile.ID{id})
			continue
		}
		e := d.file.Evidence[i]
		k := key{of, FindingOf(d.stateOf(e), d.comparison(e).Alignment)}
		if i, begun := at[k]; begun {
			groups[i] = append(groups[i], id)
			continue
		}
		at[k] = len(groups)
		groups = append(groups, []casefile.ID{id})
	}
	return groups
}

// firstOfAlike returns, for candidates that look like others, the first received
// of them.
func (d *Desk) firstOfAlike() map[casefile.ID]casefile.ID {
	first := map[casefile.ID]casefile.ID{}
	if len(d.alike) == 0 || d.hides() {
		return first
	}
	for i := range d.file.Evidence {
		e := &d.file.Evidence[i]
		if e.Role != casefile.Candidate || len(d.alike[e.ID]) == 0 {
			continue
		}
		own := e.ID
		for _, other := range d.alike[e.ID] {
			if first[other] == other { // received before it, and the first of its kind
				own = other
				break
			}
		}
		first[e.ID] = own
	}
	return first
}

// knowLook keeps a candidate's fingerprint and which others look like it.
func (d *Desk) knowLook(e casefile.Evidence) {
	n := d.entries[e.ID]
	if casework.IsVideo(e) || d.looked[e.ID] {
		return
	}
	d.looked[e.ID] = true
	for id := range d.looked {
		o, there := d.file.Find(id)
		if !there {
			o = d.known[id] // taken out: an undo may bring it back
		}
		if id != e.ID && sameShape(e, o) && n.print.Near(d.entries[id].print) {
			d.alike[e.ID] = append(d.alike[e.ID], id)
			d.alike[id] = append(d.alike[id], e.ID)
		}
	}
}

// sameShape reports whether two pictures have the same shape to two in a hundred.
func sameShape(a, b casefile.Evidence) bool {
	p, q := float64(a.Pixels.Width)*float64(b.Pixels.Height), float64(b.Pixels.Width)*float64(a.Pixels.Height)
	return p > 0 && q > 0 && max(p, q) <= 1.02*min(p, q)
}

// listed returns the rows of the list.
func (d *Desk) listed() []Listed {
	var rows []Listed
	for _, group := range d.groups() {
		if len(group) == 1 {
			rows = append(rows, Listed{ID: group[0]})
			continue
		}
		// What is selected has a row of its own, whatever is folded.
		open := d.opened[group[0]] || slices.Contains(group[1:], d.selected)
		rows = append(rows, Listed{ID: group[0], Group: len(group), Open: open})
		if open {
			for _, id := range group[1:] {
				rows = append(rows, Listed{ID: id, Within: true})
			}
		}
	}
	return rows
}

// reselectListed moves a selection that is not listed to the first row.
func (d *Desk) reselectListed() {
	rows := d.listed()
	if len(rows) == 0 || slices.ContainsFunc(rows, func(r Listed) bool { return r.ID == d.selected }) {
		return
	}
	d.selectOnly(rows[0].ID)
}

// bestOf returns the stable word of the best finding on a claim; empty where
// there is none yet: that nothing was found counts only when all were compared.
func (d *Desk) bestOf(claim casefile.ID) string {
	var best align.Alignment
	pending := false
	for i := range d.file.Evidence {
		e := &d.file.Evidence[i]
		if e.Role != casefile.Candidate {
			continue
		}
		c, known := d.results[pairing{claim, e.ID}]
		if a := d.file.Shown(c).Alignment; known && casework.Better(a, best) {
			best = a
		}
		pending = pending || !known && d.entries[e.ID].state != Failed
	}
	switch {
	case best.Status == align.ByHand:
		return "by-hand"
	case pending && !best.Verdict.Accepted():
		return ""
	}
	return best.Verdict.String()
}

package desk

import (
	"image"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/motbilde/motbilde/internal/casefile"
	"github.com/motbilde/motbilde/internal/geom"
	"github.com/motbilde/motbilde/internal/synth"
)

// rows returns the names of the listed candidates in their order; what lies
// within an open group is indented, and a folded one says how many it is.
func rows(s Snapshot) (all []string) {
	for _, r := range s.Listed {
		e, _ := s.Case.Find(r.ID)
		name := e.Called()
		if r.Within {
			name = "  " + name
		}
		if r.Group > 0 {
			name += map[bool]string{true: " open", false: " folded"}[r.Open]
		}
		all = append(all, name)
	}
	return all
}

func idOf2(s Snapshot, name string) casefile.ID {
	for _, c := range s.Candidates {
		if c.Evidence.Name == name {
			return c.Evidence.ID
		}
	}
	return ""
}

// copies writes a drawn scene, copies of it and another scene, and returns
// their paths: the claim, three copies, the other.
func copies(t *testing.T) []string {
	t.Helper()
	folder := t.TempDir()
	scene := synth.Draw(3, synth.Road, geom.Size{Width: 400, Height: 300}).Image
	other := synth.Draw(4, synth.Harbour, geom.Size{Width: 400, Height: 300}).Image
	write := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	return []string{
		write("claim.jpg", synth.EncodeJPEG(synth.Spread(scene, synth.Crop(image.Rect(60, 40, 360, 260))).Image, 80)),
		write("copy-a.jpg", synth.EncodeJPEG(scene, 90)),
		write("copy-b.jpg", synth.EncodeJPEG(scene, 70)),
		write("copy-c.jpg", synth.EncodeJPEG(synth.Spread(scene, synth.Rescale(geom.Size{Width: 320, Height: 240})).Image, 75)),
		write("other.jpg", synth.EncodeJPEG(other, 80)),
	}
}

func TestNearIdenticalCandidatesAreOneRowThatOpens(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(copies(t))
	s := o.finished()
	if len(s.Listed) != 2 || s.Listed[0].Group != 3 || s.Listed[0].Open || s.Listed[1].Group != 0 {
		t.Fatalf("the list is %+v: %q", s.Listed, rows(s))
	}
	o.desk.SelectNext()
	if s = o.desk.Snapshot(); s.Selected != s.Listed[1].ID {
		t.Error("the row below a folded group is another than the next")
	}
	o.desk.OpenGroup(s.Listed[0].ID, true)
	s = o.desk.Snapshot()
	if len(s.Listed) != 4 || !s.Listed[1].Within || !s.Listed[2].Within || s.Listed[3].Within {
		t.Errorf("the open list is %q", rows(s))
	}
	o.desk.Select(s.Listed[2].ID)
	o.desk.OpenGroup(s.Listed[2].ID, false)
	if s = o.desk.Snapshot(); len(s.Listed) != 2 || s.Selected != s.Listed[0].ID {
		t.Errorf("folded: %q, selected %s", rows(s), s.Selected)
	}
	// A folded row is all that lies behind it.
	o.desk.SetStatus(o.desk.Acted(), casefile.Warning)
	o.desk.RemoveAll(o.desk.Acted())
	s = o.finished()
	if !slices.Equal(rows(s), []string{"other.jpg"}) || s.Undo.Key != "edit.remove-several" || s.Undo.Fields[1] != "3" {
		t.Fatalf("%q, undo %+v", rows(s), s.Undo)
	}
	o.desk.Undo()
	s = o.finished()
	if len(s.Listed) != 2 || s.Listed[0].Group != 3 || s.Compared != 4 {
		t.Errorf("after undo %q, %d compared", rows(s), s.Compared)
	}
	for _, c := range s.Candidates[:3] {
		if c.Evidence.Status != casefile.Warning {
			t.Errorf("%s has the status %q", c.Evidence.Name, c.Evidence.Status)
		}
	}
}

func TestRowsInSightGetThePartThatTheClaimShows(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(copies(t))
	s := o.finished()
	match, other := s.Listed[0].ID, s.Listed[1].ID
	if s.Candidates[0].Region != nil {
		t.Fatal("the region was made though nobody looks at it")
	}
	o.desk.NeedThumbnails([]casefile.ID{match, other})
	s = o.until("the region is there", func(s Snapshot) bool { return s.Candidates[0].Region != nil })
	b := s.Candidates[0].Region.Bounds()
	if b.Dx() > regionSize.Width || b.Dy() > regionSize.Height || b.Dx()*220 < (b.Dy()-1)*300 || b.Dx()*220 > (b.Dy()+1)*300 {
		t.Errorf("the region measures %v, and the claim has the shape 300:220", b)
	}
	if last, _ := s.Current(); s.Candidates[len(s.Candidates)-1].Region != nil || last.Region == nil {
		t.Error("what doesn't match has a region, or the match has none")
	}
}

func TestThumbnailsFarFromSightAreLetGoAndMadeAgain(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(copies(t))
	s := o.finished()
	id := idOf2(s, "other.jpg")
	for i := range mostThumbs {
		other := casefile.ID(rune('a'+i%26)) + casefile.ID(rune('a'+i/26))
		o.desk.entries[other] = &entry{}
		o.desk.keepThumbnail(other, image.NewRGBA(image.Rect(0, 0, 1, 1)))
	}
	if o.desk.entries[id].thumbnail != nil {
		t.Fatal("the thumbnail was kept with 200 newer ones")
	}
	if s := o.desk.Snapshot(); s.Claim.Thumbnail == nil {
		t.Error("the claim lost its thumbnail")
	}
	o.desk.NeedThumbnails([]casefile.ID{id})
	o.until("it is made again", func(s Snapshot) bool { return o.desk.entries[id].thumbnail != nil })
	o.desk.NeedThumbnails(nil)
	o.desk.entries[id].thumbnail = nil
	o.desk.SetClaim(id)
	o.until("a candidate that becomes the claim has one", func(s Snapshot) bool { return s.Claim.Evidence.ID == id && s.Claim.Thumbnail != nil })
}

func TestListIsSortedAndFilteredAsAPersonWants(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "claim.png", "zebra.png", "Apple.png", "mango.png")
	o.desk.Open(paths)
	s := o.finished()
	z, a, m := idOf2(s, "zebra.png"), idOf2(s, "Apple.png"), idOf2(s, "mango.png")
	o.desk.SetSource(m, casefile.Source{Date: "2014-03"})
	o.desk.SetSource(z, casefile.Source{Date: "2013?"})
	o.desk.SetSource(a, casefile.Source{Date: "some day"})
	for _, x := range []struct {
		sort Sort
		want []string
	}{
		{ByName, []string{"Apple.png", "mango.png", "zebra.png"}},
		{ByAdded, []string{"zebra.png", "Apple.png", "mango.png"}},
		{ByDate, []string{"zebra.png", "mango.png", "Apple.png"}}, // what follows is in this order
	} {
		o.desk.Hold(true) // a hand that asks for another order gets it at once
		o.desk.SetSort(x.sort)
		if got := rows(o.desk.Snapshot()); !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.sort.Name(), got, x.want)
		}
		o.desk.Hold(false)
	}
	o.desk.SetStatus([]casefile.ID{a, m}, casefile.ToCheck)
	o.desk.SetFilter(Filter{Statuses: []casefile.Status{casefile.ToCheck}})
	s = o.desk.Snapshot()
	if got := rows(s); !slices.Equal(got, []string{"mango.png", "Apple.png"}) || len(s.Candidates) != 3 {
		t.Errorf("to check: %q of %d", got, len(s.Candidates))
	}
	if s.Selected != m && s.Selected != a {
		t.Errorf("selected is %s, which is not listed", s.Selected)
	}
	o.desk.Rename(m, "The harbour\nat night")
	o.desk.SetFilter(Filter{Text: " HARBOUR "})
	if got := rows(o.desk.Snapshot()); len(got) != 1 || !strings.HasPrefix(got[0], "The harbour") || strings.ContainsAny(got[0], "\n") {
		t.Errorf("by its label: %q", got)
	}
	o.desk.SetFilter(Filter{Findings: []string{"match"}})
	s = o.desk.Snapshot()
	if len(s.Listed) != 0 || s.Selected == "" {
		t.Errorf("nothing matches: %q, selected %q", rows(s), s.Selected)
	}
	o.desk.SetFilter(Filter{Findings: []string{"no-match", "uncertain"}})
	if got := rows(o.desk.Snapshot()); len(got) != 3 {
		t.Errorf("what doesn't match: %q", got)
	}
}

func TestStatusLabelAndOrderAreEditsThatTheCaseKeeps(t *testing.T) {
	o := newOwner(t)
	paths := pictures(t, "claim.png", "a.png", "bb.png", "ccc.png", "dddd.png")
	o.desk.Open(paths)
	s := o.finished()
	o.desk.SetSort(ByName)
	a, b, c, d := idOf2(s, "a.png"), idOf2(s, "bb.png"), idOf2(s, "ccc.png"), idOf2(s, "dddd.png")
	lines := o.desk.Log().Count()
	o.desk.MoveBefore([]casefile.ID{c, d}, a)
	o.desk.Rename(b, "Second")
	o.desk.SetStatus([]casefile.ID{a, b}, casefile.Fine)
	s = o.desk.Snapshot()
	if got := rows(s); !slices.Equal(got, []string{"ccc.png", "dddd.png", "a.png", "Second"}) || s.Sort != ByHand {
		t.Fatalf("%q, sorted %s", got, s.Sort.Name())
	}
	if o.desk.Log().Count() != lines+3 {
		t.Errorf("three edits are %d lines of the log", o.desk.Log().Count()-lines)
	}
	path := filepath.Join(t.TempDir(), "a.motbilde")
	o.desk.SaveAs(path)
	o.finished()
	other := newOwner(t)
	other.desk.OpenCase(path)
	s = other.until("the case is open", func(s Snapshot) bool { return len(s.Listed) == 4 && idle(s) })
	if got := rows(s); !slices.Equal(got, []string{"ccc.png", "dddd.png", "a.png", "Second"}) || s.Sort != ByHand {
		t.Errorf("opened again: %q, sorted %s", got, s.Sort.Name())
	}
	if e, _ := s.Case.Find(b); e.Status != casefile.Fine || e.Name != "bb.png" {
		t.Errorf("opened again: %q has the status %q", e.Name, e.Status)
	}
	o.desk.SetStatus([]casefile.ID{a, b}, casefile.Fine) // once more takes it back
	if e, _ := o.desk.Case().Find(a); e.Status != casefile.StatusUnset {
		t.Errorf("the status is still %q", e.Status)
	}
	for range 4 {
		o.desk.Undo()
	}
	o.desk.SetSort(ByName)
	if got := rows(o.desk.Snapshot()); !slices.Equal(got, []string{"a.png", "bb.png", "ccc.png", "dddd.png"}) {
		t.Errorf("after undo: %q", got)
	}
}

func TestRowsArePickedByRangeAndOneByOne(t *testing.T) {
	o := newOwner(t)
	o.desk.Open(pictures(t, "claim.png", "a.png", "bb.png", "ccc.png", "dddd.png"))
	s := o.finished()
	o.desk.SetSort(ByName)
	a, b, c, d := idOf2(s, "a.png"), idOf2(s, "bb.png"), idOf2(s, "ccc.png"), idOf2(s, "dddd.png")
	step := func(what string, selected casefile.ID, picked ...casefile.ID) {
		t.Helper()
		if s := o.desk.Snapshot(); s.Selected != selected || !slices.Equal(s.Picked, picked) {
			t.Errorf("%s: selected %s, picked %v; want %s, %v", what, s.Selected, s.Picked, selected, picked)
		}
	}
	o.desk.Select(b)
	step("one", b, b)
	o.desk.PickTo(d)
	step("a range", d, b, c, d)
	o.desk.PickTo(a)
	step("the range the other way", a, a, b)
	o.desk.Pick(d)
	step("one more", d, a, b, d)
	o.desk.Pick(d)
	step("one less", b, a, b)
	o.desk.PickNext(1)
	o.desk.Select(c)
	step("another alone", c, c)
	o.desk.PickNext(1)
	step("with the next", d, c, d)
	o.desk.PickNext(1)
	step("at the end", d, c, d)
	o.desk.Move(-1)
	if got := rows(o.desk.Snapshot()); !slices.Equal(got, []string{"a.png", "ccc.png", "dddd.png", "bb.png"}) {
		t.Errorf("both moved up: %q", got)
	}
	o.desk.Move(1)
	o.desk.Move(1)
	if got := rows(o.desk.Snapshot()); !slices.Equal(got, []string{"a.png", "bb.png", "ccc.png", "dddd.png"}) {
		t.Errorf("and down as far as it goes: %q", got)
	}
	o.desk.RemoveAll(o.desk.Acted())
	step("two removed", b, b)
	o.desk.PickAll()
	step("all", b, a, b)
}

func BenchmarkSnapshotOf1000Candidates(b *testing.B) {
	d := New(func(func()) {}, Options{Workers: 1})
	defer d.Close()
	for i := range 1001 {
		id := d.NewID()
		d.entries[id] = &entry{state: Ready}
		if i == 0 {
			d.file = d.file.With(casefile.Evidence{ID: id, Role: casefile.Claimed})
			d.current = id
			continue
		}
		e := casefile.Evidence{ID: id, Role: casefile.Candidate, Name: "a.jpg", Pixels: geom.Size{Width: 4, Height: 3}}
		d.file = d.file.With(e)
		d.known[id] = e
		if i%10 == 0 { // as if every tenth looked like the first
			d.alike["e2"] = append(d.alike["e2"], id)
			d.alike[id] = []casefile.ID{"e2"}
		}
	}
	d.settle()
	for b.Loop() {
		if s := d.Snapshot(); len(s.Candidates) != 1000 {
			b.Fatal(len(s.Candidates))
		}
	}
}

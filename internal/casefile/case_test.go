package casefile

import (
	"reflect"
	"regexp"
	"slices"
	"testing"

	"github.com/motbilde/motbilde/internal/geom"
)

func TestContradictingRatingsCanNotBeCombined(t *testing.T) {
	f, ok := Finding{}.WithRating(OriginalMedia, true)
	if !ok {
		t.Fatal("the first rating is refused")
	}
	for _, r := range []Rating{Transformed, EditedOrCropped, Staged} {
		if g, ok := f.WithRating(r, true); ok || len(g.Ratings) != 1 {
			t.Errorf("%s beside %s", r, OriginalMedia)
		}
	}
	f, ok = f.WithRating(Decontextualized, true)
	if !ok || !slices.Equal(f.Ratings, []Rating{Decontextualized, OriginalMedia}) {
		t.Errorf("%v %v", f.Ratings, ok)
	}
	if f, ok = f.WithRating(OriginalMedia, false); !ok || !slices.Equal(f.Ratings, []Rating{Decontextualized}) {
		t.Errorf("%v %v", f.Ratings, ok)
	}
}

func TestWhatIsTakenOutLeavesNothingThatRefersToIt(t *testing.T) {
	c := Case{
		Evidence: []Evidence{
			{ID: "e1", Role: Context, Pixels: geom.Size{Width: 10, Height: 10}},
			{ID: "e2", Role: Claimed, Parent: "e1", Part: geom.Rect{MaxX: 5, MaxY: 5}},
			{ID: "e3", Role: Claimed},
		},
		Posts:    []Post{{ID: "p1", Pictures: []ID{"e2", "e3"}, Captures: []ID{"e1"}, ReplacedBy: "p2"}, {ID: "p2"}},
		Findings: []Finding{{Claimed: "e2", Wording: "x"}, {Claimed: "e3", Wording: "y", Sources: []ID{"e1", "e3"}}},
	}
	before := reflect.ValueOf(c).Interface()
	got := c.Without("e1").WithoutPost("p2")
	want := Case{
		Evidence: []Evidence{{ID: "e3", Role: Claimed}},
		Posts:    []Post{{ID: "p1", Pictures: []ID{"e3"}, Captures: []ID{}}},
		Findings: []Finding{{Claimed: "e3", Wording: "y", Sources: []ID{"e3"}}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !reflect.DeepEqual(before, c) || c.Posts[0].ReplacedBy != "p2" || len(c.Posts[0].Pictures) != 2 || c.Posts[0].Pictures[0] != "e2" || c.Findings[1].Sources[0] != "e1" {
		t.Error("the case that was edited has changed")
	}
}

func TestEmptyFindingIsNone(t *testing.T) {
	c := Case{}.WithFinding(Finding{Claimed: "e1", Wording: "x"}).WithFinding(Finding{Claimed: "e2", By: "Kari"})
	if f, ok := c.Finding("e1"); !ok || f.Wording != "x" {
		t.Errorf("%+v %v", f, ok)
	}
	if c = c.WithFinding(Finding{Claimed: "e1"}); len(c.Findings) != 1 || c.Findings[0].Claimed != "e2" {
		t.Errorf("%+v", c.Findings)
	}
}

func TestSourceCountsWhatIsFilledIn(t *testing.T) {
	if n := (Source{Address: "a", Archived: []Archived{}, FoundBy: FoundBy{Name: "b"}, Statements: []Statement{{Who: "c"}}}).Filled(); n != 3 {
		t.Errorf("%d fields", n)
	}
	if !(Source{Dates: []Attributed{}}).Empty() {
		t.Error("an empty list is something")
	}
}

func TestPartLiesOnItsParentInWholePixels(t *testing.T) {
	parent := Evidence{ID: "e1", Role: Context, SHA256: "ab", Pixels: geom.Size{Width: 100, Height: 80}}
	part, ok := PartOf(parent, geom.Rect{MinX: -3, MinY: 10.2, MaxX: 50.1, MaxY: 200})
	if want := (geom.Rect{MinX: 0, MinY: 10, MaxX: 51, MaxY: 80}); !ok || part.Part != want || part.Pixels != (geom.Size{Width: 51, Height: 70}) || part.Parent != "e1" || part.SHA256 != "ab" || part.Bytes != 0 {
		t.Errorf("%+v %v", part, ok)
	}
	for name, within := range map[string]geom.Rect{"beside": {MinX: 100, MaxX: 120, MaxY: 10}, "empty": {MinX: 5, MinY: 5, MaxX: 5, MaxY: 9}} {
		if _, ok := PartOf(parent, within); ok {
			t.Errorf("%s: a part without pixels", name)
		}
	}
	if _, ok := PartOf(part, geom.Rect{MaxX: 2, MaxY: 2}); ok {
		t.Error("a part of a part")
	}
}

func TestWithheldItemHasASaltOfItsOwnAndKeepsIt(t *testing.T) {
	a, b := Withheld{Why: "for her safety"}.Switched(true), Withheld{}.Switched(true)
	if !a.On || a.Why == "" || len(a.Salt) != 64 || a.Salt == b.Salt {
		t.Errorf("%+v and %+v", a, b)
	}
	if off := a.Switched(false); off.On || off.Switched(true).Salt != a.Salt {
		t.Error("withheld again, it has another salt, and so another commitment")
	}
	if (Withheld{}).Switched(false) != (Withheld{}) {
		t.Error("what was never withheld has got a salt")
	}
}

func TestEachCaseHasANumberOfItsOwn(t *testing.T) {
	form := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	a, b := New(), New()
	if !form.MatchString(a.UUID) || !form.MatchString(b.UUID) || a.UUID == b.UUID {
		t.Errorf("%q and %q", a.UUID, b.UUID)
	}
}
